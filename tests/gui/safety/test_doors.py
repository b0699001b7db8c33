"""The doors of a file, measured: one line and its button in the middle, what each says, and where the keyboard is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from disclosure.errors import FileDamagedError, WrongPasswordError
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, Words
from gui.safety.lock_window import LockWindow
from gui.safety.password import PasswordDialog, RecoveryKeyDialog
from gui.safety.recovery import RecoveryDialog
from gui.safety.restore import RestoreDialog
from gui.safety.unlock_page import UnlockPage
from gui.safety.unlock_window import UnlockWindow
from storage.registers import Registers
from tasks.safety.backup import Backup
from tasks.safety.password import PasswordSet

LONG_ENOUGH = "白露为霜-Shuangjiang-88"


class Door:
    """What asks the password of: it knows one, or is damaged."""

    def __init__(self, damage: FileDamagedError | None = None) -> None:
        self.damage = damage
        self.waited: list[bool] = []

    def unlock(self, typed: str) -> None:
        self.waited.append(QGuiApplication.overrideCursor() is not None)
        if self.damage is not None:
            raise self.damage
        if typed != LONG_ENOUGH:
            raise WrongPasswordError


def unlock_page(qtbot: QtBot, door: Door) -> UnlockPage:
    page = UnlockPage(cast("Any", door), "台账", "这个文件设有口令。", "返回")
    qtbot.addWidget(page)
    page.resize(960, 640)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


def shown(qtbot: QtBot, dialog: Any) -> None:
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)


def texts(window: QWidget) -> list[str]:
    """What is seen of words, from above."""
    labels = [each for each in cast("list[QLabel]", window.findChildren(QLabel)) if each.isVisible() and each.text()]
    return [each.text() for each in sorted(labels, key=lambda each: each.mapTo(window, QPoint(0, 0)).y())]


def from_above(window: QWidget, *parts: QWidget) -> None:
    """Assert that some parts are seen, each below the one before."""
    assert all(each.isVisible() for each in parts), [each.isVisible() for each in parts]
    tops = [each.mapTo(window, QPoint(0, 0)).y() for each in parts]
    assert tops == sorted(set(tops)), tops


def button(window: QWidget, text: str) -> Button:
    (one,) = [each for each in cast("list[Button]", window.findChildren(Button)) if each.text() == text]
    return one


def sign_of(label: Words) -> Sign | None:
    return label.sign


def test_the_door_is_one_line_and_its_buttons_in_the_middle(qtbot: QtBot) -> None:
    page = unlock_page(qtbot, Door())
    page.setFocus()
    assert page.line.hasFocus()
    assert page.line.echoMode() is QLineEdit.EchoMode.Password
    assert page.line.accessibleName() == page.line.placeholderText() == "口令或者恢复密钥"
    assert texts(page)[:2] == ["台账", "这个文件设有口令。"]
    from_above(page, page.line, page.open_button)
    (card,) = cast("list[Card]", page.findChildren(Card))
    assert abs(card.geometry().center().x() - page.rect().center().x()) <= 1
    assert 0.7 < card.y() / (page.height() - card.geometry().bottom()) * 3 / 2 < 1.3, "two parts above, three below"
    assert page.open_button.objectName() == "primary"
    assert page.open_button.x() < page.give_up_button.x()
    assert [page.open_button.text(), page.give_up_button.text()] == ["打开  Enter", "返回"]


def test_a_wrong_password_is_said_and_can_be_typed_over(qtbot: QtBot) -> None:
    door = Door()
    page = unlock_page(qtbot, door)
    QTest.keyClicks(page.line, "wrong")
    page.open_button.click()
    assert (page.problem.text(), sign_of(page.problem)) == (str(WrongPasswordError()), Sign.WRONG)
    assert page.line.hasFocus()
    assert page.line.selectedText()
    QTest.keyClicks(page.line, "x")
    assert (page.line.text(), page.problem.text()) == ("x", "")
    page.line.setText(LONG_ENOUGH)
    with qtbot.waitSignal(page.unlocked):
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == "", "it does not stay on the screen"
    assert door.waited == [True, True], "the hand waits meanwhile"
    assert QGuiApplication.overrideCursor() is None
    with qtbot.waitSignal(page.given_up):
        page.give_up_button.click()


def test_damage_behind_the_door_is_no_wrong_password(qtbot: QtBot) -> None:
    damage = FileDamagedError("文件已损坏。")
    page = unlock_page(qtbot, Door(damage))
    with qtbot.waitSignal(page.damaged) as told:
        page.open_button.click()
    assert told.args == [damage]
    assert page.problem.text() == ""
    assert QGuiApplication.overrideCursor() is None


def test_the_window_of_the_door_is_called_as_its_file(registers: Registers, qtbot: QtBot) -> None:
    window = UnlockWindow(registers)
    qtbot.addWidget(window)
    window.show()
    assert window.windowTitle().startswith(registers.path.stem)
    assert texts(window)[0] == registers.path.stem
    assert "恢复密钥" in texts(window)[1]
    with qtbot.waitSignal(window.given_up):
        window.page.give_up_button.click()


def test_the_cover_of_an_open_file_goes_with_a_click_and_says_how_to_keep_others_out(
    registers: Registers, qtbot: QtBot
) -> None:
    place = QRect(40, 60, 900, 600)
    window = LockWindow(registers, place)
    qtbot.addWidget(window)
    window.show()
    assert window.geometry() == place
    assert window.windowTitle() == texts(window)[0] == "已锁定"
    assert "设置口令" in texts(window)[1]
    assert window.open_button.isDefault()
    from_above(window, window.open_button)
    (card,) = cast("list[Card]", window.findChildren(Card))
    middle = card.mapTo(window, card.rect().center())
    assert abs(middle.x() - window.rect().center().x()) <= 1
    ways: list[Callable[[], object]] = [
        window.open_button.click,
        lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton),
        window.close,
    ]
    for way in ways:
        with qtbot.waitSignal(window.unlocked):
            way()
        assert window.isVisible(), "it goes once all else is there again"
    window.finish()
    assert not window.isVisible()


PASSWORDS = [
    ("", "", "输入新口令"),
    ("12", "12", None),
    (LONG_ENOUGH, "", "两遍输入的口令还不一样"),
    (LONG_ENOUGH, LONG_ENOUGH[:-1], "两遍输入的口令还不一样"),
    (LONG_ENOUGH, LONG_ENOUGH, ""),
]


def test_a_password_is_typed_twice_before_it_can_be_set(session: Session, qtbot: QtBot) -> None:
    dialog = PasswordDialog(session, cast("Any", None))
    qtbot.addWidget(dialog)
    shown(qtbot, dialog)
    assert dialog.password.hasFocus()
    assert not dialog.present.isVisible()
    assert not dialog.remove_button.isVisible()
    from_above(dialog, dialog.password, dialog.repeat, dialog.save_button)
    captions = texts(dialog)
    for line in (dialog.password, dialog.repeat):
        assert line.echoMode() is QLineEdit.EchoMode.Password
        assert f"{line.accessibleName()} *" in captions
    assert dialog.save_button.text().startswith("设置口令")
    for typed, again, said in PASSWORDS:
        dialog.password.setText(typed)
        dialog.repeat.setText(again)
        assert dialog.save_button.isEnabled() is (said == ""), (typed, again)
        if said:
            assert dialog.gate.text() == said
        assert bool(dialog.strength.text()) is bool(typed)
        assert not typed or dialog.strength.text().startswith("强度：")
    dialog.reject()


def test_the_recovery_key_stays_until_its_last_group_was_typed(session: Session, qtbot: QtBot) -> None:
    groups = [f"{place:05d}" for place in range(12)]
    done = PasswordSet("-".join(groups), 3, ["U盘上的一份"], True)
    for is_second in (False, True):
        dialog = RecoveryKeyDialog(session, done, None, is_second=is_second)
        shown(qtbot, dialog)
        assert dialog.last.hasFocus()
        assert ("作废" in "".join(texts(dialog))) is is_second
        assert dialog.key.text().split("\n") == ["-".join(groups[at : at + 3]) for at in (0, 3, 6, 9)]
        assert dialog.key.alignment() & Qt.AlignmentFlag.AlignCenter
        assert dialog.key.fontMetrics().height() > dialog.last.fontMetrics().height(), "it is copied by hand"
        from_above(dialog, dialog.key, dialog.print_button, dialog.last, dialog.save_button)
        assert dialog.print_button.x() < dialog.pdf_button.x()
        lies = dialog.print_button.geometry().united(dialog.pdf_button.geometry())
        assert abs(lies.center().x() - dialog.key.geometry().center().x()) <= 2
        for sentence in done.sentences:
            assert sentence in "\n".join(texts(dialog))
        assert not dialog.cancel_button.isVisible()
        said = set()
        for typed in ("", groups[0]):
            dialog.last.setText(typed)
            assert not dialog.save_button.isEnabled()
            said.add(dialog.gate.text())
            for leave in (dialog.reject, dialog.close):
                leave()
                assert dialog.isVisible()
            assert "先保存恢复密钥" in dialog.gate.text()
        assert len(said) == 2
        dialog.last.setText(groups[-1])
        assert dialog.save_button.isEnabled()
        dialog.save_button.click()
        assert not dialog.isVisible()


def test_a_backup_is_chosen_before_it_can_be_restored(qtbot: QtBot, tmp_path: Path) -> None:
    made = [Backup(tmp_path / f"{day}.sqlite", datetime(2024, 3, day, 8, 5), 1) for day in (4, 3)]  # noqa: DTZ001
    dialog = RestoreDialog(made, tmp_path / "台账.sqlite")
    shown(qtbot, dialog)
    lines = [dialog.list.item(row) for row in range(dialog.list.count())]
    assert [each.text() for each in lines] == ["2024-03-04 08:05　星期一", "2024-03-03 08:05　星期日"]
    assert [each.toolTip() for each in lines] == [str(each.path) for each in made]
    assert not dialog.restore_button.isEnabled()
    assert dialog.restore_button.toolTip()
    assert dialog.restore_button.objectName() == "primary"
    assert not dialog.missing.isVisible()
    assert not dialog.missing_title.isVisible()
    from_above(dialog, dialog.list, dialog.restore_button)
    foot = [button(dialog, "其他备份文件…"), button(dialog, "关闭  Esc"), dialog.restore_button]
    assert [each.x() for each in foot] == sorted(each.x() for each in foot)
    assert dialog.width() - foot[-1].geometry().right() - 1 == 20
    assert foot[1].x() - foot[0].geometry().right() > 100, "what closes stands at the right"
    foot[1].click()
    assert not dialog.isVisible()


def test_of_two_backups_of_one_minute_it_is_said_which_lies_on_the_stick(qtbot: QtBot, tmp_path: Path) -> None:
    """Every copy in the second place has a twin: the list showed each minute twice, in the same words."""
    at, stick = datetime(2024, 3, 4, 8, 5), tmp_path / "U盘"  # noqa: DTZ001
    made = [Backup(folder / "一.sqlite", at, 1) for folder in (stick, tmp_path)]
    dialog = RestoreDialog(made, tmp_path / "台账.sqlite", second=stick)
    shown(qtbot, dialog)
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert lines[0].startswith(lines[1])
    assert lines[0].endswith("第二备份位置")
    dialog.reject()


def test_of_a_damaged_file_it_is_said_what_can_be_done_and_that_it_stays(
    qtbot: QtBot, preferences: Preferences, tmp_path: Path
) -> None:
    path = tmp_path / "台账.sqlite"
    path.write_bytes(b"damaged")
    dialog = RecoveryDialog(path, "文件已损坏。", preferences, None)
    shown(qtbot, dialog)
    said = texts(dialog)
    assert said[0] == "文件已损坏。"
    assert str(path) in said[1]
    assert not dialog.report.isVisible()
    assert not dialog.open_button.isVisible()
    qtbot.waitUntil(lambda: bool(dialog.good.text()))
    qtbot.waitUntil(lambda: sign_of(dialog.good) is Sign.DOUBT)
    foot = [dialog.salvage_button, button(dialog, "关闭  Esc"), dialog.restore_button]
    assert [each.x() for each in foot] == sorted(each.x() for each in foot)
    dialog._tell_failure(FileDamagedError("一条也读不出。"))
    assert dialog.report.isVisible()
    assert dialog.report.item(0).text() == "一条也读不出。"
    assert not dialog.report.item(0).icon().isNull()
    dialog.reject()
