"""What a check finds: one sentence, its severity, and everything that leads to its place or record, as values."""

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
    """How serious a finding is: an error blocks 签发, a warning asks for a second look, an info only informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class RecordRef:
    """The record a finding is about: its register and id, and what people call it."""

    register: str
    id: int
    number: str

    @classmethod
    def of(cls, record: Record) -> "RecordRef":
        """Return the reference to a record."""
        return cls(record.register, record.id, record.caption)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation of one rule.

    ``rule`` is an id of ``RulePages.pages``; ``message`` is one Chinese sentence that names the cells and their values.
    ``cells`` are paths of printed labels (``CellKey.path``), ``values`` their values in the same order. ``quotes`` are
    the words of the report it is about, and ``part`` is the part of the prose that contains them (a key of
    ``narrative.PARTS``), found by the quotes where the rule does not give it. Nothing is ever decided by searching the
    message.

    ``record`` is the record it is about, if any, ``says`` the sentence without the record's name, and ``field`` the
    column to mend, for showing the finding beside the record. ``article`` is the article of the law. One that
    ``may_be_so`` may be a fact rather than a mistake: only a reason settles it, which is kept with the report. A part
    ``to_read`` or ``to_write`` is settled by doing that, never by a reason. ``people`` are the names in the sentence,
    which are shown in the office but not outside.
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
        """Mark quotations inside quotations, as in official labels and document titles.

        Sentences about a record may quote what was typed into it, so personal numbers in them are masked.
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
        """Whether a reason can settle it; other errors must be mended, and texts read or written."""
        is_doubt = self.severity is Severity.WARNING and not (self.to_read or self.to_write)
        return is_doubt or (self.may_be_so and self.is_error)

    def as_json(self) -> dict[str, object]:
        """Return the finding as in the report JSON, with numbers as numbers and unread values as null.

        It leaves the office with the report, so names of people are masked.
        """
        message = self.message
        named = {quotes_in_turn(f"“{name}”")[1:-1] for name in self.people}  # as they are written in the sentence
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
    """Return a finding about a record, called ``name`` in its sentence; ``says`` is given without article and stop."""
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
"""Return a finding that blocks 签发; one that ``may_be_so`` does until a reason is given."""
warning = partial(_finding, Severity.WARNING)
"""Return a finding that asks for a second look; one that ``may_be_so`` asks for a reason."""
info = partial(_finding, Severity.INFO)
"""Return a finding that only informs."""
