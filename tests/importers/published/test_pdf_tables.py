"""Tables on the pages of a PDF, however their frames are drawn: the same rows come out."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pdfplumber
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from importers.published.containers.pdf_tables import find_tables

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = [("信息内容", "制发件数", "废止件数", "有效件数"), ("规章", "1", "20", "3"), ("规范性文件", "4", "5", "600")]
EDGES = [72, 200, 280, 360, 440]
LEVELS = [700, 670, 640, 610]
PAGE = 842


def words(paper: Canvas, rows: Sequence[tuple[str, ...]], levels: list[int]) -> None:
    for row, (top, bottom) in zip(rows, pairwise(levels), strict=True):
        for text, (left, right) in zip(row, pairwise(EDGES), strict=True):
            paper.drawCentredString((left + right) / 2, (top + bottom) / 2 - 4, text)


def across(paper: Canvas, levels: list[int]) -> None:
    for level in levels:
        paper.line(EDGES[0], level, EDGES[-1], level)


def whole(paper: Canvas, levels: list[int]) -> None:
    across(paper, levels)
    for edge in EDGES:
        paper.line(edge, levels[0], edge, levels[-1])


def with_open_sides(paper: Canvas, levels: list[int]) -> None:
    across(paper, levels)
    for edge in EDGES[1:-1]:
        paper.line(edge, levels[0], edge, levels[-1])


def cell_by_cell(paper: Canvas, levels: list[int]) -> None:
    """As browsers draw it: a piece of line below each cell, nothing between the columns."""
    for level in levels:
        for left, right in pairwise(EDGES):
            paper.line(left, level, right, level)


def thick(paper: Canvas, levels: list[int]) -> None:
    for level in levels:
        paper.rect(EDGES[0], level - 1, EDGES[-1] - EDGES[0], 2, stroke=0, fill=1)
    for edge in EDGES:
        paper.rect(edge - 1, levels[-1], 2, levels[0] - levels[-1], stroke=0, fill=1)


Frame = Callable[[Canvas, list[int]], None]


def tables(*draws: Callable[[Canvas], None]) -> list[list[list[str]]]:
    """The tables read of a page on which these were drawn."""
    made = io.BytesIO()
    paper = Canvas(made, (595, PAGE))
    paper.setFont("STSong-Light", 10)
    for draw in draws:
        draw(paper)
    paper.save()
    with pdfplumber.open(made) as document:
        found = [table.extract() for table in find_tables(document.pages[0])]
    return [[[(cell or "").strip() for cell in row] for row in table] for table in found]


def table(
    frame: Frame, rows: Sequence[tuple[str, ...]] = ROWS, down: int = 0, levels: Sequence[int] = LEVELS
) -> Iterator[Callable[[Canvas], None]]:
    levels = [level - down for level in levels[: len(rows) + 1]]
    yield lambda paper: frame(paper, levels)
    yield lambda paper: words(paper, rows, levels)


WANTED = [list(row) for row in ROWS]
HEAD_AS_ONE = [[" ".join(ROWS[0]), "", "", ""], *WANTED[1:]]
"""Columns told by their figures alone: a line just before those would tear heads that are wider."""


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [(whole, WANTED), (with_open_sides, WANTED), (cell_by_cell, WANTED), (thick, WANTED), (across, HEAD_AS_ONE)],
)
def test_a_table_is_read_however_its_frame_is_drawn(frame: Frame, wanted: list[list[str]]) -> None:
    assert tables(*table(frame)) == [wanted]


@pytest.mark.parametrize(
    ("frame", "wanted", "text"),
    [
        (with_open_sides, WANTED, "一、总体情况"),
        (cell_by_cell, WANTED, "以上数字均已核对。"),
        (across, HEAD_AS_ONE, "三、收到和处理政府信息公开申请情况"),
    ],
)
def test_a_sentence_and_a_heading_part_two_tables(frame: Frame, wanted: list[list[str]], text: str) -> None:
    """Without verticals only what stands between two lines tells whether they belong to one table."""
    between = tables(*table(frame), lambda paper: paper.drawString(80, 585, text), *table(frame, down=140))
    assert between == [wanted, wanted]


def test_a_head_and_one_row_are_a_table_and_two_rules_are_none() -> None:
    assert tables(*table(cell_by_cell, ROWS[:2])) == [WANTED[:2]]
    assert tables(*table(cell_by_cell, [("附件", "一", "二", "三")])) == []


@pytest.mark.parametrize(("above", "below"), [(8, 0), (9, 0), (0, 8), (0, 9)])
def test_columns_beyond_a_rule_are_a_row_where_they_can_hold_a_line(above: int, below: int) -> None:
    """The page ended, or began, within a row of the form; columns that stick out by less are drawn badly."""
    top, bottom = LEVELS[:2]

    def drawn(paper: Canvas) -> None:
        across(paper, [top, bottom])
        for edge in EDGES:
            paper.line(edge, top + above, edge, bottom - below)

    (one,) = tables(drawn, lambda paper: words(paper, ROWS[:1], [top, bottom]))
    assert len(one) == (1 if max(above, below) == 8 else 2)


def test_a_row_as_high_as_some_lines_belongs_to_its_table_and_what_is_further_does_not() -> None:
    """A row of text of more than four centimetres would be a page of its own."""
    high, higher = ([700, 670, 670 - depth, 640 - depth, 610 - depth] for depth in (118, 124))
    rows = [ROWS[0], ROWS[1], ROWS[2], ("其他", "7", "8", "9")]
    (one,) = tables(*table(cell_by_cell, rows, levels=high))
    assert one == [list(row) for row in rows]
    found = tables(*table(cell_by_cell, rows, levels=higher))
    assert found == [[list(row) for row in rows[2:]]]


def test_what_is_no_table_is_none() -> None:
    """Two rules across a page, a box around a note, the line of a signature."""
    assert tables(lambda paper: across(paper, [700, 650]), lambda paper: paper.drawString(80, 670, "办公室")) == []
    assert tables(lambda paper: paper.drawString(80, 670, "规章 1 20 3")) == []
