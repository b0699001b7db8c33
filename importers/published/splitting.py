"""Figures printed without anything between them (「640020470」), taken apart where only one reading is possible."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

Figures = tuple[int, ...]

_MOST_READINGS = 20_000
_MOST_DIGITS = 8


def readings(run: str, count: int) -> list[Figures]:
    """Return every way to read a run of digits as ``count`` numbers; spaces part numbers, none begins with a 0."""
    found: list[Figures] = []
    for reading in _readings(run.split(), count):
        found.append(reading)
        if len(found) >= _MOST_READINGS:
            break
    return found


def _readings(pieces: Sequence[str], count: int) -> Iterator[Figures]:
    if not pieces:
        if count == 0:
            yield ()
        return
    if count < len(pieces) or sum(map(len, pieces)) < count:
        return
    for parts in range(1, min(len(pieces[0]), count - len(pieces) + 1) + 1):
        for first in _cut(pieces[0], parts):
            for rest in _readings(pieces[1:], count - parts):
                yield (*first, *rest)


def _cut(digits: str, parts: int) -> Iterator[Figures]:
    if parts == 1:
        if len(digits) == 1 or (digits[0] != "0" and len(digits) <= _MOST_DIGITS):
            yield (int(digits),)
        return
    most = 1 if digits[0] == "0" else min(len(digits) - parts + 1, _MOST_DIGITS)
    for length in range(1, most + 1):
        for rest in _cut(digits[length:], parts - 1):
            yield (int(digits[:length]), *rest)


def adds_up(figures: Figures) -> bool:
    """Whether the last figure is the sum of those before it."""
    return figures[-1] == sum(figures[:-1])


def only(run: str, count: int, rule: Callable[[Figures], bool]) -> list[Figures]:
    """Return the readings left: a single possible one whether it obeys the rule or not, else those that do."""
    possible = readings(run, count)
    return possible if len(possible) == 1 else [reading for reading in possible if rule(reading)]


def settled(rows: Mapping[str, list[Figures]], fits: Callable[[Mapping[str, Figures]], bool]) -> dict[str, Figures]:
    """Return the rows with one reading, and the open ones if just one choice among them makes the whole table fit."""
    sure = {row: options[0] for row, options in rows.items() if len(options) == 1}
    unsure = {row: options for row, options in rows.items() if len(options) > 1}
    if not unsure or prod(len(options) for options in unsure.values()) > _MOST_READINGS:
        return sure
    choices = [dict(zip(unsure, choice, strict=True)) for choice in product(*unsure.values())]
    fitting = [choice for choice in choices if fits({**sure, **choice})]
    return {**sure, **fitting[0]} if len(fitting) == 1 else sure
