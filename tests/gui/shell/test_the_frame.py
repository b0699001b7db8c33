"""The frame round the pages: every entry of the menus opens what its words say, and what stands above and below."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from disclosure.errors import DisclosureError
from gui.base.appearance import Appearance, dress_window
from gui.base.safety import FileSafety, SafetyState
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.registers.page import COMMANDS
from gui.shell.crash import CrashDialog
from gui.shell.help import HelpDialog
from gui.shell.keys import KeysDialog
from gui.shell.main_window import MENU_TITLES, TABS, MainWindow
from gui.shell.menus import MENUS, Choice, Entry, shortcuts
from gui.shell.updates import UpdateDialog
from tasks.updates import note
from tasks.updates.looking import Seen
from tests.gui.drawing import drawn, words_of
from tests.gui.fixtures import open_windows
from tests.gui.lent import session, standing, window
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]

TITLES = {
    **dict.fromkeys(("calculator", "calendar", "statistics", "scoring", "letters", "keeping", "templates"), ""),
    **dict.fromkeys(("manual", "keys", "rules", "restore", "update"), ""),
    "profile": "机关信息与期初数",
    "password": "设置口令",
}
"""What a window is called that an entry opens: as the entry, or otherwise."""
ASK_FOR_A_PLACE = ("open", "second_folder", "handover", "archive", "portal", "take_in", "calendar_file")


def opened(act: Callable[[], object]) -> QWidget:
    known = [*open_windows()]
    act()
    (new,) = [each for each in open_windows() if each not in known]
    return new


def closed(window: QWidget) -> None:
    window.done(0) if isinstance(window, QDialog) else window.close()


def texts(window: QWidget) -> list[str]:
    """What is seen of words, from above, and of one height from the left."""
    labels = [each for each in cast("list[QLabel]", window.findChildren(QLabel)) if each.isVisible() and each.text()]
    spots = {each: each.mapTo(window, QPoint(0, 0)) for each in labels}
    return [each.text() for each in sorted(labels, key=lambda each: (spots[each].y(), spots[each].x()))]


def sign_of(label: Words) -> Sign | None:
    return label.sign


def menu_of(window: MainWindow, entry: Choice) -> QMenu:
    """The menu in a menu, by its words: PySide would end one it was asked for at its entry."""
    (menu,) = [each for each in cast("list[QMenu]", window.findChildren(QMenu)) if each.title() == entry.text]
    return menu


def foot(window: QWidget) -> list[Button]:
    """The buttons of the lowest row, from the left."""
    made = [each for each in cast("list[Button]", window.findChildren(Button)) if each.isVisible()]
    spots = {each: each.mapTo(window, QPoint(0, 0)) for each in made}
    lowest = max(spot.y() for spot in spots.values())
    return sorted((each for each in made if spots[each].y() > lowest - 10), key=lambda each: spots[each].x())


def test_every_entry_opens_what_its_words_say(window: MainWindow) -> None:
    window.keep_safe()
    for entry in MENUS:
        if isinstance(entry, Entry) and entry.name in TITLES:
            shown = opened(window.entries[entry.name].trigger)
            assert shown.windowTitle().startswith(TITLES[entry.name] or entry.text.rstrip("…")), entry.name
            closed(shown)
    for name in ASK_FOR_A_PLACE:
        shown = opened(window.entries[name].trigger)
        assert isinstance(shown, QFileDialog), name
        closed(shown)
    told = opened(window.entries["about"].trigger)
    assert isinstance(told, QMessageBox)
    closed(told)


def test_the_menus_hold_their_entries_in_order_and_no_key_twice(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [text for _, text in MENU_TITLES]
    keys: list[str] = []
    for name, _ in MENU_TITLES:
        inside = window._menus[name].actions()
        declared = [entry for entry in MENUS if entry.menu == name]
        assert len(inside) == len(declared)
        for made, entry in zip(inside, declared, strict=True):
            assert made.isSeparator() is (not entry.text)
            if isinstance(entry, Choice):
                assert made.text() == entry.text
                assert [each.text() for each in menu_of(window, entry).actions()] == [text for _, text in entry.options]
            elif entry.text and entry.name not in {"undo", "redo"}:
                assert made.text() == entry.text
                assert [key.toString() for key in made.shortcuts()] == list(entry.keys)
                keys += entry.keys
    assert len(keys) == len(set(keys)) > 15


def test_of_each_choice_the_one_that_holds_is_ticked_and_another_can_be_chosen(window: MainWindow) -> None:
    for entry in MENUS:
        if not isinstance(entry, Choice):
            continue
        menu = menu_of(window, entry)
        before = entry.now(window)
        for made, (value, _) in zip(menu.actions(), entry.options, strict=True):
            made.trigger()
            assert entry.now(window) == value
            menu.aboutToShow.emit()
            assert [each.text() for each in menu.actions() if each.isChecked()] == [made.text()]
        entry.choose(window, before)
    assert window.preferences.appearance is not Appearance.DARK


def test_the_last_step_is_named_where_it_can_be_taken_back(window: MainWindow, session: Session) -> None:
    assert window.undoable.text() == "没有可撤销的操作"
    assert [window.entries[name].text() for name in ("undo", "redo")] == ["撤销", "重做"]
    assert not any(window.entries[name].isEnabled() for name in ("undo", "redo"))
    session.save(make_request(number="2024-001"))
    label = session.registers.undo_label
    assert label
    assert window.undoable.text() == f"撤销：{label}（Ctrl+Z）"
    assert (window.entries["undo"].text(), window.entries["undo"].isEnabled()) == (f"撤销 {label}", True)
    window.entries["undo"].trigger()
    assert (window.entries["redo"].text(), window.entries["redo"].isEnabled()) == (f"重做 {label}", True)
    window.entries["redo"].trigger()
    assert window.entries["undo"].isEnabled()
    window.entries["undo"].trigger()


def test_each_tab_tells_its_key_and_the_first_how_much_is_due(window: MainWindow) -> None:
    for place, tab in enumerate(TABS):
        assert window.tabs.tabToolTip(place) == f"{tab.text}  Alt+{place + 1}"
        QTest.keySequence(window, QKeySequence(f"Alt+{place + 1}"))
        assert window.tabs.currentIndex() == place
    window.count_today(3)
    assert window.tabs.tabText(0) == "今日 3"
    window.count_today(0)
    assert window.tabs.tabText(0) == "今日"


def test_what_is_known_of_the_file_is_said_at_the_foot_with_its_sign(window: MainWindow) -> None:
    window.tell_safety(FileSafety(SafetyState.DAMAGED, "文件有损坏", Sign.WRONG, "第 3 页"))
    assert (window.recovery.text(), sign_of(window.recovery)) == ("文件有损坏", Sign.WRONG)
    assert window.recovery.toolTip() == "第 3 页"
    window.tell_safety(FileSafety(SafetyState.CHECKING, "正在检查文件…"))
    assert (window.recovery.objectName(), sign_of(window.recovery)) == ("secondary", None)
    order = [window.saved, window.recovery, window.calendar, window.undoable]
    QApplication.processEvents()
    lefts = [each.mapTo(window, QPoint(0, 0)).x() for each in order if each.isVisible()]
    assert lefts == sorted(lefts)
    stem = window.session.registers.path.stem
    assert window.windowTitle().startswith(f"{stem} — ")
    assert window.saved.text() == f"已保存 · {stem}"


def test_what_is_told_at_the_foot_is_read_there_whole_and_then_how_the_file_stands(window: MainWindow) -> None:
    bar = window.statusBar()
    told = "已登记“预算公开”，公开日期为今天。"
    bar.showMessage(told)
    assert (told, "ink") in words_of(drawn(bar))
    bar.showMessage("一句很长的话" * 60)
    assert bar.toolTip() == "一句很长的话" * 60, "what a file is the same as was cut off at 多余的…"
    assert [text for text, _ in words_of(drawn(bar)) if text.startswith("一句") and text.endswith("…")]
    bar.clearMessage()
    assert not bar.toolTip()
    assert [text for text, _ in words_of(drawn(bar)) if text.startswith("已")] == [window.saved.text()]


def test_what_stands_above_every_page_is_one_line_a_matter_as_long_as_it_is_so(window: MainWindow) -> None:
    window.banner.hide()
    window._tell_standing("clock", "时钟不对。")
    window._tell_standing("stick", "第二备份位置没有连接。\n请插上U盘。")
    assert window.banner.isVisible()
    assert set(window.banner.text().split("\n")) == {"时钟不对。", "第二备份位置没有连接。", "请插上U盘。"}
    window._tell_standing("stick", "")
    assert window.banner.text() == "时钟不对。"
    window._tell_standing("clock", "")
    assert not window.banner.isVisible()


def test_a_year_nobody_has_yet_is_offered_once_it_is_gone_to(window: MainWindow) -> None:
    before = window.year
    for year in (2031, before):
        window.show_year(year)
        assert window.year == year
        assert window.year_box.currentText() == f"{year} 年"
    assert window.year_box.accessibleName() == "年度"


def test_every_key_stands_beside_what_it_does(window: MainWindow) -> None:
    dialog = opened(window.entries["keys"].trigger)
    assert isinstance(dialog, KeysDialog)
    QApplication.processEvents()
    said = texts(dialog)
    for keys, does in shortcuts(window):
        assert said[said.index(keys) + 1] == does or does in said, keys
    known = [command for command in COMMANDS if command.keys]
    assert all(command.keys in said for command in known)
    assert all(command.text in said for command in known if command.text)
    assert f"Alt+1 … Alt+{len(TABS)}" in said
    assert {"登记簿", "各处"} <= set(said)
    assert [made.text() for made in foot(dialog)] == ["关闭  Esc"]
    dialog.reject()


def test_the_report_of_a_fault_is_copied_and_says_so() -> None:
    dialog = CrashDialog("ValueError\n第 3 行")
    dialog.open()
    QApplication.processEvents()
    assert dialog.windowTitle() == "程序出错"
    (said,) = texts(dialog)
    assert "没有任何登记内容和个人信息" in said
    assert dialog.text.isReadOnly()
    assert [made.text() for made in foot(dialog)] == ["关闭  Esc", "复制报告"]
    assert dialog.width() - foot(dialog)[-1].geometry().right() - 1 == 20
    foot(dialog)[-1].click()
    assert foot(dialog)[-1].text() == "已复制"
    assert QGuiApplication.clipboard().text() == "ValueError\n第 3 行"
    foot(dialog)[0].click()


def test_in_the_manual_a_word_is_looked_for_from_its_line() -> None:
    dialog = HelpDialog()
    dress_window(dialog)
    dialog.open()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    assert dialog.wanted.hasFocus()
    assert dialog.windowTitle() == dialog.text.accessibleName() == "使用手册"
    assert "Enter" in dialog.wanted.placeholderText()
    assert dialog.text.document().documentMargin() == 20
    assert [made.text() for made in foot(dialog)] == ["查找下一处", "关闭  Esc"]
    dialog.wanted.setText("回收站")
    places = []
    presses: list[Callable[[], object]] = [
        lambda: QTest.keyClick(dialog.wanted, Qt.Key.Key_Return),
        foot(dialog)[0].click,
    ]
    for press in presses:
        press()
        places.append(dialog.text.textCursor().position())
    assert places[0] < places[1]
    assert dialog.text.textCursor().selectedText() == "回收站"
    dialog.wanted.setText(" ")
    assert not dialog.find_next()
    dialog.reject()


@pytest.fixture
def updates(tmp_path: Path, qtbot: QtBot) -> Iterator[UpdateDialog]:
    dialog = UpdateDialog(None, tmp_path)
    dress_window(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: "没有找到" in dialog.head.text() and "U盘" in "".join(texts(dialog)))
    yield dialog
    dialog.reject()


def test_of_packages_the_one_that_fits_is_shown_with_what_changes_and_the_others_with_why_not(
    updates: UpdateDialog, tmp_path: Path
) -> None:
    assert updates.windowTitle() == "更新"
    assert not updates.install_button.isVisible()
    kind = note.Kind.DEBIAN_AMD64.name
    release = note.Release("9.9.9", kind, 1, "", ("改动一。", "改动二。"))
    refused = Seen(tmp_path / "b", None, "没有拷贝完整。")
    updates.show_seen([refused, Seen(tmp_path / "甲.deb", release)])
    QApplication.processEvents()
    said = texts(updates)
    assert "9.9.9" in said[0]
    assert updates.program.version in said[0]
    assert sign_of(updates.head) is Sign.DONE
    assert said[1:] == [str(tmp_path / "甲.deb"), "· 改动一。", "· 改动二。", "没有采用的", "没有拷贝完整。"]
    assert updates.install_button.isVisible()
    assert [made.text() for made in foot(updates)][:2] == ["选择文件夹…", "关闭  Esc"]
    assert updates.focusWidget() is updates.install_button
    updates._tell_failure(DisclosureError("签名不对。"))
    assert (updates.told.text(), sign_of(updates.told)) == ("签名不对。", Sign.WRONG)
    updates.show_seen([refused])
    QApplication.processEvents()
    said = texts(updates)
    assert said[1:] == ["没有采用的", "没有拷贝完整。"]
    assert "没有找到比" in said[0]
    assert not updates.install_button.isVisible()
    asked = opened(foot(updates)[0].click)
    assert isinstance(asked, QFileDialog)
    closed(asked)


def test_a_long_name_is_read_from_its_first_letter_once_it_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    """阿布都热合曼·买买提力… stood in its line as 都热合曼·…, an address by its last words alone."""
    dialog = QDialog(window)
    column = QVBoxLayout(dialog)
    name, address = QLineEdit(), QLineEdit()
    for line in (name, address):
        column.addWidget(line)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    name.setFocus()
    QTest.keyClicks(name, "Abdurehman Memtili Ehmetjan")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert (address.hasFocus(), name.cursorPosition()) == (True, 0)
    dialog.reject()
