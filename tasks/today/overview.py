"""Everything the 今日 page tells, read in one go: what is due, the year so far, months without requests, duties."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.checks.finding import Finding
from disclosure.masking import masked_prose
from disclosure.records import RECORD_TYPES, Record, Release
from disclosure.releases.due_report import is_over
from disclosure.releases.duties import DutyLine, DutyState
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.duties import duty_calendar
from tasks.cases.zero_confirmations import MonthState, ZeroMonth, zero_months
from tasks.today.due import today_items

NAMED = 60
"""Items of a group that are told with their subject."""

_SUBJECT_CHARACTERS = 28
_TELLING = ("applicant", "plaintiff", "content", "court", "department")
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True)
class YearFigure:
    """One number of the year so far, with what is said beneath it."""

    number: int
    label: str
    note: str


@dataclass(frozen=True)
class Overview:
    """What the 今日 page shows. ``subjects`` tells by (register, id) what the first items of each group are about.

    ``mendable`` are mistakes in the records of the year that can still be put right; who shows the page asks for them.
    """

    groups: Mapping[DueGroup, tuple[DueItem, ...]]
    subjects: Mapping[tuple[str, int], str]
    figures: tuple[YearFigure, ...]
    months: tuple[ZeroMonth, ...]
    duties: tuple[DutyLine, ...]
    mendable: tuple[Finding, ...] = ()

    @property
    def pressing(self) -> int:
        """How many things are overdue or due today, the duties of their card among them."""
        missed = sum(line.state is DutyState.MISSED for line in self.duties)
        return len(self.groups[DueGroup.OVERDUE]) + len(self.groups[DueGroup.TODAY]) + missed

    @property
    def provisional(self) -> int:
        """How many dates rest on a year without a notice."""
        return sum(item.provisional for items in self.groups.values() for item in items)


def overview(registers: Registers, calendar: WorkCalendar, year: int, today: date) -> Overview:
    """Return what the 今日 page shows: due as of today, figures of ``year`` up to today or its end.

    The file is not held meanwhile: a change in between only means that the page is read again.
    """
    open_duties = (DutyState.RUNNING, DutyState.MISSED)
    duties = tuple(line for line in duty_calendar(registers, today.year, calendar, today) if line.state in open_duties)
    on_card = {(line.duty.id, line.due_on) for line in duties}
    # a month is confirmed when it is over, until then its card tells enough; a duty is told once, by its card, where
    # one press settles it
    groups = {
        group: tuple(
            item
            for item in items
            if (item.kind is not DueKind.ZERO_CONFIRMATION or (item.due_on is not None and item.due_on < today))
            and not (item.kind is DueKind.DUTY and (item.record_id, item.due_on) in on_card)
        )
        for group, items in today_items(registers, calendar, today).items()
    }
    shown = (item for items in groups.values() for item in items[:NAMED])
    period = Period.of(year, min(today, date(year, 12, 31)))
    figures = registers.figures(period)
    received, carried, answered = (int(figures[CellKey("table3", row, "total")]) for row in ("n1", "n2", "k7"))
    pending = int(figures[CellKey("table4", "review", "pending")])
    reviews = int(figures[CellKey("table4", "review", "total")])
    suits = sum(int(figures[CellKey("table4", row, "total")]) for row in ("direct_suit", "suit_after_review"))
    published, before = (
        _published(registers, period.since, period.until),
        _published(registers, _a_year_before(period.since), _a_year_before(period.until)),
    )
    return Overview(
        groups=groups,
        subjects=_subjects(registers, shown),
        figures=(
            YearFigure(published, "主动公开", f"较上年同期 {published - before:+d}" if before else f"{year} 年"),
            YearFigure(received, "收到申请", f"结转 {carried} · 已办结 {answered}"),
            YearFigure(reviews, "行政复议", f"{pending} 件尚未审结" if pending else f"{year} 年"),
            YearFigure(suits, "行政诉讼", f"{year} 年"),
        ),
        months=(*_unconfirmed_of_last_year(registers, today), *zero_months(registers, today.year, today)),
        duties=duties,
    )


def _unconfirmed_of_last_year(registers: Registers, today: date) -> Iterator[ZeroMonth]:
    """Yield last year's months still to be confirmed while its report is to be made, where the file knows that year."""
    last = today.year - 1
    if not is_over(today) and last in registers.years():
        months = zero_months(registers, last, today)
        yield from (month for month in months if month.state is MonthState.UNCONFIRMED)


def _subjects(registers: Registers, items: Iterable[DueItem]) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for item in items:
        if item.record_id:
            wanted[item.register].add(item.record_id)
    return {
        (register, record.id): _subject(record)
        for register, ids in wanted.items()
        for record in registers.page(RECORD_TYPES[register], list(ids))
    }


def _subject(record: Record) -> str:
    parts = (masked_prose(str(getattr(record, name, "") or "")) for name in _TELLING)
    told = [part.replace("\n", " ") for part in parts if part]
    return " · ".join(part if len(part) <= _SUBJECT_CHARACTERS else part[:_SUBJECT_CHARACTERS] + "…" for part in told)


def _published(registers: Registers, since: date, until: date) -> int:
    return registers.count(Release, Query(filters=(Filter("published_on", "between", (since, until)),)))


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (_FEBRUARY, _LEAP_DAY)
    return day.replace(year=day.year - 1, day=_LEAP_DAY - 1 if is_leap_day else day.day)
