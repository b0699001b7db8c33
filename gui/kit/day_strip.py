"""The day strip: a tile per calendar day of a term, in rows as wide as there is room, for eye, keyboard and reader."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.base.appearance import colour, mark
from gui.kit.day_tiles import Tile, Tone

Index = QModelIndex | QPersistentModelIndex

_GAP, _AIR, _ROUND = 3, 8, 3
_TINY = 0.8
_GROUNDS: Mapping[Tone, tuple[str, str]] = {
    # tone: (ground, ink)
    Tone.BEGINS: ("card", "accent"),
    Tone.COUNTED: ("accent-soft", "ink"),
    Tone.WORKED: ("attention-soft", "ink"),
    Tone.EXTENDED: ("accent-soft", "accent"),
    Tone.OFF: ("ground", "secondary"),
    Tone.HOLIDAY: ("ground", "overdue"),
    Tone.LEFT_OUT: ("ground", "secondary"),
    Tone.DUE: ("accent", "on-accent"),
}


class _Tiles(QAbstractListModel):
    """Tiles as Qt asks for them."""

    TileRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tiles: Sequence[Tile] = ()

    def show(self, tiles: Sequence[Tile]) -> None:
        self.beginResetModel()
        self.tiles = tiles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return tile.words
        return tile if role == self.TileRole else None


class _TilePainter(QStyledItemDelegate):
    """Draws a tile: ground and mark by tone, the day beneath; what rests on an unknown year has a dashed frame."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        return view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(_Tiles.TileRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        box = QRect(rect.left() + 1, rect.top() + 1, rect.width() - _GAP - 1, QFontMetrics(font).height() + _AIR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._box(painter, box, tile, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        painter.setPen(colour(_GROUNDS[tile.tone][1]))
        painter.setFont(_sized(font, 1.0 if len(tile.text) < 2 else 0.9))  # noqa: PLR2004 - characters beside one
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tile.text)
        painter.setPen(colour("secondary"))
        painter.setFont(_sized(font, _TINY))
        below = QRect(rect.left(), box.bottom() + 1, rect.width() - _GAP, rect.bottom() - box.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._day(index, tile))
        painter.restore()

    @staticmethod
    def _box(painter: QPainter, box: QRect, tile: Tile, is_current: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(_GROUNDS[tile.tone][0]))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if tile.tone is Tone.LEFT_OUT:
            painter.setBrush(QBrush(colour("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if tile.is_provisional:
            painter.setPen(QPen(colour("attention"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        elif tile.tone is Tone.BEGINS:
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        if tile.tone is Tone.EXTENDED:
            painter.fillRect(box.adjusted(1, box.height() - 2, -1, 0), colour("accent"))
        if is_current:
            painter.setPen(QPen(colour("ink"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUND, _ROUND)

    @staticmethod
    def _day(index: Index, tile: Tile) -> str:
        if tile.is_run:
            return "…"
        is_first = index.row() == 0 or tile.on.day == 1
        return f"{tile.on.month}/{tile.on.day}" if is_first else str(tile.on.day)


class DayStrip(QListView):
    """Tiles in rows; arrow keys walk through them, a hovered or read tile says its reason and its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "days")
        self.setAccessibleName("逐日计算")
        self._model = _Tiles(self)
        self.setModel(self._model)
        self.setItemDelegate(_TilePainter(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._columns = 0
        self._fit()

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles shown."""
        return self._model.tiles

    def show_tiles(self, tiles: Sequence[Tile], summary: str = "") -> None:
        """Show other tiles; ``summary`` is what a screen reader is told of them all."""
        self._model.show(tiles)
        self.setAccessibleDescription(summary)
        self._columns = 0
        self._fit()

    def tile_words(self, on: date) -> str:
        """Return what the tile of a day says when hovered or read."""
        return next(tile.words for tile in self.tiles if tile.on == on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be exactly as high as the rows need, so that only the page scrolls."""
        metrics = self.fontMetrics()
        size = QSize(metrics.horizontalAdvance("到期") + _AIR + _GAP, round(metrics.height() * 1.85) + _AIR + _GAP)
        columns = max(1, (self.width() - 1) // size.width())
        if columns == self._columns and size == self.gridSize():
            return
        self._columns = columns
        self.setGridSize(size)
        rows = -(-len(self.tiles) // columns)
        self.setFixedHeight(max(1, rows) * size.height() + 2 if self.tiles else 0)


def _sized(font: QFont, factor: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(font.pointSizeF() * factor)
    return sized
