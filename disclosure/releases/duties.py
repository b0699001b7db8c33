"""The duty calendar: each period of an 应公开事项, by when it is due, what fulfilled it, and the release that would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.workdays import DAY
from disclosure.records import Duty, Release
from disclosure.releases.due_duties import DutyPeriod, period_of
from disclosure.term import Term
from disclosure.terms import DocumentKind, DutyCycle, ReleaseCategory


class DutyState(Term):
    """How one period of a duty stands."""

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
        """What people call it: 「测试街道运行经费季度公示（2024年第1季度）」."""
        return f"{self.duty.name}（{self.period.name}）" if self.period else self.duty.name


def duty_lines(duty: Duty, releases: Iterable[Release], first: date, last: date, today: date) -> tuple[DutyLine, ...]:
    """Return every period of a duty that touches ``first`` to ``last``, in order.

    A release fulfils a period by naming the duty (落实应公开事项) and a 公开日期 within it; a duty of 一次 is one line,
    fulfilled by any such release. A period is due on its last day.
    """
    published = tuple(
        release for release in releases if release.fulfils == duty.name and release.published_on is not None
    )
    if duty.cycle is DutyCycle.ONCE:
        due_on = duty.ends_on or duty.starts_on
        state = _state(bool(published), duty.starts_on, due_on, today)
        return (DutyLine(duty, None, due_on, published, state),)
    lines = []
    for period in _periods(duty, first, last):
        found = tuple(release for release in published if period.holds(release.published_on))
        state = _state(bool(found), period.first, period.last, today)
        lines.append(DutyLine(duty, period, period.last, found, state))
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
    """Return the release that fulfils a period, published on a day, as far as it can be known; not saved.

    Categories and department come from ``earlier``, the last release for the same duty, where there is one.
    """
    duty = line.duty
    return Release(
        name=line.name,
        formed_on=on,
        published_on=on,
        fulfils=duty.name,
        document_kind=earlier.document_kind if earlier else DocumentKind.OTHER,
        category=earlier.category if earlier else ReleaseCategory.ARTICLE_20_15,
        statistics_category=earlier.statistics_category if earlier else "",
        channels=duty.channels or (earlier.channels if earlier else ()),
        department=duty.department or (earlier.department if earlier else ""),
    )
