"""What each format of a report must show, derived from the report itself and not from what the writers produce."""

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.report.cells import TOTAL, CellKey
from disclosure.report.model import AnnualReport, Level
from disclosure.report.tables import BALANCE_CHECK, ROW_MARK, figure_text, told_name, told_rows
from disclosure.terms import Applicant
from disclosure.wording import chinese_date
from exporters.read_back.lines import Kind, Line, bare, line, row_lines, written

_IMPRINT = "版本号："
_VERSION_CODE = re.compile(rf"{_IMPRINT}([0-9A-Z-]+)")
AGREES, DIFFERS = "相符", "不符"


def imprint(report: AnnualReport) -> str:
    """Return the line that names an issued version, 「版本号：2024V1-0F3A52C1」; empty for a draft."""
    return f"{_IMPRINT}{report.version_code}" if report.version_code else ""


def version_code_in(text: str) -> str:
    """Return the last version code in a text, empty where it has none."""
    return next(iter(reversed(_VERSION_CODE.findall(text))), "")


def paper_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the pages of a report show: title, opening, sections with their tables, signature and date."""
    return written(_lines(report))


def page_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the HTML page of a report shows: its paper and, as a paragraph, the version."""
    return written((*_lines(report), line(Kind.TEXT, imprint(report))))


def _lines(report: AnnualReport) -> Iterator[Line]:
    yield line(Kind.TITLE, report.title)
    yield from (line(Kind.TEXT, text) for text in report.opening.splitlines())
    for section in report.sections:
        yield line(Kind.HEADING, section.heading)
        for one in section.paragraphs:
            yield line(Kind.TEXT if one.level is Level.BODY else Kind.HEADING, one.text)
        if section.table:
            yield from row_lines(report.table(section.table).cells)
    yield from (line(Kind.TEXT, text) for text in _signed(report))


def _signed(report: AnnualReport) -> tuple[str, str]:
    return report.signature, chinese_date(report.dated_on) if report.dated_on else ""


def text_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the plain text of a report shows, one line for each row of its tables."""
    texts = [report.title, *report.opening.splitlines()]
    for section in report.sections:
        texts += [section.heading, *section.text.splitlines()]
        for row, columns in told_rows(section.table) if section.table else ():
            values = [
                f"{label} {figure_text(report.figures.get(CellKey(str(section.table), row.code, code)))}"
                for code, label in columns.items()
            ]
            texts.append(f"{ROW_MARK}{told_name(row)}：{'，'.join(values)}。")
    texts += [*_signed(report), imprint(report)]
    return written(line(Kind.TEXT, text) for text in texts)


def sheet_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the workbook shows: per sheet a title, a heading and a table; below table three the balance check."""
    lines: list[Line] = []
    for section in report.sections:
        if section.table:
            lines += [line(Kind.TITLE, report.title), line(Kind.HEADING, section.heading)]
            lines += row_lines(report.table(section.table).cells)
        if section.table == "table3":
            checks = []
            for column in (*Applicant, TOTAL):
                sums: list[Decimal | int | None] = []
                for rows in (("n1", "n2"), ("k7", "n4")):
                    values = [report.figures.get(CellKey("table3", row, column)) for row in rows]
                    numbers = [value for value in values if value is not None and not isinstance(value, str)]
                    sums.append(sum(numbers) if len(numbers) == len(values) else None)
                checks.append(AGREES if sums[0] == sums[1] else DIFFERS)
            lines.append(Line(Kind.ROW, (bare(BALANCE_CHECK), *checks)))
    return written(lines)


def data_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the JSON of a report contains: its texts, and every row of its tables that is present."""
    told = (report.agency, report.level, str(report.year), report.edition, report.opening)
    lines = [line(Kind.TITLE, report.title), *(line(Kind.TEXT, text) for text in told)]
    for section in report.sections:
        lines += [line(Kind.HEADING, section.heading), line(Kind.TEXT, section.text)]
    for code in ("table2", "table3", "table4"):
        for row, columns in told_rows(code):
            keys = [CellKey(code, row.code, column) for column in columns]
            if any(key in report.figures for key in keys):
                texts = [row.label, *(figure_text(report.figures.get(key)) for key in keys)]
                lines.append(Line(Kind.ROW, tuple(map(bare, texts))))
    dated = report.dated_on.isoformat() if report.dated_on else ""
    return written((*lines, *(line(Kind.TEXT, text) for text in (report.signature, dated, report.version_code))))
