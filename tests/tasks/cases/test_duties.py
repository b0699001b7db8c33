"""The duty calendar in a real file, one-click fulfilment, and index numbers."""

from datetime import date

import pytest

from disclosure.errors import DisclosureError
from disclosure.records import Release
from disclosure.releases.duties import DutyState
from disclosure.releases.index_numbers import IndexNumberError
from disclosure.terms import DutyCycle, ReleaseCategory
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.duties import duty_calendar, fulfil, give_index_number, link_release
from tests.records_factory import make_duty, make_profile, make_release

TODAY = date(2024, 5, 6)


def test_one_click_fulfils_the_running_quarter_like_the_one_before(registers: Registers) -> None:
    duty = make_duty()
    registers.save(duty)
    first = make_release(fulfils=duty.name, category=ReleaseCategory.ARTICLE_20_7, published_on=date(2024, 3, 1))
    registers.save(first)
    lines = duty_calendar(registers, 2024, shipped_calendar(), TODAY)
    assert [line.state for line in lines][:2] == [DutyState.FULFILLED, DutyState.RUNNING]
    release = fulfil(registers, lines[1], TODAY)
    assert registers.undo_label == f"落实 {lines[1].caption}"
    assert (release.category, release.published_on) == (ReleaseCategory.ARTICLE_20_7, TODAY)
    assert duty_calendar(registers, 2024, shipped_calendar(), TODAY)[1].releases == (release,)


def test_a_duty_of_once_is_fulfilled_by_a_release_of_any_year(registers: Registers) -> None:
    registers.save(make_duty(name="测试指南", cycle=DutyCycle.ONCE))
    registers.save(make_release(fulfils="测试指南", published_on=date(2020, 1, 2)))
    registers.save(make_release(fulfils="测试指南", published_on=date(2024, 1, 2)))
    (line,) = duty_calendar(registers, 2024, shipped_calendar(), TODAY)
    assert (line.state, len(line.releases)) == (DutyState.FULFILLED, 2)


def test_a_release_that_is_there_already_is_linked_and_not_entered_twice(registers: Registers) -> None:
    registers.save(make_duty(starts_on=date(2024, 1, 1)))
    there = registers.get(Release, registers.save(make_release(published_on=date(2024, 5, 2))).record_id)
    missed = duty_calendar(registers, 2024, shipped_calendar(), TODAY)[0]
    assert missed.state is DutyState.MISSED
    linked = link_release(registers, missed, there)
    assert duty_calendar(registers, 2024, shipped_calendar(), TODAY)[0].releases == (linked,)
    assert registers.count(Release) == 1
    unpublished = registers.get(Release, registers.save(make_release(published_on=None)).record_id)
    other = registers.get(Release, registers.save(make_release(fulfils="另一事项")).record_id)
    for refused in (unpublished, other):
        with pytest.raises(DisclosureError):
            link_release(registers, missed, refused)


def test_there_is_no_calendar_without_duties(registers: Registers) -> None:
    assert duty_calendar(registers, 2024, shipped_calendar(), TODAY) == ()


def saved(registers: Registers, **values: str) -> Release:
    return registers.get(Release, registers.save(make_release(**values)).record_id)


def test_index_numbers_follow_the_profile_and_are_given_once(registers: Registers) -> None:
    registers.save(make_profile(index_numbering="{code}/{year}-{serial:05}"))
    first = give_index_number(registers, saved(registers))
    assert first.index_number == "测街/2024-00001"
    assert give_index_number(registers, first) == first
    registers.remove(give_index_number(registers, saved(registers)))
    assert give_index_number(registers, saved(registers)).index_number == "测街/2024-00003"


@pytest.mark.parametrize(
    ("formed", "published", "year"),
    [("2023-12-28", "2024-01-05", 2024), ("2023-12-28", None, 2023), ("2023-12-28", "2023-12-29", 2023)],
)
def test_an_index_number_is_of_the_year_of_publication(
    registers: Registers, formed: str, published: str | None, year: int
) -> None:
    registers.save(make_profile(index_numbering="{code}/{year}-{serial:05}"))
    public = date.fromisoformat(published) if published else None
    kept = registers.save(make_release(formed_on=date.fromisoformat(formed), published_on=public)).record_id
    assert give_index_number(registers, registers.get(Release, kept)).index_number == f"测街/{year}-00001"


def test_an_index_number_needs_a_pattern(registers: Registers) -> None:
    with pytest.raises(IndexNumberError):
        give_index_number(registers, saved(registers))
