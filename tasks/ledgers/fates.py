"""Comparing the rows of a ledger with the register: each is new, there already, or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.column_kinds import columns_by_name
from disclosure.masking import masked_prose
from disclosure.records import Record
from disclosure.wording import listed
from importers.ledgers.reading import Reading
from importers.ledgers.rows import Row
from tasks.ledgers.known_rows import KnownRows, key_field
from tasks.ledgers.refusals import RefusedRow


@dataclass(frozen=True, slots=True)
class SortedRow:
    """A row and its fate: refused for ``reasons`` about the columns ``faulty``, there already, or new."""

    reading: Reading
    reasons: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    is_there: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it will be imported."""
        return not self.reasons and not self.is_there


def fates(known: KnownRows, readings: Iterable[Reading], *, keeps_known: bool = True) -> list[SortedRow]:
    """Return the fate of every reading in order, without details of rows there already unless ``keeps_known``.

    Rows with a number are compared first: the records they match are not available to rows without one. This also keeps
    the program from assigning a number that a later row has.
    """
    rows_by_number: dict[str, int] = {}
    found: dict[int, SortedRow] = {}
    unnumbered: list[tuple[int, Reading, Record]] = []
    for place, reading in enumerate(readings):
        if reading.record is None:
            found[place] = SortedRow(reading, reading.reasons, reading.faulty)
        elif known.number(reading.record):
            one = _with_number(known, rows_by_number, reading, reading.record)
            found[place] = _GONE_BY if one.is_there and not keeps_known else one
        else:
            unnumbered.append((place, reading, reading.record))
    left = [(place, reading, record) for place, reading, record in unnumbered if not known.use(record)]
    found |= {place: SortedRow(reading, is_there=True) for place, reading, _ in unnumbered}
    for place, reading, record in left:  # first compared as records are now, then as they were imported
        found[place] = _new_unless(known.use_as_it_came(record), reading)
    return [found[place] for place in range(len(found))]


_GONE_BY = SortedRow(Reading(Row(0, ()), "", None), is_there=True)
"""A row that is there already, without details: a ledger imported again has a hundred thousand of them."""


def _with_number(known: KnownRows, rows_by_number: dict[str, int], reading: Reading, record: Record) -> SortedRow:
    number = known.number(record)
    above = rows_by_number.get(number)
    rows_by_number.setdefault(number, reading.row.number)
    if above is None and not known.holds_number(number):
        return _new_unless(False, reading)
    key = key_field(type(record))
    label = columns_by_name(type(record))[key].label
    if above is not None:
        reason = f"{label}：“{number}”与第 {above} 行重复，要改{label}或删去一行"
        return SortedRow(reading, (reason,), (key,))
    if differing := known.differences(record):
        reason = f"{label}：“{number}”已经登记过，但{listed(differing)}不同，要在窗口中修改原记录，或改{label}"
        return SortedRow(reading, (reason,), (key,))
    return _new_unless(known.use(record), reading)


def _new_unless(is_there: bool, reading: Reading) -> SortedRow:
    return SortedRow(reading, is_there=True) if is_there else SortedRow(reading, reading.lacking, reading.faulty)


def refused_rows(rows: Sequence[SortedRow]) -> list[RefusedRow]:
    """Return the rows to return to the user, each once, even if it represents several records."""
    refused: dict[tuple[str, int], RefusedRow] = {}
    for one in rows:
        if one.reasons:
            row, sheet = one.reading.row, one.reading.sheet
            told = tuple(map(masked_prose, one.reasons))
            refused.setdefault((sheet, row.number), RefusedRow(row.number, sheet, row.cells, told))
    return list(refused.values())
