"""Until when the applicant may contest an answer: by review, by suit, and by suit after a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.cases.answer_date import delivers_answer
from disclosure.cases.outcomes.remedies import remedy_of
from disclosure.outcomes import Remedy
from disclosure.records import Litigation, Request, Review, Step
from disclosure.terms import ReviewDecision, StepKind
from disclosure.wording import chinese_date


@dataclass(frozen=True)
class Window:
    """One remedy of the applicant and its last day; ``is_unserved``: nothing records when the answer was received."""

    what: str
    until: DueDate
    limit: TimeLimit
    is_unserved: bool = False

    @property
    def sentence(self) -> str:
        """Return 「申请行政复议到2024年5月28日（行政复议法第二十条）」."""
        provisional = "（暂定）" if self.until.is_provisional else ""
        unserved = "；未登记签收，暂从作出之日起算" if self.is_unserved else ""
        return f"{self.what}到{chinese_date(self.until.on)}{provisional}（{self.limit.article}{unserved}）"


def applicant_windows(
    request: Request,
    steps: Sequence[Step],
    reviews: Sequence[Review],
    suits: Sequence[Litigation],
    calendar: WorkCalendar,
) -> tuple[Window, ...]:
    """Return the applicant's terms against the current answer, from the day it was signed for, or else from its date.

    Against an answer under 条例第十四至十六条 a review must precede a suit, so no separate term to sue runs. Remedies
    already used are left out: a review uses up both unless it ended without examining the answer, a suit uses up all
    (行政复议法第二十九条). A new answer can be reviewed in turn; no field says what kind of answer it is, and so
    whether it may be sued at once.
    """
    if request.outcome is None or request.answered_on is None:
        return ()
    again = (StepKind.REOPENED, StepKind.ANSWERED_AGAIN)  # reopened and answered since: that answer counts
    order = [step for step in steps if step.kind in again and step.on > request.answered_on]
    last = max(order, key=lambda step: (step.on, step.id), default=None)
    if last is not None and last.kind is StepKind.REOPENED:
        made_on, signed, remedy = None, [], Remedy.NONE
    elif last is not None:
        made_on, signed = last.on, [last.signed_on] if last.signed_on else []
        remedy = Remedy.REVIEW_FIRST
    else:
        made_on = request.answered_on
        days = [step.signed_on for step in steps if delivers_answer(step, request) and step.signed_on is not None]
        signed = [day for day in days if day >= made_on]
        remedy = remedy_of(request.outcome, request.legal_basis, made_on)
    asked = [review for review in reviews if made_on is not None and review.received_on >= made_on]
    sued = [suit for suit in suits if made_on is not None and suit.received_on >= made_on]
    known_on, found = max([made_on or request.answered_on, *signed]), []
    is_unserved = not signed
    if remedy is not Remedy.NONE and not (asked or sued):
        found.append(_window("申请行政复议", TimeLimit.APPLY_FOR_REVIEW, known_on, calendar, is_unserved))
    if remedy is Remedy.EITHER and not sued and all(review.decision in _ASIDE for review in asked):
        found.append(_window("直接提起行政诉讼", TimeLimit.SUE_DIRECTLY, known_on, calendar, is_unserved))
    for review in reviews:
        if review.closed_on is not None and not any(suit.received_on >= review.closed_on for suit in suits):
            what = f"对{review.caption}复议决定提起行政诉讼"
            found.append(_window(what, TimeLimit.SUE_AFTER_REVIEW, review.closed_on, calendar, True))
    return tuple(found)


_ASIDE = (ReviewDecision.NOT_ACCEPTED, ReviewDecision.APPLICATION_DISMISSED, ReviewDecision.TERMINATED)
"""Results of a review that did not examine the answer."""


def _window(what: str, limit: TimeLimit, since: date, calendar: WorkCalendar, is_unserved: bool) -> Window:
    return Window(what, limit.due_after(since, calendar), limit, is_unserved)
