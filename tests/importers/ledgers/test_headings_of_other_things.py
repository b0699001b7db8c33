"""A column about another thing is asked or left, never taken for ours without a word (条例第四十五条, 登记)."""

import pytest

from disclosure.records import Litigation, Record, Release, Request, Review
from importers.ledgers.guessing import guessed
from importers.ledgers.header import best_header
from importers.ledgers.rows import Row

SIGNS = "一二三四五六七八"
LEDGERS: dict[type[Record], tuple[list[str], list[str]]] = {
    Request: (
        ["申请人", "申请内容", "收到日期", "申请渠道", "答复日期", "办理结果"],
        ["张{}", "{}地块征收补偿方案", "2025-03-03", "邮寄", "2025-03-24", "予以公开"],
    ),
    Release: (["信息名称", "文号", "成文日期"], ["关于{}小区改造的通知", "清街〔2025〕2号", "2025-03-03"]),
    Review: (
        ["申请人", "复议机关", "案号", "收到答复通知书日期"],
        ["张{}", "示范区政府", "政复〔2025〕2号", "2025-03-03"],
    ),
    Litigation: (["原告", "受理法院", "案号"], ["张{}", "示范区人民法院", "（2025）示01行初2号"]),
}
NUMBERS = [f"WS2025-D30-{at:04}" for at in range(1, 9)]
SYMBOLS = [f"清发〔2025〕{at}号" for at in range(1, 9)]
DAYS = [f"2025-04-1{at}" for at in range(1, 9)]


def certain(register: type[Record], heading: str, cells: list[str]) -> set[str]:
    """The columns of ours that are filled from a heading without asking anybody."""
    headings, row = LEDGERS[register]
    lines = [Row(1, (*headings, heading))]
    for at, (sign, cell) in enumerate(zip(SIGNS, cells, strict=True), start=2):
        lines.append(Row(at, (*(text.format(sign) for text in row), cell)))
    target = guessed(best_header(lines[:1], register, {}), lines[1:], register).targets[-1]
    return set(target.taken) if target.is_certain else set()


OTHERS = [
    *(
        (Request, heading, NUMBERS)
        for heading in ["案卷号", "案卷编号", "盒号", "全宗号", "快递号", "挂号信号", "信访编号", "督办号"]
    ),
    *(
        (Request, heading, NUMBERS)
        for heading in ["宗地编号", "房产证号", "法院案号", "复议案号", "关联申请编号", "发票号", "门牌号"]
    ),
    *((Request, heading, NUMBERS) for heading in ["转办单号", "交办单号", "收文号", "收文编号", "来文编号"]),
    (Request, "收件人", [f"李{sign}" for sign in SIGNS]),
    *(
        (Request, heading, SYMBOLS)
        for heading in ["处罚决定书文号", "征求意见函文号", "补正通知书文号", "来文字号", "转办文号"]
    ),
    *((Request, heading, DAYS) for heading in ["复议申请日期", "撤销申请日期", "移交日期", "归档日期"]),
    (Request, "委托人", [f"李{sign}" for sign in SIGNS]),
    *((Release, heading, NUMBERS) for heading in ["来文文号", "档号", "许可证号", "案件编号"]),
    *((Review, heading, DAYS) for heading in ["复议申请日期", "原答复日期"]),
    (Litigation, "复议决定日期", DAYS),
]


@pytest.mark.parametrize(("register", "heading", "cells"), OTHERS)
def test_a_number_or_a_day_of_another_thing_is_never_taken_without_asking(
    register: type[Record], heading: str, cells: list[str]
) -> None:
    assert not certain(register, heading, cells)


@pytest.mark.parametrize(
    ("register", "heading", "cells", "column"),
    [
        (Request, "登记编号", NUMBERS, "number"),
        (Request, "网上申请流水号", NUMBERS, "number"),
        (Request, "档号", NUMBERS, "archive_number"),
        (Request, "答复文号", SYMBOLS, "answer_number"),
        (Request, "受托人", [f"李{sign}" for sign in SIGNS], "agent"),
        (Review, "提交答复日期", DAYS, "replied_on"),
        (Litigation, "判决日期", DAYS, "closed_on"),
    ],
)
def test_our_own_headings_stay_understood(register: type[Record], heading: str, cells: list[str], column: str) -> None:
    assert certain(register, heading, cells) == {column}
