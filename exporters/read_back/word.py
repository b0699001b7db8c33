"""A .docx read back from its XML: paragraphs recognised by their style, cells by their position."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from exporters.read_back.lines import Kind, Line, Reading, line, written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE, _HEADING = "Heading1", "Heading"


def read_docx(source: Path | bytes) -> Reading:
    """Read a .docx: its body in order, and the properties and footers that may contain its version."""
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
        for row in part.iter(f"{_W}tr"):
            # the cells that start in the row; those spanning into it were handled above
            merges = ((cell, cell.find(f"{_W}tcPr/{_W}vMerge")) for cell in row.iter(f"{_W}tc"))
            begun = [cell for cell, merge in merges if merge is None or merge.get(f"{_W}val") == "restart"]
            if begun:
                yield Line(Kind.ROW, tuple(line(Kind.ROW, _text(cell)).texts[0] for cell in begun))
    elif part.tag == f"{_W}p":
        element = part.find(f"{_W}pPr/{_W}pStyle")
        style = "" if element is None else element.get(f"{_W}val", "")
        kind = Kind.TITLE if style == _TITLE else Kind.HEADING if style.startswith(_HEADING) else Kind.TEXT
        yield line(kind, _text(part))


def _text(part: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in part.iter(f"{_W}t"))
