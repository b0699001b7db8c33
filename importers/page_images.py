"""Pages of a PDF as pictures, to be looked at before the paper goes out."""

from dataclasses import dataclass

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


def page_images(pdf: bytes, dots_per_inch: float = 96.0) -> tuple[PageImage, ...]:
    """Return every page of a PDF as a picture; raises SourceUnreadableError for what is no PDF."""
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed to look at a paper

    with PDF_LIBRARY:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as reason:
            raise SourceUnreadableError("这份文件不是能够打开的 PDF，无法预览。") from reason
        try:
            scale = dots_per_inch / POINTS_PER_INCH
            bitmaps = (page.render(scale=scale, rev_byteorder=True) for page in document)
            return tuple(
                PageImage(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
                for bitmap in bitmaps
            )
        finally:
            document.close()
