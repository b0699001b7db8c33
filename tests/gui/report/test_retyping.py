"""填报对照: keyboard only, 200 cells, interrupted and resumed, signed at the end."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.records import Attachment, Draft
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.narrative import DATED_ON
from gui.base.session import Session
from gui.report.retyping import RetypeWindow
from tasks.report.issuing import explain, issue, judged_findings
from tasks.report.retyping import resume
from tests.gui.fixtures import open_windows, type_text
from tests.records_factory import make_profile, make_request
from tests.report_texts import read_texts

TODAY = date(2024, 1, 10)


@pytest.fixture
def issued(session: Session, data_alone: None) -> Session:  # noqa: ARG001 - it comes first
    """A session whose 2023 is issued."""
    registers = session.registers
    registers.save(make_profile())
    registers.save(make_request(arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    registers.save(Draft(year=2023, part=DATED_ON, text="2024-01-10"))
    read_texts(registers, 2023)
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


def test_after_the_last_cell_the_record_is_signed_from_the_keyboard(qtbot: QtBot, issued: Session) -> None:
    """She typed the name and pressed Enter: nothing happened, and Tab never reached the button."""
    window = opened(qtbot, issued)
    assert (window.next_button.isVisible(), window.sign_button.isVisible(), window.who.isVisible()) == (
        True,
        False,
        False,
    )
    for _ in range(len(CELLS)):
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert (window.next_button.isVisible(), window.sign_button.isVisible()) == (False, True)
    assert window.who.hasFocus()
    assert window.who.text() == issued.registers.by != ""
    window.who.selectAll()
    type_text(window.who, "张某某")
    QTest.keyClick(window.who, Qt.Key.Key_Tab)
    assert window.sign_button.hasFocus()
    QTest.keyClick(window.sign_button, Qt.Key.Key_Return)
    (kept,) = [one for one in issued.registers.all(Attachment) if one.name.startswith("填报核对记录-2023V1-")]
    assert "核对人：张某某" in issued.registers.content(kept.sha256).decode()
    qtbot.waitUntil(lambda: not open_windows())


def test_a_draft_is_copied_too_and_esc_leaves_it(qtbot: QtBot, session: Session) -> None:
    """The portal's form is filled before the report is issued; the window stayed until the mouse closed it."""
    session.registers.save(make_request(arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    window = opened(qtbot, session)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not open_windows())
    assert resume(session.registers, 2023).ticked == {CELLS[0]}


def test_a_figure_put_right_beside_the_window_is_not_copied_as_it_was(qtbot: QtBot, session: Session) -> None:
    """The main window told 1, the small one on top of it went on telling 0, and then that all was entered."""
    window = opened(qtbot, session)
    for _ in range(30):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    received = CellKey("table3", "n1", "natural_person")
    assert received in window.state.ticked
    session.save(make_request(arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    qtbot.waitUntil(lambda: window.cell == received)
    assert (window.figure.text(), received in window.state.ticked) == ("1", False)
    assert "重新录入" in window.problem.text()
    assert len(window.state.ticked) == 30 - 2, "its row's total reads otherwise, too; the others stay entered"
    window.close()


def test_the_sum_of_the_row_runs_with_every_tick(qtbot: QtBot, issued: Session) -> None:
    """One request came in, from a person: the first six cells of its row add up to the seventh."""
    window = opened(qtbot, issued)
    while (window.cell.row, window.cell.column) != ("n1", "total"):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.figure.text() == "1"
    assert window.sums.text().endswith(" 1")
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.sums.text().endswith(" 0")
    window.close()
    qtbot.waitUntil(lambda: not open_windows())
