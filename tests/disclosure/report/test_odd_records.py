"""What is odd about the records behind the figures: said once, of the right record."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Review, Tally
from disclosure.report.counting import Period
from disclosure.report.odd_records import (
    Remark,
    about_nothing,
    activity_remarks,
    appeal_remarks,
    batch_remarks,
    category_remarks,
    direct_after_review,
    dispute_remarks,
    documents_of_another_kind,
    excluded_fee_remarks,
    fee_remarks,
    impossible_days,
    numbered_otherwise,
    opening_remarks,
    release_remarks,
    repeated_disputes,
    repeated_releases,
    repeated_requests,
    summed_batches,
    unlinked_remarks,
)
from disclosure.terms import (
    ActivityKind,
    BusinessKind,
    CourtInstance,
    DisputeResult,
    DocumentKind,
    Judgment,
    ReleaseCategory,
    ReviewDecision,
    StepKind,
    SuitRoute,
)
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

YEAR = Period.of(2024)
CLOSED = {"closed_on": date(2024, 4, 1)}
DECEMBER = {"received_on": date(2024, 5, 12), "closed_on": date(2024, 12, 20)}


JAN, DEC = date(2024, 1, 2), date(2023, 12, 29)


@pytest.mark.parametrize(
    ("record", "year", "is_told"),
    [
        (make_request(number="2024-002", arrived_on=date(2014, 3, 1), received_on=date(2014, 3, 1)), 2024, True),
        (make_request(number="2024-002", arrived_on=date(2014, 3, 1), received_on=date(2014, 3, 1)), 2014, True),
        (make_request(number="2024-002", arrived_on=date(2014, 3, 1), received_on=date(2014, 3, 1)), 2023, False),
        (make_request(number="2023-030", arrived_on=DEC, received_on=JAN), 2024, False),  # came before New Year
        (make_request(number="2024-001", arrived_on=JAN, received_on=None), 2024, False),
        (make_request(number="闽-7", arrived_on=JAN, received_on=JAN), 2024, False),
        (make_request(number="20240001", arrived_on=DEC, received_on=DEC), 2024, False),  # no year of its own
        (make_release(number="2024-003", formed_on=DEC, published_on=JAN), 2024, False),
        (make_release(number="2024-003", formed_on=DEC, published_on=DEC), 2024, True),
        (make_review(number="复2024-1", received_on=date(2025, 1, 8)), 2024, True),
        (make_suit(number="诉2024-1", received_on=JAN), 2024, False),
    ],
)
def test_a_record_numbered_in_another_year_than_its_days_is_said(record: Any, year: int, is_told: bool) -> None:
    """Both days typed as 2014: no report of 2024 counted the request, and nothing was said."""
    found = said(numbered_otherwise(record, Period.of(year)))
    assert bool(found) == is_told
    assert all(is_doubt and record.number in told for told, is_doubt in found)


def test_one_request_registered_twice_is_said() -> None:
    """Two rows of one letter were two requests in table three."""
    first, second = (make_request(id=place, number=f"2024-00{place}", content="某批复") for place in (1, 2))
    ((told, is_doubt),) = said(repeated_requests([first, second]))
    assert (is_doubt, "2024-001、2024-002" in told, "重复登记" in told) == (True, True, True)
    for other in (
        {"content": "另一份批复"},
        {"applicant": "李某某"},
        {"received_on": date(2024, 3, 4)},
        {"merged_into": "2024-001"},
        {"split_from": "2024-001"},
        {"outcome": Outcome.REPEATED},
        {"is_excluded": True},
    ):
        assert not said(repeated_requests([first, replace(second, **other)])), other
    many = said(repeated_requests([replace(first, number=f"2024-{place:03}") for place in range(20)]))
    assert "2024-011等同一天" in many[0][0]


def test_a_case_about_what_is_not_there_is_said() -> None:
    review = make_review(number="复2024-1", related_request="2024-999")
    told = next(about_nothing(review, None, None))
    assert (told.says, told.field) == ("登记簿中没有所涉申请“2024-999”，要核对编号。", "related_request")
    assert not said(about_nothing(review, make_request(number="2024-999"), None))
    suit = make_suit(related_review="复2024-9", received_on=date(2024, 5, 6))
    told = next(about_nothing(suit, None, None))
    assert (told.says, told.field) == ("登记簿中没有关联的行政复议“复2024-9”，要核对编号。", "related_review")
    told = next(about_nothing(suit, None, replace(review, closed_on=date(2024, 5, 7))))
    assert (told.says, told.field) == (
        "关联的行政复议“复2024-9”2024年5月7日才结案，起诉却在2024年5月6日收到，要核对日期和起诉方式。",
        "received_on",
    )
    for closed_on, is_told in ((date(2024, 5, 7), True), (date(2024, 5, 6), False), (None, False)):
        late = said(about_nothing(suit, None, replace(review, closed_on=closed_on)))
        assert bool(late) == is_told, "a suit after the review comes after its decision"


def said(remarks: Iterable[Remark]) -> list[tuple[str, bool]]:
    return [(remark.sentence, remark.is_doubt) for remark in remarks]


@pytest.mark.parametrize(
    ("dispute", "says", "field"),
    [
        (make_review(), "", ""),
        (make_review(result=DisputeResult.UPHELD, decision=ReviewDecision.UPHELD, **CLOSED), "", ""),
        (
            make_review(result=DisputeResult.UPHELD, closed_on=date(2024, 2, 29)),
            *("结案日期早于收到日期，按尚未审结统计。", "closed_on"),
        ),
        (make_review(result=DisputeResult.UPHELD, closed_on=date(2024, 3, 1)), "", ""),
        (make_review(result=DisputeResult.UPHELD), "填了结果而没有结案日期，按尚未审结统计。", "closed_on"),
        (make_review(decision=ReviewDecision.UPHELD), "填了结果而没有结案日期，按尚未审结统计。", "closed_on"),
        (make_review(**CLOSED), "有结案日期，却没有结果，也没有结果明细，按尚未审结统计。", "result"),
        (
            make_review(result=DisputeResult.PENDING, **CLOSED),
            *("有结案日期，结果却是“尚未审结”，按尚未审结统计。", "result"),
        ),
        (
            make_review(decision=ReviewDecision.REVOKED, **CLOSED),
            *("没有填结果，按结果明细“撤销”计入“结果纠正”。", "result"),
        ),
        (
            make_review(result=DisputeResult.UPHELD, decision=ReviewDecision.REVOKED, **CLOSED),
            "结果明细“撤销”通常计入“结果纠正”，登记的结果是“结果维持”，按登记的结果统计，要核对。",
            "result",
        ),
        (
            make_suit(judgment=Judgment.CLAIMS_REJECTED, **CLOSED),
            *("没有填结果，按结果明细“判决驳回诉讼请求”计入“结果维持”。", "result"),
        ),
        (make_suit(route=SuitRoute.SUIT_AFTER_REVIEW), "没有关联行政复议，起诉方式却是“复议后起诉”。", "route"),
        (
            make_suit(route=SuitRoute.DIRECT_SUIT, related_review="复2024-1"),
            *("关联了行政复议，起诉方式却是“未经复议直接起诉”。", "route"),
        ),
    ],
)
def test_a_result_that_is_missing_or_contradicted_is_said(dispute: Review | Litigation, says: str, field: str) -> None:
    remarks = list(dispute_remarks(dispute))
    named = f"{'行政诉讼' if isinstance(dispute, Litigation) else '行政复议'}{dispute.number}：{says}"
    assert remarks == ([Remark(named, "没有填结果" not in says, says, field, dispute)] if says else [])


@pytest.mark.parametrize(
    ("dispute", "words"),
    [
        (
            make_review(replied_on=date(2024, 2, 29)),
            "replied_on 答复日期2024年2月29日早于收到日期2024年3月1日，要核对。",
        ),
        (make_review(replied_on=date(2024, 3, 1)), ""),
        (make_review(replied_on=date(2025, 1, 1)), "replied_on 答复日期2025年1月1日还没有到，要核对日期。"),
        (make_review(closed_on=date(2025, 4, 1)), "closed_on 结案日期2025年4月1日还没有到，要核对日期。"),
        (make_review(closed_on=date(2024, 12, 31)), ""),
        (
            make_suit(defence_on=date(2023, 3, 11)),
            "defence_on 答辩举证日期2023年3月11日早于收到日期2024年3月1日，要核对。",
        ),
        (make_suit(defence_on=date(2025, 3, 11)), "defence_on 答辩举证日期2025年3月11日还没有到，要核对日期。"),
    ],
)
def test_a_day_of_another_year_by_slip_is_said_of_a_review_and_a_suit(dispute: Review | Litigation, words: str) -> None:
    """A decision of next year by slip left the review 尚未审结 without a word."""
    told = [f"{one.field} {one.says}" for one in impossible_days(dispute, date(2024, 12, 31)) if one.is_doubt]
    assert told == ([words] if words else [])


def test_a_second_instance_counted_as_a_case_of_its_own_is_said() -> None:
    first = make_suit(number="诉1", instance=CourtInstance.FIRST)
    second = make_suit(number="诉2", instance=CourtInstance.SECOND)
    assert said(unlinked_remarks(first)) == []
    third = make_suit(number="诉3", original_case="诉9")
    assert [one.sentence for suit in (second, third) for one in unlinked_remarks(suit)] == [
        "行政诉讼诉2：二审没有填原审案件，单独计为一件；原审已经登记的，要补填。",
        "行政诉讼诉3：登记簿中没有原审案件“诉9”，单独计为一件，要核对。",
    ]


def test_one_case_registered_twice_is_said() -> None:
    twice = [make_review(number=number, case_number="测复〔2024〕3号") for number in ("复1", "复2")]
    others = [
        make_review(number="复3", case_number="测复〔2024〕4号"),
        make_review(number="复4"),
        make_review(number="复5"),
    ]
    assert said(repeated_disputes([*twice, *others])) == [
        ("行政复议复1、复2的案号都是“测复〔2024〕3号”，要核对是否重复登记。", True)
    ]


def test_a_document_issued_in_an_earlier_year_than_it_shows_is_said() -> None:
    """制发日期 2023 by slip: the document was in no count of 2024, and nothing said so."""
    document = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT, "number": "7", "formed_on": date(2024, 3, 1)}
    assert said(release_remarks(make_release(issued_on=date(2023, 3, 1), **document))) == [
        (
            "主动公开7：制发日期2023年3月1日早于形成或变更日期2024年3月1日，制发件数计入2023年，不计入2024年，要核对年份。",
            False,
        )
    ]
    assert said(release_remarks(make_release(issued_on=date(2024, 2, 29), **document))) == []


@pytest.mark.parametrize(
    ("batch", "words"),
    [
        (make_tally(kind=BusinessKind.LICENCE, quantity=None), "quantity 没有填写数量，按0统计，要补填。"),
        (
            make_tally(kind=BusinessKind.LICENCE, quantity=None, amount=Fen(300)),
            "quantity 没有填写数量（填的是金额），按0统计，要补填。",
        ),
        (
            make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, quantity=3),
            "amount 没有填写金额（填的是数量），按0统计，要补填。",
        ),
        (make_tally(kind=BusinessKind.LICENCE, quantity=0), ""),
        (make_tally(quantity=1_000_000), "quantity 一批的数量为1000000，要核对是否多填了。"),
        (make_tally(quantity=999_999), ""),
        (
            make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, quantity=None, amount=Fen(99)),
            "amount 金额为0.99元，要核对是否把万元数填成了元。",
        ),
        (make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, quantity=None, amount=Fen(100)), ""),
        (make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, quantity=None, amount=Fen(0)), ""),
        (
            make_tally(kind=BusinessKind.PENALTY, includes_information_fee=True),
            "includes_information_fee 业务类型是“行政处罚”，却标明已含信息处理费，没有按收费统计，要核对。",
        ),
    ],
)
def test_a_batch_that_can_hardly_be_right_is_said_at_its_field(batch: Tally, words: str) -> None:
    assert [f"{one.field} {one.says}" for one in batch_remarks([batch])] == ([words] if words else [])


def test_a_judgment_of_december_appealed_in_january_is_named_with_its_way_of_counting() -> None:
    judged = make_suit(number="诉2024-1", result=DisputeResult.UPHELD, **DECEMBER)
    appeal = make_suit(number="诉2025-1", received_on=date(2025, 1, 5), id=2)
    ((sentence, is_doubt),) = said(appeal_remarks([appeal, judged], YEAR, is_pending=False))
    known = "行政诉讼诉2024-1：2024年12月20日裁判，2025年1月5日收到上诉（诉2025-1），"
    counted = "本年按“结果维持”统计，次年还会统计一次；"
    assert is_doubt
    assert sentence == f"{known}{counted}口径可在“机关信息”的“次年上诉的案件”中改，要与区里核对。"
    ((sentence, is_doubt),) = said(appeal_remarks([judged, appeal], YEAR, is_pending=True))
    assert (sentence, is_doubt) == (f"{known}裁判尚未生效，按尚未审结统计。", False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"result": DisputeResult.UPHELD, **DECEMBER}, {"received_on": date(2024, 12, 30)}),
        ({"result": DisputeResult.UPHELD, **DECEMBER}, {"instance": CourtInstance.RETRIAL}),
        ({"result": DisputeResult.UPHELD, "received_on": date(2024, 5, 12)}, {}),
        ({**DECEMBER}, {}),
        ({"result": DisputeResult.UPHELD, "received_on": date(2023, 5, 1), "closed_on": date(2023, 12, 1)}, {}),
    ],
)
def test_other_second_instances_say_nothing(first: dict[str, object], second: dict[str, object]) -> None:
    instances = [make_suit(**first), make_suit(**{"received_on": date(2025, 1, 5), "id": 2, **second})]
    assert said(appeal_remarks(instances, YEAR, is_pending=False)) == []


def test_a_document_without_its_day_and_an_opening_that_cannot_be_are_said() -> None:
    normative = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT}
    undated = make_release(**normative)
    assert [one for one, _ in said(release_remarks(replace(undated, number="9")))] == [
        "主动公开9：行政规范性文件没有制发日期，按形成或变更日期2024年2月29日计入制发件数和现行有效件数，要补填。"
    ]
    assert said(release_remarks(make_release())) == []
    assert said(release_remarks(make_release(**normative, issued_on=date(2024, 3, 1)))) == []
    for opening in ("opening_releases", "opening_requests", "opening_documents"):
        assert "没有期初日期" in said(opening_remarks(make_profile(**{opening: 7}), [], YEAR))[0][0]
    assert said(opening_remarks(make_profile(), [undated], YEAR)) == []
    office = make_profile(opening_documents=1, opening_on=date(2024, 6, 30))
    assert said(opening_remarks(office, [undated, make_release()], YEAR)) == []
    assert [one for one, _ in said(opening_remarks(office, [undated, undated], YEAR))] == [
        "期初现行有效规范性文件填1件，而2024年6月30日现行有效的，登记簿中已有2件，要核对期初数。"
    ]


def test_a_batch_that_looks_mistyped_is_said() -> None:
    penalties = make_tally(kind=BusinessKind.PENALTY, quantity=12)
    assert said(batch_remarks([penalties])) == []
    assert [one for one, _ in said(batch_remarks([penalties, penalties]))] == [
        "行政处罚2024-03-01有2批数量、金额和科室都相同，要核对是否重复登记。"
    ]
    for other in ({"quantity": 13}, {"department": "执法队"}, {"amount": Fen(300)}, {"on": date(2024, 3, 4)}):
        assert said(batch_remarks([penalties, replace(penalties, **other)])) == []


def test_a_total_registered_as_one_more_batch_is_said() -> None:
    """Twelve months and their sum counted every decision twice, in silence."""
    months = [make_tally(kind=BusinessKind.PENALTY, on=date(2024, month, 28), quantity=3) for month in range(1, 13)]
    assert said(summed_batches(months)) == []
    total = make_tally(kind=BusinessKind.PENALTY, on=date(2024, 12, 31), quantity=36)
    (told,) = said(summed_batches([*months, total]))
    assert "2024-12-31：等于本年其余各批之和" in told[0]
    assert said(summed_batches([total, replace(total, on=date(2024, 6, 30))])) == [], "two halves may be equal"
    for quantities, is_told in (((1, 2, 3), False), ((1, 2, 4, 7), True)):
        few = [make_tally(kind=BusinessKind.PENALTY, on=date(2024, 1, 9), quantity=number) for number in quantities]
        assert bool(said(summed_batches(few))) is is_told, "of three, one is the sum of the others by chance"


def test_one_piece_of_information_registered_twice_is_said() -> None:
    """The prose counted it twice, table two a document of one 文号 twice."""
    first = make_release(id=1, number="2024-001", name="关于某路改造的公示")
    again = replace(first, id=2, number="2024-002", name="关于某路改造的公示 ")
    (told,) = said(repeated_releases([first, again]))
    assert told[0] == "主动公开2024-001、2024-002的信息名称和公开日期相同，要核对是否重复登记。"
    later = replace(again, published_on=date(2024, 4, 2))
    assert said(repeated_releases([first, later])) == [], "what comes every month has its name every month"
    document: dict[str, Any] = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT, "document_number": "测街〔2024〕1号"}
    pair = [replace(first, **document), replace(later, name="另一个名称", **document)]
    assert [one for one, _ in said(repeated_releases(pair))] == [
        "主动公开2024-001、2024-002的文号相同，要核对是否重复登记。"
    ]


@pytest.mark.parametrize(
    ("values", "is_said"),
    [
        ({}, True),
        ({"is_forwarded": True}, False),
        ({"document_kind": DocumentKind.NORMATIVE_DOCUMENT}, False),
        ({"category": ReleaseCategory.ARTICLE_20_3}, False),
    ],
)
def test_a_document_table_two_does_not_count_is_said(values: dict[str, Any], is_said: bool) -> None:
    """条例第二十条第（一）项: filed as 规范性文件, left as 其他, and 制发件数 was one short."""
    release = make_release(**{"category": ReleaseCategory.ARTICLE_20_1, **values})
    assert bool(said(documents_of_another_kind([release]))) == is_said


def test_a_direct_suit_about_what_had_been_reviewed_is_said() -> None:
    """It stood under 未经复议直接起诉 although the same request had been reviewed."""
    suit = make_suit(related_request="2024-001", route=SuitRoute.DIRECT_SUIT, received_on=date(2024, 6, 3))
    before = make_review(number="复1", related_request="2024-001", received_on=date(2024, 4, 1))
    (told,) = said(direct_after_review(suit, [before]))
    assert told[0].endswith("：起诉方式是“未经复议直接起诉”，同一申请此前已有行政复议复1，要核对计入表四哪一栏。")
    for day in (date(2024, 7, 1), suit.received_on):  # of one day nobody knows which came before
        assert said(direct_after_review(suit, [replace(before, received_on=day)])) == []
    assert said(direct_after_review(suit, [replace(before, received_on=date(2024, 6, 2))])) != []
    assert said(direct_after_review(replace(suit, route=SuitRoute.SUIT_AFTER_REVIEW), [before])) == []


def test_which_payments_a_batch_contains_is_said_and_where_it_is_unclear() -> None:
    request = make_request(id=1)

    def paid(on: date) -> object:
        return make_step(request, kind=StepKind.FEE_PAID, on=on, amount=Fen(40_000))

    def batch(on: date, marked: bool) -> object:
        return make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, on=on, includes_information_fee=marked)

    steps = [paid(date(2024, 2, 1)), paid(date(2024, 5, 1)), make_step(request)]
    march, june = batch(date(2024, 3, 31), False), batch(date(2024, 6, 30), True)
    inside, unclear = said(fee_remarks(steps, [march, june], YEAR))  # type: ignore[arg-type,list-item]
    assert inside == ("行政事业性收费2024-06-30一批已含信息处理费：2024年5月1日缴纳的共400元不再另计。", False)
    assert unclear == (
        "行政事业性收费2024-06-30一批标明已含信息处理费，但2024年2月1日缴纳的在前一批收费之前或在上一年，"
        "按另计统计，要核对这一批是否也含这些缴费。",
        True,
    )
    assert said(fee_remarks(steps[1:], [march, june], YEAR)) == [inside]  # type: ignore[arg-type,list-item]


def test_the_fee_of_a_request_that_is_not_counted_is_told_as_counted() -> None:
    excluded, counted = make_request(id=1, number="甲", is_excluded=True), make_request(id=2, number="乙")
    paid = [
        (request, make_step(request, kind=StepKind.FEE_PAID, on=date(2024, 5, 6), amount=Fen(10_000)))
        for request in (excluded, counted)
    ]
    ((told, is_doubt),) = said(excluded_fee_remarks(paid, YEAR))
    assert told == (
        "申请甲标为“不计入年报”，2024年5月6日缴纳的信息处理费100元仍计入行政事业性收费；没有收过的，要删去这一步。"
    )
    assert is_doubt
    assert said(excluded_fee_remarks(paid, Period.of(2023))) == []


def test_rows_that_mend_more_than_they_found_and_releases_without_their_kind_are_said() -> None:
    check = {"kind": ActivityKind.WEBSITE_CHECK}
    rows = [make_activity(**check, found=2, corrected=5), make_activity(**check, found=2, corrected=2), make_activity()]
    (told,) = activity_remarks(rows)
    assert (told.sentence, told.field) == ("工作记录网站抽查2024-03-01：已改5处多于发现2处，要核对。", "corrected")
    named, blank = make_release(number="甲", statistics_category="机构职能类"), make_release(number="乙")
    assert [one for one, _ in said(category_remarks([named, blank], YEAR))] == [
        "主动公开乙没有统计类别，正文把这些写作“未归入上述类别”，要补填。"
    ]
    assert said(category_remarks([blank, blank], YEAR)) == []
