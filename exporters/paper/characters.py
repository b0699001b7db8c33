"""Which characters of a typed text are drawn at all, and which of them change with their neighbours."""

import re
import unicodedata
from collections.abc import Mapping

_SPACES = {"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u202f": " "}
_INVISIBLE = frozenset({"Cc", "Cf"})
_VARIANTS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""What only chooses a form of the letter before it: two blocks of Unicode."""


SHAPED: Mapping[str, str] = {
    "tibetan": r"\u0f00-\u0fff",
    "uyghur": r"\u0600-\u065f\u066a-\u06ef\u06fa-\u06ff\u0750-\u077f",  # not the digits: they run the other way
}
"""Scripts whose letters take their form from their neighbours, by the font that draws them; ranges of characters."""
_FIRST_SHAPED, _LAST_SHAPED = "\u0600", "\u0fff"
_SCRIPTS = {script: re.compile(f"[{letters}]") for script, letters in SHAPED.items()}


def script_of(letter: str) -> str:
    """Return the script of ``SHAPED`` a character belongs to, empty for any other."""
    if not _FIRST_SHAPED <= letter <= _LAST_SHAPED:
        return ""
    return next((script for script, letters in _SCRIPTS.items() if letters.match(letter)), "")


def printable(text: str) -> str:
    """Return a text without what has no ink (controls, joiners, variant marks); line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(_SPACES.get(letter, letter) for letter in text.replace("\r\n", "\n").replace("\n", " "))
    return "".join(
        letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE and letter not in _VARIANTS
    )
