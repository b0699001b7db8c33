"""What every record has in common."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

CAPTION_LENGTH = 24
"""Characters of a record's name shown in menus and messages."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has: an id the register gives it (0 until then), and how people call it."""

    register: ClassVar[str]
    title: ClassVar[str]
    caption_field: ClassVar[str]

    id: int = 0

    @property
    def caption(self) -> str:
        """What a person calls this record: its number or its name, shortened."""
        text = str(getattr(self, self.caption_field)).replace("\n", " ")
        return text if len(text) <= CAPTION_LENGTH else text[:CAPTION_LENGTH] + "…"

    def lacks(self) -> dict[str, str]:
        """Return further reasons, by field, why these values are not yet a record; none by default."""
        return {}


R = TypeVar("R", bound=Record)
