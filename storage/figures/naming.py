"""Which records a cell or a fact counted: the conditions of the counting, selecting ids."""

from collections.abc import Callable, Mapping

from disclosure.outcomes import Outcome
from disclosure.report.cells import FEE_CELL, TOTAL, CellKey
from disclosure.report.counting import IN_FORCE_CELL, OpeningDocuments, Period, suit_cells
from disclosure.report.facts import Fact
from disclosure.terms import Applicant, DisputeResult
from storage.connection import Connection
from storage.figures import disputes as cases
from storage.figures.counting import (
    ANSWERED,
    CARRIED_IN,
    CARRIED_IN_WITHIN_THE_YEAR,
    DECISION_ROWS,
    DOCUMENT_CONDITIONS,
    DOCUMENT_ROWS,
    IN_FORCE_AT_THE_OPENING,
    NOT_INCLUDED,
    OPEN_BEYOND_THE_YEAR,
    OPEN_WITHIN_THE_YEAR,
    PAID_STEPS,
    RECEIVED,
    SPLIT_PARENTS,
    bounds,
    each_year,
    office,
    with_opening,
)
from storage.figures.facts import (
    HAPPENED,
    PUBLISHED_IN_YEAR,
    PUBLISHED_THROUGH,
    RECEIVED_IN_YEAR,
    received_suits,
)

Named = list[tuple[str, int]]
"""(register, id) of records."""


def records_of(connection: Connection, counted: CellKey | Fact, period: Period) -> Named:
    """Return the records a cell (总计 included) or a fact counted, by date.

    A suit of several instances is named by its last one, or by its first one where its receipt is counted.
    """
    if isinstance(counted, Fact):
        return _of_fact(connection, counted, period)
    return _TABLES[counted.table](connection, counted, period)


# --- facts ---

_FACTS: Mapping[str, tuple[str, str]] = {
    "releases": ("releases", f"SELECT main_on, id {PUBLISHED_IN_YEAR}"),
    "releases_by_statistics_category": (
        "releases",
        f"SELECT main_on, id {PUBLISHED_IN_YEAR} AND statistics_category = :part",
    ),
    "releases_by_channel": (
        "releases",
        f"SELECT main_on, releases.id {PUBLISHED_THROUGH} AND channel.value = :part",
    ),
    "requests_by_channel": ("requests", f"SELECT received_on, id {RECEIVED_IN_YEAR} AND channel = :part"),
    "requests_by_applicant": ("requests", f"SELECT received_on, id {RECEIVED_IN_YEAR} AND applicant_kind = :part"),
    "information_fee_requests": (
        "requests",
        f'SELECT min(steps."on"), requests.id {PAID_STEPS} GROUP BY requests.id HAVING sum(steps.amount) > 0',
    ),
    "reviews": (
        "reviews",
        "SELECT main_on, id FROM reviews WHERE removed_at IS NULL AND main_on BETWEEN :since AND :until",
    ),
    "activities": (
        "activities",
        "SELECT main_on, id FROM activities WHERE removed_at IS NULL AND main_on BETWEEN :since AND :until"
        f" AND kind = :part AND {HAPPENED}",
    ),
}
"""By fact, the register it counts and the query for days and ids."""


def _of_fact(connection: Connection, fact: Fact, period: Period) -> Named:
    if fact.count == "suits":
        return [("litigation", record_id) for record_id in received_suits(connection, period)]
    register, sql = _FACTS[fact.count]
    years = each_year(bounds(period)) if ":year" in sql else (bounds(period),)
    found = [row for at in years for row in connection.rows(sql, {**at, "part": fact.part})]
    return [(register, record_id) for _, record_id in sorted(found)]


# --- table three ---

_OUTCOMES = {outcome.key: outcome.value for outcome in Outcome}
_REQUEST_ROWS: Mapping[str, tuple[str, ...]] = {
    "n1": (RECEIVED,),
    "n2": (CARRIED_IN, CARRIED_IN_WITHIN_THE_YEAR),
    "n4": (OPEN_BEYOND_THE_YEAR, OPEN_WITHIN_THE_YEAR),
    "k7": (ANSWERED,),
    **{key: (f"{ANSWERED} AND outcome = '{code}'",) for key, code in _OUTCOMES.items()},
}


def _requests(connection: Connection, cell: CellKey, period: Period) -> Named:
    kinds = tuple(Applicant) if cell.column == TOTAL else (Applicant(cell.column),)  # type: ignore[call-arg]
    column = ", ".join(f"'{kind.value}'" for kind in kinds)
    found: list[tuple[str, int]] = []
    for condition in _REQUEST_ROWS[cell.row]:
        sql = (
            f"SELECT received_on, id FROM requests WHERE {condition} AND applicant_kind IN ({column})"
            f" AND id NOT IN ({SPLIT_PARENTS})"
        )
        for at in each_year(bounds(period)) if ":year" in condition else (bounds(period),):
            found.extend(connection.rows(sql, at))
    return [("requests", record_id) for _, record_id in sorted(found)]


# --- table two ---


def _business(connection: Connection, cell: CellKey, period: Period) -> Named:
    if cell.row in DOCUMENT_ROWS.values():
        return _documents(connection, cell, period)
    kind = next((code for code, row in DECISION_ROWS.items() if row == cell.row), "administrative_fee")
    sql = (
        "SELECT id FROM tallies WHERE main_on BETWEEN :since AND :until AND removed_at IS NULL AND kind = :kind"
        " ORDER BY main_on, id"
    )
    tallies = connection.rows(sql, {**bounds(period), "kind": kind})
    sql = f'SELECT steps.id {PAID_STEPS} AND {NOT_INCLUDED} ORDER BY steps."on", steps.id'
    paid = connection.rows(sql, bounds(period)) if cell == FEE_CELL else []
    return [*(("tallies", record_id) for (record_id,) in tallies), *(("steps", record_id) for (record_id,) in paid)]


def _documents(connection: Connection, cell: CellKey, period: Period) -> Named:
    kind = next(code for code, row in DOCUMENT_ROWS.items() if row == cell.row)
    profile = office(connection)
    opening = OpeningDocuments.of(profile, period) if cell == IN_FORCE_CELL else None
    condition = DOCUMENT_CONDITIONS[cell.column]
    if opening is not None:  # only what changed since; the others are in the office's own figure
        condition = f"({condition}) <> ({IN_FORCE_AT_THE_OPENING})"
    sql = (
        f"SELECT id FROM releases WHERE document_kind <> 'other' AND document_kind = :kind AND removed_at IS NULL"
        f" AND {condition} ORDER BY formed_on, id"
    )
    found = connection.rows(sql, {**with_opening(bounds(period), opening), "kind": kind})
    first = [("profile", profile.id)] if opening is not None else []
    return first + [("releases", record_id) for (record_id,) in found]


# --- table four ---


def _disputes(connection: Connection, cell: CellKey, period: Period) -> Named:
    results = tuple(DisputeResult) if cell.column == TOTAL else (cell.column,)
    if cell.row == "review":
        found = connection.rows(cases.COUNTED_REVIEWS, bounds(period))
        return [("reviews", record_id) for record_id, result in found if result in results]
    singles = connection.rows(cases.COUNTED_SINGLES, bounds(period))
    pending = cases.appealed_is_pending(connection)
    return [
        *(("litigation", record_id) for record_id, route, result in singles if route == cell.row and result in results),
        *(
            ("litigation", cases.counted_instance(instances, period))
            for instances in cases.linked_cases(connection)
            for counted, _ in suit_cells(instances, period, appealed_is_pending=pending)
            if counted.row == cell.row and counted.column in results
        ),
    ]


_TABLES: Mapping[str, Callable[[Connection, CellKey, Period], Named]] = {
    "table2": _business,
    "table3": _requests,
    "table4": _disputes,
}
