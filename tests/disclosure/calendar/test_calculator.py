"""The calculator agrees with the calendar, and leaves out and adds what it is told to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from disclosure.calendar.calculator import Pause, Term, calculated
from disclosure.calendar.statutory_deadlines import Unit
from disclosure.calendar.workdays import DueDate
from tests.disclosure.cases.cases import CALENDAR, day

DAYS_OF_TEN_YEARS = some.dates(date(2016, 1, 1), date(2026, 6, 1))


@given(DAYS_OF_TEN_YEARS, some.integers(1, 60))
def test_a_plain_term_ends_where_the_calendar_says(start: date, count: int) -> None:
    assert calculated(Term(start, count), CALENDAR).due == CALENDAR.due(start, count)
    in_days = calculated(Term(start, count, Unit.DAYS), CALENDAR)
    assert in_days.due == CALENDAR.calendar_days_after(start, count)


@given(DAYS_OF_TEN_YEARS, some.integers(1, 30), some.integers(0, 20), some.integers(1, 20), some.integers(0, 15))
def test_every_day_is_told_once_and_what_is_left_out_is_added(
    start: date, count: int, extension: int, after: int, length: int
) -> None:
    pause = Pause(start + timedelta(days=after), start + timedelta(days=after + length))
    found = calculated(Term(start, count, Unit.WORKDAYS, extension, (pause,)), CALENDAR)
    assert [each.date for each in found.days] == [start + timedelta(days=n) for n in range(len(found.days))]
    counted = [each for each in found.days if each.counts]
    assert [each.number for each in counted] == list(range(1, count + extension + 1))
    assert not any(pause.first <= each.date <= pause.last for each in counted)
    assert found.due.on == found.days[-1].date


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(day("2022-09-30"), 20), DueDate(day("2022-11-02"))),
        (Term(day("2024-03-01"), 20, extension=20), DueDate(day("2024-04-28"))),  # 条例第三十三条第二款
        (Term(day("2024-03-01"), 15, Unit.DAYS), DueDate(day("2024-03-18"))),  # the 16th is a Saturday
        (Term(day("2026-12-10"), 20), DueDate(day("2027-01-08"), is_provisional=True)),
        (Term(day("2024-03-01"), 0), DueDate(day("2024-03-01"))),
    ],
)
def test_known_terms(term: Term, due: DueDate) -> None:
    assert calculated(term, CALENDAR).due == due


def test_reasons_name_what_happened_to_each_day() -> None:
    pause = Pause(day("2024-03-04"), day("2024-03-05"))
    found = calculated(Term(day("2024-03-01"), 2, extension=1, pauses=(pause,)), CALENDAR)
    assert [each.reason for each in found.days] == [
        "起算当日，不计入期限",
        "周六",
        "周日",
        "期限中止，不计入期限",
        "期限中止，不计入期限",
        "工作日",
        "工作日",
        "工作日（延长期限）",
    ]
    rolled = calculated(Term(day("2024-03-01"), 15, Unit.DAYS), CALENDAR)
    assert [each.article for each in rolled.days[-2:]] == ["民事诉讼法第八十五条"] * 2
