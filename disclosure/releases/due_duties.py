"""Recurring duties: what must be published each month, quarter or year, and the monthly 零申请确认."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DAY, DueDate, WorkCalendar
from disclosure.cases.due_items import DueItem, DueKind
from disclosure.cases.moved_dates import MovedDue, moved_items
from disclosure.masking import masked_prose
from disclosure.records import Activity, Duty, Release
from disclosure.releases.status import DocumentState, document_state
from disclosure.terms import ActivityKind, DutyCycle
from disclosure.wording import chinese_date

LOOK_BACK: Final = 12
"""Periods of a duty, including the current one, that are still due."""
_MONTHS = {DutyCycle.MONTHLY: 1, DutyCycle.QUARTERLY: 3, DutyCycle.YEARLY: 12}
_YEAR = 12


@dataclass(frozen=True)
class DutyPeriod:
    """One month, quarter or year of a duty."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """Its name: 「2026年11月」「2026年第4季度」「2026年」."""
        months = (self.last.year - self.first.year) * _YEAR + self.last.month - self.first.month + 1
        if months == _YEAR:
            return f"{self.first.year}年"
        if months == 1:
            return f"{self.first.year}年{self.first.month}月"
        return f"{self.first.year}年第{self.last.month // 3}季度"

    def holds(self, day: date | None) -> bool:
        """Whether the day is in the period."""
        return day is not None and self.first <= day <= self.last


def period_of(cycle: DutyCycle, day: date) -> DutyPeriod:
    """Return the calendar month, quarter or year of a day; for ONCE, which has no periods, the year."""
    months = _MONTHS.get(cycle, _YEAR)
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    last = date(day.year, last_month, monthrange(day.year, last_month)[1])
    return DutyPeriod(date(day.year, first_month, 1), last)


def duty_due(duty: Duty, period: DutyPeriod, calendar: WorkCalendar) -> DueDate:
    """Return the deadline for publishing a period: 期满后工作日 after its end."""
    days = TimeLimit.PUBLICATION.length_on(period.last) if duty.due_workdays is None else duty.due_workdays
    return calendar.due(period.last, days)


def is_public(release: Release, today: date) -> bool:
    """Whether a release has been published by a day; one dated in the future has not."""
    return release.published_on is not None and release.published_on <= today


def fulfilments(duty: Duty, releases: Iterable[Release], calendar: WorkCalendar) -> dict[DutyPeriod, list[Release]]:
    """Return which published releases fulfil which periods of a duty.

    落实期间 decides. If it is blank, a release published before the last period is due fulfils that period unless it
    has been fulfilled already; otherwise it fulfils the period it was published in.
    """
    found: dict[DutyPeriod, list[Release]] = {}
    named = [(release.published_on, release) for release in releases if release.fulfils == duty.name]
    for published, release in sorted(
        ((on, each) for on, each in named if on is not None), key=lambda pair: (pair[0], pair[1].id)
    ):
        period = period_of(duty.cycle, release.fulfils_period or published)
        before = period_of(duty.cycle, period.first - DAY)
        begins = duty.starts_on or date.min
        catches_up = before not in found and before.last >= begins and published <= duty_due(duty, before, calendar).on
        if release.fulfils_period is None and catches_up:
            period = before
        found.setdefault(period, []).append(release)
    return found


def is_asked(duty: Duty, period: DutyPeriod, due_on: date, named: Iterable[Release], today: date) -> bool:
    """Whether a period without a publication is asked for, and can be missed.

    Nobody knows since when a duty without a beginning has held: its past periods are not asked for, nor are periods
    during which something was published for it.
    """
    if duty.starts_on is not None:
        return True
    return due_on >= today and not any(period.holds(release.published_on) for release in named)


def duty_items(duty: Duty, releases: Iterable[Release], calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    """Yield one item per period of a duty without a publication, of the latest twelve up to the current one.

    It is due ``duty_due`` after the period it reports on; see ``is_asked`` for a duty without a beginning.
    """
    named = [release for release in releases if release.fulfils == duty.name and is_public(release, today)]
    if duty.cycle is DutyCycle.ONCE:
        if not named:
            yield _duty_item(duty, f"“{duty.caption}”尚未公开", duty.ends_on or duty.starts_on)
        return
    done = fulfilments(duty, named, calendar)
    for period in _periods(duty, today):
        due = duty_due(duty, period, calendar)
        if period not in done and is_asked(duty, period, due.on, named, today):
            sentence = f"公开{period.name}的“{duty.caption}”"
            yield _duty_item(duty, sentence, due.on, provisional=due.is_provisional, period=period.name)


def moved_duties(
    duties: Iterable[Duty], releases: Sequence[Release], old: WorkCalendar, new: WorkCalendar, today: date
) -> Iterator[MovedDue]:
    """Yield every period of an 应公开事项 still due whose day, or whose certainty, differs."""
    for duty in duties:
        before, after = (
            {item.period: item for item in duty_items(duty, releases, calendar, today)} for calendar in (old, new)
        )
        both = [period for period in before if period in after]
        yield from moved_items(duty, [before[period] for period in both], [after[period] for period in both])


def _duty_item(
    duty: Duty, sentence: str, due_on: date | None, *, provisional: bool = False, period: str = ""
) -> DueItem:
    return DueItem(
        kind=DueKind.DUTY,
        due_on=due_on,
        register=duty.register,
        record_id=duty.id,
        provisional=provisional,
        sentence=sentence,
        article=masked_prose(duty.basis) or "条例第十九条",
        period=period,
    )


def _periods(duty: Duty, today: date) -> Iterator[DutyPeriod]:
    begins = duty.starts_on or date.min
    found: list[DutyPeriod] = []
    period = period_of(duty.cycle, min(today, duty.ends_on or today))
    while period.last >= begins and len(found) < LOOK_BACK:
        found.append(period)
        period = period_of(duty.cycle, period.first - DAY)
    yield from reversed(found)


def expiring_items(releases: Iterable[Release], today: date) -> Iterator[DueItem]:
    """Yield each 规章 or 行政规范性文件 that expires soon and has to be evaluated, and renewed or let expire."""
    for release in releases:
        if release.valid_until is not None and document_state(release, today) is DocumentState.EXPIRING:
            yield DueItem(
                kind=DueKind.EXPIRING,
                due_on=release.valid_until,
                register=release.register,
                record_id=release.id,
                sentence=f"“{release.caption}”{chinese_date(release.valid_until)}到期，评估后决定继续施行、修改或者失效",
                article="",
            )


def zero_confirmation_items(
    received_days: Iterable[date], activities: Iterable[Activity], today: date
) -> Iterator[DueItem]:
    """Yield the 零申请确认 of this month and the last, if no request came and that has not been confirmed.

    ``received_days`` are the days of 收到申请之日. A confirmation belongs to the month of its date; it is due on
    the month's last day.
    """
    received = set(received_days)
    confirmed = {activity.on for activity in activities if activity.kind is ActivityKind.ZERO_CONFIRMATION}
    this_month = period_of(DutyCycle.MONTHLY, today)
    for month in (period_of(DutyCycle.MONTHLY, this_month.first - DAY), this_month):
        if not any(month.holds(day) for day in received | confirmed):
            yield DueItem(
                kind=DueKind.ZERO_CONFIRMATION,
                due_on=month.last,
                register=Activity.register,
                record_id=0,
                sentence=f"查看信箱、窗口、邮寄、网上和传真，确认{month.name}没有收到申请",
                article="",
            )
