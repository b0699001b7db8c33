"""Dates in spreadsheets: which formats show a number as a date, and which date a number is."""

import re
from datetime import datetime, timedelta

FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of built-in date formats; from 27 on those of Chinese Excel (yyyy年m月d日 and so on)."""
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Parts of a format that are literal text, or a colour, a condition or a language."""
_SIGN = re.compile("[ymdhs]", re.IGNORECASE)
_FIRST, _FIRST_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no zones
_LEAP_OF_1900 = 60
"""Excel counts a 29 February 1900; numbers of dates before it are off by one."""


def shows_days(code: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    return bool(_SIGN.search(_NO_SIGN.sub("", code).split(";")[0]))


def day_of(number: float, *, is_1904: bool) -> datetime | str | float:
    """Return a number with such a format as a date, as a text if it is only a time, or unchanged if it is neither."""
    try:
        whole, part = divmod(number, 1)
        clock = timedelta(seconds=round(part * 86_400))
        if not whole:
            return str(clock)
        one_off = not is_1904 and 0 < number < _LEAP_OF_1900
        return (_FIRST_OF_1904 if is_1904 else _FIRST) + timedelta(days=whole + one_off) + clock
    except (OverflowError, ValueError):
        return number
