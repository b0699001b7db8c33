"""The table of speeds: what its budget allows is a value, so that what misses it is seen."""

import pytest

from benchmarks.budgets import Budget
from benchmarks.comparison import MISSED, Comparison


@pytest.mark.parametrize(
    ("ours", "peer", "ratio", "most", "is_missed"),
    [
        (272.0, 125.0, 1.8, None, True),  # 2.18 times the peer
        (225.0, 125.0, 1.8, None, False),  # just as much as is allowed
        (94.0, 45.0, None, 90, True),
        (78.0, 45.0, None, 90, False),
        (56.0, 254.0, 1.3, 100, False),
        (156.0, 254.0, 1.3, 100, True),  # faster than the peer, and too slow all the same
        (108.0, 0.0, 0.1, 150, False),  # no peer on this machine: only our own time is judged
        (160.0, 0.0, 0.1, 150, True),
        (2442.0, 0.0, None, None, False),  # in a worker: nothing waits for it
    ],
)
def test_a_missed_budget_is_marked_in_the_table(
    ours: float, peer: float, ratio: float | None, most: float | None, is_missed: bool
) -> None:
    """A start that took 2.17 times the peer stood beside 「≤ 1.8」 like all the others."""
    row = Comparison("a start", ours, peer, "ms", "a bare window", Budget(ratio, most)).row
    assert (MISSED in row) is is_missed


def test_the_budget_is_told_in_words() -> None:
    row = Comparison("the numbers", 56.66, 254.79, "ms", "SQL", Budget(ratio=1.3, most=100)).row
    assert row == "| the numbers | 56.66 | 254.79 | ms | SQL | 0.22 | ≤ 1.3; ≤ 100 ms |"
    assert Comparison("all rows", 9.0, 0, "ms", "–", Budget(note="in a worker")).row.endswith("| – | in a worker |")
