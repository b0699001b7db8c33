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
    """What 复制 takes over: who and what, never a number, a date or a result."""

    id: int = 0

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    @property
    def caption(self) -> str:
        """What a person calls this record: its number or its name, shortened; numbers of people in it are hidden.

        It stands in titles, menus, messages and the labels of the journal, where nobody asks whether it may be seen.
        """
        text = without_people(str(getattr(self, self.caption_field))).replace("\n", " ")
        return text if len(text) <= CAPTION_LENGTH else text[:CAPTION_LENGTH] + "…"

    def lacks(self) -> dict[str, str]:
        """Return further reasons, by field, why these values are not yet a record; none by default."""
        return {}

    def lacks_in_ledger(self) -> dict[str, str]:
        """Return why these values are no row of a ledger, by field, unless the register has them already."""
        return {}


@lru_cache(maxsize=1_024)
def without_people(text: str) -> str:
    """Return a text with the numbers of people in it hidden; the patterns are read with the first one shown.

    A record is named again and again: in what is told of it, in the list, in the journal.
    """
    from disclosure.masking import masked_prose  # noqa: PLC0415 - no window waits for them

    return masked_prose(text)


R = TypeVar("R", bound=Record)


def with_values(record_type: type[R], values: Mapping[str, object]) -> R:
    """Return the record of all its values, given in declared order.

    Its own ``__init__`` sets one after the other and takes ten times as long, which a ledger of many rows feels.
    """
    made = object.__new__(record_type)
    made.__dict__.update(values)
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(declared: type[R]) -> type[R]:
    """Make a record type of its declared fields: frozen, built by name.

    Comparing and showing are ``Record``'s, for all types alike: compiled anew for each they are a tenth of what the
    window's start takes.
    """
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(declared)
