"""检查规则: every rule of the checks in one list, found by its id, its article, or the row or column it speaks of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.checks.rules import PAGES, RulePage
from gui.kit.cards import button
from gui.report.findings import RuleDialog

_SIZE = (900, 640)
_HEADINGS = ("规则", "查什么", "依据", "算法")


class RuleBook(QDialog):
    """Lists the rules; typing narrows the list, a heading sorts it, Enter or a double click opens the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("检查规则")
        self.resize(*_SIZE)
        self.wanted = QLineEdit()
        self.wanted.setAccessibleName("查找规则")
        self.wanted.setPlaceholderText("输入编号、条款、表格的行或列，如 T3-41、第三十三条、行政处罚")
        self.wanted.textChanged.connect(self._narrow)
        self.wanted.returnPressed.connect(self._open_first)
        self.table = QTableWidget(len(PAGES), len(_HEADINGS))
        self.table.setAccessibleName("检查规则")
        self.table.setHorizontalHeaderLabels(_HEADINGS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, page in enumerate(PAGES.values()):
            for column, text in enumerate((page.rule, page.title, page.article, page.formula)):
                item = QTableWidgetItem(text)
                item.setToolTip(page.definition)
                self.table.setItem(row, column, item)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((70, 240, 250)):
            self.table.setColumnWidth(column, width)
        self.table.itemActivated.connect(lambda item: self.open_rule(item.row()))
        foot = QHBoxLayout()
        foot.addWidget(button("查看规则", lambda: self.open_rule(self.table.currentRow())))
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 16, 16, 14)
        stack.addWidget(self.wanted)
        stack.addWidget(self.table, 1)
        stack.addLayout(foot)
        self.wanted.setFocus()

    def shown(self) -> list[str]:
        """Return the ids of the rules that are in the list now, in its order."""
        rows = range(self.table.rowCount())
        return [self._rule(row) for row in rows if not self.table.isRowHidden(row)]

    def open_rule(self, row: int) -> RuleDialog | None:
        """Open the page of the rule in a row; nothing where none is chosen."""
        if row < 0:
            return None
        dialog = RuleDialog(self._rule(row), self)
        dialog.open()
        return dialog

    def _rule(self, row: int) -> str:
        item = self.table.item(row, 0)
        return item.text() if item is not None else ""

    def _narrow(self, typed: str) -> None:
        words = typed.split()
        for row in range(self.table.rowCount()):
            page = PAGES[self._rule(row)]
            self.table.setRowHidden(row, not all(word in _told(page) for word in words))

    def _open_first(self) -> None:
        rows = (row for row in range(self.table.rowCount()) if not self.table.isRowHidden(row))
        self.open_rule(next(rows, -1))


def _told(page: RulePage) -> str:
    return "\n".join((page.rule, page.title, page.definition, page.formula, page.article, page.example))
