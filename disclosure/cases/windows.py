"""How long the applicant may still contest an answer: by review, by suit, and by suit after a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.cases.outcomes.remedies import remedy_of
from disclosure.outcomes import Remedy
from disclosure.records import Request, Review, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date


@dataclass(frozen=True)
class Window:
    """One thing the applicant may still do, and until when."""

    what: str
    until: DueDate
    limit: TimeLimit

    @property
    def sentence(self) -> str:
        """Return 「申请行政复议到2024年5月28日（行政复议法第二十条）」."""
        provisional = "（暂定）" if self.until.is_provisional else ""
        return f"{self.what}到{chinese_date(self.until.on)}{provisional}（{self.limit.article}）"


def applicant_windows(
    request: Request, steps: Sequence[Step], reviews: Sequence[Review], calendar: WorkCalendar
) -> tuple[Window, ...]:
    """Return the applicant's terms against an answer, from the day it was signed for, else from 答复日期.

    Where the answer is one of 条例第十四至十六条 a suit begins with the review, so no term to sue runs beside it.
    """
    if request.outcome is None or request.answered_on is None:
        return ()
    signed = [step.signed_on for step in steps if step.kind is StepKind.DELIVERED and step.signed_on is not None]
    known_on = max([request.answered_on, *signed])
    remedy = remedy_of(request.outcome, request.legal_basis, request.answered_on)
    found = [] if remedy is Remedy.NONE else [_window("申请行政复议", TimeLimit.APPLY_FOR_REVIEW, known_on, calendar)]
    if remedy is Remedy.EITHER:
        found.append(_window("直接提起行政诉讼", TimeLimit.SUE_DIRECTLY, known_on, calendar))
    for review in reviews:
        if review.closed_on is not None:
            what = f"对{review.caption}复议决定提起行政诉讼"
            found.append(_window(what, TimeLimit.SUE_AFTER_REVIEW, review.closed_on, calendar))
    return tuple(found)


def _window(what: str, limit: TimeLimit, since: date, calendar: WorkCalendar) -> Window:
    return Window(what, limit.due_after(since, calendar), limit)
