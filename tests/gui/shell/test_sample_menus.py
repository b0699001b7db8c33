"""Every entry of the menus is there in the sample as in a file of one's own; backups alone are not, and say why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.base.preferences import Preferences
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from gui.shell.menus import MENUS, Entry, Need
from tests.empty_files import new_registers
from tests.sample_files import sample_day

__all__ = ["sample_day"]


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences, sample_day: date) -> Iterator[Program]:
    """The program on the day of the sample."""
    made = Program(qapp, preferences, today=lambda: sample_day)
    yield made
    if made.window is not None:
        made.window.close()


def shut(qtbot: QtBot, program: Program) -> dict[str, str]:
    """Return the entries that are greyed, each with its reason, once the file is guarded."""
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.tabs.count() > 0 and "today" in window.pages)
    qtbot.waitUntil(lambda: "guard" in vars(window))  # made once the first page is filled; the entries follow
    return {
        name: action.toolTip()
        for name, action in window.entries.items()
        if not action.isEnabled() and name not in {"undo", "redo"}
    }


def test_every_entry_works_in_the_sample_but_backups_which_say_why(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.show_registers(new_registers(tmp_path / "自己的.sqlite"))
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(window.entries["second_folder"].isEnabled)  # the guard may come late on a busy machine
    own = shut(qtbot, program)
    program.begin(None, sample=True)
    in_sample = shut(qtbot, program)
    needing = {entry.name for entry in MENUS if isinstance(entry, Entry) and entry.needs is Need.BACKUPS}
    assert set(in_sample) - set(own) == needing
    assert {in_sample[name] for name in needing} == {Need.BACKUPS.value}
