"""The page of GB/T 9704—2012 in points: A4, 156 × 225 mm of type, 22 lines of 28 characters; how tall rows are."""

from collections.abc import Iterable

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

TITLE_SIZE, TITLE_LEADING, TITLE_CHARACTERS = 22.0, 36.0, 20
"""2号 小标宋; 20 characters fill a line."""

NUMBER_SIZE, NUMBER_DROP = 14.0, 7 * MILLIMETRE
"""4号 page number; the dash beside it stands 7 mm below the type area."""


def row_heights(rows: int, cells: Iterable[tuple[GridCell, float]]) -> list[float]:
    """Return the heights of the rows: the tallest single cell of each, stretched where a merged cell needs more."""
    heights = [0.0] * rows
    for cell, height in sorted(cells, key=lambda one: one[0].row_span):
        spanned = range(cell.row, cell.row + cell.row_span)
        lacking = height - sum(heights[row] for row in spanned)
        if lacking > 0:
            for row in spanned:
                heights[row] += lacking / len(spanned)
    return heights
