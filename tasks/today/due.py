"""Everything that is due, for the 今日 page; reads open cases only, however many are closed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from disclosure.calendar.workdays import DAY, WorkCalendar
from disclosure.cases.due_items import (
    DueGroup,
    DueItem,
    DueKind,
    grouped,
    litigation_items,
    notice_items,
    release_items,
    request_items,
    review_items,
)
from disclosure.cases.objections import NOTICE
from disclosure.cases.state import DELIVERY_DAYS, CaseState
from disclosure.papers import PUBLISHED, IssuedLetter, IssuedReport, ReportDelivery, ReportEvent
from disclosure.records import LEDGERS, Activity, Duty, Litigation, Release, Request, Review
from disclosure.releases.due_duties import duty_items, expiring_items, period_of, zero_confirmation_items
from disclosure.releases.due_report import event_items, is_over, report_items
from disclosure.releases.status import EXPIRING_DAYS
from disclosure.terms import ActivityKind, DisputeResult, DutyCycle
from storage.query import DATED, Filter, Query, not_by
from storage.registers import Registers
from tasks.cases.merging import split_parents

MOST_LOOKED_AT = 500
"""At most so many recent answers are checked for their 送达, and so many unpublished releases: the newest ones."""


def today_items(
    registers: Registers, calendar: WorkCalendar, today: date, *, most: int = MOST_LOOKED_AT
) -> dict[DueGroup, tuple[DueItem, ...]]:
    """Return what is due, by group, every group present: requests, 送达, disputes, releases, duties, 零申请确认.

    Only the newest ``most`` answers and unpublished releases are checked; with 0 all of them, as for every paper.
    """
    items = [item for source in _SOURCES for item in source(registers, calendar, today)]
    items += [item for source in _LIMITED for item in source(registers, calendar, today, most)]
    return grouped(items, today, calendar)


# --- requests ---


def _requests(registers: Registers, calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    found = open_requests(registers)
    numbers = {request.number for request in found}  # one merged into a closed or missing request is on its own
    alone = (one if one.merged_into in numbers else replace(one, merged_into="") for one in found)
    yield from _items(registers, alone, calendar, today)


def open_requests(registers: Registers) -> list[Request]:
    """Return every counted request without an answer, except the originals of splits, which get none."""
    found = list(registers.all(Request, Query(filters=(Filter("outcome", "is_open"),))))
    parents = split_parents(registers, found)
    return [request for request in found if request.number not in parents]


def _items(
    registers: Registers,
    requests: Iterable[Request],
    calendar: WorkCalendar,
    today: date,
    corrected: Mapping[str, Sequence[Review | Litigation]] = {},
) -> Iterator[DueItem]:
    wanted = list(requests)
    steps = registers.steps_by_request(request.id for request in wanted)
    for request in wanted:
        yield from request_items(request, steps.get(request.id, ()), calendar, today, corrected.get(request.number, ()))


def _answered(registers: Registers, calendar: WorkCalendar, today: date, most: int) -> Iterator[DueItem]:
    """Yield what answered requests still wait for: the 送达 of the last weeks, and answers to be redone."""
    recent = Filter("answered_on", "between", (today - timedelta(days=DELIVERY_DAYS), today))
    query = Query(filters=(recent, Filter("outcome", "is_answered")), descending=True, limit=most)
    requests = {request.id: request for request in registers.all(Request, query)}
    steps = registers.steps_by_request(requests)
    yield from (
        DueItem(
            kind=DueKind.DELIVERY,
            due_on=None,
            register=request.register,
            record_id=request.id,
            sentence=f"{request.caption} 已答复，登记送达方式；邮寄的登记单号和交邮日",
            article="国办公开办函〔2016〕235号",
        )
        for request in requests.values()
        if (case := CaseState(request, steps.get(request.id, ()))).awaits_delivery and not case.is_returned
    )
    letters = _notices_sent(registers)
    for request in requests.values():
        yield from notice_items(request, steps.get(request.id, ()), letters.get(request.id, ()))
    corrected = _corrections(registers)
    if corrected:
        query = Query(filters=(Filter("number", "any_of", list(corrected)),))
        requests.update((request.id, request) for request in registers.all(Request, query) if request.is_answered)
    yield from _items(registers, requests.values(), calendar, today, corrected)


def _notices_sent(registers: Registers) -> dict[int, list[IssuedLetter]]:
    """Return the 告知书 sent to third parties, by the id of the request."""
    found: dict[int, list[IssuedLetter]] = defaultdict(list)
    sent = Query(filters=(Filter("kind", "equals", NOTICE), Filter("owner_register", "equals", Request.register)))
    for letter in registers.all(IssuedLetter, sent):
        found[letter.owner_id].append(letter)
    return found


def _corrections(registers: Registers) -> dict[str, list[Review | Litigation]]:
    """Return the reviews and suits that corrected an answer, by the number of its request."""
    query = Query(filters=(Filter("result", "decided_as", DisputeResult.CORRECTED),))
    found: dict[str, list[Review | Litigation]] = defaultdict(list)
    disputes: tuple[Review | Litigation, ...] = (*registers.all(Review, query), *registers.all(Litigation, query))
    for dispute in disputes:
        if dispute.related_request:
            found[dispute.related_request].append(dispute)
    return found


# --- the rest ---


def _disputes(registers: Registers, calendar: WorkCalendar, _today: date) -> Iterator[DueItem]:
    for case in open_disputes(registers):
        yield from review_items(case, calendar) if isinstance(case, Review) else litigation_items(case, calendar)


def open_disputes(registers: Registers) -> Iterator[Review | Litigation]:
    """Yield the reviews, then the suits, that are 尚未审结 as defined for table four."""
    is_open = Query(filters=(Filter("result", "is_pending"),))
    yield from registers.all(Review, is_open)
    yield from registers.all(Litigation, is_open)


def _releases(registers: Registers, calendar: WorkCalendar, today: date, most: int) -> Iterator[DueItem]:
    for release in unpublished_releases(registers, today, most):
        yield from release_items(release, calendar, today)
    soon = Filter("valid_until", "between", (today, today + EXPIRING_DAYS * DAY))
    yield from expiring_items(registers.all(Release, Query(filters=(soon,))), today)


def unpublished_releases(registers: Registers, today: date, most: int = 0) -> Iterator[Release]:
    """Yield the releases neither published nor taken down yet, newest first: ``most`` of them, or all for 0."""
    unpublished = (not_by("published_on", today), not_by("taken_down_on", today))
    yield from registers.all(Release, Query(filters=unpublished, descending=True, limit=most))


def _duties(registers: Registers, calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    duties = list(registers.all(Duty))
    if not duties:
        return
    named = Filter("fulfils", "any_of", [duty.name for duty in duties])
    releases = list(registers.all(Release, Query(filters=(named,))))
    for duty in duties:
        yield from duty_items(duty, releases, calendar, today)


def _zero_confirmations(registers: Registers, _calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    this_month = period_of(DutyCycle.MONTHLY, today)
    first = period_of(DutyCycle.MONTHLY, this_month.first - DAY).first
    months = ((first, this_month.first - DAY), (this_month.first, this_month.last))
    # one request is enough for a month: received in it, or arrived in it and not confirmed yet
    counted, unconfirmed = Filter("is_excluded", "equals", False), Filter("received_on", "is_empty")
    queries = [
        Query(year=month[0].year, filters=(*filters, counted), limit=1)
        for month in months
        for filters in (
            (Filter("received_on", "between", month),),
            (unconfirmed, Filter("arrived_on", "between", month)),
        )
    ]
    days = [request.received_on or request.arrived_on for query in queries for request in registers.all(Request, query)]
    kind = Filter("kind", "equals", ActivityKind.ZERO_CONFIRMATION)
    confirmations = registers.all(Activity, Query(filters=(kind, Filter("on", "between", (first, today)))))
    yield from zero_confirmation_items(days, confirmations, today)


def _report(registers: Registers, _calendar: WorkCalendar, today: date) -> Iterator[DueItem]:
    """Yield what issued reports require, and what last year's still needs; a file that does not cover it owes none."""
    yield from event_items(registers.all(ReportEvent), list(registers.all(ReportDelivery)))
    year = today.year - 1
    if is_over(today) or not covers(registers, year):
        return
    done = {delivery.kind for delivery in registers.all(ReportDelivery, Query(year=year))}
    yield from report_items(registers.profile(), done, today)


def covers(registers: Registers, year: int) -> bool:
    """Whether the file is responsible for a year: it holds records of it, or its 期初日期 lies before it.

    A report published elsewhere and kept for comparison does not count as a record. If the opening figures come from
    such a report, its year is done, whatever an old ledger brought in of it.
    """
    asked = (*(record_type for name, record_type in LEDGERS.items() if name in DATED), IssuedReport)
    opening_on, drafts = registers.profile().opening_on, registers.drafts(year)
    if PUBLISHED in drafts and opening_on is not None and opening_on >= date(year, 12, 31):
        return False
    begins_before_it = opening_on is not None and opening_on < date(year, 1, 1)
    is_written = bool(drafts.keys() - {PUBLISHED})
    return begins_before_it or is_written or any(registers.ids(each, Query(year=year, limit=1)) for each in asked)


def ended_year(registers: Registers, year: int, today: date) -> int:
    """Return what year an act of once a year is for where ``year`` is shown: until spring the one that has ended."""
    is_early = year == today.year and not is_over(today)
    return year - 1 if is_early and covers(registers, year - 1) else year


_SOURCES = (_requests, _disputes, _duties, _zero_confirmations, _report)
"""The functions that yield what is due, in this order, each given (registers, calendar, today)."""
_LIMITED = (_answered, _releases)
"""Those that may yield thousands, and so are also given how many records to check."""
