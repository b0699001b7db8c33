"""What a check says: one sentence, how grave it is, and as values all that leads to its place in the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosure.report.cells import Value


class Severity(StrEnum):
    """How grave a finding is: an error blocks 签发, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One observation of one rule.

    ``rule`` is an id of ``rules.PAGES``; ``message`` one Chinese sentence naming the cells and their values;
    ``cells`` are printed-label paths (``CellKey.path``), ``values`` what stands there, in the same order; ``quotes``
    are the words of the report it speaks of, ``part`` the part of the prose they stand in (a key of
    ``narrative.PARTS``) where neither cells nor rule tell. The sentence itself is never searched.
    """

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    quotes: tuple[str, ...] = ()
    part: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the finding makes a check fail."""
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, object]:
        """Return the finding in the shape of the report JSON (numbers as numbers, unread values as null)."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "cells": list(self.cells),
            "values": [_plain(value) for value in self.values],
        }


def _plain(value: Value) -> int | float | str | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def error(
    rule: str,
    message: str,
    cells: Sequence[str] = (),
    values: Sequence[Value] = (),
    *,
    quotes: Sequence[str] = (),
    part: str = "",
) -> Finding:
    """Return a finding that blocks."""
    return Finding(rule, Severity.ERROR, message, tuple(cells), tuple(values), tuple(quotes), part)


def warning(
    rule: str,
    message: str,
    cells: Sequence[str] = (),
    values: Sequence[Value] = (),
    *,
    quotes: Sequence[str] = (),
    part: str = "",
) -> Finding:
    """Return a finding that asks for a look."""
    return Finding(rule, Severity.WARNING, message, tuple(cells), tuple(values), tuple(quotes), part)


def info(
    rule: str,
    message: str,
    cells: Sequence[str] = (),
    values: Sequence[Value] = (),
    *,
    quotes: Sequence[str] = (),
    part: str = "",
) -> Finding:
    """Return a finding that only tells."""
    return Finding(rule, Severity.INFO, message, tuple(cells), tuple(values), tuple(quotes), part)
