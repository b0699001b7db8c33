"""Headings as people say them, and headings of groups: which column each is, and which is none of ours."""

from collections.abc import Sequence

import pytest

from disclosure.records import LEDGERS
from importers.ledgers.guessing import guessed
from importers.ledgers.header import Header, best_header
from importers.ledgers.rows import Row

ASKED = [
    ("requests", "什么时候收到的", "received_on"),
    ("requests", "哪天来的", "arrived_on"),
    ("requests", "哪天答的", "answered_on"),
    ("requests", "谁来要的", "applicant"),
    ("requests", "谁给办的", "handler"),
    ("requests", "咋申请的", "channel"),
    ("requests", "要的是什么材料", "content"),
    ("requests", "给没给", "outcome"),
    ("requests", "怎么答的", "outcome"),
    ("requests", "回信多少号文", "answer_number"),
    ("requests", "最晚哪天答", None),
    ("requests", "应该什么时候答", None),
    ("requests", "法定答复日期", None),
    ("requests", "是否征求第三方意见", None),
    ("requests", "问过第三方没有", None),
    ("reviews", "谁告的", "applicant"),
    ("reviews", "告的谁", None),
    ("reviews", "找谁复议的", "review_body"),
    ("reviews", "哪天交的答复", "replied_on"),
    ("reviews", "听证没有", None),
    ("litigation", "打官司前复议过没有", "route"),
    ("litigation", "怎么判的", "judgment"),
    ("litigation", "谁出的庭", None),
    ("litigation", "为什么事", None),
    ("litigation", "为啥输", "cause"),
    ("litigation", "一审裁判结果", "judgment"),
    ("litigation", "二审裁判结果", None),
    ("releases", "在哪儿公开的", "channels"),
    ("releases", "是不是规范性文件", "document_kind"),
    ("releases", "现在还管用吗", None),
]


def _header(register: str, *lines: Sequence[str], below: Sequence[Sequence[str]] = ()) -> Header:
    rows = [Row(number, tuple(cells)) for number, cells in enumerate((*lines, *below), start=1)]
    header = best_header(rows, LEDGERS[register], {})
    return guessed(header, rows[header.row_number :], LEDGERS[register])


def _columns(header: Header) -> dict[str, str | None]:
    return {target.name: target.column.name if target.column else None for target in header.targets}


@pytest.mark.parametrize(("register", "heading", "column"), ASKED)
def test_a_heading_that_asks_is_the_column_it_asks_for(register: str, heading: str, column: str | None) -> None:
    assert _columns(_header(register, ("备注", heading)))[heading] == column


def test_a_deadline_beside_the_day_of_the_answer_is_never_taken_for_it() -> None:
    """It was: every answer of a ledger with 最晚哪天答 stood on its deadline."""
    found = _columns(
        _header(
            "requests",
            ("申请人", "来件日期", "答复情况", "", "备注"),
            ("申请人", "来件日期", "最晚哪天答", "实际答复日", "备注"),
            below=[("张三", "2024.1.8", "2024.2.4", "2024.2.2"), ("李四", "2024.2.8", "2024.3.4", "2024.3.2")],
        )
    )
    said = {name[-5:]: column for name, column in found.items()}
    assert (said["最晚哪天答"], said["实际答复日"]) == (None, "answered_on")


def test_a_line_that_says_what_a_group_holds_is_no_row() -> None:
    header = _header(
        "reviews",
        ("申请人", "复议机关", "收到日期", "交答复材料", "", "备注"),
        ("申请人", "复议机关", "收到日期", "最晚", "实交", "备注"),
        below=[
            ("张三", "某区政府", "2024.1.8", "2024.1.20", "2024.1.17"),
            ("李四", "某区政府", "2024.2.8", "2024.2.20", "2024.2.17"),
        ],
    )
    assert header.row_number == 2
    assert (_columns(header)["最晚"], _columns(header)["实交"]) == (None, "replied_on")


@pytest.mark.parametrize(
    ("heading", "facts"),
    [
        ("申请人（电话）", ("applicant", "phone")),
        ("申请人姓名/单位及联系方式", ("applicant", "phone")),
        ("来件方式及日期", ("channel", "arrived_on")),
        ("答复结果及文号", ("outcome", "answer_number")),
        ("受理、办结时间", ("received_on", "answered_on")),
        ("答复日期\n答复文号", ("answered_on", "answer_number")),
    ],
)
def test_a_heading_of_two_facts_is_both(heading: str, facts: tuple[str, str]) -> None:
    (target,) = [target for target in _header("requests", ("备注", heading)).targets if target.name == heading]
    assert target.taken == facts


def test_of_a_deadline_and_a_day_in_one_cell_the_day_is_taken() -> None:
    (target,) = [one for one in _header("requests", ("备注", "答复期限/实际答复日期")).targets if one.name != "备注"]
    assert [(column.name, part) for column, part in target.parts("2024.2.2/2024.1.20")] == [
        ("answered_on", "2024.1.20")
    ]
    assert list(target.parts("2024.2.2")) == []


def test_the_reasons_in_another_column_say_which_refusal_it_is() -> None:
    header = _header(
        "requests",
        ("申请人", "结果", "为何如此"),
        below=[("张三", "不公开", "商业秘密"), ("李四", "公开", ""), ("王五", "不公开", "执法案卷")],
    )
    assert header.texts(Row(9, ("张三", "不公开", "商业秘密")))[1] == "不公开（商业秘密）"


@pytest.mark.parametrize("written", ["申请表落款日期", "填表日期", "申请书日期", "申请人签名日期"])
def test_the_day_on_the_form_is_not_the_day_it_came(written: str) -> None:
    """It was, though the day it was received stood beside it."""
    header = _header(
        "requests",
        ("申请人", written, "收到日期", "申请内容"),
        below=[("张三", "2023.1.3", "2023.1.6", "拆迁批文"), ("李四", "2023.3.1", "2023.3.6", "收费目录")],
    )
    assert (_columns(header)[written], _columns(header)["收到日期"]) == (None, "received_on")
    assert all(target.is_certain for target in header.targets)


def test_a_stroke_in_one_of_two_columns_of_names_leaves_the_other() -> None:
    header = _header(
        "requests",
        ("公民姓名", "法人名称", "来件日期"),
        below=[("张三", "/", "2023.1.3"), ("/", "某某公司", "2023.1.4")],
    )
    assert [header.texts(Row(9, row))[0] for row in (("张三", "无"), ("—", "某某公司"))] == ["张三", "某某公司"]
