"""统计: the counts of a quarter beside the same one a year before, on paper and in sheets."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.report.cells import CELLS
from disclosure.statistics.comparison import Comparison
from disclosure.statistics.layout import Layout, Span, Wanted, values
from disclosure.statistics.periods import parse_period
from disclosure.terms import Channel, StepKind
from exporters.read_back.pdf import read_pdf
from storage.registers import Registers
from tasks.statistics.comparing import compared, export_statistics, printed_statistics
from tests.records_factory import make_profile, make_release, make_request, make_review, make_step

TODAY = date(2024, 7, 15)


@pytest.fixture
def quarter(registers: Registers) -> Comparison:
    """The second quarter of 2024, in which all that could happen did; one request came a year before."""
    registers.save(make_release(published_on=date(2024, 4, 1)))
    registers.save(make_release(published_on=date(2024, 6, 30)))
    registers.save(make_release(published_on=date(2024, 7, 1)))
    carried = registers.save(
        make_request(received_on=date(2024, 3, 29), answered_on=date(2024, 4, 26), outcome=Outcome.GRANTED)
    ).after
    assert isinstance(carried, Request)
    registers.save(make_step(carried, kind=StepKind.FEE_PAID, on=date(2024, 4, 20), amount=Fen(1050)))
    registers.save(
        make_request(
            arrived_on=date(2024, 4, 2),
            received_on=date(2024, 4, 2),
            answered_on=date(2024, 6, 28),
            outcome=Outcome.GRANTED,
            channel=Channel.INTERNET,
        )
    )
    registers.save(make_request(arrived_on=date(2024, 6, 3), received_on=date(2024, 6, 3)))
    registers.save(make_request(arrived_on=date(2023, 5, 4), received_on=date(2023, 5, 4)))
    registers.save(make_review(received_on=date(2024, 5, 6)))
    return compared(registers, parse_period("2024Q2"), TODAY)


def test_a_year_nobody_registered_is_no_year_of_zeros(registers: Registers, tmp_path: Path) -> None:
    """A file begun in 2024 with 期初 7 documents told 「上年同期 0」「增减 +7」, on paper and in sheets."""
    registers.save(make_profile(opening_on=date(2023, 12, 31), opening_documents=7))
    registers.save(make_release(formed_on=date(2024, 4, 1), published_on=date(2024, 4, 1)))
    found = compared(registers, parse_period("2024Q2"), TODAY)
    lines = [line for group in (*found.groups, *found.tables) for line in group.lines]
    assert {line.texts[3:] for line in lines} == {("—", "—")}
    assert "登记簿没有2023年第二季度的记录" in found.meaning
    assert all(one["before"] is None for one in found.as_json()["counts"])  # type: ignore[attr-defined]
    wanted = {f"C{place}": Wanted("主动公开/主动公开政府信息", span) for place, span in enumerate(Span, start=1)}
    layout = Layout("季报", b"", "Sheet1", wanted)
    assert values(layout, found, found) == {"C1": 1, "C2": 1}  # 本期 and 本年累计; the others stay as they are
    path = export_statistics(found, tmp_path / "统计.csv", TODAY)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))[1:]
    assert {tuple(row[4:]) for row in rows if row[0] != "说明"} == {("—", "—")}
    paper = read_pdf(printed_statistics(found, TODAY))
    assert "2023年第二季度三张表" not in str(paper)


@pytest.mark.parametrize("period", ["2019Q2", "2024Q4"])
def test_days_the_file_knows_nothing_of_are_no_zeros_and_fill_no_cell(
    quarter: Comparison, registers: Registers, period: str
) -> None:
    """A district's sheet for a year before the register, or a quarter to come, was filled with 0."""
    assert quarter.now.is_known
    found = compared(registers, parse_period(period), TODAY)
    lines = [line for group in (*found.groups, *found.tables) for line in group.lines]
    assert {(line.texts[2], line.difference) for line in lines} == {("—", "—")}
    assert all(one["now"] is None for one in found.as_json()["counts"])  # type: ignore[attr-defined]
    spans = (Span.NOW, Span.SO_FAR, Span.CHANGE)
    wanted = {f"C{place}": Wanted("主动公开/主动公开政府信息", span) for place, span in enumerate(spans)}
    assert values(Layout("季报", b"", "Sheet1", wanted), found, found) == {}


@pytest.mark.parametrize(
    ("period", "told"), [("2024Q3", "还没有过完"), ("2024Q4", "还没有到"), ("2019Q2", "登记簿没有2019年第二季度")]
)
def test_what_the_counts_do_not_tell_goes_with_them_wherever_they_are_written(
    quarter: Comparison, registers: Registers, tmp_path: Path, period: str, told: str
) -> None:
    """The workbook and the .csv of a quarter in its second week showed 2 beside the 40 of the whole one before."""
    assert "说明" not in export_statistics(quarter, tmp_path / "整季.csv", TODAY).read_text("utf-8-sig")
    found = compared(registers, parse_period(period), TODAY)
    written = [export_statistics(found, tmp_path / f"统计表{suffix}", TODAY) for suffix in (".csv", ".xlsx")]
    sheet = openpyxl.load_workbook(written[1])["统计表"]
    texts = (
        written[0].read_text("utf-8-sig"),
        " ".join(str(value) for row in sheet.values for value in row),
        found.text,
        found.meaning,
        str(found.as_json()),
    )
    assert [told in text for text in texts] == [True] * len(texts)


def test_a_release_without_a_category_is_counted_under_a_name(registers: Registers) -> None:
    registers.save(make_release(published_on=date(2024, 4, 1)))
    labels = [line.label for group in compared(registers, parse_period("2024Q2"), TODAY).groups for line in group.lines]
    assert "类别：没有填写" in labels


def test_a_quarter_is_counted_beside_the_same_one_a_year_before(quarter: Comparison) -> None:
    told = {line.label: line.texts[2:] for group in quarter.groups for line in group.lines}
    assert told["主动公开政府信息"] == ("2", "0", "+2")
    assert told["新收政府信息公开申请"] == ("2", "1", "+1")
    assert told["申请渠道：互联网"] == ("1", "0", "+1")
    assert told["上期结转"] == ("2", "0", "+2")  # of March, and of May 2023, which nobody answered
    assert told["办理结果总计"] == ("2", "0", "+2")
    assert told["结转下期继续办理"] == ("2", "1", "+1")
    assert told["按期答复"] == ("1", "0", "+1")  # 26 April is the 18th working day after 29 March
    assert told["逾期答复"] == ("1", "0", "+1")  # 28 June is long after 30 April
    assert told["逾期未答复"] == ("1", "1", "0")  # of May 2023; that of 3 June was due on 2 July, after the quarter
    assert told["未到期、尚未答复"] == ("1", "0", "+1")
    assert told["信息处理费"] == ("10.5", "0", "+10.5")
    assert told["收到行政复议"] == ("1", "0", "+1")


def test_every_count_of_a_quarter_names_its_requests(quarter: Comparison, registers: Registers) -> None:
    for group in (*quarter.groups, *quarter.tables):
        for line in group.lines:
            if line.requests:
                assert len(line.requests) == line.now
            elif line.cell is not None and line.cell.table != "table2":
                assert len(registers.records_of(line.cell, quarter.now.period)) == line.now


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".csv"])
def test_the_quarter_is_written_and_stands_on_paper_with_its_tables(
    quarter: Comparison, tmp_path: Path, suffix: str
) -> None:
    path = export_statistics(quarter, tmp_path / f"统计表{suffix}", TODAY)
    if suffix == ".xlsx":
        rows = [[str(value) for value in row] for row in openpyxl.load_workbook(path)["统计表"].values]
    elif suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    else:
        assert path.stat().st_size > 1_000  # written only when it read back whole
        return
    assert ["依申请公开", "新收政府信息公开申请", "件", "2", "1", "1"] in rows
    assert ["收到和处理政府信息公开申请情况", "四、结转下年度继续办理 · 自然人", "件", "2", "1", "1"] in rows
    assert len(rows) == 1 + sum(len(group.lines) for group in quarter.groups) + len(CELLS)


def test_the_printed_sheet_names_the_quarter_and_numbers_its_pages(quarter: Comparison) -> None:
    read = read_pdf(printed_statistics(quarter, TODAY), restarts=0)
    texts = [text for line in read.lines for text in line.texts]
    assert not read.fault
    assert any("2024年第二季度政府信息公开工作统计表" in text for text in texts)
    assert any("2023年第二季度三张表" in text for text in texts)
