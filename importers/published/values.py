"""The value of a printed cell: a figure, or its text."""

import re

from disclosure.numerals import fold_width, parse_figure, parse_number
from disclosure.report.cells import Value
from importers.containers.document import UNREAD

_GLYPH = re.compile(r"\(cid:\d+\)")
"""What a PDF yields for a glyph whose font does not say which character it is."""
_BARE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def parse_cell(text: str) -> Value:
    """Return the figure a cell prints (「1,234」, 「22件」, 「22（其中修订16件）」), else its text: "", "/", "减4".

    None if the content cannot be read.
    """
    shown = "".join(text.split())
    if shown == UNREAD or _GLYPH.search(shown):
        return None
    number = parse_figure(shown)
    return shown if number is None else number


def parse_bare_figure(text: str) -> Value:
    """Return a plain whole or decimal number as a figure, and anything with a unit or other characters as text."""
    shown = "".join(text.split())
    number = parse_number(shown) if _BARE.fullmatch(fold_width(shown)) else None
    return shown if number is None else number


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or one of the marks printed instead of one, not a label."""
    value = parse_cell(text)
    return not isinstance(value, str) or value in _MARKS


_MARKS = frozenset({"", "/", "／", "-", "—", "——", "－", "–", "\\", "无", "*", "\\/"})
