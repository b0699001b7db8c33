"""What a check says: one sentence, how grave it is, and as values all that leads to its place or its record."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial

from disclosure.masking import masked_name
from disclosure.record_base import Record, without_people
from disclosure.report.cells import Value
from disclosure.wording import quotes_in_turn


class Severity(StrEnum):
    """How grave a finding is: an error blocks 签发, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class RecordRef:
    """The record a finding speaks of: where it can be opened, and what people call it."""

    register: str
    id: int
    number: str

    @classmethod
    def of(cls, record: Record) -> "RecordRef":
        """Return what names a record of a register."""
        return cls(record.register, record.id, record.caption)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation of one rule.

    ``rule`` is an id of ``RulePages.pages``; ``message`` one Chinese sentence naming the cells and their values;
    ``cells`` are printed-label paths (``CellKey.path``), ``values`` what stands there, in the same order; ``quotes``
    are the words of the report it speaks of, ``part`` the part of the prose they stand in (a key of
    ``narrative.PARTS``), found by the quotes where the rule does not say. The sentence itself is never searched.

    ``record`` is the record it speaks of, where it speaks of one, ``says`` the sentence without its name and ``field``
    the column it is mended in, to be said beside the record itself; ``article`` is the letter of the law. What
    ``may_be_so`` is a fact rather than a mistake: a reason settles it, and only a reason, which stays with the report.
    A part that is ``to_read`` or ``to_write`` is settled by that act alone, never by words. ``people`` are those the
    sentence names: they stay on the screen and in the office's own lists.
    """

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    quotes: tuple[str, ...] = ()
    part: str = ""
    record: RecordRef | None = None
    says: str = ""
    field: str = ""
    article: str = ""
    may_be_so: bool = False
    to_read: bool = False
    to_write: bool = False
    people: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Set quotations inside quotations apart: official labels and names of documents have quotes of their own.

        What was typed into a record may be quoted: numbers of people in it are hidden, as everywhere on the screen.
        """
        for name in ("message", "says"):
            told = getattr(self, name)
            object.__setattr__(self, name, quotes_in_turn(without_people(told) if self.record else told))

    @property
    def is_error(self) -> bool:
        """Whether the finding makes a check fail."""
        return self.severity is Severity.ERROR

    @property
    def can_be_explained(self) -> bool:
        """Whether words can settle it; other errors must be put right, and texts read or written."""
        is_doubt = self.severity is Severity.WARNING and not (self.to_read or self.to_write)
        return is_doubt or (self.may_be_so and self.is_error)

    def as_json(self) -> dict[str, object]:
        """Return the finding in the shape of the report JSON (numbers as numbers, unread values as null).

        It goes out with the report: whoever the sentence names is hidden in it.
        """
        message = self.message
        named = {quotes_in_turn(f"“{name}”")[1:-1] for name in self.people}  # as the sentence has it
        for name in sorted(named, key=len, reverse=True):
            message = message.replace(name, masked_name(name))
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": message,
            "cells": list(self.cells),
            "values": [_plain(value) for value in self.values],
            **({"record": asdict(self.record)} if self.record else {}),
            **({"article": self.article} if self.article else {}),
        }


def of_record(  # noqa: PLR0917 - the columns of every finding about a record
    rule: str,
    severity: Severity,
    record: Record,
    name: str,
    says: str,
    article: str,
    *,
    may_be_so: bool = False,
    field: str = "",
) -> Finding:
    """Return what a rule says of one record, which people call ``name``; ``says`` lacks its article and full stop."""
    said = f"{says}（{article}）。" if article else f"{says}。"
    return Finding(
        rule,
        severity,
        f"{name}：{said}",
        record=RecordRef.of(record),
        says=said,
        field=field,
        article=article,
        may_be_so=may_be_so,
    )


def _plain(value: Value) -> int | float | str | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _finding(
    severity: Severity,
    rule: str,
    message: str,
    cells: Sequence[str] = (),
    values: Sequence[Value] = (),
    *,
    quotes: Sequence[str] = (),
    part: str = "",
    may_be_so: bool = False,
) -> Finding:
    return Finding(rule, severity, message, tuple(cells), tuple(values), tuple(quotes), part, may_be_so=may_be_so)


error = partial(_finding, Severity.ERROR)
"""Return a finding that blocks; one that ``may_be_so`` until a reason is given."""
warning = partial(_finding, Severity.WARNING)
"""Return a finding that asks for a look; one that ``may_be_so`` for a reason."""
info = partial(_finding, Severity.INFO)
"""Return a finding that only tells."""
