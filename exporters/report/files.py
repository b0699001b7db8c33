"""A report written to a file of any format, then read back and compared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.errors import ExportError
from disclosure.report.model import AnnualReport
from exporters.paper.files import render
from exporters.read_back.lines import Line, Reading, difference
from exporters.read_back.proving import reading
from exporters.report.expected import data_lines, page_lines, paper_lines, sheet_lines, text_lines, version_code_in
from exporters.report.html import write_report_html
from exporters.report.json import write_report_json
from exporters.report.paper import report_document
from exporters.report.readers import read_html, read_json, read_text, read_xlsx
from exporters.report.text import write_report_text
from exporters.report.xlsx import write_report_xlsx

Findings = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Kind:
    """How one format is written and read back, and what it must show."""

    write: Callable[[AnnualReport, Path, Findings, date | None], None]
    read: Callable[[Path], Reading]
    lines: Callable[[AnnualReport], tuple[Line, ...]]


def write_report(report: AnnualReport, path: Path, findings: Findings = (), *, today: date | None = None) -> None:
    """Write a report in the format of the suffix of ``path``, and check what was written.

    ``findings`` go only into .json; ``today`` dates a report without 成文日期. Raises ExportError for an unknown
    suffix, a character no font has, and a file that does not read back as the report (the caller must delete it),
    OSError for a place that cannot be written.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ExportError(f"年度报告不能写成“{path.suffix}”，文件名要以 {'、'.join(KINDS)} 之一结尾。")
    kind.write(report, path, findings, today)
    read = kind.read(path)
    fault = read.fault or difference(kind.lines(report), read.lines)
    if fault is None and any(version_code_in(text) != report.version_code for text in read.said):
        fault = "版本号不一致"
    if fault is not None:
        raise ExportError(f"写出的{path.suffix}文件与报告不符（{fault}），没有保存，再试一次；仍不行就换一种格式导出。")


def _write_paper(report: AnnualReport, path: Path, _findings: Findings, today: date | None) -> None:
    path.write_bytes(render(report_document(report, today=today), path.suffix))


def _read_paper(path: Path) -> Reading:
    return reading(path.read_bytes(), path.suffix)


def _write_json(report: AnnualReport, path: Path, findings: Findings, _today: date | None) -> None:
    write_report_json(report, path, findings)


def _write_xlsx(report: AnnualReport, path: Path, _findings: Findings, today: date | None) -> None:
    write_report_xlsx(report, path, today=today)


def _write_html(report: AnnualReport, path: Path, _findings: Findings, _today: date | None) -> None:
    write_report_html(report, path)


def _write_text(report: AnnualReport, path: Path, _findings: Findings, _today: date | None) -> None:
    write_report_text(report, path)


KINDS: Mapping[str, Kind] = {
    ".pdf": Kind(_write_paper, _read_paper, paper_lines),
    ".docx": Kind(_write_paper, _read_paper, paper_lines),
    ".xlsx": Kind(_write_xlsx, read_xlsx, sheet_lines),
    ".html": Kind(_write_html, read_html, page_lines),
    ".json": Kind(_write_json, read_json, data_lines),
    ".txt": Kind(_write_text, read_text, text_lines),
}
"""How each of ``formats.FORMATS`` is written and read back, by suffix."""
