"""A ledger as rows of texts, whatever kind of file it came from."""

from dataclasses import dataclass

from disclosure.errors import SourceUnreadableError

LARGEST_FILE = 100 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""Characters a cell of a spreadsheet can hold; a longer one refuses its row."""

PROGRESS_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: the number a person sees beside it (from 1), and its texts without outer blanks."""

    number: int
    cells: tuple[str, ...]

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
    texts = [_cleaned(cell) if cell else "" for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise SourceUnreadableError(f"表格有 {len(texts)} 列，超过 {MOST_COLUMNS} 列，请只保留需要导入的列。")
    return tuple(texts)


def _cleaned(text: str) -> str:
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)
    return plain(text.strip())


_UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF))
"""Control characters that no cell of a spreadsheet can hold; line ends are kept as one kind."""

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Return a text without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS):
        return text[1:]
    return text


def check_row_count(count: int) -> None:
    """Raise SourceUnreadableError when a source holds more rows than can be imported at once."""
    if count > MOST_ROWS:
        raise SourceUnreadableError(f"表格超过 {MOST_ROWS} 行，请分成几个文件导入。")
