"""How much of a large number each run takes: `make test` a seeded sample, `make torture` all of it."""

from hypothesis import settings

SEARCH = "search"
"""The Hypothesis profile of `make torture`."""


def examples(few: int, many: int) -> int:
    """Return how many examples this run tries: a few, or many where the long run was asked for."""
    return many if settings.get_current_profile_name() == SEARCH else few
