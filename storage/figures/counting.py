"""The 200 figures, counted by SQL: the rules of ``disclosure.report.counting`` applied to a whole file at once.

Generated columns hold the years in which a request was received and answered; indexes on them cover everything that is
counted, so no request is read. Split parents, which count nowhere, are few: they are counted separately and subtracted.
Suits with several instances are few, too: they are read and counted by ``disclosure.report.counting`` itself.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Profile, Record, Release, Request, Review, Step, Tally
from disclosure.report import counting as law
from disclosure.report.cells import DECISION_COLUMN, FEE_CELL, CellKey, Figure, totals
from disclosure.report.counting import Contribution, Period, summed
from disclosure.terms import BusinessKind, StepKind
from disclosure.wording import ten_thousand_yuan
from storage.connection import Connection
from storage.figures import disputes as cases
from storage.rows import layout

SPLIT_PARENTS = """
    SELECT parent.id FROM requests AS child CROSS JOIN requests AS parent
    ON parent.number = child.split_from AND parent.number <> '' AND parent.removed_at IS NULL
    WHERE child.split_from <> '' AND child.removed_at IS NULL AND parent.id <> child.id
"""
"""Ids of requests that live requests were split from. The parts are few, so they are scanned and each one's parent is
looked up by number; without table statistics, which our files lack, SQLite would scan the parents instead."""

RECEIVED = "counted_year = :year AND received_on BETWEEN :since AND :until"
ANSWERED = "answered_year = :year AND counted_answer_on BETWEEN :since AND :until"
CARRIED_IN = "is_carried = 1 AND received_on < :since AND (counted_answer_on IS NULL OR counted_answer_on >= :since)"
CARRIED_IN_WITHIN_THE_YEAR = """counted_year = :first_year AND received_on < :since
    AND counted_answer_on >= :since AND answered_year = :first_year"""
OPEN_BEYOND_THE_YEAR = """is_carried = 1 AND received_on <= :until
    AND (counted_answer_on IS NULL OR counted_answer_on > :until)"""
OPEN_WITHIN_THE_YEAR = """counted_year = :last_year AND received_on <= :until
    AND counted_answer_on > :until AND answered_year = :last_year"""
"""Conditions on requests. ``:year`` is each year of the period in turn (``each_year``), so that only that part of the
index is read. ``is_carried`` marks those not answered in the year of receipt; they are few, and what is open at the end
of a year is among them. What is open on a day within a year is counted separately."""

_RECEIVED = f"SELECT applicant_kind, count(*), 0, 0 FROM requests WHERE {RECEIVED}"
_CARRIED = """
    SELECT applicant_kind, 0, count(*) FILTER (WHERE received_on < :since),
        count(*) FILTER (WHERE counted_answer_on IS NULL OR counted_answer_on > :until)
    FROM requests WHERE is_carried = 1 AND received_on <= :until
        AND (counted_answer_on IS NULL OR counted_answer_on >= :since)
"""
_CARRIED_WITHIN = f"SELECT applicant_kind, 0, count(*), 0 FROM requests WHERE {CARRIED_IN_WITHIN_THE_YEAR}"
_OPEN_WITHIN = f"SELECT applicant_kind, 0, 0, count(*) FROM requests WHERE {OPEN_WITHIN_THE_YEAR}"
_ANSWERED = f"SELECT outcome, applicant_kind, count(*) FROM requests WHERE {ANSWERED}"

ISSUED_ON = "COALESCE(issued_on, formed_on)"
ENDED_ON = """CASE WHEN valid_until IS NULL THEN repealed_on
    WHEN repealed_on IS NULL THEN date(valid_until, '+1 day')
    ELSE min(repealed_on, date(valid_until, '+1 day')) END"""
DOCUMENT_CONDITIONS = {
    "issued": f"{ISSUED_ON} BETWEEN :since AND :until",
    "repealed": f"{ENDED_ON} BETWEEN :since AND :until",
    "in_force": f"{ISSUED_ON} <= :until AND COALESCE({ENDED_ON} > :until, 1)",
}
IN_FORCE_AT_THE_OPENING = f"{ISSUED_ON} <= :opening_on AND COALESCE({ENDED_ON} > :opening_on, 1)"
"""Already in the 期初 figure; true of no document if ``:opening_on`` is empty."""
DOCUMENT_ROWS = {"rules": "rules", "normative_document": "normative_documents"}
DECISION_ROWS = {"licence": "licences", "penalty": "penalties", "coercive_measure": "coercive_measures"}
_DOCUMENTS = f"""
    SELECT document_kind, sum({IN_FORCE_AT_THE_OPENING}),
        {", ".join(f"sum(COALESCE({sql}, 0))" for sql in DOCUMENT_CONDITIONS.values())} FROM releases
    WHERE document_kind <> 'other' AND removed_at IS NULL GROUP BY document_kind
"""

_TALLIES = """
    SELECT kind, sum(COALESCE(quantity, 0)), sum(COALESCE(amount, 0)) FROM tallies
    WHERE main_on BETWEEN :since AND :until AND removed_at IS NULL GROUP BY kind
"""
_FEE_BATCHES = "FROM tallies WHERE kind = 'administrative_fee' AND removed_at IS NULL AND main_on"
_UP_TO = "min(:until, substr(steps.\"on\", 1, 4) || '-12-31')"
_FOLLOWING = f'(SELECT min(main_on) {_FEE_BATCHES} BETWEEN steps."on" AND {_UP_TO})'
NOT_INCLUDED = f"COALESCE((SELECT max(includes_information_fee) {_FEE_BATCHES} = {_FOLLOWING}), 0) = 0"
"""Of a payment: the next fee batch of its year up to the cut-off, if any, is not marked 已含信息处理费."""

PAID_STEPS = """
    FROM steps CROSS JOIN requests ON requests.id = steps.request_id AND requests.removed_at IS NULL
    WHERE steps.kind = 'fee_paid' AND steps.removed_at IS NULL AND steps."on" BETWEEN :since AND :until
"""


_OUTCOME_ROWS = {outcome.value: outcome.key for outcome in Outcome}


def bounds(period: Period) -> dict[str, Any]:
    """Return a period as SQL parameters."""
    return {
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "first_year": period.since.year,
        "last_year": period.until.year,
    }


def each_year(at: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parameters of a period once for each year it touches."""
    for year in range(at["first_year"], at["last_year"] + 1):
        yield {**at, "year": year}


def each_month(at: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parameters of a period once for each month it touches.

    For what reads each record at its own place in the file: others have the file between two months.
    """
    for in_year in each_year(at):
        for month in range(1, 13):
            since, until = (f"{in_year['year']:04}-{month:02}-{day}" for day in ("01", "31"))
            if since <= at["until"] and until >= at["since"]:
                yield {**in_year, "since": max(since, at["since"]), "until": min(until, at["until"])}


def figures(connection: Connection, period: Period) -> dict[CellKey, Figure]:
    """Return all 200 figures of a period; money in 万元, exact."""
    at = bounds(period)
    return totals(
        summed(
            [
                *_requests(connection, at),
                *_documents(connection, period),
                *_business(connection, at),
                *((CellKey("table4", "review", result), count) for result, count in connection.rows(cases.REVIEWS, at)),
                *cases.contributions(connection, period),
            ]
        )
    )


def cells_of(connection: Connection, record: Record, period: Period) -> tuple[Contribution, ...]:
    """Return the cells a saved record is counted in and what it adds to each, apart from 总计.

    A suit that went through several instances is counted with its last one. A removed record counts nowhere.
    """
    if record.register not in _CELLS:
        return ()
    if connection.value(f"SELECT removed_at FROM {record.register} WHERE id = ?", (record.id,)) is not None:
        return ()
    counted: tuple[Contribution, ...] = _CELLS[record.register](connection, record, period)
    return counted


# --- table three ---


def _requests(connection: Connection, at: dict[str, Any]) -> Iterator[Contribution]:
    yield from _counted_requests(connection, at, "", 1)
    if connection.value(f"SELECT EXISTS ({SPLIT_PARENTS})"):
        yield from _counted_requests(connection, at, f" AND id IN ({SPLIT_PARENTS})", -1)


def _counted_requests(connection: Connection, at: dict[str, Any], among: str, sign: int) -> Iterator[Contribution]:
    asked = [(_CARRIED, at), *((_RECEIVED, in_year) for in_year in each_year(at))]
    if not at["since"].endswith("-01-01"):
        asked.append((_CARRIED_WITHIN, at))
    if not at["until"].endswith("-12-31"):
        asked.append((_OPEN_WITHIN, at))
    for sql, known in asked:
        for kind, *counts in connection.rows(f"{sql}{among} GROUP BY applicant_kind", known):
            for row, count in zip(("n1", "n2", "n4"), counts, strict=True):
                yield CellKey("table3", row, kind), sign * count
    for in_year in each_year(at):
        for outcome, kind, count in connection.rows(f"{_ANSWERED}{among} GROUP BY outcome, applicant_kind", in_year):
            yield CellKey("table3", _OUTCOME_ROWS[outcome], kind), sign * count


# --- table two ---


def office(connection: Connection) -> Profile:
    """Return the profile of the office; an empty one for a new file."""
    lay = layout(Profile)
    row = connection.row(f"SELECT {lay.selected} FROM profile ORDER BY id LIMIT 1")
    return Profile() if row is None else lay.record(row)


def with_opening(at: dict[str, Any], opening: law.OpeningDocuments | None) -> dict[str, Any]:
    """Return SQL parameters with the day of the opening figure, empty if there is none."""
    return {**at, "opening_on": opening.on.isoformat() if opening and opening.on else ""}


def _documents(connection: Connection, period: Period) -> Iterator[Contribution]:
    profile = office(connection)
    opening = law.OpeningDocuments.of(profile, period)
    yield from law.opening_cells(profile, period)
    for kind, before, *counts in connection.rows(_DOCUMENTS, with_opening(bounds(period), opening)):
        for column, count in zip(DOCUMENT_CONDITIONS, counts, strict=True):
            yield CellKey("table2", DOCUMENT_ROWS[kind], column), count
        if DOCUMENT_ROWS[kind] == law.IN_FORCE_CELL.row:
            yield law.IN_FORCE_CELL, -before


def _business(connection: Connection, at: dict[str, Any]) -> Iterator[Contribution]:
    for kind, quantity, amount in connection.rows(_TALLIES, at):
        if kind == BusinessKind.ADMINISTRATIVE_FEE:
            yield FEE_CELL, ten_thousand_yuan(amount)
        else:
            yield CellKey("table2", DECISION_ROWS[kind], DECISION_COLUMN), quantity
    paid = connection.value(f"SELECT sum(steps.amount) {PAID_STEPS} AND {NOT_INCLUDED}", at)
    yield FEE_CELL, ten_thousand_yuan(paid) if paid else Decimal(0)


# --- one record ---


def _cells_of_request(connection: Connection, record: Request, period: Period) -> tuple[Contribution, ...]:
    sql = f"SELECT :id IN ({SPLIT_PARENTS})"
    is_split = bool(connection.value(sql, {"id": record.id}))
    return law.request_cells(record, period, is_split_parent=is_split)


def _cells_of_step(connection: Connection, record: Step, period: Period) -> tuple[Contribution, ...]:
    if record.kind is not StepKind.FEE_PAID:
        return ()
    live = "SELECT EXISTS (SELECT 1 FROM requests WHERE id = ? AND removed_at IS NULL)"
    if not connection.value(live, (record.request_id,)):
        return ()
    batches = (
        f"SELECT max(includes_information_fee) {_FEE_BATCHES} = (SELECT min(main_on) {_FEE_BATCHES} BETWEEN ? AND ?)"
    )
    last = min(period.until, date(record.on.year, 12, 31))
    included = bool(connection.value(batches, (record.on.isoformat(), last.isoformat())))
    return law.fee_step_cells(record, period, already_included=included)


def _cells_of_release(connection: Connection, record: Release, period: Period) -> tuple[Contribution, ...]:
    return law.release_cells(record, period, law.OpeningDocuments.of(office(connection), period))


def _cells_of_profile(_connection: Connection, record: Profile, period: Period) -> tuple[Contribution, ...]:
    return law.opening_cells(record, period)


def _cells_of_tally(_connection: Connection, record: Tally, period: Period) -> tuple[Contribution, ...]:
    return law.tally_cells(record, period)


def _cells_of_review(_connection: Connection, record: Review, period: Period) -> tuple[Contribution, ...]:
    return law.review_cells(record, period)


def _cells_of_suit(connection: Connection, record: Litigation, period: Period) -> tuple[Contribution, ...]:
    instances = cases.instances_of(connection, record)
    if cases.counted_instance(instances, period) != record.id:
        return ()
    return law.suit_cells(instances, period, appealed_is_pending=cases.appealed_is_pending(connection))


_CELLS: dict[str, Any] = {
    "requests": _cells_of_request,
    "steps": _cells_of_step,
    "releases": _cells_of_release,
    "profile": _cells_of_profile,
    "tallies": _cells_of_tally,
    "reviews": _cells_of_review,
    "litigation": _cells_of_suit,
}
