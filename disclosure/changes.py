"""What happened to records: the changes that storage reports to its listeners, and their history."""

import re
import unicodedata
from dataclasses import dataclass

from disclosure.errors import UnreadableValueError
from disclosure.records import Record
from disclosure.term_base import Term

_SHOWN_DIGITS = 16
"""Digits of a fingerprint that are shown: 64 bits, infeasible to forge and short enough to compare by eye."""

_PRINTED_DIGITS = re.compile(r"(?<![0-9A-F-])((?:[0-9A-F]{4}-?){3}[0-9A-F]{4,52})(?![0-9A-F-])")
"""A fingerprint as it is printed, in four groups, or 16 or more digits of the whole hash."""


class Operation(Term):
    """What one journal entry did to its record."""

    CREATE = "create", "新建"
    AMEND = "amend", "修改"
    REMOVE = "remove", "删除"
    RESTORE = "restore", "恢复"
    DISCARD = "discard", "撤销新建"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One record before and after; ``before`` is None for a new record, ``after`` for one that was removed.

    ``entry`` is the journal entry of the change, ``undoes`` the entry it reverses (0: none). All changes of one
    ``batch`` are one step to the user, called ``label`` (「修改 2024-013」).
    """

    operation: Operation
    register: str
    record_id: int
    before: Record | None
    after: Record | None
    label: str
    entry: int
    batch: int
    undoes: int = 0

    @property
    def record(self) -> Record:
        """The record as it is now, or as it last was."""
        known = self.after or self.before
        assert known is not None, "a change has a before or an after"
        return known


@dataclass(frozen=True, kw_only=True)
class JournalEntry:
    """One line of a record's history: when, by whom, and the values before and after (None: none, or erased)."""

    entry: int
    at: str
    by: str
    label: str
    batch: int
    operation: Operation
    register: str
    record_id: int
    undoes: int
    before: Record | None
    after: Record | None


@dataclass(frozen=True)
class JournalMark:
    """The last entry of the journal in a month (「2026-10」), with its hash, which depends on all before it."""

    month: str
    entry: int
    fingerprint: str

    @property
    def line(self) -> str:
        """The line for the foot of a printed ledger: 「2026年10月 日志至第 1234 条 指纹 0123-4567-89AB-CDEF」."""
        year, month = self.month.split("-")
        groups = "-".join(self.fingerprint[place : place + 4] for place in range(0, _SHOWN_DIGITS, 4)).upper()
        return f"{year}年{int(month)}月 日志至第 {self.entry} 条 指纹 {groups}"


def parse_fingerprint(text: str) -> str:
    """Return the digits of a fingerprint, typed alone or with the printed line around it.

    Raises UnreadableValueError where the text contains none.
    """
    found = _PRINTED_DIGITS.search(unicodedata.normalize("NFKC", text).upper())
    if found is None:
        raise UnreadableValueError(f"“{text}”不是日志指纹：它是四组各四位的数字和字母，如 0123-4567-89AB-CDEF。")
    return found[1].replace("-", "")


@dataclass(frozen=True, kw_only=True)
class Removed:
    """A record in the recycle bin: when it was removed (ISO instant) and why."""

    record: Record
    removed_at: str
    reason: str
