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
    """Leave what a test marked ``sampled`` multiplies to `make torture`: most pairs of its parameters' values.

    ``sampled(3)`` leaves two of three cases to it: of many of one kind, files of other offices or schemas of long ago.
    """
    marked = [item for item in items if isinstance(item, pytest.Function) and item.get_closest_marker("sampled")]
    for name, group in groupby(marked, lambda item: item.nodeid.partition("[")[0]):
        cases = list(group)
        marker = cases[0].get_closest_marker("sampled")
        assert marker is not None
        one_in = marker.args[0] if marker.args else 1
        left = all_but_one_in(one_in, len(cases), name) | repetitions([case.callspec.params for case in cases], name)
        for place in left:
            cases[place].add_marker(pytest.mark.torture)


def all_but_one_in(share: int, cases: int, seed: str) -> set[int]:
    """Return the places of all cases but one in so many; the same for the same seed."""
    return set(range(cases)) - set(random.Random(seed).sample(range(cases), -(-cases // share)))


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
