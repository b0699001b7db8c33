"""Named filters of the lists, saved in the file so that they move with it."""

import json
from collections.abc import Mapping, Sequence

from disclosure.papers import SavedFilter
from storage.query import Filter, Query
from storage.registers import Registers


def saved_filters(registers: Registers, register: str) -> list[SavedFilter]:
    """Return the filters saved for the list of a register, in the order saved."""
    return list(registers.all(SavedFilter, Query(filters=(Filter("owner_register", "equals", register),))))


def choices_of(saved: SavedFilter) -> dict[str, tuple[str, ...]]:
    """Return the chosen keys by the name of each drop-down; an unreadable filter chooses nothing."""
    try:
        known = json.loads(saved.choices)
    except ValueError:
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): tuple(map(str, keys)) for name, keys in known.items() if isinstance(keys, list)}


def save_filter(registers: Registers, register: str, name: str, chosen: Mapping[str, Sequence[str]]) -> None:
    """Save a filter under a name, replacing one of that name. Raises InvalidRecordError, FileUnavailableError."""
    former = next((one.id for one in saved_filters(registers, register) if one.name == name), 0)
    choices = json.dumps({key: list(value) for key, value in chosen.items()}, ensure_ascii=False, sort_keys=True)
    with registers.batch(f"保存筛选“{name}”"):
        registers.save(SavedFilter(id=former, owner_register=register, name=name, choices=choices))


def forget_filters(registers: Registers, saved: Sequence[SavedFilter]) -> None:
    """Move saved filters to the recycle bin, as one step."""
    with registers.batch(f"不再保存筛选“{'、'.join(one.name for one in saved)}”"):
        for one in saved:
            registers.remove(one)
