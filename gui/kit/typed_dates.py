"""Dates as people type them: everything a ledger may hold, and 3-1, 3月1日, 今天, 昨天, 明天 besides."""

import re
import unicodedata
from datetime import date, timedelta

from disclosure.columns import parse_date

_SHORT = re.compile(r"^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_NAMED = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_LOOK_AHEAD_DAYS = 60


def read_date(text: str, today: date) -> date | None:
    """Return the day typed, None for nothing; without a year, the latest such day not far ahead of today.

    Raises UnreadableValueError for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    short = _SHORT.match(plain)
    if short is None:
        return parse_date(plain)
    return _nearest_past(int(short[1]), int(short[2]), today)


def _nearest_past(month: int, day: int, today: date) -> date:
    """Return the day of this year, or of last year where this year's is more than sixty days ahead."""
    this_year = f"{today.year}-{month}-{day}"
    found = parse_date(this_year)
    if found - today > timedelta(days=_LOOK_AHEAD_DAYS):
        return parse_date(f"{today.year - 1}-{month}-{day}")
    return found
