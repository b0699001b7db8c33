"""What the rules find in one record by itself; shown in its form, at the row of an imported ledger, and in the check.

Rules that need other records, the steps of a request or a whole year (a review that was not entered, a number given
twice, an answer without 送达) are only run by the check.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.cases.receipt import receipt_doubts
from disclosure.checks.finding import Finding, RecordRef, Severity, of_record
from disclosure.checks.records import imported, pairs, releases, requests
from disclosure.checks.records.facts import RecordFacts, RequestCase
from disclosure.column_kinds import columns_by_name
from disclosure.odd_values import odd_values
from disclosure.record_base import with_values
from disclosure.records import Activity, Litigation, Record, Release, Request, Review, Tally
from disclosure.report import odd_records

_OF_REQUEST: tuple[Callable[[RecordFacts], Iterable[Finding]], ...] = (
    requests.impossible,
    requests.impossible_receipt,
    requests.half_answered,
    requests.ground_of_another_result,
    requests.answered_and_left_out,
    requests.doubts,
    imported.odd,
)
_OF_RELEASE: tuple[Callable[[RecordFacts], Iterable[Finding]], ...] = (
    releases.withheld,
    releases.reviewed_afterwards,
    releases.ended_before_issued,
    releases.published_before_formed,
    releases.impossible,
    releases.published_late,
    releases.tells_of_people,
)


_AT_ONCE = 1_000
_WAITS = Deadline(state=DeadlineState.RUNNING)


def rows_findings(records: Sequence[Record], calendar: WorkCalendar, today: date) -> list[list[Finding]]:
    """Return what the rules find in each of some records by itself; each rule runs once for all of them."""
    # findings refer to records by id, and new records have none
    placed = [with_values(type(one), {**one.__dict__, "id": place}) for place, one in enumerate(records)]
    asked = [one for one in placed if isinstance(one, Request)]
    doubts = {one.id: tuple(receipt_doubts(one)) for one in asked}
    waiting = {place: Deadline(state=DeadlineState.RUNNING, doubts=found) for place, found in doubts.items() if found}
    facts = RecordFacts(
        today,
        calendar,
        cases=tuple(RequestCase(one, (), waiting.get(one.id, _WAITS)) for one in asked if not one.is_excluded),
        releases=tuple(one for one in placed if isinstance(one, Release)),
        left_out=tuple(one for one in asked if one.is_excluded and one.outcome is not None and one.answer_number),
    )
    found: list[list[Finding]] = [[] for _ in records]
    checks = (*(_OF_REQUEST if asked else ()), *(_OF_RELEASE if facts.releases else ()))
    for one in (finding for check in checks for finding in check(facts)):
        assert one.record is not None, "each speaks of one record"
        place = one.record.id
        found[place].append(replace(one, record=RecordRef.of(records[place])))
    for record, said in zip(records, found, strict=True):
        said.extend(_remarks(record, today))
        grave = (told for told in pairs.doubts_of(record) if told.severity is not Severity.INFO)
        said.extend(pairs.of_one(record, told) for told in grave)
    return found


def _remarks(record: Record, today: date) -> Iterator[Finding]:
    """Yield what R-2 finds in reviews, suits, tallies and activities."""
    remarks: Iterable[odd_records.Remark] = ()
    if isinstance(record, Review | Litigation):
        remarks = (*odd_records.impossible_days(record, today), *odd_records.dispute_remarks(record))
    elif isinstance(record, Tally):
        remarks = odd_records.batch_remarks([record])
    elif isinstance(record, Activity):
        remarks = odd_records.activity_remarks([record])
    if isinstance(record, Review | Litigation | Tally | Activity) and odd_records.begins_on(record) > today:
        remarks = (*remarks, odd_records.to_come(record))
    for remark in remarks:
        if remark.is_doubt:
            says = remark.says.rstrip("。")
            yield of_record("R-2", Severity.WARNING, record, record.title, says, "", field=remark.field)


def row_doubts(record: Record, calendar: WorkCalendar, today: date) -> dict[str, str]:
    """Return what is doubtful about a record by itself, by the column in which it is mended."""
    return next(rows_doubts([record], calendar, today))


def rows_doubts(records: Iterable[Record], calendar: WorkCalendar, today: date) -> Iterator[dict[str, str]]:
    """Yield what ``row_doubts`` returns for each record, working in batches."""
    asked = iter(records)
    while part := list(islice(asked, _AT_ONCE)):
        for record, found in zip(part, rows_findings(part, calendar, today), strict=True):
            told: dict[str, list[str]] = {}
            for finding in found:
                told.setdefault(finding.field, []).append(finding.says)
            if not isinstance(record, Request):  # L-32 reports those of requests
                labels = columns_by_name(type(record))
                for name, said in odd_values(record).items():
                    told.setdefault(name, []).append(f"{labels[name].label}{said}。")
            yield {name: "".join(dict.fromkeys(said)) for name, said in told.items()}
