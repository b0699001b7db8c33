"""Which characters of a text are drawn at all, and which depend on their neighbours."""

import re
import unicodedata
from collections.abc import Mapping

_SPACES = {"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u202f": " "}
_INVISIBLE = frozenset({"Cc", "Cf"})
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors, which only choose the form of the character before: two blocks of Unicode."""
_IDEOGRAPHIC_SPACE = "\u3000"


SHAPED: Mapping[str, str] = {
    "tibetan": r"\u0f00-\u0fff",
    "uyghur": r"\u0600-\u065f\u066a-\u06ef\u06fa-\u06ff\u0750-\u077f",  # not the digits, written left to right
}
"""Scripts whose letters depend on their neighbours, by the font that draws them; character ranges."""
_FIRST_SHAPED, _LAST_SHAPED = "\u0600", "\u0fff"
_SCRIPTS = {script: re.compile(f"[{letters}]") for script, letters in SHAPED.items()}


def script_of(letter: str) -> str:
    """Return the script of ``SHAPED`` a character belongs to, or ""."""
    if not _FIRST_SHAPED <= letter <= _LAST_SHAPED:
        return ""
    return next((script for script, letters in _SCRIPTS.items() if letters.match(letter)), "")


def printable(text: str) -> str:
    """Return a text without invisible characters (controls, joiners, variation selectors); line ends become spaces."""
    # Nearly every text is unchanged, and these three tests run in C: every character removed or replaced below is
    # either not printable to Python or a variation selector.
    if text.replace(_IDEOGRAPHIC_SPACE, "").isprintable() and (text.isascii() or not _VARIANT.search(text)):
        return text
    spaced = "".join(_SPACES.get(letter, letter) for letter in text.replace("\r\n", "\n").replace("\n", " "))
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE)
    return _VARIANT.sub("", kept)
