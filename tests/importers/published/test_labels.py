"""Printed labels: however a page sets their signs and a clerk altered them, each names its row (domain: tables)."""

import json
from pathlib import Path

import pytest

from importers.published.labels import (
    OLD_TABLE2_LABELS,
    OLD_TABLE2_WIDTHS,
    alike,
    block_of,
    fold_label,
    is_label,
    old_table2_row,
    table2_row,
    table2_row_like,
    table3_row,
    table3_row_like,
)

OFFICIAL = json.loads((Path(__file__).parents[2] / "data" / "official-format.json").read_text("utf-8"))
ROWS = {row["key"]: row["label"] for row in OFFICIAL["table3"]["rows"] if row["key"] != "k"}


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("(一)予以公开", "（一）予以公开"),
        ("﹙一﹚予以公开", "（一）予以公开"),
        (" （一） 予以\n公开", "（一）予以公开"),
        ("1．属于国家秘密", "1.属于国家秘密"),
        ("甲、乙", "甲，乙"),
        ("甲,乙:丙", "甲，乙：丙"),
        ("„甲”", '"甲"'),
        ("＂甲‘", '"甲"'),
        ("’甲“", '"甲"'),
    ],
)
def test_the_signs_of_a_label_are_folded_to_one_kind(printed: str, meant: str) -> None:
    assert fold_label(printed) == fold_label(meant)


@pytest.mark.parametrize("key", ROWS)
def test_every_row_is_named_with_its_number_by_signs_of_any_width(key: str) -> None:
    label = ROWS[key]
    assert table3_row(label) == key
    assert table3_row(label.replace("（", "(").replace("）", ")").replace("、", "，")) == key
    assert table3_row(" ".join(label)) == key


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("予以公开", "k1"),
        ("部分公开", "k2"),
        ("部分公开（区分处理的）", "k2"),
        ("属于国家秘密", "k31"),
        ("（七）合计", "k7"),
        ("（六）总计", "k7"),
        ("七、总计", "k7"),
        ("办理结果总计", "k7"),
        ("总计", None),
        ("其他", None),
        ("不知道的一行", None),
    ],
)
def test_a_row_is_named_without_its_number_where_its_words_are_its_own(label: str, key: str | None) -> None:
    assert table3_row(label) == key


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("5.属于三类内容事务信息", "k35"),  # of published reports (domain: F-7)
        ("（二）部分公开（区分处理的，只计这一情况，不计其他情形）", "k2"),
        ("2.申请人逾期未按收费通知要求缴纳费用", "k62"),  # cut short
        ("8.其他", None),
        ("合计", None),
    ],
)
def test_an_altered_row_is_the_one_most_alike(label: str, key: str | None) -> None:
    assert table3_row_like(label, [one for one in ROWS if one != "k63"]) == key
    assert key is None or table3_row_like(label, [one for one in ROWS if one not in (key, "k63")]) != key


def test_texts_of_quite_other_lengths_are_not_compared() -> None:
    assert alike("甲乙丙", "甲乙丙") == 1.0
    assert alike("甲", "甲乙丙") > 0
    assert alike("甲", "甲乙丙丁") == 0.0
    assert alike("甲乙", "甲丙", 0.5) == 0.0
    assert alike("甲乙", "甲丙") == 0.5


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("规章", "rules"),
        ("行政规范性文件", "normative_documents"),
        ("规范性文件", "normative_documents"),
        ("行政许可（件）", "licences"),
        ("行政处罚", "penalties"),
        ("行政强制", "coercive_measures"),
        ("行政事业性收费", "administrative_fees"),
        ("行政收费", None),
    ],
)
def test_the_rows_of_table_two(label: str, row: str | None) -> None:
    assert table2_row(label) == row


def test_an_altered_row_of_table_two_is_one_of_those_left() -> None:
    assert table2_row_like("行政处罚决定", ["licences", "penalties"]) == "penalties"
    assert table2_row_like("行政许可事项", ["licences", "penalties"]) == "licences"
    assert table2_row_like("统计指标", ["licences", "penalties"]) is None
    assert table2_row_like("行政处罚", []) is None


def test_the_rows_of_the_edition_of_2019() -> None:
    """国办公开办函〔2019〕60号: 规范性文件 without 行政, eight rows, the last two of two figures."""
    printed = [
        "规章",
        "规范性文件",
        "行政许可",
        "其他对外管理服务事项",
        "行政处罚",
        "行政强制",
        "行政事业性收费",
        "政府集中采购",
    ]
    assert list(OLD_TABLE2_LABELS) == printed
    assert [old_table2_row(label) for label in printed] == printed
    assert [label for label in OLD_TABLE2_LABELS if label in OLD_TABLE2_WIDTHS] == ["行政事业性收费", "政府集中采购"]
    assert set(OLD_TABLE2_WIDTHS.values()) == {2}
    assert old_table2_row("行政规范性文件") == "规范性文件"
    assert old_table2_row("其他") is None


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("行政复议", "review"),
        ("一、行政复议", "review"),
        ("行政复议情况", "review"),
        ("未经复议直接起诉", "direct_suit"),
        ("直接起诉", "direct_suit"),
        ("复议后起诉", "suit_after_review"),
        ("行政诉讼", None),
        ("行政复议件数", None),
    ],
)
def test_the_blocks_of_table_four(text: str, block: str | None) -> None:
    assert block_of(text) == block


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("（一）予以公开", True),
        ("自然人", True),
        ("结果维持", True),
        ("政府集中采购", True),
        *((head, True) for head in ("新制作数量", "新公开数量", "对外公开总数量", "上一年项目数量", "采购项目数量")),
        ("今天天气", False),
        ("", False),
    ],
)
def test_what_is_a_label_of_the_form(text: str, is_one: bool) -> None:
    assert is_label(text) is is_one
