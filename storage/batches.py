"""Many records as parts that can be written together."""

from collections.abc import Iterator
from itertools import groupby

from disclosure.records import Draft, Profile, Record

CHUNK = 1_000
"""New records written at once."""


def parts(records: list[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Yield runs of records that can be written together, and how many are then done."""
    done = 0
    for (_, is_new), run in groupby(records, key=lambda record: (type(record), is_plainly_new(record))):
        members = list(run)
        size = CHUNK if is_new else 1
        for first in range(0, len(members), size):
            part = members[first : first + size]
            done += len(part)
            yield done, part


def is_plainly_new(record: Record) -> bool:
    """Whether a record is new and none of a kind there is only one of."""
    return record.id == 0 and not isinstance(record, Profile | Draft)


def saved_label(record: Record) -> str:
    """Return what saving a record is called: 「新建 2024-013」, 「修改 2024-013」."""
    return f"{'新建' if is_plainly_new(record) else '修改'} {record.caption}"
