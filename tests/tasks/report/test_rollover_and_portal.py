"""The bridge between two years holds in all seven columns; what a portal published is held against what was issued."""

from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError
from disclosure.records import Draft, IssuedReport
from disclosure.report.narrative import DATED_ON
from disclosure.terms import Applicant, DisputeResult
from storage.registers import Registers
from tasks.report.check import check_file
from tasks.report.issuing import explain, issue, judged_findings, paper_of
from tasks.report.portal import keep_page, proofs_of, read_page, read_pasted
from tasks.report.published import import_published, previous_report
from tasks.report.rollover import moved_since, roll_over, rolled_over_on, rollover
from tests.records_factory import make_profile, make_request, make_review, make_suit
from tests.report_texts import read_texts

DATA = Path(__file__).parents[2] / "data"
JANUARY = date(2024, 1, 10)


def settled(registers: Registers, year: int = 2023) -> IssuedReport:
    """Issue a year, everything read and explained."""
    read_texts(registers, year)
    for one in judged_findings(registers, year, JANUARY):
        if one.is_open:
            explain(registers, year, one.finding, "已核实")
    return issue(registers, year, JANUARY)


@pytest.fixture
def office(registers: Registers, data_alone: None) -> Registers:  # noqa: ARG001 - it comes first
    """2023 with an open request in every column, and open cases."""
    registers.save(make_profile())
    registers.save(Draft(year=2023, part=DATED_ON, text="2024-01-10"))
    for kind in Applicant:
        registers.save(make_request(applicant_kind=kind, arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    registers.save(make_review(received_on=date(2023, 11, 1)))
    registers.save(make_review(received_on=date(2023, 5, 1), result=DisputeResult.UPHELD, closed_on=date(2023, 7, 1)))
    registers.save(make_suit(received_on=date(2023, 11, 2)))
    return registers


# --- the turn of the year ---


def test_the_next_year_opens_with_what_this_one_leaves_in_all_seven_columns(office: Registers) -> None:
    found = rollover(office, 2023)
    assert [(one.goes_on, one.opens_with) for one in found.carried] == [(1, 1)] * 6 + [(6, 6)]
    assert len(found.open_requests) == 6
    assert [case.register for case in found.pending_disputes] == ["reviews", "litigation"]
    assert found.breaks == ()
    assert roll_over(office, 2023, JANUARY) == found
    assert rolled_over_on(office, 2023) == JANUARY
    assert moved_since(office, rollover(office, 2023)) == ""
    # 「已于 2024-01-10 结转」 stood there, whatever had been registered since
    office.save(make_request(number="2023-补", arrived_on=date(2023, 12, 21), received_on=date(2023, 12, 21)))
    assert "当时结转 6 件，现在 7 件" in moved_since(office, rollover(office, 2023))


def test_a_record_entered_after_issuing_is_a_late_entry_and_breaks_the_bridge(office: Registers) -> None:
    settled(office)
    assert rollover(office, 2023).late_entries == ()
    office.save(make_request(number="2023-补", arrived_on=date(2023, 6, 1), received_on=date(2023, 6, 1)))
    found = rollover(office, 2023)
    assert [(one.record.caption, len(one.cells)) for one in found.late_entries] == [("2023-补", 2)]
    assert [one.words for one in found.late_entries] == ["依申请公开 2023-补：影响 2 格"]
    assert len(found.breaks) == 2
    with pytest.raises(DisclosureError, match=r"自然人.*登记簿结转 2，2023 年报公布的是 1"):
        roll_over(office, 2023, JANUARY)


@pytest.mark.parametrize("kind", Applicant)
def test_t3_41_compares_every_column_with_the_version_issued_last_year(office: Registers, kind: Applicant) -> None:
    settled(office)
    assert "T3-41" not in {found.rule for found in check_file(office, 2024, date(2025, 1, 5))}
    office.save(make_request(applicant_kind=kind, arrived_on=date(2023, 6, 1), received_on=date(2023, 6, 1)))
    found = [one for one in check_file(office, 2024, date(2025, 1, 5)) if one.rule == "T3-41"]
    assert [one.values for one in found] == [(2, 1), (7, 6)]
    assert all(one.is_error for one in found)
    assert kind.label in found[0].cells[0]


def test_what_ctrl_z_takes_back_is_said_in_chinese(office: Registers) -> None:
    """The status bar said 「撤销：修改 2020 年published」."""
    import_published(office, next((DATA / "reports").glob("008-*.json")), 2023)
    assert office.undo_label == "导入 2023 年公布的年度报告"
    office.undo()
    roll_over(office, 2023, JANUARY)
    assert office.undo_label == "结转 2023 年"


def test_what_was_kept_last_counts_as_last_years_report(office: Registers) -> None:
    issued = settled(office)
    assert previous_report(office, 2024) is not None
    import_published(office, next((DATA / "reports").glob("008-*.json")), 2023)
    imported = previous_report(office, 2024)
    assert imported is not None
    assert imported.version_code == ""
    (again,) = office.all(IssuedReport)
    assert again == issued


# --- the portal ---


def test_the_seeds_page_has_lost_its_tables(office: Registers) -> None:
    settled(office)
    found = read_page(office, 2023, DATA / "seed-report-2023.txt")
    assert found.lines[0] == "第二、三、四部分无表格"
    assert not found.agrees
    assert read_pasted(office, 2023, (DATA / "seed-report-2023.txt").read_text(encoding="utf-8")) == found


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_our_own_papers_come_back_as_issued(office: Registers, tmp_path: Path, suffix: str) -> None:
    issued = settled(office)
    page = tmp_path / f"年报{suffix}"
    page.write_bytes(paper_of(office, issued, suffix))
    found = read_page(office, 2023, page)
    assert found.missing_tables == ()
    assert found.figures == ()
    assert found.texts == ()


def test_one_altered_figure_of_the_page_is_named_with_both_values(office: Registers, tmp_path: Path) -> None:
    issued = settled(office)
    page = tmp_path / "网页.html"
    text = paper_of(office, issued, ".html").decode()
    first = text.index("一、本年新收政府信息公开申请数量")
    page.write_text(text[:first] + text[first:].replace(">1<", ">4<", 1), encoding="utf-8")
    found = read_page(office, 2023, page)
    assert found.lines == ("一、本年新收政府信息公开申请数量·自然人：签发 1，网页 4",)


def test_a_row_that_stands_on_the_page_again_with_another_figure_is_told(office: Registers, tmp_path: Path) -> None:
    """A second, contradicting copy of a table was passed over: the first reading stayed, and all was 一致."""
    issued = settled(office)
    page = tmp_path / "网页.html"
    text = paper_of(office, issued, ".html").decode()
    table = text[text.rindex("<table", 0, text.index("一、本年新收")) :].partition("</table>")[0] + "</table>"
    again = table[: table.index("一、本年新收")] + table[table.index("一、本年新收") :].replace(">1<", ">4<", 1)
    page.write_text(text.replace(table, f"{table}{again}", 1), encoding="utf-8")
    found = read_page(office, 2023, page)
    assert found.lines == ("“一、本年新收政府信息公开申请数量”一行：签发 一次，网页 不止一次，数字互不相同",)
    page.write_text(text.replace(table, f"{table}{table}", 1), encoding="utf-8")
    assert read_page(office, 2023, page).agrees, "the same once more says nothing else"


def test_the_page_is_kept_as_proof_beside_its_version(office: Registers) -> None:
    issued = settled(office)
    content = (DATA / "seed-report-2023.txt").read_bytes()
    found = read_page(office, 2023, DATA / "seed-report-2023.txt")
    proof = keep_page(office, 2023, "seed-report-2023.txt", content, found)
    page, result = proofs_of(office, issued)
    assert page == proof
    assert office.content(page.sha256) == content
    told = office.content(result.sha256).decode()
    assert issued.version_code in told
    assert page.sha256 in told
    assert "第二、三、四部分无表格" in told


def test_without_an_issued_version_there_is_nothing_to_compare(office: Registers) -> None:
    with pytest.raises(DisclosureError, match="还没有签发"):
        read_pasted(office, 2023, "任何文字")
