"""One list of requests for the tests of a module, which each give it back as they found it: a page takes its time.

A module fills it in a fixture ``standing`` and imports `session`, `registers`, `preferences` and `window`. A test that
leaves what no undoing takes back (a password, a look that was noted) opens a window of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QModelIndex, QSettings
from PySide6.QtTest import QTest

from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.gui.fixtures import PATIENCE, standing_window
from tests.gui.lent import own_window


@contextmanager
def standing_list(folder: Path, fill: Callable[[Registers], object]) -> Iterator[MainWindow]:
    """A window on a new file, filled, with 依申请公开 in front."""
    with standing_window(folder) as window:
        fill(window.session.registers)
        window.session.registers._steps._done.clear()  # what stands is not undone
        window.show_page("requests")
        yield window


@pytest.fixture
def session(standing: MainWindow) -> Session:
    """Its session."""
    return standing.session


@pytest.fixture
def registers(session: Session) -> Registers:
    """Its file."""
    return session.registers


@pytest.fixture
def preferences(page: RegisterPage) -> Preferences:
    """Its settings."""
    return page.preferences


@pytest.fixture
def window(standing: MainWindow) -> Iterator[MainWindow]:
    """That window; afterwards what was kept is undone, what was chosen, sorted or looked for is as at first."""
    page, registers = standing.show_page("requests"), standing.session.registers
    assert isinstance(page, RegisterPage)
    year, size, names, found = standing.year, standing.size(), list(page.model.names), list(registers.all(Request))
    standing.activateWindow()  # another may have come and gone
    assert QTest.qWaitForWindowActive(standing, PATIENCE)
    yield standing
    ends = QDeadlineTimer(PATIENCE)
    while standing.session.is_busy:
        assert not ends.hasExpired()
        QTest.qWait(1)
    while registers.undo_label is not None:
        registers.undo()
    standing.session.half_written.clear()
    standing.show_page("requests")
    standing.resize(size)
    standing.show_year(year)
    page.preferences._settings.clear()
    page.search.clear()
    page._debounce.stop()
    page._set_sort(page.preferences.sort("requests", page.view.sort))
    page.table.lay(page._columns())
    page.table.show_sort(page._sort_name(), descending=page._descending)
    page.table.setCurrentIndex(QModelIndex())  # the first row is chosen again
    page.filters.choose_all({"date": (str(year),)})
    page.table.setFocus()
    assert (page.model.names, list(registers.all(Request))) == (names, found)


@pytest.fixture
def page(window: MainWindow) -> RegisterPage:
    """依申请公开 in front."""
    shown = window.pages["requests"]
    assert isinstance(shown, RegisterPage)
    return shown


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty file for one test: one that goes to other pages, which would follow all that comes after."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    with (
        new_registers(tmp_path / "台账.sqlite", now=fixed_now, by="测试员") as registers,
        own_window(registers, Preferences(settings)) as shown,
    ):
        yield shown
