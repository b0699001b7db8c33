"""Checking a year of the file, or a published report, against everything available."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.outcomes.remedies import REVIEW_FIRST_SINCE
from disclosure.checks import table2, table3, table4
from disclosure.checks.all_checks import findings, gravest_first
from disclosure.checks.finding import Finding
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.checks.substance import likeness
from disclosure.column_kinds import month_day_of
from disclosure.outcomes import Remedy
from disclosure.personal_data import values_in
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Activity, Litigation, Profile, Request, Review
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import DATED_ON, PARTS, PROSE, own_text, without_prompts
from disclosure.terms import ActivityKind, StepKind, SuitRoute
from importers.published import read_published
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.report.check_records import check_records
from tasks.report.compose import compose, own_texts, prose_state
from tasks.report.odd_records import record_remarks, worked_on
from tasks.report.published import previous_report, published_report


def check_file(registers: Registers, year: int, today: date | None = None) -> tuple[Finding, ...]:
    """Return the findings about the report of a year and its records, as they are now.

    It reads in short parts, between which others may save; a caller that needs one consistent state holds the lock.
    """
    today = today or date.today()  # noqa: DTZ011 - legal days are days, not instants
    report = compose(registers, year, today)
    facts = register_facts(registers, year, today)
    if DATED_ON not in registers.drafts(year):
        facts = replace(facts, is_dated_at_issue=report.dated_on is not None)
        report = replace(report, dated_on=None)  # a draft is printed with today's date, but has none yet
    # without the prompts of unwritten parts, which F-26 reports
    headings = {part.label for part in PARTS if part.key in facts.to_write}
    sections = (
        replace(section, text=without_prompts(section.text)) if section.heading in headings else section
        for section in report.sections
    )
    report = replace(report, sections=tuple(sections))
    said = findings(Subject(report, previous_report(registers, year), facts, similarity))
    del facts  # may hold sentences about a hundred thousand records, and the check of records needs memory, too
    return gravest_first((*check_records(registers, year, today), *said))


def check_year(registers: Registers, year: int, today: date | None = None) -> tuple[Finding, ...]:
    """Return the findings of ``check_file``, and where a published report of the year differs from the registers.

    A published report of a year without any records only supplies last year's figures and is not compared.
    """
    found, published = check_file(registers, year, today), published_report(registers, year)
    if published is None:
        return found
    facts = register_facts(registers, year)
    if not facts.records:
        return found
    subject = Subject(published, None, facts)
    differing = [finding for table in (table2, table3, table4) for finding in table.matches_registers(subject)]
    said = [replace(finding, message=f"已公布的{year}年报告与台账不一致：{finding.message}") for finding in differing]
    return (*said, *found)


def check_source(
    path: Path, previous: Path | None = None, progress: Progress = silent
) -> tuple[AnnualReport, tuple[Finding, ...]]:
    """Return a published report and the findings about it; ``previous`` is last year's report.

    Raises SourceUnreadableError for a file that is no report.
    """
    report = read_published(path, progress)
    last = read_published(previous, progress) if previous is not None else None
    return report, findings(Subject(report, last, None, similarity))


def similarity(first: str, second: str) -> float:
    """Return how similar two texts are, 0 to 1."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - loads when first used

    return float(ratio(first, second)) / 100


def register_facts(registers: Registers, year: int, today: date | None = None) -> RegisterFacts:
    """Return what the registers know about a year, for the rules that need more than the report.

    By ``today`` dates in the future are recognised.
    """
    period = Period.of(year)
    figures = registers.figures(period)
    counted = registers.facts(period, figures)
    # the steps of the requests worked on in a year by kind, and the numbers of the late ones
    calendar = load_calendar(registers)
    kinds: Counter[StepKind] = Counter()
    late: list[str] = []
    for request, steps in worked_on(registers, year):
        kinds.update(step.kind for step in steps)
        deadline = deadline_of(request, steps, calendar, today)
        if deadline.is_late and request.counted_answer_on is not None and request.counted_answer_on.year == year:
            late.append(request.number)
    odd, prose = tuple(record_remarks(registers, period, today)), prose_state(registers, year)
    checks = (ActivityKind.WEBSITE_CHECK, ActivityKind.CORRECTION)
    activities = registers.all(Activity, Query(year=year))
    return RegisterFacts(
        figures=figures,
        fee_notices=kinds[StepKind.FEE_NOTICE],
        correction_notices=kinds[StepKind.CORRECTION_ASKED],
        third_party_records=kinds[StepKind.THIRD_PARTY_ASKED],
        late_requests=tuple(late),
        suits_without_review=tuple(_suits_without_review(registers, year)),
        zero_confirmed_months=frozenset(
            activity.on.month for activity in activities if activity.kind is ActivityKind.ZERO_CONFIRMATION
        ),
        records=sum(registers.count(record_type, Query(year=year)) for record_type in LEDGERS.values()),
        information_fees=counted.information_fee_fen,
        known_reviews=registers.count(Review),
        website_checks=sum(counted.activities[kind].times for kind in checks if kind in counted.activities),
        publish_by=month_day_of(registers.profile().publish_by, year + 1),
        doubts=tuple(remark for remark in odd if remark.is_doubt),
        remarks=tuple(remark for remark in odd if not remark.is_doubt),
        own_contacts=own_contacts(registers.profile()),
        large_change=registers.profile().large_change,
        to_write=prose.to_write,
        unread=prose.unread,
        own_texts=own_texts(registers, year),
        own_texts_before=_own_texts_before(registers, year),
    )


def _own_texts_before(registers: Registers, year: int) -> dict[str, str]:
    """Return what people wrote in last year's report, from the file's texts, else from the published report."""
    if set(PROSE) & set(registers.drafts(year - 1)):
        return own_texts(registers, year - 1)
    previous = previous_report(registers, year)
    sections = {section.heading[:1]: section for section in previous.sections} if previous else {}
    return {part.key: own_text(sections[part.label[0]].text) for part in PARTS if part.label[0] in sections}


def likeness_with_last_year(registers: Registers, year: int, part: str) -> float | None:
    """Return how similar the own text of a part is to last year's; None where one is too short."""
    with registers.lock:
        here, before = own_texts(registers, year), _own_texts_before(registers, year)
    return likeness(here.get(part, ""), before.get(part, ""), similarity)


def _suits_without_review(registers: Registers, year: int) -> Iterator[str]:
    for suit in registers.all(Litigation, Query(year=year)):
        request = registers.named(Request, suit.related_request) if suit.related_request else None
        if suit.route is not SuitRoute.DIRECT_SUIT or request is None or request.outcome is None:
            continue
        refused = request.outcome.remedy is Remedy.REVIEW_FIRST
        if refused and request.counted_answer_on is not None and request.counted_answer_on >= REVIEW_FIRST_SINCE:
            yield suit.number


def own_contacts(profile: Profile) -> frozenset[str]:
    """Return the telephones and mail addresses that the office publishes, in plain form."""
    return values_in(profile.phone, profile.email, profile.address)
