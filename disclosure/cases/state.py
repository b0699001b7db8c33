"""The state of a request: what follows from it and its steps so far, in order of events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from disclosure.records import Request, Step
from disclosure.terms import StepKind

DELIVERY_DAYS = 60
"""Calendar days after the answer during which a missing 送达 is asked for."""

_CORRECTION_ENDS = (StepKind.CORRECTION_RECEIVED, StepKind.CORRECTION_OVERDUE)
_PAYMENT_ENDS = (StepKind.FEE_PAID, StepKind.FEE_OVERDUE)
_RESTARTS = (StepKind.CORRECTION_RECEIVED, StepKind.FEE_PAID)


_CONSULTATIONS = (
    (StepKind.THIRD_PARTY_ASKED, StepKind.THIRD_PARTY_SERVED, StepKind.THIRD_PARTY_ANSWERED),
    (StepKind.ORGAN_ASKED, StepKind.ORGAN_SERVED, StepKind.ORGAN_ANSWERED),
)
"""The steps of each consultation: asking, the letter signed for, the opinion."""


@dataclass(frozen=True)
class CaseState:
    """A request and its steps; ``was_corrected`` means that a review or a court corrected its answer."""

    request: Request
    steps: tuple[Step, ...] = ()
    was_corrected: bool = False

    @cached_property
    def in_order(self) -> tuple[Step, ...]:
        """The steps by day, those of one day as entered (new ones last); money given back moves nothing in a case."""
        steps = (step for step in self.steps if not step.is_refund)
        return tuple(sorted(steps, key=lambda step: (step.on, step.id or float("inf"))))

    @property
    def is_closed(self) -> bool:
        """Whether the request counts as answered."""
        return self.request.is_answered

    @property
    def is_confirmed(self) -> bool:
        """Whether 收到申请之日 is known (条例第三十一条)."""
        return self.request.received_on is not None

    @property
    def awaits_correction(self) -> bool:
        """Whether the request is open and a 补正告知 has not been followed by 收到补正 or 逾期未补正."""
        return self._is_open_after(StepKind.CORRECTION_ASKED, _CORRECTION_ENDS)

    @property
    def awaits_payment(self) -> bool:
        """Whether the request is open and a 收费通知 has not been followed by 缴费 or 逾期未缴."""
        return self._is_open_after(StepKind.FEE_NOTICE, _PAYMENT_ENDS)

    @property
    def is_running(self) -> bool:
        """Whether it is the office's turn: confirmed, not closed, and not waiting for the applicant."""
        return self.is_confirmed and not (self.is_closed or self.awaits_correction or self.awaits_payment)

    @property
    def is_returned(self) -> bool:
        """Whether the last letter sent was returned and none was sent since."""
        kinds = [step.kind for step in self.in_order if step.kind is StepKind.RETURNED or step.posted_on is not None]
        return bool(kinds) and kinds[-1] is StepKind.RETURNED

    @property
    def has_lapsed(self) -> bool:
        """Whether a step closed the request: withdrawn, not corrected or not paid in time, it has no answer to send."""
        return any(step.kind.outcome is not None and step.kind.outcome is self.request.outcome for step in self.steps)

    @property
    def paid(self) -> int:
        """The fees paid and not given back, in 分."""
        return sum(step.amount or 0 for step in self.steps if step.kind is StepKind.FEE_PAID)

    @property
    def awaits_delivery(self) -> bool:
        """Whether an answer was made and nothing tells how it went out, or it came back; a lapsed case has none."""
        if not self.is_closed or self.has_lapsed or self.request.is_excluded or self.request.merged_into:
            return False
        return self.is_returned or not self.has(StepKind.DELIVERED)

    def owes_delivery(self, today: date) -> bool:
        """Whether the delivery it awaits is the next act; of an answer of long ago nobody enters it any more."""
        answered_on = self.request.answered_on
        return self.awaits_delivery and answered_on is not None and (today - answered_on).days <= DELIVERY_DAYS

    @property
    def is_extended(self) -> bool:
        """Whether the running term has been extended; a restarted term has not."""
        for step in reversed(self.in_order):
            if step.kind is StepKind.EXTENDED:
                return True
            if step.kind in _RESTARTS:
                return False
        return False

    def has(self, kind: StepKind) -> bool:
        """Whether there is a step of a kind."""
        return any(step.kind is kind for step in self.steps)

    def last(self, kind: StepKind) -> Step | None:
        """Return the last step of a kind, or None."""
        return next((step for step in reversed(self.in_order) if step.kind is kind), None)

    def unserved(self, asked: StepKind, served: StepKind, answered: StepKind) -> tuple[Step, ...]:
        """Return the consultations of an open request whose letter is neither signed for nor answered."""
        return self._unmatched(asked, (served, answered))

    def unanswered(self, asked: StepKind, answered: StepKind) -> tuple[Step, ...]:
        """Return the consultations of an open request that have not been answered."""
        return self._unmatched(asked, (answered,))

    @property
    def consulted(self) -> str:
        """Who was consulted and has not answered yet; empty if nobody."""
        left = (step.party for asked, _, answered in _CONSULTATIONS for step in self.unanswered(asked, answered))
        return next(filter(None, left), "")

    @property
    def awaits_opinion(self) -> StepKind | None:
        """The next step of whoever was consulted: signing for the letter, then the opinion; None if nobody was."""
        for asked, served, answered in _CONSULTATIONS:
            if self.unserved(asked, served, answered):
                return served
            if self.unanswered(asked, answered):
                return answered
        return None

    def _unmatched(self, asked: StepKind, ends: Collection[StepKind]) -> tuple[Step, ...]:
        left: list[Step] = []
        if self.is_closed:
            return ()
        for step in self.in_order:
            if step.kind is asked:
                left.append(step)
            elif step.kind in ends:
                ended = next((each for each in left if each.party == step.party), left[0] if left else None)
                left = [each for each in left if each is not ended]
        return tuple(left)

    def _is_open_after(self, asked: StepKind, ends: Collection[StepKind]) -> bool:
        relevant = [step for step in self.in_order if step.kind is asked or step.kind in ends]
        return not self.is_closed and bool(relevant) and relevant[-1].kind is asked
