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
from importers.containers.document import Block, Cell, Document, Grid, Paragraph, grid_of_texts
from importers.published.containers.pdf_tables import find_tables
from importers.published.containers.shapes import REPORT, Shape
from importers.published.labels import is_label
from importers.signs import fold_signs

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns about fonts once per character

_MOST_PAGES = 80
_LEAST_CHARACTERS = 20
_PAGE_NUMBER = re.compile(r"^\s*[-—–－]?\s*\d{1,3}\s*[-—–－]?\s*\Z")


def read_pdf_file(content: bytes, step: Callable[[], None] = lambda: None, shape: Shape = REPORT) -> Document:
    """Return the text and ruled tables of a PDF; ``step`` is called after each page.

    Raises SourceUnreadableError for scans, passwords and damage.
    """
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise SourceUnreadableError(f"这个 PDF 超过{_MOST_PAGES}页，太长了，要核对文件。")
            pages: list[list[Block]] = []
            for page in pdf.pages:
                pages.append([one for one in _page(page) if not isinstance(one, Paragraph) or _is_text(one.text)])
                page.close()  # otherwise it keeps every character of the page
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
        raise SourceUnreadableError("这个 PDF 文件已损坏或有密码，无法读取，要重新导出后再试。") from fault
    blocks = shape.of(_with_rows_whole(pages))  # there may be text inside a frame, too
    document = tuple(one for one in blocks if not isinstance(one, Paragraph) or _is_text(one.text))
    texts = (
        block.text if isinstance(block, Paragraph) else "".join(cell.text for row in block.rows for cell in row if cell)
        for block in document
    )
    if sum(map(len, texts)) < _LEAST_CHARACTERS:
        raise SourceUnreadableError("这个 PDF 里只有图片没有文字（扫描件），要换用可以复制文字的版本。")
    return shape.pages(document)


def _page(page: Any) -> Iterator[Block]:
    """Yield a page from top to bottom: its tables, and the lines of text between them."""
    top = 0.0
    for table in find_tables(page):
        yield from _lines(page, top, table.bbox[1])
        yield grid_of_texts(table.extract())
        top = max(top, table.bbox[3])
    yield from _lines(page, top, float(page.height))


def _with_rows_whole(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the blocks of all pages, with the labels of rows cut by a page end joined."""
    whole: list[Block] = []
    for page in pages:
        here, last = list(page), whole[-1] if whole else None
        if here and isinstance(last, Grid) and isinstance(first := here[0], Grid):
            above, below = _joined([list(row) for row in last.rows], list(first.rows[0]))
            whole[-1] = Grid(tuple(map(tuple, above)))
            rows = (tuple(below), *first.rows[1:]) if below else first.rows[1:]
            here[:1] = [Grid(rows)] if rows else []
        whole += here
    return whole


_Cells = list[Cell | None]


def _joined(above: list[_Cells], below: _Cells) -> tuple[list[_Cells], _Cells]:
    """Return the rows above a page end and the first below it, with every label that was cut joined.

    A row with only the ends of labels is merged into the one above, and none is left below; if the other cells of
    a head are below the page end, its labels are joined there.
    """
    found = [(column, cell) for column, cell in enumerate(below) if cell is not None and cell.text.strip()]
    narrower = len(below) - len(above[-1])  # heads have fewer columns than the rows below them, counted from the right
    ends: list[tuple[_Cells, int, int, Cell]] = []
    for column, end in found:
        for place in dict.fromkeys((column - narrower, column)):
            row = next((row for row in reversed(above) if 0 <= place < len(row) and row[place] is not None), None)
            beginning = row[place] if row is not None else None
            if row is None or beginning is None or is_label(fold_signs(end.text)):
                continue
            if is_label(fold_signs(beginning.text + end.text)):
                ends.append((row, place, column, Cell(f"{beginning.text}\n{end.text}", beginning.id)))
                break
    for row, place, column, label in ends:
        row[place] = label if len(ends) == len(found) else None
        below[column] = label
    return above, [] if ends and len(ends) == len(found) else below


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _PAGE_NUMBER.match(line)


def _lines(page: Any, top: float, bottom: float) -> Iterator[Block]:
    top, bottom = max(0.0, top), min(float(page.height), bottom)
    if bottom - top < 1:
        return
    text = page.crop((0, top, page.width, bottom), strict=False).extract_text() or ""
    yield from (Paragraph(line.strip()) for line in text.splitlines())
