"""The real window for tests: on a real file, on 4 March 2024, with settings of its own; nothing may stay open."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker
from shiboken6 import delete

from gui.base.appearance import Appearance, dress, dress_window, is_dressed, load_fonts
from gui.base.garbage import Collector
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.gated_form import PageSheet
from gui.report.desk import ReportDesk
from gui.shell.application import Program
from gui.shell.beginning import Beginning
from gui.shell.main_window import MainWindow
from resources.locate import resource_path
from storage.registers import Registers
from tests.conftest import PYTHONS_LIMITS, fixed_now
from tests.empty_files import new_registers
from tests.gui import by_keyboard, left, looks, marked, placed, spaced, titled

W = TypeVar("W", bound=QWidget)
TODAY = date(2024, 3, 4)
PATIENCE = 60_000
STANDING: list[QWidget] = []
"""The windows that stand from one test to the next (`standing_window`)."""


class PatientBot(QtBot):
    """Waits for what comes as long as a busy machine needs; five seconds are for an idle one."""

    def waitUntil(  # noqa: N802 - its name in pytest-qt
        self,
        callback: Callable[[], bool | None],
        *,
        timeout: int = PATIENCE,
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE, **asked: Any) -> SignalBlocker:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **asked)

    def addWidget(  # noqa: N802 - its name in pytest-qt
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        """Part of the window, or a dialog without it, is dressed as it is there."""
        dress_window(widget)
        super().addWidget(widget, before_close_func=before_close_func)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - it comes first
    """The bot of pytest-qt, with patience."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """The font and look of the program, once for all tests."""
    load_fonts(resource_path("fonts"))
    dress(qapp, Appearance.LIGHT)
    placed.watch()
    spaced.watch()
    marked.watch()
    left.watch()
    titled.watch()


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open or meets a dialog nobody dealt with; no worker collects garbage.

    What earlier tests left hidden goes first: each change of the look is drawn anew for every widget there is. So does
    a key the last click was made with: Qt holds it until the next one, and a row chosen by code is toggled under Ctrl.
    """
    if QApplication.keyboardModifiers():
        free = QWidget()
        free.show()
        QTest.mouseClick(free, Qt.MouseButton.LeftButton)
        free.close()
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None and widget not in STANDING:
            widget.deleteLater()
    for kind in (Program, Beginning):
        for lasting in cast("list[QObject]", qapp.findChildren(kind)):
            lasting.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector, limits = Collector(), gc.get_threshold()
    gc.set_threshold(*PYTHONS_LIMITS)
    yield
    gc.set_threshold(*limits)
    delete(collector)
    if not STANDING:  # its workers go on
        gc.enable()
    still = [widget for widget in open_windows() if widget not in STANDING]
    for widget in still:
        widget.close()
        widget.deleteLater()
    qapp.processEvents()
    assert not still, f"left open: {[(type(widget).__name__, widget.windowTitle()) for widget in still]}"
    ill, left.ill[:] = list(left.ill), []
    assert not ill, f"left ill: {ill}"
    lost, placed.lost[:] = list(placed.lost), []
    assert not lost, f"made and put nowhere: {lost}"
    unopened = list(placed.unopened.values())
    placed.unopened.clear()
    assert not unopened, f"made and never opened: {unopened}"
    unknown, marked.unknown[:] = list(marked.unknown), []
    assert not unknown, f"roles without a look: {unknown}"
    unheard, titled.unheard[:] = list(titled.unheard), []
    assert not unheard, f"the manual knows no such work: {unheard}"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Settings in a file of their own."""
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def session(registers: Registers) -> Iterator[Session]:
    """The session of an empty file; closed with it."""
    opened = Session(registers, today=lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture
def checked_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is checked as soon as nothing else is to be done: for tests that wait for what was found."""
    monkeypatch.setattr(ReportDesk, "pause", 0)


@pytest.fixture
def frame(session: Session, preferences: Preferences) -> Iterator[MainWindow]:
    """The real window, shown, before its first page is read: for a fixture that goes to another page at once.

    Behind most pages 今日 was built, read and drawn at each test, and nobody looked at it.
    """
    shown = MainWindow(session, preferences)
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, frame: MainWindow) -> MainWindow:
    """The real window, shown, with 今日 in front, or the page another fixture went to."""
    qtbot.waitUntil(lambda: bool(frame.pages))
    return frame


@contextmanager
def standing_window(folder: Path) -> Iterator[MainWindow]:
    """One real window, on a new file, for all tests of a module: each has to give it back as it came to it."""
    gc.disable()
    with new_registers(folder / "台账.sqlite", now=fixed_now, by="测试员") as registers:
        session = Session(registers, today=lambda: TODAY)
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        shown = MainWindow(session, Preferences(settings))
        shown.show()
        STANDING.append(shown)
        yield shown
        STANDING.remove(shown)
        shown.close()
        session.close()
        shown.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


def open_windows() -> list[QWidget]:
    """Return every window that is on the screen now, and every form that lies inside one; none lacks the sheet."""
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    bare = [widget for widget in windows if not is_dressed(widget)]
    assert not bare, f"without the style sheet: {bare}"
    sheets = [sheet for window in windows for sheet in cast("list[PageSheet]", window.findChildren(PageSheet))]
    return [*windows, *(sheet for sheet in sheets if not sheet.isWindow() and sheet.isVisible())]


def find_window(kind: type[W]) -> W:
    """Return the one open window of a kind; in whatever state it is, it is made as the others are."""
    (found,) = [widget for widget in open_windows() if isinstance(widget, kind)]
    if not isinstance(found, QFileDialog):  # the system's own
        wrong = [*looks.ill_made(found), *by_keyboard.unnamed(found), *by_keyboard.misnamed(found)]
        assert wrong == [], f"{kind.__name__}: {wrong}"
    return found


def wait_for_window(qtbot: QtBot, kind: type[W], timeout: int = 10_000) -> W:
    """Wait until a window of a kind is open, whatever came before it (a progress dialog), and return it."""
    qtbot.waitUntil(lambda: any(isinstance(widget, kind) for widget in open_windows()), timeout=timeout)
    return find_window(kind)


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget: key by key, or, for Chinese, as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(widget, committed)
