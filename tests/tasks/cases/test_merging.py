"""合并办理: one answer for several requests, each of which stays 一件 with one result, through whatever door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.state import CaseState
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.terms import Applicant, DeliveryMethod, MergedRequests, StepKind
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.errors import CaseError
from tasks.cases.merging import merge, merged_with, separate
from tasks.cases.requests import add_step, close_case, remove_record, reopen, save_record, split
from tasks.cases.together import why_not
from tasks.letters.issuing import draft_letter, issue_letter
from tasks.report.check_records import check_records
from tests.letters_factory import office, shipped, typed_for
from tests.records_factory import make_request

RECEIVED, LATER, TODAY, ANSWERED = date(2024, 3, 1), date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 20)
YEAR = Period.of(2024)
ANSWER: dict[str, Any] = {
    "outcome": Outcome.GRANTED,
    "answered_on": ANSWERED,
    "answer_number": "测街公开〔2024〕1号",
    "legal_basis": "条例第三十六条第（二）项",
}
POSTED = Step(kind=StepKind.DELIVERED, on=ANSWERED, delivery=DeliveryMethod.POST, posted_on=ANSWERED)


@pytest.fixture
def pair(registers: Registers) -> Registers:
    """One person asked twice for the same within a few days; the second is merged into the first."""
    registers.save(office())
    for number, day in (("2024-001", RECEIVED), ("2024-002", LATER)):
        registers.save(make_request(number=number, arrived_on=day, received_on=day))
    merge(registers, list(registers.all(Request)), TODAY)
    return registers


def of(registers: Registers, number: str) -> Request:
    found = registers.named(Request, number)
    assert found is not None
    return found


def totals(registers: Registers) -> dict[str, int]:
    figures = registers.figures(YEAR)
    counted = {row: int(figures[CellKey("table3", row, "total")]) for row in ("n1", "k1", "k63", "k7", "n4")}
    return {row: count for row, count in counted.items() if count}


def by_closing(registers: Registers) -> None:
    close_case(registers, replace(of(registers, "2024-001"), **ANSWER), shipped_calendar(), POSTED)


def by_form(registers: Registers) -> None:
    save_record(registers, replace(of(registers, "2024-001"), **ANSWER))


def by_letter(registers: Registers) -> None:
    typed = typed_for(shipped()["granted"])
    issue_letter(registers, draft_letter(registers, of(registers, "2024-001"), "granted", typed, dated_on=ANSWERED))


@pytest.mark.parametrize("answer", [by_closing, by_form, by_letter])
def test_one_answer_closes_both_and_each_is_counted_once(pair: Registers, answer: Callable[[Registers], None]) -> None:
    assert totals(pair) == {"n1": 2, "n4": 2}, "a merged request is received and open like any other"
    answer(pair)
    first, second = of(pair, "2024-001"), of(pair, "2024-002")
    assert (second.answered_on, second.answer_number) == (first.answered_on, first.answer_number)
    assert second.outcome is Outcome.OTHER_HANDLING
    assert totals(pair) == {"n1": 2, "k1": 1, "k63": 1, "k7": 2}
    pair.undo()
    assert totals(pair) == {"n1": 2, "n4": 2}, "undone in one step"
    assert not of(pair, "2024-002").is_answered


def test_the_office_may_count_them_with_the_result_of_the_answer(pair: Registers) -> None:
    pair.save(replace(pair.profile(), merged_requests=MergedRequests.SAME))
    by_closing(pair)
    assert totals(pair) == {"n1": 2, "k1": 2, "k7": 2}
    assert of(pair, "2024-002").legal_basis == ANSWER["legal_basis"]


def test_the_day_of_posting_and_taking_the_answer_back_reach_both(pair: Registers) -> None:
    by_form(pair)
    posted_on = date(2024, 3, 22)
    add_step(pair, of(pair, "2024-001"), replace(POSTED, on=posted_on, posted_on=posted_on))
    assert of(pair, "2024-002").answered_on == posted_on
    reopen(pair, of(pair, "2024-001"), "答复有误", date(2024, 3, 25))
    assert totals(pair) == {"n1": 2, "n4": 2}


def test_the_answer_names_every_request_it_answers(pair: Registers) -> None:
    draft = draft_letter(pair, of(pair, "2024-001"), "granted", typed_for(shipped()["granted"]), dated_on=ANSWERED)
    told = "你另提出的内容相同的政府信息公开申请（登记编号：2024-002，2024年3月4日收到）与本件合并办理，一并答复。"
    assert told in draft.letter.text


def test_what_another_request_asks_stands_in_the_answer_where_it_is_something_else(pair: Registers) -> None:
    """The letter called requests for four different years 内容相同的."""
    pair.save(replace(of(pair, "2024-002"), content="测试街道2024年老旧小区改造项目清单。"))
    draft = draft_letter(pair, of(pair, "2024-001"), "granted", typed_for(shipped()["granted"]), dated_on=ANSWERED)
    assert "你另提出的政府信息公开申请（登记编号：2024-002，2024年3月4日收到，" in draft.letter.text
    assert "收到，申请公开：测试街道2024年老旧小区改造项目清单）与本件合并办理" in draft.letter.text
    assert "内容相同" not in draft.letter.text


def test_the_delivery_of_a_merged_request_is_that_of_the_first(pair: Registers) -> None:
    """登记所选的送达 ticked the merged one, too: a second delivery of the one letter was entered."""
    by_closing(pair)
    reasons = {one: why_not(CaseState(of(pair, one)), StepKind.DELIVERED) for one in ("2024-001", "2024-002")}
    assert reasons["2024-001"] == ""
    assert "2024-001" in reasons["2024-002"]


def test_neither_the_shared_number_nor_the_missing_delivery_is_held_against_the_merged_one(pair: Registers) -> None:
    by_closing(pair)
    told = {one.rule for one in check_records(pair, 2024, date(2025, 1, 10)) if "2024-002" in one.message}
    assert not told & {"L-11", "L-12", "L-13"}


def test_merging_is_undone_in_one_step_and_taken_apart_in_another(pair: Registers) -> None:
    assert [one.number for one in merged_with(pair, of(pair, "2024-001"))] == ["2024-002"]
    separate(pair, of(pair, "2024-002"), TODAY)
    by_closing(pair)
    assert not of(pair, "2024-002").is_answered
    pair.undo()
    pair.undo()
    assert of(pair, "2024-002").merged_into == "2024-001"
    assert pair.undo_label == "合并办理 2024-001、2024-002"
    pair.undo()
    assert of(pair, "2024-002").merged_into == ""
    assert list(pair.all(Step)) == []


def test_a_first_request_withdrawn_leaves_the_other_to_be_answered(pair: Registers) -> None:
    """撤回 of the first closed the second on the same day, and 「按期答复」 was said of it; nobody had answered."""
    withdrawn = Step(kind=StepKind.WITHDRAWN, on=ANSWERED)
    step = add_step(pair, of(pair, "2024-001"), withdrawn)
    second = of(pair, "2024-002")
    assert (second.is_open, second.merged_into) == (True, "")
    assert any("2024-001已撤回" in one.detail for one in pair.steps(second.id))
    assert totals(pair) == {"n1": 2, "k63": 1, "k7": 1, "n4": 1}
    remove_record(pair, step)
    assert of(pair, "2024-001").is_open


def test_what_was_merged_before_comes_along_into_the_next_merge_and_is_answered_too(registers: Registers) -> None:
    """002 and 003 were merged, then 001 and 002: the answer to 001 left 003 open, for ever."""
    registers.save(office())
    for number, day in (("2024-001", RECEIVED), ("2024-002", LATER), ("2024-003", TODAY)):
        registers.save(make_request(number=number, arrived_on=day, received_on=day))
    merge(registers, [of(registers, "2024-002"), of(registers, "2024-003")], TODAY)
    merge(registers, [of(registers, "2024-001"), of(registers, "2024-002")], TODAY)
    assert [one.number for one in merged_with(registers, of(registers, "2024-001"))] == ["2024-002", "2024-003"]
    by_closing(registers)
    assert totals(registers) == {"n1": 3, "k1": 1, "k63": 2, "k7": 3}
    registers.undo()
    registers.undo()
    assert of(registers, "2024-003").merged_into == "2024-002"


def test_a_request_others_wait_for_is_not_split_before_they_are_taken_apart(pair: Registers) -> None:
    """The original of a split is never answered: what was merged into it stayed open without a word."""
    with pytest.raises(CaseError, match=r"2024-002已并入“2024-001”.*先分开办理"):
        split(pair, of(pair, "2024-001"), ["项目清单", "补贴明细"], TODAY)
    separate(pair, of(pair, "2024-002"), TODAY)
    assert len(split(pair, of(pair, "2024-001"), ["项目清单", "补贴明细"], TODAY)) == 2


def test_the_original_of_a_split_is_not_merged(registers: Registers) -> None:
    registers.save(office())
    for number in ("2024-001", "2024-002"):
        registers.save(make_request(number=number))
    split(registers, of(registers, "2024-001"), ["项目清单", "补贴明细"], TODAY)

    with pytest.raises(CaseError, match="已经拆分"):
        merge(registers, [of(registers, "2024-001"), of(registers, "2024-002")], TODAY)


def test_what_cannot_be_answered_together_is_refused(registers: Registers) -> None:
    mine = registers.get(Request, registers.save(make_request(number="2024-001")).record_id)
    other = make_request(number="2024-002", applicant="李某某", applicant_kind=Applicant.NATURAL_PERSON)
    theirs = registers.get(Request, registers.save(other).record_id)
    answered = registers.get(Request, registers.save(make_request(number="2024-003", **ANSWER)).record_id)
    for wrong, why in (([mine], "至少"), ([mine, theirs], "分别答复"), ([mine, answered], "已有办理结果")):
        with pytest.raises(CaseError, match=why):
            merge(registers, wrong, TODAY)


def test_a_request_left_out_of_the_report_is_not_merged(registers: Registers) -> None:
    out = registers.get(Request, registers.save(make_request(number="2024-001", is_excluded=True)).record_id)
    like = registers.get(Request, registers.save(make_request(number="2024-002")).record_id)

    with pytest.raises(CaseError, match="不计入年报"):
        merge(registers, [like, out], TODAY)


def test_a_request_without_a_number_is_answered_alone(registers: Registers) -> None:
    registers.save(make_request(number="2024-001"))
    assert merged_with(registers, make_request(number="")) == ()


def test_what_was_answered_together_is_not_taken_apart(pair: Registers) -> None:
    by_closing(pair)
    with pytest.raises(CaseError, match="“2024-002”已经一并答复"):
        separate(pair, of(pair, "2024-002"), TODAY)
    assert of(pair, "2024-002").merged_into == "2024-001"


def test_a_merged_request_that_was_answered_by_itself_keeps_its_own_answer(pair: Registers) -> None:
    own: dict[str, Any] = {
        "answer_number": "测街公开〔2024〕9号",
        "outcome": Outcome.REPEATED,
        "answered_on": date(2024, 3, 8),
    }
    pair.save(replace(of(pair, "2024-002"), **own))
    by_closing(pair)
    assert of(pair, "2024-001").is_answered
    assert of(pair, "2024-002").answer_number == "测街公开〔2024〕9号"
    assert of(pair, "2024-002").outcome is Outcome.REPEATED
