"""What each kind of file of a report must show, worked out from the report and never from the parts of a writer."""

import re
from collections.abc import Iterator

from disclosure.report.cells import TOTAL, CellKey
from disclosure.report.model import AnnualReport, Level, Section
from disclosure.report.tables import BALANCE_CHECK, ROW_MARK, figure_text, told_name, told_rows
from disclosure.terms import Applicant
from disclosure.wording import chinese_date
from exporters.read_back.lines import Kind, Line, bare, line, row_lines, written

_IMPRINT = "版本号："
_VERSION_CODE = re.compile(rf"{_IMPRINT}([0-9A-Z-]+)")
AGREES, DIFFERS = "相符", "不符"


def imprint(report: AnnualReport) -> str:
    """Return the line that names an issued version, 「版本号：2024-1-0F3A52C1」; none for a draft."""
    return f"{_IMPRINT}{report.version_code}" if report.version_code else ""


def version_code_in(text: str) -> str:
    """Return the last version code a text names, empty where it names none."""
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
        yield from _prose(section)
        if section.table:
            yield from row_lines(report.table(section.table).cells)
    yield from (line(Kind.TEXT, text) for text in _signed(report))


def _prose(section: Section) -> Iterator[Line]:
    for one in section.paragraphs:
        yield line(Kind.TEXT if one.level is Level.BODY else Kind.HEADING, one.text)


def _signed(report: AnnualReport) -> tuple[str, str]:
    return report.signature, chinese_date(report.dated_on) if report.dated_on else ""


def text_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the plain text of a report shows, a line a row of its tables."""
    return written(line(Kind.TEXT, text) for text in _plain(report))


def _plain(report: AnnualReport) -> Iterator[str]:
    yield report.title
    yield from report.opening.splitlines()
    for section in report.sections:
        yield section.heading
        yield from section.text.splitlines()
        for row, columns in told_rows(section.table) if section.table else ():
            values = [
                f"{label} {figure_text(report.figures.get(CellKey(str(section.table), row.code, code)))}"
                for code, label in columns.items()
            ]
            yield f"{ROW_MARK}{told_name(row)}：{'，'.join(values)}。"
    yield from (*_signed(report), imprint(report))


def sheet_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the workbook of a report shows: a sheet a table, under title and heading; the check under table 3."""
    return written(
        one for section in report.sections if section.table for one in _sheet(report, section, section.table)
    )


def _sheet(report: AnnualReport, section: Section, code: str) -> Iterator[Line]:
    yield line(Kind.TITLE, report.title)
    yield line(Kind.HEADING, section.heading)
    yield from row_lines(report.table(code).cells)
    if code == "table3":
        checks = [AGREES if _balances(report, column) else DIFFERS for column in (*Applicant, TOTAL)]
        yield Line(Kind.ROW, (bare(BALANCE_CHECK), *checks))


def _balances(report: AnnualReport, column: str) -> bool:
    sums = []
    for rows in (("n1", "n2"), ("k7", "n4")):
        values = [report.figures.get(CellKey("table3", row, column)) for row in rows]
        sums.append(None if any(value is None or isinstance(value, str) for value in values) else sum(values))  # type: ignore[arg-type]
    return sums[0] == sums[1]


def data_lines(report: AnnualReport) -> tuple[Line, ...]:
    """Return what the JSON of a report holds: its texts, and every row of the tables it has a place for."""
    return written(_data(report))


def _data(report: AnnualReport) -> Iterator[Line]:
    yield line(Kind.TITLE, report.title)
    yield from (line(Kind.TEXT, text) for text in (report.agency, report.level, str(report.year), report.edition))
    yield line(Kind.TEXT, report.opening)
    for section in report.sections:
        yield line(Kind.HEADING, section.heading)
        yield line(Kind.TEXT, section.text)
    for code in ("table2", "table3", "table4"):
        for row, columns in told_rows(code):
            keys = [CellKey(code, row.code, column) for column in columns]
            if any(key in report.figures for key in keys):
                yield Line(Kind.ROW, (bare(row.label), *(bare(figure_text(report.figures.get(key))) for key in keys)))
    dated = report.dated_on.isoformat() if report.dated_on else ""
    yield from (line(Kind.TEXT, text) for text in (report.signature, dated, report.version_code))
