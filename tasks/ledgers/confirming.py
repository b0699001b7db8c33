"""Values that an import filled with proposals, and confirming all of them at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from disclosure.column_kinds import columns
from disclosure.progress import Progress, silent
from disclosure.records import Record
from disclosure.wording import SEPARATOR
from storage.query import Filter, Query
from storage.registers import Registers

_PERSONAL = "个人信息，不列出"


@dataclass(frozen=True)
class Unconfirmed:
    """The records of one import with unconfirmed columns, and by column how often each value was proposed.

    ``label`` says which import it was, and on which day (ISO).
    """

    label: str
    records: tuple[Record, ...]
    values: Mapping[str, Counter[str]]


def unconfirmed(registers: Registers, record_type: type[Record]) -> tuple[Unconfirmed, ...]:
    """Return what each import into a register left unconfirmed, the latest first."""
    query = Query(filters=(Filter("proposed", "is_filled"),))
    records = {record.id: record for record in registers.all(record_type, query)}
    imports: dict[tuple[int, str, str], list[Record]] = {}
    for record_id, batch in registers.batches(record_type, list(records)).items():
        imports.setdefault(batch, []).append(records[record_id])
    return tuple(
        Unconfirmed(f"{at[:10]} {label}", tuple(imports[batch, at, label]), _counted(imports[batch, at, label]))
        for batch, at, label in sorted(imports, reverse=True)
    )


def together(found: Sequence[Unconfirmed], label: str) -> Unconfirmed:
    """Return several imports as one."""
    records = tuple(record for one in found for record in one.records)
    return Unconfirmed(label, records, _counted(records))


def proposed_columns(record: Record) -> tuple[str, ...]:
    """Return the labels of the columns an import filled with proposals nobody has confirmed."""
    return tuple(filter(None, getattr(record, "proposed", "").split(SEPARATOR)))


def _counted(records: Sequence[Record]) -> dict[str, Counter[str]]:
    values: dict[str, Counter[str]] = {}
    by_label = {column.label: column for column in columns(type(records[0]))}
    for record in records:
        for label in proposed_columns(record):
            if (column := by_label.get(label)) is not None:
                shown = _PERSONAL if column.personal else column.text(getattr(record, column.name))
                values.setdefault(label, Counter())[shown] += 1
    return values


def confirm(registers: Registers, records: Sequence[Record], progress: Progress = silent) -> int:
    """Mark the columns of these records as confirmed, in one step that can be undone; return their number."""
    cleared: dict[str, Any] = {"proposed": ""}
    confirmed = [replace(record, **cleared) for record in records]
    registers.save_all(confirmed, "核对导入时按建议填写的栏目", progress=progress)
    return len(confirmed)
