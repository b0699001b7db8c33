"""How much of a large number each run takes: `make test` a seeded sample, `make torture` all of it."""

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pytest
from hypothesis import settings

SEARCH = "search"
"""The Hypothesis profile of `make torture`."""


def examples(few: int, many: int) -> int:
    """Return how many examples this run tries: a few, or many where the long run was asked for."""
    return many if settings.get_current_profile_name() == SEARCH else few


def sample(items: Iterable[pytest.Item]) -> None:
    """Leave what a test marked ``sampled`` multiplies to `make torture`: most pairs of its parameters' values."""
    marked = [item for item in items if isinstance(item, pytest.Function) and item.get_closest_marker("sampled")]
    for name, group in groupby(marked, lambda item: item.nodeid.partition("[")[0]):
        cases = list(group)
        for place in repetitions([case.callspec.params for case in cases], name):
            cases[place].add_marker(pytest.mark.torture)


def repetitions(cases: Sequence[Mapping[str, object]], seed: str) -> set[int]:
    """Return the places of cases that show no value which the others do not; the same for the same seed.

    A kind of paper, of text, of mistake is never left out, only that this kind of paper meets that mistake.
    """
    order = list(range(len(cases)))
    random.Random(seed).shuffle(order)
    seen: set[tuple[str, str]] = set()
    found = set()
    for place in order:
        values = {(parameter, repr(value)) for parameter, value in cases[place].items()}
        if values <= seen:
            found.add(place)
        seen |= values
    return found
