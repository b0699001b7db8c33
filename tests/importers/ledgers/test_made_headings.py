"""Headings nobody wrote down whole: what their parts make, and what they must not make.

``headings.txt`` was written from the practice of offices, platforms and websites before the parts were: a line for each
column, its headings behind it. ``headings_by_part.txt`` goes on with headings for the words and alternatives of
``importers.ledgers.heading_shapes`` that stand in none of those.
"""

from pathlib import Path

import pytest

from disclosure.records import LEDGERS
from importers.ledgers.header import Header, best_header
from importers.ledgers.rows import Row

_LINES = [
    line
    for name in ("headings.txt", "headings_by_part.txt")
    for line in (Path(__file__).parents[2] / "data" / name).read_text(encoding="utf-8").splitlines()
]
_SAME = {  # what comes in alike whichever of two columns it is
    "arrived_on": {"received_on"},
    "decision": {"result"},
    "formed_on": {"issued_on"},
    "judgment": {"result"},
}
NONE_OF_OURS = {
    "requests": "送达日期 送达时间 送达方式 答复期限 答复截止日期 延期日期 延期答复期限 补正日期 补正通知日期 "
    "归档日期 审批日期 审批人 审核部门 签收人 登记人 寄送日期 领导批示 批示时间 征求意见日期 第三方意见 用途 申请用途 "
    "是否收费 是否延期 出生日期 工作单位 协办单位 转办时间 交办时间 满意度 复议情况 诉讼情况 相关人员 联系人",
    "releases": "有效期 失效日期 废止日期 审核日期 审批日期 阅读量 公开范围 公开时限 发布人 审核人 撤下日期 更新日期 "
    "主题词",
    "reviews": "被申请人 第三人 开庭日期 听证日期 中止日期 延期日期 复议请求 代理人 出庭人 送达方式 复议类型依据 "
    "申请日期说明",
    "litigation": "被告 第三人 开庭日期 庭审时间 上诉日期 二审案号 二审法院 二审结果 代理律师 出庭负责人 诉讼请求 "
    "履行日期 执行情况",
    "tallies": "序号 备注 审核人 负责人签字 联系电话",
}
_DAYS_AND_NUMBERS = {
    "requests": {"arrived_on", "received_on", "answered_on", "answer_number", "outcome", "department", "handler"},
    "releases": {"formed_on", "published_on", "document_number", "name", "department"},
    "reviews": {"received_on", "replied_on", "closed_on", "case_number", "decision", "applicant", "review_body"},
    "litigation": {"received_on", "defence_on", "closed_on", "case_number", "judgment", "plaintiff", "court"},
    "tallies": {"on", "quantity", "amount", "kind"},
}


def _meant(register: str, heading: str) -> set[str]:
    header: Header = best_header([Row(1, (heading, ""))], LEDGERS[register], {})
    return {name for target in header.targets for name in target.taken}


@pytest.mark.parametrize("line", _LINES, ids=[" ".join(line.split()[:2]) for line in _LINES])
def test_a_heading_an_office_may_use_leads_to_its_column(line: str) -> None:
    register, column, *words = line.split()
    same = {column} | _SAME.get(column, set())
    assert [word for word in words if _meant(register, word).isdisjoint(same)] == []


@pytest.mark.parametrize(("register", "words"), NONE_OF_OURS.items())
def test_a_heading_of_something_else_is_no_day_and_no_result_of_ours(register: str, words: str) -> None:
    wrong = {word: found for word in words.split() if (found := _meant(register, word) & _DAYS_AND_NUMBERS[register])}
    assert wrong == {}


def test_what_the_parts_say_gives_way_to_a_heading_known_whole() -> None:
    """「签发日期」 of an answer stood before its 答复日期, and was taken for it."""
    header = best_header([Row(1, ("申请人", "签发日期", "答复日期", "申请内容"))], LEDGERS["requests"], {})
    assert [target.taken for target in header.targets][1:3] == [(), ("answered_on",)]
