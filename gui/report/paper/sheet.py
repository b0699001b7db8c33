"""The paper itself: title, six sections with their tables, name and date on one sheet, edited in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from disclosure.report.cells import CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport
from disclosure.report.narrative import DATED_ON, OPENING, OTHERS, OVERVIEW, PARTS, PROBLEMS, PROSE, SIGNATURE, Source
from disclosure.terms import TextState
from gui.base.appearance import colour, scaled
from gui.base.session import Session
from gui.base.signs import SIGN_SIZE, paint_sign, paper_ink
from gui.base.waits import Wait, waiting
from gui.kit.cards import words
from gui.kit.chip_text import ChipText, Western
from gui.report.paper.editor import STATE_WORDS, NarrativeEditor
from gui.report.paper.look import (
    BODY,
    BOTTOM,
    LINE,
    NARROW,
    SIDE,
    TABLE_SIDE,
    TITLE,
    TOP,
    Face,
    Scale,
    latin,
)
from gui.report.paper.table import StatTableView

_PROSE = {SECTION_HEADINGS[0]: OVERVIEW, SECTION_HEADINGS[4]: PROBLEMS, SECTION_HEADINGS[5]: OTHERS}
_LINES_TO_SEAL, _BELOW_TABLE = 2, 16
_LABELS = {part.key: part.label for part in PARTS}


@dataclass(frozen=True)
class Place:
    """A place in the report: a heading, a cell, or words in a text; the most specific one known is used."""

    heading: str
    cell: CellKey | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Underlined:
    """Words of the report that a finding is about."""

    place: Place
    is_error: bool


class Paper(QWidget):
    """Lays out its parts itself, so that a growing one moves only those below it.

    ``laid`` is emitted whenever something has moved, ``reached`` when the caret has.
    """

    laid = Signal()
    reached = Signal()

    def __init__(self, session: Session, report: AnnualReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.scale, self._breadth = session, Scale(), NARROW
        self.title = words("", "paperHead", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setParent(self)
        self.headings = {heading: words(heading, "paperHead") for heading in SECTION_HEADINGS}
        printed = {table.code: table for table in report.tables}
        self.tables = {code: StatTableView(printed[code], heading) for heading, code in TABLE_SECTIONS.items()}
        self.editors = {part.key: NarrativeEditor(session, part, self) for part in PARTS}
        self._underlined: tuple[Underlined, ...] = ()
        self._soon = waiting(self, self.lay, Wait.TURN)
        for widget in (*self.headings.values(), *self.tables.values()):
            widget.setParent(self)
        for editor in self.editors.values():
            editor.hide()
            editor.text.setParent(self)
            editor.text.document().documentLayout().documentSizeChanged.connect(self._grown)
            Western(editor.text.document(), latin())
            editor.text.entered.connect(lambda editor=editor: self.show_bar(editor))
            editor.text.reached.connect(self.reached)
            editor.told.connect(self.update)
        order = self._order()
        for before, after in pairwise(order):
            before.left_ahead.connect(lambda after=after: self._step_into(after, is_first=True))
            after.left_behind.connect(lambda before=before: self._step_into(before, is_first=False))
            QWidget.setTabOrder(before, after)

    def _order(self) -> list[ChipText | StatTableView]:
        """Return texts and tables in printed order."""
        found: list[ChipText | StatTableView] = [self.editors[OPENING].text]
        for heading in SECTION_HEADINGS:
            code = TABLE_SECTIONS.get(heading)
            found.append(self.tables[code] if code else self.editors[_PROSE[heading]].text)
        return [*found, self.editors[SIGNATURE].text, self.editors[DATED_ON].text]

    # --- contents ---

    def show_report(self, year: int, report: AnnualReport, source: Source) -> None:
        """Show the current report; text being typed is kept."""
        self.title.setText(report.title)
        for table in report.tables:
            self.tables[table.code].show_table(table)
        drafts = self._session.registers.drafts(year)
        for editor in self.editors.values():
            editor.show_report(year, report, source, drafts.get(editor.part.key))
        self._underline()
        self._soon.start()

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield the contents of the paper, each with its heading: title, paragraphs, and table cells."""
        yield "", self.title.text()
        for line in self.editors[OPENING].text.printed().split("\n"):
            yield "", line
        for heading in SECTION_HEADINGS:
            yield heading, self.headings[heading].text()
            code = TABLE_SECTIONS.get(heading)
            if code:
                for cell in self.tables[code].grid.table.cells:
                    yield heading, cell.text
            else:
                for line in self.editors[_PROSE[heading]].text.printed().split("\n"):
                    yield heading, line
        for part in (SIGNATURE, DATED_ON):
            yield _LABELS[part], self.editors[part].text.printed()

    def underline(self, found: Sequence[Underlined]) -> None:
        """Underline words with findings; other typed numbers stay plain."""
        self._underlined = tuple(found)
        self._underline()

    def _underline(self) -> None:
        chosen: dict[NarrativeEditor, list[QTextEdit.ExtraSelection]] = {}
        for one in self._underlined:
            found = self._words(one.place)
            if found is None:
                continue
            mark_, look = QTextEdit.ExtraSelection(), QTextCharFormat()
            style = QTextCharFormat.UnderlineStyle
            look.setUnderlineStyle(style.SingleUnderline if one.is_error else style.DotLine)
            look.setUnderlineColor(colour("overdue" if one.is_error else "attention"))
            mark_.format, mark_.cursor = look, found[1]  # type: ignore[attr-defined]
            chosen.setdefault(found[0], []).append(mark_)
        for editor in self.editors.values():
            editor.text.setExtraSelections(chosen.get(editor, []))

    # --- places ---

    def heading_of(self, widget: QWidget | None) -> str:
        """Return the heading of a text or a table."""
        for heading, code in TABLE_SECTIONS.items():
            if widget is self.tables[code]:
                return heading
        return next((one.part.label for one in self.editors.values() if one.text is widget), "")

    def widget_of(self, heading: str) -> ChipText | StatTableView:
        """Return the text or the table under a heading."""
        code = TABLE_SECTIONS.get(heading)
        if code:
            return self.tables[code]
        return next(one.text for one in self.editors.values() if one.part.label == heading)

    def editor_of(self, widget: QWidget | None) -> NarrativeEditor | None:
        """Return the editor of a text."""
        return next((one for one in self.editors.values() if one.text is widget), None)

    def top_of(self, heading: str) -> int:
        """Return the top of a part including its heading; that of the first part is the top of the paper."""
        if heading == _LABELS[OPENING]:
            return 0
        return self.headings[heading].y() if heading in self.headings else self.widget_of(heading).y()

    def height_of(self, place: Place) -> int:
        """Return the height of a place, in the middle of its line."""
        if place.cell is not None:
            table = self.tables[place.cell.table]
            return table.y() + table.cell_rect(place.cell).center().y()
        found = self._words(place)
        if found is not None:
            editor, cursor = found
            start = QTextCursor(cursor)
            start.setPosition(cursor.selectionStart())
            return editor.text.y() + editor.text.cursorRect(start).center().y()
        return self.top_of(place.heading) + self.scale(LINE) // 2

    def line_height(self, editor: NarrativeEditor, line: int) -> int:
        """Return the height of a paragraph in a text, in the middle of its first line."""
        return editor.text.y() + round(editor.text.line_rect(line).top()) + self.scale(LINE) // 2

    def _words(self, place: Place) -> tuple[NarrativeEditor, QTextCursor] | None:
        """Return the text with the words of a place, preferring its own part, and a cursor on them."""
        known = sorted(self.editors.values(), key=lambda one: one.part.label != place.heading)
        for quote in place.quotes:
            for editor in known:
                found = editor.text.find_words(quote)
                if not found.isNull():
                    return editor, found
        return None

    def caret(self) -> QRect | None:
        """Return the rectangle of the caret or the current cell, or None if neither is in the paper."""
        widget = self.focusWidget()
        if isinstance(widget, QTextEdit) and self.isAncestorOf(widget):
            return widget.cursorRect().translated(widget.pos())
        if isinstance(widget, StatTableView) and widget.current_cell() is not None:
            return widget.visualRect(widget.currentIndex()).translated(widget.pos())
        return None

    # --- layout ---

    def set_scale(self, percent: int, breadth: int) -> None:
        """Zoom the paper; ``breadth`` is its width at 100 %."""
        if (percent, breadth) != (self.scale.percent, self._breadth):
            self._breadth = breadth
            self.scale = Scale(percent)
            for editor in self.editors.values():
                editor.dress(self.scale)
            self._underline()
        self.lay()

    def _grown(self) -> None:
        self._soon.start()

    def lay(self) -> None:
        """Place every part below the previous one; a part in the same place is not touched."""
        self._soon.stop()
        scale = self.scale
        wide, line, side = scale(self._breadth), scale(LINE), self._side()
        room = wide - 2 * side
        self._set_font(self.title, Face.BIAO, TITLE)
        tall = self.title.heightForWidth(room)
        y = scale(TOP)
        self.title.setGeometry(side, y, room, tall)
        y = self._lay_text(self.editors[OPENING], QRect(side, y + tall + line, room, 0), is_above=True)
        for heading in SECTION_HEADINGS:
            label = self.headings[heading]
            self._set_font(label, Face.HEI, BODY)
            label.setGeometry(side + 2 * scale(BODY), y, room - 2 * scale(BODY), line)
            code = TABLE_SECTIONS.get(heading)
            if code is None:
                taken = 2 * scale(BODY) + label.fontMetrics().horizontalAdvance(heading) + scale(BODY)
                area = QRect(side, y + line, room, 0)
                y = self._lay_text(self.editors[_PROSE[heading]], area, is_above=True, taken=taken)
            else:
                out, table = self._fit_table(code)
                self.tables[code].setGeometry(QRect(QPoint(out, y + line), table))
                y += line + table.height() + scale(_BELOW_TABLE)
        y += _LINES_TO_SEAL * line
        for part in (SIGNATURE, DATED_ON):
            y = self._lay_text(self.editors[part], QRect(side, y, room, 0), is_above=False)
        self.resize(wide, y + scale(BOTTOM))
        self.update()
        self.laid.emit()

    def _side(self) -> int:
        """Return the distance of the text from the edge."""
        return self.scale(SIDE) + (self.scale(self._breadth) - self.scale(NARROW)) // 8

    def _fit_table(self, code: str) -> tuple[int, QSize]:
        """Fit a table, and return its distance from the edge and its size."""
        out = self._side() if code == "table2" else self.scale(TABLE_SIDE)
        room = self.scale(self._breadth) - 2 * out
        return out, QSize(room, self.tables[code].fit(room, self.scale))

    def fitted(self) -> Iterator[None]:
        """Fit one table after another, which is most of the work of a layout."""
        for code in self.tables:
            self._fit_table(code)
            yield

    def _set_font(self, label: QLabel, face: Face, size: int) -> None:
        font = self.scale.font(face, size)
        if label.font() != font:
            label.setFont(font)

    def _lay_text(self, editor: NarrativeEditor, area: QRect, *, is_above: bool, taken: int = 0) -> int:
        """Give a text the height it needs and its bar the free end of the line above it; return its lower end."""
        text, line, room = editor.text, self.scale(LINE), area.width() - taken
        text.document().setTextWidth(area.width())
        area.setHeight(max(line, round(text.document().size().height())))
        text.setGeometry(area)
        editor.state.setVisible(True)  # also shown in the margin: it makes way for a long heading
        editor.state.setVisible(editor.sizeHint().width() <= room)
        bar = editor.sizeHint()
        top = area.top() - (line + bar.height()) // 2 if is_above else area.top() + (line - bar.height()) // 2
        left = area.right() - bar.width() if is_above else area.left()
        editor.setGeometry(QRect(QPoint(left, top), bar))
        return area.bottom() + 1

    def show_bar(self, shown: NarrativeEditor) -> None:
        """Show the acts for one text beside its heading, and clear the selection in the others."""
        for editor in self.editors.values():
            editor.setVisible(editor is shown)
            if editor is not shown:
                editor.text.choose_nothing()
        shown.raise_()
        self.lay()
        self.reached.emit()

    def _step_into(self, widget: ChipText | StatTableView, *, is_first: bool) -> None:
        """Move the caret into the neighbouring part, to its first line or its last."""
        if isinstance(widget, StatTableView):
            figures = list(widget.grid.table.figures())
            cell = figures[0 if is_first else -1]
            widget.setCurrentIndex(widget.grid.index(cell.row, cell.column))
        else:
            widget.moveCursor(QTextCursor.MoveOperation.Start if is_first else QTextCursor.MoveOperation.End)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet, and before every paragraph its status."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        painter.setPen(QPen(colour("edge")))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        size = scaled(SIGN_SIZE)
        for part in PROSE:
            editor = self.editors[part]
            for line, state in enumerate(editor.lines[: editor.text.document().blockCount()]):
                if state is not None:
                    self._paint_state(painter, state, self.line_height(editor, line) - size // 2, size)
        painter.end()

    def _paint_state(self, painter: QPainter, state: TextState, top: int, size: int) -> None:
        left = max(2, self.editors[OPENING].text.x() // 2 - size // 2)
        sign = STATE_WORDS[state][1]
        ink = colour("paper-attention") if state is TextState.UNTOUCHED else paper_ink(sign)
        paint_sign(painter, sign, QRectF(left, top, size, size), ink)
