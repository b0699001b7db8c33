"""Official terms: each has a stable English code and the official wording, and is found by other spellings, too."""

import re
from enum import StrEnum
from functools import cache
from typing import Self, cast

from disclosure import import_words
from disclosure.numerals import NUMERALS

ENUMERATION = re.compile(rf"^(?:（[{NUMERALS}]+）|[0-9]+[.．、])")
"""The printed number before a row label: 「（一）」 or 「6.」."""


class Term(StrEnum):
    """An official term: its value is the code, ``label`` the wording people see."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Make a member whose value is the code and whose label is the wording."""
        member = str.__new__(cls, code)
        member._value_, member.label = code, label
        return member

    def __init_subclass__(cls) -> None:
        """Refuse a code that differs from its member's name, so that a code in a file can be found in the source."""
        for name, member in cls.__members__.items():
            if name.lower() not in (member.value, f"article_{member.value}".replace("-", "_")):
                raise ValueError(f"{cls.__name__}.{name}: {member.value}")

    @property
    def plain_label(self) -> str:
        """The wording without its printed number: 「属于四类过程性信息」."""
        return ENUMERATION.sub("", self.label)

    @property
    def whole_label(self) -> str:
        """The wording by which a member is known without those printed around it; for most terms ``plain_label``."""
        return self.plain_label

    @classmethod
    def named(cls, text: str) -> Self | None:
        """Return the member called ``text`` by code, by label, or by label without its number; else None."""
        return cast("Self | None", _members_by_name(cls).get(fold(text)))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return other wordings accepted in ledgers (``import_words``)."""
        return import_words.values(type(self).__name__, self.value)


@cache
def _members_by_name(term_type: type[Term]) -> dict[str, Term]:
    names: dict[str, Term] = {}
    for member in reversed(term_type):  # an earlier member wins where two share a name
        for name in (member.value, member.label, member.plain_label, *member.aliases):
            names[fold(name)] = member
    return names


_FOLDED_QUOTES = str.maketrans({"“": '"', "”": '"', "(": "（", ")": "）", ",": "，", "．": ".", " ": "", "\u3000": ""})


def fold(text: str) -> str:
    """Return the form in which names are compared: without spaces, with one kind of bracket, comma and quote."""
    return text.strip().translate(_FOLDED_QUOTES)
