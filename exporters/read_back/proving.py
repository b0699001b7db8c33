"""Render a document, read the bytes back and compare them with what they must show."""

from collections.abc import Sequence
from pathlib import Path

from disclosure.errors import ExportError
from exporters.paper.document import Document, PageBreak
from exporters.paper.files import render
from exporters.read_back.lines import Line, Reading, difference, document_lines
from exporters.read_back.word import read_docx


def proven(document: Document, suffix: str, lines: Sequence[Line] | None = None) -> bytes:
    """Return a document as .pdf or .docx, proven to show ``lines``, by default all of its content.

    Raises ExportError for another suffix, and for a file that does not read back.
    """
    content = render(document, suffix)
    refuse(difference_of(document, content, suffix, lines))
    return content


def write_proven(document: Document, path: Path) -> None:
    """Write a document by its suffix; raises ExportError as ``proven``, OSError for a place that cannot be written."""
    path.write_bytes(proven(document, path.suffix))


def difference_of(document: Document, content: bytes, suffix: str, lines: Sequence[Line] | None = None) -> str | None:
    """Return in one Chinese phrase where a rendered document differs from its lines, None where it does not."""
    read = reading(content, suffix, restarts=restarts_of(document))
    return read.fault or difference(document_lines(document) if lines is None else lines, read.lines)


def reading(content: bytes, suffix: str, *, restarts: int = 0) -> Reading:
    """Return what a rendered document shows; the page numbers of a PDF start at 1 again ``restarts`` times."""
    if suffix.lower() == ".docx":
        return read_docx(content)
    from exporters.read_back.pdf import read_pdf  # noqa: PLC0415 - pypdfium2 loads with the first PDF

    return read_pdf(content, restarts=restarts)


def restarts_of(document: Document) -> int:
    """Return how often the page numbers of a document start again."""
    return sum(isinstance(block, PageBreak) and block.restarts_numbers for block in document.blocks)


def refuse(fault: str | None) -> None:
    """Raise ExportError if a fault was found."""
    if fault:
        raise ExportError(f"排好的文件与内容不符（{fault}），没有保存，再试一次；仍不行就换一种格式导出。")
