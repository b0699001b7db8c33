"""The first stage of a start: the program's language, fonts and look, and the window's frame, still without its file.

Nothing here opens the file or imports the modules that do: that takes as long again, and the frame is up before.
"""

import os
import sys
import time
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QLibraryInfo, QLocale, QObject, QThread, QTranslator
from PySide6.QtWidgets import QApplication

from gui.base import TITLE
from gui.base.appearance import STYLED, dress, load_fonts
from gui.base.fitting import Fitting
from gui.base.preferences import Preferences
from gui.shell.main_window import MainWindow
from resources.locate import resource_path

_INPUT_METHOD_NAMES = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "GTK_IM_MODULE", "INPUT_METHOD")
"""Where a desktop says which input method is in use; not every one says it in all of them."""

_NOTE = ".lock"
"""Ending of the note beside an open file, as in ``storage.connection.note_path``, which is not imported this early."""

_PAINTED_WITHIN, _LOOK_EVERY = 0.1, 1
"""Seconds the window manager is given to show the frame, and milliseconds between checks whether it has."""


_QT_WORDS: Mapping[tuple[str, str], str] = {
    ("QFileSystemModel", "Size"): "大小",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "Drive"): "磁盘",
    ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "Shortcut"): "快捷方式",
    ("QAbstractFileIconProvider", "Unknown"): "未知",
}
"""What Qt's own translation leaves in English or words oddly (体积), by context and source text."""


class _OurTranslator(QTranslator):
    """Is asked before Qt's own translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, _note: str | None = None, _count: int = -1) -> Any:
        return _QT_WORDS.get((context, source))  # None: Qt asks the next translator


class Beginning(QObject):
    """The program's language, fonts and look; ``frame`` is the window without its file, once it is shown.

    ``Program`` then opens the file in the frame, or replaces the frame by another window.
    """

    def __init__(self, app: QApplication, preferences: Preferences, path: Path | None = None) -> None:
        super().__init__(app)
        self.app, self.preferences = app, preferences
        app.setApplicationDisplayName(TITLE)
        self.frame = _frame(path, preferences) if path is not None else None
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        translator = QTranslator(self)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
        app.installTranslator(_OurTranslator(self))
        load_fonts(resource_path("fonts"))
        dress(app, preferences.appearance, preferences.zoom)
        app.styleHints().colorSchemeChanged.connect(
            lambda _scheme: dress(app, preferences.appearance, preferences.zoom)
        )
        Fitting(app, self)
        if self.frame is not None and path is not None:
            self._finish(self.frame, path)

    def _finish(self, frame: MainWindow, path: Path) -> None:
        """Fill the frame while the window system brings it to the screen, and wait until it is painted.

        Keys and clicks wait in the queue until the file is open.
        """
        frame.fill()
        frame.name_file(path)
        frame.tabs.currentWidget().setFocus()  # or the still empty year box would have the keyboard
        until = time.monotonic() + _PAINTED_WITHIN
        while not frame.windowHandle().isExposed() and time.monotonic() < until:
            QThread.msleep(_LOOK_EVERY)
            self.app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _frame(path: Path, preferences: Preferences) -> MainWindow | None:
    """Show the frame for a file, unless some other window may be needed first, to ask for a password, say.

    It is still empty and has no style: both are made while the window system brings it to the screen.
    """
    if not path.is_file() or path.with_name(path.name + _NOTE).exists() or preferences.has_password(path):
        return None
    frame = MainWindow(None, preferences)
    frame.setWindowTitle(path.stem)
    frame.show()
    return frame


def begin(path: Path | None, *, sample: bool) -> Beginning:
    """Start Qt and show the frame for ``path``, or for the file that was open last; none is shown for the sample."""
    prepare_input_method(os.environ)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(STYLED, True)
    preferences = Preferences()
    wanted = [path] if path else preferences.recent_files[:1]
    return Beginning(app, preferences, wanted[0] if wanted and not sample else None)


def prepare_input_method(environment: MutableMapping[str, str]) -> None:
    """Let users of fcitx 5 type Chinese: Qt ships no fcitx plugin, but fcitx 5 speaks the ibus protocol.

    Without an ``ibus-daemon`` in PATH, Qt's ibus plugin stays off unless told to use the portal, whose name on the bus
    fcitx 5 takes.
    """
    if names_fcitx(environment):
        environment["QT_IM_MODULE"] = "ibus"
        environment.setdefault("IBUS_USE_PORTAL", "1")


def names_fcitx(environment: Mapping[str, str]) -> bool:
    """Whether a desktop says that its input method is fcitx."""
    named = (environment.get(name, "") for name in _INPUT_METHOD_NAMES)
    return sys.platform.startswith("linux") and any("fcitx" in method for method in named)
