"""How Chinese is typed in Latin letters: the readings of each character, and where a text says what was typed.

Every reading of a character counts, so that 重 is found in 重庆 and in 重复, and a person called 单 by both. Letters
are taken as initials (zs), as syllables, the last of which may be begun (zhangs), or as a mixture (zsan, 张s).
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
    """Return how a character is read, in letters without tones, ü as v; nothing for what is not Chinese."""
    return _table().get(character, ())


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """Return all syllables, and all that one of them begins with."""
    whole = frozenset(reading for each in _table().values() for reading in each)
    return whole, frozenset(reading[:end] for reading in whole for end in range(1, len(reading) + 1))


def segmented(letters: str) -> list[tuple[str, ...]]:
    """Return the ways in which letters are syllables, the last of them perhaps only begun; the fewest syllables first.

    A word that could be read in more ways than a dozen is given in the first of them.
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
    """Whether a word holds Latin letters, by which Chinese may be meant."""
    return any("a" <= letter <= "z" for letter in folded(word))


def folded(text: str) -> str:
    """Return a text as it is compared: no difference of case or width (Ａ is a, ２ is 2)."""
    if text.isascii():
        return text.lower()
    for wide, narrow in _WIDE:  # what is normal at a glance need not be taken apart
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).lower()


_WIDE = tuple((sign, unicodedata.normalize("NFKC", sign)) for sign in "（），：；！？")
"""The signs every Chinese text is full of; nothing that may follow joins with one of them."""


def place_of(word: str, text: str) -> tuple[int, int] | None:
    """Return from where to where a text first says a word, as it stands or by its pinyin; None where it does not.

    An empty word is nowhere.
    """
    wanted = folded(word)
    if not wanted or ((text.isascii() or not is_typed(wanted)) and wanted not in folded(text)):
        return None
    letters = [folded(each) for each in text]
    for start in range(len(text)):
        reached, place = {0}, start  # how much of the word may be done before this place
        while reached and place < len(text):
            reached = {after for done in reached for after in _after(wanted, done, text[place], letters[place])}
            place += 1
            if len(wanted) in reached:
                return start, place
    return None


def _after(wanted: str, done: int, character: str, letter: str) -> set[int]:
    """Return how much of a word may be done once one more character has been taken for the next of it."""
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
