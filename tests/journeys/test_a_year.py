"""A clerk's whole year through the real window: typed, counted, exported as PDF, and taken back step by step.

The figures are those of a real office's 2023: 16 releases (4 + 8 + 4), 516 in all, one request, two in all.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import Profile, Release, Request
from disclosure.report.cells import CellKey
from gui.base.session import Session
from gui.forms.record_form import RecordForm
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.report.export import ReportExport
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from storage.query import Query
from tests.gui.fixtures import find_window, open_windows, type_text

KINDS = ("机构职能类",) * 4 + ("人事信息、公务员招录考试信息",) * 8 + ("其他应当主动公开的政府信息",) * 4
OFFICE = {
    "name": "示例市示范区清河街道",
    "short_name": "街道",
    "opening_on": "2022-12-31",
    "opening_releases": "500",
    "opening_requests": "1",
}
REQUEST = {
    "applicant_kind": "自然人",
    "applicant": "张某某",
    "channel": "互联网",
    "arrived_on": "20230517",
    "received_on": "2023.5.18",
    "confirmation": "电话确认",
    "content": "辖区长者食堂相关财政数据、人口数据",
}


@pytest.fixture
def window_of_2023(window: MainWindow) -> MainWindow:
    """The window in January, on the year the report is about."""
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    return window


def fill(qtbot: QtBot, form: RecordForm, typed: dict[str, str]) -> None:
    """Type into the fields of a form and save it with the keyboard."""
    for name, text in typed.items():
        keyboard = form.fields[name].editor.keyboards()[-1]
        keyboard.setFocus(Qt.FocusReason.TabFocusReason)  # what stood there is selected, and typed over
        type_text(keyboard, text)
    assert form.save_button.isEnabled(), form.gate.text()
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def press(qtbot: QtBot, page: RegisterPage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> RecordForm:
    """Press the keys of a command that opens a form, and return the form."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.setFocus()
    QTest.keyClick(page.table, key, modifier)
    form = find_window(RecordForm)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def type_the_year(qtbot: QtBot, window: MainWindow, session: Session) -> int:
    """Type the office, its releases and its request; return how many forms were saved."""
    form = window.work.edit_profile()
    assert isinstance(form, RecordForm)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    fill(qtbot, form, OFFICE)

    tab = window.show_page("releases")
    assert isinstance(tab, SwitchedPages)
    releases = tab.show_view("releases")
    for place, kind in enumerate(KINDS, start=1):
        if kind in KINDS[: place - 1]:  # the first of each kind is typed, those after it are like it
            (last, *_) = session.registers.all(Release, Query(sort="id", descending=True))
            session.save(replace(last, id=0, number="", name=f"示例信息之{place}"))
            continue
        fill(
            qtbot,
            press(qtbot, releases, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
            {
                "name": f"示例信息之{place}",
                "document_kind": "其他",
                "category": "机关职能、机构设置、办公信息",
                "statistics_category": kind,
                "formed_on": f"2023-6-{place}",
                "published_on": f"2023-6-{place}",
            },
        )

    requests = window.show_page("requests")
    assert isinstance(requests, RegisterPage)
    fill(qtbot, press(qtbot, requests, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier), REQUEST)
    fill(
        qtbot,
        press(qtbot, requests, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        {"outcome": "予以公开", "answered_on": "2023-06-09", "answer_number": "清信公〔2023〕1号"},
    )
    return 1 + len(KINDS) + 2


def figure(window: MainWindow, row: str, column: str) -> str:
    page = window.page("report")
    assert isinstance(page, ReportPage)
    return next(
        cell.text for cell in page.tables["table3"].grid.table.figures() if cell.key == CellKey("table3", row, column)
    )


def test_a_year_is_typed_counted_exported_and_taken_back(
    qtbot: QtBot, window_of_2023: MainWindow, session: Session, tmp_path: Path
) -> None:
    window = window_of_2023
    saved = type_the_year(qtbot, window, session)
    assert session.registers.count(Release) == 16
    (request,) = session.registers.all(Request)
    assert (request.number, request.outcome) == ("2023-001", Outcome.GRANTED)

    report = window.show_page("report")
    assert isinstance(report, ReportPage)
    assert [figure(window, row, "total") for row in ("n1", "n2", "k1", "k7", "n4")] == ["1", "0", "1", "1", "0"]
    overview = report.report.sections[0].text
    assert "全年主动公开政府信息16条，其中，机构职能类信息4条，人事信息、公务员招录考试信息8条" in overview
    assert "历年累计公开政府信息516条" in overview
    assert "累计受理政府信息公开申请2件" in overview

    report.bar.export_button.click()
    dialog = find_window(ReportExport)
    dialog.take_folder(tmp_path)
    dialog.save_button.click()
    qtbot.waitUntil(report.written.isVisible, timeout=60_000)
    (pdf,) = tmp_path.glob("*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "2023年政府信息公开工作年度报告" in text.replace("\n", "")
    assert report.written.told.text() == f"PDF写好了，在“{tmp_path.name}”文件夹里，与登记簿核对一致。"

    for _ in range(saved):
        assert window.undo_action.isEnabled()
        window.undo_action.trigger()
    assert not window.undo_action.isEnabled()
    assert session.registers.count(Release) == session.registers.count(Request) == 0
    assert session.registers.profile() == Profile(id=session.registers.profile().id)
    qtbot.waitUntil(lambda: figure(window, "n1", "total") == "0")

    for _ in range(saved):
        window.redo_action.trigger()
    assert session.registers.count(Release) == 16
    qtbot.waitUntil(lambda: figure(window, "k1", "natural_person") == "1")


def test_undo_names_what_it_will_take_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    fill(
        qtbot,
        press(qtbot, page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        {**REQUEST, "number": "2024-013", "arrived_on": "3-1", "received_on": "3-1"},
    )
    assert "2024-013" in window.undo_action.text()
    assert window.undo_action.text().startswith("撤销 ")
    assert "（Ctrl+Z）" in window.undoable.text()
