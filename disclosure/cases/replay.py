"""Replaying a request's steps: the effect of each on the answer term (decisions are explained in ``answer_date``)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.calendar.day_strip import DayRole, Span, Timeline, Turn
from disclosure.calendar.statutory_deadlines import REASONABLE, TimeLimit
from disclosure.calendar.workdays import DAY, DueDate, WorkCalendar
from disclosure.cases.consultations import PAUSE_ARTICLE, Consultation, consultations
from disclosure.cases.doubts import Doubt
from disclosure.records import Step
from disclosure.terms import DeliveryMethod, StepKind
from disclosure.wording import chinese_date, yuan

FEE_ARTICLE = TimeLimit.FEE_PAYMENT.article


@dataclass(frozen=True)
class Lapse:
    """A step that closes a request because the applicant missed a deadline: what was asked for, by which notice.

    ``untold`` is what is lacking where nobody knows when the applicant's time ends.
    """

    awaited: StepKind
    notice: str
    what: str
    article: str
    untold: str


LAPSES: Mapping[StepKind, Lapse] = {
    StepKind.CORRECTION_OVERDUE: Lapse(StepKind.CORRECTION_ASKED, "补正告知", "补正", "条例第三十条", "期限"),
    StepKind.FEE_OVERDUE: Lapse(StepKind.FEE_NOTICE, "收费通知", "缴费", FEE_ARTICLE, "签收日"),
}


def payment_due(notice: Step, calendar: WorkCalendar) -> DueDate | None:
    """Return the last day to pay; None for a 收费通知 sent by post of which nobody knows when the applicant got it.

    The term begins with its receipt. The day of posting is not that day: counted from it, a request would be closed
    while the applicant may still pay.
    """
    is_on_its_way = notice.delivery is DeliveryMethod.POST or notice.posted_on is not None
    if notice.signed_on is None and is_on_its_way:
        return None
    return TimeLimit.FEE_PAYMENT.due_after(notice.signed_on or notice.on, calendar)


_FAR = 120
"""Working days, about half a year: a date further away than this is more likely a mistyped year."""


class Replay:
    """The state of the answer term after the steps up to ``until`` (the day it was answered or closed, if any)."""

    def __init__(self, received_on: date, steps: Sequence[Step], calendar: WorkCalendar, until: date | None) -> None:
        self.received_on = self.start = received_on
        self.calendar, self.until = calendar, until
        self.added, self.is_extended, self.corrections = 0, False, 0
        self.free_on: date | None = None
        self.free_from = received_on
        self.waiting: dict[StepKind, Step] = {}
        self.doubts: list[Doubt] = []
        self.turns = [Turn(received_on, DayRole.RECEIVED, "收到申请之日，当日不计入期限", "条例第三十一条")]
        self.waits: list[Span] = []
        asked = consultations([step for step in steps if received_on <= step.on], calendar)
        self.consultations = tuple(item for item in asked if until is None or item.asked.on <= until)
        self._follow(steps)
        _, in_time = self._due_of_term()
        self.consultations = tuple(
            replace(item, is_receipt_void=item.has_late_receipt and item not in in_time) for item in self.consultations
        )
        self.doubts += (doubt for item in self.consultations for doubt in item.doubts)

    def _follow(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if step.on < self.received_on and step.kind in _CLOCK_KINDS:
                told = f"{chinese_date(step.on)}的“{step.kind.label}”早于收到申请之日，计算期限时没有计入，要核对日期"
                self._doubt(told, "条例第三十一条", step)
            elif step.kind in _EFFECTS and not step.is_refund and (self.until is None or step.on <= self.until):
                _EFFECTS[step.kind](self, step)

    def _doubt(self, message: str, article: str, step: Step, field: str = "on") -> None:
        self.doubts.append(Doubt(message, article, field, step.id))

    def due(self) -> date | None:
        """Return the day the answer is due, None while 补正 or 缴费 is awaited."""
        if self.waiting:
            return None
        return self.free_on or self._due_of_term()[0]

    def _due_of_term(self) -> tuple[date, list[Consultation]]:
        """Return the last day of the term, and the consultations whose late receipt came before that.

        A letter or receipt that becomes known only after the term has ended cannot revive it.
        """
        count = TimeLimit.ANSWER.length_on(self.start) + self.added
        due_on = self.calendar.nth_workday_after(self.start, count)
        pauses: list[tuple[date, date]] = []
        in_time: list[Consultation] = []
        for known_on, item, ends_on in self._known_pauses():
            if item.asked.on >= due_on or known_on > due_on:
                continue
            pauses.append((item.asked.on, ends_on))
            if known_on > item.asked.on:
                in_time.append(item)
            due_on = self.calendar.nth_workday_after(self.start, count + self._workdays_of(pauses))
        return due_on, in_time

    def _known_pauses(self) -> list[tuple[date, Consultation, date]]:
        """Return the pauses by the day they become known: each as begun by its letter, and as extended by a receipt."""
        found = []
        for item in self.consultations:
            unserved = replace(item, is_receipt_void=item.has_late_receipt)
            found.append((item.asked.on, item, unserved.ends_on))
            if item.served_on is not None and item.ends_on > unserved.ends_on:
                found.append((item.served_on, item, item.ends_on))
        return sorted(found, key=lambda pause: pause[0])

    def _workdays_of(self, pauses: Sequence[tuple[date, date]]) -> int:
        """Return the number of working days of the term within any of the pauses, not counting their first days."""
        total, reached = 0, self.start
        for after, until in sorted(pauses):
            total += self.calendar.workdays_between(max(after, reached), until)
            reached = max(reached, until)
        return total

    def _expired(self, step: Step) -> bool:
        due_on = self.due()
        return due_on is not None and step.on > due_on

    def _restart(self, step: Step, awaited: StepKind, role: DayRole, reason: str, article: str) -> None:
        asked = self.waiting.pop(awaited, None)
        if asked is not None:
            self.waits.append(_wait(asked, step.on - DAY))
        self.start, self.added, self.is_extended, self.free_on = step.on, 0, False, None
        self.turns.append(Turn(step.on, role, reason, article))

    def ask_for_correction(self, step: Step) -> None:
        """补正告知 (条例第三十条): in time, all at once, and then the term waits."""
        self.corrections += 1
        if self.corrections > 1:
            self._doubt("补正应当一次性告知，这是第二次补正告知", TimeLimit.CORRECTION_NOTICE.article, step)
        elif step.on > TimeLimit.CORRECTION_NOTICE.due_after(self.received_on, self.calendar).on:
            within = TimeLimit.CORRECTION_NOTICE.words_on(self.received_on)
            self._doubt(f"补正告知晚于收到申请之日起{within}", TimeLimit.CORRECTION_NOTICE.article, step)
        if self._expired(step):
            self._doubt("补正告知发出时答复期限已经届满", TimeLimit.ANSWER.article, step)
        if step.until is not None:
            left = self.calendar.workdays_between(step.on, step.until)
            if left < REASONABLE.least:
                message = f"补正期限只有{left}个工作日，条例要求的是合理期限，一般为{REASONABLE.words}"
                self._doubt(message, TimeLimit.CORRECTION_NOTICE.article, step, "until")
            self._doubt_if_far("补正期限", step.on, step.until, TimeLimit.CORRECTION_NOTICE.article, step)
        self.waiting[step.kind] = step

    def receive_correction(self, step: Step) -> None:
        """收到补正 (条例第三十条): a full new term from this day."""
        if StepKind.CORRECTION_ASKED not in self.waiting:
            self._doubt("收到补正之前没有登记补正告知，要补记", TimeLimit.CORRECTION_NOTICE.article, step)
        self._restart(
            step, StepKind.CORRECTION_ASKED, DayRole.CORRECTED, "收到补正，答复期限自次日起重新计算", "条例第三十条"
        )

    def ask_for_payment(self, step: Step) -> None:
        """收费通知 (国办函〔2020〕109号): inside the answer term, and then the term waits."""
        if self._expired(step):
            self._doubt("收费通知应当在答复期限内发出，发出时答复期限已经届满", FEE_ARTICLE, step)
        self.waiting[step.kind] = step

    def receive_payment(self, step: Step) -> None:
        """缴费 (国办函〔2020〕109号): a full new term from this day."""
        notice = self.waiting.get(StepKind.FEE_NOTICE)
        due = payment_due(notice, self.calendar) if notice is not None else None
        if notice is None:
            self._doubt("缴费之前没有登记收费通知，要补记", FEE_ARTICLE, step)
        elif due is not None and step.on > due.on:
            within = TimeLimit.FEE_PAYMENT.words_on(notice.signed_on or notice.on)
            late = f"缴费晚于收到收费通知次日起{within}，逾期可以不再处理；仍按缴费日重新计算期限"
            self._doubt(late, FEE_ARTICLE, step)
        asked = notice.amount if notice is not None else None
        if step.amount is None:
            self._doubt("缴费没有填写金额，收费金额按0统计，要补填", FEE_ARTICLE, step, "amount")
        elif asked is not None and asked != step.amount:
            differing = f"缴费{yuan(step.amount)}元，收费通知的是{yuan(asked)}元，要核对金额"
            self._doubt(differing, FEE_ARTICLE, step, "amount")
        self._restart(step, StepKind.FEE_NOTICE, DayRole.PAID, "缴费，答复期限自次日起重新计算", FEE_ARTICLE)

    def lapse(self, step: Step) -> None:
        """逾期未补正 (条例第三十条), 逾期未缴 (国办函〔2020〕109号): close a request once its time is up."""
        message = self.why_not_lapsed(step.kind, step.on)
        if message:
            self._doubt(message, LAPSES[step.kind].article, step)

    def why_not_lapsed(self, kind: StepKind, on: date) -> str:
        """Return the objection to closing the request as ``kind`` on a day, in words; empty if there is none."""
        lapse = LAPSES[kind]
        if lapse.awaited not in self.waiting:
            return f"没有等待中的{lapse.notice}，不能以“{kind.label}”办结，要核对或者补记"
        ends_on = self.wait_ends_on(lapse.awaited)
        if ends_on is None:
            return f"{lapse.notice}没有登记{lapse.untold}，看不出期限是否已经届满，要补填{lapse.untold}"
        if on > ends_on:
            return ""
        return (
            f"{lapse.what}期限到{chinese_date(ends_on)}才届满，“{kind.label}”早于期限，"
            f"{chinese_date(ends_on + DAY)}起才可以登记"
        )

    def wait_ends_on(self, awaited: StepKind) -> date | None:
        """Return the last day for what a 补正告知 or 收费通知 asked of the applicant, None if it is not known."""
        notice = self.waiting[awaited]
        if awaited is StepKind.CORRECTION_ASKED:
            return notice.until
        due = payment_due(notice, self.calendar)
        return due.on if due is not None else None

    def extend(self, step: Step) -> None:
        """延期告知 (条例第三十三条第二款): adds its days once, if notified by the last day of the term."""
        refusal = self._why_not_extended(step)
        if refusal:
            self._doubt(refusal, TimeLimit.ANSWER.article, step)
            return
        days, most = step.days or 0, TimeLimit.EXTENSION.length_on(step.on)
        if not days:
            self._doubt("延期告知没有填写延长几个工作日，期限暂未延长，要补填", TimeLimit.ANSWER.article, step)
        elif days > most:
            self._doubt(f"延长期限最长不得超过{most}个工作日，超出部分没有计入", TimeLimit.ANSWER.article, step)
        self.added, self.is_extended = min(days, most), days > 0

    def _why_not_extended(self, step: Step) -> str:
        if self.waiting:
            return "等待补正或者缴费期间没有进行中的答复期限，这次延期没有计入"
        if self.free_on is not None:
            return "已经确定延迟答复的合理期限，这次延期没有计入"
        if self.is_extended:
            return "答复期限只能延长一次，这次延期没有计入"
        return "延期告知晚于答复期限届满之日，没有延长效力" if self._expired(step) else ""

    def defer(self, step: Step) -> None:
        """延迟答复期限 (条例第三十五条): the office sets a reasonable date and tells the applicant."""
        if step.until is None or step.until < step.on:
            self._doubt("延迟答复没有填写合理的答复期限，期限没有改变，要补填", "条例第三十五条", step)
            return
        if self._expired(step):
            self._doubt("延迟答复告知晚于答复期限届满之日", "条例第三十五条", step)
        self._doubt_if_far("延迟答复的期限", step.on, step.until, "条例第三十五条", step)
        self.free_on, self.free_from = step.until, step.on

    def _doubt_if_far(self, what: str, on: date, until: date, article: str, step: Step) -> None:
        far = self.calendar.workdays_between(on, until)
        if far > _FAR:
            self._doubt(f"{what}到{until.isoformat()}，长达{far}个工作日，要核对年份", article, step, "until")

    def timeline(self, today: date | None) -> Timeline:
        """Return the data of the day strip; it ends with the term or, while it is waiting, today."""
        waits = [*self.waits, *(_wait(step, None) for step in self.waiting.values())]
        pauses = (
            Span(
                item.asked.on + DAY,
                item.ends_on,
                DayRole.OPINION_AWAITED,
                f"{item.kind.name}，不计入期限",
                PAUSE_ARTICLE,
            )
            for item in self.consultations
        )
        last_known = max(turn.on for turn in self.turns)
        last_known = max((last_known, *(step.on for step in self.waiting.values())))
        free = (
            ()
            if self.free_on is None
            else (Span(self.free_from + DAY, self.free_on, DayRole.DEFERRED, "延迟答复的合理期限", "条例第三十五条"),)
        )
        return Timeline(
            self.calendar,
            tuple(self.turns),
            tuple(waits),
            tuple(pauses),
            free,
            self.due() or self.until or max(today or last_known, last_known),
        )


def _wait(asked: Step, until: date | None) -> Span:
    if asked.kind is StepKind.FEE_NOTICE:
        return Span(asked.on + DAY, until, DayRole.PAYMENT_AWAITED, "等待缴费，不计入期限", FEE_ARTICLE)
    return Span(asked.on + DAY, until, DayRole.CORRECTION_AWAITED, "等待补正，不计入期限", "条例第三十条")


_EFFECTS: Mapping[StepKind, Callable[[Replay, Step], None]] = {
    StepKind.CORRECTION_ASKED: Replay.ask_for_correction,
    StepKind.CORRECTION_RECEIVED: Replay.receive_correction,
    StepKind.FEE_NOTICE: Replay.ask_for_payment,
    StepKind.FEE_PAID: Replay.receive_payment,
    StepKind.CORRECTION_OVERDUE: Replay.lapse,
    StepKind.FEE_OVERDUE: Replay.lapse,
    StepKind.EXTENDED: Replay.extend,
    StepKind.DEFERRED: Replay.defer,
}
_CLOCK_KINDS = (*_EFFECTS, StepKind.THIRD_PARTY_ASKED, StepKind.ORGAN_ASKED)
