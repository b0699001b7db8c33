"""The content of a document line by line in printed order, and where two such lists differ.

One list is read back from the file, as people would see it; the other is derived from what the document means. A file
is only released if the two are equal.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from disclosure.report.tables import GridCell
from disclosure.wording import quoted
from exporters.paper.characters import printable
from exporters.paper.document import BlankLine, Document, Figure, Heading, PageBreak, Table, Title

_SHOWN = 20
_NO_CHARACTER = "\ufffd"
CONTINUED = "（续）"
"""Follows the text of a merged cell that is continued on the next page."""


class Kind(StrEnum):
    """What a line of a document is; the value is used in messages."""

    TITLE = "标题"
    HEADING = "小标题"
    TEXT = "正文"
    ROW = "表格"


class Line(NamedTuple):
    """A title, heading, paragraph or row, its texts without blanks; ``begins_page`` marks the first line of a page."""

    kind: Kind
    texts: tuple[str, ...]
    begins_page: bool = False


@dataclass(frozen=True)
class Reading:
    """What a file shows: its lines, and any ``fault`` of its pages.

    ``said`` are the texts besides (properties, footers) in which the file names its version.
    """

    lines: tuple[Line, ...]
    said: tuple[str, ...] = ()
    fault: str = ""

    @property
    def title(self) -> str:
        """The first title."""
        return next((line.texts[0] for line in self.lines if line.kind is Kind.TITLE), "")

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of all cells in order."""
        return tuple(text for line in self.lines if line.kind is Kind.ROW for text in line.texts)


def bare(text: str) -> str:
    """Return a text without blanks and invisible characters, which differ with the layout."""
    joined = "".join(printable(text).split())
    if joined.isprintable():
        return joined
    # surrogates and non-characters: formats treat them differently, and none is printable
    return "".join(
        _NO_CHARACTER if 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE else chr(code)  # noqa: PLR2004 - Unicode
        for code in map(ord, joined)
    )


def line(kind: Kind, text: str) -> Line:
    """Return a line of one text."""
    return Line(kind, (bare(text),))


def written(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines that are visible: not empty paragraphs, but empty rows, which have borders."""
    return tuple(one for one in lines if one.kind is Kind.ROW or one.texts[0])


def row_lines(cells: Iterable[GridCell]) -> Iterator[Line]:
    """Yield the rows of a table, each with the cells that begin in it, from left to right."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    for _, row in groupby(ordered, key=lambda cell: cell.row):
        yield Line(Kind.ROW, tuple(bare(cell.text) for cell in row))


def document_lines(document: Document) -> tuple[Line, ...]:
    """Return what a file made from a document must show."""
    lines = [line(Kind.TITLE, document.title)]
    for block in document.blocks:
        match block:
            case BlankLine() | PageBreak():
                pass
            case Title():
                lines.append(line(Kind.TITLE, block.text))
            case Heading():
                lines.append(line(Kind.HEADING, block.text))
            case Table():
                lines += row_lines(block.grid.cells)
            case Figure():
                lines.append(line(Kind.TEXT, "".join(block.written)))
            case _:
                lines.append(line(Kind.TEXT, block.text))
    return written(lines)


def difference(wanted: Sequence[Line], read: Sequence[Line]) -> str | None:
    """Return in one Chinese phrase the first difference between what is wanted and what was read, or None.

    A paragraph may continue on the next page, and a row that is taller than a page in several rows.
    """
    place = 0
    for one in wanted:
        got: Line | None = None
        while got is None or got.texts != one.texts:
            piece = read[place] if place < len(read) else None
            if piece is None or piece.kind is not one.kind or len(piece.texts) != len(one.texts):
                return _told(one, got or piece)
            may_go_on = got is None or piece.kind is Kind.ROW or piece.begins_page
            begun = ("",) * len(piece.texts) if got is None else got.texts
            both = Line(one.kind, tuple(map(str.__add__, begun, piece.texts)))
            if not may_go_on or not all(map(str.startswith, one.texts, both.texts)):
                return _told(one, got or piece)
            got = both
            place += 1
    if place < len(read):
        return f"多出了{_quoted(read[place])}"
    return None


def _told(wanted: Line, read: Line | None) -> str:
    """Return what differs; long texts are shown from shortly before the first different character on."""
    if read is None:
        return f"少了{_quoted(wanted)}"
    if read.kind is wanted.kind is Kind.ROW and len(read.texts) == len(wanted.texts):
        pairs = zip(wanted.texts, read.texts, strict=True)
        wrong = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
        return f"表格中应为{quoted(wrong[0])}，读回{quoted(wrong[1])}"
    pairs = zip(_whole(wanted), _whole(read), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    return f"应为{_quoted(wanted, same)}，读回{_quoted(read, same)}"


def _quoted(one: Line, same: int = 0) -> str:
    text, first = _whole(one), max(0, same - _SHOWN // 2)
    before, after = "…" if first else "", "…" if len(text) > first + _SHOWN else ""
    return f"{one.kind}{quoted(before + text[first : first + _SHOWN] + after)}"


def _whole(one: Line) -> str:
    return "｜".join(one.texts)
