"""The issued versions of reports and what became of them; light, because every change of the file asks for them."""

import json

from disclosure.papers import ReportDelivery, ReportEvent
from disclosure.records import IssuedReport
from disclosure.releases.report_trail import TrailLine, report_trail
from disclosure.report.model import AnnualReport
from exporters.report.json import report_json
from storage.query import Query
from storage.registers import Registers


def versions_of(registers: Registers, year: int) -> tuple[IssuedReport, ...]:
    """Return every issued version of a year's report, the first one first."""
    return tuple(registers.all(IssuedReport, Query(year=year, sort="version")))


def latest_version(registers: Registers, year: int) -> IssuedReport | None:
    """Return the version of a year's report that counts, or None where none was issued."""
    versions = versions_of(registers, year)
    return versions[-1] if versions else None


def latest_versions(registers: Registers) -> dict[int, IssuedReport]:
    """Return, by year, the version of each issued report that counts."""
    return {issued.year: issued for issued in registers.all(IssuedReport, Query(sort="version"))}


def frozen_text(report: AnnualReport) -> str:
    """Return a report as the text that is frozen."""
    return json.dumps(report_json(report), ensure_ascii=False)


def trail_of(registers: Registers, year: int) -> tuple[TrailLine, ...]:
    """Return what became of the report of a year, the first thing first."""
    of_the_year = Query(year=year)
    with registers.lock:
        return report_trail(
            versions_of(registers, year),
            registers.all(ReportDelivery, of_the_year),
            registers.all(ReportEvent, of_the_year),
        )


def open_events(registers: Registers, year: int) -> tuple[ReportEvent, ...]:
    """Return what was sent back or withdrawn of a year's report and is not settled."""
    return tuple(event for event in registers.all(ReportEvent, Query(year=year)) if event.is_open)
