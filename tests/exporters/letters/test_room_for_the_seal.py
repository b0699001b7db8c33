"""The seal stands over name and date and over nothing else, whatever the length of the paper (GB/T 9704—2012, 7.3.5.1).

Measured on the pages: a round seal of 42 mm, its middle a little above the middle of name and date.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from math import hypot
from typing import NamedTuple

import docx
import pypdfium2
import pytest

from disclosure.letters.filling import fill
from disclosure.letters.values import Letter, Line
from disclosure.report.model import Section
from disclosure.wording import chinese_date
from exporters.letters.paper import letter_docx, letters_document
from exporters.paper import grid
from exporters.paper.document import Document
from exporters.paper.pagination import laid_out
from exporters.report.paper import report_document
from tests.exporters.report.reports import sample_report
from tests.letters_factory import shipped, source_for

OFFICE = "测试区测试街道办事处"
RADIUS, ABOVE_THE_MIDDLE = 21 * grid.MILLIMETRE, 3 * grid.MILLIMETRE
HAIR = 0.5


class Box(NamedTuple):
    """A rectangle in points from the lower left of its page."""

    left: float
    bottom: float
    right: float
    top: float


class Signed(NamedTuple):
    """Where name and date of a paper stand, and everything else on their page."""

    name: Box
    day: Box
    others: list[Box]

    @property
    def body(self) -> list[Box]:
        return [box for box in self.others if box.bottom > grid.BOTTOM - HAIR]

    def is_covered(self, box: Box) -> bool:
        """Whether the seal touches a box."""
        x = (self.day.left + self.day.right) / 2
        y = (self.name.top + self.day.bottom) / 2 + ABOVE_THE_MIDDLE
        near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
        return hypot(near_x - x, near_y - y) < RADIUS

    @property
    def air(self) -> float:
        """The height between the text above and the top of the seal, in points."""
        top = (self.name.top + self.day.bottom) / 2 + ABOVE_THE_MIDDLE + RADIUS
        return min(box.bottom for box in self.body) - top


def signatures(document: Document, name: str, day: str) -> Iterator[Signed]:
    """Yield every page of a paper that is signed."""
    with pypdfium2.PdfDocument(laid_out(document)) as pdf:
        for page in pdf:
            text = page.get_textpage()
            letters = [
                (text.get_text_range(place, 1), Box(*text.get_charbox(place))) for place in range(text.count_chars())
            ]
            shown = [(letter, box) for letter, box in letters if letter.strip()]
            whole = "".join(letter for letter, _ in shown)
            at = whole.rfind(f"{name}{day}")
            if at >= 0:
                middle, end = at + len(name), at + len(name) + len(day)
                named, dated = ([box for _, box in shown[a:b]] for a, b in ((at, middle), (middle, end)))
                others = [box for place, (_, box) in enumerate(shown) if not at <= place < end]
                yield Signed(_around(named), _around(dated), others)


def _around(boxes: list[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def assert_room(signed: Signed, most: float = grid.LEADING) -> None:
    assert signed.body, "name and date never stand alone on a page"
    assert [box for box in signed.others if signed.is_covered(box)] == []
    assert 0 <= signed.air <= most, "the top of the seal is within one line of the text"
    middle = (signed.name.top + signed.day.bottom) / 2 + ABOVE_THE_MIDDLE
    centre = (signed.day.left + signed.day.right) / 2
    assert RADIUS < middle < grid.PAGE_HEIGHT - RADIUS
    assert RADIUS < centre < grid.PAGE_WIDTH - RADIUS


def of_lines(count: int, last: int, day: date) -> Letter:
    """A letter of so many lines, its last paragraph of ``last``."""
    body = ["测" * 26 + "试" * 28 * (lines - 1) for lines in (*[1] * (count - last), last) if lines]
    return Letter(
        code="granted",
        title="政府信息公开告知书",
        dated_on=day,
        blocks=tuple(Line(text) for text in body),
        number="测街公开〔2024〕6号",
        addressee="张某某",
        signature=OFFICE,
    )


@pytest.mark.parametrize(
    ("last", "day"), [(1, date(2024, 1, 1)), (2, date(2024, 12, 31)), (3, date(2024, 1, 1)), (5, date(2024, 12, 31))]
)
def test_the_seal_covers_no_text_however_long_the_letter_is(last: int, day: date) -> None:
    lengths = range(max(last, 8), 34)  # the end of the first page and the beginning of the second
    document = letters_document([of_lines(count, last, day) for count in lengths])
    found = list(signatures(document, OFFICE, chinese_date(day)))
    assert len(found) == len(lengths)
    for signed in found:
        assert_room(signed)


@pytest.mark.parametrize("more", range(11, 16))
def test_what_is_enclosed_is_no_text_of_the_page_that_is_signed(more: int) -> None:
    """Page 2 of an inquiry bore 「附件：…回执」, name and date, and not a line of the letter (7.3.5.4)."""
    made = replace(of_lines(more, 1, date(2024, 3, 5)))
    made = replace(made, blocks=(*made.blocks, Line("测" * 26 + "试" * 10), Line("附件：第三方意见回执")))
    (signed,) = signatures(letters_document([made]), OFFICE, "2024年3月5日")
    assert len({round(box.bottom / grid.LEADING) for box in signed.body}) > 1


@pytest.mark.parametrize("more", [0, 14, 16, 18, 20])
def test_a_letter_that_ends_with_a_table_keeps_its_last_row_with_the_seal(more: int) -> None:
    made = fill(shipped()["evidence-list"], source_for(shipped()["evidence-list"]))
    made = replace(made, blocks=(*[Line("说明文字。")] * more, *made.blocks))
    (signed,) = signatures(letters_document([made]), made.signature, chinese_date(made.dated_on))
    assert_room(signed, most=3 * grid.LEADING)  # the border of the table and the air in its last row lie between


@pytest.mark.parametrize("lines", range(2, 24, 4))
def test_the_annual_report_leaves_room_as_well(lines: int) -> None:
    report = sample_report()
    last = Section(report.sections[-1].heading, "测" * 26 + "试" * 28 * (lines - 1))
    report = replace(report, sections=(*report.sections[:-1], last), dated_on=date(2024, 1, 20))
    (signed,) = signatures(report_document(report), report.signature, chinese_date(date(2024, 1, 20)))
    assert_room(signed)


def test_word_keeps_the_seal_and_the_last_text_on_one_page() -> None:
    made = docx.Document(BytesIO(letter_docx([of_lines(30, 3, date(2024, 1, 1))])))
    closing = made.paragraphs[-5:]
    assert [paragraph.text for paragraph in closing[1:]] == ["", "", OFFICE, "2024年1月1日"]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in closing[:-1]] == [True] * 4
