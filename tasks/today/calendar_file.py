"""Everything that is due, as a calendar file for a phone: no names, no content, nothing about the people concerned."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueItem
from disclosure.records import RECORD_TYPES, Duty, Litigation, Request, Review
from exporters.calendar_file import OpenDate, calendar_file
from storage.registers import Registers
from storage.whole_file import write_whole
from tasks.today.due import today_items

_NAMED = (Request.register, Review.register, Litigation.register, Duty.register)
"""Types named by their number, or duties by their name; not releases, whose title may name a person."""


def export_calendar(registers: Registers, calendar: WorkCalendar, path: Path, today: date) -> tuple[Path, int]:
    """Write every open date as an .ics file; return its path and the number of dates."""
    with registers.lock:
        dates = tuple(_dates(registers, calendar, today))
        name = f"{registers.profile().name}政府信息公开期限"
    write_whole(path, calendar_file(name, dates, today))
    return path, len(dates)


def _dates(registers: Registers, calendar: WorkCalendar, today: date) -> Iterator[OpenDate]:
    # unique to this file: another office, or this office's file of another year, uses the same numbers
    file = registers.origin[:12] or sha256(registers.profile().name.encode()).hexdigest()[:12]
    for items in today_items(registers, calendar, today, most=0).values():
        for item in items:
            if item.due_on is not None:
                what = item.record_id or item.due_on.isoformat()
                which = f"-{sha256(item.period.encode()).hexdigest()[:8]}" if item.period else ""
                yield OpenDate(  # a phone would keep only the last of two events with the same id
                    f"{item.kind.value}-{item.register}-{what}{which}@{file}.disclosure-desk",
                    item.due_on,
                    _title(registers, item),
                    item.article,
                )


def _title(registers: Registers, item: DueItem) -> str:
    named = ""
    if item.register in _NAMED and item.record_id:
        named = registers.get(RECORD_TYPES[item.register], item.record_id).caption
    return " ".join(filter(None, (item.kind.label, named, item.period))) + ("（暂定）" if item.provisional else "")
