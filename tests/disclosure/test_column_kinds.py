"""How typed and imported texts become values, and what is refused in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.column_kinds import Fen, Kind, columns, columns_by_name, official, parse_date
from disclosure.errors import UnreadableValueError
from disclosure.outcomes import Outcome
from disclosure.records import RECORD_TYPES, Record, Release, Request, Step, Tally
from disclosure.terms import ReleaseChannel

FRI_1_MAR_2024 = date(2024, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01",
        "2024/3/1",
        "2024.3.1",
        "2024年3月1日",
        "20240301",
        "２０２４年３月１日",
        " 2024 - 3 - 1 ",
        "2024-03-01 00:00:00",
        "2024-03-01T08:30",
    ],
)
def test_a_date_is_read_in_every_form_clerks_write(text: str) -> None:
    assert parse_date(text) == FRI_1_MAR_2024


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-02-30", "没有“2024-02-30”这一天"),
        ("2024-13-01", "没有“2024-13-01”这一天"),
        ("三月一日", "不是日期"),
        ("45352", "可能是 2024-03-01"),
        *((text, "不在 1949 年至 2199 年之间") for text in ("1024-03-01", "1920-03-01", "2210-03-01")),
        ("x" * 100, "…"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(UnreadableValueError, match=said):
        parse_date(text)


@given(st.dates(date(1949, 10, 1), date(2199, 12, 31)))
def test_every_date_reads_back_from_its_own_text(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day


def value(record_type: type[Record], name: str, text: str) -> Any:
    return columns_by_name(record_type)[name].parse(text)


@pytest.mark.parametrize(
    ("record_type", "name", "text", "expected"),
    [
        (Tally, "quantity", "1,472", 1472),
        (Tally, "quantity", "０", 0),
        (Tally, "quantity", "", None),
        (Tally, "amount", "12.5元", 1250),
        (Tally, "amount", "-400", -40_000),
        (Tally, "amount", "－￥12.5元", -1250),
        (Step, "amount", "\N{MINUS SIGN}0.01", -1),
        (Tally, "amount", "￥1,234.5", 123450),
        (Tally, "amount", "0.01", 1),
        (Tally, "includes_information_fee", "是", True),
        (Tally, "includes_information_fee", "否", False),
        (Tally, "includes_information_fee", "", False),
        (Request, "outcome", "6.属于四类过程性信息", Outcome.DELIBERATIVE_PROCESS),
        (Request, "outcome", "", None),
        (Request, "content", "  一条街  ", "一条街"),
        (Release, "channels", "政府门户网站；政务公开栏", (ReleaseChannel.PORTAL, ReleaseChannel.NOTICE_BOARD)),
        (Release, "channels", "档案馆、图书馆", (ReleaseChannel.ARCHIVE_OR_LIBRARY,)),
        (Release, "channels", "portal;portal", (ReleaseChannel.PORTAL,)),
        (Release, "channels", "", ()),
    ],
)
def test_a_text_becomes_the_value_its_column_holds(
    record_type: type[Record], name: str, text: str, expected: object
) -> None:
    assert value(record_type, name, text) == expected


@pytest.mark.parametrize(
    ("record_type", "name", "text", "said"),
    [
        (Tally, "quantity", "一百", "不是数字"),
        (Tally, "quantity", "1.5", "不是整数"),
        (Tally, "quantity", "-1", "大于等于 0"),
        (Tally, "quantity", "NaN", "不是数字"),
        (Tally, "quantity", "1,2", "不是数字"),
        (Tally, "quantity", "1e30", "合理数字"),
        (Tally, "quantity", "1000000000000", "合理数字"),
        (Tally, "amount", "0.001", "最多两位小数"),
        (Tally, "includes_information_fee", "也许", "“是”或“否”"),
        (Request, "applicant_kind", "外星人", "自然人、商业企业"),
        (Release, "channels", "政府门户网站；月球", "不认识“月球”"),
    ],
)
def test_a_text_that_is_no_value_is_refused_with_what_can_be_typed(
    record_type: type[Record], name: str, text: str, said: str
) -> None:
    with pytest.raises(UnreadableValueError, match=said):
        value(record_type, name, text)


def test_a_number_just_below_a_million_millions_is_still_taken() -> None:
    assert value(Tally, "quantity", "999999999999") == 999_999_999_999


def test_every_column_knows_its_kind_and_has_a_unique_label() -> None:
    for record_type in RECORD_TYPES.values():
        labels = [column.label for column in columns(record_type)]
        assert len(set(labels)) == len(labels), record_type
        assert all(column.term is not None for column in columns(record_type) if column.kind in (Kind.TERM, Kind.TERMS))


def test_an_alias_never_names_another_column() -> None:
    for record_type in RECORD_TYPES.values():
        names = [name for column in columns(record_type) for name in (column.label, column.name, *column.aliases)]
        assert len(set(names)) == len(names), record_type


def test_a_section_lasts_until_the_next_one() -> None:
    sections = [column.section for column in columns(Request)]
    assert sections[0] == "申请人"
    assert list(dict.fromkeys(sections)) == ["申请人", "收件", "办理", "其他"]


def test_values_read_back_as_people_wrote_them() -> None:
    amount = columns_by_name(Tally)["amount"]
    assert [amount.text(Fen(40000)), amount.text(Fen(1250)), amount.text(None)] == ["400", "12.5", ""]
    channels = columns_by_name(Release)["channels"]
    assert channels.text((ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE)) == "政府门户网站；政府公报"


def test_a_column_without_a_default_is_required() -> None:
    @dataclass(frozen=True)
    class Form:
        name: str = official("名称")
        note: str = official("备注", default="")

    assert [column.required for column in columns(Form)] == [True, False]


def test_a_text_that_is_refused_is_quoted_up_to_thirty_characters() -> None:
    thirty = "一" * 30
    with pytest.raises(UnreadableValueError, match=f"“{thirty}”"):
        value(Release, "formed_on", thirty)
    with pytest.raises(UnreadableValueError, match=f"“{thirty}…”"):
        value(Release, "formed_on", f"{thirty}一")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("110101199001011237", "110101199001011237"),
        ("１１０１０１ 19900101 122x", "11010119900101122X"),
        ("护E1234567x", "护E1234567x"),
        ("E12345678", "E12345678"),
        ("x", "x"),
    ],
)
def test_the_number_of_a_person_has_no_blanks_and_a_great_x(text: str, number: str) -> None:
    assert value(Request, "identity_number", text) == number


@pytest.mark.parametrize(
    ("record_type", "name", "text", "kept"),
    [
        (Request, "content", "甲\r\n乙\r丙\t丁\x07", "甲\n乙\n丙 丁"),
        (Release, "name", "甲\n乙", "甲乙"),
        (Release, "name", "2024\nreport", "2024 report"),
        (Request, "department", "党政\n办", "党政办"),
        (Request, "content", "半\ud800个", "半\ufffd个"),
    ],
)
def test_what_only_pasting_put_into_a_text_is_left_out(
    record_type: type[Record], name: str, text: str, kept: str
) -> None:
    assert value(record_type, name, text) == kept
