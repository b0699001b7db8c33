"""Finding the header of a ledger and what each of its columns means; the words are those of ``import_words``."""

import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any, cast

from disclosure.column_kinds import Column, Kind, columns
from disclosure.errors import SourceUnreadableError
from disclosure.import_words import NOT_KEPT, NUMBERING
from disclosure.records import Record
from disclosure.term_base import fold
from importers.ledgers.rows import Row

HEADER_ROWS = 30
"""How far down the header is looked for, below titles and notes."""

REASON_COLUMN = "退回原因"
"""The column a refusals file adds; ignored when it comes back."""

_IGNORED = frozenset({REASON_COLUMN, NOT_KEPT})
_FEWEST_COLUMNS = 2
_TEN_THOUSAND = 10_000
_MARKS = re.compile(r"[*★※:：\s]+")
_REMARK = re.compile(r"（([^（）]*)）$")


@dataclass(frozen=True)
class Target:
    """What one column of a ledger is: an official column, nothing of ours, or (``is_ignored``) not to be kept.

    ``factor`` turns what is written into the column's unit: 10000 where the header says 万元.
    """

    name: str
    column: Column | None = None
    is_ignored: bool = False
    factor: int = 1


@dataclass(frozen=True)
class Header:
    """The header of a ledger: its row number and what each of its columns is, from the left."""

    row_number: int
    targets: tuple[Target, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns as the ledger calls them."""
        return tuple(target.name for target in self.targets)

    @cached_property
    def ignored(self) -> frozenset[int]:
        """The positions of columns that are not kept."""
        return frozenset(position for position, target in enumerate(self.targets) if target.is_ignored)

    @cached_property
    def matched(self) -> frozenset[str]:
        """The attribute names found."""
        return frozenset(target.column.name for target in self.targets if target.column)

    def is_usable_for(self, record_type: type[Record]) -> bool:
        """Whether enough columns are known, a required one among them."""
        needed = {column.name for column in columns(record_type) if column.required}
        return len(self.matched) >= _FEWEST_COLUMNS and bool(self.matched & needed)


def header_key(text: str) -> str:
    """Return the form in which column names are compared: width, blanks, asterisks and colons do not matter."""
    return _MARKS.sub("", fold(unicodedata.normalize("NFKC", text))).casefold()


def best_header(rows: Sequence[Row], record_type: type[Record], mapping: Mapping[str, str]) -> Header:
    """Return the header among the first rows that names most columns of a record type (it may name none).

    ``mapping`` gives columns of the ledger by name a field or label of ours, or "" to leave them out. Raises
    SourceUnreadableError where it names a field that does not exist.
    """
    known = _columns_by_key(cast("Hashable", record_type))
    for ours in mapping.values():
        if ours and header_key(ours) not in known:
            raise SourceUnreadableError(f"列对应关系中的“{ours}”不是{record_type.title}的栏目，请改成台账栏目的名称。")
    wanted = {header_key(theirs): known[header_key(ours)] if ours else None for theirs, ours in mapping.items()}
    found = [Header(0, ())]
    above: Row | None = None
    for row in rows[:HEADER_ROWS]:
        found.append(_header(row.number, row.cells, record_type, wanted))
        if above is not None:
            # in a header of two rows with merged cells a blank cell takes the text above
            pairs = zip_longest(row.cells, above.cells, fillvalue="")
            found.append(_header(row.number, tuple(own or other for own, other in pairs), record_type, wanted))
        above = row
    return max(found, key=lambda header: len(header.matched))


def _header(
    number: int, cells: tuple[str, ...], record_type: type[Record], wanted: Mapping[str, Column | None]
) -> Header:
    targets: list[Target] = []
    taken: set[str] = set()
    for cell in cells:
        target = _target(cell, record_type, wanted)
        if target.column and target.column.name in taken:  # a second column of one meaning is kept as a remark
            target = Target(cell)
        if target.column:
            taken.add(target.column.name)
        targets.append(target)
    return Header(number, tuple(targets))


def _target(cell: str, record_type: type[Record], wanted: Mapping[str, Column | None]) -> Target:
    key = header_key(cell)
    if key in wanted:
        return Target(cell, wanted[key], is_ignored=wanted[key] is None)
    if key in _IGNORED:
        return Target(cell, is_ignored=True)
    names = _columns_by_key(cast("Hashable", record_type))
    if key in names:
        return Target(cell, names[key])
    remark = _REMARK.search(key)
    column = names.get(key[: remark.start()]) if remark else None
    if column is None or remark is None:
        return Target(cell)
    if "万" in remark[1]:
        return Target(cell, column, factor=_TEN_THOUSAND) if column.kind is Kind.MONEY else Target(cell)
    return Target(cell, column)


@cache
def _columns_by_key(record_type: Any) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column in columns(record_type):
        for name in (column.name, column.label, column.label.removesuffix("（元）"), *column.aliases):
            found.setdefault(header_key(name), column)
    for column in columns(record_type):
        if column.is_numbering:  # most ledgers call it just that
            found.setdefault(header_key(NUMBERING), column)
    return found
