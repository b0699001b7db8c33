"""What becomes of each row of a ledger beside what the register holds: new, there already, or refused."""

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
    """A row and its fate: refused for ``reasons``, about the columns ``faulty``; there already; or new."""

    reading: Reading
    reasons: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    is_there: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it comes in."""
        return not self.reasons and not self.is_there


def fates(known: KnownRows, readings: Iterable[Reading], *, keeps_known: bool = True) -> list[SortedRow]:
    """Return the fate of every reading, in their order; what is there already is let go unless ``keeps_known``.

    Rows with a number are looked at first: what they account for is not there for the rows without one. That also keeps
    a number given by the program from being one that stands further down.
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
    for place, reading, record in left:  # what a record is accounts for it before what one was
        found[place] = _new_unless(known.use_as_it_came(record), reading)
    return [found[place] for place in range(len(found))]


_GONE_BY = SortedRow(Reading(Row(0, ()), "", None), is_there=True)
"""A row that is there already, of which nothing more is asked: a ledger imported again has a hundred thousand."""


def _with_number(known: KnownRows, rows_by_number: dict[str, int], reading: Reading, record: Record) -> SortedRow:
    number = known.number(record)
    above = rows_by_number.get(number)
    rows_by_number.setdefault(number, reading.row.number)
    if above is None and not known.holds_number(number):
        return _new_unless(False, reading)
    key = key_field(type(record))
    label = columns_by_name(type(record))[key].label
    if above is not None:
        reason = f"{label}：“{number}”与第 {above} 行重复，请改{label}或删去一行"
        return SortedRow(reading, (reason,), (key,))
    if differing := known.differences(record):
        reason = f"{label}：“{number}”已经登记过，但{listed(differing)}不同，请在窗口中修改原记录，或改{label}"
        return SortedRow(reading, (reason,), (key,))
    return _new_unless(known.use(record), reading)


def _new_unless(is_there: bool, reading: Reading) -> SortedRow:
    return SortedRow(reading, is_there=True) if is_there else SortedRow(reading, reading.lacking, reading.faulty)


def refused_rows(rows: Sequence[SortedRow]) -> list[RefusedRow]:
    """Return the rows that go back; one of several records goes back once."""
    refused: dict[tuple[str, int], RefusedRow] = {}
    for one in rows:
        if one.reasons:
            row, sheet = one.reading.row, one.reading.sheet
            told = tuple(map(masked_prose, one.reasons))
            refused.setdefault((sheet, row.number), RefusedRow(row.number, sheet, row.cells, told))
    return list(refused.values())
