"""What the tests of the clock share: the shipped calendar, an invented request, and short ways to write steps."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.step_effects import with_effect
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


def ended_by(asked: Request, steps: Iterable[Step]) -> Request:
    """Return a request as the steps among these that end one leave it: with their 办理结果 and day."""
    return reduce(with_effect, (each for each in steps if each.kind.outcome is not None), asked)
