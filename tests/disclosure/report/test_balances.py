"""勾稽 told line by line: the sums of 国办公开办函〔2021〕30号, counted here by hand."""

import pytest

from disclosure.report.balances import balances
from disclosure.report.cells import CellKey, totals
from disclosure.terms import Applicant, DisputeBlock, DisputeResult

PERSON, FIRM = Applicant.NATURAL_PERSON, Applicant.COMPANY


def table3(row: str, column: str) -> CellKey:
    return CellKey("table3", row, column)


BALANCED = totals(
    {
        table3("n1", PERSON): 9,
        table3("n1", FIRM): 3,
        table3("n2", PERSON): 1,
        table3("k1", PERSON): 7,
        table3("k2", FIRM): 2,
        table3("n4", PERSON): 3,
        table3("n4", FIRM): 1,
    }
)
LAST_YEAR = totals({table3("n4", PERSON): 1})


def test_the_four_sums_of_table_three_are_told_with_both_sides() -> None:
    assert [(one.label, one.told, one.holds) for one in balances("table3", BALANCED, LAST_YEAR)] == [
        ("本年新收 ＋ 上年结转", "13 ＝ 13", True),
        ("各项结果之和", "9 ＝ 9", True),
        ("各列之和", "25 行相符", True),
        ("去年结转下年", "1 ＝ 1", True),
    ]


def test_without_last_years_report_nothing_is_said_of_it() -> None:
    told = [one.label for one in balances("table3", BALANCED, {})]
    assert told == ["本年新收 ＋ 上年结转", "各项结果之和", "各列之和"]


@pytest.mark.parametrize(
    ("cell", "value", "label", "told"),
    [
        (table3("n1", FIRM), 4, "本年新收 ＋ 上年结转", "4 ≠ 3"),
        (table3("k1", PERSON), 8, "各项结果之和", "8 ≠ 7"),
        (table3("k1", PERSON), 8, "各列之和", "1 行不符"),
        (table3("n2", PERSON), 2, "去年结转下年", "1 ≠ 2"),
    ],
)
def test_a_sum_that_does_not_hold_in_one_column_is_told_with_that_column(
    cell: CellKey, value: int, label: str, told: str
) -> None:
    found = {one.label: one for one in balances("table3", {**BALANCED, cell: value}, LAST_YEAR)}
    assert (found[label].told, found[label].holds) == (told, False)


def test_each_block_of_table_four_adds_up_and_table_two_has_no_sums() -> None:
    figures = totals({CellKey("table4", DisputeBlock.REVIEW, DisputeResult.UPHELD): 2})
    assert [(one.told, one.holds) for one in balances("table4", figures, {})] == [("2 ＝ 2", True)] + [
        ("0 ＝ 0", True)
    ] * 2
    assert balances("table2", figures, {}) == ()
