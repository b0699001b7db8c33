"""统计: what was done in any period beside the same period a year before, with the records behind each count."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTableWidgetItem, QWidget

from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.progress import Progress
from disclosure.records import Request
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.statistics.comparison import HEADINGS, Comparison, Line
from disclosure.statistics.periods import between, period_name, usual_periods
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import ChoiceBox, button
from gui.kit.file_dialogs import ask_target
from gui.kit.printing import print_pdf
from gui.kit.row_table import dress_rows
from gui.kit.typed_dates import read_date
from gui.report.paper.figures import CellCard
from gui.report.rule_book import RuleBook, key_of
from gui.statistics.counted_window import PAPERS, CountedWindow
from gui.statistics.layouts import LayoutDialog
from tasks.report.rule_pages import cell_meanings
from tasks.statistics.comparing import compared, export_statistics, printed_statistics

_SIZE, _CARD, _HEADING = (1080, 660), 320, 1.1
_ANY = "任意两日"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StatisticsDialog(CountedWindow):
    """The counts of one period."""

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(session, year, "统计", HEADINGS, parent)
        self.comparison: Comparison | None = None
        self._chosen = ""
        self.lines: dict[int, Line] = {}
        self.period_box = ChoiceBox()
        self.since, self.until = QLineEdit(), QLineEdit()
        self.records = CellCard(session)
        self.copy_button = button("复制", self.copy)
        self.layout_button = button("上级报表…", self.open_layouts)
        self._furnish()
        self.year_box.activated.connect(self._offer)
        self.period_box.activated.connect(self._take)
        for line in (self.since, self.until):
            line.textEdited.connect(self._typed)
        self.table.itemSelectionChanged.connect(self._show_records)
        self.table.itemActivated.connect(lambda _item: self.records.list.setFocus())
        self.records.record_wanted.connect(session.wanted)
        self.records.rules_wanted.connect(self.show_rules)
        self._offer()
        self.resize(*_SIZE)
        self.period_box.setFocus()

    # --- the period ---

    def _offer(self) -> None:
        """Offer the usual periods of the year; the last complete quarter is chosen at first, or else the year."""
        year, today = self.year, self._session.today
        offered = list(usual_periods(year))
        was = self.period_box.currentIndex()
        self.period_box.clear()
        for period in offered:
            self.period_box.addItem(period_name(period).removeprefix(f"{year}年") or "全年", period)
        self.period_box.addItem(_ANY)
        ended = [place for place, period in enumerate(offered) if period.until < today]
        quarters = [place for place in ended if (offered[place].until - offered[place].since).days in range(89, 93)]
        self.period_box.setCurrentIndex(was if was >= 0 else quarters[-1] if quarters else 0)
        self._take()

    def _take(self) -> None:
        period = self.period_box.currentData()
        if isinstance(period, Period):
            self.since.setText(period.since.isoformat())
            self.until.setText(period.until.isoformat())
            self.count()
        else:
            self.since.setFocus()
            self.since.selectAll()

    def _typed(self) -> None:
        self.period_box.setCurrentText(_ANY)
        self._soon.start()

    def period(self) -> Period:
        """Return the chosen period; raises UnreadableValueError if it is not valid."""
        days = []
        for line, name in ((self.since, "起始日期"), (self.until, "截止日期")):
            day = read_date(line.text(), self._session.today)
            if day is None:
                raise UnreadableValueError(f"要填写{name}")
            days.append(day)
        return between(*days)

    # --- counting ---

    def begin(self) -> Callable[[Progress], Comparison] | None:
        """Count the period between the two dates; if they are not valid, say so."""
        try:
            period = self.period()
        except DisclosureError as unreadable:
            self._show_nothing(str(unreadable))
            return None
        self._show_nothing("正在统计…", None)
        registers, today = self._session.registers, self._session.today
        return lambda progress: compared(registers, period, today, progress)

    def show_counted(self, comparison: Comparison) -> None:
        """Show the counts beside those of the year before, keeping the selected line."""
        self.comparison, self.lines = comparison, {}
        self.table.setRowCount(0)
        for group in (*comparison.groups, *comparison.tables):
            if not group.lines:
                continue
            self._add_row((group.name,))
            self.table.setSpan(self.table.rowCount() - 1, 0, 1, len(HEADINGS))
            for line in group.lines:
                self.lines[self.table.rowCount()] = line
                self._add_row(line.texts)
        periods = [period_name(one.period) for one in (comparison.now, comparison.before)]
        self.told.say(f"{periods[0]}，与{periods[1]}对照。{comparison.meaning}", name="secondary")
        for made in (self.print_button, self.export_button, self.copy_button, self.layout_button):
            made.setEnabled(True)
        chosen = (row for row, line in self.lines.items() if line.label == self._chosen)
        self.table.setCurrentCell(next(chosen, min(self.lines)), 0)
        self._show_records()

    def _add_row(self, texts: tuple[str, ...]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if len(texts) == 1:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = self.table.font()
                font.setPointSizeF(font.pointSizeF() * _HEADING)  # not bold, which Qt would fake for our font
                item.setFont(font)
            elif column:
                item.setTextAlignment(_RIGHT)
            self.table.setItem(row, column, item)

    def _show_nothing(self, why: str, sign: Sign | None = Sign.WRONG) -> None:
        self.comparison, self.lines = None, {}
        self.table.setRowCount(0)
        self.records.forget()
        self.told.say(why, sign)
        for made in (self.print_button, self.export_button, self.copy_button, self.layout_button):
            made.setEnabled(False)

    def _show_records(self) -> None:
        line = self.lines.get(self.table.currentRow())
        if line is None or self.comparison is None:
            self.records.forget()
            return
        self._chosen = line.label
        counted = line.cell or line.fact
        found = [(Request.register, record_id) for record_id in line.requests]
        if counted is not None:
            found = self._session.registers.records_of(counted, self.comparison.now.period)
        meaning = cell_meanings().words_of(line.cell) if line.cell is not None else line.meaning
        self.records.show_records(line.label, found, meaning=meaning, cell=line.cell)
        self.records.show()

    def show_rules(self, cell: CellKey) -> RuleBook:
        """Open the rules that check a cell of the tables."""
        book = RuleBook(self)
        book.show_entry(key_of(cell))
        book.open()
        return book

    # --- output ---

    def print(self) -> None:
        """Show the 统计表 as printed."""
        comparison, today = self.comparison, self._session.today
        if comparison is None:
            return

        def make() -> tuple[bytes, str]:
            return printed_statistics(comparison, today), ""

        print_pdf(self._session, f"打印{comparison.title}", make, self, is_public=True)

    def ask_export(self) -> QFileDialog:
        """Ask where to save the 统计表."""
        assert self.comparison is not None, "the button waits for the counts"
        return ask_target(self, "导出统计表", f"{self.comparison.title}.pdf", self.export, PAPERS)

    def export(self, path: Path) -> None:
        """Write the 统计表 and say where."""
        comparison, today = self.comparison, self._session.today
        if comparison is None:
            return

        def work(_progress: Progress) -> Path:
            return export_statistics(comparison, path, today)

        self._session.run("导出统计表", work, lambda made: self.told.say(f"已导出 {made}", Sign.DONE), self)

    def copy(self) -> None:
        """Copy all counts, for a table or a message."""
        if self.comparison is not None:
            QApplication.clipboard().setText(self.comparison.text)
            self.told.say("已复制，可以粘贴到表格或文档里", Sign.DONE)

    def open_layouts(self) -> LayoutDialog | None:
        """Open the district's sheets, to be filled for the period shown."""
        if self.comparison is None:
            return None
        dialog = LayoutDialog(self._session, self.comparison, self)
        dialog.open()
        return dialog

    def _furnish(self) -> None:
        self.records.setFixedWidth(_CARD)
        choices = ((self.period_box, "时段"), (self.since, "起始日期"), (self.until, "截止日期"))
        self.arrange(choices, (), self.records, (self.copy_button, self.layout_button))
        dress_rows(self.table, "统计", 0)
        self.table.horizontalHeader().setDefaultAlignment(_RIGHT)
        name = self.table.horizontalHeaderItem(0)
        assert name is not None, "the headings are there"
        name.setTextAlignment(_LEFT)
