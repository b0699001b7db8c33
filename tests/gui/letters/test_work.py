"""Letters in the window: what fits, what stands against them, real pages, sending out, voiding, own wording."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request, Review, TemplateOverride
from disclosure.terms import AttachmentKind, Channel, StepKind
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.record_form import RecordForm
from gui.forms.request import RequestForm
from gui.kit.gated_form import GatedForm
from gui.letters.act_sheet import ActSheet
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.register import LetterRegister, VoidDialog
from gui.letters.template_editor import TemplateEditor
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.cases.requests import add_step
from tasks.letters.files import issue_and_keep
from tasks.letters.issuing import draft_letter, issue_letter
from tasks.letters.offered import letters_for
from tests.gui.fixtures import TODAY, find_window, open_windows
from tests.letters_factory import office
from tests.records_factory import make_request, make_review, make_step

EXTENSION = {"延期理由": "需要征求意见。", "延长工作日": "20", "新的答复期限": "2024-04-29", "批准人": "王某某"}
CORRECTION = {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"}


@pytest.fixture
def case(registers: Registers) -> Request:
    """A request of an office that knows itself."""
    registers.save(office())
    change = registers.save(make_request(number="2024-001", address="测试区测试路2号", postcode="350001"))
    return registers.get(Request, change.record_id)


def leave(dialog: GatedForm) -> None:
    dialog._is_leaving = True
    dialog.reject()


def test_the_letters_of_the_likely_steps_come_first(registers: Registers, case: Request) -> None:
    fitting = [one.code for one in letters_for(registers, case).fitting]
    assert {"registration-form", "receipt", "correction-notice", "extension-notice"} <= set(fitting)
    assert "review-reply" not in [one.code for one in letters_for(registers, case).others]


def test_the_letters_of_the_result_fit_once_it_is_known(registers: Registers, case: Request) -> None:
    registers.save(make_step(case, kind=StepKind.CORRECTION_ASKED))
    change = registers.save(make_request(number="2024-002", outcome=Outcome.NOT_HELD, answered_on=TODAY))
    fitting = [one.code for one in letters_for(registers, registers.get(Request, change.record_id)).fitting]
    assert {"not-existing", "not-this-organ", "service-receipt"} <= set(fitting)


def test_blanks_are_listed_and_lead_to_their_field(qtbot: QtBot, session: Session, case: Request) -> None:
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    assert dialog.save_button.isEnabled()
    assert (dialog.checks.sentences, dialog.fields._notes["补正事项"].sign) == ([], None), "nothing is red on opening"
    dialog.save_button.click()
    assert dialog.issued is None
    told = "“补正事项”还没有填写，要补上后再发出。"
    assert dialog.fields._notes["补正事项"].text() == told
    assert (dialog.checks.sentences, dialog.gate.text()) == ([], "还有 1 处要改，已经标出。"), "it was said three times"
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.day.setFocus()
    dialog.go_on()
    assert dialog.fields.editors["补正事项"].hasFocus(), "another press leads there"
    leave(dialog)


def test_the_first_blank_is_brought_into_sight(qtbot: QtBot, session: Session, case: Request) -> None:
    """「还有 3 处要改」, and nothing red on the left: it stood below what was seen, and was not the first."""
    dialog = ActSheet(session, case, "partly-granted")
    dialog.open()
    dialog.resize(1000, 340)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.scroll_area.verticalScrollBar().setValue(0)
    dialog.fields.put("公开内容", "青榕路1号院的发放标准")
    dialog.issue()
    first = next(name for name in dialog.fields.editors if dialog.fields._notes[name].sign is Sign.WRONG)
    editor = dialog.fields.editors[first]
    assert editor.hasFocus()
    seen = dialog.scroll_area.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(editor.geometry().translated(dialog.fields.mapTo(seen, QPoint()))))
    leave(dialog)


def test_what_is_wrong_comes_before_the_paper_she_was_looking_at(qtbot: QtBot, session: Session, case: Request) -> None:
    """In a small window she pressed 发出 with the paper before her: 「见左边」, and there was no left side."""
    dialog = ActSheet(session, case, "partly-granted")
    dialog.open()
    dialog.resize(880, 480)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.halves.is_narrow and dialog.isActiveWindow())
    dialog.halves.segments[1].click()
    assert not dialog.scroll_area.isVisible()
    dialog.issue()
    assert dialog.scroll_area.isVisible()
    assert dialog.halves.segments[0].isChecked()
    assert any(editor.hasFocus() for editor in dialog.fields.editors.values())
    leave(dialog)


def test_what_the_office_never_said_leads_to_its_own_facts(
    session: Session, registers: Registers, case: Request
) -> None:
    """She was told 「联系方式」 was missing, below the edge of the sheet and without a way to it."""
    registers.save(replace(registers.profile(), phone="", address="", postcode="", office=""))
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    dialog.fields.put("补正事项", "要写明文号。")
    dialog.save_button.click()
    (check,) = dialog.checks.checks
    assert (check.sentence, check.go_words) == (
        "机关信息里还没有填写“联系方式”，填一次，以后每份文书都有。",
        "填机关信息…",
    )
    assert check.go is not None
    check.go()
    form = next(each for each in open_windows() if isinstance(each, RecordForm))
    for name, text in (("phone", "0000-00000000"), ("address", "临江区示例路0号")):
        form.fields[name].editor.set_value(text)
    form.save_button.click()
    assert dialog.checks.sentences == []
    leave(dialog)


def test_what_contradicts_the_register_is_mended_in_its_form_and_the_letter_follows(
    session: Session, registers: Registers, case: Request
) -> None:
    registers.save(replace(case, outcome=Outcome.GRANTED))
    dialog = ActSheet(session, case, "not-existing")
    dialog.open()
    dialog.issue()
    check = next(each for each in dialog.checks.checks if "台账中的办理结果" in each.sentence)
    assert check.go is not None
    check.go()
    form = find_window(RequestForm)
    form.fields["outcome"].editor.set_value(Outcome.NOT_HELD)
    form.save_button.click()
    assert not any("台账中的办理结果" in sentence for sentence in dialog.checks.sentences)
    leave(dialog)


def test_a_contradiction_with_the_record_is_listed(session: Session, registers: Registers, case: Request) -> None:
    typed = {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"}
    issue_letter(registers, draft_letter(registers, case, "correction-notice", typed, dated_on=date(2024, 3, 5)))
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    assert dialog.note.title.text() == "补正告知已经做过一次（2024年3月5日）"
    dialog.issue()
    assert any("不能再发" in sentence for sentence in dialog.checks.sentences)
    leave(dialog)


def test_a_date_that_is_none_is_told_at_its_field(session: Session, case: Request) -> None:
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    dialog.fields.put("补正期限", "明年")
    assert dialog.fields._notes["补正期限"].sign is Sign.WRONG
    dialog.issue()
    assert dialog.issued is None
    leave(dialog)


def test_the_pages_are_those_of_the_pdf(qtbot: QtBot, session: Session, case: Request) -> None:
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    with qtbot.waitSignal(dialog.preview.drawn, timeout=20_000):
        dialog.fields.put("补正事项", "请提交身份证明。")
    page = dialog.preview.pages[0].pixmap()
    assert page.height() > page.width() > 300
    ink = page.toImage()
    assert any(ink.pixelColor(x, y).lightness() < 128 for x in range(0, ink.width(), 2) for y in range(0, 300, 2))
    leave(dialog)


def test_sending_out_keeps_both_shapes_and_is_undone_whole(
    session: Session, registers: Registers, case: Request, tmp_path: Path
) -> None:
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    dialog.fields.put("补正事项", "请提交身份证明。")
    dialog.save_button.click()
    assert dialog.note.title.text() == "已发出，测街公开〔2024〕1号"
    dialog.save_files(tmp_path)
    assert sorted(path.suffix for path in tmp_path.glob("补正告知书*")) == [".docx", ".pdf"]
    leave(dialog)
    kept = [each.name.rsplit(".", 1)[1] for each in registers.attachments("requests", case.id)]
    assert sorted(kept) == ["docx", "pdf"]
    assert [step.kind for step in registers.steps(case.id)] == [StepKind.CORRECTION_ASKED]
    session.undo()
    assert registers.attachments("requests", case.id) == ()
    assert registers.steps(case.id) == ()
    assert registers.count(IssuedLetter) == 0


def test_a_voided_number_stays_in_the_list_and_gaps_are_told(
    session: Session, registers: Registers, case: Request
) -> None:
    issue_and_keep(registers, draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=TODAY))
    registers.save(make_step(case, kind=StepKind.NOTE, letter_number="测街公开〔2024〕4号"))
    dialog = LetterRegister(session, 2024)
    dialog.open()
    assert "测街公开〔2024〕2号、测街公开〔2024〕3号" in dialog.gaps.text()
    dialog.table.selectRow(0)
    dialog.void_button.click()
    void = find_window(VoidDialog)
    assert not void.save_button.isEnabled()
    void.text.setPlainText("写错了主送")  # type: ignore[union-attr]
    void.save_button.click()
    state = dialog.table.item(0, 4)
    assert state is not None
    assert state.text() == "已作废：写错了主送"
    dialog.reject()
    draft = draft_letter(registers, case, "consultation-notice", {}, dated_on=TODAY)
    assert draft.letter.number == "测街公开〔2024〕5号", "never used again"


def test_a_letter_is_voided_on_a_sheet_wherever_that_is_asked(
    window: MainWindow, registers: Registers, case: Request
) -> None:
    """At its case 作废 lay in the page; from the list of 已发文书 two windows stood one over the other."""
    issue_and_keep(registers, draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=TODAY))
    dialog = window.work.show_letters()
    assert isinstance(dialog, LetterRegister)
    dialog.table.selectRow(0)
    void = dialog.void()
    assert isinstance(void, VoidDialog)
    assert dialog.is_in_page
    assert void.is_in_page
    assert not dialog.isEnabled(), "what lies below waits"
    void.text.setPlainText("写错了主送")  # type: ignore[union-attr]
    QTest.keyClick(void, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isEnabled()
    state = dialog.table.item(0, 4)
    assert state is not None
    assert state.text() == "已作废：写错了主送"
    dialog.reject()


def test_several_letters_are_printed_in_one_go(
    session: Session, registers: Registers, case: Request, tmp_path: Path
) -> None:
    for kind, typed in (("correction-notice", CORRECTION), ("extension-notice", EXTENSION)):
        issue_and_keep(registers, draft_letter(registers, case, kind, typed, dated_on=TODAY))
    pages = sum(
        len(PdfReader(_as_file(tmp_path, registers.content(each.sha256))).pages) for each in registers.all(IssuedLetter)
    )
    dialog = LetterRegister(session, 2024)
    dialog.open()
    dialog.table.selectAll()
    dialog.write(tmp_path / "合并.pdf")
    assert len(PdfReader(tmp_path / "合并.pdf").pages) == pages
    dialog.reject()


def test_an_envelope_needs_an_address(session: Session, registers: Registers, case: Request, tmp_path: Path) -> None:
    dialog = EnvelopeDialog(session, [case])
    dialog.open()
    dialog.write(tmp_path / "信封.pdf")
    written = PdfReader(tmp_path / "信封.pdf").pages[0].extract_text().replace("\n", "")
    assert "测试路2号" in written
    change = registers.save(make_request())
    nowhere = EnvelopeDialog(session, [registers.get(Request, change.record_id)])
    nowhere.open()
    assert not nowhere.save_button.isEnabled()
    nowhere.reject()


def test_own_wording_is_kept_and_the_shipped_one_is_one_click_away(
    session: Session, registers: Registers, case: Request
) -> None:
    editor = TemplateEditor(session)
    editor.open()
    editor.letters.choose("correction-notice")
    shipped = editor.text.toPlainText()
    assert "补正事项" in editor.text.printed()
    assert not set("{}") & set(editor.text.printed()), "fields stand in it by their names"
    editor.text.setPlainText(f"{shipped}\n另请附上联系电话。")
    editor.refresh_gate()
    editor.save_button.click()
    assert registers.count(TemplateOverride) == 1
    letter = draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=TODAY).letter
    assert "另请附上联系电话" in letter.text
    editor.reset_button.click()
    assert editor.text.toPlainText() == shipped
    assert registers.count(TemplateOverride) == 0
    leave(editor)


def test_a_broken_template_says_its_line_and_cannot_be_kept(session: Session, case: Request) -> None:
    assert case.id
    editor = TemplateEditor(session)
    editor.open()
    editor.letters.choose("receipt")
    editor.text.setPlainText(f"{editor.text.toPlainText()}\n{{没有这个字段}}")
    editor.refresh_gate()
    assert "没有这个字段" in editor.gate.text()
    assert "行" in editor.gate.text()
    assert not editor.save_button.isEnabled()
    leave(editor)


def test_the_letters_of_a_review_are_its_own(session: Session, registers: Registers, case: Request) -> None:
    change = registers.save(make_review(related_request=case.number, received_on=date(2024, 3, 1)))
    review = registers.get(Review, change.record_id)
    dialog = ActSheet(session, review)
    dialog.open()
    assert dialog.letters.code() == "review-reply"
    leave(dialog)


def _as_file(folder: Path, content: bytes) -> Path:
    path = folder / "一份.pdf"
    path.write_bytes(content)
    return path


def test_a_field_is_put_in_from_a_list_and_a_line_is_made_a_heading_without_a_mark_to_type(
    session: Session, registers: Registers, case: Request
) -> None:
    assert case.id
    editor = TemplateEditor(session)
    editor.open()
    editor.letters.choose("receipt")
    end = editor.text.textCursor()
    end.movePosition(QTextCursor.MoveOperation.End)
    editor.text.setTextCursor(end)
    editor.text.insert("来件渠道：")
    editor.insert_field("申请人")
    editor.print_if("答复期限")
    assert editor.text.toPlainText().endswith("\n？答复期限：来件渠道：{申请人}")
    editor.make_line("# ")
    assert editor.text.line() == "？答复期限：# 来件渠道：{申请人}"
    assert editor.text.printed().endswith("［有“答复期限”才印］［一级标题］来件渠道：申请人")
    editor.refresh_gate()
    editor.save_button.click()
    assert registers.count(TemplateOverride) == 1
    leave(editor)


def test_a_call_that_confirmed_the_receipt_is_put_on_paper(session: Session, registers: Registers) -> None:
    """条例第三十一条: the day both sides confirmed counts; what proved it lay on a slip beside the phone."""
    change = registers.save(
        make_request(number="2024-002", channel=Channel.INTERNET, received_on=None, phone="000-00000000")
    )
    web = registers.get(Request, change.record_id)
    add_step(registers, web, make_step(web, kind=StepKind.PHONE_CONFIRMED, on=TODAY, detail="10:20 本人接听"))
    web = registers.get(Request, web.id)
    assert "phone-record" in [one.code for one in letters_for(registers, web).fitting]
    sheet = ActSheet(session, web, "phone-record")
    sheet.open()
    sheet.fields.put("通话时间", "10时20分")
    sheet.save_button.click()
    assert sheet.issued is not None, sheet.checks.sentences
    papers = registers.attachments(Request.register, web.id)
    assert {paper.what_it_is for paper in papers} == {AttachmentKind.RECEIPT}
    paper = next(paper for paper in papers if paper.name.endswith(".pdf"))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(registers.content(paper.sha256))).pages)
    for said in ("电话确认记录", "000-00000000", "10时20分", "2024-002", "10:20", chinese_date(TODAY)):
        assert said in text
    assert "当日" not in text, "the one day on the paper that may be another is that of its writing"
    assert "phone-record" not in [one.code for one in letters_for(registers, web).fitting], "one is enough"
    leave(sheet)


def test_who_came_to_the_counter_was_not_rung_up(registers: Registers, case: Request) -> None:
    assert "phone-record" not in [one.code for one in letters_for(registers, case).fitting]
