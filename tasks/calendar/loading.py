"""The work calendar in use: the years shipped with the program, replaced by those stored in the register file."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from disclosure.calendar.workdays import WorkCalendar
from disclosure.calendar.years import CalendarYear, calendar_year_from_json
from resources.locate import resource_path


class KeepsCalendarYears(Protocol):
    """The needed part of a register file: the years entered or changed by the office, as ``CalendarYear.as_json``."""

    def calendar_overrides(self) -> Iterable[str]:
        """Return the stored years as JSON texts, in any order."""


def load_calendar(registers: KeepsCalendarYears | None = None) -> WorkCalendar:
    """Return the calendar of a register file, or the shipped one if no file is given."""
    if registers is None:
        return shipped_calendar()
    own = [calendar_year_from_json(text) for text in registers.calendar_overrides()]
    return WorkCalendar((*shipped_years(), *own)) if own else shipped_calendar()


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the shipped years only."""
    return WorkCalendar(shipped_years())


@cache
def shipped_years() -> tuple[CalendarYear, ...]:
    """Return the years shipped in ``resources/calendar``, oldest first."""
    files = sorted(resource_path("calendar").glob("*.json"))
    return tuple(calendar_year_from_json(file.read_text(encoding="utf-8")) for file in files)
