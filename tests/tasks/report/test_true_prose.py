"""What the program itself writes into a report, from records, is true of them and passes its own checks."""

from datetime import date
from typing import Any

from disclosure.column_kinds import Fen
from disclosure.records import Request
from disclosure.terms import CourtInstance, DisputeResult, StepKind
from storage.registers import Registers
from tasks.report.check import check_file
from tasks.report.compose import compose
from tests.records_factory import make_release, make_request, make_step, make_suit

TODAY = date(2026, 2, 2)


def prose(registers: Registers, year: int) -> str:
    return "\n".join(section.text for section in compose(registers, year, TODAY).sections)


def rules(registers: Registers, year: int) -> set[str]:
    return {finding.rule for finding in check_file(registers, year, TODAY)}


def with_fees(registers: Registers, *fees: tuple[str, date, int]) -> None:
    """Give requests of 2024 their payments, in 元; a negative one was given back."""
    known: dict[str, Request] = {}
    for number, on, yuan in fees:
        if number not in known:
            received = {"arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)}
            change = registers.save(make_request(number=number, **received))
            known[number] = registers.get(Request, change.record_id)
        registers.save(make_step(known[number], kind=StepKind.FEE_PAID, on=on, amount=Fen(100 * yuan)))


def test_a_fee_taken_beside_one_given_back_is_not_said_never_to_have_been_taken(registers: Registers) -> None:
    """100 元 taken, 100 元 of another request given back: 「未收取信息处理费」."""
    with_fees(registers, ("甲", date(2025, 3, 3), 100), ("乙", date(2024, 6, 3), 100), ("乙", date(2025, 3, 4), -100))
    assert "2025年度本单位收取信息处理费100元，退还信息处理费100元。" in prose(registers, 2025)
    assert not rules(registers, 2025) & {"X-11", "T2-6"}


def test_more_given_back_than_taken_tells_both(registers: Registers) -> None:
    with_fees(registers, ("甲", date(2025, 3, 3), 100), ("乙", date(2024, 6, 3), 400), ("乙", date(2025, 3, 4), -300))
    assert "收取信息处理费100元，退还信息处理费300元" in prose(registers, 2025)
    assert "X-11" not in rules(registers, 2025)


DECIDED: dict[str, Any] = {
    "number": "诉1",
    "received_on": date(2024, 2, 1),
    "closed_on": date(2024, 12, 2),
    "result": DisputeResult.UPHELD,
}
APPEALED: dict[str, Any] = {
    "number": "诉2",
    "original_case": "诉1",
    "instance": CourtInstance.SECOND,
    "received_on": date(2025, 1, 6),
}


def test_a_suit_decided_last_year_and_appealed_is_not_called_pending_last_year(registers: Registers) -> None:
    """Last year's table has it under 结果维持; this year's prose said 「为上年尚未审结」."""
    for values in (DECIDED, APPEALED):
        registers.save(make_suit(**values))
    assert "行政诉讼1件（为以前审结后又上诉或者再审）" in prose(registers, 2025)
    registers.save(make_suit(number="诉3", received_on=date(2024, 11, 4)))
    assert "行政诉讼2件（其中上年尚未审结1件，另有以前审结后又上诉或者再审1件）" in prose(registers, 2025)
    registers.save(make_suit(number="诉4", received_on=date(2025, 11, 4)))
    assert "行政诉讼3件（" in prose(registers, 2025)
    assert not {rule for rule in rules(registers, 2025) if rule.startswith("X-")}


def test_a_suit_still_pending_when_it_went_up_was_pending_last_year(registers: Registers) -> None:
    registers.save(make_suit(**{**DECIDED, "closed_on": date(2025, 1, 2)}))
    registers.save(make_suit(**APPEALED))
    assert "行政诉讼1件（为上年尚未审结）" in prose(registers, 2025)


def test_a_release_without_a_category_is_said_to_be_what_the_prose_makes_of_it(registers: Registers) -> None:
    """「正文因此写不出分类条数」 stood beside a prose that counts the categories, and the rest apart."""
    day = {"formed_on": date(2025, 3, 3), "published_on": date(2025, 3, 3)}
    registers.save(make_release(name="甲", statistics_category="公文", **day))
    registers.save(make_release(name="乙", statistics_category="", **day))
    told = "未归入上述类别"
    assert told in prose(registers, 2025)
    (doubt,) = [one.message for one in check_file(registers, 2025, TODAY) if "统计类别" in one.message]
    assert told in doubt
