"""What a form may look up beyond its record: earlier entries, other records' numbers, the calendar.

A form never has access to the registers; it is given these functions and returns values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import partial

from disclosure.calendar.workdays import DayKind, WorkCalendar
from disclosure.checks.records.rows import row_doubts
from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.odd_values import odd_values
from disclosure.records import LEDGERS, Record, Step
from gui.base.signs import Sign
from storage.query import Query
from storage.registers import Registers
from tasks.cases.requests import save_record, save_step
from tasks.cases.taken_numbers import taken_number
from tasks.report.effects import effects_of

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_SATURDAY = 5
_FOUND_OFFERED = 3
_REFERENCES_OFFERED = 500


class Severity(Enum):
    """The severity of a note beside a field, and its role in the style sheet."""

    HINT = "secondary"
    DOUBT = "attention"
    PROBLEM = "problem"

    @property
    def sign(self) -> Sign | None:
        """The sign before the note, for users who cannot tell colours apart."""
        return _SIGNS.get(self)


_SIGNS = {Severity.DOUBT: Sign.DOUBT, Severity.PROBLEM: Sign.WRONG}


@dataclass(frozen=True)
class Note:
    """A note beside a field, with its severity."""

    words: str = ""
    severity: Severity = Severity.HINT


NOTHING = Note()


def weekday_note(day: date) -> Note:
    """Return the note of a day known only by its weekday; a doubt if offices are closed."""
    if day.weekday() >= _SATURDAY:
        return Note(f"{WEEKDAYS[day.weekday()]} · 休息日", Severity.DOUBT)
    return Note(WEEKDAYS[day.weekday()])


def day_note(calendar: WorkCalendar, day: date) -> Note:
    """Return the calendar's note of a day, with its reason unless that is just the weekday."""
    known, told = calendar.describe(day), WEEKDAYS[day.weekday()]
    if known.is_provisional or known.kind not in (DayKind.WORKDAY, DayKind.WEEKEND):
        told = f"{told} · {known.reason}"
    return Note(told) if known.works else Note(f"{told} · 非工作日", Severity.DOUBT)


def _nothing(_name: str) -> Sequence[str]:
    return ()


def _nothing_found(_register: str, _words: str) -> Sequence[str]:
    return ()


def _unknown(_register: str, _number: str) -> str:
    return ""


def _no_effects(_record: Record) -> str:
    return ""


def _no_doubts(record: Record) -> Mapping[str, str]:
    return odd_values(record)


@dataclass(frozen=True)
class Sources:
    """Functions for a form: earlier texts of a column, numbers of a register, the record of a number, a day's note.

    ``found`` returns the numbers of a few records of a register that contain some words, newest first. ``choices``
    returns the office's own list by the name of the profile's column; ``effects`` what saving a record would change in
    reports begun or issued, ``doubts`` what is doubtful about it, by column.
    """

    today: date = field(default_factory=date.today)
    earlier: Callable[[str], Sequence[str]] = _nothing
    numbers: Callable[[str], Sequence[str]] = _nothing
    describe: Callable[[str, str], str] = _unknown
    found: Callable[[str, str], Sequence[str]] = _nothing_found
    choices: Callable[[str], Sequence[str]] = _nothing
    day_note: Callable[[date], Note] = weekday_note
    effects: Callable[[Record], str] = _no_effects
    doubts: Callable[[Record], Mapping[str, str]] = _no_doubts


def _named_by(registers: Registers, register: str, words: str) -> list[str]:
    """Return the numbers of the few newest records of a register that contain some words."""
    alike = registers.all(LEDGERS[register], Query(text=words, descending=True, limit=_FOUND_OFFERED))
    return [str(getattr(record, "number", "") or getattr(record, "name", "")) for record in alike]


def sources_of(
    registers: Registers,
    record_type: type[Record],
    calendar: Callable[[], WorkCalendar],
    today: date,
    is_open: Callable[[], bool],
) -> Sources:
    """Return the sources for the forms of an open file; a form hidden by the lock may outlive the file."""

    def numbers(register: str) -> list[str]:
        offered = registers.all(LEDGERS[register], Query(descending=True, limit=_REFERENCES_OFFERED))
        return [str(getattr(record, "number", "") or getattr(record, "name", "")) for record in offered]

    def describe(register: str, number: str) -> str:
        record = registers.named(LEDGERS[register], number)
        if record is None:
            return ""
        told = ("applicant", "plaintiff", "content", "court")
        words = [masked_prose(str(getattr(record, name, "") or "")) for name in told]
        return " · ".join(word.replace("\n", " ")[:24] for word in words if word) or record.title

    def choices(column: str) -> list[str]:
        text = str(getattr(registers.profile(), column))
        return [part.strip() for part in text.replace(";", "；").split("；") if part.strip()]

    def effects(record: Record) -> str:
        """Return what saving would change in reports begun or issued, a sentence per year; empty if nothing."""

        def save() -> object:
            return save_step(registers, record) if isinstance(record, Step) else save_record(registers, record)

        if not is_open():
            return ""
        try:
            return "\n".join(effect.sentence for effect in effects_of(registers, save, today, record))
        except DisclosureError:  # the form itself shows what prevents saving
            return ""

    def doubts(record: Record) -> dict[str, str]:
        """Return the doubts about a record by itself, and any other record with its number."""
        taken = taken_number(registers, record) if is_open() else {}
        return {**taken, **row_doubts(record, calendar(), today)}

    return Sources(
        today=today,
        earlier=lambda name: registers.most_used(record_type, name),
        numbers=numbers,
        describe=describe,
        found=partial(_named_by, registers),
        choices=choices,
        day_note=lambda day: day_note(calendar(), day),
        effects=effects,
        doubts=doubts,
    )
