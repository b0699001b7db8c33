"""The readers' parts by themselves: what a cell, a label, a row, a line is taken for, and what it is not taken for."""

import json
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest

from disclosure.checks.sheet import SINGLE_KEY
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import COLUMN_LABELS, TABLE3, CellKey, Value
from importers.containers.document import (
    MOST_COLUMNS,
    MOST_ROWS,
    UNREAD,
    Cell,
    Document,
    Grid,
    Paragraph,
    SpanningGrid,
    distinct,
    grid_of_texts,
    text_of,
)
from importers.published.bands import broken_up
from importers.published.containers.plain_text import read_plain_text
from importers.published.figures import Figures
from importers.published.grids import read_grids
from importers.published.json_report import read_json, statements
from importers.published.labels import (
    BLOCKS,
    TABLE2_LABELS,
    TABLE3_LABELS,
    alike,
    block_of,
    official_labels,
    old_table2_row,
    table2_row,
    table2_row_like,
    table3_row,
    table3_row_like,
)
from importers.published.reflow import reflowed
from importers.published.splitting import adds_up, is_glued, only, readings, settled
from importers.published.stream import read_stream
from importers.published.values import is_figure, parse_bare_figure, parse_cell
from importers.watch import watched

MARKS = ["", "/", "／", "-", "—", "——", "－", "–", "\\", "无", "*", "\\/"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234", 1234), ("(cid:12)", None), (f" {UNREAD}\n", None), ("减4", "减4"), (" / ", "/"), ("", "")],
)
def test_what_a_cell_says(text: str, value: Value) -> None:
    assert parse_cell(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("22件", "22件"), ("3.5", Decimal("3.5")), ("-3", -3), ("１２", 12), ("+3", "+3"), ("1.", "1."), (" 7 ", 7)],
)
def test_a_figure_of_an_older_edition_has_no_unit(text: str, value: Value) -> None:
    assert parse_bare_figure(text) == value


def test_what_stands_for_a_figure_and_what_is_a_label() -> None:
    assert [mark for mark in [*MARKS, "0", "12", UNREAD] if not is_figure(mark)] == []
    assert [label for label in ("公民", "1.规章", "——x") if is_figure(label)] == []


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "n1"),
        ("本年新收政府信息公开申请数量", "n1"),
        ("（七）合计", "k7"),
        ("七、总计", "k7"),
        ("办理结果总计", "k7"),
        ("（六）总计", "k7"),
        ("总计", None),
        ("（二）部分公开", "k2"),
        ("部分公开（区分处理）", "k2"),
        ("予以公开（含告知）", "k1"),
        ("其他", None),
        ("（六）其他处理", SINGLE_KEY),
        ("公民", None),
    ],
)
def test_a_label_of_table_three_in_every_way_it_is_printed(label: str, row: str | None) -> None:
    assert table3_row(label) == row


def test_an_altered_label_is_the_row_most_like_it_among_those_left() -> None:
    whole = TABLE3_LABELS["n1"]
    assert table3_row_like(whole[:9], TABLE3_LABELS) == "n1"  # cut short
    assert table3_row_like(whole.replace("申请", "审请"), TABLE3_LABELS) == "n1"
    assert table3_row_like(whole.replace("申请", "审请"), ["n4", "k7"]) is None
    assert table3_row_like("信访", TABLE3_LABELS) is None  # too short without a number
    assert table3_row_like("完全不相干的一行文字内容", TABLE3_LABELS) is None


def test_a_label_far_longer_than_another_is_not_like_it() -> None:
    assert alike("信访", "信访信访信访") > 0
    assert alike("信访", "信访信访信访信") == 0


@pytest.mark.parametrize(
    ("label", "row", "old"),
    [
        ("规范性文件", "normative_documents", "规范性文件"),
        ("行政规范性文件（含修订）", "normative_documents", "规范性文件"),
        ("1.行政许可（件）", "licences", "行政许可"),
        ("行政处罚", "penalties", "行政处罚"),
        ("政府集中采购（万元）", None, "政府集中采购"),
        ("合计", None, None),
    ],
)
def test_a_label_of_table_two(label: str, row: str | None, old: str | None) -> None:
    assert (table2_row(label), old_table2_row(label)) == (row, old)


def test_an_altered_label_of_table_two() -> None:
    assert table2_row_like("行政事业收费", TABLE2_LABELS) == "administrative_fees"
    assert table2_row_like("行政处理", ["penalties", "rules"]) == "penalties"
    assert table2_row_like("合计", TABLE2_LABELS) is None
    assert table2_row_like("规章", []) is None


@pytest.mark.parametrize(
    ("heading", "block"),
    [
        ("行政复议", "review"),
        ("行政复议情况", "review"),
        ("一、行政复议", "review"),
        ("未经复议直接起诉", "direct_suit"),
        ("直接起诉", "direct_suit"),
        ("未经复议", "direct_suit"),
        ("复议后起诉", "suit_after_review"),
        ("行政复议机关", None),
        ("行政诉讼", None),
    ],
)
def test_which_block_of_table_four_a_heading_speaks_of(heading: str, block: str | None) -> None:
    assert block_of(heading) == block


def test_printed_labels_of_a_table_are_told_the_official_one_each() -> None:
    n1, n2 = TABLE3_LABELS["n1"], TABLE3_LABELS["n2"]
    assert official_labels("table3", [n2[2:], n1.replace("申请", "审请"), "不相干的内容文字"]) == {
        n2[2:]: n2,
        n1.replace("申请", "审请"): n1,
    }
    assert official_labels("table2", ["规范性文件", "行政处理"]) == {"规范性文件": "行政规范性文件"}


def seven(first: int) -> list[str]:
    return [str(number) for number in range(first, first + 7)]


def row_of(figures: Figures, table: str, row: str) -> list[Value]:
    return [figures.cells.get(CellKey(table, row, column)) for column in COLUMN_LABELS[table]]


def test_the_first_reading_stays_and_a_second_one_that_differs_is_known() -> None:
    figures = Figures()
    figures.add_row("table3", "n1", [1, 2, 3, 4, 5, 6, 21])
    figures.add_row("table3", "n1", [1, 2, 3, 4, "", None, 21])
    assert figures.contradicted == set()
    figures.add_row("table3", "n1", [9, 2, 3, 4, 5, 6, 21])
    assert figures.contradicted == {("table3", "n1")}
    assert row_of(figures, "table3", "n1")[0] == 1
    figures.replace_row("table3", "n1", [7] * 7)
    assert row_of(figures, "table3", "n1") == [7] * 7


def test_a_row_of_table_two_that_lost_a_cell_is_not_read() -> None:
    figures = Figures()
    figures.add_table2("rules", [1, 2])
    assert not figures.has("table2")
    figures.add_table2("rules", [1, 2, 3])
    figures.add_table2("licences", ["", 5, ""])
    figures.add_table2("penalties", [""])
    assert row_of(figures, "table2", "rules")[:3] == [1, 2, 3]
    assert figures.cells[CellKey("table2", "licences", "decisions")] == 5
    assert figures.cells[CellKey("table2", "penalties", "decisions")] == ""
    assert (figures.has("table2"), figures.has("table3")) == (True, False)


def test_the_single_row_of_an_older_edition_is_kept_beside_the_table_unless_the_new_rows_are_there() -> None:
    figures = Figures()
    assert not figures.has_row("table3", SINGLE_KEY)
    figures.add_row("table3", SINGLE_KEY, [1, 0, 0, 0, 0, 0, 1])
    figures.add_row("table3", SINGLE_KEY, [2, 0, 0, 0, 0, 0, 2])
    assert figures.has_row("table3", SINGLE_KEY)
    assert figures.older_tables == {"table3": {"（六）其他处理": (1, 0, 0, 0, 0, 0, 1)}}
    figures.add_row("table3", "k62", [0] * 7)
    assert figures.older_tables == {}
    figures.old_table2["规章"] = (1, 2, 3)
    assert figures.older_tables == {"table2_2019": {"规章": (1, 2, 3)}}
    assert Figures(old_table2={"规章": (1,)}).has("table2")


def test_a_label_that_differs_only_by_its_number_is_not_told() -> None:
    figures = Figures()
    figures.note_label("table2", "rules", "1.规章")
    figures.note_label("table3", "n1", "本年 新收政府信息公开审请数量")
    figures.note_label("table3", "n1", "别的")
    assert figures.labels == {TABLE3_LABELS["n1"]: "本年新收政府信息公开审请数量"}


def test_cells_that_span_stand_in_every_place_once() -> None:
    grid = SpanningGrid()
    grid.add_row([("甲", 2, 1), ("乙", 1, 2)])
    grid.add_row([("丙", 1, 1), ("丁", 0, 0)])
    rows = grid.grid().rows
    assert [[cell and cell.text for cell in row] for row in rows] == [["甲", "乙", "乙"], ["甲", "丙", "丁"]]
    assert [distinct(row) for row in rows] == [["甲", "乙"], ["甲", "丙", "丁"]]
    assert text_of((Paragraph("头"), grid.grid())) == "头\n甲 乙\n甲 丙 丁"


def test_a_cell_merged_over_hundreds_of_rows_stands_in_each_of_them() -> None:
    """From the 201st row on the cells to the right of it moved one column to the left."""
    grid = SpanningGrid()
    grid.add_row([("甲", 300, 1), ("1", 1, 1)])
    for number in range(2, 301):
        grid.add_row([(str(number), 1, 1)])
    assert [distinct(row) for row in grid.grid().rows][-1] == ["甲", "300"]


def test_a_table_without_end_is_refused_or_cut() -> None:
    grid = SpanningGrid()
    for _ in range(MOST_ROWS):
        grid.add_row([])
    with pytest.raises(SourceUnreadableError, match=f"表格超过 {MOST_ROWS} 行"):
        grid.add_row([])
    wide = SpanningGrid()
    wide.add_row([("x", 1, 1)] * (MOST_COLUMNS + 1))
    assert len(wide.grid().rows[0]) == MOST_COLUMNS
    assert len(grid_of_texts([["x"]] * (MOST_ROWS + 1)).rows) == MOST_ROWS
    assert [cell and cell.text for cell in grid_of_texts([["a"], ["b", None, "c"]]).rows[0]] == ["a", None, None]


def texts(blocks: Document) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row if cell] for row in block.rows]
        for block in blocks
    ]


def test_a_sentence_in_the_frame_of_a_table_is_text_and_a_row_left_blank_is_a_row() -> None:
    rows = grid_of_texts(
        [
            ["二、主动公开政府信息情况", ""],
            ["规章", "1"],
            ["行政许可", ""],
            ["一段话。\n\n 又  一段。", ""],
            ["3.进一步加强业务学习和培训", ""],
        ]
    ).rows
    assert texts(tuple(broken_up(rows))) == [
        "二、主动公开政府信息情况",
        [["规章", "1"], ["行政许可", ""]],
        "一段话。",
        "又 一段。",
        "3.进一步加强业务学习和培训",
    ]
    alone = (Cell("规章"), None)
    assert texts(tuple(broken_up([alone]))) == ["规章"]


TABLE4 = [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3, [str(number) for number in range(15)]]


def test_the_whole_of_table_four_is_read_by_its_heads_and_what_follows_a_sentence_is_none_of_it() -> None:
    other = grid_of_texts([["行政复议", "9", "9", "9", "9", "9"]])
    figures = read_grids((grid_of_texts(TABLE4), Paragraph("本" * 16), other))
    assert row_of(figures, "table4", "review") == [0, 1, 2, 3, 4]
    assert row_of(figures, "table4", "suit_after_review") == [10, 11, 12, 13, 14]
    assert list(BLOCKS) == ["review", "direct_suit", "suit_after_review"]
    heads = grid_of_texts(TABLE4[:1])
    assert row_of(read_grids((heads, Paragraph("本" * 15), other)), "table4", "review") == [9] * 5
    assert not read_grids((heads, Paragraph("本" * 16), other)).has("table4")


def test_a_block_of_table_four_is_known_by_the_heading_above_it() -> None:
    heads = grid_of_texts(TABLE4[:1])
    one = grid_of_texts([["1", "2", "3", "4", "10"]])
    assert row_of(read_grids((heads, Paragraph("（复议后起诉）"), one)), "table4", "suit_after_review")[-1] == 10
    assert not read_grids((heads, one)).has("table4")
    assert not read_grids((grid_of_texts([["结果维持"]]), Paragraph("行政复议"), one)).has("table4")
    labelled = grid_of_texts([["全部", *TABLE4[1]]])
    assert row_of(read_grids((heads, labelled)), "table4", "direct_suit") == [5, 6, 7, 8, 9]


def test_a_row_of_table_three_by_the_places_of_its_heads_where_cells_are_lost() -> None:
    heads = ["", *list(COLUMN_LABELS["table3"].values())[:4], "总计"]
    table = grid_of_texts([heads, [TABLE3_LABELS["n1"], "1", "2", "3", "4", "10"]])
    assert row_of(read_grids((table,)), "table3", "n1") == [1, 2, 3, 4, None, None, 10]
    few = grid_of_texts([["", "自然人", "总计"], [TABLE3_LABELS["n1"], "1", "1"]])
    assert not read_grids((few,)).has("table3")
    eight = grid_of_texts([[TABLE3_LABELS["n1"], *seven(1), ""]])
    assert row_of(read_grids((eight,)), "table3", "n1") == [1, 2, 3, 4, 5, 6, 7]
    nine = grid_of_texts([[TABLE3_LABELS["n1"], *seven(1), "8"]])
    assert not read_grids((nine,)).has("table3")


def test_a_label_cut_by_a_page_end_or_in_two_cells_is_one_row() -> None:
    label = TABLE3_LABELS["n1"]
    cut = grid_of_texts([[label[:8], *[""] * 7], [label[8:], *seven(1)]])
    assert row_of(read_grids((cut,)), "table3", "n1") == [1, 2, 3, 4, 5, 6, 7]
    figures_first = (grid_of_texts([[label[:8], *seven(1)]]), Paragraph(label[8:]))
    read = read_grids(figures_first)
    assert (row_of(read, "table3", "n1"), dict(read.labels)) == ([1, 2, 3, 4, 5, 6, 7], {})
    after = (*figures_first, grid_of_texts([[label[8:], *seven(8)], [TABLE3_LABELS["n2"], *seven(8)]]))
    assert [row_of(read_grids(after), "table3", row) for row in ("n1", "n2")] == [[*range(1, 8)], [*range(8, 15)]]
    beside = grid_of_texts([[label[:8], label[8:], *seven(1)]])
    assert row_of(read_grids((beside,)), "table3", "n1") == [1, 2, 3, 4, 5, 6, 7]


def test_an_altered_row_is_looked_for_after_the_last_one_known() -> None:
    n1, n2 = TABLE3_LABELS["n1"], TABLE3_LABELS["n2"]
    read = read_grids((grid_of_texts([[n1, *seven(1)], [n2.replace("申请", "审请"), *seven(8)]]),))
    assert row_of(read, "table3", "n2") == [8, 9, 10, 11, 12, 13, 14]
    assert read.labels == {n2: n2.replace("申请", "审请")}
    altered2 = read_grids((grid_of_texts([["规章", "1", "2", "3"], ["行政许何", "4"]]),))
    assert altered2.cells[CellKey("table2", "licences", "decisions")] == 4


def test_the_tables_of_2019_are_kept_as_they_are() -> None:
    old = grid_of_texts([["信息内容", "本年新制作数量"], ["规章", "1", "2", "3"], ["行政事业性收费", "4", "5件"]])
    assert read_grids((old,)).old_table2 == {"规章": (1, 2, 3), "行政事业性收费": (4, "5件")}
    assert read_grids((grid_of_texts([["政府集中采购", "1", "2"]]),)).old_table2 == {"政府集中采购": (1, 2)}


def streamed(text: str) -> Figures:
    figures = Figures()
    read_stream(text, figures)
    return figures


def test_table_two_in_running_text_ends_where_table_three_begins() -> None:
    begun = "二、主动公开政府信息情况\n规章 1 2 3\n行政规范性文件 4 5 6\n行政许可 7\n"
    for read in (streamed(begun), streamed(f"{begun}三、收到和处理政府信息公开申请情况\n行政处罚 9")):
        assert row_of(read, "table2", "normative_documents")[:3] == [4, 5, 6]
        assert read.cells[CellKey("table2", "licences", "decisions")] == 7
        assert not read.has_row("table2", "penalties")
    assert streamed(f"{begun}行政处罚 9").cells[CellKey("table2", "penalties", "decisions")] == 9
    assert row_of(streamed("信息内容 规章 123"), "table2", "rules")[:3] == [None] * 3  # one number, or three
    assert row_of(streamed("信息内容 规章 000"), "table2", "rules")[:3] == [0, 0, 0]
    lost = streamed("信息内容 本年制发件数 本年废止件数 现行有效件数 1 2 3 行政规范性文件 4 5 6")
    assert row_of(lost, "table2", "rules")[:3] == [1, 2, 3]
    assert streamed("信息内容 行政事业性收费 1,234.5").cells[
        CellKey("table2", "administrative_fees", "amount")
    ] == Decimal("1234.5")
    old = streamed("信息内容 本年新制作数量 规章 1 2 3 行政许可 4 5 6 政府集中采购 7 8").old_table2
    assert old == {"规章": (1, 2, 3), "行政许可": (4, 5, 6), "政府集中采购": (7, 8)}


def test_table_three_in_running_text_is_read_where_it_reads_in_one_way() -> None:
    n1, n2, k1, k7, n4 = (TABLE3_LABELS[code] for code in ("n1", "n2", "k1", "k7", "n4"))
    apart = streamed(
        f"{n1} 1 0 0 0 0 0 1\n{n2} 0 0 0 0 0 0 0\n- 12 -\n{k1} 1 0 0 0 0 0 1\n{k7} 1 0 0 0 0 0 1\n{n4} 0 0 0 0 0 0 0"
    )
    assert row_of(apart, "table3", "k1") == [1, 0, 0, 0, 0, 0, 1]
    glued = streamed(f"{n1}1000001\n{n2}0000000\n{k1}1000001\n{k7}1000001\n{n4}0000000")
    assert row_of(glued, "table3", "n1") == [1, 0, 0, 0, 0, 0, 1]
    # 10 + 1 and 1 + 10 are both 11: the row is left open, unless just one of them makes the columns add up
    first = streamed(f"{n1}101000011\n{n2}0000000\n{k1} 10 1 0 0 0 0 11\n{k7} 10 1 0 0 0 0 11\n{n4}0000000")
    assert row_of(first, "table3", "n1") == [10, 1, 0, 0, 0, 0, 11]
    assert not streamed(f"{n1} 1 0 0 0 0 0 1").has("table3")  # cut before its end


def test_table_four_in_running_text_is_read_behind_its_heads() -> None:
    heads = "行政复议 未经复议直接起诉 复议后起诉 结果维持 结果纠正 其他结果 尚未审结 总计"
    read = streamed(f"{heads} 1 0 0 0 1 0 2 0 0 2 0 0 3 0 3")
    assert [row_of(read, "table4", block) for block in BLOCKS] == [[1, 0, 0, 0, 1], [0, 2, 0, 0, 2], [0, 0, 3, 0, 3]]
    assert row_of(streamed(f"{heads}100010200200303"), "table4", "direct_suit") == [0, 2, 0, 0, 2]
    assert row_of(streamed(f"{heads} 1 2"), "table4", "review") == [None] * 5
    assert not streamed("未经复议直接起诉 总计 1 2").has("table4")


def test_digits_without_gaps_are_read_in_every_way_and_only_so() -> None:
    assert readings("120", 2) == [(1, 20), (12, 0)]
    assert readings("1 20", 2) == [(1, 20)]
    assert readings("100", 3) == [(1, 0, 0)]
    assert readings("12", 3) == readings("1 2 3", 2) == []
    assert readings("123456789", 1) == []
    assert readings("12345678", 1) == [(12345678,)]
    assert (is_glued(["00"]), is_glued(["05"]), is_glued(["0"]), is_glued(["10"])) == (True, True, False, False)
    assert (is_glued(["12345678"]), is_glued(["123456789"])) == (False, True)
    assert (adds_up((1, 2, 3)), adds_up((1, 2, 4))) == (True, False)


def test_glued_digits_without_a_reading_are_given_up_at_once() -> None:
    """A damaged page took ten seconds: each way into 「111…000」 was gone to its end, where more numbers are needed."""
    assert watched(lambda _step: readings("1" * 48 + "0" * 40, 15), seconds=2) == []


def test_an_open_row_is_settled_only_where_one_choice_fits() -> None:
    assert only("1 2 3", 3, adds_up, cut=False) == only("1 2 3", 3, lambda _: False, cut=True) == [(1, 2, 3)]
    assert only("123", 3, adds_up, cut=False) == []
    assert only("123", 3, adds_up, cut=True) == [(1, 2, 3)]
    rows: dict[str, list[tuple[int, ...]]] = {"甲": [(1,)], "乙": [(2,), (3,)]}
    assert settled(rows, lambda table: sum(chain(*table.values())) == 4) == {"甲": (1,), "乙": (3,)}
    assert settled(rows, lambda _: True) == settled(rows, lambda _: False) == {"甲": (1,)}


def test_lines_of_a_page_are_joined_where_it_broke_them() -> None:
    full = "本街道全年主动公开政府信息若干条并及时更新"
    broken = tuple(map(Paragraph, (full, f"{full}。", full, "1.第二段", "短", full)))
    assert texts(reflowed(broken)) == [f"{full}{full}。", full, "1.第二段", "短", full]
    wide = (Paragraph("长" * 61), Paragraph("尾"))
    assert texts(reflowed(wide)) == ["长" * 61, "尾"]
    assert texts(reflowed(wide, is_paged=True)) == ["长" * 61 + "尾"]
    split = (Paragraph(full), Grid(()), Paragraph(full))
    assert len(reflowed(split)) == 3


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| 规章 | 1 | 2 |", ["规章", "1", "2"]),
        ("规章\t1", ["规章", "1"]),
        ("甲\t乙\t丙", ["甲", "乙", "丙"]),
        ("行政许可，5", ["行政许可", "5"]),
        ("甲，1，2，3，4，5，6", ["甲", "1", "2", "3", "4", "5", "6"]),
        ('"规章","1","2","3"', ["规章", "1", "2", "3"]),
        ("规章  1  2  3", ["规章", "1", "2", "3"]),
        ("1  2  3  4  5  6", ["1", "2", "3", "4", "5", "6"]),
        ("甲，1，2", None),
        ("1  2", None),
        ("我们公开了规章，1件", None),
        ("甲\t乙", None),
    ],
)
def test_a_line_of_text_is_a_row_where_its_cells_are_plain(line: str, cells: list[str] | None) -> None:
    (block,) = read_plain_text(line)
    assert texts((block,)) == [[cells] if cells else line]


def test_marks_and_page_numbers_of_a_text_are_no_words() -> None:
    text = "## **一、总体情况**\n- 12 -\n|---|---|\n— 3 —\n12"
    assert [block.text for block in read_plain_text(text) if isinstance(block, Paragraph)] == ["一、总体情况", "12"]


def test_a_row_of_a_report_as_json_is_read_by_the_heads_it_names() -> None:
    """Heads given in another order were passed over, and companies became natural persons without a word."""
    heads = ["总计", "商业企业", "自然人", "科研机构", "社会公益组织", "法律服务机构", "其 他"]
    rows = {TABLE3[0].label: [9, 2, 4, 0, 1, 0, 2], "（六）其他处理": [3, 0, 1, 0, 0, 0, 2]}
    report = read_json(json.dumps({"columns": heads, "table3": rows}))
    read = {column: report.figures[CellKey("table3", "n1", column)] for column in COLUMN_LABELS["table3"]}
    assert (read["natural_person"], read["company"], read["other"], read["total"]) == (4, 2, 2, 9)
    assert report.older_tables["table3"]["（六）其他处理"] == (1, 0, 0, 0, 0, 2, 3)
    assert set(report.labels_misplaced) == {*COLUMN_LABELS["table3"].values()} - {"商业企业"}
    strange = read_json(json.dumps({"columns": ["甲", *heads[1:]], "table3": rows}))
    assert strange.figures[CellKey("table3", "n1", "total")] is None


def test_a_report_as_json_tells_what_it_was_given_and_nothing_else() -> None:
    report = read_json(
        """{"report": {"year": 2023, "date": "2024-01-20", "title": "某年报", "agency": 7, "format": "2019-60",
        "sections": [{"heading": "一、总体情况", "text": "好。"}, 5], "statements": ["收到3件。", 4],
        "table2": {"1.规章": [1, "2", null], "行政许可": 5, "行政事业性收费": 1.50},
        "table3": {"（六）其他处理": [1]}, "table4": {"行政复议": [1, 0, 0, 0, 1]},
        "label_variants": {"规章": "规章(手写)", "a": "x(y)z", "b": "(手写)", "c": "…"}}}"""
    )
    assert (report.year, report.dated_on, report.title, report.agency) == (2023, date(2024, 1, 20), "某年报", "")
    assert [(section.heading, section.text) for section in report.sections] == [("一、总体情况", "好。")]
    assert report.statements == ("收到3件。",)
    assert report.edition == "2019-60"
    assert report.older_tables == {"table3": {"（六）其他处理": (1, None, None, None, None, None, None)}}
    assert report.labels_read == {"规章": "1.规章"}
    assert report.labels_noted == {"规章": "规章", "b": "(手写)"}
    read = {f"{key.row}.{key.column}": value for key, value in report.figures.items() if key.table != "table4"}
    assert read == {
        "rules.issued": 1,
        "rules.repealed": 2,
        "rules.in_force": None,
        "licences.decisions": 5,
        "administrative_fees.amount": Decimal("1.5"),
    }
    assert report.figures[CellKey("table4", "review", "total")] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "格式不对"), ("[" * 100_000, "格式不对"), ("[1]", "没有年度报告的表格"), ('{"x": 1}', "没有年度报告的表格")],
)
def test_what_is_no_report_as_json_is_refused(text: str, said: str) -> None:
    with pytest.raises(SourceUnreadableError, match=said):
        read_json(text)


@pytest.mark.parametrize(
    ("year", "read"), [("2023", 2023), (1900, 0), (1901, 1901), (2999, 2999), (3000, 0), (True, 0), (None, 0)]
)
def test_a_year_nobody_reports_is_none(year: object, read: int) -> None:
    assert read_json(json.dumps({"year": year})).year == read


def test_figures_handed_over_as_data_are_put_into_sentences() -> None:
    claim = {
        "item": "收到申请",
        "value": 11,
        "unit": "件",
        "breakdown": {"网上": 8, "当面": 3},
        "percent": {"网上": 72.7},
        "answered": 10,
        "carried_in": 0,
        "carried_out": 1,
        "outcome": {"予以公开": 5},
        "channel": {"网站": 4},
    }
    assert list(statements([claim, 3, {"value": 1}])) == [
        "收到申请11件，分别为网上8件，占72.7%、当面3件。",
        "办结政府信息公开申请10件。",
        "上年结转0件。",
        "结转下年度1件。",
        "予以公开5件。",
        "共11件，分别为网站4件。",
    ]
    assert list(statements({"item": "公开信息", "value": 9, "approx": "9余"})) == ["公开信息9余。"]
    assert list(statements({"item": "公开信息", "quote": "公开若干条"})) == ["公开若干条。"]
    assert list(statements({"item": "收费", "breakdown_yuan": {"甲": 3}})) == ["收费，分别为甲3元。"]
    assert list(statements({"item": "收费", "breakdown": {"甲": "?"}, "channel": {"乙": 1}})) == ["收费。"]
