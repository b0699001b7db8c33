"""The first run as a new clerk meets it: three questions on one page, then a filled 今日; every stroke is counted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from disclosure.terms import AgencyLevel
from gui.base.preferences import Preferences
from gui.forms.record_form import RecordForm
from gui.kit.done_strip import DoneStrip
from gui.registers.importing import ImportDialog
from gui.shell import guard
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from gui.today.page import TodayPage
from storage.registers import Registers
from tasks.first_run import bring_in, recognised
from tests.gui.fixtures import find_window, type_text, wait_for_window

WEDNESDAY = date(2024, 3, 6)
OFFICE = "临江区青榕街道办事处"
DATA = Path(__file__).parents[1] / "data"
REPORT, LEDGER = DATA / "reports" / "001-huaian-hongze-2023.json", DATA / "offices" / "platform-requests.csv"


@dataclass
class Newcomer:
    """Somebody who starts the program for the first time; ``strokes`` counts keys and clicks, not text and Tab."""

    qtbot: QtBot
    program: Program
    strokes: int = 0

    @property
    def page(self) -> StartPage:
        """The start page."""
        assert self.program.window is not None
        page = self.program.window.centralWidget()
        assert isinstance(page, StartPage)
        return page

    @property
    def window(self) -> MainWindow:
        """The window of the new file."""
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    def click(self, button: QPushButton) -> None:
        self.strokes += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, widget: QWidget) -> None:
        self.strokes += 1
        QTest.keyClick(widget, key)

    def drop(self, onto: QWidget, *paths: Path) -> None:
        self.strokes += 1
        files, middle = QMimeData(), onto.rect().center()
        files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(onto, QDragEnterEvent(middle, *how))
        QApplication.sendEvent(onto, QDropEvent(QPointF(middle), *how))

    def drops_all(self) -> None:
        type_text(self.page.name, OFFICE)
        for path, box in ((REPORT, self.page.report), (LEDGER, self.page.ledger)):
            self.drop(box, path)
            self.qtbot.waitUntil(lambda box=box: not box.is_reading and box.found is not None)  # type: ignore[misc]

    def sees(self) -> str:
        """Return the line above what is due, once 今日 is there."""
        self.qtbot.waitUntil(lambda: isinstance(self.program.window, MainWindow))
        today = self.window.page("today")
        assert isinstance(today, TodayPage)
        self.qtbot.waitUntil(lambda: today.shown is not None and today.findChild(DoneStrip) is not None)
        return self.strip.told.text()

    @property
    def strip(self) -> DoneStrip:
        """The line that says what came in."""
        found = self.window.page("today").findChild(DoneStrip)
        assert isinstance(found, DoneStrip)
        return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Her home, with a folder for documents."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "Documents").mkdir()
    return tmp_path / "Documents"


@pytest.fixture
def newcomer(qtbot: QtBot, qapp: QApplication, preferences: Preferences, home: Path) -> Iterator[Newcomer]:
    """Somebody before the start page."""
    assert home.is_dir()
    program = Program(qapp, preferences, today=lambda: WEDNESDAY)
    program.begin(None, sample=False)
    yield Newcomer(qtbot, program)
    if program.window is not None:
        program.window.close()


def test_the_name_alone_opens_a_filled_today_with_one_key(newcomer: Newcomer, home: Path) -> None:
    type_text(newcomer.page.name, OFFICE)
    newcomer.press(Qt.Key.Key_Return, newcomer.page.name)
    assert newcomer.strokes <= 2
    assert newcomer.sees() == f"都准备好了。登记簿放在“文档”文件夹，名叫“{OFFICE}”。"
    today = newcomer.window.page("today")
    assert isinstance(today, TodayPage)
    assert today.shown is not None
    months = [(month.first.year, month.first.month) for month in today.shown.zero_months]
    assert months == [*((2023, month) for month in range(1, 13)), (2024, 1), (2024, 2)]
    assert today.shown.report.year == 2023, "in March last year's report is still to be made, as the start page said"
    ways = today.ways
    assert ways is not None
    newcomer.click(ways.cards["requests"])
    find_window(RecordForm).reject()
    assert list(home.glob("*.xxgk")) == [home / f"{OFFICE}.xxgk"]
    profile = newcomer.window.session.registers.profile()
    assert (profile.name, profile.short_name, profile.code_character, profile.level) == (
        OFFICE,
        "青榕街道",
        "榕街公开",
        AgencyLevel.STREET,
    )


def test_a_report_and_a_ledger_are_there_after_six_strokes_and_go_in_one(newcomer: Newcomer) -> None:
    newcomer.drops_all()
    newcomer.click(newcomer.page.begin_button)
    assert newcomer.strokes <= 6
    told = newcomer.sees()
    assert told.startswith("已带入 2023 年报的 179 个数和旧登记表的 12 件。")
    registers = newcomer.window.session.registers
    assert registers.count(Request) == 12
    assert registers.profile().opening_on == date(2023, 12, 31)
    assert registers.profile().opening_documents == 5
    newcomer.click(newcomer.strip.undo_button)
    assert registers.count(Request) == 0
    assert registers.profile().opening_on == date(2022, 12, 31), "as it was with the name alone"
    assert registers.profile().name == OFFICE
    assert not newcomer.strip.isVisible()


def test_the_old_ledger_tells_how_the_letters_are_numbered(newcomer: Newcomer, tmp_path: Path) -> None:
    """鹭街公开 stood over a ledger full of 云白公开〔2023〕n号; 更新… had the keyboard once all was answered."""
    ledger = tmp_path / "2023台账.csv"
    rows = ("收到时间,申请人,申请内容,办理结果,答复文号", "2023.2.14,谷雨,低保名单,公开,云白公开〔2023〕1号")
    ledger.write_text("\n".join(rows), encoding="utf-8")
    page = newcomer.page
    type_text(page.name, OFFICE)
    page.ledger.take(ledger)
    newcomer.qtbot.waitUntil(lambda: page.ledger.found is not None and not page.ledger.is_reading)
    assert page.derived["文号"].text() == "云白公开〔2024〕1号"
    newcomer.click(page.ledger.drop_button)
    assert page.derived["文号"].text() == "榕街公开〔2024〕1号", "without the ledger the name tells it"
    newcomer.drop(page, REPORT, LEDGER)
    newcomer.qtbot.waitUntil(lambda: page.report.found is not None and page.ledger.found is not None)
    newcomer.qtbot.waitUntil(page.begin_button.hasFocus)


def test_the_first_day_opens_with_no_banner_about_the_folder_nobody_chose(
    newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """「本机的其他用户也能打开…请把文件移到…」 above everything, with nothing to press."""

    def note(_path: Path, *, is_chosen: bool) -> str:
        return "别人看得到里面的文件名" if is_chosen else ""

    monkeypatch.setattr(guard, "open_folder_note", note)
    type_text(newcomer.page.name, OFFICE)
    newcomer.click(newcomer.page.begin_button)
    newcomer.sees()
    assert newcomer.window.banner.isHidden()


def test_a_row_that_was_sent_back_is_asked_about_from_the_line_that_says_so(newcomer: Newcomer, home: Path) -> None:
    """「退回 1 行，原因写在原表旁边」, and only another program could show which row and why."""
    ledger = home / "2023依申请公开台账.csv"
    ledger.write_text(
        "收到时间,申请人,申请内容,申请方式,办理结果,办结时间\n"
        "2023.2.14,杜立春,低保发放标准,当面,予以公开,2023.3.8\n"
        "2023.5.9,柳清明,信访答复的依据,信件,予以公开,2023.6.1\n",
        encoding="utf-8",
    )
    type_text(newcomer.page.name, OFFICE)
    newcomer.drop(newcomer.page.ledger, ledger)
    newcomer.qtbot.waitUntil(lambda: newcomer.page.ledger.found is not None and newcomer.page.begin_button.isEnabled())
    newcomer.click(newcomer.page.begin_button)
    assert "退回 1 行" in newcomer.sees()
    newcomer.click(newcomer.strip.ways_on[0])
    asked = wait_for_window(newcomer.qtbot, ImportDialog)
    assert len(asked.preview.rows) == 1
    assert "“信件”" in asked.gate.text(), "the columns are all known: what is missing is what the word means"
    asked.reject()


def test_both_files_dropped_beside_the_boxes_find_theirs(newcomer: Newcomer) -> None:
    page = newcomer.page
    newcomer.drop(page, REPORT, LEDGER)
    newcomer.qtbot.waitUntil(lambda: page.report.found is not None and page.ledger.found is not None)
    assert page.report.title.text() == "2023 年政府信息公开工作年度报告"
    assert page.ledger.beneath.text() == "认出是依申请公开，12 件"
    assert not page.begin_button.isEnabled(), "without a name there is nothing to begin"


def test_the_line_and_its_way_back_go_with_the_next_change(newcomer: Newcomer) -> None:
    newcomer.drops_all()
    newcomer.click(newcomer.page.begin_button)
    newcomer.sees()
    session = newcomer.window.session
    session.save(session.registers.profile().__class__(id=session.registers.profile().id, name="另一个单位"))
    assert not newcomer.strip.isVisible()


def test_a_name_that_is_taken_gets_a_number(newcomer: Newcomer, home: Path) -> None:
    (home / f"{OFFICE}.xxgk").write_bytes(b"somebody's")
    type_text(newcomer.page.name, OFFICE)
    newcomer.press(Qt.Key.Key_Return, newcomer.page.name)
    newcomer.sees()
    assert (home / f"{OFFICE}.xxgk").read_bytes() == b"somebody's"
    assert newcomer.window.session.registers.path == home / f"{OFFICE} 2.xxgk"


def test_what_she_changes_of_the_derived_words_stays_when_the_name_goes_on(newcomer: Newcomer) -> None:
    page = newcomer.page
    type_text(page.name, "临江区青榕街道")
    assert [page.derived[label].text() for label in page.derived] == ["青榕街道", "榕街公开〔2024〕1号", "街道"]
    newcomer.click(page.change_button)
    page.code.clear()
    type_text(page.code, "青榕公开")
    type_text(page.name, "办事处")
    assert page.code.text() == "青榕公开"
    newcomer.press(Qt.Key.Key_Return, page.code)
    newcomer.sees()
    assert newcomer.window.session.registers.profile().code_character == "青榕公开"


def test_a_wrong_file_is_told_where_it_was_dropped_and_nothing_is_red(newcomer: Newcomer) -> None:
    page = newcomer.page
    newcomer.drop(page.ledger, Path(__file__))
    assert not page.ledger.choose_button.isEnabled(), "a second file could be chosen while the first was being read"
    newcomer.qtbot.waitUntil(lambda: not page.ledger.is_reading)
    assert page.ledger.choose_button.isEnabled()
    assert page.ledger.found is None
    assert "表头" in page.ledger.beneath.text() or "读" in page.ledger.beneath.text()
    labels = cast("list[QLabel]", page.findChildren(QLabel))
    buttons = cast("list[QPushButton]", page.findChildren(QPushButton))
    shown = [label for label in labels if label.isVisible()]
    assert not [label for label in shown if label.objectName() in {"overdue", "problem"}]
    told = " ".join([label.text() for label in shown] + [each.text() for each in buttons])
    assert not [mark for mark in (".xxgk", ".sqlite", ".xlsx", ".csv", "/", "{", "}") if mark in told]
    newcomer.drop(page.ledger, LEDGER)
    newcomer.qtbot.waitUntil(lambda: page.ledger.found is not None)
    newcomer.click(page.ledger.drop_button)
    assert page.ledger.found is None
    assert page.ledger.beneath.text() == "Excel 登记表就行，表头不一样也认得出"


def test_every_button_is_inside_the_window(newcomer: Newcomer) -> None:
    window = newcomer.program.window
    assert window is not None
    for size in ((1366, 700), (1280, 650), (880, 480)):
        window.resize(*size)
        newcomer.qtbot.waitUntil(lambda size=size: (window.width(), window.height()) == size)  # type: ignore[misc]
        newcomer.qtbot.wait(1)  # it is laid out
        for made in (newcomer.page.open_button, newcomer.page.sample_button, newcomer.page.begin_button):
            place = made.mapTo(window, made.rect().bottomRight())
            assert window.rect().contains(place), f"{made.text()} at {size}"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("file", sorted(each.name for each in (DATA / "offices").glob("*.*") if each.suffix != ".json"))
def test_a_ledger_tells_by_its_headings_which_register_it_is(file: str) -> None:
    right = json.loads((DATA / "offices" / "right-rows.json").read_text(encoding="utf-8"))
    assert recognised(DATA / "offices" / file).record_type.register == right[file]["register"]


def test_an_old_ledger_alone_is_told_without_a_gap(registers: Registers) -> None:
    """「已带入 旧登记表的 12 件」: a blank stands before figures only."""
    told = bring_in(registers, None, recognised(LEDGER), WEDNESDAY).told
    assert told.startswith("已带入旧登记表的 12 件。")
