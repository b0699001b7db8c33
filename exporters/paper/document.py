"""A paper independent of fonts and points: a title and blocks in order, from which both PDF and Word are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from disclosure.report.tables import GridCell, Role, StatTable


@dataclass(frozen=True)
class Heading:
    """A heading: rank 1 is 「一、」 in 黑体, 2 「（一）」 in 楷体, 3 「1.」 in 仿宋."""

    text: str
    rank: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text, justified, by default with its first line indented by two characters.

    ``holds_next`` keeps its last lines on the page of what follows, so that no signature is alone on a page.
    """

    text: str
    indent: int = 2
    holds_next: bool = False


@dataclass(frozen=True)
class RightLine:
    """A line at the right margin, such as a signature, with ``margin`` characters free beside it (右空四字)."""

    text: str
    margin: int = 0
    holds_next: bool = False


@dataclass(frozen=True)
class Title:
    """The title of another paper in the same file."""

    text: str


@dataclass(frozen=True)
class CentredLine:
    """A centred line, such as the number below a title; ``holds_next`` as in a paragraph."""

    text: str
    holds_next: bool = True


@dataclass(frozen=True)
class Table:
    """A table of merged cells; the columns in ``left_columns`` are left-aligned, the others centred.

    ``least_rows`` are the minimum heights of the rows, in points: space to write by hand. A table that ``is_one_page``
    is set smaller if necessary to fit on a page; others continue over pages. ``padding`` is the free space in points at
    the left and right of each text. ``holds_next`` keeps its last row on the page of what follows.
    """

    grid: StatTable
    left_columns: frozenset[int] = frozenset()
    size: float = 10.5
    least_rows: tuple[float, ...] = ()
    is_one_page: bool = True
    padding: float = 2.5
    holds_next: bool = False

    def is_left(self, cell: GridCell) -> bool:
        """Return whether a cell is left-aligned: a row label beside other labels, or one in ``left_columns``."""
        if cell.role is Role.LABEL:
            return self.grid.label_columns > 1
        return cell.column in self.left_columns and cell.role is not Role.HEAD


@dataclass(frozen=True)
class Figure:
    """A drawing no larger than the type area: ``alt`` describes it, ``written`` are the texts drawn in it."""

    drawing: Any
    alt: str
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlankLine:
    """One empty line of the grid; kept at the end of a page only if ``is_kept``."""

    is_kept: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page; ``restarts_numbers`` makes that page number 1 of another paper."""

    restarts_numbers: bool = False


Block: TypeAlias = Heading | Paragraph | RightLine | Title | CentredLine | Table | Figure | BlankLine | PageBreak


@dataclass(frozen=True)
class Document:
    """A paper: its title, its blocks, and its properties. ``dated_on`` is the date inside the file.

    ``imprint`` is printed small at the foot of the last page, not as part of the text. ``counts_pages`` numbers pages
    「第 1 页 共 3 页」, like a ledger, so that a removed page is noticed. ``lies_across`` means landscape, for wide
    lists.
    """

    title: str
    dated_on: date
    blocks: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    keywords: str = ""
    imprint: str = ""
    counts_pages: bool = False
    lies_across: bool = False

    def texts(self) -> tuple[str, ...]:
        """Return every text that is drawn, in order, the title first."""
        found = [self.title]
        for block in self.blocks:
            match block:
                case Table():
                    found += [cell.text for cell in block.grid.cells]
                case Figure():
                    found += block.written
                case BlankLine() | PageBreak():
                    pass
                case _:
                    found.append(block.text)
        return tuple(found)


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], left_columns: Sequence[int] = ()
) -> Table:
    """Return a plain table of texts; ``widths`` are relative, short rows are padded with empty cells.

    Raises ValueError for columns without a heading, and for headings without a width.
    """
    if {len(header), len(widths), *(len(row) for row in rows if len(row) > len(header))} != {len(header)}:
        raise ValueError(f"{len(header)} headings do not fit {len(widths)} columns or their rows")
    filled = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    cells = [GridCell(0, column, text, Role.HEAD) for column, text in enumerate(header)]
    cells += [
        GridCell(number, column, text, Role.FIGURE)
        for number, row in enumerate(filled, start=1)
        for column, text in enumerate(row)
    ]
    grid = StatTable("", 1 + len(rows), 1, 0, tuple(widths), tuple(cells))
    return Table(grid, frozenset(left_columns), 12, is_one_page=False)
