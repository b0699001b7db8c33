"""年度报告: the report on its paper, edited in place, with the findings beside it, until it is issued."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure.changes import Change
from disclosure.checks.finding import Finding
from disclosure.checks.places import cells_of, place_of
from disclosure.errors import CancelledError, DisclosureError
from disclosure.progress import Progress
from disclosure.records import ReportDelivery
from disclosure.report.cells import CellKey
from disclosure.report.model import TABLE_SECTIONS, AnnualReport, Level, paragraph
from disclosure.report.narrative import DATED_ON, Source, bound_field
from disclosure.terms import ReportDeliveryKind, TextState
from exporters.report.formats import FORMATS
from gui.base.appearance import mark, scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.file_dialogs import documents
from gui.kit.side_sheet import SideSheet
from gui.report.bar import ReportBar, WrittenStrip
from gui.report.contents import Contents, Standing, state_among
from gui.report.desk import ReportDesk
from gui.report.export import ReportExport
from gui.report.findings import Summary
from gui.report.notes import ReportNotes, place_of_cell, where
from gui.report.paper.editor import STATE_WORDS, NarrativeEditor
from gui.report.paper.figures import CellCard
from gui.report.paper.ground import PaperDesk
from gui.report.paper.margin import Note
from gui.report.paper.sheet import Paper
from gui.report.rule_book import RuleBook, RuleDialog, key_of
from gui.report.sides import ReportSides, View, section_of
from storage.query import Query
from tasks.field_meanings import report_field
from tasks.report.compose import compose_from
from tasks.report.fields import field_source, records_of_field
from tasks.report.versions import latest_version
from tasks.today.due import covers, ended_year

if TYPE_CHECKING:
    from tasks.report.issuing import Standing as Found

_CHECKED = STATE_WORDS[TextState.READ][0]
_OUTLINE, _WIDE_OUTLINE, _FROM = 196, 216, 1520
"""The width of the list of parts, in a narrow and a wide page, and the width from which a page is wide."""


def year_to_write(session: Session, year: int) -> int:
    """Return the year whose report to write where ``year`` is shown: in January last year's, until it is published."""
    ended = ended_year(session.registers, year, session.today)
    done = {row.kind for row in session.registers.all(ReportDelivery, Query(year=ended))} if ended != year else ()
    return year if ReportDeliveryKind.PUBLISHED in done else ended


class ReportPage(QWidget):
    """The report of one year, counted again from the registers after every change."""

    record_wanted = Signal(str, int)
    year_wanted = Signal(int)

    report: AnnualReport
    _source: Source

    def __init__(
        self, session: Session, year: int, parent: QWidget | None = None, *, comes_in_parts: bool = False
    ) -> None:
        super().__init__(parent)
        mark(self, "page")
        self._session, self._year = session, year
        self._heading, self._field, self._field_at = "", "", QTextCursor()
        self._cell: CellKey | None = None
        self._is_compact = self._goes_on = self._is_stale = self._is_whole = False
        self._on_paper: QWidget | None = None
        self._wanted, self._is_counting, self._is_outdated = year, False, False
        self._later = session.timer(self, self.refresh, Wait.LETTER)
        self._soon = session.timer(self, self._make_next, Wait.TURN)
        self._parts: Iterator[None] | None = None
        session.changed.connect(self._follow)
        session.day_changed.connect(self._follow)  # a year that ended at midnight can be issued
        session.closing.connect(self._close)
        if comes_in_parts:
            self._soon.start()
        else:
            self.finish()

    def finish(self) -> None:
        """Build at once what is still missing of a page that comes in parts, and count what is not counted yet."""
        if self._is_stale or self._later.isActive():  # a change that is not counted yet
            self._later.stop()
            self._is_stale, self._wanted = False, self._wanted or self._year
        if self._wanted:
            year = self._wanted
            self._take(year, *compose_from(self._session.registers, year, self._session.today))
        self._make_all()

    def _make_all(self) -> None:
        self._soon.stop()
        for _ in self._parts or ():
            pass
        for each in (self.bar, self.ground) if self.isVisible() else ():
            each.show()  # a layout shows its widgets only in the next turn, but the caller may use them now

    def _make_next(self) -> None:
        """Count, or build the next part; the window stays responsive between the parts."""
        if self._parts is None:
            self._count(self._wanted)
            return
        next(self._parts)
        if not self._is_whole:
            self._soon.start()

    def _made(self) -> Iterator[None]:
        """Build the page part by part, each too fast to be noticed; all of it is shown with the last one."""
        session = self._session
        self.paper = Paper(session, self.report)
        self.tables, self.editors = self.paper.tables, self.paper.editors
        yield
        self.ground = PaperDesk(self.paper)
        self.desk = ReportDesk(session, self._year, self)
        self.contents = Contents(self.editors, is_read_only=session.is_read_only)
        self.records = CellCard(session)
        self.sides = ReportSides(session, self.ground.notes, self.records)
        self.notes = ReportNotes(self.paper, self.ground, is_read_only=session.is_read_only)
        self.bar, self.written = ReportBar(is_read_only=session.is_read_only), WrittenStrip(self)
        self.sheet = SideSheet(self, self.ground)
        self._connect()
        yield
        self._show()
        yield
        if self.isVisible():
            yield from self.paper.fitted()
            self.paper.lay()  # takes most of the time
            yield
        self._stand(None)
        self._is_whole = True
        stack, row = QVBoxLayout(self), QHBoxLayout()
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        row.setSpacing(0)
        row.addWidget(self.contents)
        row.addWidget(self.ground, 1)
        stack.addWidget(self.bar)
        stack.addLayout(row, 1)
        had_keyboard = self.hasFocus()
        self.set_compact(self._is_compact)
        self._take_room()
        if had_keyboard:
            self.setFocus()
        yield

    # --- what it shows ---

    def set_year(self, year: int) -> None:
        """Show the report of another year once it is counted; behind another tab, when this page is shown again."""
        if self._is_whole:
            self._keep_texts()
        if self._is_behind:
            self._wanted, self._is_stale = year, True
        else:
            self._count(year)

    @property
    def _is_behind(self) -> bool:
        return self.window().isVisible() and not self.isVisible()

    def refresh(self) -> None:
        """Count again; meanwhile the page stays as it is."""
        self._count(self._wanted or self._year)

    def _count(self, year: int) -> None:
        """Count a year in a worker; of further requests meanwhile only the last is remembered."""
        self._later.stop()
        self._wanted, self._is_outdated = year, self._is_counting
        if self._is_counting:
            return
        self._is_counting = True
        registers, today = self._session.registers, self._session.today

        def counted(found: tuple[AnnualReport, Source]) -> None:
            if year == self._wanted and not self._is_outdated and isValid(self):
                self._take(year, *found)

        def failed(failure: DisclosureError) -> None:
            if not isinstance(failure, CancelledError):  # cancelled along with another reading: ``ended`` counts again
                self._wanted = 0

        def ended() -> None:
            self._is_counting = False
            if self._wanted and not self._is_stale and isValid(self):
                self._count(self._wanted)

        self._session.run_quietly(
            lambda _progress: compose_from(registers, year, today), counted, failed=failed, ended=ended, shares=True
        )

    def _take(self, year: int, report: AnnualReport, source: Source) -> None:
        """Show what was counted."""
        self._wanted = 0
        is_first, is_other = self._parts is None, year != self._year
        if not is_first:
            self._make_all()
        if is_other and not is_first:
            self._keep_texts()
            self.desk.year = year
            self._forget_cell()
            self.written.hide()
        self._year, self.report, self._source = year, report, source
        if is_first:
            self._parts = self._made()
            self._soon.start()
            return
        if is_other:
            self._stand(None)
        self._show()

    def _show(self) -> None:
        self.bar.title.setText(f"{self._year} 年度报告")
        self.paper.show_report(self._year, self.report, self._source)
        if self._cell is not None:
            self._figure(self._cell)
        self.sides.charts.show_year(self._year)
        self.sides.trail.show_year(self._year)
        self.contents.read()
        rows = self._session.registers.all(ReportDelivery, Query(year=self._year))
        self.bar.show_due(self._year, self._source.profile, [row.kind for row in rows], self._session.today)
        registers, former = self._session.registers, self._year - 1
        is_early = self._year == self._session.today.year and former in registers.years()
        is_to_issue = is_early and covers(registers, former) and latest_version(registers, former) is None
        self.bar.offer_former(former if is_to_issue else 0)
        self._show_standings()
        self._compare()
        self.desk.check_later()

    @property
    def _found(self) -> Summary | None:
        """The findings about this year's report; None while they are not known."""
        known = self.desk.standing
        return self.desk.summary if known and known.year == self._year else None

    @property
    def previous(self) -> AnnualReport | None:
        """Last year's report, as published or issued; None while it is not known."""
        known = self.desk.standing
        return known.previous if known and known.year == self._year else None

    def _compare(self) -> None:
        self.sides.last_year.show_section(self._heading, self._year, self.previous)
        self._show_before()

    def _show_before(self) -> None:
        """Show beside the paper last year's text under the same sub-heading."""
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
        """Show the state of the report; until it is known, nothing can be issued."""
        self._show_notes()
        self.bar.show_standing(known, self.desk.summary.counts)
        self.bar.acts["版本…"].setEnabled(known is not None and known.latest is not None)
        self._show_standings()
        self._compare()
        if self._cell is not None:
            self._figure(self._cell)
        if self._goes_on and known is not None:
            self._goes_on = False
            self.go_on()

    def _show_standings(self) -> None:
        found = self._found
        standings: dict[str, Standing | None] = {}
        for heading in self.contents.items:
            count, gravest = (found.at if found else {}).get(heading, (0, None))
            if heading in TABLE_SECTIONS:
                told, sign = (f"{count} 处", gravest) if gravest else (_CHECKED, Sign.DONE)
                standings[heading] = None if found is None else Standing(sign, told, count, gravest)
            else:
                editor = next(one for one in self.editors.values() if one.part.label == heading)
                is_empty = not editor.text.toPlainText().strip()  # nobody has read what is not there
                told, sign = STATE_WORDS[TextState.UNTOUCHED if is_empty else state_among(editor.lines)]
                standings[heading] = Standing(sign, told, count, gravest)
        self.contents.show_standing(standings)
        for place, (heading, standing) in enumerate(standings.items()):
            name, told = self.contents.items[heading].text(0), ""
            if standing is not None:
                told = f"{standing.count} 处" if standing.count else standing.told
            named = f"{name}  {told}" if told else name
            if named != self.bar.parts.itemText(place):
                self.bar.parts.setItemText(place, named)
                self.bar.parts.setItemIcon(place, self.contents.items[heading].icon(0))

    # --- the margin ---

    def _show_notes(self) -> None:
        """Show the findings beside the paper."""
        found, previous = self._found, self.previous
        self.notes.show(found.first if found else (), self.report.figures, previous.figures if previous else {})

    def go_on(self) -> None:
        """检查: go to the next open finding; if there is none, to 成文日期 while it is blank."""
        self._note_keyboard()
        note = self.notes.next()
        if note is None:
            if not self.editors[DATED_ON].text.toPlainText():
                self.show_part(self.editors[DATED_ON].part.label)
                self.editors[DATED_ON].text.selectAll()
            return
        finding = note.judged.finding
        if finding.record is None:
            self.go_to(finding)
        else:
            self.ground.show_height(self.paper.height_of(where(finding)))
            self.contents.follow(place_of(finding), 0)
            self._come_to(place_of(finding))
            next(iter(note.links.values())).setFocus()
        if self.ground.has_margin:
            self.ground.note_in_sight(note)
        else:
            self._show_note(note)

    def _show_note(self, note: Note) -> None:
        """Show a card in the sheet over the paper, because there is no room beside it."""
        self.show_side(View.NOTES)
        self.ground.place_notes()
        self.ground.note_in_sight(note)

    # --- cells and fields ---

    def _figure(self, key: CellKey) -> None:
        """Show beside a cell last year's figure and the records it counts."""
        self._cell, self._field = key, ""
        before = self.previous.figures.get(key) if self.previous else None
        self.records.show_figure(key, self._year, self.report.figures.get(key), before)
        self.ground.place_notes()

    def _field_pressed(self, editor: NarrativeEditor, name: str) -> None:
        """Show beside a bound field what it means and the records it counts."""
        bound = bound_field(name)
        if bound is None:
            return
        registers, self._cell, self._field = self._session.registers, None, editor.part.key
        self._field_at = editor.text.textCursor()
        found = records_of_field(registers, self._year, name)
        self.records.show_records(report_field(name), found, "" if found else field_source(registers, self._year, name))
        self.ground.place_notes()
        self._figure_pressed()

    def _records_line(self) -> int | None:
        """Return the height at which the card of records belongs."""
        if self._cell is not None:
            return self.paper.height_of(place_of_cell(self._cell))
        if self._field:
            text = self.editors[self._field].text
            return text.y() + text.cursorRect(self._field_at).center().y()
        return None

    def _forget_cell(self) -> None:
        self._cell, self._field = None, ""
        self.records.forget()
        for table in self.tables.values():
            table.forget()

    def _figure_pressed(self) -> None:
        """Bring into view where a figure comes from, beside the paper or in the sheet over it."""
        if self.ground.has_margin:
            self.ground.note_in_sight(self.records)
        else:
            self._show_note(self.records)

    def _records_of(self, finding: Finding) -> None:
        """Show the record a finding is about, or the records behind its first cell."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        self._go_to_cell(cells_of(finding)[0])

    def _go_to_cell(self, cell: CellKey) -> None:
        table = self.tables[cell.table]
        table.setFocus()  # before selecting, because the list of parts follows the figure with the keyboard
        table.select(cell)
        self.ground.show_height(self.paper.height_of(place_of_cell(cell)))
        self._figure_pressed()

    def go_to(self, finding: Finding) -> None:
        """Go to what a finding is about: its record, its cell with the records, or its text, with the cursor there."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        place = where(finding)
        if place.cell is not None:
            self._go_to_cell(place.cell)
            return
        widget = self.paper.widget_of(place.heading)
        editor = self.paper.editor_of(widget)
        known = [one for one in self.editors.values() if any(not one.text.find_words(q).isNull() for q in place.quotes)]
        editor = editor if editor in known or not known else known[0]
        self.ground.show_height(self.paper.height_of(place))
        if editor is not None:
            sought = (*finding.quotes, *(str(value) for value in finding.values))
            editor.seek(sought, marks=not finding.to_read)
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
        """Go to a sub-heading and put the caret there."""
        editor = self.editors[part]
        editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(line)))
        self.ground.show_height(self.paper.line_height(editor, line))

    def _reached(self) -> None:
        """Have the list of parts, last year's text and the view follow the caret."""
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
        """Show last year's text for the part the caret is in now."""
        if heading != self._heading:
            self._heading = heading
            self.bar.parts.setCurrentIndex(list(self.contents.items).index(heading))
            self.sides.last_year.show_section(heading, self._year, self.previous)
        self._show_before()

    # --- acts ---

    def export(self) -> ReportExport | None:
        """Write the six files of an issued version to the documents folder; ask for a draft, and if files are there."""
        self._settle()
        known, folder = self.desk.standing, Path(documents())
        if known is not None and known.year == self._year and known.latest is not None:
            paths = [folder / f"{self.report.title}{suffix}" for suffix in FORMATS]
            if not any(path.exists() for path in paths):
                self.write(paths)
                return None
        return self.ask_export()

    def ask_export(self) -> ReportExport:
        """Ask for formats and a folder, and write the files."""
        self._settle()
        dialog = ReportExport(self._year, self.report.title, self.window(), told=self.desk.personal_words())
        dialog.wanted.connect(self.write)
        dialog.open()
        return dialog

    def print(self) -> None:
        """Open the issued report, or else the draft, for printing."""
        from gui.report.printing import print_report  # noqa: PLC0415 - loads what prints

        self._settle()
        print_report(self._session, self._year, self.window())

    def write(self, paths: Sequence[Path]) -> None:
        """Write files in a worker; they are read back before they are put in place."""
        from tasks.report.writing import (  # noqa: PLC0415 - opening the window does not need it
            export_report,
            framed_words_of_report,
        )

        self.finish()  # so that it is the report of the chosen year
        registers, year, today = self._session.registers, self._year, self._session.today
        self.written.hide()

        def work(progress: Progress) -> tuple[Sequence[Path], str, int]:
            written = export_report(registers, year, paths, today, progress)
            drawn = any(path.suffix == ".pdf" for path in written)
            issued = latest_version(registers, year)
            framed = framed_words_of_report(registers, year, today) if drawn else ""
            return written, framed, issued.version if issued else 0

        self._session.run("导出年度报告", work, self._told, self.window())

    def _told(self, done: tuple[Sequence[Path], str, int]) -> None:
        self.written.show_written(*done)
        self.written.place(self.ground.geometry())

    def mark_read(self, finding: Finding) -> None:
        """核对过: save that the next paragraph a finding quotes was read."""
        self.finish()  # the texts of the finding may not be shown yet
        self.editors[finding.part].mark_quoted(finding.quotes)

    def retype(self) -> None:
        """Open the help for copying the figures into the superior's form."""
        self._settle()
        self.desk.retype()

    def _check(self) -> None:
        """Check the report as it is now, and go to the next finding."""
        self._settle()
        if self.desk.is_current:
            self.go_on()
            return
        self._goes_on = True
        self.desk.check()

    def _kept(self, action: Callable[[], object], *_: object) -> None:
        """Save what was just typed, then do something with the report."""
        self._settle()
        action()

    def _follow(self, _changes: Sequence[Change] = ()) -> None:
        """Count again in a moment, or behind another tab, when this page is shown again."""
        self._is_stale = self._is_behind
        if not self._is_stale:
            self._later.start()

    def _close(self) -> None:
        if self._is_whole:
            self._keep_texts()
        self._wanted = 0
        self._later.stop()

    def _settle(self) -> None:
        """Make sure before an act that this is the report of the chosen year, with what was just typed."""
        self.finish()
        self._keep_texts()

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
        """In a compact window show the parts as a drop-down, and what is beside the paper in a sheet over it."""
        self._is_compact = is_compact
        if not self._is_whole:
            return
        self.contents.setVisible(not is_compact)
        self.sheet.hide()
        self._take_room()
        self.bar.set_compact(is_compact)
        self.ground.set_compact(is_compact)
        self.setFocusProxy(self.bar.parts if is_compact else self.contents.tree)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        if self._is_whole:
            self._take_room()

    def _take_room(self) -> None:
        self.contents.setFixedWidth(scaled(_WIDE_OUTLINE if self.width() >= scaled(_FROM) else _OUTLINE))
        self.sheet.place()
        covers = self._is_compact and self.sheet.isVisibleTo(self)
        self.ground.cover(self.sheet.width() if covers else 0)
        if covers and (place := self.paper.caret()) is not None:  # keep what was pressed visible beside the sheet
            self.ground.keep_in_sight(place)
        if (layout := self.layout()) is not None:  # apply the new width of the list at once
            layout.activate()
        self.written.place(self.ground.geometry())

    def showEvent(self, _event: QShowEvent) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()
        self.setFocus()

    def show_side(self, view: View) -> None:
        """Show one view over the right side of the report; Esc closes it."""
        self._note_keyboard()
        self.sides.buttons[View.NOTES].setVisible(not self.ground.has_margin)
        self.sides.show_view(view)
        self.sheet.show()
        self._take_room()

    def close_side(self) -> None:
        """Close what covers the report; the keyboard goes back to the paper if it came from there."""
        self.written.hide()
        if self.sheet.isVisible():
            self._note_keyboard()
            self.sheet.hide()
            self._take_room()
            on_paper, self._on_paper = self._on_paper, None
            (on_paper if on_paper is not None and isValid(on_paper) else self).setFocus()

    def _note_keyboard(self) -> None:
        """Remember where on the paper the keyboard is, or that it was in the outline after that."""
        held = self.focusWidget()
        if held is not None and self.paper.isAncestorOf(held):
            self._on_paper = held
        elif held is not None and self.contents.isAncestorOf(held):
            self._on_paper = None

    def _connect(self) -> None:
        self.desk.stood.connect(self._stand)
        self.desk.year_wanted.connect(self.year_wanted)
        self.bar.former_wanted.connect(self.year_wanted)
        self.sheet.hold(self.sides, self.sides.first)
        self.sheet.closed.connect(self.close_side)
        self.ground.margin.add(self.records, self._records_line, is_asked_for=True)
        self.ground.margin.wanted.connect(self._show_note)
        self.ground.before.more.clicked.connect(lambda: self.show_side(View.LAST_YEAR))
        self.ground.zoomed.connect(lambda: self.bar.show_zoom(self.ground.zoom_words(), self.ground.percent))
        self.records.record_wanted.connect(self.record_wanted)
        self.records.rules_wanted.connect(self._show_rules_of)
        self._offer()
        for heading in self.contents.items:
            self.bar.parts.addItem(heading)
        self.bar.parts.activated.connect(lambda place: self.show_part(list(self.contents.items)[place]))
        self.contents.chosen.connect(self._show_heading)
        self.contents.line_chosen.connect(self._show_line)
        self.paper.reached.connect(self._reached)
        for table in self.tables.values():
            table.figure_wanted.connect(self._figure_wanted)
            table.figure_pressed.connect(self._figure_pressed)
        for editor in self.editors.values():
            editor.text.chip_pressed.connect(partial(self._field_pressed, editor))
            editor.told.connect(self._read_told)
        wishes, bar = self.notes.wishes, self.bar
        wished: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (wishes.records_wanted, self._records_of),
            (wishes.place_wanted, self.go_to),
            (wishes.explaining, self.desk.explain),
            (wishes.dismissed, self.desk.dismiss),
            (wishes.rule_wanted, self._show_rule),
            (wishes.read, self.mark_read),
            (wishes.last_year, self._show_last_year),
            (bar.check_wanted, self._check),
            (bar.issue_wanted, self.written.hide),  # it offers the files of the former version
            (bar.issue_wanted, partial(self._kept, self.desk.issue)),
            (bar.export_wanted, self.export),
            (bar.zoom_wanted, self.ground.set_zoom),
            (bar.step_wanted, self.ground.step_zoom),
        )
        for signal, act in wished:
            signal.connect(act)
        pressed: dict[str, Callable[[], object]] = {
            "Ctrl+E": self.export,
            "Ctrl+P": self.print,
            "F8": self._check,
            "Esc": self.close_side,
        }
        for keys, done in pressed.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(done)

    def _show_heading(self, heading: str) -> None:
        """Scroll to a part chosen in the list; the keyboard stays in the list."""
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
            self._show_notes()

    def _offer(self) -> None:
        """Fill the menu 更多 with less frequent actions."""
        self.bar.offer(
            (
                ("打印…  Ctrl+P", self.print),
                ("导出到别处…", self.ask_export),
                ("版本…", self.desk.show_versions),
                ("填报对照…", self.retype),
                ("报送、公布、送档案馆", partial(self.show_side, View.TRAIL)),
                ("", None),
                ("去年对照", partial(self.show_side, View.LAST_YEAR)),
                ("图表", partial(self.show_side, View.CHARTS)),
                ("看已处理的提醒", None),
                ("", None),
                ("导入上年报告…", self.desk.import_last_year),
                ("年度结转…", partial(self._kept, self.desk.roll_over)),
                ("检查别的年报…", self.desk.check_other),
            )
        )
        self.bar.acts["看已处理的提醒"].toggled.connect(self._show_settled)
        last_year = self.bar.acts["导入上年报告…"]
        last_year.setToolTip("导入上年公布的年度报告，作为对照和上年结转的依据")
        last_year.setEnabled(not self._session.is_read_only)

    def _show_settled(self, is_on: bool) -> None:
        self.notes.shows_settled = is_on
        self._show_notes()
