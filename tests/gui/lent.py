"""One window on an empty file for the tests of a module, which each give it back empty: a new one takes its time.

A module imports `standing`, `session` and `window`; a test that ends its file, or that leaves what no undoing takes
back, opens one of its own (`own_window`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tests.gui.fixtures import PATIENCE, TODAY, standing_window


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The one window."""
    with standing_window(tmp_path_factory.mktemp("standing")) as window:
        yield window


@pytest.fixture
def session(standing: MainWindow) -> Session:
    """Its session."""
    return standing.session


@pytest.fixture
def window(standing: MainWindow) -> Iterator[MainWindow]:
    """That window with 今日 in front; afterwards its file is undone to nothing."""
    registers, size = standing.session.registers, standing.size()
    standing.activateWindow()  # another may have come and gone
    assert QTest.qWaitForWindowActive(standing, PATIENCE)
    _wait(standing)
    yield standing
    _wait(standing)
    report = standing.pages.get("report")
    if isinstance(report, ReportPage):
        report.finish()  # a part of it that is not laid in yet is hidden, and would be taken for what a test left
    standing.session.half_written.clear()
    while registers.undo_label is not None:
        registers.undo()
    standing.resize(size)
    standing.show_page("today")
    _wait(standing)


def _wait(window: MainWindow) -> None:
    """Wait until nothing is read and 今日 is there."""
    ends = QDeadlineTimer(PATIENCE)
    while window.session.is_busy or "today" not in window.pages:
        assert not ends.hasExpired()
        QTest.qWait(1)


@contextmanager
def own_window(registers: Registers, preferences: Preferences) -> Iterator[MainWindow]:
    """A window for one test."""
    shown = MainWindow(Session(registers, today=lambda: TODAY), preferences)
    shown.show()
    yield shown
    shown.close()
    shown.session.close()
    shown.deleteLater()
