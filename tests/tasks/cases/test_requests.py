"""Working on one request in a real file: steps, 办结, taking it back, splitting, linking."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.closing import DELIVERY
from disclosure.errors import InvalidRecordError
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.report.counting import Period
from disclosure.terms import Channel, DeliveryMethod, StepKind
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases import requests as cases
from tasks.cases.errors import CaseError
from tests.records_factory import make_request, make_step

MON_4 = date(2024, 3, 4)
CALENDAR = shipped_calendar()


def saved(registers: Registers, **values: Any) -> Request:
    return registers.get(Request, registers.save(make_request(**values)).record_id)


def now(registers: Registers, request: Request) -> Request:
    return registers.get(Request, request.id)


def figure(registers: Registers, row: str, year: int = 2024) -> int:
    figures = registers.figures(Period.of(year))
    return next(int(value) for cell, value in figures.items() if cell[:3] == ("table3", row, "natural_person"))


def answered(registers: Registers, **values: Any) -> Request:
    request = saved(registers, **values)
    answer = replace(
        request,
        outcome=Outcome.GRANTED,
        answered_on=date(2024, 3, 20),
        legal_basis="条例第三十六条第二项",
        answer_number="测街〔2024〕1号",
    )
    delivery = Step(kind=StepKind.DELIVERED, on=date(2024, 3, 20), delivery=DeliveryMethod.EMAIL)
    return cases.close_case(registers, answer, CALENDAR, delivery)


def test_a_withdrawal_closes_the_request_on_its_day_and_is_undone_as_one_step(registers: Registers) -> None:
    request = saved(registers)
    step = cases.add_step(registers, request, make_step(request, kind=StepKind.WITHDRAWN, on=MON_4))
    assert step.id
    assert (now(registers, request).outcome, now(registers, request).answered_on) == (Outcome.OTHER_HANDLING, MON_4)
    assert figure(registers, "k63") == 1
    registers.undo()
    assert now(registers, request) == request
    assert registers.steps(request.id) == ()


def test_a_phone_confirmation_sets_the_day_of_receipt(registers: Registers) -> None:
    request = saved(registers, channel=Channel.INTERNET, received_on=None)
    step = cases.add_step(registers, request, make_step(request, kind=StepKind.PHONE_CONFIRMED, on=MON_4))
    assert now(registers, request).received_on == MON_4
    cases.amend_step(registers, request, replace(step, on=date(2024, 3, 5)))
    assert now(registers, request).received_on == date(2024, 3, 5)
    cases.remove_step(registers, request, registers.steps(request.id)[0], "登记错了")
    assert now(registers, request) == request


def test_a_step_that_only_moves_the_clock_leaves_the_request_alone(registers: Registers) -> None:
    request = saved(registers)
    cases.add_step(registers, request, make_step(request, kind=StepKind.EXTENDED, days=20))
    assert now(registers, request) == request


def test_an_amended_closing_step_takes_the_answer_with_it_and_a_removed_one_opens_the_request(
    registers: Registers,
) -> None:
    request = saved(registers)
    step = cases.add_step(registers, request, make_step(request, kind=StepKind.CORRECTION_OVERDUE, on=MON_4))
    moved = cases.amend_step(registers, request, replace(step, on=date(2024, 3, 8)))
    assert now(registers, request).answered_on == date(2024, 3, 8)
    cases.remove_step(registers, request, moved)
    assert now(registers, request) == request
    assert figure(registers, "n4") == 1


def test_closing_needs_what_the_answer_needs_and_saves_nothing_without(registers: Registers) -> None:
    request = saved(registers)
    incomplete = replace(request, outcome=Outcome.NOT_HELD)
    with pytest.raises(InvalidRecordError) as refused:
        cases.close_case(registers, incomplete, CALENDAR)
    assert set(refused.value.problems) == {"answered_on", "legal_basis", "answer_number", DELIVERY}
    assert refused.value.problems == cases.hindrances(registers, incomplete, CALENDAR)
    assert now(registers, request) == request


def test_a_closed_case_has_its_answer_and_its_delivery_in_one_step(registers: Registers) -> None:
    request = answered(registers)
    assert now(registers, request).outcome is Outcome.GRANTED
    assert [step.kind for step in registers.steps(request.id)] == [StepKind.DELIVERED]
    assert registers.undo_label == f"办结 {request.number}"


def test_a_late_answer_must_be_explained(registers: Registers) -> None:
    late = replace(saved(registers), outcome=Outcome.OTHER_HANDLING, answered_on=date(2024, 4, 10))
    assert set(cases.hindrances(registers, late, CALENDAR)) == {"lateness_reason"}


def test_reopening_clears_the_answer_and_keeps_why_and_what_it_was(registers: Registers) -> None:
    request = answered(registers)
    opened = cases.reopen(registers, request, "误录到另一件", date(2024, 3, 21))
    assert (opened.outcome, opened.answered_on, opened.answer_number, opened.legal_basis) == (None, None, "", "")
    step = registers.steps(request.id)[-1]
    assert (step.kind, step.letter_number) == (StepKind.REOPENED, "测街〔2024〕1号")
    assert step.detail == "误录到另一件（原办理结果：予以公开）"
    answers = [entry.after.outcome for entry in registers.history(opened) if isinstance(entry.after, Request)]
    assert Outcome.GRANTED in answers, "the journal keeps it"


def test_reopening_a_withdrawn_request_takes_the_withdrawal_away(registers: Registers) -> None:
    request = saved(registers)
    cases.add_step(registers, request, make_step(request, kind=StepKind.WITHDRAWN, on=MON_4))
    cases.reopen(registers, request, "申请人否认撤回", date(2024, 3, 6))
    assert [step.kind for step in registers.steps(request.id)] == [StepKind.REOPENED]


def test_an_answer_without_a_result_can_be_taken_back_too(registers: Registers) -> None:
    request = saved(registers, answered_on=date(2024, 3, 20))
    cases.reopen(registers, request, "误填", date(2024, 3, 21))
    assert "未登记" in registers.steps(request.id)[-1].detail


@pytest.mark.parametrize(("values", "reason", "told"), [({}, "误填", "没有办理结果"), ({}, "  ", "要写明")])
def test_reopening_needs_an_answer_and_a_reason(
    registers: Registers, values: dict[str, Any], reason: str, told: str
) -> None:
    request = saved(registers, **values)
    with pytest.raises(CaseError, match=told):
        cases.reopen(registers, request, reason, MON_4)
    assert registers.steps(request.id) == ()


def test_an_answer_made_again_is_counted_nowhere(registers: Registers) -> None:
    request = answered(registers)
    before = registers.figures(Period.of(2025)), registers.figures(Period.of(2024))
    again = make_step(request, on=date(2025, 2, 3), letter_number="测街〔2025〕1号")
    cases.add_step(registers, request, replace(again, kind=StepKind.ANSWERED_AGAIN))
    assert (registers.figures(Period.of(2025)), registers.figures(Period.of(2024))) == before
    assert now(registers, request).answer_number == "测街〔2024〕1号"


def test_a_split_request_is_counted_by_its_parts(registers: Registers) -> None:
    request = saved(registers)
    parts = cases.split(registers, request, ["项目清单", " ", "补贴明细"], MON_4)
    assert [part.content for part in parts] == ["项目清单", "补贴明细"]
    assert {part.split_from for part in parts} == {request.number}
    assert {(part.applicant, part.received_on) for part in parts} == {(request.applicant, request.received_on)}
    assert figure(registers, "n1") == 2
    assert parts[0].number in registers.steps(request.id)[0].detail
    registers.undo()
    assert registers.count(Request) == 1


@pytest.mark.parametrize(
    ("values", "parts", "on", "told"),
    [
        ({}, ["一件"], MON_4, "至少要分成两件"),
        ({}, ["甲", "乙"], date(2025, 1, 6), "只能在当年拆分"),
        ({"outcome": Outcome.GRANTED, "answered_on": MON_4}, ["甲", "乙"], MON_4, "已有办理结果"),
        ({"split_from": "2023-001"}, ["甲", "乙"], MON_4, "已经拆分过"),
    ],
)
def test_what_cannot_be_split_is_told(
    registers: Registers, values: dict[str, Any], parts: list[str], on: date, told: str
) -> None:
    with pytest.raises(CaseError, match=told):
        cases.split(registers, saved(registers, **values), parts, on)
    assert registers.count(Request) == 1


def test_a_request_is_split_once(registers: Registers) -> None:
    request = saved(registers)
    cases.split(registers, request, ["甲", "乙"], MON_4)
    with pytest.raises(CaseError, match="已经拆分过"):
        cases.split(registers, request, ["丙", "丁"], MON_4)


def test_requests_are_linked_by_number_but_not_to_themselves(registers: Registers) -> None:
    one, other = saved(registers), saved(registers)
    assert cases.link(registers, one, other).related == other.number
    with pytest.raises(CaseError, match="不能关联它自己"):
        cases.link(registers, one, one)
