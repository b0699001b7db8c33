"""One measurement: ours against a plain peer, interleaved in one run, as machines are noisy but ratios are not."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.budgets import Budget

MISSED = "✗ missed"


@dataclass(frozen=True)
class Comparison:
    """Medians of ours and of the peer in the same unit, and the budget.

    A peer of 0 is not available on this machine.
    """

    name: str
    ours: float
    peer: float
    unit: str
    peer_name: str
    budget: Budget

    @property
    def is_missed(self) -> bool:
        """Whether ours took more than the budget allows."""
        ratio, most = self.budget.ratio, self.budget.most
        beyond_peer = ratio is not None and self.peer > 0 and self.ours / self.peer > ratio
        return beyond_peer or (most is not None and self.ours > most)

    @property
    def row(self) -> str:
        """The comparison as one row of a Markdown table, marked if the budget is missed."""
        ratio = f"{self.ours / self.peer:.2f}" if self.peer else "–"
        peer = f"{self.peer:.2f}" if self.peer else "–"
        allowed = [
            *([f"≤ {self.budget.ratio:g}"] if self.budget.ratio is not None else []),
            *([f"≤ {self.budget.most:g} {self.unit}"] if self.budget.most is not None else []),
            *([self.budget.note] if self.budget.note else []),
            *([f"**{MISSED}**"] if self.is_missed else []),
        ]
        cells = (self.name, f"{self.ours:.2f}", peer, self.unit, self.peer_name, ratio, "; ".join(allowed))
        return f"| {' | '.join(cells)} |"


def milliseconds(action: Callable[[], object]) -> float:
    """Return the duration of one call."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def processor_milliseconds(action: Callable[[], object]) -> float:
    """Return the processor time of one call, including processes it starts.

    For work without waiting for disk or screen: it depends less on the load of the machine.
    """
    began = _processor_time()
    action()
    return (_processor_time() - began) * 1000


def _processor_time() -> float:
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def medians(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median milliseconds of both, run alternately after one warm-up each."""
    ours()
    peer()
    pairs = [(milliseconds(ours), milliseconds(peer)) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
