"""The effect of a change of the work calendar: the due dates of open cases before and after, for the stored list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline, deadline_of
from disclosure.cases.due_items import DueItem, litigation_items, release_items, review_items
from disclosure.records import Duty, Litigation, Release, Request, Review, Step
from disclosure.wording import chinese_date

Case: TypeAlias = Review | Litigation | Release | Duty


@dataclass(frozen=True)
class MovedDate:
    """One request with its due date before and after, either possibly 暂定; or what is awaited if no term runs."""

    request: Request
    before: Deadline
    after: Deadline

    @property
    def sentence(self) -> str:
        """Return 「2026-013 的答复期限由2027年1月18日（暂定）改为2027年1月19日」."""
        days, what = (self.before, self.after), "答复"
        before, after = (_told(each.due_on, each.provisional) for each in days)
        if before == after:
            what = self.after.waiting_for
            before, after = (_told(each.waiting_until, provisional=False) for each in days)
        return f"{self.request.caption} 的{what}期限由{before}改为{after}"


@dataclass(frozen=True)
class MovedDue:
    """One review, suit, release or duty with its due date before and after."""

    case: Case
    before: DueItem
    after: DueItem

    @property
    def sentence(self) -> str:
        """Return 「复2026-2 的行政复议答复期限由2026年12月31日改为2027年1月4日（暂定）」."""
        before, after = (_told(each.due_on, each.provisional) for each in (self.before, self.after))
        return f"{self.case.caption} 的{self.after.period}{self.after.kind.label}期限由{before}改为{after}"


def _told(due_on: date | None, provisional: bool) -> str:
    return chinese_date(due_on) + ("（暂定）" if provisional else "") if due_on else "无"


def moved_dates(
    cases: Iterable[tuple[Request, Sequence[Step]]], old: WorkCalendar, new: WorkCalendar, today: date
) -> Iterator[MovedDate]:
    """Yield every unanswered request whose due date, or whose certainty, differs between two calendars.

    While payment is awaited no answer is due, but the applicant's own days move.
    """
    for request, steps in cases:
        before, after = (deadline_of(request, steps, calendar, today) for calendar in (old, new))
        was, will = ((each.due_on, each.provisional, each.waiting_until) for each in (before, after))
        is_same = was == will
        if not request.is_answered and not is_same:
            yield MovedDate(request, before, after)


def moved_dues(cases: Iterable[Case], old: WorkCalendar, new: WorkCalendar, today: date) -> Iterator[MovedDue]:
    """Yield every reply, defence and publication still due whose day, or whose certainty, differs."""
    tell: Mapping[type[Case], Callable[..., Iterator[DueItem]]] = {
        Review: review_items,
        Litigation: litigation_items,
        Release: partial(release_items, today=today),
    }
    for case in cases:
        items = tell[type(case)]
        yield from moved_items(case, items(case, old), items(case, new))


def moved_items(case: Case, before: Iterable[DueItem], after: Iterable[DueItem]) -> Iterator[MovedDue]:
    """Yield the items of one case that differ before and after."""
    for was, will in zip(before, after, strict=True):
        if (was.due_on, was.provisional) != (will.due_on, will.provisional):
            yield MovedDue(case, was, will)
