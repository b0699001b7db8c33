"""Long work in a worker thread, holding the file's lock, and its display with progress and 取消."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from disclosure.errors import CancelledError, DisclosureError
from disclosure.progress import Progress
from gui.base.appearance import mark
from gui.base.waits import Wait, waiting

_WIDTH, _MARGIN = 420, 12

Work = Callable[[Progress], Any]
"""The work, given a function to report progress; its result reaches ``Job.succeeded``."""


class Job(QThread):
    """One piece of long work; callbacks are given on creation, so that none can be missed.

    All callbacks run in the window's thread: ``done`` gets the result, ``failed`` a DisclosureError, and ``ended`` is
    called last in every case. Any other exception is a programming error and reaches the program's hook. ``over`` is
    emitted from the window's event loop: code there that finds ``is_over`` false and connects to it will certainly get
    it, which QThread's ``finished`` does not guarantee. A job that is over deletes itself and releases everything it
    was given.
    """

    over = Signal()
    progressed = Signal(int, int)
    _succeeded = Signal(object)
    _refused = Signal(object)

    def __init__(
        self,
        work: Work,
        done: Callable[[Any], object],
        lock: AbstractContextManager[object],
        interrupt: Callable[[], None],
        parent: QObject | None = None,
        *,
        failed: Callable[[DisclosureError], object] | None = None,
        ended: Callable[["Job"], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._lock, self._interrupt = work, lock, interrupt
        self._done, self._failed, self._ended = done, failed or _nothing, ended or _nothing
        self.is_cancelled, self._is_working, self._turn = False, False, Lock()
        self.is_over = False
        self._succeeded.connect(self._deliver)
        self._refused.connect(self._refuse)
        self.finished.connect(self._end)

    def run(self) -> None:
        try:
            with self._lock, self._working():
                result = self._work(self.report)
        except DisclosureError as failure:
            self._refused.emit(failure)
        else:
            self._succeeded.emit(result)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """The only period in which reads from the file belong to this work, and may be interrupted."""
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
        """Deliver the result: a slot of an object in the window's thread, so that ``done`` may use widgets."""
        self._done(result)

    def _refuse(self, failure: DisclosureError) -> None:
        self._failed(failure)

    def _end(self) -> None:
        """The last event of this job, after which nothing follows."""
        self.wait()  # the thread says that it is finished shortly before it is, and only then may it be deleted
        self.is_over = True
        ended = self._ended
        self._work = self._done = self._failed = self._ended = _nothing
        self.deleteLater()
        self.over.emit()
        ended(self)

    def report(self, done: int, total: int) -> None:
        """Report the progress of the work; called by the work in its thread."""
        if self.is_cancelled:
            raise CancelledError
        self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop and roll back. Work still waiting for the file never starts."""
        with self._turn:
            self.is_cancelled = True
            if self._is_working:
                self._interrupt()


def _nothing(_told: object) -> None:
    """Do nothing."""


class ProgressDialog(QDialog):
    """The title of the work, its progress, and 取消; closes by itself when the job ends."""

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
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 20, 20, 16)
        stack.setSpacing(12)
        stack.addWidget(self.words)
        stack.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        stack.addLayout(foot)
        job.progressed.connect(self._show)
        job.over.connect(self._over)

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


class ReadingLine(QFrame):
    """Progress and 取消, shown above the lower edge of a page whose reading takes longer than two seconds.

    The page keeps its content. ``stopped`` is emitted on 取消, ``again`` when the rest is requested after all.
    """

    stopped = Signal()
    again = Signal()

    def __init__(self, page: QWidget, what: str, unit: str = "") -> None:
        super().__init__(page)
        mark(self, "card")
        self._page, self._what, self._unit, self._is_stopped = page, what, unit, False
        self.words = QLabel()
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._soon = waiting(self, self._appear, Wait.LONG)
        page.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Note that the page starts reading; nothing is shown for two seconds."""
        self.end()
        self._say(f"正在读取{self._what}…", "取消")
        self._is_stopped = False
        self._soon.start()

    def tell(self, done: int, total: int) -> None:
        """Show how many of how many were read."""
        if total and not self._is_stopped:
            self._say(f"已读 {done:,} {self._unit}，共 {total:,} {self._unit}。", "取消")

    def end(self) -> None:
        """Note that everything was read."""
        self._soon.stop()
        self.hide()

    def _press(self) -> None:
        if self._is_stopped:
            self.again.emit()
            return
        self._is_stopped = True
        self._say("没有读完，这里的不全。", "再读一次")
        self.stopped.emit()

    def _say(self, told: str, verb: str) -> None:
        self.words.setText(told)
        self.button.setText(verb)
        if self.isVisible():
            self._place()

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """Lie in the middle above the lower edge, as wide as the text."""
        page, size = self._page, self.sizeHint()
        wide = min(max(size.width(), _WIDTH), page.width() - 2 * _MARGIN)
        top = page.height() - size.height() - _MARGIN
        self.setGeometry((page.width() - wide) // 2, top, wide, size.height())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


def start(job: Job, title: str, parent: QWidget | None) -> None:
    """Start a job; unless it is done at once, a dialog appears and nothing else can be clicked."""
    job.start()

    def show_dialog() -> None:
        if not job.is_over:
            ProgressDialog(title, job, parent).open()

    if not job.wait(Wait.TYPING):
        QTimer.singleShot(Wait.TURN, show_dialog)


def run_for_dialog(
    dialog: QDialog,
    title: str,
    work: Work,
    done: Callable[[Any], object],
    failed: Callable[[DisclosureError], object],
) -> None:
    """Run long work of a dialog without an open file; a dialog that closes stops it and waits for its end."""
    job = Job(work, done, nullcontext(), lambda: None, dialog, failed=failed)
    dialog.finished.connect(job.cancel)
    dialog.finished.connect(job.wait)
    start(job, title, dialog)
