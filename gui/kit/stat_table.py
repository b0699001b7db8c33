"""A statutory table on the screen exactly as it will print: the same grid, merged cells, whole within the width.

Each figure is a cell one can reach with the keyboard; entering it asks for the records it counted.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from disclosure.checks.cell_meanings import definition_words
from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS, CellKey
from disclosure.report.tables import GridCell, Role, StatTable
from gui.base.appearance import mark, tokens

_PADDING, _ROW_AIR = 4, 6
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
_EMPTY_FIGURE = "0"

Index = QModelIndex | QPersistentModelIndex


class StatTableModel(QAbstractTableModel):
    """The grid of a StatTable: text where a cell begins, nothing where it only reaches."""

    KeyRole = Qt.ItemDataRole.UserRole

    def __init__(self, table: StatTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._cells: Mapping[tuple[int, int], GridCell] = {(cell.row, cell.column): cell for cell in table.cells}

    def show(self, table: StatTable) -> None:
        """Show the same table with other figures."""
        self.table = table
        self._cells = {(cell.row, cell.column): cell for cell in table.cells}
        self.dataChanged.emit(self.index(0, 0), self.index(table.rows - 1, table.columns - 1))

    def cell(self, index: Index) -> GridCell | None:
        """Return the cell that begins at a place."""
        return self._cells.get((index.row(), index.column()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.table.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.table.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.cell(index)
        if cell is None or cell.key is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == self.KeyRole:
            return cell.key
        if role == Qt.ItemDataRole.AccessibleTextRole and cell.key is not None:
            return f"{cell_words(cell.key)}：{cell.text}"
        if role == Qt.ItemDataRole.ToolTipRole and cell.key is not None:
            return f"{cell_words(cell.key)}（按 Enter 查看记录）\n{definition_words(cell.key)}"
        return None


def cell_words(key: CellKey) -> str:
    """Return a cell by its printed labels."""
    return f"{ROW_LABELS[key.table][key.row]} · {COLUMN_LABELS[key.table][key.column]}"


class CellPainter(QStyledItemDelegate):
    """Draws one cell: ground by role, a hairline frame, text wrapped and never cut; zeros are quiet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, StatTableModel)
        cell = model.cell(index)
        if cell is None:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        shades = tokens()
        painter.save()
        painter.fillRect(rect, QColor(shades["accent-soft" if is_selected else _GROUNDS[cell.role]]))
        painter.setPen(QPen(QColor(shades["line"])))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_selected:
            painter.setPen(QPen(QColor(shades["accent"]), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setFont(_font(option.font, cell))  # type: ignore[attr-defined]
        painter.setPen(QColor(shades["disabled" if cell.key is not None and cell.text == _EMPTY_FIGURE else "ink"]))
        is_row_label = cell.role is Role.LABEL and cell.row_span == 1
        side = Qt.AlignmentFlag.AlignLeft if is_row_label else Qt.AlignmentFlag.AlignHCenter
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(side) | _WRAP
        inside = rect.adjusted(_PADDING, 2, -_PADDING, -2)
        painter.drawText(inside, flags, break_heading(cell, painter.fontMetrics(), inside.width()))
        painter.restore()


class StatTableView(QTableView):
    """Shows a StatTable; ``figure_wanted`` is emitted for the figure that becomes current or is pressed.

    ``figure_pressed`` is emitted after it for one that was clicked or entered.
    """

    figure_wanted = Signal(object)
    figure_pressed = Signal()

    def __init__(self, table: StatTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "stat")
        self.setAccessibleName(name)
        self.grid = StatTableModel(table, self)
        self.setModel(self.grid)
        self.setItemDelegate(CellPainter(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setVisible(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for cell in table.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
        self.selectionModel().currentChanged.connect(self._current_changed)
        for pressed in (self.activated, self.clicked):
            pressed.connect(self._current_changed)
            pressed.connect(self.figure_pressed)

    def show_table(self, table: StatTable) -> None:
        """Show the figures of another year or after a change."""
        self.grid.show(table)
        self.fit()

    def select(self, key: CellKey) -> None:
        """Make a figure current."""
        cell = next(cell for cell in self.grid.table.figures() if cell.key == key)
        self.setCurrentIndex(self.grid.index(cell.row, cell.column))

    def ask_again(self) -> None:
        """Ask once more for the records of the current figure, if one is current."""
        self._current_changed(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width among the columns as on paper, and make every row as high as its texts need."""
        table, width = self.grid.table, self.viewport().width()
        widths = column_widths(table, width)
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        for row, high in enumerate(row_heights(table, widths, self.font())):
            self.setRowHeight(row, high)

    def _current_changed(self, index: Index, *_: object) -> None:
        key = self.grid.data(index, StatTableModel.KeyRole) if index.isValid() else None
        if key is not None:
            self.figure_wanted.emit(key)


def column_widths(table: StatTable, width: int) -> list[int]:
    """Return whole pixel widths in the table's proportions that add up to ``width``."""
    edges, total, reached = [0], sum(table.widths), 0.0
    for share in table.widths:
        reached += share
        edges.append(round(width * reached / total))
    return [right - left for left, right in pairwise(edges)]


def row_heights(table: StatTable, widths: list[int], font: QFont) -> list[int]:
    """Return heights at which no text of any cell is cut, merged cells included."""
    heights = [QFontMetrics(font).height() + _ROW_AIR] * table.rows
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        metrics = QFontMetrics(_font(font, cell))
        room = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * _PADDING
        space = QRect(0, 0, max(room, 1), 10_000)
        needed = metrics.boundingRect(space, _WRAP, break_heading(cell, metrics, room)).height() + _ROW_AIR
        rows = range(cell.row, cell.row + cell.row_span)
        missing = needed - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] += max(0, -(-missing // cell.row_span))
    return heights


def break_heading(cell: GridCell, metrics: QFontMetrics, room: int) -> str:
    """Return a heading broken into lines of equal length where it needs several: 「科研／机构」, not 「科研机／构」."""
    text = cell.text
    if cell.role is not Role.HEAD or room <= 0 or (wide := metrics.horizontalAdvance(text)) <= room:
        return text
    per_line = max(1, room * len(text) // wide)
    lines = -(-len(text) // per_line)
    each = -(-len(text) // lines)
    return "\n".join(text[first : first + each] for first in range(0, len(text), each))


def _font(font: QFont, cell: GridCell) -> QFont:
    drawn = QFont(font)
    if cell.role is Role.BAND:
        drawn.setWeight(QFont.Weight.Medium)
    return drawn


_GROUNDS = {Role.BAND: "stripe", Role.HEAD: "stripe", Role.LABEL: "card", Role.FIGURE: "card"}
