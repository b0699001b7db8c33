"""The words of papers that come in: one for each meaning, as it stands on paper."""

import re
from collections.abc import Mapping

import pytest

from disclosure.paper_words import DECISIONS, HALVES, JUDGMENTS, LABELS, LIKE, REMARKED, RETRIEVALS, TITLES, PaperKind

LABELLED = {
    PaperKind.APPLICATION: "姓名=applicant 申请人类型=applicant_kind 证件名称=identity_kind 身份证号码=identity_number "
    "联系电话=phone 通信地址=address 邮政编码=postcode 电子邮箱=email 委托代理人=agent 所需信息内容描述=content "
    "文件名称=content_name "
    "文件编号=content_number 索引号=content_index 载体形式=carrier 获取方式=way 提交方式=channel "
    "用途=purpose 法人代表=legal 联系人=contact 填表日期=written_on 申请人签字=signed 受理机关=respondent 工作单位=",
    PaperKind.REVIEW: "复议申请人=applicant 行政复议机关=review_body 案件编号=case_number 被申请人=respondent 第三人=",
    PaperKind.SUIT: "原告=plaintiff 案号=case_number 被告=respondent 案由=",
    PaperKind.RELEASE: "标题=name 发文字号=document_number 索引号=index_number "
    "成文日期=formed_on 发布日期=published_on "
    "发文机关=publisher 失效日期=valid_until 主题分类=",
}


@pytest.mark.parametrize("kind", LABELLED, ids=lambda kind: kind.name)
def test_a_label_leads_to_what_stands_behind_it(kind: PaperKind) -> None:
    meant = {word: name for name, words in LABELS[kind].items() for word in words.split()}
    wanted = dict(pair.split("=") for pair in LABELLED[kind].split())
    assert {word: meant.get(word) for word in wanted} == wanted
    assert set(wanted.values()) == set(LABELS[kind])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("测试法院应诉通知书", PaperKind.SUIT),
        ("行政上诉状", PaperKind.SUIT),
        ("行政复议答复通知书", PaperKind.REVIEW),
        ("驳回行政复议申请决定书", PaperKind.REVIEW),
        ("政府信息公开申请表", PaperKind.APPLICATION),
    ],
)
def test_a_title_says_what_a_paper_is(title: str, kind: PaperKind) -> None:
    assert next(one for one, ends in TITLES.items() if title.endswith(tuple(ends.split()))) is kind


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("监督投诉电话", ""),
        ("申请公开的政府信息名称", "content"),
        ("公民身份证件编号", "identity_number"),
        ("所需信息的载体形式", "carrier"),
        ("获取信息的途径", "way"),
        ("个人电子邮箱地址", "email"),
        ("本人移动电话号码", "phone"),
        ("通讯地址邮编", "postcode"),
        ("申请人现居住地址", "address"),
        ("所需政府信息用途说明", "purpose"),
        ("申请人一", "applicant"),
        ("提交的日期", "written_on"),
        ("申请人签名（捺印）", "signed"),
        ("申请公开示例路工程的招标文件", None),
    ],
)
def test_a_label_nobody_wrote_down_is_known_by_how_it_is_made(label: str, name: str | None) -> None:
    likely = LIKE[PaperKind.APPLICATION].items()
    assert next((one for one, pattern in likely if re.fullmatch(pattern, label)), None) == name


def first(patterns: Mapping[str, str], text: str) -> str | None:
    return next((code for code, one in patterns.items() if any(re.search(each, text) for each in one.split())), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("准许原告张某某撤回起诉", "withdrawn"),
        ("本案按撤诉处理", "withdrawn"),
        ("驳回原告张某某的起诉", "suit_dismissed"),
        ("驳回原告的诉讼请求", "claims_rejected"),
        ("对张某某的起诉不予立案", "not_filed"),
        ("终结诉讼", "terminated"),
        ("变更答复第二项为予以公开", "changed"),
        ("确认被告的答复无效", "declared_void"),
        ("确认被告逾期答复违法", "declared_unlawful"),
        ("撤销被告作出的答复", "revoked"),
        ("限被告于十五日内重新答复", "ordered_to_act"),
        ("责令被告履行职责", "ordered_to_act"),
        ("案件受理费五十元", None),
    ],
)
def test_what_a_judgment_says(text: str, code: str | None) -> None:
    assert first(JUDGMENTS, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("决定不予受理", "not_accepted"),
        ("驳回申请人的行政复议申请", "application_dismissed"),
        ("驳回申请人的复议请求", "request_rejected"),
        ("行政复议终止", "terminated"),
        ("经调解达成协议", "settled"),
        ("维持被申请人的答复", "upheld"),
        ("变更被申请人的答复", "changed"),
        ("确认答复无效", "declared_void"),
        ("确认答复违法", "declared_unlawful"),
        ("撤销被申请人的答复，责令其重新答复", "revoked"),
        ("责令被申请人十五日内答复", "ordered_to_act"),
    ],
)
def test_what_a_decision_says(text: str, code: str) -> None:
    assert first(DECISIONS, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("电子版", "email"),
        ("电子件，邮寄", "email"),
        ("光盘，邮寄", "disc"),
        ("纸质，自行领取", "paper"),
        ("自行领取", "inspection"),
        ("快递", "paper"),
        ("传真", "other"),
    ],
)
def test_what_an_applicant_chose(text: str, code: str) -> None:
    assert next(one for one, words in RETRIEVALS if any(word in text for word in words.split())) == code


def test_the_halves_of_a_form_and_what_goes_into_the_remarks() -> None:
    half_of = {word: half for half, words in HALVES.items() for word in words.split()}
    assert (half_of["公民"], half_of["法人或其他组织"]) == ("natural_person", "")
    assert dict(REMARKED) == {"purpose": "用途", "legal": "法定代表人", "contact": "联系人"}
