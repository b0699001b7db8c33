"""Scoring sheets: what they say is read or told to be wrong where it is; points have a limit."""

from decimal import Decimal

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.statistics.scoring import BY_RULES, COLUMNS, MENDING, Measure, sheet_of
from tasks.report.rule_pages import rule_pages

LINE = ("1", "依申请公开", "超过期限答复", "1.5", "每件", "4", "逾期答复", "答复书")


@pytest.mark.parametrize(
    ("way", "most", "times", "lost"),
    [
        ("每件", "", 0, "0"),
        ("每件", "", 3, "4.5"),
        ("每件", "4", 3, "4"),
        ("一次", "", 3, "1.5"),
        ("一次", "1", 3, "1"),
    ],
)
def test_points_are_lost_each_time_or_once_and_never_more_than_the_most(
    way: str, most: str, times: int, lost: str
) -> None:
    sheet = sheet_of("表", "", [COLUMNS, (*LINE[:4], way, most, *LINE[6:])])
    assert sheet.lines[0].lost(times) == Decimal(lost)


def test_a_sheet_comes_back_from_its_rows_and_its_columns_may_stand_in_any_order() -> None:
    sheet = sheet_of("表", "某处", [COLUMNS, LINE, ("2", "指南", "没有修订", "0.5", "一次", "", "", "")])
    assert sheet_of("表", "某处", [COLUMNS, *sheet.rows()]) == sheet
    turned = [tuple(reversed(row)) for row in (COLUMNS, *sheet.rows())]
    assert sheet_of("表", "某处", turned) == sheet


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "缺少“编号”“考核项目”"),
        ([COLUMNS[:4]], "缺少“计法”列"),
        ([COLUMNS], "没有任何一行"),
        ([COLUMNS, ("", *LINE[1:])], "第 2 行：“编号”没有填写"),
        ([COLUMNS, LINE, LINE], "第 3 行：编号“1”与前面的重复"),
        ([COLUMNS, (*LINE[:3], "很多", *LINE[4:])], "第 2 行：“每次扣分”应为大于 0 的分数，不能是“很多”"),
        ([COLUMNS, (*LINE[:3], "-1", *LINE[4:])], "不能是“-1”"),
        ([COLUMNS, (*LINE[:4], "每次", *LINE[5:])], "第 2 行：“计法”应为“每件”或“一次”，不能是“每次”"),
        ([COLUMNS, (*LINE[:6], "随便", "")], "不认识判断依据“随便”"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_told_with_its_row(rows: list[tuple[str, ...]], told: str) -> None:
    with pytest.raises(SourceUnreadableError, match=told):
        sheet_of("表", "", rows)


def test_every_measure_says_what_can_be_mended_and_rests_on_rules_that_exist() -> None:
    assert set(MENDING) == set(Measure)
    assert {rule for rules in BY_RULES.values() for rule in rules} <= set(rule_pages().pages)
