"""填报对照: keyboard only, 200 cells, interrupted and resumed, signed at the end."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.records import Attachment, Draft
from disclosure.report.cells import CELLS
from disclosure.report.narrative import DATED_ON
from gui.retype_window import RetypeWindow
from gui.session import Session
from tasks.issuing import explain, issue, judged_findings
from tests.gui.fixtures import open_windows
from tests.records_factory import make_profile, make_request

TODAY = date(2024, 1, 10)


@pytest.fixture
def issued(session: Session) -> Session:
    """A session whose 2023 is issued."""
    registers = session.registers
    registers.save(make_profile())
    registers.save(make_request(arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    registers.save(Draft(year=2023, part=DATED_ON, text="2024-01-10"))
    for one in judged_findings(registers, 2023, TODAY):
        if one.is_open:
            explain(registers, 2023, one.finding, "已核实")
    issue(registers, 2023, TODAY)
    return session


def opened(qtbot: QtBot, session: Session) -> RetypeWindow:
    window = RetypeWindow(session, 2023)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_tab_ticks_shift_tab_goes_back_and_closing_keeps_the_place(qtbot: QtBot, issued: Session) -> None:
    window = opened(qtbot, issued)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    for _ in range(15):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.cell == CELLS[15]
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.cell == CELLS[14]
    assert "14 / 200 格" in window.place.text()
    window.close()
    again = opened(qtbot, issued)
    assert again.cell == CELLS[14]
    again.close()
    qtbot.waitUntil(lambda: not open_windows())


def test_after_the_last_cell_the_record_is_signed(qtbot: QtBot, issued: Session) -> None:
    window = opened(qtbot, issued)
    for _ in range(len(CELLS)):
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert window.sign_button.isVisible()
    window.who.setText("张某某")
    window.sign_button.click()
    names = [kept.name for kept in issued.registers.all(Attachment)]
    assert any(name.startswith("填报核对记录-2023-1-") for name in names)
    qtbot.waitUntil(lambda: not open_windows())
