"""A report is issued once it can be defended, kept for good, and corrected only by another version."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks import Severity
from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Draft, FindingNote, IssuedReport, Request
from disclosure.report.cells import CellKey
from disclosure.report.narrative import DATED_ON, OTHERS, OVERVIEW, PARTS
from disclosure.terms import ActivityKind, ReportState
from exporters.report.formats import FORMATS
from importers.published import read_published
from storage.registers import Registers
from tasks.report import issuing
from tasks.report.effects import apart_from_issued, moved_since
from tasks.report.issuing import (
    ReportNotReadyError,
    changed_since,
    changes_after_issuing,
    explain,
    frozen_report,
    issue,
    judged_findings,
    latest_version,
    paper_of,
    regeneration_faults,
    standing,
    versions_of,
)
from tasks.report.writing import export_report
from tests.records_factory import make_profile, make_release, make_request

JANUARY = date(2025, 1, 10)


@pytest.fixture
def office(registers: Registers) -> Registers:
    """A street office with a small, complete year 2024."""
    registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
    registers.save(make_release())
    registers.save(make_request(number="2024-001", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20)))
    registers.save(Activity(kind=ActivityKind.WEBSITE_CHECK, on=date(2024, 5, 6), content="抽查网站"))
    registers.save(Draft(year=2024, part=DATED_ON, text="2025-01-10"))
    return registers


def say(registers: Registers, words: str) -> None:
    """Type words by hand in place of the bound field about requests."""
    default = next(part.default for part in PARTS if part.key == OVERVIEW)
    registers.save(Draft(year=2024, part=OVERVIEW, text=default.replace("{收到申请情况}", words)))


def settle(registers: Registers, year: int = 2024, today: date = JANUARY) -> None:
    """Explain every warning."""
    for one in judged_findings(registers, year, today):
        if one.is_open and one.finding.can_be_explained:
            explain(registers, year, one.finding, "已核实")


def test_an_error_blocks_issuing_and_names_itself(office: Registers) -> None:
    say(office, "本年度未收到政府信息公开申请")
    with pytest.raises(ReportNotReadyError, match=r"X-12") as raised:
        issue(office, 2024, JANUARY)
    assert "X-12" in {one.finding.rule for one in raised.value.hindrances}
    with pytest.raises(DisclosureError, match="不能用说明代替"):
        explain(office, 2024, next(one.finding for one in raised.value.hindrances if one.finding.is_error), "没问题")
    assert versions_of(office, 2024) == ()


def test_a_year_that_has_not_ended_is_not_issued(office: Registers) -> None:
    november = date(2024, 11, 29)
    settle(office, today=november)
    with pytest.raises(DisclosureError, match="2024 年还没有结束"):
        issue(office, 2024, november)
    assert "还没有结束" in standing(office, 2024, november).shut
    assert standing(office, 2024, JANUARY).shut == ""


def test_a_request_never_answered_stands_against_issuing_until_a_reason_is_given(office: Registers) -> None:
    office.save(make_request(number="2024-002"))
    (unanswered,) = [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "L-1"]
    with pytest.raises(ReportNotReadyError, match="L-1"):
        issue(office, 2024, JANUARY)
    explain(office, 2024, unanswered.finding, "")
    assert [one.is_open for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "L-1"] == [True]
    explain(office, 2024, unanswered.finding, "申请人住院，约定出院后答复")
    assert [one.is_open for one in judged_findings(office, 2024, date(2025, 2, 1)) if one.finding.rule == "L-1"] == [
        False
    ]


def test_after_issuing_every_moved_cell_is_named_and_undoing_tells_too(office: Registers) -> None:
    settle(office)
    issue(office, 2024, JANUARY)
    assert changes_after_issuing(office, 2024) == ()
    before = apart_from_issued(office)
    office.save(make_request(number="2024-009", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 21)))
    (moved,) = changes_after_issuing(office, 2024)
    assert moved.rule == "L-30"
    assert "table3/一、本年新收政府信息公开申请数量/自然人" in moved.cells
    now = apart_from_issued(office)
    assert "2024 年报已签发（第 1 版）" in moved_since(before, now)
    assert moved_since(now, now) == ""


def test_a_warning_needs_a_word_or_is_dismissed(office: Registers) -> None:
    office.save(Draft(year=2024, part=OTHERS, text="本年度收取信息处理费0元。全年接待群众100余条。"))
    open_ones = [one for one in judged_findings(office, 2024, JANUARY) if one.is_open]
    assert open_ones
    assert {one.finding.severity for one in open_ones} == {Severity.WARNING}
    with pytest.raises(ReportNotReadyError):
        issue(office, 2024, JANUARY)
    for one in open_ones:
        explain(office, 2024, one.finding, "")
    assert issue(office, 2024, JANUARY).version == 1
    assert all(note.is_dismissed for note in office.all(FindingNote))


def test_an_explanation_stays_while_both_values_stay_and_opens_again_when_one_changes(office: Registers) -> None:
    say(office, "本年度共收到政府信息公开申请9件")
    (stated,) = [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "X-1"]
    explain(office, 2024, stated.finding, "含协办件")
    assert [one.is_open for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "X-1"] == [False]
    office.save(make_release(name="无关的信息"))
    assert [one.is_open for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "X-1"] == [False]
    office.save(make_request(number="2024-002", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 21)))
    (again,) = [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "X-1"]
    assert again.is_open
    assert "原说明失效：含协办件" in again.said
    explain(office, 2024, again.finding, "仍含协办件")
    assert office.count(FindingNote) == 1


def test_a_year_goes_from_draft_over_checked_to_issued_and_corrected(office: Registers) -> None:
    office.save(Draft(year=2024, part=OTHERS, text="未收取信息处理费。全年接待群众100余条。"))
    assert standing(office, 2024, JANUARY).state is ReportState.DRAFT
    settle(office)
    assert standing(office, 2024, JANUARY).state is ReportState.CHECKED
    say(office, "本年度共收到政府信息公开申请9件")
    assert standing(office, 2024, JANUARY).state is ReportState.DRAFT
    settle(office)
    issue(office, 2024, JANUARY)
    assert standing(office, 2024, JANUARY).state is ReportState.ISSUED
    office.save(make_release(name="漏登的一条"))
    settle(office)
    issue(office, 2024, date(2025, 2, 3), "漏登一条主动公开信息")
    assert standing(office, 2024, JANUARY).state is ReportState.CORRECTED


def test_an_issued_version_keeps_its_data_files_hashes_and_findings(office: Registers, tmp_path: Path) -> None:
    settle(office)
    issued = issue(office, 2024, JANUARY)
    assert issued.version_code.startswith("2024-1-")
    assert frozen_report(issued).figures[CellKey("table3", "k1", "natural_person")] == 1
    names = [attachment.name for attachment in office.attachments("issued", issued.id)]
    assert sorted(Path(name).suffix for name in names) == sorted(FORMATS)
    assert all(issued.version_code in name for name in names)
    assert len(issued.files.splitlines()) == len(FORMATS)
    assert all(found.get("note") for found in json.loads(issued.findings) if found["severity"] == "warning")
    export_report(office, 2024, [tmp_path / "年报.pdf", tmp_path / "年报.txt"], JANUARY)
    assert (tmp_path / "年报.pdf").read_bytes() == paper_of(office, issued, ".pdf")
    assert issued.version_code in (tmp_path / "年报.txt").read_text(encoding="utf-8")
    assert office.verify() == []


def test_a_format_younger_than_the_version_is_written_from_what_was_frozen(
    office: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older program issued the year; the newer one can write another format."""
    settle(office)
    with monkeypatch.context() as older:
        older.setattr(issuing, "FORMATS", {".json": FORMATS[".json"]})
        issued = issue(office, 2024, JANUARY)
    (request,) = office.all(Request)
    office.save(replace(request, outcome=Outcome.NOT_HELD))
    (page,) = export_report(office, 2024, [tmp_path / "年报.txt"], JANUARY)
    assert issued.version_code in page.read_text(encoding="utf-8")
    assert read_published(page).figures == frozen_report(issued).figures
    assert regeneration_faults(issued) == ()


def test_an_issued_year_regenerates_identically_or_lists_why_not(office: Registers) -> None:
    settle(office)
    issued = issue(office, 2024, JANUARY)
    assert regeneration_faults(issued) == ()
    assert not changed_since(office, issued)
    (request,) = office.all(Request)
    office.save(replace(request, outcome=Outcome.NOT_HELD))
    changed = changed_since(office, issued)
    assert {one.cell.row for one in changed.cells} == {"k1", "k41"}
    assert len(changed.cells) == 4
    assert regeneration_faults(issued) == ()
    altered = replace(issued, report=issued.report.replace("测试街道", "别的街道"))
    assert len(regeneration_faults(altered)) == len(FORMATS)


def test_a_case_answered_next_year_changes_no_cell_of_the_issued_year(office: Registers) -> None:
    open_one = office.save(make_request(number="2024-009", received_on=date(2024, 12, 20))).record_id
    settle(office)
    issued = issue(office, 2024, JANUARY)
    request = office.get(Request, open_one)
    office.save(replace(request, outcome=Outcome.GRANTED, answered_on=date(2025, 1, 15)))
    assert not changed_since(office, issued).cells


def test_a_correction_needs_a_reason_and_a_change_and_keeps_the_old_version(office: Registers) -> None:
    settle(office)
    first = issue(office, 2024, JANUARY)
    with pytest.raises(DisclosureError, match="写明更正的原因"):
        issue(office, 2024, JANUARY)
    with pytest.raises(DisclosureError, match="完全相同"):
        issue(office, 2024, JANUARY, "没有理由")
    office.save(make_request(number="2024-010", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 21)))
    settle(office)
    second = issue(office, 2024, date(2025, 2, 1), "漏登一件申请")
    assert latest_version(office, 2024) == second
    assert (second.version, second.reason, second.state) == (2, "漏登一件申请", ReportState.CORRECTED)
    assert office.get(IssuedReport, first.id) == first
    assert paper_of(office, first, ".pdf") != paper_of(office, second, ".pdf")


def test_issuing_cannot_be_undone_but_what_was_done_before_it_can(office: Registers) -> None:
    settle(office)
    before = office.undo_label
    issued = issue(office, 2024, JANUARY)
    assert office.undo_label == before
    office.undo()
    assert versions_of(office, 2024) == (issued,)
    assert office.verify() == []


def test_a_paper_that_fails_leaves_no_version(office: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    from exporters.report import text as report_text  # noqa: PLC0415

    settle(office)
    monkeypatch.setattr(report_text, "figure_text", lambda _value: "7")
    with pytest.raises(DisclosureError, match="与报告不符"):
        issue(office, 2024, JANUARY)
    assert versions_of(office, 2024) == ()
    assert issuing.latest_version(office, 2024) is None


def test_a_late_report_is_issued_with_an_explanation_not_with_a_false_date(office: Registers) -> None:
    office.save(Draft(year=2024, part=DATED_ON, text="2025-03-03"))
    settle(office)
    (late,) = [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "F-17"]
    assert late.finding.is_error
    assert late.holds
    assert issue(office, 2024, date(2025, 3, 3)).version == 1
