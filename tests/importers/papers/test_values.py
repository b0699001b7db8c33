"""What a text on a paper is as a value: as people fill in forms, and as Word and scanners leave it."""

from datetime import date

import pytest

from disclosure.terms import Applicant
from importers.papers.values import (
    address,
    days,
    email,
    identity,
    is_ticked,
    kind_by_code,
    name,
    options,
    phone,
    phones,
    postcode,
    proofs,
    running,
)

CARD = "11010519491231002X"
CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张某某", "张某某"),
        (" 张　三 ", "张三"),
        ("__张某某__", "张某某"),
        ("张某某，男，1980年生", "张某某"),
        ("张某某（身份证号码见附件）", "张某某"),
        ("张某某男，35岁", "张某某"),
        ("张某某身份证110105", "张某某"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("测试建材有限公司", "测试建材有限公司"),
        ("测试（福建）科技有限公司", "测试（福建）科技有限公司"),
        ("测试(福建)建材公司（住所见附件）", "测试(福建)建材公司"),
        ("张某某（公司职员）", "张某某"),
        ("测试区建材经营\n有限公司", "测试区建材经营有限公司"),
        ("张某某 13800000000", "张某某"),
        ("签名", ""),
        ("本人", ""),
        ("盖章", ""),
        ("无", ""),
        ("12345678", ""),
        ("", ""),
        ("甲", ""),
    ],
)
def test_a_name_is_what_stands_before_a_comma_or_a_bracket(text: str, found: str) -> None:
    assert name(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CARD, ("身份证", CARD)),
        ("１１０１０５ １９４９１２３１ ００２ｘ", ("身份证", CARD)),
        ("110105491231002", ("", "110105491231002")),  # of fifteen digits, no card any more
        (CODE, ("统一社会信用代码", CODE)),
        (CODE.lower(), ("统一社会信用代码", CODE)),
        ("护照G12345678", ("", "G12345678")),
        ("G1234", ("", "")),
        ("没有", ("", "")),
    ],
)
def test_a_proof_of_identity_has_its_kind_and_its_number(text: str, found: tuple[str, str]) -> None:
    assert identity(text) == found


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (CODE, Applicant.COMPANY),
        ("51350100M000100Y43", Applicant.CHARITY),
        ("52350100M000100Y43", Applicant.CHARITY),
        ("53350100M000100Y43", Applicant.CHARITY),
        ("31350100M000100Y43", Applicant.LEGAL_SERVICE),
        ("33350100M000100Y43", Applicant.LEGAL_SERVICE),
        ("11350100M000100Y43", Applicant.OTHER),
        ("12350100M000100Y43", Applicant.OTHER),
        ("92350100M000100Y43", None),  # a person in trade
        (CARD, None),
        ("91", None),
    ],
)
def test_the_first_two_signs_of_a_code_tell_who_registered_a_body(code: str, kind: Applicant | None) -> None:
    """GB 32100: 91 a company, 51 to 53 of civil affairs, 31 and 33 of justice, 11 and 12 of the state."""
    assert kind_by_code(code) is kind


def test_cards_in_running_text_go_before_codes() -> None:
    assert proofs(f"张某某（{CARD}）和 {CODE}") == [("身份证", CARD)]
    assert proofs(f"甲公司 {CODE}") == [("统一社会信用代码", CODE)]
    assert proofs("没有") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0591-88880000", "0591-88880000"),
        ("13800000000、13900000000", "13800000000；13900000000"),
        ("13800000000 13800000000", "13800000000"),
        ("内线 6021", "内线 6021"),
        ("分机12", ""),
        ("无", ""),
    ],
)
def test_telephones_are_told_once_each_and_another_number_as_it_stands(text: str, found: str) -> None:
    assert phone(text) == found
    assert phones(text) == (found if "内线" not in text else "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zhang@example.invalid", "zhang@example.invalid"),
        ("邮箱：ｚ.w+1@mail.example.invalid，请回复", "z.w+1@mail.example.invalid"),
        ("@example.invalid", ""),
        ("zhang@example", ""),
    ],
)
def test_a_mail_address_is_found_in_its_text(text: str, found: str) -> None:
    assert email(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("350001", "350001"), ("邮编：３５０００１", "350001"), ("3500011", "3500011"), ("35000", "35000"), ("无", "")],
)
def test_a_postcode_has_six_digits_and_another_number_is_left(text: str, found: str) -> None:
    assert postcode(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("测试区测试路2号", ("测试区测试路2号", "")),
        ("测试区测试路2号，邮编：350001", ("测试区测试路2号", "350001")),
        ("测试区测试路2号（350001）", ("测试区测试路2号", "350001")),
        ("测试区测试路2号 邮政编码350001", ("测试区测试路2号", "350001")),
        ("测试区\n测试路2号。", ("测试区测试路2号", "")),
        ("测试区测试路2号，电话13800000000", ("测试区测试路2号", "")),
        ("测试区测试路2号；请寄到门卫", ("测试区测试路2号", "")),
        ("测试区 测试路", ("测试区测试路", "")),
        ("同上", ("", "")),
        ("略", ("", "")),
        ("无", ("", "")),
    ],
)
def test_an_address_ends_before_its_postcode_and_what_is_none(text: str, found: tuple[str, str]) -> None:
    assert address(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年3月5日", [date(2024, 3, 5)]),
        ("2024 年 3 月 5 日至2024年4月1日", [date(2024, 3, 5), date(2024, 4, 1)]),
        ("__2024__年_3_月_5_日", [date(2024, 3, 5)]),
        ("二Ｏ二四年三月五日", [date(2024, 3, 5)]),
        ("2024年2月30日，2024年3月1日", [date(2024, 3, 1)]),
        ("没有写", []),
    ],
)
def test_days_stand_in_their_order_and_one_that_does_not_exist_is_none(text: str, found: list[date]) -> None:
    assert days(text) == found


def test_lines_a_narrow_cell_broke_are_joined_and_items_are_not() -> None:
    assert running("关于示例路\n 改造的批复\n\n及附件") == "关于示例路改造的批复及附件"
    assert running("1.批复\n的全文\n2.附图") == "1.批复的全文\n2.附图"
    assert running(" \n ") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("☑邮寄 □自行领取", ["邮寄"]),
        ("邮寄☑ 自行领取□", ["邮寄"]),
        ("□邮寄；■当面；√电子邮件", ["当面", "电子邮件"]),
        ("[√]邮寄 [ ]当面", ["邮寄"]),
        ("（）纸质（√）电子", ["电子"]),
        ("□邮寄□当面", []),
        ("邮寄", ["邮寄"]),
        ("", []),
    ],
)
def test_what_is_ticked_stands_behind_its_tick_or_before_it(text: str, told: list[str]) -> None:
    assert options(text) == told
    assert is_ticked(text) is (text not in ("", "邮寄"))
