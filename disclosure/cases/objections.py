"""Releasing over an objection: the third party must be told in writing what is released and why (条例第三十二条)."""

from collections.abc import Iterable

from disclosure.cases.outcomes.remedies import articles_in
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request, Step
from disclosure.terms import PartyOpinion, StepKind

NOTICE = "third-party-release"
"""The letter that tells the third party."""

ARTICLE = "条例第三十二条"

_KEPT_BACK = frozenset({15, 32})


def is_release(request: Request) -> bool:
    """Whether a request was answered by releasing what it asked for.

    A part withheld for the third party (条例第十五条) is not released over its objection.
    """
    if request.outcome is Outcome.PARTLY_GRANTED:
        return _KEPT_BACK.isdisjoint(articles_in(request.legal_basis))
    return request.outcome is Outcome.GRANTED


def not_told(steps: Iterable[Step], letters: Iterable[IssuedLetter]) -> tuple[Step, ...]:
    """Return the objections, if they are a party's last opinion, for which no valid 告知书 was sent."""
    last: dict[str, Step] = {}
    for step in sorted(steps, key=lambda step: (step.on, step.id)):
        if step.kind is StepKind.THIRD_PARTY_ANSWERED:
            last[step.party.strip()] = step
    told = {letter.addressee.strip() for letter in letters if letter.kind == NOTICE and not letter.is_voided}
    objections = (step for step in last.values() if step.opinion is PartyOpinion.OBJECTS)
    return tuple(step for step in objections if not (told if not step.party.strip() else step.party.strip() in told))
