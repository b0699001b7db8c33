"""What changes when next year's notice is entered, or one day by hand."""

from disclosure.calendar.workdays import WorkCalendar, statutory_days
from disclosure.calendar.years import CalendarYear, NamedDay, YearStatus
from disclosure.cases.moved_dates import moved_dates
from disclosure.outcomes import Outcome
from tests.disclosure.cases.cases import CALENDAR, day, request

_NEW_DAY = NamedDay(day("2027-01-04"), "元旦")
ENTERED = CalendarYear(year=2027, notice="测试通知", days_off=(*statutory_days(2027), _NEW_DAY))
NEW = WorkCalendar((*CALENDAR.years, ENTERED))


def test_open_requests_whose_date_moves_or_becomes_certain_are_listed() -> None:
    moved, certain = request("2026-12-10", number="2026-013"), request("2026-11-23", number="2026-012")
    done = request("2026-12-10", outcome=Outcome.GRANTED, answered_on=day("2026-12-11"))
    early = request("2026-11-02")
    cases = [(one, ()) for one in (moved, certain, done, early)]
    listed = [found.sentence for found in moved_dates(cases, CALENDAR, NEW, day("2026-12-12"))]
    assert listed == ["2026-013 的答复期限由2027年1月8日（暂定）改为2027年1月11日"]


def test_a_date_in_the_last_days_of_december_becomes_certain_with_the_notice() -> None:
    (found,) = moved_dates([(request("2026-12-03"), ())], CALENDAR, NEW, day("2026-12-12"))
    assert found.sentence == "2024-001 的答复期限由2026年12月31日（暂定）改为2026年12月31日"


def test_a_date_that_only_becomes_certain_is_listed_too() -> None:
    plain = WorkCalendar((*CALENDAR.years, CalendarYear(year=2027, days_off=statutory_days(2027))))
    (found,) = moved_dates([(request("2026-12-10"), ())], CALENDAR, plain, day("2026-12-12"))
    assert found.sentence == "2024-001 的答复期限由2027年1月8日（暂定）改为2027年1月8日"


def test_an_unconfirmed_request_has_no_date_to_move() -> None:
    assert list(moved_dates([(request(None), ())], CALENDAR, NEW, day("2026-12-12"))) == []


def test_a_day_entered_by_hand_replaces_what_was_known_of_it() -> None:
    year = CALENDAR.year(2026)
    stopped = year.with_day(day("2026-07-01"), works=False, name="台风停工")
    assert WorkCalendar([stopped]).reason(day("2026-07-01")) == "台风停工"
    worked = stopped.with_day(day("2026-07-01"), works=True, name="加班")
    assert WorkCalendar([worked]).is_workday(day("2026-07-01"))
    assert worked.with_day(day("2026-07-01"), works=False, name="台风停工") == stopped
    assert CALENDAR.year(2027).with_day(day("2027-03-01"), works=False, name="假").status is YearStatus.MISSING
