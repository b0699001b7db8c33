"""The table of a register: fixed rows, sorting by header, columns and widths remembered on this machine."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from disclosure.column_kinds import Kind
from gui.base.appearance import colour, mark, scaled
from gui.base.preferences import Preferences
from gui.kit.row_table import dress_list
from gui.registers.model import RegisterModel
from gui.registers.views import RegisterView

_ROW_HEIGHT = 30
_PADDING, _BAR = 24, 3
_CHARACTERS = {Kind.DATE: 6, Kind.NUMBER: 3, Kind.MONEY: 6, Kind.YES_NO: 4, Kind.TERM: 7, Kind.TERMS: 9}
_LEAST_CHARACTERS = 5
_TEXT_CHARACTERS, _LONG_CHARACTERS, _NUMBERING_CHARACTERS = 8, 16, 6


class _Row(QStyledItemDelegate):
    """A selected row keeps its colours and has a bar at its left."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        shown = cast("Any", option)
        if shown.state & QStyle.StateFlag.State_Selected:
            ink = index.data(Qt.ItemDataRole.ForegroundRole)
            shown.palette.setBrush(QPalette.ColorRole.HighlightedText, ink or colour("ink"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        shown = cast("Any", option)
        if shown.rect.left() <= 0 and shown.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(0, shown.rect.top(), _BAR, shown.rect.height(), colour("accent"))


class RegisterTable(QTableView):
    """A table view whose columns fit its width and are remembered.

    ``sort_asked`` carries the name of a column, prefixed with a minus for descending order; empty for none.
    """

    columns_wanted = Signal()
    enter_pressed = Signal()
    sort_asked = Signal(str)

    def __init__(self, model: RegisterModel, view: RegisterView, preferences: Preferences) -> None:
        super().__init__()
        self._model, self._register, self._preferences = model, view.record_type.register, preferences
        self._title, self._told_whole = view.title, view.characters
        self._is_fitting = False
        mark(self, "list")
        self.setModel(model)
        self.setItemDelegate(_Row(self))
        dress_list(self, view.record_type.title)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(scaled(_ROW_HEIGHT))
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._sort_changed)
        header.setSortIndicatorClearable(True)
        header.setSortIndicatorShown(True)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        self.fit()

    def lay(self, names: Sequence[str]) -> None:
        """Show these columns in this order, even if they were dragged before."""
        self._is_fitting = True  # a width the last column loses to new ones is not the user's choice
        self._model.set_names(names)
        self._is_fitting = False
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            for place in range(header.count()):
                header.moveSection(header.visualIndex(place), place)
        self.fit()

    def show_sort(self, name: str, *, descending: bool) -> None:
        """Show the sort mark at a column; an empty name for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        section = self._model.names.index(name) if name in self._model.names else -1
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(section, order)
        header.blockSignals(False)
        header.viewport().update()

    def choose(self, current: int, rows: Sequence[int]) -> None:
        """Select rows, one of them as the current one."""
        flag, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        model.setCurrentIndex(self._model.index(current, 0), flag.NoUpdate)
        for row in rows:
            model.select(self._model.index(row, 0), flag.Select | flag.Rows)

    def _sort_changed(self, section: int, order: Qt.SortOrder) -> None:
        is_sorted = 0 <= section < len(self._model.names)  # a third click on a heading ends sorting
        minus = "-" if order is Qt.SortOrder.DescendingOrder else ""
        self.sort_asked.emit(f"{minus}{self._model.names[section]}" if is_sorted else "")

    def fit(self) -> None:
        """Give every column its remembered width, or one for its contents, and the title the remaining width."""
        names = self._model.names
        known = [self._preferences.width(self._register, name) for name in names]
        character = QFontMetrics(self.font()).horizontalAdvance("中")
        widths = [wide or self._characters(place) * character + _PADDING for place, wide in enumerate(known)]
        flexible = [place for place, wide in enumerate(known) if not wide and self._is_flexible(place)]
        least, room = character * _LEAST_CHARACTERS + _PADDING, self.viewport().width()
        title = names.index(self._title) if self._title in names else next(iter(flexible), -1)
        if title in flexible and sum(widths) <= room:
            widths[title] += room - sum(widths)
        self._is_fitting = True
        for section, wide in enumerate(_shared(widths, flexible, room, least)):
            self.setColumnWidth(section, wide)
        self._is_fitting = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter only here: Qt would treat it, and on some desktops a single click, as a double click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
            self.fit()

    def _is_flexible(self, section: int) -> bool:
        """Whether a column may grow and shrink: free text, not dates, numbers and terms."""
        column = self._model.column(section)
        if column is None or column.name in self._told_whole:
            return False
        return column.kind in (Kind.TEXT, Kind.TERMS) and not column.is_numbering

    def _characters(self, section: int) -> int:
        """Return how many Chinese characters a column, or its heading, usually has."""
        column, derived = self._model.column(section), self._model.derived(section)
        if derived is not None:
            return derived.characters
        if column is None:
            return 0
        wanted = _CHARACTERS.get(column.kind, _LONG_CHARACTERS if column.long else _TEXT_CHARACTERS)
        if column.name in self._told_whole:
            wanted = self._told_whole[column.name]
        elif column.is_numbering:
            wanted = _NUMBERING_CHARACTERS
        elif column.kind is Kind.TERM and column.term is not None:
            wanted = min(_CHARACTERS[Kind.TERM], max(len(term.plain_label) for term in column.term))
        return max(wanted, len(column.label))

    def _resized(self, section: int, _old: int, new: int) -> None:
        is_last = section == len(self._model.names) - 1
        if not self._is_fitting and not is_last and section < len(self._model.names):
            self._preferences.remember_width(self._register, self._model.names[section], new)

    def _moved(self) -> None:
        header = self.horizontalHeader()
        order = [self._model.names[header.logicalIndex(place)] for place in range(header.count())]
        self._preferences.remember_columns(self._register, order)

    def _offer_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("选择列…", self.columns_wanted.emit)
        menu.popup(self.horizontalHeader().mapToGlobal(at))


def _shared(widths: Sequence[int], flexible: Sequence[int], room: int, least: int) -> list[int]:
    """Return widths in which the flexible ones share missing or extra room in proportion, not below ``least``."""
    shared, free = list(widths), set(flexible)
    while free:
        fixed = sum(wide for place, wide in enumerate(shared) if place not in free)
        wanted = sum(widths[place] for place in free)
        offered = {place: (room - fixed) * widths[place] // wanted for place in free}
        short = {place for place in free if offered[place] < least}
        for place in short or free:
            shared[place] = max(least, offered[place])
        if not short:
            break
        free -= short
    return shared
