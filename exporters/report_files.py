"""A report written to a file of any kind, read back and compared before it is handed over."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.errors import ExportError
from disclosure.report.model import AnnualReport
from exporters.read_back import Reading, difference, expected, read_json, read_pdf
from exporters.sheets import replaced

Findings = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Kind:
    """How one kind of file is written and how it is read back."""

    write: Callable[[AnnualReport, Path, Findings, date | None], None]
    read: Callable[[Path], Reading]


def write_report(report: AnnualReport, path: Path, findings: Findings = (), *, today: date | None = None) -> None:
    """Write a report by the suffix of ``path``, whole and proved or not at all.

    ``findings`` go into .json only; ``today`` dates a report without 成文日期. Raises ExportError for an unknown
    suffix, a place that cannot be written, a character no font has, and a file that does not read back as the report.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ExportError(f"年度报告不能写成“{path.name}”，文件名请以 {'、'.join(KINDS)} 之一结尾。")
    with replaced(path) as unfinished:
        kind.write(report, unfinished, findings, today)
        fault = difference(expected(report), kind.read(unfinished))
        if fault is not None:
            raise ExportError(f"写出的“{path.name}”与报告不符（{fault}），没有保存，请重试；仍不行请换一种格式导出。")


def _write_pdf(report: AnnualReport, path: Path, _findings: Findings, today: date | None) -> None:
    from exporters.report_pdf import write_report_pdf  # noqa: PLC0415 - heavy, and only needed here

    write_report_pdf(report, path, today=today)


def _write_json(report: AnnualReport, path: Path, findings: Findings, _today: date | None) -> None:
    from exporters.report_json import write_report_json  # noqa: PLC0415 - only needed here

    write_report_json(report, path, findings)


KINDS: Mapping[str, Kind] = {
    ".pdf": Kind(_write_pdf, read_pdf),
    ".json": Kind(_write_json, read_json),
}
"""Every kind of file a report can be written to, by suffix."""
