"""The answer date of a request, replayed from its dated steps (条例第三十至三十五条; 国办函〔2020〕109号).

There are five effects: 补正 and 缴费 each restart a full term, 征求意见 pauses it, 延期 adds to it, and 延迟答复
(条例第三十五条) sets a free date. Where the law is silent, these are our decisions:

* a restart forgets earlier pauses and extensions; a consultation still open continues to pause the new term, because
  条例第三十三条第三款 has no exception, and the new term may be extended once again;
* while 补正 or 缴费 is awaited nothing is due from the office;
* a second 补正告知, or a late one, has the same effect as a proper one, with a doubt;
* an extension adds its days only once per term and only if notified by its last day; a late or second one adds nothing,
  more days than the law allows add as many as it allows, a blank number adds nothing - each with a doubt;
* a free date stays as set: pauses and extensions concern only the term of 条例第三十三条; a restart ends it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from disclosure.calendar.day_strip import DayEntry, Timeline, strip
from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DAY, WorkCalendar
from disclosure.cases.consultations import THIRD_PARTY, Consultation
from disclosure.cases.doubts import Doubt
from disclosure.cases.receipt import receipt_doubts
from disclosure.cases.replay import LAPSES, Replay
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.term_base import Term
from disclosure.terms import DeliveryMethod, StepKind
from disclosure.wording import chinese_date


class DeadlineState(Term):
    """The state of a request with respect to its deadline."""

    UNCONFIRMED = "unconfirmed", "尚未确认"
    RUNNING = "running", "办理中"
    AWAITING_CORRECTION = "awaiting_correction", "等待补正"
    AWAITING_THIRD_PARTY = "awaiting_third_party", "等待第三方意见"
    AWAITING_ORGAN = "awaiting_organ", "等待其他机关意见"
    AWAITING_PAYMENT = "awaiting_payment", "等待缴费"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已结束"

    @property
    def is_waiting(self) -> bool:
        """Whether the next move is somebody else's."""
        return self in _WAITING_FOR


_WAITING_FOR = {
    DeadlineState.AWAITING_CORRECTION: "申请人补正",
    DeadlineState.AWAITING_THIRD_PARTY: "第三方意见",
    DeadlineState.AWAITING_ORGAN: "其他机关意见",
    DeadlineState.AWAITING_PAYMENT: "申请人缴费",
}
_CLOSING_OUTCOMES = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """When a request must be answered, and why.

    ``due_on`` is None before confirmation and while 补正 or 缴费 is awaited; ``provisional`` means that a date is in a
    year whose holidays are not announced yet (暂定). ``waiting_until`` is the last day for the other side, if it has
    one. ``lapses_on`` is the first day on which 逾期未补正 or 逾期未缴 may be registered, if one of them is awaited.
    ``answered_on`` is the day the answer counts as made; ``late_workdays`` is None unless answered.
    """

    state: DeadlineState
    due_on: date | None = None
    original_due_on: date | None = None
    provisional: bool = False
    waiting_until: date | None = None
    correction_notice_by: date | None = None
    is_notice_provisional: bool = False
    lapses_on: date | None = None
    extended_by: int = 0
    answered_on: date | None = None
    late_workdays: int | None = None
    doubts: tuple[Doubt, ...] = ()
    timeline: Timeline | None = field(default=None, repr=False, compare=False)

    @property
    def waiting_for(self) -> str:
        """What is awaited from others: 「申请人补正」; empty if it is the office's turn."""
        return _WAITING_FOR.get(self.state, "")

    @property
    def due_day(self) -> str:
        """The due date in words: 「2027年1月14日（暂定）」; empty if there is none. A sentence names no other."""
        if self.due_on is None:
            return ""
        return chinese_date(self.due_on) + ("（暂定）" if self.provisional else "")

    @property
    def is_late(self) -> bool:
        """Whether the answer counts as made after the due date."""
        return self.answered_on is not None and self.due_on is not None and self.answered_on > self.due_on

    def is_overdue(self, today: date) -> bool:
        """Whether no answer has been made and the due date has passed."""
        is_open = self.state not in (DeadlineState.ANSWERED, DeadlineState.CLOSED)
        return is_open and self.due_on is not None and self.due_on < today

    @property
    def summary(self) -> str:
        """Whether the answer was in time, in words: 「按期答复」「逾期3个工作日答复」; the state if not answered."""
        if self.state is not DeadlineState.ANSWERED:
            return self.state.label
        if not self.is_late:
            return "按期答复"
        return f"逾期{self.late_workdays}个工作日答复" if self.late_workdays else "逾期答复（逾期期间均为休息日）"

    def explain(self) -> Iterator[DayEntry]:
        """Yield the day strip: one entry per calendar day from 收到申请之日 to the due date, each with its reason."""
        if self.timeline is not None:
            yield from strip(self.timeline)

    @property
    def days(self) -> tuple[DayEntry, ...]:
        """The day strip as a tuple; computed on demand."""
        return tuple(self.explain())


def deadline_of(request: Request, steps: Sequence[Step], calendar: WorkCalendar, today: date | None = None) -> Deadline:
    """Return the deadline of a request replayed from its steps (any order).

    ``today`` decides whether a consultation is still awaited; without it, one without an opinion is.
    """
    if request.received_on is None:
        state = DeadlineState.CLOSED if request.is_over_unreceived else DeadlineState.UNCONFIRMED
        message = "已经登记办理结果，但没有确认收到申请之日，没有计入年报，要补填"
        is_told = request.outcome is not None or request.answered_on is not None
        return Deadline(state=state, doubts=(Doubt(message, "条例第三十一条", "received_on"),) if is_told else ())
    ordered = sorted(steps, key=lambda step: (step.on, step.id))
    answered_on, answer_doubts = _answer(request, ordered)
    if answered_on is None:
        answer_doubts += _closed_without_result(request, ordered)
    else:
        answer_doubts += _closed_otherwise(request, ordered, answered_on)
    if answered_on is not None and today is not None and answered_on > today:
        answer_doubts.append(Doubt("答复日期在今天之后，要核对日期", "条例第三十三条", "answered_on"))
    closed_on = _closed_on(request, ordered, answered_on)
    replay = Replay(
        request.received_on, ordered, calendar, until=min(filter(None, (answered_on, closed_on)), default=None)
    )
    answer_doubts += _closed_too_early(request, replay, ordered)
    answer_doubts += _about_steps(request.received_on, ordered, today)
    state = _state(replay, answered_on, closed_on, today)
    return _deadline(replay, state, answered_on, today, (*receipt_doubts(request), *answer_doubts))


def _deadline(
    replay: Replay, state: DeadlineState, answered_on: date | None, today: date | None, doubts: tuple[Doubt, ...]
) -> Deadline:
    calendar, due_on = replay.calendar, replay.due()
    original = TimeLimit.ANSWER.due_after(replay.received_on, calendar)
    notice = TimeLimit.CORRECTION_NOTICE.due_after(replay.received_on, calendar)
    is_answered = state is DeadlineState.ANSWERED and answered_on is not None
    late = calendar.workdays_between(due_on, answered_on) if is_answered and due_on and answered_on else 0
    provisional = due_on is not None and replay.free_on is None and calendar.is_provisional(replay.start + DAY, due_on)
    return Deadline(
        state=state,
        due_on=due_on,
        original_due_on=original.on,
        provisional=provisional,
        waiting_until=_waiting_until(replay, state, today),
        correction_notice_by=notice.on,
        is_notice_provisional=notice.is_provisional,
        lapses_on=_lapses_on(replay, state),
        extended_by=replay.added,
        answered_on=answered_on if is_answered else None,
        late_workdays=late if is_answered else None,
        doubts=(*doubts, *replay.doubts),
        timeline=replay.timeline(today),
    )


def why_no_term(request: Request, *, is_split: bool) -> str:
    """Return why a request without an answer needs none, in words; empty if one is due, or was given.

    A request 不计入年报 has no term; of one that was split (拆分) the parts are answered instead.
    """
    if request.is_answered:
        return ""
    return "不计入年报" if request.is_excluded else "已拆分" if is_split else ""


def answer_made_on(request: Request, steps: Sequence[Step]) -> date | None:
    """Return the day an answer counts as made: posting, or signature if handed over; None without an answer."""
    return _answer(request, sorted(steps, key=lambda step: (step.on, step.id)))[0]


def _answer(request: Request, steps: Sequence[Step]) -> tuple[date | None, list[Doubt]]:
    """Return the day the answer counts as made (国办公开办函〔2016〕235号): posting, or signature if handed over."""
    on = request.counted_answer_on
    if on is None:
        return None, list(_why_unanswered(request))
    made_on = next(_delivered_days(request, on, steps), on)
    if made_on == on:
        return on, []
    message = f"送达步骤记载的交邮或者签收日期为{made_on.isoformat()}，与答复日期不一致，是否按期以送达步骤为准"
    return made_on, [Doubt(message, "国办公开办函〔2016〕235号", "answered_on")]


def _why_unanswered(request: Request) -> Iterator[Doubt]:
    """Yield why a request with an incomplete answer still counts as open."""
    if request.outcome is not None and request.answered_on is None:
        yield Doubt("填了办理结果而没有答复日期，暂按未答复处理，要补填", "条例第三十三条", "answered_on")
    elif request.outcome is None and request.answered_on is not None:
        yield Doubt("填了答复日期而没有办理结果，暂按未答复处理，要补填", "条例第三十三条", "outcome")
    elif request.outcome is not None:
        yield Doubt("答复日期早于收到申请之日，暂按未答复处理，要核对", "条例第三十三条", "answered_on")


def _closed_without_result(request: Request, steps: Sequence[Step]) -> list[Doubt]:
    """Yield a doubt if a step ends a request without its result, since only the result ends it in the tables."""
    ending = [step for step in steps if step.kind.outcome is not None and request.outcome is None]
    message = "已登记“{}”，但没有登记办理结果，暂按未答复处理，要补填"
    return [Doubt(message.format(step.kind.label), "条例第三十三条", "outcome", step.id) for step in ending]


def _closed_otherwise(request: Request, steps: Sequence[Step], answered_on: date) -> Iterator[Doubt]:
    """Yield a doubt if a request ended twice: by a step before the answer, and by a different result."""
    for step in steps:
        if step.kind.outcome not in (None, request.outcome) and request.outcome is not None and step.on <= answered_on:
            told = f"已登记“{step.kind.label}”，办理结果却是“{request.outcome.plain_label}”，按办理结果统计，要核对"
            yield Doubt(told, "条例第三十六条", "outcome", step.id)


def _delivered_days(request: Request, on: date, steps: Sequence[Step]) -> Iterator[date]:
    """Yield the days the answer was posted or signed for, ignoring earlier letters and answers after 纠正."""
    for step in steps:
        if step.kind in (StepKind.REOPENED, StepKind.ANSWERED_AGAIN):
            return
        made_on = handed_over_on(step) if delivers_answer(step, request) else None
        if made_on is not None and made_on >= on:
            yield made_on


def delivers_answer(step: Step, request: Request) -> bool:
    """Whether a step is the 送达 of the answer and not of another letter, judging by its 文号."""
    is_another_letter = step.letter_number and request.answer_number and step.letter_number != request.answer_number
    return step.kind is StepKind.DELIVERED and not is_another_letter


def handed_over_on(step: Step) -> date | None:
    """Return the day from which a 送达 counts: posting by mail, signature at the counter; None for other ways."""
    return {DeliveryMethod.POST: step.posted_on, DeliveryMethod.COUNTER: step.signed_on}.get(
        step.delivery or DeliveryMethod.OTHER
    )


def _closed_too_early(request: Request, replay: Replay, steps: Sequence[Step]) -> Iterator[Doubt]:
    """Yield what is doubtful if 逾期未补正 or 逾期未缴 was set as 办理结果 without its step, which has own doubts."""
    lapse = next((kind for kind in LAPSES if kind.outcome is request.outcome), None)
    is_told = lapse is None or any(step.kind is lapse for step in steps)
    if not is_told and lapse is not None and request.counted_answer_on is not None:
        message = replay.why_not_lapsed(lapse, request.counted_answer_on)
        if message:
            yield Doubt(message, LAPSES[lapse].article, "answered_on")


def _about_steps(received_on: date, steps: Sequence[Step], today: date | None) -> Iterator[Doubt]:
    """Yield what is doubtful about steps, regardless of their effect on the term.

    These are days in the future or before the request, and letters sent by post without the number that proves the day
    (国办公开办函〔2016〕235号).
    """
    for step in steps:
        if step.delivery is DeliveryMethod.POST and step.posted_on is not None and not step.tracking_number:
            message = f"{step.kind.label}以邮政寄送，没有填写单号，交邮之日缺少凭证，要补填"
            yield Doubt(message, "国办公开办函〔2016〕235号", "tracking_number", step.id)
        days = (
            ("on", "日期", step.on),
            ("posted_on", "交邮日", step.posted_on),
            ("signed_on", "签收日", step.signed_on),
        )
        for name, label, day in days:
            if day is None:
                continue
            told = f"“{step.kind.label}”的{label}{chinese_date(day)}"
            if today is not None and day > today:
                yield Doubt(f"{told}还没有到，要核对日期", "条例第三十三条", name, step.id)
            elif day < received_on and (name != "on" or step.kind in _OF_THE_ANSWER):
                yield Doubt(f"{told}早于收到申请之日，要核对年份", "条例第三十三条", name, step.id)


_OF_THE_ANSWER = (StepKind.DELIVERED, StepKind.RETURNED, StepKind.ANSWERED_AGAIN, StepKind.REOPENED)
"""Steps that come after an answer; ``replay`` checks those that move the term, and a call may come before it."""


def _closed_on(request: Request, steps: Sequence[Step], answered_on: date | None) -> date | None:
    """Return the day a step ended the request, ignoring one whose 办理结果 has been removed from the request since."""
    if answered_on is None:
        return None
    for step in steps:
        if step.kind.outcome is not None and step.on <= answered_on:
            return step.on
    return answered_on if request.outcome in _CLOSING_OUTCOMES else None


def _state(replay: Replay, answered_on: date | None, closed_on: date | None, today: date | None) -> DeadlineState:
    if closed_on is not None:
        return DeadlineState.CLOSED
    if answered_on is not None:
        return DeadlineState.ANSWERED
    if StepKind.CORRECTION_ASKED in replay.waiting:
        return DeadlineState.AWAITING_CORRECTION
    if StepKind.FEE_NOTICE in replay.waiting:
        return DeadlineState.AWAITING_PAYMENT
    still_open = _open_consultations(replay, today)
    if not still_open:
        return DeadlineState.RUNNING
    is_third_party = any(consultation.kind is THIRD_PARTY for consultation in still_open)
    return DeadlineState.AWAITING_THIRD_PARTY if is_third_party else DeadlineState.AWAITING_ORGAN


def _open_consultations(replay: Replay, today: date | None) -> list[Consultation]:
    return [consultation for consultation in replay.consultations if consultation.is_open(today)]


def _waiting_until(replay: Replay, state: DeadlineState, today: date | None) -> date | None:
    if state is DeadlineState.AWAITING_CORRECTION:
        return replay.wait_ends_on(StepKind.CORRECTION_ASKED)
    if state is DeadlineState.AWAITING_PAYMENT:
        return replay.wait_ends_on(StepKind.FEE_NOTICE)
    if state.is_waiting:
        return max(consultation.expires_on for consultation in _open_consultations(replay, today))
    return None


def _lapses_on(replay: Replay, state: DeadlineState) -> date | None:
    kind = _AWAITED_STEP.get(state)
    ends_on = replay.wait_ends_on(kind) if kind else None
    return ends_on + DAY if ends_on else None


_AWAITED_STEP = {
    DeadlineState.AWAITING_CORRECTION: StepKind.CORRECTION_ASKED,
    DeadlineState.AWAITING_PAYMENT: StepKind.FEE_NOTICE,
}
