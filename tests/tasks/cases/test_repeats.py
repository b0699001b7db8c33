"""Finding earlier requests in a real file, by its indexes."""

from datetime import date
from typing import Any

from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.terms import DeliveryMethod, StepKind
from storage.registers import Registers
from tasks.cases.repeats import find_repeats
from tests.records_factory import make_request, make_step

LATER = date(2024, 6, 3)


def asked(**values: Any) -> Request:
    content = "申请公开测试街道二〇二三年〔第三批〕老旧小区改造项目清单。"
    return make_request(**{"arrived_on": LATER, "received_on": LATER, "content": content, **values})


def kept(registers: Registers, **values: Any) -> Request:
    content = "测试街道２０２３年（第3批）老旧小区改造项目清单"
    answer = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 20), "answer_number": "测街〔2024〕1号"}
    record = make_request(**{"content": content, **answer, **values})
    return registers.get(Request, registers.save(record).record_id)


def test_the_earlier_answer_and_the_proof_that_it_arrived_are_shown_side_by_side(registers: Registers) -> None:
    earlier = kept(registers)
    registers.save(make_step(earlier, kind=StepKind.NOTE))
    registers.save(make_step(earlier, kind=StepKind.DELIVERED, delivery=DeliveryMethod.POST, tracking_number="TEST1"))
    found = find_repeats(registers, asked())
    (evidence,) = found.similar.repeats
    assert evidence.answer_number == "测街〔2024〕1号"
    delivery = found.delivery(evidence)
    assert delivery is not None
    assert delivery.tracking_number == "TEST1"


def test_no_delivery_is_invented(registers: Registers) -> None:
    earlier = kept(registers)
    registers.save(make_step(earlier))
    found = find_repeats(registers, asked())
    assert found.delivery(found.similar.repeats[0]) is None


def test_the_same_person_is_found_by_identity_number_whatever_the_name_and_the_wording_of_the_index(
    registers: Registers,
) -> None:
    kept(registers, applicant="张某", identity_number="TEST-0001", content="2023年清单")
    found = find_repeats(registers, asked(content="二〇二三年清单", identity_number="TEST-0001"))
    assert len(found.similar.repeats) == 1


def test_another_persons_answer_is_for_reference_and_two_people_suggest_publishing(registers: Registers) -> None:
    kept(registers, applicant="李某某")
    similar = find_repeats(registers, asked()).similar
    assert (len(similar.repeats), len(similar.for_reference)) == (0, 1)
    assert "条例第四十四条" in similar.suggestion


def test_a_saved_request_does_not_find_itself_nor_other_matters(registers: Registers) -> None:
    kept(registers, content="长者食堂补贴明细")
    saved = registers.get(Request, registers.save(asked()).record_id)
    assert find_repeats(registers, saved).similar.repeats == ()


def test_nothing_is_looked_for_before_there_is_a_content_or_an_applicant(registers: Registers) -> None:
    kept(registers)
    assert find_repeats(registers, asked(content=" ")).similar.repeats == ()
    assert len(find_repeats(registers, asked(applicant="")).similar.for_reference) == 1
