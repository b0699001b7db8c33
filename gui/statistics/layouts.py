"""上级报表: the district's sheet as it looks; each cell is assigned a figure once, and filled for any period."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.report.counting import Period
from disclosure.statistics.comparison import Comparison
from disclosure.statistics.layout import Layout, Span, Wanted, cell_name, cell_place, is_known, named
from disclosure.statistics.periods import period_name
from exporters.filled_sheet import Shown
from gui.base.appearance import colour
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import ChoiceBox, SearchBox, button, words
from gui.kit.file_dialogs import ask_existing, ask_target
from gui.kit.row_table import list_of_lines, wrap_lines
from tasks.statistics.layouts import bring_in, fill, forget, layouts, sheets, tell_cells

_SIZE, _SIDE = (1160, 680), 360
_FORMS = "Excel 工作簿 (*.xlsx)"


class LayoutDialog(QDialog):
    """The district's sheets stored in the file; ``comparison`` is of the period to fill them for."""

    def __init__(self, session: Session, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("上级报表")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._comparison = session, comparison
        self.layout_box, self.sheet_box = ChoiceBox(), ChoiceBox()
        self.grid, self.list, self.span = QTableWidget(), list_of_lines("要填的数"), ChoiceBox()
        self.search = SearchBox("搜索要填的数，例如 新收 自然人")
        self.grid.horizontalHeader().setHighlightSections(False)
        self.told, self.cell = words("", "secondary", wrap=True), words("", "cardTitle")
        self.cells: dict[str, Wanted] = {}
        self._shown: tuple[Shown, ...] = ()
        self.in_button = button("导入报表…", self.ask_form)
        self.forget_button = button("不再保存", self.forget)
        self.put_button = button("填入这一格  Enter", self.put)
        self.clear_button = button("这一格不填", self.clear)
        self.fill_button = button(f"填写{period_name(self.period)}并导出…", self.ask_fill, "primary")
        self._arrange()
        for name in named(comparison):
            self.list.addItem(QListWidgetItem(name))
        for span in Span:
            self.span.addItem(span.label, span)
        self.layout_box.activated.connect(self._show_layout)
        self.sheet_box.activated.connect(self._take_sheet)
        self.search.textChanged.connect(self._find)
        self.grid.itemSelectionChanged.connect(self._show_cell)
        self.list.itemActivated.connect(lambda _item: self.put())
        self._offer("")
        self.resize(*_SIZE)

    @property
    def period(self) -> Period:
        """The period to fill the sheet for."""
        return self._comparison.now.period

    @property
    def layout_shown(self) -> Layout | None:
        """The current sheet."""
        shown: Layout | None = self.layout_box.currentData()
        return shown

    # --- the sheet ---

    def _offer(self, name: str) -> None:
        self.layout_box.clear()
        for one in layouts(self._session.registers):
            self.layout_box.addItem(one.name, one)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findText(name)))
        self._show_layout()

    def _show_layout(self) -> None:
        one = self.layout_shown
        can_write = not self._session.is_read_only
        for made in (self.forget_button, self.put_button, self.clear_button):
            made.setEnabled(one is not None and can_write)
        self.in_button.setEnabled(can_write)
        self.fill_button.setEnabled(one is not None)
        for part in (self.grid, self.search, self.list, self.span):
            part.setVisible(one is not None)
        self.sheet_box.clear()
        if one is None:
            self.told.say("把区里发的报表（.xlsx）导入一次，告诉程序哪一格填什么；以后每期选好时段，一按就填好。")
            self.cell.setText("")
            return
        self._shown, self.cells = sheets(one), dict(one.cells)
        for sheet in self._shown:
            self.sheet_box.addItem(sheet.name)
        self.sheet_box.setCurrentText(one.sheet)
        self._draw()

    def _take_sheet(self) -> None:
        self.cells = {}
        self._keep()
        self._draw()

    def _draw(self) -> None:
        sheet = self._shown[self.sheet_box.currentIndex()]
        self.grid.clearSpans()
        self.grid.clear()
        self.grid.setRowCount(sheet.rows)
        self.grid.setColumnCount(sheet.columns)
        self.grid.setHorizontalHeaderLabels([cell_name(0, column).rstrip("1") for column in range(sheet.columns)])
        for row, column, rows, columns in sheet.merged:
            if rows > 1 or columns > 1:
                self.grid.setSpan(row, column, rows, columns)
        for row in range(sheet.rows):
            for column in range(sheet.columns):
                self.grid.setItem(row, column, QTableWidgetItem(sheet.texts.get((row, column), "")))
        for name in self.cells:
            self._mark(name)
        self._tell()
        self.grid.setCurrentCell(0, 0)

    def _mark(self, name: str) -> None:
        """Show in a cell what it is filled with, or its own text."""
        row, column = cell_place(name)
        sheet = self._shown[self.sheet_box.currentIndex()]
        item = self.grid.item(row, column)
        if item is None:
            return
        wanted = self.cells.get(name)
        item.setText(f"〔{wanted.words}〕" if wanted else sheet.texts.get((row, column), ""))
        if wanted:
            item.setForeground(colour("accent"))
            item.setToolTip(wanted.words)
        else:
            item.setData(Qt.ItemDataRole.ForegroundRole, None)
            item.setToolTip("")

    def _tell(self) -> None:
        counted = named(self._comparison)
        left = [one.words for one in self.cells.values() if not is_known(one, self._comparison)]
        zeros = [
            one.words
            for one in self.cells.values()
            if one.span is Span.NOW and one.words not in left and one.name not in counted
        ]
        told = f"共 {len(self.cells)} 格要填。选中一格，再从右边选填什么，按 Enter。"
        told += f"本期没有发生、填 0 的：{'、'.join(zeros)}。" if zeros else ""
        told += f"登记簿没有那段时间的记录、不填的：{'、'.join(left)}。" if left else ""
        told += "".join(self._comparison.caveats)
        self.told.say(told, name="secondary")

    # --- its cells ---

    def current(self) -> str:
        """Return the name of the selected cell, C5."""
        return cell_name(max(0, self.grid.currentRow()), max(0, self.grid.currentColumn()))

    def _show_cell(self) -> None:
        name = self.current()
        wanted = self.cells.get(name)
        self.cell.setText(f"{name}　{wanted.words if wanted else '不填，保持原样'}")
        if wanted:
            found = self.list.findItems(wanted.name, Qt.MatchFlag.MatchExactly)
            if found:
                self.list.setCurrentItem(found[0])
            self.span.setCurrentIndex(list(Span).index(wanted.span))

    def put(self) -> None:
        """Assign the chosen figure to the selected cell."""
        item = self.list.currentItem()
        if item is None or not self.put_button.isEnabled():
            return
        self._change(Wanted(item.text(), list(Span)[self.span.currentIndex()]))

    def clear(self) -> None:
        """Remove the figure from the selected cell."""
        self._change(None)

    def _change(self, wanted: Wanted | None) -> None:
        name = self.current()
        self.cells.pop(name, None)
        if wanted:
            self.cells[name] = wanted
        self._keep()
        self._mark(name)
        self._show_cell()
        self._tell()

    def _keep(self) -> None:
        one = self.layout_shown
        if one is not None and not self._session.is_read_only:
            kept = tell_cells(self._session.registers, one, self.sheet_box.currentText(), dict(self.cells))
            self.layout_box.setItemData(self.layout_box.currentIndex(), kept)

    def _find(self, text: str) -> None:
        wanted = text.split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not all(word in item.text() for word in wanted))

    # --- input and output ---

    def ask_form(self) -> None:
        """Ask for the district's workbook."""
        ask_existing(self, "导入报表", _FORMS, self.read_form)

    def read_form(self, path: Path) -> None:
        """Store a workbook of the district and show it."""
        registers = self._session.registers
        self._session.run(
            "导入报表", lambda _progress: bring_in(registers, path), lambda made: self._offer(made.name), self
        )

    def forget(self) -> None:
        """Delete the current sheet; 撤销 restores it."""
        if self.layout_shown is not None:
            forget(self._session.registers, self.layout_shown)
            self._offer("")

    def ask_fill(self) -> None:
        """Ask where to save the filled sheet."""
        assert self.layout_shown is not None, "the button waits for a sheet"
        name = f"{self.layout_shown.name}-{period_name(self.period)}.xlsx"
        ask_target(self, "填写并导出", name, self.fill, _FORMS)

    def fill(self, path: Path) -> None:
        """Write the filled sheet and say where."""
        one, registers, today = self.layout_shown, self._session.registers, self._session.today
        if one is not None:
            self._session.run(
                "填写报表",
                lambda progress: fill(registers, one, self.period, path, today=today, progress=progress),
                lambda made: self.told.say(f"已填好并核对：{made}。{''.join(self._comparison.caveats)}", Sign.DONE),
                self,
            )

    # --- layout ---

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 16)
        stack.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget, name in ((self.layout_box, "报表"), (self.sheet_box, "工作表")):
            widget.setAccessibleName(name)
            widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            head.addWidget(words(name, "secondary"))
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.forget_button)
        head.addWidget(self.in_button)
        stack.addLayout(head)
        stack.addWidget(self.told)
        self.grid.setAccessibleName("报表的样子")
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setTabKeyNavigation(False)
        self.search.setAccessibleName("搜索要填的数")
        wrap_lines(self.list)
        self.span.setAccessibleName("哪一段时间")
        side = QVBoxLayout()
        side.setSpacing(8)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.grid, 1)
        for part in (self.cell, self.search, self.list, self.span, self.put_button, self.clear_button):
            part.setMaximumWidth(_SIDE)
            side.addWidget(part)
        middle.addLayout(side)
        stack.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.fill_button)
        stack.addLayout(foot)
