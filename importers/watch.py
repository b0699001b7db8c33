"""Time and memory limits for readers, even of hostile files; and cancelling them within a second after 取消.

The libraries that parse files have no time limits and cannot be asked to stop. So a thread watches the reading one and
has Python raise an exception in it, which works between any two Python instructions; long calls into C are limited by
sizes that are checked beforehand.
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
"""Processor time, not wall-clock time, so a busy machine may take longer. Starts again with each page of a PDF."""
_MOST_STEPS = 6.0
"""The limit for a whole file, as a multiple: a page takes a second here and three on a slow machine."""
BYTES_OF_MEMORY = 400_000_000
_EVERY, _AGAIN = 0.1, 1.0
_STATM = Path("/proc/self/statm")

T = TypeVar("T")
Step: TypeAlias = Callable[[], None]


class _StoppedError(BaseException):
    """Raised in the reading thread; not an Exception, so that no library catches it as an error of its own."""


class _Watch(threading.Thread):
    """The watching thread, and what it knows of the reading one."""

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
        """Start the seconds again."""
        self._step_begun = time.process_time()

    def run(self) -> None:
        """Check repeatedly until the reader is done or has to stop."""
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
        """Absorb an exception still to be raised, and wait for the watching thread to end; may be called again.

        It is raised and caught rather than withdrawn: Python 3.11 would keep checking for it at every call, a little
        slower for good, and endlessly under a debugger or coverage.
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
                f"读取这个文件超过 {self._seconds:.0f} 秒还没有读完，不像一份普通的文件，已停止读取；另存后再试。"
            )
        if _held() - self._held > self._memory:
            return SourceUnreadableError("这个文件展开后异常庞大，为安全起见已停止读取；另存后再试。")
        return None


def watched(
    work: Callable[[Step], T],
    progress: Progress = silent,
    seconds: float = SECONDS_OF_WORK,
    memory: int = BYTES_OF_MEMORY,
    most_steps: float = _MOST_STEPS,
) -> T:
    """Do work and return its result, but stop it after some seconds, bytes of memory, or when ``progress`` raises.

    The work is given a function that starts the seconds again, for work in steps; in all it may take ``most_steps``
    times as long. Raises SourceUnreadableError or CancelledError. The work must only read.

    This is not a context manager, because an exception raised asynchronously may arrive between the last line of a
    ``with`` block and its exit, which would then never run. Here everything is inside the ``try``: at most one
    exception already on its way arrives after ``is_left``, and then ``end`` is called once more.
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
    """Have an exception raised in a thread as soon as it runs Python code, replacing one not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def _held() -> int:
    """Return the memory used by the program in bytes; 0 if the system does not say."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
