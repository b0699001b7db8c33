"""Pages as pictures: grey where nothing is coloured, without loss where that is small enough."""

from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from disclosure.errors import ExportError
from exporters import redaction
from exporters.redaction import redacted


def pictures(*pages: Image.Image) -> list[Any]:
    """The pictures of a written file, as another library reads them."""
    written = pypdf.PdfReader(BytesIO(redacted(pages, [(100.0, 100.0)] * len(pages), (), ".pdf")), strict=True)
    return [page["/Resources"]["/XObject"]["/P"] for page in written.pages]  # type: ignore[index]


@pytest.mark.parametrize(
    ("colour", "shades"),
    [
        ((120, 120, 120), "/DeviceGray"),
        ((120, 128, 120), "/DeviceGray"),  # a scanner's paper
        ((120, 129, 120), "/DeviceRGB"),
        ((120, 120, 129), "/DeviceRGB"),
        ((200, 30, 30), "/DeviceRGB"),
    ],
)
def test_a_page_without_colour_is_grey(colour: tuple[int, int, int], shades: str) -> None:
    (picture,) = pictures(Image.new("RGB", (20, 20), colour))
    assert picture["/ColorSpace"] == shades
    assert len(picture.get_data()) == 20 * 20 * {"/DeviceGray": 1, "/DeviceRGB": 3}[shades]


def test_only_a_page_that_packs_badly_becomes_a_jpeg() -> None:
    noise = Image.frombytes("L", (900, 900), Random(1).randbytes(900 * 900))
    flat, scanned = pictures(Image.new("L", (900, 900), 255), noise)
    assert (flat["/Filter"], scanned["/Filter"]) == ("/FlateDecode", "/DCTDecode")


def _noted(file: pypdf.PdfWriter) -> None:
    file.add_annotation(1, FreeText(text="某", rect=(1, 1, 9, 9)))


def _written_over(file: pypdf.PdfWriter) -> None:
    over = BytesIO()
    page = Canvas(over, (100, 100))
    page.drawString(10, 10, "a")
    page.save()
    file.pages[1].merge_page(pypdf.PdfReader(over).pages[0])


def _drawn_over(file: pypdf.PdfWriter) -> None:
    over = BytesIO()
    page = Canvas(over, (100, 100))
    page.rect(10, 10, 20, 20)
    page.save()
    file.pages[1].merge_page(pypdf.PdfReader(over).pages[0])


def _with_another_page(file: pypdf.PdfWriter) -> None:
    file.add_page(file.pages[0])


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda file: file.add_attachment("a.txt", b"x"), "公开版里还有附件，"),
        (lambda file: file.add_open_action(JavaScript("this.print()")), "公开版里还有脚本，"),
        (lambda file: file.add_outline_item(title="某", page_number=0), "公开版里还有目录，"),
        (lambda file: file.add_metadata({"/Author": "某"}), "公开版里还有文件属性，"),
        (_with_another_page, "公开版里页数不对，"),
        (_noted, "公开版里第 2 页还有批注，"),
        (_written_over, "公开版里第 2 页还有文字，"),
        (_drawn_over, "公开版里第 2 页不只是一张图像，"),
    ],
)
def test_what_a_public_version_still_holds_is_named_with_its_page_and_nothing_is_saved(
    harm: Callable[[pypdf.PdfWriter], object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = redaction._pdf

    def harmed(*what: Any) -> bytes:
        file, content = pypdf.PdfWriter(clone_from=BytesIO(write(*what))), BytesIO()
        file.metadata = None
        harm(file)
        file.write(content)
        return content.getvalue()

    monkeypatch.setattr(redaction, "_pdf", harmed)
    with pytest.raises(ExportError) as refused:
        redacted([Image.new("L", (20, 20), 255) for _ in range(2)], [(100.0, 100.0)] * 2, (), ".pdf")
    assert str(refused.value).startswith(told)
    assert "没有保存" in str(refused.value)
