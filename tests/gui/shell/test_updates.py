"""帮助—更新…: a newer package on a stick is named once, shown with what changes, backed up for and handed on."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from gui.shell.updates import UpdateDialog
from tasks.updates.looking import Seen, look
from tasks.updates.note import Kind
from tests.gui.fixtures import open_windows
from tests.records_factory import make_request
from tests.tasks.updates.packages import CHANGES, Publisher


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


@pytest.fixture
def dialog(window: MainWindow, publisher: Publisher, qtbot: QtBot) -> Iterator[UpdateDialog]:
    """The dialog of an installed program, after it has looked at the sticks of this machine."""
    window.keep_safe()
    backups = window.guard.backups
    assert backups is not None
    opened = window.work.open_updates()
    opened.program = publisher.program()
    qtbot.waitUntil(lambda: "没有找到" in opened.head.text())
    opened.proved.disconnect()  # or the window would close
    yield opened
    for left in open_windows():
        if isinstance(left, UpdateDialog):
            left.reject()


def texts(dialog: UpdateDialog) -> str:
    return "\n".join(label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel)))


def test_a_newer_package_is_named_at_its_entry_and_once_in_the_banner(
    window: MainWindow, publisher: Publisher, tmp_path: Path
) -> None:
    package = publisher.package(tmp_path / "U盘")
    (seen,) = look([package.parent], publisher.program())
    for shows in (True, False):
        window.banner.hide()
        window.guard.updates.found.emit(seen)
        assert window.entries["update"].text() == "更新到 1.2.0…"
        assert window.banner.isVisible() is shows
    assert str(package.parent) in window.banner.text()


def test_sticks_are_looked_at_when_the_menu_opens(window: MainWindow, qtbot: QtBot) -> None:
    """A machine without a stick: nothing is found, nothing waits, the file closes."""
    menus = cast("list[QMenu]", window.menuBar().findChildren(QMenu))
    menu = next(menu for menu in menus if menu.title() == "帮助(&H)")
    menu.popup(window.pos())
    menu.close()
    qtbot.waitUntil(lambda: window.guard.updates.is_idle)
    assert window.entries["update"].text() == "更新…"


def test_what_changes_is_shown_and_every_other_package_is_named(
    dialog: UpdateDialog, publisher: Publisher, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    publisher.package(stick)
    publisher.package(stick, kind=Kind.WINDOWS)
    (stick / "disclosure-desk_9.0.0_amd64.deb").write_bytes(b"")
    dialog.show_seen(look([stick], dialog.program))
    told = texts(dialog)
    assert all(change in told for change in CHANGES)
    assert told.count("disclosure-desk_9.0.0_amd64.deb") > 1
    assert "是给Windows（安装版）的" in told
    assert dialog.install_button.isVisible()


def test_without_a_package_that_fits_nothing_can_be_started(dialog: UpdateDialog) -> None:
    dialog.show_seen([Seen(Path("x"), None, "“x”没有拷贝完整。")])
    assert "没有拷贝完整" in texts(dialog)
    assert not dialog.install_button.isVisible()


def test_a_package_is_copied_proved_and_backed_up_for_before_it_is_handed_on(
    dialog: UpdateDialog, window: MainWindow, publisher: Publisher, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.save(make_request())
    told = list[str]()
    window.session.told.connect(told.append)
    package = publisher.package(tmp_path / "U盘", content=b"package" * 99)
    dialog.show_seen(look([package.parent], dialog.program))
    with qtbot.waitSignal(dialog.proved, timeout=30_000) as handed:
        dialog.install_button.click()
    kind, copy = handed.args
    assert (kind, copy.read_bytes()) == (Kind.DEBIAN_AMD64, package.read_bytes())
    assert package.parent not in copy.parents
    assert any("升级前" in each for each in told)
    backups = window.guard.backups
    assert backups is not None
    assert backups.schedule.proof is not None
    assert not backups.schedule.is_changed


def test_an_altered_package_is_told_and_not_handed_on(
    dialog: UpdateDialog, publisher: Publisher, tmp_path: Path, qtbot: QtBot
) -> None:
    package = publisher.package(tmp_path / "U盘")
    package.write_bytes(b"z" * 999)
    dialog.show_seen(look([package.parent], dialog.program))
    dialog.install_button.click()
    qtbot.waitUntil(lambda: "内容和签名的不一致" in dialog.told.text())
    assert dialog.isVisible()


@pytest.mark.parametrize(("kind", "steps"), [(Kind.PORTABLE, "便携版这样升级"), (None, "双击适合本机的安装包")])
def test_where_the_program_cannot_replace_itself_it_says_how(
    kind: Kind | None, steps: str, dialog: UpdateDialog, publisher: Publisher, qtbot: QtBot
) -> None:
    package = publisher.package(publisher.key.parent / "U盘", kind=kind or Kind.DEBIAN_AMD64)
    dialog.program = publisher.program(kind=kind)
    dialog.show_seen(look([package.parent], dialog.program))
    assert dialog.install_button.text() == "核对安装包"
    dialog.install_button.click()
    qtbot.waitUntil(lambda: steps in dialog.told.text())


def test_before_a_file_is_open_the_program_can_be_renewed_as_well(
    publisher: Publisher, tmp_path: Path, qtbot: QtBot
) -> None:
    """With the stick in her hand she found 更新… behind a file she had first to open."""
    page = StartPage([], updates=tmp_path / "update")
    qtbot.addWidget(page)
    page.show()
    page.update_button.click()
    (dialog,) = (each for each in open_windows() if isinstance(each, UpdateDialog))
    qtbot.waitUntil(lambda: "没有找到" in dialog.head.text())
    dialog.program = publisher.program()
    dialog.proved.disconnect()  # or the window would close
    package = publisher.package(tmp_path / "U盘")
    dialog.show_seen(look([package.parent], dialog.program))
    assert dialog.install_button.text() == "安装", "nothing is open that would have to be backed up"
    with qtbot.waitSignal(dialog.proved, timeout=30_000) as handed:
        dialog.install_button.click()
    assert handed.args is not None
    assert handed.args[1].parent == tmp_path / "update"
