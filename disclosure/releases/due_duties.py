"""Duties that come round: what must be published each month, quarter or year, and the monthly 零申请确认."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from disclosure.calendar.workdays import DAY
from disclosure.cases.due_items import DueItem, DueKind
from disclosure.records import Activity, Duty, Release
from disclosure.terms import ActivityKind, DutyCycle

LOOK_BACK: Final = 12
"""Periods of a duty, the running one included, that are still asked for."""
_MONTHS = {DutyCycle.MONTHLY: 1, DutyCycle.QUARTERLY: 3, DutyCycle.YEARLY: 12}
_YEAR = 12


@dataclass(frozen=True)
class DutyPeriod:
    """One month, quarter or year of a duty."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """What people call it: 「2026年11月」「2026年第4季度」「2026年」."""
        months = (self.last.year - self.first.year) * _YEAR + self.last.month - self.first.month + 1
        if months == _YEAR:
            return f"{self.first.year}年"
        if months == 1:
            return f"{self.first.year}年{self.first.month}月"
        return f"{self.first.year}年第{self.last.month // 3}季度"

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in the period."""
        return day is not None and self.first <= day <= self.last


def period_of(cycle: DutyCycle, day: date) -> DutyPeriod:
    """Return the calendar month, quarter or year a day lies in; ONCE has none and is asked for by its year."""
    months = _MONTHS.get(cycle, _YEAR)
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    last = date(day.year, last_month, calendar.monthrange(day.year, last_month)[1])
    return DutyPeriod(date(day.year, first_month, 1), last)


def duty_items(duty: Duty, releases: Iterable[Release], today: date) -> Iterator[DueItem]:
    """Yield one item per period of a duty without a publication of it, the latest twelve up to the running one.

    A release fulfils a duty by naming it (落实应公开事项) and being published within the period; the item is due on
    the period's last day. A duty without a beginning is asked for from the running period on.
    """
    published = [release.published_on for release in releases if release.fulfils == duty.name]
    if duty.cycle is DutyCycle.ONCE:
        if not any(day is not None for day in published):
            yield _duty_item(duty, f"“{duty.caption}”尚未公开", duty.ends_on or duty.starts_on)
        return
    for period in _periods(duty, today):
        if not any(period.holds(day) for day in published):
            yield _duty_item(duty, f"公开{period.name}的“{duty.caption}”", period.last)


def _duty_item(duty: Duty, sentence: str, due_on: date | None) -> DueItem:
    return DueItem(
        kind=DueKind.DUTY,
        due_on=due_on,
        register=duty.register,
        record_id=duty.id,
        sentence=sentence,
        article=duty.basis or "条例第十九条",
    )


def _periods(duty: Duty, today: date) -> Iterator[DutyPeriod]:
    begins = duty.starts_on or period_of(duty.cycle, today).first
    found: list[DutyPeriod] = []
    period = period_of(duty.cycle, min(today, duty.ends_on or today))
    while period.last >= begins and len(found) < LOOK_BACK:
        found.append(period)
        period = period_of(duty.cycle, period.first - DAY)
    yield from reversed(found)


def zero_confirmation_items(
    received_days: Iterable[date], activities: Iterable[Activity], today: date
) -> Iterator[DueItem]:
    """Yield the 零申请确认 of this month, and of the last, where no request came and nobody has confirmed that.

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
                article="条例第五十条",
            )
