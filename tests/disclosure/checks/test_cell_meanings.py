"""Every figure is told what it counts and on what ground; every result, when it is right and what goes wrong."""

import re

import pytest

from disclosure.checks.cell_meanings import CUSTOM, read_cell_meanings
from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome, OutcomeGroup, outcome_groups
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, CellKey
from resources.locate import resource_path
from tasks.letters.templates import shipped_templates
from tasks.report.rule_pages import cell_meanings

MEANINGS = cell_meanings()
WRITTEN = resource_path("rules", "cells.md").read_text(encoding="utf-8")

DEFINED = [
    # cell, what must be told of its row, its ground, what must be told of its column (domain: format, articles)
    (("table2", "rules", "in_force"), "没有制定权", "立法法", "12月31日"),
    (("table2", "administrative_fees", "amount"), "信息处理费", "国办函〔2020〕109号", "万元"),
    (("table3", "n1", "natural_person"), "收到申请之日在本年", "条例第三十一条", "公民"),
    (("table3", "n2", "total"), "上年报告", "国办公开办函〔2021〕30号表三", "六类申请人之和"),
    (("table3", "k31", "company"), "国家秘密", "条例第十四条", "企业"),
    (("table3", "k35", "other"), "内部事务", "条例第十六条第一款", "村（居）委会"),
    (("table3", "k41", "other"), "检索", "条例第三十六条第（四）项、第（五）项", "媒体"),
    (("table3", "k62", "legal_service"), "信息处理费", "国办函〔2020〕109号", "律师事务所"),
    (("table3", "n4", "charity"), "12月31日", "国办公开办函〔2021〕30号表三", "基金会"),
    (("table4", "review", "corrected"), "行政复议", "条例第五十条", "撤销"),
    (("table4", "suit_after_review", "pending"), "经过行政复议", "国办公开办函〔2016〕201号", "没有结案"),
]


@pytest.mark.parametrize(("cell", "row", "ground", "column"), DEFINED)
def test_a_figure_is_told_what_its_row_and_column_count(
    cell: tuple[str, str, str], row: str, ground: str, column: str
) -> None:
    of_row, of_column = MEANINGS.of_cell(CellKey(*cell))
    assert row in of_row.words
    assert ground in of_row.ground
    assert column in of_column.words


def test_all_200_cells_are_defined_each_with_its_ground() -> None:
    told = {cell: MEANINGS.of_cell(cell) for cell in CELLS}
    assert all(one.words.endswith("。") and one.ground for both in told.values() for one in both)
    rows = {(cell.table, cell.row): both[0] for cell, both in told.items()}
    assert len(set(rows.values())) == sum(len(labels) for labels in ROW_LABELS.values()) == len(rows)
    columns = {(cell.table, cell.column): both[1] for cell, both in told.items()}
    assert len(set(columns.values())) == sum(len(labels) for labels in COLUMN_LABELS.values()) == len(columns)
    assert CUSTOM in MEANINGS.words_of(CellKey("table3", "n1", "charity"))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_result_tells_when_it_is_right_and_what_goes_wrong_with_it(outcome: Outcome) -> None:
    meaning = MEANINGS.of_outcome(outcome)
    assert meaning.ground == (outcome.article or CUSTOM)
    assert meaning.mistakes
    assert all(mistake.words.endswith("。") for mistake in meaning.mistakes)
    assert any(outcome in template.outcomes for template in shipped_templates().values()) is (outcome.key != "k63")


def test_a_mistake_of_one_letter_is_told_with_that_letter_alone() -> None:
    """非本机关负责公开 was chosen, and the advice was how to search for what does not exist."""
    announcing = {
        outcome: {code for code, letter in shipped_templates().items() if outcome in letter.outcomes}
        for outcome in Outcome
    }
    named = {outcome: {one.letter for one in MEANINGS.of_outcome(outcome).mistakes} - {""} for outcome in Outcome}
    assert {outcome for outcome in Outcome if named[outcome]} == {o for o in Outcome if len(announcing[o]) > 1}
    assert all(letters <= announcing[outcome] for outcome, letters in named.items())
    not_held = MEANINGS.of_outcome(Outcome.NOT_HELD)
    others = not_held.mistakes_with("not-this-organ")
    assert any("负责机关" in told for told in others)
    assert not any("检索" in told for told in others)
    assert not any("负责机关" in told for told in not_held.mistakes_with("not-existing"))
    assert set(others) < set(not_held.mistakes_with("")), "before a letter is chosen, all"


def test_mistakes_are_told_of_results_alone() -> None:
    of_results = {("table3", outcome.key) for outcome in Outcome}
    assert [key for key, meaning in MEANINGS.rows.items() if meaning.mistakes and key not in of_results] == []
    assert not any(meaning.mistakes for meaning in MEANINGS.columns.values())


def test_results_are_offered_in_the_printed_groups() -> None:
    groups = outcome_groups()
    assert list(groups) == [None, *OutcomeGroup]
    assert [outcome for members in groups.values() for outcome in members] == list(Outcome)


A_PART = re.compile(r"^\* \*\*(计入|依据)\*\*：.+\n", re.MULTILINE)


def test_a_row_or_column_that_lacks_a_part_is_refused_by_name() -> None:
    for lost in list(A_PART.finditer(WRITTEN))[::9]:
        heading = WRITTEN[: lost.start()].rpartition("### ")[2].splitlines()[0]
        kind, _, label = heading.partition(" ")
        with pytest.raises(DisclosureError, match=re.escape(f"{kind}“{label}”没有写全")):
            read_cell_meanings(WRITTEN[: lost.start()] + WRITTEN[lost.end() :])


@pytest.mark.parametrize(
    ("stood", "put", "told"),
    [
        ("## 表四\n", "## 表五\n", "看不懂，或者写了两次：“## 表五”"),
        ("### 行 行政许可\n", "### 行 许可\n", "看不懂，或者写了两次：“### 行 许可”"),
        ("### 行 行政许可\n", "### 行 规章\n", "看不懂，或者写了两次：“### 行 规章”"),
        ("### 行 行政许可\n", "### 列 行政许可\n", "看不懂，或者写了两次：“### 列 行政许可”"),
        (
            "* **计入**：行政许可决定",
            "* **依据**：甲。\n* **计入**：行政许可决定",
            "看不懂，或者写了两次：“* **依据**：条例",
        ),
        ("* **计入**：行政许可决定", "* **算入**：行政许可决定", "看不懂，或者写了两次：“* **算入**：行政许可决定"),
    ],
)
def test_a_document_of_figures_that_cannot_be_read_is_refused_with_its_line(stood: str, put: str, told: str) -> None:
    assert WRITTEN.count(stood) == 1
    with pytest.raises(DisclosureError, match=re.escape(told)):
        read_cell_meanings(WRITTEN.replace(stood, put))
