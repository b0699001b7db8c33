"""Which open requests fall due on another day once the calendar changes: the list shown before a notice is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines import Deadline, deadline_of
from disclosure.records import Request, Step
from disclosure.wording import chinese_date
from disclosure.workdays import WorkCalendar


@dataclass(frozen=True)
class MovedDate:
    """One request with its due date before and after; either may be 暂定."""

    request: Request
    before: Deadline
    after: Deadline

    @property
    def sentence(self) -> str:
        """Return 「2026-013 的答复期限由2027年1月18日（暂定）改为2027年1月19日」."""
        return f"{self.request.caption} 的答复期限由{_told(self.before)}改为{_told(self.after)}"


def _told(deadline: Deadline) -> str:
    remark = "（暂定）" if deadline.provisional else ""
    return chinese_date(deadline.due_on) + remark if deadline.due_on else "无"


def moved_dates(
    cases: Iterable[tuple[Request, Sequence[Step]]], old: WorkCalendar, new: WorkCalendar, today: date
) -> Iterator[MovedDate]:
    """Yield every unanswered request whose due date, or whose certainty, differs between two calendars."""
    for request, steps in cases:
        before, after = (deadline_of(request, steps, calendar, today) for calendar in (old, new))
        is_same = (before.due_on, before.provisional) == (after.due_on, after.provisional)
        if after.answered_on is None and not is_same:
            yield MovedDate(request, before, after)
