"""What every record has in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, TypeVar, dataclass_transform

CAPTION_LENGTH = 24
"""Characters of a record's name shown in menus and messages."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Record:
    """What every record has: an id the register gives it (0 until then), and how people call it."""

    register: ClassVar[str]
    title: ClassVar[str]
    caption_field: ClassVar[str]
    copied: ClassVar[tuple[str, ...]] = ()
    """The fields 复制 copies: who and what, never a number, a date or a result."""

    id: int = 0

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    @property
    def caption(self) -> str:
        """What people call this record: its number or its name, shortened, with personal numbers in it masked.

        It is used in titles, menus, messages and labels of the journal, where nothing else masks it.
        """
        text = without_people(str(getattr(self, self.caption_field))).replace("\n", " ")
        return text if len(text) <= CAPTION_LENGTH else text[:CAPTION_LENGTH] + "…"

    def lacks(self) -> dict[str, str]:
        """Return further reasons, by field, why these values cannot be saved as a record."""
        return {}

    def lacks_in_ledger(self) -> dict[str, str]:
        """Return reasons, by field, why these values cannot be imported as a new record."""
        return {}


@lru_cache(maxsize=1_024)
def without_people(text: str) -> str:
    """Return a text with personal numbers in it masked.

    Cached, because the same record is named again and again: in messages, in lists, in the journal.
    """
    from disclosure.masking import masked_prose  # noqa: PLC0415 - its patterns are not needed for the first window

    return masked_prose(text)


R = TypeVar("R", bound=Record)


def with_values(record_type: type[R], values: Mapping[str, object]) -> R:
    """Return the record with these values, which must be all of its fields in declared order.

    Ten times as fast as its ``__init__``, which matters for ledgers with many rows.
    """
    made = object.__new__(record_type)
    made.__dict__.update(values)
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(declared: type[R]) -> type[R]:
    """Make a class a record type: a frozen dataclass with keyword arguments.

    All types share ``Record``'s comparison and repr: generating them for each would be a tenth of the start-up time.
    """
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(declared)
