"""Typing Chinese in Latin letters: the readings of each character, and where a text matches what was typed.

Every reading of a character counts, so that 重 is found in 重庆 and in 重复, and a person named 单 by both. Letters
may be initials (zs), syllables, the last perhaps incomplete (zhangs), or a mixture (zsan, 张s).
"""

import unicodedata
from functools import cache

from resources.locate import resource_path

_TWO_LETTERS = ("zh", "ch", "sh")
_LONGEST, _MOST_WAYS = 6, 12


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in resource_path("pinyin", "readings.txt").read_text(encoding="utf-8").splitlines():
        reading, characters = line.split(" ")
        for character in characters:
            table[character] = (*table.get(character, ()), reading)
    return table


def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character, in letters without tones, with v for ü; empty if it is not Chinese."""
    return _table().get(character, ())


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """Return all syllables, and all their prefixes."""
    whole = frozenset(reading for each in _table().values() for reading in each)
    return whole, frozenset(reading[:end] for reading in whole for end in range(1, len(reading) + 1))


def segmented(letters: str) -> list[tuple[str, ...]]:
    """Return the ways to split letters into syllables, the last perhaps incomplete, those with fewest syllables first.

    For a word with more than a dozen ways, only the first of them are returned.
    """
    ways: list[list[tuple[str, ...]]] = [[()]]
    whole, begun = _syllables()
    for end in range(1, len(letters) + 1):
        known = begun if end == len(letters) else whole
        ways.append(
            [
                (*way, letters[start:end])
                for start in range(max(0, end - _LONGEST), end)
                if letters[start:end] in known
                for way in ways[start]
            ][:_MOST_WAYS]
        )
    return sorted(ways[-1], key=len)


def is_typed(word: str) -> bool:
    """Whether a word contains Latin letters, which may stand for Chinese."""
    return any("a" <= letter <= "z" for letter in folded(word))


def folded(text: str) -> str:
    """Return a text in the form for comparison, ignoring case and width (Ａ is a, ２ is 2)."""
    if text.isascii():
        return text.lower()
    for wide, narrow in _WIDE:  # text already normalised needs no further work
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).lower()


_WIDE = tuple((sign, unicodedata.normalize("NFKC", sign)) for sign in "（），：；！？")
"""Characters common in every Chinese text; none of them combines with a following one."""


def place_of(word: str, text: str) -> tuple[int, int] | None:
    """Return the start and end of the first match of a word in a text, literally or by pinyin, or None.

    An empty word matches nowhere.
    """
    wanted = folded(word)
    if not wanted or ((text.isascii() or not is_typed(wanted)) and wanted not in folded(text)):
        return None
    letters = [folded(each) for each in text]
    for start in range(len(text)):
        reached, place = {0}, start  # how much of the word may be matched before this place
        while reached and place < len(text):
            reached = {after for done in reached for after in _after(wanted, done, text[place], letters[place])}
            place += 1
            if len(wanted) in reached:
                return start, place
    return None


def _after(wanted: str, done: int, character: str, letter: str) -> set[int]:
    """Return how much of a word may be matched after one more character of the text."""
    after = {done + len(letter)} if wanted.startswith(letter, done) else set()
    for reading in readings(character):
        if wanted.startswith(reading[0], done):
            after.add(done + 1)
            after.update(done + 2 for two in _TWO_LETTERS if reading.startswith(two) and wanted.startswith(two, done))
            if wanted.startswith(reading, done):
                after.add(done + len(reading))
            elif reading.startswith(wanted[done:]):
                after.add(len(wanted))
    return after
