"""A .docx read again from its own XML: what each paragraph is by its style, what each cell is by its place."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from exporters.read_back.lines import Kind, Line, Reading, line, written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE, _HEADING = "Heading1", "Heading"


def read_docx(source: Path | bytes) -> Reading:
    """Read a .docx: its body in order, and the properties and footers that may name its version."""
    with ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))[0]
        properties = "\n".join(ElementTree.fromstring(package.read("docProps/core.xml")).itertext())
        feet = [
            "\n".join(ElementTree.fromstring(package.read(name)).itertext())
            for name in package.namelist()
            if name.startswith("word/footer")
        ]
    return Reading(written(one for part in body for one in _lines(part)), (properties, "\n".join(feet)))


def _lines(part: ElementTree.Element) -> Iterator[Line]:
    if part.tag == f"{_W}tbl":
        rows = (tuple(_cells(row)) for row in part.iter(f"{_W}tr"))
        yield from (Line(Kind.ROW, row) for row in rows if row)
    elif part.tag == f"{_W}p":
        style = part.find(f"{_W}pPr/{_W}pStyle")
        yield line(_kind(style.get(f"{_W}val", "") if style is not None else ""), _text(part))


def _kind(style: str) -> Kind:
    if style == _TITLE:
        return Kind.TITLE
    return Kind.HEADING if style.startswith(_HEADING) else Kind.TEXT


def _cells(row: ElementTree.Element) -> Iterator[str]:
    """Yield the cells that begin in a row; those that reach down into it are told above."""
    for cell in row.iter(f"{_W}tc"):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merged is None or merged.get(f"{_W}val") == "restart":
            yield line(Kind.ROW, _text(cell)).texts[0]


def _text(part: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in part.iter(f"{_W}t"))
