"""Old backups go, but never the only one of a time that somebody may still ask for."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.safety.rotation import DAYS, KEPT_WHOLE, MONTHS, WEEKS, kept
from tests.samples import examples

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2024, 3, 4, 9, 0, tzinfo=ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("made", "stays"),
    [
        (
            ["2024-03-04T08:00", "2024-03-04T08:30", "2024-03-03T10:00", "2024-03-02T09:01"],
            ["2024-03-04T08:00", "2024-03-04T08:30", "2024-03-03T10:00", "2024-03-02T09:01"],
        ),
        (["2024-03-04T08:00", "2024-02-28T08:00", "2024-02-28T17:00"], ["2024-03-04T08:00", "2024-02-28T17:00"]),
        (
            ["2024-03-04T08:00", "2023-12-29T17:00", "2023-12-30T17:00", "2023-06-01T08:00"],
            ["2024-03-04T08:00", "2023-12-29T17:00", "2023-12-30T17:00", "2023-06-01T08:00"],
        ),
        (["2030-01-01T08:00", "2024-03-04T08:00"], ["2030-01-01T08:00", "2024-03-04T08:00"]),
        ([], []),
    ],
    ids=["all of two days", "one a day before that", "few need no thinning", "a clock that was wrong", "none"],
)
def test_which_backups_stay(made: list[str], stays: list[str]) -> None:
    assert kept(map(at, made), NOW) == set(map(at, stays))


def every_half_hour_of_office_time(years: int) -> list[datetime]:
    days = (NOW - timedelta(days=number) for number in range(366 * years))
    return [day.replace(hour=8 + number // 2, minute=30 * (number % 2)) for day in days for number in range(2)]


def test_six_years_of_work_leave_a_few_dozen_backups() -> None:
    made = every_half_hour_of_office_time(6)
    stays = kept(made, NOW)
    assert len([each for each in stays if each > NOW - KEPT_WHOLE]) == 4
    assert len(stays) <= 4 + DAYS + WEEKS + MONTHS + 6
    assert {each.year for each in stays} == {each.year for each in made}
    months = {(each.year, each.month) for each in stays}
    assert len(months) >= MONTHS


MINUTES = st.integers(0, 5 * 366 * 24 * 60)
INSTANTS = st.lists(MINUTES.map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=80)


@settings(max_examples=examples(50, 250))
@given(INSTANTS)
def test_the_newest_and_the_last_of_every_past_year_always_stay(made: list[datetime]) -> None:
    stays = kept(made, NOW)
    assert stays <= set(made)
    assert kept(stays, NOW) == stays
    assert all(each in stays for each in made if each > NOW - KEPT_WHOLE)
    for year in {each.year for each in made}:
        assert max(each for each in made if each.year == year) in stays


@settings(max_examples=examples(10, 50))
@given(st.lists(st.integers(1, 60), min_size=20, max_size=120))
def test_tidying_at_every_start_loses_no_day_week_or_month_that_one_tidying_would_keep(gaps: list[int]) -> None:
    now, present, made = datetime(2022, 1, 3, 8, tzinfo=ZONE), set[datetime](), []
    for gap in gaps:
        now += timedelta(hours=gap)
        made.append(now)
        present = kept({*present, now}, now)
    assert kept(made, now) == present
