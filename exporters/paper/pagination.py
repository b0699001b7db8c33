"""Putting blocks on pages: headings stay with what follows, paragraphs keep two lines together, rows stay whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Protocol

from exporters.paper import grid
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
)
from exporters.paper.fonts import Face
from exporters.paper.setting import Align, SetText, Style
from exporters.paper.sheet import Sheet
from exporters.paper.structure import Element
from exporters.paper.tables import SetTable
from exporters.paper.titles import title_lines

_KEPT = 2
"""Lines of a paragraph that stay together before and after a page break."""

_HEADINGS = {1: Face.HEI, 2: Face.KAI, 3: Face.FANG}
_TABLE_GAP = grid.LEADING / 3
_HAIR = 0.01


class Piece(Protocol):
    """A block that has been measured."""

    @property
    def least(self) -> float:
        """The height that must be free for the piece to begin on a page, in points."""

    holds_next: bool

    def place(self, page: "Pages", after: float) -> None:
        """Draw the piece, on further pages if necessary; the next piece needs ``after`` points on its last page."""


class Pages:
    """The sheet, how far down the current page is filled, and the logical order so far."""

    def __init__(self, document: Document, of: int = 0) -> None:
        """Begin the first page; ``of`` is the total number of pages, 0 if not printed."""
        self.sheet, self._of = Sheet(document), of
        self.area = self.sheet.area
        self.top = self.area.height - self.area.top
        self.first = 1
        self._rank, self._imprint = 0, document.imprint

    @property
    def room(self) -> float:
        """The free height of the page, in points."""
        return self.top - self.area.bottom

    @property
    def is_fresh(self) -> bool:
        """Whether the page is still empty."""
        return self.room > self.area.depth - _HAIR

    def turn(self) -> None:
        """Number the page and begin the next."""
        self._number()
        self.sheet.turn()
        self.top = self.area.height - self.area.top

    def element(self, tag: str) -> Element:
        """Return a new element of the document."""
        return self.sheet.structure.root.add(tag)

    def heading(self, text: str, rank: int) -> Element:
        """Return a heading's element and add it to the outline; no rank is ever skipped."""
        self._rank = min(rank, self._rank + 1)
        self.sheet.bookmark(text, self._rank - 1, self.top)
        return self.element(f"H{self._rank}")

    def finished(self) -> bytes:
        """Number the last page, set the imprint below it and return the file."""
        self._number()
        area = self.area
        if self._imprint:
            # a small line below the page numbers, at the left
            size = grid.NUMBER_SIZE / 2
            line = SetText(self._imprint, Style(Face.SONG, size, size, size, align=Align.LEFT), area.line)
            with self.sheet.artifact("Pagination"):
                below = area.bottom - grid.NUMBER_DROP - 1.4 * grid.NUMBER_SIZE
                line.draw(self.sheet, area.left + grid.NUMBER_SIZE, below)
        return self.sheet.finished()

    def _number(self) -> None:
        """Draw 「— 1 —」 7 mm below the type area: odd pages right, even left, one character from the edge."""
        page, of, area = self.sheet.page - self.first + 1, self._of, self.area
        style = Style(Face.SONG, grid.NUMBER_SIZE, grid.NUMBER_SIZE, grid.NUMBER_SIZE, align=Align.LEFT)
        number = SetText(f"第 {page} 页 共 {of} 页" if of else f"— {page} —", style, area.line)
        width = number.lines[0].width
        left = area.width - area.right - grid.NUMBER_SIZE - width if page % 2 else area.left + grid.NUMBER_SIZE
        with self.sheet.artifact("Pagination"):
            number.draw(self.sheet, left, area.bottom - grid.NUMBER_DROP)


def laid_out(document: Document) -> bytes:
    """Return a document as a PDF; one that counts its pages is laid out again once their number is known."""
    blocks, area = (Title(document.title), *document.blocks), grid.page_area(lies_across=document.lies_across)
    try:
        pieces = [_PIECES[type(block)](block, area) for block in blocks]
    finally:
        _set_text.cache_clear()  # do not keep people's texts in memory
    pages = _filled(document, pieces)
    if document.counts_pages:
        pages = _filled(document, pieces, pages.sheet.page)
    return pages.finished()


def _filled(document: Document, pieces: Sequence[Piece], of: int = 0) -> Pages:
    """Return the pages of measured blocks, the last one still open; ``of`` is their number, 0 if not printed."""
    pages = Pages(document, of)
    for place, piece in enumerate(pieces):
        if not pages.is_fresh and _needed(pieces, place, pages.area.depth) > pages.room + _HAIR:
            pages.turn()
        piece.place(pages, _needed(pieces, place + 1, pages.area.depth))
    return pages


def _needed(pieces: Sequence[Piece], place: int, most: float) -> float:
    """Return the height a piece needs with everything that must follow on the same page, at most ``most``."""
    if place >= len(pieces):
        return 0.0
    needed = pieces[place].least
    while pieces[place].holds_next and place + 1 < len(pieces):
        place += 1
        needed += pieces[place].least
    return min(needed, most)


_set_text = lru_cache(maxsize=None)(SetText)
"""Cached for one paper: letters to many people repeat their texts."""


class _TitlePiece:
    holds_next = True

    def __init__(self, text: str, area: grid.Page) -> None:
        style = Style(Face.BIAO, grid.TITLE_SIZE, grid.TITLE_LEADING, grid.TITLE_SIZE, align=Align.CENTRE)
        self._text = " ".join(text.split())
        self._lines = [_set_text(line, style, area.line) for line in title_lines(text, area.title_characters)]
        height = sum(line.height for line in self._lines)
        self.least = -(-(height + grid.LEADING / 2) // grid.LEADING) * grid.LEADING if self._lines else 0.0

    def place(self, page: Pages, _after: float) -> None:
        if not self._lines:
            return
        top = page.top
        with page.sheet.marked(page.heading(self._text, 1)):
            for line in self._lines:
                line.draw(page.sheet, page.area.left, top)
                top -= line.height
        page.top -= self.least


class _HeadingPiece:
    holds_next = True

    def __init__(self, block: Heading, area: grid.Page) -> None:
        self._block = block
        self._text = _set_text(block.text, Style(_HEADINGS[block.rank], indent=2, align=Align.LEFT), area.line)
        self.least = self._text.height

    def place(self, page: Pages, _after: float) -> None:
        with page.sheet.marked(page.heading(self._text.text, self._block.rank + 1)):
            self._text.draw(page.sheet, page.area.left, page.top)
        page.top -= self._text.height


class _TextPiece:
    """Running text and lines at the right, which may continue over a page break."""

    def __init__(self, text: str, style: Style, area: grid.Page, *, holds_next: bool = False) -> None:
        self._text, self._holds_next = _set_text(text, style, area.line), holds_next
        count = len(self._text.lines)
        is_whole = count < 2 * _KEPT
        self.least = (count if is_whole else _KEPT) * grid.LEADING
        self.holds_next = holds_next and is_whole  # of a longer one only the end stays with what follows

    def place(self, page: Pages, after: float) -> None:
        if not self._text.lines:
            return
        element, first, count = page.element("P"), 0, len(self._text.lines)
        while first < count:
            # break so that no single line is alone on the next page
            left, fitting = count - first, int((page.room + _HAIR) // grid.LEADING)
            needed = left * grid.LEADING + (after if self._holds_next else 0.0)
            is_all = needed <= page.room + _HAIR or left <= min(_KEPT, fitting)
            end = count if is_all else max(first + 1, min(first + fitting, count - _KEPT))
            with page.sheet.marked(element):
                self._text.draw(page.sheet, page.area.left, page.top, first, end)
            page.top -= (end - first) * grid.LEADING
            first = end
            if first < count:
                page.turn()


class _TablePiece:
    def __init__(self, block: Table, area: grid.Page) -> None:
        self.holds_next = block.holds_next
        self._table = SetTable(block, area, most=area.depth - grid.LEADING - _TABLE_GAP)
        self._fills_its_page = block.is_one_page  # a list continues like it began
        whole = -(-(self._table.height + _TABLE_GAP) // grid.LEADING) * grid.LEADING  # what follows is on the grid
        # a longer list may continue over pages: keeping it whole would leave its heading alone
        together = area.depth - grid.LEADING if block.is_one_page else area.depth / 3
        self.least = whole if whole <= together else self._table.least_height

    def place(self, page: Pages, after: float) -> None:
        element, first = page.element("Table"), 0
        if self._fills_its_page and self._table.height + _TABLE_GAP + after > page.room:
            self._table.spread(page.room)
        while first < self._table.grid.rows:
            part = self._table.part(first, page.room)
            ends_here = part.end == self._table.grid.rows and part.end - first > 1
            if self.holds_next and ends_here and self._table.part_height(part) + _TABLE_GAP + after > page.room + _HAIR:
                part = replace(part, end=part.end - 1)  # the last row moves on with what must not be alone
            self._table.draw(page.sheet, element, part, page.top)
            page.top -= self._table.part_height(part)
            first = part.end
            if first < self._table.grid.rows:
                page.turn()
        page.top = _on_the_grid(page.top - _TABLE_GAP, page.area)


class _FigurePiece:
    holds_next = False

    def __init__(self, block: Figure, area: grid.Page) -> None:
        self._block = block
        self._height = float(block.drawing.height)
        self.least = min(self._height + _TABLE_GAP, area.depth)

    def place(self, page: Pages, _after: float) -> None:
        element = page.element("Figure")
        element.alt = self._block.alt
        bottom = page.top - self._height
        left = page.area.left
        element.box = (left, bottom, left + float(self._block.drawing.width), page.top)
        with page.sheet.marked(element):
            page.sheet.drawing(self._block.drawing, left, bottom)
        page.top = _on_the_grid(bottom - _TABLE_GAP, page.area)


class _BlankPiece:
    """An empty line, left out if it would push what follows to the next page, unless it must be kept."""

    holds_next = True

    def __init__(self, block: BlankLine, _area: grid.Page) -> None:
        self.least = grid.LEADING if block.is_kept else 0.0

    def place(self, page: Pages, after: float) -> None:
        if self.least or (not page.is_fresh and page.room >= grid.LEADING + after - _HAIR):
            page.top -= grid.LEADING


class _BreakPiece:
    holds_next = False
    least = 0.0

    def __init__(self, block: PageBreak, _area: grid.Page) -> None:
        self._restarts = block.restarts_numbers

    def place(self, page: Pages, _after: float) -> None:
        if not page.is_fresh:
            page.turn()
        if self._restarts:
            page.first = page.sheet.page


_PIECES: Mapping[type[Block], Callable[[Any, grid.Page], Piece]] = {
    Paragraph: lambda block, area: _TextPiece(
        block.text, Style(indent=block.indent), area, holds_next=block.holds_next
    ),
    RightLine: lambda block, area: _TextPiece(
        block.text, Style(margin=block.margin, align=Align.RIGHT), area, holds_next=block.holds_next
    ),
    CentredLine: lambda block, area: _TextPiece(
        block.text, Style(align=Align.CENTRE), area, holds_next=block.holds_next
    ),
    Title: lambda block, area: _TitlePiece(block.text, area),
    Heading: _HeadingPiece,
    Table: _TablePiece,
    Figure: _FigurePiece,
    BlankLine: _BlankPiece,
    PageBreak: _BreakPiece,
}


def _on_the_grid(top: float, area: grid.Page) -> float:
    """Return the next line of the grid at or below a height, so that text beside tables keeps its lines."""
    first = area.height - area.top
    lines = -(-(first - top - _HAIR) // grid.LEADING)
    return max(area.bottom, first - lines * grid.LEADING)
