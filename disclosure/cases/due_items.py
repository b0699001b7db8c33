"""What is due: one item per thing the office, or somebody it is waiting for, has to do, for the 今日 page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from disclosure.calendar.statutory_deadlines import TimeLimit, review_reply_limit
from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.cases import objections
from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of
from disclosure.cases.receipt import RECEIPT_RULES
from disclosure.cases.state import CaseState
from disclosure.record_base import without_people
from disclosure.records import IssuedLetter, Litigation, Record, Release, Request, Review, Step
from disclosure.term_base import Term
from disclosure.terms import (
    Channel,
    DeliveryMethod,
    DisputeResult,
    Judgment,
    ReviewDecision,
    StepKind,
)
from disclosure.wording import chinese_date

SOON: Final = 5
"""Working days ahead that count as 「5 个工作日内」."""


class DueKind(Term):
    """What has to be done."""

    CONFIRM_RECEIPT = "confirm_receipt", "确认收到申请之日"
    CORRECTION_NOTICE = "correction_notice", "补正告知"
    ANSWER = "answer", "答复申请"
    CORRECTION = "correction", "等待补正"
    PAYMENT = "payment", "等待缴费"
    OPINION = "opinion", "等待意见"
    DELIVERY = "delivery", "送达"
    THIRD_PARTY_NOTICE = "third_party_notice", "告知第三方"
    ANSWER_AGAIN = "answer_again", "重新答复"
    REVIEW_REPLY = "review_reply", "行政复议答复"
    COURT_DEFENCE = "court_defence", "答辩举证"
    PUBLICATION = "publication", "主动公开"
    DUTY = "duty", "应公开事项"
    ZERO_CONFIRMATION = "zero_confirmation", "零申请确认"
    CARRIED_ON = "carried_on", "补登上年结转"
    EXPIRING = "expiring", "规范性文件到期"
    REPORT_SUBMISSION = "report_submission", "报送年度报告"
    REPORT_PUBLICATION = "report_publication", "公布年度报告"
    REPORT_ARCHIVE = "report_archive", "年度报告送档案馆"
    REPORT_RECTIFICATION = "report_rectification", "年度报告整改"


class DueGroup(Term):
    """How the 今日 page sorts what is due."""

    OVERDUE = "overdue", "逾期"
    TODAY = "today", "今天"
    SOON = "soon", "5 个工作日内"
    WAITING = "waiting", "等待对方"
    ALONGSIDE = "alongside", "顺手一并"
    LATER = "later", "以后"


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """One thing to do: for which record (id 0: none), what in one Chinese sentence, and by when.

    ``due_on`` is None if no day is set; ``waits`` means that the next move is somebody else's; ``period`` names which
    of several items of one record it is.
    """

    kind: DueKind
    due_on: date | None
    provisional: bool = False
    register: str
    record_id: int
    sentence: str
    article: str
    waits: bool = False
    period: str = ""


def request_items(
    request: Request,
    steps: Sequence[Step],
    calendar: WorkCalendar,
    today: date,
    corrected_by: Sequence[Review | Litigation] = (),
) -> Iterator[DueItem]:
    """Yield what a request needs now: confirmation, 补正告知, the answer, or what is awaited from others.

    ``corrected_by`` are the reviews and suits that corrected its answer: they may require another one.
    """
    if request.is_excluded:
        return
    deadline = deadline_of(request, steps, calendar, today)
    if deadline.state is DeadlineState.UNCONFIRMED:
        rule = RECEIPT_RULES[request.channel]
        sentence = f"{request.caption} 与申请人联系确认，并登记收到申请之日：{rule.sentence}"
        due_on = request.arrived_on if request.channel is Channel.ORDINARY_MAIL else None
        yield _item(DueKind.CONFIRM_RECEIPT, request, sentence, rule.article, due_on)
    elif deadline.state in (DeadlineState.ANSWERED, DeadlineState.CLOSED):
        yield from _after_answer(request, steps)
        yield from _answer_again(request, steps, corrected_by, calendar)
    else:
        yield from _open_items(request, steps, deadline, today)


def _open_items(request: Request, steps: Sequence[Step], deadline: Deadline, today: date) -> Iterator[DueItem]:
    if deadline.state.is_waiting:
        kind, lapsed, article = _AWAITED[deadline.state]
        until = deadline.waiting_until
        is_lapsed = until is not None and until < today
        unsigned = "，收费通知的签收日登记后才算得出期限" if deadline.state is DeadlineState.AWAITING_PAYMENT else ""
        by = f"，期限到{chinese_date(until)}" if until else unsigned
        sentence = lapsed if is_lapsed else f"等待{deadline.waiting_for}{by}"
        yield _item(kind, request, f"{request.caption} {sentence}", article, until, waits=not is_lapsed)
    if deadline.due_on is not None:
        together = f"，已并入{without_people(request.merged_into)}一并答复" if request.merged_into else ""
        yield _item(
            DueKind.ANSWER,
            request,
            f"{request.caption} 在{chinese_date(deadline.due_on)}前作出答复{together}",
            TimeLimit.ANSWER.article,
            deadline.due_on,
            provisional=deadline.provisional,
        )
    notice_by = deadline.correction_notice_by
    is_settled = deadline.due_on is None or any(step.kind in _CORRECTION_STEPS for step in steps)
    if notice_by is not None and not is_settled and today <= notice_by:
        yield _item(
            DueKind.CORRECTION_NOTICE,
            request,
            f"{request.caption} 如果需要补正，在{chinese_date(notice_by)}前一次性告知申请人",
            TimeLimit.CORRECTION_NOTICE.article,
            notice_by,
            provisional=deadline.is_notice_provisional,
        )


_CORRECTION_STEPS = (StepKind.CORRECTION_ASKED, StepKind.CORRECTION_RECEIVED, StepKind.CORRECTION_OVERDUE)
"""Any of them settles 条例第三十条, as nothing is due while payment is awaited; a phone call does not."""


_AWAITED: Mapping[DeadlineState, tuple[DueKind, str, str]] = {
    DeadlineState.AWAITING_CORRECTION: (
        DueKind.CORRECTION,
        "补正期限已过，核实有无正当理由，没有的可以登记“逾期未补正”",
        "条例第三十条",
    ),
    DeadlineState.AWAITING_PAYMENT: (
        DueKind.PAYMENT,
        "缴费期限已过，可以登记“逾期未缴”",
        TimeLimit.FEE_PAYMENT.article,
    ),
    DeadlineState.AWAITING_THIRD_PARTY: (DueKind.OPINION, "", TimeLimit.THIRD_PARTY_OPINION.article),
    DeadlineState.AWAITING_ORGAN: (DueKind.OPINION, "", TimeLimit.ORGAN_OPINION.article),
}


def _after_answer(request: Request, steps: Sequence[Step]) -> Iterator[DueItem]:
    if CaseState(request, tuple(steps)).is_returned:
        sentence = f"{request.caption} 邮件被退回，核对地址后重新送达"
        yield _item(DueKind.DELIVERY, request, sentence, "国办公开办函〔2016〕235号", None)
    # nobody signed for a returned letter
    returned = max((step.on for step in steps if step.kind is StepKind.RETURNED), default=date.min)
    for step in (step for step in steps if step.kind is StepKind.DELIVERED and step.on >= returned):
        if step.delivery is DeliveryMethod.POST and step.signed_on is None:
            yield _item(
                DueKind.DELIVERY,
                request,
                f"{request.caption} 答复已交邮，核对并登记签收日期",
                "国办公开办函〔2016〕235号",
                None,
                waits=True,
            )


def notice_items(request: Request, steps: Sequence[Step], letters: Iterable[IssuedLetter]) -> Iterator[DueItem]:
    """Yield the 告知书 owed to a third party whose information was released over its objection (条例第三十二条)."""
    owed = objections.not_told(steps, letters) if objections.is_release(request) and request.is_answered else ()
    if owed:
        sentence = f"{request.caption} 第三方不同意而决定公开，将公开的内容和理由书面告知第三方"
        yield _item(DueKind.THIRD_PARTY_NOTICE, request, sentence, objections.ARTICLE, None)


def _answer_again(
    request: Request, steps: Sequence[Step], corrected_by: Sequence[Review | Litigation], calendar: WorkCalendar
) -> Iterator[DueItem]:
    """Yield the new answer a decision or judgment orders, until it is made: within its own term, or else a full one.

    The term comes from 登记重新办理; until that is entered it is counted from 结案日期.
    """
    answered_on = request.counted_answer_on or date.max  # reopened and answered since: that is the new answer
    ordered = [
        case for case in corrected_by if orders_a_new_answer(case) and (case.closed_on or date.min) > answered_on
    ]
    last = max(ordered, key=lambda case: case.closed_on or date.min, default=None)
    reopened = [step for step in steps if step.kind is StepKind.REOPENED and step.on > answered_on]
    since = last.closed_on if last is not None else None
    if reopened:
        since = reopened[-1].on
    if since is None or any(step.kind is StepKind.ANSWERED_AGAIN and step.on >= since for step in steps):
        return
    by, article = _ordered_by(last)
    set_for = reopened[-1].until if reopened else None
    due = DueDate(set_for) if set_for else TimeLimit.ANSWER.due_after(since, calendar)
    yield _dated(DueKind.ANSWER_AGAIN, request, f"{request.caption} 按{by}重新作出答复", article, due)


_NEW_ANSWER = (ReviewDecision.REVOKED, ReviewDecision.ORDERED_TO_ACT, Judgment.REVOKED, Judgment.ORDERED_TO_ACT, None)
"""Results that require a new answer; a change or a declaration does not. None, not entered yet, probably does."""


def orders_a_new_answer(case: Review | Litigation) -> bool:
    """Whether a review or suit corrected the answer in a way that requires a new one."""
    detail = case.decision if isinstance(case, Review) else case.judgment
    is_corrected = case.decided_as is DisputeResult.CORRECTED
    return is_corrected and case.closed_on is not None and detail in _NEW_ANSWER


def _ordered_by(case: Review | Litigation | None) -> tuple[str, str]:
    """Return who ordered the new answer, and the article that makes it binding."""
    if isinstance(case, Litigation):
        is_order = case.judgment is Judgment.ORDERED_TO_ACT
        return f"判决（{case.caption}）", f"行政诉讼法第{'七十二' if is_order else '七十'}条"
    if case is not None:
        return f"行政复议决定（{case.caption}）", "行政复议法第七十七条"
    return "复议决定或者判决", "行政复议法第七十七条"


def review_items(review: Review, calendar: WorkCalendar) -> Iterator[DueItem]:
    """Yield the reply a review still waits for: 10 working days, 5 in 简易程序 (行政复议法第四十八、五十四条)."""
    if review.replied_on is None and review.closed_on is None:
        limit = review_reply_limit(review.procedure)
        due = limit.due_after(review.received_on, calendar)
        unsure = "（程序未填，按普通程序计算）" if review.procedure is None else ""
        sentence = f"{review.caption} 在{chinese_date(due.on)}前提交行政复议答复书和证据{unsure}"
        yield _dated(DueKind.REVIEW_REPLY, review, sentence, limit.article, due)


def litigation_items(case: Litigation, calendar: WorkCalendar) -> Iterator[DueItem]:
    """Yield the defence a suit still waits for: 15 calendar days, a last day off rolls on (行政诉讼法第六十七条)."""
    if case.defence_on is None and case.closed_on is None:
        due = TimeLimit.COURT_DEFENCE.due_after(case.received_on, calendar)
        sentence = f"{case.caption} 在{chinese_date(due.on)}前提交答辩状和作出行政行为的证据、依据"
        yield _dated(DueKind.COURT_DEFENCE, case, sentence, TimeLimit.COURT_DEFENCE.article, due)


def release_items(release: Release, calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    """Yield the publication an unpublished release waits for, counted from 形成或变更 (条例第二十六条).

    One dated in the future is not due before its day.
    """
    done = release.published_on or release.taken_down_on
    is_kept_back = release.secrecy_conclusion is not None and release.secrecy_conclusion.keeps_back
    if (done is None or done > today) and not is_kept_back:
        due = TimeLimit.PUBLICATION.due_after(release.formed_on, calendar)
        planned = f"，登记的公开日期是{chinese_date(release.published_on)}" if release.published_on else ""
        sentence = f"“{release.caption}”在{chinese_date(due.on)}前公开{planned}"
        yield _dated(DueKind.PUBLICATION, release, sentence, TimeLimit.PUBLICATION.article, due)


def _dated(kind: DueKind, record: Record, sentence: str, article: str, due: DueDate) -> DueItem:
    return _item(kind, record, sentence, article, due.on, provisional=due.is_provisional)


def _item(
    kind: DueKind,
    record: Record,
    sentence: str,
    article: str,
    due_on: date | None,
    *,
    provisional: bool = False,
    waits: bool = False,
) -> DueItem:
    return DueItem(
        kind=kind,
        due_on=due_on,
        provisional=provisional,
        register=record.register,
        record_id=record.id,
        sentence=sentence,
        article=article,
        waits=waits,
    )


def group_of(item: DueItem, today: date, calendar: WorkCalendar) -> DueGroup:
    """Return the group of one item; one waiting for others stays in that group until its day has passed.

    The office's own monthly 零申请确认 is not a legal deadline, so it is never overdue.
    """
    if item.due_on is not None and item.due_on < today and item.kind is not DueKind.ZERO_CONFIRMATION:
        return DueGroup.OVERDUE
    if item.waits:
        return DueGroup.WAITING
    if item.kind is DueKind.ZERO_CONFIRMATION:
        return DueGroup.ALONGSIDE
    if item.due_on is None or item.due_on == today:
        return DueGroup.TODAY
    return DueGroup.SOON if item.due_on <= calendar.nth_workday_after(today, SOON) else DueGroup.LATER


def grouped(items: Iterable[DueItem], today: date, calendar: WorkCalendar) -> dict[DueGroup, tuple[DueItem, ...]]:
    """Return the items by group, every group present, in order of their days; those without a day come first."""
    ordered = sorted(items, key=lambda item: (item.due_on or date.min, item.register, item.record_id))
    return {group: tuple(item for item in ordered if group_of(item, today, calendar) is group) for group in DueGroup}
