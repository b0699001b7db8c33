"""A statutory table in its place on the paper: the grid that prints, in the faces that print, drawn in black rules.

Each figure is a cell one can reach with the keyboard; row and column of the current one are tinted.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS, CellKey
from disclosure.report.tables import GridCell, Role, StatTable
from gui.base.appearance import colour, mark
from gui.report.paper.look import TABLE_SIZES, Face, Scale
from tasks.report.rule_pages import cell_meanings

_PADDING, _AIR = 4, 4
_WRAP = int(Qt.TextFlag.TextWordWrap)
"""Between Chinese characters a line may end anywhere but before a stop."""
_FACES = {Role.BAND: Face.HEI, Role.HEAD: Face.HEI, Role.LABEL: Face.FANG, Role.FIGURE: Face.FIGURES}
_EMPTY_FIGURE = "0"
_AT_ALL_EVENTS = 10_000

Index: TypeAlias = QModelIndex | QPersistentModelIndex


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
            return f"{cell_words(cell.key)}\n{cell_meanings().words_of(cell.key)}"
        return None


def cell_words(key: CellKey, between: str = " · ") -> str:
    """Return a cell by its printed labels."""
    return f"{ROW_LABELS[key.table][key.row]}{between}{COLUMN_LABELS[key.table][key.column]}"


class CellPainter(QStyledItemDelegate):
    """Draws one cell: its rules, its text wrapped and never cut; zeros are quiet, the current cross is tinted."""

    def __init__(self, view: "StatTableView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._view.grid.cell(index)
        if cell is None:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        current = self._view.current_cell()
        painter.save()
        is_crossed = current is not None and cell.key is not None and cell is not current and _crosses(cell, current)
        painter.fillRect(rect, colour("paper-cross" if is_crossed else "paper"))
        _rule(painter, rect, is_first=cell.column == 0, is_top=cell.row == 0)
        painter.setFont(self._view.font_of(cell))
        painter.setPen(colour("paper-zero" if cell.key is not None and cell.text == _EMPTY_FIGURE else "paper-ink"))
        inside = rect.adjusted(_PADDING, 1, -_PADDING, -1)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(_side(cell, self._view.grid.table)) | _WRAP
        painter.drawText(inside, flags, break_heading(cell, painter.fontMetrics(), inside.width()))
        if cell is current:
            painter.setPen(QPen(colour("chip-ink" if self._view.hasFocus() else "paper-zero"), 2))
            painter.drawRect(QRectF(rect).adjusted(0, 0, -1.5, -1.5))
        painter.restore()


def _rule(painter: QPainter, rect: QRect, *, is_first: bool, is_top: bool) -> None:
    """Draw the rules of a cell in whole pixels of the screen: at 150 % a pen made one of them thin, the next thick."""
    to_screen = painter.deviceTransform()
    from_screen, _ = to_screen.inverted()
    place = to_screen.mapRect(QRectF(rect))
    left, top, right, bottom = (floor(at + 0.5) for at in (place.left(), place.top(), place.right(), place.bottom()))
    thick = max(1, floor(to_screen.m11()))
    rules = [(right - thick, top, thick, bottom - top), (left, bottom - thick, right - left, thick)]
    if is_first:
        rules.append((left, top, thick, bottom - top))
    if is_top:
        rules.append((left, top, right - left, thick))
    for rule in rules:
        painter.fillRect(from_screen.mapRect(QRectF(*rule)), colour("paper-ink"))


class StatTableView(QTableView):
    """Shows a StatTable as high as it is; ``figure_wanted`` brings the figure that becomes current or is pressed.

    ``figure_pressed`` comes after it for one that was clicked or entered.

    ``left_ahead`` and ``left_behind`` come when an arrow leads out of it.
    """

    figure_wanted = Signal(object)
    figure_pressed = Signal()
    left_ahead = Signal()
    left_behind = Signal()

    def __init__(self, table: StatTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "stat")
        self.setAccessibleName(name)
        self.grid = StatTableModel(table, self)
        self.scale, self._fitted = Scale(), (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self.grid)
        self.setItemDelegate(CellPainter(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setVisible(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for cell in table.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
        self.selectionModel().currentChanged.connect(self._current_changed)
        for pressed in (self.clicked, self.activated):
            pressed.connect(self._current_changed)
            pressed.connect(self.figure_pressed)

    def show_table(self, table: StatTable) -> None:
        """Show the figures of another year or after a change; where none changed nothing is drawn."""
        if table != self.grid.table:
            self.grid.show(table)

    def select(self, key: CellKey) -> None:
        """Make a figure current."""
        cell = next(cell for cell in self.grid.table.figures() if cell.key == key)
        self.setCurrentIndex(self.grid.index(cell.row, cell.column))

    def forget(self) -> None:
        """Make no figure current."""
        self.setCurrentIndex(QModelIndex())
        self.viewport().update()

    def current_cell(self) -> GridCell | None:
        """Return the current figure's cell."""
        cell = self.grid.cell(self.currentIndex())
        return cell if cell is not None and cell.key is not None else None

    def cell_rect(self, key: CellKey) -> QRect:
        """Return where a figure stands, in the coordinates of the table."""
        cell = next(cell for cell in self.grid.table.figures() if cell.key == key)
        return self.visualRect(self.grid.index(cell.row, cell.column))

    def font_of(self, cell: GridCell) -> Any:
        """Return the font a cell is drawn in: a figure stands on one line, smaller where it has to."""
        size = TABLE_SIZES[self.grid.table.code]
        drawn = self.scale.font(_FACES[cell.role], size)
        if cell.key is not None and len(cell.text) > 4:  # noqa: PLR2004 - five digits fill the narrowest column
            room = sum(self._widths[cell.column : cell.column + cell.column_span]) - 2 * _PADDING
            wide = QFontMetrics(drawn).horizontalAdvance(cell.text)
            if wide > room:
                drawn = self.scale.font(_FACES[cell.role], max(6, size * room // wide))
        return drawn

    def fit(self, width: int, scale: Scale) -> int:
        """Share a width among the columns as on paper, make every row as high as its texts need; return the height.

        The view is told once: told of each row and column by itself, it would be drawn several times.
        """
        if (width, scale.percent) != self._fitted:
            self._fitted, self.scale = (width, scale.percent), scale
            table = self.grid.table
            self._widths = column_widths(table, width)
            heights = self._heights()
            for header, sizes in ((self.horizontalHeader(), self._widths), (self.verticalHeader(), heights)):
                header.blockSignals(True)
                for place, size in enumerate(sizes):
                    header.resizeSection(place, size)
                header.blockSignals(False)
            self._height = sum(heights)
            self.viewport().update()
        return self._height

    def _heights(self) -> list[int]:
        """Return heights at which no text of any cell is cut, merged cells included."""
        table = self.grid.table
        least = QFontMetrics(self.scale.font(Face.FANG, TABLE_SIZES[table.code])).height() + _AIR
        heights = [least] * table.rows
        for cell in sorted(table.cells, key=lambda cell: cell.row_span):
            if cell.key is not None:
                continue
            metrics = QFontMetrics(self.font_of(cell))
            room = sum(self._widths[cell.column : cell.column + cell.column_span]) - 2 * _PADDING
            space = QRect(0, 0, max(room, 1), _AT_ALL_EVENTS)
            needed = metrics.boundingRect(space, _WRAP, break_heading(cell, metrics, room)).height() + _AIR
            rows = range(cell.row, cell.row + cell.row_span)
            missing = needed - sum(heights[row] for row in rows)
            for row in rows:
                heights[row] += max(0, -(-missing // cell.row_span))
        return heights

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from figure to figure with the arrows, and on to what stands above or below the table."""
        steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        current = self.current_cell()
        after = self._next(current, *step) if current else next(self.grid.table.figures())
        if after is not None:
            self.setCurrentIndex(self.grid.index(after.row, after.column))
        elif step[0]:
            (self.left_ahead if step[0] > 0 else self.left_behind).emit()

    def _next(self, current: GridCell, down: int, right: int) -> GridCell | None:
        """Return the nearest figure in a direction, in the same row or over the same columns."""

        def reached(cell: GridCell) -> bool:
            if right:
                return cell.row == current.row and (cell.column - current.column) * right > 0
            return (cell.row - current.row) * down > 0 and _overlap(cell, current)

        found = [cell for cell in self.grid.table.figures() if reached(cell)]
        return min(
            found, key=lambda cell: abs(cell.row - current.row) + abs(cell.column - current.column), default=None
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_cell() is None and event.reason() in _BY_TAB:
            first = next(self.grid.table.figures())
            self.setCurrentIndex(self.grid.index(first.row, first.column))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the paper."""
        event.ignore()

    def selectionChanged(self, chosen: QItemSelection, before: QItemSelection) -> None:
        super().selectionChanged(chosen, before)
        self.viewport().update()  # the cross reaches further than the cells

    def _current_changed(self, index: Index, *_: object) -> None:
        key = self.grid.data(index, StatTableModel.KeyRole) if index.isValid() else None
        if key is not None:
            self.figure_wanted.emit(key)


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def _overlap(first: GridCell, second: GridCell) -> bool:
    """Whether two cells stand over one another."""
    return first.column < second.column + second.column_span and second.column < first.column + first.column_span


def _crosses(cell: GridCell, current: GridCell) -> bool:
    """Whether a cell stands in the row or the column of the current one."""
    return cell.row == current.row or _overlap(cell, current)


def _side(cell: GridCell, table: StatTable) -> Qt.AlignmentFlag:
    """Labels beside other labels are set to the left, as they print."""
    is_left = cell.role is Role.LABEL and table.label_columns > 1
    return Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignHCenter


def column_widths(table: StatTable, width: int) -> list[int]:
    """Return whole pixel widths in the table's proportions that add up to ``width``."""
    shares: Sequence[float] = [*accumulate(table.widths, initial=0.0)]
    return [round(width * right / shares[-1]) - round(width * left / shares[-1]) for left, right in pairwise(shares)]


def break_heading(cell: GridCell, metrics: QFontMetrics, room: int) -> str:
    """Return a heading broken into lines of equal length where it needs several: 「科研／机构」, not 「科研机／构」."""
    text = cell.text
    if cell.role is not Role.HEAD or room <= 0 or (wide := metrics.horizontalAdvance(text)) <= room:
        return text
    per_line = max(1, room * len(text) // wide)
    lines = -(-len(text) // per_line)
    each = -(-len(text) // lines)
    return "\n".join(text[first : first + each] for first in range(0, len(text), each))
