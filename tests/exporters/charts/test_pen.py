"""The pen of charts: what it draws lies where it was asked for, from the top downward."""

from itertools import pairwise
from math import hypot
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Line, Rect, String

from exporters.charts.pen import FONT, PAPER, Box, Pen, text_width

SIDE = st.integers(1, 200)


def shapes(pen: Pen, kind: type[Any]) -> list[Any]:
    return [shape for shape in pen.picture().drawing.contents if isinstance(shape, kind)]


@given(SIDE, SIDE, SIDE, SIDE)
def test_a_hatched_bar_is_filled_with_lines_that_never_leave_it(left: int, top: int, width: int, height: int) -> None:
    pen = Pen(500, PAPER)
    pen.top = 500
    pen.bar(Box(left, top, width, height), "overdue-soft", "overdue", hatched=True)
    (rect,) = shapes(pen, Rect)
    assert (rect.x, rect.y, rect.width, rect.height) == (left, 500 - top - height, width, height)
    lines = shapes(pen, Line)
    assert lines or width + height <= 5
    for line in lines:
        for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
            assert left <= x <= left + width
            assert 500 - top - height - 1e-6 <= y <= 500 - top + 1e-6
        rise, run = line.y2 - line.y1, line.x2 - line.x1
        assert rise == pytest.approx(run), "they slant upward by half a right angle"
    begins = [line.x1 - line.y1 for line in lines]
    assert [round(second - first, 6) for first, second in pairwise(begins)] == [5.0] * (len(lines) - 1)


def test_a_bar_that_is_not_hatched_has_no_lines() -> None:
    pen = Pen(100, PAPER)
    pen.bar(Box(0, 0, 50, 10), "accent", "accent")
    assert shapes(pen, Line) == []


@given(SIDE, SIDE, SIDE, SIDE)
def test_dashes_lie_on_their_line_and_half_of_it_is_drawn(x1: int, y1: int, x2: int, y2: int) -> None:
    pen = Pen(500, PAPER)
    pen.top = 500
    pen.dashes(x1, y1, x2, y2, colour="line", width=1.0)
    lines = shapes(pen, Line)
    first = lines[0]
    assert (first.x1, first.y1) == (x1, 500 - y1)
    whole = hypot(x2 - x1, y2 - y1)
    drawn = sum(hypot(line.x2 - line.x1, line.y2 - line.y1) for line in lines)
    assert drawn <= whole + 1e-6
    assert drawn >= whole / 2 - 1e-6
    for line in lines:
        off = (line.x2 - x1) * (y2 - y1) - (500 - line.y2 - y1) * (x2 - x1)
        assert off == pytest.approx(0, abs=1e-3)
        assert hypot(line.x2 - line.x1, line.y2 - line.y1) < 7.01


def test_texts_dots_and_places_stand_where_they_were_asked_for() -> None:
    pen = Pen(200.9, PAPER)
    pen.text(10.4, 30.6, "甲\U0001f600", colour="secondary", anchor="end")
    pen.text(0, 40, "小", size=7.5)
    pen.dot(50, 60, 3, "card", "accent")
    pen.line(1, 2, 3, 4, colour="line")
    pen.point(Box(1, 2, 3, 4))
    pen.top = 99.6
    picture = pen.picture()
    assert (picture.width, picture.height) == (200, 100)
    assert picture.texts == ("甲〔U+1F600〕", "小"), "what the font lacks is told by its code"
    assert picture.places == (Box(1, 2, 3, 4),)
    first, small = shapes(pen, String)
    assert (first.x, first.y, first.textAnchor, first.fontSize) == (10, 69, "end", PAPER.size)
    assert (small.fontSize, PAPER.small) == (7.5, PAPER.size - 1)
    assert first.fillColor.hexval()[2:] == PAPER.colours["secondary"][1:]
    assert {first.fontName, small.fontName} == {FONT}
    (dot,) = shapes(pen, Circle)
    assert (dot.cx, dot.cy, dot.r) == (50, 40, 3)
    (line,) = shapes(pen, Line)
    assert (line.x1, line.y1, line.x2, line.y2) == (1, 98, 3, 96)


def test_a_paragraph_goes_down_line_by_line_within_the_width() -> None:
    pen = Pen(120, PAPER)
    pen.paragraph("数字按登记簿逐件统计，上年的数字取自上年公布的报告。")
    texts = shapes(pen, String)
    assert len(texts) > 1
    assert "".join(text.text for text in texts) == "数字按登记簿逐件统计，上年的数字取自上年公布的报告。"
    assert all(text_width(text.text, text.fontSize) <= 120 for text in texts)
    assert [text.y for text in texts] == sorted((text.y for text in texts), reverse=True)
    assert all(0 <= text.y <= pen.top for text in texts)


def test_an_empty_picture_is_a_point_high() -> None:
    assert Pen(10, PAPER).picture().height == 1
