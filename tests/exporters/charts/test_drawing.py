"""Charts by the ruler: where each piece of one stands, how large and in which colour it is.

The lengths are those of the letters: 10.5 points on paper, 9.5 beside them.
"""

from dataclasses import replace
from typing import Any

import pytest
from reportlab.graphics.shapes import Circle, Line, Rect, String

from disclosure.charts import Chart, Panel, Point, Source, Tone
from exporters.charts.drawing import drawn, drawn_apart
from exporters.charts.pen import PAPER, Box, Picture, text_width

WIDTH = 300
BARS = Chart(
    "渠道",
    "渠道",
    (
        Panel(
            "收到",
            "件",
            (
                Point("窗口", 400, Source(2024)),
                Point("网", 100, Source(2024), Tone.SOFT, share="20%"),
                Point("信", 1, Source(2024), Tone.WARNING),
                Point("其他", 0, Source(2024)),
            ),
        ),
    ),
)
YEARS = Chart(
    "历年",
    "历年",
    (
        Panel(
            "收到",
            "件",
            (
                Point("2020", 10, Source(2020, is_published=True)),
                Point("2022", 0, Source(2022)),
                Point("2023", 5, Source(2023)),
            ),
        ),
    ),
    is_over_years=True,
)


def pieces(picture: Picture, kind: type[Any]) -> list[Any]:
    return [shape for shape in picture.drawing.contents if isinstance(shape, kind)]


def texts(picture: Picture) -> dict[str, tuple[float, float, str, float, str]]:
    """Each text: where it stands from the left and from the top, by which of its ends, how large, in which colour."""
    return {
        one.text: (one.x, picture.height - one.y, one.textAnchor, one.fontSize, colour(one.fillColor))
        for one in pieces(picture, String)
    }


def colour(value: Any) -> str:
    return {shade: name for name, shade in PAPER.colours.items()}["#" + value.hexval()[2:]]


def test_the_longest_bar_fills_what_its_label_and_its_number_leave() -> None:
    (picture,) = drawn_apart(BARS, WIDTH)
    assert (picture.width, picture.height) == (WIDTH, 14 + 4 * 21), "a name, then rows of twice the letters"
    bars = pieces(picture, Rect)
    left = 21 + 8  # two letters and a gap
    room = WIDTH - left - text_width("100（20%）", 10.5) - 8 - 1
    assert [round(bar.width, 3) for bar in bars] == [round(room, 3), round(room / 4, 3), 2], "one of 400 is seen, too"
    assert [(bar.x, picture.height - bar.y - bar.height, bar.height) for bar in bars] == [
        (left, 14 + 21 * row + 5.25, 10.5) for row in range(3)
    ]
    assert [(colour(bar.fillColor), colour(bar.strokeColor), bar.strokeWidth) for bar in bars] == [
        ("accent", "accent", 0.75),
        ("accent-soft", "accent", 0.75),
        ("overdue-soft", "overdue", 0.75),
    ]
    said = texts(picture)
    assert said["收到（件）"] == (0, 10, "start", 9.5, "secondary")
    for row, (label, number) in enumerate([("窗口", "400"), ("网", "100（20%）"), ("信", "1"), ("其他", "0")]):
        baseline = 14 + 21 * row + 14
        end = left + (bars[row].width if row < 3 else 0)
        assert said[label] == (21, baseline, "end", 10.5, "ink")
        assert said[number] == (round(end + 4), baseline, "start", 10.5, "ink"), "a gap behind its bar"
    *_, axis = pieces(picture, Line)
    assert (axis.x1, axis.x2, picture.height - axis.y1, picture.height - axis.y2) == (left, left, 16, 14 + 84 - 2)
    assert (colour(axis.strokeColor), axis.strokeWidth) == ("line", 0.75)
    assert picture.places == tuple(Box(0, 14 + 21 * row, WIDTH, 21) for row in range(4)), "a whole row answers"


def test_a_long_label_leaves_the_bars_more_than_half_of_the_width() -> None:
    (panel,) = BARS.panels
    long = Chart("x", "x", (Panel("x", "件", (Point("很长" * 20, 1, Source(2024)), *panel.points)),))
    (picture,) = drawn_apart(long, WIDTH)
    assert {bar.x for bar in pieces(picture, Rect)} == {126 + 8}


@pytest.mark.parametrize("chart", [BARS, YEARS], ids=["bars", "years"])
def test_nothing_at_all_is_drawn_as_nothing(chart: Chart) -> None:
    (panel,) = chart.panels
    empty = replace(chart, panels=(replace(panel, points=tuple(replace(point, value=0) for point in panel.points)),))
    (picture,) = drawn_apart(empty, WIDTH)
    assert pieces(picture, Rect) == []
    assert len({dot.cy for dot in pieces(picture, Circle)}) <= 1, "all on the ground"
    assert picture.height == drawn_apart(chart, WIDTH)[0].height


def test_a_line_over_years_stands_on_zero_and_is_dashed_over_years_nobody_knows() -> None:
    (picture,) = drawn_apart(YEARS, WIDTH)
    floor, top, step = 14 + 4.2 * 10.5, 14 + 1.8 * 10.5, (WIDTH - 46) / 3
    spots = [(23, top), (23 + 2 * step, floor), (WIDTH - 23, (top + floor) / 2)]
    assert picture.height == round(floor + 19)
    dots = pieces(picture, Circle)
    assert [(dot.cx, picture.height - dot.cy) for dot in dots] == [pytest.approx(spot) for spot in spots]
    assert [(dot.r, colour(dot.fillColor), colour(dot.strokeColor), dot.strokeWidth) for dot in dots] == [
        (3, "card", "accent", 1.25),
        (3, "accent", "accent", 1.25),
        (3, "accent", "accent", 1.25),
    ]
    ground, *dashes, line = pieces(picture, Line)
    assert (ground.x1, ground.x2, colour(ground.strokeColor), ground.strokeWidth) == (0, WIDTH, "line", 0.75)
    assert (picture.height - ground.y1, picture.height - ground.y2) == (pytest.approx(floor), pytest.approx(floor))
    assert len(dashes) > 10, "2021 is not known"
    assert (line.x1, line.x2) == (pytest.approx(spots[1][0]), pytest.approx(spots[2][0])), "2022 and 2023 are"
    assert {(colour(one.strokeColor), one.strokeWidth) for one in (*dashes, line)} == {("accent", 1.5)}
    said = texts(picture)
    for (x, y), number, year in zip(spots, ("10", "0", "5"), ("2020", "2022", "2023"), strict=True):
        assert said[number] == (round(x), round(y - 6), "middle", 10.5, "ink"), "over its marker"
        assert said[year] == (round(x), round(floor + 1.6 * 9.5), "middle", 9.5, "secondary"), "under the line"
    assert [number for box in picture.places for number in (box.left, box.left + box.width)] == pytest.approx(
        [x + half for x, _ in spots for half in (-23, 23)]
    )
    assert {(box.top, round(box.height, 6)) for box in picture.places} == {(14, round(floor + 19 - 14, 6))}


def test_charts_stand_below_one_another_with_their_titles_and_notes() -> None:
    """Between charts two breaths, between a chart's panels one, a gap below a title and above the notes."""
    noted = Chart("渠道", "渠道", BARS.panels * 2, notes=("一" * 60,))
    rows = 14 + 4 * 21
    title = round(1.3 * 12.5) + 8
    lines = 2  # thirty-one letters of 9.5 points in 298
    first, second = (drawn([noted] * times, WIDTH) for times in (1, 2))
    assert first.height == title + rows + 14 + rows + 8 + lines * 14
    assert second.height == 2 * first.height + 28
    names = [first.height - one.y for one in pieces(first, String) if one.text == "收到（件）"]
    assert names == [title + 10, title + rows + 14 + 10]
    assert texts(first)["渠道"] == (0, 16 - 4, "start", 12.5, "ink")
    notes = [one for one in pieces(first, String) if one.text.startswith("一")]
    assert [len(one.text) for one in notes] == [31, 29]
    assert {colour(one.fillColor) for one in notes} == {"secondary"}
    assert [one.y for one in notes] == [14 + 4, 4]
    narrow = pieces(drawn([noted], 286), String)
    assert [len(one.text) for one in narrow if one.text.startswith("一")] == [29, 29, 2], "a point is left on each side"
    assert drawn([noted], WIDTH, titled=False).height == first.height - title
    alone = drawn([Chart("渠道", "渠道", (), notes=("没有收到申请。",))], WIDTH, titled=False)
    assert texts(alone) == {"没有收到申请。": (0, 10, "start", 9.5, "ink")}, "nothing else is there to read"
