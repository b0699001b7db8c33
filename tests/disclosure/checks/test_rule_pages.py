"""Every rule has its page: cells, article, example; every figure leads to the rules that look at it."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from disclosure.checks import rule_pages as rule_tables
from disclosure.checks.finding import Finding
from disclosure.checks.rule_pages import RulePage, read_rule_pages
from disclosure.errors import DisclosureError
from disclosure.report.cells import CELLS, TABLE3, TABLE3_COLUMNS, TABLE4, TOTAL, CellKey, Value
from disclosure.report.model import AnnualReport
from resources.locate import resource_path
from tasks.report.rule_pages import rule_pages
from tests.disclosure.checks.clean import CLEAN, FACTS, PREVIOUS, check
from tests.disclosure.checks.test_rules import AGAINST_PREVIOUS, AGAINST_REGISTERS, SPOILED

BOOK = rule_pages()
WRITTEN = resource_path("rules", "rules.md").read_text(encoding="utf-8")


def test_every_page_tells_what_it_looks_at_its_article_and_an_example() -> None:
    assert [page.rule for page in BOOK.pages.values() if not (page.article and page.example and page.looks_at)] == []
    assert {rule.partition("-")[0] for rule in BOOK.pages} == set(BOOK.kinds)


GROUND = "条例|国办|立法法|行政诉讼法|行政复议法|个人信息保护法|保守国家秘密法|党政机关公文|GB/T |通行写法|地方检查项目"


@pytest.mark.parametrize("page", BOOK.pages.values(), ids=BOOK.pages)
def test_each_part_of_a_page_stands_where_it_belongs(page: RulePage) -> None:
    """A page lost its article, and nothing but the order of the texts told."""
    assert re.match(GROUND, page.article)
    assert not page.title.endswith("。")
    assert page.definition.endswith("。")
    assert not page.formula.endswith("。")
    assert not re.search("说明代替|写明理由|只作提示", page.example), "that is said of what is disputed"
    assert not page.disputes or page.disputes.endswith("。")


A_PART = re.compile(r"^\* \*\*(要求|依据|例子)\*\*：.+\n", re.MULTILINE)


def test_a_page_that_lacks_a_part_is_refused_with_its_line_and_the_part() -> None:
    for lost in list(A_PART.finditer(WRITTEN))[::29]:
        before = WRITTEN[: lost.start()].splitlines()
        heading = next(number for number in range(len(before), 0, -1) if before[number - 1].startswith("### "))
        with pytest.raises(DisclosureError) as refused:
            read_rule_pages(WRITTEN[: lost.start()] + WRITTEN[lost.end() :])
        rule = before[heading - 1].split()[1]
        assert str(refused.value) == f"检查规则第{heading}行的{rule}没有写{lost[1]}，要补上。"


SPOILED_PAGES = [
    # what stood in the document, what someone made of it, what they are told
    ("### T2-2 表二填非负整数", "### T2-1 表二填非负整数", "又是T2-1，一条规则只能有一节"),
    ("### T2-2 表二填非负整数", "### 表二填非负整数", "看不懂，或者同一项写了两次：“### 表二填非负整数”"),
    ("### T2-2 表二填非负整数", "### Y-2 表二填非负整数", "看不懂，或者同一项写了两次：“### Y-2 表二填非负整数”"),
    ("* **例子**：规章三格填“/”。", "* **例子**：三格填“—”。\n* **例子**：三格填“/”。", "：“* **例子**：三格填“/”。”"),
    ("* **例子**：规章三格填“/”。", "* **例如**：规章三格填“/”。", "：“* **例如**：规章三格填“/”。”"),
    ("## T2 表二\n", "## T2 表二\n\n* **要求**：还没有规则。", "：“* **要求**：还没有规则。”"),
    ("### T3-1 至 T3-7 ", "### T3-1 至 T3-6 ", "T3-1起有7条，编号不是这么多"),
    ("### T3-40 ", "### T3-40 至 T3-41 ", "T3-40起有1条，编号不是这么多"),
    ("### T4-1 至 T4-3 ", "### T4-91 ", "T4-91只有一条，不能写“{列}”或者“{行}”"),
    ("### X-18 ", "### X-98 ", "检查规则里没有X-18，要补上"),
]


@pytest.mark.parametrize(("stood", "put", "told"), SPOILED_PAGES)
def test_a_document_of_rules_that_cannot_be_read_is_refused_with_what_is_wrong(stood: str, put: str, told: str) -> None:
    assert WRITTEN.count(stood) == 1
    with pytest.raises(DisclosureError, match=re.escape(told)):
        read_rule_pages(WRITTEN.replace(stood, put))


def test_a_rule_of_a_column_or_a_row_names_its_own() -> None:
    for page in BOOK.pages.values():
        assert not re.search(r"[{]\w[}]", page.title + page.definition + page.formula), page.rule
    labels = [*TABLE3_COLUMNS.values(), *TABLE3_COLUMNS.values()]
    by_column = {f"T3-{number}": label for number, label in enumerate(labels, start=1)}
    by_row = {f"T3-{number}": row.label for number, row in enumerate(TABLE3, start=15)}
    by_row |= {f"T4-{number}": row.label for number, row in enumerate(TABLE4, start=1)}
    for rule, label in (by_column | by_row).items():
        page = BOOK.pages[rule]
        assert all(label in text for text in (page.title, page.definition, page.formula)), rule
        assert len({cell.column if rule in by_column else cell.row for cell in page.cells}) == 1, rule


def test_each_rule_of_cells_has_some() -> None:
    assert [rule for rule, cells in rule_tables._CELLS.items() if not cells] == []
    of_series = {
        rule: [name for name, cells in rows.items() if not cells] for rule, rows in rule_tables._SERIES.items()
    }
    assert {rule: names for rule, names in of_series.items() if names} == {}


def test_every_cell_is_looked_at_by_its_own_rules() -> None:
    assert [cell.path for cell in CELLS if not BOOK.rules_of(cell)] == []
    assert {"T2-1", "T2-2", "T2-3", "T2-4", "T2-7"} <= set(BOOK.rules_of(CellKey("table2", "rules", "in_force")))
    assert {"T3-1", "T3-15", "T3-40", "T3-42", "X-15"} <= set(BOOK.rules_of(CellKey("table3", "n1", "natural_person")))
    assert {"T3-10", "T3-16", "T3-41"}.isdisjoint(BOOK.rules_of(CellKey("table3", "n1", "natural_person")))
    assert {"T4-2", "T4-6", "T4-7", "X-4"} <= set(BOOK.rules_of(CellKey("table4", "direct_suit", "upheld")))


def test_every_article_leads_to_its_rules() -> None:
    assert {rule for ground in BOOK.grounds for rule in BOOK.rules_on(ground)} == set(BOOK.pages)
    assert {"L-1", "L-6", "T3-47", "X-17"} <= set(BOOK.rules_on("条例第三十三条"))


PATHS = {cell.path: cell for cell in CELLS}
_COMPARED = {"F-1", "F-6", "T2-1", "X-1", "X-3", "X-4", "X-15"}
"""Rules that name cells for words: a form that is not there, sums of them, one of several that would do."""
_IN_ORDER = re.compile(r"T2-[2-5]|T3-(?:[1-9]|[1-3]\d|4[0345])|T4-[1-3]|R-1")
"""Rules that look at figures alone: each cell with what stands there, in the same order."""


@cache
def spoiled() -> tuple[tuple[AnnualReport, Finding], ...]:
    """Every finding of the spoiled reports, with the report."""
    reports: list[tuple[Any, ...]] = [
        *((report,) for _, _, report in SPOILED),
        *((report, previous) for _, _, report, previous in AGAINST_PREVIOUS),
        *((report, None, facts) for _, _, report, facts in AGAINST_REGISTERS),
        (CLEAN, None, FACTS),
    ]
    return tuple((given[0], finding) for given in reports for finding in check(*given))


def test_a_finding_names_only_cells_its_rules_page_lists() -> None:
    for _, finding in spoiled():
        named = {PATHS[path] for path in finding.cells if path in PATHS}
        beside = {CellKey("table3", "n4", cell.column) for cell in named} if finding.rule == "T3-41" else set()
        assert named - beside <= set(BOOK.pages[finding.rule].cells), (finding.rule, finding.message)


def test_a_finding_carries_what_stands_in_each_cell_it_names() -> None:
    """A reason holds while the values stay: a figure that is not among them could change under it."""
    for report, finding in spoiled():
        stands = [str(report.figures.get(PATHS[path], "")) for path in finding.cells if path in PATHS]
        values = [str(value) for value in finding.values]
        if _IN_ORDER.fullmatch(finding.rule):
            assert values == stands, (finding.rule, finding.message)
        elif finding.rule not in _COMPARED:
            assert set(stands) <= set(values), (finding.rule, finding.message)


def test_a_figure_that_changes_is_seen_by_the_rules_whose_pages_list_its_cell_and_by_no_other() -> None:
    """Of the rules of tables that look at figures alone: a cell of the clean report is spoiled in turn."""
    tried = [cell for cell in CELLS if cell.table != "table3" or cell.column in ("natural_person", "other", TOTAL)]

    def seen(report: AnnualReport) -> set[tuple[str, str]]:
        return {(finding.rule, finding.message) for finding in check(report, PREVIOUS, FACTS)}

    spoilt: tuple[Value, ...] = (1000, "/", 0)
    clean, spoiled_by = seen(CLEAN), dict[str, set[CellKey]]()
    for cell in tried:
        for value in spoilt if cell.table == "table2" else spoilt[:2]:
            for rule, _ in clean ^ seen(replace(CLEAN, figures={**CLEAN.figures, cell: value})):
                spoiled_by.setdefault(rule, set()).add(cell)
    of_tables = {rule: cells for rule, cells in spoiled_by.items() if rule.startswith("T")}
    assert len(of_tables) > 40
    told_beside = {
        "T2-3": {CellKey("table2", "rules", "in_force")},  # said with the rest of its row
        "T4-5": {CellKey("table4", "review", TOTAL)},  # suits after it are held against it: here are far fewer
    }
    for rule, cells in of_tables.items():
        assert cells | told_beside.get(rule, set()) == set(BOOK.pages[rule].cells) & set(tried), rule
