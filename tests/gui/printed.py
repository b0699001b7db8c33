"""What a print preview prints: the paper as a file, and how like it is to another."""

import statistics
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget

ALIKE = 0.99
_BLUR = 3
"""Pixels over which a line may lie beside itself: a printer's grid is another."""


def printed(preview: QPrintPreviewDialog, folder: Path) -> bytes:
    """Press 打印 in a preview whose printer writes into a file."""
    path = folder / "打印.pdf"
    preview.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    preview.printer().setOutputFileName(str(path))
    paper = preview.findChild(QPrintPreviewWidget)
    assert isinstance(paper, QPrintPreviewWidget)
    paper.print_()
    return path.read_bytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return how well the ink of the least like page lies where it lies on the other (their correlation, 1 for the
    same, 0 for a blank page); 0 where pages differ in number or size."""
    first, second = (_pages(content) for content in (one, other))
    if [page.size for page in first] != [page.size for page in second]:
        return 0.0
    return min(map(_correlation, first, second))


def _correlation(one: Image.Image, other: Image.Image) -> float:
    pixels = one.tobytes(), other.tobytes()
    has_ink = [min(each) < max(each) for each in pixels]
    return statistics.correlation(*pixels) if all(has_ink) else 0.0


def _pages(content: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as document:
        drawn = [page.render(scale=2).to_pil().convert("L") for page in document]
    return [page.filter(ImageFilter.GaussianBlur(_BLUR)).reduce(8) for page in drawn]
