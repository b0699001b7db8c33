"""A deadline in words: the date, how much time is left, and how it is computed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from disclosure.calendar.day_strip import DayRole
from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.numerals import WEEKDAYS
from disclosure.wording import chinese_date
from gui.base.signs import Sign
from gui.kit.day_strip import Tile

SOON_DAYS = 5
"""Working days before the due date from which it is near."""

_MOST_NAMED = 3
_LEFT_OUT = {
    DayRole.CORRECTION_AWAITED: "等待补正",
    DayRole.OPINION_AWAITED: "征求意见",
    DayRole.PAYMENT_AWAITED: "等待缴费",
    DayRole.DEFERRED: "延迟答复",
}
_SET_OFF_ANEW = {DayRole.CORRECTED: "收到补正", DayRole.PAID: "缴费"}


def due_title(deadline: Deadline) -> str:
    """Return 「答复期限 2026年11月26日（暂定）」, or why there is none."""
    if deadline.due_on is None:
        return f"答复期限：{deadline.state.label}"
    return f"答复期限 {deadline.due_day}"


def left_words(deadline: Deadline, calendar: WorkCalendar, today: date) -> tuple[str, Sign]:
    """Return how much time is left, after what the case waits for if it does, and its sign."""
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        return deadline.summary, Sign.WRONG if deadline.is_late else Sign.DONE
    if deadline.due_on is None:
        return deadline.state.label, Sign.WAITING if deadline.state.is_waiting else Sign.UNCONFIRMED
    if deadline.is_overdue(today):
        late = calendar.workdays_between(deadline.due_on, today)
        return (f"逾期 {late} 个工作日" if late else "逾期（其后均为休息日）"), Sign.WRONG
    left = calendar.workdays_between(today, deadline.due_on)  # none before a date that was set on a weekend
    if deadline.state.is_waiting:  # the term stands still meanwhile, however few days are left
        return f"{deadline.state.label}\n剩 {left} 个工作日", Sign.WAITING
    if deadline.due_on == today:
        return "今天到期", Sign.TODAY
    return f"剩 {left} 个工作日", left_sign(left)


def short_words(due_on: date, calendar: WorkCalendar, today: date) -> tuple[str, Sign]:
    """Return the time left in few words for a list, and its sign."""
    if due_on < today:
        late = calendar.workdays_between(due_on, today)
        return (f"逾期 {late} 日" if late else "刚逾期"), Sign.WRONG
    left = calendar.workdays_between(today, due_on)
    return ("今天到期" if due_on == today else f"剩 {left} 日"), left_sign(left)


def left_sign(left: int) -> Sign:
    """Return the sign for a number of working days left."""
    return Sign.TODAY if not left else Sign.SOON if left <= SOON_DAYS else Sign.RUNNING


def original_words(deadline: Deadline) -> str:
    """Return the original due date, if steps have moved it, or ""."""
    if deadline.original_due_on is None or deadline.original_due_on == deadline.due_on:
        return ""
    return f"原期限 {chinese_date(deadline.original_due_on)}"


def how_it_came(deadline: Deadline, tiles: Sequence[Tile], calendar: WorkCalendar) -> str:
    """Return 「20 个工作日 + 延期 15 个工作日；10月10日（周六）为调休上班」."""
    if deadline.timeline is None:
        return ""
    extended = f" + 延期 {deadline.extended_by} 个工作日" if deadline.extended_by else ""
    turns = deadline.timeline.turns
    told = [f"{TimeLimit.ANSWER.length_on(turns[-1].on)} 个工作日{extended}"]
    if len(turns) > 1:
        told.append(f"自{chinese_date(turns[-1].on)}{_SET_OFF_ANEW[turns[-1].role]}起重新计算")
    left_out = Counter(entry.role for entry in deadline.explain() if entry.role in _LEFT_OUT)
    told += [f"{_LEFT_OUT[role]} {count} 天不计入" for role, count in left_out.items()]
    worked = [tile.on for tile in tiles if tile.is_made_up]
    if worked:
        named = "、".join(f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）" for on in worked[:_MOST_NAMED])
        told.append(f"{named}{'等' if len(worked) > _MOST_NAMED else ''}为调休上班")
    if deadline.lapses_on is not None:
        told.append(f"逾期的，{chinese_date(deadline.lapses_on)}起可以登记办结")
    elif deadline.state is DeadlineState.AWAITING_PAYMENT:
        told.append("收费通知的签收日登记后才算得出缴费期限")
    if deadline.provisional and deadline.due_on is not None:
        unknown = calendar.unknown_year(deadline.timeline.turns[-1].on, deadline.due_on)
        told.append(f"{unknown}年放假安排尚未录入，按周末和法定节日暂定")
    return "；".join(told)
