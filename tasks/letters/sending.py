"""Handing a letter over: by post with its number, at the counter, or the way the request came; one step of 撤销."""

from dataclasses import replace
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline, deadline_of
from disclosure.cases.state import CaseState
from disclosure.cases.step_effects import steps_with
from disclosure.cases.steps import new_step
from disclosure.records import IssuedLetter, Request, Step
from disclosure.terms import Channel, DeliveryMethod, StepKind
from storage.registers import Registers
from tasks.cases.requests import add_step, save_step
from tasks.letters.issuing import Draft
from tasks.letters.steps import step_of


def usual_way(registers: Registers, request: Request, today: date, calendar: WorkCalendar) -> DeliveryMethod | None:
    """Return how a letter to the applicant usually goes: as the last, else by 获取方式; None where nothing tells.

    Who gave no address is handed it, or gets it by e-mail.
    """
    steps = registers.steps(request.id)
    ways = [step.delivery for step in steps if step.letter_number and not step.party]
    usual = new_step(CaseState(request, steps), StepKind.DELIVERED, today, calendar).delivery
    found = next(filter(None, reversed(ways)), usual)
    if found is not None or request.address.strip():
        return found
    if request.channel in (Channel.COUNTER, Channel.ORAL):
        return DeliveryMethod.COUNTER
    return DeliveryMethod.EMAIL if request.email.strip() else None


def record_sending(
    registers: Registers, letter: IssuedLetter, way: DeliveryMethod, on: date, tracking_number: str = ""
) -> Step:
    """Record that a letter of a request went out: on the step it made, or, for an answer, as its 送达.

    By post the day is that of posting, at the counter that of signing (国办公开办函〔2016〕235号); the day of an answer
    follows it. Raises InvalidRecordError, RecordNotFoundError.
    """
    request = registers.get(Request, letter.owner_id)
    own = [step for step in registers.steps(request.id) if letter.number and step.letter_number == letter.number]
    is_own = bool(own) and own[-1].kind.outcome is None
    made = Step(request_id=request.id, kind=StepKind.DELIVERED, on=on, letter_number=letter.number)
    sent = replace(
        own[-1] if is_own else made,
        delivery=way,
        tracking_number=tracking_number.strip(),
        posted_on=on if way is DeliveryMethod.POST else None,
        signed_on=on if way is DeliveryMethod.COUNTER else None,
    )
    return save_step(registers, sent) if is_own else add_step(registers, request, sent)


def moved_deadline(registers: Registers, draft: Draft, calendar: WorkCalendar) -> tuple[Deadline, Deadline] | None:
    """Return the deadline of a request before and after a letter goes out; None for a letter of anything else.

    Twice the same where it moves nothing.
    """
    if not isinstance(draft.owner, Request):
        return None
    steps = registers.steps(draft.owner.id)
    before = deadline_of(draft.owner, steps, calendar)
    step = step_of(draft.sheet, draft.owner.id)
    if step is None or step.id:
        return before, before
    return before, deadline_of(draft.owner, steps_with(steps, step), calendar)
