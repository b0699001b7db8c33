"""Counting a period and the same one a year before, and writing the counts."""

from datetime import date
from pathlib import Path

from disclosure.progress import Progress, silent
from disclosure.report.counting import Period
from disclosure.statistics.comparison import Comparison, Counted
from disclosure.statistics.periods import year_before
from exporters.read_back.proving import proven
from exporters.statistics import statistics_document, write_statistics
from storage.registers import Registers
from storage.whole_file import whole_file
from tasks.report.chart_figures import timed_requests
from tasks.today.due import covers

_STEPS = 4


def compared(registers: Registers, period: Period, today: date, progress: Progress = silent) -> Comparison:
    """Return the counts of a period and of the same one a year before, from the same state of the file."""
    with registers.lock:
        counted = []
        for number, one in enumerate((period, year_before(period))):
            progress(2 * number, _STEPS)
            figures = registers.figures(one)
            facts = registers.facts(one, figures)
            progress(2 * number + 1, _STEPS)
            years = range(one.since.year, one.until.year + 1)
            is_known = all(year == today.year or covers(registers, year) for year in years)
            has_begun = one.since <= today
            counted.append(Counted(one, figures, facts, timed_requests(registers, one, today), is_known and has_begun))
        now, before = counted
        return Comparison(registers.profile().name, now, before, today)


def export_statistics(comparison: Comparison, path: Path, today: date) -> Path:
    """Write the 统计表 as .pdf, .docx, .xlsx or .csv, read back before it is put in place.

    Raises ExportError for another suffix or for the open file itself, OSError if the place cannot be written.
    """
    with whole_file(path) as aside:
        write_statistics(comparison, aside, today)
    return path


def printed_statistics(comparison: Comparison, today: date) -> bytes:
    """Return the 统计表 as the pages of a PDF, read back."""
    return proven(statistics_document(comparison, today), ".pdf")
