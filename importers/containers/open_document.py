"""OpenDocument texts and spreadsheets (.odt, .ods), as written by LibreOffice and domestic office programs."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from disclosure.errors import SourceUnreadableError
from importers.containers.document import MOST_COLUMNS, Block, Document, Grid, Paragraph, SpanningGrid, count_told
from importers.containers.package import DAMAGED_PACKAGE

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_BYTES = 25_000_000
"""The most bytes of its content: parsed elements take fifteen times as much."""
ROWS_IN_DIGITS = 7
"""A sheet has 1,048,576 rows."""
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_NOT_SHOWN = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_OFFICE}forms"})


def read_open_document(content: bytes) -> Document:
    """Return the paragraphs and grids of an .odt or .ods. Raises SourceUnreadableError for other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if package.getinfo("content.xml").file_size > _MOST_BYTES:
                raise SourceUnreadableError("这个 OpenDocument 文件太大，超过了能读的限度，要核对文件。")
            xml = package.read("content.xml")
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    except DAMAGED_PACKAGE as fault:
        raise SourceUnreadableError("这个 OpenDocument 文件已损坏或有密码，要用 WPS 另存为 .docx 后再试。") from fault
    body = root.find(f"{_OFFICE}body")
    return tuple(_blocks(body)) if body is not None else ()


def _blocks(parent: Any) -> Iterator[Block]:
    for child in parent:
        if child.tag in _NOT_SHOWN:
            continue
        if child.tag == f"{_TABLE}table" and child.find(f".//{_TABLE}table") is None:
            yield from _grid(child)
        elif child.tag in _PARAGRAPHS:
            if text := " ".join(_shown(child).split()):
                yield Paragraph(text)
        else:
            yield from _blocks(child)


def _shown(element: Any) -> str:
    """Return the printed text of a paragraph or a cell, with its markup for blanks as blanks."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            pieces.append(" ")
        elif child.tag not in _NOT_SHOWN and isinstance(child.tag, str):
            pieces.append(_shown(child))
            pieces.append("\n" if child.tag in _PARAGRAPHS else "")
        pieces.append(child.tail or "")
    return "".join(pieces)


def _grid(table: Any) -> Iterator[Grid]:
    grid = SpanningGrid()
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[tuple[str, int, int]] = []
        for cell in row:
            if cell.tag != f"{_TABLE}table-cell":  # covered by a spanning one
                continue
            text = "\n".join(line.strip() for line in _shown(cell).splitlines() if line.strip())
            down, across = (
                count_told(cell.get(f"{_TABLE}number-{way}-spanned"), ROWS_IN_DIGITS) for way in ("rows", "columns")
            )
            repeated = min(count_told(cell.get(f"{_TABLE}number-columns-repeated"), ROWS_IN_DIGITS), MOST_COLUMNS)
            cells += [(text, down, across)] * repeated
        repeated = count_told(row.get(f"{_TABLE}number-rows-repeated"), ROWS_IN_DIGITS)
        while cells and not cells[-1][0] and cells[-1][1:] == (1, 1):  # the padding up to the sheet's right edge
            cells.pop()
        for _ in range(repeated if cells else 1):  # of blank rows one is enough
            grid.add_row(cells)
    if (made := grid.grid()).rows:
        yield made
