"""How long the program waits is decided in one place, and lies where people feel it so."""

import re
from pathlib import Path

from gui.base.waits import Wait

ROOM = Path(__file__).parents[3] / "gui"
FELT = {
    Wait.TURN: (0, 0),
    Wait.PAINT: (17, 100),  # longer than a frame; up to a tenth of a second is felt as at once
    Wait.LETTER: (100, 200),  # between two letters of a word
    Wait.TYPING: (200, 400),  # longer than between two letters, shorter than a thought
    Wait.SENTENCE: (500, 1_000),
    Wait.LONG: (1_500, 2_500),
    Wait.START: (2_500, 4_000),
    Wait.READ: (5_000, 10_000),  # a sentence, seen at the second look
    Wait.MINUTE: (60_000, 60_000),
}
"""The least and the most of each."""
_MAKING = re.compile(r"\bQTimer\(|\bsetInterval\(|\bsetSingleShot\(")
_LENGTH = re.compile(r"\.singleShot\((?!\s*Wait\.)|(?:soon|later)\.start\((?!Wait\.|wait\)|\))", re.IGNORECASE)
_INTERVALS = {"base/waits.py", "safety/lock.py"}
"""Where timers are made, and where she chooses the minutes."""


def test_each_wait_is_as_long_as_it_is_felt() -> None:
    assert {wait for wait in Wait if not FELT[wait][0] <= wait <= FELT[wait][1]} == set()
    assert sorted(Wait) == list(Wait)


def test_nothing_waits_for_a_number_of_its_own() -> None:
    """Thirty modules had thirty names for a quarter of a second, from 120 to 500 milliseconds."""
    sources = {str(path.relative_to(ROOM)): path.read_text("utf-8") for path in ROOM.rglob("*.py")}
    assert {path for path, text in sources.items() if _MAKING.search(text)} == _INTERVALS
    assert {path: found[0] for path, text in sources.items() if (found := _LENGTH.search(text))} == {}
