"""The same step for several requests: a step for each, undone together, with a result for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.state import CaseState
from disclosure.cases.steps import STEP_FORMS, new_step
from disclosure.errors import InvalidRecordError, RecordNotFoundError
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from storage.registers import Registers
from tasks.cases.requests import add_step

_WHY_NOT: Mapping[StepKind, Mapping[str, str]] = {
    StepKind.DELIVERED: {"again": "已经登记过送达", "else": "还没有答复"},
    StepKind.CORRECTION_ASKED: {"again": "已经告知过补正", "else": "不在办理中"},
}


@dataclass(frozen=True)
class Told:
    """The result for one request: whether the step was entered, and in words what or why not."""

    request: Request
    is_done: bool
    words: str


def why_not(case: CaseState, kind: StepKind) -> str:
    """Return why a step of a kind is not entered together with others, or "" if it may be."""
    if STEP_FORMS[kind].fits(case):
        first = case.request.merged_into if kind is StepKind.DELIVERED else ""
        return f"随{first}一并送达" if first else ""  # one letter answers both
    said = _WHY_NOT.get(kind, {"again": "已经登记过", "else": "现在不适用"})
    return said["again" if case.has(kind) else "else"]


def step_together(
    registers: Registers,
    requests: Sequence[Request],
    kind: StepKind,
    on: date,
    calendar: WorkCalendar,
    *,
    given: Mapping[int, Mapping[str, Any]],
) -> tuple[Told, ...]:
    """Enter a step for each request with the initial values of its form and the ``given`` ones by id.

    A request for which the step is no longer possible, or whose values are refused, is not changed and the reason is
    returned; the others are one step of 撤销. Raises NotAgreedError if an issued year would change; then nothing is
    entered.
    """
    told: list[Told] = []
    with registers.batch(f"{kind.label}（选中 {len(requests)} 件）"):  # the number of possible ones is not known yet
        for request in requests:
            current = registers.get(Request, request.id)
            case = CaseState(current, registers.steps(current.id))
            if reason := why_not(case, kind):
                told.append(Told(current, False, reason))
                continue
            step = replace(new_step(case, kind, on, calendar), **given.get(request.id, {}))
            try:
                saved = add_step(registers, current, step)
            except (InvalidRecordError, RecordNotFoundError) as refused:
                told.append(Told(current, False, str(refused)))
            else:
                told.append(Told(current, True, _said(saved)))
    return tuple(told)


def _said(step: Step) -> str:
    day = step.signed_on or step.posted_on or step.on
    way = f"，{step.delivery.label}" if step.delivery else ""
    return f"已登记{step.kind.label}（{day.isoformat()}{way}）"
