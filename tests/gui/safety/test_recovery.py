"""A damaged file never ends in a blank window: the newest good backup is offered, and what still reads is saved."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.signs import Sign
from gui.safety.recovery import RecoveryDialog
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from storage import known_errors
from storage.registers import open_registers
from tasks.safety.backup import back_up
from tests.gui.fixtures import find_window, open_windows
from tests.torture.flipping import sound_file


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences) -> Iterator[Program]:
    hook = sys.excepthook
    made = Program(qapp, preferences)
    yield made
    sys.excepthook = hook
    if made.window is not None:
        made.window.close()


@pytest.fixture
def damaged(path: Path) -> Path:
    """A file with a backup beside it whose end is then lost."""
    sound_file(path)
    with open_registers(path) as registers:
        back_up(registers, path.parent)
    path.write_bytes(path.read_bytes()[:-200_000])
    return path


def test_a_damaged_file_opens_the_assistant_which_finds_the_newest_good_backup(
    qtbot: QtBot, program: Program, damaged: Path
) -> None:
    before = damaged.read_bytes()
    program.open_file(damaged)
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), StartPage)
    dialog = find_window(RecoveryDialog)
    qtbot.waitUntil(lambda: dialog.good.text().startswith("最近一份完好的备份"))
    restore = dialog.open_restore()
    restore.list.setCurrentRow(0)
    qtbot.waitUntil(restore.restore_button.isEnabled)
    restore.restore_to(damaged.parent / "恢复.sqlite")
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert damaged.read_bytes() == before


def test_what_still_reads_is_saved_into_a_new_file_which_is_opened(
    qtbot: QtBot, program: Program, damaged: Path
) -> None:
    before = damaged.read_bytes()
    program.open_file(damaged)
    dialog = find_window(RecoveryDialog)
    qtbot.waitUntil(lambda: dialog.good.sign is Sign.DONE)
    told = "".join(each.text() for each in cast("list[QLabel]", dialog.findChildren(QLabel)))
    assert "文书和附件都可能少" in told, "she was not told before she chose it"
    dialog.salvage_to(damaged.parent / "抢救.sqlite")
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)
    assert dialog.report.item(0).text().startswith("读出：")
    blue = [made.objectName() == "primary" for made in (dialog.restore_button, dialog.open_button)]
    assert blue == [False, True], "从备份恢复 stayed the blue one beside the file that was just made"
    dialog.open_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    window = program.window
    assert isinstance(window, MainWindow)
    assert window.session.registers.count(Request) > 0
    assert damaged.read_bytes() == before


def test_damage_found_after_opening_opens_the_assistant_too(qtbot: QtBot, program: Program, path: Path) -> None:
    sound_file(path)
    content = bytearray(path.read_bytes())
    at = content.rindex("老旧小区".encode())
    content[at : at + 3] = "新".encode()
    path.write_bytes(content)
    program.open_file(path)
    qtbot.waitUntil(lambda: any(isinstance(each, RecoveryDialog) for each in open_windows()))
    dialog = find_window(RecoveryDialog)
    qtbot.waitUntil(lambda: not dialog.good.text().startswith("正在"))
    dialog.reject()


def test_a_damaged_file_is_told_of_by_the_name_of_the_entry_that_helps(window: MainWindow, path: Path) -> None:
    """「用“恢复备份”」: the menu and the button beside it are called 从备份恢复."""
    assert f"“{window.entries['restore'].text().removesuffix('…')}”" in str(known_errors.damaged(path))
