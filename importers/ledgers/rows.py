"""A ledger as rows of texts, whatever the format of its file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from disclosure.errors import SourceUnreadableError
from disclosure.wording import as_text, plain_number

LARGEST_FILE = 100 * 1024 * 1024
_MOST_MERGED_PLACES = 5_000_000
"""Rows inside merged ranges, counted per range: overlapping ranges could add up to any number."""
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_TEXT = 1_000_000
"""Characters of one text; no form shows more, and a text file may hold a whole book in a cell."""

PROGRESS_EVERY = 2_000

_NUMBERS = (int, float)
_WHOLE_UP_TO = 10**16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a control character, and an underscore that would look like one (ECMA-376, ST_Xstring)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: the number displayed beside it (from 1), and its texts, stripped.

    ``numbers`` has a bit set for each cell that was a number and not a text: the third cell is 1 << 2.
    """

    number: int
    cells: tuple[str, ...]
    numbers: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether all cells are empty."""
        return not any(self.cells)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a whole text file (with an empty ``name``), including blank rows."""

    name: str
    rows: tuple[Row, ...]

    @property
    def is_blank(self) -> bool:
        """Whether the sheet is empty."""
        return all(row.is_blank for row in self.rows)


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """Return stripped texts without the empty cells at the end of the row.

    Raises SourceUnreadableError if more columns remain than any ledger has.
    """
    whole = "".join(cells)  # checked once, as nearly every row is plain
    is_plain = whole.isprintable() and "'" not in whole and "=" not in whole
    texts = [text.strip() if is_plain else cleaned(text) for text in cells]
    while texts and not texts[-1]:
        texts.pop()
    within_columns(len(texts))
    return tuple(texts)


def within_columns(count: int) -> None:
    """Raise SourceUnreadableError if a row has more columns than any ledger."""
    if count > MOST_COLUMNS:
        raise SourceUnreadableError(f"表格有 {count} 列，超过 {MOST_COLUMNS} 列，要只保留需要导入的列。")


def cleaned(text: str) -> str:
    """Return the text of a cell as stored: stripped, without control characters and spreadsheet tricks."""
    if text and not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)
    return plain(text.strip())


_UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF))
"""Control characters not allowed in spreadsheet cells; line ends become one kind."""

INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Invisible characters that may precede a formula."""
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


_KEPT_AS_TEXT = re.compile(
    r"""
    ="([^"]*)"               # ="0591…": a formula whose value is a text
    | =T\("([^"]*)"\)        # =T("0591…")
    | '('*[\d\s-]+[Xx]?)     # '0591…: the apostrophe that keeps a number a text, one of them
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Return a text without the tricks that make a spreadsheet treat it as text.

    These are the apostrophe that exports put before a text like a formula, and those people use to keep long numbers
    whole: ="…", =T("…") and an apostrophe.
    """
    if text.startswith("'") and text.lstrip(INVISIBLE + "'").startswith(_FORMULA_STARTS):
        return text[1:]
    if text[:1] in "='" and (kept := _KEPT_AS_TEXT.fullmatch(text)):
        return next(part for part in kept.groups() if part is not None).strip()
    return text


def text_of(value: object) -> str:  # noqa: PLR0911 - one line for each kind of cell
    """Return what a person sees in a cell: ISO date, number without 「.0」, 是 or 否, or the text.

    A number of more than 16 digits has lost the others; it is shown as in Excel (3.99900199001011E+17), never with
    zeros in their place.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ", "seconds")
    if type(value) in _NUMBERS and abs(value) >= _WHOLE_UP_TO:  # type: ignore[arg-type]
        return f"{float(value):.14E}"  # type: ignore[arg-type]
    if isinstance(value, float):
        return plain_number(Decimal(f"{value:.15g}"))
    if isinstance(value, (bool, int, date)):
        return as_text(value)
    return str(value)


def check_row_count(count: int) -> None:
    """Raise SourceUnreadableError if a source holds more rows than can be imported at once."""
    if count > MOST_ROWS:
        raise SourceUnreadableError(f"表格超过 {MOST_ROWS} 行，要分成几个文件导入。")


def with_merged(rows: list[Row], merged: Iterable[tuple[int, int, int]], filled: int = 0) -> int:
    """Copy a cell merged over several rows into each of them; return the number of rows processed so far.

    ``merged`` gives the first row, the last row and the column (from 0) of each range. Only rows with content of their
    own are filled: merging everything below the heading does not create a million records.
    Raises SourceUnreadableError over the limit, including ``filled`` rows of other sheets.
    """
    numbers = [row.number for row in rows]
    for first, last, column in merged:
        start, stop = bisect_left(numbers, first), bisect_right(numbers, last)
        filled += stop - start
        if filled > _MOST_MERGED_PLACES:
            raise SourceUnreadableError("工作簿里合并的单元格异常多，要取消合并后再导入。")
        if start == stop or numbers[start] != first or len(rows[start].cells) <= column:
            continue
        text, is_number = rows[start].cells[column], rows[start].numbers >> column & 1
        for place in range(start + 1, stop):
            cells = list(rows[place].cells)
            cells += [""] * (column + 1 - len(cells))
            if text and not cells[column]:
                cells[column] = text
                rows[place] = Row(numbers[place], tuple(cells), rows[place].numbers | is_number << column)
    return filled
