"""A letter as a value: its content, without fonts and measures."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True)
class Line:
    """A paragraph, whose first line is indented by so many characters."""

    text: str
    indent: int = 2


@dataclass(frozen=True)
class Head:
    """A heading inside a long letter: rank 1 is 「一、」, 2 「（一）」."""

    text: str
    rank: int = 1


@dataclass(frozen=True)
class Right:
    """A line at the right margin: who signs a form."""

    text: str
    margin: int = 0


@dataclass(frozen=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Cell:
    """One cell of a form: where it begins, how far it spans, and whether it is a printed label."""

    row: int
    column: int
    text: str
    is_label: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Form:
    """A table of merged cells; ``widths`` are relative, the first ``head_rows`` rows are headings."""

    rows: int
    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    head_rows: int = 0


Block: TypeAlias = Line | Head | Right | Blank | NewPage | Form


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A filled letter: ``blocks`` is its body, ``signature`` who signs it, ``missing`` its blank fields."""

    code: str
    title: str
    dated_on: date
    blocks: tuple[Block, ...]
    number: str = ""
    addressee: str = ""
    signature: str = ""
    missing: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Everything the letter says, a line per paragraph or cell."""
        parts = [self.title, self.number, self.addressee]
        for block in self.blocks:
            parts.extend(texts(block))
        return "\n".join(part for part in (*parts, self.signature) if part)


def texts(block: Block) -> tuple[str, ...]:
    """Return the texts of a block in reading order."""
    if isinstance(block, Form):
        return tuple(cell.text for cell in block.cells)
    return () if isinstance(block, Blank | NewPage) else (block.text,)
