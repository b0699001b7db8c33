"""Last year's published report, kept in the file for comparison with this year's."""

import json
from dataclasses import replace
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from disclosure.papers import PUBLISHED
from disclosure.progress import Progress, silent
from disclosure.records import Draft, IssuedReport
from disclosure.report.coverage import coverage_of
from disclosure.report.model import AnnualReport
from exporters.report.json import report_json
from importers.published import read_published
from importers.published.json_report import read_json
from storage.query import Query
from storage.registers import Registers


def import_published(registers: Registers, path: Path, year: int, progress: Progress = silent) -> AnnualReport:
    """Read a published report and keep it for its year; a second import replaces the first.

    ``year`` is the report's year or the one after. Raises SourceUnreadableError for a file that is no report, has no
    cell of the three tables, or is of another year; then what was kept before stays.
    """
    report = read_published(path, progress)
    if report.year not in (0, year, year - 1):
        raise SourceUnreadableError(f"“{path.name}”是{report.year}年的年度报告，不是{year}年的，要核对文件或年份。")
    if not coverage_of(report).read and not report.older_tables:
        raise SourceUnreadableError(f"“{path.name}”里没有读出三张表的任何一格，没有导入，原来的上年报告保持不变。")
    report = replace(report, year=report.year or year)
    keep_published(registers, report)
    return report


def keep_published(registers: Registers, report: AnnualReport) -> None:
    """Keep a report as the published one of its year."""
    text = json.dumps(report_json(report), ensure_ascii=False)
    kept = registers.drafts(report.year).get(PUBLISHED)
    with registers.batch(f"导入 {report.year} 年公布的年度报告"):
        registers.save(replace(kept, text=text) if kept else Draft(year=report.year, part=PUBLISHED, text=text))


def published_report(registers: Registers, year: int) -> AnnualReport | None:
    """Return the published report kept for a year, or None where none was imported."""
    kept = registers.drafts(year).get(PUBLISHED)
    if kept is None or not kept.text:
        return None
    return read_json(kept.text)


def previous_report(registers: Registers, year: int) -> AnnualReport | None:
    """Return the report of the year before, as imported or as issued here; of both, the one kept last."""
    imported = registers.drafts(year - 1).get(PUBLISHED)
    issued = list(registers.all(IssuedReport, Query(year=year - 1, sort="version")))
    if not issued:
        return published_report(registers, year - 1)
    if imported is not None and imported.text and _kept_at(registers, imported) > _kept_at(registers, issued[-1]):
        return published_report(registers, year - 1)
    return read_json(issued[-1].report)


def _kept_at(registers: Registers, record: Draft | IssuedReport) -> int:
    return registers.history(record)[-1].entry
