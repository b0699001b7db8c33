"""The figures behind the charts of a year, from registers and published reports; a new chart: ``disclosure.charts``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from disclosure.calendar.workdays import DAY
from disclosure.cases.answer_date import deadline_of
from disclosure.charts import Chart, Source, TimedRequest, YearFigures, channels, outcomes, timeliness, trend
from disclosure.papers import PUBLISHED
from disclosure.records import Draft, Release, Request
from disclosure.report.cells import TOTAL, CellKey
from disclosure.report.counting import Period
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.report.published import published_report


def charts(registers: Registers, year: int, today: date) -> tuple[Chart, ...]:
    """Return the charts of a year: 历年趋势 up to it, its 办理结果, 答复时限 and 渠道.

    The file is not locked meanwhile: after a concurrent change the charts are simply made again.
    """
    period = Period.of(year)
    received = {one.id: one.channel for one in _counted(registers, "n1", period)}
    released = {one.id: one.channels for one in registers.all(Release, _released(period))}
    return (
        trend(list(_years(registers, year, today))),
        outcomes(year, registers.figures(period)),
        timeliness(year, timed_requests(registers, period, today)),
        channels(year, received, released),
    )


def records_of(registers: Registers, source: Source) -> list[tuple[str, int]]:
    """Return (register, id) of the records a value counts; none for a published figure."""
    if source.is_published:
        return []
    period = Period.of(source.year)
    named = [(source.register, record_id) for record_id in source.ids]
    return named + [found for cell in source.cells for found in registers.records_of(cell, period)]


# --- the years ---


def _years(registers: Registers, year: int, today: date) -> Iterator[YearFigures]:
    """Yield every year up to ``year`` that has registers, or else a published report.

    Up to 期初日期 the registers are incomplete, whatever they contain.
    """
    opening = registers.profile().opening_on
    first = (opening + DAY).year if opening else 0
    kept = {known for known in registers.years() if first <= known <= year}
    told = {draft.year for draft in registers.all(Draft, Query(filters=(Filter("part", "equals", PUBLISHED),)))}
    for known in sorted(kept | {one for one in told if one <= year}):
        report = published_report(registers, known) if known in told else None
        if known in kept:
            period = Period.of(known)
            yield YearFigures(
                known,
                registers.figures(period),
                releases=tuple(registers.ids(Release, _released(period))),
                published=report.figures if report else None,
                is_running=period.since <= today < period.until,
            )
        elif report is not None:
            yield YearFigures(known, report.figures, is_published=True)


def _released(period: Period) -> Query:
    return Query(filters=(Filter("published_on", "between", (period.since, period.until)),))


# --- the requests of one year ---


def _counted(registers: Registers, row: str, period: Period) -> Iterator[Request]:
    """Yield the requests counted in a row of table three."""
    ids = [record_id for _, record_id in registers.records_of(CellKey("table3", row, TOTAL), period)]
    yield from registers.page(Request, ids)


def timed_requests(registers: Registers, period: Period, today: date) -> list[TimedRequest]:
    """Return a period's requests with their deadlines: those answered in it, and those open at its end, or today."""
    return [*_answered(registers, period), *_open(registers, period, today)]


def _answered(registers: Registers, period: Period) -> Iterator[TimedRequest]:
    calendar = load_calendar(registers)
    requests = list(_counted(registers, "k7", period))
    steps = registers.steps_by_request([request.id for request in requests])
    for request in requests:
        deadline = deadline_of(request, steps.get(request.id, ()), calendar)
        answered_on, received_on = deadline.answered_on or request.counted_answer_on, request.received_on
        if answered_on is not None and received_on is not None:
            yield TimedRequest(request.id, deadline, calendar.workdays_between(received_on, answered_on))


def _open(registers: Registers, period: Period, today: date) -> Iterator[TimedRequest]:
    """Yield the requests not answered by the end of the period, or by today, in their state on that day."""
    calendar, day = load_calendar(registers), min(today, period.until)
    requests = list(_counted(registers, "n4", period))
    steps = registers.steps_by_request([request.id for request in requests])
    for request in requests:
        known = tuple(step for step in steps.get(request.id, ()) if step.on <= period.until)
        deadline = deadline_of(replace(request, outcome=None, answered_on=None), known, calendar, day)
        yield TimedRequest(request.id, deadline, None, is_overdue=deadline.is_overdue(day))
