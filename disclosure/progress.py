"""How long work tells how far it is, the same in every room."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Told (done, total), total 0 while unknown; it raises CancelledError to stop the work."""


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def ticking(progress: Progress, total: int, every: int) -> Callable[[], None]:
    """Return what counts one piece of work more at each call, and tells of every so many and of the last."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if done % every == 0 or done == total:
            progress(done, total)

    return tick
