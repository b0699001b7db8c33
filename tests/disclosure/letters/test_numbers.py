"""Letter numbers follow the office's pattern, leave no silent gap and are never used twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.letters.numbers import NumberingError, number_series, repeated
from tests.letters_factory import office


def test_the_pattern_of_the_office_is_followed() -> None:
    series = number_series(office(), 2024)
    assert series.number(3) == "测街公开〔2024〕3号"
    assert series.serial("测街公开〔2024〕17号") == 17
    assert series.serial("测街公开〔2023〕17号") is None


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{code}{mark}〔{year}〕{serial}号", "测街补〔2024〕7号"),
        ("{year}-{serial:03}-{mark}", "2024-007-补"),
        ("", "测街公开〔2024〕7号"),
    ],
)
def test_patterns_may_hold_the_mark_of_the_kind(pattern: str, number: str) -> None:
    assert number_series(office(letter_numbering=pattern), 2024, "补").number(7) == number


@pytest.mark.parametrize(
    "pattern", ["{code}〔{year}〕号", "{serial}{serial}", "{name}{serial}", "{serial:x!}", "{serial", "{serial!r}"]
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str) -> None:
    with pytest.raises(NumberingError, match="文号规则"):
        number_series(office(letter_numbering=pattern), 2024)


def test_gaps_and_repetitions_are_told() -> None:
    series = number_series(office(), 2024)
    used = [series.number(1), series.number(4), series.number(4), "别的〔2024〕9号"]
    assert series.gaps(used) == (series.number(2), series.number(3))
    assert repeated(used) == (series.number(4),)


@given(st.sets(st.integers(1, 60)))
def test_the_next_number_is_new_and_closes_no_gap(used: set[int]) -> None:
    series = number_series(office(), 2024)
    numbers = [series.number(serial) for serial in used]
    following = series.serial(series.following(numbers))
    assert following == max(used, default=0) + 1
    assert len(series.gaps(numbers)) == max(used, default=0) - len(used)
