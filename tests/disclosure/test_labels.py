"""What a field is called is what the manual calls it; of records without a form, what the law and the standard call it.

disclosure.records and disclosure.papers declare the names, ``resources/help`` was written for people.
"""

import re

import pytest

from disclosure.column_kinds import columns
from disclosure.records import RECORD_TYPES
from resources.locate import resource_path

_HELP = resource_path("help")
_FIELDS = (_HELP / "fields.md").read_text("utf-8")
SECTIONS = {
    head: [label for bold in re.findall(r"^\* \*\*(.+?)\*\*", told, re.MULTILINE) for label in bold.split("、")]
    for head, told in re.findall(r"^### (.+)\n((?:(?!### ).*\n?)*)", _FIELDS, re.MULTILINE)
}
BY_TITLE = {record_type.title: record_type for record_type in RECORD_TYPES.values()}


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_of_a_form_is_called_as_in_the_manual(title: str) -> None:
    assert {column.label for column in columns(BY_TITLE[title])} == set(SECTIONS[title])


WITHOUT_A_FORM = {
    "已发文书": {"文书", "文号", "主送", "成文日期", "校验值", "已作废", "作废原因"},
    "已签发的年度报告": {"年度", "版次", "版本号", "状态", "签发日期", "更正原因", "文件"},
    "查阅记录": {"方式", "内容", "条数"},
    "附件": {"文件名", "文件类型", "大小", "校验值", "材料类别", "身份证明"},
    "检查说明": {"年度", "规则", "对象", "说明", "已忽略"},
    "年度报告文字": {"正文", "状态"},
    "工作日历": {"放假安排", "变动的期限"},
    "保存的筛选": {"名称", "条件"},
    "口令": {"变动"},
    "文书模板": {"模板"},
    "句库": {"句子"},
    "旧登记表的说法": {"说法"},
}
"""Seen in 修改记录, lists and exports; GB/T 9704-2012 calls them 主送, 成文日期 and 附件."""


@pytest.mark.parametrize("title", WITHOUT_A_FORM)
def test_every_field_without_a_form_is_called_by_its_name(title: str) -> None:
    assert {column.label for column in columns(BY_TITLE[title])} == WITHOUT_A_FORM[title]


def test_every_register_is_called_as_in_the_manual() -> None:
    told = "".join(path.read_text("utf-8") for path in _HELP.glob("*.md"))
    unknown = {title for title in BY_TITLE if title not in told}
    assert unknown == {"年度报告文字", "检查说明", "已签发的年度报告", "旧登记表的说法", "保存的筛选"}, (
        "kept, never shown as one"
    )
