"""A year in which nobody asked anything: once all is read and 五 is written, its report takes five strokes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import IssuedReport
from disclosure.report.narrative import DATED_ON
from disclosure.terms import SecrecyConclusion
from exporters.report.formats import FORMATS
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.report.desk import IssueDialog
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.cases.zero_confirmations import confirm_all_zero, zero_months
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.records_factory import make_profile, make_release
from tests.report_texts import read_texts

TODAY, YEAR = date(2024, 1, 10), 2023
SLOW = 120_000


@dataclass
class Clerk:
    """Counts keys and clicks; text and Tab do not count."""

    qtbot: QtBot
    window: MainWindow
    strokes: int = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.strokes += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def click(self, button: QPushButton) -> None:
        """Click a button she can see."""
        assert button.isEnabled()
        assert not button.visibleRegion().isEmpty()
        self.strokes += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, text: str) -> None:
        """Type where the keyboard is."""
        focus: QWidget | None = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def waits(self, holds: Callable[[], bool]) -> None:
        """Look until something is there."""
        self.qtbot.waitUntil(holds, timeout=SLOW)


@pytest.fixture
def january(registers: Registers) -> Iterator[Session]:
    """A file in January whose year had no request; every section was read, 五 and the platform are written."""
    registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
    day = date(2023, 5, 2)
    reviewed = {
        "secrecy_reviewer": "张某某",
        "secrecy_reviewed_on": day,
        "secrecy_conclusion": SecrecyConclusion.RELEASE,
    }
    registers.save(make_release(formed_on=day, published_on=day, **reviewed))
    confirm_all_zero(registers, [month.period for month in zero_months(registers, YEAR, TODAY)], TODAY)
    read_texts(registers, YEAR)
    session = Session(registers, today=lambda: TODAY)
    yield session
    session.close()


def test_a_zero_year_is_checked_dated_issued_and_written_in_five_strokes(
    qtbot: QtBot, january: Session, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.report.page.documents", lambda: str(tmp_path / "文档"))
    (tmp_path / "文档").mkdir()
    window = MainWindow(january, preferences)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_year(YEAR)
    clerk = Clerk(qtbot, window)
    clerk.press(Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    page = window.page("report")
    assert isinstance(page, ReportPage)
    clerk.waits(lambda: page.desk.is_current)
    clerk.click(page.bar.check_button)
    assert page.paper.focusWidget() is page.editors[DATED_ON].text
    clerk.types("2024-1-10")
    clerk.waits(page.bar.issue_button.isEnabled)
    clerk.click(page.bar.issue_button)
    clerk.click(find_window(IssueDialog).save_button)
    clerk.waits(lambda: page.bar.state.text().startswith("已签发") and len(open_windows()) == 1)
    clerk.click(page.bar.export_button)
    clerk.waits(page.written.isVisible)
    assert clerk.strokes <= 5
    assert {path.suffix for path in (tmp_path / "文档").iterdir()} == set(FORMATS)
    assert page.written.told.text() == "PDF、Word、Excel、网页、JSON、纯文本写好了，在“文档”文件夹里，是签发的第 1 版。"
    assert january.registers.count(IssuedReport) == 1
    window.close()
    window.deleteLater()
