"""A PDF or an image as pages to view and redact: their sizes, their images, and the characters with their boxes.

Pages look as in any viewer: with annotations and filled forms, rotated and cropped. The characters also include those
of annotations and forms, and hidden or white ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int
from dataclasses import dataclass
from io import BytesIO
from struct import error as struct_error
from typing import Any, cast

import pypdfium2
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile
from pypdfium2 import raw

from disclosure.cases.redaction import Place
from disclosure.errors import SourceUnreadableError
from importers.page_images import POINTS_PER_INCH, signs_of
from resources.pdf_library import PDF_LIBRARY

_DOTS = 200.0
"""Dots per inch for images of PDF pages: small print and seals stay sharp."""
_MOST_PIXELS = 40_000_000
"""The most pixels of a PDF page: an A1 sheet at full resolution; larger ones become coarser."""
_MOST_OF_A_PICTURE = 80_000_000
_FORMATS, _SUFFIXES = ("PNG", "JPEG", "TIFF", "BMP"), {"TIFF": ".pdf", "JPEG": ".jpg", "MPO": ".jpg"}
_ORIENTATION, _LYING = 0x0112, frozenset({5, 6, 7, 8})
"""The tag by which a camera says how it was held, and the values by which width and height change places."""
_DEFAULT_DOTS, _SANE_DOTS = 96.0, (50.0, 1300.0)
_HEAD = 1024
_FINE = 100
_DAMAGED_PICTURE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, ArithmeticError, struct_error)
"""The exceptions Pillow raises for damaged images."""


@dataclass(frozen=True)
class PaperPage:
    """One page: its displayed size in points, and the dots per inch that lose no detail."""

    width: float
    height: float
    dots: float


@dataclass(frozen=True)
class Paper:
    """A paper to redact; ``suffix`` is that of the result: pages stay .pdf, an image stays an image."""

    content: bytes
    suffix: str
    pages: tuple[PaperPage, ...]
    is_pdf: bool

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""
        return tuple((page.width, page.height) for page in self.pages)

    def picture(self, place: int, dots: float = 0.0) -> Image.Image:
        """Return a page, from 0, as an image in grey or colour, without any metadata.

        Its resolution is ``dots`` per inch, or the page's own. Raises SourceUnreadableError if it cannot be rendered.
        """
        page = self.pages[place]
        if not self.is_pdf:
            with _opened_picture(self.content) as opened:
                opened.seek(place)
                whole = _plain(opened)
            scale = dots / POINTS_PER_INCH
            size = (max(1, round(page.width * scale)), max(1, round(page.height * scale))) if dots else whole.size
            coarser = size[0] < whole.width
            return whole if size == whole.size else whole.resize(size, Image.Resampling.BOX if coarser else None)
        with _opened(self.content) as document:
            drawn: Image.Image = document[place].render(scale=(dots or page.dots) / POINTS_PER_INCH).to_pil()
            return drawn.convert("RGB")

    def signs(self, place: int) -> tuple[str, tuple[Place | None, ...]]:
        """Return the characters of a page, from 0, and the box of each; none for an image and for a scanned page.

        A character without extent, such as a line end, has no box.
        """
        if not self.is_pdf:
            return "", ()
        with _opened(self.content) as document:
            page = document[place]
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)  # annotations and forms may have text, too
            page.close()
            page = document[place]
            inside = page.get_textpage()
            text, boxes = list[str](), []
            for at, sign in signs_of(inside):
                text.append(sign)
                left, bottom, right, top = inside.get_charbox(at, loose=True)
                corners = *_seen(page, left, top), *_seen(page, right, bottom)
                boxes.append(corners)
            inside.close()
        return "".join(text), tuple(
            (min(one, other), min(over, under), max(one, other), max(over, under))
            if one != other and over != under
            else None
            for one, over, other, under in boxes
        )


def _seen(page: Any, across: float, up: float) -> tuple[float, float]:
    """Return a point in page coordinates as displayed: rotated and cropped, from the upper left."""
    width, height = (int(side * _FINE) for side in page.get_size())
    wide, high = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, across, up, byref(wide), byref(high))
    return wide.value / _FINE, high.value / _FINE


def opened_paper(content: bytes) -> Paper:
    """Return a PDF or an image (.png, .jpg, .tif, .bmp) as pages, recognised by its content and not its name.

    Raises SourceUnreadableError for other files, and for one that is damaged, empty or has a password.
    """
    if b"%PDF" in content[:_HEAD]:
        with _opened(content) as document:
            sizes = [document.get_page_size(place) for place in range(len(document))]
        pages = []
        for wide, high in sizes:
            fine = POINTS_PER_INCH * (_MOST_PIXELS / max(1.0, wide * high)) ** 0.5
            pages.append(PaperPage(wide, high, min(_DOTS, fine)))
        return Paper(content, ".pdf", tuple(pages), True)
    with _opened_picture(content) as opened:
        pages = []
        for place in range(opened.n_frames if isinstance(opened, TiffImageFile) else 1):
            opened.seek(place)
            if opened.width * opened.height > _MOST_OF_A_PICTURE:
                raise SourceUnreadableError("这张图片太大，不能区分处理，要先缩小再添加为材料。")
            told = tuple(float(each) for each in opened.info.get("dpi", (0, 0)))  # a fax has fewer vertically
            is_sane = all(_SANE_DOTS[0] <= each <= _SANE_DOTS[1] for each in told)
            dots = told if is_sane else (_DEFAULT_DOTS, _DEFAULT_DOTS)
            inches = [side / each for side, each in zip(opened.size, dots, strict=True)]
            wide, high = reversed(inches) if opened.getexif().get(_ORIENTATION) in _LYING else inches
            pages.append(PaperPage(wide * POINTS_PER_INCH, high * POINTS_PER_INCH, max(dots)))
        return Paper(content, _SUFFIXES.get(opened.format or "", ".png"), tuple(pages), False)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with PDF_LIBRARY:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as reason:
            if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
                told = "这份 PDF 设有打开口令，要先用原来的程序去掉口令，再添加为材料。"
            else:
                told = "这份 PDF 已经损坏，打不开，不能区分处理。"
            raise SourceUnreadableError(told) from reason
        try:
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as reason:
            raise SourceUnreadableError("这份 PDF 有一页已经损坏，画不出来，不能区分处理。") from reason
        finally:
            document.close()


@contextmanager
def _opened_picture(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            yield opened
    except Image.DecompressionBombError as reason:
        raise SourceUnreadableError("这张图片太大，不能区分处理，要先缩小再添加为材料。") from reason
    except _DAMAGED_PICTURE as reason:
        raise SourceUnreadableError(
            "只有 PDF 和图片（png、jpg、tif、bmp）能区分处理，这份材料不是，或者已经损坏。"
        ) from reason


def _plain(opened: Image.Image) -> Image.Image:
    """Return a frame as displayed: rotated as its camera says, on white if transparent, in grey or colour."""
    turned = ImageOps.exif_transpose(opened)
    if turned.mode.startswith(("I", "F")):  # grey with sixteen bits or more
        low, high = cast("tuple[float, float]", turned.getextrema())
        step = 255 / max(1.0, high - low)
        turned = turned.convert("F").point(lambda shade: shade * step - low * step).convert("L")
    if turned.has_transparency_data:
        layer = turned.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        turned = Image.alpha_composite(ground, layer).convert("RGB")
    seen = turned.convert("L" if turned.mode in ("1", "L") else "RGB")
    return Image.frombytes(seen.mode, seen.size, seen.tobytes())  # without the metadata of the file
