"""Tables of a PDF page, including those with an incomplete frame: open sides, or lines below the rows only.

Missing lines are inferred from existing ones: the sides from the ends of the row lines, the columns from the joints
of those lines, which browsers draw cell by cell, or from the positions of the figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from disclosure.report.model import SECTION_HEADINGS
from importers.published.labels import fold_label, is_label
from importers.published.values import parse_cell
from importers.signs import fold_signs

_SAME = 2.5
"""Lines less than so many points apart, the thickness of a border, are the same."""
_DEEP = 8.0
"""Height in points of a column that can hold a line of text."""
_FARTHEST = 120.0
"""Most points between two lines of a table; a taller row of text would fill a page of its own."""
_LEAST_LINES, _OF_A_ROW = 3, 2
_MOST_PIECES = 12
"""The most pieces of a row's labels, broken into lines and columns."""
_HEADINGS = frozenset(map(fold_label, SECTION_HEADINGS))

Line: TypeAlias = tuple[float, list[tuple[float, float]]]
"""A horizontal line: its distance from the top, and the pieces it is drawn in."""


Vertical: TypeAlias = tuple[float, float, float]
"""A vertical line: its distance from the left, its upper and its lower end."""


@dataclass(frozen=True)
class _Frame:
    """The lines of one table, their extent, and the words between them."""

    rows: Sequence[Line]
    columns: Sequence[Vertical]
    words: Sequence[Any]
    left: float
    top: float
    right: float
    bottom: float


def find_tables(page: Any) -> list[Any]:
    """Return the tables of a pdfplumber page, from top to bottom, with missing lines of their frames added."""
    words = page.extract_words()
    down: list[dict[str, Any]] = []
    across: list[dict[str, Any]] = []
    for frame in _frames(page, words):
        down += [_edge(x, frame.top, x, frame.bottom) for x in (frame.left, frame.right)]
        across += [_edge(frame.left, y, frame.right, y) for y in (frame.top, frame.bottom)]
        down += [_edge(x, top, x, bottom) for x, top, bottom in _supplied(frame)] if not frame.columns else []
    found = page.find_tables({"explicit_vertical_lines": down, "explicit_horizontal_lines": across})
    return sorted(found, key=lambda table: table.bbox[1])


def _edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    orientation = "v" if x0 == x1 else "h"
    sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**sides, "orientation": orientation, "object_type": "line"}


def _frames(page: Any, words: Sequence[Any]) -> Iterator[_Frame]:
    """Yield the lines of each table: consecutive ones without a heading or a sentence between them."""
    lines = _lines(page)
    verticals = [
        (edge["x0"], edge["top"], edge["bottom"])
        for edge in page.edges
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > 2 * _SAME
    ]
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run[-1][0], line[0], verticals, words):
            yield from _framed(run, verticals, words)
            run = []
        run.append(line)
    yield from _framed(run, verticals, words)


def _lines(page: Any) -> list[Line]:
    """Return the horizontal lines of a page from the top; the two edges of a thick line are one."""
    lines: list[Line] = []
    edges = (edge for edge in page.edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _SAME)
    for edge in sorted(edges, key=lambda edge: edge["top"]):
        if not lines or edge["top"] - lines[-1][0] > _SAME:
            lines.append((edge["top"], []))
        lines[-1][1].append((edge["x0"], edge["x1"]))
    return lines


def _goes_on(above: float, below: float, verticals: Sequence[Vertical], words: Sequence[Any]) -> bool:
    if any(top <= above + _SAME and bottom >= below - _SAME for _, top, bottom in verticals):
        return True
    between = [fold_signs(word["text"]) for word in words if above < (word["top"] + word["bottom"]) / 2 < below]
    text = fold_label("".join(between))
    return below - above <= _FARTHEST and "。" not in text and not any(heading in text for heading in _HEADINGS)


def _framed(run: Sequence[Line], verticals: Sequence[Vertical], words: Sequence[Any]) -> Iterator[_Frame]:
    if not run:
        return
    top, bottom = run[0][0], run[-1][0]
    above = None if any(each[1] < top < each[2] for each in verticals) else _row_above(top, words)
    if above is not None:  # a page that begins with a row whose upper line is on the previous page
        run, top = [(above, run[0][1]), *run], above
    columns = [each for each in verticals if each[1] <= bottom + _SAME and each[2] >= top - _SAME]
    # columns that continue below the last line belong to a row cut by the page end: its bottom counts as a line
    is_cut_above = any(each[1] < top - _DEEP for each in columns)
    is_cut_below = any(each[2] > bottom + _DEEP for each in columns)
    is_row = above is not None or (len(run) == _OF_A_ROW and _row_above(bottom, words) is not None)
    if len(run) + is_cut_above + is_cut_below + is_row < _LEAST_LINES:
        return
    inside = [word for word in words if top - _SAME < word["bottom"] and word["top"] < bottom + _SAME]
    across = [x for _, pieces in run for piece in pieces for x in piece] + [x for x, _, _ in columns]
    down = [top, bottom] + [y for _, *ends in columns for y in ends]
    yield _Frame(run, columns, inside, min(across), min(down), max(across), max(down))


def _row_above(top: float, words: Sequence[Any]) -> float | None:
    """Return the top of a row above a line without another line above it: a label of the form and figures."""
    row: list[Any] = []
    begins = top
    for word in sorted(words, key=lambda word: -word["bottom"]):
        if word["bottom"] <= top + _SAME and begins - word["bottom"] <= _DEEP:
            row.append(word)
            begins = min(begins, word["top"])
    texts = [fold_signs(word["text"]) for word in sorted(row, key=lambda word: (round(word["top"]), word["x0"]))]
    labels = [text for text in texts if isinstance(parse_cell(text), str)]
    pieces = ("".join(labels[start:end]) for end in range(len(labels) + 1) for start in range(end))
    is_prose = any(heading in fold_label("".join(texts)) for heading in _HEADINGS)
    is_row = not is_prose and len(labels) <= _MOST_PIECES and len(labels) < len(texts) and any(map(is_label, pieces))
    return begins - 1 if is_row else None


def _supplied(frame: _Frame) -> Iterator[Vertical]:
    """Yield the missing lines between columns, row by row, none of them through a word."""
    ends = sorted({x for _, pieces in frame.rows for piece in pieces for x in piece})
    places = [x for place, x in enumerate(ends) if place == 0 or x - ends[place - 1] > _SAME][1:-1]
    figures = [word for word in frame.words if not isinstance(parse_cell(word["text"]), str)]
    columns: list[tuple[float, float]] = []
    for start, end in sorted((word["x0"], word["x1"]) for word in figures):
        if columns and start <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
        else:
            columns.append((start, end))
    gaps = [(a[1], b[0]) for a, b in pairwise(columns)]
    for first, _ in columns[:1]:
        labels = max((word["x1"] for word in frame.words if word["x1"] < first), default=frame.left)
        gaps.append((labels, first))
    places += [
        max((left + right) / 2, right - _SAME) for left, right in gaps if not any(left <= x <= right for x in places)
    ]
    for (above, _), (below, _) in pairwise(frame.rows):
        here = [word for word in frame.words if above < (word["top"] + word["bottom"]) / 2 < below]
        for x in places:
            if not any(word["x0"] < x - 1 and word["x1"] > x + 1 for word in here):
                yield x, above, below
