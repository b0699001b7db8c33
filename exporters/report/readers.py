"""How each kind of file is read back: by what stands in it, without the program that wrote it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, TABLE2, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, Level, Section, paragraph
from disclosure.report.tables import ROW_MARK, figure_text, stat_tables, told_name, told_rows
from exporters.read_back import Reading, bare, section_headings, version_code_in

_Grid = Mapping[tuple[int, int], str]


def read_pdf(path: Path) -> Reading:
    """Read a tagged PDF."""
    from exporters.paper.pdf_marks import marked_texts  # noqa: PLC0415 - heavy, and only needed here

    return _reading(marked_texts(path), version_code_in(_keywords(path)))


def _keywords(path: Path) -> str:
    """Return what the properties of a PDF say, its imprint among it."""
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed here

    with pypdfium2.PdfDocument(path) as document:
        return str(document.get_metadata_value("Keywords"))


def _reading(tagged: Iterable[tuple[str, str]], version_code: str = "") -> Reading:
    """Return a reading of tagged texts: H1 is the title, other H are headings, every TD is a figure."""
    title, headings, figures = "", [], []
    for tag, text in tagged:
        name = tag.upper()
        if name == "H1":
            title += bare(text)
        elif re.fullmatch(r"H\d", name):
            headings.append(bare(text))
        elif name == "TD":
            figures.append(text.strip())
    return Reading(title, tuple(headings), tuple(figures), version_code)


def read_html(path: Path) -> Reading:
    """Read an HTML page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return _reading(page.texts, version_code_in(page.texts[-1][1] if page.texts else ""))


class _Page(HTMLParser):
    """Collects every element's name and text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's name
        self.texts.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.texts:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)


def read_json(path: Path) -> Reading:
    """Read a report in JSON."""
    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    sections = [Section(part["heading"], part["text"]) for part in content["sections"]]
    headings = [bare(heading) for section in sections for heading in section_headings(section)]
    present = {section.table for section in sections}
    figures = [figure_text(_looked_up(content, cell)) for cell in CELLS if cell.table in present]
    return Reading(bare(content["title"]), tuple(headings), tuple(figures), content.get("version_code", ""))


def _looked_up(content: Mapping[str, Any], cell: CellKey) -> Any:
    row = content[cell.table][ROW_LABELS[cell.table][cell.row]]
    columns: Iterable[str] = COLUMN_LABELS[cell.table]
    if cell.table == "table2":
        columns = next(block.columns for block in TABLE2 if cell.column in block.columns)
    return row[list(columns).index(cell.column)] if isinstance(row, list) else row


def read_text(path: Path) -> Reading:
    """Read a plain text: a row of a table begins with its mark."""
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines[1:] if line in SECTION_HEADINGS or paragraph(line).level is not Level.BODY]
    shown = [line for line in lines if line.startswith(ROW_MARK)]
    rows = zip(shown, _text_rows(lines), strict=False)
    figures = [figure for line, labels in rows for figure in _values(line, *labels)]
    return Reading(bare(lines[0]), tuple(map(bare, headings)), tuple(figures), version_code_in(lines[-1]))


def _text_rows(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the labels of the rows that must stand below the headings read."""
    for line in lines:
        if line in TABLE_SECTIONS:
            yield from ((told_name(row), tuple(columns.values())) for row, columns in told_rows(TABLE_SECTIONS[line]))


def _values(line: str, row: str, columns: tuple[str, ...]) -> list[str]:
    pattern = "，".join(f"{re.escape(label)} (.*?)" for label in columns)
    found = re.fullmatch(f"{re.escape(ROW_MARK + row)}：{pattern}。", line)
    return list(found.groups()) if found else []


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path) -> Reading:
    """Read a .docx: headings by their style, figures by their place in the tables."""
    with ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))[0]
        properties = ElementTree.fromstring(package.read("docProps/core.xml"))
    tagged: list[tuple[str, str]] = []
    table = ""
    for part in body:
        if part.tag == f"{_W}tbl":
            tagged += [("TD", figure) for figure in _figures_at(table, _word_grid(part))]
        elif part.tag == f"{_W}p":
            style, text = part.find(f"{_W}pPr/{_W}pStyle"), _word_text(part)
            name = style.get(f"{_W}val", "") if style is not None else ""
            tagged.append((name.replace("Heading", "H"), text))
            table = TABLE_SECTIONS.get(text, table)
    return _reading(tagged, version_code_in("\n".join(properties.itertext())))


def _word_text(part: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in part.iter(f"{_W}t"))


def _word_grid(table: ElementTree.Element) -> _Grid:
    cells = {}
    for row, line in enumerate(table.iter(f"{_W}tr")):
        column = 0
        for cell in line.iter(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            cells[row, column] = _word_text(cell)
            column += int(span.get(f"{_W}val", "1")) if span is not None else 1
    return cells


def _figures_at(table: str, cells: _Grid) -> list[str]:
    """Return the texts where the figures of a table stand."""
    drawn = next((one for one in stat_tables({}) if one.code == table), None)
    return [cells.get((cell.row, cell.column), "") for cell in drawn.figures()] if drawn else []


def read_xlsx(path: Path) -> Reading:
    """Read a workbook by the values its cells show, formulas included."""
    import openpyxl  # noqa: PLC0415 - heavy, and only needed here

    from exporters.report.xlsx import FIRST_ROW  # noqa: PLC0415

    workbook = openpyxl.load_workbook(path, data_only=True)
    version_code = version_code_in(workbook.properties.description or "")
    title, headings, figures = "", [], []
    for sheet in workbook.worksheets:
        title, heading = _shown(sheet["A1"].value), _shown(sheet["A2"].value)
        headings.append(bare(heading))
        rows = enumerate(sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True))
        cells = {(row, column): _shown(value) for row, values in rows for column, value in enumerate(values)}
        figures += _figures_at(TABLE_SECTIONS.get(heading, ""), cells)
    workbook.close()
    return Reading(bare(title), tuple(headings), tuple(figures), version_code)


def _shown(value: Any) -> str:
    """Return a cell's value as printed; a float of a spreadsheet is exact to its shortest decimal."""
    if value is None or isinstance(value, str):
        return (value or "").removeprefix("'")
    return figure_text(Decimal(repr(value)))
