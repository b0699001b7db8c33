"""Changing several records at once: the same values for all, saved like each by itself, as one step of 撤销."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from disclosure.progress import Progress, silent
from disclosure.records import Record
from storage.registers import Registers
from tasks.cases.requests import save_record

_LAST_NUMBER = re.compile(r"\d+(?=\D*\Z)")


def numbered(text: str, place: int) -> str:
    """Return a text with its last number increased by ``place``, in the same width: 「永-009」, 「永-010」."""
    return _LAST_NUMBER.sub(lambda match: str(int(match[0]) + place).zfill(len(match[0])), text)


def changed(records: Sequence[Record], values: Mapping[str, Any], counted: str = "") -> Iterator[tuple[Record, Record]]:
    """Yield each record that these values change, before and after; the text ``counted`` is counted up."""
    for place, record in enumerate(records):
        given = {**values, **({counted: numbered(values[counted], place)} if counted else {})}
        after = replace(record, **given)
        if after != record:
            yield record, after


def change_together(
    registers: Registers,
    records: Sequence[Record],
    values: Mapping[str, Any],
    label: str,
    *,
    counted: str = "",
    progress: Progress = silent,
) -> int:
    """Save the records with these values as one step called ``label``; return how many changed.

    They are read again first, so that concurrent changes are not lost. Raises NotAgreedError if an issued year would
    change without agreement, InvalidRecordError, CancelledError; then nothing is saved.
    """
    current = registers.page(type(records[0]), [record.id for record in records]) if records else []
    others = list(changed(current, values, counted))
    with registers.batch(f"{label}（{len(others)} 条）"):
        for done, (_, after) in enumerate(others, start=1):
            progress(done, len(others))
            save_record(registers, after)
    return len(others)
