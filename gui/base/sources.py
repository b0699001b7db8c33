"""What a form may ask about the world around its record: earlier entries, other records' numbers, the calendar.

A form never holds the registers; it is given these functions, and values come back out of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from disclosure.records import Record

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_SATURDAY = 5


@dataclass(frozen=True)
class DayNote:
    """What is to be said of a day beside its date: its name, and whether offices work on it."""

    words: str
    is_working: bool = True


def weekday_note(day: date) -> DayNote:
    """Return the note of a day known only by its weekday."""
    weekday = day.weekday()
    if weekday >= _SATURDAY:
        return DayNote(f"{WEEKDAYS[weekday]} · 休息日", is_working=False)
    return DayNote(WEEKDAYS[weekday])


def _nothing(_name: str) -> Sequence[str]:
    return ()


def _unknown(_register: str, _number: str) -> str:
    return ""


def _no_effects(_record: Record) -> str:
    return ""


@dataclass(frozen=True)
class Sources:
    """Functions a form asks: earlier texts of a column, numbers of a register, what a number stands for, a day's note.

    ``choices`` returns the office's own list by the name of the profile column that holds it; ``effects`` tells what
    saving a record would change in reports begun or issued.
    """

    today: date = field(default_factory=date.today)
    earlier: Callable[[str], Sequence[str]] = _nothing
    numbers: Callable[[str], Sequence[str]] = _nothing
    describe: Callable[[str, str], str] = _unknown
    choices: Callable[[str], Sequence[str]] = _nothing
    day_note: Callable[[date], DayNote] = weekday_note
    effects: Callable[[Record], str] = _no_effects
