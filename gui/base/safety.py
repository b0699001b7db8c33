"""What is known about the safety of the open file, for the status bar."""

from enum import Enum, auto
from typing import NamedTuple

from gui.base.signs import Sign


class SafetyState(Enum):
    """How far the open file is known to be intact and restorable."""

    CHECKING = auto()
    SOUND = auto()
    DAMAGED = auto()
    PROVEN = auto()
    UNPROVEN = auto()


class FileSafety(NamedTuple):
    """The safety of the file for the status bar: the state, its text with a sign, and more text."""

    state: SafetyState
    words: str
    sign: Sign | None = None
    detail: str = ""
