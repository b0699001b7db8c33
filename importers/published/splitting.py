"""Figures printed without separators (「640020470」), split if only one reading is possible."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import TypeAlias

Figures: TypeAlias = tuple[int, ...]

_MOST_READINGS = 20_000
_MOST_DIGITS = 8
_SEVERAL = re.compile(rf"(?<!\d)(?:0\d|\d{{{_MOST_DIGITS + 1},}})")
"""「00」, 「023」, 「1020301200012」: not one number but several."""


def is_glued(runs: Iterable[str]) -> bool:
    """Whether numbers of a table run together: some piece between blanks is not one number, as 「00」 and 「023」."""
    return any(_SEVERAL.search(run) for run in runs)


def readings(run: str, count: int) -> list[Figures]:
    """Return every reading of a run of digits as ``count`` numbers; spaces separate numbers, none begins with 0."""
    return list(islice(_readings(run.split(), count), _MOST_READINGS))


def _readings(pieces: Sequence[str], count: int) -> Iterator[Figures]:
    """Yield one reading after the other, never trying dead ends, of which there may be enormously many."""
    if not pieces:
        if count == 0:
            yield ()
        return
    least = _least_parts(pieces[0])
    least_after, most_after = sum(_least_parts(piece)[0] for piece in pieces[1:]), sum(map(len, pieces[1:]))
    for parts in range(max(least[0], count - most_after), min(len(pieces[0]), count - least_after) + 1):
        for first in _cut(pieces[0], 0, parts, least):
            for rest in _readings(pieces[1:], count - parts):
                yield (*first, *rest)


def _least_parts(digits: str) -> list[int]:
    """Return for each place the fewest numbers the rest can be read as; more, up to its length, are possible too."""
    least = [0] * (len(digits) + 1)
    for place in range(len(digits) - 1, -1, -1):
        most = 1 if digits[place] == "0" else _MOST_DIGITS
        least[place] = 1 + min(least[place + 1 : place + most + 1])
    return least


def _cut(digits: str, place: int, parts: int, least: Sequence[int]) -> Iterator[Figures]:
    if parts == 0:
        yield ()
        return
    most = 1 if digits[place] == "0" else _MOST_DIGITS
    for end in range(place + 1, min(place + most, len(digits)) + 1):
        if least[end] <= parts - 1 <= len(digits) - end:
            for rest in _cut(digits, end, parts - 1, least):
                yield (int(digits[place:end]), *rest)


def adds_up(figures: Figures) -> bool:
    """Whether the last figure is the sum of those before it."""
    return figures[-1] == sum(figures[:-1])


def only(run: str, count: int, rule: Callable[[Figures], bool], *, cut: bool) -> list[Figures]:
    """Return the remaining readings: separate numbers as they are, or, if ``cut``, those that obey the rule.

    Separate numbers are never split: seven cells with six numbers are not read, and one long number is one number. In a
    table whose numbers run together, blanks only mark former line ends.
    """
    pieces = run.split()
    if not cut or (len(pieces) == count and not is_glued([run])):
        return [tuple(map(int, pieces))] if len(pieces) == count else []
    return [reading for reading in readings(run, count) if rule(reading)]


def settled(rows: Mapping[str, list[Figures]], fits: Callable[[Mapping[str, Figures]], bool]) -> dict[str, Figures]:
    """Return the rows with one reading, plus the open ones if exactly one choice makes the whole table consistent."""
    sure = {row: options[0] for row, options in rows.items() if len(options) == 1}
    unsure = {row: options for row, options in rows.items() if len(options) > 1}
    if not unsure or prod(len(options) for options in unsure.values()) > _MOST_READINGS:
        return sure
    choices = [dict(zip(unsure, choice, strict=True)) for choice in product(*unsure.values())]
    fitting = [choice for choice in choices if fits({**sure, **choice})]
    return {**sure, **fitting[0]} if len(fitting) == 1 else sure
