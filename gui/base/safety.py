"""What is known of the open file's safety, as the status bar tells it."""

from enum import Enum, auto
from typing import NamedTuple

from gui.base.signs import Sign


class SafetyState(Enum):
    """How far it is known that the open file is whole, and that it can be restored."""

    CHECKING = auto()
    SOUND = auto()
    DAMAGED = auto()
    PROVEN = auto()
    UNPROVEN = auto()


class FileSafety(NamedTuple):
    """What the status bar says of the file's safety: the state, it in words with its sign, and more in words."""

    state: SafetyState
    words: str
    sign: Sign | None = None
    detail: str = ""
