"""The day strip: a tile per calendar day of a term, as rows of dated tiles or as one slim line, accessible."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
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
from gui.base.appearance import colour, mark, scaled
from gui.base.signs import smoothly

_LONGEST_RUN = 6


class Tone(Enum):
    """How a day counts in the term; each tone has its own mark in addition to its colour."""

    BEGINS = auto()
    COUNTED = auto()
    WORKED = auto()
    EXTENDED = auto()
    OFF = auto()
    HOLIDAY = auto()
    LEFT_OUT = auto()
    DUE = auto()
    LATE = auto()


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
PLAIN_LEGEND = "数字=第几日　班=调休上班　休=周末　假=放假　停=不计入　虚线框=暂定　下划线=延长的期限"
LEGEND = "横线=周末和放假，不计入　虚线=暂定　下划线=延长的期限　补=等待补正　征=征求意见　费=等待缴费　缓=延迟答复"


@dataclass(frozen=True)
class Tile:
    """One tile: its mark, its tone, its day (or run of days), and everything in words."""

    on: date
    text: str
    tone: Tone
    words: str
    is_provisional: bool = False
    is_run: bool = False
    is_made_up: bool = False
    number: int | None = None


def tiles(entries: Iterable[DayEntry], calendar: WorkCalendar, due_on: date | None) -> Iterator[Tile]:
    """Yield a tile per day; of more than six consecutive uncounted days with one reason, only the first and last."""
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
    """Return the tile of one day: its role in the term decides tone and mark, the reason only the words."""
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
    return Tile(entry.date, text, tone, told, described.is_provisional, is_made_up=is_made_up, number=entry.number)


def late_tiles(due_on: date, today: date, calendar: WorkCalendar) -> Iterator[Tile]:
    """Yield a tile per working day after the due date, up to today; for a long delay only the last."""
    late = calendar.workdays_between(due_on, today)
    for number in range(1, late + 1) if late <= _LONGEST_RUN else (late,):
        on = calendar.nth_workday_after(due_on, number)
        told = f"{chinese_date(on)} 周{WEEKDAYS[on.weekday()]}：逾期第{number}个工作日"
        yield Tile(on, f"+{number}", Tone.LATE, told, number=number)


def day_words(entry: DayEntry, described: CalendarDay) -> str:
    """Return one day in a sentence: date, weekday, ordinal or reason, article, and source."""
    number = f"第{entry.number}日" if entry.counts else "不计入"
    article = f"（{entry.article}）" if entry.article else ""
    day = f"{chinese_date(entry.date)} 周{WEEKDAYS[entry.date.weekday()]}"
    return f"{day}：{number}，{entry.reason}{article}。依据：{described.origin}"


Index = QModelIndex | QPersistentModelIndex

_GAP, _AIR, _ROUND = 3, 8, 3
_TINY, _SMALL = 0.8, 0.9
_LINE, _BOX, _LOW, _SLIM_GAP, _AROUND, _NARROWEST, _FIFTH = 26, 22, 4, 2, 6, 11, 5
_GROUNDS: Mapping[Tone, tuple[str, str]] = {
    # tone: (ground, ink)
    Tone.BEGINS: ("card", "accent"),
    Tone.COUNTED: ("accent-soft", "ink"),
    Tone.WORKED: ("attention-soft", "ink"),
    Tone.EXTENDED: ("accent-soft", "accent"),
    Tone.OFF: ("ground", "secondary"),
    Tone.HOLIDAY: ("ground", "overdue"),
    Tone.LEFT_OUT: ("wait-soft", "wait"),
    Tone.DUE: ("accent", "on-accent"),
    Tone.LATE: ("overdue-soft", "overdue"),
}


class _Tiles(QAbstractListModel):
    """The tiles as a Qt model."""

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
    """Draws a tile: background and mark by tone, the day below; a dashed frame if it depends on an unknown year."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        return view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(_Tiles.TileRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        box = QRect(rect.left() + 1, rect.top() + 1, rect.width() - _GAP - 1, QFontMetrics(font).height() + _AIR)
        with smoothly(painter):
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            draw_box(painter, box, tile, _GROUNDS[tile.tone][0], is_current=is_current)
            painter.setPen(colour(_GROUNDS[tile.tone][1]))
            painter.setFont(_sized(font, 1.0 if len(tile.text) < 2 else 0.9))  # noqa: PLR2004 - characters beside one
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tile.text)
            painter.setPen(colour("secondary"))
            painter.setFont(_sized(font, _TINY))
            below = QRect(rect.left(), box.bottom() + 1, rect.width() - _GAP, rect.bottom() - box.bottom())
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._day(index, tile))

    @staticmethod
    def _day(index: Index, tile: Tile) -> str:
        if tile.is_run:
            return "…"
        is_first = index.row() == 0 or tile.on.day == 1
        return f"{tile.on.month}/{tile.on.day}" if is_first else str(tile.on.day)


def draw_box(painter: QPainter, box: QRect, tile: Tile, ground: str, *, is_current: bool) -> None:
    """Draw the background of one day and its frame: provisional, first, extended, or selected."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    if tile.tone is Tone.LEFT_OUT:
        painter.setBrush(QBrush(colour("card"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tile.is_provisional:
        painter.setPen(QPen(colour("attention"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
    elif tile.tone is Tone.BEGINS:
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawRoundedRect(box.adjusted(1, 0, 0, -1), _ROUND, _ROUND)
    if tile.tone is Tone.EXTENDED:
        painter.fillRect(box.adjusted(1, box.height() - 2, -1, 0), colour("accent"))
    if is_current:
        painter.setPen(QPen(colour("ink"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUND, _ROUND)


class DayStrip(QListView):
    """Tiles in rows; arrow keys move through them, the reason and source of a tile are its tool tip and spoken text."""

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
        self.setGridSize(self._grid())

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles shown."""
        return self._model.tiles

    def show_tiles(self, tiles: Sequence[Tile], summary: str = "") -> None:
        """Show other tiles; ``summary`` is the text of the whole strip for screen readers."""
        self._model.show(tiles)
        self.setAccessibleDescription(summary)
        self.updateGeometry()

    def tile_words(self, on: date) -> str:
        """Return the tool tip and spoken text of a day's tile."""
        return next(tile.words for tile in self.tiles if tile.on == on)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Be exactly as high as the rows need, so that only the page scrolls.

        The layout must know: a strip that grew after the layout covered what is below it until the next turn of the
        event loop, visibly so on a busy machine.
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
            self.setGridSize(self._grid())
            self.updateGeometry()

    def _grid(self) -> QSize:
        """Return the common size of tiles, empty if each has its own."""
        return self._tile_size()

    def _tile_size(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("到期") + _AIR + _GAP, round(metrics.height() * 1.85) + _AIR + _GAP)


def text_of(tile: Tile, *, is_first: bool) -> str:
    """Return the text in a slim tile: for every fifth day and the last, and for anything unusual."""
    if is_first or tile.tone in (Tone.OFF, Tone.HOLIDAY):
        return ""
    if tile.number is None or tile.tone is Tone.LATE:
        return tile.text
    return str(tile.number) if tile.tone is Tone.DUE or tile.number == 1 or tile.number % _FIFTH == 0 else ""


class _SlimPainter(QStyledItemDelegate):
    """Draws a day as narrow as necessary: a box if it counts, a short line if not."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, DayLine)
        return QSize(view.widths[index.row()], scaled(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, DayLine)
        # its numbers would run into frames; one line stands below them all instead
        tile: Tile = replace(index.data(_Tiles.TileRole), is_provisional=False)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        with smoothly(painter):
            if tile.tone in (Tone.OFF, Tone.HOLIDAY):
                draw_box(painter, _middle(rect, _LOW), tile, "edge", is_current=is_current)
            elif tile.tone is Tone.DUE:
                draw_box(painter, _middle(rect, _LINE), tile, view.due_ink, is_current=is_current)
            else:
                draw_box(painter, _middle(rect, _BOX), tile, _GROUNDS[tile.tone][0], is_current=is_current)


def _middle(rect: QRect, high: int) -> QRect:
    """Return the rectangle of a day with a given height, in the middle of its line."""
    high = min(rect.height() - 1, scaled(high))
    return QRect(rect.left(), rect.top() + (rect.height() - high) // 2, rect.width() - _SLIM_GAP, high)


class DayLine(DayStrip):
    """The days of a term in one line across a card of any width, with start and end below.

    A term whose days would be too narrow gets a second line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due_ink = "accent"
        self.widths: list[int] = []
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setItemDelegate(_SlimPainter(self))

    def show_tiles(self, tiles: Sequence[Tile], summary: str = "") -> None:
        self.widths = self._shared(tiles, self.viewport().width())
        super().show_tiles(tiles, summary)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.widths = self._shared(self.tiles, self.viewport().width())
        super().resizeEvent(event)

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.tiles) // self._a_line(len(self.tiles), width)) if self.tiles else 0
        return lines * scaled(_LINE) + self._below().height() + 2 if lines else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write below the line which days do not count, from when to when."""
        super().paintEvent(event)
        if not self.tiles:
            return
        metrics, room = self._below(), self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(colour("attention"), 1, Qt.PenStyle.DashLine))
        for box in self._provisional():
            painter.drawLine(box.left(), box.bottom(), box.right() - _SLIM_GAP, box.bottom())
        painter.setFont(_sized(self.font(), _TINY))
        for place, tile in enumerate(self.tiles):  # after all boxes, as a number may be wider than its own
            painter.setPen(colour("card" if tile.tone is Tone.DUE else _GROUNDS[tile.tone][1]))
            box = self.visualRect(self.model().index(place, 0)).adjusted(-_AIR, 0, _AIR - _SLIM_GAP, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text_of(tile, is_first=place == 0))
        painter.setFont(_sized(self.font(), _SMALL))
        first, due = self.tiles[0], next((place for place, one in enumerate(self.tiles) if one.tone is Tone.DUE), None)
        began = f"{first.on.month}月{first.on.day}日{first.text}"
        top, left, right = room.bottom() - metrics.height(), metrics.horizontalAdvance(began), room.width()
        painter.setPen(colour("secondary"))
        painter.drawText(0, top + metrics.ascent(), began)
        if due is not None:
            ends = f"{self.tiles[due].on.month}月{self.tiles[due].on.day}日"
            wide = metrics.horizontalAdvance(ends)
            middle = self.visualRect(self.model().index(due, 0)).center().x()
            right = max(left + _AIR, min(middle - wide // 2, room.width() - wide - _SLIM_GAP))
            painter.setPen(colour(self.due_ink))
            painter.drawText(right, top + metrics.ascent(), ends)
        off = sum(one.tone in (Tone.OFF, Tone.HOLIDAY) for one in self.tiles)
        told = f"周末{'和放假' if any(one.tone is Tone.HOLIDAY for one in self.tiles) else ''} {off} 天不计"
        wide = metrics.horizontalAdvance(told)
        if off and wide + 2 * _AIR <= right - left:
            painter.setPen(colour("secondary"))
            painter.drawText((left + right - wide) // 2, top + metrics.ascent(), told)

    def _provisional(self) -> Iterator[QRect]:
        """Yield the places of the days that rest on a year not known yet, those side by side as one."""
        run = QRect()
        for place, tile in enumerate(self.tiles):
            box = self.visualRect(self.model().index(place, 0)) if tile.is_provisional else QRect()
            if not run.isNull() and (box.isNull() or box.top() != run.top()):
                yield run
                run = QRect()
            run = box if run.isNull() else run.united(box)
        if not run.isNull():
            yield run

    def _grid(self) -> QSize:
        return QSize()

    def _below(self) -> QFontMetrics:
        return QFontMetrics(_sized(self.font(), _SMALL))

    def _a_line(self, count: int, width: int) -> int:
        """Return the number of days per line, for lines of about the same length."""
        most = max(1, width // scaled(_NARROWEST))
        return -(-count // -(-count // most)) if count else 1

    def _shared(self, tiles: Sequence[Tile], width: int) -> list[int]:
        """Return the width of each day: the width of its text if it has one, an equal share of the rest otherwise."""
        metrics, widths = QFontMetrics(_sized(self.font(), _TINY)), []
        a_line = self._a_line(len(tiles), width)
        for begin in range(0, len(tiles), a_line):
            needs = []
            for place, one in enumerate(tiles[begin : begin + a_line], start=begin):
                text = text_of(one, is_first=place == 0)
                is_word = one.tone is Tone.DUE or (bool(text) and not text.isdecimal())
                needs.append(metrics.horizontalAdvance(text) + _AROUND if is_word else 0)
            left, plain = width - 1 - sum(needs), max(1, needs.count(0))
            edges = [left * place // plain for place in range(plain + 1)]
            shares = iter(after - before for before, after in pairwise(edges))
            widths += [need or max(_SLIM_GAP + 1, next(shares)) for need in needs]
        return widths


def _sized(font: QFont, factor: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(font.pointSizeF() * factor)
    return sized
