"""Numbers and numerals: what is written is read back, whatever width, separators and script it is written in."""

import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.numerals import (
    CHINESE_DIGITS,
    NumberSeries,
    fold_width,
    parse_any,
    parse_chinese,
    parse_figure,
    parse_number,
    write_chinese,
)
from disclosure.wording import plain_number

NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=4)


def widened(text: str) -> str:
    """Return a text as a Chinese keyboard types it."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def same(number: int | Decimal | None, expected: int | Decimal) -> bool:
    """Whether a number was read, and as a whole one where it is whole."""
    is_whole = expected == int(expected)
    return number is not None and number == expected and isinstance(number, int) == is_whole


@given(NUMBERS)
def test_a_number_is_read_with_separators_and_in_either_width(number: int | Decimal) -> None:
    for text in (plain_number(number), f"{number:,}", widened(f"{number:,}"), f" {number}\u3000"):
        assert same(parse_number(text), number)
        assert same(parse_figure(text), number)
        assert same(parse_any(text), number)


@given(st.integers(0, 10**9), st.sampled_from(("件", "条", "宗", "起", "万元", "元")))
def test_a_printed_figure_may_have_its_unit_and_an_aside(number: int, unit: str) -> None:
    assert parse_figure(f"{number}{unit}") == parse_figure(f"{number:,} {unit}（其中修订16件）") == number
    assert parse_number(f"{number}{unit}") is None


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    for read in (parse_number, parse_figure, parse_any):
        number = read(text)
        assert number is None or plain_number(number)


@pytest.mark.parametrize(
    "text", ["", "/", "—", "减4", "1,2", "12,34", "1.2.3", "1_000", "NaN", "Infinity", "1." + "0" * 40]
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert parse_number(text) is None
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("5e-05", Decimal("0.00005")), (".5", Decimal("0.5")), ("1E3", 1000), ("+3", 3)]
)
def test_numbers_as_programs_write_them(text: str, number: int | Decimal) -> None:
    assert parse_number(text) == number


@given(st.integers(0, 9999))
def test_a_chinese_numeral_is_read_as_it_was_written(number: int) -> None:
    assert parse_chinese(write_chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_number_of_more_than_four_places_or_less_than_nothing_is_not_written(number: int) -> None:
    assert parse_chinese(write_chinese(9_999)) == 9_999
    with pytest.raises(ValueError, match=str(number)):
        write_chinese(number)


@given(st.integers(1000, 9999))
def test_a_year_is_read_digit_by_digit(year: int) -> None:
    for zero in "〇○零Ｏ":
        assert (
            parse_chinese("".join(zero if digit == "0" else write_chinese(int(digit)) for digit in str(year))) == year
        )


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1005, "一千零五"),
    ],
)
def test_numerals_are_written_as_headings_are_numbered(number: int, written: str) -> None:
    assert write_chinese(number) == written


@given(st.text("".join(CHINESE_DIGITS) + "十百千", max_size=6))
def test_any_run_of_numerals_is_a_number_or_none(text: str) -> None:
    number = parse_chinese(text)
    assert number is None or number >= 0


@pytest.mark.parametrize("text", ["", "十十", "二三十", "十百", "甲", "十件"])
def test_numerals_that_make_no_number_are_none(text: str) -> None:
    assert parse_chinese(text) is None


def test_every_wide_sign_folds_as_unicode_says() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if unicodedata.east_asian_width(sign) == "F" and len(folded := unicodedata.normalize("NFKC", sign)) == 1:
            if folded.isascii():
                assert fold_width(sign) == folded
        elif unicodedata.east_asian_width(sign) != "F":
            assert fold_width(sign) == sign


@given(st.text())
def test_folding_keeps_every_sign_at_its_place(text: str) -> None:
    assert len(fold_width(text)) == len(text)
    assert fold_width(fold_width(text)) == fold_width(text)


def test_a_bar_code_is_no_running_number() -> None:
    """The next letter had the number after it."""
    series = NumberSeries("测街〔2024〕", "号")
    assert series.following([f"测街〔2024〕{6901234567892}号", "测街〔2024〕3号"]) == "测街〔2024〕4号"
    assert series.following(["测街〔2024〕000000000012号"]) == "测街〔2024〕13号"


def test_a_run_of_more_digits_than_any_amount_has_is_no_figure() -> None:
    assert parse_figure("1" * 24) == int("1" * 24)
    assert parse_figure("1" * 25) is None
