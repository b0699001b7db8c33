"""A box for dropping or choosing a file, which then shows what was read."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from disclosure.errors import CancelledError, DisclosureError
from disclosure.progress import Progress
from gui.base.appearance import mark
from gui.base.job import Job
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.file_dialogs import ask_existing
from gui.kit.shapes import Shape


def dropped(event: QDropEvent) -> list[Path]:
    """Return the dragged or dropped files."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class DropBox(QFrame):
    """Asks for one file and reads it in a worker; ``found`` is the result, None while there is none.

    ``read`` returns for a file an object whose ``told`` describes it in two lines; ``kind`` is the shape of one.
    """

    changed = Signal()

    def __init__(
        self,
        asked: str,
        hint: str,
        names: str,
        read: Callable[[Path, Progress], Any],
        kind: str,
    ) -> None:
        super().__init__()
        mark(self, "drop")
        self.setAcceptDrops(True)
        self._asked, self._hint, self._names, self._read = asked, hint, names, read
        self.found: Any = None
        self._kind, self.shape = kind, Shape("fetch", is_tiled=True)
        self._job: Job | None = None
        self.title, self.beneath = words(asked, wrap=True), words(hint, "secondary", wrap=True)
        self.choose_button = button("选一份…", self.ask, "link")
        self._what = asked.partition("拖")[0].removeprefix("把")
        self.choose_button.setAccessibleName(f"{self._what}：选一份")
        self.drop_button = button("不要了", self.let_go, "link")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.title)
        lines.addWidget(self.beneath)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 18, 16, 18)
        row.setSpacing(12)
        row.addWidget(self.shape)
        row.addLayout(lines, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.drop_button)
        self._show(asked, hint)

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def ask(self) -> QFileDialog:
        """Ask for the file."""
        return ask_existing(self, f"选{self._what}", self._names, self.take)

    def take(self, path: Path) -> None:
        """Read a file; an error is shown here, and the former result stays."""
        if self._job is not None:
            return

        def done(found: Any) -> None:
            self.found = found
            self._show(*found.told)

        def failed(failure: DisclosureError) -> None:
            if not isinstance(failure, CancelledError):
                self._show(self.title.text(), str(failure), Sign.DOUBT)

        def ended(_job: Job) -> None:
            self._job = None
            self._enable()
            self.changed.emit()

        read = partial(self._read, path)
        self._job = Job(read, done, nullcontext(), lambda: None, self, failed=failed, ended=ended)
        self.beneath.say(f"正在读“{path.stem}”…", None, "secondary")
        self._enable()
        self.changed.emit()
        self._job.start()

    def let_go(self) -> None:
        """Remove the file."""
        self.found = None
        self._show(self._asked, self._hint)
        self.changed.emit()
        self.choose_button.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._job is not None and not event.spontaneous():  # the page is closing, and no thread may outlive it
            self._job.cancel()
            self._job.wait()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        event.acceptProposedAction()
        self.take(dropped(event)[0])

    def _show(self, title: str, beneath: str, sign: Sign | None = None) -> None:
        self.title.say(title)
        self.beneath.say(beneath, sign, "" if sign else "secondary")
        self.shape.show_shape("fetch" if self.found is None else self._kind, is_tiled=self.found is None)
        self.choose_button.setText("选一份…" if self.found is None else "换一份…")
        self._mark(over=False)
        self._enable()

    def _enable(self) -> None:
        self.choose_button.setEnabled(not self.is_reading)
        self.drop_button.setVisible(self.found is not None and not self.is_reading)

    def _mark(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.setProperty("full", self.found is not None)
        self.style().polish(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
