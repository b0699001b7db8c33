"""Heads and rows printed in another order than the form's, or not at all (国办公开办函〔2021〕30号), are told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from disclosure.checks.all_checks import findings
from disclosure.checks.finding import Finding
from disclosure.checks.subject import Subject
from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport
from disclosure.report.tables import GridCell, Role, StatTable
from importers.published import read_published
from tests.disclosure.checks.clean import CLEAN
from tests.importers.published import web_shapes
from tests.importers.published.papers import word_file

Change = Callable[[list[GridCell]], list[GridCell]]


def swapped(one: str, other: str, *, whole: bool = False) -> Change:
    """Swap two labels, each as often as it is printed; with ``whole`` their columns or rows of figures, too."""

    def change(cells: list[GridCell]) -> list[GridCell]:
        names = {one: other, other: one}
        heads = [cell for cell in cells if cell.text in names]
        moved = [replace(cell, text=names.get(cell.text, cell.text)) for cell in cells]
        if not whole:
            return moved
        first, second = (next(cell for cell in heads if cell.text == name) for name in (one, other))
        is_column = first.row == second.row
        texts = {(cell.row, cell.column): cell.text for cell in moved if cell.role is Role.FIGURE}
        return [
            replace(cell, text=texts[_partner(cell, first, second, is_column=is_column)])
            if cell.role is Role.FIGURE
            else cell
            for cell in moved
        ]

    return change


def _partner(cell: GridCell, first: GridCell, second: GridCell, *, is_column: bool) -> tuple[int, int]:
    if is_column:
        pairs = {first.column: second.column, second.column: first.column}
        return cell.row, pairs.get(cell.column, cell.column)
    pairs = {first.row: second.row, second.row: first.row}
    return pairs.get(cell.row, cell.row), cell.column


def without_row(label: str) -> Change:
    """Blank every head of the row in which a label stands."""

    def change(cells: list[GridCell]) -> list[GridCell]:
        row = next(cell.row for cell in cells if cell.text == label)
        return [replace(cell, text="") if cell.row == row and cell.role is not Role.FIGURE else cell for cell in cells]

    return change


def page(tmp_path: Path, code: str, change: Change) -> AnnualReport:
    def draw(table: StatTable) -> str:
        changed = replace(table, cells=tuple(change(list(table.cells)))) if table.code == code else table
        return web_shapes.table(changed)

    path = tmp_path / "page.html"
    path.write_text(web_shapes.page(CLEAN, draw), encoding="utf-8")
    return read_published(path)


def labels_told(report: AnnualReport) -> list[Finding]:
    return [finding for finding in findings(Subject(report)) if finding.rule == "F-7"]


def said(label: str) -> str:
    return f"“{label}”"


SWAPS = [
    ("table2", "本年废止件数", "现行有效件数"),
    ("table2", "行政许可", "行政处罚"),
    ("table3", "商业企业", "科研机构"),
    ("table3", "自然人", "商业企业"),
    ("table3", "1.属于国家秘密", "6.属于四类过程性信息"),
    ("table3", "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"),
    ("table4", "结果维持", "结果纠正"),
    ("table4", "未经复议直接起诉", "复议后起诉"),
]


@pytest.mark.parametrize(("code", "one", "other"), SWAPS)
def test_heads_or_rows_printed_in_another_order_are_told(tmp_path: Path, code: str, one: str, other: str) -> None:
    told = labels_told(page(tmp_path, code, swapped(one, other)))
    assert [finding for finding in told if said(one) in finding.message or said(other) in finding.message]


WHOLE = [swap for swap in SWAPS if swap[0] != "table4" and "自然人" not in swap]


@pytest.mark.parametrize(("code", "one", "other"), WHOLE)
def test_a_figure_belongs_to_the_head_above_it_wherever_that_stands(
    tmp_path: Path, code: str, one: str, other: str
) -> None:
    read = page(tmp_path, code, swapped(one, other, whole=True))
    assert dict(read.figures) == dict(CLEAN.figures)


def test_figures_of_table_four_are_read_under_their_heads(tmp_path: Path) -> None:
    read = page(tmp_path, "table4", swapped("结果维持", "结果纠正"))
    for block in ("review", "direct_suit", "suit_after_review"):
        assert read.figures[CellKey("table4", block, "corrected")] == CLEAN.figures[CellKey("table4", block, "upheld")]
    read = page(tmp_path, "table4", swapped("未经复议直接起诉", "复议后起诉"))
    for column in ("upheld", "other_result", "total"):
        there = CLEAN.figures[CellKey("table4", "direct_suit", column)]
        assert read.figures[CellKey("table4", "suit_after_review", column)] == there


@pytest.mark.parametrize(
    ("code", "label"),
    [("table2", "本年制发件数"), ("table3", "商业企业"), ("table3", "申请人情况"), ("table2", "第二十条第（八）项")],
)
def test_a_row_of_heads_that_is_not_printed_is_told(tmp_path: Path, code: str, label: str) -> None:
    report = page(tmp_path, code, without_row(label))
    assert any(said(label) in finding.message for finding in labels_told(report))


def test_the_form_as_it_is_has_every_label_in_its_place(tmp_path: Path) -> None:
    assert not labels_told(page(tmp_path, "table3", lambda cells: cells))
    assert not labels_told(read_published(word_file(CLEAN, tmp_path / "paper.docx")))


def test_a_word_file_with_swapped_columns_is_told(tmp_path: Path) -> None:
    path = word_file(CLEAN, tmp_path / "paper.docx")
    paper = docx.Document(str(path))
    for cell in (cell for row in paper.tables[1].rows[:3] for cell in row.cells):
        if cell.text in ("科研机构", "其他"):
            cell.text = {"科研机构": "其他", "其他": "科研机构"}[cell.text]
    paper.save(str(path))
    assert labels_told(read_published(path))
