"""What a passer-by may read: masks in table, detail, history, bin and print; shown on demand, and every look kept."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from disclosure.errors import DisclosureError
from disclosure.records import Access, Request
from disclosure.terms import AccessKind, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.answer_sheet import RecordedAnswer
from gui.cases.dialogs import SplitDialog
from gui.cases.step_form import StepForm
from gui.cases.steps import StepsCard
from gui.letters.act_sheet import ActSheet
from gui.letters.envelopes import EnvelopeDialog
from gui.registers.accesses import AccessLog
from gui.registers.actions import export_file, open_export
from gui.registers.bin import RecycleBin
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tasks.cases.requests import save_step
from tasks.ledgers.inspection_ledger import printed_ledger
from tasks.safety.accesses import note_export
from tests.gui.fixtures import TODAY, find_window
from tests.records_factory import make_request, make_step

SECRETS = ("110101190001010013", "13800000000", "测试区测试路2号", "zhang@example.invalid")
MASKED = ("110101********0013", "138****0000", "测试区****", "z***@example.invalid")
EVERYTHING = ("number", "applicant", "identity_number", "phone", "address", "email", "content")


@pytest.fixture
def page(qtbot: QtBot, frame: MainWindow, session: Session) -> RegisterPage:
    """依申请公开 with every column, one amended request with numbers in its prose, and another one."""
    session.save(make_request(number="2024-002", applicant="李测试", phone="13900000000", identity_number=""))
    identity, phone, address, email = SECRETS
    change = session.save(
        make_request(
            number="2024-001",
            applicant="张测试",
            identity_number=identity,
            phone="1",
            address=address,
            email=email,
            content=f"资料寄来，电话{phone}",
        )
    )
    session.save(replace(session.registers.get(Request, change.record_id), phone=phone))
    shown = frame.show_page("requests")
    assert isinstance(shown, RegisterPage)
    shown.show_columns(EVERYTHING)
    shown.show_record(change.record_id)
    qtbot.waitUntil(lambda: shown.detail.record is not None and shown.detail.record.id == change.record_id)
    qtbot.waitUntil(lambda: "138****0000" in texts(shown.detail))
    return shown


def texts(widget: QWidget) -> str:
    QApplication.processEvents()  # what has just been put into a layout is shown by an event
    labels = cast("list[QLabel]", widget.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if not label.isHidden())


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def kept(session: Session) -> list[tuple[str, str]]:
    return [(access.kind.label, access.fields) for access in session.registers.all(Access)]


def test_table_and_tool_tips_are_masked_and_names_stay(page: RegisterPage) -> None:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    cells = [
        str(page.model.index(row, place).data(role))
        for row in range(page.model.rowCount())
        for place in range(len(EVERYTHING))
        for role in roles
    ]
    assert leaks("\n".join(cells)) == []
    assert [mask for mask in (*MASKED, "张测试", "资料寄来，电话138****0000") if mask not in cells] == []


def test_detail_history_and_printed_list_are_masked(page: RegisterPage, session: Session) -> None:
    assert leaks(texts(page.detail)) == []
    assert "电话：1* → 138****0000" in texts(page.detail.history)
    shown = page.shown()
    with pypdfium2.PdfDocument(printed_ledger(session.registers, "requests", TODAY, shown.query)[0]) as paper:
        text = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)
    assert leaks(text) == []
    assert "资料寄来，电话138****0000" in text


def test_what_is_shown_by_key_is_kept_and_hidden_with_the_next_record(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    assert page.detail.reveal_button.text() == "显示个人信息  Ctrl+R"
    assert "显示证件号码、电话、地址、邮箱、所需信息描述，一分钟" in page.detail.reveal_button.toolTip()
    page.window().activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(leaks(texts(page.detail))) == len(SECRETS))
    assert kept(session) == [("查看", "证件号码、电话、地址、邮箱、所需信息描述")]
    qtbot.waitUntil(lambda: "查看了证件号码、电话、地址" in texts(page.detail.history))
    qtbot.waitUntil(lambda: leaks(texts(page.detail.history)) == ["13800000000"])  # old and new values, too
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.record is not None and page.detail.record.caption == "2024-002")
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "138****0000" in texts(page.detail.facts))
    assert not page.detail.is_revealed
    assert leaks(texts(page.detail)) == []


def test_after_a_minute_it_is_hidden_again(qtbot: QtBot, page: RegisterPage) -> None:
    timer = page.detail._hide_again
    assert timer.interval() == 60_000
    timer.setInterval(50)
    page.detail.reveal_button.click()
    assert page.detail.is_revealed
    qtbot.waitUntil(lambda: not page.detail.is_revealed)
    assert leaks(texts(page.detail)) == []
    page.detail.reveal_button.click()
    page.detail.reveal_button.click()
    assert not page.detail.is_revealed


def test_looking_is_neither_undone_nor_work(page: RegisterPage, session: Session) -> None:
    before = session.registers.undo_label
    page.detail.reveal_button.click()
    assert session.registers.undo_label == before
    session.undo()
    assert session.registers.count(Access) == 1


def test_a_form_shows_the_values_and_is_kept_once_per_opening(page: RegisterPage, session: Session) -> None:
    form = page.edit()
    assert form is not None
    assert form.fields["phone"].editor.raw() == "13800000000"
    form.close()
    assert [kind for kind, _ in kept(session)] == ["编辑"]
    copy = page.copy()
    assert copy is not None
    copy.close()
    assert [kind for kind, _ in kept(session)] == ["编辑", "复制"]
    new = page.new_record()
    new.close()
    assert session.registers.count(Access) == 2


def test_in_a_file_that_keeps_nothing_nothing_is_shown(page: RegisterPage, session: Session) -> None:
    session.registers._connection.is_read_only = True
    with pytest.raises(DisclosureError, match="查阅记录"):
        page.detail.toggle()
    assert leaks(texts(page.detail)) == []


def test_the_bin_is_masked(page: RegisterPage, session: Session) -> None:
    record = page.detail.record
    assert record is not None
    session.registers.remove(record, "重复")
    page.open_recycle_bin()
    bin_ = find_window(RecycleBin)
    cells = [item.text() for place in range(4) if (item := bin_.table.item(0, place))]
    assert leaks("\n".join(cells)) == []
    bin_.close()


def test_steps_are_masked_and_their_forms_kept(qtbot: QtBot, page: RegisterPage, session: Session) -> None:
    request = page.detail.record
    assert isinstance(request, Request)
    step = make_step(request, kind=StepKind.NOTE, detail="来电13800000000说明")
    step = replace(step, id=save_step(session.registers, step).id)
    page.detail._fill()
    steps = page.detail.card(StepsCard)
    qtbot.waitUntil(lambda: "来电138****0000说明" in texts(steps))
    StepForm(session, request, StepKind.NOTE, original=step, parent=page.window()).close()
    StepForm(session, request, StepKind.PHONE_CONFIRMED, parent=page.window()).close()
    assert kept(session) == [("编辑", "说明"), ("查看", "证件号码、电话、地址、邮箱、所需信息描述")]
    assert len(session.registers.accesses(request)) == 2


def test_envelopes_and_papers_that_tell_them_are_kept(page: RegisterPage, session: Session) -> None:
    request = page.detail.record
    assert isinstance(request, Request)
    EnvelopeDialog(session, [request], page.window()).close()
    assert session.registers.count(Access) == 1
    dialog = ActSheet(session, request, "granted", page.window())
    assert session.registers.count(Access) == 1 + (SECRETS[1] in (dialog.draft.letter.text if dialog.draft else ""))
    before = session.registers.count(Access)
    dialog.choose("registration-form")
    dialog.choose("service-receipt")
    assert session.registers.count(Access) == max(before, 2)
    dialog.close()


@pytest.mark.parametrize("unmasked", [False, True])
def test_a_ledger_goes_out_masked_unless_ticked_and_kept(
    qtbot: QtBot, page: RegisterPage, session: Session, tmp_path: Path, unmasked: bool
) -> None:
    dialog = open_export(page.shown())
    assert not dialog.unmasked.isChecked()
    assert "其中有证件号码 1 条、电话 2 条、地址 1 条" in texts(dialog)
    assert not dialog.scroll_area.verticalScrollBar().maximum(), "what goes out hidden stood below the window's edge"
    dialog.unmasked.setChecked(unmasked)
    assert dialog.unmasked.isChecked() is unmasked
    dialog.close()
    path = tmp_path / "台账.csv"
    export_file(page.shown(), path, mask=not unmasked)
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not session._jobs)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(leaks(str(rows))) == (len(SECRETS) if unmasked else 0)
    assert [access.kind for access in session.registers.all(Access)] == ([AccessKind.EXPORTED] if unmasked else [])


def test_an_identity_paper_is_kept_when_opened(page: RegisterPage, session: Session, tmp_path: Path) -> None:
    request = page.detail.record
    assert request is not None
    paper = session.registers.attach(request, name="身份证明.jpg", content=b"x", is_identity=True)
    plain = session.registers.attach(request, name="申请表.pdf", content=b"y")
    for each in (paper, plain):
        page.detail.attachments.write(each, tmp_path / each.name)
    assert kept(session) == [("导出", "身份证明")]
    assert session.registers.accesses(request)[0].after is not None


def test_an_open_folder_is_said_once(preferences: Preferences) -> None:
    assert preferences.is_first_time("open folder /x")
    assert not preferences.is_first_time("open folder /x")
    assert preferences.is_first_time("open folder /y")


def test_who_looked_is_listed_newest_first(page: RegisterPage, session: Session) -> None:
    page.detail.reveal_button.click()
    note_export(session.registers, Request, "个人信息", 2)
    record = page.detail.record
    assert record is not None
    session.registers.remove(record, "重复")
    page.commands["accesses"].trigger()
    log = find_window(AccessLog)
    cells = [[item.text() for place in range(4) if (item := log.table.item(row, place))] for row in range(2)]
    assert [cell[1:] for cell in cells] == [
        ["测试员", "2 条", "导出了个人信息"],
        ["测试员", "（已删除）", "查看了证件号码、电话、地址、邮箱、所需信息描述"],
    ]
    assert log.table.rowCount() == 2
    log.close()


def test_short_descriptions_of_a_record_hide_numbers_too(page: RegisterPage, session: Session) -> None:
    described = session.sources(Request).describe("requests", "2024-001")
    assert "张测试 · 资料寄来，电话138****0000" in described
    request = page.detail.record
    assert isinstance(request, Request)
    SplitDialog(session, request, page.window()).close()
    assert kept(session)[0][0] == "编辑"


def test_a_telephone_in_the_way_of_confirming_is_masked_everywhere_and_a_look_at_it_kept(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    request = page.detail.record
    assert isinstance(request, Request)
    told = replace(request, confirmation="拨打13800000000确认", answer_number="13800000000", content="资料")
    session.save(replace(told, phone="", address="", email="", identity_number=""))
    qtbot.waitUntil(lambda: "拨打138****0000确认" in texts(page.detail.facts))
    assert leaks(texts(page.detail)) == []
    form = page.edit()
    assert form is not None
    form.close()
    answer = RecordedAnswer(session, session.registers.get(Request, request.id), page.window())
    answer.close()
    assert kept(session) == [("编辑", "确认方式、答复文号"), ("编辑", "答复文号")]


def test_what_was_undone_is_said_in_one_word(session: Session) -> None:
    said: list[str] = []
    session.told.connect(said.append)
    session.save(make_request(number="2024-009"))
    session.undo()
    session.redo()
    assert said == ["已撤销：新建 2024-009", "已重做：新建 2024-009"]


def test_a_letter_that_tells_a_number_out_of_the_prose_is_kept(page: RegisterPage, session: Session) -> None:
    request = page.detail.record
    assert isinstance(request, Request)
    session.save(replace(request, phone="", address="", email="", identity_number=""))
    request = session.registers.get(Request, request.id)
    dialog = ActSheet(session, request, "registration-form", page.window())
    assert "13800000000" in dialog.preview.accessibleDescription()
    dialog.close()
    assert kept(session) == [("查看", "所需信息描述")]


def test_rows_that_are_copied_are_masked_as_they_are_seen(page: RegisterPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    for text in (mime.text(), mime.html()):
        assert "138****0000" in text
        assert not [secret for secret in SECRETS if secret in text]
