"""Headings that match no known one as a whole but by their parts, 「本机关收到申请表日期」."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from importers.ledgers.heading_shapes import PARTS, SHAPES

_INSIDE = re.compile("[的之]")
_PART = re.compile(r"\{(\w+)\}")
_LONGEST = 24
"""A longer text is a sentence, and would have too many combinations to try."""


@lru_cache(maxsize=8192)  # each heading is held against every register, alone and below others
def composed(key: str, register: str) -> str | None:
    """Return the name of the register's column that the parts of a heading make up, or None if one is unknown."""
    if len(key) > _LONGEST:
        return None
    forms = dict.fromkeys((key, _INSIDE.sub("", key)))
    return next((name for name, shape in _shapes(register) if any(map(shape.fullmatch, forms))), None)


@cache
def _shapes(register: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, shape_of(shapes, PARTS)) for name, shapes in SHAPES.get(register, {}).items())


def shape_of(shapes: Sequence[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of a column's headings, made of its shapes and the words for their parts."""

    def words(found: re.Match[str]) -> str:
        known = sorted(parts[found[1]].casefold().split(), key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, known))})"

    return re.compile(_PART.sub(words, "|".join(f"(?:{shape})" for shape in shapes)))
