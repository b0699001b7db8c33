"""The issued versions of reports and what became of them; kept cheap, since they are read after every change."""

import json

from disclosure.papers import ReportDelivery, ReportEvent
from disclosure.records import IssuedReport
from disclosure.releases.report_trail import TrailLine, report_trail
from disclosure.report.model import AnnualReport
from exporters.report.json import report_json
from storage.query import Query
from storage.registers import Registers


def versions_of(registers: Registers, year: int) -> tuple[IssuedReport, ...]:
    """Return every issued version of a year's report, oldest first."""
    return tuple(registers.all(IssuedReport, Query(year=year, sort="version")))


def latest_version(registers: Registers, year: int) -> IssuedReport | None:
    """Return the current version of a year's report, or None if none was issued."""
    versions = versions_of(registers, year)
    return versions[-1] if versions else None


def latest_versions(registers: Registers) -> dict[int, IssuedReport]:
    """Return the current version of each issued report, by year."""
    return {issued.year: issued for issued in registers.all(IssuedReport, Query(sort="version"))}


def frozen_text(report: AnnualReport) -> str:
    """Return a report as the text stored at its issue."""
    return json.dumps(report_json(report), ensure_ascii=False)


def trail_of(registers: Registers, year: int) -> tuple[TrailLine, ...]:
    """Return what became of the report of a year, oldest first."""
    of_the_year = Query(year=year)
    with registers.lock:
        return report_trail(
            versions_of(registers, year),
            registers.all(ReportDelivery, of_the_year),
            registers.all(ReportEvent, of_the_year),
        )


def open_events(registers: Registers, year: int) -> tuple[ReportEvent, ...]:
    """Return the unsettled returns and withdrawals of a year's report."""
    return tuple(event for event in registers.all(ReportEvent, Query(year=year)) if event.is_open)
