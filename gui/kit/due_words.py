"""A deadline in words: the day, how much is left, and how it came about."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from disclosure.calendar.limits import TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.deadlines import Deadline, DeadlineState
from disclosure.numerals import WEEKDAYS
from disclosure.wording import chinese_date
from gui.kit.day_tiles import Tile, left_out_mark

_MOST_NAMED = 3
_LEFT_OUT = {"补": "等待补正", "征": "征求意见", "费": "等待缴费", "缓": "延迟答复"}


def due_title(deadline: Deadline) -> str:
    """Return 「答复期限 2026年11月26日（暂定）」, or why there is none."""
    if deadline.due_on is None:
        return f"答复期限：{deadline.state.label}"
    return f"答复期限 {chinese_date(deadline.due_on)}{'（暂定）' if deadline.provisional else ''}"


def left_words(deadline: Deadline, calendar: WorkCalendar, today: date) -> tuple[str, str]:
    """Return how much is left, and the role of the style sheet it is shown in."""
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        return ("■ " if deadline.is_late else "√ ") + deadline.summary, "overdue" if deadline.is_late else "good"
    if deadline.due_on is None:
        return f"… {deadline.state.label}", "secondary"
    if deadline.is_overdue(today):
        late = calendar.workdays_between(deadline.due_on, today)
        return (f"■ 逾期 {late} 个工作日" if late else "■ 逾期（其后均为休息日）"), "overdue"
    left = calendar.workdays_between(today, deadline.due_on)
    if not left:
        return "● 今天到期", "attention"
    waits = f"，{deadline.state.label}" if deadline.state.is_waiting else ""
    return f"○ 剩 {left} 个工作日{waits}", "accent"


def original_words(deadline: Deadline) -> str:
    """Return the date the answer was first due, where steps have moved it; else nothing."""
    if deadline.original_due_on is None or deadline.original_due_on == deadline.due_on:
        return ""
    return f"原期限 {chinese_date(deadline.original_due_on)}"


def how_it_came(deadline: Deadline, tiles: Sequence[Tile], calendar: WorkCalendar) -> str:
    """Return 「20 个工作日 + 延期 15 个工作日；10月10日（周六）为调休上班」."""
    if deadline.timeline is None:
        return ""
    extended = f" + 延期 {deadline.extended_by} 个工作日" if deadline.extended_by else ""
    told = [f"{TimeLimit.ANSWER.length} 个工作日{extended}"]
    turns = deadline.timeline.turns
    if len(turns) > 1:
        told.append(f"自{chinese_date(turns[-1].on)}{turns[-1].reason.partition('，')[0]}起重新计算")
    told += [f"{name} {count} 天不计入" for name, count in _left_out(deadline).items()]
    worked = [tile.on for tile in tiles if tile.text.endswith("班") and not tile.is_run]
    if worked:
        named = "、".join(f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）" for on in worked[:_MOST_NAMED])
        told.append(f"{named}{'等' if len(worked) > _MOST_NAMED else ''}为调休上班")
    if deadline.provisional and deadline.due_on is not None:
        unknown = next(year for year in (deadline.due_on.year, deadline.due_on.year - 1) if not calendar.knows(year))
        told.append(f"{unknown}年放假安排尚未录入，按周末和法定节日暂定")
    return "；".join(told)


def _left_out(deadline: Deadline) -> Counter[str]:
    found = Counter(left_out_mark(entry) for entry in deadline.explain() if not entry.counts)
    return Counter({_LEFT_OUT[mark]: count for mark, count in found.items() if mark in _LEFT_OUT})
