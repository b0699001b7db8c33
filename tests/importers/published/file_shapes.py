"""Word files, workbooks, texts and PDFs as offices really make them: one report, many ways of writing it."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from disclosure.report.model import AnnualReport
from disclosure.report.tables import GridCell, StatTable
from tests.importers.published.papers import lines

FileShape = Callable[[AnnualReport], bytes]

# --- Word ---

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
Run = Callable[[str], str]


def _run(text: str) -> str:
    half = len(text) // 2
    return "".join(f"<w:r><w:t xml:space='preserve'>{escape(part)}</w:t></w:r>" for part in (text[:half], text[half:]))


def _tracked(text: str) -> str:
    """What was inserted counts, what was deleted or moved away does not."""
    moved = "<w:moveFrom w:id='1'><w:r><w:t>7</w:t></w:r></w:moveFrom>"
    return f"<w:del w:id='2'><w:r><w:delText>99</w:delText></w:r></w:del>{moved}<w:ins w:id='3'>{_run(text)}</w:ins>"


def _control(text: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(text)}</w:sdtContent></w:sdt>"


def _field(text: str) -> str:
    return f"<w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>{_run(text)}"


def _word_cell(row: int, cell: GridCell, run: Run) -> str:
    merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    text = run(cell.text) if row == cell.row else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.column_span}"/>{merge}</w:tcPr><w:p>{text}</w:p></w:tc>'


def _word_table(item: StatTable, run: Run) -> str:
    made = []
    for row in range(item.rows):
        here = sorted((c for c in item.cells if c.row <= row < c.row + c.row_span), key=lambda c: c.column)
        made.append(f"<w:tr>{''.join(_word_cell(row, cell, run) for cell in here)}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def _boxed(table: str) -> str:
    """A table in a text box: Word writes it twice, for new programs and for old ones."""
    inner = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
    return (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _nested(table: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p/>{table}<w:p/></w:tc></w:tr></w:tbl>"


def _numbered(text: str) -> str:
    """A heading whose number Word makes itself."""
    if text[1:2] != "、":
        return f"<w:p>{_run(text)}</w:p>"
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{number}{_run(text[2:])}</w:p>"


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def word(report: AnnualReport, run: Run = _run, around: Run = str, paragraph: Run = _paragraph) -> bytes:
    body = "".join(
        paragraph(item) if isinstance(item, str) else around(_word_table(item, run)) for item in lines(report)
    )
    return _package({"word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"})


def _package(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


# --- workbooks ---


def sheets(report: AnnualReport) -> bytes:
    """A sheet for each table under a title, figures as text; the prose on the first sheet."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for item in lines(report):
        if isinstance(item, str):
            first.append([item])
            continue
        sheet = book.create_sheet(item.code)
        sheet.append([f"附表 {item.code}"])
        for cell in item.cells:
            sheet.cell(2 + cell.row, 1 + cell.column, cell.text)
            if cell.row_span > 1 or cell.column_span > 1:
                end = (1 + cell.row + cell.row_span, cell.column + cell.column_span)
                sheet.merge_cells(None, 2 + cell.row, 1 + cell.column, *end)
    hidden = book.create_sheet("上年")
    hidden.append(["行政许可", 99])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def formulas(report: AnnualReport) -> bytes:
    """Every 总计 a formula with the value its program computed."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    row = 0
    for item in lines(report):
        if isinstance(item, str):
            sheet.write_string(row, 0, item)
            row += 1
            continue
        for cell in item.cells:
            _write(sheet, row, cell)
        row += item.rows
    book.close()
    return buffer.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", top: int, cell: GridCell) -> None:
    row, column = top + cell.row, cell.column
    if cell.row_span > 1 or cell.column_span > 1:
        sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "")
    if cell.key is not None and cell.key.column == "total":
        sheet.write_formula(row, column, "=SUM(A1:A1)", None, int(cell.text))
    elif cell.key is not None and cell.text.isdigit():
        sheet.write_number(row, column, int(cell.text))
    else:
        sheet.write_string(row, column, cell.text)


# --- plain text ---


def tabbed(report: AnnualReport) -> str:
    """As a browser copies it: cells apart by tabs, a merged cell in its first row only."""
    made: list[str] = []
    for item in lines(report):
        if isinstance(item, str):
            made.append(item)
        else:
            made += ["\t".join(cell.text for cell in item.cells if cell.row == row) for row in range(item.rows)]
    return "\n".join(made)


def listed(report: AnnualReport) -> str:
    """As a PDF viewer copies it: one cell a line."""
    made: list[str] = []
    for item in lines(report):
        made += [item] if isinstance(item, str) else [cell.text for cell in item.cells]
    return "\n".join(made)


def aligned(report: AnnualReport) -> str:
    """As a terminal shows it: cells apart by blanks."""
    return tabbed(report).replace("\t", "      ")


# --- PDF ---

_FONT = Path(__file__).parents[3] / "resources" / "fonts"


@cache
def _cjk() -> str:
    """Read the font once, and return its name."""
    pdfmetrics.registerFont(TTFont("cjk", str(next(_FONT.glob("*8105*.ttf")))))
    return "cjk"


def pdf(
    report: AnnualReport, *, landscape: bool = False, rotate: int = 0, lines_drawn: str = "GRID", top: float = 72
) -> bytes:
    """Another producer than ours: plain reportlab tables that pages cut where they like, by the margin above them."""
    style = ParagraphStyle("p", fontName=_cjk(), fontSize=10, leading=14, wordWrap="CJK")
    small = ParagraphStyle("s", parent=style, fontSize=7, leading=9)
    story: list[Flowable] = [
        Paragraph(escape(item), style) if isinstance(item, str) else _pdf_table(item, small, lines_drawn)
        for item in lines(report)
    ]
    buffer = io.BytesIO()
    size = (A4[1], A4[0]) if landscape else A4
    paper = SimpleDocTemplate(buffer, pagesize=size, leftMargin=40, rightMargin=40, topMargin=top)

    def turn(canvas: object, _paper: object) -> None:
        canvas.setPageRotation(rotate)  # type: ignore[attr-defined]

    paper.build(story, onFirstPage=turn, onLaterPages=turn)
    return buffer.getvalue()


def _pdf_table(item: StatTable, style: ParagraphStyle, lines_drawn: str) -> Table:
    data: list[list[object]] = [[""] * item.columns for _ in range(item.rows)]
    style_of: list[Any] = [(lines_drawn, (0, 0), (-1, -1), 0.5, colors.black)] if lines_drawn else []
    for cell in item.cells:
        data[cell.row][cell.column] = Paragraph(escape(cell.text), style)
        end = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        style_of.append(("SPAN", (cell.column, cell.row), end))
    widths = [500 * width / sum(item.widths) for width in item.widths]
    return Table(data, colWidths=widths, style=TableStyle(style_of), splitInRow=1)


# --- OpenDocument and rich text ---

_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "draw")
)


def open_document(report: AnnualReport, *, is_book: bool = False) -> bytes:
    """As LibreOffice writes it: cells covered by others stand there too, runs of equal cells once; remarks beside."""
    body = "".join(
        _odf_table(item) if not isinstance(item, str) else "" if is_book else f"<text:p>{escape(item)}</text:p>"
        for item in lines(report)
    )
    kind = "spreadsheet" if is_book else "text"
    inside = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    media = f"application/vnd.oasis.opendocument.{kind}"
    return _package(
        {"mimetype": media, "content.xml": f"<office:document-content {_ODF}>{inside}</office:document-content>"}
    )


def _odf_table(item: StatTable) -> str:
    rows = []
    for row in range(item.rows):
        cells = []
        for column in range(item.columns):
            here = next((c for c in item.cells if (c.row, c.column) == (row, column)), None)
            if here is None:
                cells.append("<table:covered-table-cell/>")
                continue
            spans = f'table:number-rows-spanned="{here.row_span}" table:number-columns-spanned="{here.column_span}"'
            note = "<office:annotation><text:p>9</text:p></office:annotation>"
            text = escape(here.text).replace("（", "<text:span>（</text:span>")
            cells.append(f"<table:table-cell {spans}><text:p>{note}{text}</text:p></table:table-cell>")
        rows.append(f"<table:table-row>{''.join(cells)}{_ODF_FILL}</table:table-row>")
    return f"<table:table>{''.join(rows)}{_ODF_END}</table:table>"


_ODF_FILL = '<table:table-cell table:number-columns-repeated="16384"/>'
_ODF_END = f'<table:table-row table:number-rows-repeated="1048576">{_ODF_FILL}</table:table-row>'


def rich_text(report: AnnualReport) -> bytes:
    """As WordPad and many systems write it: the bytes of GBK one by one, a merged cell empty below its first row."""
    made = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"]
    for item in lines(report):
        if isinstance(item, str):
            made.append(rf"\pard\f0 {_rtf(item)}\par")
            continue
        for row in range(item.rows):
            here = sorted((c for c in item.cells if c.row <= row < c.row + c.row_span), key=lambda c: c.column)
            edges = "".join(rf"\cellx{800 * (cell.column + cell.column_span)}" for cell in here)
            cells = "".join(rf"\pard\intbl {_rtf(c.text) if c.row == row else ''}\cell " for c in here)
            made.append(rf"\trowd{edges}{cells}\row")
    return "\n".join([*made, "}"]).encode("ascii")


def _rtf(text: str) -> str:
    return "".join(
        sign if sign.isascii() else "".join(rf"\'{byte:02x}" for byte in sign.encode("gbk")) for sign in text
    )


FILE_SHAPES: dict[str, FileShape] = {
    "saved.odt": open_document,
    "saved.rtf": rich_text,
    "runs.docx": word,
    "tracked.docx": lambda report: word(report, _tracked),
    "controls.docx": lambda report: word(report, _control),
    "fields.docx": lambda report: word(report, _field),
    "boxed.docx": lambda report: word(report, around=_boxed),
    "nested.docx": lambda report: word(report, around=_nested),
    "numbered.docx": lambda report: word(report, paragraph=_numbered),
    "sheets.xlsx": sheets,
    "formulas.xlsx": formulas,
    "tabbed.txt": lambda report: tabbed(report).encode(),
    "tabbed-gb.txt": lambda report: tabbed(report).encode("gb18030"),
    "listed.txt": lambda report: listed(report).encode(),
    "aligned.txt": lambda report: aligned(report).encode(),
    "ruled.pdf": pdf,
    "landscape.pdf": lambda report: pdf(report, landscape=True),
    "rotated.pdf": lambda report: pdf(report, rotate=90),
    "unruled.pdf": lambda report: pdf(report, lines_drawn=""),
    "open-sides.pdf": lambda report: pdf(report, lines_drawn="INNERGRID"),
    "row-lines.pdf": lambda report: pdf(report, lines_drawn="LINEBELOW"),
}
