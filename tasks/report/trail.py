"""What became of the report of a year, read from the file."""

from disclosure.papers import ReportDelivery, ReportEvent
from disclosure.releases.report_trail import TrailLine, report_trail
from storage.query import Query
from storage.registers import Registers
from tasks.report.versions import versions_of


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
