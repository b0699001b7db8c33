"""One measured row: ours against a raw peer, interleaved in one run, because machines are noisy and ratios are not."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

MISSED = "✗ missed"


@dataclass(frozen=True)
class Comparison:
    """Medians of ours and of the peer in the same unit, and what the design allows.

    The budget is how many times the peer ours may take at most (``ratio``), how much in its unit (``most``), or both;
    ``note`` says why a row has none. A peer of 0 is one this machine does not have.
    """

    name: str
    ours: float
    peer: float
    unit: str
    peer_name: str
    ratio: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether ours took more than the budget allows."""
        beyond_peer = self.ratio is not None and self.peer > 0 and self.ours / self.peer > self.ratio
        return beyond_peer or (self.most is not None and self.ours > self.most)

    @property
    def row(self) -> str:
        """The comparison as one row of a Markdown table, marked where the budget is missed."""
        ratio = f"{self.ours / self.peer:.2f}" if self.peer else "–"
        peer = f"{self.peer:.2f}" if self.peer else "–"
        allowed = [
            *([f"≤ {self.ratio:g}"] if self.ratio is not None else []),
            *([f"≤ {self.most:g} {self.unit}"] if self.most is not None else []),
            *([self.note] if self.note else []),
            *([f"**{MISSED}**"] if self.is_missed else []),
        ]
        cells = (self.name, f"{self.ours:.2f}", peer, self.unit, self.peer_name, ratio, "; ".join(allowed))
        return f"| {' | '.join(cells)} |"


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
