"""Every command, menu entry, shortcut and button of every page is pressed, and she can always go on typing.

What is pressed is read off the window itself, so a new command is in it at once: one in four here, the same at each
run, all of them in `make torture`. After each press every window that came up is closed by Esc, nothing unexpected was
raised, and the keyboard is inside the page again.
"""

import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gui.base.preferences import Preferences
from gui.kit.gated_form import GatedForm, sheet_in_front
from gui.safety.lock_window import LockWindow
from gui.shell.application import Program
from gui.shell.main_window import TABS, MainWindow
from gui.shell.menus import MENUS, Choice
from gui.shell.start_page import StartPage
from tests.empty_files import new_registers
from tests.gui.fixtures import open_windows
from tests.sample_files import sample_at, sample_day

__all__ = ["sample_day"]

LEAVING = {"open", "create", "close", "quit"}
"""What ends the file or the program; pressed last."""
MOST_ESCAPES = 4
ONE_IN = 4
LONGEST_STALL = 5.0
"""Seconds one press may keep the window from painting on a machine that does much else."""


@dataclass
class Walk:
    """One walk through an open program; what went wrong is collected, so that one run tells all of it."""

    qtbot: QtBot
    program: Program
    crashes: list[str]
    wrong: list[str]

    @property
    def window(self) -> MainWindow:
        window = self.program.window
        assert isinstance(window, MainWindow)
        return window

    def settle(self) -> None:
        """Wait until nothing runs and nothing is about to be shown."""
        session = self.window.session
        QTest.qWait(1)
        while session.is_busy:
            QTest.qWait(2)
        QTest.qWait(1)

    def page(self) -> QWidget:
        """The page in front: of two in one tab, the one that is seen."""
        return self.window.tabs.currentWidget()

    def choose(self, rows: str) -> None:
        """Select nothing, one row or all rows of the table in front."""
        self.page().setFocus()
        for table in cast("list[QTableView]", self.page().findChildren(QTableView)):
            if table.isVisible() and table.selectionModel() is not None:
                table.setFocus()
                table.clearSelection()
                model = table.model()
                if rows == "none":
                    table.setCurrentIndex(model.index(-1, -1))
                elif rows == "one" and model.rowCount():
                    table.selectRow(0)
                elif rows == "all" and model.rowCount():
                    table.selectAll()
                return

    def keys(self, where: str, keys: QKeySequence) -> None:
        """Press keys where the keyboard is now."""
        target = QApplication.focusWidget() or self.window
        self.act(f"{where} · {keys.toString()}", lambda: QTest.keySequence(target, keys))

    def act(self, told: str, press: Callable[[], object]) -> None:
        """Press something, close whatever opens, and look whether she can go on."""
        begun = time.monotonic()
        press()
        took = time.monotonic() - begun
        if took > LONGEST_STALL:
            self.wrong.append(f"{told}: stood still for {took:.1f} s")
        self.settle()
        self.close_what_opened(told)
        if self.crashes:
            self.wrong.append(f"{told}: {self.crashes.pop()}")
            self.crashes.clear()
        self.look_at_focus(told)

    def close_what_opened(self, told: str) -> None:
        for _ in range(MOST_ESCAPES):
            popup = QApplication.activePopupWidget()
            others = [each for each in open_windows() if each is not self.window]
            if popup is None and not others:
                return
            front = popup or QApplication.activeModalWidget() or QApplication.activeWindow() or others[-1]
            if front is self.window:  # a form lies in its page, or it lost its place to the window behind it
                front = sheet_in_front(self.window) or others[-1]
            if isinstance(front, GatedForm) and front.discard_button.isVisible():  # it asks before it loses anything
                front.discard_button.click()
                self.settle()
                continue
            key = Qt.Key.Key_Return if isinstance(front, LockWindow) else Qt.Key.Key_Escape
            QTest.keyClick(front.focusWidget() or front, key)
            self.settle()
        for left in [each for each in open_windows() if each is not self.window]:
            self.wrong.append(f"{told}: {type(left).__name__} “{left.windowTitle()}” does not go with Esc")
            left.close()
            left.hide()

    def look_at_focus(self, told: str) -> None:
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        focus = QApplication.focusWidget()
        if focus is None or not self.page().isAncestorOf(focus):
            name = f"{type(focus).__name__} {focus.objectName()}" if focus else "nothing"
            self.wrong.append(f"{told}: the keyboard is at {name}")
            self.page().setFocus()

    # --- what there is to press ---

    def shortcuts(self) -> list[QKeySequence]:
        """Every key of the page in front, of its commands and of its single shortcuts."""
        page = self.page()
        keys = [
            key
            for action in cast("list[QAction]", page.findChildren(QAction))
            if action.isEnabled() and _is_seen(action.parent())
            for key in action.shortcuts()
        ]
        single = cast("list[QShortcut]", page.findChildren(QShortcut))
        keys += [each.key() for each in single if _is_seen(each.parent())]
        return list(dict.fromkeys(keys))

    def wordless(self) -> list[str]:
        """What the actions without keys are called: the entries of the menus of buttons."""
        return list(
            dict.fromkeys(
                action.text()
                for action in cast("list[QAction]", self.page().findChildren(QAction))
                if action.text() and not action.shortcuts() and action.isEnabled() and _is_seen(action.parent())
            )
        )

    def trigger(self, text: str) -> None:
        for action in cast("list[QAction]", self.page().findChildren(QAction)):
            if action.text() == text and action.isEnabled():
                action.trigger()
                return

    def buttons(self) -> list[str]:
        """What the buttons are called; those that name a key are pressed by it."""
        return list(dict.fromkeys(_name(each) for each in self._buttons() if "  " not in each.text()))

    def _buttons(self) -> list[QAbstractButton]:
        found = cast("list[QAbstractButton]", self.page().findChildren(QAbstractButton))
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def click(self, name: str) -> None:
        for each in self._buttons():
            if _name(each) == name:
                each.setFocus()
                QTest.keyClick(each, Qt.Key.Key_Space)
                return


def _name(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def _is_seen(owner: object) -> bool:
    """Whether what an action belongs to can be seen: the page, or the button of a menu."""
    while isinstance(owner, QMenu):
        owner = owner.parent()
    return not isinstance(owner, QWidget) or owner.isVisible()


@pytest.fixture
def program(
    qapp: QApplication, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, sample_day: date
) -> Iterator[Program]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program's own is gone with it
    made = Program(qapp, preferences, today=lambda: sample_day)
    made.crashed.disconnect()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


@pytest.fixture
def walk(qtbot: QtBot, program: Program) -> Walk:
    crashes: list[str] = []
    program.crashed.connect(crashes.append)
    return Walk(qtbot, program, crashes, [])


def is_sampled(name: str) -> bool:
    """Whether something is pressed in `make test`: a quarter of all there is, and no other one because of a new one."""
    return zlib.crc32(name.encode()) % ONE_IN == 0


def press_pages(walk: Walk, rows: str, *, everywhere: bool) -> None:
    """Press all there is on every page, or one key, entry and button in four on the first page that has it."""
    known: set[str] = set()

    def is_due(name: str) -> bool:
        is_new = name not in known
        known.add(name)
        return everywhere or (is_new and is_sampled(name))

    for place, tab in enumerate(TABS):
        walk.keys("各处", QKeySequence(f"Alt+{place + 1}"))
        assert walk.window.tabs.currentIndex() == place
        for keys in walk.shortcuts():
            if is_due(keys.toString()):
                walk.choose(rows)
                walk.keys(tab.text, keys)
        for text in walk.wordless():
            if is_due(text):
                walk.choose(rows)
                walk.act(f"{tab.text} · {text}", partial(walk.trigger, text))
        for name in walk.buttons():
            if is_due(f"[{name}]"):
                walk.choose(rows)
                walk.act(f"{tab.text} · [{name}]", partial(walk.click, name))


def press_menus(walk: Walk, *, everywhere: bool) -> None:
    """Press every entry of the menus but those that leave, or one in four."""
    for entry in MENUS:
        if not (everywhere or is_sampled(entry.text)):
            continue
        if isinstance(entry, Choice):
            for value, text in entry.options:
                walk.act(f"{entry.text} · {text}", partial(entry.choose, walk.window, value))
        elif entry.text and entry.name not in LEAVING and walk.window.entries[entry.name].isEnabled():
            walk.page().setFocus()
            if entry.keys:
                walk.keys(entry.text, QKeySequence(entry.keys[0]))
            else:
                walk.act(entry.text, walk.window.entries[entry.name].trigger)


def press_everything(walk: Walk, rows: str, *, with_backups: bool = True, everywhere: bool = True) -> None:
    window = walk.window
    walk.qtbot.waitUntil(lambda: "today" in window.pages)
    window.keep_safe(with_backups=with_backups)
    press_pages(walk, rows, everywhere=everywhere)
    if rows != "none":  # the menus know nothing of what is selected
        press_menus(walk, everywhere=everywhere)
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.parametrize(
    "everywhere", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["once", "on every page"]
)
def test_on_the_sample_she_can_go_on_after_every_press(walk: Walk, everywhere: bool) -> None:
    walk.program.open_sample()
    press_everything(walk, "one", with_backups=False, everywhere=everywhere)


@pytest.mark.torture
def test_on_an_empty_file_she_can_go_on_after_every_press(walk: Walk, path: Path) -> None:
    new_registers(path).close()
    walk.program.open_file(path)
    press_everything(walk, "none")


@pytest.mark.torture
@pytest.mark.parametrize("rows", ["none", "one", "all"])
def test_on_her_own_file_she_can_go_on_after_every_press(walk: Walk, path: Path, rows: str) -> None:
    walk.program.open_file(sample_at(path))
    press_everything(walk, rows)


def test_leaving_the_file_ends_on_the_start_page(walk: Walk, path: Path) -> None:
    new_registers(path).close()
    walk.program.open_file(path)
    walk.qtbot.waitUntil(lambda: "today" in walk.window.pages)
    walk.keys("打开", walk.window.entries["open"].shortcut())
    QTest.keySequence(walk.window, walk.window.entries["close"].shortcut())
    assert walk.program.window is not None
    assert isinstance(walk.program.window.centralWidget(), StartPage)
    assert (walk.wrong, walk.crashes) == ([], [])
