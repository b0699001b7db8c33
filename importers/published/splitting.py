"""Figures printed without anything between them (「640020470」), taken apart where only one reading is possible."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import TypeAlias

Figures: TypeAlias = tuple[int, ...]

_MOST_READINGS = 20_000
_MOST_DIGITS = 8
_SEVERAL = re.compile(rf"(?<!\d)(?:0\d|\d{{{_MOST_DIGITS + 1},}})")
"""「00」, 「023」, 「1020301200012」: no number but several."""


def is_glued(runs: Iterable[str]) -> bool:
    """Whether numbers of a table stand together: some piece between blanks can be no number, as 「00」 and 「023」."""
    return any(_SEVERAL.search(run) for run in runs)


def readings(run: str, count: int) -> list[Figures]:
    """Return every way to read a run of digits as ``count`` numbers; spaces part numbers, none begins with a 0."""
    return list(islice(_readings(run.split(), count), _MOST_READINGS))


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


def only(run: str, count: int, rule: Callable[[Figures], bool], *, cut: bool) -> list[Figures]:
    """Return the readings left: numbers apart as they stand, or, where ``cut``, those that obey the rule.

    What stands apart is never cut: seven cells with six numbers are not read, and one long number is one number. Of a
    glued table the blanks tell only where a line ended.
    """
    pieces = run.split()
    if not cut or (len(pieces) == count and not is_glued([run])):
        return [tuple(map(int, pieces))] if len(pieces) == count else []
    return [reading for reading in readings(run, count) if rule(reading)]


def settled(rows: Mapping[str, list[Figures]], fits: Callable[[Mapping[str, Figures]], bool]) -> dict[str, Figures]:
    """Return the rows with one reading, and the open ones if just one choice among them makes the whole table fit."""
    sure = {row: options[0] for row, options in rows.items() if len(options) == 1}
    unsure = {row: options for row, options in rows.items() if len(options) > 1}
    if not unsure or prod(len(options) for options in unsure.values()) > _MOST_READINGS:
        return sure
    choices = [dict(zip(unsure, choice, strict=True)) for choice in product(*unsure.values())]
    fitting = [choice for choice in choices if fits({**sure, **choice})]
    return {**sure, **fitting[0]} if len(fitting) == 1 else sure
