"""What still prevents 办结, by field; checked by that button only, never when saving or importing."""

from collections.abc import Iterator, Sequence
from datetime import date

from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date

DELIVERY = "delivered"
"""The key for a missing 送达, which is a step and not a field of the request."""

_WITHOUT_A_DECISION = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)
"""Results that need no letter with a number: the request ends by what the applicant did or failed to do."""


def in_the_way(
    request: Request, steps: Sequence[Step], due_on: date | None, *, was_answered: bool = False
) -> dict[str, str]:
    """Return one Chinese sentence per field that 办结 still needs; empty if nothing prevents it.

    ``due_on`` is the last day for the answer, None if no term runs. A missing 送达 is under ``DELIVERY``; it is not
    required to correct a request that ``was_answered`` before, as the new letter may not be posted yet.
    """
    found: dict[str, str] = {}
    answered_on, received_on = request.answered_on, request.received_on
    if received_on is None:
        found["received_on"] = "收到申请之日尚未确认，先与申请人确认"
    if request.outcome is None:
        found["outcome"] = "选择办理结果"
    if request.outcome not in _WITHOUT_A_DECISION:
        found.update(_about_the_letter(request, steps))
    if was_answered:
        found.pop(DELIVERY, None)
    if answered_on is None:
        found["answered_on"] = "填写答复日期：邮寄填交邮之日，当面领取填签收之日"
    elif received_on is not None and answered_on < received_on:
        found["answered_on"] = f"答复日期早于收到申请之日（{chinese_date(received_on)}），要核对"
    elif due_on is not None and answered_on > due_on and not request.lateness_reason:
        found["lateness_reason"] = f"答复期限为{chinese_date(due_on)}，已逾期，填写逾期原因"
    return found


def _about_the_letter(request: Request, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    if not request.legal_basis:
        example = f"，如“{request.outcome.article}”" if request.outcome else ""
        yield "legal_basis", f"填写依据条款{example}"
    if not request.answer_number:
        yield "answer_number", "填写答复文号"
    if not any(step.kind is StepKind.DELIVERED for step in steps):
        yield DELIVERY, "还没有登记送达：登记送达方式，邮寄的填单号和交邮日"
