"""The right side of the 今日 page: the year so far, the calendar, months without requests, duties."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.calendar.years import CalendarYear
from disclosure.checks.finding import Finding
from disclosure.errors import DisclosureError
from disclosure.releases.due_duties import DutyPeriod
from disclosure.releases.duties import DutyLine, DutyState
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.kit.cards import Card, button, clear, words
from tasks.cases.duties import fulfil
from tasks.cases.zero_confirmations import MonthState, ZeroMonth, confirm_all_zero, confirm_zero
from tasks.today.overview import Overview, YearFigure

_DUTIES_SHOWN, _MENDABLE_SHOWN = 5, 5


class TodayCards(QWidget):
    """All of them in one column."""

    def __init__(self, session: Session, backup: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures, self.calendar = FiguresGrid(), CalendarCard(session)
        self.zero, self.duties = ZeroCard(session), DutiesCard(session)
        self.mending = MendingCard()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        stack.addLayout(self.figures)
        for card in (self.mending, self.calendar, backup, self.zero, self.duties):
            stack.addWidget(card)
        stack.addStretch(1)

    def show_overview(self, shown: Overview) -> None:
        """Show everything anew."""
        self.figures.show_figures(shown.figures)
        self.calendar.show_overview(shown)
        self.zero.show_months(shown.months)
        self.duties.show_lines(shown.duties)
        self.mending.show_findings(shown.mendable)


class MendingCard(Card):
    """登记簿里还能改正的: one line a mistake, each with the way to its record; hidden while there is none.

    ``wanted`` brings the register and id of a record.
    """

    wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__("登记簿里还能改正的")
        self.hide()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show other mistakes, the gravest first."""
        self.clear()
        self.setVisible(bool(found))
        self.corner.setText(f"{len(found)} 条")
        for one in found[:_MENDABLE_SHOWN]:
            self.body.addWidget(words(one.message, "overdue" if one.is_error else "attention", wrap=True))
            if one.record is not None:
                go = partial(self.wanted.emit, one.record.register, one.record.id)
                open_it = button("打开记录", go, "link")
                open_it.setAccessibleName(f"打开记录：{one.message}")
                self.body.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
        if len(found) > _MENDABLE_SHOWN:
            rest = f"还有 {len(found) - _MENDABLE_SHOWN} 条，见“年度报告”的检查结果。"
            self.body.addWidget(words(rest, "secondary", wrap=True))


class FiguresGrid(QGridLayout):
    """Four numbers in four cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(12)

    def show_figures(self, figures: Sequence[YearFigure]) -> None:
        """Show other numbers."""
        clear(self)
        for place, told in enumerate(figures):
            card = Card()
            figure = words(str(told.number), "figure")
            figure.setAccessibleName(f"{told.label} {told.number}，{told.note}")
            for label in (figure, words(told.label), words(told.note, "secondary", wrap=True)):
                card.body.addWidget(label)
            self.addWidget(card, place // 2, place % 2)


class CalendarCard(Card):
    """Which years are known, how many dates are 暂定, and the way to enter a notice; ``wanted`` brings the year."""

    wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__("工作日历")
        self._session = session

    def show_overview(self, shown: Overview) -> None:
        """Show the state of the calendar anew."""
        self.clear()
        for arranged in self._session.calendar_years():
            is_lacking = not (arranged.is_known or arranged.is_awaited(self._session.today))
            line = calendar_words(arranged, self._session.today)
            self.body.addWidget(words(line, "attention" if is_lacking else "", wrap=True))
            if is_lacking:
                if shown.provisional:
                    self.body.addWidget(words(f"△ 目前有 {shown.provisional} 个期限是暂定的", "attention", wrap=True))
                enter = button(f"录入 {arranged.year} 年放假安排…", partial(self.wanted.emit, arranged.year))
                enter.setEnabled(not self._session.is_read_only)
                self.body.addWidget(enter)


def calendar_words(arranged: CalendarYear, today: date) -> str:
    """Return what is known of a year in a line; a year whose notice cannot be there yet lacks nothing."""
    if arranged.is_known:
        told = arranged.origin
    elif arranged.is_awaited(today):
        told = "国务院的放假安排一般在 10 月至 12 月公布"
    else:
        told = "国务院的放假安排尚未录入，涉及这一年的期限都是暂定的"
    return f"{arranged.standing(today)}：{told}"


class ZeroCard(Card):
    """零申请确认: what is known of each month of the year, and one button for the one that waits longest."""

    def __init__(self, session: Session) -> None:
        super().__init__("零申请确认")
        self._session = session
        self.confirm_button = button("", self.confirm)
        self._month: DutyPeriod | None = None
        self._waiting: list[DutyPeriod] = []
        self.told = words("", "secondary", wrap=True)
        self.confirm_button.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.confirm_button)
        self.all_button = button("", self.confirm_all)
        self.all_button.hide()
        self.body.addWidget(self.all_button)

    def show_months(self, months: Sequence[ZeroMonth]) -> None:
        """Show the months of a year up to the running one."""
        self.told.setText(months_in_words(months))
        waiting = [month.period for month in months if month.state is MonthState.UNCONFIRMED]
        self._month = waiting[0] if waiting else None
        self._waiting = waiting
        self.all_button.setVisible(len(waiting) > 1)
        self.all_button.setText(f"以上 {len(waiting)} 个月均已查看，一并确认")
        self.all_button.setEnabled(not self._session.is_read_only)
        self.confirm_button.setVisible(bool(waiting))
        if self._month is not None:
            self.confirm_button.setText(f"五处均已查看，确认{self._month.name}没有收到申请")
            self.confirm_button.setToolTip("信箱、窗口、邮寄、网上、传真；登记为当月最后一日的工作记录，可以撤销")
        self.confirm_button.setEnabled(not self._session.is_read_only)

    def confirm(self) -> None:
        """Record that the month had no request; refused where one has come meanwhile."""
        if self._month is None:
            return
        try:
            confirm_zero(self._session.registers, self._month, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, self.confirm)
        else:
            self._session.told.emit(f"已登记{self._month.name}零申请确认，可按 Ctrl+Z 撤销")

    def confirm_all(self) -> None:
        """Record it of every month that waits, as one step."""
        count = len(self._waiting)
        try:
            confirm_all_zero(self._session.registers, self._waiting, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, self.confirm_all)
        else:
            self._session.told.emit(f"已登记{count}个月的零申请确认，可按 Ctrl+Z 撤销")


def months_in_words(months: Sequence[ZeroMonth]) -> str:
    """Return 「已确认没有申请：1、2月；待确认：2023年12月、10月」; months with requests are not worth a word."""
    told, this_year = [], months[-1].period.first.year
    for state in (MonthState.CONFIRMED, MonthState.UNCONFIRMED):
        by_year: dict[int, list[str]] = defaultdict(list)
        for month in months:
            if month.state is state:
                by_year[month.period.first.year].append(str(month.period.first.month))
        found = [f"{'' if year == this_year else f'{year}年'}{'、'.join(each)}月" for year, each in by_year.items()]
        if found:
            told.append(f"{state.label}：{'、'.join(found)}")
    running = [month for month in months if month.state is MonthState.RUNNING]
    if running:
        told.append(f"{running[0].period.first.month}月尚未收到申请，月末后确认")
    return "；".join(told) or "每个月都收到过申请，不需要确认。"


class DutiesCard(Card):
    """应公开事项 that are running or missed, each with the one click that fulfils it.

    ``form_wanted`` brings the line of a period that is over: its release needs a day somebody knows.
    """

    form_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("应公开事项")
        self._session = session

    def show_lines(self, lines: Sequence[DutyLine]) -> None:
        """Show what is to be published."""
        self.clear()
        self.corner.setText(f"{len(lines)} 项" if lines else "")
        for line in lines[:_DUTIES_SHOWN]:
            self.body.addWidget(self._row(line))
        if len(lines) > _DUTIES_SHOWN:
            more = f"还有 {len(lines) - _DUTIES_SHOWN} 项，见“主动公开”的应公开事项。"
            self.body.addWidget(words(more, "secondary", wrap=True))
        self.setVisible(bool(lines))

    def fulfil(self, line: DutyLine) -> None:
        """Record today's publication of a duty."""
        try:
            release = fulfil(self._session.registers, line, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, partial(self.fulfil, line))
        else:
            self._session.told.emit(f"已登记“{release.caption}”今天公开，可按 Ctrl+Z 撤销")

    def _row(self, line: DutyLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        is_missed = line.state is DutyState.MISSED
        due = f"，{chinese_date(line.due_on)}前" if line.due_on else ""
        text = f"{'■ 到期未公开：' if is_missed else ''}{line.caption}{due}"
        row.addWidget(words(text, "overdue" if is_missed else "", wrap=True), 1)
        if is_missed:
            act = button("补登记…", lambda: self.form_wanted.emit(line))
        else:
            act = button("今天已公开", lambda: self.fulfil(line))
        act.setAccessibleName(f"{act.text()} {line.caption}")
        act.setEnabled(not self._session.is_read_only)
        row.addWidget(act)
        return holder
