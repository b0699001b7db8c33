"""Long work: off the window's thread, holding the one lock of the file, behind a dialog with 取消."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from disclosure.errors import CancelledError, DisclosureError

_MILLISECONDS_BEFORE_DIALOG = 250
_WIDTH = 420

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
        self.is_cancelled = False
        self.succeeded.connect(self._deliver)

    def run(self) -> None:
        try:
            with self._lock:
                result = self._work(self.report)
        except DisclosureError as failure:
            self.failed.emit(failure)
        else:
            self.succeeded.emit(result)

    def _deliver(self, result: Any) -> None:
        """Hand the result over: a slot of an object of the window's thread, so that ``done`` may touch widgets."""
        self._done(result)

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; called by the work, in its own thread."""
        if self.is_cancelled:
            raise CancelledError
        self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop; it rolls back what it has begun."""
        self.is_cancelled = True
        self._interrupt()


class ProgressDialog(QDialog):
    """What is being done, how far it is, and 取消; it closes by itself when the job ends."""

    def __init__(self, title: str, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._job, self._is_over = job, False
        self.words = QLabel(f"正在{title}…")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.cancel_button = QPushButton("取消")
        self.cancel_button.clicked.connect(self.reject)
        self._arrange()
        job.progressed.connect(self._show)
        job.finished.connect(self._over)

    def reject(self) -> None:
        """取消: the dialog stays until the work has really stopped."""
        self._job.cancel()
        self.words.setText("正在取消，已做的改动会全部撤回…")
        self.cancel_button.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_over:
            super().closeEvent(event)
            return
        event.ignore()
        self.reject()

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if total and self.cancel_button.isEnabled():
            self.words.setText(f"{self.windowTitle()}：{done} / {total}")

    def _over(self) -> None:
        self._is_over = True
        self.done(QDialog.DialogCode.Accepted)

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 20, 20, 16)
        stack.setSpacing(12)
        stack.addWidget(self.words)
        stack.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        stack.addLayout(foot)


def start(job: Job, title: str, parent: QWidget | None) -> None:
    """Start a job; a dialog appears only if it is not done at once, and nothing else can be clicked meanwhile."""
    job.start()

    def show_dialog() -> None:
        if job.isRunning():
            ProgressDialog(title, job, parent).open()

    if not job.wait(_MILLISECONDS_BEFORE_DIALOG):
        QTimer.singleShot(0, show_dialog)
