"""交接包 and 归档包 through the window: asked for in the menu, written behind it, told where they lie."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gui.base.session import Session
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import find_window, open_windows, wait_for_window
from tests.records_factory import make_profile, make_request


@pytest.mark.parametrize("entry", ["handover", "archive", "portal"])
def test_a_package_is_written_where_the_clerk_says(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, entry: str
) -> None:
    session.save(make_profile())
    session.save(make_request())
    window.keep_safe()
    backups = window.guard.backups
    assert backups is not None
    qtbot.waitUntil(lambda: backups.schedule.proof is not None, timeout=20_000)
    place = tmp_path / "U盘"
    place.mkdir()
    window.entries[entry].trigger()
    dialog = find_window(QFileDialog)
    dialog.fileSelected.emit(str(place))
    dialog.close()
    note = wait_for_window(qtbot, QMessageBox, 30_000)
    assert f"“{place.name}”文件夹里的" in note.text()
    assert str(place) not in note.text(), "no path"
    note.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
    names = sorted(path.name for path in place.iterdir())
    assert [name.split("-")[0] + "…" for name in names] == [window.entries[entry].text()] * 2, "the folder and the zip"
    assert names[1] == f"{names[0]}.zip"


def test_in_january_what_is_made_once_a_year_is_made_of_the_year_that_ended(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 5 January 归档包 and 考核自评 began with the five days of the new year."""
    monkeypatch.setattr(session, "_today", lambda: date(2024, 1, 5))
    session.save(make_request(received_on=date(2023, 11, 9), arrived_on=date(2023, 11, 9)))
    assert window.year == 2024
    archive, score = window.work.ask_archive(), window.work.show_scoring()
    assert "2023" in archive.windowTitle()
    assert score.year == 2023
    archive.close()
    score.close()
    monkeypatch.setattr(session, "_today", lambda: date(2024, 6, 5))
    later = window.work.ask_archive()
    assert "2024" in later.windowTitle()
    later.close()
