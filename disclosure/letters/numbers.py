"""Letter numbers (发文字号): made by the office's pattern, unique per series and year.

A pattern may contain ``{code}`` (代字), ``{year}``, ``{mark}`` (the character of the kind) and, exactly once,
``{serial}``. With ``{mark}`` every kind of letter has its own series. GB/T 9704 wants the full year in 〔〕, no leading
zeros and no 第.
"""

import string
from collections import Counter
from collections.abc import Iterable

from disclosure.errors import DisclosureError
from disclosure.numerals import NumberSeries
from disclosure.records import Profile

DEFAULT_PATTERN = "{code}公开〔{year}〕{serial}号"
_FIELDS = frozenset({"code", "year", "mark", "serial"})


class NumberingError(DisclosureError):
    """The pattern of letter numbers cannot be used."""


def number_series(profile: Profile, year: int, mark: str = "") -> NumberSeries:
    """Return the series a letter of a year belongs to; raises NumberingError for a pattern that cannot work."""
    pattern = profile.letter_numbering or DEFAULT_PATTERN
    values = {"code": profile.code_character, "year": str(year), "mark": mark}
    halves, serial_format = [""], ""
    for literal, name, given, conversion in _pieces(pattern):
        halves[-1] += literal
        if name is None:
            continue
        if name not in _FIELDS or conversion or (name == "serial" and len(halves) > 1):
            raise _unusable(pattern)
        if name == "serial":
            serial_format = _format(pattern, given or "")
            halves.append("")
        else:
            halves[-1] += values[name]
    if len(halves) == 1:
        raise _unusable(pattern)
    return NumberSeries(halves[0], halves[1], serial_format)


def repeated(used: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that were used more than once."""
    return tuple(number for number, count in Counter(filter(None, used)).items() if count > 1)


def _pieces(pattern: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(pattern))
    except ValueError:
        raise _unusable(pattern) from None


def _format(pattern: str, given: str) -> str:
    try:
        format(1, given)
    except ValueError:
        raise _unusable(pattern) from None
    return given


def _unusable(pattern: str) -> NumberingError:
    return NumberingError(
        f"文号规则“{pattern}”无法使用，在机关信息中改成“{DEFAULT_PATTERN}”这样的形式，其中“{{serial}}”须有且只有一个。"
    )
