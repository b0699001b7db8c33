"""Pages of a PDF as images to check before sending, and their characters for searching."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from disclosure.errors import SourceUnreadableError
from resources.pdf_library import PDF_LIBRARY

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class PageImage:
    """One page: its size in pixels, and its pixels as RGB or (four ``channels``) RGBX; ``stride`` bytes per line.

    ``marked`` are the boxes of the words asked for, as left, top, width and height in pixels.
    """

    width: int
    height: int
    stride: int
    channels: int
    pixels: bytes
    marked: tuple[tuple[float, float, float, float], ...] = ()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page of a PDF in points; raises SourceUnreadableError for other files."""
    with _opened(pdf) as document:
        return tuple(page.get_size() for page in document)


def page_images(
    pdf: bytes, dots_per_inch: float = 96.0, wanted: Sequence[int] | None = None, marked: Sequence[str] = ()
) -> tuple[PageImage, ...]:
    """Return pages of a PDF as images, all or those at the indices ``wanted``, with the boxes of ``marked`` texts.

    Raises SourceUnreadableError for other files.
    """
    scale = dots_per_inch / POINTS_PER_INCH
    with _opened(pdf) as document:
        places = range(len(document)) if wanted is None else wanted
        found = []
        for page in (document[place] for place in places):
            bitmap = page.render(scale=scale, rev_byteorder=True)
            seen = tuple(_places(page, marked, scale)) if marked else ()
            found.append(
                PageImage(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer), seen)
            )
        return tuple(found)


def _places(page: Any, texts: Sequence[str], scale: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of texts on a page, one for each of their lines, wherever lines are broken."""
    inside, height = page.get_textpage(), page.get_height()
    solid = [(place, letter) for place, letter in signs_of(inside) if not letter.isspace() and letter.isprintable()]
    whole = "".join(letter for _, letter in solid)
    for text in texts:
        bare = "".join(text.split())
        begin = whole.find(bare) if bare else -1
        boxes = [inside.get_charbox(place, loose=True) for place, _ in solid[begin : begin + len(bare)] if begin >= 0]
        line: list[tuple[float, float, float, float]] = []
        for box in boxes:
            if line and box[0] < line[-1][0]:  # a new line, starting at the left again
                yield _around(line, height, scale)
                line = []
            line.append(box)
        if line:
            yield _around(line, height, scale)


def signs_of(inside: Any) -> Iterator[tuple[int, str]]:
    """Yield index and character of all text on a page; a rare character given as two surrogates becomes one."""
    from pypdfium2 import raw  # noqa: PLC0415 - as heavy as the library itself

    half = ""
    for place in range(inside.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(inside, place))
        if "\ud800" <= sign <= "\udbff":
            half = sign
        else:
            yield place, (half + sign).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[-1]
            half = ""


def _around(
    boxes: Sequence[tuple[float, float, float, float]], height: float, scale: float
) -> tuple[float, float, float, float]:
    """Return the pixel box, from the upper left, around boxes of left, bottom, right and top in points."""
    left, top = min(box[0] for box in boxes), max(box[3] for box in boxes)
    right, bottom = max(box[2] for box in boxes), min(box[1] for box in boxes)
    return left * scale, (height - top) * scale, (right - left) * scale, (top - bottom) * scale


def page_signs(pdf: bytes, step: Callable[[], None], most: int) -> str:
    """Return at most ``most`` characters on the pages of a PDF, in their order in the file; empty for a scan.

    ``step`` is called after each page. Raises SourceUnreadableError for other files and for one with a password.
    """
    pages: list[str] = []
    with _opened(pdf) as document:
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            for each in (text, page):
                each.close()
            step()
            if sum(map(len, pages)) > most:
                break
    return "\n".join(pages)[:most]


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed to look at a paper

    with PDF_LIBRARY:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as reason:
            raise SourceUnreadableError("这份文件不是能够打开的 PDF，无法预览。") from reason
        try:
            yield document
        finally:
            document.close()
