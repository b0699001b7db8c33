"""Long work as the person sees it: what is being done, how far it is, and 取消."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.base.job import Job, Work

_MILLISECONDS_BEFORE_DIALOG = 250
_WIDTH = 420


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
        if not job.is_over:
            ProgressDialog(title, job, parent).open()

    if not job.wait(_MILLISECONDS_BEFORE_DIALOG):
        QTimer.singleShot(0, show_dialog)


def run_for_dialog(
    dialog: QDialog,
    title: str,
    work: Work,
    done: Callable[[Any], object],
    failed: Callable[[DisclosureError], object],
) -> None:
    """Do long work of a dialog that has no open file; a dialog that goes stops it and waits: they end together."""
    job = Job(work, done, nullcontext(), lambda: None, dialog, failed=failed)
    dialog.finished.connect(job.cancel)
    dialog.finished.connect(job.wait)
    start(job, title, dialog)
