"""Working on one request: its steps and their effects, 办结 and reopening, splitting and linking.

Every function is one durable transaction and one step of 撤销. It reads the request again first, so a caller may pass
an outdated copy.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import answer_made_on, deadline_of, handed_over_on
from disclosure.cases.closing import in_the_way
from disclosure.cases.step_effects import with_effect, without_effect
from disclosure.changes import Change
from disclosure.errors import InvalidRecordError
from disclosure.records import IssuedLetter, Record, Request, Step
from disclosure.terms import StepKind
from disclosure.wording import listed
from storage.query import Filter, Query
from storage.registers import Registers
from storage.writing import saved_label
from tasks.cases.errors import CaseError
from tasks.cases.merging import carry_answer, merged_with, split_parents

FEWEST_PARTS = 2
"""The least number of requests a split makes."""


def save_record(registers: Registers, record: Record) -> Change:
    """Save a record of any register; an answer is carried over to the requests merged into it.

    A step takes effect on its request. Raises InvalidRecordError, RecordNotFoundError.
    """
    if isinstance(record, Request) and record.id:
        with registers.batch(saved_label(record)):
            return _saved_request(registers, registers.get(Request, record.id), record)
    return registers.save(record)


def save_step(registers: Registers, step: Step) -> Step:
    """Add a step to its request, or amend an existing one; raises as ``add_step`` and ``amend_step`` do."""
    request = registers.get(Request, step.request_id)
    return amend_step(registers, request, step) if step.id else add_step(registers, request, step)


def add_step(registers: Registers, request: Request, step: Step) -> Step:
    """Save a new step of a request and return it.

    撤回, 逾期未补正 and 逾期未缴 close the request on their day unless it has a result (条例第三十条; 国办函〔2020〕
    109号); 电话确认 sets a blank 收到申请之日 (条例第三十一条); 送达 of the answer makes 答复日期 the day of posting or
    signature (国办公开办函〔2016〕235号). Raises InvalidRecordError, RecordNotFoundError.
    """
    with registers.batch(f"{step.called} {request.caption}"):
        current = registers.get(Request, request.id)
        saved = _saved(registers, replace(step, id=0, request_id=request.id))
        _save_if_changed(registers, current, _delivered(registers, with_effect(current, saved), saved))
    return saved


def amend_step(registers: Registers, request: Request, step: Step) -> Step:
    """Save a changed step; its effect on the request follows its new day or kind."""
    with registers.batch(f"修改步骤 {request.caption}"):
        current = registers.get(Request, request.id)
        before = registers.get(Step, step.id)
        saved = _saved(registers, step)
        undone = _undelivered(registers, without_effect(current, before), before)
        _save_if_changed(registers, current, _delivered(registers, with_effect(undone, saved), saved))
    return saved


def remove_record(registers: Registers, record: Record, reason: str = "") -> None:
    """Put a record of any register into the recycle bin; the effect of a step on its request is reverted."""
    if isinstance(record, Step):
        remove_step(registers, registers.get(Request, record.request_id), record, reason)
    else:
        registers.remove(record, reason)


def remove_step(registers: Registers, request: Request, step: Step, reason: str = "") -> None:
    """Put a step into the recycle bin and revert its effect on the request: one it closed is open again."""
    with registers.batch(f"删除步骤 {request.caption}"):
        current = registers.get(Request, request.id)
        before = registers.get(Step, step.id)
        registers.remove(before, reason)
        _save_if_changed(registers, current, _undelivered(registers, without_effect(current, before), before))


def hindrances(registers: Registers, request: Request, calendar: WorkCalendar) -> dict[str, str]:
    """Return what prevents 办结 with these values of a request, one sentence per field.

    A missing 送达 is under ``disclosure.cases.closing.DELIVERY``.
    """
    return _hindrances(registers, request, (), calendar)


def close_case(registers: Registers, request: Request, calendar: WorkCalendar, delivery: Step | None = None) -> Request:
    """Save a request with its answer, and its 送达 with it, and return it.

    Raises InvalidRecordError with one sentence per field that prevents 办结; nothing is saved then.
    """
    new_steps = () if delivery is None else (replace(delivery, id=0, request_id=request.id),)
    problems = _hindrances(registers, request, new_steps, calendar)
    if problems:
        raise InvalidRecordError(problems)
    with registers.batch(f"办结 {request.caption}"):
        _saved_request(registers, registers.get(Request, request.id), request)
        for step in new_steps:
            registers.save(step)
    return registers.get(Request, request.id)


def reopen(registers: Registers, request: Request, reason: str, on: date) -> Request:
    """Take a registered answer back: a 重新办理 step keeps reason and 文号; result, day and number are cleared.

    A step that had closed the request (撤回 …) goes into the recycle bin. The former values are in the history.
    Raises CaseError without a reason or without an answer.
    """
    if not reason.strip():
        raise CaseError("要写明重新办理的原因，它会留在办理经过中。")
    with registers.batch(f"重新办理 {request.caption}"):
        current = registers.get(Request, request.id)
        if current.outcome is None and current.answered_on is None:
            raise CaseError(f"“{current.caption}”还没有办理结果，不需要重新办理。")
        for step in registers.steps(current.id):
            if step.kind.outcome is not None and step.kind.outcome is current.outcome:
                registers.remove(step, reason)
        was = current.outcome.plain_label if current.outcome else "未登记"
        registers.save(
            Step(
                request_id=current.id,
                kind=StepKind.REOPENED,
                on=on,
                letter_number=current.answer_number,
                detail=f"{reason.strip()}（原办理结果：{was}）",
            )
        )
        _saved_request(
            registers, current, replace(current, outcome=None, answered_on=None, answer_number="", legal_basis="")
        )
    return registers.get(Request, request.id)


def split(registers: Registers, request: Request, parts: Sequence[str], on: date) -> tuple[Request, ...]:
    """Split a request into one per part, each with the same applicant and day of receipt; return them.

    From then on the parts are counted and the original is not. Raises CaseError for fewer than two parts; for a request
    that is answered, is itself a part, or has others merged into it; and after the year of receipt, because that year's
    figures have been published.
    """
    current = registers.get(Request, request.id)
    contents = [part.strip() for part in parts if part.strip()]
    _refuse_to_split(registers, current, contents, on)
    with registers.batch(f"拆分 {current.caption}"):
        part = replace(current, id=0, number="", split_from=current.number, merged_into="")
        saved = [registers.save(replace(part, content=content)) for content in contents]
        children = tuple(registers.get(Request, change.record_id) for change in saved)
        registers.save(
            Step(
                request_id=current.id,
                kind=StepKind.NOTE,
                on=on,
                detail=f"拆分为{listed([child.number for child in children])}，本件不再计数",
            )
        )
    return children


def link(registers: Registers, request: Request, other: Request) -> Request:
    """Enter another request as 关联申请 and return the request; raises CaseError for the request itself."""
    if request.id == other.id:
        raise CaseError("一件申请不能关联它自己，要另选一件。")
    current = registers.get(Request, request.id)
    registers.save(replace(current, related=registers.get(Request, other.id).number))
    return registers.get(Request, request.id)


def _delivered(registers: Registers, request: Request, step: Step) -> Request:
    """Return the request with the 答复日期 that follows from a 送达 just recorded."""
    made_on = answer_made_on(request, registers.steps(request.id)) if step.kind is StepKind.DELIVERED else None
    return request if made_on is None else replace(request, answered_on=made_on)


def _undelivered(registers: Registers, request: Request, step: Step) -> Request:
    """Return the request without the day a 送达 gave it: back to the day of its letter, if it has one."""
    if step.kind is not StepKind.DELIVERED or handed_over_on(step) != request.answered_on:
        return request
    its = (Filter("owner_id", "equals", request.id), Filter("number", "equals", request.answer_number))
    days = [each.issued_on for each in registers.all(IssuedLetter, Query(filters=its)) if request.answer_number]
    return replace(request, answered_on=days[0]) if days else request


def _saved(registers: Registers, step: Step) -> Step:
    return registers.get(Step, registers.save(step).record_id)


def _save_if_changed(registers: Registers, before: Request, after: Request) -> None:
    if after != before:
        _saved_request(registers, before, after)


def _saved_request(registers: Registers, before: Request, after: Request) -> Change:
    change = registers.save(after)
    carry_answer(registers, before, after)
    return change


def _hindrances(
    registers: Registers, request: Request, new_steps: Sequence[Step], calendar: WorkCalendar
) -> dict[str, str]:
    steps = (*registers.steps(request.id), *new_steps)
    due_on = deadline_of(request, steps, calendar).due_on
    found = in_the_way(request, steps, due_on, was_answered=registers.get(Request, request.id).is_answered)
    if split_parents(registers, [request]):
        found["outcome"] = "本件已经拆分，不再计数，在拆出的各件上办结"
    return found


def _refuse_to_split(registers: Registers, request: Request, contents: Sequence[str], on: date) -> None:
    received_on = request.received_on or request.arrived_on
    if len(contents) < FEWEST_PARTS:
        raise CaseError("拆分至少要分成两件，要为每一件写明所需信息。")
    if request.outcome is not None:
        raise CaseError(f"“{request.caption}”已有办理结果，不能再拆分；如登记有误，要先“重新办理”。")
    if merged := merged_with(registers, request):
        numbers = listed([one.number for one in merged])
        raise CaseError(f"{numbers}已并入“{request.caption}”，等它的答复；先分开办理，再拆分。")
    if on.year != received_on.year:
        raise CaseError(
            f"“{request.caption}”是 {received_on.year} 年收到的，只能在当年拆分：跨年拆分会改变已经公布的数字。"
        )
    if request.split_from or split_parents(registers, [request]):
        raise CaseError(f"“{request.caption}”已经拆分过，或者本身就是拆分出来的，不能再拆分。")
