"""年度报告: the report on its paper, edited in place, what the checks found beside it, and the way to a version."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from disclosure.changes import Change
from disclosure.checks.finding import Finding
from disclosure.checks.notes import Judged
from disclosure.progress import Progress
from disclosure.records import ReportDelivery
from disclosure.releases.due_report import is_over, publish_by, submit_by
from disclosure.report.balances import balances
from disclosure.report.cells import CellKey
from disclosure.report.model import TABLE_SECTIONS, AnnualReport, Level, paragraph
from disclosure.report.narrative import CELL_FIELDS, DATED_ON, bound_field
from disclosure.terms import ReportDeliveryKind
from exporters.report.formats import FORMATS
from gui.base.appearance import mark, scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, button, words
from gui.kit.file_dialogs import documents
from gui.kit.side_sheet import SideSheet
from gui.report.contents import Contents, Standing, state_among
from gui.report.desk import ReportDesk
from gui.report.export import ReportExport
from gui.report.figures import BalanceCard, CellCard
from gui.report.findings import FindingNote, Fix, Wishes, cells_of, counts, fix_of, open_at, place_of
from gui.report.paper.editor import STATE_WORDS, NarrativeEditor
from gui.report.paper.ground import Fit, PaperDesk
from gui.report.paper.look import ZOOMS
from gui.report.paper.margin import Note
from gui.report.paper.sheet import Paper, Place, Underlined
from gui.report.rule_book import RuleBook, RuleDialog, key_of
from gui.report.sides import ReportSides, View, section_of
from storage.query import Query
from tasks.report.compose import compose_from
from tasks.report.fields import field_source, records_of_field

if TYPE_CHECKING:
    from tasks.report.issuing import Standing as Found

_AFTER_CHANGE = 120
_MOST_TOLD, _MOST_NOTES, _AT_ONE_LINE = 20, 60, 3
_OUTLINE, _WIDE_OUTLINE, _FROM = 196, 216, 1520
"""How wide the list of parts is, and from which width of the page on it is wider."""


class ReportPage(QWidget):
    """The report of one year, always counted anew from the registers."""

    record_wanted = Signal(str, int)
    year_wanted = Signal(int)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "page")
        self._session, self._year = session, year
        self.report, self._source = compose_from(session.registers, year, session.today)
        self.paper = Paper(session, self.report)
        self.tables, self.editors = self.paper.tables, self.paper.editors
        self.ground = PaperDesk(self.paper)
        self.desk = ReportDesk(session, year, self)
        self.contents = Contents(self.editors, is_read_only=session.is_read_only)
        self.records = CellCard(session)
        self.sides = ReportSides(session, self.ground.notes, self.records)
        self.wishes = Wishes()
        self.rows: list[FindingNote] = []
        self._extra: list[Note] = []
        self._heading, self._field = "", ""
        self._cell: CellKey | None = None
        self._is_compact = self._goes_on = False
        self._at: FindingNote | None = None
        self.parts = QComboBox()
        self._written: tuple[Path, ...] = ()
        self._later = session.timer(self, self.refresh, _AFTER_CHANGE)
        self._arrange()
        self.set_compact(False)
        session.changed.connect(self._follow)
        session.closing.connect(self._close)
        self.desk.stood.connect(self._stand)
        self.desk.year_wanted.connect(self.year_wanted)
        self._show()
        self._stand(None)

    # --- what it shows ---

    def set_year(self, year: int) -> None:
        """Show the report of another year."""
        self._keep_texts()
        self._year = self.desk.year = year
        self._forget_cell()
        self.floating.hide()
        self._stand(None)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        self.report, self._source = compose_from(self._session.registers, self._year, self._session.today)
        self._show()

    def _show(self) -> None:
        self.title.setText(f"{self._year} 年度报告")
        self.paper.show_report(self._year, self.report, self._source)
        if self._cell is not None:
            self._figure(self._cell)
        self.sides.charts.show_year(self._year)
        self.sides.trail.show_year(self._year)
        self.contents.read()
        self._show_due()
        self._show_standings()
        self._compare()
        self.desk.check_later()

    @property
    def previous(self) -> AnnualReport | None:
        """Last year's report, as it was published or issued; None while it is not known."""
        known = self.desk.standing
        return known.previous if known and known.year == self._year else None

    def _compare(self) -> None:
        self.sides.last_year.show_section(self._heading, self._year, self.previous)
        self._show_before()

    def _show_before(self) -> None:
        """Show beside the paper what last year said under the same sub-heading."""
        editor = self.paper.editor_of(self.paper.focusWidget())
        before = section_of(self.previous, self._heading)
        if editor is None or before is None:
            self.ground.show_before("", 0)
            return
        line = editor.text.textCursor().blockNumber()
        above = [paragraph(one) for one in editor.text.printed().split("\n")[: line + 1]]
        title = next((one.title for one in reversed(above) if one.level is Level.SUB_HEADING), "")
        told, is_here = [], not title
        for one in before.paragraphs:
            if one.level is Level.SUB_HEADING and title:
                is_here = one.title == title
            elif is_here:
                told.append(one.text)
        self.ground.show_before("\n".join(told), self.paper.line_height(editor, line))

    def _stand(self, known: "Found | None") -> None:
        """Show where the report stands; before it is known, nothing can be issued."""
        self._fill_margin(known.found if known else ())
        self._show_state(known)
        self._show_standings()
        self._compare()
        if self._cell is not None:
            self._figure(self._cell)
        if self._goes_on and known is not None:
            self._goes_on = False
            self.go_on()

    def _show_standings(self) -> None:
        known = self.desk.standing
        found = known.found if known and known.year == self._year else None
        standings: dict[str, Standing | None] = {}
        for heading in self.contents.items:
            count, gravest = open_at(heading, found or ())
            if heading in TABLE_SECTIONS:
                told, sign = (f"{count} 处", gravest) if gravest else (STATE_WORDS_OF_TABLE, Sign.DONE)
                standings[heading] = None if found is None else Standing(sign, told, count, gravest)
            else:
                editor = next(one for one in self.editors.values() if one.part.label == heading)
                told, sign = STATE_WORDS[state_among(editor.lines)]
                standings[heading] = Standing(sign, told, count, gravest)
        self.contents.show_standing(standings)
        for place, (heading, standing) in enumerate(standings.items()):
            name = self.contents.items[heading].text(0)
            told = f"{standing.count} 处" if standing and standing.count else standing.told if standing else ""
            self.parts.setItemText(place, f"{name}  {told}" if told else name)
            self.parts.setItemIcon(place, self.contents.items[heading].icon(0))

    def _show_due(self) -> None:
        """Tell how long it is to the day the report is to be sent, or to be public."""
        today, profile = self._session.today, self._source.profile
        rows = self._session.registers.all(ReportDelivery, Query(year=self._year))
        done, told = {row.kind for row in rows}, ""
        if self._year == today.year - 1 and not is_over(today):
            days: Sequence[tuple[ReportDeliveryKind, date]] = (
                (ReportDeliveryKind.SUBMITTED, submit_by(profile, self._year)),
                (ReportDeliveryKind.PUBLISHED, publish_by(profile, self._year)),
            )
            kind, day = next(((kind, day) for kind, day in days if kind not in done), (None, today))
            left = (day - today).days
            if kind is not None:
                word = f"{day.month}月{day.day}日{kind.label}"
                told = f"离 {word}还有 {left} 天" if left >= 0 else f"{word}已过 {-left} 天"
        self.due.setText(told)

    def _show_state(self, known: "Found | None") -> None:
        latest = known.latest if known else None
        can = known is not None and not (known.hindrances or known.shut or self._session.is_read_only)
        can_issue = can and (latest is None or bool(known and known.changed))
        self.issue_button.setText("更正…" if latest else "签发…")
        self.issue_button.setEnabled(can_issue)
        self.acts["版本…"].setEnabled(latest is not None)
        version = f" 第 {latest.version} 版 {latest.version_code}" if latest else ""
        events = [event.sentence for event in known.open_events] if known else []
        told = "；".join([f"{known.state.label}{version}", *events]) if known else ""
        self.state.say(told, Sign.WRONG if events else None, "" if events else "secondary")
        why, sign = "", None
        if known is not None and known.shut:
            why = known.shut
        elif known is not None and known.hindrances:
            why = f"还不能{'更正' if latest else '签发'}：{counts(known.found)}待处理"
        elif known is not None and latest is not None:
            if known.changed:
                why, sign = f"现在与签发版有 {known.changed.counts}不同", Sign.DOUBT
            else:
                why, sign = "与签发版一致", Sign.DONE
        self.why.say(why, sign, "" if sign else "secondary")
        self.why.setToolTip("\n".join(known.changed.lines[:_MOST_TOLD]) if known else "")
        self.issue_button.setToolTip(why)
        told = counts(known.found) if known and known.hindrances else ""
        if self._is_compact:  # how many is enough where there is little room; the rest is said when it is pointed at
            told = str(len(known.hindrances)) if known and told else ""
        self.check_button.setText(f"检查{f' · {told}' if told else ''}  F8" if known else "正在检查…  F8")
        self.check_button.setToolTip(why)
        self.export_button.setText("导出" if self._is_compact else "导出 PDF、Word…  Ctrl+E")
        first = self.check_button if known is None or known.hindrances else self.export_button
        first = self.issue_button if can_issue else first
        for made in (self.check_button, self.issue_button, self.export_button):
            mark(made, "primary" if made is first else "plainButton")

    # --- the margin ---

    def _fill_margin(self, found: Sequence[Judged]) -> None:
        """Put a card for every finding beside its line: those still open, and the others where they are asked for."""
        margin, at = self.ground.margin, self._at.judged.finding if self._at else None
        for note in (*self.rows, *self._extra):
            margin.drop(note)
        self.rows, self._extra, self._at = [], [], None
        ordered = sorted(found, key=lambda one: not one.is_open)
        here: dict[int, int] = {}
        marks: list[Underlined] = []
        for judged in ordered[:_MOST_NOTES]:
            finding = judged.finding
            fix = fix_of(finding, self.report.figures)
            fix = fix if fix is not None and self._typed(fix) is not None else None
            note = FindingNote(judged, self.wishes, fix, is_read_only=self._session.is_read_only)
            place = self.place_of(finding)
            note.is_folded = not judged.is_open and not self.acts["看已处理的"].isChecked()
            if not note.is_folded:
                line = self.paper.height_of(place)
                here[line] = here.get(line, 0) + 1
                note.is_folded = here[line] > _AT_ONE_LINE
                if here[line] == _AT_ONE_LINE + 1:
                    self._add_more(line, place)
            note.pressed.connect(partial(self._choose_note, note))
            margin.add(note, partial(self.paper.height_of, place))
            self.rows.append(note)
            if finding == at:
                self._at = note
            if judged.is_open and finding.quotes and not (finding.to_read or finding.to_write):
                marks.append(Underlined(place, finding.is_error))
        self._add_balances()
        self._add_problems()
        self.paper.underline(marks)
        self.ground.place_notes()

    def _add_more(self, line: int, place: Place) -> None:
        """Stand for further cards at one line, until they are asked for."""
        more = Note("这里还有别的提醒")
        self._extra.append(more)

        def unfold() -> None:
            for row in self.rows:
                if row.judged.is_open and self.paper.height_of(self.place_of(row.judged.finding)) == line:
                    row.is_folded = False
            more.is_folded = True
            self.ground.place_notes()

        more.add_links([button("都列出来", unfold, "link")])
        self.ground.margin.add(more, partial(self.paper.height_of, place))

    def _add_balances(self) -> None:
        """Put the sums of every table beside its end."""
        before = self.previous.figures if self.previous else {}
        for heading, code in TABLE_SECTIONS.items():
            sums = balances(code, self.report.figures, before)
            if sums:
                card = BalanceCard(f"表{heading[0]}", sums)
                self._extra.append(card)
                self.ground.margin.add(card, partial(self._end_of, code, card))

    def _end_of(self, code: str, card: Note) -> int:
        table = self.tables[code]
        return table.geometry().bottom() - card.sizeHint().height() + scaled(_OUTLINE) // 10

    def _add_problems(self) -> None:
        for editor in self.editors.values():
            if editor.problem.text():
                note = Note(editor.problem.text(), editor.problem.sign or Sign.DOUBT, "noteDoubt")
                self._extra.append(note)
                self.ground.margin.add(note, partial(self.paper.line_height, editor, 0))

    def place_of(self, finding: Finding) -> Place:
        """Return where in the report a finding stands."""
        heading, cells = place_of(finding), cells_of(finding)
        if finding.quotes or not (cells and heading in TABLE_SECTIONS):
            return Place(heading, quotes=finding.quotes)
        return self.place_of_cell(cells[0])

    def place_of_cell(self, cell: CellKey) -> Place:
        """Return where a cell stands."""
        return Place(next(heading for heading, code in TABLE_SECTIONS.items() if code == cell.table), cell)

    def row(self, rule: str) -> FindingNote:
        """Return the first card of a rule."""
        return next(row for row in self.rows if row.judged.finding.rule == rule)

    def _choose_note(self, note: FindingNote) -> None:
        self._at = note

    def go_on(self) -> None:
        """检查: go to the next finding that is open, in the order of the paper; after the last to the first.

        Where none is left and nobody wrote the day yet, that is what comes next.
        """
        left = [note for note in self.ground.margin.notes if isinstance(note, FindingNote) and note.judged.is_open]
        if not left:
            if not self.editors[DATED_ON].text.toPlainText():
                self.show_part(self.editors[DATED_ON].part.label)
                self.editors[DATED_ON].text.selectAll()
            return
        at = left.index(self._at) + 1 if self._at in left else 0
        self._at = left[at % len(left)]
        finding = self._at.judged.finding
        if finding.record is None:
            self.go_to(finding)
        else:
            self.ground.show_height(self.paper.height_of(self.place_of(finding)))
            next(iter(self._at.links.values())).setFocus()
        if self.ground.has_margin:
            self.ground.note_in_sight(self._at)
        else:
            self._show_note(self._at)

    def _show_note(self, note: Note) -> None:
        """Show a card where there is no room beside the paper: in the sheet over it."""
        self.show_side(View.NOTES)
        self.ground.place_notes()
        self.ground.note_in_sight(note)

    # --- cells and fields ---

    def _figure(self, key: CellKey) -> None:
        """Show beside a cell what it was last year and the records it counts."""
        self._cell, self._field = key, ""
        before = self.previous.figures.get(key) if self.previous else None
        self.records.show_figure(key, self._year, self.report.figures.get(key), before)
        self._place_records()

    def _field_pressed(self, editor: NarrativeEditor, name: str) -> None:
        """Show beside a bound field how it reads and the records it counts."""
        bound = bound_field(name)
        if bound is None:
            return
        registers, self._cell, self._field = self._session.registers, None, editor.part.key
        found = records_of_field(registers, self._year, name)
        self.records.show_records(bound.meaning, found, "" if found else field_source(registers, self._year, name))
        self._place_records()
        if not self.ground.has_margin:
            self._show_note(self.records)

    def _place_records(self) -> None:
        self.ground.place_notes()

    def _records_line(self) -> int | None:
        """Return at which height the card of records belongs."""
        if self._cell is not None:
            return self.paper.height_of(self.place_of_cell(self._cell))
        if self._field:
            text = self.editors[self._field].text
            return text.y() + text.cursorRect().center().y()
        return None

    def _forget_cell(self) -> None:
        self._cell, self._field = None, ""
        self.records.forget()
        for table in self.tables.values():
            table.forget()

    def _cell_pressed(self) -> None:
        if not self.ground.has_margin:
            self._show_note(self.records)

    def _typed(self, fix: Fix) -> tuple[NarrativeEditor, QTextCursor] | None:
        """Return the text and a cursor on the number that was typed; None where it is not there, or is a field."""
        for editor in self.editors.values():
            cursor = editor.text.find_words(fix.quote)
            if cursor.isNull():
                continue
            at = cursor.selectionStart() + fix.quote.strip().find(fix.typed)
            if editor.text.field_at(at) is None:
                cursor.setPosition(at)
                cursor.setPosition(at + len(fix.typed), QTextCursor.MoveMode.KeepAnchor)
                return editor, cursor
        return None

    def _fix(self, fix: Fix) -> None:
        """Put the register's number in place of one that was typed; from now on it follows the register."""
        found = self._typed(fix)
        if found is not None:
            editor, cursor = found
            editor.text.setTextCursor(cursor)
            editor.text.insert("{" + next(name for name, cell in CELL_FIELDS.items() if cell == fix.cell) + "}")
            editor.keep()

    def _records_of(self, finding: Finding) -> None:
        """Show the record a finding speaks of, or the records behind its first cell."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        self._go_to_cell(cells_of(finding)[0])

    def _go_to_cell(self, cell: CellKey) -> None:
        table = self.tables[cell.table]
        table.select(cell)
        table.setFocus()
        self.ground.show_height(self.paper.height_of(self.place_of_cell(cell)))
        self._cell_pressed()

    def go_to(self, finding: Finding) -> None:
        """Go to what a finding is about: its record, its cell with the records, or its text with the cursor in it."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        place = self.place_of(finding)
        if place.cell is not None:
            self._go_to_cell(place.cell)
            return
        widget = self.paper.widget_of(place.heading)
        editor = self.paper.editor_of(widget)
        known = [one for one in self.editors.values() if any(not one.text.find_words(q).isNull() for q in place.quotes)]
        editor = editor if editor in known or not known else known[0]
        self.ground.show_height(self.paper.height_of(place))
        if editor is not None:
            editor.seek((*finding.quotes, *(str(value) for value in finding.values)))
        else:
            widget.setFocus()

    def show_part(self, label: str) -> None:
        """Go to one part of the report by its printed heading."""
        widget = self.paper.widget_of(label)
        self.paper.lay()
        self.ground.show_top(self.paper.top_of(label))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        editor = self.paper.editor_of(widget)
        if editor is not None:
            self.paper.show_bar(editor)
        self._come_to(label)

    def _show_line(self, part: str, line: int) -> None:
        """Go to a sub-heading, the caret in it."""
        editor = self.editors[part]
        editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(line)))
        self.ground.show_height(self.paper.line_height(editor, line))

    def _reached(self) -> None:
        """Follow the caret: the list of parts, last year's words, and what is in sight."""
        widget = self.paper.focusWidget()
        heading = self.paper.heading_of(widget)
        if not heading or not isinstance(widget, QWidget) or not widget.hasFocus():
            return
        editor = self.paper.editor_of(widget)
        self.contents.follow(heading, editor.text.textCursor().blockNumber() if editor else 0)
        self._come_to(heading)
        place = self.paper.caret()
        if place is not None:
            self.ground.keep_in_sight(place)

    def _come_to(self, heading: str) -> None:
        """Compare the part the caret came to with last year's."""
        if heading != self._heading:
            self._heading = heading
            self.parts.setCurrentIndex(list(self.contents.items).index(heading))
            self.sides.last_year.show_section(heading, self._year, self.previous)
        self._show_before()

    # --- acts ---

    def export(self) -> ReportExport | None:
        """Write the six files of an issued version where documents are kept; a draft, or files there, ask first."""
        self._keep_texts()
        known, folder = self.desk.standing, Path(documents())
        if known is not None and known.year == self._year and known.latest is not None:
            paths = [folder / f"{self.report.title}{suffix}" for suffix in FORMATS]
            if not any(path.exists() for path in paths):
                self.write(paths)
                return None
        return self.ask_export()

    def ask_export(self) -> ReportExport:
        """Choose papers and a folder, and write them."""
        self._keep_texts()
        dialog = ReportExport(self._year, self.report.title, self.window(), told=self.desk.personal_words())
        dialog.wanted.connect(self.write)
        dialog.open()
        return dialog

    def print(self) -> None:
        """Show the report as it was issued, or else as its draft stands, ready for the printer."""
        from gui.report.printing import print_report  # noqa: PLC0415 - loads what prints

        self._keep_texts()
        print_report(self._session, self._year, self.window())

    def write(self, paths: Sequence[Path]) -> None:
        """Write papers off the window's thread; they are read back before they count."""
        from tasks.report.writing import (  # noqa: PLC0415 - opening the window does not need it
            export_report,
            framed_words_of_report,
        )

        registers, year, today = self._session.registers, self._year, self._session.today
        self.floating.hide()

        def work(progress: Progress) -> tuple[Sequence[Path], str]:
            written = export_report(registers, year, paths, today, progress)
            drawn = any(path.suffix == ".pdf" for path in written)
            return written, framed_words_of_report(registers, year, today) if drawn else ""

        self._session.run("导出年度报告", work, self._told, self.window())

    def _told(self, done: tuple[Sequence[Path], str]) -> None:
        """Say where the files went, over the foot of the paper, until the next act."""
        self._written, framed = tuple(done[0]), done[1]
        names = "、".join(FORMATS[path.suffix].short for path in self._written)
        folder = self._written[0].parent
        where = "“文档”文件夹" if folder == Path(documents()) else f"“{folder.name}”文件夹"
        self.exported.say(f"{names}写好了，在{where}里，与登记簿核对一致。", Sign.DONE)
        self.framed.say(framed, Sign.DOUBT)
        self.framed.setVisible(bool(framed))
        self.floating.show()
        self._place_floating()

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def mark_read(self, part: str) -> None:
        """核对过: keep that the next paragraph the program drafted for a part was read."""
        self.editors[part].mark_read()

    def retype(self) -> None:
        """Copy the figures into the superior's form, issued or not."""
        self._keep_texts()
        self.desk.retype()

    def _check(self) -> None:
        """Judge the report as it is now, and go to the next finding."""
        self._keep_texts()
        if self.desk.is_current:
            self.go_on()
            return
        self._goes_on = True
        self.desk.check()

    def _kept(self, action: Callable[[], object], _checked: bool = False) -> None:
        """Do something with the report after what was just typed is kept."""
        self._keep_texts()
        action()

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._later.start()

    def _close(self) -> None:
        self._keep_texts()
        self._later.stop()

    def _keep_texts(self) -> None:
        for editor in self.editors.values():
            editor.keep()

    def _show_rule(self, rule: str) -> None:
        RuleDialog(rule, self.window()).open()

    def _show_rules_of(self, cell: CellKey) -> None:
        book = RuleBook(self.window())
        book.show_entry(key_of(cell))
        book.open()

    def _show_last_year(self, finding: Finding) -> None:
        self._come_to(place_of(finding))
        self.show_side(View.LAST_YEAR)

    # --- layout ---

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window the parts are a drop-down, and what stands beside the paper a sheet over it."""
        self._is_compact = is_compact
        self.contents.setVisible(not is_compact)
        self.parts.setVisible(is_compact)
        for widget in (self.title, self.told, self.zoom_out, self.zoom_in):
            widget.setVisible(not is_compact)
        self.sheet.hide()
        self._show_state(self.desk.standing if self.desk.is_current else None)
        self.ground.set_compact(is_compact)
        self.setFocusProxy(self.parts if is_compact else self.contents.tree)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.setFixedWidth(scaled(_WIDE_OUTLINE if self.width() >= scaled(_FROM) else _OUTLINE))
        self.sheet.place()
        self._place_floating()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def show_side(self, view: View) -> None:
        """Show one view over the right of the report; Esc puts it away."""
        self.sides.buttons[View.NOTES].setVisible(not self.ground.has_margin)
        self.sides.show_view(view)
        self.sheet.show()
        self.sheet.place()

    def close_side(self) -> None:
        """Put away what lies over the report."""
        self.floating.hide()
        if self.sheet.isVisible():
            self.sheet.hide()
            self.setFocus()

    def _arrange(self) -> None:
        stack, row = QVBoxLayout(self), QHBoxLayout()
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        row.setSpacing(0)
        row.addWidget(self.contents)
        row.addWidget(self.ground, 1)
        stack.addWidget(self._bar())
        stack.addLayout(row, 1)
        self.sheet = SideSheet(self, self.ground)
        self.sheet.hold(self.sides)
        self.sheet.closed.connect(self.close_side)
        self.floating = self._floating()
        self.ground.margin.add(self.records, self._records_line)
        self.ground.margin.wanted.connect(self._show_note)
        self.ground.before.more.clicked.connect(lambda: self.show_side(View.LAST_YEAR))
        self.ground.zoomed.connect(self._show_zoom)
        self.records.record_wanted.connect(self.record_wanted)
        self.records.rules_wanted.connect(self._show_rules_of)
        for heading in self.contents.items:
            self.parts.addItem(heading)
        self.parts.activated.connect(lambda place: self.show_part(list(self.contents.items)[place]))
        self.contents.chosen.connect(self._show_heading)
        self.contents.line_chosen.connect(self._show_line)
        self.paper.reached.connect(self._reached)
        for table in self.tables.values():
            table.figure_wanted.connect(self._figure_wanted)
            table.figure_pressed.connect(self._cell_pressed)
        for editor in self.editors.values():
            editor.text.chip_pressed.connect(partial(self._field_pressed, editor))
            editor.told.connect(self._read_told)
        for signal, act in (
            (self.wishes.records_wanted, self._records_of),
            (self.wishes.place_wanted, self.go_to),
            (self.wishes.fixing, self._fix),
            (self.wishes.explaining, self.desk.explain),
            (self.wishes.dismissed, self.desk.dismiss),
            (self.wishes.rule_wanted, self._show_rule),
            (self.wishes.read, self.mark_read),
            (self.wishes.last_year, self._show_last_year),
        ):
            signal.connect(act)
        for keys, act in (
            ("Ctrl+E", self.export),
            ("Ctrl+P", self.print),
            ("F8", self._check),
            ("Esc", self.close_side),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_heading(self, heading: str) -> None:
        """Scroll to a part that was chosen in the list, which keeps the keyboard."""
        self.ground.show_top(self.paper.top_of(heading))
        self._come_to(heading)

    def _figure_wanted(self, key: CellKey) -> None:
        for code, table in self.tables.items():
            if code != key.table and table.current_cell() is not None:
                table.forget()
        self._figure(key)
        self._reached()

    def _read_told(self) -> None:
        self.contents.show_states()
        self._show_standings()
        if self.desk.is_current:
            self._fill_margin(self.desk.standing.found if self.desk.standing else ())

    def _bar(self) -> QWidget:
        bar = QFrame()
        mark(bar, "reportBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 14, 8)
        row.setSpacing(8)
        self.title = words("", "pageTitle")
        self.state, self.due, self.why = words("", "secondary"), words("", "secondary"), words("", "secondary")
        self.told = QWidget()
        mark(self.told, "plain")
        said = QVBoxLayout(self.told)
        said.setContentsMargins(4, 0, 0, 0)
        said.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.state)
        first.addWidget(self.due)
        first.addStretch(1)
        said.addLayout(first)
        said.addWidget(self.why)
        for label in (self.state, self.due, self.why):
            label.setSizePolicy(
                QSizePolicy.Policy.Ignored if label is self.why else QSizePolicy.Policy.Preferred,
                QSizePolicy.Policy.Preferred,
            )
        self.parts.setAccessibleName("报告各部分")
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(12)
        self.zoom_out = button("－", partial(self.ground.step_zoom, -1))
        self.zoom_in = button("＋", partial(self.ground.step_zoom, 1))
        for made, told in ((self.zoom_out, "缩小"), (self.zoom_in, "放大")):
            made.setAccessibleName(told)
            made.setToolTip(f"{told}（Ctrl+滚轮）")
            mark(made, "link")
        self.zoom_box = QComboBox()
        self.zoom_box.setAccessibleName("缩放")
        for fit in Fit:
            self.zoom_box.addItem(fit.value, fit)
        for percent in ZOOMS:
            if percent != _USUAL:
                self.zoom_box.addItem(f"{percent}%", percent)
        self.zoom_box.activated.connect(lambda place: self.ground.set_zoom(self.zoom_box.itemData(place)))
        self.check_button = button("检查  F8", self._check)
        self.issue_button = button("签发…", partial(self._kept, self.desk.issue))
        self.export_button = button("导出 PDF、Word…  Ctrl+E", self.export)
        self.more_button = Button("更多")
        self.more_button.setMenu(self._more())
        for widget in (self.title, self.parts):
            row.addWidget(widget)
        row.addWidget(self.told, 1)
        row.addStretch(0)
        for widget in (self.zoom_out, self.zoom_box, self.zoom_in):
            row.addWidget(widget)
        for widget in (self.check_button, self.issue_button, self.export_button, self.more_button):
            row.addWidget(widget)
        return bar

    def _more(self) -> QMenu:
        """Return what is done more rarely."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.acts: dict[str, QAction] = {}
        for text, act in (
            ("打印…", self.print),
            ("导出到别处…", self.ask_export),
            ("版本…", self.desk.show_versions),
            ("填报对照…", self.retype),
            ("报送、公布、送档案馆", partial(self.show_side, View.TRAIL)),
            ("", None),
            ("去年对照", partial(self.show_side, View.LAST_YEAR)),
            ("图表", partial(self.show_side, View.CHARTS)),
            ("看已处理的", None),
            ("", None),
            ("导入上年报告…", self.desk.import_last_year),
            ("年度结转…", partial(self._kept, self.desk.roll_over)),
            ("检查别的年报…", self.desk.check_other),
        ):
            if text:
                action = self.acts[text] = menu.addAction(text)
                if act is not None:
                    action.triggered.connect(partial(_done, act))
            else:
                menu.addSeparator()
        self.acts["打印…"].setShortcutVisibleInContextMenu(True)
        settled = self.acts["看已处理的"]
        settled.setText("看已处理的提醒")
        settled.setCheckable(True)
        settled.toggled.connect(lambda _on: self._fill_margin(self.desk.standing.found if self.desk.standing else ()))
        self.acts["导入上年报告…"].setToolTip("导入上年公布的年度报告，作为对照和上年结转的依据")
        self.acts["导入上年报告…"].setEnabled(not self._session.is_read_only)
        return menu

    def _show_zoom(self) -> None:
        shown = self.ground.zoom_words()
        place = self.zoom_box.findText(shown)
        if place >= 0:
            self.zoom_box.setCurrentIndex(place)
        self.zoom_box.setToolTip(f"纸面大小 {self.ground.percent}%")

    def _floating(self) -> QFrame:
        """Return what says over the foot of the paper what was just done."""
        made = QFrame(self)
        mark(made, "floating")
        self.exported, self.framed = words("", "good", wrap=True), words("", wrap=True)
        self.open_button = button("打开", lambda: self._open(self._written[0]))
        self.folder_button = button("打开文件夹", lambda: self._open(self._written[0].parent))
        row, said = QHBoxLayout(made), QVBoxLayout()
        row.setContentsMargins(14, 8, 8, 8)
        said.addWidget(self.exported)
        said.addWidget(self.framed)
        row.addLayout(said, 1)
        for link in (self.open_button, self.folder_button, button("知道了", made.hide, "link")):
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        made.hide()
        return made

    def _place_floating(self) -> None:
        if self.floating.isVisible():
            room = self.ground.geometry()
            wide = min(room.width() - 40, scaled(820))
            tall = self.floating.layout().totalHeightForWidth(wide)
            left = room.left() + (room.width() - wide) // 2
            self.floating.setGeometry(QRect(left, room.bottom() - tall - 14, wide, tall))
            self.floating.raise_()


_USUAL = 100
STATE_WORDS_OF_TABLE = "核对过"


def _done(act: Callable[[], object], _checked: bool = False) -> None:
    act()
