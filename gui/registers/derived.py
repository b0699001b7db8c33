"""Columns nobody fills in: what the law makes of a request and its steps today."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of
from disclosure.records import Record, Release, Request
from disclosure.releases.status import ReleaseState, release_state
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.release import RELEASE_SIGNS
from gui.kit.due_words import left_sign
from gui.registers.model import Derived, Told
from storage.registers import Registers


def derived_columns(session: Session, record_type: type[Record]) -> Mapping[str, Derived]:
    """Return the derived columns of a register by name: the state of requests and releases, the term of requests."""
    if record_type is Release:
        return {"state": Derived("state", "状态", partial(_stages, session), partial(_stage_order, session), 6)}
    if record_type is not Request:
        return {}

    def dues(registers: Registers, records: Sequence[Record]) -> list[Told]:
        return [
            Told(deadline.due_on.isoformat() + (" 暂定" if deadline.provisional else "") if deadline.due_on else "")
            for _, deadline in _deadlines(session, registers, records)
        ]

    def states(registers: Registers, records: Sequence[Record]) -> list[Told]:
        return [_state(session, request, deadline) for request, deadline in _deadlines(session, registers, records)]

    def days(registers: Registers, records: Sequence[Record]) -> list[date | None]:
        return [deadline.due_on for _, deadline in _deadlines(session, registers, records)]

    def urgencies(registers: Registers, records: Sequence[Record]) -> list[tuple[int, str, date]]:
        return [_urgency(request, deadline) for request, deadline in _deadlines(session, registers, records)]

    return {
        "due": Derived("due", "答复期限", dues, days, 8),
        "state": Derived("state", "状态", states, urgencies, 8),
    }


def _stages(session: Session, _registers: Registers, records: Sequence[Record]) -> list[Told]:
    states = (release_state(record, session.today) for record in records if isinstance(record, Release))
    return [Told(state.label, RELEASE_SIGNS.get(state, Sign.RUNNING)) for state in states]


def _stage_order(session: Session, _registers: Registers, records: Sequence[Record]) -> list[int]:
    """What still has the longest way to go comes first."""
    order = list(ReleaseState)
    return [order.index(release_state(record, session.today)) for record in records if isinstance(record, Release)]


def _urgency(request: Request, deadline: Deadline) -> tuple[int, str, date]:
    """What is running by its last day, then what waits for somebody, then what is answered, by result."""
    last = deadline.due_on or date.max
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        return 2, request.outcome.value if request.outcome else "", last
    return int(deadline.state is not DeadlineState.RUNNING), deadline.state.value, last


def _deadlines(session: Session, registers: Registers, records: Sequence[Record]) -> list[tuple[Request, Deadline]]:
    requests = [record for record in records if isinstance(record, Request)]
    steps = registers.steps_by_request([request.id for request in requests])
    return [
        (request, deadline_of(request, steps.get(request.id, ()), session.calendar, session.today))
        for request in requests
    ]


def _state(session: Session, request: Request, deadline: Deadline) -> Told:
    if deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        if request.outcome is None:
            return Told(deadline.state.label, Sign.REFUSED)
        told = request.outcome.plain_label.partition("（")[0]  # what stands in brackets is the law's, not the state
        return Told(told, Sign.DONE if request.outcome.group is None else Sign.REFUSED)
    if deadline.due_on is None or deadline.state is not DeadlineState.RUNNING:
        return Told(deadline.state.label, Sign.WAITING if deadline.state.is_waiting else Sign.UNCONFIRMED)
    today, calendar = session.today, session.calendar
    if deadline.is_overdue(today):
        return Told(f"逾期 {calendar.workdays_between(deadline.due_on, today)} 日", Sign.WRONG)
    left = calendar.workdays_between(today, deadline.due_on)
    return Told(f"剩 {left} 日" if left else "今天到期", left_sign(left))
