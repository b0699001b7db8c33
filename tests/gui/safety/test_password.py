"""The password in the window: set, changed, removed, asked for at the door, and behind the cover while nobody works."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSettings, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow
from PySide6.QtPrintSupport import QPrinterInfo, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.acts import form_again
from gui.forms.drafts import FormDrafts
from gui.forms.record_form import RecordForm
from gui.kit.cards import Words
from gui.registers.page import RegisterPage
from gui.safety.lock import Lock
from gui.safety.lock_window import LockWindow
from gui.safety.password import PasswordDialog, RecoveryKeyDialog
from gui.safety.recovery import RecoveryDialog
from gui.safety.restore import RestoreDialog
from gui.safety.unlock_window import UnlockWindow
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from storage.registers import open_registers
from tasks.safety.backup import back_up
from tasks.safety.password import Places, set_password
from tasks.safety.schedule import Trigger
from tests.data.sealed import FORMER, FORMER_PASSWORD
from tests.empty_files import new_registers
from tests.gui.fixtures import find_window, open_windows, type_text, wait_for_window
from tests.records_factory import make_request

PASSWORD, OTHER = "测试口令 2024 甲", "another pass 99"
SECRET = "13800000000"


@pytest.fixture
def sealed(path: Path) -> tuple[Path, str]:
    """A file with a password, and its recovery key."""
    with new_registers(path) as registers:
        registers.save(make_request(number="2024-001", phone=SECRET, identity_number=""))
        return path, set_password(registers, PASSWORD, Places()).recovery_key


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program without a window yet."""
    import sys  # noqa: PLC0415

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = Program(qapp, preferences)
    yield made
    if made.window is not None:
        made.window.close()


def texts(widget: QWidget) -> str:
    shown = cast("list[QLabel]", widget.findChildren(QLabel))
    return "\n".join(label.text() for label in shown if label.isVisible())


# --- the door ---


def test_nothing_is_seen_before_the_password(program: Program, sealed: tuple[Path, str]) -> None:
    program.open_file(sealed[0])
    door = find_window(UnlockWindow)
    assert door.page.line.echoMode() is QLineEdit.EchoMode.Password
    assert "2024-001" not in texts(door)
    door.page.line.setText("不是这个口令")
    door.page.open_button.click()
    assert "口令不对" in texts(door)
    assert door.page.line.hasSelectedText()
    type_text(door.page.line, PASSWORD)
    QTest.keyClick(door.page.line, Qt.Key.Key_Return)
    window = find_window(MainWindow)
    assert window.session.registers.get(Request, 1).phone == SECRET
    assert not window.session.registers.protection.is_locked


def test_the_door_comes_up_in_the_middle_of_the_screen(program: Program, sealed: tuple[Path, str]) -> None:
    """A window manager laid it beside the window it stands in place of: at the lower right, half off the screen."""
    program.open_file(sealed[0])
    door = find_window(UnlockWindow)
    off = door.geometry().center() - door.screen().availableGeometry().center()
    assert max(abs(off.x()), abs(off.y())) <= 24, "by its frame at most"


def test_the_recovery_key_opens_too(program: Program, sealed: tuple[Path, str]) -> None:
    program.open_file(sealed[0])
    door = find_window(UnlockWindow)
    door.page.line.setText(sealed[1].lower())
    door.page.open_button.click()
    assert find_window(MainWindow).session.registers.get(Request, 1).phone == SECRET


def test_going_back_lets_go_of_the_file(program: Program, sealed: tuple[Path, str]) -> None:
    program.open_file(sealed[0])
    find_window(UnlockWindow).page.give_up_button.click()
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), StartPage)
    with open_registers(sealed[0]) as registers:
        assert registers.protection.is_locked


def test_a_damaged_envelope_is_no_wrong_password(program: Program, sealed: tuple[Path, str]) -> None:
    with open_registers(sealed[0]) as registers, registers._connection.write() as raw:
        raw.execute("UPDATE seal SET envelope = 'x'")
        raw.execute("UPDATE seal_apart SET envelope = 'x'")
    program.open_file(sealed[0])
    door = find_window(UnlockWindow)
    door.page.line.setText(PASSWORD)
    door.page.open_button.click()
    find_window(RecoveryDialog).close()


def test_a_file_an_older_program_sealed_is_sealed_anew_before_it_is_seen(
    qtbot: QtBot, program: Program, path: Path
) -> None:
    path.write_bytes(gzip.decompress(FORMER.read_bytes()))
    with open_registers(path) as registers, registers._connection.write() as raw:
        raw.execute("UPDATE blobs SET content = (SELECT content FROM blobs ORDER BY sha256 LIMIT 1)")
    program.open_file(path)
    door = find_window(UnlockWindow)
    door.page.line.setText(FORMER_PASSWORD)
    door.page.open_button.click()
    window = wait_for_window(qtbot, MainWindow)
    assert not window.session.registers.protection.is_renewal_due
    qtbot.waitUntil(window.banner.isVisible)
    assert "与保存时不一致，没有重新加密" in window.banner.text()
    window.close()


def test_a_file_whose_password_somebody_took_away_says_so(
    qtbot: QtBot, program: Program, sealed: tuple[Path, str]
) -> None:
    with open_registers(sealed[0]) as registers, registers._connection.write() as raw:
        for table in ("seal", "seal_apart", "lookups", "journal_seal"):
            raw.execute(f"DELETE FROM {table}")
        raw.execute("UPDATE requests SET phone = '13000009999'")
    program.open_file(sealed[0])
    window = find_window(MainWindow)
    qtbot.waitUntil(window.banner.isVisible)
    assert "口令和加密却不在了" in window.banner.text()
    window.close()


# --- setting, changing, removing ---


def fill(dialog: PasswordDialog, present: str, first: str, second: str) -> None:
    for line, text in ((dialog.present, present), (dialog.password, first), (dialog.repeat, second)):
        line.setText(text)


def test_a_password_is_set_and_its_recovery_key_kept(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    session.save(make_request(phone=SECRET))
    dialog = PasswordDialog(session, Places(), window)
    dialog.open()
    assert not dialog.present.isVisible()
    for first, second, told in (("", "", "输入新口令"), ("短", "短", "太短"), (PASSWORD, "别的", "还不一样")):
        fill(dialog, "", first, second)
        assert told in dialog.gate.text()
        assert not dialog.save_button.isEnabled()
    fill(dialog, "", PASSWORD, PASSWORD)
    assert "强度" in dialog.strength.text()
    dialog.save_button.click()
    shown = wait_for_window(qtbot, RecoveryKeyDialog)
    assert session.registers.protection.is_sealed
    assert "作废" not in texts(shown), "there was no key before"
    shown.print_button.click()
    paper = wait_for_window(qtbot, QPrintPreviewDialog)
    paper.close()
    assert not shown.cancel_button.isVisible(), "「口令已经生效」 and 取消: what would be cancelled?"
    shown.reject()
    shown.close()
    assert shown.isVisible(), "a key nobody kept cannot be shown again"
    shown.write(tmp_path / "密钥.pdf")
    assert (tmp_path / "密钥.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "密钥.pdf").stat().st_mode & 0o077 == 0
    assert "就在这台计算机上" in shown.gate.text(), "the key lay beside what it opens, and all was said to be done"
    assert ("没有装打印机" in texts(shown)) is (not QPrinterInfo.availablePrinterNames()), (
        "打印 wrote into her home folder"
    )
    shown.last.setText("XXXX")
    assert not shown.save_button.isEnabled()
    shown.last.setText(shown.key.text().split("-")[-1].lower())
    shown.save_button.click()
    assert not any(isinstance(each, RecoveryKeyDialog) for each in open_windows())


def test_changing_and_removing_ask_for_the_present_password(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    set_password(session.registers, PASSWORD, Places())
    dialog = PasswordDialog(session, Places(), window)
    dialog.open()
    fill(dialog, "不对的口令", OTHER, OTHER)
    dialog.save_button.click()
    assert "口令不对" in dialog.gate.text()
    dialog.remove_button.click()
    assert session.registers.protection.is_sealed
    fill(dialog, PASSWORD, OTHER, OTHER)
    dialog.save_button.click()
    shown = wait_for_window(qtbot, RecoveryKeyDialog)
    assert "以前的恢复密钥从现在起作废" in texts(shown)
    shown.last.setText(shown.key.text().split("-")[-1])
    shown.accept()
    session.registers.protection.unlock(OTHER)
    dialog = PasswordDialog(session, Places(), window)
    dialog.open()
    dialog.present.setText(OTHER)
    dialog.remove_button.click()
    qtbot.waitUntil(lambda: not session.registers.protection.is_sealed, timeout=10_000)
    qtbot.waitUntil(lambda: any("口令已去掉" in texts(each) for each in open_windows()), timeout=10_000)
    for each in open_windows():
        if each is not window:
            each.close()


def test_a_place_that_was_away_is_named_above_every_page_at_once_and_until_it_was_done(
    qtbot: QtBot, program: Program, preferences: Preferences, path: Path, tmp_path: Path
) -> None:
    """It was said in the dialog alone until the next start, and then for the whole day though the stick was back."""
    with new_registers(path) as registers:
        registers.save(make_request(phone=SECRET))
    stick = tmp_path / "U盘"
    stick.mkdir()
    preferences.second_backup_folder = stick
    program.open_file(path)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: any(stick.iterdir()))
    stick.rename(tmp_path / "拔出")
    dialog = window.work.open_password()
    fill(dialog, "", PASSWORD, PASSWORD)
    dialog.save_button.click()
    shown = wait_for_window(qtbot, RecoveryKeyDialog)
    shown.last.setText(shown.key.text().split("-")[-1])
    shown.save_button.click()
    assert str(stick) in window.banner.text()
    assert window.banner.isVisible()
    (tmp_path / "拔出").rename(stick)
    assert window.guard.backups is not None
    window.guard.backups.run_if_due(Trigger.ASKED)
    qtbot.waitUntil(lambda: str(stick) not in window.banner.text())


# --- the lock ---


@pytest.fixture
def lock(window: MainWindow, session: Session, preferences: Preferences) -> Lock:
    """The lock of the window on a file with a password."""
    session.save(make_request(number="2024-001", phone=SECRET))
    set_password(session.registers, PASSWORD, Places())
    drafts = FormDrafts(session, preferences.data_folder, window, form_again)
    return Lock(session, preferences, window, drafts.keep)


def test_a_file_with_a_password_locks_itself_and_an_open_one_only_when_asked(
    lock: Lock, session: Session, preferences: Preferences
) -> None:
    assert lock.minutes == 10
    lock.choose(0)
    assert lock.minutes == 0
    assert not lock._idle.isActive()
    lock.choose(30)
    assert lock._idle.interval() == 30 * 60_000
    assert Preferences(preferences._settings).lock_after == 30
    session.registers.reseal(session.registers.protection.renewed(""), None)
    assert Lock(session, Preferences(QSettings()), lock._window, print).minutes in (0, 5, 10, 30)


def test_everything_is_covered_nothing_typed_is_lost_and_the_key_is_gone(
    qtbot: QtBot, lock: Lock, window: MainWindow, session: Session
) -> None:
    assert lock.cover is None
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.selected() is not None)
    form = page.edit()
    assert isinstance(form, RecordForm)
    form.fields["content"].editor.set_value("没写完的内容")
    QTest.keyClick(form, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    (cover,) = open_windows()
    assert isinstance(cover, LockWindow)
    assert SECRET not in texts(cover)
    qtbot.waitUntil(lambda: session.registers.protection.is_locked)
    assert cover.page is not None
    cover.page.line.setText("不是这个")
    cover.page.open_button.click()
    assert "口令不对" in texts(cover)
    assert len(open_windows()) == 1
    cover.page.line.setText(PASSWORD)
    cover.page.open_button.click()
    assert set(open_windows()) == {window, form}
    assert form.fields["content"].editor.raw() == "没写完的内容"
    assert form.fields["phone"].editor.raw() == SECRET
    form.submit()
    assert session.registers.get(Request, 1).content == "没写完的内容"


def test_after_the_lock_the_window_lies_where_it_lay(lock: Lock, window: MainWindow) -> None:
    """The window manager placed it anew, each time a little further, half off the screen."""
    window.move(20, 30)
    lock.lock()
    assert lock.cover is not None
    assert lock.cover.windowTitle() == "已锁定", "the name of the program stood there twice"
    window.move(300, 200)  # as the system does with a window that was away
    lock.unlock()
    assert (window.x(), window.y()) == (20, 30)


def test_idleness_locks_and_a_touch_waits_anew(qtbot: QtBot, lock: Lock, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: "today" in window.pages)  # building it is no idleness
    lock._idle.setTimerType(Qt.TimerType.PreciseTimer)
    lock._idle.start(60_000)
    qtbot.waitUntil(lambda: lock._idle.remainingTime() < 59_900)
    touched = monotonic()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert lock._idle.remainingTime() + (monotonic() - touched) * 1000 > 59_990, "it waits for the whole time again"
    assert lock.cover is None
    lock._idle.setInterval(1)
    qtbot.waitUntil(lambda: lock.cover is not None)
    lock.unlock()


def test_building_a_page_does_not_pass_by_the_lock(
    session: Session, preferences: Preferences, window: MainWindow
) -> None:
    """It heard each of 6,000 events of a new page, and so did what fits windows: half of the time a tab took."""
    heard: list[QObject] = []

    class Heard(Lock):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            heard.append(watched)
            return super().eventFilter(watched, event)

    Heard(session, preferences, window, print)
    window.show_page("reviews")
    QApplication.processEvents()
    assert {type(each) for each in heard} <= {QWindow}
    assert len(heard) < 200


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("shares", [False, True], ids=["alone", "beside others"])
def test_work_that_runs_keeps_its_key_until_it_is_done(
    qtbot: QtBot, lock: Lock, session: Session, shares: bool
) -> None:
    import threading  # noqa: PLC0415

    gate, seen = threading.Event(), list[str]()

    def work(_progress: object) -> str:
        gate.wait(10)
        return session.registers.get(Request, 1).phone

    session.run_quietly(work, seen.append, shares=shares)
    lock.lock()
    QTest.qWait(500)
    assert not session.registers.protection.is_locked
    gate.set()
    qtbot.waitUntil(lambda: session.registers.protection.is_locked)
    assert seen == [SECRET]
    session.registers.protection.unlock(PASSWORD)
    lock.unlock()


def test_what_opens_behind_the_cover_stays_behind_it(qtbot: QtBot, lock: Lock, window: MainWindow) -> None:
    from gui.kit.messages import show_note  # noqa: PLC0415

    lock.lock()
    box = show_note("导入台账", SECRET, window)
    qtbot.waitUntil(lambda: open_windows() == [lock.cover])
    lock.unlock()
    assert box.isVisible()
    box.close()


def test_leaving_from_the_cover_keeps_half_typed_forms(
    qtbot: QtBot, lock: Lock, window: MainWindow, preferences: Preferences, session: Session
) -> None:
    from tasks.safety.drafts import drafts_path, kept_drafts  # noqa: PLC0415

    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.selected() is not None)
    form = page.edit()
    assert form is not None
    form.fields["content"].editor.set_value("没写完的内容")
    path = session.registers.path
    lock.lock()
    assert lock.cover is not None
    assert lock.cover.page is not None
    lock.cover.page.give_up_button.click()
    assert open_windows() == []
    with open_registers(path) as registers:
        registers.protection.unlock(PASSWORD)
        (draft,) = kept_drafts(drafts_path(path, preferences.data_folder), registers.protection)
    assert draft.typed["content"] == "没写完的内容"


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_copied_out_of_a_locked_file_cannot_be_pasted_elsewhere(
    lock: Lock, session: Session, monkeypatch: pytest.MonkeyPatch, *, is_ours: bool
) -> None:
    """Behind the cover nothing was seen; the telephone copied before was pasted into any other window."""
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: is_ours)  # no screen, no owner
    clipboard.setText(SECRET)
    told: list[str] = []
    session.told.connect(told.append)
    lock.lock()
    assert clipboard.text() == ("" if is_ours else SECRET)
    session.registers.protection.unlock(PASSWORD)
    lock.unlock()
    assert ["清空" in each for each in told] == [True] * is_ours


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_copied_out_of_a_file_with_a_password_goes_as_it_is_closed(
    lock: Lock, session: Session, monkeypatch: pytest.MonkeyPatch, *, is_ours: bool
) -> None:
    """Locked, nothing could be pasted; closed for the evening, the telephone could."""
    assert lock.cover is None
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: is_ours)
    clipboard.setText(SECRET)
    session.close()
    assert clipboard.text() == ("" if is_ours else SECRET)
    clipboard.clear()


def test_an_open_file_is_covered_and_a_click_uncovers(
    window: MainWindow, session: Session, preferences: Preferences
) -> None:
    lock = Lock(session, preferences, window, lambda: None)
    assert lock.minutes == 0
    lock.lock()
    (cover,) = open_windows()
    assert isinstance(cover, LockWindow)
    assert not session.registers.protection.is_locked
    QTest.mouseClick(cover.centralWidget(), Qt.MouseButton.LeftButton)
    assert open_windows() == [window]
    lock.lock()
    assert lock.cover is not None
    lock.cover.close()
    assert open_windows() == [window]


def test_the_menu_offers_it_and_tells_what_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.keep_safe()
    assert {"password", "lock"} <= set(window.entries)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    cover = wait_for_window(qtbot, LockWindow)
    cover.open_button.click()
    assert window.isVisible()


def test_what_was_read_without_the_key_does_not_stay(
    qtbot: QtBot, window: MainWindow, session: Session, preferences: Preferences
) -> None:
    session.save(make_request(number="2024-001", phone=SECRET, identity_number=""))
    set_password(session.registers, PASSWORD, Places())
    lock = window.guard.lock
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: "138****0000" in texts(page.detail))
    lock.lock()
    qtbot.waitUntil(lambda: session.registers.protection.is_locked)
    page.reload()
    page.detail.conceal()
    session.registers.protection.unlock(PASSWORD)
    lock.unlock()
    qtbot.waitUntil(lambda: "138****0000" in texts(page.detail))
    assert "已加密" not in texts(page.detail)
    assert preferences.lock_after is None


def test_a_sealed_backup_is_proven_whole_and_asks_for_its_password_again(
    qtbot: QtBot, program: Program, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    program.open_file(sealed[0])
    door = find_window(UnlockWindow)
    door.page.line.setText(PASSWORD)
    door.page.open_button.click()
    window = find_window(MainWindow)
    registers = window.session.registers
    (tmp_path / "备份").mkdir()
    backup = back_up(registers, tmp_path / "备份")
    dialog = RestoreDialog([], registers.path, registers, window)
    dialog.restored.connect(program.open_file)
    dialog.open()
    dialog.choose(backup)
    qtbot.waitUntil(lambda: "核对无误" in dialog.held.text(), timeout=20_000)
    dialog.restore_to(tmp_path / "恢复.sqlite")
    wait_for_window(qtbot, UnlockWindow, timeout=20_000)
    again = find_window(UnlockWindow)
    assert again.windowTitle().startswith("恢复")
    again.page.line.setText(PASSWORD)
    again.page.open_button.click()
    assert find_window(MainWindow).session.registers.get(Request, 1).phone == SECRET


def test_the_cover_of_a_file_without_a_password_can_be_read(session: Session) -> None:
    """「点一下继续……」 wraps, and both its lines were cut in half."""
    cover = LockWindow(session.registers, QRect(0, 0, 1000, 700))
    cover.show()
    QTest.qWait(1)
    told = [each for each in cast("list[Words]", cover.findChildren(Words)) if each.wordWrap()]
    assert told
    assert all(each.height() >= each.heightForWidth(each.width()) for each in told)
    cover.finish()


def test_a_window_that_fills_the_screen_does_so_again_after_the_lock(window: MainWindow) -> None:
    """It came back 8 pixels narrower and lower, no longer maximized, and the desktop was seen beside the cover."""
    lock = window.guard.lock
    window.showMaximized()
    lock.lock()
    assert lock.cover is not None
    assert lock.cover.isMaximized()
    lock.unlock()
    assert window.isMaximized()
    window.showNormal()
