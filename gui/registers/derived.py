"""Computed columns: what follows today from a record and its steps by law."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of, why_no_term
from disclosure.cases.disputes import Dispute, replied_on, reply_due
from disclosure.column_kinds import Column
from disclosure.records import Litigation, Record, Release, Request, Review
from disclosure.releases.status import ReleaseState, release_state
from disclosure.terms import DisputeResult
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.release import RELEASE_SIGNS
from gui.kit.due_words import SOON_DAYS, left_words, short_words
from gui.registers.model import Derived, Told
from storage.query import Filter
from storage.registers import Registers
from tasks.cases.merging import split_parents


def derived_columns(session: Session, record_type: type[Record]) -> Mapping[str, Derived]:
    """Return the derived columns of a register by name: states, and the terms of requests."""
    if record_type is Release:
        return {"state": Derived("state", "状态", partial(_stages, session), partial(_stage_order, session), 7)}
    if record_type in (Review, Litigation):
        states = partial(_standings, session), partial(_standing_order, session)
        return {"state": Derived("state", "状态", *states, 7, Filter("result", "is_pending"))}
    if record_type is not Request:
        return {}

    last: list[tuple[Sequence[Record], list[tuple[Request, Deadline]]]] = []

    def once(registers: Registers, records: Sequence[Record]) -> list[tuple[Request, Deadline]]:
        """Return the terms of one page's requests, computed once for both columns."""
        if not last or last[0][0] is not records:
            last[:] = [(records, _deadlines(session, registers, records))]
        return last[0][1]

    def dues(registers: Registers, records: Sequence[Record]) -> list[Told]:
        return [_due(session, deadline) for _, deadline in once(registers, records)]

    def told(registers: Registers, records: Sequence[Record]) -> list[Told]:
        return [_state(session, request, deadline) for request, deadline in once(registers, records)]

    def days(registers: Registers, records: Sequence[Record]) -> list[date | None]:
        return [deadline.due_on for _, deadline in _deadlines(session, registers, records)]

    def urgencies(registers: Registers, records: Sequence[Record]) -> list[tuple[int, date]]:
        return [_urgency(session, deadline) for _, deadline in _deadlines(session, registers, records)]

    return {
        "due": Derived("due", "答复期限", dues, days, 8),
        "state": Derived("state", "状态", told, urgencies, 8, Filter("outcome", "is_open")),
    }


def in_order_of(column: Column) -> Derived:
    """Return the order for a column whose values are sealed in the file; blanks come last."""

    def words(_registers: Registers, records: Sequence[Record]) -> list[str | None]:
        return [getattr(record, column.name) or None for record in records]

    return Derived(column.name, column.label, lambda _registers, _records: (), words, 0)


def _stages(session: Session, _registers: Registers, records: Sequence[Record]) -> list[Told]:
    states = (release_state(record, session.today) for record in records if isinstance(record, Release))
    return [Told(state.label, RELEASE_SIGNS.get(state, Sign.RUNNING)) for state in states]


def _stage_order(session: Session, _registers: Registers, records: Sequence[Record]) -> list[int]:
    """Return sort keys by which the least advanced come first."""
    order = list(ReleaseState)
    return [order.index(release_state(record, session.today)) for record in records if isinstance(record, Release)]


_RESULTS: Mapping[DisputeResult, Sign] = {
    DisputeResult.UPHELD: Sign.DONE,
    DisputeResult.CORRECTED: Sign.DOUBT,
    DisputeResult.OTHER_RESULT: Sign.REFUSED,
}
"""The sign for each result of a case."""


def _standings(session: Session, _registers: Registers, records: Sequence[Record]) -> list[Told]:
    return [_standing(session, record) for record in records if isinstance(record, Review | Litigation)]


def _standing(session: Session, dispute: Dispute) -> Told:
    """Return the deadline for the reply, then whose decision is awaited, or finally the result."""
    today, calendar = session.today, session.calendar
    ended = dispute.decided_as if dispute.closed_on is not None else None
    if ended is not None and ended in _RESULTS:
        return Told(ended.label, _RESULTS[ended])
    if dispute.closed_on is not None or replied_on(dispute) is not None:
        return Told("等决定" if isinstance(dispute, Review) else "等裁判", Sign.WAITING, whole="已答复，尚未审结")
    due = reply_due(dispute, calendar).due.on
    return Told(
        *short_words(due, calendar, today), whole="答复期限已过" if due < today else f"{chinese_date(due)}前答复"
    )


def _standing_order(session: Session, _registers: Registers, records: Sequence[Record]) -> list[tuple[bool, date]]:
    """Return sort keys: first what the office owes, by deadline, then what it is waiting for."""
    return [
        (replied_on(record) is not None, reply_due(record, session.calendar).due.on)
        for record in records
        if isinstance(record, Review | Litigation)
    ]


class DueClass(StrEnum):
    """How urgent the term of an open request is, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    UNCONFIRMED = "unconfirmed"
    SOON = "soon"
    WAITING = "waiting"
    LATER = "later"
    NOTHING = "nothing"


_ORDER = list(DueClass)


def _due_class(session: Session, deadline: Deadline) -> DueClass:
    today = session.today
    if deadline.state is DeadlineState.CLOSED:
        return DueClass.NOTHING
    if deadline.is_overdue(today):  # also where somebody was asked too late
        return DueClass.OVERDUE
    if deadline.state.is_waiting:
        return DueClass.WAITING
    if deadline.due_on is None:
        return DueClass.UNCONFIRMED
    if deadline.due_on == today:
        return DueClass.TODAY
    left = session.calendar.workdays_between(today, deadline.due_on)
    return DueClass.SOON if left <= SOON_DAYS else DueClass.LATER


def due_classes(session: Session, registers: Registers, records: Sequence[Record]) -> list[frozenset[str]]:
    """Return the urgency of open requests; what is due today is also due within the next days."""
    found = (_due_class(session, deadline) for _, deadline in _deadlines(session, registers, records))
    return [frozenset({one, DueClass.SOON} if one is DueClass.TODAY else {one}) for one in found]


def _urgency(session: Session, deadline: Deadline) -> tuple[int, date]:
    """Return the sort key: by the consequence of doing nothing, then by the last day."""
    return _ORDER.index(_due_class(session, deadline)), deadline.due_on or date.max


def _deadlines(session: Session, registers: Registers, records: Sequence[Record]) -> list[tuple[Request, Deadline]]:
    """Return the terms of requests; those that need no answer count as closed."""
    requests = [record for record in records if isinstance(record, Request)]
    steps = registers.steps_by_request([request.id for request in requests])
    parents = split_parents(registers, requests)

    def term(request: Request) -> Deadline:
        if why_no_term(request, is_split=request.number in parents):
            return Deadline(state=DeadlineState.CLOSED)
        return deadline_of(request, steps.get(request.id, ()), session.calendar, session.today)

    return [(request, term(request)) for request in requests]


_SHORT: Mapping[DeadlineState, str] = {
    DeadlineState.UNCONFIRMED: "待确认",
    DeadlineState.AWAITING_CORRECTION: "待补正",
    DeadlineState.AWAITING_THIRD_PARTY: "等第三方",
    DeadlineState.AWAITING_ORGAN: "等其他机关",
    DeadlineState.AWAITING_PAYMENT: "待缴费",
}
"""States in words short enough for a list."""


def _due(session: Session, deadline: Deadline) -> Told:
    """Return the last day: 「6月12日」 for open requests, in figures for closed ones or another year.

    With the year and 「暂定」 in words it would be too long for its column and cut off.
    """
    if deadline.due_on is None:
        is_over = deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED)
        return Told("" if is_over else "暂停计算" if deadline.state.is_waiting else "确认后起算")
    mark = " 暂定" if deadline.provisional else ""
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        return Told(f"{deadline.due_on.isoformat()}{mark}", role="secondary")
    whole, year = chinese_date(deadline.due_on), f"{session.today.year}年"
    day = whole.removeprefix(year) if whole.startswith(year) else deadline.due_on.isoformat()
    role = left_words(deadline, session.calendar, session.today)[1].role
    is_pressing = role in ("overdue", "attention")
    return Told(f"{day}{mark}", role=role if is_pressing else "", whole=whole)


def _state(session: Session, request: Request, deadline: Deadline) -> Told:
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        if request.outcome is None:
            return Told(why_no_term(request, is_split=True), Sign.REFUSED)
        group, whole = request.outcome.group, request.outcome.plain_label
        if group is not None:
            return Told(group.plain_label, Sign.REFUSED, whole=f"{group.plain_label}：{whole}")
        return Told(whole.partition("（")[0], Sign.DONE, whole=whole)  # in brackets stands the law's, not the state
    stands = deadline.state is not DeadlineState.RUNNING and not deadline.is_overdue(session.today)
    if deadline.due_on is None or stands:
        sign = Sign.WAITING if deadline.state.is_waiting else Sign.UNCONFIRMED
        return Told(_SHORT.get(deadline.state, deadline.state.label), sign, whole=deadline.state.label)
    return Told(*short_words(deadline.due_on, session.calendar, session.today))
