"""A ledger as rows of texts, whatever kind of file it came from."""

import re
from dataclasses import dataclass

from disclosure.errors import SourceUnreadableError

LARGEST_FILE = 100 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_TEXT = 1_000_000
"""Characters of one text; no form shows more, and a text file may hold a whole book in a cell."""

PROGRESS_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: the number a person sees beside it (from 1), and its texts without outer blanks.

    ``numbers`` has a bit set for each cell that was no text but a number: the third cell is 1 << 2.
    """

    number: int
    cells: tuple[str, ...]
    numbers: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or the whole of a text file (whose ``name`` is empty); blank rows included."""

    name: str
    rows: tuple[Row, ...]

    @property
    def is_blank(self) -> bool:
        """Whether the sheet holds nothing at all."""
        return all(row.is_blank for row in self.rows)


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """Return stripped texts without the empty cells at the end of the row.

    Raises SourceUnreadableError when more columns are left than any ledger has.
    """
    texts = []
    for text in cells:
        if text and not text.isprintable():
            text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)  # noqa: PLW2901 - the same text
        texts.append(plain(text.strip()) if text else "")
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise SourceUnreadableError(f"表格有 {len(texts)} 列，超过 {MOST_COLUMNS} 列，请只保留需要导入的列。")
    return tuple(texts)


_UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF))
"""Control characters that no cell of a spreadsheet can hold; line ends are kept as one kind."""

INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Signs that show nothing, behind which a formula may hide."""
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


_KEPT_AS_TEXT = re.compile(
    r"""
    ="([^"]*)"               # ="0591…": a formula whose value is a text
    | =T\("([^"]*)"\)        # =T("0591…")
    | '([\d\s-]+[Xx]?)       # '0591…: the apostrophe that keeps a number a text
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Return a text without what makes a spreadsheet keep it a text.

    That is the apostrophe exports put before what would be taken for a formula, and the tricks people use lest a number
    be cut: ="…", =T("…") and an apostrophe.
    """
    if text.startswith("'") and text.lstrip(INVISIBLE + "'").startswith(_FORMULA_STARTS):
        return text[1:]
    if text[:1] in "='" and (kept := _KEPT_AS_TEXT.fullmatch(text)):
        return next(part for part in kept.groups() if part is not None).strip()
    return text


def check_row_count(count: int) -> None:
    """Raise SourceUnreadableError when a source holds more rows than can be imported at once."""
    if count > MOST_ROWS:
        raise SourceUnreadableError(f"表格超过 {MOST_ROWS} 行，请分成几个文件导入。")
