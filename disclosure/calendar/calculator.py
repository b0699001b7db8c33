"""The calculator: a term from any day, in working or calendar days, with days left out and an extension."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from disclosure.calendar.day_strip import DayEntry, DayRole
from disclosure.calendar.statutory_deadlines import Unit
from disclosure.calendar.workdays import DAY, DueDate, WorkCalendar

_ROLLED = "期限届满的最后一日是休息日，顺延至下一个工作日"
_ROLLING = "民事诉讼法第八十五条"


class Pause(NamedTuple):
    """A period that does not count, including both days."""

    first: date
    last: date


@dataclass(frozen=True)
class Term:
    """A term of ``count`` days after ``start`` (not counted itself), plus ``extension``, not counting ``pauses``.

    ``unit`` is WORKDAYS or DAYS; a term of calendar days ending on a day off moves to the next working day.
    """

    start: date
    count: int
    unit: Unit = Unit.WORKDAYS
    extension: int = 0
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True)
class Calculation:
    """The last day of a term, and every calendar day up to it with the reason why it counts or not."""

    due: DueDate
    days: tuple[DayEntry, ...]


def calculated(term: Term, calendar: WorkCalendar) -> Calculation:
    """Return when a term ends and why; a term of zero days ends on the day it starts from."""
    days = [DayEntry(term.start, DayRole.SET_OFF, None, "起算当日，不计入期限")]
    number = 0
    while number < term.count + term.extension:
        days.append(_day(term, calendar, days[-1].date + DAY, number + 1))
        number += days[-1].counts
    if term.unit is Unit.DAYS and number:
        while not calendar.is_workday(days[-1].date):
            days.append(DayEntry(days[-1].date + DAY, DayRole.ROLLED, None, _ROLLED, _ROLLING))
    last = days[-1].date
    return Calculation(DueDate(last, calendar.is_provisional(min(term.start + DAY, last), last)), tuple(days))


def _day(term: Term, calendar: WorkCalendar, on: date, number: int) -> DayEntry:
    if any(pause.first <= on <= pause.last for pause in term.pauses):
        return DayEntry(on, DayRole.PAUSED, None, "期限中止，不计入期限")
    described = calendar.describe(on)
    if not described.works and term.unit is not Unit.DAYS:
        return DayEntry(on, DayRole.DAY_OFF, None, described.reason)
    if number > term.count:
        return DayEntry(on, DayRole.EXTENDED, number, f"{described.reason}（延长期限）")
    return DayEntry(on, DayRole.COUNTED, number, described.reason)
