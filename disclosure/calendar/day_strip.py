"""The day strip: one entry per calendar day of a term, counted or not, with the reason and the article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.limits import TimeLimit
from disclosure.calendar.workdays import DAY, WorkCalendar


@dataclass(frozen=True)
class DayEntry:
    """One day: whether it counts, as which day of the term, and why."""

    date: date
    counts: bool
    number: int | None
    reason: str
    article: str = ""


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last`` (None: still running) that do not count."""

    first: date
    last: date | None
    reason: str
    article: str

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Turn:
    """A day that sets a full term off; it is not counted itself."""

    on: date
    reason: str
    article: str


@dataclass(frozen=True)
class Timeline:
    """What a strip is drawn from: the days that set the term off, the days left out, and the last day shown."""

    calendar: WorkCalendar
    turns: tuple[Turn, ...]
    waits: tuple[Span, ...] = ()
    pauses: tuple[Span, ...] = ()
    free: tuple[Span, ...] = ()
    ends_on: date = date.min


def strip(timeline: Timeline) -> Iterator[DayEntry]:
    """Yield every calendar day from the first that set the term off to the last."""
    turns = {turn.on: turn for turn in timeline.turns}
    day, number = timeline.turns[0].on, 0
    while day <= timeline.ends_on:
        turn, left_out = turns.get(day), _left_out(timeline, day)
        if turn is not None:
            number = 0
            yield DayEntry(day, False, None, turn.reason, turn.article)
        elif left_out is not None:
            yield DayEntry(day, False, None, left_out.reason, left_out.article)
        else:
            works = timeline.calendar.is_workday(day)
            number += works
            yield _calendar_entry(timeline.calendar, day, number if works else None)
        day += DAY


def _left_out(timeline: Timeline, day: date) -> Span | None:
    spans: Sequence[Span] = (*timeline.free, *timeline.waits, *timeline.pauses)
    return next((span for span in spans if span.holds(day)), None)


def _calendar_entry(calendar: WorkCalendar, day: date, number: int | None) -> DayEntry:
    described = calendar.describe(day)
    is_extension = number is not None and number > TimeLimit.ANSWER.length
    reason = f"{described.reason}（延长期限）" if is_extension else described.reason
    return DayEntry(day, number is not None, number, reason, TimeLimit.ANSWER.article if is_extension else "")


def term_strip(calendar: WorkCalendar, start: date, count: int) -> Iterator[DayEntry]:
    """Yield the days of a plain term of ``count`` working days: the day that sets it off, then day by day."""
    yield DayEntry(start, False, None, "起算当日，不计入期限")
    last, day, number = calendar.nth_workday_after(start, count), start + DAY, 0
    while day <= last:
        described = calendar.describe(day)
        number += described.works
        yield DayEntry(day, described.works, number if described.works else None, described.reason)
        day += DAY
