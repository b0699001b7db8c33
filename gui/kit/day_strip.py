"""The day strip: a tile per calendar day of a term, in rows as wide as there is room, for eye, keyboard and reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen
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

from disclosure.calendar.day_strip import DayEntry, DayRole
from disclosure.calendar.workdays import CalendarDay, DayKind, WorkCalendar
from disclosure.numerals import WEEKDAYS
from disclosure.wording import chinese_date
from gui.base.appearance import colour, mark

_LONGEST_RUN = 6


class Tone(Enum):
    """How a day stands in the term; each tone has its own mark besides its colour."""

    BEGINS = auto()
    COUNTED = auto()
    WORKED = auto()
    EXTENDED = auto()
    OFF = auto()
    HOLIDAY = auto()
    LEFT_OUT = auto()
    DUE = auto()


_LEFT_OUT: Mapping[DayRole, str] = {
    DayRole.CORRECTION_AWAITED: "补",
    DayRole.OPINION_AWAITED: "征",
    DayRole.PAYMENT_AWAITED: "费",
    DayRole.DEFERRED: "缓",
    DayRole.PAUSED: "停",
}
_BEGINNINGS: Mapping[DayRole, str] = {
    DayRole.RECEIVED: "收到",
    DayRole.CORRECTED: "重起",
    DayRole.PAID: "重起",
    DayRole.SET_OFF: "起算",
}
_OTHERS = "数字=第几日　班=调休上班　休=周末　假=放假{}　虚线框=暂定　下划线=延长的期限"
PLAIN_LEGEND = _OTHERS.format("　停=不计入")
LEGEND = _OTHERS.format("") + "　补=等待补正　征=征求意见　费=等待缴费　缓=延迟答复"


@dataclass(frozen=True)
class Tile:
    """One tile: its mark, its tone, the day (or run of days) it stands for, all of it in words."""

    on: date
    text: str
    tone: Tone
    words: str
    is_provisional: bool = False
    is_run: bool = False
    is_made_up: bool = False


def tiles(entries: Iterable[DayEntry], calendar: WorkCalendar, due_on: date | None) -> Iterator[Tile]:
    """Yield a tile per day; of more than six neighbouring days left out for one reason only the ends are shown."""
    made = (_tile(entry, calendar.describe(entry.date), due_on) for entry in entries)
    for (is_left_out, *_), run in groupby(
        made, key=lambda tile: (tile.tone is Tone.LEFT_OUT, tile.text, None if tile.tone is Tone.LEFT_OUT else tile.on)
    ):
        known = list(run)
        if is_left_out and len(known) > _LONGEST_RUN:
            yield known[0]
            yield Tile(known[1].on, "…", Tone.LEFT_OUT, f"其间共{len(known)}天，{known[0].words}", is_run=True)
            yield known[-1]
        else:
            yield from known


def _tile(entry: DayEntry, described: CalendarDay, due_on: date | None) -> Tile:
    """Return the tile of one day: what it is to the term decides its tone and mark, its reason only its words."""
    is_made_up = entry.counts and described.kind is DayKind.MADE_UP
    if entry.counts:
        tone = Tone.EXTENDED if entry.role is DayRole.EXTENDED else Tone.WORKED if is_made_up else Tone.COUNTED
        text = f"{entry.number}班" if is_made_up else f"{entry.number}"
    elif entry.role in _LEFT_OUT:
        tone, text = Tone.LEFT_OUT, _LEFT_OUT[entry.role]
    elif entry.role in _BEGINNINGS:
        tone, text = Tone.BEGINS, _BEGINNINGS[entry.role]
    elif entry.role is DayRole.ROLLED or described.kind is not DayKind.HOLIDAY:
        tone, text = Tone.OFF, "休"
    else:
        tone, text = Tone.HOLIDAY, "假"
    if entry.date == due_on:
        tone, text, is_made_up = Tone.DUE, "到期", False
    told = day_words(entry, described)
    return Tile(entry.date, text, tone, told, described.is_provisional, is_made_up=is_made_up)


def day_words(entry: DayEntry, described: CalendarDay) -> str:
    """Return one day in a sentence: date, weekday, which day of the term or why not, article, and where that stands."""
    number = f"第{entry.number}日" if entry.counts else "不计入"
    article = f"（{entry.article}）" if entry.article else ""
    day = f"{chinese_date(entry.date)} 周{WEEKDAYS[entry.date.weekday()]}"
    return f"{day}：{number}，{entry.reason}{article}。依据：{described.origin}"


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
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # Fixed kept the former height
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setGridSize(self._tile_size())

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles shown."""
        return self._model.tiles

    def show_tiles(self, tiles: Sequence[Tile], summary: str = "") -> None:
        """Show other tiles; ``summary`` is what a screen reader is told of them all."""
        self._model.show(tiles)
        self.setAccessibleDescription(summary)
        self.updateGeometry()

    def tile_words(self, on: date) -> str:
        """Return what the tile of a day says when hovered or read."""
        return next(tile.words for tile in self.tiles if tile.on == on)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Be exactly as high as the rows need, so that only the page scrolls.

        Told to the layout with all else that wraps: a strip that made itself higher once it was laid out lay over what
        stands below it until the next turn, and on a busy machine was seen there.
        """
        size = self._tile_size()
        columns = max(1, (width - 1) // size.width())
        return -(-len(self.tiles) // columns) * size.height() + 2 if self.tiles else 0

    def sizeHint(self) -> QSize:
        return QSize(self._tile_size().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tile_size().width(), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setGridSize(self._tile_size())
            self.updateGeometry()

    def _tile_size(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("到期") + _AIR + _GAP, round(metrics.height() * 1.85) + _AIR + _GAP)


def _sized(font: QFont, factor: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(font.pointSizeF() * factor)
    return sized
