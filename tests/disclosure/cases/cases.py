"""What the tests of the clock share: the shipped calendar, an invented request, and short ways to write steps."""

from datetime import date
from typing import Any

from disclosure.calendar.workdays import WorkCalendar
from disclosure.records import Request, Step
from disclosure.terms import Applicant, Channel, StepKind
from tasks.calendar.loading import load_calendar

CALENDAR: WorkCalendar = load_calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def request(received: str | None = "2024-03-01", **changes: Any) -> Request:
    values: dict[str, Any] = {
        "id": 7,
        "number": "2024-001",
        "applicant_kind": Applicant.NATURAL_PERSON,
        "applicant": "张某某",
        "channel": Channel.COUNTER,
        "arrived_on": day(received or "2024-03-01"),
        "received_on": day(received) if received else None,
        "content": "某路改造工程的招标公告",
    }
    return Request(**{**values, **changes})


def step(kind: StepKind, on: str, **values: Any) -> Step:
    return Step(kind=kind, on=day(on), **values)
