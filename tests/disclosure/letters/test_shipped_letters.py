"""Every shipped letter says what the law asks of it, with the right remedy and no field left open."""

from datetime import date
from typing import Any

import pytest

from disclosure.letters.filling import fill, remedy_of
from disclosure.letters.rules import Sheet, problems
from disclosure.letters.template_syntax import Addressee, LetterTemplate
from disclosure.outcomes import Outcome, Remedy
from disclosure.terms import Applicant, StepKind
from tests.letters_factory import office, request, shipped, source_for

LETTERS = shipped()
EACH = pytest.mark.parametrize("template", LETTERS.values(), ids=list(LETTERS))

BY_ARTICLE = [
    ("correction-notice", "条例第三十条", ("一次性", "补正方式", "视为放弃申请", "重新计算", "2024年5月10日")),
    ("reasons-notice", "条例第三十五条", ("数量、频次明显超过合理范围", "说明理由", "不予处理")),
    ("extension-notice", "条例第三十三条第二款", ("负责人", "同意", "延长20个工作日", "2024年5月10日")),
    ("deferral-notice", "条例第三十五条", ("理由合理", "延迟答复的合理期限")),
    ("third-party-inquiry", "条例第三十二条", ("15个工作日", "由本机关决定是否公开")),
    ("consultation-notice", "条例第三十三条第三款", ("不计算在答复期限内",)),
    ("third-party-release", "条例第三十二条", ("公共利益造成重大影响", "决定公开的理由", "测试公开内容")),
    ("joint-organ-inquiry", "条例第三十四条", ("15个工作日", "视为同意公开")),
    (
        "fee-notice",
        "国办函〔2020〕109号",
        ("收费依据", "收费标准", "收费数额", "缴纳方式", "次日起20个工作日", "视为放弃"),
    ),
    ("granted", "条例第三十六条第（二）项", ("可以公开", "提供方式")),
    ("already-public", "条例第三十六条第（一）项", ("已经主动公开", "获取的方式和途径")),
    ("partly-granted", "条例第三十七条", ("区分处理", "依据和理由", "合同第3页单价", "附件二联系电话")),
    ("state-secret", "条例第十四条", ("国家秘密", "不予公开")),
    ("forbidden-by-law", "条例第十四条", ("法律、行政法规禁止公开", "依据")),
    ("endangers-security", "条例第十四条", ("可能危及", "理由")),
    ("trade-secret", "条例第十五条", ("商业秘密", "公共利益", "征求第三方意见")),
    ("personal-privacy", "条例第十五条", ("个人隐私", "公共利益", "征求第三方意见")),
    ("internal-affairs", "条例第十六条第一款", ("内部事务信息", "理由")),
    ("deliberative-process", "条例第十六条第二款", ("过程性信息", "法律、法规、规章规定应当公开")),
    ("enforcement-file", "条例第十六条第二款", ("行政执法案卷", "法律、法规、规章规定应当公开")),
    ("not-existing", "条例第三十六条第（四）项", ("检索", "不存在")),
    ("not-this-organ", "条例第三十六条第（五）项", ("不属于本机关负责公开", "测试负责机关内容", "联系方式")),
    ("needs-creation", "条例第三十八条", ("加工、分析",)),
    ("unclear", "条例第三十条", ("补正", "仍不明确")),
    ("petition", "条例第三十九条第一款", ("不作为政府信息公开申请处理", "相应渠道")),
    ("repeated", "条例第三十六条第（六）项", ("不予重复处理", "登记编号", "作出答复")),
    ("publication", "条例第三十九条第二款", ("公开出版物", "获取的途径")),
    ("excessive", "条例第三十五条", ("明显超过合理范围", "理由不合理", "不予处理")),
    ("registry-query", "条例第三十六条第（七）项", ("特别规定",)),
    ("correction-overdue", "条例第三十条", ("视为放弃申请", "不再处理")),
    ("fee-overdue", "国办函〔2020〕109号", ("视为放弃申请", "不再处理")),
    ("amendment-notice", "条例第四十一条", ("更正",)),
]


def filled(template: LetterTemplate, **values: Any) -> Sheet:
    """The letter of the invented case with everything it was made of."""
    source = source_for(template, **values)
    return Sheet(template=template, shipped=template, source=source, letter=fill(template, source))


def test_every_document_of_the_list_has_a_template() -> None:
    assert {template.item for template in LETTERS.values()} == set(range(1, 32))


@EACH
def test_a_letter_of_a_complete_case_is_ready(template: LetterTemplate) -> None:
    sheet = filled(template)
    assert problems(sheet) == ()
    assert "{" not in sheet.letter.text
    assert "【" not in sheet.letter.text


@EACH
def test_what_a_letter_must_say_is_declared(template: LetterTemplate) -> None:
    assert template.elements
    assert template.use


@pytest.mark.parametrize(("code", "article", "phrases"), BY_ARTICLE, ids=[row[0] for row in BY_ARTICLE])
def test_a_letter_says_what_its_article_asks(code: str, article: str, phrases: tuple[str, ...]) -> None:
    text = filled(LETTERS[code]).letter.text
    number = article.removeprefix("条例").partition("、")[0]
    assert number in text
    for phrase in phrases:
        assert phrase in text


@EACH
def test_a_letter_has_exactly_the_remedy_of_its_result(template: LetterTemplate) -> None:
    sheet = filled(template)
    text, remedy = sheet.letter.text, remedy_of(template, sheet.source)
    assert text.count("应当先申请行政复议") == (remedy is Remedy.REVIEW_FIRST)
    paper = "本答复" if template.outcomes else "本告知书"  # what tells a third party is no answer
    assert text.count(f"或者自收到{paper}之日起六个月内") == (remedy is Remedy.EITHER)


def test_every_result_that_is_answered_has_a_letter_with_its_remedy() -> None:
    """Only 其他 of （六）其他处理 (撤回, 并案) is told without a letter of its own."""
    by_outcome = {outcome: template for template in LETTERS.values() for outcome in template.outcomes}
    assert set(Outcome) - set(by_outcome) == {Outcome.OTHER_HANDLING}
    for outcome, template in by_outcome.items():
        assert template.remedy is outcome.remedy


DECISIONS = ("amendment-notice", "third-party-release")
"""No answers to a request, but decisions all the same: a refused correction, a release against an objection."""


def test_process_letters_carry_no_remedy() -> None:
    for template in LETTERS.values():
        if not template.outcomes:
            assert template.remedy is (Remedy.EITHER if template.code in DECISIONS else Remedy.NONE)


@pytest.mark.parametrize("code", DECISIONS)
def test_who_is_refused_a_correction_or_objects_to_a_release_is_told_how_to_contest_it(code: str) -> None:
    text = filled(LETTERS[code]).letter.text
    assert text.count("六十日" if "六十日" in text else "60日") == 1
    assert "提起行政诉讼" in text


@pytest.mark.parametrize(
    ("grounds", "remedy"),
    [
        ("保护第三方合法权益", Remedy.REVIEW_FIRST),
        ("属于行政查询事项", Remedy.EITHER),
        ("属于行政查询事项；属于国家秘密", Remedy.REVIEW_FIRST),
        ("", Remedy.REVIEW_FIRST),
    ],
)
def test_a_partly_granted_request_is_reviewed_first_if_a_part_rests_on_articles_14_to_16(
    grounds: str, remedy: Remedy
) -> None:
    template = LETTERS["partly-granted"]
    sheet = filled(template)
    typed = {**sheet.source.typed, "不予公开理由": grounds}
    assert remedy_of(template, source_for(template, typed)) is remedy


def test_the_remedy_names_the_bodies_of_the_office() -> None:
    text = filled(LETTERS["not-existing"]).letter.text
    assert "向测试区人民政府申请行政复议" in text
    assert "向测试铁路运输法院提起行政诉讼" in text


def test_a_refusal_before_2024_left_the_choice() -> None:
    """行政复议法 made review come first only from 2024-01-01."""
    template = LETTERS["state-secret"]
    assert remedy_of(template, source_for(template, dated_on=date(2023, 12, 31))) is Remedy.EITHER


def test_letters_that_are_steps_name_them() -> None:
    steps = {template.step for template in LETTERS.values()}
    assert steps >= {
        StepKind.CORRECTION_ASKED,
        StepKind.EXTENDED,
        StepKind.REASONS_ASKED,
        StepKind.DEFERRED,
        StepKind.FEE_NOTICE,
        StepKind.THIRD_PARTY_ASKED,
        StepKind.ORGAN_ASKED,
    }


def test_an_organisation_is_addressed_as_one() -> None:
    template = LETTERS["not-existing"]
    company = request(applicant="测试公司", applicant_kind=Applicant.COMPANY)
    letter = filled(template, request=company).letter
    assert letter.addressee == "测试公司"
    assert "你单位申请公开" in letter.text


def test_a_letter_to_a_third_party_never_names_the_applicant() -> None:
    for template in LETTERS.values():
        if template.addressee is Addressee.THIRD_PARTY:
            assert "张某某" not in filled(template).letter.text


def test_an_unknown_court_is_a_doubt_and_not_a_blank() -> None:
    template = LETTERS["not-existing"]
    found = problems(filled(template, profile=office(court="")))
    assert [problem.prevents for problem in found] == [False]
    assert "管辖法院" in found[0].sentence
