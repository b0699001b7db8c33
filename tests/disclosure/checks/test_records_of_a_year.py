"""The records behind the numbers, one by one: what is said of each in full, and at which edge nothing is said."""

from dataclasses import replace
from typing import Any

import pytest

from disclosure.cases.answer_date import deadline_of
from disclosure.checks.records import RecordFacts, RequestCase, record_findings
from disclosure.checks.records.grounds import cited_articles, contradicts
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.records import Duty, IssuedLetter, Record, Step
from disclosure.releases.due_duties import DutyPeriod
from disclosure.releases.duties import DutyLine, DutyState
from disclosure.terms import (
    Channel,
    DeliveryMethod,
    DocumentKind,
    DutyCycle,
    ReviewProcedure,
    SecrecyConclusion,
    StepKind,
)
from tests.disclosure.cases.cases import CALENDAR, day, ended_by, request, step
from tests.records_factory import make_release, make_review, make_suit

K, O = StepKind, Outcome  # noqa: E741 - the kinds and results of the tables below
TODAY = day("2024-06-03")
FACTS = RecordFacts(TODAY, CALENDAR)


def case(*steps: Step, letter: IssuedLetter | None = None, **values: Any) -> RequestCase:
    """A request received on Fri 1 Mar 2024, due on 29 Mar."""
    names = {field: values.pop(field) for field in ("announces", "earlier") if field in values}
    asked = ended_by(request(**values), steps)
    return RequestCase(asked, steps, deadline_of(asked, steps, CALENDAR, TODAY), letter, **names)


def of(*cases: RequestCase, **values: Any) -> RecordFacts:
    return replace(FACTS, cases=cases, **values)


GRANTED: dict[str, Any] = {
    "outcome": O.GRANTED,
    "answered_on": day("2024-03-20"),
    "legal_basis": "条例第三十六条第二项",
    "answer_number": "测〔2024〕1号",
}
SENT = step(K.DELIVERED, "2024-03-20", delivery=DeliveryMethod.COUNTER, signed_on=day("2024-03-20"))
ANSWERED = case(SENT, **GRANTED)
LETTER = IssuedLetter(name="不予公开告知书", number="测〔2024〕1号", issued_on=day("2024-03-20"))
REPEATED = {**GRANTED, "outcome": O.REPEATED, "legal_basis": "条例第三十六条第六项"}
EARLIER = request(**{**GRANTED, "id": 1, "answered_on": day("2024-03-01")})


def numbered(number: str, **values: Any) -> RequestCase:
    return case(SENT, number=number, **{**GRANTED, "answer_number": number, **values})


REQUESTS: list[tuple[str, RecordFacts]] = [  # rule, severity, ! where a reason settles it, the sentence; "" for none
    ("", of(ANSWERED)),
    ("L-1 error! 申请2024-001：2024年3月29日到期，至今没有答复（条例第三十三条）。", of(case())),
    ("", of(case(), today=day("2024-03-29"))),
    (
        "L-2 error 申请2024-001：登记的办理结果是“予以公开”，"
        "已发出的《不予公开告知书》测〔2024〕1号告知的是“属于国家秘密”（条例第三十六条）。",
        of(case(SENT, letter=LETTER, announces=(O.STATE_SECRET,), **GRANTED)),
    ),
    ("", of(case(SENT, letter=LETTER, announces=(O.STATE_SECRET, O.GRANTED), **GRANTED))),
    ("", of(case(SENT, letter=LETTER, announces=(), **GRANTED))),
    (
        "L-2 warning 申请2024-001：登记的答复文号是“测〔2024〕9号”，"
        "已发出的是《不予公开告知书》测〔2024〕1号（条例第三十六条）。",
        of(case(SENT, letter=LETTER, **{**GRANTED, "answer_number": "测〔2024〕9号"})),
    ),
    (
        "L-2 warning 申请2024-001：登记的答复日期2024年3月19日与成文日期2024年3月20日对不上，"
        "已发出的是《不予公开告知书》测〔2024〕1号（条例第三十六条）。",
        of(case(letter=LETTER, **{**GRANTED, "answered_on": day("2024-03-19")})),
    ),
    (  # sixteen days after its date, and nothing tells how it went out
        "L-2 warning 申请2024-001：登记的答复日期2024年3月20日与成文日期2024年3月4日对不上，"
        "已发出的是《不予公开告知书》测〔2024〕1号（条例第三十六条）。",
        of(case(letter=replace(LETTER, issued_on=day("2024-03-04")), **GRANTED)),
    ),
    ("", of(case(letter=replace(LETTER, issued_on=day("2024-03-05")), **GRANTED))),
    ("", of(case(SENT, letter=replace(LETTER, issued_on=day("2024-03-04")), **GRANTED))),
    (
        "L-2 warning 申请2024-001：登记的申请人不是答复文书的主送，"
        "已发出的是《不予公开告知书》测〔2024〕1号（条例第三十六条）。",
        of(case(SENT, letter=replace(LETTER, addressee="李某某"), **GRANTED)),
    ),
    ("", of(case(SENT, letter=replace(LETTER, addressee="李某某"), **GRANTED, agent="李某某"))),
    (
        "L-3 error 申请2024-001：答复日期2024年2月29日早于收到申请之日2024年3月1日，按未答复统计（条例第三十三条）。",
        of(case(SENT, **{**GRANTED, "answered_on": day("2024-02-29")}), today=day("2024-03-20")),
    ),
    (
        "L-3 error 申请2024-001：答复日期2023年3月20日早于收到申请之日2024年3月1日，年份可能填错，"
        "按未答复统计（条例第三十三条）。",
        of(case(SENT, **{**GRANTED, "answered_on": day("2023-03-20")}), today=day("2024-03-20")),
    ),
    (
        "L-3 error 申请2024-001：答复日期2024年6月4日还没有到（条例第三十三条）。",
        of(case(SENT, lateness_reason="忙", **{**GRANTED, "answered_on": day("2024-06-04")})),
    ),
    (
        "L-4 error 申请2024-001：收到申请之日2024年3月1日早于来件日期2024年3月2日（条例第三十一条）。",
        of(case(SENT, arrived_on=day("2024-03-02"), **GRANTED)),
    ),
    (
        "L-4 error 申请2024-001：收到申请之日2024年3月1日还没有到（条例第三十一条）。",
        of(case(), today=day("2024-02-29")),
    ),
    (
        "L-5 error 申请2024-001：填了办理结果“予以公开”，没有答复日期，按未答复统计（条例第三十三条）。",
        of(case(outcome=O.GRANTED)),
    ),
    (
        "L-5 error 申请2024-001：填了答复日期2024年3月20日，没有办理结果，按未答复统计（条例第三十六条）。",
        of(case(answered_on=day("2024-03-20"))),
    ),
    (
        "L-6 warning 申请2024-001：2024年3月29日到期，逾期2个工作日答复，没有填写逾期原因（条例第三十三条）。",
        of(case(step(K.DELIVERED, "2024-04-02"), **{**GRANTED, "answered_on": day("2024-04-02")})),
    ),
    (
        "",
        of(
            case(
                step(K.DELIVERED, "2024-04-02"), lateness_reason="会商", **{**GRANTED, "answered_on": day("2024-04-02")}
            )
        ),
    ),
    (
        "L-7 warning 申请2024-001：以保护第三方合法权益为由不予公开，没有登记征求第三方意见（条例第三十二条）。",
        of(case(SENT, **{**GRANTED, "outcome": O.THIRD_PARTY_RIGHTS, "legal_basis": "条例第十五条"})),
    ),
    (
        "L-7 warning 申请2024-001：以补正后仍不明确为由答复，没有登记补正告知（条例第三十条）。",
        of(case(SENT, **{**GRANTED, "outcome": O.UNCLEAR_AFTER_CORRECTION, "legal_basis": "条例第三十条"})),
    ),
    (
        "L-7 warning 申请2024-001：以无正当理由大量、反复申请为由不予处理，没有登记说明理由告知（条例第三十五条）。",
        of(case(SENT, **{**GRANTED, "outcome": O.EXCESSIVE, "legal_basis": "条例第三十五条"})),
    ),
    (
        "",
        of(
            case(
                step(K.REASONS_ASKED, "2024-03-05"),
                SENT,
                **{**GRANTED, "outcome": O.EXCESSIVE, "legal_basis": "条例第三十五条"},
            )
        ),
    ),
    (
        "L-8 warning 申请2024-001：按重复申请处理，登记簿里没有这一申请人此前已经答复的申请（条例第三十六条第六项）。",
        of(case(SENT, **REPEATED)),
    ),
    ("", of(case(SENT, earlier=(EARLIER,), **REPEATED))),  # answered on the day the other came
    (
        "L-8 warning 申请2024-001：按重复申请处理，登记簿里没有这一申请人此前已经答复的申请（条例第三十六条第六项）。",
        of(case(SENT, earlier=(replace(EARLIER, answered_on=day("2024-03-02")),), **REPEATED)),
    ),
    (
        "L-9 warning 申请2024-001："
        "依据条款“条例第十四条”不是“予以公开”的依据（条例第三十六条第（一）项、第（二）项）。",
        of(case(SENT, **{**GRANTED, "legal_basis": "条例第十四条"})),
    ),
    (
        "L-10 warning 申请2024-001：2024年3月15日的延期告知没有填写批准人，"
        "延期应当经工作机构负责人同意（条例第三十三条第二款）。",
        of(case(step(K.EXTENDED, "2024-03-15", days=5), SENT, **GRANTED)),
    ),
    ("", of(case(step(K.EXTENDED, "2024-03-15", days=5, approver="李某"), SENT, **GRANTED))),
    (
        "L-11 warning 申请2024-002："
        "答复文号“测〔2024〕1号”同时用在申请2024-001、申请2024-002（党政机关公文处理工作条例第九条）。",
        of(
            numbered("2024-001", answer_number="测〔2024〕1号"),
            numbered("2024-002", answer_number="测〔2024〕 1号"),
            numbers=(),
        ),
    ),
    (
        "",
        of(
            numbered("2024-001", answer_number="测〔2024〕1号"),
            numbered("2024-002", answer_number="测〔2024〕1号", merged_into="2024-001"),
        ),
    ),
    (
        "L-12 warning 申请2024-001：答复文号“测〔2024〕1号”的文书已经作废，没有另发，"
        "要重新发出或者撤销办结（条例第三十六条）。",
        of(ANSWERED, voided=frozenset({"测〔2024〕1号"})),
    ),
    (
        "L-12 info 申请2024-001：已答复，没有填写依据条款、答复文号（条例第三十六条）。",
        of(case(SENT, **{**GRANTED, "legal_basis": " ", "answer_number": ""})),
    ),
    (
        "L-12 info 申请2024-001：已答复，没有填写答复文号（条例第三十六条）。",
        of(case(SENT, **{**GRANTED, "answer_number": ""})),
    ),
    ("", of(case(step(K.WITHDRAWN, "2024-03-20")))),
    (
        "L-13 info 申请2024-002：已答复，没有登记送达（国办公开办函〔2016〕235号）。",
        of(ANSWERED, case(**{**GRANTED, "number": "2024-002", "answer_number": "测〔2024〕2号"})),
    ),
    ("", of(case(**GRANTED))),  # no register that keeps deliveries
    ("", of(ANSWERED, case(**{**GRANTED, "number": "2024-002", "merged_into": "2024-001"}))),
    (
        "L-14 info 申请2024-004：登记编号2024-001之后是2024-004，缺002至003，要核对有没有漏登。",
        of(numbered("2024-004"), numbers=("2024-001", "2024-004")),
    ),
    (
        "L-14 info 申请2024-004：登记编号2024-002之后是2024-004，缺003，要核对有没有漏登。",
        of(numbered("2024-004"), numbers=("2024-004", "2024-002", "外字")),
    ),
    (
        "L-14 info 申请2024-002：登记编号2024-002之后是2024-004，缺003，要核对有没有漏登。",
        of(numbered("2024-002"), numbers=("2024-002", "2024-004")),
    ),
    ("", of(numbered("2024-004"), numbers=("2024-004", "2024-005", "复2024-007"))),
    ("", of(numbered("2024-001"), numbers=("2024-004", "2024-008"))),
    (
        "L-15 warning! 申请2024-001：2024年3月1日来件，至今没有确认收到申请之日，没有计入年报（条例第三十一条）。",
        of(case(received=None, channel=Channel.INTERNET), today=day("2025-01-01")),
    ),
    ("", of(case(received=None, channel=Channel.INTERNET), today=day("2024-12-31"))),
    (
        "L-17 warning! 申请2024-001：已用“测〔2024〕1号”答复，却不计入年报，表三没有统计它，要核对（条例第五十条）。",
        replace(FACTS, left_out=(ANSWERED.request,)),
    ),
    (
        "L-18 error 申请2024-001：并入的2024-009不在登记簿中，没有哪一份答复会答复它，"
        "要恢复那一件或者分开办理（条例第三十三条）。",
        replace(FACTS, astray=((request(merged_into="2024-009"), False),)),
    ),
]


def told(facts: RecordFacts) -> list[str]:
    """What is found, but for half-filled fields (L-33), doubts about the term (R-2), days still to come (L-32)."""
    found = [one for one in record_findings(facts) if one.rule not in {"L-33", "R-2"}]
    found = [one for one in found if "还没有到，要核对日期。" not in one.message]
    assert all(one.article in one.message for one in found)
    return [f"{one.rule} {one.severity}{'!' if one.may_be_so else ''} {one.message}" for one in found]


@pytest.mark.parametrize(("says", "facts"), REQUESTS, ids=range(len(REQUESTS)))
def test_what_is_said_of_a_request(says: str, facts: RecordFacts) -> None:
    assert told(facts) == ([says] if says else [])


RELEASED: dict[str, Any] = {
    "number": "2024-001",
    "name": "要点",
    "secrecy_reviewed_on": day("2024-03-01"),
    "secrecy_conclusion": SecrecyConclusion.RELEASE,
}
_REVIEW = "（条例第十七条；保守国家秘密法第三十五条）。"
_ON_TIME = "（条例第二十六条）。"


def released(*more: dict[str, Any], **values: Any) -> RecordFacts:
    return replace(FACTS, releases=tuple(make_release(**{**RELEASED, **each}) for each in (values, *more)))


DOCUMENT = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT, "issued_on": day("2024-02-29")}
RELEASES: list[tuple[str, RecordFacts]] = [
    ("", released()),
    (
        f"L-20 error 公开信息2024-001“要点”：保密审查结论是“{SecrecyConclusion.WITHHOLD.label}”，却已公开{_REVIEW}",
        released(secrecy_conclusion=SecrecyConclusion.WITHHOLD),
    ),
    (
        f"L-20 error! 公开信息2024-001“要点”：保密审查结论是“{SecrecyConclusion.REFER.label}”，却已公开，"
        f"2024年3月5日撤下{_REVIEW}",
        released(secrecy_conclusion=SecrecyConclusion.REFER, taken_down_on=day("2024-03-05")),
    ),
    ("", released(secrecy_conclusion=SecrecyConclusion.WITHHOLD, published_on=None)),
    (  # published today it is public; tomorrow it is not yet
        f"L-20 error 公开信息2024-001“要点”：保密审查结论是“{SecrecyConclusion.WITHHOLD.label}”，却已公开{_REVIEW}",
        replace(released(secrecy_conclusion=SecrecyConclusion.WITHHOLD), today=day("2024-03-01")),
    ),
    (
        f"L-28 warning 公开信息2024-001“要点”：公开日期2024年3月1日还没有到，要核对日期{_ON_TIME}",
        replace(released(secrecy_conclusion=SecrecyConclusion.WITHHOLD), today=day("2024-02-29")),
    ),
    (f"L-21 warning 本年公开的信息都没有登记保密审查结论{_REVIEW}", released(secrecy_conclusion=None)),
    (
        f"L-21 error! 公开信息“要点”：公开前没有登记保密审查{_REVIEW}",
        released({}, number="", secrecy_conclusion=None),
    ),
    (
        f"L-22 error! 公开信息2024-001“要点”：2024年3月1日公开，2024年3月2日才保密审查{_REVIEW}",
        released(secrecy_reviewed_on=day("2024-03-02")),
    ),
    (
        "L-23 error 公开信息2024-001“要点”：废止日期2024年2月28日早于制发日期2024年2月29日（条例第二十条第（一）项）。",
        released(**DOCUMENT, repealed_on=day("2024-02-28"), valid_until=day("2024-02-27")),
    ),
    (
        "L-23 error 公开信息2024-001“要点”："
        "有效期最后一日2024年2月28日早于制发日期2024年2月29日（条例第二十条第（一）项）。",
        released(**DOCUMENT, valid_until=day("2024-02-28")),
    ),
    ("", released(**DOCUMENT, repealed_on=day("2024-02-29"), valid_until=day("2024-02-29"))),
    ("", released(repealed_on=day("2024-02-01"))),  # no document
    (
        f"L-24 warning 公开信息2024-001“要点”：公开日期2024年3月1日早于形成或变更日期2024年3月2日{_ON_TIME}",
        released(formed_on=day("2024-03-02")),
    ),
    ("", released(formed_on=day("2024-03-01"))),
    (
        f"L-28 warning 公开信息2024-001“要点”：公开日期2024年6月4日还没有到，要核对日期{_ON_TIME}",
        released(published_on=day("2024-06-04")),
    ),
    (
        f"L-28 warning 公开信息2024-001“要点”：制发日期2024年6月4日还没有到，要核对日期{_ON_TIME}",
        released(document_kind=DocumentKind.NORMATIVE_DOCUMENT, issued_on=day("2024-06-04")),
    ),
    (
        f"L-28 warning 公开信息2024-001“要点”：公开日期2024年3月1日早于制发日期2024年3月2日{_ON_TIME}",
        released(document_kind=DocumentKind.NORMATIVE_DOCUMENT, issued_on=day("2024-03-02")),
    ),
    ("", released(issued_on=day("2024-03-02"))),
    ("", released(formed_on=day("2024-01-31"), published_on=day("2024-03-04"))),  # 20 working days, 春节 between them
    (
        f"L-25 warning 公开信息2024-001“要点”：应在2024年3月4日前公开，2024年3月5日才公开{_ON_TIME}",
        released(formed_on=day("2024-01-31"), published_on=day("2024-03-05")),
    ),
    (
        "L-26 warning 公开信息2024-002“乙”：索引号“A-1”同时用在“甲”、2024-002（条例第二十四条）。",
        replace(
            FACTS,
            index_numbers={
                "A-1": (make_release(name="甲"), make_release(name="乙", number="2024-002")),
                "A-2": (make_release(),),
            },
        ),
    ),
]


@pytest.mark.parametrize(("says", "facts"), RELEASES, ids=range(len(RELEASES)))
def test_what_is_said_of_a_release(says: str, facts: RecordFacts) -> None:
    assert told(facts) == ([says] if says else [])


def test_a_duty_unmet_is_one_sentence_with_its_periods() -> None:
    duty = Duty(id=3, name="运行经费", cycle=DutyCycle.QUARTERLY, basis="测试办法第三条")
    other = Duty(id=4, name="编制", cycle=DutyCycle.ONCE)
    periods = [DutyPeriod(day(first), day(last)) for first, last in QUARTERS]
    lines = [DutyLine(duty, period, None, (), DutyState.MISSED) for period in periods]
    lines.append(DutyLine(other, None, None, (), DutyState.MISSED))
    assert told(replace(FACTS, duties=tuple(lines))) == [
        "L-27 warning 应公开事项“运行经费”2024年第1季度、2024年第2季度到期没有公开（测试办法第三条）。",
        "L-27 warning 应公开事项“编制”到期没有公开（条例第十九条）。",
    ]


QUARTERS = [("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30")]
REVIEW: dict[str, Any] = {"number": "复2024-1", "procedure": ReviewProcedure.ORDINARY, "received_on": day("2024-03-01")}
SUIT: dict[str, Any] = {"number": "诉2024-1", "received_on": day("2024-03-01")}
DISPUTES: list[tuple[str, tuple[Record, ...]]] = [
    ("", (make_review(**REVIEW, replied_on=day("2024-03-15")),)),
    (
        "2024年3月15日前应当提交行政复议答复，2024年3月18日才提交",
        (make_review(**REVIEW, replied_on=day("2024-03-18")),),
    ),
    ("2024年3月15日前应当提交行政复议答复，没有登记提交的日期", (make_review(**REVIEW),)),
    ("", (make_review(**REVIEW, closed_on=day("2024-05-01")),)),
    (
        "2024年3月15日前应当提交行政复议答复，没有登记提交的日期",
        (make_review(**REVIEW, closed_on=day("2024-05-01")), make_suit(**SUIT, defence_on=day("2024-03-05"))),
    ),
    ("2024年3月18日前应当提交答辩举证，没有登记提交的日期", (make_suit(**SUIT),)),
    ("", (make_suit(**SUIT, defence_on=day("2024-03-18")),)),
]


@pytest.mark.parametrize(("says", "disputes"), DISPUTES, ids=range(len(DISPUTES)))
def test_what_is_said_of_a_reply_that_was_owed(says: str, disputes: tuple[Any, ...]) -> None:
    found = told(replace(FACTS, disputes=disputes))
    assert len(found) == bool(says)
    assert all(one.startswith("L-16 warning 行政") and f"：{says}（" in one for one in found)


def test_what_nobody_confirmed_after_an_import_is_named_up_to_eight() -> None:
    waiting = tuple(request(id=place, number=f"2024-{place:03}", proposed="channel") for place in range(1, 10))
    (eight,) = told(replace(FACTS, unconfirmed=waiting[:8]))
    (nine,) = told(replace(FACTS, unconfirmed=waiting))
    assert eight.startswith("L-31 warning 依申请公开有8条是导入时按建议填写的，还没有核对：“2024-001”")
    assert eight.endswith("“2024-008”。")
    assert nine.endswith("“2024-008”等。")
    assert len(told(replace(FACTS, unconfirmed=(waiting[0], make_release(), waiting[1])))) == 3


def test_a_value_that_can_hardly_be_right_is_named_by_its_field() -> None:
    assert told(of(case(SENT, phone="12", **GRANTED))) == ["L-32 warning! 申请2024-001：电话位数不像电话，要核对。"]


def test_a_fault_told_at_its_field_is_not_told_as_a_doubt_again() -> None:
    half, term = case(outcome=O.GRANTED), case(step(K.EXTENDED, "2024-04-01", days=5, approver="李某", detail="查找"))
    assert [one.rule for one in record_findings(of(half))] == ["L-5"]
    assert [one.rule for one in record_findings(of(term)) if one.rule != "L-33"] == ["L-1", "R-2"]
    to_come = {"received_on": day("2024-06-10"), "answered_on": day("2024-06-12")}
    ahead = case(channel=Channel.COUNTER, **{**GRANTED, **to_come})
    assert {one.rule for one in record_findings(of(ahead))} & {"L-3", "L-4", "R-2"} == {"L-3", "L-4"}
    (doubt,) = [one for one in record_findings(of(term)) if one.rule == "R-2"]
    assert doubt.message == "申请2024-001：延期告知晚于答复期限届满之日，没有延长效力（条例第三十三条第二款）。"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("条例第三十六条第一项、第三十七条", [(36, {1}), (37, set())]),
        ("36（三）", [(36, {3})]),
        ("《政府信息公开条例》第十六条第（二）项", [(16, {2})]),
        ("行政处罚法第三十六条；条例第十五条", [(15, set())]),
        ("《测试办法》第十四条第二款", []),
        ("信访条例第三十六条第一项", []),
        ("根据《条例》第十四条，并依照条例第十五条", [(14, set()), (15, set())]),
        ("《中华人民共和国政府信息公开条例》第三十七条", [(37, set())]),
        ("第三十六条第1款、第（二）项", [(36, {1, 2})]),
        ("没有依据", []),
    ],
)
def test_which_articles_of_the_regulation_a_text_cites(text: str, cited: list[tuple[int, set[int]]]) -> None:
    assert [(article, set(items)) for article, items in cited_articles(text)] == cited


GROUNDS = {  # the articles each result rests on (条例第十四至十六、三十、三十二、三十五至三十九条), and one of another
    O.GRANTED: ("第三十六条第一项 第三十六条第二项 第三十六条", "第三十六条第三项"),
    O.PARTLY_GRANTED: ("第三十七条 第十四条 第十五条 第十六条 第三十二条 第三十六条第三项", "第三十八条"),
    O.STATE_SECRET: ("第十四条 第三十六条第三项", "第十五条"),
    O.FORBIDDEN_BY_LAW: ("第十四条", "第十六条"),
    O.ENDANGERS_SECURITY: ("第十四条", "第三十九条"),
    O.THIRD_PARTY_RIGHTS: ("第十五条 第三十二条", "第十四条"),
    O.INTERNAL_AFFAIRS: ("第十六条第一款 第十六条", "第十六条第二款"),
    O.DELIBERATIVE_PROCESS: ("第十六条第二款", "第十六条第一款"),
    O.ENFORCEMENT_FILE: ("第十六条第二款", "第十六条第一款"),
    O.REGISTRY_QUERY: ("第三十六条第七项", "第三十六条第六项"),
    O.NOT_HELD: ("第三十六条第四项 第三十六条第五项", "第三十六条第一项"),
    O.NEEDS_CREATION: ("第三十八条", "第三十六条第四项"),
    O.UNCLEAR_AFTER_CORRECTION: ("第三十条", "第三十五条"),
    O.PETITION: ("第三十九条第一款", "第三十九条第二款"),
    O.REPEATED: ("第三十六条第六项", "第三十五条"),
    O.PUBLICATION: ("第三十九条第二款", "第三十九条第一款"),
    O.EXCESSIVE: ("第三十五条", "第三十六条第六项"),
    O.CORRECTION_OVERDUE: ("第三十条", "第三十五条"),
}


@pytest.mark.parametrize("outcome", GROUNDS)
def test_the_ground_of_a_result_and_that_of_another(outcome: Outcome) -> None:
    own, another = GROUNDS[outcome]
    assert [ground for ground in own.split() if contradicts(f"条例{ground}", outcome)] == []
    assert contradicts(f"条例{another}", outcome)
    assert not contradicts("", outcome)
    assert not contradicts("条例第二十条", outcome)


@pytest.mark.parametrize("outcome", [O.OTHER_HANDLING, O.FEE_UNPAID])
def test_what_ended_without_an_answer_does_not_rest_on_the_ground_of_one(outcome: Outcome) -> None:
    """其他处理 beside 第三十六条第（一）项 was silent: an answer of 予以公开 counted in another row."""
    answers = [own.split()[0] for other, (own, _) in GROUNDS.items() if other.group is not OutcomeGroup.OTHERWISE]
    silent = {"第三十条", "第三十五条"}  # asked to correct or to explain, the applicant may withdraw
    assert {ground for ground in answers if not contradicts(f"条例{ground}", outcome)} == silent
    own = (
        "",
        "国办函〔2020〕109号",
        "条例第三十六条",
        "条例第三十条",
        "条例第四十二条",
        "申请人撤回",
        "信访条例第三十六条第一项",
    )
    assert [ground for ground in own if contradicts(ground, outcome)] == []


def test_a_request_merged_into_another_may_bear_the_ground_of_their_one_answer() -> None:
    aside = {**GRANTED, "outcome": O.OTHER_HANDLING}
    (found,) = [one for one in record_findings(of(case(SENT, **aside))) if one.rule == "L-9"]
    assert found.message == "申请2024-001：依据条款“条例第三十六条第二项”不是“其他”的依据（条例第三十六条）。"
    merged = of(case(SENT, merged_into="2024-000", **aside))
    assert not [one for one in record_findings(merged) if one.rule == "L-9"]


def test_a_field_nobody_ever_filled_is_told_once_and_a_reason_settles_it() -> None:
    halves = tuple(
        make_release(number=f"2024-00{place}", secrecy_conclusion=SecrecyConclusion.RELEASE) for place in "12"
    )
    lacks = f"没有填写保密审查人、保密审查日期{_REVIEW}"
    for releases, says, may_be_so in (
        (halves[:1], f"公开信息2024-001：保密审查结论是“公开”，{lacks}", False),
        (halves, f"本年登记了保密审查结论的主动公开都{lacks}", True),
    ):
        found = [one for one in record_findings(replace(FACTS, releases=releases)) if one.rule == "L-33"]
        assert [(one.message, one.may_be_so) for one in found] == [(says, may_be_so)]
