"""How tall the rows of a table of merged cells are."""

from collections.abc import Iterable

from disclosure.report.tables import GridCell


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
