"""Which steps can come next for a request: declared once, with button, article, fields and their initial values.

Nothing is refused: a step that hardly makes sense now is under 更多步骤.

A new kind of step goes into ``StepKind`` (``disclosure.terms``), with its form here in the same order, and into the
next ``.sql`` in ``storage/schema``, which rebuilds the table ``steps`` as ``012-dates.sql`` does, because a constraint
of that table lists the kinds. One that moves the answer date has its effect in ``replay._EFFECTS``; one that closes its
request has its result in ``terms._CLOSING_STEPS``, its article in ``step_effects._BASES`` and, if a deadline lapsed, a
line in ``replay.LAPSES``; one that proves something in a dispute a line in ``disputes._BY_STEP``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from disclosure.calendar.statutory_deadlines import REASONABLE, TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.state import CaseState
from disclosure.column_kinds import columns, columns_by_name
from disclosure.records import Step
from disclosure.terms import Channel, DeliveryMethod, RetrievalForm, StepKind

MORE_STEPS = "更多步骤"
"""The menu of unlikely steps."""


_STEP = columns_by_name(Step)["kind"].label


@dataclass(frozen=True)
class Opening:
    """The data for the initial values of a new step: the case, the day of the step, the work calendar."""

    case: CaseState
    on: date
    calendar: WorkCalendar


@dataclass(frozen=True)
class StepForm:
    """How one kind of step is offered: its button, its article, and what its form asks, by the columns of Step.

    Every form begins with the day of the step and ends with a remark; ``asked`` stands between them.
    ``advice`` is one Chinese sentence shown in the form. ``fits`` says whether the step is likely now; ``starts_with``
    gives the initial values of its fields.
    """

    kind: StepKind
    button: str
    article: str
    asked: tuple[str, ...]
    advice: str
    fits: Callable[[CaseState], bool]
    starts_with: Callable[[Opening], Mapping[str, Any]]

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of Step in the form, by name, in their order."""
        return ("on", *self.asked, "detail")


@dataclass(frozen=True)
class NextSteps:
    """The likely next steps, and all others for 更多步骤, both in their usual order."""

    likely: tuple[StepForm, ...]
    others: tuple[StepForm, ...]


def next_steps(case: CaseState) -> NextSteps:
    """Return what can come next; together ``likely`` and ``others`` hold every kind of step once.

    Only 延期 is left out once the running term has been extended: the law has no second one.
    """
    kinds = [kind for kind in STEP_FORMS if kind is not StepKind.EXTENDED or not case.is_extended]
    forms = [form_of(case, kind) for kind in kinds]
    likely = tuple(form for form in forms if form.fits(case))
    return NextSteps(likely, tuple(form for form in forms if form not in likely))


def steps_at_hand(case: CaseState) -> tuple[StepForm, ...]:
    """Return the steps that have a button: what the case is waiting for comes before its answer, 补正 beside it.

    补正 can be asked for only once, within seven working days; an answered request needs nothing but the delivery of
    its answer.
    """
    likely = next_steps(case).likely
    if case.is_closed:
        kinds = {StepKind.DELIVERED} if case.awaits_delivery else set()
    elif case.awaits_opinion:
        kinds = {case.awaits_opinion}
    else:
        kinds = {StepKind.CORRECTION_ASKED} if case.is_running else {form.kind for form in likely[:1]}
    return tuple(form for form in likely if form.kind in kinds)


def form_of(case: CaseState, kind: StepKind) -> StepForm:
    """Return the form for a kind of step in a case: once its fee is paid, another 缴费 is a refund."""
    is_given_back = kind is StepKind.FEE_PAID and case.has(kind) and not case.awaits_payment
    return REFUND if is_given_back else STEP_FORMS[kind]


def step_cells(step: Step) -> dict[str, str]:
    """Return what a sheet says of a step, by the labels of its columns: money in 元, and given back without a sign."""
    said = replace(step, amount=step.sum)
    return {**{column.label: column.text(getattr(said, column.name)) for column in columns(Step)}, _STEP: step.called}


def new_step(case: CaseState, kind: StepKind, on: date, calendar: WorkCalendar) -> Step:
    """Return a new step of a kind for its form: the day, and every field that can be known beforehand."""
    values = form_of(case, kind).starts_with(Opening(case, on, calendar))
    return Step(request_id=case.request.id, kind=kind, on=on, **values)


# --- what fields start with ---


def _nothing(_opening: Opening) -> Mapping[str, Any]:
    return {}


def _correction(opening: Opening) -> Mapping[str, Any]:
    return {**_by_post_or_mail(opening), "until": opening.calendar.nth_workday_after(opening.on, REASONABLE.usual)}


def _extension(opening: Opening) -> Mapping[str, Any]:
    return {**_by_post_or_mail(opening), "days": TimeLimit.EXTENSION.length_on(opening.on)}


def _confirmation(opening: Opening) -> Mapping[str, Any]:
    phone = opening.case.request.phone
    return {"detail": f"拨打{phone}与申请人确认" if phone else ""}


def _party(asked: StepKind, *ends: StepKind) -> Callable[[Opening], Mapping[str, Any]]:
    def start(opening: Opening) -> Mapping[str, Any]:
        waiting = opening.case.unserved(asked, *ends) if len(ends) > 1 else opening.case.unanswered(asked, *ends)
        return {"party": waiting[0].party} if waiting else {}

    return start


def _payment(opening: Opening) -> Mapping[str, Any]:
    notice = opening.case.last(StepKind.FEE_NOTICE)
    return {"amount": notice.amount} if notice else {}


def _refund(opening: Opening) -> Mapping[str, Any]:
    return {"amount": -opening.case.paid} if opening.case.paid > 0 else {}


_DELIVERY = {
    RetrievalForm.EMAIL: DeliveryMethod.EMAIL,
    RetrievalForm.INSPECTION: DeliveryMethod.COUNTER,
    RetrievalForm.PAPER: DeliveryMethod.POST,
    RetrievalForm.DISC: DeliveryMethod.POST,
}


def _by_post_or_mail(opening: Opening) -> Mapping[str, Any]:
    retrieval = opening.case.request.retrieval
    return {"delivery": _DELIVERY[retrieval]} if retrieval in _DELIVERY else {}


def _answer_delivered(opening: Opening) -> Mapping[str, Any]:
    values = {**_by_post_or_mail(opening), "letter_number": opening.case.request.answer_number}
    if values.get("delivery") is DeliveryMethod.POST:
        values["posted_on"] = opening.on
    if values.get("delivery") is DeliveryMethod.COUNTER:
        values["signed_on"] = opening.on
    return values


def _returned(opening: Opening) -> Mapping[str, Any]:
    posted = [step for step in opening.case.in_order if step.posted_on is not None]
    if not posted:
        return {}
    return {"letter_number": posted[-1].letter_number, "tracking_number": posted[-1].tracking_number}


# --- when a step is likely ---


def _always(_case: CaseState) -> bool:
    return True


def _may_consult(case: CaseState) -> bool:
    return case.is_running


_LETTER = ("letter_number", "delivery", "tracking_number", "posted_on", "signed_on")
"""The fields of a letter that was sent."""

_K = StepKind
_DECLARED = (
    StepForm(
        _K.PHONE_CONFIRMED,
        "电话确认",
        "条例第三十一条",
        (),
        "平常信函、互联网和传真申请以双方确认之日为收到申请之日；写明号码、时间和接听人，作为起算日的依据。",
        lambda case: not case.is_confirmed and not case.is_closed,
        _confirmation,
    ),
    StepForm(
        _K.CORRECTION_ASKED,
        "告知补正",
        TimeLimit.CORRECTION_NOTICE.article,
        ("until", *_LETTER),
        f"收到申请之日起 {TimeLimit.CORRECTION_NOTICE.length} 个工作日内一次性告知全部补正事项和合理期限"
        f"（一般 {REASONABLE.usual} 至 {REASONABLE.most} 个工作日），写明逾期不补正的后果。",
        lambda case: case.is_running and not case.has(_K.CORRECTION_ASKED),
        _correction,
    ),
    StepForm(
        _K.CORRECTION_RECEIVED,
        "收到补正",
        TimeLimit.CORRECTION_NOTICE.article,
        (),
        "答复期限自收到补正申请之日起重新计算。",
        lambda case: case.awaits_correction,
        _nothing,
    ),
    StepForm(
        _K.CORRECTION_OVERDUE,
        "逾期未补正，办结",
        TimeLimit.CORRECTION_NOTICE.article,
        (),
        "申请人无正当理由逾期不补正的，视为放弃申请；本步骤以当日办结，办理结果为其他处理第 1 项。",
        lambda case: case.awaits_correction,
        _nothing,
    ),
    StepForm(
        _K.THIRD_PARTY_ASKED,
        "征求第三方意见",
        TimeLimit.THIRD_PARTY_OPINION.article,
        ("party", *_LETTER),
        f"第三方自收到征求意见书之日起 {TimeLimit.THIRD_PARTY_OPINION.length} 个工作日内提出意见；"
        "征求意见所需时间不计入答复期限。",
        _may_consult,
        _nothing,
    ),
    StepForm(
        _K.THIRD_PARTY_SERVED,
        "第三方已签收",
        TimeLimit.THIRD_PARTY_OPINION.article,
        ("party", "tracking_number"),
        f"{TimeLimit.THIRD_PARTY_OPINION.length} 个工作日自第三方签收之日起算。",
        lambda case: bool(case.unserved(_K.THIRD_PARTY_ASKED, _K.THIRD_PARTY_SERVED, _K.THIRD_PARTY_ANSWERED)),
        _party(_K.THIRD_PARTY_ASKED, _K.THIRD_PARTY_SERVED, _K.THIRD_PARTY_ANSWERED),
    ),
    StepForm(
        _K.THIRD_PARTY_ANSWERED,
        "收到第三方意见",
        TimeLimit.THIRD_PARTY_OPINION.article,
        ("party", "opinion"),
        "第三方不同意公开且有合理理由的，不予公开；逾期未提出意见的，由本机关决定。",
        lambda case: bool(case.unanswered(_K.THIRD_PARTY_ASKED, _K.THIRD_PARTY_ANSWERED)),
        _party(_K.THIRD_PARTY_ASKED, _K.THIRD_PARTY_ANSWERED),
    ),
    StepForm(
        _K.ORGAN_ASKED,
        "征求其他机关意见",
        TimeLimit.ORGAN_OPINION.article,
        ("party", *_LETTER),
        "由本机关牵头制作的信息，可征求共同制作机关意见；征求意见所需时间不计入答复期限。",
        _may_consult,
        _nothing,
    ),
    StepForm(
        _K.ORGAN_SERVED,
        "其他机关已签收",
        TimeLimit.ORGAN_OPINION.article,
        ("party", "tracking_number"),
        f"{TimeLimit.ORGAN_OPINION.length} 个工作日自该机关签收之日起算。",
        lambda case: bool(case.unserved(_K.ORGAN_ASKED, _K.ORGAN_SERVED, _K.ORGAN_ANSWERED)),
        _party(_K.ORGAN_ASKED, _K.ORGAN_SERVED, _K.ORGAN_ANSWERED),
    ),
    StepForm(
        _K.ORGAN_ANSWERED,
        "收到其他机关意见",
        TimeLimit.ORGAN_OPINION.article,
        ("party", "opinion"),
        f"被征求意见机关 {TimeLimit.ORGAN_OPINION.length} 个工作日内未提出意见的，视为同意公开。",
        lambda case: bool(case.unanswered(_K.ORGAN_ASKED, _K.ORGAN_ANSWERED)),
        _party(_K.ORGAN_ASKED, _K.ORGAN_ANSWERED),
    ),
    StepForm(
        _K.EXTENDED,
        "延期",
        TimeLimit.EXTENSION.article,
        ("days", "approver", *_LETTER),
        "须经政府信息公开工作机构负责人同意，并在原期限届满前告知申请人；"
        f"延长不得超过 {TimeLimit.EXTENSION.length} 个工作日，只延长一次。",
        lambda case: case.is_running and not case.is_extended,
        _extension,
    ),
    StepForm(
        _K.REASONS_ASKED,
        "要求说明理由",
        "条例第三十五条",
        ("until", *_LETTER),
        "申请的数量、频次明显超过合理范围的，可以要求申请人说明理由。",
        lambda case: case.is_running and not case.has(_K.REASONS_ASKED),
        _correction,
    ),
    StepForm(
        _K.DEFERRED,
        "告知延迟答复期限",
        "条例第三十五条",
        ("until", "approver", *_LETTER),
        "理由合理但无法按期答复的，可以确定延迟答复的合理期限并告知申请人；期限以此处填写的日期为准。",
        lambda case: case.is_running and case.has(_K.REASONS_ASKED) and not case.has(_K.DEFERRED),
        _by_post_or_mail,
    ),
    StepForm(
        _K.FEE_NOTICE,
        "通知收费",
        TimeLimit.FEE_PAYMENT.article,
        ("amount", *_LETTER),
        "应在答复期限内发出，写明依据、标准、数额和缴纳方式；"
        f"申请人收到次日起 {TimeLimit.FEE_PAYMENT.length} 个工作日内缴纳。",
        lambda case: case.is_running and not case.has(_K.FEE_NOTICE),
        _by_post_or_mail,
    ),
    StepForm(
        _K.FEE_PAID,
        "收到缴费",
        TimeLimit.FEE_PAYMENT.article,
        ("amount",),
        "答复期限自缴费次日起重新计算；金额计入表二的行政事业性收费。",
        lambda case: case.awaits_payment,
        _payment,
    ),
    StepForm(
        _K.FEE_OVERDUE,
        "逾期未缴，办结",
        TimeLimit.FEE_PAYMENT.article,
        (),
        "逾期未按通知缴纳的，视为放弃申请；本步骤以当日办结，办理结果为其他处理第 2 项。",
        lambda case: case.awaits_payment,
        _nothing,
    ),
    StepForm(
        _K.DELIVERED,
        "送达",
        "国办公开办函〔2016〕235号",
        ("delivery", "letter_number", "tracking_number", "posted_on", "signed_on"),
        "邮寄以交邮之日、直接送达以签收之日为答复之日；应通过邮政企业寄送，不得由申请人付费。",
        lambda case: case.is_closed and not case.has_lapsed and (case.is_returned or not case.has(_K.DELIVERED)),
        _answer_delivered,
    ),
    StepForm(
        _K.RETURNED,
        "邮件被退回",
        "国办公开办函〔2016〕235号",
        ("letter_number", "tracking_number"),
        "写明退回的原因（查无此人、拒收、逾期未领），保存退回的信封；交邮之日仍是答复之日，核对地址后重新送达。",
        lambda case: any(step.posted_on is not None for step in case.steps) and not case.is_returned,
        _returned,
    ),
    StepForm(
        _K.WITHDRAWN,
        "申请人撤回，办结",
        "",
        (),
        "保存申请人撤回的书面意见；本步骤以当日办结，办理结果为其他处理第 3 项。",
        lambda case: not case.is_closed,
        _nothing,
    ),
    StepForm(
        _K.TRANSFERRED,
        "转办",
        "条例第四十一条",
        ("party", *_LETTER),
        "用于转给有权更正的机关或内部科室；不属于本机关公开的申请应当答复申请人，不能只转不答。",
        lambda case: case.request.is_excluded or case.request.channel is Channel.TRANSFERRED,
        _nothing,
    ),
    StepForm(
        _K.AMENDED,
        "更正信息",
        "条例第四十一条",
        ("letter_number",),
        "公民认为与其自身相关的信息不准确的，有权更正的机关应当更正并告知。",
        lambda case: case.request.is_excluded,
        _nothing,
    ),
    StepForm(
        _K.ANSWERED_AGAIN,
        "重新答复",
        "",
        _LETTER,
        "复议决定或判决要求重新答复时使用；原答复仍是年度报告的办理结果，重新答复不另计数。",
        lambda case: case.is_closed and case.was_corrected,
        _by_post_or_mail,
    ),
    StepForm(
        _K.REOPENED,
        "登记重新办理",
        "行政复议法第七十七条；行政诉讼法第七十条、第七十二条",
        ("until",),
        "复议决定或者判决责令重新答复时用：填写收到之日和限定的日期，"
        f"没有限定的空着（{TimeLimit.ANSWER.length} 个工作日）；原答复仍计入年报。"
        "办结登记有误的，改用“撤销办结”。",
        lambda case: case.is_closed and case.was_corrected and not case.has(_K.REOPENED),
        _nothing,
    ),
    StepForm(_K.NOTE, "记一笔", "", (), "只作记录，不影响期限和年度报告。", _always, _nothing),
)
STEP_FORMS: Mapping[StepKind, StepForm] = {form.kind: form for form in _DECLARED}
"""One form per kind of step, in the order in which they usually occur."""

REFUND = StepForm(
    _K.FEE_PAID,
    "退费",
    "",
    ("amount",),
    "填退还的金额，从表二的行政事业性收费中减去；答复期限不变。",
    lambda case: case.paid > 0 or not any(step.is_refund for step in case.steps),  # a sum may be unknown
    _refund,
)
"""缴费 the other way: nobody found it under 收到缴费."""
