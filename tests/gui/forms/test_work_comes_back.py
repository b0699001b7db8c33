"""Windows that hold minutes of work, other than forms and letters, are as they were after a crash."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QTableWidgetItem
from pytestqt.qtbot import QtBot

from disclosure.cases.redaction import Covered
from disclosure.outcomes import Outcome
from disclosure.records import Attachment, Request
from disclosure.terms import DeliveryMethod, KeepingDecision, StepKind
from gui.base.session import Session
from gui.calendar.change import NoticeForm
from gui.calendar.dialog import CalendarDialog
from gui.cases.acts import form_again
from gui.cases.keeping import KeepingRegister
from gui.cases.redaction.sheet import Marked, RedactionSheet, open_redaction
from gui.cases.together import StepsTogether
from gui.forms.drafts import FormDrafts
from gui.forms.part_form import PartForm
from gui.kit.gated_form import GatedForm
from gui.letters.template_editor import TemplateEditor
from gui.registers.importing import ImportDialog, import_file
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tasks.safety.drafts import kept_drafts
from tests.gui.fixtures import open_windows, wait_for_window
from tests.records_factory import make_profile, make_request
from tests.small_pdfs import page

LEDGER = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "h1-requests-old-excel.xlsx"


@pytest.fixture
def drafts(window: MainWindow, session: Session, tmp_path: Path) -> FormDrafts:
    return FormDrafts(session, tmp_path / "data", window, form_again)


def after_a_crash(drafts: FormDrafts, form: GatedForm, qtbot: QtBot, window: MainWindow) -> FormDrafts:
    """Leave what a crash leaves, close the form, and take up the work again."""
    drafts.keep()
    kept = drafts.path.read_bytes()
    assert drafts.path.stat().st_mode & 0o077 == 0
    form._leave()
    qtbot.waitUntil(lambda: open_windows() == [window])
    drafts.keep()
    assert not drafts.path.exists()
    drafts.path.write_bytes(kept)
    again = FormDrafts(window.session, drafts.path.parents[1], window, form_again)
    box = again.offer()
    assert isinstance(box, QMessageBox)
    assert form.windowTitle() in box.text()
    box.accept()
    return again


def redacted(session: Session) -> Attachment:
    request = session.registers.get(Request, session.registers.save(make_request()).record_id)
    return session.registers.attach(request, name="会议纪要.pdf", content=page())


def test_the_places_marked_on_a_paper_come_back_also_the_undecided_ones(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    source = redacted(session)
    open_redaction(session, source, window)
    sheet = wait_for_window(qtbot, RedactionSheet)
    sheet.add()
    sheet.show_found({1: (Covered(1, (10.0, 10.0, 60.0, 20.0), found="手机号码"),)})
    marks = list(sheet.marks)
    assert [one.is_taken for one in marks] == [True, False]
    again = after_a_crash(drafts, sheet, qtbot, window)
    back = wait_for_window(qtbot, RedactionSheet)
    assert [Marked(one.covered, one.is_taken) for one in back.marks] == marks
    again.keep()
    assert len(kept_drafts(again.path, session.registers.protection)) == 1
    back._leave()
    again.keep()
    assert not again.path.exists()


def test_places_marked_on_a_paper_that_is_gone_stay_until_she_gives_them_up(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    source = redacted(session)
    open_redaction(session, source, window)
    sheet = wait_for_window(qtbot, RedactionSheet)
    sheet.add()
    drafts.keep()
    kept = drafts.path.read_bytes()
    sheet._leave()
    session.registers.remove(source)
    drafts.path.write_bytes(kept)
    again = FormDrafts(session, drafts.path.parents[1], window, form_again)
    box = again.offer()
    assert box is not None
    box.accept()
    told = wait_for_window(qtbot, QMessageBox)
    assert "回收站" in told.text()
    told.reject()
    again.keep()
    assert drafts.path.read_bytes() == kept
    qtbot.waitUntil(lambda: open_windows() == [window])


def imported(window: MainWindow, qtbot: QtBot, path: Path) -> ImportDialog:
    shutil.copy(LEDGER, path)
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    import_file(page.shown(), path)
    return wait_for_window(qtbot, ImportDialog)


def answer(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Leave a column out, choose another meaning, and correct a cell."""
    box = dialog.words["outcome", "给了"]
    box.setCurrentIndex(box.findData("partly_granted"))
    dialog.look_again()
    qtbot.waitUntil(lambda: dialog._answers.words.get("outcome", {}).get("给了") == "partly_granted")
    dialog._correct(*_cell(dialog), "测试人乙")
    qtbot.waitUntil(lambda: bool(dialog._answers.cells))


def _cell(dialog: ImportDialog) -> tuple[str, int, str]:
    line = dialog.preview.rows[0]
    return line.sheet, line.row.number, "谁申请的"


def test_the_answers_about_an_old_ledger_come_back(
    qtbot: QtBot, window: MainWindow, drafts: FormDrafts, tmp_path: Path
) -> None:
    dialog = imported(window, qtbot, tmp_path / "旧登记表.xlsx")
    drafts.keep()
    assert not drafts.path.exists()  # nothing was answered yet
    answer(dialog, qtbot)
    said = dialog.answers()
    after_a_crash(drafts, dialog, qtbot, window)
    back = wait_for_window(qtbot, ImportDialog)
    qtbot.waitUntil(lambda: back.answers() == said)
    assert "测试人乙" in {row.record.applicant for row in back.preview.rows if isinstance(row.record, Request)}
    back._leave()


def test_corrected_cells_of_a_ledger_changed_since_are_not_put_into_other_rows(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    path = tmp_path / "旧登记表.xlsx"
    dialog = imported(window, qtbot, path)
    answer(dialog, qtbot)
    told: list[str] = []
    session.told.connect(told.append)
    drafts.keep()
    path.touch()
    after_a_crash(drafts, dialog, qtbot, window)
    back = wait_for_window(qtbot, ImportDialog)
    qtbot.waitUntil(lambda: back.answers().words["outcome"]["给了"] == "partly_granted")
    assert back.answers().cells == {}
    assert any("没有放回" in one for one in told)
    back._leave()


def test_a_template_being_edited_comes_back(qtbot: QtBot, window: MainWindow, drafts: FormDrafts) -> None:
    window.work.show_templates()
    editor = wait_for_window(qtbot, TemplateEditor)
    editor.letters.setCurrentIndex(editor.letters.count() - 1)
    code = editor._code
    editor.text.insert("另请注意查收。")
    text = editor.template()
    after_a_crash(drafts, editor, qtbot, window)
    back = wait_for_window(qtbot, TemplateEditor)
    assert (back._code, back.template()) == (code, text)
    assert back.is_dirty()
    back._leave()


def test_the_numbers_of_twenty_letters_typed_together_come_back(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    """每件的单号 are minutes of copying from slips, and nothing kept them."""
    day = session.today
    answered = {"arrived_on": day, "received_on": day, "outcome": Outcome.GRANTED, "answered_on": day}
    ids = [session.registers.save(make_request(number=f"2024-00{n}", **answered)).record_id for n in (1, 2, 3)]
    form = StepsTogether(session, [session.registers.get(Request, each) for each in ids], StepKind.DELIVERED, window)
    form.open()
    assert form.unfinished() is None
    form.fields["delivery"].editor.set_value(DeliveryMethod.POST)
    form._numbers[1].setCheckState(Qt.CheckState.Unchecked)
    form.table.setItem(2, 3, QTableWidgetItem("1234567890123"))
    typed = form._typed()
    after_a_crash(drafts, form, qtbot, window)
    back = wait_for_window(qtbot, StepsTogether)
    assert (back._typed(), back.is_dirty()) == (typed, True)
    assert [one.number for one in back.chosen()] == ["2024-001", "2024-003"]
    back._leave()


def to_appraise(window: MainWindow, session: Session, qtbot: QtBot) -> KeepingRegister:
    day = date(2010, 3, 3)
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(2010, 3, 20), "arrived_on": day, "received_on": day}
    session.registers.save(make_profile(retention="申请案卷10年"))
    session.registers.save_all([make_request(number=f"2010-00{number}", **answered) for number in (1, 2, 3)])
    dialog = window.work.show_keeping()
    qtbot.waitUntil(lambda: len(dialog.shown) == 3)
    return dialog


def after_a_crash_over(form: GatedForm, drafts: FormDrafts, qtbot: QtBot, window: MainWindow) -> None:
    """Leave what a crash leaves of a form that lies over another one, and take up the work again."""
    drafts.keep()
    kept = drafts.path.read_bytes()
    form._leave()
    for each in reversed([one for one in open_windows() if one is not window]):
        each.close()
    qtbot.waitUntil(lambda: open_windows() == [window])
    drafts.path.write_bytes(kept)
    box = FormDrafts(window.session, drafts.path.parents[1], window, form_again).offer()
    assert isinstance(box, QMessageBox)
    box.accept()


def test_an_appraisal_half_written_comes_back_for_the_same_files(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    dialog = to_appraise(window, session, qtbot)
    dialog.table.selectRow(1)
    form = dialog.ask_to_appraise()
    assert dialog.unfinished() is None
    form.fields["reason"].editor.set_value("没有查考价值")
    form.fields["decision"].editor.set_value(KeepingDecision.DESTROY)
    typed = form.typed()
    after_a_crash_over(form, drafts, qtbot, window)
    back = wait_for_window(qtbot, PartForm)
    assert (back.windowTitle(), back.typed(), back.is_dirty()) == ("档案鉴定　2010-002", typed, True)
    back._leave()
    wait_for_window(qtbot, KeepingRegister).reject()


def test_an_appraisal_of_files_that_are_gone_is_said_and_stays_until_she_gives_it_up(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    dialog = to_appraise(window, session, qtbot)
    dialog.table.selectRow(1)
    form = dialog.ask_to_appraise()
    form.fields["reason"].editor.set_value("没有查考价值")
    session.registers.remove(dialog.chosen()[0].head, "错")
    qtbot.waitUntil(lambda: len(dialog.shown) == 2)
    after_a_crash_over(form, drafts, qtbot, window)
    told = wait_for_window(qtbot, QMessageBox)
    assert "有的已经不在“期满待鉴定”里" in told.text()
    told.reject()
    assert "没有查考价值" in drafts.path.read_text("utf-8")
    wait_for_window(qtbot, KeepingRegister).reject()


def test_a_pasted_notice_comes_back(qtbot: QtBot, window: MainWindow, drafts: FormDrafts) -> None:
    form = window.work.show_calendar().paste()
    form.text.setPlainText("国务院办公厅关于2027年部分节假日安排的通知")
    after_a_crash_over(form, drafts, qtbot, window)
    back = wait_for_window(qtbot, NoticeForm)
    assert back.text.toPlainText() == "国务院办公厅关于2027年部分节假日安排的通知"
    back._leave()
    wait_for_window(qtbot, CalendarDialog).close()


def test_work_that_only_a_newer_program_knows_is_kept_for_it(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    window.work.show_templates()
    editor = wait_for_window(qtbot, TemplateEditor)
    editor.text.insert("另请注意查收。")
    drafts.keep()
    kept = drafts.path.read_text(encoding="utf-8").replace('"work": "templates"', '"work": "dance"')
    editor._leave()
    drafts.path.write_text(kept, encoding="utf-8")
    again = FormDrafts(session, drafts.path.parents[1], window, form_again)
    box = again.offer()
    assert box is not None
    box.accept()
    again.keep()
    assert drafts.path.read_text(encoding="utf-8") == kept
