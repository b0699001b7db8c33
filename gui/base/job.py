"""Long work off the window's thread, holding the one lock of the file; ``gui.base.progress`` shows it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from disclosure.errors import CancelledError, DisclosureError

Progress = Callable[[int, int], None]
"""Called with how much is done of how much; raises CancelledError once the person pressed 取消."""

Work = Callable[[Progress], Any]
"""What is to be done, given where to report its progress; its result reaches ``Job.succeeded``."""


class Job(QThread):
    """One piece of long work. ``done`` gets its result in the window's thread, ``failed`` brings a DisclosureError.

    Any other exception is a programming error and reaches the program's hook; ``finished`` comes in every case.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(
        self, work: Work, done: Callable[[Any], object], lock: AbstractContextManager[object],
        interrupt: Callable[[], None], parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._done, self._lock, self._interrupt = work, done, lock, interrupt
        self.is_cancelled, self._is_working, self._turn = False, False, Lock()
        self.succeeded.connect(self._deliver)

    def run(self) -> None:
        try:
            with self._lock, self._working():
                result = self._work(self.report)
        except DisclosureError as failure:
            self.failed.emit(failure)
        else:
            self.succeeded.emit(result)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Only between these two moments what the file reads is read for this work, and may be interrupted."""
        with self._turn:
            if self.is_cancelled:
                raise CancelledError
            self._is_working = True
        try:
            yield
        finally:
            with self._turn:
                self._is_working = False

    def _deliver(self, result: Any) -> None:
        """Hand the result over: a slot of an object of the window's thread, so that ``done`` may touch widgets."""
        self._done(result)

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; called by the work, in its own thread."""
        if self.is_cancelled:
            raise CancelledError
        self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop; it rolls back what it has begun. Work still waiting for the file never begins."""
        with self._turn:
            self.is_cancelled = True
            if self._is_working:
                self._interrupt()
