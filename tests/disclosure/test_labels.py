"""What a field is called is what the manual calls it; of records without a form, what the law and the standard call it.

disclosure.records and disclosure.papers declare the names, ``resources/help`` was written for people.
"""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import disclosure
from disclosure.cases.steps import STEP_FORMS
from disclosure.column_kinds import columns
from disclosure.records import RECORD_TYPES
from disclosure.term_base import Term
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
    assert unknown == {"年度报告文字", "检查说明", "旧登记表的说法"}, "kept, never shown as one"


def texts_for_people() -> str:
    """The manual, the letters, the pages of the rules, and what stands in papers and ledgers other people wrote."""
    folders = [(resource_path(name), "*.*") for name in ("help", "letters", "rules", "scoring", "duties", "sample")]
    folders.append((Path(__file__).parents[1] / "data", "**/*.json"))
    paths = [path for folder, pattern in folders for path in folder.glob(pattern) if path.suffix != ".py"]
    return "".join(path.read_text("utf-8") for path in paths)


OTHERWISE = {
    "DeadlineState": "尚未确认 办理中 等待第三方意见 等待其他机关意见 等待缴费 已结束",
    "DueKind": "等待缴费 等待意见 送达 补登上年结转 报送年度报告 公布年度报告 年度报告送档案馆 年度报告整改",
    "DueGroup": "顺手一并",
    "KeepingState": "未定期限 保管期内 待移交 待销毁 已移交 已销毁 在回收站",
    "ReleaseState": "待保密审查 待上级确定 待初审 待复审 待终审 待公开 已公开 已撤下",
    "DocumentState": "未生效 即将到期 已废止 已失效",
    "DutyState": "待公开 到期未公开 尚未开始 已公开",
    "MonthState": "收到过申请 已确认没有申请 待确认 尚未结束",
    "ReportState": "起草 已检查 已签发 已更正",
    "Operation": "撤销新建",
    "PasswordEvent": "取消口令",
    "MergedRequests": "其他处理“3.其他” 与一并答复的申请计入同一结果",
    "Judgment": "不予立案 驳回起诉 撤诉",  # 行政诉讼法第五十一、六十二条；行诉解释第六十九条
    "Channel": "口头代填 其他部门转来",  # 条例第二十九条
    "ReleaseChannel": "图书馆",  # 条例第二十五条
    "RetrievalForm": "光盘 当面查阅",
    "DeliveryMethod": "网上平台",
    "RedactionGround": "社会稳定的政府信息 不属于政府信息的内容",  # 条例第十四、三十七条
    "AppealedJudgments": "按尚未审结",
    "StepKind": "其他机关签收 重新办理 退件",
    "PartyOpinion": "未回复",
    "Lacking": "获取方式不明",
    "AttachmentKind": "主体资格证明 补正材料 送达凭证 过程文书 签收或确认凭证 第三方或其他机关意见 公开件",
}
"""How the law calls it, or a list or step of this program, where no text of the office does."""


def kinds_of_term() -> Iterator[type[Term]]:
    """Every kind of term the program has."""
    for module in pkgutil.walk_packages(disclosure.__path__, "disclosure."):
        import_module(module.name)
    return (kind for kind in Term.__subclasses__() if not kind.__module__.startswith("tests."))


def test_every_term_is_called_as_people_and_the_law_call_it() -> None:
    """A letter lost in the name of a result would stand in ledgers, letters and the report."""
    spoken, of_one_sign = texts_for_people(), "市省缺无六"
    unknown = {
        (kind.__name__, part)
        for kind in kinds_of_term()
        for member in kind
        for part in re.split("[、，（）]", member.plain_label)
        if part
        and part not in (spoken if len(part) > 1 else of_one_sign)
        and part not in OTHERWISE.get(kind.__name__, "").split()
    }
    assert unknown == set()


def test_every_step_is_offered_by_a_name_people_know() -> None:
    spoken = texts_for_people() + "".join(kind.label for kind in STEP_FORMS)
    own = {"记一笔", "登记重新办理", "已签收", "通知收费", "收到缴费", "更正信息"}
    parts = {part for form in STEP_FORMS.values() for part in re.split("，|(?=已签收)", form.button)}
    assert {part for part in parts if part not in spoken} - own == set()
