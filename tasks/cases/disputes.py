"""A request taken to review or to court: registering the case, linking it, and learning from a lost one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.disputes import Dispute, ReplyDue, asks_why, lesson, proposed_review, proposed_suit, reply_due
from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Request, Review
from disclosure.terms import DisputeResult
from storage.query import Filter, Query
from storage.registers import Registers


@dataclass(frozen=True)
class Registered:
    """A registered case and the deadline for the reply."""

    dispute: Dispute
    reply: ReplyDue


def open_review(registers: Registers, request: Request, received_on: date) -> Review:
    """Return a new review for the form after 「收到复议申请」: filled from request and profile, not saved."""
    return proposed_review(request, registers.profile(), received_on)


def open_suit(registers: Registers, request: Request, received_on: date) -> Litigation:
    """Return a new suit for the form after 「收到应诉通知」: 起诉方式 and 审级 follow from the links; not saved."""
    reviews, suits = reviews_of(registers, request), suits_of(registers, request)
    return proposed_suit(request, registers.profile(), received_on, reviews, suits)


def register_dispute(registers: Registers, dispute: Dispute, calendar: WorkCalendar) -> Registered:
    """Save a review or suit, assigning a number if it has none, and return it with the deadline for the reply.

    Raises InvalidRecordError if the number is taken.
    """
    change = registers.save(dispute)
    saved = registers.get(type(dispute), change.record_id)
    return Registered(saved, reply_due(saved, calendar))


def reviews_of(registers: Registers, request: Request) -> tuple[Review, ...]:
    """Return the reviews of a request in order of receipt."""
    linked = Filter("related_request", "equals", request.number)
    return tuple(registers.all(Review, Query(filters=(linked,)))) if request.number else ()


def suits_of(registers: Registers, request: Request) -> tuple[Litigation, ...]:
    """Return the suits of a request, all instances, in order of receipt."""
    linked = Filter("related_request", "equals", request.number)
    return tuple(registers.all(Litigation, Query(filters=(linked,)))) if request.number else ()


def was_corrected(registers: Registers, request: Request) -> bool:
    """Whether a review or a court corrected the answer to a request."""
    disputes: tuple[Dispute, ...] = (*reviews_of(registers, request), *suits_of(registers, request))
    return any(dispute.decided_as is DisputeResult.CORRECTED for dispute in disputes)


def request_of(registers: Registers, dispute: Dispute) -> Request | None:
    """Return the request a case is about, directly or through its review; None if none is linked."""
    if dispute.related_request:
        return registers.named(Request, dispute.related_request)
    if isinstance(dispute, Litigation) and dispute.related_review:
        review = registers.named(Review, dispute.related_review)
        return request_of(registers, review) if review else None
    return None


def question_of(dispute: Dispute) -> str:
    """Return the question a corrected case raises until 原因与改进 is written; empty otherwise."""
    return asks_why(dispute)


def note_cause(registers: Registers, dispute: Dispute, cause: str) -> Dispute:
    """Save why a case was corrected; from then on it is a line of ``checklist``."""
    current = registers.get(type(dispute), dispute.id)
    registers.save(replace(current, cause=cause.strip()))
    return registers.get(type(dispute), dispute.id)


def checklist(registers: Registers, outcome: Outcome) -> tuple[str, ...]:
    """Return the lessons of lost cases for answers with this result, newest first; derived, so never stale."""
    return tuple(
        lesson(dispute)
        for dispute in _corrected(registers)
        if lesson(dispute) and (about := request_of(registers, dispute)) and about.outcome is outcome
    )


def _corrected(registers: Registers) -> Iterator[Dispute]:
    query = Query(filters=(Filter("result", "decided_as", DisputeResult.CORRECTED),), descending=True)
    disputes: tuple[Dispute, ...] = (*registers.all(Review, query), *registers.all(Litigation, query))
    yield from sorted(disputes, key=lambda dispute: dispute.received_on, reverse=True)
