"""Pages of a PDF: as pictures, to be looked at before the paper goes out, and as the signs on them, to be searched."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from disclosure.errors import SourceUnreadableError
from resources.pdf_library import PDF_LIBRARY

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class PageImage:
    """One page: its size in pixels and its pixels as RGB or (four ``channels``) RGBX; ``stride`` bytes a line."""

    width: int
    height: int
    stride: int
    channels: int
    pixels: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page of a PDF in points; raises SourceUnreadableError for what is no PDF."""
    with _opened(pdf) as document:
        return tuple(page.get_size() for page in document)


def page_images(pdf: bytes, dots_per_inch: float = 96.0, wanted: Sequence[int] | None = None) -> tuple[PageImage, ...]:
    """Return pages of a PDF as pictures, all or those at the places ``wanted``.

    Raises SourceUnreadableError for what is no PDF.
    """
    scale = dots_per_inch / POINTS_PER_INCH
    with _opened(pdf) as document:
        places = range(len(document)) if wanted is None else wanted
        bitmaps = (document[place].render(scale=scale, rev_byteorder=True) for place in places)
        return tuple(
            PageImage(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
            for bitmap in bitmaps
        )


def page_signs(pdf: bytes, step: Callable[[], None], most: int) -> str:
    """Return the signs on the pages of a PDF up to ``most``, in the order in which they lie in it; empty for a scan.

    ``step`` is called after each page. Raises SourceUnreadableError for what is no PDF or has a password.
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
