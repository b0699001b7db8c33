"""One measured row: ours against a raw peer, interleaved in one run, because machines are noisy and ratios are not."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """Medians of ours and of the peer in the same unit, and what the design allows."""

    name: str
    ours: float
    peer: float
    unit: str
    peer_name: str
    budget: str

    @property
    def row(self) -> str:
        """The comparison as one row of a Markdown table."""
        ratio = f"{self.ours / self.peer:.2f}" if self.peer else "–"
        peer = f"{self.peer:.2f}" if self.peer else "–"
        return f"| {self.name} | {self.ours:.2f} | {peer} | {self.unit} | {self.peer_name} | {ratio} | {self.budget} |"


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def medians(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median milliseconds of both, run in turn after one warm-up each."""
    ours()
    peer()
    pairs = [(milliseconds(ours), milliseconds(peer)) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
