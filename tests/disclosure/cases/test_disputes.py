"""Reviews and suits: what is proposed, when the reply is due, which papers go in, what a lost case teaches."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from disclosure.cases import disputes
from disclosure.cases.disputes import (
    Held,
    asks_why,
    found_among,
    lesson,
    papers_due,
    proposed_kind,
    proposed_review,
    proposed_suit,
    replied_on,
    reply_due,
)
from disclosure.terms import (
    FILE_NAME_WORDS,
    AttachmentKind,
    CourtInstance,
    DisputeResult,
    ReviewProcedure,
    StepKind,
    SuitRoute,
)
from tasks.calendar.loading import shipped_calendar
from tests.letters_factory import shipped
from tests.records_factory import (
    make_activity,
    make_profile,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
)

MAY = date(2024, 5, 6)
REQUEST = make_request(id=1, number="2024-001")
PROFILE = make_profile(review_body="测试区人民政府", court="测试铁路运输法院")


def test_a_review_starts_with_the_applicant_and_the_body_of_the_profile() -> None:
    review = proposed_review(REQUEST, PROFILE, MAY)
    assert (review.related_request, review.applicant) == ("2024-001", "张某某")
    assert (review.review_body, review.received_on) == ("测试区人民政府", MAY)


def test_a_suit_without_a_review_is_direct() -> None:
    suit = proposed_suit(REQUEST, PROFILE, MAY, [make_review(received_on=date(2024, 6, 1))], [])
    assert (suit.route, suit.related_review) == (SuitRoute.DIRECT_SUIT, "")
    assert (suit.court, suit.instance, suit.plaintiff) == ("测试铁路运输法院", CourtInstance.FIRST, "张某某")


def test_a_suit_after_a_review_is_linked_to_the_last_one() -> None:
    reviews = [make_review(id=1, number="复2024-1"), make_review(id=2, number="复2024-2")]
    suit = proposed_suit(REQUEST, PROFILE, MAY, reviews, [])
    assert (suit.route, suit.related_review) == (SuitRoute.SUIT_AFTER_REVIEW, "复2024-2")


def test_a_further_suit_is_the_next_instance_of_the_first_and_keeps_its_route() -> None:
    first = make_suit(id=1, number="诉2024-1", route=SuitRoute.DIRECT_SUIT)
    suit = proposed_suit(REQUEST, PROFILE, MAY, [make_review(number="复2024-1")], [first])
    assert (suit.instance, suit.original_case, suit.route) == (CourtInstance.SECOND, "诉2024-1", SuitRoute.DIRECT_SUIT)
    assert suit.court == "", "the appeal stood at the court whose judgment it attacks (行政诉讼法第八十五条: 上一级)"


@pytest.mark.parametrize(
    ("procedure", "on", "article"),
    [
        (ReviewProcedure.ORDINARY, date(2024, 3, 15), "行政复议法第四十八条"),
        (None, date(2024, 3, 15), "行政复议法第四十八条"),
        (ReviewProcedure.SIMPLIFIED, date(2024, 3, 8), "行政复议法第五十四条"),
    ],
)
def test_a_review_is_replied_to_in_ten_working_days_or_five(
    procedure: ReviewProcedure | None, on: date, article: str
) -> None:
    due = reply_due(make_review(procedure=procedure), shipped_calendar())
    assert (due.due.on, due.limit.article) == (on, article)


def test_a_suit_is_answered_in_fifteen_calendar_days_and_a_last_day_off_rolls_on() -> None:
    due = reply_due(make_suit(received_on=date(2024, 3, 1)), shipped_calendar())
    assert due.due.on == date(2024, 3, 18), "16 March 2024 is a Saturday"
    assert "答辩状" in due.what


def test_the_day_of_the_reply_is_that_of_either_kind_of_case() -> None:
    assert replied_on(make_review(replied_on=MAY)) == replied_on(make_suit(defence_on=MAY)) == MAY


def test_the_papers_follow_the_case_file() -> None:
    steps = [make_step(REQUEST, kind=kind) for kind in (StepKind.EXTENDED, StepKind.EXTENDED, StepKind.NOTE)]
    names = [paper.name for paper in papers_due(make_review(), steps)]
    assert names[0] == "行政复议答复书"
    assert names.count("延期告知书、批准件及送达凭证") == 1
    assert papers_due(make_suit(), ())[0].name == "行政诉讼答辩状"
    assert not any("延期" in paper.name for paper in papers_due(make_suit(), ()))


def test_a_paper_is_found_by_what_it_is_and_never_by_what_it_is_called() -> None:
    """Our own 登记回执 ticked 申请表, our 复议答复书 ticked 答复书, the applicant's 委托书 ours."""
    kept = [
        Held("政府信息公开申请登记回执.pdf", AttachmentKind.RECEIPT, "receipt"),
        Held("行政复议答复书.pdf", AttachmentKind.REPLY, "review-reply", is_own=True),
        Held("扫描001.jpg", AttachmentKind.DELIVERY),
        Held("委托书.pdf", AttachmentKind.AUTHORISATION),
        Held("申请表.pdf"),
    ]
    found = {paper.name: found_among(paper, kept) for paper in papers_due(make_review(), ())}
    assert {name: names for name, names in found.items() if names} == {
        "行政复议答复书": ("行政复议答复书.pdf",),
        "登记回执或签收凭证": ("政府信息公开申请登记回执.pdf",),
        "答复书送达凭证": ("扫描001.jpg",),
    }


def test_what_is_the_offices_own_is_never_found_among_the_applicants_papers() -> None:
    kinds = (AttachmentKind.REPLY, AttachmentKind.STANDING, AttachmentKind.AUTHORISATION, AttachmentKind.DELIVERY)
    kept = [Held(f"{kind}.pdf", kind) for kind in kinds]
    own = [replace(one, is_own=True) for one in kept]
    for case in (make_review(), make_suit()):
        papers = papers_due(case, ())
        assert [names for paper in papers if (names := found_among(paper, kept))] == [("delivery.pdf",)]
        assert [name for paper in papers for name in found_among(paper, own)] == [one.name for one in own]


A = AttachmentKind
KEPT = {
    StepKind.PHONE_CONFIRMED: Held("电话记录.jpg", A.RECEIPT),
    StepKind.CORRECTION_ASKED: Held("补正告知书.pdf", letter="correction-notice"),
    StepKind.CORRECTION_RECEIVED: Held("补正.jpg", A.CORRECTION),
    StepKind.THIRD_PARTY_ASKED: Held("征求第三方意见书.pdf", letter="third-party-inquiry"),
    StepKind.THIRD_PARTY_ANSWERED: Held("第三方意见.jpg", A.OPINION),
    StepKind.ORGAN_ASKED: Held("征求意见函.pdf", letter="joint-organ-inquiry"),
    StepKind.ORGAN_ANSWERED: Held("机关意见.jpg", A.OPINION),
    StepKind.EXTENDED: Held("延期答复告知书.pdf", letter="extension-notice"),
    StepKind.REASONS_ASKED: Held("说明理由告知书.pdf", letter="reasons-notice"),
    StepKind.DEFERRED: Held("延迟答复告知书.pdf", letter="deferral-notice"),
    StepKind.FEE_NOTICE: Held("收费通知.pdf", letter="fee-notice"),
    StepKind.FEE_PAID: Held("缴费单.jpg", A.PAYMENT),
    StepKind.TRANSFERRED: Held("转办函.pdf", letter="amendment-transfer"),
}
"""What is kept of each step: a letter of the program, or what somebody brought."""


@pytest.mark.parametrize("kind", KEPT)
def test_the_paper_of_each_step_is_ticked_by_the_letter_or_the_paper_it_left(kind: StepKind) -> None:
    without = set(papers_due(make_review(), ()))
    (paper,) = (one for one in papers_due(make_review(), [make_step(REQUEST, kind=kind)]) if one not in without)
    assert found_among(paper, list(KEPT.values())) == tuple(
        held.name for held in KEPT.values() if (held.kind, held.letter) == (KEPT[kind].kind, KEPT[kind].letter)
    )


def test_every_paper_can_be_ticked_and_every_letter_asked_for_is_shipped() -> None:
    papers = papers_due(make_suit(), [make_step(REQUEST, kind=kind) for kind in StepKind])
    assert [paper.name for paper in papers if not paper.kinds and not paper.letters] == []
    assert set().union(*(paper.letters for paper in papers)) <= set(shipped())


def test_what_is_added_is_proposed_from_where_it_is_added() -> None:
    kinds = AttachmentKind
    assert proposed_kind(REQUEST, []) is kinds.APPLICATION
    assert proposed_kind(REQUEST, [kinds.APPLICATION]) is kinds.OTHER
    assert proposed_kind(make_review(), [None]) is kinds.DISPUTE_NOTICE
    assert proposed_kind(make_release(), []) is kinds.RELEASE
    assert proposed_kind(make_activity(), []) is kinds.OTHER


SCANNED: Mapping[AttachmentKind, str] = {
    AttachmentKind.IDENTITY: "张某身份证正反面 护照首页 户口本 居住证 台胞来往通行证 残疾证件 营业执照副本",
    AttachmentKind.AUTHORISATION: "代理人委托书 授权委托（盖章） 代理词 律师函",
    AttachmentKind.STANDING: "组织机构代码证 主体资格证明",
    AttachmentKind.DECISION: "样府复议决定 判决书 驳回起诉裁定",
    AttachmentKind.DISPUTE_NOTICE: "复议申请书副本 起诉状副本 应诉通知书 法院受理通知 复议答复通知书 开庭传票",
    AttachmentKind.REPLY: "复议答复书 答辩状",
    AttachmentKind.PROCESS_LETTER: "补正告知书 征求第三方意见函 信息处理费收费通知 发文审批单",
    AttachmentKind.OPINION: "某公司回复意见",
    AttachmentKind.PAYMENT: "缴费截图 非税收据 电子票据 发票",
    AttachmentKind.CORRECTION: "补正材料",
    AttachmentKind.ANSWER: "答复书",
    AttachmentKind.RECEIPT: "登记回执 电话确认记录",
    AttachmentKind.DELIVERY: "送达记录 签收单 EMS回执 顺丰快递底单 邮寄凭单 挂号信存根",
    AttachmentKind.APPLICATION: "政府信息公开申请表 手写申请书",
    AttachmentKind.OTHER: "扫描001 IMG_2024 新建文件夹",
}
"""How offices name their scans, by what they are."""


def _proposed() -> dict[str, AttachmentKind]:
    names = [name for row in SCANNED.values() for name in row.split()]
    return {name: proposed_kind(REQUEST, [AttachmentKind.APPLICATION], f"{name}.pdf") for name in names}


def test_the_name_of_a_file_proposes_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {name: kind for kind, row in SCANNED.items() for name in row.split()}
    assert _proposed() == told
    unneeded = []
    for place, (kind, words) in enumerate(FILE_NAME_WORDS):
        for word in words:
            less = (kind, tuple(other for other in words if other != word))
            rows = (*FILE_NAME_WORDS[:place], less, *FILE_NAME_WORDS[place + 1 :])
            monkeypatch.setattr(disputes, "FILE_NAME_WORDS", rows)
            unneeded += [word] if _proposed() == told else []
    assert unneeded == []


def test_in_a_case_the_proof_of_who_stands_for_the_office_is_its_own() -> None:
    assert proposed_kind(make_suit(), [], "法定代表人身份证明书.pdf") is AttachmentKind.STANDING


def test_a_corrected_case_asks_why_until_it_is_told_and_then_teaches() -> None:
    lost = make_review(number="复2024-1", result=DisputeResult.CORRECTED)
    assert "因为什么" in asks_why(lost)
    assert lesson(lost) == ""
    told = make_suit(number="诉2024-1", result=DisputeResult.CORRECTED, cause="检索记录\n拿不出来")
    assert (asks_why(told), lesson(told)) == ("", "检索记录 拿不出来（诉2024-1 诉讼纠正）")
    assert lesson(make_review(number="复1", result=DisputeResult.CORRECTED, cause="未说明理由")).endswith("复议纠正）")


def test_a_case_that_was_not_lost_asks_and_teaches_nothing() -> None:
    upheld = make_review(result=DisputeResult.UPHELD, cause="无")
    assert (asks_why(upheld), lesson(upheld)) == ("", "")
