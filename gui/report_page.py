"""年度报告: the three tables as they will print, where each figure comes from, the prose, and the papers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport
from disclosure.report.narrative import PARTS
from disclosure.report.tables import figure_text
from gui.appearance import mark
from gui.cards import button, words
from gui.figure_records import FigureRecords
from gui.narrative_editor import NarrativeEditor
from gui.report_export import ReportExport
from gui.session import Session
from gui.stat_table import StatTableView

_NAVIGATION_WIDTH, _NAVIGATION_AIR = 190, 18
_SHORT_NAMES = ("一、总体情况", "二、主动公开", "三、申请情况", "四、复议、诉讼", "五、问题及改进", "六、其他事项")
_AFTER_CHANGE = 120


class ReportPage(QWidget):
    """The report of one year, always counted anew from the registers."""

    record_wanted = Signal(str, int)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "page")
        self._session, self._year = session, year
        self.report: AnnualReport = session.report(year)
        self.tables = {
            code: StatTableView(self.report.table(code), heading) for heading, code in TABLE_SECTIONS.items()
        }
        self.editors = {part.key: NarrativeEditor(session, part) for part in PARTS}
        self.records = FigureRecords(session)
        self.navigation = QListWidget()
        self.stack = QStackedWidget()
        self.title = words("", "cardTitle", wrap=True)
        self.exported = words("", "good", wrap=True)
        self.folder_button = button("打开所在文件夹", self._open_folder)
        self._folder: Path | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_CHANGE)
        self._later.timeout.connect(self.refresh)
        self._arrange()
        session.changed.connect(self._follow)
        session.closing.connect(self._close)
        self._show()

    def set_year(self, year: int) -> None:
        """Show the report of another year."""
        self._keep_texts()
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        self.report = self._session.report(self._year)
        self._show()

    def export(self) -> ReportExport:
        """Choose papers and write them."""
        self._keep_texts()
        dialog = ReportExport(self._year, self.report.title, self.window())
        dialog.wanted.connect(self.write)
        dialog.open()
        return dialog

    def write(self, paths: Sequence[Path]) -> None:
        """Write papers off the window's thread; they are read back before they count."""
        from tasks.report import export_report  # noqa: PLC0415 - opening the window does not need it

        registers, year, today = self._session.registers, self._year, self._session.today
        self.exported.setVisible(False)
        self._session.run(
            "导出年度报告", lambda progress: export_report(registers, year, paths, today, progress), self._told,
            self.window(),
        )

    def show_part(self, label: str) -> None:
        """Show one part of the report by its printed heading."""
        headings = [heading for _, heading, _ in self.pieces]
        self.navigation.setCurrentRow(headings.index(label))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.navigation.setFocus()

    def _show(self) -> None:
        self.title.setText(f"{self._year} 年度报告")
        for counted in self.report.tables:
            self.tables[counted.code].show_table(counted)
        table = self._shown_table()
        if table is not None:
            table.ask_again()
        for editor in self.editors.values():
            editor.show_report(self._year, self.report)

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

    def _told(self, paths: Sequence[Path]) -> None:
        self._folder = paths[0].parent
        self.exported.setText(f"√ 已导出 {'、'.join(path.name for path in paths)}，并与登记簿核对一致。")
        self.exported.setVisible(True)
        self.folder_button.setVisible(True)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # --- layout ---

    def _pieces(self) -> list[tuple[str, str, QWidget]]:
        """Return everything there is to see in printed order: its short name, its heading, its widget."""
        texts = {part.label: self.editors[part.key] for part in PARTS}
        headed: list[tuple[str, str, QWidget]] = [
            (short, heading, self._titled(heading) if heading in TABLE_SECTIONS else texts[heading])
            for short, heading in zip(_SHORT_NAMES, SECTION_HEADINGS, strict=True)
        ]
        rest = [(part.label, part.label, self.editors[part.key]) for part in PARTS
                if part.label not in SECTION_HEADINGS]
        return [rest[0], *headed, *rest[1:]]

    def _titled(self, heading: str) -> QWidget:
        """Return a table under its official heading."""
        piece = QWidget()
        column = QVBoxLayout(piece)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words(heading, "cardTitle"))
        column.addWidget(self.tables[TABLE_SECTIONS[heading]], 1)
        return piece

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(14)
        row.addLayout(self._left())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.records)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([860, 260])
        self.records.setMinimumWidth(230)
        self.records.record_wanted.connect(self.record_wanted)
        row.addWidget(self.splitter, 1)
        self.pieces = self._pieces()
        for short, heading, piece in self.pieces:
            item = QListWidgetItem(short, self.navigation)
            item.setToolTip(heading)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, heading)
            item.setSizeHint(QSize(1, self.navigation.fontMetrics().height() + _NAVIGATION_AIR))
            self.stack.addWidget(piece)
        for widget in (self.navigation, self.title, self.exported):
            widget.setFixedWidth(_NAVIGATION_WIDTH)
        for table in self.tables.values():
            table.figure_wanted.connect(self._figure)
        self.navigation.currentRowChanged.connect(self._go)
        self.navigation.setCurrentRow(3)

    def _go(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        self.records.forget()
        table = self._shown_table()
        self.records.setVisible(table is not None)
        if table is not None:
            table.ask_again()

    def _shown_table(self) -> StatTableView | None:
        shown = self.stack.currentWidget()
        return next((table for table in self.tables.values() if shown.isAncestorOf(table)), None)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.navigation.setAccessibleName("报告各部分")
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.title)
        column.addWidget(self.navigation, 1)
        self.export_button = button("导出 PDF、Word…  Ctrl+E", self.export, "primary")
        for widget in (self.exported, self.folder_button, self.export_button):
            column.addWidget(widget)
        self.exported.setVisible(False)
        self.folder_button.setVisible(False)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.export)
        return column
