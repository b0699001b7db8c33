"""The sample: three living years around today, whatever day that is; its oldest year is that of a real report."""

from collections.abc import Iterator
from datetime import date
from mimetypes import guess_type
from pathlib import Path

import pytest

import tasks.sample
from disclosure.calendar.workdays import DAY
from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.checks.finding import Severity
from disclosure.errors import FileUnavailableError
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Attachment, IssuedLetter, Release, Request, Step
from disclosure.report.counting import Period
from disclosure.terms import ActivityKind, Applicant, Channel, ReleaseChannel, StepKind
from storage.query import Filter, Query
from storage.registers import Registers, create_registers, open_registers
from tasks.calendar.loading import shipped_calendar
from tasks.report.check import check_file
from tasks.report.compose import prose_state
from tasks.sample import export_sample, make_sample, remove_sample
from tasks.today.overview import overview
from tests.needed import found, patterns, unneeded
from tests.sample_files import LAST_YEAR, SAMPLE_DAY, SEED_YEAR, sample_at

EXAMPLES = {
    "_DAY_OF_YEAR": [*(f"⟦{year}-01-02⟧" for year in ("前年", "去年", "今年")), "明年-01-02"],
    "_WORKDAY": ["⟦今+3⟧", "⟦今-12⟧", "今3"],
    "_WORD": ["{⟦{今年}⟧}", "{}"],
}
"""What the texts of the sample leave open, as they write it."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_part_of_what_is_filled_in_is_needed(name: str) -> None:
    pattern = patterns(tasks.sample)[name]
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in EXAMPLES[name]]
    assert [found(pattern, text) for text in plain] == EXAMPLES[name]
    assert unneeded(pattern, plain) == []


DAYS = {
    "a Sunday": date(2026, 11, 29),
    "2 January": date(2026, 1, 2),
    "in the week of the National Day": date(2026, 10, 3),
    "the first day without a notice": date(2027, 1, 1),
    "29 February": date(2028, 2, 29),
}
MORE_DAYS = {
    "a Monday in summer": date(2026, 7, 6),
    "31 January, a Saturday": date(2026, 1, 31),
    "31 December": date(2026, 12, 31),
    "a year without a notice": date(2027, 5, 12),
    "the end of the season": date(2028, 3, 31),
    "a far year": date(2030, 1, 2),
    "a far year, in autumn": date(2030, 10, 8),
}


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Registers]:
    """The sample of the fixed day."""
    with open_registers(sample_at(tmp_path / "示例.sqlite")) as registers:
        yield registers


@pytest.mark.parametrize(
    "today",
    [
        *(pytest.param(day, id=name) for name, day in DAYS.items()),
        *(pytest.param(day, id=name, marks=pytest.mark.torture) for name, day in MORE_DAYS.items()),
    ],
)
def test_every_stage_that_is_promised_stands_on_the_page_of_today(tmp_path: Path, today: date) -> None:
    calendar = shipped_calendar()
    next_workday = calendar.nth_workday_after(today - DAY, 1)
    with open_registers(make_sample(tmp_path / "示例.sqlite", today)) as registers:
        shown = overview(registers, calendar, today.year, today)
        requests = {request.id: request for request in registers.all(Request)}
        problems = {
            year: [finding for finding in check_file(registers, year, today) if finding.severity is Severity.ERROR]
            for year in (today.year - 2, today.year - 1, today.year)
        }
        half = prose_state(registers, today.year - (today.month <= 3)).to_write
    found = {
        (requests[item.record_id].applicant if item.register == "requests" else item.kind.value, group, item.due_on)
        for group, items in shown.groups.items()
        for item in items
    }
    who = {(name, group) for name, group, _ in found}
    assert {
        ("春分", DueGroup.OVERDUE),
        (DueKind.PUBLICATION.value, DueGroup.OVERDUE),
        (DueKind.DUTY.value, DueGroup.OVERDUE),
        ("立夏", DueGroup.TODAY),
        ("白露", DueGroup.TODAY),
        ("雨水", DueGroup.SOON),
        (DueKind.REVIEW_REPLY.value, DueGroup.SOON),
        (DueKind.PUBLICATION.value, DueGroup.SOON),
        ("清明", DueGroup.WAITING),
        ("谷雨", DueGroup.WAITING),
        ("示例律师事务所", DueGroup.WAITING),
        ("大暑", DueGroup.WAITING),
        (DueKind.ZERO_CONFIRMATION.value, DueGroup.ALONGSIDE),
        ("立春", DueGroup.LATER),
        ("小满", DueGroup.LATER),
        ("立秋", DueGroup.LATER),
        (DueKind.EXPIRING.value, DueGroup.LATER),
    } <= who
    assert DueKind.COURT_DEFENCE.value in {name for name, _ in who}
    assert ("雨水", DueGroup.SOON, calendar.nth_workday_after(next_workday, 3)) in found
    group = DueGroup.TODAY if calendar.is_workday(today) else DueGroup.SOON  # no term ends on a day off
    assert ("惊蛰", group, next_workday) in found
    assert len(shown.zero_months) == 2
    assert "problems" in half
    assert {finding.rule for year in problems for finding in problems[year]} <= {"L-1"}  # 春分 is overdue
    assert sum(map(len, problems.values())) <= 2


def test_each_result_fee_letter_and_paper_is_there_once_at_least(sample: Registers) -> None:
    running = [request for request in sample.all(Request) if request.arrived_on.year == SAMPLE_DAY.year]
    results = {request.outcome for request in running}
    assert {Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.INTERNAL_AFFAIRS, Outcome.NOT_HELD, None} == results
    steps = {step.kind for step in sample.all(Step)}
    assert {
        StepKind.CORRECTION_ASKED,
        StepKind.THIRD_PARTY_ASKED,
        StepKind.THIRD_PARTY_SERVED,
        StepKind.EXTENDED,
        StepKind.FEE_NOTICE,
        StepKind.FEE_PAID,
        StepKind.DELIVERED,
    } == steps
    letters = list(sample.all(IssuedLetter))
    assert len(letters) == len({letter.number for letter in letters}) == 9
    assert all(sample.content(letter.sha256).startswith(b"%PDF") for letter in letters)
    assert sample.count(Attachment) == 9 + 5


def test_it_came_in_through_the_doors_of_the_clerk_as_one_step_that_is_told(sample: Registers) -> None:
    (first,) = sample.all(Request, Query(filters=(Filter("applicant", "equals", "清明"),)))
    assert [entry.label for entry in sample.history(first)] == ["示例数据"]
    assert sample.verify(is_quick=True) == []


@pytest.mark.parametrize("today", [SAMPLE_DAY, date(2027, 2, 10)], ids=["in summer", "in the season"])
def test_without_a_screen_the_whole_last_year_is_exported_and_nothing_in_it_is_wrong(
    tmp_path: Path, today: date
) -> None:
    report, file = export_sample(tmp_path, today)
    assert report.read_bytes().startswith(b"%PDF")
    with open_registers(file) as registers:
        found = [finding for finding in check_file(registers, today.year - 1, today) if finding.rule != "F-26"]
        facts = registers.facts(Period.of(today.year - 1))
    told = [f"{finding.rule} {finding.message}" for finding in found if finding.severity is not Severity.INFO]
    if today == SAMPLE_DAY:  # in the season last year's last requests are still open, one of them too long
        assert told == []
    assert not [line for line in told if not line.startswith(("L-1 ", "L-15", "L-27"))]
    assert facts.releases == 18
    assert facts.requests >= 6


def test_last_year_is_full_and_clean(sample: Registers) -> None:
    facts = sample.facts(Period.of(LAST_YEAR))
    assert (facts.releases, facts.requests, facts.answered, facts.carried_out) == (18, 6, 6, 0)
    assert (facts.reviews, facts.suits) == (1, 0)


def test_the_oldest_year_adds_up_to_sixteen_releases_and_one_request(sample: Registers) -> None:
    facts = sample.facts(Period.of(SEED_YEAR))
    assert facts.releases_by_statistics_category == {
        "机构职能类": 4,
        "人事信息、公务员招录考试信息": 8,
        "其他应当主动公开的政府信息": 4,
    }
    assert (facts.releases, facts.releases_cumulative) == (16, 516)
    assert facts.releases_by_channel[ReleaseChannel.PORTAL] == 16
    assert (facts.requests, facts.requests_cumulative, facts.answered, facts.carried_out) == (1, 2, 1, 0)
    assert (facts.requests_by_channel, facts.requests_by_applicant) == (
        {Channel.INTERNET: 1},
        {Applicant.NATURAL_PERSON: 1},
    )
    assert (facts.reviews, facts.suits, facts.information_fee_fen) == (0, 0, 0)


def test_every_month_without_a_request_is_confirmed_and_every_duty_fulfilled_by_name(sample: Registers) -> None:
    zero = Query(year=SEED_YEAR, filters=(Filter("kind", "equals", ActivityKind.ZERO_CONFIRMATION),))
    assert {activity.on.month for activity in sample.all(Activity, zero)} == set(range(1, 13)) - {5}
    fulfilled = [release.fulfils for release in sample.all(Release, Query(year=SEED_YEAR))]
    assert fulfilled.count("机关费用开支明细") == 4


def test_the_sample_is_removed_in_one_go_but_never_somebodys_work(tmp_path: Path) -> None:
    sample = sample_at(tmp_path / "示例.sqlite")
    remove_sample(sample)
    assert not sample.exists()
    create_registers(tmp_path / "工作.sqlite").close()
    with pytest.raises(FileUnavailableError, match="不是示例文件"):
        remove_sample(tmp_path / "工作.sqlite")
    with pytest.raises(FileUnavailableError, match="已经存在"):
        make_sample(tmp_path / "工作.sqlite", SAMPLE_DAY)


def test_the_papers_of_the_sample_are_what_their_names_say(sample: Registers) -> None:
    papers = list(sample.all(Attachment))
    assert {"application/pdf", "text/plain"} <= {paper.media_type for paper in papers}
    assert [paper.name for paper in papers if paper.media_type != guess_type(paper.name)[0]] == []
