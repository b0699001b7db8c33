"""Which characters of a typed text are drawn at all, and which of them change with their neighbours."""

import re
import unicodedata
from collections.abc import Mapping

_SPACES = {"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u202f": " "}
_INVISIBLE = frozenset({"Cc", "Cf"})
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What only chooses a form of the letter before it: two blocks of Unicode."""
_IDEOGRAPHIC_SPACE = "\u3000"


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
    # Nearly every text is that already, and these three look at it in C: all that is taken out or replaced below is
    # either not printable to Python or a variant mark.
    if text.replace(_IDEOGRAPHIC_SPACE, "").isprintable() and (text.isascii() or not _VARIANT.search(text)):
        return text
    spaced = "".join(_SPACES.get(letter, letter) for letter in text.replace("\r\n", "\n").replace("\n", " "))
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE)
    return _VARIANT.sub("", kept)
