"""Everything the 今日 page shows, read in one go: what is due, the year so far, months without requests, duties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.cases.state import CaseState
from disclosure.checks.finding import Finding
from disclosure.papers import ReportDelivery
from disclosure.records import RECORD_TYPES, Activity, Record, Release, Request
from disclosure.releases.due_duties import DutyPeriod
from disclosure.releases.due_report import is_over, publish_by, submit_by
from disclosure.releases.duties import DutyLine
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.terms import ReportDeliveryKind, TextState
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.duties import duties_at_hand
from tasks.cases.zero_confirmations import MonthState, zero_months
from tasks.today.due import MOST_LOOKED_AT, covers, today_items
from tasks.today.lines import Line, line_of

NAMED = 60
"""At most so many items of a group are shown with the wording of their record."""

_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True)
class YearFigure:
    """One figure of the year so far, and of the same days a year before; None if the file does not know it."""

    label: str
    number: int | None
    before: int | None


@dataclass(frozen=True)
class NextReport:
    """The next annual report: its year, and the deadlines for sending and publishing it, None once done."""

    year: int
    submit_by: date | None
    publish_by: date | None


@dataclass(frozen=True)
class Carried:
    """How many requests the report of ``year`` carried over, and how many of them (fewer) the register holds."""

    year: int
    told: int
    there: int

    @property
    def lacking(self) -> int:
        """How many are still to be registered."""
        return self.told - self.there


@dataclass(frozen=True)
class ReportPart:
    """The state of a part of the next report, in words; ``state`` is None for what is counted or issued.

    ``heading`` is its place in the report, empty if it covers more than one part.
    """

    name: str
    told: str
    state: TextState | None = None
    heading: str = ""


@dataclass(frozen=True)
class Later:
    """What takes longer to read than the rest (``tasks.report.on_today``).

    ``mendable`` holds the mistakes in the records of the year that can still be corrected; ``parts`` the state of the
    next report, during the season for writing it; ``told`` the figures, by year and label, of years known only from
    their published report.
    """

    mendable: tuple[Finding, ...] = ()
    carried: Carried | None = None
    parts: tuple[ReportPart, ...] = ()
    told: Mapping[int, Mapping[str, int | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Overview:
    """What the 今日 page shows. ``lines`` holds, by kind and (register, id), the wording of each group's first items.

    ``duties`` maps record and last day to the line of the duty calendar; ``zero_months`` are those waiting for
    零申请确认. ``done`` holds today's acts with their times, latest first. ``later`` is filled in by the page itself.
    """

    groups: Mapping[DueGroup, tuple[DueItem, ...]]
    lines: Mapping[DueItem, Line]
    figures: tuple[YearFigure, ...]
    zero_months: tuple[DutyPeriod, ...]
    duties: Mapping[DueItem, DutyLine]
    report: NextReport
    done: tuple[tuple[str, str], ...] = ()
    later: Later = Later()
    year: int = 0

    def count_words(self, group: DueGroup) -> str:
        """Return the size of a group: 「3 件」, or 「500 件以上」 if not all were checked."""
        kinds = Counter(item.kind for items in self.groups.values() for item in items)
        is_cut = kinds[DueKind.PUBLICATION] >= MOST_LOOKED_AT
        holds_them = any(item.kind is DueKind.PUBLICATION for item in self.groups[group])
        return f"{len(self.groups[group])} 件{'以上' if is_cut and holds_them else ''}"

    def with_later(self, later: Later) -> "Overview":
        """Return a copy with what took longer; requests carried over but not registered become something to do."""
        alongside = tuple(item for item in self.groups[DueGroup.ALONGSIDE] if item.kind is not DueKind.CARRIED_ON)
        lines = dict(self.lines)
        if later.carried is not None:
            year, told, there = later.carried.year, later.carried.told, later.carried.there
            known = f"登记簿里有 {there} 件" if there else "登记簿里还没有"
            item = DueItem(
                kind=DueKind.CARRIED_ON,
                due_on=None,
                register=Request.register,
                record_id=0,
                sentence=f"把 {year} 年结转来的 {later.carried.lacking} 件申请登记进来",
                article=f"{year} 年报告写着结转 {told} 件，{known}；登记齐了，表三才对得上",
            )
            alongside, lines[item] = (item, *alongside), line_of(item, None)
        groups = {**self.groups, DueGroup.ALONGSIDE: alongside}
        now, before = (later.told.get(year, {}) for year in (self.year, self.year - 1))
        figures = tuple(
            replace(
                one,
                number=now.get(one.label) if one.number is None else one.number,
                before=before.get(one.label) if one.before is None else one.before,
            )
            for one in self.figures
        )
        return replace(self, later=later, groups=groups, lines=lines, figures=figures)

    @property
    def pressing(self) -> int:
        """How many things are overdue or due today."""
        return len(self.groups[DueGroup.OVERDUE]) + len(self.groups[DueGroup.TODAY])

    @property
    def waiting(self) -> int:
        """How many things are waiting for somebody else."""
        return len(self.groups[DueGroup.WAITING])

    @property
    def provisional(self) -> int:
        """How many dates fall in a year whose holidays have not been announced."""
        return sum(item.provisional for items in self.groups.values() for item in items)


def overview(registers: Registers, calendar: WorkCalendar, year: int, today: date) -> Overview:
    """Return what the 今日 page shows: what is due today, and the figures of ``year`` up to today or its end.

    The file is not locked meanwhile: a change in between only makes the page reload.
    """
    waiting = tuple(_waiting_months(registers, today))
    groups = dict(today_items(registers, calendar, today))
    groups[DueGroup.ALONGSIDE] = (_zero_item(waiting, today),) if waiting else ()
    shown = [item for items in groups.values() for item in items[:NAMED]]
    known = {(line.duty.id, line.due_on): line for line in duties_at_hand(registers, calendar, today)}
    of_duties = ((item, known.get((item.record_id, item.due_on))) for item in shown if item.kind is DueKind.DUTY)
    return Overview(
        groups=groups,
        lines=_lines(registers, shown),
        figures=tuple(_figures(registers, year, today)),
        zero_months=waiting,
        duties={item: line for item, line in of_duties if line is not None},
        report=_next_report(registers, today),
        done=tuple(registers.acts_of(today)),
        year=year,
    )


def _figures(registers: Registers, year: int, today: date) -> Iterator[YearFigure]:
    period = Period.of(year, min(today, date(year, 12, 31)))
    before = Period.of(year - 1, _a_year_before(period.until))
    now, then = registers.figures(period), registers.figures(before)
    knows_now, knows_then = (covers(registers, one) or one == today.year for one in (year, year - 1))
    released = (_published(registers, period), _published(registers, before))
    yield YearFigure(RELEASED, released[0] if knows_now else None, released[1] if knows_then else None)
    for label, cells in COUNTED.items():
        counted = [sum(int(figures[cell]) for cell in cells) for figures in (now, then)]
        yield YearFigure(label, counted[0] if knows_now else None, counted[1] if knows_then else None)


_RUN = 3
"""From so many consecutive months on, they are written as a range."""

RELEASED = "主动公开"
COUNTED: Mapping[str, tuple[CellKey, ...]] = {
    "收到申请": (CellKey("table3", "n1", "total"),),
    "办结申请": (CellKey("table3", "k7", "total"),),
    "行政复议": (CellKey("table4", "review", "total"),),
    "行政诉讼": (CellKey("table4", "direct_suit", "total"), CellKey("table4", "suit_after_review", "total")),
}
"""By their label on the page, the cells of the report that make up a figure."""


def _waiting_months(registers: Registers, today: date) -> Iterator[DutyPeriod]:
    """Yield the months to be confirmed: of this year, and of last year until its report is made."""
    last = today.year - 1
    of_last = zero_months(registers, last, today) if not is_over(today) and covers(registers, last) else ()
    for month in (*of_last, *zero_months(registers, today.year, today)):
        if month.state is MonthState.UNCONFIRMED:
            yield month.period


def _zero_item(months: Sequence[DutyPeriod], today: date) -> DueItem:
    by_year: dict[int, list[int]] = defaultdict(list)
    for month in months:
        by_year[month.first.year].append(month.first.month)
    is_of_this_year = set(by_year) == {today.year}
    told = [f"{'' if is_of_this_year else f'{year}年'}{_runs(named)}月" for year, named in by_year.items()]
    return DueItem(
        kind=DueKind.ZERO_CONFIRMATION,
        due_on=months[-1].last,
        register=Activity.register,
        record_id=0,
        sentence=f"{'，'.join(told)}没有登记过申请",
        article="信箱、窗口、邮寄、网上、传真都看过，就可以一次确认",
    )


def _runs(months: Sequence[int]) -> str:
    """Return months in short: 「1—4、6」."""
    told: list[str] = []
    for _, run in groupby(enumerate(months), key=lambda placed: placed[1] - placed[0]):
        named = [str(month) for _, month in run]
        told += [f"{named[0]}—{named[-1]}"] if len(named) >= _RUN else named
    return "、".join(told)


def _next_report(registers: Registers, today: date) -> NextReport:
    """Return last year's report until it is published or no longer expected, then this year's."""
    last, profile = today.year - 1, registers.profile()
    done = {delivery.kind for delivery in registers.all(ReportDelivery, Query(year=last))}
    is_out = {ReportDeliveryKind.SUBMITTED, ReportDeliveryKind.PUBLISHED} <= done
    if is_over(today) or is_out or not covers(registers, last):
        return NextReport(today.year, submit_by(profile, today.year), publish_by(profile, today.year))
    return NextReport(
        last,
        None if ReportDeliveryKind.SUBMITTED in done else submit_by(profile, last),
        None if ReportDeliveryKind.PUBLISHED in done else publish_by(profile, last),
    )


def _lines(registers: Registers, items: Iterable[DueItem]) -> dict[DueItem, Line]:
    wanted: dict[str, set[int]] = defaultdict(set)
    every = list(items)
    for item in every:
        if item.record_id and item.register in RECORD_TYPES:
            wanted[item.register].add(item.record_id)
    records = {
        (register, record.id): record
        for register, ids in wanted.items()
        for record in registers.page(RECORD_TYPES[register], list(ids))
    }
    return {item: _line(registers, item, records.get((item.register, item.record_id))) for item in every}


def _line(registers: Registers, item: DueItem, record: Record | None) -> Line:
    """Return the wording of something due; the party whose opinion is awaited is on the steps of its request."""
    if item.kind is not DueKind.OPINION or not isinstance(record, Request):
        return line_of(item, record)
    return line_of(item, record, CaseState(record, registers.steps(record.id)).consulted)


def _published(registers: Registers, period: Period) -> int:
    within = Filter("published_on", "between", (period.since, period.until))
    return registers.count(Release, Query(filters=(within,)))


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (_FEBRUARY, _LEAP_DAY)
    return day.replace(year=day.year - 1, day=_LEAP_DAY - 1 if is_leap_day else day.day)
