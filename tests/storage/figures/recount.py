"""The 200 figures counted again, slowly and in other words: what the property test trusts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from disclosure.records import Litigation, Profile, Release, Request, Review, Step, Tally

Figures = Counter[tuple[str, str, str]]

GROUPS = {"total": ("upheld", "corrected", "other_result", "pending")}


def recount(  # noqa: PLR0917
    requests: Iterable[Request],
    releases: Iterable[Release],
    tallies: Iterable[Tally],
    steps: Iterable[Step],
    reviews: Iterable[Review],
    suits: Iterable[Litigation],
    until: date,
    profile: Profile | None = None,
    first: date | None = None,
) -> dict[tuple[str, str, str], int | Decimal]:
    """Count live records from ``first``, else 1 January, up to a day; only cells that are not zero."""
    since, live = first or date(until.year, 1, 1), list(requests)
    counted: Figures = Counter()
    parents = {(child.id, child.split_from) for child in live if child.split_from}
    for request in live:
        is_parent = any(number == request.number and child != request.id for child, number in parents)
        if not (is_parent or request.is_excluded or request.received_on is None):
            _request(counted, request, request.received_on, since, until)
    documents = list(releases)
    for release in documents:
        _release(counted, release, since, until)
    for review in reviews:
        _dispute(counted, "review", [review], since, until)
    for case in _cases(list(suits)):
        _dispute(counted, str(case[0].route), _as_told(case, profile or Profile(), until), since, until)
    _opening(counted, profile or Profile(), documents, until)
    figures: dict[tuple[str, str, str], int | Decimal] = dict(counted)
    _business(figures, list(tallies), list(steps), {request.id for request in live}, since, until)
    return {cell: figure for cell, figure in figures.items() if figure}


def _add(counted: Figures, table: str, rows: tuple[str, ...], column: str) -> None:
    for row in rows:
        counted[table, row, column] += 1
        counted[table, row, "total"] += 1


def _request(counted: Figures, request: Request, received: date, since: date, until: date) -> None:
    answered = request.answered_on if request.outcome and request.answered_on else None
    if answered is not None and answered < received:
        answered = None
    if received > until or (answered is not None and answered < since):
        return
    column = str(request.applicant_kind)
    _add(counted, "table3", ("n1",) if received >= since else ("n2",), column)
    if request.outcome and answered is not None and answered <= until:
        _add(counted, "table3", (request.outcome.key, "k7"), column)
    else:
        _add(counted, "table3", ("n4",), column)


def _release(counted: Figures, release: Release, since: date, until: date) -> None:
    if release.document_kind.value == "other":
        return
    row = {"rules": "rules", "normative_document": "normative_documents"}[release.document_kind.value]
    first = release.issued_on or release.formed_on
    last_days = [day for day in (release.valid_until,) if day]
    last_days += [release.repealed_on - timedelta(days=1)] if release.repealed_on else []
    last = min(last_days) if last_days else date.max - timedelta(days=1)
    counted["table2", row, "issued"] += since <= first <= until
    counted["table2", row, "repealed"] += since <= last + timedelta(days=1) <= until
    counted["table2", row, "in_force"] += first <= until <= last


def _opening(counted: Figures, profile: Profile, releases: list[Release], until: date) -> None:
    """In force = the opening figure + issued since its day − ended since, told once per document."""
    opening_on = profile.opening_on
    if not profile.opening_documents or (opening_on is not None and opening_on > until):
        return
    cell = ("table2", "normative_documents", "in_force")
    counted[cell] += profile.opening_documents
    for release in releases if opening_on is not None else []:
        then: Figures = Counter()
        _release(then, release, date(1900, 1, 1), opening_on or until)
        counted[cell] -= then[cell]


def _as_told(case: list[Litigation], profile: Profile, until: date) -> list[Litigation]:
    """With the office's other choice a judgment that an appeal follows after the day was no judgment yet."""
    later = [instance for instance in case if instance.received_on > until]
    if str(profile.appealed_judgments) != "pending" or not later or str(later[0].instance) == "retrial":
        return case
    return [replace(each, result=None, judgment=None) for each in case]


def _business(  # noqa: PLR0917
    figures: dict[tuple[str, str, str], int | Decimal],
    tallies: list[Tally],
    steps: list[Step],
    live: set[int],
    since: date,
    until: date,
) -> None:
    rows = {"licence": "licences", "penalty": "penalties", "coercive_measure": "coercive_measures"}
    fen, marks = 0, dict[date, bool]()
    for tally in sorted(tallies, key=lambda each: each.on):
        if since <= tally.on <= until and tally.kind.value in rows:
            cell = ("table2", rows[tally.kind.value], "decisions")
            figures[cell] = figures.get(cell, 0) + (tally.quantity or 0)
        elif since <= tally.on <= until:
            fen += tally.amount or 0
            marks[tally.on] = marks.get(tally.on, False) or tally.includes_information_fee
    for step in steps:
        if step.kind.value == "fee_paid" and since <= step.on <= until and step.request_id in live:
            following = [is_marked for on, is_marked in marks.items() if on >= step.on and on.year == step.on.year]
            if not (following and following[0]):
                fen += step.amount or 0
    figures["table2", "administrative_fees", "amount"] = Decimal(fen) / 1_000_000


def _dispute(
    counted: Figures,
    row: str,
    instances: list[Review] | list[Litigation] | list[Review | Litigation],
    since: date,
    until: date,
) -> None:
    known = [instance for instance in instances if instance.received_on <= until]
    if not known:
        return
    last = known[-1]
    result = _result(last)
    is_closed = result not in ("", "pending") and last.closed_on is not None
    is_closed = is_closed and last.closed_on is not None and last.closed_on >= last.received_on
    if is_closed and last.closed_on is not None and last.closed_on < since:
        return
    is_closed = is_closed and last.closed_on is not None and last.closed_on <= until
    _add(counted, "table4", (row,), result if is_closed else "pending")


USUAL = {
    "upheld": ("upheld", "request_rejected", "claims_rejected"),
    "other_result": (
        "not_accepted",
        "application_dismissed",
        "terminated",
        "settled",
        "not_filed",
        "suit_dismissed",
        "withdrawn",
    ),
}


def _result(case: Review | Litigation) -> str:
    """The result as written, or, if there is none, the one its detail usually counts as (``USUAL``)."""
    if case.result is not None:
        return case.result.value
    detail = case.decision if isinstance(case, Review) else case.judgment
    if detail is None:
        return ""
    return next((column for column, details in USUAL.items() if detail.value in details), "corrected")


def _cases(suits: list[Litigation]) -> list[list[Litigation]]:
    """Merge lists of instances until no link joins two of them."""
    cases = [[suit] for suit in suits]
    for suit in suits:
        for other in suits:
            if suit.original_case and other.number == suit.original_case and other.id != suit.id:
                one = next(case for case in cases if suit in case)
                two = next(case for case in cases if other in case)
                if one is not two:
                    cases.remove(two)
                    one.extend(two)
    return [sorted(case, key=lambda instance: (instance.received_on, instance.id)) for case in cases]
