"""The three tables as grids: every merged cell where the official form has it."""

from decimal import Decimal

import pytest

from disclosure.report.cells import CELLS, FEE_CELL, CellKey, totals
from disclosure.report.tables import GridCell, StatTable, figure_text, stat_tables

TABLES = {table.code: table for table in stat_tables(totals({}))}


def at(table: str, text: str) -> GridCell:
    return next(cell for cell in TABLES[table].cells if cell.text == text)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_place_of_the_grid_is_covered_exactly_once(table: StatTable) -> None:
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(table.rows) for column in range(table.columns)]


def test_the_200_figures_stand_in_printed_order() -> None:
    assert [cell.key for table in TABLES.values() for cell in table.figures()] == list(CELLS)


@pytest.mark.parametrize(
    ("table", "text", "row_span", "column_span"),
    [
        ("table2", "第二十条第（一）项", 1, 4),
        ("table2", "本年处理决定数量", 1, 3),
        ("table3", "申请人情况", 1, 7),
        ("table3", "法人或其他组织", 1, 5),
        ("table3", "自然人", 2, 1),
        ("table3", "三、本年度办理结果", 22, 1),
        ("table3", "（三）不予公开", 8, 1),
        ("table3", "（四）无法提供", 3, 1),
        ("table3", "（五）不予处理", 5, 1),
        ("table3", "（六）其他处理", 3, 1),
        ("table3", "（七）总计", 1, 2),
        ("table3", "四、结转下年度继续办理", 1, 3),
        ("table4", "行政复议", 1, 5),
        ("table4", "行政诉讼", 1, 10),
        ("table4", "结果维持", 2, 1),
        ("table4", "复议后起诉", 1, 5),
    ],
)
def test_the_merged_cells_are_those_of_the_official_form(
    table: str, text: str, row_span: int, column_span: int
) -> None:
    cell = at(table, text)
    assert (cell.row_span, cell.column_span) == (row_span, column_span)


def test_a_figure_is_printed_without_exponent_or_trailing_zeros() -> None:
    assert [figure_text(value) for value in (0, 3511, Decimal("59237.24490"), Decimal("1E+2"), "/", None)] == [
        "0",
        "3511",
        "59237.2449",
        "100",
        "/",
        "",
    ]


def test_a_cell_shows_its_own_figure() -> None:
    figures = {**totals({}), FEE_CELL: Decimal("0.04"), CellKey("table3", "k36", "charity"): 7}
    shown = {cell.key: cell.text for table in stat_tables(figures) for cell in table.figures()}
    assert shown[FEE_CELL] == "0.04"
    assert shown[CellKey("table3", "k36", "charity")] == "7"
    assert sum(text != "0" for text in shown.values()) == 2


def test_a_cell_is_called_by_its_printed_labels() -> None:
    assert CellKey("table3", "n1", "natural_person").path == "table3/一、本年新收政府信息公开申请数量/自然人"
    assert FEE_CELL.path == "table2/行政事业性收费/本年收费金额（单位：万元）"
