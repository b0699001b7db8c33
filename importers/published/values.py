"""What is printed in a cell, as a value: a figure, or the text as it stands."""

import re
from decimal import Decimal

from disclosure.report.cells import Value

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋，", "0123456789.-+,")
_NUMBER = re.compile(
    r"^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(?:件|条|份|个|项|宗|起|万元)?(?:[（(][^）)]*[）)])?$"
)
_MOST_DIGITS = 24
UNREAD = "\ufffd"
"""Stands in a cell that shows something no program can read: a picture, a formula without its value."""
_GLYPH = re.compile(r"\(cid:\d+\)")


def printed(text: str) -> Value:
    """Return the figure a cell prints (「1,234」, 「22件」, 「22（其中修订16件）」), else its text: "", "/", "减4".

    None where what it shows cannot be read.
    """
    plain = "".join(text.split()).translate(_FULL_WIDTH)
    if plain == UNREAD or _GLYPH.search(plain):
        return None
    match = _NUMBER.match(plain)
    if match is None or len(match.group(1)) > _MOST_DIGITS:
        return plain
    number = Decimal(match.group(1).replace(",", ""))
    return int(number) if number == number.to_integral_value() else number


def as_printed(text: str) -> Value:
    """Return a bare whole or decimal number as a figure, and anything with a unit or a sign as its text."""
    plain = "".join(text.split()).translate(_FULL_WIDTH)
    return printed(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else plain


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or one of the marks printed instead of one, and no label."""
    value = printed(text)
    return not isinstance(value, str) or value in _MARKS


_MARKS = frozenset({"", "/", "／", "-", "—", "——", "－", "–", "\\", "无", "*", "\\/"})
