"""Counting a period and the same one a year before, and writing what was counted."""

from collections import Counter
from datetime import date
from pathlib import Path

from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Litigation, Release, Request, Step
from disclosure.report.cells import TOTAL, CellKey
from disclosure.report.counting import Period
from disclosure.statistics.comparison import Comparison, Counted, Line
from disclosure.statistics.periods import year_before
from exporters.read_back.proving import proven
from exporters.statistics import statistics_document, write_statistics
from storage.query import Filter, Query
from storage.registers import Registers
from storage.whole_file import whole_file
from tasks.report.chart_figures import timed_requests

_STEPS = 4


def compared(registers: Registers, period: Period, today: date, progress: Progress = silent) -> Comparison:
    """Return the counts of a period and of the same one a year before, all of the same state of the file."""
    with registers.lock:
        counted = []
        for number, one in enumerate((period, year_before(period))):
            progress(2 * number, _STEPS)
            figures = registers.figures(one)
            facts = registers.facts(one)
            progress(2 * number + 1, _STEPS)
            counted.append(Counted(one, figures, facts, timed_requests(registers, one, today)))
        return Comparison(registers.profile().name, *counted)


def records_of_line(registers: Registers, comparison: Comparison, line: Line) -> list[tuple[str, int]]:
    """Return (register, id) of what a line counted in the period itself, the requests of what was paid."""
    period, of = comparison.now.period, line.of
    if line.cell is not None:
        return registers.records_of(line.cell, period)
    if of is None:
        return [(Request.register, record_id) for record_id in line.requests]
    held = (Filter(of.field, "contains" if of.field == "channels" else "equals", of.value),) if of.field else ()
    with registers.lock:
        if of.register == Request.register:  # what counts as received, split and excluded ones apart
            holding = set(registers.ids(Request, Query(filters=held)))
            received = registers.records_of(CellKey("table3", "n1", TOTAL), period)
            return [one for one in received if one[1] in holding]
        if of.register == Step.register:
            paid: Counter[int] = Counter()
            in_time = Filter("on", "between", (period.since, period.until))
            for step in registers.all(Step, Query(filters=(*held, in_time))):
                paid[step.request_id] += step.amount or 0
            return [(Request.register, one) for one in registers.ids(Request) if paid[one] > 0]
        if of.register == Release.register:
            held = (*held, Filter("published_on", "is_filled"))
        dated = (*held, Filter("", "in_periods", ((period.since, period.until),)))
        found = registers.ids(LEDGERS[of.register], Query(filters=dated))
        if of.register == Litigation.register:  # a case of several instances came with its first one
            suits = [sorted(one, key=lambda suit: suit.received_on or date.max) for one in registers.linked_suits()]
            later = {suit.id for one in suits for suit in one[1:]}
            return [(of.register, one) for one in found if one not in later]
        return [(of.register, one) for one in found]


def export_statistics(comparison: Comparison, path: Path, today: date) -> Path:
    """Write the 统计表 as .pdf, .docx, .xlsx or .csv, read back before it takes its place.

    Raises ExportError for another suffix or for the open file itself, OSError for a place that cannot be written.
    """
    with whole_file(path) as aside:
        write_statistics(comparison, aside, today)
    return path


def printed_statistics(comparison: Comparison, today: date) -> bytes:
    """Return the 统计表 as the pages of a PDF, read back."""
    return proven(statistics_document(comparison, today), ".pdf")
