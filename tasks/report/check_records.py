"""The case check of a year: gathers the records behind its figures from the file and applies the rules to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.keeping import is_destroyed
from disclosure.cases.objections import NOTICE
from disclosure.checks.all_checks import gravest_first
from disclosure.checks.finding import Finding, Severity
from disclosure.checks.records import RecordFacts, RequestCase, SplitRequest, record_findings
from disclosure.outcomes import Outcome
from disclosure.record_base import R
from disclosure.records import LEDGERS, Activity, Duty, IssuedLetter, Litigation, Release, Request, Review
from disclosure.releases.duties import DutyState
from disclosure.terms import StepKind
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.duties import duty_calendar
from tasks.cases.merging import split_parents
from tasks.letters.templates import shipped_templates

_MOST_EARLIER = 200
"""Requests of one applicant searched for the one that a 重复申请 repeats."""
_MOST_ON_TODAY = 500
_ON_OTHER_LISTS = frozenset({"L-1", "L-15", "L-16", "L-27", "L-34"})
"""Rules whose records 今日 lists as due anyway: answers, confirmations, replies, duties and notices."""


def check_records(registers: Registers, year: int, today: date) -> tuple[Finding, ...]:
    """Return the findings about the records behind a year's report, errors first."""
    return record_findings(record_facts(registers, year, today))


def is_looked_at(registers: Registers, year: int) -> bool:
    """Whether a year has few enough requests for 今日 to check them all whenever it is shown."""
    return registers.count(Request, Query(year=year)) <= _MOST_ON_TODAY


def mendable(registers: Registers, year: int, today: date) -> tuple[Finding, ...]:
    """Return what can still be corrected in the records of a year and is on no other list of 今日, gravest first.

    A year with too many requests for 今日 is checked on the report page only. The file is not locked meanwhile.
    """
    if not is_looked_at(registers, year):
        return ()
    found = record_findings(record_facts(registers, year, today))
    grave = (one for one in found if one.severity is not Severity.INFO and one.rule not in _ON_OTHER_LISTS)
    return gravest_first(one for one in grave if one.record is not None)


def record_facts(registers: Registers, year: int, today: date) -> RecordFacts:
    """Return the records behind the report of a year, with what is known about each."""
    received = list(registers.all(Request, Query(year=year)))
    received += _to_come(registers, Request, ("arrived_on", "received_on"), year, today)
    releases = (
        *registers.all(Release, Query(year=year)),
        *_to_come(registers, Release, ("formed_on", "published_on"), year, today),
    )
    calendar, worked_on = load_calendar(registers), [*_carried_in(registers, year), *received]
    removed = [gone.record for gone in registers.removed(Request) if isinstance(gone.record, Request)]
    return RecordFacts(
        today=today,
        calendar=calendar,
        cases=tuple(_cases(registers, worked_on, today)),
        releases=releases,
        disputes=(*registers.all(Review, Query(year=year)), *registers.all(Litigation, Query(year=year))),
        others=(*registers.all(Activity, Query(year=year)), *registers.all(Duty)),
        duties=tuple(
            line
            for line in duty_calendar(registers, year, calendar, today)
            if line.state is DutyState.MISSED
            and line.due_on is not None
            # the last period of a year falls due in the next year, yet belongs in this year's report
            and (line.period is not None or line.due_on.year == year)
        ),
        numbers=tuple(request.number for request in (*received, *removed) if request.number),
        left_out=tuple(one for one in received if one.is_excluded and _is_answered(one)),
        astray=tuple(_astray(registers, received)),
        splits=tuple(_splits(registers, worked_on, removed)),
        orphans=tuple(_orphans(registers, worked_on, {one.number for one in removed})),
        voided=frozenset(
            letter.number
            for letter in registers.all(IssuedLetter, Query(filters=(Filter("is_voided", "equals", True),)))
            if letter.number
        ),
        unconfirmed=tuple(
            record
            for record_type in LEDGERS.values()
            for record in registers.all(record_type, Query(year=year, filters=(Filter("proposed", "is_filled"),)))
        ),
        index_numbers=_index_numbers(registers, releases),
    )


def _is_answered(request: Request) -> bool:
    """Whether a request was answered, with or without a 文号; a withdrawn or merged one was not."""
    return request.outcome is not None and bool(request.answer_number or request.outcome is not Outcome.OTHER_HANDLING)


def _to_come(
    registers: Registers, record_type: type[R], fields: tuple[str, str], year: int, today: date
) -> Iterator[R]:
    """Yield the records that began in a year but have a future day in a later year, most likely a slip."""
    began, ends = fields
    last = date(year, 12, 31)
    within = (Filter(began, "between", (date(year, 1, 1), last)), Filter(ends, "after", max(today, last)))
    yield from registers.all(record_type, Query(filters=within))


def _carried_in(registers: Registers, year: int) -> Iterator[Request]:
    """Yield the requests of earlier years that were open when the year began."""
    since = date(year, 1, 1)
    before = Filter("received_on", "before", since)
    yield from registers.all(Request, Query(filters=(Filter("outcome", "is_open"), before)))
    yield from (
        request
        for request in registers.all(
            Request, Query(filters=(before, Filter("answered_on", "after", date(year - 1, 12, 31))))
        )
        if request.outcome is not None and not request.is_excluded
    )


def _cases(registers: Registers, requests: Sequence[Request], today: date) -> Iterator[RequestCase]:
    calendar, parents = load_calendar(registers), {request.split_from for request in requests if request.split_from}
    kept = (one for one in requests if not one.is_excluded and not is_destroyed(one))
    counted = [one for one in kept if one.number not in parents]
    steps = registers.steps_by_request([request.id for request in counted])
    letters, earlier = _letters_sent(registers, counted), _earlier(registers, counted)
    answering = {code for code, template in shipped_templates().items() if template.outcomes}
    for request in counted:
        own, sent = steps.get(request.id, ()), letters[request.id]
        # the last valid answer sent; one that a decision or judgment ordered redone does not count
        again = {step.letter_number for step in own if step.kind is StepKind.ANSWERED_AGAIN}
        ordered_on = min((step.on for step in own if step.kind is StepKind.REOPENED), default=date.max)
        letter = next(
            (
                one
                for one in reversed(sent)
                if one.kind in answering and one.issued_on < ordered_on and (not one.number or one.number not in again)
            ),
            None,
        )
        yield RequestCase(
            request=request,
            steps=own,
            deadline=deadline_of(request, own, calendar, today),
            letter=letter,
            announces=shipped_templates()[letter.kind].outcomes if letter else (),
            notices=tuple(one for one in sent if one.kind == NOTICE),
            earlier=earlier.get(request.id, ()),
        )


def _letters_sent(registers: Registers, requests: Iterable[Request]) -> dict[int, list[IssuedLetter]]:
    """Return the valid letters sent for each request, oldest first, by the request's id."""
    found: dict[int, list[IssuedLetter]] = {request.id: [] for request in requests}
    good = Query(filters=(Filter("is_voided", "equals", False),))
    for letter in sorted(registers.all(IssuedLetter, good), key=lambda letter: (letter.issued_on, letter.id)):
        if letter.owner_register == Request.register and letter.owner_id in found:
            found[letter.owner_id].append(letter)
    return found


def _earlier(registers: Registers, requests: Iterable[Request]) -> dict[int, tuple[Request, ...]]:
    """Return, for requests answered as repeated, the one each names as related and those of the same applicant.

    Finding an applicant takes a scan of the register, so all are looked for at once; and year by year, back to the last
    year that counts, so that the file is never locked for long.
    """
    repeated = [one for one in requests if one.outcome is Outcome.REPEATED]
    same: dict[str, list[Request]] = {one.applicant: [] for one in repeated}
    left = set(same)
    for year in sorted(registers.years(), reverse=True):
        wanted = Query(year=year, filters=(Filter("applicant", "any_of", sorted(left)),), descending=True)
        for request in registers.all(Request, wanted) if left else ():
            if request.applicant in left:
                same[request.applicant].append(request)
                if len(same[request.applicant]) == _MOST_EARLIER:
                    left.remove(request.applicant)
                    if not left:
                        break
    related = {one.id: registers.named(Request, one.related) for one in repeated if one.related}
    return {
        one.id: (
            *filter(None, (related.get(one.id),)),
            *(other for other in same[one.applicant] if other.id != one.id),
        )
        for one in repeated
    }


def _astray(registers: Registers, requests: Iterable[Request]) -> Iterator[tuple[Request, bool]]:
    """Yield the requests whose 并入 is not in the register, or (True) was split and so has no answer of its own."""
    merged = [(one, registers.named(Request, one.merged_into)) for one in requests if one.merged_into]
    parents = split_parents(registers, [first for _, first in merged if first is not None])
    for one, first in merged:
        if first is None or first.id == one.id or first.number in parents:
            yield one, first is not None and first.id != one.id


def _splits(registers: Registers, requests: Sequence[Request], removed: Iterable[Request]) -> Iterator[SplitRequest]:
    """Yield the requests that were split, with their parts in the register and in the recycle bin."""
    parts: dict[str, list[Request]] = defaultdict(list)
    gone: dict[str, list[Request]] = defaultdict(list)
    numbers = [one.number for one in requests if one.number]
    named = (Filter("split_from", "any_of", numbers),)
    for part in registers.all(Request, Query(filters=named)) if numbers else ():
        if part.number != part.split_from:  # one that names itself is an orphan
            parts[part.split_from].append(part)
    for part in removed:
        gone[part.split_from].append(part)
    for one in requests:
        if one.number and (one.number in parts or one.number in gone):
            yield SplitRequest(one, tuple(parts[one.number]), tuple(gone[one.number]))


def _orphans(registers: Registers, requests: Iterable[Request], removed: Collection[str]) -> Iterator[Request]:
    """Yield parts whose 拆分自 names no request or the part itself; an original in the recycle bin is all right."""
    for one in requests:
        if one.split_from and one.split_from not in removed:
            original = registers.named(Request, one.split_from)
            if original is None or original.id == one.id:
                yield one


def _index_numbers(registers: Registers, releases: Iterable[Release]) -> dict[str, tuple[Release, ...]]:
    numbers = list(dict.fromkeys(release.index_number for release in releases if release.index_number))
    found: dict[str, list[Release]] = {number: [] for number in numbers}
    for release in (
        registers.all(Release, Query(filters=(Filter("index_number", "any_of", numbers),))) if numbers else ()
    ):
        found[release.index_number].append(release)
    return {number: tuple(same) for number, same in found.items()}
