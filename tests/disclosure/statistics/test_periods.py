"""Periods as offices report them: what they are called, how they are typed, which one a year before is theirs."""

from datetime import date

import pytest

from disclosure.errors import UnreadableValueError
from disclosure.report.counting import Period
from disclosure.statistics.periods import parse_period, period_name, usual_periods, year_before


@pytest.mark.parametrize(
    ("typed", "since", "until", "name", "before"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026年", ("2025-01-01", "2025-12-31")),
        ("2026H1", "2026-01-01", "2026-06-30", "2026年上半年", ("2025-01-01", "2025-06-30")),
        ("2026h2", "2026-07-01", "2026-12-31", "2026年下半年", ("2025-07-01", "2025-12-31")),
        ("2026Q1", "2026-01-01", "2026-03-31", "2026年第一季度", ("2025-01-01", "2025-03-31")),
        ("2026q4", "2026-10-01", "2026-12-31", "2026年第四季度", ("2025-10-01", "2025-12-31")),
        ("2024-02", "2024-02-01", "2024-02-29", "2024年2月", ("2023-02-01", "2023-02-28")),
        ("2025-2", "2025-02-01", "2025-02-28", "2025年2月", ("2024-02-01", "2024-02-29")),
        ("2026-01-01..2026-11-30", "2026-01-01", "2026-11-30", "2026年1月至11月", ("2025-01-01", "2025-11-30")),
        ("2025-11-01..2026-02-28", "2025-11-01", "2026-02-28", "2025年11月至2026年2月", ("2024-11-01", "2025-02-28")),
        ("2026-01-05..2026-3-2", "2026-01-05", "2026-03-02", "2026年1月5日至3月2日", ("2025-01-05", "2025-03-02")),
        ("2024-02-29..2024-02-29", "2024-02-29", "2024-02-29", "2024年2月29日", ("2023-02-28", "2023-02-28")),
        (
            "2025.12.30..2026.1.4",
            "2025-12-30",
            "2026-01-04",
            "2025年12月30日至2026年1月4日",
            ("2024-12-30", "2025-01-04"),
        ),
    ],
)
def test_a_period_by_its_writing_its_name_and_the_year_before(
    typed: str, since: str, until: str, name: str, before: tuple[str, str]
) -> None:
    period = parse_period(typed)
    assert period == Period(date.fromisoformat(since), date.fromisoformat(until))
    assert period_name(period) == name
    assert year_before(period) == Period(*map(date.fromisoformat, before))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "本季度",
        "2026-13",
        "2026-012",
        "1826",
        "2226",
        "2026Q5",
        "0026",
        "2026-03-02..2026-01-05",
        "2026-02-30..2026-03-01",
    ],
)
def test_what_is_no_period_is_told_in_a_sentence(typed: str) -> None:
    with pytest.raises(UnreadableValueError):
        parse_period(typed)


def test_a_year_has_itself_two_halves_four_quarters_and_twelve_months() -> None:
    names = [period_name(period) for period in usual_periods(2026)]
    parts = [
        "",
        "上半年",
        "下半年",
        *(f"第{number}季度" for number in "一二三四"),
        *(f"{month}月" for month in range(1, 13)),
    ]
    assert names == [f"2026年{part}" for part in parts]
