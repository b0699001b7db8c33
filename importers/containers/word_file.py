"""Word files: paragraphs and tables in order, each merged cell once."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from disclosure.errors import SourceUnreadableError
from importers.containers.document import Block, Document, Grid, Paragraph, SpanningGrid
from importers.containers.package import DAMAGED_PACKAGE
from importers.containers.word_numbers import write_numbers
from importers.strict_ooxml import with_known_names

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{_W}txbxContent"
_NOT_SHOWN = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_PART, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_MOST_BYTES = 25_000_000
"""The most bytes of a part: parsed elements take fifteen times as much."""


def read_word_file(content: bytes) -> Document:
    """Return the paragraphs and grids of a .docx. Raises SourceUnreadableError for other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            there = [name for name in (_PART, _NUMBERING, _STYLES) if name == _PART or name in package.namelist()]
            if any(package.getinfo(name).file_size > _MOST_BYTES for name in there):
                raise SourceUnreadableError("这个 Word 文件太大，超过了能读的限度，要核对文件。")
            parser = etree.XMLParser(resolve_entities=False)
            parts = {name: etree.fromstring(with_known_names(package.read(name)), parser) for name in there}
        root = parts[_PART]
        write_numbers(root, parts.get(_NUMBERING), parts.get(_STYLES))
    except DAMAGED_PACKAGE as fault:
        raise SourceUnreadableError(
            "这个 Word 文件已损坏、有密码或不是 .docx，要用 Word 另存为 .docx 后再试。"
        ) from fault
    body = root.find(f"{_W}body")
    return tuple(_blocks(body)) if body is not None else ()


def _blocks(parent: Any) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            text = _text(child).strip()
            if text:
                yield Paragraph(text)
            for inner in _shown(child):
                if inner.tag == _BOX:
                    yield from _blocks(inner)
        elif child.tag == f"{_W}tbl":
            if child.find(f".//{_W}tbl") is None:
                yield from _grid(child)
                continue
            for cell in child.iterfind(f"{_W}tr/{_W}tc"):  # a table that only frames others
                yield from _blocks(cell)
        elif child.tag not in _NOT_SHOWN:  # insertions and marks wrap whole paragraphs
            yield from _blocks(child)


def _shown(element: Any) -> Iterator[Any]:
    """Yield the printed parts of an element in order, without deleted or moved text and without what boxes contain."""
    for child in element:
        if child.tag in _NOT_SHOWN:
            continue
        yield child
        if child.tag != _BOX:
            yield from _shown(child)


def _text(element: Any) -> str:
    pieces = []
    for node in _shown(element):
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br"):
            pieces.append(" ")
    return "".join(pieces)


def _grid(table: Any) -> Iterator[Grid]:
    """Yield a table that has rows, with its vertical merges as row spans."""
    rows = [list(_row(row)) for row in table.iter(f"{_W}tr")]
    grid = SpanningGrid()
    for index, row in enumerate(rows):
        cells = []
        for text, column, across, merge in row:
            if merge == "continue":
                continue
            height = 1  # a cell extends over the rows below that continue it
            for below in rows[index + 1 :]:
                if not any(place == column and kind == "continue" for _, place, _, kind in below):
                    break
                height += 1
            cells.append((text, height, across))
        grid.add_row(cells)
    if rows:
        yield grid.grid()


def _row(row: Any) -> Iterator[tuple[str, int, int, str]]:
    """Yield (text, first grid column, column span, vertical merge) of every cell of a row."""
    column = _value(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for cell in row.iter(f"{_W}tc"):
        across = max(1, _value(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1))
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        kind = "" if merge is None else (merge.get(f"{_W}val") or "continue")
        yield _text(cell).strip(), column, across, kind
        column += across


def _value(element: Any, default: int) -> int:
    digits = element.get(f"{_W}val") if element is not None else None
    return int(digits) if digits and digits.isdigit() and len(digits) < 4 else default  # noqa: PLR2004 - absurd spans
