"""Pages to be covered: of a picture, and what cannot be opened says what to do."""

from io import BytesIO

import pytest
from PIL import Image

import importers.paper_pages
from disclosure.errors import SourceUnreadableError
from importers.paper_pages import opened_paper


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 600), **options: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "white").save(made, kind, **options)
    return made.getvalue()


def test_a_picture_has_one_page_as_large_as_its_dots_say_and_no_signs() -> None:
    paper = opened_paper(picture(dpi=(150, 150)))
    assert (paper.is_pdf, len(paper.pages)) == (False, 1)
    assert (round(paper.pages[0].width), round(paper.pages[0].height)) == (144, 288)
    assert paper.signs(0) == ("", ())


def test_a_picture_of_as_many_dots_as_may_be_is_taken_and_a_larger_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers.paper_pages, "_MOST_OF_A_PICTURE", 300 * 600)
    assert opened_paper(picture()).pages
    with pytest.raises(SourceUnreadableError, match="图片太大"):
        opened_paper(picture(size=(300, 601)))


@pytest.mark.parametrize(("before", "is_pdf"), [(1020, True), (1021, False)])
def test_a_picture_that_names_the_format_far_inside_is_still_a_picture(before: int, is_pdf: bool) -> None:
    """A program that makes .pdf signs its pictures, too; pages begin in the first 1,024 bytes (ISO 32000, H.3)."""
    content = picture(size=(3, 6)).ljust(before, b"\0") + b"%PDF-1.7\n"
    if is_pdf:
        with pytest.raises(SourceUnreadableError):
            opened_paper(content)
    else:
        assert not opened_paper(content).is_pdf


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", picture()[:60], b""])
def test_what_is_damaged_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="。"):
        opened_paper(content)
