"""The odd records of a year, gathered from the registers; ``disclosure`` decides what is odd about each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from disclosure.records import Activity, Litigation, Release, Request, Review, Step, Tally
from disclosure.report import odd_records as law
from disclosure.report.cells import TABLE4, TOTAL, CellKey
from disclosure.report.counting import Period
from disclosure.report.odd_records import Remark
from disclosure.terms import AppealedJudgments, DocumentKind, StepKind
from storage.query import Filter, Query
from storage.registers import Registers

_AT_ONCE = 500
_DATED_BY: Mapping[type[Review | Litigation | Tally | Activity], str] = {
    Review: "received_on",
    Litigation: "received_on",
    Tally: "on",
    Activity: "on",
}
"""By type, the day that decides the year of a record, unless something else about it names another year."""


def worked_on(registers: Registers, year: int) -> Iterator[tuple[Request, tuple[Step, ...]]]:
    """Yield the requests table three counts in a year, and those that were never confirmed, with their steps."""
    period = Period.of(year)
    rows = (CellKey("table3", row, TOTAL) for row in ("n2", "n1"))
    counted = [record_id for row in rows for _, record_id in registers.records_of(row, period)]
    unconfirmed = Query(year=year, filters=(Filter("received_on", "is_empty"), Filter("is_excluded", "equals", False)))
    ids = [*counted, *registers.ids(Request, unconfirmed)]
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        steps = registers.steps_by_request(part)
        yield from ((request, steps.get(request.id, ())) for request in registers.page(Request, part))


def record_remarks(registers: Registers, period: Period, today: date | None = None) -> Iterator[Remark]:
    """Yield what is odd about the records a period counts; remarks on a request carry its deadline.

    Given ``today``, days in the future are remarked on, too, in this year's and last year's report.
    """
    requests = list(registers.all(Request, Query(year=period.year)))
    yield from law.repeated_requests(requests)
    yield from _numbers(registers, period, requests)
    yield from _disputes(registers, period, today)
    yield from _releases(registers, period)
    yield from _business(registers, period)
    yield from law.activity_remarks(registers.all(Activity, Query(year=period.year)))
    if today is not None and period.year >= today.year - 1:
        for record_type, field in _DATED_BY.items():
            later = Query(filters=(Filter(field, "after", today),))
            yield from (law.to_come(record) for record in registers.all(record_type, later))


def _numbers(registers: Registers, period: Period, requests: Iterable[Request]) -> Iterator[Remark]:
    """Yield remarks on the numbers of the records of the year and of those numbered in it."""
    numbered_types: tuple[type[Request] | type[Release] | type[Review] | type[Litigation], ...] = (
        Request,
        Release,
        Review,
        Litigation,
    )
    for record_type in numbered_types:
        numbered = Query(filters=(Filter("number", "contains", str(period.year)),))
        of_year = requests if record_type is Request else registers.all(record_type, Query(year=period.year))
        known: dict[int, Request | Release | Review | Litigation] = {one.id: one for one in of_year}
        first = registers.ids(record_type, numbered)
        others = {one.id: one for one in registers.page(record_type, [each for each in first if each not in known])}
        found = others | known
        for record_id in dict.fromkeys((*first, *known)):
            if record_id in found:  # not removed meanwhile
                yield from law.numbered_otherwise(found[record_id], period)


def _disputes(registers: Registers, period: Period, today: date | None) -> Iterator[Remark]:
    counted = [found for row in TABLE4 for found in registers.records_of(CellKey("table4", row.code, TOTAL), period)]
    several = registers.linked_suits()
    linked = {instance.id for instances in several for instance in instances}
    kinds: tuple[type[Review] | type[Litigation], ...] = (Review, Litigation)
    for record_type in kinds:
        ids = [record_id for register, record_id in counted if register == record_type.register]
        ids += registers.ids(record_type, Query(year=period.year))
        disputes = registers.page(record_type, sorted(set(ids)))
        for dispute in disputes:
            yield from (*law.impossible_days(dispute, today), *law.dispute_remarks(dispute))
            about = registers.named(Request, dispute.related_request) if dispute.related_request else None
            earlier = dispute.related_review if isinstance(dispute, Litigation) else ""
            yield from law.about_nothing(dispute, about, registers.named(Review, earlier) if earlier else None)
            if isinstance(dispute, Litigation) and dispute.id not in linked:
                yield from law.unlinked_remarks(dispute)
                same = Filter("related_request", "equals", dispute.related_request)
                reviews = registers.all(Review, Query(filters=(same,))) if dispute.related_request else ()
                yield from law.direct_after_review(dispute, reviews)
        yield from law.repeated_disputes(disputes)
    is_pending = registers.profile().appealed_judgments is AppealedJudgments.PENDING
    for instances in several:
        yield from law.appeal_remarks(instances, period, is_pending=is_pending)


def _releases(registers: Registers, period: Period) -> Iterator[Remark]:
    documents = list(registers.all(Release, Query(filters=(Filter("document_kind", "differs", DocumentKind.OTHER),))))
    for document in documents:
        if document.formed_on in period or document.published_on in period:
            yield from law.release_remarks(document)
    yield from law.opening_remarks(registers.profile(), documents, period)
    published = list(registers.all(Release, Query(year=period.year)))
    yield from law.repeated_releases(published)
    yield from law.documents_of_another_kind(published)
    yield from law.category_remarks(published, period)


def _business(registers: Registers, period: Period) -> Iterator[Remark]:
    tallies = list(registers.all(Tally, Query(year=period.year)))
    yield from (*law.batch_remarks(tallies), *law.summed_batches(tallies))
    earlier = list(registers.all(Tally, Query(year=period.year - 1)))
    paid = Query(filters=(Filter("kind", "equals", StepKind.FEE_PAID), Filter("on", "before", period.until)))
    live = _live(registers, paid)
    yield from law.fee_remarks([step for _, step in live], [*earlier, *tallies], period)
    yield from law.excluded_fee_remarks(live, period)


def _live(registers: Registers, query: Query) -> list[tuple[Request, Step]]:
    """Return steps with their request, without those of removed requests."""
    steps = list(registers.all(Step, query))
    live = {request.id: request for request in registers.page(Request, sorted({step.request_id for step in steps}))}
    return [(live[step.request_id], step) for step in steps if step.request_id in live]
