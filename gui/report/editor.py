"""The prose of the report: the clerk's text above with its bound fields marked, and below how it will read."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QAction, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.report.model import AnnualReport, Section
from disclosure.report.narrative import (
    CELL_FIELDS,
    DATED_ON,
    FIELDS,
    OPENING,
    OTHERS,
    OVERVIEW,
    PROBLEMS,
    PROSE,
    SIGNATURE,
    Part,
    unknown_fields,
)
from disclosure.terms import TextState
from disclosure.wording import chinese_date, listed
from gui.base.appearance import colour, mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, button, quotable, scrolling, words
from gui.kit.chip_text import ChipText
from gui.kit.typed_dates import read_date
from gui.report.outline import OutlinePanel
from tasks.report.compose import mark_read, state_of, text_of, write
from tasks.report.fields import field_source, field_words

if TYPE_CHECKING:
    from gui.report.sentences import SentenceDialog

_SAVE_AFTER = 800
_SHOWN = 36
_UNREAD = "〔未阅〕"
"""Before a paragraph of the program's words that nobody has read; it is not printed."""
_BETWEEN_LINES = "\u2029"
_SHORT_HEIGHT, QWIDGETSIZE_MAX = 76, (1 << 24) - 1
_HEADINGS_OF: Mapping[str, int] = {OVERVIEW: 0, PROBLEMS: 4, OTHERS: 5}
_STATE_WORDS: Mapping[TextState, tuple[str, Sign]] = {
    TextState.UNTOUCHED: ("程序拟的文字，未动过", Sign.UNTOUCHED),
    TextState.READ: ("已阅", Sign.DONE),
    TextState.WRITTEN: ("写过", Sign.WRITTEN),
}


class FieldMarker(QSyntaxHighlighter):
    """Marks {bound fields} as chips, unknown ones in another colour; digits typed by hand are underlined.

    Figures of dates, numbers of documents and the numbers of points are no figures of the work, and stay plain.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._field = QRegularExpression(r"\{[^{}\n]{1,80}\}")
        self._typed = QRegularExpression(
            r"(?:^\s*\d{1,2}[.．、]|〔\d{4}〕\d+号|第\d+号|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\{[^{}]*\})"
            r"|([0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％]?)"
        )

    def highlightBlock(self, text: str) -> None:
        by_hand = QTextCharFormat()
        by_hand.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        by_hand.setUnderlineColor(colour("attention"))
        by_hand.setToolTip("手填的数字：不会随登记簿变化")
        typed = self._typed.globalMatch(text)
        while typed.hasNext():
            match = typed.next()
            if match.capturedLength(1) > 0:
                self.setFormat(match.capturedStart(1), match.capturedLength(1), by_hand)
        fields = self._field.globalMatch(text)
        while fields.hasNext():
            match = fields.next()
            is_known = not unknown_fields(match.captured())
            chip = QTextCharFormat()
            chip.setForeground(colour("accent" if is_known else "overdue"))
            chip.setBackground(colour("accent-soft" if is_known else "overdue-soft"))
            chip.setFontUnderline(not is_known)
            chip.setFontWeight(QFont.Weight.Medium)
            self.setFormat(match.capturedStart(), match.capturedLength(), chip)


class NarrativeEditor(QWidget):
    """Edits one part; what is typed is kept by itself a moment later, as one undoable step."""

    saved = Signal()

    def __init__(self, session: Session, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.part, self._year = session, part, 0
        self._unread: tuple[str, ...] = ()
        self._printed, self._state = "", TextState.UNTOUCHED
        self.text = ChipText(self._told)
        self.text.setAccessibleName(part.label)
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(session.is_read_only)
        self.marker = FieldMarker(self.text.document())
        self.problem = words("", "problem", wrap=True)
        self.state = words("", "secondary")
        self.preview = quotable("")
        self.outline: OutlinePanel | None = None
        self._later = session.timer(self, self.keep, _SAVE_AFTER)
        self._arrange()
        self.text.textChanged.connect(self._later.start)

    def show_report(self, year: int, report: AnnualReport) -> None:
        """Show a year's text, unless the clerk is typing, and how it reads now."""
        stored = self._session.registers.drafts(year).get(self.part.key)
        if year != self._year or not self._later.isActive():
            text = text_of(stored, self.part.key)
            if text != self.text.toPlainText():
                self.text.blockSignals(True)
                self.text.setPlainText(text)
                self.text.blockSignals(False)
                self.marker.rehighlight()
                if self.outline is not None:
                    self.outline.read()
        if year != self._year:
            self._unread = ()
        self._year, self._printed, self._state = year, self._words(report), state_of(stored)
        self._show_unread()
        self._check()

    def show_unread(self, unread: Sequence[str]) -> None:
        """Show which paragraphs of the program's words, as they are printed, nobody has read (F-26)."""
        self._unread = tuple(unread)
        self._show_unread()

    def _show_unread(self) -> None:
        lines = self._printed.split("\n")
        here = [line for line in lines if line in self._unread]
        is_left = here and self._state is not TextState.UNTOUCHED
        told = (f"程序拟的 {len(here)} 段未阅", Sign.UNTOUCHED) if is_left else _STATE_WORDS[self._state]
        self.state.say(*told)
        self.read_button.setText(f"已阅 {len(here)} 段")
        self.read_button.setVisible(bool(here))
        self.preview.setText("\n".join(f"{_UNREAD}{line}" if line in here else line for line in lines))

    def keep(self) -> None:
        """Store what was typed; the default text again puts the part back to 未动过."""
        self._later.stop()
        stored, text = self._session.registers.drafts(self._year).get(self.part.key), self.text.toPlainText()
        if not self._check() or text == text_of(stored, self.part.key) or self._session.is_read_only:
            return
        try:
            write(self._session.registers, self._year, self.part.key, text)
        except DisclosureError as failure:
            self._tell(str(failure), Sign.WRONG)
            return
        self.saved.emit()

    def mark_read(self) -> None:
        """已阅: the clerk has read the paragraphs marked here, and as long as they read so they stay read."""
        self.keep()
        try:
            mark_read(self._session.registers, self._year, self.part.key, self._unread)
        except DisclosureError as failure:
            self._tell(str(failure), Sign.WRONG)

    def put_back(self) -> None:
        """Return to the text the program proposes."""
        self.text.setPlainText(self.part.default)

    def _words(self, report: AnnualReport) -> str:
        if self.part.key == OPENING:
            return report.opening
        if self.part.key in _HEADINGS_OF:
            section: Section = report.sections[_HEADINGS_OF[self.part.key]]
            return section.text
        if self.part.key == DATED_ON:
            return chinese_date(report.dated_on) if report.dated_on else ""
        return report.signature

    def _check(self) -> bool:
        """Tell what is wrong with the text; return whether it can be kept."""
        text = self.text.toPlainText()
        if self.part.key != DATED_ON:
            unknown = unknown_fields(text)
            self._tell(f"没有这样的数据项：{listed(unknown)}；将按原样印出" if unknown else "", Sign.DOUBT)
            return True
        try:
            read_date(text, self._session.today)
        except DisclosureError as unreadable:
            self._tell(str(unreadable), Sign.WRONG)
            return False
        self._tell("" if text.strip() else "未填时用导出当天的日期。")
        return True

    def _tell(self, text: str, sign: Sign | None = None) -> None:
        self.problem.say(text, sign, "" if sign else "secondary")
        self.problem.setVisible(bool(text))

    def _insert_menu(self) -> Button:
        made = Button("插入数据项")
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        self.field_actions = {
            bound.name: menu.addAction(f"{bound.name}    {bound.meaning}", partial(self._insert, bound.name))
            for bound in FIELDS
        }
        self.cell_actions: dict[str, QAction] = {}
        menu.aboutToShow.connect(partial(self._offer, menu))
        made.setMenu(menu)
        return made

    def _offer(self, menu: QMenu) -> None:
        """Put beside every field how it reads now; the 200 figures are offered once the menu is first opened."""
        if not self.cell_actions:  # a menu of figures for each table, in it a menu of columns for each row
            menu.addSeparator()
            menus: dict[str, QMenu] = {}
            for name in CELL_FIELDS:
                table, row, column = name.split("/")
                above = menus.get(table) or menus.setdefault(table, menu.addMenu(f"{table}的数字"))
                beside = menus.get(f"{table}/{row}") or menus.setdefault(f"{table}/{row}", above.addMenu(row))
                self.cell_actions[name] = beside.addAction(column, partial(self._insert, name))
        now = field_words(self._session.registers, self._year)
        for name, action in self.field_actions.items():
            said = now[name]
            action.setText(f"{name}　　{said if len(said) <= _SHOWN else said[:_SHOWN] + '…'}".replace("&", "&&"))
            action.setToolTip(said)

    def _told(self, name: str) -> str:
        """Return how a bound field reads now and where that comes from, for who points at it."""
        return field_source(self._session.registers, self._year, name)

    def seek(self, wanted: Sequence[str]) -> None:
        """Put the cursor on the first of some words that stands in the text, else leave it where it is."""
        for words_sought in wanted:
            found = self.text.document().find(words_sought) if words_sought else QTextCursor()
            if not found.isNull():
                self.text.setTextCursor(found)
                break
        self.text.setFocus()

    def show_sentences(self) -> "SentenceDialog":
        """Open the library of sentences for this part."""
        from gui.report.sentences import SentenceDialog  # noqa: PLC0415 - asked for by few

        selected = self.text.textCursor().selectedText().replace(_BETWEEN_LINES, "\n")
        dialog = SentenceDialog(self._session, self.part.key, self.part.label, selected, self.window())
        dialog.chosen.connect(self._insert_sentence)
        dialog.open()
        return dialog

    def _insert_sentence(self, text: str) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionEnd())  # what is marked stays
        cursor.insertText(text)
        self.text.setTextCursor(cursor)

    def _insert(self, name: str, _checked: bool = False) -> None:
        self.text.insertPlainText("{" + name + "}")
        self.text.setFocus()

    def _arrange(self) -> None:
        mark(self, "plain")
        inside = QWidget()
        mark(inside, "plain")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(words(self.part.label, "cardTitle"))
        head.addWidget(self.state, 1)
        self.read_button = button("已阅", self.mark_read)
        self.read_button.setToolTip(
            "下面标着〔未阅〕的段落是程序拟的，已经核对，照此印出；以后改变了的，只有那一段要再核对"
        )
        self.read_button.setVisible(False)
        if self.part.key in PROSE:
            head.addWidget(self.read_button)
        self.insert_button = self._insert_menu()
        self.back_button = button("恢复默认文字", self.put_back)
        self.sentences_button = button("句库…", self.show_sentences)
        if self.part.key in _HEADINGS_OF:
            head.addWidget(self.sentences_button)
        if self.part.key != DATED_ON:
            head.addWidget(self.insert_button)
        head.addWidget(self.back_button)
        stack.addLayout(head)
        is_short = self.part.key in (SIGNATURE, DATED_ON)
        self.text.setMaximumHeight(_SHORT_HEIGHT if is_short else QWIDGETSIZE_MAX)
        row = QHBoxLayout()
        row.setSpacing(10)
        if self.part.key in (OVERVIEW, PROBLEMS):  # they have sub-headings: their tree stands beside the text
            self.outline = OutlinePanel(self.text, self.part.default, is_read_only=self._session.is_read_only)
            row.addWidget(self.outline)
        row.addWidget(self.text, 1)
        stack.addLayout(row, 3)
        stack.addWidget(self.problem)
        card = Card("印出来是这样")
        paper = QScrollArea()
        paper.setWidgetResizable(True)
        paper.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        mark(self.preview, "plain")
        paper.setWidget(self.preview)
        self.preview.setAutoFillBackground(False)
        card.body.addWidget(paper, 1)
        stack.addWidget(card, 2)
        for widget in (self.insert_button, self.back_button, self.read_button):
            widget.setEnabled(not self._session.is_read_only)
