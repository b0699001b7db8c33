"""What the pen of papers leaves on the sheet, by the ruler: how thick, how dark and where."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from exporters.paper.document import Document
from exporters.paper.fonts import FRAMED
from exporters.paper.sheet import Run, Sheet

SIZE = 20.0
SMALL, LARGE = "\ue81e", "\U0002ebf0"
"""Two characters that no font here has, of four and of five digits."""


@pytest.fixture(scope="module")
def content() -> bytes:
    sheet = Sheet(Document("x", date(2024, 3, 4), ()))
    with sheet.artifact("Layout"):
        sheet.rules([(100, 700, 200, 700), (100, 600, 100, 650)])
    with sheet.artifact("Layout"):
        sheet.text(
            [
                Run(100, 500, "hei", SIZE, 0, "甲"),
                Run(100 + SIZE, 500, FRAMED, SIZE, 5, SMALL + LARGE),
                Run(170, 500, "hei", SIZE, 3, "乙丙"),
                Run(100, 450, "hei", SIZE, 0, "丁"),
                Run(100 + SIZE, 450, "hei", SIZE, 0, "戊"),
            ]
        )
    return sheet.finished()


@pytest.fixture(scope="module")
def page(content: bytes) -> Iterator[Any]:
    with pdfplumber.open(BytesIO(content)) as document:
        yield document.pages[0]


def test_a_rule_is_black_half_a_point_thick_and_meets_the_next_at_the_corner(content: bytes, page: Any) -> None:
    across, down = page.lines
    assert [(line["linewidth"], line["stroking_color"]) for line in page.lines] == [(0.5, 0.0)] * 2
    assert (across["x0"], across["x1"], across["y0"], across["y1"]) == (100, 200, 700, 700)
    assert (down["x0"], down["x1"], down["y0"], down["y1"]) == (100, 100, 600, 650)
    with pypdfium2.PdfDocument(content) as document:
        picture = document[0].render(scale=8, grayscale=True).to_pil()
    height = picture.height
    of_rule = picture.crop((0, height - 8 * 701, picture.width, height - 8 * 699))
    left, _, right, _ = of_rule.point(lambda shade: 255 * (shade < 128)).getbbox() or (0, 0, 0, 0)
    assert (left / 8, right / 8) == (pytest.approx(99.75, abs=0.13), pytest.approx(200.25, abs=0.13)), "by half of it"


def test_a_character_without_a_font_is_its_code_in_a_frame_as_large_as_it(page: Any) -> None:
    frames = page.rects
    assert [(one["linewidth"], one["stroking_color"], one["fill"]) for one in frames] == [(0.5, 0.0, False)] * 2
    for place, frame in enumerate(frames):
        left = 120 + place * (SIZE + 5)
        assert frame["x0"] == pytest.approx(left + 0.06 * SIZE), "a breath beside it"
        assert (frame["width"], frame["height"]) == (pytest.approx(0.88 * SIZE), pytest.approx(0.88 * SIZE))
        assert frame["y0"] == pytest.approx(500 - 0.12 * SIZE), "as deep below the line as a character"
    for frame, upper, lower in zip(frames, ("E8", "02E"), ("1E", "BF0"), strict=True):
        inside = [one for one in page.chars if one["size"] < SIZE and frame["x0"] - 1 < one["x0"] < frame["x1"]]
        assert [one["size"] for one in inside] == [pytest.approx(0.42 * SIZE)] * len(upper + lower)
        lines = {round(one["matrix"][5], 2) for one in inside}
        assert lines == {500 + 0.38 * SIZE, 500 + 0.02 * SIZE}
        for baseline, digits in ((500 + 0.38 * SIZE, upper), (500 + 0.02 * SIZE, lower)):
            row = [one for one in inside if one["matrix"][5] == pytest.approx(baseline)]
            assert len(row) == len(digits)
            middle = (row[0]["x0"] + row[-1]["x1"]) / 2
            assert middle == pytest.approx((frame["x0"] + frame["x1"]) / 2, abs=1), "in the middle"


def test_letters_stand_where_their_runs_say(page: Any) -> None:
    letters = [(one["x0"], one["matrix"][5]) for one in page.chars if one["size"] == SIZE]
    assert letters == [
        (pytest.approx(x), pytest.approx(y)) for x, y in [(100, 500), (170, 500), (193, 500), (100, 450), (120, 450)]
    ]
