"""Dates as people write them: every form that means exactly one day, and those a person has to confirm.

Both typed fields and ledgers use this, so that a date understood in one of them is understood in the other.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import CONTINUOUS, Enum, auto, verify
from functools import lru_cache
from typing import NamedTuple

from disclosure.errors import UnreadableValueError
from disclosure.numerals import CHINESE_NUMERAL, WEEKDAYS, parse_chinese


@verify(CONTINUOUS)
class DateForm(Enum):
    """How a date is written: whether it is certain, or what makes it doubtful."""

    FULL = auto()
    SHORT_YEAR = auto()
    SERIAL = auto()
    DAY_FIRST = auto()
    OTHER_WEEKDAY = auto()
    OTHER_ZONE = auto()
    FAR_OFF = auto()
    MONTH = auto()
    YEARLESS = auto()


class WrittenDay(NamedTuple):
    """The day a text means, and its form (a NamedTuple, as creating a dataclass would slow down every start)."""

    day: date
    form: DateForm

    @property
    def is_certain(self) -> bool:
        """Whether the text can mean no other day."""
        return self.form is DateForm.FULL


FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
"""Days outside this range are reported as far off: no office kept records then."""
_FIRST_PROPOSED, _LAST_PROPOSED = 1900, 2299

# patterns as text, compiled when the first date is read, to keep the start fast

_SEPARATOR = r"[-/.、,\\_]"
_YEAR_FIRST = rf"""(?x)
    (?P<year>\d{{4}}|\d{{2}}) \s* (?:年|{_SEPARATOR}) \s*
    (?P<month>\d{{1,2}}) \s* (?:月|{_SEPARATOR}) \s*
    (?P<day>\d{{1,2}}) \s* [日号.]?
    (?P<rest>.*)
    """
_CHINESE = rf"(?P<year>{CHINESE_NUMERAL})年(?P<month>{CHINESE_NUMERAL})月(?P<day>{CHINESE_NUMERAL})日(?P<rest>.*)"
_CHINESE_YEAR = 4
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_ENGLISH = r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}), ?(\d{4})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
_SERIAL = r"(\d{5})(?:\.\d+)?"
_DAY_0, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 29_221, 54_788
"""The epoch of spreadsheets, and the serials of 1980 to 2049."""
_REST = rf"""(?x)
    \s*
    (?: [（(]?\s*(?:星期|周|礼拜)(?P<weekday>[{WEEKDAYS}天])\s*[）)]?  # 星期一, （周一）
    |   [（(]\s*(?P<bare>[{WEEKDAYS}天])\s*[）)]                      # （一）
    )?
    (?: [T\s]*[（(]?(?:上午|下午|中午|晚上|早上|傍晚)[）)]?              # a time of day is dropped
    |   [T\s]*(?:上午|下午|中午|晚上)?\s*\d{{1,2}}
        (?: :\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})? | [时点](?:\d{{1,2}}分?)? )
    )?
    \s*(?:收|收到|签收|收件)?                                         # stamped on the paper
    """
_FIRST_SHORT_YEAR = 50
"""Two-digit years from here on are in the last century."""


@lru_cache(maxsize=4_096)  # a ledger has many rows and few different dates
def read_day(text: str) -> WrittenDay | None:
    """Return the day a text means, or None if it means none or several.

    Raises UnreadableValueError for a day that does not exist (2024-02-30) and for one no office can mean (0225-03-03).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    for form, read in _FORMS:
        if match := re.fullmatch(form, plain):
            return read(text, match)
    return None


_MONTH = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?份?"


def read_month(text: str) -> WrittenDay | None:
    """Return the last day of the month a text means (2025-01, 2025年1月份), or None if it means none."""
    match = re.fullmatch(_MONTH, unicodedata.normalize("NFKC", text).strip())
    if match is None or not 1 <= int(match[2]) <= len(_MONTHS) or not FIRST_DAY.year <= int(match[1]) <= LAST_DAY.year:
        return None
    year, month = int(match[1]), int(match[2])
    return WrittenDay(date(year, month, monthrange(year, month)[1]), DateForm.MONTH)


def _compact(text: str, match: re.Match[str]) -> WrittenDay:
    return _whole(text, int(match[1]), int(match[2]), int(match[3]))


def _english(text: str, match: re.Match[str]) -> WrittenDay | None:
    month = match[1].lower()
    return _whole(text, int(match[3]), _MONTHS.index(month) + 1, int(match[2])) if month in _MONTHS else None


def _day_first(text: str, match: re.Match[str]) -> WrittenDay | None:
    """Return the day of 13/3/2025; 3/10/2025 may mean two days."""
    day, month, year = (int(part) for part in match.groups())
    return WrittenDay(_day(text, year, month, day), DateForm.DAY_FIRST) if day > len(_MONTHS) >= month else None


def _serial(_text: str, match: re.Match[str]) -> WrittenDay | None:
    number = int(match[1])
    is_likely = _FIRST_SERIAL <= number <= _LAST_SERIAL
    return WrittenDay(_DAY_0 + timedelta(number), DateForm.SERIAL) if is_likely else None


def _year_first(text: str, match: re.Match[str]) -> WrittenDay | None:
    return _with_rest(text, match, *(int(match[part]) for part in ("year", "month", "day")))


def _chinese(text: str, match: re.Match[str]) -> WrittenDay | None:
    year, month, day = (parse_chinese(match[part]) for part in ("year", "month", "day"))
    if len(match["year"]) != _CHINESE_YEAR or year is None or month is None or day is None:
        return None
    return _with_rest(text, match, year, month, day)


_FORMS: tuple[tuple[str, Callable[[str, re.Match[str]], WrittenDay | None]], ...] = (
    (_COMPACT, _compact),
    (_DAY_FIRST, _day_first),
    (_YEAR_FIRST, _year_first),
    (_CHINESE, _chinese),
    (_ENGLISH, _english),
    (_SERIAL, _serial),
)
"""In this order, because 13-3-2025 also begins like a two-digit year."""


def _with_rest(text: str, match: re.Match[str], year: int, month: int, day: int) -> WrittenDay | None:
    rest = re.fullmatch(_REST, match["rest"])
    if rest is None:
        return None
    if len(match["year"]) < _CHINESE_YEAR:
        century = 1900 if year >= _FIRST_SHORT_YEAR else 2000
        return WrittenDay(_day(text, century + year, month, day), DateForm.SHORT_YEAR)
    found = _whole(text, year, month, day)
    weekday = (rest["weekday"] or rest["bare"] or "").replace("天", "日")
    if weekday and WEEKDAYS.index(weekday) != found.day.weekday():
        return WrittenDay(found.day, DateForm.OTHER_WEEKDAY)
    return WrittenDay(found.day, DateForm.OTHER_ZONE) if rest["zone"] else found


def _whole(text: str, year: int, month: int, day: int) -> WrittenDay:
    if not _FIRST_PROPOSED <= year <= _LAST_PROPOSED:
        raise UnreadableValueError(f"“{text[:30]}”不在 1949 年至 2199 年之间，要核对年份")
    found = _day(text, year, month, day)
    return WrittenDay(found, DateForm.FULL if FIRST_DAY <= found <= LAST_DAY else DateForm.FAR_OFF)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableValueError(f"没有“{text[:30]}”这一天，要核对月份和日子") from None
