"""Every word by which papers that come in are understood is needed by what somebody printed or wrote on one.

``labels.txt`` holds the labels of forms, notices and pages of websites as they are printed: a line for each column of a
register, 「-」 for what stands beside and means nothing to us.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

import pytest

from disclosure import paper_words
from disclosure.paper_words import LABELS, TITLES, PaperKind
from importers.papers import sheet
from importers.papers.sheet import key, kind_of_title
from tests.needed import unneeded_words

LABELLED = {
    (PaperKind(register), label): "" if column == "-" else column
    for register, column, *labels in map(
        str.split, (Path(__file__).parents[2] / "data" / "labels.txt").read_text(encoding="utf-8").splitlines()
    )
    for label in labels
}
TITLED = {
    PaperKind.SUIT: "某区人民法院应诉通知书 某市中级人民法院传票 某区人民法院行政判决书 行政裁定书 行政赔偿判决书 "
    "举证通知书 开庭通知书 行政起诉状 出庭通知书 行政上诉状 行政调解书",
    PaperKind.REVIEW: "某区人民政府行政复议答复通知书 提出行政复议答复通知书 提出答复通知书 行政复议申请受理通知书 "
    "行政复议受理通知书 受理通知书 行政复议决定书 复议决定书 行政复议终止决定书 行政复议终止通知书 行政复议调解书 "
    "驳回行政复议申请决定书 不予受理行政复议申请决定书 行政复议申请书 行政复议申请书副本",
    PaperKind.APPLICATION: "某街道政府信息公开申请表 政府信息公开申请书 政府信息公开申请 信息公开申请登记表 "
    "申请公开政府信息登记表 依申请公开申请单 政府信息公开申请表（公民） 公开申请表（公民） 公开申请表（个人） "
    "公开申请表（法人/其他组织） 依申请公开 政府信息公开申请单",
}


def _column(example: tuple[PaperKind, str]) -> tuple[str | None, bool]:
    """What a label leads to, and whether it stands in the table."""
    kind, label = example
    return sheet._column_named(label, kind), key(label) in sheet._labels(kind)


def _forget() -> None:
    sheet._column_named.cache_clear()
    sheet._labels.cache_clear()


def test_each_label_leads_to_its_column() -> None:
    assert {one: found for one in LABELLED if (found := _column(one)[0]) != LABELLED[one]} == {}


@pytest.mark.parametrize("kind", LABELS)
def test_each_label_of_the_table_is_one_that_is_printed(kind: PaperKind) -> None:
    examples = [one for one in LABELLED if one[0] is kind]
    rows = cast("MutableMapping[str, str]", LABELS[kind])
    assert unneeded_words(rows, _column, examples, concerned=lambda word, one: word == one[1], forget=_forget) == []


def test_each_title_of_the_table_is_one_that_is_printed() -> None:
    titles = {title: kind for kind, row in TITLED.items() for title in row.split()}
    assert {title: kind_of_title(title) for title in titles} == titles
    rows = cast("MutableMapping[str, str]", paper_words.TITLES)
    unneeded = unneeded_words(
        rows, kind_of_title, titles, concerned=lambda word, title: title.endswith(word), forget=lambda: None
    )
    assert unneeded == []
    assert set(TITLES) == set(TITLED)
