"""Readers that end in time: whatever a hostile file would cost, and within a second when 取消 is pressed.

The libraries that take files apart know no limits of time and ask nobody whether to go on. A thread watches the one
that reads and has Python raise in it, which works between any two instructions of Python; what a library does in one
go in C is bounded by the sizes that are checked before.
"""

import ctypes
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

from disclosure.errors import CancelledError, DisclosureError, SourceUnreadableError
from disclosure.progress import Progress, silent

SECONDS_OF_WORK = 10.0
"""Of the processor, not of the clock: a busy machine may take longer. Each page of a PDF has them anew."""
_MOST_STEPS = 6.0
"""But no more than this many times of it for a whole file: a page takes a second here and three on a slow machine."""
BYTES_OF_MEMORY = 400_000_000
_EVERY, _AGAIN = 0.1, 1.0
_STATM = Path("/proc/self/statm")

T = TypeVar("T")
Step: TypeAlias = Callable[[], None]


class _StoppedError(BaseException):
    """Raised in the thread that reads; no Exception, so that no library takes it for one of its own."""


class _Watch(threading.Thread):
    """The thread that watches, and what it knows of the one that reads."""

    def __init__(self, progress: Progress, seconds: float, memory: int, most_steps: float) -> None:
        super().__init__(name="watch of a reader", daemon=True)
        self.reader = threading.get_ident()
        self.is_left = False
        self.reason: DisclosureError | None = None
        self._progress, self._seconds, self._memory, self._most_steps = progress, seconds, memory, most_steps
        self._turn, self._over = threading.Lock(), threading.Event()
        self._held = _held()
        self._begun = time.process_time()
        self._step_begun = self._begun

    def step(self) -> None:
        """Begin the seconds anew."""
        self._step_begun = time.process_time()

    def run(self) -> None:
        """Look again and again, until the reader is done or has to stop."""
        while not self._over.wait(_EVERY if self.reason is None else _AGAIN):  # in case a library caught it after all
            reason = self.reason or self._why_stop()
            if reason is not None:
                with self._turn:
                    if not self.is_left:
                        self.reason = reason
                        _raise_in(self.reader, _StoppedError)
                    elif isinstance(reason, CancelledError):  # asked at the very moment the work ended
                        self.reason = reason

    def end(self) -> None:
        """Take what is still to be raised, and wait until nobody watches; may be called again.

        It is raised and caught, not taken back: Python 3.11 would go on looking for it at every call, a little slower
        for ever, and without end under a debugger or a measure of coverage.
        """
        with self._turn:  # whoever found the work not left yet has raised by now
            try:
                while self.reason is not None:
                    _raise_in(self.reader, _StoppedError)
            except _StoppedError:
                pass
        self._over.set()
        self.join()

    def _why_stop(self) -> DisclosureError | None:
        try:
            self._progress(0, 0)
        except CancelledError as cancelled:
            return cancelled
        now = time.process_time()
        if now - self._step_begun > self._seconds or now - self._begun > self._seconds * self._most_steps:
            return SourceUnreadableError(
                f"读取这个文件超过 {self._seconds:.0f} 秒还没有读完，不像一份普通的文件，已停止读取；请另存后再试。"
            )
        if _held() - self._held > self._memory:
            return SourceUnreadableError("这个文件展开后异常庞大，为安全起见已停止读取；请另存后再试。")
        return None


def watched(
    work: Callable[[Step], T],
    progress: Progress = silent,
    seconds: float = SECONDS_OF_WORK,
    memory: int = BYTES_OF_MEMORY,
    most_steps: float = _MOST_STEPS,
) -> T:
    """Do work, and stop it after so many seconds or bytes of memory, or when ``progress`` tells to; return its result.

    What it is given begins the seconds anew, for work done in steps; in all it takes no more than ``most_steps`` times
    of them. Raises SourceUnreadableError or CancelledError. The work must only read.

    It is no context manager: an error that is raised in a thread may come between the last line of a ``with`` and the
    first of what ends it, and then nothing would. Here every moment lies inside the ``try``: whatever else comes after
    ``is_left`` is one order that was on its way, and it has ``end`` called once more.
    """
    watch = _Watch(progress, seconds, memory, most_steps)
    try:
        try:
            watch.start()
            result = work(watch.step)
        finally:
            watch.is_left = True
            watch.end()
    except _StoppedError:
        watch.end()
        raise watch.reason or CancelledError from None
    if isinstance(watch.reason, CancelledError):
        raise watch.reason
    return result


def _raise_in(thread: int, error: type[BaseException]) -> None:
    """Have an error raised in a thread as soon as it runs Python, in place of one that was not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def _held() -> int:
    """Return how many bytes the program holds; 0 where the system does not tell."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
