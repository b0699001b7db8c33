"""Pages as pictures: grey where nothing is coloured, without loss where that is small enough."""

from io import BytesIO
from random import Random
from typing import Any

import pypdf
import pytest
from PIL import Image

from exporters.redaction import redacted


def pictures(*pages: Image.Image) -> list[Any]:
    """The pictures of a written file, as another library reads them."""
    written = pypdf.PdfReader(BytesIO(redacted(pages, [(100.0, 100.0)] * len(pages), (), ".pdf")))
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
