"""Changing any one printed figure of tables three and four is noticed."""

from dataclasses import replace
from decimal import Decimal
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.checks.sheet import Sheet, number_in
from disclosure.report.cells import CELLS, TABLE3, TABLE3_COLUMNS, TABLE4, CellKey, Value, totals
from tests.disclosure.checks.clean import CLEAN, FACTS, PREVIOUS, check, rules, with_cells

SUMMED = [cell for cell in CELLS if cell.table in ("table3", "table4")]


def test_the_clean_report_is_clean_with_everything_at_hand() -> None:
    assert check(CLEAN) == ()
    assert check(CLEAN, PREVIOUS, FACTS) == ()


def test_there_are_190_cells_that_take_part_in_a_sum() -> None:
    assert len(SUMMED) == 190


third = pytest.mark.parametrize("first", range(3))
"""Of the cells one in three in every run, of each row and each column some."""


@pytest.mark.sampled(3)
@third
def test_any_single_changed_cell_is_an_error_that_names_it(first: int) -> None:
    for cell in SUMMED[first::3]:
        value = CLEAN.figures[cell]
        assert isinstance(value, int)
        found = [finding for finding in check(with_cells({cell: value + 1})) if finding.is_error]
        assert any(cell.path in finding.cells for finding in found), cell.path


@pytest.mark.sampled(3)
@third
def test_any_single_blank_is_an_error_of_t3_40(first: int) -> None:
    for cell, printed in zip(SUMMED[first::3], cycle(["", "/", "—"]), strict=False):
        found = [finding for finding in check(with_cells({cell: printed})) if finding.rule == "T3-40"]
        assert [finding.cells for finding in found] == [(cell.path,)], printed


@pytest.mark.sampled(3)
@third
def test_a_cell_that_was_not_read_is_no_finding_of_its_own(first: int) -> None:
    for cell in SUMMED[first::3]:
        found = check(with_cells({cell: None}))
        assert "T3-40" not in {finding.rule for finding in found}, cell.path
        assert not [finding for finding in found if finding.is_error], cell.path


@pytest.mark.parametrize(("row", "number"), [(row.code, 15 + place) for place, row in enumerate(TABLE3)])
def test_each_row_has_its_own_rule(row: str, number: int) -> None:
    assert f"T3-{number}" in rules(with_cells({("table3", row, "total"): 99}))


@pytest.mark.parametrize(("column", "number"), [(code, place) for place, code in enumerate(TABLE3_COLUMNS, start=1)])
def test_each_column_has_its_two_rules(column: str, number: int) -> None:
    assert {f"T3-{number}", f"T3-{number + 7}"} <= rules(with_cells({("table3", "k7", column): 99}))


@pytest.mark.parametrize(("block", "number"), [(row.code, place) for place, row in enumerate(TABLE4, start=1)])
def test_each_block_of_table_four_has_its_rule(block: str, number: int) -> None:
    assert f"T4-{number}" in rules(with_cells({("table4", block, "total"): 99}))


def test_blanks_are_not_taken_for_zero() -> None:
    row = {("table3", "n2", code): "" for code in list(TABLE3_COLUMNS)[1:6]}
    assert "T3-16" not in rules(with_cells({**row}))
    found = check(with_cells({**row, ("table3", "n2", "total"): 3}))
    assert [str(f.severity) for f in found if f.rule == "T3-16"] == ["warning"]
    found = check(with_cells({**row, ("table3", "n2", "total"): 0}))
    assert [str(f.severity) for f in found if f.rule == "T3-16"] == ["error"]


def test_a_single_row_of_other_results_counts_in_the_sums() -> None:
    figures = {key: value for key, value in CLEAN.figures.items() if key.row not in ("k61", "k62", "k63")}
    single = {"（六）其他处理": (1, 0, 0, 0, 0, 0, 1)}
    older = replace(CLEAN, year=2020, figures=figures, older_tables={"table3": single})
    assert not {rule for rule in rules(older) if rule.startswith("T3")}
    wrong = replace(older, older_tables={"table3": {"（六）其他处理": (2, 0, 0, 0, 0, 0, 1)}})
    assert {"T3-37", "T3-8"} <= rules(wrong)
    short = replace(older, older_tables={"table3": {"（六）其他处理": (1,)}})
    assert not [f for f in check(short) if f.rule.startswith("T3") and f.is_error]
    odd = replace(older, older_tables={"table3": {"（六）其他处理": (1, [], 0, 0, 0, 0, 1)}})
    assert "T3-40" in rules(odd)


def test_missing_result_rows_silence_their_sum() -> None:
    figures = {key: value for key, value in CLEAN.figures.items() if key.row != "k38"}
    wrong = with_cells(
        {("table3", "k1", "natural_person"): 5, ("table3", "k1", "total"): 6}, replace(CLEAN, figures=figures)
    )
    assert not {"T3-8", "T3-14"} & rules(wrong)


PRINTED: list[tuple[object, object]] = [
    (3, 3),
    (Decimal("0.04"), Decimal("0.04")),
    (1.5, Decimal("1.5")),
    ("1,234", 1234),
    (" 22 件 ", 22),
    ("22（其中修订16件）", 22),
    ("３", 3),
    ("-18", -18),
    ("", None),
    ("/", None),
    ("减4", None),
    (None, None),
    (True, None),
    ("240万元", 240),
    ("1.50", Decimal("1.50")),
]


@pytest.mark.parametrize(("printed", "number"), PRINTED)
def test_a_printed_value_is_a_figure_or_none(printed: object, number: object) -> None:
    assert number_in(printed) == number


def test_a_row_whose_total_is_blank_counts_as_the_sum_of_its_parts() -> None:
    blank: dict[tuple[str, str, str], Value] = {("table3", "k1", "total"): ""}
    assert Sheet(with_cells(blank)).total("table3", "k1") == 5
    assert Sheet(with_cells({**blank, ("table3", "k1", "other"): None})).total("table3", "k1") is None


@given(
    st.dictionaries(
        st.sampled_from(
            [c for c in CELLS if c.table == "table3" and c.column != "total" and c.row not in ("k7", "n2", "n4")]
        ),
        st.integers(0, 10_000),
    )
)
def test_figures_made_by_the_program_never_break_a_sum(counted: dict[CellKey, int]) -> None:
    counted = {key: value for key, value in counted.items() if key.row != "n1"}
    for key, value in list(counted.items()):
        received = CellKey("table3", "n1", key.column)
        counted[received] = counted.get(received, 0) + value
    report = replace(CLEAN, figures=totals(counted), sections=())
    assert not {rule for rule in rules(report) if rule.startswith(("T3", "T4"))}
