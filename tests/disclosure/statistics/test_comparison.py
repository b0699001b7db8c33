"""统计: each count of a period stands behind its name, in its unit, beside that of the year before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from disclosure.report.cells import CELLS, FEE_CELL, CellKey
from disclosure.report.counting import Period
from disclosure.report.facts import ActivityFacts, Fact, ReportFacts
from disclosure.statistics.comparison import Comparison, Counted
from disclosure.terms import ActivityKind, Applicant, Channel, ReleaseChannel

NOW = Counted(
    Period(date(2024, 4, 1), date(2024, 6, 30)),
    {cell: place for place, cell in enumerate(CELLS, start=1_000)} | {FEE_CELL: Decimal("0.45")},
    ReportFacts(
        2024,
        releases=11,
        releases_by_statistics_category={"工作动态": 7},
        releases_by_channel={ReleaseChannel.PORTAL: 9},
        requests_by_channel={Channel.COUNTER: 5},
        requests_by_applicant={Applicant.COMPANY: 3},
        reviews=21,
        suits=22,
        information_fee_fen=12_345,
        information_fee_requests=2,
        activities={ActivityKind.TRAINING: ActivityFacts(times=4)},
    ),
    (),
)
BEFORE = replace(
    NOW,
    period=Period(date(2023, 4, 1), date(2023, 6, 30)),
    figures=dict.fromkeys(CELLS, 0),
    facts=ReportFacts(2023, releases=14, requests_by_channel={Channel.REGISTERED_MAIL: 6}, reviews=21),
)
TOLD = Comparison("示例街道", NOW, BEFORE, date(2024, 7, 1))
LINES = {line.label: line for group in TOLD.groups for line in group.lines}


def figure(*cell: str) -> str:
    return str(NOW.figures[CellKey(*cell)])


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("主动公开政府信息", ("条", "11", "14", "-3")),
        ("类别：工作动态", ("条", "7", "0", "+7")),
        (f"公开渠道：{ReleaseChannel.PORTAL.label}", ("条", "9", "0", "+9")),
        (f"申请渠道：{Channel.COUNTER.label}", ("件", "5", "0", "+5")),
        (f"申请渠道：{Channel.REGISTERED_MAIL.label}", ("件", "0", "6", "-6")),
        (f"申请人：{Applicant.COMPANY.label}", ("件", "3", "0", "+3")),
        ("收到行政复议", ("件", "21", "21", "0")),
        ("收到行政诉讼", ("件", "22", "0", "+22")),
        ("缴纳信息处理费的申请", ("件", "2", "0", "+2")),
        ("信息处理费", ("元", "123.45", "0", "+123.45")),
        (ActivityKind.TRAINING.label, ("次", "4", "0", "+4")),
    ],
)
def test_each_count_stands_behind_its_name(label: str, texts: tuple[str, ...]) -> None:
    assert LINES[label].texts == (label, *texts)


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("新收政府信息公开申请", ("table3", "n1", "total")),
        ("上期结转", ("table3", "n2", "total")),
        ("办理结果总计", ("table3", "k7", "total")),
        ("结转下期继续办理", ("table3", "n4", "total")),
        ("行政复议尚未审结", ("table4", "review", "pending")),
        ("未经复议直接起诉尚未审结", ("table4", "direct_suit", "pending")),
        ("复议后起诉尚未审结", ("table4", "suit_after_review", "pending")),
    ],
)
def test_counts_of_the_tables_are_their_cells(label: str, cell: tuple[str, str, str]) -> None:
    assert LINES[label].cell == CellKey(*cell)
    assert LINES[label].texts == (label, "件", figure(*cell), "0", f"+{figure(*cell)}")


def test_each_fact_names_the_records_it_counted() -> None:
    facts = {line.fact for line in LINES.values() if line.fact is not None}
    assert facts >= {
        Fact("releases"),
        Fact("releases_by_statistics_category", "工作动态"),
        Fact("releases_by_channel", ReleaseChannel.PORTAL.value),
        Fact("requests_by_channel", Channel.COUNTER.value),
        Fact("requests_by_applicant", Applicant.COMPANY.value),
        Fact("information_fee_requests"),
        Fact("reviews"),
        Fact("suits"),
        Fact("activities", ActivityKind.TRAINING.value),
    }
    assert [line.label for line in LINES.values() if line.fact is not None and not line.meaning] == []


def test_cells_that_are_nothing_in_both_years_are_left_out_beside_their_sum() -> None:
    nothing = replace(TOLD, now=replace(NOW, figures=dict.fromkeys(CELLS, 0)))
    rows = {group.name: len(group.lines) for group in nothing.tables}
    assert list(rows.values()) == [10, 25, 3], "table two whole, of the others the sums"
    assert sum(len(group.lines) for group in TOLD.tables) == len(CELLS) == 200


def test_only_the_fee_of_table_two_is_in_ten_thousands() -> None:
    cells = [line for group in TOLD.tables for line in group.lines]
    assert [line.texts for line in cells if line.unit == "万元"] == [
        (next(line.label for line in cells if line.cell == FEE_CELL), "万元", "0.45", "0", "+0.45")
    ]


def test_scripts_get_every_count_and_every_cell_as_numbers() -> None:
    told = TOLD.as_json()
    assert told["period"]["since"] == "2024-04-01"  # type: ignore[index]
    assert told["year_before"]["until"] == "2023-06-30"  # type: ignore[index]
    assert told["period"]["cells"][FEE_CELL.path] == 0.45  # type: ignore[index]
    counts = {each["label"]: (each["unit"], each["now"], each["before"]) for each in told["counts"]}  # type: ignore[attr-defined]
    assert counts["信息处理费"] == ("元", 123.45, 0)
    assert counts["主动公开政府信息"] == ("条", 11, 14)
    assert TOLD.title == "示例街道2024年第二季度政府信息公开工作统计表"
    assert "主动公开政府信息\t条\t11\t14\t-3" in TOLD.text.splitlines()


def test_a_terminal_is_told_each_subject_above_its_counts() -> None:
    title, headings, *lines = TOLD.text.splitlines()
    assert title == TOLD.title
    names = [group.name for group in (*TOLD.groups, *TOLD.tables)]
    assert [line for line in lines if "\t" not in line] == [f"[{name}]" for name in names]
    assert all(line.count("\t") == headings.count("\t") == 4 for line in lines if "\t" in line)
    counts = TOLD.as_json()["counts"]
    assert {(each["group"], each["label"]) for each in counts} == {  # type: ignore[attr-defined]
        (group.name, line.label) for group in TOLD.groups for line in group.lines
    }


@pytest.mark.parametrize(
    ("counted_on", "told"),
    [
        (date(2024, 3, 31), "2024年第二季度还没有到"),
        (date(2024, 4, 1), "本期登记到2024年4月1日，上年同期是整个2023年第二季度"),
        (date(2024, 6, 29), "本期登记到2024年6月29日，上年同期是整个2023年第二季度"),
        (date(2024, 6, 30), ""),
        (date(2024, 7, 1), ""),
    ],
)
def test_a_period_that_is_not_over_is_not_set_against_a_whole_one_unsaid(counted_on: date, told: str) -> None:
    found = replace(TOLD, counted_on=counted_on)
    caveat = "".join(found.caveats)
    assert told in caveat
    assert bool(caveat) is bool(told)
    assert caveat in found.meaning, "on the screen and on the paper"
    assert (caveat in found.text.splitlines()) is bool(told), "in a terminal and in what is copied"
