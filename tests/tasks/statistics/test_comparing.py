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
from disclosure.statistics.periods import parse_period
from disclosure.terms import Channel, StepKind
from exporters.read_back.pdf import read_pdf
from storage.registers import Registers
from tasks.statistics.comparing import compared, export_statistics, printed_statistics, records_of_line
from tests.records_factory import make_activity, make_release, make_request, make_review, make_step, make_suit

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
    registers.save(make_suit(received_on=date(2024, 6, 6)))
    registers.save(make_activity(on=date(2024, 5, 8)))
    return compared(registers, parse_period("2024Q2"), TODAY)


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


def test_every_count_of_a_quarter_names_its_records(quarter: Comparison, registers: Registers) -> None:
    """「主动公开政府信息 2 条」: 「这一行是合计的次数，不逐件列出」, though each of the two could be opened."""
    for group in (*quarter.groups, *quarter.tables):
        for line in group.lines:
            named = records_of_line(registers, quarter, line)
            if line.unit in {"条", "件"} and (line.cell is None or line.cell.table != "table2"):
                assert len(named) == line.now, line.label
            assert bool(named) == bool(line.now), line.label


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
