"""Which characters of a typed text are drawn at all."""

import unicodedata

_SPACES = {"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u202f": " "}
_INVISIBLE = frozenset({"Cc", "Cf"})
_VARIANTS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""What only chooses a form of the letter before it: two blocks of Unicode."""


def printable(text: str) -> str:
    """Return a text without what has no ink (controls, joiners, variant marks); line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(_SPACES.get(letter, letter) for letter in text.replace("\r\n", "\n").replace("\n", " "))
    return "".join(
        letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE and letter not in _VARIANTS
    )
