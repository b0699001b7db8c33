"""打印台账 in the real window: Ctrl+P on every register, with and without a record, on the sample and an own file."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.records import Record
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.file_dialogs import FileDialog
from gui.registers.actions import open_export
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.registers.views import VIEWS
from gui.shell.main_window import MainWindow
from storage.query import Query
from storage.registers import open_registers
from tasks.ledgers.inspection_ledger import printed_ledger
from tests.gui.fixtures import TODAY, open_windows, wait_for_window
from tests.gui.printed import ALIKE, likeness, printed
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_suit,
    make_tally,
)
from tests.sample_files import SEED_YEAR, sample_at

OWN: dict[str, Record] = {
    "releases": make_release(),
    "requests": make_request(),
    "reviews": make_review(),
    "litigation": make_suit(),
    "tallies": make_tally(),
    "activities": make_activity(),
    "duties": make_duty(),
}


PREVIEWED = [register for register in VIEWS if register != "requests"]
"""Requests are printed as the ledger an inspector asks for, on the house's own paper."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the start page makes it."""
    return sample_at(tmp_path_factory.mktemp("sample") / "示例.sqlite")


@pytest.fixture
def sample_window(qtbot: QtBot, sample: Path, preferences: Preferences) -> Iterator[MainWindow]:
    """The real window on the sample."""
    with open_registers(sample) as registers:
        shown = MainWindow(Session(registers, today=lambda: TODAY), preferences)
        shown.show()
        shown.show_year(SEED_YEAR)
        qtbot.waitUntil(lambda: "today" in shown.pages)
        yield shown
        shown.close()
        shown.deleteLater()


def paper_of(preview: QPrintPreviewDialog) -> QPrintPreviewWidget:
    found = preview.findChild(QPrintPreviewWidget)
    assert isinstance(found, QPrintPreviewWidget)
    return found


def press_print(qtbot: QtBot, window: MainWindow, register: str, *, is_chosen: bool) -> None:
    """Press the keys on a register's page, look at the paper and close it, twice: the second time is no luck."""
    tab = window.show_page("releases" if register == "duties" else register)
    page = tab.show_view(register) if isinstance(tab, SwitchedPages) else tab
    assert isinstance(page, RegisterPage)
    window.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    if is_chosen:
        page.table.selectRow(0)
    else:
        page.table.clearSelection()
        page.table.setCurrentIndex(QModelIndex())
    for _ in range(2):
        QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        preview = wait_for_window(qtbot, QPrintPreviewDialog)
        paper = paper_of(preview)
        paper.updatePreview()
        assert paper.pageCount() >= 1
        assert preview.printer().pageLayout().orientation().name == "Landscape"
        preview.reject()
        qtbot.waitUntil(lambda: open_windows() == [window])


def test_ctrl_p_shows_each_ledger_of_an_own_file(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """The program was gone, without a word."""
    for register in PREVIEWED:
        session.save(OWN[register])
    for register in PREVIEWED:
        press_print(qtbot, window, register, is_chosen=True)
        press_print(qtbot, window, register, is_chosen=False)


def test_ctrl_p_shows_each_empty_ledger(qtbot: QtBot, window: MainWindow) -> None:
    """A register nobody has written into yet is printed as an empty one."""
    for register in PREVIEWED:
        press_print(qtbot, window, register, is_chosen=False)


def test_ctrl_p_shows_each_ledger_of_the_sample(qtbot: QtBot, sample_window: MainWindow) -> None:
    """The first thing someone tries in the sample ended the program."""
    for register in PREVIEWED:
        press_print(qtbot, sample_window, register, is_chosen=True)
        press_print(qtbot, sample_window, register, is_chosen=False)


def test_the_printed_ledger_lies_on_paper(qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path) -> None:
    """打印 in the preview prints: the paper holds what the preview showed."""
    session.save(make_tally())
    page = window.show_page("tallies")
    assert isinstance(page, RegisterPage)
    page.commands["print"].trigger()
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    preview.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    preview.printer().setOutputFileName(str(tmp_path / "台账.pdf"))
    paper_of(preview).print_()
    assert (tmp_path / "台账.pdf").read_bytes().startswith(b"%PDF")
    preview.reject()
    qtbot.waitUntil(lambda: open_windows() == [window])


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_the_ledger_of_requests_goes_out_as_an_inspector_asks_for_it(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, suffix: str
) -> None:
    session.save(make_request(number="2024-001", applicant="张测试"))
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    dialog = open_export(page.shown())
    dialog.statutory.setChecked(True)
    dialog.submitted.emit()
    chooser = wait_for_window(qtbot, FileDialog)
    assert chooser.selectedFiles()[0].endswith(".pdf")
    path = tmp_path / f"办理台账{suffix}"
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not session._jobs)


def test_ctrl_p_on_requests_shows_the_ledger_to_sign(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    """It dropped 答复期限, 状态, 结果 and 答复日期, and had neither page numbers nor a line to sign on."""
    session.save(make_request(number="2024-001", applicant="张测试"))
    content = printed_ledger(session.registers, TODAY, Query())
    with pypdfium2.PdfDocument(content) as document:
        text = "".join(document[0].get_textpage().get_text_range().split())
    assert [words for words in ("2024-001", "张**", "是否逾期", "填表人", "第1页共1页") if words not in text] == []
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.commands["print"].trigger()
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    assert likeness(printed(preview, tmp_path), content) > ALIKE
    preview.reject()
    qtbot.waitUntil(lambda: open_windows() == [window])
