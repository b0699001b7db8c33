"""Finding earlier requests like the one being registered, among a hundred thousand of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.cases.keeping import is_destroyed
from disclosure.cases.repeats import Evidence, SimilarRequests, similar_requests, telling_pieces
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from storage.query import Filter, Query
from storage.registers import Registers

MOST_OF_ONE_APPLICANT = 1_000
MOST_ALIKE = 200
"""At most so many candidates, the newest ones, are read and compared."""


@dataclass(frozen=True)
class RepeatFindings:
    """The findings, and the 送达 of each earlier answer by request id: proof that it reached the applicant."""

    similar: SimilarRequests
    deliveries: dict[int, Step]

    def delivery(self, evidence: Evidence) -> Step | None:
        """Return the 送达 of an earlier answer, or None if not recorded."""
        return self.deliveries.get(evidence.request.id)


def find_repeats(registers: Registers, request: Request) -> RepeatFindings:
    """Return earlier requests of the same applicant, and of others, that ask for much the same.

    ``request`` need not be saved yet; one without content has no findings.
    """
    if not request.content.strip() or is_destroyed(request):
        return RepeatFindings(SimilarRequests(), {})
    candidates = {
        one.id: one for query in _queries(request) for one in registers.all(Request, query) if not is_destroyed(one)
    }
    similar = similar_requests(request, candidates.values(), _similarity)
    ids = [evidence.request.id for evidence in (*similar.repeats, *similar.for_reference)]
    delivered: dict[int, Step] = {}
    for request_id, steps in registers.steps_by_request(ids).items():
        for step in steps:
            if step.kind is StepKind.DELIVERED:
                delivered[request_id] = step
    return RepeatFindings(similar, delivered)


def _queries(request: Request) -> Iterator[Query]:
    """Yield the index look-ups: by applicant, by identity number, by the significant words of the content."""
    name = request.applicant.strip()
    if name:
        yield Query(text="".join(name.split()), descending=True, limit=MOST_OF_ONE_APPLICANT)
        yield Query(filters=(Filter("applicant", "equals", name),), descending=True, limit=MOST_OF_ONE_APPLICANT)
    if request.identity_number:
        same = Filter("identity_number", "equals", request.identity_number)
        yield Query(filters=(same,), descending=True, limit=MOST_OF_ONE_APPLICANT)
    pieces = telling_pieces(request.content)
    if len(pieces) > 1:
        yield Query(text=" ".join(pieces), descending=True, limit=MOST_ALIKE)
    for piece in pieces:
        yield Query(text=piece, descending=True, limit=MOST_ALIKE)


def _similarity(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only looking for repeats needs it

    return float(fuzz.ratio(one, other)) / 100
