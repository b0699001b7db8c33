"""Types nihao into every kind of field: ``python -m tests.journeys.chinese METHOD FOLDER``, with a bus and a screen.

Prints one JSON line a field: what it is, what was shown while it was composed, how far from the caret the candidates
stood (pixels), what stood in it afterwards. FOLDER becomes the home; pictures of the screen are left in it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from gui.base.preferences import Preferences
from gui.forms.editors import Editor
from gui.kit.chip_text import ChipText
from gui.registers.page import RegisterPage
from gui.shell.application import Program, speak_to_fcitx_4
from gui.shell.beginning import prepare_input_method
from gui.shell.help import HelpDialog
from gui.shell.main_window import MainWindow

WORD, KEYS = "你好", "nihao"
SECONDS = 20.0
TOLD_MILLISECONDS = 1_800
"""So long fcitx 5 tells which method is on, in the window that shows the candidates afterwards."""
TAKES_WORDS = Qt.WidgetAttribute.WA_InputMethodEnabled
ROOT_OF_FCITX_4 = os.environ.get("FCITX4_ROOT", "")
"""A Debian 11 with fcitx 4, where this machine has fcitx 5, which keeps it out; /tmp is the same in both."""
_IN_ROOT = ["chroot", ROOT_OF_FCITX_4] if ROOT_OF_FCITX_4 else []
_PINYIN_5 = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""
_PINYIN_4 = "[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
_ACTIVE_4 = "[Program]\nShareStateAmongWindow=All\nDefaultInputMethodState=Active\n"
SETTINGS: dict[str, dict[str, str]] = {
    "fcitx5": {"fcitx5/profile": _PINYIN_5},
    "fcitx4": {"fcitx/profile": _PINYIN_4, "fcitx/config": _ACTIVE_4},
    "ibus": {},
}
DAEMONS: dict[str, list[str]] = {
    "fcitx5": ["fcitx5", "--disable=wayland,waylandim"],
    "fcitx4": [*_IN_ROOT, "fcitx", "-D"],
    "ibus": ["ibus-daemon", "--replace"],
}
NAMES = {"fcitx5": "org.freedesktop.portal.IBus", "fcitx4": "org.fcitx.Fcitx-{}", "ibus": "org.freedesktop.IBus"}
"""What each is called on the bus once it listens; {} is the number of the screen."""
TURNED_ON: dict[str, list[str]] = {
    "fcitx5": ["fcitx5-remote", "-o"],
    "fcitx4": [*_IN_ROOT, "fcitx-remote", "-o"],
    "ibus": ["ibus", "engine", "libpinyin"],
}


class Composed(QObject):
    """What was last shown as half typed, anywhere."""

    text = ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - its name in Qt
        if isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
        return False


def wait_for(is_so: Callable[[], object]) -> bool:
    """Let the window go on until something is so; tell whether it became so."""
    last = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < last:
        QTest.qWait(50)
    return bool(is_so())


def run(*command: str) -> str:
    """Run a command while the window goes on."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            QTest.qWait(10)
        assert process.stdout is not None
        return process.stdout.read()


def windows() -> dict[str, QPoint]:
    """Return every window right under the root, with its upper left corner."""
    found = {}
    for window in run("xdotool", "search", "--onlyvisible", "--maxdepth", "1", "").split():
        told = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", window).split())
        if told:
            found[window] = QPoint(int(told["X"]), int(told["Y"]))
    return found


def new_since(before: dict[str, QPoint]) -> list[QPoint]:
    """Return where the windows are that were not there before: those with the candidates."""
    return [corner for window, corner in windows().items() if window not in before]


def typed(field: QWidget, text: Callable[[], str], method: str, composed: Composed) -> dict[str, object]:
    """Type the word into a field; tell what was seen."""
    field.setFocus()
    wait_for(field.hasFocus)
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    if isinstance(line, QLineEdit):
        line.selectAll()  # as Tab does: what is preset goes
    run(*TURNED_ON[method])
    QTest.qWait(TOLD_MILLISECONDS)
    before, composed.text = windows(), ""
    run("xdotool", "type", "--delay", "60", KEYS)
    is_secret = isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
    wait_for(lambda: len(text()) >= len(KEYS) if is_secret else composed.text.replace(" ", "") in (KEYS, WORD))
    shown, distance, handle = composed.text, -1, field.window().windowHandle()
    wait_for(lambda: is_secret or new_since(before))
    candidates = new_since(before)
    field.screen().grabWindow(0).save(str(Path.home() / f"{type(field).__name__}.png"))
    if candidates and handle is not None:
        caret = QGuiApplication.inputMethod().cursorRectangle()
        place = handle.mapToGlobal(caret.bottomLeft()).toPoint()
        distance = min((corner - place).manhattanLength() for corner in candidates)
    run("xdotool", "key", "space")
    wait_for(lambda: WORD in text() or is_secret)
    return {"composed": shown, "distance": distance, "text": text()}


def _fields(window: MainWindow) -> Iterator[tuple[str, QWidget, Callable[[], str]]]:
    """Every kind of field, one after the other, each in its window."""
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    yield "search", page.search, page.search.text
    page.search.clear()
    form = page.new_record()
    form.show_all()  # a new request asks for few kinds of field
    kinds: set[type[Editor]] = set()
    for field in form.fields.values():
        keyboard = field.editor.keyboards()[0]
        if type(field.editor) in kinds or field.cell.isHidden() or not keyboard.testAttribute(TAKES_WORDS):
            continue
        kinds.add(type(field.editor))
        yield type(field.editor).__name__, keyboard, field.editor.raw
    form.hide()
    report = window.show_page("report")
    texts = cast("list[ChipText]", report.findChildren(ChipText))
    wait_for(lambda: any(each.isVisible() for each in texts))
    text = next(each for each in texts if each.isVisible())
    text.selectAll()
    yield "report", text, text.toPlainText
    window.work.show_manual()
    manual = next(each for each in QApplication.topLevelWidgets() if isinstance(each, HelpDialog))
    yield "manual", manual.wanted, manual.wanted.text
    manual.close()
    secret = QLineEdit()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.show()
    secret.activateWindow()
    yield "password", secret, secret.text
    secret.close()


def main(method: str, folder: Path) -> None:
    """Begin the input method and the program on the sample, and type."""
    for name, text in SETTINGS[method].items():
        path = folder / ".config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    name = "ibus" if method == "ibus" else "fcitx"
    os.environ |= {"QT_IM_MODULE": name, "XMODIFIERS": f"@im={name}"}
    daemon = subprocess.Popen(DAEMONS[method], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    asked = ["dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"]
    asked.append(f"string:{NAMES[method].format(os.environ['DISPLAY'].strip(':'))}")
    last = time.monotonic() + SECONDS
    while b"true" not in subprocess.run(asked, capture_output=True, check=False).stdout and time.monotonic() < last:
        time.sleep(0.1)
    prepare_input_method(os.environ)
    app = QApplication([])
    speak_to_fcitx_4(app, os.environ)
    composed = Composed()
    app.installEventFilter(composed)
    program = Program(app, Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)))
    program.open_sample()
    window = program.window
    assert isinstance(window, MainWindow)
    try:
        wait_for(window.isActiveWindow)
        for kind, field, read in _fields(window):
            seen = typed(field, read, method, composed)
            sys.stdout.write(json.dumps({"kind": kind, **seen}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    finally:
        daemon.terminate()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
    os._exit(0)
