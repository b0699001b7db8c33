"""零申请确认: which months of a year had no request, and the record that somebody checked (条例第五十条)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.workdays import DAY
from disclosure.errors import DisclosureError
from disclosure.records import Activity, Request
from disclosure.releases.due_duties import DutyPeriod, period_of
from disclosure.term_base import Term
from disclosure.terms import ActivityKind, DutyCycle
from storage.query import Filter, Query
from storage.registers import Registers

_MONTHS = 12


class MonthState(Term):
    """What is known about a month."""

    RECEIVED = "received", "收到过申请"
    CONFIRMED = "confirmed", "已确认没有申请"
    UNCONFIRMED = "unconfirmed", "待确认"
    RUNNING = "running", "尚未结束"


@dataclass(frozen=True)
class ZeroMonth:
    """One month of a year and what is known about it."""

    period: DutyPeriod
    state: MonthState


class NotConfirmableError(DisclosureError):
    """The month is not over, or a request arrived in it."""


def zero_months(registers: Registers, year: int, today: date) -> tuple[ZeroMonth, ...]:
    """Return the months of a year up to the current one."""
    kind = Filter("kind", "equals", ActivityKind.ZERO_CONFIRMATION)
    confirmed = [activity.on for activity in registers.all(Activity, Query(year=year, filters=(kind,)))]
    months = (period_of(DutyCycle.MONTHLY, date(year, month, 1)) for month in range(1, _MONTHS + 1))
    return tuple(
        ZeroMonth(month, _state(registers, month, confirmed, today)) for month in months if month.first <= today
    )


def _state(registers: Registers, month: DutyPeriod, confirmed: list[date], today: date) -> MonthState:
    # received in the month, or arrived in it: a request of its last days may be received in the next year
    counted = Filter("is_excluded", "equals", False)
    arrivals = (
        Query(year=year, filters=(Filter(name, "between", (month.first, month.last)), counted), limit=1)
        for name in ("received_on", "arrived_on")
        for year in sorted({month.first.year, (month.last + DAY).year})
    )
    if any(len(registers.ids(Request, query)) for query in arrivals):
        return MonthState.RECEIVED
    if any(month.holds(day) for day in confirmed):
        return MonthState.CONFIRMED
    return MonthState.UNCONFIRMED if month.last < today else MonthState.RUNNING


def confirm_all_zero(registers: Registers, months: Iterable[DutyPeriod], today: date) -> None:
    """Confirm for several months that there was no request, with one record per month, undone as one step.

    Raises NotConfirmableError as ``confirm_zero`` does; then none of them is recorded.
    """
    wanted = tuple(months)
    with registers.batch(f"确认{len(wanted)}个月没有收到申请"):
        for month in wanted:
            confirm_zero(registers, month, today)


def confirm_zero(registers: Registers, month: DutyPeriod, today: date) -> Activity:
    """Record that there was no request in a month that is over, dated its last day, and return the record.

    Raises NotConfirmableError for a month that is not over, that had a request, or that is already confirmed.
    """
    with registers.lock:
        found = {each.period.first: each.state for each in zero_months(registers, month.first.year, today)}
        state = found.get(month.first, MonthState.RUNNING)
        if state is not MonthState.UNCONFIRMED:
            raise NotConfirmableError(f"{month.name}{state.label}，不用登记零申请确认。")
        content = f"{month.name}：信箱、窗口、邮寄、网上和传真均已查看，没有收到政府信息公开申请"
        with registers.batch(f"确认{month.name}没有收到申请"):
            change = registers.save(Activity(kind=ActivityKind.ZERO_CONFIRMATION, on=month.last, content=content))
        return registers.get(Activity, change.record_id)
