"""A paper that comes in: dropped, pasted or chosen, it fills a form in; she looks, and nothing is overwritten."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from disclosure.records import Litigation, Profile, Release, Request, Review
from disclosure.terms import AttachmentKind, Channel, DisputeResult, Judgment, RetrievalForm
from gui.base.session import Session
from gui.cases.acts import form_again
from gui.cases.dispute_forms import DisputeForm
from gui.cases.intake import WhichForm
from gui.forms.citations import Citation
from gui.forms.drafts import FormDrafts
from gui.forms.intake import IntakeForm
from gui.forms.papers import PapersPanel
from gui.forms.record_form import RecordForm
from gui.letters.act_sheet import ActSheet
from gui.registers.importing import ImportDialog
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tasks.letters.receipts import RECEIPT
from tasks.safety.drafts import FormDraft, keep_drafts
from tests.gui.fixtures import find_window, open_windows, wait_for_window
from tests.gui.lent import session, standing, window
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]

PAPERS = Path(__file__).parents[2] / "data" / "incoming" / "papers"


def mime_of(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(PAPERS / name)) for name in names])
    return mime


def drop(target: QWidget, mime: QMimeData) -> None:
    """Drag over a widget and let go, as the window system tells it."""
    place, buttons = QPointF(50, 50), Qt.MouseButton.LeftButton
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place.toPoint(), action, mime, buttons, none)
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(target, QDropEvent(place, action, mime, buttons, none))


def paste(window: MainWindow, text: str) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    QApplication.clipboard().setText(text)
    page.commands["paste"].trigger()


def citation(form: RecordForm, name: str) -> Citation:
    found = form.fields[name].cell.findChild(Citation)
    assert isinstance(found, Citation)
    return found


def papers(form: RecordForm) -> PapersPanel:
    found = form.findChild(PapersPanel)
    assert isinstance(found, PapersPanel)
    return found


def save(qtbot: QtBot, form: RecordForm) -> None:
    assert form.save_button.isEnabled(), form.gate.text()
    form.save_button.click()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def kept(session: Session, register: str, record_id: int) -> list[tuple[str, AttachmentKind | None]]:
    return [(each.name, each.kind) for each in session.registers.attachments(register, record_id)]


def test_an_application_dropped_on_the_window_fills_the_form_and_is_kept_with_it(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.show_page("requests")
    drop(window, mime_of("a01-form-citizen.docx"))
    form = wait_for_window(qtbot, RecordForm)
    assert not list(session.registers.all(Request)), "nothing is saved before she looked"
    assert form.fields["applicant"].editor.raw() == "苏立春"
    mark = citation(form, "phone").words
    assert mark.isVisible()
    assert mark.text() == "读自 a01-form-cit… 表格第3行“联系电话”"
    assert "另有“2024-02-28”" in seen(citation(form, "arrived_on"))
    form.fields["channel"].editor.set_value(Channel.COUNTER)
    save(qtbot, form)
    (saved,) = session.registers.all(Request)
    assert (saved.applicant, saved.arrived_on, saved.received_on) == ("苏立春", date(2024, 3, 4), date(2024, 3, 4))
    assert saved.remarks == "用途：了解补贴发放情况"
    assert kept(session, "requests", saved.id) == [("a01-form-citizen.docx", AttachmentKind.APPLICATION)]
    session.undo()
    assert not list(session.registers.all(Request)), "record and paper are one step"


def test_the_receipt_of_a_paper_that_was_dropped_is_asked_for_once_it_is_registered(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    """It ended in a crash report, and the form that had been saved was offered again at the next start."""
    window.show_page("requests")
    drop(window, mime_of("a01-form-citizen.docx"))
    form = wait_for_window(qtbot, RecordForm)
    assert isinstance(form, IntakeForm)
    channel = form.fields["channel"].editor
    assert window.focusWidget() in channel.keyboards(), "the one thing the paper does not say"
    form.fields["phone"].editor.inputs()[0].setFocus()
    form.receipt_button.click()
    assert window.focusWidget() in channel.keyboards(), "what is missing is led to"
    channel.set_value(Channel.COUNTER)
    form.receipt_button.click()
    sheet = wait_for_window(qtbot, ActSheet)
    (saved,) = session.registers.all(Request)
    assert sheet.letters.code() == RECEIPT
    assert sheet.page_head.isVisible()
    assert saved.applicant == "苏立春"
    sheet.reject()


def seen(widget: QWidget) -> str:
    labels = cast("list[QLabel]", widget.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_an_e_mail_is_a_request_by_internet_of_the_day_it_was_sent(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.show_page("requests")
    drop(window, mime_of("a10-mail-form-attached.eml"))
    form = wait_for_window(qtbot, RecordForm)
    assert form.fields["received_on"].editor.raw() == "", "an e-mail is to be confirmed first"
    save(qtbot, form)
    (saved,) = session.registers.all(Request)
    assert (saved.channel, saved.arrived_on, saved.retrieval) == (
        Channel.INTERNET,
        date(2024, 3, 1),
        RetrievalForm.EMAIL,
    )
    assert kept(session, "requests", saved.id) == [
        ("a10-mail-form-attached.eml", AttachmentKind.RECEIPT),
        ("政府信息公开申请表.docx", AttachmentKind.APPLICATION),
        ("身份证复印件.jpg", AttachmentKind.IDENTITY),
    ]


def test_a_wrong_check_digit_and_two_telephones_are_told_and_do_not_block(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("requests")
    drop(window, mime_of("a15-form-doubtful.docx"))
    form = wait_for_window(qtbot, RecordForm)
    assert "末位照前 17 位算应是" in form.fields["identity_number"].words.text(), "also before it is a record"
    form.fields["channel"].editor.set_value(Channel.COUNTER)
    assert "另有“13900000015”" in seen(citation(form, "phone"))
    assert form.save_button.isEnabled()
    form.discard_button.click()


def test_a_changed_field_says_what_the_paper_says_and_can_go_back(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("requests")
    drop(window, mime_of("a06-letter.txt"))
    form = wait_for_window(qtbot, RecordForm)
    mark = citation(form, "applicant")
    assert not mark.again.isVisible()
    form.fields["applicant"].editor.set_value("陈清")
    assert mark.again.isVisible()
    assert mark.words.text() == "已改动；来件上是“陈清明”"
    mark.again.click()
    assert form.fields["applicant"].editor.raw() == "陈清明"
    assert not mark.again.isVisible()
    form.discard_button.click()


def test_pasted_text_opens_the_form_and_closing_asks_first(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    paste(window, "申请人姓名:苏立春\n联系电话:13900000001\n所需信息:示例路工程的合同\n获取方式:邮寄")
    form = wait_for_window(qtbot, RecordForm)
    assert form.fields["content"].editor.raw() == "示例路工程的合同"
    form.reject()
    assert form.isVisible(), "what was read is not thrown away by one key"
    form.keep_button.click()
    form.fields["channel"].editor.set_value(Channel.INTERNET)
    save(qtbot, form)
    (saved,) = session.registers.all(Request)
    assert kept(session, "requests", saved.id) == [("粘贴的文字.txt", AttachmentKind.APPLICATION)]


def test_a_paper_dropped_on_a_form_half_typed_overwrites_nothing(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    form.fields["applicant"].editor.set_value("别人")
    line = form.fields["phone"].editor.inputs()[0]
    drop(line, mime_of("a06-letter.txt"))
    qtbot.waitUntil(lambda: bool(form.findChildren(Citation)))
    qtbot.waitUntil(lambda: "另有“陈清明”" in seen(citation(form, "applicant")))
    assert form.fields["applicant"].editor.raw() == "别人"
    assert form.fields["phone"].editor.raw() == "13900000006", "what was blank is filled in"
    form.fields["channel"].editor.set_value(Channel.COUNTER)
    form.fields["arrived_on"].editor.set_value(date(2024, 3, 4))
    save(qtbot, form)
    (saved,) = session.registers.all(Request)
    assert kept(session, "requests", saved.id) == [("a06-letter.txt", AttachmentKind.APPLICATION)]


def test_the_same_file_again_is_told_and_not_ticked(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    change = session.registers.save(make_request())
    owner = session.registers.get(Request, change.record_id)
    session.registers.attach(owner, name="信.txt", content=(PAPERS / "a06-letter.txt").read_bytes())
    window.show_page("requests")
    drop(window, mime_of("a06-letter.txt"))
    form = wait_for_window(qtbot, RecordForm)
    assert f"已经放在依申请公开 {owner.caption}的材料里" in papers(form).told.text()
    assert papers(form).chosen() == []
    form.discard_button.click()


def test_a_notice_of_review_finds_the_request_by_the_number_of_the_answer(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    change = session.registers.save(make_request(applicant="苏立春", answer_number="白鹭公开〔2024〕2号"))
    concerned = session.registers.get(Request, change.record_id)
    window.show_page("reviews")
    drop(window, mime_of("n01-review-reply-notice.docx"))
    form = wait_for_window(qtbot, DisputeForm)
    assert citation(form, "related_request").words.text() == "按文号“白鹭公开〔2024〕2号”找到"
    save(qtbot, form)
    (saved,) = session.registers.all(Review)
    assert (saved.related_request, saved.case_number, saved.review_body) == (
        concerned.number,
        "云政复〔2024〕7号",
        "云溪县人民政府",
    )
    assert kept(session, "reviews", saved.id) == [("n01-review-reply-notice.docx", AttachmentKind.DISPUTE_NOTICE)]


def test_a_judgment_dropped_on_the_requests_is_offered_its_own_form_and_closes_the_suit(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.show_page("requests")
    drop(window, mime_of("n03-suit-notice.docx"))
    wait_for_window(qtbot, WhichForm).fitting_button.click()
    form = wait_for_window(qtbot, DisputeForm)
    form.fields["route"].editor.set_value(form.fields["route"].column.parse("未经复议直接起诉"))
    save(qtbot, form)
    window.show_page("litigation")
    drop(window, mime_of("n05-judgment.doc"))
    form = wait_for_window(qtbot, DisputeForm)
    save(qtbot, form)
    (saved,) = session.registers.all(Litigation)
    assert (saved.judgment, saved.result, saved.closed_on) == (
        Judgment.CLAIMS_REJECTED,
        DisputeResult.UPHELD,
        date(2024, 4, 12),
    )
    assert kept(session, "litigation", saved.id) == [
        ("n03-suit-notice.docx", AttachmentKind.DISPUTE_NOTICE),
        ("n05-judgment.doc", AttachmentKind.DECISION),
    ]


def test_a_paper_of_another_register_may_be_taken_here_with_nothing_filled_in(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("requests")
    drop(window, mime_of("n03-suit-notice.docx"))
    question = wait_for_window(qtbot, WhichForm)
    assert "应诉通知书" in question.text()
    question.here_button.click()
    form = wait_for_window(qtbot, RecordForm)
    assert form.subject == ("requests", 0)
    assert form.fields["applicant"].editor.raw() == ""
    assert len(papers(form).chosen()) == 1
    form.discard_button.click()


def test_a_document_dropped_on_the_releases_gives_title_number_and_day(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.show_page("releases")
    drop(window, mime_of("r01-notice.docx", "s02-list.docx"))
    form = wait_for_window(qtbot, RecordForm)
    form.fields["document_kind"].editor.set_value(form.fields["document_kind"].column.parse("其他"))
    save(qtbot, form)
    (saved,) = session.registers.all(Release)
    assert (saved.name, saved.document_number, saved.formed_on, saved.issued_on) == (
        "云溪县白鹭街道办事处关于印发《2024年夏季防汛应急预案》的通知",
        "白鹭街〔2024〕9号",
        date(2024, 2, 20),
        date(2024, 2, 20),
    )
    assert len(kept(session, "releases", saved.id)) == 2


def test_from_today_a_paper_opens_the_form_it_belongs_to(qtbot: QtBot, window: MainWindow) -> None:
    drop(window, mime_of("n02-review-accepted.pdf"))
    form = wait_for_window(qtbot, DisputeForm)
    assert form.fields["applicant"].editor.raw() == "云溪示例建材有限公司"
    form.discard_button.click()


def test_a_scan_opens_a_form_that_says_what_to_do(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "扫描.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 99)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "扫描.jpg"))])
    window.show_page("requests")
    drop(window, mime)
    form = wait_for_window(qtbot, RecordForm)
    assert "照原件填写" in papers(form).told.text()
    assert [paper.name for paper in papers(form).chosen()] == ["扫描.jpg"]
    form.discard_button.click()


@pytest.mark.parametrize("name", ["空.docx", "没有.docx"])
def test_an_empty_or_missing_file_is_one_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    drop(window, mime)
    wait_for_window(qtbot, QMessageBox).close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_the_menu_entry_asks_for_files_and_needs_writing(window: MainWindow) -> None:
    assert window.entries["take_in"].isEnabled()
    dialog = window.work.ask_papers()
    assert find_window(type(dialog)) is dialog
    dialog.close()


def test_an_old_ledger_dropped_on_the_window_offers_its_import_with_the_file(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    """It opened the form of a release with one value in it, and at best said which key imports."""
    session.save(Profile(name="云溪县白鹭街道办事处"))
    path = tmp_path / "旧登记表.xlsx"
    path.write_bytes((PAPERS.parent / "ledgers" / "h1-requests-old-excel.xlsx").read_bytes())
    window.show_page("releases")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, mime)
    box = wait_for_window(qtbot, WhichForm)
    assert "依申请公开，2 件" in box.text()
    box.fitting_button.click()
    dialog = wait_for_window(qtbot, ImportDialog)
    assert dialog.save_button.text() == "导入 2 件"
    dialog.reject()
    drop(window, mime)
    wait_for_window(qtbot, WhichForm).here_button.click()
    form = wait_for_window(qtbot, RecordForm)  # she knows better: it lies with a form
    assert [paper.name for paper in papers(form).chosen()] == ["旧登记表.xlsx"]
    form.reject()
    form.discard_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])


@pytest.fixture
def begin(session: Session, window: MainWindow, tmp_path: Path) -> Iterator[Callable[[], FormDrafts]]:
    """Begin as the program does: with what was left half typed; nothing is kept any more after the test."""
    begun: list[FormDrafts] = []

    def again() -> FormDrafts:
        begun.append(FormDrafts(session, tmp_path / "data", window, form_again))
        return begun[-1]

    yield again
    for drafts in begun:
        delete(drafts)


def test_a_paper_is_with_its_form_again_after_a_crash(
    qtbot: QtBot, window: MainWindow, session: Session, begin: Callable[[], FormDrafts]
) -> None:
    drafts = begin()
    window.show_page("requests")
    drop(window, mime_of("a01-form-citizen.docx"))
    form = wait_for_window(qtbot, RecordForm)
    form.fields["agent"].editor.set_value("周某某")
    beside = QMimeData()
    beside.setText("申请人补充：请用电子邮件答复。")
    session.came_in.emit(beside)
    qtbot.waitUntil(lambda: len(papers(form).chosen()) == 2)
    drafts.keep()
    left = drafts.path.read_bytes()
    assert b"PK" not in left, "no copy of a paper is made"
    form.reject()
    form.discard_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])
    drafts.path.write_bytes(left)  # as a crash leaves it
    box = begin().offer()
    assert box is not None
    box.accept()
    again = wait_for_window(qtbot, RecordForm)
    qtbot.waitUntil(lambda: again.findChild(PapersPanel) is not None)
    assert again.pasted == ("申请人补充：请用电子邮件答复。",)
    assert again.fields["agent"].editor.raw() == "周某某"
    assert again.fields["applicant"].editor.raw() == "苏立春"
    again.fields["channel"].editor.set_value(Channel.COUNTER)
    save(qtbot, again)
    (saved,) = session.registers.all(Request)
    assert kept(session, "requests", saved.id) == [
        ("a01-form-citizen.docx", AttachmentKind.APPLICATION),
        ("粘贴的文字.txt", AttachmentKind.OTHER),
    ]


def test_a_paper_that_is_gone_after_a_crash_is_named(
    qtbot: QtBot, window: MainWindow, session: Session, begin: Callable[[], FormDrafts], tmp_path: Path
) -> None:
    drafts = begin()
    gone = str(tmp_path / "申请.docx")
    draft = FormDraft("requests", 0, "新建依申请公开", "03-04 09:00", {"applicant": "苏立春"}, (gone,))
    keep_drafts(drafts.path, [draft], session.registers.protection)
    said: list[str] = []
    session.failed.connect(lambda failure: said.append(str(failure)))
    box = drafts.offer()
    assert box is not None
    box.accept()
    assert "来件“申请”已不在原处" in said[0]
    for other in open_windows():
        if isinstance(other, QMessageBox):
            other.accept()
    form = wait_for_window(qtbot, RecordForm)
    assert form.fields["applicant"].editor.raw() == "苏立春"
    form.reject()
    form.discard_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])
