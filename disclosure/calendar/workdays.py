"""The work calendar: which days count (条例中的期限均为工作日), how terms end, and which years are certain.

A term's first day is the day after the one that starts it. A year without a notice is computed from weekends and
statutory holidays only, without 补假 or 调休, so its dates tend to be too early rather than too late; every result that
depends on such a year is provisional (暂定).
"""

import calendar
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import CONTINUOUS, Enum, auto, verify

from disclosure.calendar.years import CalendarYear, NamedDay, YearStatus
from disclosure.numerals import WEEKDAYS

DAY = timedelta(days=1)
_SATURDAY = 5
_TWO_LABOUR_DAYS_SINCE = 2025
_MONTHS = 12
_REACHES_BACK = 6 * DAY
"""A year's notice also affects the last days of the December before; the earliest so far was 29 December 2018."""

_LUNAR_DAYS: Mapping[int, tuple[tuple[int, int, int, str], ...]] = {
    # year: (month, day, how many, name) of 春节 (from 除夕), 清明, 端午 and 中秋; certain even before they are arranged
    2027: ((2, 5, 4, "春节"), (4, 5, 1, "清明节"), (6, 9, 1, "端午节"), (9, 15, 1, "中秋节")),
    2028: ((1, 25, 4, "春节"), (4, 4, 1, "清明节"), (5, 28, 1, "端午节"), (10, 3, 1, "中秋节")),
    2029: ((2, 12, 4, "春节"), (4, 4, 1, "清明节"), (6, 16, 1, "端午节"), (9, 22, 1, "中秋节")),
    2030: ((2, 2, 4, "春节"), (4, 5, 1, "清明节"), (6, 5, 1, "端午节"), (9, 12, 1, "中秋节")),
    2031: ((1, 22, 4, "春节"), (4, 5, 1, "清明节"), (6, 24, 1, "端午节"), (10, 1, 1, "中秋节")),
    2032: ((2, 10, 4, "春节"), (4, 4, 1, "清明节"), (6, 12, 1, "端午节"), (9, 19, 1, "中秋节")),
    2033: ((1, 30, 4, "春节"), (4, 4, 1, "清明节"), (6, 1, 1, "端午节"), (9, 8, 1, "中秋节")),
    2034: ((2, 18, 4, "春节"), (4, 5, 1, "清明节"), (6, 20, 1, "端午节"), (9, 27, 1, "中秋节")),
    2035: ((2, 7, 4, "春节"), (4, 5, 1, "清明节"), (6, 10, 1, "端午节"), (9, 16, 1, "中秋节")),
    2036: ((1, 27, 4, "春节"), (4, 4, 1, "清明节"), (5, 30, 1, "端午节"), (10, 4, 1, "中秋节")),
    2037: ((2, 14, 4, "春节"), (4, 4, 1, "清明节"), (6, 18, 1, "端午节"), (9, 24, 1, "中秋节")),
    2038: ((2, 3, 4, "春节"), (4, 5, 1, "清明节"), (6, 7, 1, "端午节"), (9, 13, 1, "中秋节")),
    2039: ((1, 23, 4, "春节"), (4, 5, 1, "清明节"), (5, 27, 1, "端午节"), (10, 2, 1, "中秋节")),
    2040: ((2, 11, 4, "春节"), (4, 4, 1, "清明节"), (6, 14, 1, "端午节"), (9, 20, 1, "中秋节")),
    2041: ((1, 31, 4, "春节"), (4, 4, 1, "清明节"), (6, 3, 1, "端午节"), (9, 10, 1, "中秋节")),
    2042: ((1, 21, 4, "春节"), (4, 4, 1, "清明节"), (6, 22, 1, "端午节"), (9, 28, 1, "中秋节")),
    2043: ((2, 9, 4, "春节"), (4, 5, 1, "清明节"), (6, 11, 1, "端午节"), (9, 17, 1, "中秋节")),
    2044: ((1, 29, 4, "春节"), (4, 4, 1, "清明节"), (5, 31, 1, "端午节"), (10, 5, 1, "中秋节")),
    2045: ((2, 16, 4, "春节"), (4, 4, 1, "清明节"), (6, 19, 1, "端午节"), (9, 25, 1, "中秋节")),
    2046: ((2, 5, 4, "春节"), (4, 4, 1, "清明节"), (6, 8, 1, "端午节"), (9, 15, 1, "中秋节")),
    2047: ((1, 25, 4, "春节"), (4, 5, 1, "清明节"), (5, 29, 1, "端午节"), (10, 4, 1, "中秋节")),
    2048: ((2, 13, 4, "春节"), (4, 4, 1, "清明节"), (6, 15, 1, "端午节"), (9, 22, 1, "中秋节")),
    2049: ((2, 1, 4, "春节"), (4, 4, 1, "清明节"), (6, 4, 1, "端午节"), (9, 11, 1, "中秋节")),
    2050: ((1, 22, 4, "春节"), (4, 4, 1, "清明节"), (6, 23, 1, "端午节"), (9, 30, 1, "中秋节")),
}


@dataclass(frozen=True)
class DueDate:
    """The last day of a term, and whether it depends on a year without a known arrangement."""

    on: date
    is_provisional: bool = False


@verify(CONTINUOUS)
class DayKind(Enum):
    """The kind of a calendar day, independent of the wording of its reason."""

    WORKDAY = auto()
    MADE_UP = auto()
    WEEKEND = auto()
    HOLIDAY = auto()

    @property
    def works(self) -> bool:
        """Whether people work on such a day: an ordinary working day, or one by arrangement (调休上班)."""
        return self in (DayKind.WORKDAY, DayKind.MADE_UP)


@dataclass(frozen=True)
class CalendarDay:
    """One day of the calendar: its kind, its reason (工作日, 周六, 国庆节, 调休上班), and whether it is certain."""

    on: date
    kind: DayKind
    reason: str
    is_provisional: bool
    origin: str

    @property
    def works(self) -> bool:
        """Whether people work on this day."""
        return self.kind.works


class WorkCalendar:
    """The working days of all years, from the given arrangements; a later one for the same year replaces the former."""

    def __init__(self, years: Iterable[CalendarYear] = ()) -> None:
        self._years = {year.year: year for year in years}
        self._known = frozenset(year for year, it in self._years.items() if it.status is YearStatus.OFFICIAL)
        self._off: dict[date, str] = {}
        self._worked: dict[date, str] = {}
        for _, arranged in sorted(self._years.items()):
            self._arrange(arranged.days_off, self._off, self._worked)
            self._arrange(arranged.days_worked, self._worked, self._off)
        self._workdays: dict[int, array[int]] = {}
        self._due: dict[tuple[date, int], DueDate] = {}

    @staticmethod
    def _arrange(days: Iterable[NamedDay], into: dict[date, str], out_of: dict[date, str]) -> None:
        for day in days:
            into[day.on] = day.name
            out_of.pop(day.on, None)

    @property
    def years(self) -> tuple[CalendarYear, ...]:
        """The arrangements of this calendar, oldest first."""
        return tuple(arranged for _, arranged in sorted(self._years.items()))

    def year(self, year: int) -> CalendarYear:
        """Return a year's arrangement, or one of status 缺 with the statutory holidays if there is none."""
        if year in self._known:
            return self._years[year]
        return CalendarYear(year=year, status=YearStatus.MISSING, days_off=statutory_days(year))

    def knows(self, year: int) -> bool:
        """Whether the year's arrangement is known (正式)."""
        return year in self._known

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` is in a year that is not known, or may still be moved by it."""
        return self.unknown_year(first, last) is not None

    def unknown_year(self, first: date, last: date) -> int | None:
        """Return the first year without a notice that affects the days from ``first`` to ``last``, or None.

        The last days of December depend on the next year, too: 元旦 may include them, or working days in exchange for
        it.
        """
        years = range(first.year, (last + _REACHES_BACK).year + 1)
        return next((year for year in years if year not in self._known), None)

    def is_workday(self, day: date) -> bool:
        """Whether people work on this day, considering 调休."""
        if day in self._worked:
            return True
        if day in self._off or day.weekday() >= _SATURDAY:
            return False
        return self.knows(day.year) or day not in dict(self.year(day.year).days_off)

    def reason(self, day: date) -> str:
        """Return why the day counts or not: 工作日, 周六, 国庆节, 调休上班; followed by 「（暂定）」 if uncertain."""
        return self.describe(day).reason

    def describe(self, day: date) -> CalendarDay:
        """Return everything the calendar knows about a day."""
        arranged, unknown = self.year(day.year), self.unknown_year(day, day)
        if self.is_workday(day):
            made_up = day in self._worked
            kind, reason = (DayKind.MADE_UP, "调休上班") if made_up else (DayKind.WORKDAY, "工作日")
        elif holiday := self._off.get(day) or dict(arranged.days_off).get(day):
            kind, reason = DayKind.HOLIDAY, holiday
        else:
            kind, reason = DayKind.WEEKEND, f"周{WEEKDAYS[day.weekday()]}"
        if unknown is None:
            return CalendarDay(day, kind, reason, False, arranged.origin)
        return CalendarDay(day, kind, f"{reason}（暂定）", True, self.year(unknown).origin)

    def _workdays_of(self, year: int) -> "array[int]":
        known = self._workdays.get(year)
        if known is None:
            ordinals = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            known = array("l", (number for number in ordinals if self.is_workday(date.fromordinal(number))))
            self._workdays[year] = known
        return known

    def nth_workday_after(self, day: date, count: int) -> date:
        """Return the last day of a term of ``count`` working days started on ``day``, which is not counted."""
        if count < 1:
            return day
        year, workdays = day.year, self._workdays_of(day.year)
        position = bisect_right(workdays, day.toordinal()) + count - 1
        while position >= len(workdays):
            position -= len(workdays)
            year += 1
            workdays = self._workdays_of(year)
        return date.fromordinal(workdays[position])

    def due(self, day: date, count: int) -> DueDate:
        """Return ``nth_workday_after`` and whether it is provisional."""
        if (day, count) not in self._due:
            last = self.nth_workday_after(day, count)
            self._due[day, count] = DueDate(last, self.is_provisional(min(day + DAY, last), last))
        return self._due[day, count]

    def workdays_between(self, after: date, until: date) -> int:
        """Return the number of working days after ``after``, up to and including ``until``; 0 if there are none."""
        if until <= after:
            return 0
        whole = sum(len(self._workdays_of(year)) for year in range(after.year, until.year))
        until_then = bisect_right(self._workdays_of(until.year), until.toordinal())
        return whole + until_then - bisect_right(self._workdays_of(after.year), after.toordinal())

    def calendar_days_after(self, day: date, count: int) -> DueDate:
        """Return the end of a term of calendar days, moved on from a day off (民诉法第八十五条)."""
        return self._rolled(day + count * DAY)

    def months_after(self, day: date, count: int) -> DueDate:
        """Return the end of a term of months: its day in the last month or the end of that, moved on from a day off."""
        months = day.month - 1 + count
        year, month = day.year + months // _MONTHS, months % _MONTHS + 1
        return self._rolled(date(year, month, min(day.day, calendar.monthrange(year, month)[1])))

    def _rolled(self, last: date) -> DueDate:
        rolled = last if self.is_workday(last) else self.nth_workday_after(last, 1)
        return DueDate(rolled, self.is_provisional(last, rolled))


def statutory_days(year: int) -> tuple[NamedDay, ...]:
    """Return the holidays certain without a notice (全国年节及纪念日放假办法第二条): no 补假, no 调休.

    Solar holidays of every year; 春节, 清明, 端午 and 中秋 of 2027 to 2050.
    """
    labour_days = 2 if year >= _TWO_LABOUR_DAYS_SINCE else 1
    solar = ((1, 1, 1, "元旦"), (5, 1, labour_days, "劳动节"), (10, 1, 3, "国庆节"))
    return tuple(
        NamedDay(date(year, month, first) + number * DAY, name)
        for month, first, length, name in sorted((*solar, *_LUNAR_DAYS.get(year, ())))
        for number in range(length)
    )
