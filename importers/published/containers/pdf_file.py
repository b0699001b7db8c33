"""PDF files: ruled tables as grids, the text around them as paragraphs, page by page."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from disclosure.errors import SourceUnreadableError
from importers.published.containers.pdf_tables import find_tables
from importers.published.containers.shapes import REPORT, Shape
from importers.published.document import Block, Document, Grid, Paragraph, grid_of_texts

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # of fonts it does not like it warns once a sign

_MOST_PAGES = 80
_LEAST_CHARACTERS = 20
_PAGE_NUMBER = re.compile(r"^\s*[-—–－]?\s*\d{1,3}\s*[-—–－]?\s*$")


def read_pdf_file(content: bytes, step: Callable[[], None] = lambda: None, shape: Shape = REPORT) -> Document:
    """Return the text and ruled tables of a PDF; ``step`` is called after each page.

    Raises SourceUnreadableError for scans, passwords and damage.
    """
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise SourceUnreadableError(f"这个 PDF 超过{_MOST_PAGES}页，太长了，请核对文件。")
            pages: list[list[Block]] = []
            for page in pdf.pages:
                pages.append(list(_page(page, shape)))
                page.close()  # it keeps every sign of the page otherwise
                step()
    except SourceUnreadableError:
        raise
    except (
        PDFSyntaxError,
        PSException,
        PdfminerException,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        RecursionError,
        OSError,
        OverflowError,
    ) as fault:
        raise SourceUnreadableError("这个 PDF 文件已损坏或有密码，无法读取，请重新导出后再试。") from fault
    document = tuple(block for page in pages for block in page)
    texts = (
        block.text if isinstance(block, Paragraph) else "".join(cell.text for row in block.rows for cell in row if cell)
        for block in document
    )
    if sum(map(len, texts)) < _LEAST_CHARACTERS:
        raise SourceUnreadableError("这个 PDF 里只有图片没有文字（扫描件），请换用可以复制文字的版本。")
    return shape.pages(document)


def _page(page: Any, shape: Shape) -> Iterator[Block]:
    """Yield a page from top to bottom: lines of text between its tables, and the tables."""
    top = 0.0
    for table in find_tables(page):
        yield from _lines(page, top, table.bbox[1])
        for block in shape.rows(grid_of_texts(table.extract()).rows):  # text stands between the lines of a frame, too
            if isinstance(block, Grid) or _is_text(block.text):
                yield block
        top = max(top, table.bbox[3])
    yield from _lines(page, top, float(page.height))


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _PAGE_NUMBER.match(line)


def _lines(page: Any, top: float, bottom: float) -> Iterator[Block]:
    top, bottom = max(0.0, top), min(float(page.height), bottom)
    if bottom - top < 1:
        return
    text = page.crop((0, top, page.width, bottom), strict=False).extract_text() or ""
    for line in text.splitlines():
        if _is_text(line):
            yield Paragraph(line.strip())
