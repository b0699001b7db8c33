"""Which steps are offered next, what their forms start with, and what a step does to its request."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.state import CaseState
from disclosure.cases.step_effects import with_effect, without_effect
from disclosure.cases.steps import STEP_FORMS, new_step, next_steps
from disclosure.column_kinds import Fen, columns, columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import Channel, DeliveryMethod, RetrievalForm, StepKind
from tasks.calendar.loading import shipped_calendar
from tasks.letters.templates import shipped_templates
from tests.records_factory import FRI_1_MAR_2024, make_request, make_step

K = StepKind
MON_4 = date(2024, 3, 4)
ANSWERED: dict[str, Any] = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 20)}


def case(request: Request | None = None, *kinds: StepKind, was_corrected: bool = False) -> CaseState:
    known = request or make_request(id=1)
    steps = tuple(make_step(known, id=number, kind=kind) for number, kind in enumerate(kinds, start=1))
    return CaseState(known, steps, was_corrected)


def likely(state: CaseState) -> set[StepKind]:
    return {form.kind for form in next_steps(state).likely}


def test_every_kind_of_step_is_offered_once_somewhere() -> None:
    for state in (case(), case(make_request(**ANSWERED)), case(None, K.CORRECTION_ASKED)):
        offered = next_steps(state)
        kinds = [form.kind for form in (*offered.likely, *offered.others)]
        assert sorted(kinds) == sorted(K)
    assert list(STEP_FORMS) == list(K), "in the order a case meets them"


def test_an_extension_is_offered_once_a_term() -> None:
    def offers(state: CaseState) -> bool:
        offered = next_steps(state)
        return any(form.kind is K.EXTENDED for form in (*offered.likely, *offered.others))

    assert [offers(case()), offers(case(None, K.EXTENDED))] == [True, False]
    assert offers(case(None, K.EXTENDED, K.CORRECTION_ASKED, K.CORRECTION_RECEIVED)), "a new term may be extended"


@pytest.mark.parametrize("kind", list(K))
def test_a_form_asks_only_for_columns_of_a_step_and_first_for_the_day(kind: StepKind) -> None:
    form = STEP_FORMS[kind]
    assert form.fields[0] == "on"
    assert set(form.fields) <= set(columns_by_name(Step))
    assert form.button
    assert form.advice.endswith("。")


RUNNING = {
    K.CORRECTION_ASKED,
    K.THIRD_PARTY_ASKED,
    K.ORGAN_ASKED,
    K.EXTENDED,
    K.REASONS_ASKED,
    K.FEE_NOTICE,
    K.WITHDRAWN,
    K.NOTE,
}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param(case(), RUNNING, id="a new request"),
        pytest.param(
            case(make_request(channel=Channel.INTERNET, received_on=None)),
            {K.PHONE_CONFIRMED, K.WITHDRAWN, K.NOTE},
            id="条例31: not confirmed",
        ),
        pytest.param(
            case(None, K.CORRECTION_ASKED),
            {K.CORRECTION_RECEIVED, K.CORRECTION_OVERDUE, K.WITHDRAWN, K.NOTE},
            id="条例30: awaits 补正",
        ),
        pytest.param(
            case(None, K.CORRECTION_ASKED, K.CORRECTION_RECEIVED),
            RUNNING - {K.CORRECTION_ASKED},
            id="条例30: 补正 is asked for once",
        ),
        pytest.param(
            case(None, K.THIRD_PARTY_ASKED),
            RUNNING | {K.THIRD_PARTY_SERVED, K.THIRD_PARTY_ANSWERED},
            id="条例32: letter not signed for",
        ),
        pytest.param(
            case(None, K.THIRD_PARTY_ASKED, K.THIRD_PARTY_SERVED),
            RUNNING | {K.THIRD_PARTY_ANSWERED},
            id="条例32: opinion awaited",
        ),
        pytest.param(case(None, K.ORGAN_ASKED, K.ORGAN_ANSWERED), RUNNING, id="条例34: opinion came"),
        pytest.param(case(None, K.EXTENDED), RUNNING - {K.EXTENDED}, id="条例33: extended once"),
        pytest.param(
            case(None, K.EXTENDED, K.FEE_NOTICE, K.FEE_PAID),
            RUNNING - {K.FEE_NOTICE} | {K.FEE_PAID},
            id="109号: what was paid may be given back, and a new term may be extended",
        ),
        pytest.param(case(None, K.REASONS_ASKED), RUNNING - {K.REASONS_ASKED} | {K.DEFERRED}, id="条例35"),
        pytest.param(case(None, K.FEE_NOTICE), {K.FEE_PAID, K.FEE_OVERDUE, K.WITHDRAWN, K.NOTE}, id="awaits 缴费"),
        pytest.param(case(make_request(**ANSWERED)), {K.DELIVERED, K.NOTE}, id="answered"),
        pytest.param(
            case(make_request(**ANSWERED), K.DELIVERED, K.CORRECTION_ASKED, K.THIRD_PARTY_ASKED),
            {K.NOTE},
            id="delivered: nothing is awaited any more",
        ),
        pytest.param(
            case(make_request(**ANSWERED), K.DELIVERED, was_corrected=True),
            {K.ANSWERED_AGAIN, K.REOPENED, K.NOTE},
            id="corrected",
        ),
        pytest.param(case(make_request(is_excluded=True)), RUNNING | {K.TRANSFERRED, K.AMENDED}, id="条例41: 更正"),
    ],
)
def test_what_is_likely_next(state: CaseState, expected: set[StepKind]) -> None:
    assert likely(state) == expected


def test_opinions_are_matched_to_the_party_that_was_asked_else_to_the_first() -> None:
    request = make_request(id=1)
    steps = [
        make_step(request, id=1, kind=K.THIRD_PARTY_ASKED, party="测试公司"),
        make_step(request, id=2, kind=K.THIRD_PARTY_ASKED, party="李某某"),
        make_step(request, id=3, kind=K.THIRD_PARTY_ANSWERED, party="李某某"),
    ]
    waiting = CaseState(request, tuple(steps)).unanswered(K.THIRD_PARTY_ASKED, K.THIRD_PARTY_ANSWERED)
    assert [step.party for step in waiting] == ["测试公司"]
    unnamed = make_step(request, id=4, kind=K.THIRD_PARTY_ANSWERED)
    assert CaseState(request, (*steps, unnamed)).unanswered(K.THIRD_PARTY_ASKED, K.THIRD_PARTY_ANSWERED) == ()
    assert CaseState(request, (unnamed,)).unanswered(K.THIRD_PARTY_ASKED, K.THIRD_PARTY_ANSWERED) == ()


def opened(state: CaseState, kind: StepKind) -> Step:
    return new_step(state, kind, MON_4, shipped_calendar())


def test_a_correction_notice_starts_with_ten_working_days() -> None:
    assert opened(case(), K.CORRECTION_ASKED).until == date(2024, 3, 18)


def test_an_extension_starts_with_twenty_working_days() -> None:
    assert opened(case(), K.EXTENDED).days == 20


def test_the_party_asked_is_known_when_its_receipt_or_opinion_comes() -> None:
    request = make_request(id=1)
    state = CaseState(request, (make_step(request, id=1, kind=K.ORGAN_ASKED, party="测试局"),))
    assert opened(state, K.ORGAN_SERVED).party == "测试局"
    assert opened(state, K.ORGAN_ANSWERED).party == "测试局"
    assert opened(case(), K.ORGAN_ANSWERED).party == ""


def test_a_payment_starts_with_the_amount_of_the_notice() -> None:
    request = make_request(id=1)
    state = CaseState(request, (make_step(request, id=1, kind=K.FEE_NOTICE, amount=Fen(10_000)),))
    assert opened(state, K.FEE_PAID).amount == 10_000
    assert opened(case(), K.FEE_PAID).amount is None


@pytest.mark.parametrize(
    ("retrieval", "delivery", "posted_on", "signed_on"),
    [
        (RetrievalForm.PAPER, DeliveryMethod.POST, MON_4, None),
        (RetrievalForm.INSPECTION, DeliveryMethod.COUNTER, None, MON_4),
        (RetrievalForm.EMAIL, DeliveryMethod.EMAIL, None, None),
        (RetrievalForm.OTHER, None, None, None),
        (None, None, None, None),
    ],
)
def test_a_delivery_starts_with_the_way_the_applicant_asked_for(
    retrieval: RetrievalForm | None, delivery: DeliveryMethod | None, posted_on: date | None, signed_on: date | None
) -> None:
    state = case(make_request(retrieval=retrieval, answer_number="测街〔2024〕1号", **ANSWERED))
    step = opened(state, K.DELIVERED)
    assert (step.delivery, step.posted_on, step.signed_on) == (delivery, posted_on, signed_on)
    assert step.letter_number == "测街〔2024〕1号"


def test_a_note_starts_blank() -> None:
    assert opened(case(), K.NOTE) == Step(request_id=1, kind=K.NOTE, on=MON_4)


def test_a_phone_confirmation_starts_with_the_number_to_call() -> None:
    assert "000-0000" in opened(case(make_request(phone="000-0000")), K.PHONE_CONFIRMED).detail
    assert opened(case(), K.PHONE_CONFIRMED).detail == ""


@pytest.mark.parametrize(
    ("kind", "outcome", "basis"),
    [
        (K.CORRECTION_OVERDUE, Outcome.CORRECTION_OVERDUE, "条例第三十条"),
        (K.FEE_OVERDUE, Outcome.FEE_UNPAID, "国办函〔2020〕109号"),
        (K.WITHDRAWN, Outcome.OTHER_HANDLING, ""),
    ],
)
def test_a_closing_step_closes_on_its_day_and_opens_again_when_taken_back(
    kind: StepKind, outcome: Outcome, basis: str
) -> None:
    request = make_request(id=1)
    step = make_step(request, kind=kind, on=MON_4)
    closed = with_effect(request, step)
    assert (closed.outcome, closed.answered_on, closed.legal_basis) == (outcome, MON_4, basis)
    assert without_effect(closed, step) == request


def test_a_closing_step_leaves_a_result_that_is_there_already() -> None:
    request = make_request(id=1, **ANSWERED)
    step = make_step(request, kind=K.WITHDRAWN, on=MON_4)
    assert with_effect(request, step) == request
    assert without_effect(request, step) == request


def test_a_basis_written_by_hand_stays_when_a_closing_step_is_taken_back() -> None:
    request = make_request(id=1, legal_basis="条例第三十条第二句")
    step = make_step(request, kind=K.CORRECTION_OVERDUE, on=MON_4)
    assert without_effect(with_effect(request, step), step) == request


def test_a_phone_confirmation_sets_the_day_of_receipt_and_says_how() -> None:
    request = make_request(id=1, channel=Channel.INTERNET, received_on=None)
    step = make_step(request, kind=K.PHONE_CONFIRMED, on=MON_4, detail="10:20 本人接听")
    confirmed = with_effect(request, step)
    assert (confirmed.received_on, confirmed.confirmation) == (MON_4, "电话确认：10:20 本人接听")
    assert without_effect(confirmed, step) == request
    assert with_effect(request, replace(step, detail="")).confirmation == "电话确认"


def test_a_phone_confirmation_does_not_move_a_receipt_that_is_known() -> None:
    counter = make_request(id=1)
    step = make_step(counter, kind=K.PHONE_CONFIRMED, on=FRI_1_MAR_2024)
    assert with_effect(counter, step) == counter
    assert without_effect(counter, step) == counter
    by_hand = make_request(id=1, channel=Channel.FAX, confirmation="传真回执")
    assert without_effect(by_hand, step).confirmation == "传真回执"


SAYS = {
    # the law's own words of a step: 条例 (国务院令第711号), 国办函〔2020〕109号, 国办公开办函〔2016〕235号
    K.CORRECTION_RECEIVED: "答复期限自收到补正申请之日起重新计算",  # 第三十条
    K.CORRECTION_OVERDUE: "无正当理由逾期不补正的，视为放弃申请",  # 第三十条
    K.THIRD_PARTY_ASKED: "自收到征求意见书之日起 15 个工作日内提出意见；征求意见所需时间不计入答复期限",
    K.THIRD_PARTY_ANSWERED: "第三方不同意公开且有合理理由的，不予公开；逾期未提出意见的，由本机关决定",  # 第三十二条
    K.ORGAN_ASKED: "牵头制作的信息，可征求共同制作机关意见；征求意见所需时间不计入答复期限",  # 第三十三、三十四条
    K.ORGAN_ANSWERED: "15 个工作日内未提出意见的，视为同意公开",  # 第三十四条
    K.EXTENDED: "经政府信息公开工作机构负责人同意，并在原期限届满前告知申请人；延长不得超过 20 个工作日",  # 第三十三条
    K.REASONS_ASKED: "申请的数量、频次明显超过合理范围的，可以要求申请人说明理由",  # 第三十五条
    K.DEFERRED: "理由合理但无法按期答复的，可以确定延迟答复的合理期限并告知申请人",  # 第三十五条
    K.FEE_NOTICE: "写明依据、标准、数额和缴纳方式；申请人收到次日起 20 个工作日内缴纳",
    K.FEE_PAID: "答复期限自缴费次日起重新计算；金额计入表二的行政事业性收费",
    K.FEE_OVERDUE: "逾期未按通知缴纳的，视为放弃申请",
    K.DELIVERED: "邮寄以交邮之日、直接送达以签收之日为答复之日；应通过邮政企业寄送，不得由申请人付费",
    K.RETURNED: "保存退回的信封；交邮之日仍是答复之日",
    K.TRANSFERRED: "不属于本机关公开的申请应当答复申请人，不能只转不答",  # 第三十六条第（五）项
    K.AMENDED: "与其自身相关的信息不准确的，有权更正的机关应当更正并告知",  # 第四十一条
}


@pytest.mark.parametrize("kind", SAYS)
def test_the_advice_of_a_step_has_the_words_of_the_law(kind: StepKind) -> None:
    assert SAYS[kind] in STEP_FORMS[kind].advice


def test_what_was_paid_is_given_back_by_a_form_that_says_so() -> None:
    """Under 更多步骤 stood no 退费: it was 收到缴费 with a negative amount, told only inside that form."""
    known = make_request(id=1)
    notice, paid, back = (
        make_step(known, id=number, kind=kind, amount=Fen(amount))
        for number, kind, amount in ((1, K.FEE_NOTICE, 50_000), (2, K.FEE_PAID, 50_000), (3, K.FEE_PAID, -20_000))
    )
    buttons = [
        [form.button for form in next_steps(CaseState(known, steps)).likely if form.kind is K.FEE_PAID]
        for steps in ((notice,), (notice, paid), (notice, paid, back))
    ]
    assert buttons == [["收到缴费"], ["退费"], ["退费"]]
    rest = make_step(known, id=4, kind=K.FEE_PAID, amount=Fen(-30_000))
    coming = next_steps(CaseState(known, (notice, paid, back, rest)))
    assert "退费" not in [form.button for form in coming.likely], "all was given back, and 退费 stayed the next act"
    assert "退费" in [form.button for form in coming.others]
    for steps, amount in (((notice, paid), -50_000), ((notice, paid, back), -30_000)):
        proposed = new_step(CaseState(known, steps), K.FEE_PAID, date(2024, 5, 6), shipped_calendar())
        assert (proposed.amount, proposed.is_refund) == (amount, True)


@pytest.mark.parametrize("kind", [K.WITHDRAWN, K.CORRECTION_OVERDUE, K.FEE_OVERDUE])
def test_a_request_that_lapsed_has_no_answer_to_deliver(kind: StepKind) -> None:
    """送达 was offered after 申请人撤回: what was there to deliver?"""
    closed = make_request(id=1, outcome=kind.outcome, answered_on=date(2024, 3, 8))
    case = CaseState(closed, (make_step(closed, kind=kind),))
    assert K.DELIVERED not in [form.kind for form in next_steps(case).likely]
    answered = CaseState(replace(closed, outcome=Outcome.GRANTED), case.steps)  # 撤销办结, then an answer
    assert K.DELIVERED in [form.kind for form in next_steps(answered).likely]


RULED_BY = {  # domain.md 2.1 to 2.4, 3 and 4
    "条例第三十一条": "phone_confirmed",
    "条例第三十条": "correction_asked correction_received correction_overdue",
    "条例第三十二条": "third_party_asked third_party_served third_party_answered",
    "条例第三十四条": "organ_asked organ_served organ_answered",
    "条例第三十三条第二款": "extended",
    "条例第三十五条": "reasons_asked deferred",
    "国办函〔2020〕109号": "fee_notice fee_paid fee_overdue",
    "国办公开办函〔2016〕235号": "delivered returned",
    "条例第四十一条": "transferred amended",
    "行政复议法第七十七条；行政诉讼法第七十条、第七十二条": "reopened",
    "": "withdrawn answered_again note",
}


def test_each_step_is_taken_by_the_rule_that_is_named_beside_its_button() -> None:
    named = {form.kind.value: form.article for form in STEP_FORMS.values()}
    assert named == {kind: article for article, kinds in RULED_BY.items() for kind in kinds.split()}


def test_a_letter_and_the_step_it_stands_for_name_one_article() -> None:
    for code, template in shipped_templates().items():
        if template.step is not None and template.article:
            assert STEP_FORMS[template.step].article.partition("；")[0][:6] in template.article, code


def test_what_a_form_asks_for_are_columns_each_once_and_the_day_first() -> None:
    names = {column.name for column in columns(Step)}
    for form in STEP_FORMS.values():
        assert form.fields[0] == "on"
        assert set(form.fields) <= names, form.kind
        assert len(set(form.fields)) == len(form.fields)
        assert form.advice.endswith("。")
