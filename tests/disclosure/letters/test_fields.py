"""What each name in braces tells of a case in which every fact is another one: own templates are written with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.letters.fields import FIELDS
from disclosure.outcomes import Outcome
from disclosure.records import Step
from disclosure.terms import StepKind
from tests.letters_factory import case_steps, office, request, shipped, source_for
from tests.records_factory import make_review, make_suit

ASKED = Step(id=8, request_id=1, kind=StepKind.ORGAN_ASKED, on=date(2024, 3, 14), party="测试区财政局")
CASE = source_for(
    shipped()["granted"],
    steps=(*case_steps(), ASKED),
    request=request(
        agent="周某某",
        confirmation="电话",
        arrived_on=date(2024, 2, 28),
        outcome=Outcome.GRANTED,
        answered_on=date(2024, 4, 8),
        answer_number="测街公开〔2024〕9号",
        legal_basis="条例第三十六条第二项",
        archive_number="DA-1",
    ),
    review=make_review(case_number="测复〔2024〕2号", review_body="测试市人民政府", received_on=date(2024, 5, 6)),
    suit=make_suit(case_number="（2024）测行初1号", received_on=date(2024, 6, 3)),
)
SAYS = {
    "机关全称": "测试区测试街道办事处",
    "工作机构": "党政综合办公室",
    "机关地址": "测试区测试路1号",
    "机关邮编": "350000",
    "机关电话": "0591-00000000",
    "机关邮箱": "ceshi@example.com",
    "网站名称": "测试区人民政府网",
    "网站": "https://www.example.com",
    "复议机关": "测试区人民政府",
    "管辖法院": "测试铁路运输法院",
    "保管期限": "30年",
    "联系方式": "联系部门：党政综合办公室，地址：测试区测试路1号，邮编：350000，电话：0591-00000000",
    "登记编号": "2024-003",
    "申请人": "张某某",
    "申请人类型": "自然人",
    "你": "你",
    "证件类型": "居民身份证",
    "证件号码": "000000000000000000",
    "申请人电话": "00000000000",
    "申请人地址": "测试区测试路2号1单元101室",
    "申请人邮编": "350001",
    "申请人邮箱": "z@example.com",
    "代理人": "周某某",
    "申请渠道": "当面",
    "来件日期": "2024年2月28日",
    "收到申请之日": "2024年3月1日",
    "确认方式": "电话",
    "所需信息": "测试街道2023年老旧小区改造项目清单",
    "获取方式": "纸质",
    "承办科室": "城市建设科",
    "承办人": "王某某",
    "办理结果": "予以公开",
    "依据条款": "条例第三十六条第二项",
    "答复日期": "2024年4月8日",
    "答复文号": "测街公开〔2024〕9号",
    "归档号": "DA-1",
    "受理情况": "本机关于2024年3月1日收到你提出的政府信息公开申请（登记编号：2024-003），"
    "2024年3月12日收到你的补正材料。你申请公开：测试街道2023年老旧小区改造项目清单。",
    "原申请编号": "2023-011",
    "原答复文号": "测街公开〔2024〕5号",
    "原答复日期": "2024年4月9日",
    "答复期限": "2024年4月19日",
    "补正告知日期": "2024年3月5日",
    "补正告知文号": "测街公开〔2024〕1号",
    "补正期限": "2024年3月19日",
    "补正收到日期": "2024年3月12日",
    "第三方": "测试公司",
    "征求意见日期": "2024年3月13日",
    "第三方意见日期": "",  # what was answered was not registered as an objection
    "第三方意见": "不同意公开，涉及商业秘密",
    "其他机关": "测试区财政局",
    "收费通知日期": "2024年3月22日",
    "收费通知文号": "测街公开〔2024〕4号",
    "收费数额": "100",
    "说明理由告知日期": "2024年3月21日",
    "送达方式": "邮政寄送",
    "邮寄单号": "EMS000000001",
    "交邮日期": "2024年4月9日",
    "签收日期": "2024年4月11日",
    "办理经过": "1｜2024年3月5日｜补正告知｜测街公开〔2024〕1号｜\n"
    "2｜2024年3月12日｜收到补正｜｜\n"
    "3｜2024年3月13日｜征求第三方意见（测试公司）｜｜\n"
    "4｜2024年3月20日｜收到第三方意见（测试公司）｜｜不同意公开，涉及商业秘密\n"
    "5｜2024年3月21日｜说明理由告知｜｜\n"
    "6｜2024年3月22日｜收费通知｜测街公开〔2024〕4号｜\n"
    "7｜2024年4月9日｜送达｜｜\n"
    "8｜2024年3月14日｜征求其他机关意见（测试区财政局）｜｜",
    "卷内文件": "1｜补正告知书｜测街公开〔2024〕1号｜2024年3月5日\n2｜身份证明.jpg｜｜",
    "复议申请人": "李某某",
    "复议案号": "测复〔2024〕2号",
    "受理复议机关": "测试市人民政府",
    "复议收到日期": "2024年5月6日",
    "尚未答复的申请": "",  # it was answered before review and suit came
    "原告": "测试公司",
    "案号": "（2024）测行初1号",
    "受理法院": "测试区人民法院",
    "诉讼收到日期": "2024年6月3日",
    "文号": "测街公开〔2024〕6号",
    "成文日期": "2024年4月9日",
    "救济途径": "",  # put in where the letter is made, by its result
}
OF_THE_OFFICE = 12
"""So many of them, the first, come from 机关信息."""


@pytest.mark.parametrize("name", SAYS)
def test_a_field_says_its_own_fact(name: str) -> None:
    assert FIELDS[name].words(CASE) == SAYS[name]


def test_there_are_no_other_fields_and_the_first_are_the_offices_own() -> None:
    assert list(FIELDS) == list(SAYS)
    assert [bool(entry.office_column) for entry in FIELDS.values()] == [
        place < OF_THE_OFFICE for place in range(len(SAYS))
    ]


def test_a_field_of_the_office_is_told_by_the_column_where_it_is_mended() -> None:
    """The sheet of a letter leads to that column of 机关信息: what stands there is what the letter says."""
    for name, entry in FIELDS.items():
        if entry.office_column:
            nothing: dict[str, Any] = {entry.office_column: ""}
            blank = replace(CASE, profile=replace(CASE.profile, **nothing))
            assert entry.words(blank) != SAYS[name], name


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (
            [{}],
            "你另提出的内容相同的政府信息公开申请（登记编号：2024-004，2024年3月1日收到）与本件合并办理，一并答复。",
        ),
        (
            [{}, {"number": "2024-005", "content": "另一份清单。", "received_on": date(2024, 3, 4)}],
            "你另提出的政府信息公开申请（登记编号：2024-004，2024年3月1日收到；"
            "2024-005，2024年3月4日收到，申请公开：另一份清单）与本件合并办理，一并答复。",
        ),
        (
            [{"received_on": None, "arrived_on": date(2024, 2, 27)}],
            "你另提出的内容相同的政府信息公开申请（登记编号：2024-004，2024年2月27日收到）与本件合并办理，一并答复。",
        ),
        ([], ""),
    ],
)
def test_a_letter_names_each_request_it_answers_too(others: list[dict[str, Any]], said: str) -> None:
    merged = tuple(request(**{"id": 5, "number": "2024-004", **values}) for values in others)
    assert FIELDS["受理情况"].words(replace(CASE, merged=merged)) == SAYS["受理情况"] + said


@pytest.mark.parametrize(
    ("applicant", "you"), [("张某某", "你"), ("王某某、赵某某", "你们"), ("王某某等5人", "你们"), ("欧阳某", "你")]
)
def test_a_letter_to_several_people_speaks_to_all_of_them(applicant: str, you: str) -> None:
    """条例第三十六条: the answer goes to the applicants, and 「你」 was said to two of them."""
    assert FIELDS["你"].words(source_for(shipped()["granted"], request=request(applicant=applicant))) == you


@pytest.mark.parametrize(
    ("retention", "term"),
    [
        ("申请案卷30年；年度报告永久", "30年"),
        ("申请案卷10年；复议案卷50年", "50年"),
        ("年度报告永久", "年度报告永久"),
        ("按区档案馆规定", "按区档案馆规定"),
    ],
)
def test_a_list_of_contents_states_the_term_of_its_own_file(retention: str, term: str) -> None:
    """档案法实施条例第十九条: the office's whole table stood on the file of a request, 永久 among it."""
    source = source_for(shipped()["file-contents"], profile=office(retention=retention), review=make_review())
    assert FIELDS["保管期限"].words(source) == term
