"""Periods as offices report them: months, quarters, half-years, years, and arbitrary ranges of days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from disclosure.column_kinds import parse_date
from disclosure.errors import UnreadableValueError
from disclosure.numerals import write_chinese
from disclosure.report.counting import Period
from disclosure.wording import chinese_date, quoted

_MONTHS, _QUARTER, _HALF = 12, 3, 6
_HALVES = ("上半年", "下半年")
_WRITTEN = re.compile(
    r"(?P<year>(?:19|20|21)\d{2})"  # 2026
    r"(?:-(?P<month>\d{1,2})|[Qq](?P<quarter>[1-4])|[Hh](?P<half>[12]))?"  # 2026-03, 2026Q1, 2026H2
)


def months(year: int, first: int, count: int) -> Period:
    """Return ``count`` whole months of a year from the ``first`` on."""
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def usual_periods(year: int) -> Iterator[Period]:
    """Yield the usual periods of a year, longest first: itself, its halves, quarters and months."""
    for count in (_MONTHS, _HALF, _QUARTER, 1):
        yield from (months(year, first, count) for first in range(1, _MONTHS + 1, count))


def period_name(period: Period) -> str:
    """Return the name of a period: 「2026年第一季度」, 「2026年1月至11月」, 「2026年1月5日至3月2日」."""
    since, until = period.since, period.until
    if since.day != 1 or not _ends_a_month(until):
        return _days_name(since, until)
    if since.year != until.year:
        return f"{since.year}年{since.month}月至{until.year}年{until.month}月"
    return f"{since.year}年{_months_name(since.month, until.month)}"


def _months_name(first: int, last: int) -> str:
    count = last - first + 1
    if count == _MONTHS:
        return ""
    if count == _HALF and last % _HALF == 0:
        return _HALVES[last // _HALF - 1]
    if count == _QUARTER and last % _QUARTER == 0:
        return f"第{write_chinese(last // _QUARTER)}季度"
    return f"{first}月" if count == 1 else f"{first}月至{last}月"


def _days_name(since: date, until: date) -> str:
    if since == until:
        return chinese_date(since)
    last = f"{until.month}月{until.day}日" if since.year == until.year else chinese_date(until)
    return f"{chinese_date(since)}至{last}"


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def year_before(period: Period) -> Period:
    """Return the same period a year before (上年同期): whole months stay whole, a leap day becomes the day before."""
    since, until = period.since, period.until
    last = monthrange(until.year - 1, until.month)[1]
    day = last if since.day == 1 and _ends_a_month(until) else min(until.day, last)
    first = min(since.day, monthrange(since.year - 1, since.month)[1])
    return Period(date(since.year - 1, since.month, first), date(until.year - 1, until.month, day))


def parse_period(text: str) -> Period:
    """Return the period written as 2026, 2026-03, 2026Q1, 2026H1 or 2026-01-05..2026-03-02.

    Raises UnreadableValueError with a sentence that says how to write it.
    """
    since, separator, until = text.strip().partition("..")
    if separator:
        return between(parse_date(since.strip()), parse_date(until.strip()))
    written = _WRITTEN.fullmatch(since)
    if written is None or not 1 <= int(written["month"] or 1) <= _MONTHS:
        raise UnreadableValueError(
            f"{quoted(text)}不是统计时段，要写成 2026、2026-03、2026Q1、2026H1 或 2026-01-05..2026-03-02"
        )
    year = int(written["year"])
    if written["quarter"]:
        return months(year, _QUARTER * int(written["quarter"]) - _QUARTER + 1, _QUARTER)
    if written["half"]:
        return months(year, _HALF * int(written["half"]) - _HALF + 1, _HALF)
    return months(year, int(written["month"]), 1) if written["month"] else Period.of(year)


def between(since: date, until: date) -> Period:
    """Return the period between two days, both included; raises UnreadableValueError if they are in reverse order."""
    if until < since:
        raise UnreadableValueError(f"统计时段的末日{chinese_date(until)}早于首日{chinese_date(since)}，要核对")
    return Period(since, until)
