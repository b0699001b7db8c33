"""Searching everything in the real window, with the keyboard alone."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.records import Release, Request
from disclosure.terms import PasswordEvent
from gui.base.session import Session
from gui.registers.attachments import AttachmentsCard
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from gui.shell.paper_reader import PaperReader
from gui.today.found import Found, Line
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui.fixtures import type_text
from tests.records_factory import make_release, make_request, make_step, make_suit

PASSWORD = "春眠不觉晓 2024"


@pytest.fixture
def page(qtbot: QtBot, registers: Registers, window: MainWindow) -> TodayPage:
    """The 今日 page of a small office."""
    registers.save_all(
        [
            make_release(name="绿化养护公告"),
            make_request(content="绿化经费明细", applicant="单雄信", address="测试市示范区无名路99号"),
            make_suit(cause="绿化带认定"),
        ]
    )
    found = window.page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: found.shown is not None)
    QTest.keyClick(found, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(found.search.hasFocus)
    return found


def saved_request(registers: Registers) -> Request:
    return registers.get(Request, registers.save(make_request()).record_id)


def the_found(page: TodayPage) -> Found:
    return cast("Found", page.findChild(Found))


def the_list(page: TodayPage) -> QListWidget:
    return the_found(page).list


def lines(page: TodayPage) -> list[tuple[str, str, str]]:
    """What is shown, row by row: a heading, or number, title and place with the word marked."""
    rows = []
    found = the_list(page)
    for row in range(found.count()):
        line = found.item(row).data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line):
            hit = line.hit
            marked = f"{hit.text[: hit.start]}[{hit.text[hit.start : hit.end]}]{hit.text[hit.end :]}"
            rows.append((line.number, line.title, f"{hit.where}：{marked}"))
        else:
            rows.append((found.item(row).text(), "", ""))
    return rows


def look_for(qtbot: QtBot, page: TodayPage, text: str, count: int) -> None:
    page.search.clear()
    type_text(page.search, text)
    qtbot.waitUntil(lambda: page.findChild(Found) is not None)
    qtbot.waitUntil(lambda: the_list(page).count() == count and not page._session.is_busy)


def test_what_is_found_stands_by_register_with_its_place_and_enter_opens_it(
    qtbot: QtBot, window: MainWindow, page: TodayPage
) -> None:
    look_for(qtbot, page, "lvhua", 6)
    assert lines(page) == [
        ("主动公开 1 条", "", ""),
        ("2024-001", "绿化养护公告", "信息名称：[绿化]养护公告"),
        ("依申请公开 1 件", "", ""),
        ("2024-001", "绿化经费明细", "所需信息描述：[绿化]经费明细"),
        ("行政诉讼 1 件", "", ""),
        ("诉2024-1", "测试区人民法院", "原因与改进：[绿化]带认定"),
    ]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.search.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    shown = window.pages["requests"]
    assert isinstance(shown, RegisterPage)
    assert shown.isVisible()
    qtbot.waitUntil(lambda: isinstance(shown.selected(), Request))


def test_what_stands_in_a_step_is_before_the_eyes_when_it_is_opened(
    qtbot: QtBot, window: MainWindow, page: TodayPage, registers: Registers
) -> None:
    request = registers.get(Request, 1)
    registers.save_all([make_step(request, detail=f"第{number}次说明") for number in range(9)])
    for number in range(30):
        registers.attach(request, name=f"材料{number}.txt", content=b"x")
    registers.attach(request, name="龙眼洞.txt", content=b"y")
    look_for(qtbot, page, "龙眼洞", 2)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    shown = window.pages["requests"]
    assert isinstance(shown, RegisterPage)
    detail = shown.detail
    bar = detail.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > detail.attachments.y() == bar.value() > 0)


def test_escape_clears_and_the_day_is_there_again(qtbot: QtBot, page: TodayPage) -> None:
    look_for(qtbot, page, "绿化", 6)
    assert not page.left.isVisible()
    QTest.keyClick(the_list(page), Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.left.isVisible()


def test_without_a_hit_the_next_step_is_one_press(qtbot: QtBot, page: TodayPage) -> None:
    look_for(qtbot, page, "绿化", 6)
    type_text(page.search, " 龙眼洞")
    qtbot.waitUntil(lambda: the_list(page).count() == 0)
    found = the_found(page)
    assert found.told.text().startswith("没有找到“绿化 龙眼洞”。")
    assert (found.shorter.text(), found.shorter.isVisible()) == ("只找“绿化”", True)
    QTest.keyClick(found.shorter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: the_list(page).count() == 6)
    assert page.search.text() == "绿化"


def test_papers_nobody_has_read_yet_are_not_said_to_have_been_looked_through(
    qtbot: QtBot, page: TodayPage, registers: Registers
) -> None:
    """「全部登记簿、办理步骤、文书和材料都找过了」, a second after thirty papers had been dropped."""
    type_text(page.search, "龙眼洞")
    qtbot.waitUntil(lambda: page.findChild(Found) is not None and "都找过了。" in the_found(page).told.text())
    assert "没有读到" not in the_found(page).told.text()
    request = registers.get(Request, 1)
    registers.attach(request, name="一.txt", content="龙眼洞".encode())
    qtbot.waitUntil(lambda: "还有 1 份材料没有读到" in the_found(page).told.text())


def test_a_change_elsewhere_is_followed(qtbot: QtBot, page: TodayPage, registers: Registers) -> None:
    look_for(qtbot, page, "绿化", 6)
    registers.remove(registers.get(Release, 1))
    qtbot.waitUntil(lambda: the_list(page).count() == 4)


def test_from_a_list_its_words_are_looked_for_everywhere(qtbot: QtBot, window: MainWindow, page: TodayPage) -> None:
    listed = window.show_page("requests")
    assert isinstance(listed, RegisterPage)
    listed.search.setText("绿化带")
    window.entries["find"].trigger()
    assert page.isVisible()
    assert (page.search.text(), page.search.hasFocus()) == ("绿化带", True)
    qtbot.waitUntil(lambda: len(lines(page)) == 2)
    window.show_page("requests")
    listed.session.searched.emit("绿化养护")
    assert (page.isVisible(), page.search.text()) == (True, "绿化养护")


def test_an_empty_list_leads_on_to_everything(qtbot: QtBot, window: MainWindow, page: TodayPage) -> None:
    listed = window.show_page("requests")
    assert isinstance(listed, RegisterPage)
    listed.search.setText("绿化养护")

    def ways_on() -> list[QPushButton]:
        buttons = cast("list[QPushButton]", listed.nothing.findChildren(QPushButton))
        return [each for each in buttons if each.isVisible() and each.text().startswith("在全部登记簿里找")]

    qtbot.waitUntil(lambda: len(ways_on()) == 1)
    QTest.keyClick(ways_on()[0], Qt.Key.Key_Return)
    assert (page.isVisible(), page.search.text(), page.search.hasFocus()) == (True, "绿化养护", True)


def test_a_screen_reader_hears_state_record_and_place(qtbot: QtBot, page: TodayPage) -> None:
    look_for(qtbot, page, "示范区", 2)
    spoken = the_list(page).item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("2024-001，绿化经费明细，地址：测试市示范区****")


def test_with_a_password_sealed_values_are_found_too_and_stay_masked(
    qtbot: QtBot, page: TodayPage, registers: Registers, session: Session
) -> None:
    registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
    look_for(qtbot, page, "sfq", 2)
    assert lines(page)[1] == ("2024-001", "绿化经费明细", "地址：测试市[示范区]****")
    registers.protection.lock()
    session.unlocked.emit()
    qtbot.waitUntil(lambda: the_list(page).count() == 0)
    found = the_found(page)
    assert "加锁的内容除外" in found.told.text()
    look_for(qtbot, page, "绿化", 6)  # what is found looked like all there is
    assert "加锁的内容没有找" in found.told.text()


def test_a_paper_is_read_while_nobody_waits_and_then_found(
    qtbot: QtBot, window: MainWindow, page: TodayPage, registers: Registers, session: Session
) -> None:
    reader = PaperReader(session, session)
    request = registers.get(Request, 1)
    for name, content in (("申请书.txt", "龙眼洞东路".encode()), ("照片.png", b"\x89PNG\r\n\x1a\n\0\0")):
        registers.attach(request, name=name, content=content)
    reader._later.start(0)
    qtbot.waitUntil(lambda: registers.unread_paper() is None)
    look_for(qtbot, page, "龙眼洞", 2)
    assert lines(page)[1][2] == "材料 申请书：[龙眼洞]东路"
    registers.attach(request, name="补充.txt", content="另见龙眼洞".encode())
    qtbot.waitUntil(lambda: registers.unread_paper() is None and not session.is_busy)
    card = AttachmentsCard(session, window)
    card.show_record(request)
    tips = {label.text(): label.toolTip() for label in cast("list[QLabel]", card.findChildren(QLabel))}
    assert tips["照片"] == "里面的字读不出来，查找时只能按文件名找到。"
    assert tips["申请书（文本）"] == ""


def test_what_cannot_be_kept_of_a_paper_is_nobody_s_concern(
    qtbot: QtBot, registers: Registers, session: Session
) -> None:
    """The lock fell between reading and keeping, the disk was full: it is tried again, and no window says so."""
    registers.attach(saved_request(registers), name="申请书.txt", content="龙眼洞东路".encode())
    told: list[object] = []
    session.failed.connect(told.append)
    path = registers.path
    aside = path.with_name("拔出.sqlite")
    path.rename(aside)
    reader = PaperReader(session, session)
    reader._later.start(0)
    qtbot.waitUntil(lambda: not reader._later.isActive() and not session.is_busy)
    aside.rename(path)
    assert (told, registers.unread_paper() is not None) == ([], True)
    reader._later.start(0)
    qtbot.waitUntil(lambda: registers.unread_paper() is None)
