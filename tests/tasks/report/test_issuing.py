"""A report is issued once it can be defended, kept for good, and corrected only by another version."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks.finding import Severity
from disclosure.checks.notes import Judged
from disclosure.errors import CancelledError, DisclosureError, ExportError
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Draft, FindingNote, IssuedReport, ReportEvent, Request, Tally
from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport, report_title
from disclosure.report.narrative import DATED_ON, OTHERS, OVERVIEW, PARTS, PROBLEMS
from disclosure.terms import ActivityKind, BusinessKind, ReportState, TextState
from exporters.report.formats import FORMATS
from exporters.report.json import report_json
from importers.published import read_published
from storage.registers import Registers
from tasks.report import issuing
from tasks.report.compose import compose, mark_read, prose_state, write
from tasks.report.issuing import (
    ReportNotReadyError,
    changed_since,
    changes_after_issuing,
    explain,
    frozen_report,
    issue,
    judged_findings,
    paper_of,
    regeneration_faults,
    standing,
    write_papers,
)
from tasks.report.published import import_published
from tasks.report.rule_pages import rule_pages
from tasks.report.versions import latest_version, trail_of, versions_of
from tasks.report.writing import export_report, printed_report
from tests.records_factory import make_profile, make_release, make_request
from tests.report_texts import PLATFORM, read_texts

JANUARY = date(2025, 1, 10)
DEFAULTS = {part.key: part.default for part in PARTS}


@pytest.fixture
def office(registers: Registers) -> Registers:
    """A street office with a small, complete year 2024."""
    registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
    registers.save(make_release())
    registers.save(make_request(number="2024-001", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20)))
    registers.save(Activity(kind=ActivityKind.WEBSITE_CHECK, on=date(2024, 5, 6), content="抽查网站"))
    registers.save(Draft(year=2024, part=DATED_ON, text="2025-01-10"))
    read_texts(registers, 2024)
    return registers


def say(registers: Registers, words: str) -> None:
    """Type words by hand in place of the bound field about requests."""
    default = DEFAULTS[OVERVIEW]
    said = {"{收到申请情况}": words, "{平台建设情况}": PLATFORM}
    for field, by_hand in said.items():
        default = default.replace(field, by_hand)
    write(registers, 2024, OVERVIEW, default)


def settle(registers: Registers, year: int = 2024, today: date = JANUARY) -> None:
    """Read what reads otherwise now, and explain every warning."""
    for part in prose_state(registers, year).unread:
        mark_read(registers, year, part)
    for one in judged_findings(registers, year, today):
        if one.is_open and one.finding.can_be_explained:
            explain(registers, year, one.finding, "已核实")


def test_what_is_undone_is_called_by_words_not_by_the_number_of_a_rule(office: Registers) -> None:
    """「撤销：新建 2024 年 X-18」 stood in the status bar."""
    settle(office)
    one = next(one for one in judged_findings(office, 2024, JANUARY) if one.finding.can_be_explained)
    for words, verb in (("已核实", "说明"), ("", "忽略")):
        explain(office, 2024, one.finding, words)
        assert office.undo_label == f"{verb}提醒“{rule_pages().pages[one.finding.rule].title}”"


def test_a_text_nobody_read_blocks_issuing_and_no_word_settles_it(office: Registers) -> None:
    """Section five claimed problems nobody had, was ticked as done, and went out."""
    settle(office)
    write(office, 2024, PROBLEMS, DEFAULTS[PROBLEMS])
    (unread,) = standing(office, 2024, JANUARY).hindrances
    assert (unread.finding.rule, unread.finding.part, unread.finding.to_write) == ("F-26", PROBLEMS, True)
    with pytest.raises(DisclosureError, match="不能用说明代替"):
        explain(office, 2024, unread.finding, "没有问题")
    with pytest.raises(DisclosureError, match="还要自己写：【请写明本年"):
        mark_read(office, 2024, PROBLEMS)
    with pytest.raises(ReportNotReadyError, match="F-26"):
        issue(office, 2024, JANUARY)
    assert standing(office, 2024, JANUARY).state is ReportState.DRAFT


def test_a_part_that_was_read_stays_as_it_was_read_and_can_be_undone(office: Registers) -> None:
    read = office.drafts(2024)[OTHERS]
    assert (read.state, read.text) == (TextState.READ, DEFAULTS[OTHERS])
    assert mark_read(office, 2024, OTHERS) == read
    write(office, 2024, OTHERS, "自己写的。")
    assert mark_read(office, 2024, OTHERS).text == "自己写的。"
    write(office, 2024, OTHERS, DEFAULTS[OTHERS])
    assert "F-26" in {one.finding.rule for one in standing(office, 2024, JANUARY).hindrances}
    office.undo()
    assert office.drafts(2024)[OTHERS].text == "自己写的。"


def test_a_prompt_left_in_a_written_part_is_told_once(office: Registers) -> None:
    """F-8 and F-26 both stood at it, one red, one grey, and 核对过 was offered for what is to be written."""
    write(
        office, 2024, PROBLEMS, DEFAULTS[PROBLEMS].replace("【请写明本年政府信息公开工作中存在的主要问题】", "更新慢。")
    )
    found = [one.finding for one in judged_findings(office, 2024, JANUARY)]
    (left,) = [one for one in found if one.rule in ("F-8", "F-26") and one.part in ("", PROBLEMS)]
    assert left.to_write
    assert "【请写明针对这些问题" in left.message
    write(office, 2024, PROBLEMS, "更新慢。待补充。")
    assert "F-8" in [one.finding.rule for one in judged_findings(office, 2024, JANUARY)], "her own blank is still told"


@pytest.mark.usefixtures("data_alone")
def test_the_programs_words_are_no_copy_of_last_years_and_a_persons_are(office: Registers) -> None:
    """The year after, F-14 and F-16 were raised against the text the program itself had put there."""
    settle(office)
    issue(office, 2024, JANUARY)
    january = date(2026, 1, 10)
    read_texts(office, 2025)
    write(
        office,
        2025,
        PROBLEMS,
        "老旧小区改造进度上网慢。改进情况：每月五日前更新改造进度，由两人核对后上网。",
    )
    assert not {"F-14", "F-16"} & {one.finding.rule for one in judged_findings(office, 2025, january)}
    write(office, 2025, PROBLEMS, office.drafts(2024)[PROBLEMS].text)
    found = [one.finding for one in judged_findings(office, 2025, january) if one.finding.rule in ("F-14", "F-16")]
    assert [one.rule for one in found] == ["F-14", "F-16"]
    assert found[1].part == PROBLEMS


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


@pytest.mark.usefixtures("data_alone")
def test_after_issuing_every_moved_cell_is_named(office: Registers) -> None:
    settle(office)
    issue(office, 2024, JANUARY)
    assert changes_after_issuing(office, 2024) == ()
    office.save(make_request(number="2024-009", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 21)))
    (moved,) = changes_after_issuing(office, 2024)
    assert moved.rule == "L-30"
    assert "table3/一、本年新收政府信息公开申请数量/自然人" in moved.cells


@pytest.mark.usefixtures("data_alone")
def test_a_warning_needs_a_word_or_is_dismissed(office: Registers) -> None:
    write(office, 2024, OTHERS, "本年度收取信息处理费0元。全年接待群众100余条。")
    open_ones = [one for one in judged_findings(office, 2024, JANUARY) if one.is_open]
    assert open_ones
    assert {one.finding.severity for one in open_ones} == {Severity.WARNING}
    with pytest.raises(ReportNotReadyError):
        issue(office, 2024, JANUARY)
    for one in open_ones:
        explain(office, 2024, one.finding, "")
    assert issue(office, 2024, JANUARY).version == 1
    assert all(note.is_dismissed for note in office.all(FindingNote))


@pytest.mark.usefixtures("data_alone")
def test_a_large_change_against_last_year_asks_for_a_reason_that_stays_and_that_the_paper_may_tell(
    office: Registers, tmp_path: Path
) -> None:
    """行政处罚 went from 12 to 30: 签发 was open, and nothing of why was ever kept."""
    office.save(Tally(kind=BusinessKind.PENALTY, on=date(2024, 6, 30), quantity=30))
    last = frozen_like(office, {CellKey("table2", "penalties", "decisions"): 12})
    (tmp_path / "上年.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    import_published(office, tmp_path / "上年.json", 2023)
    settle(office)

    def changes() -> list[Judged]:
        return [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "X-18"]

    office.save(Draft(year=2024, part=OTHERS, text="{信息处理费}。{变动说明}。"))
    for note in office.all(FindingNote):
        if note.rule == "X-18":
            office.remove(note)
    (change,) = changes()
    assert change.finding.message == "行政处罚本年处理决定数量30件，比上年的12件增加150%，要说明原因。"
    assert compose(office, 2024, JANUARY).sections[5].text.endswith("信息处理费。")
    explain(office, 2024, change.finding, "")
    with pytest.raises(ReportNotReadyError, match="X-18"):  # set aside without words it still stands there
        issue(office, 2024, JANUARY)
    explain(office, 2024, change.finding, "开展占道经营集中整治。")
    told = "行政处罚本年处理决定数量30件，比上年的12件增加150%，原因是开展占道经营集中整治。"
    assert told in compose(office, 2024, JANUARY).sections[5].text
    office.save(replace(office.drafts(2024)[OTHERS], text="{信息处理费}。"))
    assert [one.is_open for one in changes()] == [False]
    assert "开展占道经营集中整治" in issue(office, 2024, JANUARY).findings
    office.save(Tally(kind=BusinessKind.PENALTY, on=date(2024, 7, 30), quantity=3))
    assert [one.is_open for one in changes()] == [True]


@pytest.mark.parametrize(("percent", "asked"), [(None, True), (150, True), (151, False), (0, False)])
def test_the_office_says_itself_from_when_on_a_change_is_large(
    office: Registers, tmp_path: Path, percent: int | None, asked: bool
) -> None:
    office.save(replace(office.profile(), large_change=percent))
    office.save(Tally(kind=BusinessKind.PENALTY, on=date(2024, 6, 30), quantity=30))
    last = frozen_like(office, {CellKey("table2", "penalties", "decisions"): 12})
    (tmp_path / "上年.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    import_published(office, tmp_path / "上年.json", 2023)
    assert ("X-18" in {one.finding.rule for one in judged_findings(office, 2024, JANUARY)}) is asked


def frozen_like(office: Registers, figures: Mapping[CellKey, int]) -> AnnualReport:
    """The report of 2024 as if of 2023, with some other figures."""
    report = compose(office, 2024, JANUARY)
    return replace(report, year=2023, title=report_title(report.agency, 2023), figures={**report.figures, **figures})


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


@pytest.mark.usefixtures("data_alone")
def test_a_year_goes_from_draft_over_checked_to_issued_and_corrected(office: Registers) -> None:
    write(office, 2024, OTHERS, "未收取信息处理费。全年接待群众100余条。")
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


@pytest.mark.usefixtures("data_alone")
def test_the_issued_data_tell_no_telephone_that_stands_in_an_explanation(office: Registers) -> None:
    write(office, 2024, OTHERS, "本年度收取信息处理费0元。全年接待群众100余条。")
    for one in judged_findings(office, 2024, JANUARY):
        if one.is_open:
            explain(office, 2024, one.finding, "已电话13900000000向申请人问明。")
    issued = issue(office, 2024, JANUARY)
    told = issued.findings + paper_of(office, issued, ".json").decode()
    assert "向申请人问明" in told
    assert "13900000000" not in told


def test_an_issued_version_keeps_its_data_files_hashes_and_findings(office: Registers, tmp_path: Path) -> None:
    settle(office)
    issued = issue(office, 2024, JANUARY)
    assert issued.version_code.startswith("2024V1-")
    assert frozen_report(issued).figures[CellKey("table3", "k1", "natural_person")] == 1
    names = [attachment.name for attachment in office.attachments("issued", issued.id)]
    assert sorted(Path(name).suffix for name in names) == sorted(FORMATS)
    assert all(issued.version_code in name for name in names)
    assert len(issued.files.splitlines()) == len(FORMATS)
    assert all(found.get("note") for found in json.loads(issued.findings) if found["severity"] == "warning")
    export_report(office, 2024, [tmp_path / "年报.pdf", tmp_path / "年报.txt"], JANUARY)
    assert (tmp_path / "年报.pdf").read_bytes() == paper_of(office, issued, ".pdf")
    assert issued.version_code in (tmp_path / "年报.txt").read_text(encoding="utf-8")
    office.save(make_release(name="漏登的一条", published_on=date(2024, 5, 6)))
    assert printed_report(office, 2024, JANUARY)[0] == paper_of(office, issued, ".pdf"), (
        "not what the registers say since"
    )
    assert office.verify() == []


@pytest.mark.parametrize("is_issued", [False, True])
def test_a_report_that_was_cancelled_half_way_left_every_paper_as_it_was(
    office: Registers, tmp_path: Path, is_issued: bool
) -> None:
    """「已取消，没有改动任何数据」: and the new page lay beside last month's text."""
    if is_issued:
        settle(office)
        issue(office, 2024, JANUARY)
    papers = [tmp_path / "年报.txt", tmp_path / "年报.html", tmp_path / "年报.json"]
    for path in papers:
        path.write_text("上个月的", encoding="utf-8")

    def stop(done: int, _total: int) -> None:
        if done == len(papers) - 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        export_report(office, 2024, papers, JANUARY, stop)
    assert {path.read_text(encoding="utf-8") for path in papers} == {"上个月的"}
    assert sorted(tmp_path.glob("*年报*")) == sorted(papers)
    papers[1].unlink()
    papers[1].mkdir()
    with pytest.raises(ExportError, match="同名的文件夹"):
        export_report(office, 2024, papers, JANUARY)
    assert papers[0].read_text(encoding="utf-8") == papers[2].read_text(encoding="utf-8") == "上个月的"


def test_a_version_whose_paper_is_gone_is_not_saved_as_if_it_were_whole(office: Registers, tmp_path: Path) -> None:
    """「已保存」, with five of the six."""
    settle(office)
    issued = issue(office, 2024, JANUARY)
    assert len(write_papers(office, issued, tmp_path)) == len(FORMATS)
    gone = next(each for each in office.attachments(issued.register, issued.id) if each.name.endswith(".docx"))
    office.remove(gone)
    (tmp_path / "再").mkdir()
    with pytest.raises(DisclosureError, match=r"\.docx"):
        write_papers(office, issued, tmp_path / "再")
    assert list((tmp_path / "再").iterdir()) == []


def test_a_draft_is_printed_as_it_is_exported(office: Registers, tmp_path: Path) -> None:
    (undated,) = [draft for draft in office.all(Draft) if draft.part == DATED_ON]
    office.save(replace(undated, text=""))
    export_report(office, 2024, [tmp_path / "年报.pdf"], JANUARY)
    assert printed_report(office, 2024, JANUARY)[0] == (tmp_path / "年报.pdf").read_bytes()


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
    assert not changed_since(office, issued)
    (request,) = office.all(Request)
    office.save(replace(request, outcome=Outcome.NOT_HELD))
    changed = changed_since(office, issued)
    assert {one.cell.row for one in changed.cells} == {"k1", "k41"}
    assert len(changed.cells) == 4
    assert regeneration_faults(issued) == ()
    altered = replace(issued, report=issued.report.replace("测试街道", "别的街道"))
    assert len(regeneration_faults(altered)) == len(FORMATS)


@pytest.mark.usefixtures("data_alone")
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
    assert [line.cells for line in trail_of(office, 2024)] == [
        (JANUARY.isoformat(), "签发第1版", "", first.version_code),
        ("2025-02-01", "更正，签发第2版", office.profile().name, "漏登一件申请"),
    ]
    (corrected,) = office.all(ReportEvent)
    office.remove(corrected, reason="以为登记重了")  # a version is told, whatever became of the line of its correction
    assert [line.cells[:2] for line in trail_of(office, 2024)] == [
        (JANUARY.isoformat(), "签发第1版"),
        ("2025-02-01", "签发第2版"),
    ]
    assert paper_of(office, first, ".pdf") != paper_of(office, second, ".pdf")


@pytest.mark.usefixtures("data_alone")
def test_a_correction_that_would_bear_the_date_of_the_version_before_is_told(office: Registers) -> None:
    """更正版 was printed with the day of version 1, which was written there by hand, and nobody asked."""
    settle(office)
    issue(office, 2024, JANUARY)
    later = date(2025, 2, 1)
    assert standing(office, 2024, later).dated_as_before is None, "nothing is to be corrected yet"
    office.save(make_release(name="漏登的一条", formed_on=date(2024, 6, 1), published_on=date(2024, 6, 2)))
    assert standing(office, 2024, later).dated_as_before == JANUARY
    (dated,) = (one for one in office.drafts(2024).values() if one.part == DATED_ON)
    office.save(replace(dated, text="2025-02-01"))
    assert standing(office, 2024, later).dated_as_before is None


@pytest.mark.usefixtures("data_alone")
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
    assert latest_version(office, 2024) is None


@pytest.mark.usefixtures("data_alone")
def test_a_late_report_is_issued_with_an_explanation_not_with_a_false_date(office: Registers) -> None:
    office.save(Draft(year=2024, part=DATED_ON, text="2025-03-03"))
    settle(office)
    (late,) = [one for one in judged_findings(office, 2024, JANUARY) if one.finding.rule == "F-17"]
    assert late.finding.is_error
    assert late.holds
    assert issue(office, 2024, date(2025, 3, 3)).version == 1
