"""Checking a year of the file, or a published report, with everything that is at hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.cases.deadlines import deadline_of
from disclosure.checks import Finding, RegisterFacts, Subject, findings, gravest_first, table2, table3, table4
from disclosure.outcomes import Remedy
from disclosure.personal_data import values_in
from disclosure.records import LEDGERS, Activity, Litigation, Profile, Request, Review, Step
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import DATED_ON
from disclosure.terms import ActivityKind, DisputeResult, StepKind, SuitRoute
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.report.check_records import check_records
from tasks.report.compose import compose
from tasks.report.published import previous_report, published_report

_REVIEW_FIRST_SINCE = date(2024, 1, 1)
"""行政复议法 as revised, article 23."""


def check_file(registers: Registers, year: int, today: date | None = None) -> tuple[Finding, ...]:
    """Return what is to be said of the report of a year and the records it rests on, as the file holds them now."""
    today = today or date.today()  # noqa: DTZ011 - legal days are days, not instants
    with registers.lock:
        report = compose(registers, year, today)
        if DATED_ON not in registers.drafts(year):
            report = replace(report, dated_on=None)  # today stands in on paper, but nobody has dated the report yet
        subject = Subject(report, previous_report(registers, year), register_facts(registers, year), similarity)
        records = check_records(registers, year, today)
    return gravest_first((*records, *findings(subject)))


def check_year(registers: Registers, year: int, today: date | None = None) -> tuple[Finding, ...]:
    """Return what ``check_file`` says, and where a report already published for the year differs from the registers.

    A published report of a year without any record in the file is only last year's figures: it is not compared.
    """
    with registers.lock:
        found, published = check_file(registers, year, today), published_report(registers, year)
        facts = register_facts(registers, year)
    if published is None or not facts.records:
        return found
    subject = Subject(published, None, facts)
    differing = [finding for table in (table2, table3, table4) for finding in table.matches_registers(subject)]
    said = [replace(finding, message=f"已公布的{year}年报告与台账不一致：{finding.message}") for finding in differing]
    return (*said, *found)


def check_source(path: Path, previous: Path | None = None) -> tuple[AnnualReport, tuple[Finding, ...]]:
    """Return a published report as read, and what is to be said of it; ``previous`` is last year's report.

    Raises SourceUnreadableError for a file that is no report.
    """
    from importers.published import read_published  # noqa: PLC0415 - the readers load when first used

    report = read_published(path)
    last = read_published(previous) if previous is not None else None
    return report, findings(Subject(report, last, None, similarity))


def similarity(first: str, second: str) -> float:
    """Return how alike two texts are, 0 to 1."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - loads when first used

    return float(ratio(first, second)) / 100


def register_facts(registers: Registers, year: int) -> RegisterFacts:
    """Return what the registers know about a year, for the rules that need more than the report."""
    period = Period.of(year)
    counted = registers.facts(period)
    kinds, late = _request_facts(registers, year)
    checks = (ActivityKind.WEBSITE_CHECK, ActivityKind.CORRECTION)
    return RegisterFacts(
        figures=registers.figures(period),
        fee_notices=kinds[StepKind.FEE_NOTICE],
        correction_notices=kinds[StepKind.CORRECTION_ASKED],
        third_party_records=kinds[StepKind.THIRD_PARTY_ASKED],
        late_requests=late,
        suits_without_review=tuple(_suits_without_review(registers, year)),
        zero_confirmed_months=_zero_confirmed(registers, year),
        records=sum(registers.count(record_type, Query(year=year)) for record_type in LEDGERS.values()),
        information_fees=counted.information_fee_fen,
        known_reviews=registers.count(Review),
        website_checks=sum(counted.activities[kind].times for kind in checks if kind in counted.activities),
        publish_by=_publish_by(registers.profile(), year),
        doubts=tuple(_case_doubts(registers, year)),
        own_contacts=own_contacts(registers.profile()),
    )


def _request_facts(registers: Registers, year: int) -> tuple[Counter[StepKind], tuple[str, ...]]:
    """Return the steps of the requests worked on in a year by kind, and the numbers of the late ones.

    What is doubtful about a request is said by the case check, which knows its record.
    """
    calendar = load_calendar(registers)
    kinds: Counter[StepKind] = Counter()
    late = []
    for request, steps in _worked_on(registers, year):
        kinds.update(step.kind for step in steps)
        deadline = deadline_of(request, steps, calendar)
        if deadline.is_late and request.answered_on is not None and request.answered_on.year == year:
            late.append(request.number)
    return kinds, tuple(late)


def _worked_on(registers: Registers, year: int) -> Iterator[tuple[Request, tuple[Step, ...]]]:
    """Yield the requests answered in a year or still open, received in it or in the year before, with their steps."""
    for received in (year - 1, year):
        requests = [
            request
            for request in registers.all(Request, Query(year=received))
            if not request.is_excluded and (request.answered_on is None or request.answered_on.year >= year)
        ]
        steps = registers.steps_by_request([request.id for request in requests])
        yield from ((request, steps.get(request.id, ())) for request in requests)


def _case_doubts(registers: Registers, year: int) -> Iterator[str]:
    """Yield what is odd about the reviews and suits received in a year: they count as open, or in the other block."""
    reviews, suits = registers.all(Review, Query(year=year)), registers.all(Litigation, Query(year=year))
    cases: tuple[Review | Litigation, ...] = (*reviews, *suits)
    for case in cases:
        name = f"{case.title}{case.number}"
        if case.closed_on is not None and case.closed_on < case.received_on:
            yield f"{name}：结案日期早于收到日期，按尚未审结统计。"
        elif case.result not in (None, DisputeResult.PENDING) and case.closed_on is None:
            yield f"{name}：填了结果而没有结案日期，按尚未审结统计。"
        if isinstance(case, Litigation) and (case.route is SuitRoute.DIRECT_SUIT) == bool(case.related_review):
            linked = "关联了行政复议" if case.related_review else "没有关联行政复议"
            yield f"{name}：{linked}，起诉方式却是“{case.route.label}”。"


def _suits_without_review(registers: Registers, year: int) -> Iterator[str]:
    for suit in registers.all(Litigation, Query(year=year)):
        request = registers.named(Request, suit.related_request) if suit.related_request else None
        if suit.route is not SuitRoute.DIRECT_SUIT or request is None or request.outcome is None:
            continue
        refused = request.outcome.remedy is Remedy.REVIEW_FIRST
        if refused and request.answered_on is not None and request.answered_on >= _REVIEW_FIRST_SINCE:
            yield suit.number


def _zero_confirmed(registers: Registers, year: int) -> frozenset[int]:
    activities = registers.all(Activity, Query(year=year))
    return frozenset(activity.on.month for activity in activities if activity.kind is ActivityKind.ZERO_CONFIRMATION)


def own_contacts(profile: Profile) -> frozenset[str]:
    """Return the telephones and mail addresses the office itself publishes, in plain form."""
    return values_in(profile.phone, profile.email, profile.address)


def _publish_by(profile: Profile, year: int) -> date | None:
    month, _, day = profile.publish_by.partition("-")
    try:
        return date(year + 1, int(month), int(day))
    except ValueError:
        return None
