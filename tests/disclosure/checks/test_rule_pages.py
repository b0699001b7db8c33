"""Every rule has its page: cells, article, example; every figure is told what it counts, and which rules look at it."""

import re

import pytest

from disclosure.checks.cell_meanings import CUSTOM, definition_of, definition_words
from disclosure.checks.rule_pages import RulePage, read_rule_pages
from disclosure.errors import DisclosureError
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, TABLE3, TABLE3_COLUMNS, TABLE4, CellKey
from resources.locate import resource_path
from tasks.report.rule_pages import rule_pages
from tests.disclosure.checks.clean import CLEAN, FACTS, check
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
        assert str(refused.value) == f"检查规则第{heading}行的{rule}没有写{lost[1]}，请补上。"


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
    ("### T4-1 至 T4-3 ", "### T4-91 ", "检查规则里没有T4-1，请补上"),
    ("### X-18 ", "### X-98 ", "检查规则里没有X-18，请补上"),
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


def test_every_cell_is_looked_at_by_its_own_rules() -> None:
    assert [cell.path for cell in CELLS if not BOOK.rules_of(cell)] == []
    assert {"T2-1", "T2-2", "T2-3", "T2-4", "T2-7"} <= set(BOOK.rules_of(CellKey("table2", "rules", "in_force")))
    assert {"T3-1", "T3-15", "T3-40", "T3-42", "X-15"} <= set(BOOK.rules_of(CellKey("table3", "n1", "natural_person")))
    assert {"T3-10", "T3-16", "T3-41"}.isdisjoint(BOOK.rules_of(CellKey("table3", "n1", "natural_person")))
    assert {"T4-2", "T4-6", "T4-7", "X-4"} <= set(BOOK.rules_of(CellKey("table4", "direct_suit", "upheld")))


def test_every_article_leads_to_its_rules() -> None:
    assert {rule for ground in BOOK.grounds for rule in BOOK.rules_on(ground)} == set(BOOK.pages)
    assert {"L-1", "L-6", "T3-47", "X-17"} <= set(BOOK.rules_on("条例第三十三条"))


def test_a_finding_names_only_cells_its_rules_page_lists() -> None:
    paths = {cell.path: cell for cell in CELLS}
    found = [
        *(finding for _, _, report in SPOILED for finding in check(report)),
        *(finding for _, _, report, previous in AGAINST_PREVIOUS for finding in check(report, previous)),
        *(finding for _, _, report, facts in AGAINST_REGISTERS for finding in check(report, None, facts)),
        *check(CLEAN, None, FACTS),
    ]
    for finding in found:
        named = {paths[path] for path in finding.cells if path in paths}
        beside = {CellKey("table3", "n4", cell.column) for cell in named} if finding.rule == "T3-41" else set()
        assert named - beside <= set(BOOK.pages[finding.rule].cells), (finding.rule, finding.message)


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
    of_row, of_column = definition_of(CellKey(*cell))
    assert row in of_row.words
    assert ground in of_row.ground
    assert column in of_column.words


def test_all_200_cells_are_defined_each_with_its_ground() -> None:
    told = {cell: definition_of(cell) for cell in CELLS}
    assert all(one.words.endswith("。") and one.ground for both in told.values() for one in both)
    rows = {(cell.table, cell.row): both[0] for cell, both in told.items()}
    assert len(set(rows.values())) == sum(len(labels) for labels in ROW_LABELS.values()) == len(rows)
    columns = {(cell.table, cell.column): both[1] for cell, both in told.items()}
    assert len(set(columns.values())) == sum(len(labels) for labels in COLUMN_LABELS.values()) == len(columns)
    assert CUSTOM in definition_words(CellKey("table3", "n1", "charity"))
