"""Comma-, semicolon- or tab-separated ledgers in the encodings offices use."""

import csv
import io
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
csv.field_size_limit(LARGEST_FILE)  # a monstrous cell refuses its row, not the file


def read_text(text: str, delimiter: str, progress: Progress) -> Sheet:
    """Read the text of a ledger with one delimiter as a sheet.

    Raises SourceUnreadableError for a quotation mark that is never closed, and over the limits.
    """
    rows: list[Row] = []
    lines = _Lines(text)
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        rows.append(Row(number, trimmed(cells)))
        check_row_count(len(rows))
        if number % PROGRESS_EVERY == 0:
            progress(number, 0)
        if lines.is_spent and len(lines.taken) > 1 and sum(line.count('"') for line in lines.taken) % 2:
            raise SourceUnreadableError(
                f"第 {number} 行有一个引号没有闭合，后面的行都并进了同一格，请补上引号后再导入。"
            )
        lines.taken.clear()
    return Sheet("", tuple(rows))


def sample_rows(text: str, delimiter: str, count: int) -> tuple[Row, ...]:
    """Return the first rows as they read with one delimiter, for finding out which one the file uses."""
    reader = csv.reader(io.StringIO(text[:_SAMPLE_LENGTH], newline=""), delimiter=delimiter)
    return tuple(Row(number, trimmed(cells)) for number, cells in zip(range(1, count + 1), reader, strict=False))


class _Lines(Iterator[str]):
    """The lines of a text, remembering those the csv reader took for the record under way."""

    def __init__(self, text: str) -> None:
        self._stream = io.StringIO(text, newline="")
        self._length = len(text)
        self.taken: list[str] = []

    @property
    def is_spent(self) -> bool:
        return self._stream.tell() >= self._length

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line
