"""How long work reports its progress, the same everywhere."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total), total being 0 while unknown; raises CancelledError to stop the work."""


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def ticking(progress: Progress, total: int, every: int) -> Callable[[], None]:
    """Return a function that counts its calls and reports every so many of them, and the last."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if done % every == 0 or done == total:
            progress(done, total)

    return tick
