"""The effects of a step on its request apart from the deadline: closing it, confirming its receipt; and their undo."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.doubts import Doubt
from disclosure.records import Request, Step
from disclosure.terms import StepKind

_LAST = sys.maxsize
"""Stands for the id of a step not saved yet: of one day it comes last."""
_BASES = {StepKind.CORRECTION_OVERDUE: "条例第三十条", StepKind.FEE_OVERDUE: "国办函〔2020〕109号"}


def confirmation_words(step: Step) -> str:
    """Return 确认方式 after a 电话确认: 「电话确认：…」."""
    return f"{step.kind.label}：{step.detail}" if step.detail else step.kind.label


def with_effect(request: Request, step: Step) -> Request:
    """Return the request after the step.

    撤回, 逾期未补正 (条例第三十条) and 逾期未缴 (国办函〔2020〕109号) close it on their day unless it has a result;
    电话确认 sets 收到申请之日 if that is blank (条例第三十一条).
    """
    if step.kind.outcome is not None and request.outcome is None:
        basis = request.legal_basis or _BASES.get(step.kind, "")
        return replace(request, outcome=step.kind.outcome, answered_on=step.on, legal_basis=basis)
    if step.kind is StepKind.PHONE_CONFIRMED and request.received_on is None:
        return replace(request, received_on=step.on, confirmation=request.confirmation or confirmation_words(step))
    return request


def without_effect(request: Request, step: Step) -> Request:
    """Return the request without the step's effect: open again if it closed it, unconfirmed if it confirmed it.

    Anything set otherwise stays: a result of another kind or day, a 收到申请之日 that follows from the channel.
    """
    if step.kind.outcome is not None and (request.outcome, request.answered_on) == (step.kind.outcome, step.on):
        basis = "" if request.legal_basis == _BASES.get(step.kind) else request.legal_basis
        return replace(request, outcome=None, answered_on=None, legal_basis=basis)
    if _confirmed(request, step):
        told = request.confirmation
        return replace(request, received_on=None, confirmation="" if told == confirmation_words(step) else told)
    return request


def steps_with(steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """Return the steps of a request and one more, in their order; one that is not saved yet is the last of its day."""
    added = step if step.id else replace(step, id=_LAST)
    return tuple(sorted((*steps, added), key=lambda each: (each.on, each.id)))


def doubts_raised(request: Request, steps: Sequence[Step], step: Step, calendar: WorkCalendar) -> tuple[Doubt, ...]:
    """Return what a step beside the others makes doubtful; what was so without it is not repeated."""
    known = {doubt.message for doubt in deadline_of(request, steps, calendar).doubts}
    after = with_effect(request, step)  # closed by 撤回, confirmed by 电话确认
    doubts = deadline_of(after, steps_with(steps, step), calendar).doubts
    return tuple(doubt for doubt in doubts if doubt.message not in known)


def _confirmed(request: Request, step: Step) -> bool:
    return (
        step.kind is StepKind.PHONE_CONFIRMED and request.received_on == step.on and request.channel.needs_confirmation
    )
