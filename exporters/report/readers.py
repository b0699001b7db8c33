"""Readers that read each format back by its content alone, independently of its writer."""

import json
from contextlib import closing
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from disclosure.report.tables import figure_text, told_rows
from exporters.read_back.lines import Kind, Line, Reading, bare, line, written
from exporters.sheets import neutral

_HTML_KINDS = {
    "h1": Kind.TITLE,
    "h2": Kind.HEADING,
    "h3": Kind.HEADING,
    "h4": Kind.HEADING,
    "p": Kind.TEXT,
    "tr": Kind.ROW,
}


def read_html(path: Path) -> Reading:
    """Read an HTML page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return Reading(written(Line(kind, tuple(map(bare, texts))) for kind, texts in page.lines))


class _Page(HTMLParser):
    """Collects the elements that are lines, each with its text, or for a row with the texts of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[Kind, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's name
        if tag in _HTML_KINDS:
            self.lines.append((_HTML_KINDS[tag], [] if tag == "tr" else [""]))
        elif tag in ("td", "th"):
            self.lines[-1][1].append("")

    def handle_data(self, data: str) -> None:
        if self.lines and self.lines[-1][1]:
            self.lines[-1][1][-1] += data


def read_json(path: Path) -> Reading:
    """Read a report in JSON."""
    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    lines = [line(Kind.TITLE, content["title"])]
    lines += [line(Kind.TEXT, str(content[key])) for key in ("agency", "level", "year", "edition", "opening")]
    for section in content["sections"]:
        lines += [line(Kind.HEADING, section["heading"]), line(Kind.TEXT, section["text"])]
    for table in ("table2", "table3", "table4"):
        official = {row.label for row, _ in told_rows(table)}
        for label, values in content[table].items():
            if label in official:
                figures = values if isinstance(values, list) else [values]
                lines.append(Line(Kind.ROW, (bare(label), *(bare(figure_text(figure)) for figure in figures))))
    lines += [line(Kind.TEXT, content.get(key) or "") for key in ("signature", "dated_on", "version_code")]
    return Reading(written(lines))


def read_text(path: Path) -> Reading:
    """Read a plain text."""
    return Reading(written(line(Kind.TEXT, text) for text in path.read_text(encoding="utf-8").splitlines()))


def read_xlsx(path: Path) -> Reading:
    """Read a workbook by the values its cells show, also those of formulas."""
    import openpyxl.worksheet._reader  # noqa: PLC0415 - heavy, and only needed here

    lines, feet = [], []
    workbook: Any = openpyxl.load_workbook(path, read_only=True, data_only=True)
    with closing(workbook):
        for sheet in workbook.worksheets:
            # openpyxl's own sheet redraws the borders of merged ranges, which takes three times as long as the rest
            with sheet._get_source() as source:
                parser = openpyxl.worksheet._reader.WorkSheetParser(source, sheet._shared_strings, data_only=True)
                values = {(cell["row"], cell["column"]): cell["value"] for _, row in parser.parse() for cell in row}
            merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
            covered = {place for each in merged for place in list(each.cells)[1:]}
            height, width = (max((place[way] for place in (*values, *covered)), default=0) for way in (0, 1))
            lines += [line(Kind.TITLE, _shown(values.get((1, 1)))), line(Kind.HEADING, _shown(values.get((2, 1))))]
            for row in range(3, height + 1):
                places = ((row, column) for column in range(1, width + 1))
                texts = tuple(bare(_shown(values.get(place))) for place in places if place not in covered)
                lines += [Line(Kind.ROW, texts)] if texts else []
            foot = getattr(getattr(parser, "HeaderFooter", None), "oddFooter", None)
            feet.append(str(getattr(getattr(foot, "left", None), "text", "") or ""))
        said = (workbook.properties.description or "", *feet)
    return Reading(written(lines), said)


def _shown(value: Any) -> str:
    """Return a cell's value as printed; for a float that is its shortest decimal representation."""
    if value is None:
        return ""
    if isinstance(value, str):
        plain = value.removeprefix("'")
        return plain if neutral(plain) == value else value
    return figure_text(Decimal(repr(value)))
