"""A change of the work calendar before it is saved: the days read, and every open due date it would move."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from disclosure.calendar.notices import read_notice
from disclosure.calendar.workdays import DAY
from disclosure.calendar.years import CalendarYear, YearStatus
from disclosure.errors import DisclosureError
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.sources import WEEKDAYS
from gui.base.waits import Wait
from gui.kit.cards import ChoiceBox, words
from gui.kit.gated_form import GatedForm, Unfinished
from gui.kit.row_table import list_of_lines
from tasks.calendar.loading import shipped_calendar
from tasks.calendar.years import Moved, drop_year, keep_year, moved_by

_LEAST_HEIGHT = 84
_SIZE = (640, 700)


def arrangement_words(arranged: CalendarYear) -> list[str]:
    """Return a year's arrangement, a line per holiday: 「元旦：1月1日至3日放假；1月4日上班」."""
    lines = []
    for name in dict.fromkeys(day.name for day in (*sorted(arranged.days_off), *sorted(arranged.days_worked))):
        parts = []
        for days, verb in ((arranged.days_off, "放假"), (arranged.days_worked, "上班")):
            spans = "、".join(_spans((day.on for day in days if day.name == name), arranged.year))
            parts += [f"{spans}{verb}"] if spans else []
        lines.append(f"{name}：{'；'.join(parts)}")
    return lines


def _spans(days: Iterable[date], year: int) -> Iterator[str]:
    """Yield consecutive days as one span: 「1月1日至3日」."""
    for _, run in groupby(enumerate(sorted(days)), key=lambda each: each[1] - each[0] * DAY):
        known = [on for _, on in run]
        first, last = known[0], known[-1]
        begins = chinese_date(first) if first.year != year else f"{first.month}月{first.day}日"
        month = f"{last.month}月" if last.month != first.month else ""
        yield begins if first == last else f"{begins}至{month}{last.day}日"


class ChangeForm(GatedForm):
    """Shows the change and its effects; 保存 is disabled until these are known.

    Subclasses put their fields into ``fields`` and call ``propose`` or ``refuse`` whenever those change.
    """

    kept = Signal(int)

    def __init__(self, title: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._session = session
        self._year, self._asked = 0, 0
        self._arranged: CalendarYear | None = None
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self.head = words("", "cardTitle", wrap=True)
        self.days, self.moved = list_of_lines("读出的放假安排"), list_of_lines("变动的期限")
        self.moved_head = words("", "cardTitle", wrap=True)
        for shown in (self.days, self.moved):
            share_height(shown)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addLayout(self.fields, 1)
        for widget, share in ((self.head, 0), (self.days, 1), (self.moved_head, 0), (self.moved, 1)):
            stack.addWidget(widget, share)
        stack.addStretch(0)
        self.submitted.connect(self._keep)
        self.finished.connect(self._forget)
        self.resize(*_SIZE)
        self._show_result(False)

    def propose(self, year: int, arranged: CalendarYear | None) -> None:
        """Show a year as it would be saved (None: as shipped), and compute which due dates that would move."""
        self._year, self._arranged = year, arranged
        self._asked += 1
        session = self._session
        shown = arranged or shipped_calendar().year(year)
        parts = [f"{shown.year} 年 {shown.status.label}"]
        if shown.status is YearStatus.OFFICIAL:
            parts += [shown.notice or shown.source, chinese_date(shown.noticed_on) if shown.noticed_on else ""]
        self.head.setText(" · ".join(part for part in parts if part))
        self.days.clear()
        self.days.addItems(arrangement_words(shown) or ["没有列出任何一天"])
        self._show_result(True)
        self.moved_head.setText("")
        self.moved.hide()
        self.complain("正在计算变动的期限…")
        session.run_quietly(
            lambda _progress: moved_by(session.registers, year, arranged, session.today),
            partial(self._show_moved, self._asked),
        )

    def refuse(self, reason: str) -> None:
        """Say why nothing can be saved yet."""
        self._asked += 1
        self._show_result(False)
        self.complain(reason, blocks=True)

    def _show_moved(self, asked: int, found: Sequence[Moved]) -> None:
        if asked != self._asked:
            return
        count = len(found)
        told = f"将变动 {count} 个期限（原期限、新期限随日历一并留存）"
        self.moved_head.setText(told if count else "没有期限因此变动")
        self.moved.clear()
        self.moved.addItems([each.sentence for each in found])
        self.moved.setVisible(bool(count))
        self.complain("")

    def _forget(self) -> None:
        """Discard results that arrive after the form has closed."""
        self._asked += 1

    def _show_result(self, shows: bool) -> None:
        for widget in (self.head, self.days, self.moved_head, self.moved):
            widget.setVisible(shows)

    def _keep(self) -> None:
        registers, today = self._session.registers, self._session.today
        try:
            if self._arranged is None:
                moved = drop_year(registers, self._year, today)
            else:
                moved = keep_year(registers, self._arranged, today)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self._session.told.emit(f"工作日历已更新，变动 {len(moved)} 个期限，可按 Ctrl+Z 撤销")
        self.kept.emit(self._year)
        self.accept()


class NoticeForm(ChangeForm):
    """粘贴通知: the pasted text of the State Council's notice, read while it is typed."""

    work = "notice"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("粘贴放假通知", session, parent)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("通知全文")
        share_height(self.text)
        self.text.setPlaceholderText("把国务院办公厅《关于××××年部分节假日安排的通知》连同标题、文号全文粘贴到这里")
        self.fields.addWidget(self.text)
        self._later = session.timer(self, self.read, Wait.TYPING)
        self.text.textChanged.connect(self._later.start)
        self.refuse("粘贴通知全文")
        self.text.setFocus()

    def is_dirty(self) -> bool:
        return bool(self.text.toPlainText().strip())

    def unfinished(self) -> Unfinished | None:
        return Unfinished(self.work, {"text": self.text.toPlainText()}) if self.is_dirty() else None

    def refresh_gate(self) -> None:
        self.read()

    def read(self) -> None:
        """Read the pasted text."""
        if not self.is_dirty():
            self.refuse("粘贴通知全文")
            return
        try:
            arranged = read_notice(self.text.toPlainText())
        except DisclosureError as failure:
            self.refuse(str(failure))
        else:
            self.propose(arranged.year, arranged)


class DayForm(ChangeForm):
    """修改一日: whether a day is worked, and its name."""

    def __init__(self, session: Session, on: date, parent: QWidget | None = None) -> None:
        super().__init__(f"修改 {chinese_date(on)}", session, parent)
        self._on = on
        known = session.calendar.describe(on)
        self.choice, self.name = ChoiceBox(), QLineEdit()
        self.choice.addItem("放假", False)
        self.choice.addItem("上班", True)
        self.choice.setAccessibleName("放假还是上班")
        self.choice.setCurrentIndex(self.choice.findData(known.works))
        self.name.setAccessibleName("名称")
        self.name.setPlaceholderText("如 地方节日、台风停工、调休")
        self.name.setMaxLength(20)
        before = f"{chinese_date(on)} {WEEKDAYS[on.weekday()]}，现在是：{known.reason}"
        for widget in (words(before, wrap=True), self.choice, words("名称", "secondary"), self.name):
            self.fields.addWidget(widget)
        self.fields.addStretch(1)
        self.choice.currentIndexChanged.connect(self.read)
        self.name.textChanged.connect(self.read)
        self.read()
        self.choice.setFocus()

    def refresh_gate(self) -> None:
        self.read()

    def read(self) -> None:
        """Propose the year with this day as chosen."""
        calendar, on = self._session.calendar, self._on
        works, name = bool(self.choice.currentData()), self.name.text().strip()
        if works == calendar.is_workday(on) and not name:
            self.refuse("与现在相同；改为放假或上班，或者填写名称")
        elif not works and not name:
            self.refuse("填写这一天放假的名称")
        else:
            self.propose(on.year, calendar.year(on.year).with_day(on, works=works, name=name or "调休"))


def share_height(area: QWidget) -> None:
    """Let a list use the available height, instead of requesting its own and making the form scroll."""
    area.setMinimumHeight(_LEAST_HEIGHT)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
