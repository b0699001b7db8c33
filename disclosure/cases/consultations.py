"""Asking third parties and other organs: what silence means, which days do not count (条例第三十三条第三款).

The pause runs from the day after the letter was sent to the day the opinion came, or to 15 working days after the
consulted party received it, whichever is earlier: then it ends by itself (条例第三十二条、第三十四条). How it is
measured is nowhere defined; where the party's receipt is not recorded, an opinion ends the pause on its day, and
without one the 15 days are counted from sending, so that a date is rather too early than too late.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.limits import TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.doubts import Doubt
from disclosure.records import Step
from disclosure.terms import StepKind

PAUSE_ARTICLE = "条例第三十三条第三款"


@dataclass(frozen=True)
class ConsultationKind:
    """One of the two consultations: its steps, its term and how people call it."""

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
    """One letter asking for an opinion; the days after ``asked.on``, up to ``ends_on``, are no days of the term."""

    kind: ConsultationKind
    asked: Step
    served_on: date | None
    opinion_on: date | None
    expires_on: date

    @property
    def ends_on(self) -> date:
        """The last day of the pause."""
        if self.opinion_on is None:
            return self.expires_on
        return self.opinion_on if self.served_on is None else min(self.opinion_on, self.expires_on)

    def is_open(self, today: date | None) -> bool:
        """Whether the opinion is still awaited; without ``today``, whether none has come."""
        return self.opinion_on is None and (today is None or today <= self.expires_on)

    @property
    def doubts(self) -> Iterator[Doubt]:
        """Yield what keeps this pause from being certain."""
        if self.served_on is None and self.opinion_on is None:
            yield Doubt(
                f"{self.kind.name}尚未登记对方签收日期，暂按发出之日起15个工作日计算，请补记签收日期",
                self.kind.limit.article,
                "on",
                self.asked.id,
            )
        elif self.opinion_on is not None and self.opinion_on > self.ends_on:
            yield Doubt(
                f"{self.kind.name}的意见在对方签收满15个工作日之后才收到，超出的天数照常计入答复期限",
                self.kind.limit.article,
                "on",
                self.asked.id,
            )


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
    expires_on = kind.limit.due_after(served_on or asked.on, calendar).on
    return Consultation(kind, asked, served_on, opinion.on if opinion else None, expires_on)


def _taken(asked: Step, kind: StepKind, unused: list[Step]) -> Step | None:
    for step in unused:
        same_party = step.party == asked.party or not (step.party and asked.party)
        if step.kind is kind and step.on >= asked.on and same_party:
            unused.remove(step)
            return step
    return None
