"""Which backups to keep: many of the last days, fewer of the last weeks and months, one of every past year for good."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeAlias

KEPT_WHOLE = timedelta(days=2)
DAYS, WEEKS, MONTHS = 14, 8, 12

Bucket: TypeAlias = Callable[[datetime], tuple[int, ...]]


def kept(made_at: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of the backups made at these times to keep.

    These are all of the last two days (and any dated later than now, since the clock may have been wrong), the newest
    of each of the last 14 days, 8 weeks and 12 months with backups, and the last of every past year.
    """
    known = sorted(made_at, reverse=True)
    past = [each for each in known if each <= now]
    years = _newest(past, _year, len(past))
    return {
        *(each for each in known if each > now - KEPT_WHOLE),
        *_newest(past, _day, DAYS),
        *_newest(past, _week, WEEKS),
        *_newest(past, _month, MONTHS),
        *(each for each in years if each.year < now.year),
        *past[:1],
    }


def _newest(newest_first: list[datetime], bucket: Bucket, count: int) -> list[datetime]:
    """Return the newest of each of the last ``count`` buckets that have any."""
    found: dict[tuple[int, ...], datetime] = {}
    for each in newest_first:
        found.setdefault(bucket(each), each)
    return list(found.values())[:count]


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: datetime) -> tuple[int, ...]:
    return tuple(at.isocalendar()[:2])


def _month(at: datetime) -> tuple[int, ...]:
    return at.year, at.month


def _year(at: datetime) -> tuple[int, ...]:
    return (at.year,)
