"""The peer of our documents: the same document for typst, in the same fonts and sizes, as the same kind of archive."""

import importlib
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from disclosure.report.tables import GridCell, Role
from exporters.paper import grid
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
)
from resources.locate import resource_path

STANDARDS = ["a-2a", "ua-1"]
HAS_TYPST = find_spec("typst") is not None
_TALL, _FLAT = 8, 3
"""Space above and below the text in tables of large type and of small, in points, for pages as full as ours."""
_HEAD = """
#let serif = (name: "Latin Serif", covers: "latin-in-cjk")
#let song = ("Latin Serif", "Noto Serif SC")
#let hei(body) = text(font: "Noto Sans SC", body)
#set document(title: {title}, author: {author}, date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))
#set page(width: 210mm, height: 297mm, margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm),
  footer-descent: 7mm, footer: context align(if calc.odd(here().page()) {{ right }} else {{ left }},
    pad(x: 14pt, text(14pt, font: song, weight: 300)[— #counter(page).display() —])))
#set text(font: (serif, "FandolFang R", "Noto Serif SC"), size: 16pt, lang: "zh", region: "cn", tracking: {track:.3f}pt)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {lead:.3f}pt, spacing: {lead:.3f}pt)
#show heading: set text(size: 16pt, weight: 400)
#show heading: set block(above: {lead:.3f}pt, below: {lead:.3f}pt)
#show heading.where(level: 1): set text(font: "Noto Serif SC", size: 22pt, weight: 600)
#show heading.where(level: 1): set align(center)
#show heading.where(level: 2): set text(font: ("Noto Sans SC", "Noto Serif SC"))
#show heading.where(level: 3): set text(font: (serif, "AR PL KaitiM GB"))
#show table: set text(tracking: 0pt)
#set table(stroke: 0.5pt, align: center + horizon)
"""


def compiler() -> Any:
    """Return typst with its fonts loaded, as in a program that prints all day."""
    return importlib.import_module("typst").Compiler(
        font_paths=[str(resource_path("fonts"))], ignore_system_fonts=True, root="/"
    )


def write_source(document: Document, path: Path) -> Path:
    """Write a document as typst source."""
    day, lead = document.dated_on, grid.LEADING - grid.SIZE
    title, author = quoted(document.title), quoted(document.author)
    head = _HEAD.format(title=title, author=author, day=day, track=grid.PITCH - grid.SIZE, lead=lead)
    blocks = (Title(document.title), *document.blocks)
    path.write_text("\n\n".join((head, *(part for block in blocks for part in _parts(block)))), encoding="utf-8")
    return path


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"#heading(level: 1, {quoted(block.text)})"
        case Heading():
            yield f"#block(inset: (left: 2em), heading(level: {block.rank + 1}, {quoted(block.text)}))"
        case Paragraph():
            yield f"#par(first-line-indent: {block.indent}em, {quoted(block.text)})"
        case RightLine():
            yield f"#block(width: 100%, align(right, pad(right: {block.margin}em, {quoted(block.text)})))"
        case CentredLine():
            yield f"#align(center, {quoted(block.text)})"
        case BlankLine():
            yield f"#v({grid.LEADING}pt)"
        case PageBreak():
            yield "#pagebreak(weak: true)" + ("\n#counter(page).update(1)" if block.restarts_numbers else "")
        case Table():
            yield "\n".join(_table(block))
        case _:
            raise NotImplementedError(block)


def _table(table: Table) -> Iterator[str]:
    told, head = table.grid, table.grid.head_rows
    ordered = sorted(told.cells, key=lambda cell: (cell.row, cell.column))
    air = _FLAT if table.size < grid.NUMBER_SIZE - 2 else _TALL
    yield f"#[#set text({table.size}pt)"
    yield f"#set par(justify: false, leading: {0.4 * table.size}pt, first-line-indent: 0em)"
    widths = ", ".join(f"{width:g}fr" for width in told.widths)
    yield f"#block(breakable: {'false' if table.is_one_page else 'true'}, table(columns: ({widths}),"
    yield f"inset: (x: {table.padding}pt, y: {air}pt),"
    if head:
        yield f"table.header({', '.join(_cell(cell, table) for cell in ordered if cell.row < head)}),"
    yield ", ".join(_cell(cell, table) for cell in ordered if cell.row >= head) + "))]"


def _cell(cell: GridCell, table: Table) -> str:
    place = f"x: {cell.column}, y: {cell.row}, colspan: {cell.column_span}, rowspan: {cell.row_span}"
    align = ", align: left + horizon" if table.is_left(cell) else ""
    text = quoted(cell.text)
    return f"table.cell({place}{align}, {f'hei({text})' if cell.role in (Role.BAND, Role.HEAD) else text})"


def quoted(text: str) -> str:
    """Return a text as a typst string, in which nothing is markup."""
    return json.dumps(text, ensure_ascii=False)
