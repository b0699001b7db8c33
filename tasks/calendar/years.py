"""Years of the work calendar stored in the file: entered from a notice or by hand, or reset to the shipped ones.

Before every change, the due dates it moves are computed; their list is stored with the year, so that the journal
always shows what was due before and after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from disclosure.calendar.notices import read_holiday_json
from disclosure.calendar.workdays import WorkCalendar
from disclosure.calendar.years import CalendarYear, calendar_year_from_json
from disclosure.cases.moved_dates import MovedDate, MovedDue, moved_dates, moved_dues
from disclosure.changes import Operation
from disclosure.errors import SourceUnreadableError
from disclosure.records import CalendarOverride, Duty, Release
from disclosure.releases.due_duties import moved_duties
from importers.decoding import decode_text
from importers.told_of import outside_bytes
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar, shipped_years
from tasks.today.due import open_disputes, open_requests, unpublished_releases

Moved: TypeAlias = MovedDate | MovedDue


@dataclass(frozen=True)
class CalendarChange:
    """One past change of the calendar: when (ISO instant), by whom, what, and the due dates it moved."""

    at: str
    by: str
    label: str
    moved: tuple[str, ...]


def read_year_file(path: Path) -> CalendarYear:
    """Return the year of a holiday-cn file; raises SourceUnreadableError or UnreadableValueError."""
    try:
        text = decode_text(outside_bytes(path))
    except OSError:
        text = None
    if text is None:
        raise SourceUnreadableError(f"“{path.name}”不能作为文本读取，要选择节假日数据文件（.json）。")
    return read_holiday_json(text)


def own_year(registers: Registers, year: int) -> CalendarOverride | None:
    """Return a year as entered by the office, or None if the shipped one applies."""
    return next(registers.all(CalendarOverride, Query(filters=(Filter("year", "equals", year),))), None)


def moved_by(registers: Registers, year: int, arranged: CalendarYear | None, today: date) -> tuple[Moved, ...]:
    """Return the open due dates that would move with an arrangement of a year; None: as shipped. Nothing is saved."""
    with registers.lock:
        kept = map(calendar_year_from_json, registers.calendar_overrides())
        other_years = [each for each in kept if each.year != year]
        new = WorkCalendar((*shipped_years(), *other_years, *([arranged] if arranged else ())))
        old = load_calendar(registers)
        requests = open_requests(registers)
        steps = registers.steps_by_request(request.id for request in requests)
        cases = ((request, steps.get(request.id, ())) for request in requests)
        others = (*open_disputes(registers), *unpublished_releases(registers, today))
        duties = list(registers.all(Duty))
        named = Filter("fulfils", "any_of", [duty.name for duty in duties])
        releases = list(registers.all(Release, Query(filters=(named,)))) if duties else []
        return (
            *moved_dates(cases, old, new, today),
            *moved_dues(others, old, new, today),
            *moved_duties(duties, releases, old, new, today),
        )


def keep_year(registers: Registers, arranged: CalendarYear, today: date) -> tuple[Moved, ...]:
    """Save a year of the calendar and return the due dates this moved."""
    with registers.lock:
        moved = moved_by(registers, arranged.year, arranged, today)
        before = own_year(registers, arranged.year)
        kept = CalendarOverride(
            id=before.id if before else 0,
            year=arranged.year,
            text=arranged.as_json(),
            moved=_lines(moved),
        )
        with _labelled(registers, f"录入{arranged.year}年放假安排", moved):
            registers.save(kept)
    return moved


def drop_year(registers: Registers, year: int, today: date) -> tuple[Moved, ...]:
    """Remove the office's own arrangement of a year in favour of the shipped one, and return the moved due dates."""
    with registers.lock:
        moved, own = moved_by(registers, year, None, today), own_year(registers, year)
        if own is not None:
            with _labelled(registers, f"删除录入的{year}年放假安排", moved):
                registers.remove(own, reason=_lines(moved))
    return moved


def calendar_changes(registers: Registers) -> tuple[CalendarChange, ...]:
    """Return every change of the calendar, including undone ones, newest first."""
    gone = {each.record.id: each.reason for each in registers.removed(CalendarOverride)}
    changes = []
    for entry in registers.register_history(CalendarOverride):
        text = entry.after.moved if isinstance(entry.after, CalendarOverride) else ""
        if entry.operation is Operation.REMOVE:
            text = gone.get(entry.record_id, "")
        changes.append(CalendarChange(entry.at, entry.by, entry.label, tuple(text.splitlines())))
    return tuple(reversed(changes))


@contextmanager
def _labelled(registers: Registers, text: str, moved: tuple[Moved, ...]) -> Iterator[None]:
    with registers.batch(f"{text}，变动期限{len(moved)}个" if moved else text):
        yield


def _lines(moved: tuple[Moved, ...]) -> str:
    return "\n".join(each.sentence for each in moved)
