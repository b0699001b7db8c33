"""合并办理: several requests of one applicant for the same information, answered together by the answer to the first.

Each remains a request of its own, counted with its own result. The merged ones follow the answer of the one they are
merged into, wherever it is changed, because it is carried over in the same transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from disclosure.outcomes import Outcome
from disclosure.record_base import without_people
from disclosure.records import Request, Step
from disclosure.terms import MergedRequests, StepKind
from disclosure.wording import listed
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.errors import CaseError

SEVERAL_PEOPLE = "申请人不同的申请要分别答复，不能合并办理"
"""Why requests of different applicants cannot be merged."""


def are_of_several_people(requests: Sequence[Request]) -> bool:
    """Whether requests have different applicants, each of whom gets an answer (条例第三十六条)."""
    return len({request.applicant.strip() for request in requests}) > 1


def merged_with(registers: Registers, request: Request) -> tuple[Request, ...]:
    """Return the requests that are answered together with this one."""
    if not request.number:
        return ()
    merged = Query(filters=(Filter("merged_into", "equals", request.number),))
    return tuple(one for one in registers.all(Request, merged) if one.id != request.id)


def split_parents(registers: Registers, requests: Iterable[Request]) -> set[str]:
    """Return the numbers of those requests that live ones were split from; the parts are handled in their stead."""
    numbers = [request.number for request in requests if request.number]
    named = (Filter("split_from", "any_of", numbers),)
    children = registers.all(Request, Query(filters=named))
    return {child.split_from for child in children if child.split_from != child.number}


def merge(registers: Registers, requests: Sequence[Request], on: date) -> None:
    """Merge requests into the one received first; one step of 撤销.

    Raises CaseError for fewer than two, for one that is answered, merged or split already, and for different applicants
    (条例第三十六条).
    """
    current = sorted((registers.get(Request, one.id) for one in requests), key=by_receipt)
    if len(current) < 2:  # noqa: PLR2004 - one alone is not merged
        raise CaseError("合并办理至少要选两件申请。")
    parents = split_parents(registers, current)
    for request in current:
        if reason := "已经拆分" if request.number in parents else _why_not(request):
            raise CaseError(f"“{request.caption}”{reason}，不能合并办理。")
    if are_of_several_people(current):
        raise CaseError(f"{SEVERAL_PEOPLE}。")
    first, others = current[0], current[1:]
    numbers = [other.number for other in others]
    with registers.batch(f"合并办理 {first.caption}、{listed(numbers)}"):
        _note(registers, first, on, f"{listed(numbers)}并入本件，一并答复，各件分别计数")
        for other in others:
            for one in (other, *merged_with(registers, other)):  # along with those merged into it
                registers.save(replace(one, merged_into=first.number))
                _note(registers, one, on, f"并入{first.number}，一并答复")


def separate(registers: Registers, request: Request, on: date) -> None:
    """Take a request out of a merge, to be answered by itself; raises CaseError once it is answered."""
    current = registers.get(Request, request.id)
    if current.is_answered:
        raise CaseError(f"“{current.caption}”已经一并答复，不能再分开办理；如有错误，要先撤销办结。")
    with registers.batch(f"分开办理 {current.caption}"):
        registers.save(replace(current, merged_into=""))
        _note(registers, current, on, f"不再并入{current.merged_into}，单独答复")


def carry_answer(registers: Registers, before: Request, after: Request) -> None:
    """Carry the current answer of a request over to those merged into it, or take the former one back."""
    if _answer(before) == _answer(after):
        return
    end = _end(registers, after)
    if end is not None:
        for merged in merged_with(registers, after):
            if not merged.is_answered:
                registers.save(replace(merged, merged_into=""))
                _note(registers, merged, end.on, f"{after.number}已{end.kind.label}，本件不再并入，单独答复")
        return
    for merged in merged_with(registers, after):
        if merged.is_answered and (merged.answered_on, merged.answer_number) != _answer(before)[1:]:
            continue  # answered by itself
        if not after.is_answered:
            registers.save(replace(merged, outcome=None, answered_on=None, answer_number="", legal_basis=""))
            continue
        is_same = registers.profile().merged_requests is MergedRequests.SAME
        registers.save(
            replace(
                merged,
                outcome=after.outcome if is_same else Outcome.OTHER_HANDLING,
                legal_basis=after.legal_basis if is_same else "",
                answered_on=after.answered_on,
                answer_number=after.answer_number,
            )
        )


def _end(registers: Registers, request: Request) -> Step | None:
    """Return the step that ended a request without an answer (撤回 or a missed deadline), which ends no other one."""
    steps = registers.steps(request.id) if request.is_answered else ()
    ends = (step for step in steps if step.kind.outcome is request.outcome and step.on == request.answered_on)
    return next((step for step in ends if step.kind.outcome is not None), None)


def _answer(request: Request) -> tuple[Outcome | None, date | None, str]:
    return request.outcome, request.answered_on, request.answer_number


def _why_not(request: Request) -> str:
    """Return why a request cannot be merged; empty if it can."""
    if request.is_excluded:
        return "不计入年报"
    if request.outcome is not None:
        return "已有办理结果"
    return f"已并入{without_people(request.merged_into)}" if request.merged_into else ""


def by_receipt(request: Request) -> tuple[date, int]:
    """Return the sort key by which the request received first answers for the others."""
    return request.received_on or request.arrived_on, request.id


def _note(registers: Registers, request: Request, on: date, detail: str) -> None:
    registers.save(Step(request_id=request.id, kind=StepKind.NOTE, on=on, detail=detail))
