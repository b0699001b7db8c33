"""What the rules say of one record by itself: told at its form, at the row of a ledger and in the check of the year.

One list for the three doors. Rules that need other records, the steps of a request or a whole year (a review never
registered, a number given twice, an answer without 送达) are told by the check alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.cases.receipt import receipt_doubts
from disclosure.checks.finding import Finding, Severity, of_record
from disclosure.checks.records import imported, pairs, releases, requests
from disclosure.checks.records.facts import RecordFacts, RequestCase
from disclosure.column_kinds import columns_by_name
from disclosure.odd_values import odd_values
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


def row_findings(record: Record, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    """Yield what the rules say of a record by itself, saved or not."""
    if isinstance(record, Request):
        waits = Deadline(state=DeadlineState.RUNNING, doubts=tuple(receipt_doubts(record)))
        left_out = (record,) if record.is_excluded and record.outcome is not None and record.answer_number else ()
        case = RequestCase(request=record, steps=(), deadline=waits)
        facts = RecordFacts(today, calendar, cases=() if record.is_excluded else (case,), left_out=left_out)
        yield from (finding for check in _OF_REQUEST for finding in check(facts))
    elif isinstance(record, Release):
        facts = RecordFacts(today, calendar, releases=(record,))
        yield from (finding for check in _OF_RELEASE for finding in check(facts))
    yield from _remarks(record, today)
    yield from (pairs.of_one(record, told) for told in pairs.doubts_of(record) if told.severity is not Severity.INFO)


def _remarks(record: Record, today: date) -> Iterator[Finding]:
    """Yield what R-2 says of reviews, suits, batches and work."""
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
    """Return what is doubtful about a record by itself, by the column it is mended in, to be said beside it."""
    told: dict[str, list[str]] = {}
    for finding in row_findings(record, calendar, today):
        told.setdefault(finding.field, []).append(finding.says)
    labels = columns_by_name(type(record))
    if not isinstance(record, Request):  # a request's are told by L-32 already
        for name, said in odd_values(record).items():
            told.setdefault(name, []).append(f"{labels[name].label}{said}。")
    return {name: "".join(dict.fromkeys(said)) for name, said in told.items()}
