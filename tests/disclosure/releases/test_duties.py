"""The duty calendar: periods, what fulfils them, and the release that would."""

from datetime import date

import pytest

from disclosure.records import Duty, Release
from disclosure.releases.due_duties import duty_items
from disclosure.releases.duties import DutyLine, DutyState, duty_lines, release_of
from disclosure.terms import DocumentKind, DutyCycle, ReleaseCategory, ReleaseChannel
from tasks.calendar.loading import shipped_calendar
from tests.records_factory import make_duty, make_release

TODAY = date(2024, 5, 6)


YEAR = date(2024, 1, 1), date(2024, 12, 31)


def lines(duty: Duty, *releases: Release, today: date = TODAY) -> tuple[DutyLine, ...]:
    return duty_lines(duty, releases, YEAR, shipped_calendar(), today)


@pytest.mark.parametrize(
    ("cycle", "count", "first_due"),
    [
        (DutyCycle.MONTHLY, 12, date(2024, 3, 4)),
        (DutyCycle.QUARTERLY, 4, date(2024, 4, 28)),
        (DutyCycle.YEARLY, 1, date(2025, 2, 5)),
    ],
)
def test_a_duty_comes_round_and_is_due_after_the_period_it_reports_on(
    cycle: DutyCycle, count: int, first_due: date
) -> None:
    found = lines(make_duty(cycle=cycle, starts_on=date(2024, 1, 1)))
    assert (len(found), found[0].due_on) == (count, first_due)


def test_each_quarter_is_fulfilled_by_what_was_published_in_it() -> None:
    duty = make_duty()
    in_march = make_release(fulfils=duty.name, published_on=date(2024, 3, 31))
    other = make_release(fulfils="另一事项", published_on=date(2024, 5, 1))
    unpublished = make_release(fulfils=duty.name, published_on=None)
    found = lines(duty, in_march, other, unpublished)
    assert [line.state for line in found] == [
        DutyState.FULFILLED,
        DutyState.RUNNING,
        DutyState.AHEAD,
        DutyState.AHEAD,
    ]
    assert found[0].releases == (in_march,)
    assert found[0].name == "测试街道运行经费季度公示（2024年第1季度）"


def test_what_is_entered_ahead_has_not_fulfilled_its_duty_yet() -> None:
    """A day in September, entered in May for the first quarter: 「已公开」, and 今日 asked for nothing."""
    duty = make_duty(starts_on=date(2024, 1, 1))
    ahead = make_release(fulfils=duty.name, fulfils_period=date(2024, 1, 1), published_on=date(2024, 9, 2))
    assert lines(duty, ahead)[0].state is DutyState.MISSED
    asked = {item.period for item in duty_items(duty, [ahead], shipped_calendar(), TODAY)}
    assert "2024年第1季度" in asked
    assert lines(duty, ahead, today=date(2024, 9, 2))[0].state is DutyState.FULFILLED


def test_a_quarter_nobody_published_in_is_missed() -> None:
    assert lines(make_duty(starts_on=date(2024, 1, 1)))[0].state is DutyState.MISSED


@pytest.mark.parametrize("cycle", [DutyCycle.MONTHLY, DutyCycle.QUARTERLY, DutyCycle.YEARLY])
@pytest.mark.parametrize("starts_on", [None, date(2024, 2, 1)])
@pytest.mark.parametrize("published", [None, date(2024, 2, 20), date(2024, 4, 10), date(2024, 7, 3)])
def test_today_and_the_card_ask_for_the_same_periods(
    cycle: DutyCycle, starts_on: date | None, published: date | None
) -> None:
    """Of a duty without 起始 今日 asked nothing while its card, 考核自评 and 交接 called three quarters missed.

    And what it asked for while a quarter ran was gone the day after, before it was due.
    """
    duty = make_duty(cycle=cycle, starts_on=starts_on)
    releases = [make_release(fulfils=duty.name, published_on=published)] if published else []
    for today in (date(2024, 2, 5), date(2024, 4, 9), date(2024, 4, 29), date(2024, 7, 8), date(2024, 12, 31)):
        span = date(2023, 1, 1), today
        asked = duty_lines(duty, releases, span, shipped_calendar(), today)
        open_lines = [line for line in asked if line.state is not DutyState.FULFILLED]
        items = list(duty_items(duty, releases, shipped_calendar(), today))
        assert [item.period for item in items] == [line.period.name for line in open_lines if line.period]
        missed = {line.period for line in open_lines if line.state is DutyState.MISSED}
        assert starts_on is not None or not missed, "nobody knows whether it had to be published before"
        running = [line for line in asked if line.period and line.period.first <= today <= line.period.last]
        assert published or running, "the period that runs is asked for, whatever else"


def test_what_was_asked_for_while_it_ran_is_asked_for_until_it_is_due() -> None:
    for today, asked in ((date(2024, 3, 31), True), (date(2024, 4, 28), True), (date(2024, 4, 29), False)):
        items = duty_items(make_duty(), (), shipped_calendar(), today)
        assert ("2024年第1季度" in [item.period for item in items]) is asked


@pytest.mark.parametrize(("cycle", "first"), [(DutyCycle.MONTHLY, "2023年6月"), (DutyCycle.QUARTERLY, "2021年第3季度")])
def test_a_duty_nobody_fulfilled_is_asked_for_as_far_back_as_a_dozen_periods(cycle: DutyCycle, first: str) -> None:
    duty = make_duty(cycle=cycle, starts_on=date(2015, 1, 1))
    items = list(duty_items(duty, (), shipped_calendar(), TODAY))
    assert (len(items), items[0].period) == (12, first)


def test_the_office_may_give_itself_less_time() -> None:
    begins = date(2024, 1, 1)
    five, none = (make_duty(due_workdays=days, starts_on=begins) for days in (5, 0))
    assert lines(five)[0].due_on == date(2024, 4, 8), "4 to 6 April off, Sunday the 7th worked"
    assert lines(none)[0].due_on == date(2024, 3, 31)


def test_what_is_published_after_the_quarter_reports_on_it() -> None:
    duty = make_duty(starts_on=date(2024, 1, 1))
    in_april = make_release(fulfils=duty.name, published_on=date(2024, 4, 12))
    states = [line.state for line in lines(duty, in_april)]
    assert states[:2] == [DutyState.FULFILLED, DutyState.RUNNING]
    late = make_release(fulfils=duty.name, published_on=date(2024, 5, 6), fulfils_period=date(2024, 1, 1))
    assert lines(duty, late)[0].state is DutyState.FULFILLED, "said to be for the first quarter, however late"


def test_a_duty_is_asked_for_from_its_beginning_to_its_end() -> None:
    found = lines(make_duty(cycle=DutyCycle.MONTHLY, starts_on=date(2024, 3, 10), ends_on=date(2024, 5, 2)))
    assert [line.period.first.month for line in found if line.period] == [3, 4, 5]
    last = date(2024, 12, 31)
    assert len(lines(make_duty(starts_on=last))) == 1, "the year's last day is still of the year"
    assert lines(make_duty(starts_on=date(2025, 1, 1))) == ()
    assert lines(make_duty(ends_on=date(2023, 1, 1))) == ()


def test_a_duty_of_once_is_one_line_fulfilled_by_any_release() -> None:
    duty = make_duty(name="测试指南", cycle=DutyCycle.ONCE, starts_on=date(2024, 4, 1))
    assert [line.state for line in lines(duty)] == [DutyState.MISSED]
    (done,) = lines(duty, make_release(fulfils="测试指南", published_on=date(2023, 1, 1)))
    assert (done.state, done.name, done.period) == (DutyState.FULFILLED, "测试指南", None)
    assert lines(make_duty(cycle=DutyCycle.ONCE))[0].state is DutyState.RUNNING


def test_the_release_that_fulfils_a_period_is_filled_from_the_duty() -> None:
    duty = make_duty(starts_on=date(2024, 1, 1), channels=(ReleaseChannel.NOTICE_BOARD,), department="财政所")
    release = release_of(lines(duty)[0], TODAY)
    assert (release.name, release.fulfils) == ("测试街道运行经费季度公示（2024年第1季度）", duty.name)
    assert (release.formed_on, release.published_on) == (TODAY, TODAY)
    assert release.fulfils_period == date(2024, 1, 1)
    assert release_of(lines(make_duty(cycle=DutyCycle.ONCE))[0], TODAY).fulfils_period is None
    assert (release.channels, release.department) == ((ReleaseChannel.NOTICE_BOARD,), "财政所")
    assert (release.document_kind, release.category) == (DocumentKind.OTHER, ReleaseCategory.ARTICLE_20_15)


def test_and_otherwise_from_the_release_before_it() -> None:
    before = make_release(category=ReleaseCategory.ARTICLE_20_7, statistics_category="机构职能类", department="财政所")
    release = release_of(lines(make_duty())[0], TODAY, before)
    assert (release.category, release.statistics_category) == (ReleaseCategory.ARTICLE_20_7, "机构职能类")
    assert (release.channels, release.department) == (before.channels, "财政所")
