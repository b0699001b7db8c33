"""Working days: every day since 2004 against an independent source, terms, and what is not known."""

from datetime import date, timedelta
from math import floor, radians, sin

import chinese_calendar
import pytest

from disclosure.calendar.workdays import DueDate, WorkCalendar, statutory_days
from disclosure.calendar.years import CalendarYear, NamedDay, YearStatus, calendar_year_from_json
from disclosure.errors import UnreadableValueError
from tests.disclosure.cases.cases import CALENDAR, day


def test_every_day_from_2004_to_2026_agrees_with_chinesecalendar() -> None:
    """But for 31 December 2005, a Saturday worked by 国办发明电〔2005〕35号."""
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    every_day = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    disagreeing = [one for one in every_day if CALENDAR.is_workday(one) != chinese_calendar.is_workday(one)]
    assert disagreeing == [date(2005, 12, 31)]
    assert CALENDAR.reason(date(2005, 12, 31)) == "调休上班"


VECTORS = [  # domain: received, then the ends of terms of 7, 15, 20 and 40 working days
    ("2023-12-29", "2024-01-10", "2024-01-22", "2024-01-29", "2024-02-29"),
    ("2024-02-05", "2024-02-20", "2024-03-01", "2024-03-08", "2024-04-08"),
    ("2024-09-12", "2024-09-24", "2024-10-10", "2024-10-16", "2024-11-13"),
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-09-26", "2025-10-13", "2025-10-23", "2025-10-30", "2025-11-27"),
    ("2025-12-31", "2026-01-12", "2026-01-22", "2026-01-29", "2026-03-04"),
    ("2026-02-10", "2026-02-26", "2026-03-09", "2026-03-16", "2026-04-14"),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ("2026-10-10", "2026-10-20", "2026-10-30", "2026-11-06", "2026-12-04"),
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[0])
def test_terms_end_on_the_day_the_law_says(vector: tuple[str, ...]) -> None:
    received, *ends = vector
    terms = [CALENDAR.due(day(received), count) for count in (7, 15, 20, 40)]
    assert terms == [DueDate(day(end)) for end in ends]


def test_a_case_decided_in_court_ends_on_wed_2_nov_2022() -> None:
    assert CALENDAR.due(day("2022-09-30"), 20) == DueDate(day("2022-11-02"))


def test_mon_23_nov_2026_plus_40_is_provisional_and_plus_20_is_not() -> None:
    ends = [CALENDAR.due(day("2026-11-23"), count) for count in (7, 15, 20, 40)]
    assert [end.on.isoformat() for end in ends[:3]] == ["2026-12-02", "2026-12-14", "2026-12-21"]
    assert [end.is_provisional for end in ends] == [False, False, False, True]


def test_a_term_that_starts_on_the_last_day_of_a_known_year_rests_only_on_the_next() -> None:
    assert CALENDAR.due(day("2026-12-31"), 1) == DueDate(day("2027-01-04"), is_provisional=True)
    assert WorkCalendar([CALENDAR.year(2026)]).due(day("2025-12-31"), 1) == DueDate(day("2026-01-04"))


def test_no_working_days_after_a_day_is_that_day() -> None:
    assert CALENDAR.due(day("2024-03-02"), 0) == DueDate(day("2024-03-02"))


@pytest.mark.parametrize(
    ("on", "works", "reason"),
    [
        ("2024-03-01", True, "工作日"),
        ("2024-03-02", False, "周六"),
        ("2024-03-03", False, "周日"),
        ("2024-10-01", False, "国庆节"),
        ("2024-09-29", True, "调休上班"),
        ("2024-04-05", False, "清明节"),
        ("2015-09-03", False, "抗战胜利纪念日"),
        ("2026-12-25", True, "工作日"),
        ("2026-12-28", True, "工作日（暂定）"),
        ("2025-12-31", True, "工作日"),
        ("2027-01-04", True, "工作日（暂定）"),
        ("2031-01-23", False, "春节（暂定）"),
        ("2033-09-08", False, "中秋节（暂定）"),
        ("2027-01-02", False, "周六（暂定）"),
        ("2027-05-02", False, "劳动节（暂定）"),
        ("2027-02-08", False, "春节（暂定）"),
        ("2027-09-15", False, "中秋节（暂定）"),
    ],
)
def test_every_day_has_its_reason(on: str, works: bool, reason: str) -> None:
    assert (CALENDAR.is_workday(day(on)), CALENDAR.reason(day(on))) == (works, reason)


def test_a_calendar_knows_which_years_it_knows() -> None:
    assert [CALENDAR.knows(year) for year in (2003, 2004, 2026, 2027)] == [False, True, True, False]
    assert [arranged.year for arranged in CALENDAR.years] == list(range(2004, 2027))
    assert CALENDAR.year(2027).status is YearStatus.MISSING
    assert CALENDAR.describe(day("2027-01-04")).origin == "2027年放假安排尚未公布或尚未录入"
    assert CALENDAR.describe(day("2026-01-04")).origin == "国办发明电〔2025〕7号"
    assert "chinesecalendar" in CALENDAR.year(2008).origin, "its notice was not seen twice"


def test_labour_day_has_two_days_since_2025() -> None:
    assert [named.name for named in statutory_days(2024)].count("劳动节") == 1
    assert [named.name for named in statutory_days(2031)].count("劳动节") == 2


def test_a_day_of_late_december_is_certain_only_with_the_notice_of_the_next_year() -> None:
    """The person saw 12-30 as certain in November; the notice then made it 12-29."""
    assert CALENDAR.due(day("2026-12-01"), 21) == DueDate(day("2026-12-30"), is_provisional=True)
    worked = CalendarYear(year=2027, days_worked=(NamedDay(day("2026-12-26"), "元旦"),))
    assert WorkCalendar((*CALENDAR.years, worked)).due(day("2026-12-01"), 21) == DueDate(day("2026-12-29"))
    assert CALENDAR.unknown_year(day("2026-12-01"), day("2026-12-30")) == 2027
    assert CALENDAR.describe(day("2026-12-30")).origin == "2027年放假安排尚未公布或尚未录入"


def test_a_year_marked_missing_is_not_known() -> None:
    calendar = WorkCalendar([CalendarYear(year=2027, status=YearStatus.MISSING)])
    assert not calendar.knows(2027)
    assert not calendar.is_workday(day("2027-10-01"))


def test_next_years_notice_may_reach_back_into_december_and_undo_a_day_off() -> None:
    older = CalendarYear(year=2018, days_off=(NamedDay(day("2018-12-29"), "元旦"),))
    newer = CalendarYear(
        year=2019, days_off=(NamedDay(day("2018-12-31"), "元旦"),), days_worked=(NamedDay(day("2018-12-29"), "元旦"),)
    )
    calendar = WorkCalendar([newer, older])
    assert (calendar.reason(day("2018-12-29")), calendar.reason(day("2018-12-31"))) == ("调休上班", "元旦")


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("2024-03-01", "2024-03-01", 0),
        ("2024-03-02", "2024-03-01", 0),
        ("2024-03-01", "2024-03-03", 0),
        ("2024-03-01", "2024-03-04", 1),
        ("2023-12-29", "2024-01-10", 7),
        ("2022-12-31", "2024-12-31", 500),
    ],
)
def test_working_days_between_two_days_are_counted(after: str, until: str, count: int) -> None:
    assert CALENDAR.workdays_between(day(after), day(until)) == count


def test_a_term_of_days_that_rolls_into_an_unknown_year_is_provisional() -> None:
    assert CALENDAR.calendar_days_after(day("2026-12-18"), 15).is_provisional
    assert CALENDAR.calendar_days_after(day("2026-12-14"), 15).is_provisional, "the 29th may still be moved"
    assert not CALENDAR.calendar_days_after(day("2026-12-10"), 15).is_provisional


def test_a_year_survives_being_kept_as_json() -> None:
    for year in CALENDAR.years:
        assert calendar_year_from_json(year.as_json()) == year


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"year": "x"}', '{"year": 2027, "status": "unheard"}'])
def test_another_json_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="日历年份"):
        calendar_year_from_json(text)


def test_a_year_whose_notice_cannot_be_there_yet_lacks_nothing() -> None:
    """January asked, in red, for a notice that comes out in late autumn."""
    following = WorkCalendar().year(2027)
    assert following.is_awaited(date(2026, 9, 30))
    assert following.standing(date(2026, 9, 30)) == "2027 待公布"
    assert not following.is_awaited(date(2026, 10, 1))
    assert following.standing(date(2026, 10, 1)) == "2027 缺"


def is_new_moon(on: date) -> bool:
    """Whether the moon is new on a day in China (Meeus, Astronomical Algorithms, ch. 49, the five greatest terms)."""
    days = on.toordinal() - date(2000, 1, 6).toordinal()
    count = round(days / 29.530588861)
    sun, moon, latitude = (
        radians(begin + step * count)
        for begin, step in ((2.5534, 29.1053567), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    at = 2451550.09766 + 29.530588861 * count - 0.4072 * sin(moon) + 0.17241 * sin(sun)
    at += 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * latitude) + 0.00739 * sin(moon - sun)
    return floor(at + 0.5 + 8 / 24) == on.toordinal() + 1721425


@pytest.mark.parametrize("year", range(2027, 2051))
def test_the_holidays_to_come_are_those_of_the_moon_and_the_sun(year: int) -> None:
    """全国年节及纪念日放假办法: thirteen days; 春节 from 除夕, 清明 by the sun, 端午 5/5 and 中秋 8/15 by the moon."""
    days: dict[str, list[date]] = {}
    for each in sorted(statutory_days(year)):
        days.setdefault(each.name, []).append(each.on)
    assert {name: len(known) for name, known in days.items()} == {
        "元旦": 1,
        "春节": 4,
        "清明节": 1,
        "劳动节": 2,
        "端午节": 1,
        "中秋节": 1,
        "国庆节": 3,
    }
    first, fifth, full = days["春节"][1], days["端午节"][0], days["中秋节"][0]
    assert days["春节"] == [first + timedelta(days=number) for number in (-1, 0, 1, 2)]
    assert date(year, 1, 21) <= first <= date(year, 2, 21)
    for begins in (first, fifth - timedelta(days=4), full - timedelta(days=14)):
        assert is_new_moon(begins), begins
    assert (fifth - first).days in (*range(121, 124), *range(150, 154))
    assert (full - fifth).days in (*range(98, 100), *range(127, 130))
    century = year - 2000
    assert days["清明节"] == [date(year, 4, int(century * 0.2422 + 4.81) - century // 4)]
