"""年度报告: the tables and the prose as they will print, what the checks found, and the way to an issued version."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure.changes import Change
from disclosure.checks.finding import Finding
from disclosure.progress import Progress
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport
from disclosure.report.narrative import PARTS
from disclosure.report.tables import figure_text
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import SIGN_SIZE, Sign, sign_icon
from gui.kit.cards import Button, button, words
from gui.kit.side_sheet import SideSheet
from gui.kit.stat_table import StatTableView
from gui.report.desk import ReportDesk
from gui.report.editor import NarrativeEditor
from gui.report.export import ReportExport
from gui.report.findings import FindingsPanel, cells_of, counts, place_of, standing_of
from gui.report.rule_book import RuleBook, RuleDialog, key_of
from gui.report.sides import ReportSides, View
from tasks.report.compose import compose

if TYPE_CHECKING:
    from tasks.report.issuing import Standing

_SHARES, _PARTS, _LOW_PARTS = [760, 340], [560, 190], [560, 100]
_NAVIGATION_WIDTH, _NAVIGATION_AIR = 196, 14
_SHORT_NAMES = ("一、总体情况", "二、主动公开", "三、申请情况", "四、复议、诉讼", "五、问题及改进", "六、其他事项")
_AFTER_CHANGE = 120
_MOST_TOLD = 20


class ReportPage(QWidget):
    """The report of one year, always counted anew from the registers."""

    record_wanted = Signal(str, int)
    year_wanted = Signal(int)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "page")
        self._session, self._year = session, year
        self.report: AnnualReport = compose(session.registers, year, session.today)
        self.tables = {
            code: StatTableView(self.report.table(code), heading) for heading, code in TABLE_SECTIONS.items()
        }
        self.editors = {part.key: NarrativeEditor(session, part) for part in PARTS}
        self.desk = ReportDesk(session, year, self)
        self.sides = ReportSides(session)
        self.records = self.sides.records
        self.findings = FindingsPanel(is_read_only=session.is_read_only)
        self.navigation, self.parts = QListWidget(), QComboBox()
        self._is_compact = False
        self.stack = QStackedWidget()
        self.title = words("", "cardTitle", wrap=True)
        self.state, self.why = words("", "secondary", wrap=True), words("", "secondary", wrap=True)
        self.exported, self.framed = words("", "good", wrap=True), words("", wrap=True)
        self.folder_button = button("打开所在文件夹", self._open_folder)
        self._folder: Path | None = None
        self._later = session.timer(self, self.refresh, _AFTER_CHANGE)
        self._arrange()
        self.set_compact(False)
        session.changed.connect(self._follow)
        session.closing.connect(self._close)
        self.desk.stood.connect(self._stand)
        self.desk.year_wanted.connect(self.year_wanted)
        self._show()
        self._stand(None)

    def set_year(self, year: int) -> None:
        """Show the report of another year."""
        self._keep_texts()
        self._year = self.desk.year = year
        self._stand(None)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        self.report = compose(self._session.registers, self._year, self._session.today)
        self._show()

    def export(self) -> ReportExport:
        """Choose papers and write them."""
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
        self.exported.setVisible(False)
        self.framed.setVisible(False)

        def work(progress: Progress) -> tuple[Sequence[Path], str]:
            written = export_report(registers, year, paths, today, progress)
            drawn = any(path.suffix == ".pdf" for path in written)
            return written, framed_words_of_report(registers, year, today) if drawn else ""

        self._session.run(
            "导出年度报告",
            work,
            self._told,
            self.window(),
        )

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window the parts are a drop-down, what is done with them a menu, and the right side a sheet."""
        self._is_compact = is_compact
        self.left.setVisible(not is_compact)
        self.head.setVisible(is_compact)
        self.sheet.hide()
        if is_compact:
            self.sheet.hold(self.sides)
        elif self.sides.parentWidget() is not self.splitter:
            self.splitter.addWidget(self.sides)
            self.splitter.setSizes(_SHARES)
        self.sides.show()
        self.middle.setSizes(_LOW_PARTS if is_compact else _PARTS)
        self.setFocusProxy(self.parts if is_compact else self.navigation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.place()

    def show_side(self, view: View) -> None:
        """Show one view of the right side, over the report where there is no room beside it."""
        self.sides.show_view(view)
        if self._is_compact:
            self.sheet.show()
            self.sheet.place()

    def close_side(self) -> None:
        """Put the right side away where it lies over the report."""
        self.sheet.hide()
        self.setFocus()

    def show_part(self, label: str) -> None:
        """Show one part of the report by its printed heading."""
        headings = [heading for _, heading, _ in self.pieces]
        self.navigation.setCurrentRow(headings.index(label))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def _show(self) -> None:
        self.title.setText(f"{self._year} 年度报告")
        for counted in self.report.tables:
            self.tables[counted.code].show_table(counted)
        table = self._shown_table()
        if table is not None:
            table.ask_again()
        for editor in self.editors.values():
            editor.show_report(self._year, self.report)
        self.sides.preview.show_report(self.report)
        self.sides.charts.show_year(self._year)
        self.sides.trail.show_year(self._year)
        self._compare()
        self.desk.check_later()

    def _compare(self) -> None:
        known = self.desk.standing
        previous = known.previous if known and known.year == self._year else None
        heading = self.pieces[max(0, self.navigation.currentRow())][1]
        self.sides.last_year.show_section(heading, self._year, previous)

    def _stand(self, known: "Standing | None") -> None:
        """Show where the report stands; before it is known, nothing can be issued."""
        found = known.found if known else ()
        if known is None:
            self.findings.wait()
        else:
            self.findings.show_findings(found)
        unread = {one.finding.part: one.finding.quotes for one in found if one.finding.to_read}
        for part, editor in self.editors.items():
            editor.show_unread(unread.get(part, ()))
        for row, (short, heading, _) in enumerate(self.pieces):
            told, sign = standing_of(heading, found)
            is_done = not known or sign is Sign.DONE
            text, icon = short if is_done else f"{short}  {told}", sign_icon(sign) if known else QIcon()
            item = self.navigation.item(row)
            item.setText(text)
            item.setIcon(icon)
            item.setToolTip(f"{heading}：{told}" if known else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{short}，{told}" if known else short)
            self.parts.setItemText(row, text)
            self.parts.setItemIcon(row, icon)
        self.check_button.setText(f"检查（{counts(found)}）" if known and known.hindrances else "检查")
        self._show_state(known)
        self._compare()

    def _show_state(self, known: "Standing | None") -> None:
        latest = known.latest if known else None
        can = known is not None and not (known.hindrances or known.shut or self._session.is_read_only)
        self.issue_button.setText("更正…" if latest else "签发…")
        self.issue_button.setEnabled(can and (latest is None or bool(known and known.changed)))
        self.versions_button.setEnabled(latest is not None)
        version = f" 第 {latest.version} 版 {latest.version_code}" if latest else ""
        events = [event.sentence for event in known.open_events] if known else []
        told = "\n".join([f"{known.state.label}{version}", *events]) if known else ""
        self.state.say(told, Sign.WRONG if events else None, "" if events else "secondary")
        why = ""
        sign: Sign | None = None
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

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._later.start()

    def _close(self) -> None:
        self._keep_texts()
        self._later.stop()

    def _keep_texts(self) -> None:
        for editor in self.editors.values():
            editor.keep()

    def _figure(self, key: CellKey) -> None:
        self.records.show_figure(key, Period.of(self._year), figure_text(self.report.figures.get(key)))

    def _records_of(self, finding: Finding) -> None:
        """Show the record a finding speaks of, or the records behind its first cell."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        self.go_to(finding)
        self.show_side(View.RECORDS)

    def go_to(self, finding: Finding) -> None:
        """Go to what a finding is about: its record, its cell with the records, or its text with the cursor in it."""
        if finding.record is not None:
            self.record_wanted.emit(finding.record.register, finding.record.id)
            return
        cells = cells_of(finding)
        self.show_part(place_of(finding))
        table = self._shown_table()
        if table is not None and cells and cells[0].table == table.grid.table.code:
            table.select(cells[0])
            table.setFocus()
            self.show_side(View.RECORDS)
            return
        editor = next((one for one in self.editors.values() if one is self.stack.currentWidget()), None)
        if editor is not None:
            editor.seek((*finding.quotes, *(figure_text(value) for value in finding.values)))

    def mark_read(self, part: str) -> None:
        """已阅: keep that the words the program drafted for a part were read."""
        self.editors[part].mark_read()

    def _show_rule(self, rule: str) -> None:
        RuleDialog(rule, self.window()).open()

    def _show_rules_of(self, cell: CellKey) -> None:
        book = RuleBook(self.window())
        book.show_entry(key_of(cell))
        book.open()

    def _told(self, done: tuple[Sequence[Path], str]) -> None:
        paths, framed = done
        self._folder = paths[0].parent
        told = f"已导出 {'、'.join(path.name for path in paths)}，并与登记簿核对一致。"
        self.exported.say(told, Sign.DONE)
        if self._is_compact:
            self._session.told.emit(told)
        self.exported.setVisible(True)
        self.framed.say(framed, Sign.DOUBT)
        self.framed.setVisible(bool(framed))
        self.folder_button.setVisible(True)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # --- layout ---

    def _pieces(self) -> list[tuple[str, str, QWidget]]:
        """Return everything there is to see in printed order: its short name, its heading, its widget."""
        texts: dict[str, QWidget] = {part.label: self.editors[part.key] for part in PARTS}
        for heading, code in TABLE_SECTIONS.items():  # a table stands under its official heading
            texts[heading] = piece = QWidget()
            column = QVBoxLayout(piece)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(10)
            column.addWidget(words(heading, "cardTitle"))
            column.addWidget(self.tables[code], 1)
        headed: list[tuple[str, str, QWidget]] = [
            (short, heading, texts[heading]) for short, heading in zip(_SHORT_NAMES, SECTION_HEADINGS, strict=True)
        ]
        rest = [(part.label, part.label, texts[part.label]) for part in PARTS if part.label not in SECTION_HEADINGS]
        return [rest[0], *headed, *rest[1:]]

    def _arrange(self) -> None:
        stack, row = QVBoxLayout(self), QHBoxLayout()
        stack.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(14)
        self.left = QWidget()
        self.left.setLayout(self._left())
        row.addWidget(self.left)
        self.splitter, self.middle = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.stack)
        self.middle.addWidget(self.findings)
        self.splitter.addWidget(self.middle)
        self.splitter.addWidget(self.sides)
        for splitter in (self.splitter, self.middle):
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(_SHARES)
        self.sheet = SideSheet(self, self.splitter)
        self.sheet.closed.connect(self.close_side)
        self.sides.setMinimumWidth(250)
        self.records.record_wanted.connect(self.record_wanted)
        self.records.rules_wanted.connect(self._show_rules_of)
        row.addWidget(self.splitter, 1)
        stack.addWidget(self._head())
        stack.addLayout(row, 1)
        self.pieces = self._pieces()
        for short, heading, piece in self.pieces:
            item = QListWidgetItem(short, self.navigation)
            item.setToolTip(heading)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, heading)
            item.setSizeHint(QSize(1, self.navigation.fontMetrics().height() + _NAVIGATION_AIR))
            self.parts.addItem(short)
            self.stack.addWidget(piece)
        for widget in (self.navigation, self.title, self.exported, self.framed, self.state, self.why):
            widget.setFixedWidth(_NAVIGATION_WIDTH)
        for table in self.tables.values():
            table.figure_wanted.connect(self._figure)
            table.figure_pressed.connect(partial(self.show_side, View.RECORDS))
        self.findings.records_wanted.connect(self._records_of)
        self.findings.place_wanted.connect(self.go_to)
        self.findings.explaining.connect(self.desk.explain)
        self.findings.dismissed.connect(self.desk.dismiss)
        self.findings.rule_wanted.connect(self._show_rule)
        self.findings.read.connect(self.mark_read)
        self.navigation.currentRowChanged.connect(self._go)
        self.navigation.currentRowChanged.connect(self.parts.setCurrentIndex)
        self.parts.currentIndexChanged.connect(self.navigation.setCurrentRow)
        self.navigation.setCurrentRow(3)

    def _go(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        self.records.forget()
        self._compare()
        table = self._shown_table()
        if table is not None:
            table.ask_again()

    def _shown_table(self) -> StatTableView | None:
        shown = self.stack.currentWidget()
        return next((table for table in self.tables.values() if shown.isAncestorOf(table)), None)

    def _check(self) -> None:
        self._keep_texts()
        self.desk.check()

    def _kept(self, action: Callable[[], object]) -> None:
        """Do something with the report after what was just typed is kept."""
        self._keep_texts()
        action()

    def _head(self) -> QWidget:
        """Return what stands above the report in a compact window, in place of the left column."""
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.parts.setAccessibleName("报告各部分")
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(18)
        row.addWidget(self.parts)
        row.addStretch(1)
        row.addWidget(button("预览、数字来源…", lambda: self.show_side(View.PREVIEW)))
        acts = Button("检查、签发、导出")
        menu = QMenu(acts)
        menu.aboutToShow.connect(partial(self._offer, menu))
        acts.setMenu(menu)
        row.addWidget(acts)
        shut = QShortcut(QKeySequence("Esc"), self)
        shut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shut.activated.connect(self.close_side)
        return self.head

    def _offer(self, menu: QMenu) -> None:
        """List what the buttons of the left column do, those that are shut with the reason."""
        menu.clear()
        menu.setToolTipsVisible(True)
        for made in cast("list[Button]", self.left.findChildren(Button)):
            if not made.isHidden():
                action = menu.addAction(made.text(), made.click)
                action.setEnabled(made.isEnabled())
                action.setToolTip(made.toolTip())

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.navigation.setAccessibleName("报告各部分")
        self.navigation.setIconSize(QSize(SIGN_SIZE, SIGN_SIZE))
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addWidget(self.navigation, 1)
        column.addWidget(self.why)
        self.check_button = button("检查", self._check)
        self.issue_button = button("签发…", partial(self._kept, self.desk.issue))
        self.versions_button = button("版本…", self.desk.show_versions)
        self.previous_button = button("导入上年报告…", self.desk.import_last_year)
        self.other_button = button("检查别的年报…", self.desk.check_other)
        self.rollover_button = button("年度结转…", partial(self._kept, self.desk.roll_over))
        self.previous_button.setToolTip("导入上年公布的年度报告，作为对照和上年结转的依据")
        self.previous_button.setEnabled(not self._session.is_read_only)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.issue_button)
        row.addWidget(self.versions_button)
        for made in (self.check_button, pair, self.previous_button, self.rollover_button, self.other_button):
            column.addWidget(made)
        self.export_button = button("导出 PDF、Word…  Ctrl+E", self.export, "primary")
        self.print_button = button("打印…  Ctrl+P", self.print)
        for widget in (self.exported, self.framed, self.folder_button, self.print_button, self.export_button):
            column.addWidget(widget)
        self.exported.setVisible(False)
        self.framed.setVisible(False)
        self.folder_button.setVisible(False)
        for keys, action in (("Ctrl+E", self.export), ("Ctrl+P", self.print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        return column
