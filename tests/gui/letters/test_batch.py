"""Letters and envelopes of several chosen requests, printed in one go from the register."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.cases.keeping import letter_may_stay
from disclosure.errors import DisclosureError
from disclosure.records import IssuedLetter, Request
from gui.base.session import Session
from gui.letters.batch import BatchLetters, print_letters
from gui.letters.envelopes import EnvelopeDialog
from gui.registers.page import RegisterPage
from gui.shell.keys import KeysDialog
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.letters.files import issue_and_keep
from tasks.letters.issuing import draft_letter, void_letter
from tests.gui.fixtures import TODAY, find_window, standing_window
from tests.gui.lent import session
from tests.letters_factory import office
from tests.records_factory import make_request

__all__ = ["session"]

NUMBERS = ("2024-001", "2024-002", "2024-003", "2024-004")
CORRECTION = {"补正事项": "要写明所需项目的名称。", "补正期限": "2024-03-19"}


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The window of an office with four requests: no test here changes its file."""
    with standing_window(tmp_path_factory.mktemp("standing")) as window:
        fill(window.session.registers)
        yield window


def fill(registers: Registers) -> None:
    """Four requests: two with letters, one with a voided letter only, one without an address."""
    registers.save(office())
    for number, address in zip(NUMBERS, ("测试巷1号", "测试巷2号", "测试巷3号", ""), strict=True):
        made = registers.save(make_request(number=number, address=address)).after
        assert isinstance(made, Request)
        if number != "2024-004":
            issue_and_keep(registers, draft_letter(registers, made, "correction-notice", CORRECTION, dated_on=TODAY))
    void_letter(registers, letter_of(registers, "2024-003"), "写错了")


@pytest.fixture
def registers(session: Session) -> Registers:
    """Its file."""
    return session.registers


@pytest.fixture
def page(qtbot: QtBot, standing: MainWindow) -> RegisterPage:
    """Its four requests."""
    standing.activateWindow()  # another may have come and gone
    qtbot.waitUntil(standing.isActiveWindow)
    shown = standing.show_page("requests")
    assert isinstance(shown, RegisterPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 4)
    return shown


def letter_of(registers: Registers, number: str) -> IssuedLetter:
    request = registers.named(Request, number)
    assert request is not None
    return next(letter for letter in registers.all(IssuedLetter) if letter.owner_id == request.id)


def choose(page: RegisterPage, *numbers: str) -> None:
    """Select rows by 登记编号, as with Ctrl held down."""
    selection = page.table.selectionModel()
    selection.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(page.model.rowCount()):
        record = page.model.record(row)
        if record is not None and record.caption in numbers:
            selection.select(page.model.index(row, 0), flags)


def pages_of(path: Path) -> list[str]:
    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(path).pages]


def test_the_letters_of_the_chosen_requests_become_one_paper(
    page: RegisterPage, registers: Registers, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, "2024-001", "2024-002", "2024-003")
    page.commands["letters"].trigger()
    dialog = find_window(BatchLetters)
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [line.split("  ")[0] for line in listed] == ["2024-001", "2024-002"], "a voided letter is not printed"
    assert all("补正告知书" in line for line in listed)
    dialog.save_button.click()
    chooser = find_window(QFileDialog)
    with qtbot.waitSignal(session.told, check_params_cb=lambda text: "共 2 份" in text):
        chooser.fileSelected.emit(str(tmp_path / "文书.pdf"))
    chooser.close()
    numbers = [letter_of(registers, number).number for number in ("2024-001", "2024-002")]
    read = pages_of(tmp_path / "文书.pdf")
    assert [sum(number in sheet for sheet in read) > 0 for number in numbers] == [True, True]
    assert not any(letter_of(registers, "2024-003").number in sheet for sheet in read)


def test_a_letter_left_unticked_is_not_printed(page: RegisterPage, registers: Registers, tmp_path: Path) -> None:
    choose(page, "2024-001", "2024-002")
    page.commands["letters"].trigger()
    dialog = find_window(BatchLetters)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.save_button.isEnabled()
    dialog.write(tmp_path / "文书.pdf")
    assert not any(letter_of(registers, "2024-001").number in sheet for sheet in pages_of(tmp_path / "文书.pdf"))


def test_nothing_ticked_and_no_letter_at_all_are_told(page: RegisterPage) -> None:
    choose(page, "2024-001")
    page.commands["letters"].trigger()
    dialog = find_window(BatchLetters)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.gate.text() == "至少勾选一份文书"
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    choose(page, "2024-003", "2024-004")
    page.commands["letters"].trigger()
    dialog = find_window(BatchLetters)
    assert "所选的申请没有已发出的文书" in dialog.gate.text()
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(page: RegisterPage, tmp_path: Path) -> None:
    choose(page, "2024-001")
    page.commands["letters"].trigger()
    dialog = find_window(BatchLetters)
    dialog.write(tmp_path / "没有" / "文书.pdf")
    assert "不能写入文件夹" in dialog.gate.text()
    assert dialog.isVisible()
    dialog.reject()


def test_the_envelopes_of_the_chosen_requests_are_one_pdf(page: RegisterPage, tmp_path: Path) -> None:
    choose(page, "2024-001", "2024-002", "2024-004")
    page.commands["envelopes"].trigger()
    dialog = find_window(EnvelopeDialog)
    assert "1 件没有地址，不打印信封：2024-004" in dialog.gate.text()
    assert dialog.save_button.isEnabled()
    dialog.write(tmp_path / "信封.pdf")
    assert [
        next(road for road in ("测试巷1号", "测试巷2号") if road in sheet) for sheet in pages_of(tmp_path / "信封.pdf")
    ] == ["测试巷1号", "测试巷2号"]


def test_no_envelope_is_printed_or_saved_where_nobody_can_note_that_the_address_was_seen(
    page: RegisterPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a file opened to be read the dialog hid the addresses, and its preview and its PDF showed them whole."""
    monkeypatch.setattr(session.registers._connection, "is_read_only", True)
    with pytest.raises(DisclosureError, match="查阅记录"):
        EnvelopeDialog(session, list(session.registers.all(Request)), page)


def test_only_the_register_of_requests_prints_letters(standing: MainWindow, page: RegisterPage) -> None:
    reviews = standing.show_page("reviews")
    assert isinstance(reviews, RegisterPage)
    assert {"letters", "envelopes"}.isdisjoint(reviews.commands)
    assert {"letters", "envelopes"} <= set(page.commands)


def test_the_keys_are_told_with_all_others(standing: MainWindow) -> None:
    standing.entries["keys"].trigger()
    dialog = find_window(KeysDialog)
    labels = cast("list[QLabel]", dialog.findChildren(QLabel))
    texts = [label.text() for label in labels]
    assert "Ctrl+Shift+P" in texts
    assert "打印所选的文书…" in texts
    dialog.close()


def test_letters_whose_paper_was_destroyed_are_not_counted_among_those_saved(
    qtbot: QtBot, page: RegisterPage, session: Session, tmp_path: Path
) -> None:
    """「共 2 份」: the case of one had been destroyed, and its paper was not in the file."""
    session.registers.save(letter_may_stay(letter_of(session.registers, "2024-001")))
    choose(page, "2024-001", "2024-002")
    dialog = print_letters(session, page.chosen(), page)
    assert isinstance(dialog, BatchLetters)
    with qtbot.waitSignal(session.told) as told:
        dialog.write(tmp_path / "合并.pdf")
    assert told.args == ["已保存“合并”，共 1 份"]
    note = find_window(QMessageBox)
    assert "1 份没有保存原件" in note.text()
    note.close()
    assert len(PdfReader(tmp_path / "合并.pdf").pages) == 1
