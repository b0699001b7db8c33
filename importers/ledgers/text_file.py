"""Comma-, semicolon- or tab-separated ledgers in the encodings offices use."""

import csv
import io
import re
from collections.abc import Iterator

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from importers.ledgers.rows import (
    LARGEST_FILE,
    PROGRESS_EVERY,
    Row,
    Sheet,
    check_row_count,
    trimmed,
)

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LENGTH = 20_000
_MOST_SHARED = 50_000
"""Equal cells share one string: a column of words has few, and a hundred thousand rows."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
csv.field_size_limit(LARGEST_FILE)  # an enormous cell makes its row fail, not the file


def read_text(text: str, delimiter: str, progress: Progress) -> Sheet:
    """Read the text of a ledger with one delimiter as a sheet.

    Raises SourceUnreadableError for an unclosed quotation mark, and over the limits.
    """
    rows: list[Row] = []
    lines = _Lines(text)
    known: dict[str, str] = {}
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        if len(known) > _MOST_SHARED:
            known.clear()
        rows.append(Row(number, trimmed([known.setdefault(cell, cell) for cell in cells])))
        check_row_count(len(rows))
        if number % PROGRESS_EVERY == 0:
            progress(number, 0)
        if lines.is_spent and len(lines.taken) > 1 and sum(line.count('"') for line in lines.taken) % 2:
            raise SourceUnreadableError(
                f"第 {number} 行有一个引号没有闭合，后面的行都并进了同一格，要补上引号后再导入。"
            )
        lines.taken.clear()
    return Sheet("", tuple(rows))


def sample_rows(text: str, delimiter: str, count: int) -> tuple[Row, ...]:
    """Return the first rows as read with one delimiter, for finding out which one the file uses."""
    reader = csv.reader(io.StringIO(text[:_SAMPLE_LENGTH], newline=""), delimiter=delimiter)
    return tuple(Row(number, trimmed(cells)) for number, cells in zip(range(1, count + 1), reader, strict=False))


class _Lines(Iterator[str]):
    """The lines of a text, remembering those the csv reader consumed for the current record."""

    def __init__(self, text: str) -> None:
        self._found, self._length, self._at = _LINE.finditer(text), len(text), 0
        self.taken: list[str] = []

    @property
    def is_spent(self) -> bool:
        return self._at >= self._length

    def __next__(self) -> str:
        line = next(self._found)
        self._at = line.end()
        self.taken.append(line[0])
        return line[0]
