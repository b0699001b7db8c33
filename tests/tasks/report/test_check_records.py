"""The case check before the number: each faulty record is named, and its faultless twin is not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.finding import Finding, Severity
from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Draft, Duty, IssuedLetter, Profile, Record, Request, Step
from disclosure.report.counting import Period
from disclosure.report.narrative import DATED_ON
from disclosure.terms import (
    ActivityKind,
    AppealedJudgments,
    BusinessKind,
    Channel,
    CourtInstance,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    DutyCycle,
    ReleaseCategory,
    ReviewProcedure,
    SecrecyConclusion,
    StepKind,
    SuitRoute,
)
from storage.registers import Registers
from tasks.cases.merging import merge
from tasks.cases.requests import add_step
from tasks.ledgers.importing import import_ledger
from tasks.report.check import check_file
from tasks.report.check_records import check_records, mendable
from tasks.report.odd_records import record_remarks
from tests.empty_files import new_registers
from tests.records_factory import (
    make_activity,
    make_profile,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)
from tests.report_texts import read_texts

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "registers"
TODAY = date(2026, 1, 20)
ENTRIES: dict[str, dict[str, Any]] = {
    entry["id"]: entry for entry in json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))
}

SAID = {
    "result-without-date": "L-5",
    "date-without-result": "L-5",
    "last-years-year": "L-3",
    "next-years-year": "L-3",
    "same-number-twice": "L-11",
    "overdue-unanswered": "L-1",
    "late-without-reason": "L-6",
    "answer-before-receipt": "L-3",
    "received-before-arrival": "L-4",
    "repeat-without-earlier": "L-8",
    "ground-against-outcome": "L-9",
    "answer-without-number-and-ground": "L-12",
    "gap-in-numbers": "L-14",
    "published-without-review": "L-21",
    "withheld-yet-published": "L-20",
    "referred-yet-published": "L-20",
    "review-after-publication": "L-22",
    "published-before-formed": "L-24",
    "repealed-before-issued": "L-23",
    "published-five-months-late": "L-25",
    "steps-consultation-with-receipt": "R-2",
    "steps-consultation-without-receipt": "R-2",
    "steps-organ-without-receipt": "R-2",
    "steps-extension-after-term": "R-2",
    "steps-extension-without-approver": "L-10",
    "steps-fee-closed-too-early": "R-2",
    "steps-correction-closed-too-early": "R-2",
    "steps-second-correction": "R-2",
    "steps-late-correction-notice": "R-2",
}
"""The rule that names the record of each faulty ledger."""

NOT_YET = {
    "detail-without-result-review": "N2",
    "detail-without-result-suit": "N2",
    "detail-against-result": "N2",
    "closed-without-result": "N2",
    "normative-without-dates": "N1",
    "one-without-statistics-kind": "P6",
    "opening-documents": "N1",
    "carried-suit": "P4",
    "carried-review": "P4",
    "judgment-then-appeal": "N11",
    "accountability-zero": "N8",
    "mending-without-check": "N8",
    "mending-counted-twice": "N8",
    "mended-more-than-found": "N8",
    "absurd-tally": "N6",
    "same-tally-twice": "N6",
    "fee-typed-in-wan": "N9",
    "one-batch-includes": "N6",
    "split-parent-fee": "N7",
}
"""What other findings of the round put right, and other tests show."""


def office(path: Path, files: list[str]) -> Registers:
    """A street office with these ledgers, its report dated."""
    registers = new_registers(path)
    registers.save(Profile(name="云溪县白鹭街道办事处", short_name="街道"))
    registers.save(Draft(year=2025, part=DATED_ON, text="2026-01-10"))
    for file in files:
        source = FOLDER / file.removeprefix("registers/")
        assert not import_ledger(registers, source, source.stem).refused
    read_texts(registers, 2025)
    return registers


def enter_steps(registers: Registers, entry: dict[str, Any]) -> None:
    for told in entry.get("steps") or ():
        request = next(iter(registers.all(Request)))
        step = Step(
            kind=next(kind for kind in StepKind if told["kind"] == kind.label),
            on=date.fromisoformat(told["on"]),
            until=date.fromisoformat(told["until"]) if "until" in told else None,
            days=int(told["days"]) if "days" in told else None,
            amount=Fen(int(told["amount"])) if "amount" in told else None,
            party=told.get("party", ""),
            approver=told.get("approver", ""),
        )
        add_step(registers, request, step)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What is said of the clean ledgers."""
    files = [f"registers/clean/{name}.csv" for name in ("requests", "releases", "activities")]
    with office(tmp_path_factory.mktemp("clean") / "a.sqlite", files) as registers:
        return check_file(registers, 2025, TODAY)


def test_every_entry_is_judged_here_or_named_elsewhere() -> None:
    assert not set(SAID) & set(NOT_YET)
    assert set(SAID) | set(NOT_YET) == set(ENTRIES)


def test_the_clean_ledgers_have_no_finding_but_one(clean: tuple[Finding, ...]) -> None:
    assert [finding.rule for finding in clean] == ["F-22"]


@pytest.mark.parametrize("name", SAID)
def test_a_faulty_record_is_named_and_its_twin_is_not(name: str, clean: tuple[Finding, ...], tmp_path: Path) -> None:
    entry = ENTRIES[name]
    with office(tmp_path / "a.sqlite", entry["files"]) as registers:
        enter_steps(registers, entry)
        found = [one for one in check_file(registers, 2025, TODAY) if one.rule == SAID[name]]
    assert found
    assert all(one.record is not None and one.record.id for one in found)
    said = "\n".join(one.message for one in found)
    enough = any if name.endswith("closed-too-early") else all  # those two offer words to choose from
    assert enough(word in said for word in entry["finding_must_name"]) or not entry["finding_must_name"]
    assert SAID[name] not in {one.rule for one in clean}


# --- what no ledger can carry: letters, deliveries, duties ---


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    return new_registers(tmp_path / "office.sqlite")


def said(registers: Registers, rule: str, year: int = 2024) -> list[Finding]:
    return [one for one in check_records(registers, year, date(2025, 1, 10)) if one.rule == rule]


def answered(registers: Registers, **values: Any) -> int:
    request = make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20), **values)
    return registers.save(request).record_id


def test_a_register_entry_that_contradicts_the_letter_sent_is_a_mistake(registers: Registers) -> None:
    refused = answered(registers)
    letter = IssuedLetter(
        owner_id=refused, kind="granted", name="予以公开告知书", number="测〔2024〕1号", issued_on=date(2024, 3, 20)
    )
    registers.save(letter)
    assert not said(registers, "L-2")
    registers.save(make_request(id=refused, outcome=Outcome.STATE_SECRET, answered_on=date(2024, 3, 20)))
    (found,) = said(registers, "L-2")
    assert found.record is not None
    assert (found.record.register, found.record.id) == ("requests", refused)
    assert found.severity is Severity.ERROR
    assert not found.can_be_explained


def test_an_answer_ordered_anew_is_not_held_against_the_one_that_counts(registers: Registers) -> None:
    """Refused, corrected, answered anew by 予以公开: the check called the counted refusal a mistake, and shut 签发."""
    refused = registers.save(
        make_request(outcome=Outcome.STATE_SECRET, answered_on=date(2024, 3, 20), answer_number="测〔2024〕1号")
    ).record_id
    sent: dict[str, Any] = {"owner_id": refused, "addressee": "张某某"}
    first: dict[str, Any] = {
        "kind": "state-secret",
        "name": "不予公开告知书",
        "number": "测〔2024〕1号",
        "issued_on": date(2024, 3, 20),
    }
    registers.save(IssuedLetter(**sent, **first))
    registers.save(Step(request_id=refused, kind=StepKind.REOPENED, on=date(2024, 6, 3)))
    again: dict[str, Any] = {
        "kind": "granted",
        "name": "予以公开告知书",
        "number": "测〔2024〕5号",
        "issued_on": date(2024, 6, 20),
    }
    registers.save(IssuedLetter(**sent, **again))
    assert not said(registers, "L-2")
    registers.save(make_request(id=refused, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20)))
    assert [one.severity for one in said(registers, "L-2")] == [Severity.ERROR], "the first answer is still held to"


def test_a_repeated_request_is_known_from_years_before(registers: Registers) -> None:
    """Its year alone was looked through, or another applicant's requests were taken for hers."""
    asked, answered = {"arrived_on": date(2024, 3, 4), "received_on": date(2024, 3, 4)}, date(2024, 3, 20)
    for name in ("王某某", "孙某某"):
        registers.save(make_request(**asked, applicant=name, outcome=Outcome.REPEATED, answered_on=answered))
    since = {"arrived_on": date(2021, 5, 6), "received_on": date(2021, 5, 6), "answered_on": date(2021, 5, 20)}
    first = registers.save(make_request(**since, applicant="王某某", outcome=Outcome.GRANTED)).record_id
    (found,) = said(registers, "L-8")
    assert found.record is not None
    assert registers.get(Request, found.record.id).applicant == "孙某某"
    registers.remove(registers.get(Request, first), reason="重复登记")
    assert len(said(registers, "L-8")) == 2


def test_a_request_merged_into_itself_waits_for_nobodys_answer(registers: Registers) -> None:
    registers.save(make_request(number="2024-001", merged_into="2024-001"))
    (found,) = said(registers, "L-18")
    assert "就是本件" in found.message


def test_a_result_without_a_number_outside_the_report_is_mentioned(registers: Registers) -> None:
    registers.save(make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 4, 1), is_excluded=True))
    registers.save(make_request(outcome=Outcome.OTHER_HANDLING, answered_on=date(2024, 4, 1), is_excluded=True))
    (found,) = said(registers, "L-17")
    assert (found.severity, "登记了办理结果“予以公开”" in found.message) == (Severity.INFO, True)


def test_an_answer_not_delivered_is_named_where_deliveries_are_kept_at_all(registers: Registers) -> None:
    first, second = answered(registers), answered(registers)
    assert not said(registers, "L-13")
    registers.save(
        Step(
            request_id=first,
            kind=StepKind.DELIVERED,
            on=date(2024, 3, 21),
            delivery=DeliveryMethod.COUNTER,
            signed_on=date(2024, 3, 21),
        )
    )
    assert [one.record.id for one in said(registers, "L-13") if one.record] == [second]


def test_an_answer_whose_letter_was_voided_and_not_sent_anew_is_named(registers: Registers) -> None:
    """The answer letter was voided, the request stayed 已答复 under its number, and the check was silent."""
    request = answered(registers, answer_number="测〔2024〕1号", legal_basis="条例第三十六条第（二）项")
    letter = IssuedLetter(
        owner_id=request, kind="granted", name="予以公开告知书", number="测〔2024〕1号", issued_on=date(2024, 3, 20)
    )
    letter_id = registers.save(letter).record_id
    assert not said(registers, "L-12")
    registers.save(replace(letter, id=letter_id, is_voided=True, void_reason="内容有误"))
    (found,) = said(registers, "L-12")
    assert (found.severity, "已经作废，没有另发" in found.message) == (Severity.WARNING, True)


def test_an_answer_that_came_back_and_was_not_sent_again_is_named(registers: Registers) -> None:
    """交邮 and 退件 were both there: the answer reached nobody, and the check was silent."""
    sent: dict[str, Any] = {"kind": StepKind.DELIVERED, "delivery": DeliveryMethod.POST, "tracking_number": "XA1"}
    request = answered(registers)
    registers.save(Step(request_id=request, on=date(2024, 3, 20), posted_on=date(2024, 3, 20), **sent))
    registers.save(Step(request_id=request, kind=StepKind.RETURNED, on=date(2024, 3, 28)))
    (found,) = said(registers, "L-13")
    assert (found.severity, "被退回" in found.message) == (Severity.WARNING, True)
    registers.save(Step(request_id=request, on=date(2024, 4, 1), posted_on=date(2024, 4, 1), **sent))
    assert not said(registers, "L-13")


@pytest.mark.parametrize(
    ("outcome", "asked", "article"),
    [
        (Outcome.THIRD_PARTY_RIGHTS, StepKind.THIRD_PARTY_ASKED, "条例第三十二条"),
        (Outcome.UNCLEAR_AFTER_CORRECTION, StepKind.CORRECTION_ASKED, "条例第三十条"),
        (Outcome.EXCESSIVE, StepKind.REASONS_ASKED, "条例第三十五条"),
    ],
)
def test_a_result_for_which_somebody_was_to_be_asked_first_is_named(
    registers: Registers, outcome: Outcome, asked: StepKind, article: str
) -> None:
    refused = registers.save(make_request(outcome=outcome, answered_on=date(2024, 3, 20))).record_id
    assert [(one.record.id, one.article) for one in said(registers, "L-7") if one.record] == [(refused, article)]
    registers.save(Step(request_id=refused, kind=asked, on=date(2024, 3, 4)))
    assert not said(registers, "L-7")


def test_a_receipt_of_next_year_by_slip_is_named_in_the_year_the_request_came(registers: Registers) -> None:
    """来件 2024, 收到 2026 by slip: no report of any year counted the request, and the check of 2024 was silent."""
    slipped = registers.save(make_request(received_on=date(2026, 3, 1))).record_id
    assert [one.record.id for one in said(registers, "L-4") if one.record] == [slipped]


def test_a_request_never_confirmed_is_named_when_its_year_is_over(registers: Registers) -> None:
    waiting = make_request(channel=Channel.INTERNET, received_on=None)
    registers.save(waiting)
    (found,) = said(registers, "L-15")
    assert found.can_be_explained
    assert not [one for one in check_records(registers, 2024, date(2024, 12, 31)) if one.rule == "L-15"]
    registers.save(make_request(number="2024-009", channel=Channel.INTERNET, received_on=None, is_excluded=True))
    assert len(said(registers, "L-15")) == 1


def test_an_answered_request_left_out_of_the_report_is_named(registers: Registers) -> None:
    """不计入年报 ticked on an answered request took it out of every number without a word."""
    values = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 20), "answer_number": "〔2024〕1号"}
    left_out = registers.save(make_request(is_excluded=True, **values)).record_id
    registers.save(make_request(number="2024-009", is_excluded=True))
    (found,) = said(registers, "L-17")
    assert found.record is not None
    assert (found.record.id, found.can_be_explained) == (left_out, True)


def test_a_request_merged_into_a_removed_one_is_named_before_it_is_late(registers: Registers) -> None:
    """Its first one lay in the bin: 今日 went on saying 一并答复, and nobody would have answered."""
    for number in ("2024-101", "2024-102"):
        registers.save(make_request(number=number))
    first, second = registers.named(Request, "2024-101"), registers.named(Request, "2024-102")
    assert first is not None
    assert second is not None
    merge(registers, [first, second], date(2024, 3, 5))
    assert not said(registers, "L-18")
    registers.remove(registers.get(Request, first.id))
    (found,) = said(registers, "L-18")
    assert found.record is not None
    assert (found.record.id, found.severity) == (second.id, Severity.ERROR)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"published_on": date(2026, 3, 1)}, "公开日期2026年3月1日还没有到"),
        ({"issued_on": date(2025, 2, 28)}, "制发日期2025年2月28日还没有到"),
        ({"issued_on": date(2024, 12, 28)}, "公开日期2024年3月1日早于制发日期2024年12月28日"),
    ],
)
def test_a_document_of_another_year_by_slip_is_named(registers: Registers, values: dict[str, Any], words: str) -> None:
    """制发日期 of next year by slip: table two lacked the document, and nothing said so."""
    registers.save(make_release(document_kind=DocumentKind.NORMATIVE_DOCUMENT, **values))
    (found,) = said(registers, "L-28")
    assert words in found.message


@pytest.mark.parametrize("record", [make_review, make_suit])
def test_a_review_or_suit_of_a_day_to_come_is_named(registers: Registers, record: Callable[..., Record]) -> None:
    registers.save(record(received_on=date(2026, 3, 1)))
    told = [one.message for one in check_file(registers, 2024, date(2025, 1, 10)) if one.rule == "R-2"]
    assert any("2026年3月1日还没有到" in message for message in told)
    assert not any("还没有到" in one.message for one in check_file(registers, 2022, date(2025, 1, 10)))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        # 10 working days after Friday 1 March 2024 is the 15th, 5 are the 8th; 15 calendar days end on a Saturday
        (make_review(), "2024年3月15日前应当提交行政复议答复，没有登记"),
        (make_review(procedure=ReviewProcedure.SIMPLIFIED), "2024年3月8日前应当提交行政复议答复，没有登记"),
        (make_review(replied_on=date(2024, 3, 18)), "2024年3月18日才提交"),
        (make_review(replied_on=date(2024, 3, 15)), ""),
        (make_suit(), "2024年3月18日前应当提交答辩举证，没有登记"),
        (make_suit(defence_on=date(2024, 3, 19)), "2024年3月19日才提交"),
        (make_suit(result=DisputeResult.UPHELD, closed_on=date(2024, 5, 6)), ""),
    ],
)
def test_a_reply_or_defence_never_handed_in_is_named(registers: Registers, record: Record, words: str) -> None:
    """A request overdue met a finding; a review nobody replied to did not (行政复议法第四十八、五十四条)."""
    registers.save(record)
    told = [one.message for one in said(registers, "L-16")]
    assert len(told) == bool(words)
    assert words in "".join(told)


def test_an_index_number_given_twice_is_named_also_across_years(registers: Registers) -> None:
    registers.save(make_release(index_number="A-1", published_on=date(2023, 3, 1), formed_on=date(2023, 3, 1)))
    registers.save(make_release(index_number="A-1", secrecy_conclusion=SecrecyConclusion.RELEASE))
    assert "A-1" in said(registers, "L-26")[0].message


def test_a_register_without_any_review_is_told_once_and_may_be_explained(registers: Registers) -> None:
    for _ in range(3):
        registers.save(make_release())
    (found,) = said(registers, "L-21")
    assert found.record is None
    assert found.can_be_explained


def test_a_document_that_ended_twice_before_it_was_issued_is_named_once(registers: Registers) -> None:
    before = {"repealed_on": date(2024, 1, 2), "valid_until": date(2024, 1, 3)}
    registers.save(make_release(document_kind=DocumentKind.NORMATIVE_DOCUMENT, number="测〔2024〕1号", **before))
    (found,) = said(registers, "L-23")
    assert "废止日期2024年1月2日早于制发日期" in found.message


def test_an_unmet_duty_is_one_finding_with_its_periods(registers: Registers) -> None:
    registers.save(Duty(name="运行经费公示", cycle=DutyCycle.QUARTERLY, starts_on=date(2024, 1, 1)))
    (found,) = said(registers, "L-27")
    assert "2024年第1季度" in found.message
    assert found.record is not None
    assert found.record.register == "duties"


def test_the_last_period_of_a_year_is_missed_in_that_year_though_it_falls_due_in_the_next(
    registers: Registers,
) -> None:
    """The fourth quarter, December and the year itself were missing from the check of every year."""
    registers.save(Duty(name="运行经费公示", cycle=DutyCycle.QUARTERLY, starts_on=date(2024, 10, 1), due_workdays=5))
    due_on = date(2025, 1, 8)  # five working days after 31 December; 1 January is a holiday
    for today, missed in ((due_on, 0), (due_on + timedelta(days=1), 1)):
        found = [one for one in check_records(registers, 2024, today) if one.rule == "L-27"]
        assert len(found) == missed
    assert "2024年第4季度" in found[0].message
    assert not said(registers, "L-27", 2025)


def test_today_lists_what_can_still_be_mended_and_not_twice_what_is_due(registers: Registers) -> None:
    registers.save(make_request())  # overdue: due on 今日 already
    half = registers.save(make_request(outcome=Outcome.GRANTED)).record_id
    found = mendable(registers, 2024, date(2025, 1, 10))
    assert [(one.rule, one.record.id) for one in found if one.record] == [("L-5", half)]


def test_today_looks_through_a_year_of_few_requests_however_many_other_years_have(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.report.check_records._MOST_ON_TODAY", 2)
    registers.save_all([make_request(outcome=Outcome.GRANTED) for _ in range(2)])
    before = {"arrived_on": date(2023, 3, 1), "received_on": date(2023, 3, 1), "outcome": Outcome.GRANTED}
    registers.save_all([make_request(**before) for _ in range(3)])
    assert [bool(mendable(registers, year, date(2025, 1, 10))) for year in (2023, 2024)] == [False, True]


def test_a_request_of_three_years_ago_never_answered_is_still_named(registers: Registers) -> None:
    old = registers.save(make_request(arrived_on=date(2021, 3, 1), received_on=date(2021, 3, 1))).record_id
    (found,) = said(registers, "L-1")
    assert found.record is not None
    assert found.record.id == old
    assert found.is_error
    assert found.can_be_explained


def test_a_request_carried_in_is_looked_at_once_with_its_answer_of_this_year(registers: Registers) -> None:
    came: dict[str, Any] = {"arrived_on": date(2023, 12, 1), "received_on": date(2023, 12, 1)}
    late = {**came, "outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 1)}
    registers.save(make_request(number="甲", **late))
    registers.save(make_request(number="乙", is_excluded=True, **late))
    registers.save(make_request(number="丙", **{**late, "outcome": None}))
    registers.save(make_request(number="丁", **{**late, "answered_on": date(2023, 12, 31)}))
    said = [f"{one.rule} {one.message[2]}" for one in check_records(registers, 2024, date(2024, 4, 1))]
    assert [one for one in said if one.startswith(("L-5", "L-6"))] == ["L-5 丙", "L-6 甲"]


NORMATIVE: dict[str, Any] = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT}
PENALTY: dict[str, Any] = {"kind": BusinessKind.PENALTY}
FEE: dict[str, Any] = {"kind": BusinessKind.ADMINISTRATIVE_FEE, "quantity": None, "amount": Fen(90_000)}
JUDGED: dict[str, Any] = {"result": DisputeResult.UPHELD, "received_on": date(2024, 5, 12)}
PAID: dict[str, Any] = {"kind": StepKind.FEE_PAID, "on": date(2024, 5, 1), "amount": Fen(40_000)}


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([make_review(result=DisputeResult.UPHELD)], "没有结案日期"),
        ([make_review(replied_on=date(2023, 3, 11))], "答复日期2023年3月11日早于收到日期"),
        ([make_suit(received_on=date(2025, 3, 1))], "2025年3月1日还没有到"),
        ([make_activity(on=date(2025, 3, 1))], "2025年3月1日还没有到"),
        ([make_tally(on=date(2025, 3, 1))], "2025年3月1日还没有到"),
        ([make_suit(instance=CourtInstance.SECOND)], "二审没有填原审案件"),
        (
            [make_review(case_number="测复〔2024〕3号"), make_review(case_number="测复〔2024〕3号")],
            "要核对是否重复登记",
        ),
        ([make_suit(case_number="测诉3号"), make_suit(case_number="测诉3号")], "要核对是否重复登记"),
        (
            [
                make_request(number="2024-1"),
                make_review(related_request="2024-1", received_on=date(2024, 2, 1)),
                make_suit(related_request="2024-1", route=SuitRoute.DIRECT_SUIT),
            ],
            "此前已有行政复议",
        ),
        (
            [
                make_suit(number="诉2024-1", closed_on=date(2024, 12, 20), **JUDGED),
                make_suit(original_case="诉2024-1", instance=CourtInstance.SECOND, received_on=date(2025, 1, 5)),
            ],
            "本年按“结果维持”统计",
        ),
        (
            [
                make_profile(appealed_judgments=AppealedJudgments.PENDING),
                make_suit(number="诉2024-1", closed_on=date(2024, 12, 20), **JUDGED),
                make_suit(original_case="诉2024-1", instance=CourtInstance.SECOND, received_on=date(2025, 1, 5)),
            ],
            "按尚未审结统计",
        ),
        ([make_release(issued_on=date(2023, 3, 1), **NORMATIVE)], "制发件数计入2023年"),
        ([make_release(published_on=None, **NORMATIVE)], "没有制发日期"),
        (
            [
                make_profile(opening_documents=1, opening_on=date(2024, 6, 30)),
                make_release(issued_on=date(2024, 3, 1), **NORMATIVE),
                make_release(name="乙", issued_on=date(2024, 3, 1), **NORMATIVE),
            ],
            "填1件",
        ),
        ([make_release(), make_release()], "信息名称和公开日期相同"),
        ([make_release(category=ReleaseCategory.ARTICLE_20_1)], "规范性文件"),
        ([make_release(statistics_category="机构职能类"), make_release(name="乙")], "没有统计类别"),
        ([make_tally(quantity=None, **PENALTY)], "没有填写数量"),
        (
            [
                *(make_tally(on=date(2024, month, 28), **PENALTY) for month in (1, 4, 7)),
                make_tally(on=date(2024, 12, 31), **{**PENALTY, "quantity": 9}),
            ],
            "等于本年其余各批之和",
        ),
        (
            [
                make_request(id=0),
                make_step(make_request(id=1), **PAID),
                make_tally(on=date(2024, 6, 30), includes_information_fee=True, **FEE),
            ],
            "一批已含信息处理费",
        ),
        (
            [
                make_request(id=0),
                make_step(make_request(id=1), **PAID),
                make_tally(on=date(2023, 12, 31), **FEE),
                make_tally(on=date(2024, 6, 30), includes_information_fee=True, **FEE),
            ],
            "一批已含信息处理费",
        ),
        ([make_activity(kind=ActivityKind.WEBSITE_CHECK, found=2, corrected=5)], "已改5处多于发现2处"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_oddity_of_a_record_is_looked_for_in_the_registers_of_its_year(
    registers: Registers, records: list[Record], words: str
) -> None:
    """The law could tell of each, yet nothing noticed when the year's check no longer asked it."""
    for record in records:
        registers.save(record)
    assert [1 for one in record_remarks(registers, Period.of(2024), date(2025, 1, 10)) if words in one.sentence]
    assert not [1 for one in record_remarks(registers, Period.of(2020), date(2025, 1, 10)) if words in one.sentence]


def test_a_fee_paid_for_what_is_no_request_is_told_with_the_records(tmp_path: Path) -> None:
    with new_registers(tmp_path / "台账.sqlite") as registers:
        outside = make_request(number="2025-009", received_on=date(2025, 5, 1), is_excluded=True)
        case = registers.get(Request, registers.save(outside).record_id)
        registers.save(make_step(case, kind=StepKind.FEE_PAID, on=date(2025, 5, 6), amount=Fen(10_000)))
        told = [remark.sentence for remark in record_remarks(registers, Period.of(2025))]
    assert [one for one in told if "2025-009" in one and "仍计入行政事业性收费" in one]
