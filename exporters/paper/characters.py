"""Which characters of a typed text are drawn at all."""

import unicodedata

_SPACES = {"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u202f": " "}
_INVISIBLE = frozenset({"Cc", "Cf"})


def printable(text: str) -> str:
    """Return a text without what has no ink (controls, joiners, variant marks); line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(_SPACES.get(letter, letter) for letter in text.replace("\r\n", "\n").replace("\n", " "))
    return "".join(letter for letter in spaced if not _is_invisible(letter))


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE or _chooses_a_variant(ord(letter))


def _chooses_a_variant(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF  # noqa: PLR2004 - the two blocks of Unicode
