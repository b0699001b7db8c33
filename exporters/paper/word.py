"""Papers for Word and WPS, to edit, stamp and merge: the same blocks as in the PDF, in a template with real styles.

All formatting is in the template (``resources/word``), except what differs from block to block.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from disclosure.report.tables import GridCell, Role
from exporters.office_package import settle
from exporters.paper import grid
from exporters.paper.characters import printable
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
)
from exporters.paper.titles import title_lines
from resources.locate import resource_path

_TWENTIETHS = 20
_CELL_SIZE, _CELL_LINE = 10.5, 1.3
"""The type of the styles for tables, in points, and the height of its lines as a multiple."""
_RULE = 0.5
"""The thickness of the rule below each row, in points."""
_PADDING = 0.7
"""The part of a table's padding used for Word's cells, since Word adds space between digits and characters."""
_IMPRINT_LINE = 10
_LONGEST_PROPERTY = 255
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters not allowed in XML: controls, surrogates and the two non-characters."""


def render_word(document: Document) -> bytes:
    """Return a document as .docx, byte for byte the same for the same document."""
    word: Any = docx.Document(str(resource_path("word", "paper.docx")))
    properties, day = word.core_properties, document.dated_on
    properties.title, properties.author, properties.last_modified_by, properties.subject, properties.keywords = (
        _shown(text)[:_LONGEST_PROPERTY]
        for text in (document.title, document.author, document.author, document.subject, document.keywords)
    )
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date only
    properties.language, properties.comments, properties.revision = "zh-CN", document.imprint, 1
    if document.imprint:  # a small line below the page numbers, without moving them
        first = word.sections[0]
        first.footer_distance = first.footer_distance - Pt(_IMPRINT_LINE)
        for footer in (first.footer, first.even_page_footer):
            footer._element.append(_built(_paragraph("Imprint", document.imprint)))
    last_section, area = word.element.body.sectPr, grid.page_area(lies_across=document.lies_across)
    if document.lies_across:
        page = word.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Pt(area.width), Pt(area.height)
        page.left_margin, page.right_margin = Pt(area.left), Pt(area.right)
        page.top_margin, page.bottom_margin = Pt(area.top), Pt(area.bottom)
    for block in (Title(document.title), *document.blocks):
        _put(last_section, block, area)
    if last_section.getprevious().tag == qn("w:tbl"):
        last_section.addprevious(_spacer())
    file = BytesIO()
    word.save(file)
    settle(file)
    return file.getvalue()


def _put(section: Any, block: Block, area: grid.Page) -> None:
    """Put a block at the end of the body, before the properties of its last section."""
    match block:
        case PageBreak(restarts_numbers=True):
            # The section ends here, and the next one counts its pages from 1. Its properties go into the last
            # paragraph: a separate one would be an empty line, sometimes on an empty page.
            if section.getprevious().tag == qn("w:tbl"):
                section.addprevious(_spacer())
            section.getprevious().get_or_add_pPr().append(deepcopy(section))
            for inherited in section.findall(qn("w:footerReference")) + section.findall(qn("w:pgNumType")):
                section.remove(inherited)
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:start"), "1")
            section.find(qn("w:pgMar")).addnext(numbers)
        case PageBreak():
            section.addprevious(_spacer("<w:pageBreakBefore/>"))
        case Table():
            if section.getprevious().tag == qn("w:tbl"):
                section.addprevious(_spacer())  # Word merges adjacent tables
            section.addprevious(_built("".join(_table(block, area))))
        case Figure():
            section.addprevious(_built(_text(Paragraph(block.alt, indent=0), area)))
        case _:
            section.addprevious(_built(_text(block, area)))


def _built(xml: str) -> Any:
    return parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")[0]


def _spacer(shape: str = "") -> Any:
    """Return a paragraph one point tall, which Word needs after a table."""
    return _built(_paragraph("Spacer", shape=shape))


def _text(block: Heading | Paragraph | RightLine | Title | CentredLine | BlankLine, area: grid.Page) -> str:
    match block:
        case Title():
            style, lines, shape = "Heading1", title_lines(block.text, area.title_characters), ""
        case Heading():
            style, lines, shape = f"Heading{block.rank + 1}", [block.text], ""
        case Paragraph(indent=2):
            style, lines, shape = "BodyText", [block.text], _kept(block.holds_next)
        case Paragraph():
            style, lines, shape = "Normal", [block.text], _kept(block.holds_next) + _indent("firstLine", block.indent)
        case RightLine():
            style, lines, shape = "Signature", [block.text], _kept(block.holds_next) + _indent("right", block.margin)
        case CentredLine():
            style, lines, shape = "CentredLine", [block.text], _kept(block.holds_next)
        case BlankLine():
            style, lines, shape = "Normal", [], _kept(holds_next=True)
    return _paragraph(style, *lines, shape=shape)


def _kept(holds_next: bool) -> str:
    return "<w:keepNext/>" if holds_next else ""


def _indent(side: str, characters: int) -> str:
    """Return an indent in characters, for Word, and in points, for programs that do not support characters."""
    return f'<w:ind w:{side}Chars="{100 * characters}" w:{side}="{320 * characters}"/>' if characters else ""


def _paragraph(style: str, *lines: str, shape: str = "", look: str = "") -> str:
    """Return a paragraph; ``shape`` and ``look`` are properties of it and its text beyond the style."""
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(_shown(line), quote=False)}</w:t>' for line in lines)
    run = f"<w:r>{look}{texts}</w:r>" if texts else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{shape}</w:pPr>{run}</w:p>'


def _shown(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text))


# --- tables ---


def _table(given: Table, area: grid.Page) -> Iterator[str]:
    table = _fitting_a_page(given, area)
    drawn, widths = table.grid, [round(width * _TWENTIETHS) for width in _widths(table, area)]
    padding = round(_padding(table) * _TWENTIETHS)
    yield f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    yield '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    yield f'<w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    yield "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for row in range(drawn.rows):
        least = round(table.least_rows[row] * _TWENTIETHS) if table.least_rows else 0
        height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
        repeated = "<w:tblHeader/>" if row < drawn.head_rows else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>"
        reaching = [cell for cell in drawn.cells if 0 <= row - cell.row < cell.row_span]  # also merged from above
        yield from (_cell(cell, table, widths, row) for cell in sorted(reaching, key=lambda cell: cell.column))
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(cell: GridCell, table: Table, widths: Sequence[int], row: int) -> str:
    width = sum(widths[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "" if cell.row_span == 1 else f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
    ems, room = _ems(cell.text) if cell.key is not None else 0, width / _TWENTIETHS - 2 * _padding(table)
    size = min(table.size, max(1, int(2 * room / ems)) / 2) if ems else table.size  # figures must not wrap
    line = f'<w:spacing w:line="{round(table.size * _CELL_LINE * _TWENTIETHS)}" w:lineRule="exact"/>'
    kept = _kept(table.is_one_page if row < table.grid.rows - 1 else table.holds_next)
    align = '<w:jc w:val="left"/>' if table.is_left(cell) else ""
    shape = kept + (line if table.size != _CELL_SIZE else "") + align
    look = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>' if size != _CELL_SIZE else ""
    style = "TableHead" if cell.role in (Role.BAND, Role.HEAD) else "TableText"
    text = _paragraph(style, cell.text if row == cell.row else "", shape=shape, look=look)
    look_of_cell = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{look_of_cell}</w:tcPr>{text}</w:tc>"


def _fitting_a_page(table: Table, area: grid.Page) -> Table:
    """Return a table in type small enough to fit on one page if it must; Word would split it.

    The height is estimated by counting lines, because Word sets them in its own fonts.
    """
    most, widths = area.depth - 2 * grid.LEADING, _widths(table, area)
    while table.is_one_page and table.size - grid.STEP >= grid.SMALLEST:
        heights = []
        for cell in table.grid.cells:
            width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * _padding(table)
            lines = max(1, -int(-_ems(cell.text) // max(1, width // table.size)))
            heights.append((cell, lines * table.size * _CELL_LINE))
        if sum(grid.row_heights(table.grid.rows, heights)) + table.grid.rows * _RULE <= most:
            break
        table = replace(table, size=table.size - grid.STEP)
    return table


def _ems(text: str) -> float:
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)


def _widths(table: Table, area: grid.Page) -> list[float]:
    """Return the widths of the columns in points; they fill the type area."""
    return [width / sum(table.grid.widths) * area.line for width in table.grid.widths]


def _padding(table: Table) -> float:
    return table.padding * _PADDING
