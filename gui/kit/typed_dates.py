"""Dates as people type them: every form in ledgers, and also 3-1, 3月1日, 今天, 昨天, 明天."""

import re
import unicodedata
from datetime import date, timedelta

from disclosure.column_kinds import parse_date

parse_date("2024-03-01")  # compiles the patterns for dates now, before any form needs them
_SHORT = re.compile(r"^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z")
_NAMED = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_LOOK_AHEAD_DAYS = 60


def read_date(text: str, today: date) -> date | None:
    """Return the date typed, None for nothing; without a year, the latest such date not far in the future.

    Raises UnreadableValueError for other texts.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    short = _SHORT.match(plain)
    if short is None:
        return parse_date(plain)
    found = parse_date(f"{today.year}-{short[1]}-{short[2]}")
    is_far_ahead = found - today > timedelta(days=_LOOK_AHEAD_DAYS)
    return parse_date(f"{today.year - 1}-{short[1]}-{short[2]}") if is_far_ahead else found
