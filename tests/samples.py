"""How much of a large number each run takes: `make test` a seeded sample, `make torture` all of it."""

from hypothesis import settings

SEARCH = "search"
"""The Hypothesis profile of `make torture`."""
_SHARE = 5


def examples(many: int) -> int:
    """Return how many of so many examples this run tries: one in five, or all where the long run was asked for."""
    return many if settings.get_current_profile_name() == SEARCH else max(many // _SHARE, 1)
