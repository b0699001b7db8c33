"""One month of the work calendar as a grid of weeks: each day with its mark (休, 班) and its reason in words."""

import calendar as weeks
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from disclosure.calendar.workdays import CalendarDay, DayKind, WorkCalendar
from disclosure.numerals import WEEKDAYS
from disclosure.wording import chinese_date
from gui.base.appearance import colour, mark
from gui.base.signs import smoothly

Index = QModelIndex | QPersistentModelIndex

_DAYS, _WEEKS = 7, 6
_MARKS = {DayKind.MADE_UP: "班", DayKind.HOLIDAY: "休"}
_TONES = {DayKind.MADE_UP: "attention", DayKind.HOLIDAY: "overdue"}
_AIR = 2


def day_mark(day: CalendarDay) -> str:
    """Return 班 for a worked weekend, 休 for a holiday, "" for ordinary days and weekends."""
    return _MARKS.get(day.kind, "")


class _Days(QAbstractTableModel):
    """The weeks of one month, Monday first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.days: dict[tuple[int, int], CalendarDay] = {}

    def show(self, calendar: WorkCalendar, year: int, month: int) -> None:
        self.beginResetModel()
        offset = date(year, month, 1).weekday()
        self.days = {
            divmod(offset + number - 1, _DAYS): calendar.describe(date(year, month, number))
            for number in range(1, weeks.monthrange(year, month)[1] + 1)
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else _DAYS

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = (index.row(), index.column()) in self.days
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if known else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_asked = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return WEEKDAYS[section] if is_asked else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.days.get((index.row(), index.column()))
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day.on.day}{day_mark(day)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{chinese_date(day.on)} 周{WEEKDAYS[day.on.weekday()]}：{day.reason}。依据：{day.origin}"
        return day if role == Qt.ItemDataRole.UserRole else None


class _DayPainter(QStyledItemDelegate):
    """Draws a day: its number, its mark, its background; ``today`` has a frame."""

    today: date | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day: CalendarDay | None = index.data(Qt.ItemDataRole.UserRole)
        if day is None:
            return
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        with smoothly(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            if day.kind is not DayKind.WORKDAY:
                painter.setBrush(colour(f"{_TONES[day.kind]}-soft" if day.kind in _TONES else "ground"))
                painter.drawRoundedRect(rect, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if is_selected or day.on == self.today:
                painter.setPen(QPen(colour("ink" if is_selected else "accent"), 2 if is_selected else 1))
                painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(colour(_TONES.get(day.kind, "ink" if day.works else "secondary")))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{day.on.day}{day_mark(day)}")


class MonthGrid(QTableView):
    """A month; ``day_wanted`` carries a day that was double-clicked or entered."""

    day_wanted = Signal(object)

    def __init__(self, month: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = month
        mark(self, "month")
        self._model = _Days(self)
        self.setModel(self._model)
        self._painter = _DayPainter(self)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        metrics: QFontMetrics = self.fontMetrics()
        width, height = metrics.horizontalAdvance("30休") + 2 * _AIR, metrics.height() + 2 * _AIR
        for header, size in ((self.horizontalHeader(), width), (self.verticalHeader(), height)):
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(size)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setFixedSize(_DAYS * width, _WEEKS * height + self.horizontalHeader().sizeHint().height())
        self.activated.connect(lambda index: self.day_wanted.emit(index.data(Qt.ItemDataRole.UserRole).on))

    def show_month(self, calendar: WorkCalendar, year: int, today: date) -> None:
        """Show the same month of a year."""
        self._painter.today = today
        self._model.show(calendar, year, self.month)
        self.setAccessibleName(f"{year}年{self.month}月")

    def day(self, on: date) -> CalendarDay:
        """Return the grid's data for a day of its month."""
        return next(day for day in self._model.days.values() if day.on == on)

    def current_day(self) -> date | None:
        """Return the day under the cursor."""
        day: CalendarDay | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return day.on if day is not None else None
