"""The annual report as plain text for 微信公众号 and e-mail, with one line for each row of the tables."""

from pathlib import Path

from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport
from disclosure.report.tables import ROW_MARK, figure_text, told_name, told_rows
from disclosure.wording import chinese_date
from exporters.paper.characters import printable
from exporters.report.expected import imprint


def write_report_text(report: AnnualReport, path: Path) -> None:
    """Write a report as UTF-8 text."""
    lines = [printable(report.title), "", *_prose(report.opening)]
    for section in report.sections:
        lines += ["", printable(section.heading), *_prose(section.text)]
        for row, columns in told_rows(section.table) if section.table else ():
            keys = [(CellKey(str(section.table), row.code, code), label) for code, label in columns.items()]
            shown = "，".join(f"{label} {figure_text(report.figures.get(key))}" for key, label in keys)
            lines.append(f"{ROW_MARK}{told_name(row)}：{shown}。")
    signed = [report.signature, chinese_date(report.dated_on) if report.dated_on else ""]
    lines += ["", *(printable(line) for line in signed if line)]
    if report.version_code:
        lines += ["", imprint(report)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _prose(text: str) -> list[str]:
    return [printable(line.strip()) for line in text.splitlines() if line.strip()]
