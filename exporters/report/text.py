"""The annual report as plain text, for 微信公众号 and mail: headings and one line for every row of the tables."""

from collections.abc import Iterator
from pathlib import Path

from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport, Section
from disclosure.report.tables import ROW_MARK, figure_text, told_name, told_rows
from disclosure.wording import chinese_date
from exporters.paper.characters import printable
from exporters.report.expected import imprint


def write_report_text(report: AnnualReport, path: Path) -> None:
    """Write a report as UTF-8 text."""
    path.write_text("\n".join(_lines(report)) + "\n", encoding="utf-8", newline="\n")


def _lines(report: AnnualReport) -> Iterator[str]:
    yield printable(report.title)
    yield ""
    yield from _prose(report.opening)
    for section in report.sections:
        yield from _section(report, section)
    signed = [report.signature, chinese_date(report.dated_on) if report.dated_on else ""]
    yield from ("", *(printable(line) for line in signed if line))
    if report.version_code:
        yield from ("", imprint(report))


def _section(report: AnnualReport, section: Section) -> Iterator[str]:
    yield from ("", printable(section.heading))
    yield from _prose(section.text)
    if section.table:
        for name, columns in told_rows(section.table):
            keys = [(CellKey(section.table, name.code, code), label) for code, label in columns.items()]
            shown = "，".join(f"{label} {figure_text(report.figures.get(key))}" for key, label in keys)
            yield f"{ROW_MARK}{told_name(name)}：{shown}。"


def _prose(text: str) -> list[str]:
    return [printable(line.strip()) for line in text.splitlines() if line.strip()]
