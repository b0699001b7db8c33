"""Letters for Word and WPS: real styles, the fonts offices have, exact line spacing, every letter in its section."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from disclosure.letters.values import Letter
from disclosure.report.tables import GridCell, Role
from exporters.letters.pdf import letters_document
from exporters.paper import grid
from exporters.paper.characters import printable
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
)

_LATIN = "Times New Roman"
_BODY, _TITLE, _LEVELS = "Normal", "Title", {1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}
_STYLES: Mapping[str, tuple[str, float]] = {
    _BODY: ("仿宋_GB2312", 16),
    _TITLE: ("方正小标宋简体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体_GB2312", 16),
    "Heading 3": ("仿宋_GB2312", 16),
}
_FACES = {Role.HEAD: "黑体", Role.BAND: "黑体"}
_TWENTIETHS = 20
_TITLE_LEADING, _BELOW_TITLE = 36, 22
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def letter_docx(letters: Sequence[Letter], author: str = "") -> bytes:
    """Return letters as one .docx, the same bytes for the same letters; raises ExportError for none."""
    import docx  # noqa: PLC0415 - heavy, and only needed here

    paper = letters_document(letters, author)
    document = docx.Document()
    _dress(document)
    properties, day = document.core_properties, paper.dated_on
    properties.title, properties.author, properties.last_modified_by = paper.title, paper.author, paper.author
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date only
    properties.language, properties.comments, properties.revision = "zh-CN", "", 1
    for block in (Title(paper.title), *paper.blocks):
        _put(document, block)
    buffer = BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _dress(document: Any) -> None:
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    for name, (font, size) in _STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = _LATIN, Pt(size), False, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        _east_asian(style.element.get_or_add_rPr().get_or_add_rFonts(), font)
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(0), Pt(_BELOW_TITLE if name == _TITLE else 0)
        spacing.line_spacing = Pt(_TITLE_LEADING if name == _TITLE else round(grid.LEADING, 2))
        if name == _TITLE:
            _without_border(style.element)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _east_asian(fonts: Any, name: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415

    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _without_border(style: Any) -> None:
    """Take away the blue rule that the stock title has below it."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for border in style.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _put(document: Any, block: Block) -> None:
    match block:
        case PageBreak():
            from docx.enum.section import WD_SECTION  # noqa: PLC0415

            document.add_section(WD_SECTION.NEW_PAGE)
        case Table():
            _table(document, block)
        case BlankLine():
            _paragraph(document, "", _BODY, holds_next=True)
        case Title():
            _paragraph(document, block.text, _TITLE, align="center")
        case Figure():
            _paragraph(document, block.alt, _BODY)
        case _:
            _text(document, block)


def _text(document: Any, block: Heading | Paragraph | RightLine | CentredLine) -> None:
    match block:
        case Heading():
            _paragraph(document, block.text, _LEVELS[block.rank], align="left", indent=_indent("firstLine", 2))
        case Paragraph():
            indent = _indent("firstLine", block.indent)
            _paragraph(document, block.text, _BODY, indent=indent, holds_next=block.holds_next)
        case RightLine():
            indent = _indent("right", block.margin)
            _paragraph(document, block.text, _BODY, align="right", indent=indent, holds_next=block.holds_next)
        case CentredLine():
            _paragraph(document, block.text, _BODY, align="center", holds_next=block.holds_next)


def _indent(side: str, characters: int) -> str:
    """Return an indent in characters, for Word, and in points, for programs that know no characters."""
    return f'w:{side}Chars="{100 * characters}" w:{side}="{320 * characters}"' if characters else ""


def _paragraph(
    document: Any, text: str, style: str, *, align: str = "both", indent: str = "", holds_next: bool = False
) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415

    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = True if holds_next else None
    properties = paragraph._p.get_or_add_pPr()
    if indent:
        properties.append(parse_xml(f"<w:ind {_NAMESPACE} {indent}/>"))
    properties.append(parse_xml(f'<w:jc {_NAMESPACE} w:val="{align}"/>'))
    paragraph.add_run(printable(text))


# --- forms ---


def _table(document: Any, table: Table) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415

    body = document.element.body
    body.insert(len(body) - 1, parse_xml("".join(_table_xml(table))))


def _table_xml(table: Table) -> Iterator[str]:
    drawn = table.grid
    widths = [round(width / sum(drawn.widths) * grid.WIDTH * _TWENTIETHS) for width in drawn.widths]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
    yield f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    yield '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    yield "</w:tblPr><w:tblGrid>"
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for row in range(drawn.rows):
        height = round((table.least_rows[row] if table.least_rows else 0) * _TWENTIETHS)
        head = "<w:tblHeader/>" if row < drawn.head_rows else ""
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>'
        yield from (_cell_xml(cell, table, widths, row) for cell in _cells_in(table, row))
        yield "</w:tr>"
    yield "</w:tbl>"


def _cells_in(table: Table, row: int) -> list[GridCell]:
    found = [cell for cell in table.grid.cells if 0 <= row - cell.row < cell.row_span]
    return sorted(found, key=lambda cell: cell.column)


def _cell_xml(cell: GridCell, table: Table, widths: list[int], row: int) -> str:
    width = sum(widths[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "" if cell.row_span == 1 else f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
    align = "left" if cell.role is Role.FIGURE and cell.column in table.left_columns else "center"
    text = escape(printable(cell.text)) if row == cell.row else ""
    line = round(table.size * 1.3 * _TWENTIETHS)
    font = _FACES.get(cell.role, "仿宋_GB2312")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        '<w:p><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:line="{line}" w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{round(table.size * 2)}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


def _without_clock(content: bytes) -> bytes:
    """Return the same package with every entry dated alike."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return buffer.getvalue()
