"""The duty calendar: each period of an 应公开事项, its deadline, what fulfilled it, and the release that would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.workdays import DAY, WorkCalendar
from disclosure.masking import masked_prose
from disclosure.records import Duty, Release
from disclosure.releases.due_duties import DutyPeriod, duty_due, fulfilments, is_asked, is_public, period_of
from disclosure.term_base import Term
from disclosure.terms import DocumentKind, DutyCycle, ReleaseCategory


class DutyState(Term):
    """The state of one period of a duty."""

    FULFILLED = "fulfilled", "已公开"
    RUNNING = "running", "待公开"
    MISSED = "missed", "到期未公开"
    AHEAD = "ahead", "尚未开始"


@dataclass(frozen=True)
class DutyLine:
    """One period of a duty and the releases that fulfilled it; ``period`` is None for a duty of 一次."""

    duty: Duty
    period: DutyPeriod | None
    due_on: date | None
    releases: tuple[Release, ...]
    state: DutyState

    @property
    def name(self) -> str:
        """Its name: 「测试街道运行经费季度公示（2024年第1季度）」."""
        return f"{self.duty.name}（{self.period.name}）" if self.period else self.duty.name

    @property
    def caption(self) -> str:
        """The name in messages and titles, like that of a record."""
        return masked_prose(self.name)


def duty_lines(
    duty: Duty, releases: Iterable[Release], span: tuple[date, date], calendar: WorkCalendar, today: date
) -> tuple[DutyLine, ...]:
    """Return every period of a duty that touches the days of ``span``, in order, but for those nobody asks for.

    ``fulfilments`` gives the releases that fulfil a period, ``duty_due`` its deadline; a duty of 一次 is a single line,
    fulfilled by any release that names it.
    """
    published = tuple(release for release in releases if release.fulfils == duty.name and is_public(release, today))
    if duty.cycle is DutyCycle.ONCE:
        due_on = duty.ends_on or duty.starts_on
        state = _state(bool(published), duty.starts_on, due_on, today)
        return (DutyLine(duty, None, due_on, published, state),)
    done = fulfilments(duty, published, calendar)
    lines = []
    for period in _periods(duty, *span):
        found, due_on = tuple(done.get(period, ())), duty_due(duty, period, calendar).on
        if found or is_asked(duty, period, due_on, published, today):
            lines.append(DutyLine(duty, period, due_on, found, _state(bool(found), period.first, due_on, today)))
    return tuple(lines)


def _periods(duty: Duty, first: date, last: date) -> Iterator[DutyPeriod]:
    begins = max(first, duty.starts_on or first)
    ends = min(last, duty.ends_on or last)
    period = period_of(duty.cycle, begins)
    while period.first <= ends and begins <= ends:
        yield period
        period = period_of(duty.cycle, period.last + DAY)


def _state(is_fulfilled: bool, begins: date | None, due_on: date | None, today: date) -> DutyState:
    if is_fulfilled:
        return DutyState.FULFILLED
    if due_on is not None and due_on < today:
        return DutyState.MISSED
    return DutyState.AHEAD if begins is not None and begins > today else DutyState.RUNNING


def release_of(line: DutyLine, on: date, earlier: Release | None = None) -> Release:
    """Return a release to fulfil a period, published on a day, with every field that can be known; not saved.

    Categories and department come from ``earlier``, the last release for the same duty, if any.
    """
    duty = line.duty
    return Release(
        name=line.name,
        formed_on=on,
        published_on=on,
        fulfils=duty.name,
        fulfils_period=line.period.first if line.period else None,
        document_kind=earlier.document_kind if earlier else DocumentKind.OTHER,
        category=earlier.category if earlier else ReleaseCategory.ARTICLE_20_15,
        statistics_category=earlier.statistics_category if earlier else "",
        channels=duty.channels or (earlier.channels if earlier else ()),
        department=duty.department or (earlier.department if earlier else ""),
    )
