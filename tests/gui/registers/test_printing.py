"""打印台账 in the real window: Ctrl+P on every register, with and without a record, on the sample and an own file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.records import Record
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.file_dialogs import FileDialog
from gui.registers.actions import open_export
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.registers.views import VIEWS
from gui.shell.main_window import MainWindow
from storage.query import Query
from storage.registers import open_registers
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger
from tests.gui.fixtures import TODAY, open_windows, wait_for_window
from tests.gui.printed import ALIKE, likeness, printed
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_suit,
    make_tally,
)
from tests.sample_files import SEED_YEAR, sample_at

OWN: dict[str, Record] = {
    "releases": make_release(),
    "requests": make_request(),
    "reviews": make_review(),
    "litigation": make_suit(),
    "tallies": make_tally(),
    "activities": make_activity(),
    "duties": make_duty(),
}
LOOKED_AT = ("requests", "duties")
"""Whose printed paper is held beside the saved one in every run."""


@pytest.fixture
def sample_window(qtbot: QtBot, path: Path, preferences: Preferences) -> Iterator[MainWindow]:
    """The real window on the sample as the start page makes it."""
    with open_registers(sample_at(path)) as registers:
        shown = MainWindow(Session(registers, today=lambda: TODAY), preferences)
        shown.show()
        shown.show_year(SEED_YEAR)
        qtbot.waitUntil(lambda: "today" in shown.pages)
        yield shown
        shown.close()
        shown.deleteLater()


def page_of(window: MainWindow, register: str) -> RegisterPage:
    """Go to a register."""
    tab = window.show_page("releases" if register == "duties" else register)
    page = tab.show_view(register) if isinstance(tab, SwitchedPages) else tab
    assert isinstance(page, RegisterPage)
    return page


def press_print(qtbot: QtBot, window: MainWindow, register: str, *, chosen: tuple[bool, ...]) -> None:
    """Press the keys on a register's page without and with a record and close the paper: the second time is no luck."""
    page = page_of(window, register)
    for is_chosen in chosen:
        window.activateWindow()
        page.table.setFocus()
        qtbot.waitUntil(page.table.hasFocus)
        if is_chosen:
            page.table.selectRow(0)
        else:
            page.table.clearSelection()
            page.table.setCurrentIndex(QModelIndex())
        QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        wait_for_window(qtbot, QPrintPreviewDialog).reject()
        qtbot.waitUntil(lambda: open_windows() == [window])


pytestmark = pytest.mark.usefixtures("unproven")
WHOLE = pytest.mark.parametrize(
    "is_whole", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["each ledger once", "whole"]
)
"""Each ledger in one of the ways in every run; in `make torture` each of them in all."""


def test_ctrl_p_shows_each_empty_ledger(qtbot: QtBot, window: MainWindow) -> None:
    """A register nobody has written into yet is printed as an empty one."""
    for register in VIEWS:
        press_print(qtbot, window, register, chosen=(False,))


@WHOLE
def test_ctrl_p_shows_each_ledger_of_the_sample(qtbot: QtBot, sample_window: MainWindow, is_whole: bool) -> None:
    """The first thing someone tries in the sample ended the program."""
    for place, register in enumerate(VIEWS):
        twice = is_whole or place == 0
        press_print(qtbot, sample_window, register, chosen=(False, True) if twice else (place % 2 == 0,))


@WHOLE
def test_what_is_printed_is_the_ledger_that_is_saved(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, is_whole: bool
) -> None:
    """All but the requests were printed by another hand: no page x of y, no line to sign on, columns left out.

    That every register prints what it saves is seen in its bytes; how that looks on paper in those that lie otherwise.
    """
    for register in VIEWS:
        session.save(OWN[register])
        path = tmp_path / f"{register}.pdf"
        export_statutory_ledger(session.registers, register, path, TODAY)
        assert printed_ledger(session.registers, register, TODAY, Query())[0] == path.read_bytes(), register
        if not is_whole and register not in LOOKED_AT:
            continue
        page = page_of(window, register)
        export_statutory_ledger(session.registers, register, path, TODAY, part=page.shown().part)
        page.commands["print"].trigger()
        preview = wait_for_window(qtbot, QPrintPreviewDialog)
        assert likeness(printed(preview, tmp_path), path.read_bytes()) > ALIKE, register
        preview.reject()
        qtbot.waitUntil(lambda: open_windows() == [window])


@WHOLE
def test_each_ledger_goes_out_as_an_inspector_asks_for_it(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, is_whole: bool
) -> None:
    suffixes = (".pdf", ".xlsx", ".csv")
    for place, register in enumerate(VIEWS):
        session.save(OWN[register])
        page = page_of(window, register)
        for suffix in suffixes if is_whole else (suffixes[place % len(suffixes)],):
            dialog = open_export(page.shown())
            dialog.statutory.setChecked(True)
            dialog.submitted.emit()
            chooser = wait_for_window(qtbot, FileDialog)
            assert chooser.selectedFiles()[0].endswith(".pdf")
            path = tmp_path / f"{register}{suffix}"
            chooser.fileSelected.emit(str(path))
            chooser.reject()
            qtbot.waitUntil(path.exists, timeout=20_000)
            qtbot.waitUntil(lambda: not session._jobs)
