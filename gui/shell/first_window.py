"""A second start on a file already open brings its window forward instead of failing.

The second program writes a small file into a folder the first one watches; the first deletes it and raises its window.
"""

import contextlib
import os
import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject
from PySide6.QtWidgets import QApplication, QWidget

from resources.digests import sha256

_WAITED, _STEP = 1.5, 0.05


def _knock_path(file: Path, data: Path) -> Path:
    named = sha256(os.fsencode(file.resolve())).hexdigest()[:16]
    return data / "knocks" / named


def bring_forward(file: Path, data: Path) -> bool:
    """Ask a window of this user with ``file`` open to come forward; return whether one did, within 1.5 seconds."""
    knock = _knock_path(file, data)
    try:
        knock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        knock.touch(mode=0o600)
    except OSError:
        return False
    end = time.monotonic() + _WAITED
    while knock.exists() and time.monotonic() < end:
        time.sleep(_STEP)
    is_heard = not knock.exists()
    with contextlib.suppress(OSError):
        knock.unlink(missing_ok=True)
    return is_heard


class FirstWindow(QObject):
    """Listens for second starts on one file and brings its window forward."""

    def __init__(self, file: Path, data: Path, window: QWidget) -> None:
        super().__init__(window)
        self._knock, self._window = _knock_path(file, data), window
        self._watcher = QFileSystemWatcher(self)
        with contextlib.suppress(OSError):
            self._knock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._watcher.addPath(str(self._knock.parent))
        self._watcher.directoryChanged.connect(self._look)

    def _look(self) -> None:
        if self._knock.exists():
            with contextlib.suppress(OSError):
                self._knock.unlink()
            shown = self._shown()
            shown.setWindowState(shown.windowState() & ~shown.windowState().WindowMinimized)
            shown.raise_()
            shown.activateWindow()

    def _shown(self) -> QWidget:
        """Return the window, or its cover while the program is locked."""
        if self._window.isVisible():
            return self._window
        return next((each for each in QApplication.topLevelWidgets() if each.isVisible()), self._window)
