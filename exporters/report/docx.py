"""The annual report for Word and WPS, to edit, stamp and merge: real headings, merged cells, the fonts offices have."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from disclosure.report.model import AnnualReport, Level, Section
from disclosure.report.tables import GridCell, Role, StatTable
from disclosure.wording import chinese_date
from exporters.paper import grid
from exporters.paper.characters import printable
from exporters.paper.signing import DATE_MARGIN, signature_margin
from exporters.paper.titles import title_lines
from exporters.read_back import imprint

_LATIN = "Times New Roman"
_STYLES: Mapping[str, tuple[str, float]] = {
    "Normal": ("仿宋_GB2312", 16),
    "Heading 1": ("方正小标宋简体", 22),
    "Heading 2": ("黑体", 16),
    "Heading 3": ("楷体_GB2312", 16),
    "Heading 4": ("仿宋_GB2312", 16),
}
_LEVELS = {Level.BODY: "Normal", Level.SUB_HEADING: "Heading 3", Level.POINT: "Heading 4"}
_SIZES = {"table2": 12.0, "table3": 9.0, "table4": 9.0}
_TWENTIETHS = 20
_IMPRINT_SIZE, _IMPRINT_LINE = 7.5, 10
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_report_docx(report: AnnualReport, path: Path, *, today: date | None = None) -> None:
    """Write a report as .docx, the same bytes for the same report."""
    import docx  # noqa: PLC0415 - heavy, and only needed here

    document = docx.Document()
    _dress(document)
    _describe(document, report, report.dated_on or today or date(report.year + 1, 1, 1))
    _title(document, report.title)
    for line in report.opening.splitlines():
        if line.strip():
            _paragraph(document, line.strip(), indent=True)
    for section in report.sections:
        _section(document, report, section)
    _sign(document, report)
    if report.version_code:
        _imprint(document, imprint(report))
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(_without_clock(buffer.getvalue()))


def _describe(document: Any, report: AnnualReport, day: date) -> None:
    properties, noon = document.core_properties, datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date only
    properties.title, properties.author, properties.last_modified_by = report.title, report.agency, report.agency
    properties.created = properties.modified = noon
    properties.language, properties.comments, properties.revision = "zh-CN", imprint(report), 1


def _dress(document: Any) -> None:
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - heavy, and only needed here

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin, section.footer_distance = Mm(28), Mm(26), Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _number(footer.paragraphs[0], side)
    for name, (font, size) in _STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = _LATIN, Pt(size), False, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        _east_asian(style.element.get_or_add_rPr().get_or_add_rFonts(), font)
        _tighten(style.element.rPr)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing = Pt(36 if name == "Heading 1" else round(grid.LEADING, 2))


def _east_asian(fonts: Any, name: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and only needed here

    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _tighten(properties: Any) -> None:
    """28 characters of 16 pt fill a line only a fifth of a point closer (GB/T 9704, 5.2.3)."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only needed here
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and only needed here

    properties.find(qn("w:sz")).addprevious(parse_xml(f'<w:spacing {_NAMESPACE} w:val="-4"/>'))


def _paragraph(
    document: Any, text: str, style: str = "Normal", *, align: str = "both", indent: bool = False, right: int = 0
) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only needed here

    paragraph = document.add_paragraph(style=style)
    properties = paragraph._p.get_or_add_pPr()
    if indent:
        properties.append(parse_xml(f'<w:ind {_NAMESPACE} w:firstLineChars="200" w:firstLine="640"/>'))
    if right:
        properties.append(parse_xml(f'<w:ind {_NAMESPACE} w:rightChars="{right * 100}" w:right="{right * 320}"/>'))
    properties.append(parse_xml(f'<w:jc {_NAMESPACE} w:val="{align}"/>'))
    paragraph.add_run(printable(text))
    return paragraph


def _section(document: Any, report: AnnualReport, section: Section) -> None:
    _paragraph(document, section.heading, "Heading 2", align="left", indent=True)
    for paragraph in section.paragraphs:
        is_body = paragraph.level is Level.BODY
        _paragraph(document, paragraph.text, _LEVELS[paragraph.level], align="both" if is_body else "left", indent=True)
    if section.table:
        _table(document, report.table(section.table))


def _title(document: Any, title: str) -> None:
    """Break the title by sense, as on the printed page."""
    first, *others = title_lines(title, grid.TITLE_CHARACTERS) or [""]
    run = _paragraph(document, first, "Heading 1", align="center").runs[0]
    for line in others:
        run.add_break()
        run.add_text(printable(line))


def _sign(document: Any, report: AnnualReport) -> None:
    signed = [(report.signature, signature_margin(report))]
    signed += [(chinese_date(report.dated_on), DATE_MARGIN)] if report.dated_on else []
    if any(text for text, _ in signed):
        _paragraph(document, "").paragraph_format.keep_with_next = True
    for text, margin in signed:
        if text:
            _paragraph(document, text, align="right", right=margin)


def _imprint(document: Any, text: str) -> None:
    """Put a small line below the page numbers, which stay where they are."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy, and only needed here

    section = document.sections[0]
    section.footer_distance = section.footer_distance - Pt(_IMPRINT_LINE)
    for footer in (section.footer, section.even_page_footer):
        paragraph = footer.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(_IMPRINT_LINE)
        paragraph.add_run(text).font.size = Pt(_IMPRINT_SIZE)


def _number(paragraph: Any, side: str) -> None:
    """Put 「— 1 —」 into a footer."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only needed here

    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:jc {_NAMESPACE} w:val="{side}"/>'))
    look = f'<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="{14 * 2}"/></w:rPr>'
    for content in (
        "<w:t xml:space='preserve'>— </w:t>",
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
        "<w:t xml:space='preserve'> —</w:t>",
    ):
        paragraph._p.append(parse_xml(f"<w:r {_NAMESPACE}>{look}{content}</w:r>"))


def _table(document: Any, table: StatTable) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only needed here

    body = document.element.body
    body.insert(len(body) - 1, parse_xml("".join(_table_xml(table))))


def _table_xml(table: StatTable) -> Iterator[str]:
    widths = [round(width / sum(table.widths) * grid.WIDTH * _TWENTIETHS) for width in table.widths]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    yield f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
    yield f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    yield "</w:tblPr><w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for row in range(table.rows):
        repeated = "<w:tblHeader/>" if row < table.head_rows else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"
        yield from (_cell_xml(cell, table, widths, row) for cell in _cells_in(table, row))
        yield "</w:tr>"
    yield "</w:tbl>"


def _cells_in(table: StatTable, row: int) -> list[GridCell]:
    """Return the cells of a row from left to right, those that reach down into it from above included."""
    found = [cell for cell in table.cells if 0 <= row - cell.row < cell.row_span]
    return sorted(found, key=lambda cell: cell.column)


def _cell_xml(cell: GridCell, table: StatTable, widths: list[int], row: int) -> str:
    size = _SIZES[table.code]
    width = sum(widths[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "" if cell.row_span == 1 else f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
    font = "黑体" if cell.role in (Role.BAND, Role.HEAD) else "仿宋_GB2312"
    align = "left" if cell.role is Role.LABEL and table.label_columns > 1 else "center"
    text = escape(printable(cell.text)) if row == cell.row else ""
    line = round(size * 1.3 * _TWENTIETHS)
    kept = "<w:keepNext/>" if row < table.rows - 1 else ""
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{kept}<w:snapToGrid w:val="0"/><w:spacing w:line="{line}" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{fonts}'
        f'<w:sz w:val="{round(size * 2)}"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>'
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
