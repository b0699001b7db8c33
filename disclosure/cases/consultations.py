"""Consulting third parties and other organs: what silence means, which days do not count (条例第三十三条第三款).

The pause runs from the day after the letter was sent to the day the opinion came, or to the end of the term that began
when the consulted party received it, whichever is earlier; then it ends by itself (条例第三十二条、第三十四条). No rule
says how to measure it; if the party's receipt is not recorded, the term is counted from sending, so that a date is
rather too early than too late. A receipt on a day when the answer was already overdue does not count: nothing entered
afterwards turns an overdue case into one in time (``replay`` knows that day).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.doubts import Doubt
from disclosure.records import Step
from disclosure.terms import StepKind

PAUSE_ARTICLE = "条例第三十三条第三款"


@dataclass(frozen=True)
class ConsultationKind:
    """One of the two kinds of consultation: its steps, its term and its name."""

    asked: StepKind
    served: StepKind
    answered: StepKind
    limit: TimeLimit
    name: str
    silence: str


THIRD_PARTY = ConsultationKind(
    StepKind.THIRD_PARTY_ASKED,
    StepKind.THIRD_PARTY_SERVED,
    StepKind.THIRD_PARTY_ANSWERED,
    TimeLimit.THIRD_PARTY_OPINION,
    "征求第三方意见",
    "第三方逾期未提出意见的，由本机关依照条例决定是否公开",
)
ORGAN = ConsultationKind(
    StepKind.ORGAN_ASKED,
    StepKind.ORGAN_SERVED,
    StepKind.ORGAN_ANSWERED,
    TimeLimit.ORGAN_OPINION,
    "征求其他机关意见",
    "其他机关逾期不答复的，视为同意公开",
)
KINDS: Mapping[StepKind, ConsultationKind] = {kind.asked: kind for kind in (THIRD_PARTY, ORGAN)}


@dataclass(frozen=True)
class Consultation:
    """One letter asking for an opinion; the days after ``asked.on``, up to ``ends_on``, do not count.

    ``unserved_until`` is the end if no receipt counts; ``is_receipt_void`` means that the recorded one does not.
    """

    kind: ConsultationKind
    asked: Step
    served_on: date | None
    opinion_on: date | None
    served_until: date | None
    unserved_until: date
    is_receipt_void: bool = False

    @property
    def expires_on(self) -> date:
        """The last day for the opinion, counted from the receipt, or else from sending."""
        return self.unserved_until if self.served_until is None or self.is_receipt_void else self.served_until

    @property
    def has_late_receipt(self) -> bool:
        """Whether the receipt is later than the end of the pause would be without it."""
        return self.served_on is not None and self.served_on > self.unserved_until

    @property
    def ends_on(self) -> date:
        """The last day of the pause."""
        return self.expires_on if self.opinion_on is None else min(self.opinion_on, self.expires_on)

    def is_open(self, today: date | None) -> bool:
        """Whether the opinion is still awaited; without ``today``, whether none has come."""
        return self.opinion_on is None and (today is None or today <= self.expires_on)

    @property
    def doubts(self) -> Iterator[Doubt]:
        """Yield what makes this pause uncertain."""
        is_too_late = self.opinion_on is not None and self.opinion_on > self.expires_on
        if self.is_receipt_void and self.served_on is not None:
            yield self._doubt(
                f"登记的对方签收日期{self.served_on.isoformat()}已在答复期限届满之后，暂按发出之日起{self._span}计算，要核对"
            )
        elif self.served_on is None and (is_too_late or self.opinion_on is None):
            yield self._doubt(f"尚未登记对方签收日期，暂按发出之日起{self._span}计算，要补记签收日期")
        elif is_too_late:
            yield self._doubt(f"的意见在对方签收满{self._span}之后才收到，超出的天数照常计入答复期限")

    @property
    def _span(self) -> str:
        return self.kind.limit.words_on(self.asked.on)

    def _doubt(self, message: str) -> Doubt:
        return Doubt(f"{self.kind.name}{message}", self.kind.limit.article, "on", self.asked.id)


def consultations(steps: Iterable[Step], calendar: WorkCalendar) -> tuple[Consultation, ...]:
    """Return every consultation among a request's steps, oldest first; each letter takes the next receipt and opinion.

    Steps that name parties are matched by party.
    """
    unused = list(steps)
    return tuple(_consultation(step, unused, calendar) for step in tuple(unused) if step.kind in KINDS)


def _consultation(asked: Step, unused: list[Step], calendar: WorkCalendar) -> Consultation:
    kind = KINDS[asked.kind]
    served, opinion = _taken(asked, kind.served, unused), _taken(asked, kind.answered, unused)
    served_on = (served.signed_on or served.on) if served else asked.signed_on
    opinion_on = opinion.on if opinion else None
    served_until = kind.limit.due_after(served_on, calendar).on if served_on else None
    unserved_until = kind.limit.due_after(asked.on, calendar).on
    return Consultation(kind, asked, served_on, opinion_on, served_until, unserved_until)


def _taken(asked: Step, kind: StepKind, unused: list[Step]) -> Step | None:
    for step in unused:
        same_party = step.party == asked.party or not (step.party and asked.party)
        if step.kind is kind and step.on >= asked.on and same_party:
            unused.remove(step)
            return step
    return None
