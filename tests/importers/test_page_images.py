"""Pages of a PDF as pictures: one per page, in its proportions, with ink on it; what is no PDF is refused in words."""

from datetime import date

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.letters.values import Letter, Line
from exporters.letters.paper import letter_pdf
from importers.page_images import page_images
from tests.small_pdfs import in_rare_characters

LETTER = Letter(
    code="receipt",
    title="登记回执",
    dated_on=date(2024, 3, 4),
    blocks=(Line("已收到你的申请。" * 400),),
    signature="测试街道",
)


def test_every_page_is_a_picture_of_a4_with_ink() -> None:
    pages = page_images(letter_pdf([LETTER]), 72)
    assert len(pages) > 1
    for page in pages:
        assert (page.width, page.height) in {(595, 842), (596, 842)}
        assert len(page.pixels) == page.stride * page.height
        assert min(page.pixels) < 128


def test_more_dots_make_larger_pictures() -> None:
    small, large = (page_images(letter_pdf([LETTER]), dots)[0] for dots in (72, 144))
    assert large.width == pytest.approx(2 * small.width, abs=2)


def test_what_is_no_pdf_is_refused_in_one_sentence() -> None:
    with pytest.raises(SourceUnreadableError, match="不是能够打开的 PDF"):
        page_images(b"not a pdf")


def test_a_name_of_rare_characters_is_marked() -> None:
    (shown,) = page_images(in_rare_characters(), 72, marked=("𠮷田",))
    ((left, top, wide, _high),) = shown.marked
    assert [left, wide] == pytest.approx([100, 33], abs=3)
    assert 70 < top < 100
