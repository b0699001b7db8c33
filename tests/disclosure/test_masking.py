"""Masks: what a passer-by may read on the screen, and what leaves the office."""

from itertools import product

import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.masking import concealed, masked, masked_prose, screened, shown_text, tells_hidden
from disclosure.records import Release, Request
from disclosure.terms import Applicant
from disclosure.wording import HIDDEN
from tests.records_factory import make_request, make_tally


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("applicant", "张某某", "张**"),
        ("applicant", "张", "张*"),
        ("agent", "", ""),
        ("identity_number", "110101190001010013", "110101********0013"),
        ("identity_number", "A1", "A*"),
        ("identity_number", "110101900101001", "110101*****1001"),
        ("identity_number", "E00000000", "E0*****00"),
        ("identity_number", "１１０１０１１９０００１０１００１Ｘ", "１１０１０１********００１Ｘ"),
        ("phone", "13800000000", "138****0000"),
        ("phone", "0571-00000000", "0571-****0000"),
        ("phone", "138 0000 0000", "138 **** 0000"),
        ("phone", "0000000", "***0000"),
        ("phone", "123", "1**"),
        ("phone", "13800000000、13900000000", "138****0000、139****0000"),
        *(
            ("phone", f"13800000000{sign}13900000000", f"138****0000{sign}139****0000")
            for sign in ("，", ",", "；", ";", "/", "\n")
        ),
        ("phone", "8880000 8880001", "***0000 ***0001"),
        ("phone", "0086-138-0000-0000", "0086-138-****-0000"),
        ("phone", "13800000000（女儿张某某）", "138****0000（女****）"),
        ("phone", "张某某13800000000", "张**138****0000"),
        ("phone", "13800000000转8001", "138****0000转8***"),
        ("phone", "Tel 0571-88880000 分机12", "Tel 0571-****0000 分机1*"),
        ("phone", "手机13800000000 Zhang", "手机138****0000 Z****"),
        ("identity_number", "张某某110101190001010013", "张**110101********0013"),
        ("identity_number", "身份证110101190001010013", "身份证110101********0013"),
        ("email", "zhang@example.invalid（张某某）", "z***@example.invalid（张**）"),
        ("address", "张某某，示例市示范区某路1号", "张****"),
        ("address", "张某某 示例市示范区某路1号", "张****"),
        ("address", "示例市示范区某某小区3号楼", "示例市示范区****"),
        ("address", "某某社区12号", "某****"),
        ("address", "示例市某路市场东3号", "示例市****"),
        ("address", "示例市示范区某路1号", "示例市示范区****"),
        ("address", "某路1号", "某****"),
        ("postcode", "350001", "35****"),
        ("email", "zhang@example.invalid", "z***@example.invalid"),
        ("email", "不详", "不*"),
        ("email", "zhang@example.invalid li@example.invalid", "z***@example.invalid l***@example.invalid"),
        ("email", "zhang @example.invalid，li@example.invalid", "z***@example.invalid，l***@example.invalid"),
        ("email", "张某@example.invalid、13800000000", "张***@example.invalid、1******"),
        ("email", "zhang@example.invalid 13800000000", "z***@example.invalid 138****0000"),
    ],
)
def test_what_leaves_the_office_keeps_its_ends_alone(name: str, text: str, hidden: str) -> None:
    assert masked(columns_by_name(Request)[name], text) == hidden


NUMBERS = ("13800001111", "13900002222", "138 0000 1111", "0571-88881111", "8888111", "0086-13800001111")


@pytest.mark.parametrize("between", [*" 　·|、，；/和或及-", "  ", "（李某）", " 或者 ", " - ", "\t", "\\"])
def test_of_several_telephones_in_one_field_none_is_told_whatever_stands_between(between: str) -> None:
    """「13800000000 13900000000」 went out as 「13800000000 139****0000」: of twenty-two digits four were hidden."""
    column = columns_by_name(Request)["phone"]
    for first, second in product(NUMBERS, NUMBERS):
        hidden = masked(column, f"{first}{between}{second}")
        shown = [sum(sign.isdigit() for sign in half) for half in (hidden[: len(first)], hidden[-len(second) :])]
        for number, left in zip((first, second), shown, strict=True):
            assert left <= sum(sign.isdigit() for sign in number) - 3, hidden


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("applicant", "张某某", "张某某"),
        ("agent", "李某某", "李某某"),
        ("postcode", "350001", "35****"),
        ("identity_number", "110101190001010013", "110101********0013"),
        ("identity_number", "", ""),
        ("phone", "13800000000", "138****0000"),
        ("email", "zhang@example.invalid", "z***@example.invalid"),
        ("content", "请寄某处，电话13800000000", "请寄某处，电话138****0000"),
        ("confirmation", "电话13800000000确认", "电话138****0000确认"),
        ("answer_number", "测试公开〔2024〕138号", "测试公开〔2024〕138号"),
    ],
)
def test_the_screen_hides_numbers_and_keeps_names(name: str, text: str, shown: str) -> None:
    assert screened(columns_by_name(Request)[name], text) == shown


def test_prose_is_masked_whatever_the_control_digit_says() -> None:
    text = "证号350100190001011234，手机13800005678，邮箱zhang@example.invalid，文号2023-001，代码113301060025123456"
    assert masked_prose(text) == (
        "证号350100********1234，手机138****5678，邮箱z***@example.invalid，文号2023-001，代码113301060025123456"
    )


@pytest.mark.parametrize("number", ["11010119900307001X", "110101199013070018", "990101-1990-0307-0011"])
def test_what_looks_like_an_identity_number_is_hidden_though_nothing_calls_it_one(number: str) -> None:
    """No place, no day or no control digit is right, and no word stands before it: still it tells who it is."""
    shown = masked_prose(f"来件写着{number}，已核对")
    assert number[6:-4] not in shown
    assert shown.startswith(f"来件写着{number[:6]}")
    assert shown.endswith("，已核对")


def test_a_number_broken_over_two_lines_is_hidden_whatever_its_control_digit_says() -> None:
    told = masked_prose("证号3501001900\n01011234，电话138\n00000000。")
    assert told == "证号350100****\n****1234，电话138\n****0000。"


def test_of_a_bank_card_four_digits_are_seen_at_each_end() -> None:
    assert masked_prose("退费账号6222020000000000000") == "退费账号6222***********0000"
    assert masked_prose("账号6222 0200 0000 0000 000。") == "账号6222 **** **** ***0 000。"


def test_a_record_names_the_columns_that_are_hidden() -> None:
    request = make_request(phone="13800000000", identity_number="", remarks="另有电话0571-88880000", content="无")
    assert [column.label for column in concealed(request)] == ["电话", "备注"]
    assert concealed(make_request(phone="", identity_number="", address="", email="")) == ()
    assert concealed(make_tally()) == ()


def test_a_release_has_no_personal_column_but_its_prose_may_hold_a_number() -> None:
    assert screened(columns_by_name(Release)["summary"], "咨询13800000000") == "咨询138****0000"


def test_a_value_is_shown_as_the_screen_may_show_it() -> None:
    columns = columns_by_name(Request)
    assert shown_text(columns["phone"], "13800000000") == "138****0000"
    assert shown_text(columns["applicant_kind"], Applicant.NATURAL_PERSON) == Applicant.NATURAL_PERSON.plain_label
    assert shown_text(columns["phone"], HIDDEN) == HIDDEN, "what is sealed and locked is not masked once more"


@pytest.mark.parametrize(
    ("known", "text", "is_told"),
    [
        ({"phone": "13800000000、13900000000"}, "请拨打13900000000", True),
        ({"phone": "13800000000"}, "请拨打138-0000-0000", True),
        ({"identity_number": "E00000000"}, "护照ｅ0000 0000", True),
        ({"address": "示例市示范区某路1号"}, "寄到示例市 示范区\n某路1号", True),
        ({"address": "示例市示范区某路1号"}, "示例市示范区某局", False),
        ({"phone": "13800000000"}, "请拨打13700000000", False),
    ],
)
def test_a_text_that_tells_a_sealed_value_is_known_for_it_however_it_is_written(
    known: dict[str, str], text: str, *, is_told: bool
) -> None:
    """A letter with the second of two telephones was shown, and nobody noted that it had been seen."""
    assert tells_hidden(text, [make_request(**known)]) is is_told
