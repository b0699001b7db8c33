"""The turn of the year: late entries, what is carried over, and the next year's opening, consistent by construction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.errors import DisclosureError, RecordNotFoundError
from disclosure.records import RECORD_TYPES, Draft, IssuedReport, Litigation, Record, Request, Review
from disclosure.report.cells import CARRIED_IN, CARRIED_OUT, TABLE3_COLUMNS, TABLE4, TOTAL, CellKey, Figure, Value
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.report.tables import figure_text
from disclosure.terms import DisputeResult
from storage.registers import Registers
from tasks.report.issuing import frozen_report
from tasks.report.published import previous_report
from tasks.report.versions import latest_version

ROLLED_OVER = "rolled_over"
"""The part of a year's drafts that says when and with which figures it was carried into the next."""


@dataclass(frozen=True)
class LateEntry:
    """A record entered after the report was made (or after the year ended) that counts in the year, and its cells."""

    record: Record
    cells: tuple[CellKey, ...]

    @property
    def words(self) -> str:
        """The record and the number of cells it affects."""
        return f"{self.record.title} {self.record.caption}：影响 {len(self.cells)} 格"


@dataclass(frozen=True)
class Carried:
    """One column of the bridge between two years: carried over, opening of the next year, published."""

    column: str
    goes_on: Figure
    opens_with: Figure
    published: Value = None

    @property
    def agrees(self) -> bool:
        """Whether next year's 上年结转 equals this year's 结转下年度, as published if it was."""
        return self.goes_on == self.opens_with and (self.published is None or self.published == self.goes_on)


@dataclass(frozen=True)
class Rollover:
    """Everything to know before going on to the next year."""

    year: int
    late_entries: tuple[LateEntry, ...]
    open_requests: tuple[Request, ...]
    pending_disputes: tuple[Review | Litigation, ...]
    carried: tuple[Carried, ...]
    issued_version: int

    @property
    def breaks(self) -> tuple[str, ...]:
        """Return a sentence for every column whose published figure differs from the one carried over."""
        return tuple(
            f"{TABLE3_COLUMNS[one.column]}：登记簿结转 {figure_text(one.goes_on)}，{self.year} 年报公布的是"
            f" {figure_text(one.published)}，要更正 {self.year} 年报或核对登记簿"
            for one in self.carried
            if not one.agrees
        )


def rollover(registers: Registers, year: int) -> Rollover:
    """Return what is late, open and pending at the end of a year, and the bridge to the next in all seven columns."""
    period = Period.of(year)
    with registers.lock:
        issued = latest_version(registers, year)
        published = frozen_report(issued) if issued else previous_report(registers, year + 1)
        return Rollover(
            year=year,
            late_entries=tuple(_late(registers, period, issued)),
            open_requests=tuple(
                registers.get(Request, record_id)
                for _, record_id in registers.records_of(CellKey("table3", CARRIED_OUT.code, TOTAL), period)
            ),
            pending_disputes=tuple(_disputes(registers, period)),
            carried=tuple(_carried(registers, year, published)),
            issued_version=issued.version if issued else 0,
        )


def roll_over(registers: Registers, year: int, today: date) -> Rollover:
    """Confirm the bridge into the next year; its figures are saved with the year.

    Raises DisclosureError if a column does not match what was published.
    """
    found = rollover(registers, year)
    if found.breaks:
        raise DisclosureError(f"上年结转衔接不上，先处理再结转：{'；'.join(found.breaks)}。")
    kept = {"on": today.isoformat(), "carried": {one.column: int(one.goes_on) for one in found.carried}}
    known = registers.drafts(year).get(ROLLED_OVER)
    with registers.batch(f"结转 {year} 年"):
        registers.save(Draft(id=known.id if known else 0, year=year, part=ROLLED_OVER, text=json.dumps(kept)))
    return found


def rolled_over_on(registers: Registers, year: int) -> date | None:
    """Return the day a year was carried into the next, or None."""
    kept = _kept(registers, year)
    return date.fromisoformat(kept["on"]) if kept else None


def moved_since(registers: Registers, found: Rollover) -> str:
    """Return in words what was carried over then and would be now; "" if that is equal or nothing was carried over."""
    kept = _kept(registers, found.year)
    if not kept or kept["carried"] == {one.column: int(one.goes_on) for one in found.carried}:
        return ""
    now = next(int(one.goes_on) for one in found.carried if one.column == TOTAL)
    then = kept["carried"][TOTAL]
    moved = f"当时结转 {then} 件，现在 {now} 件" if then != now else "各列的件数不同了"
    return f"此后登记簿变了：{moved}，要核对后重新结转。"


def _kept(registers: Registers, year: int) -> dict[str, Any]:
    kept = registers.drafts(year).get(ROLLED_OVER)
    return json.loads(kept.text) if kept else {}


def _late(registers: Registers, period: Period, issued: IssuedReport | None) -> Iterator[LateEntry]:
    if issued is None:
        entered = registers.created_since(f"{period.year + 1}-01-01")
    else:
        entered = registers.created_since(entry=registers.history(issued)[0].entry)
    for register, record_id in entered:
        try:
            record = registers.get(RECORD_TYPES[register], record_id)
        except RecordNotFoundError:
            continue
        cells = tuple(cell for cell, amount in registers.cells_of(record, period) if amount)
        if cells:
            yield LateEntry(record, cells)


def _disputes(registers: Registers, period: Period) -> Iterator[Review | Litigation]:
    for row in TABLE4:
        for register, record_id in registers.records_of(CellKey("table4", row.code, DisputeResult.PENDING), period):
            if register == Review.register:
                yield registers.get(Review, record_id)
            else:
                yield registers.get(Litigation, record_id)


def _carried(registers: Registers, year: int, published: AnnualReport | None) -> Iterator[Carried]:
    before, after = registers.figures(Period.of(year)), registers.figures(Period.of(year + 1))
    for column in TABLE3_COLUMNS:
        out, into = (CellKey("table3", row.code, column) for row in (CARRIED_OUT, CARRIED_IN))
        yield Carried(column, before[out], after[into], published.figures.get(out) if published else None)
