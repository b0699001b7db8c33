"""L-33: one field filled in and its other half blank, days the wrong way round, steps that answer nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.records.pairs import AFTER, ORDERS, PAIRS, doubts_of
from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Duty, Litigation, Record, Release, Request, Review, Step
from disclosure.terms import (
    Channel,
    DeliveryMethod,
    DisputeResult,
    DutyCycle,
    Judgment,
    PartyOpinion,
    ReleaseChannel,
    ReviewDecision,
    SecrecyConclusion,
    StepKind,
)
from storage.registers import Registers
from tasks.report.check_records import check_records
from tests.empty_files import new_registers
from tests.records_factory import make_activity, make_duty, make_release, make_request, make_review, make_suit

TODAY = date(2025, 1, 10)
DAY, NEXT = date(2024, 3, 4), date(2024, 3, 5)
REVIEW: dict[str, Any] = {"secrecy_reviewer": "王某", "secrecy_reviewed_on": date(2024, 2, 29)}
K = StepKind

# the record with one half, the other half, the words and the article
HALVES: tuple[tuple[Callable[..., Record], dict[str, Any], dict[str, Any], str, str], ...] = (
    (
        make_release,
        {"secrecy_conclusion": SecrecyConclusion.RELEASE},
        REVIEW,
        "保密审查人、保密审查日期",
        "条例第十七条",
    ),
    (
        make_release,
        {"secrecy_conclusion": SecrecyConclusion.RELEASE, "secrecy_reviewer": "王某"},
        REVIEW,
        "没有填写保密审查日期",
        "条例第十七条",
    ),
    (
        make_release,
        {"published_on": None, "secrecy_reviewer": "王某"},
        {**REVIEW, "secrecy_conclusion": SecrecyConclusion.RELEASE},
        "没有填写保密审查结论",
        "条例第十七条",
    ),
    (
        make_release,
        {"published_on": None, "secrecy_reviewed_on": date(2024, 2, 29)},
        {**REVIEW, "secrecy_conclusion": SecrecyConclusion.RELEASE},
        "没有填写保密审查结论",
        "条例第十七条",
    ),
    *(
        (make_release, {given: value}, {other: beside}, label, "")
        for which, name in (("first", "初审"), ("second", "复审"), ("final", "终审"))
        for given, value, other, beside, label in (
            (f"{which}_checked_by", "李某", f"{which}_checked_on", date(2024, 2, 29), f"没有填写{name}日期"),
            (f"{which}_checked_on", date(2024, 2, 29), f"{which}_checked_by", "李某", f"没有填写{name}人"),
        )
    ),
    (make_release, {"channels": ()}, {"channels": (ReleaseChannel.PORTAL,)}, "没有填写公开渠道", "条例第二十三条"),
    (
        make_release,
        {"published_on": None, "taken_down_on": NEXT},
        {"published_on": DAY},
        "填写了撤下日期，没有填写公开日期",
        "条例第十八条",
    ),
    (
        make_release,
        {"fulfils_period": date(2024, 1, 1)},
        {"fulfils": "经费公示"},
        "填写了落实期间，没有填写落实应公开事项",
        "条例第十九条",
    ),
    (
        make_request,
        {"answer_number": "测〔2024〕1号"},
        {"answered_on": NEXT},
        "填写了答复文号，没有填写办理结果、答复日期",
        "条例第三十六条",
    ),
    (make_request, {"archive_number": "2024-1"}, {"answered_on": NEXT}, "填写了归档号，没有填写", "条例第四十五条"),
    (
        make_request,
        {"legal_basis": "条例第十四条"},
        {"answered_on": NEXT},
        "填写了依据条款，没有填写",
        "条例第三十六条",
    ),
    (
        make_request,
        {"channel": Channel.INTERNET, "received_on": None, "confirmation": "电话"},
        {"received_on": DAY},
        "填写了确认方式，没有填写收到申请之日",
        "条例第三十一条",
    ),
    (make_request, {"channel": Channel.INTERNET}, {"confirmation": "电话"}, "没有填写确认方式", "条例第三十一条"),
    (
        make_review,
        {"result": DisputeResult.CORRECTED, "closed_on": NEXT},
        {"decision": ReviewDecision.REVOKED},
        "填写了结案日期，没有填写结果明细",
        "行政复议法",
    ),
    (
        make_suit,
        {"result": DisputeResult.CORRECTED, "closed_on": NEXT},
        {"judgment": Judgment.REVOKED},
        "填写了结案日期，没有填写结果明细",
        "行政诉讼法",
    ),
    (make_activity, {"corrected": 2}, {"found": 3}, "填写了已改，没有填写发现", ""),
    (make_duty, {"cycle": DutyCycle.ONCE}, {"ends_on": NEXT}, "周期是“一次”，没有填写截止", "条例第十九条"),
)

STEPS: tuple[tuple[dict[str, Any], dict[str, Any], str, str], ...] = (
    ({"kind": K.THIRD_PARTY_ASKED}, {"party": "测试公司"}, "没有填写对方", "条例第三十二条"),
    ({"kind": K.ORGAN_ASKED}, {"party": "测试局"}, "没有填写对方", "条例第三十四条"),
    ({"kind": K.CORRECTION_ASKED}, {"until": date(2024, 3, 20)}, "没有填写期限", "条例第三十条"),
    (
        {"kind": K.EXTENDED, "days": 20, "approver": "王某"},
        {"detail": "需要查找"},
        "没有填写说明",
        "条例第三十三条第二款",
    ),
    ({"kind": K.FEE_NOTICE}, {"amount": Fen(10000)}, "没有填写金额", "国办函〔2020〕109号"),
    ({"kind": K.TRANSFERRED}, {"party": "测试局"}, "没有填写对方", "条例第四十一条"),
    ({"kind": K.DELIVERED}, {"delivery": DeliveryMethod.EMAIL}, "没有填写送达方式", "国办公开办函〔2016〕235号"),
    (
        {"kind": K.DELIVERED, "delivery": DeliveryMethod.POST},
        {"posted_on": DAY},
        "没有填写交邮日",
        "国办公开办函〔2016〕235号",
    ),
    (
        {"kind": K.DELIVERED, "delivery": DeliveryMethod.COUNTER},
        {"signed_on": DAY},
        "没有填写签收日",
        "国办公开办函〔2016〕235号",
    ),
)

ASKED: dict[str, Any] = {"party": "测试公司"}
ANSWERS: tuple[tuple[StepKind, StepKind, str], ...] = (
    (K.THIRD_PARTY_SERVED, K.THIRD_PARTY_ASKED, "条例第三十二条"),
    (K.THIRD_PARTY_ANSWERED, K.THIRD_PARTY_ASKED, "条例第三十二条"),
    (K.ORGAN_SERVED, K.ORGAN_ASKED, "条例第三十四条"),
    (K.ORGAN_ANSWERED, K.ORGAN_ASKED, "条例第三十四条"),
    (K.DEFERRED, K.REASONS_ASKED, "条例第三十五条"),
)

REVERSED: tuple[tuple[Callable[..., Record], dict[str, Any], dict[str, Any], str], ...] = (
    (
        make_release,
        {**REVIEW, "secrecy_conclusion": SecrecyConclusion.RELEASE, "secrecy_reviewed_on": date(2023, 2, 28)},
        {"secrecy_reviewed_on": date(2024, 2, 29)},
        "保密审查日期2023年2月28日早于形成或变更日期2024年2月29日",
    ),
    (
        make_release,
        {"first_checked_by": "甲", "first_checked_on": NEXT, "second_checked_by": "乙", "second_checked_on": DAY},
        {"second_checked_on": NEXT},
        "复审日期2024年3月4日早于初审日期2024年3月5日",
    ),
    (
        make_release,
        {"second_checked_by": "甲", "second_checked_on": NEXT, "final_checked_by": "乙", "final_checked_on": DAY},
        {"final_checked_on": NEXT},
        "终审日期2024年3月4日早于复审日期2024年3月5日",
    ),
    (
        make_release,
        {"final_checked_by": "甲", "final_checked_on": NEXT, "published_on": DAY},
        {"published_on": NEXT},
        "公开日期2024年3月4日早于终审日期2024年3月5日",
    ),
    (make_release, {"published_on": NEXT, "taken_down_on": DAY}, {"taken_down_on": NEXT}, "撤下日期2024年3月4日早于"),
    (make_review, {"replied_on": NEXT, "closed_on": DAY}, {"closed_on": NEXT}, "结案日期2024年3月4日早于答复日期"),
    (make_suit, {"defence_on": NEXT, "closed_on": DAY}, {"closed_on": NEXT}, "结案日期2024年3月4日早于答辩举证日期"),
    (make_duty, {"starts_on": NEXT, "ends_on": DAY}, {"ends_on": NEXT}, "截止2024年3月4日早于起始2024年3月5日"),
)


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    return new_registers(tmp_path / "office.sqlite")


def said(registers: Registers) -> list[Finding]:
    return [one for one in check_records(registers, 2024, TODAY) if one.rule == "L-33"]


def told(registers: Registers, record: Record, words: str, article: str = "") -> Finding:
    """The one finding of a record saved, which names it."""
    record_id = registers.save(record).record_id
    found = [one for one in said(registers) if words in one.message]
    assert len(found) == 1, [one.message for one in said(registers)]
    assert found[0].record is not None
    assert (found[0].record.register, found[0].record.id) == (record.register, record_id)
    assert article in found[0].article
    return found[0]


@pytest.mark.parametrize("case", HALVES, ids=range(len(HALVES)))
def test_a_half_filled_pair_is_named_and_a_whole_one_is_not(
    registers: Registers, case: tuple[Callable[..., Record], dict[str, Any], dict[str, Any], str, str]
) -> None:
    """保密审查结论 without 审查人 and 审查日期 passed the check of the year, and so did its brothers."""
    make, half, other, words, article = case
    found = told(registers, make(**half), words, article)
    registers.save(make(id=found.record.id if found.record else 0, **{**half, **other}))
    assert words not in "".join(one.message for one in said(registers))


@pytest.mark.parametrize(("half", "other", "words", "article"), STEPS, ids=[f"{half}" for half, *_ in STEPS])
def test_a_half_filled_step_is_named_and_a_whole_one_is_not(
    registers: Registers, half: dict[str, Any], other: dict[str, Any], words: str, article: str
) -> None:
    request = registers.save(make_request()).record_id
    step = registers.save(Step(request_id=request, on=DAY, **half)).record_id
    (found,) = said(registers)
    assert words in found.message
    assert "2024年3月4日" in found.message
    assert (found.article, found.record and found.record.id) == (article, request)
    registers.save(Step(id=step, request_id=request, on=DAY, **{**half, **other}))
    assert not said(registers)


@pytest.mark.parametrize(("answer", "asked", "article"), ANSWERS)
def test_an_opinion_on_nothing_asked_is_named(
    registers: Registers, answer: StepKind, asked: StepKind, article: str
) -> None:
    request = registers.save(make_request()).record_id
    registers.save(
        Step(request_id=request, kind=answer, on=NEXT, until=date(2024, 4, 1), opinion=PartyOpinion.AGREES, **ASKED)
    )
    (found,) = said(registers)
    assert f"没有登记“{asked.label}”" in found.message
    assert found.article == article
    registers.save(Step(request_id=request, kind=asked, on=DAY, **ASKED))
    assert not said(registers)


@pytest.mark.parametrize(("make", "wrong", "right", "words"), REVERSED, ids=range(len(REVERSED)))
def test_days_the_wrong_way_round_are_named(
    registers: Registers, make: Callable[..., Record], wrong: dict[str, Any], right: dict[str, Any], words: str
) -> None:
    found = told(registers, make(**wrong), words)
    registers.save(make(id=found.record.id if found.record else 0, **{**wrong, **right}))
    assert words not in "".join(one.message for one in said(registers))


def test_a_signature_before_the_posting_is_named(registers: Registers) -> None:
    request = registers.save(make_request()).record_id
    sent = Step(
        request_id=request, kind=K.DELIVERED, on=NEXT, delivery=DeliveryMethod.POST, posted_on=NEXT, signed_on=DAY
    )
    sent_id = registers.save(sent).record_id
    (found,) = said(registers)
    assert "签收日2024年3月4日早于交邮日2024年3月5日" in found.message
    registers.save(replace(sent, id=sent_id, signed_on=NEXT))
    assert not said(registers)


def test_a_register_that_keeps_no_reviewers_is_told_once(registers: Registers) -> None:
    for _ in range(3):
        registers.save(make_release(secrecy_conclusion=SecrecyConclusion.RELEASE))
    (found,) = said(registers)
    assert (found.record, found.can_be_explained) == (None, True)
    registers.save(make_release(secrecy_conclusion=SecrecyConclusion.RELEASE, **REVIEW))
    assert len(said(registers)) == 3


def test_every_declared_pair_order_and_step_is_shown_here() -> None:
    """A row of the tables without a case would be law nobody tried."""
    made = [make(**half) for make, half, *_ in HALVES] + [Step(on=DAY, **half) for half, *_ in STEPS]
    opinions = [Step(kind=kind, on=DAY) for kind, _, _ in ANSWERS]
    assert [pair for pair in PAIRS if not any(pair.lacking(one) for one in (*made, *opinions))] == []
    shown = {(type(make(**wrong)), *order) for make, wrong, *_ in REVERSED for order in _reversed(make(**wrong))}
    wanted = {(one.record_type, one.earlier, one.later) for one in ORDERS}
    assert wanted - shown == {(Step, "posted_on", "signed_on")}
    assert {answer: (asked, article) for answer, asked, article in ANSWERS} == dict(AFTER)
    assert {pair.severity for pair in PAIRS} <= {Severity.WARNING, Severity.INFO}
    assert {pair.record_type for pair in PAIRS} == {Release, Request, Step, Review, Litigation, Activity, Duty}


def _reversed(record: Record) -> list[tuple[str, str]]:
    return [
        (one.earlier, one.later)
        for one in ORDERS
        if type(record) is one.record_type
        and (first := getattr(record, one.earlier)) is not None
        and (then := getattr(record, one.later)) is not None
        and then < first
    ]


def test_a_consultation_without_an_opinion_told_is_named(registers: Registers) -> None:
    request = registers.save(make_request()).record_id
    registers.save(Step(request_id=request, kind=K.THIRD_PARTY_ASKED, on=DAY, **ASKED))
    answered = Step(request_id=request, kind=K.THIRD_PARTY_ANSWERED, on=NEXT, **ASKED)
    answered_id = registers.save(answered).record_id
    (found,) = said(registers)
    assert "没有填写意见" in found.message
    registers.save(replace(answered, id=answered_id, opinion=PartyOpinion.OBJECTS))
    assert not said(registers)


def test_what_two_fields_ask_for_is_asked_once() -> None:
    """「填写了保密审查人，没有填写保密审查结论。填写了保密审查日期，没有填写保密审查结论。」 below one field."""
    told = [told.field for told in doubts_of(make_release(published_on=None, **REVIEW))]
    assert told == ["secrecy_conclusion"]


ASKS_FOR_NOTHING: tuple[Record, ...] = (
    *(make_review(result=result, closed_on=NEXT) for result in (DisputeResult.UPHELD, DisputeResult.OTHER_RESULT)),
    *(make_suit(result=result, closed_on=NEXT) for result in (DisputeResult.UPHELD, DisputeResult.OTHER_RESULT)),
    make_release(secrecy_reviewer="王某"),  # published: L-21 tells it
    make_release(secrecy_reviewed_on=date(2024, 2, 29)),
    *(make_request(**{name: "1"}, answered_on=NEXT) for name in ("answer_number", "archive_number", "legal_basis")),
    *(make_request(**{name: "1"}, outcome=Outcome.GRANTED) for name in ("answer_number", "archive_number")),
    *(
        make_request(channel=channel)
        for channel in (Channel.COUNTER, Channel.REGISTERED_MAIL, Channel.ORAL, Channel.TRANSFERRED)
    ),
    make_duty(cycle=DutyCycle.ONCE, starts_on=DAY),
    *(make_duty(cycle=cycle, starts_on=None) for cycle in DutyCycle if cycle is not DutyCycle.ONCE),
    *(Step(kind=K.DELIVERED, on=DAY, delivery=way) for way in DeliveryMethod if way.value not in ("post", "counter")),
    *(
        Step(kind=kind, on=DAY)
        for kind in K
        if kind.name.endswith(("_SERVED", "_RECEIVED", "_OVERDUE", "_PAID", "NOTE"))
    ),
    *(Step(kind=kind, on=DAY) for kind in (K.RETURNED, K.WITHDRAWN, K.REOPENED, K.REASONS_ASKED, K.DEFERRED)),
)


@pytest.mark.parametrize("record", ASKS_FOR_NOTHING, ids=range(len(ASKS_FOR_NOTHING)))
def test_a_field_asks_for_another_only_where_that_is_owed(record: Record) -> None:
    """A review that upheld us needs no detail of a correction, a step that asks nobody no party."""
    assert [one.says for one in doubts_of(record)] == []


def test_what_no_law_asks_for_is_only_told() -> None:
    assert {pair.severity for pair in PAIRS if not pair.article} == {Severity.INFO}
    assert {order.severity for order in ORDERS if not order.article} == {Severity.INFO}
