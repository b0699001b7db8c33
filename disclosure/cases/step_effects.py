"""What a step does to its request beside the clock: closing it, confirming its receipt; and how that is taken back."""

from dataclasses import replace

from disclosure.records import Request, Step
from disclosure.terms import StepKind

_BASES = {StepKind.CORRECTION_OVERDUE: "条例第三十条", StepKind.FEE_OVERDUE: "国办函〔2020〕109号"}


def confirmation_words(step: Step) -> str:
    """Return 确认方式 as a 电话确认 leaves it: 「电话确认：…」."""
    return f"{step.kind.label}：{step.detail}" if step.detail else step.kind.label


def with_effect(request: Request, step: Step) -> Request:
    """Return the request as the step leaves it.

    撤回, 逾期未补正 (条例第三十条) and 逾期未缴 (国办函〔2020〕109号) close it on their day unless it has a result;
    电话确认 sets 收到申请之日 where that is blank (条例第三十一条).
    """
    if step.kind.outcome is not None and request.outcome is None:
        basis = request.legal_basis or _BASES.get(step.kind, "")
        return replace(request, outcome=step.kind.outcome, answered_on=step.on, legal_basis=basis)
    if step.kind is StepKind.PHONE_CONFIRMED and request.received_on is None:
        return replace(request, received_on=step.on, confirmation=request.confirmation or confirmation_words(step))
    return request


def without_effect(request: Request, step: Step) -> Request:
    """Return the request as if the step had not been: open again where it closed it, unconfirmed where it confirmed it.

    What was set by anything else stays: a result of another kind or day, a 收到申请之日 the channel gives.
    """
    if step.kind.outcome is not None and (request.outcome, request.answered_on) == (step.kind.outcome, step.on):
        basis = "" if request.legal_basis == _BASES.get(step.kind) else request.legal_basis
        return replace(request, outcome=None, answered_on=None, legal_basis=basis)
    if _confirmed(request, step):
        told = request.confirmation
        return replace(request, received_on=None, confirmation="" if told == confirmation_words(step) else told)
    return request


def _confirmed(request: Request, step: Step) -> bool:
    return (
        step.kind is StepKind.PHONE_CONFIRMED and request.received_on == step.on and request.channel.needs_confirmation
    )
