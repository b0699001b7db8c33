"""工作日历: the status of each year, its months, how to change it, and which due dates that has moved."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from disclosure.calendar.years import CalendarYear, YearStatus
from disclosure.errors import DisclosureError
from disclosure.wording import chinese_date
from gui.base.appearance import mark
from gui.base.session import Session, touches_calendar
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.calendar.change import ChangeForm, DayForm, NoticeForm
from gui.kit.button_row import FlowLayout
from gui.kit.cards import button, scrolling, words
from gui.kit.file_dialogs import ask_existing
from gui.kit.messages import show_error, show_note
from gui.kit.month_grid import MonthGrid
from gui.kit.row_table import list_of_lines, wrap_lines
from tasks.calendar.years import CalendarChange, calendar_changes, own_year, read_year_file

F = TypeVar("F", bound=ChangeForm)

_SIZE = (1260, 760)
_LEFT_WIDTH = 250
_LEGEND = "休=放假　班=调休上班　灰底=周末　蓝框=今天；按 Enter 或双击修改一日"


class CalendarDialog(QDialog):
    """The calendar of the open file."""

    def __init__(self, session: Session, year: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("工作日历")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.years, self.history = list_of_lines("年份"), list_of_lines("变更历史")
        self.head, self.origin = words("", "pageTitle"), words("", "secondary", wrap=True)
        self.months = [
            MonthGrid(month, self) for month in range(1, 13)
        ]  # each measures itself in the style of its window
        self.notice_button = button("粘贴通知…", self.paste, "primary")
        self.file_button = button("导入数据文件…", self.choose_file)
        self.day_button = button("修改一日…", self.edit_current)
        self.drop_button = button("恢复随程序的安排…", self.drop)
        self._arrange()
        self.years.currentRowChanged.connect(self._show_year)
        self.history.itemActivated.connect(self._show_change)
        for month in self.months:
            month.day_wanted.connect(self.edit_day)
        session.changed.connect(self._follow)
        session.closing.connect(self.close)
        self.resize(*_SIZE)
        self.refresh(year or session.today.year)
        self.years.setFocus()

    @property
    def year(self) -> int:
        """The year shown."""
        item = self.years.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else self._session.today.year

    def refresh(self, year: int) -> None:
        """Read the calendar again and show a year of it."""
        today = self._session.today
        known = {arranged.year for arranged in self._session.calendar.years}
        self.years.blockSignals(True)
        self.years.clear()
        for number in sorted(known | {today.year, today.year + 1, year}, reverse=True):
            status = self._session.calendar.year(number).status
            own = "　本机关录入" if own_year(self._session.registers, number) else ""
            sign = Sign.DONE if status is YearStatus.OFFICIAL else Sign.DOUBT
            item = QListWidgetItem(sign_icon(sign), f"{number}　{status.label}{own}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.years.addItem(item)
            if number == year:
                self.years.setCurrentItem(item)
        self.years.blockSignals(False)
        self._changes = calendar_changes(self._session.registers)
        self.history.clear()
        self.history.addItems([_change_words(change) for change in self._changes] or ["还没有修改过"])
        self._show_year()

    # --- changing ---

    def paste(self) -> NoticeForm:
        """Open the form for a pasted notice."""
        return self._opened(NoticeForm(self._session, self))

    def choose_file(self) -> QFileDialog:
        """Ask for a holiday-cn file."""
        return ask_existing(self, "导入节假日数据文件", "节假日数据 (*.json)", self.read_file)

    def read_file(self, path: Path) -> ChangeForm | None:
        """Read a holiday-cn file and show what it would change."""
        try:
            arranged = read_year_file(path)
        except DisclosureError as failure:
            show_error(failure, self)
            return None
        return self._proposed(f"导入 {path.name}", arranged.year, arranged)

    def drop(self) -> ChangeForm:
        """Show what resetting the year to the shipped arrangement would change."""
        return self._proposed(f"恢复 {self.year} 年随程序的安排", self.year, None)

    def edit_current(self) -> DayForm | None:
        """Change the day under the cursor; before one is chosen, today, or the first day of another year."""
        focused = next((month for month in self.months if month.hasFocus()), None)
        days = [month.current_day() for month in ([focused] if focused else self.months)]
        today = self._session.today
        chosen = next((day for day in days if day is not None), None)
        return self.edit_day(chosen or (today if today.year == self.year else date(self.year, 1, 1)))

    def edit_day(self, on: date) -> DayForm | None:
        """Change one day."""
        return None if self._session.is_read_only else self._opened(DayForm(self._session, on, self))

    def _proposed(self, title: str, year: int, arranged: CalendarYear | None) -> ChangeForm:
        form = self._opened(ChangeForm(title, self._session, self))
        form.propose(year, arranged)
        return form

    def _opened(self, form: F) -> F:
        form.kept.connect(self.refresh)
        form.open()
        return form

    # --- showing ---

    def _follow(self, changes: object) -> None:
        if isinstance(changes, tuple) and touches_calendar(changes):
            self.refresh(self.year)

    def _show_year(self) -> None:
        calendar, year = self._session.calendar, self.year
        arranged = calendar.year(year)
        for month in self.months:
            month.show_month(calendar, year, self._session.today)
        self.head.setText(f"{year} 年 {arranged.status.label}")
        mark(self.head, "pageTitle")
        if arranged.status is YearStatus.MISSING:
            told = "国务院办公厅的通知尚未录入：按周末和法定节日推算，涉及这一年的期限都是暂定的。"
        else:
            noticed = f"，{chinese_date(arranged.noticed_on)}" if arranged.noticed_on else ""
            workdays = calendar.workdays_between(date(year - 1, 12, 31), date(year, 12, 31))
            told = f"{arranged.origin}{noticed}。全年 {workdays} 个工作日。"
        if arranged.status is YearStatus.OFFICIAL:
            self.origin.say(told, name="secondary")
        else:
            self.origin.say(told, Sign.DOUBT)
        is_own = own_year(self._session.registers, year) is not None
        self.drop_button.setEnabled(is_own and not self._session.is_read_only)

    def _show_change(self, item: QListWidgetItem) -> None:
        row = self.history.row(item)
        if row < len(self._changes):
            change = self._changes[row]
            moved = change.moved or ("没有期限因此变动。",)
            show_note("变更历史", "\n".join((_change_words(change), "", *moved)), self)

    # --- layout ---

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 16)
        stack.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        stack.addLayout(row, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        for title, listed in (("年份", self.years), ("变更历史（Enter 查看变动的期限）", self.history)):
            left.addWidget(words(title, "section"))
            left.addWidget(listed, 1)
            listed.setFixedWidth(_LEFT_WIDTH)
            wrap_lines(listed)
        row.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.head)
        right.addWidget(self.origin)
        right.addWidget(self._month_area(), 1)
        right.addWidget(words(_LEGEND, "secondary", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for made in (self.notice_button, self.file_button, self.day_button, self.drop_button):
            made.setEnabled(not self._session.is_read_only)
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        row.addLayout(right, 1)
        stack.addLayout(foot)

    def _month_area(self) -> QScrollArea:
        inside = QFrame()
        mark(inside, "card")
        months = FlowLayout(inside)
        months.setContentsMargins(12, 8, 12, 8)
        for month in self.months:
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(words(f"{month.month} 月", "section"))
            column.addWidget(month)
            months.addWidget(cell)
        return scrolling(inside)


def _change_words(change: CalendarChange) -> str:
    by = f" · {change.by}" if change.by else ""
    return f"{change.at[:16].replace('T', ' ')}{by}\n{change.label}"
