"""The common form of all sources before they are interpreted: paragraphs and grids in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from disclosure.errors import SourceUnreadableError

MOST_ROWS, MOST_COLUMNS, MOST_BLOCKS = 20_000, 200, 20_000
UNREAD = "\ufffd"
"""Stands for the content of a cell that no program can read: a picture, a formula without its value."""


@dataclass(frozen=True)
class Paragraph:
    """A line of running text, with its characters as written."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A printed cell, with its characters as written; if it spans several places of a grid, all of them hold it."""

    text: str
    id: int = 0


Row: TypeAlias = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """A table as printed: rows of equal length, with None for places without a cell."""

    rows: tuple[Row, ...]


Block: TypeAlias = Paragraph | Grid
Document: TypeAlias = tuple[Block, ...]


def distinct(row: Row) -> list[str]:
    """Return the texts of a row, each printed cell once."""
    texts: list[str] = []
    last: Cell | None = None
    for cell in row:
        if cell is not None and cell is not last:
            texts.append(cell.text)
        last = cell if cell is not None else last
    return texts


def grid_of_texts(rows: Sequence[Sequence[str | None]]) -> Grid:
    """Return a grid of plain texts without spans."""
    width = max((len(row) for row in rows), default=0)
    return Grid(
        tuple(
            (
                *(None if text is None else Cell(text, column) for column, text in enumerate(row)),
                *[None] * (width - len(row)),
            )
            for row in rows[:MOST_ROWS]
        )
    )


def count_told(text: str | None, longest: int) -> int:
    """Return how many places a cell or row says it takes: one if it says none, or so many as no program means."""
    digits = (text or "").strip()
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) <= longest else 1


class SpanningGrid:
    """A grid built row by row from cells that span rows and columns."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._open: dict[int, tuple[Cell, int]] = {}
        self._made = 0

    def add_row(self, cells: Sequence[tuple[str, int, int]]) -> None:
        """Add a row of (text, row span, column span), skipping places covered from above. Spans are limited."""
        if len(self._rows) >= MOST_ROWS:
            raise SourceUnreadableError(f"表格超过 {MOST_ROWS} 行，为安全起见没有读取，要用 WPS 另存为 .xlsx 后再试。")
        places = {column: cell for column, (cell, _) in self._open.items()}
        self._open = {column: (cell, left - 1) for column, (cell, left) in self._open.items() if left > 1}
        column = 0
        for text, down, across in cells:
            while column in places:
                column += 1
            if column >= MOST_COLUMNS:
                break
            self._made += 1
            cell = Cell(text, self._made)
            for place in range(column, column + max(1, min(across, MOST_COLUMNS))):
                if place not in places:
                    places[place] = cell
                    if down > 1:
                        self._open[place] = cell, down - 1
        self._rows.append(tuple(map(places.get, range(1 + max(places, default=-1)))))

    def grid(self) -> Grid:
        """Return the finished grid; spans end at its last row."""
        width = max(map(len, self._rows), default=0)
        return Grid(tuple((*row, *[None] * (width - len(row))) for row in self._rows))


def text_of(document: Document) -> str:
    """Return a document as lines of text, with the cells of a row separated by spaces."""
    lines: list[str] = []
    for block in document:
        lines += [block.text] if isinstance(block, Paragraph) else [" ".join(distinct(row)) for row in block.rows]
    return "\n".join(lines)
