"""Registers as ledgers: the labels as header and as values, so that an export can be imported again."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from operator import attrgetter
from pathlib import Path

from disclosure.column_kinds import Column, Kind, columns
from disclosure.masking import hiding, masked
from disclosure.records import Record
from exporters.sheets import SheetValue, write_sheet

_PROGRESS_EVERY = 500


def write_ledger(
    records: Iterable[Record],
    record_type: type[Record],
    path: Path,
    *,
    mask: bool = False,
    progress: Callable[[int], None] = lambda _done: None,
) -> int:
    """Write records of one type to a .xlsx or .csv ledger and return their number; money is in 元.

    ``mask`` hides personal values, also if they are repeated in other texts. ``progress`` is told how many are done and
    may raise CancelledError. Raises ExportError for a ledger too large for a sheet or a text not allowed in a cell of
    .xlsx, OSError if the place cannot be written.
    """
    declared = columns(record_type)
    values = partial(_masked_values, declared) if mask else _values(declared)
    count = 0

    def rows() -> Iterator[tuple[SheetValue, ...]]:
        nonlocal count
        for record in records:
            yield values(record)
            count += 1
            if count % _PROGRESS_EVERY == 0:
                progress(count)

    write_sheet(path, record_type.title, [column.label for column in declared], rows(), row_by_row=True)
    return count


def _values(declared: tuple[Column, ...]) -> Callable[[Record], tuple[SheetValue, ...]]:
    """Return a function for the values of a record; terms are converted once each, as there are few."""
    take = attrgetter(*(column.name for column in declared))
    coded = [(place, _Written(column)) for place, column in enumerate(declared) if column.kind in _WRITTEN_OUT]

    def values(record: Record) -> tuple[SheetValue, ...]:
        found = list(take(record))
        for place, written in coded:
            found[place] = written[found[place]]
        return tuple(found)

    return values


_WRITTEN_OUT = frozenset(Kind) - {Kind.TEXT, Kind.DATE, Kind.NUMBER}
"""Kinds whose values must be converted for a cell."""


class _Written(dict[object, SheetValue]):
    """The converted values of one column."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column

    def __missing__(self, value: object) -> SheetValue:
        self[value] = _value(self._column, value)
        return self[value]


def _value(column: Column, value: object) -> SheetValue:
    if value is None:
        return None
    if column.kind is Kind.MONEY:
        return Decimal(str(value)) / 100
    return value if column.kind in (Kind.DATE, Kind.NUMBER) else column.text(value)  # type: ignore[return-value]


def _masked_values(declared: tuple[Column, ...], record: Record) -> tuple[SheetValue, ...]:
    known = [(column, str(getattr(record, column.name))) for column in declared if column.personal]
    hidden, hide = {column.name: masked(column, text) for column, text in known}, hiding(known)
    values: list[SheetValue] = []
    for column in declared:
        value = hidden[column.name] if column.name in hidden else _value(column, getattr(record, column.name))
        if column.name not in hidden and isinstance(value, str):
            value = hide(value)  # the record's own personal values are hidden in its other texts, too
        values.append(value)
    return tuple(values)
