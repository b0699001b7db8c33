"""One year of the work calendar as arranged by the State Council: days off, days worked, and their source."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from disclosure.errors import UnreadableValueError
from disclosure.term_base import Term


class YearStatus(Term):
    """Whether a year's arrangement is known: 正式 (from a notice, or data made from it) or 缺 (not published)."""

    OFFICIAL = "official", "正式"
    MISSING = "missing", "缺"


_NOTICES_SINCE = 10
"""The first month in which next year's notice may be published: so far between late October and December."""

_STATUSES = {status.value: status for status in YearStatus}


class NamedDay(NamedTuple):
    """A day named in an arrangement, and its holiday: 2024-02-18 春节."""

    on: date
    name: str


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """One year's arrangement (全国年节及纪念日放假办法第七条); plain weekends need not be listed.

    ``notice`` and ``noticed_on`` are the number and date of the notice if known, ``source`` is any other origin of the
    days. It may include days of the December before, when 元旦 does.
    """

    year: int
    status: YearStatus = YearStatus.OFFICIAL
    notice: str = ""
    noticed_on: date | None = None
    source: str = ""
    days_off: tuple[NamedDay, ...] = ()
    days_worked: tuple[NamedDay, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the year's arrangement is known: days of an unknown one are provisional."""
        return self.status is YearStatus.OFFICIAL

    def is_awaited(self, today: date) -> bool:
        """Whether the year is unknown because its notice cannot be published yet, so that nobody need enter it now."""
        return not self.is_known and today < date(self.year - 1, _NOTICES_SINCE, 1)

    def standing(self, today: date) -> str:
        """Return the year and its status: 2026 正式, 2027 缺, or 2028 待公布 before its notice can be published."""
        return f"{self.year} {'待公布' if self.is_awaited(today) else self.status.label}"

    @property
    def origin(self) -> str:
        """What to cite for this year's days: the notice if known, else the source, else that nothing is known."""
        if self.status is YearStatus.MISSING:
            return f"{self.year}年放假安排尚未公布或尚未录入"
        return self.notice or self.source or f"{self.year}年放假安排"

    def with_day(self, on: date, *, works: bool, name: str) -> "CalendarYear":
        """Return the year with one day entered by hand: worked, or off under a name (地方性假日, 台风停工).

        A year of status 缺 keeps it: one day is not an arrangement.
        """
        off = tuple(day for day in self.days_off if day.on != on)
        worked = tuple(day for day in self.days_worked if day.on != on)
        entered = NamedDay(on, name)
        if works:
            return replace(self, days_off=off, days_worked=tuple(sorted((*worked, entered))))
        return replace(self, days_off=tuple(sorted((*off, entered))), days_worked=worked)

    def as_json(self) -> str:
        """Return the year as the JSON text that ``calendar_year_from_json`` reads."""
        values = {
            "year": self.year,
            "status": self.status.value,
            "notice": self.notice,
            "noticed_on": self.noticed_on.isoformat() if self.noticed_on else "",
            "source": self.source,
            "days_off": [[day.on.isoformat(), day.name] for day in self.days_off],
            "days_worked": [[day.on.isoformat(), day.name] for day in self.days_worked],
        }
        return json.dumps(values, ensure_ascii=False)


def calendar_year_from_json(text: str) -> CalendarYear:
    """Read a year written by ``CalendarYear.as_json``; raises UnreadableValueError for other content."""
    try:
        values: Mapping[str, Any] = json.loads(text)
        return CalendarYear(
            year=int(values["year"]),
            status=_STATUSES[values["status"]],
            notice=str(values["notice"]),
            noticed_on=date.fromisoformat(values["noticed_on"]) if values["noticed_on"] else None,
            source=str(values["source"]),
            days_off=_named_days(values["days_off"]),
            days_worked=_named_days(values["days_worked"]),
        )
    except (ValueError, KeyError, TypeError):
        raise UnreadableValueError("这不是本程序保存的日历年份，要重新录入该年的放假安排") from None


def _named_days(pairs: Sequence[Sequence[str]]) -> tuple[NamedDay, ...]:
    return tuple(NamedDay(date.fromisoformat(on), name) for on, name in pairs)
