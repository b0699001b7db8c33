"""Open due dates as a calendar file (.ics, RFC 5545) for a phone or an e-mail program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_MAKER = "-//Disclosure Desk//ZH"
_REMINDER = timedelta(hours=-15)
"""An all-day event begins at midnight: nine o'clock on the day before."""


@dataclass(frozen=True)
class OpenDate:
    """One due date: ``uid`` stays the same while the case is open, so that a changed date replaces the old one."""

    uid: str
    on: date
    title: str
    told: str


def calendar_file(name: str, dates: Iterable[OpenDate], today: date) -> bytes:
    """Return the dates as all-day events, each with a reminder the day before; equal dates give equal bytes."""
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - heavy, and only needed here

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in dates:
        event, alarm = Event(), Alarm()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        event.add("summary", each.title)
        event.add("description", each.told)
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.title)
        alarm.add("trigger", _REMINDER)
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
