"""Plain text: pasted reports, tables as Markdown, text lifted out of PDFs."""

import re
from collections.abc import Iterator

from importers.published.document import MOST_ROWS, Block, Document, Paragraph, grid_of_texts
from importers.published.reflow import reflowed

_RULE = re.compile(r"^[\s|:+-]+$")
_PAGE_NUMBER = re.compile(r"^\s*[-—–－]\s*\d{1,3}\s*[-—–－]\s*$")
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s*|\*\*")


def read_plain_text(text: str) -> Document:
    """Return a text as paragraphs; lines between bars or with tabs are grids."""
    return reflowed(tuple(_blocks(text.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[list[str | None]] = []
    for line in lines[: MOST_ROWS * 10]:
        cells = _cells(line)
        if cells is not None:
            if not _RULE.match(line):
                rows.append(cells)
            continue
        if rows:
            yield grid_of_texts(rows)
            rows = []
        text = _MARKS.sub("", line).strip()
        if text and not _PAGE_NUMBER.match(text):
            yield Paragraph(text)
    if rows:
        yield grid_of_texts(rows)


def _cells(line: str) -> list[str | None] | None:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return [cell.strip() for cell in stripped[1:].removesuffix("|").split("|")]
    return [cell.strip() for cell in line.split("\t")] if line.count("\t") > 1 else None
