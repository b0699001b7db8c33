"""Watches the window's event loop: every turn in which its thread works too long, and on what.

The processor time of that thread is measured, not wall time: neither other programs nor waiting count; ``Waits`` counts
waiting separately. A window needs only its event loop for this, so a test of a journey may use it, too::

    with Heartbeat() as heart:
        ...
    assert not heart.stalls, heart.told()
"""

import signal
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from PySide6.QtCore import QAbstractEventDispatcher

from storage.connection import FairLock

LIMIT = 0.05
"""Seconds a turn may take by design, about the limit of what a user notices."""

_ROOT = str(Path(__file__).parent.parent)
_LOOK_EVERY = 0.004
_INNERMOST = 6
_QT = "Qt itself: layout and painting"

Stack = tuple[str, ...]


@dataclass(frozen=True)
class Stall:
    """A turn that took too long: the act, its seconds, and the places it was sampled in, most frequent first."""

    act: str
    seconds: float
    places: tuple[tuple[Stack, int], ...]

    def told(self) -> str:
        """Return it as lines: the time, then the share of each place."""
        total = sum(count for _, count in self.places) or 1
        lines = [f"{self.act}: {self.seconds * 1000:.0f} ms"]
        lines += [f"    {100 * count // total:3} %  {' > '.join(stack) or _QT}" for stack, count in self.places[:5]]
        return "\n".join(lines)


@dataclass
class Heartbeat:
    """Watches the window's thread as a context manager; ``act`` names the current act."""

    limit: float = LIMIT
    act: str = ""
    stalls: list[Stall] = field(default_factory=list)
    longest: dict[str, float] = field(default_factory=dict)
    _seen: "Counter[Stack]" = field(default_factory=Counter)
    _began: float = 0.0
    _looked: float = 0.0

    def __enter__(self) -> Self:
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None, "a window has an event loop"
        self._dispatcher = dispatcher
        dispatcher.awake.connect(self._turn)
        dispatcher.aboutToBlock.connect(self._turn)  # timers fire after it, and waiting takes no processor time
        self._began = self._looked = time.thread_time()
        self._former = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _LOOK_EVERY, _LOOK_EVERY)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._turn()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._former)
        self._dispatcher.awake.disconnect(self._turn)
        self._dispatcher.aboutToBlock.disconnect(self._turn)

    def told(self) -> str:
        """Return all stalls as lines."""
        return "\n".join(stall.told() for stall in self.stalls)

    def doing(self, act: str) -> None:
        """Set the name of the current act."""
        self._turn()
        self.act = act

    def _turn(self) -> None:
        """End one turn and begin the next."""
        now = time.thread_time()
        seconds, self._began = now - self._began, now
        seen, self._seen = self._seen, Counter()
        self.longest[self.act] = max(seconds, self.longest.get(self.act, 0))
        if seconds > self.limit:
            self.stalls.append(Stall(self.act, seconds, tuple(seen.most_common())))

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        """Sample what the window's thread is doing: a signal handler in it, which keeps no painter of it alive."""
        now = time.thread_time()
        if now - self._looked > _LOOK_EVERY / 2:  # not the time of another thread
            self._seen[_places(frame)] += 1
        self._looked = now


def _places(frame: FrameType | None) -> Stack:
    """Return the innermost of our places in a stack, outermost first."""
    found: list[str] = []
    while frame is not None and len(found) < _INNERMOST:
        file = frame.f_code.co_filename
        if file.startswith(_ROOT) and not file.startswith(f"{_ROOT}/benchmarks"):
            found.append(f"{file[len(_ROOT) + 1 :]}:{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(found))


@dataclass(frozen=True)
class Hold:
    """The file's lock held by one thread: for which act, and how long, in seconds of its processor time."""

    act: str
    place: Stack
    seconds: float
    is_window: bool


class WatchedLock:
    """The lock of a file, recording who held it too long.

    ``waited`` is the longest wall time the window's thread waited for it, by act.
    """

    def __init__(self, heart: Heartbeat, limit: float = LIMIT) -> None:
        self._lock, self._heart, self._limit = FairLock(), heart, limit
        self._depth, self._began = 0, 0.0
        self.holds: list[Hold] = []
        self.waited: dict[str, float] = {}

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Acquire it, as ``FairLock`` does."""
        asked = time.perf_counter()
        if not self._lock.acquire(blocking, timeout):
            return False
        self._depth += 1
        if self._depth == 1:
            self._began = time.thread_time()
            if threading.current_thread() is threading.main_thread():
                waited = time.perf_counter() - asked
                self.waited[self._heart.act] = max(waited, self.waited.get(self._heart.act, 0))
        return True

    def release(self) -> None:
        """Release it."""
        self._depth -= 1
        seconds = time.thread_time() - self._began
        if self._depth == 0 and seconds > self._limit:
            is_window = threading.current_thread() is threading.main_thread()
            self.holds.append(Hold(self._heart.act, _places(sys._getframe(1)), seconds, is_window))
        self._lock.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()
