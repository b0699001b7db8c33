"""The page of GB/T 9704—2012 in points: A4, 156 × 225 mm of type, 22 lines of 28 characters; how tall rows are."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.report.tables import GridCell

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
LEFT, RIGHT = 28 * MILLIMETRE, 26 * MILLIMETRE
TOP, BOTTOM = 37 * MILLIMETRE, 35 * MILLIMETRE
WIDTH, HEIGHT = PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - BOTTOM

LINES, CHARACTERS = 22, 28
LEADING = HEIGHT / LINES
PITCH = WIDTH / CHARACTERS
SIZE = 16.0
"""3号."""

TITLE_SIZE, TITLE_LEADING = 22.0, 36.0
"""2号 小标宋."""


@dataclass(frozen=True)
class Page:
    """A sheet of A4 and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def line(self) -> float:
        """The width of the type area."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def title_characters(self) -> int:
        """How many characters of a title fill a line."""
        return int(self.line // TITLE_SIZE)


UPRIGHT = Page(PAGE_WIDTH, PAGE_HEIGHT, LEFT, RIGHT, TOP, BOTTOM)
_ACROSS_LINES, _ACROSS_TOP, _ACROSS_SIDE = 15, 28 * MILLIMETRE, 22 * MILLIMETRE
ACROSS = Page(
    PAGE_HEIGHT,
    PAGE_WIDTH,
    _ACROSS_SIDE,
    _ACROSS_SIDE,
    _ACROSS_TOP,
    PAGE_WIDTH - _ACROSS_TOP - _ACROSS_LINES * LEADING,
)
"""For wide lists: the same lines, 15 of them, and smaller margins."""

SMALLEST, STEP = 7.0, 0.5
"""A table that must fit a page is set smaller step by step, but not below this size."""

TALLEST_ROW = 34.0
"""Rows are stretched to fill an otherwise empty page, but not beyond this height; so much has who signs in one."""

NUMBER_SIZE, NUMBER_DROP = 14.0, 7 * MILLIMETRE
"""4号 page number; the dash beside it is 7 mm below the type area."""


def page_area(*, lies_across: bool) -> Page:
    """Return the page in portrait, or in landscape if it ``lies_across``."""
    return ACROSS if lies_across else UPRIGHT


def row_heights(rows: int, cells: Iterable[tuple[GridCell, float]]) -> list[float]:
    """Return the heights of the rows: the tallest unmerged cell of each, stretched if a merged cell needs more."""
    heights = [0.0] * rows
    for cell, height in sorted(cells, key=lambda one: one[0].row_span):
        spanned = range(cell.row, cell.row + cell.row_span)
        lacking = height - sum(heights[row] for row in spanned)
        if lacking > 0:
            for row in spanned:
                heights[row] += lacking / len(spanned)
    return heights
