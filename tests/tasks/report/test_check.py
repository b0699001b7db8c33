"""A year of a file and a published report are checked with all that is at hand."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.finding import Severity
from disclosure.errors import SourceUnreadableError
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Litigation, Request, Review, Step
from disclosure.report.cells import CellKey
from disclosure.terms import ActivityKind, Applicant, Channel, DisputeResult, StepKind, SuitRoute
from exporters.report.json import report_json
from storage.registers import Registers
from tasks.report.check import (
    check_file,
    check_source,
    check_year,
    likeness_with_last_year,
    register_facts,
    similarity,
)
from tasks.report.compose import compose, write
from tasks.report.published import import_published, published_report
from tests.empty_files import new_registers
from tests.records_factory import make_profile
from tests.report_texts import PROBLEMS

REPORTS = Path(__file__).parents[2] / "data" / "reports"
TODAY, JULY = date(2024, 1, 5), date(2024, 7, 5)


@pytest.fixture
def registers(tmp_path: Path) -> Iterator[Registers]:
    with new_registers(tmp_path / "office.db") as opened:
        yield opened


def request(received: date, answered: date | None = None, outcome: Outcome | None = None) -> Request:
    return Request(
        applicant_kind=Applicant.NATURAL_PERSON,
        applicant="张某某",
        channel=Channel.COUNTER,
        arrived_on=received,
        received_on=received,
        content="某项目的批准文件",
        outcome=outcome,
        answered_on=answered,
    )


def rules(registers: Registers, year: int = 2023) -> set[str]:
    return {finding.rule for finding in check_file(registers, year, TODAY)}


def test_an_untouched_file_cannot_pass_as_a_year_of_zeros(registers: Registers) -> None:
    finding = next(found for found in check_file(registers, 2023, TODAY) if found.rule == "R-1")
    assert finding.severity is Severity.WARNING
    for month in range(1, 13):
        registers.save(
            Activity(kind=ActivityKind.ZERO_CONFIRMATION, on=date(2023, month, 28), content="本月未收到申请")
        )
    assert "R-1" not in rules(registers)


def test_what_the_file_counts_is_never_an_error_of_the_tables(registers: Registers) -> None:
    registers.save(request(date(2023, 3, 1), date(2023, 3, 10), Outcome.GRANTED))
    registers.save(request(date(2022, 12, 20), date(2023, 1, 5), Outcome.NOT_HELD))
    registers.save(request(date(2023, 12, 20)))
    assert not {rule for rule in rules(registers) if rule.startswith(("T2", "T3", "T4"))}


def test_the_prose_the_program_writes_agrees_with_its_own_tables(registers: Registers) -> None:
    registers.save(request(date(2023, 3, 1), date(2023, 3, 10), Outcome.GRANTED))
    other = request(date(2023, 4, 1), date(2023, 4, 10), Outcome.NOT_HELD)
    registers.save(replace(other, applicant_kind=Applicant.COMPANY))
    registers.save(request(date(2022, 12, 20), date(2023, 1, 5), Outcome.NOT_HELD))
    registers.save(request(date(2023, 12, 20)))
    assert not {rule for rule in rules(registers) if rule.startswith("X-")}


Cell = tuple[str, str, int | None]


def planted(report: dict[str, Any], cell: Cell, tmp_path: Path) -> Path:
    told = json.loads(json.dumps(report))
    table, label, place = cell
    cells = told[table][label]
    if place is None:
        told[table][label] = cells + 1
    else:
        cells[place] += 1
    path = tmp_path / "published.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


PLANTED = [
    ("T3-42", ("table3", "一、本年新收政府信息公开申请数量", 0)),
    ("T3-42", ("table3", "四、结转下年度继续办理", 6)),
    ("T2-7", ("table2", "行政处罚", None)),
    ("T2-7", ("table2", "行政规范性文件", 2)),
    ("T4-7", ("table4", "行政复议", 3)),
]


@pytest.mark.parametrize(("rule", "cell"), PLANTED)
def test_what_was_published_is_reconciled_with_the_registers(
    registers: Registers, rule: str, cell: Cell, tmp_path: Path
) -> None:
    told = report_json(compose(registers, 2023, TODAY))
    path = planted(told, cell, tmp_path)
    import_published(registers, path, 2023)
    assert rule not in {finding.rule for finding in check_year(registers, 2023, TODAY)}  # nothing kept: only opening
    registers.save(request(date(2023, 3, 1), date(2023, 3, 10), Outcome.GRANTED))
    told = report_json(compose(registers, 2023, TODAY))
    import_published(registers, planted(told, cell, tmp_path), 2023)
    found = [finding for finding in check_year(registers, 2023, TODAY) if finding.rule == rule]
    assert [(finding.severity, len(finding.cells)) for finding in found] == [(Severity.ERROR, 1)]
    assert "台账" in found[0].message


def test_a_paper_that_carries_the_day_of_issue_is_not_called_undated(registers: Registers) -> None:
    """「报告末尾没有成文日期」 stood beside a paper with one; of another season no day stands in, and it is true."""
    told = {
        day: [one.message for one in check_file(registers, 2023, day) if one.rule == "F-19"] for day in (TODAY, JULY)
    }
    assert "成文日期" not in "".join(told[TODAY])
    assert "成文日期" in "".join(told[JULY])


def test_a_section_copied_from_last_years_published_report_is_found(registers: Registers, tmp_path: Path) -> None:
    published = report_json(compose(registers, 2022, TODAY))
    published["sections"][4]["text"] = PROBLEMS
    path = tmp_path / "published.json"
    path.write_text(json.dumps(published, ensure_ascii=False), encoding="utf-8")
    import_published(registers, path, 2022)
    write(registers, 2023, "problems", PROBLEMS)
    assert {"F-14", "F-16"} <= rules(registers)
    assert likeness_with_last_year(registers, 2023, "problems") == 1
    write(registers, 2023, "problems", "老旧小区改造进度更新慢，居民要打电话才问得到。改进：每月五日前把进度写上网。")
    assert not {"F-14", "F-16"} & rules(registers)


def test_a_report_nobody_has_dated_is_not_late(registers: Registers) -> None:
    found = {finding.rule for finding in check_file(registers, 2023, date(2024, 11, 23))}
    assert "F-17" not in found
    assert "F-19" in found


def test_a_draft_that_bears_a_stand_in_date_is_not_said_to_have_none(registers: Registers) -> None:
    registers.save(make_profile())
    today = date(2024, 1, 15)
    assert compose(registers, 2023, today).dated_on == today
    said = [finding.message for finding in check_file(registers, 2023, today) if finding.rule == "F-19"]
    assert not any("成文日期" in sentence for sentence in said)


def test_late_answers_and_missing_letters_are_named(registers: Registers) -> None:
    late = registers.save(request(date(2023, 3, 1), date(2023, 6, 1), Outcome.THIRD_PARTY_RIGHTS)).record_id
    facts = register_facts(registers, 2023)
    assert facts.late_requests == (registers.get(Request, late).number,)
    assert {"L-7", "T3-47"} <= rules(registers)
    registers.save(Step(request_id=late, kind=StepKind.THIRD_PARTY_ASKED, on=date(2023, 3, 2)))
    assert "L-7" not in rules(registers)


ASKED_FIRST = (
    (Outcome.THIRD_PARTY_RIGHTS, "L-7"),
    (Outcome.UNCLEAR_AFTER_CORRECTION, "L-7"),
    (Outcome.CORRECTION_OVERDUE, "R-2"),
    (Outcome.FEE_UNPAID, "R-2"),
)


@pytest.mark.parametrize(("outcome", "rule"), ASKED_FIRST)
def test_a_letter_that_is_missing_is_told_once(registers: Registers, outcome: Outcome, rule: str) -> None:
    """The year's rule said again of the sum what the case's own rule says of each case."""
    registers.save(make_profile())
    registers.save(request(date(2023, 3, 1), date(2023, 3, 20), outcome))
    found = [one.rule for one in check_file(registers, 2023, date(2024, 1, 15)) if one.rule in _OF_LETTERS]
    assert found == [rule]


_OF_LETTERS = ("T3-43", "T3-44", "T3-45", "L-7", "R-2")


def test_doubtful_cases_are_found(registers: Registers) -> None:
    registers.save(
        Review(
            applicant="张某某",
            review_body="某区人民政府",
            received_on=date(2023, 5, 1),
            closed_on=date(2023, 4, 1),
            result=DisputeResult.UPHELD,
        )
    )
    registers.save(
        Review(
            applicant="张某某",
            review_body="某区人民政府",
            received_on=date(2023, 5, 1),
            result=DisputeResult.UPHELD,
        )
    )
    registers.save(
        Litigation(
            plaintiff="张某某",
            court="某区人民法院",
            route=SuitRoute.SUIT_AFTER_REVIEW,
            received_on=date(2023, 7, 1),
        )
    )
    doubts = [found.message for found in check_file(registers, 2023, TODAY) if found.rule == "R-2"]
    assert len(doubts) == 3


def test_a_direct_suit_against_a_refusal_needs_a_review_since_2024(registers: Registers) -> None:
    refused = registers.save(request(date(2024, 2, 1), date(2024, 2, 20), Outcome.STATE_SECRET)).record_id
    number = registers.get(Request, refused).number
    registers.save(
        Litigation(
            plaintiff="张某某",
            court="某区人民法院",
            route=SuitRoute.DIRECT_SUIT,
            received_on=date(2024, 5, 1),
            related_request=number,
        )
    )
    assert "T4-6" in {found.rule for found in check_file(registers, 2024, date(2025, 1, 5))}


def test_last_years_published_report_is_kept_and_compared(registers: Registers) -> None:
    source = next(REPORTS.glob("018-*.json"))
    assert import_published(registers, source, 2021).year == 2021
    import_published(registers, source, 2022)  # the year whose 上年 it is
    kept = published_report(registers, 2021)
    assert kept is not None
    assert kept.figures[CellKey("table3", "n4", "total")] == 1
    found = [finding.values for finding in check_file(registers, 2022, date(2023, 1, 5)) if finding.rule == "T3-41"]
    assert found == [(0, 1), (0, 1)]
    assert published_report(registers, 2019) is None


def test_a_report_of_another_year_is_refused(registers: Registers) -> None:
    with pytest.raises(SourceUnreadableError, match="2021"):
        import_published(registers, next(REPORTS.glob("018-*.json")), 2024)


def test_two_published_reports_are_compared() -> None:
    report, found = check_source(next(REPORTS.glob("019-*.json")), next(REPORTS.glob("018-*.json")))
    assert report.year == 2022
    assert not [finding for finding in found if finding.is_error]


def test_a_publishing_date_that_is_no_date_is_no_deadline(registers: Registers) -> None:
    registers.save(replace(registers.profile(), publish_by="待定"))
    assert register_facts(registers, 2023).publish_by is None


def test_similarity_runs_from_nothing_to_the_same() -> None:
    assert similarity("甲乙丙", "甲乙丙") == 1
    assert similarity("甲乙丙", "子丑寅") == 0
