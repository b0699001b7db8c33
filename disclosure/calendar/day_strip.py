"""The day strip: one entry per calendar day of a term, counted or not, with the reason and the article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import CONTINUOUS, Enum, auto, verify

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DAY, WorkCalendar


@verify(CONTINUOUS)
class DayRole(Enum):
    """The role of a day in its term, independent of the wording of its reason."""

    RECEIVED = auto()
    CORRECTED = auto()
    PAID = auto()
    SET_OFF = auto()
    COUNTED = auto()
    EXTENDED = auto()
    DAY_OFF = auto()
    ROLLED = auto()
    CORRECTION_AWAITED = auto()
    OPINION_AWAITED = auto()
    PAYMENT_AWAITED = auto()
    DEFERRED = auto()
    PAUSED = auto()


@dataclass(frozen=True)
class DayEntry:
    """One day: its role in the term, its ordinal if it counts (else None), and the reason in words."""

    date: date
    role: DayRole
    number: int | None
    reason: str
    article: str = ""

    @property
    def counts(self) -> bool:
        """Whether the day counts."""
        return self.role in (DayRole.COUNTED, DayRole.EXTENDED)


@dataclass(frozen=True)
class Span:
    """The days from ``first`` to ``last`` (None: still running), which do not count."""

    first: date
    last: date | None
    role: DayRole
    reason: str
    article: str

    def holds(self, day: date) -> bool:
        """Whether the span includes the day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Turn:
    """A day that starts a full term; it is not counted itself."""

    on: date
    role: DayRole
    reason: str
    article: str


@dataclass(frozen=True)
class Timeline:
    """The data of a strip: the days that start the term, the days that do not count, and the last day shown."""

    calendar: WorkCalendar
    turns: tuple[Turn, ...]
    waits: tuple[Span, ...] = ()
    pauses: tuple[Span, ...] = ()
    free: tuple[Span, ...] = ()
    ends_on: date = date.min


def strip(timeline: Timeline) -> Iterator[DayEntry]:
    """Yield every calendar day from the first that starts the term to the last."""
    turns = {turn.on: turn for turn in timeline.turns}
    spans = (*timeline.free, *timeline.waits, *timeline.pauses)
    day, number, length = timeline.turns[0].on, 0, 0
    while day <= timeline.ends_on:
        turn, left_out = turns.get(day), next((span for span in spans if span.holds(day)), None)
        if turn is not None:
            number, length = 0, TimeLimit.ANSWER.length_on(day)
            yield DayEntry(day, turn.role, None, turn.reason, turn.article)
        elif left_out is not None:
            yield DayEntry(day, left_out.role, None, left_out.reason, left_out.article)
        else:
            works = timeline.calendar.is_workday(day)
            number += works
            yield _calendar_entry(timeline.calendar, day, number if works else None, length)
        day += DAY


def _calendar_entry(calendar: WorkCalendar, day: date, number: int | None, length: int) -> DayEntry:
    described = calendar.describe(day)
    if number is None:
        return DayEntry(day, DayRole.DAY_OFF, None, described.reason)
    if number <= length:
        return DayEntry(day, DayRole.COUNTED, number, described.reason)
    return DayEntry(day, DayRole.EXTENDED, number, f"{described.reason}（延长期限）", TimeLimit.ANSWER.article)


def term_strip(calendar: WorkCalendar, start: date, count: int) -> Iterator[DayEntry]:
    """Yield the days of a plain term of ``count`` working days, from the day that starts it."""
    yield DayEntry(start, DayRole.SET_OFF, None, "起算当日，不计入期限")
    last, day, number = calendar.nth_workday_after(start, count), start + DAY, 0
    while day <= last:
        described = calendar.describe(day)
        number += described.works
        if described.works:
            yield DayEntry(day, DayRole.COUNTED, number, described.reason)
        else:
            yield DayEntry(day, DayRole.DAY_OFF, None, described.reason)
        day += DAY
