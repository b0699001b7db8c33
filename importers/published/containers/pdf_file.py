"""PDF files: ruled tables as grids, the text around them as paragraphs, page by page."""

import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from disclosure.errors import SourceUnreadableError
from importers.containers.document import Block, Cell, Document, Grid, Paragraph, Row, grid_of_texts
from importers.published.containers.pdf_tables import find_tables
from importers.published.containers.shapes import REPORT, Shape
from importers.published.labels import is_label
from importers.signs import fold_signs

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
                pages.append([one for one in _page(page) if not isinstance(one, Paragraph) or _is_text(one.text)])
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
    blocks = shape.of(_with_rows_whole(pages))  # text stands between the lines of a frame, too
    document = tuple(one for one in blocks if not isinstance(one, Paragraph) or _is_text(one.text))
    texts = (
        block.text if isinstance(block, Paragraph) else "".join(cell.text for row in block.rows for cell in row if cell)
        for block in document
    )
    if sum(map(len, texts)) < _LEAST_CHARACTERS:
        raise SourceUnreadableError("这个 PDF 里只有图片没有文字（扫描件），请换用可以复制文字的版本。")
    return shape.pages(document)


def _page(page: Any) -> Iterator[Block]:
    """Yield a page from top to bottom: lines of text between its tables, and the tables."""
    top = 0.0
    for table in find_tables(page):
        yield from _lines(page, top, table.bbox[1])
        yield grid_of_texts(table.extract())
        top = max(top, table.bbox[3])
    yield from _lines(page, top, float(page.height))


def _with_rows_whole(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the blocks of all pages; a row that a page end cut has its labels in one piece again."""
    whole: list[Block] = []
    for page in pages:
        here, last = list(page), whole[-1] if whole else None
        if here and isinstance(last, Grid) and isinstance(first := here[0], Grid):
            rows = _with_rest(last.rows, first.rows[0])
            if rows is not None:
                whole[-1] = Grid(rows)
                here[:1] = [Grid(first.rows[1:])] if len(first.rows) > 1 else []
        whole += here
    return whole


def _with_rest(rows: Sequence[Row], rest: Row) -> tuple[Row, ...] | None:
    """Return rows with the rest of labels put behind their beginnings; None where ``rest`` is a row of its own."""
    found = [(column, cell) for column, cell in enumerate(rest) if cell is not None and cell.text.strip()]
    made = [list(row) for row in rows]
    for column, cell in found:
        beginning = next((row for row in reversed(made) if column < len(row) and row[column] is not None), None)
        above = beginning[column] if beginning is not None else None
        if beginning is None or above is None or not is_label(fold_signs(above.text + cell.text)):
            return None
        beginning[column] = Cell(f"{above.text}\n{cell.text}", above.id)
    return tuple(map(tuple, made)) if found else None


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _PAGE_NUMBER.match(line)


def _lines(page: Any, top: float, bottom: float) -> Iterator[Block]:
    top, bottom = max(0.0, top), min(float(page.height), bottom)
    if bottom - top < 1:
        return
    text = page.crop((0, top, page.width, bottom), strict=False).extract_text() or ""
    yield from (Paragraph(line.strip()) for line in text.splitlines())
