"""Working one request: next steps, doubts, the outcome helper, 办结 and undo, parts, links, fees, registering."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Record, Request
from disclosure.terms import Channel, DeliveryMethod, DisputeResult, PartyOpinion, RetrievalForm, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.acts import act_of
from gui.cases.answer import OutcomeList
from gui.cases.answer_sheet import AnswerSheet, RecordedAnswer
from gui.cases.card import CaseCard
from gui.cases.deadline import DeadlineCard
from gui.cases.dialogs import LinkDialog, ReopenDialog, SplitDialog
from gui.cases.fee import FeeSheet
from gui.cases.merge import MergeDialog
from gui.cases.step_form import StepForm
from gui.cases.steps import StepsCard
from gui.forms.record_form import RecordForm
from gui.forms.request import RequestForm
from gui.letters.act_sheet import ActSheet
from storage.registers import Registers
from tasks.cases.fees import fee_report, piece_of
from tasks.cases.requests import save_step
from tasks.letters.steps import letter_of
from tests.gui.fixtures import TODAY, find_window
from tests.gui.looks import laid_in
from tests.letters_factory import office
from tests.records_factory import make_release, make_request, make_review, make_step, make_suit


def saved(registers: Registers, **values: object) -> Request:
    return registers.get(Request, registers.save(make_request(**values)).record_id)


@pytest.fixture
def request_(registers: Registers) -> Request:
    """A request of the office, posted answers wanted."""
    registers.save(office())
    return saved(registers, number="2024-001", retrieval=RetrievalForm.PAPER)


@pytest.fixture
def behind() -> Iterator[QWidget]:
    """What a sheet opens from; it outlives the sheet."""
    window = QWidget()
    yield window
    window.deleteLater()


def button_texts(card: DeadlineCard) -> list[str]:
    buttons = laid_in(card.acts.buttons, card.acts.buttons.parentWidget())
    return [str(buttons[place].property("text")) for place in sorted(buttons)]


def menu_texts(card: DeadlineCard) -> list[str]:
    """What the menu of other steps offers, its lines as empty words."""
    made = cast("QPushButton", list(laid_in(card.acts.buttons, card.acts.buttons.parentWidget()).values())[-1])
    menu = made.menu()
    assert menu is not None
    return [entry.text() for entry in menu.actions()]


def shut(dialog: AnswerSheet | StepForm | FeeSheet | RequestForm | SplitDialog | LinkDialog) -> None:
    dialog._is_leaving = True
    dialog.reject()


# --- steps ---


def test_a_running_request_offers_its_answer_first_and_every_other_step_in_a_menu(
    qtbot: QtBot, session: Session, request_: Request
) -> None:
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(request_)
    assert button_texts(card) == ["答复…", "告知补正", "更多步骤"]
    assert menu_texts(card)[:3] == ["征求第三方意见", "征求其他机关意见", "延期"]


def test_what_can_be_done_with_a_request_lies_in_one_row(qtbot: QtBot, session: Session, request_: Request) -> None:
    """Eight buttons in three rows stood between the deadline and the days; the mock-up has one."""
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.resize(412, 600)
    card.show()
    card.show_record(request_)
    QApplication.processEvents()
    shown = laid_in(card.acts.buttons, card.acts.buttons.parentWidget()).values()
    assert len({made.y() for made in shown}) == 1
    assert max(shown, key=lambda made: made.width()).objectName() == "primary", "what comes next is the widest"


def test_while_a_correction_is_awaited_the_two_ways_it_ends_are_offered(
    qtbot: QtBot, session: Session, request_: Request
) -> None:
    session.save(make_step(request_, kind=StepKind.CORRECTION_ASKED))
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(request_)
    assert button_texts(card) == ["收到补正", "更多步骤"]
    assert menu_texts(card)[:2] == ["答复…", "逾期未补正，办结"], "it will hardly be answered now, but may be"
    assert "延期" not in menu_texts(card)
    assert menu_texts(card)[-1] == "不常见的步骤"
    assert len(menu_texts(card)) <= 10, "24 lines were higher than the screen"


def test_a_doubtful_step_is_told_at_its_field_and_still_saved(
    session: Session, registers: Registers, request_: Request
) -> None:
    session.save(make_step(request_, kind=StepKind.EXTENDED, days=20))
    form = StepForm(session, request_, StepKind.EXTENDED)
    form.open()
    assert form.fields["on"].words.sign is Sign.DOUBT
    assert "第三十三条" in form.fields["on"].words.text()
    form.save_button.click()
    assert len(registers.steps(request_.id)) == 2


def test_a_step_recorded_offers_its_letter_and_the_letter_belongs_to_it(
    session: Session, registers: Registers, request_: Request, behind: QWidget
) -> None:
    """告知补正 recorded as a step: its notice could never be sent any more."""
    registers.save(office())
    sheet = act_of(session, request_, StepKind.CORRECTION_ASKED, behind)
    assert isinstance(sheet, ActSheet)
    sheet.open()
    sheet.only_step.click()
    form = find_window(StepForm)
    form.save_button.click()
    (step,) = registers.steps(request_.id)
    dialog = ActSheet(session, request_, "correction-notice")
    dialog.open()
    dialog.fields.put("补正事项", "请提交身份证明。")
    dialog.save_button.click()
    (after,) = registers.steps(request_.id)
    assert (after.id, bool(step.letter_number), bool(after.letter_number)) == (step.id, False, True)
    dialog.close()


def test_a_step_without_its_letter_offers_it_at_its_line(
    qtbot: QtBot, session: Session, registers: Registers, request_: Request
) -> None:
    registers.save(office())
    earlier = date(2024, 3, 4)
    session.save(make_step(request_, kind=StepKind.EXTENDED, on=earlier, days=20))
    session.save(make_step(request_, kind=StepKind.NOTE))
    card = StepsCard(session)
    qtbot.addWidget(card)
    card.show_record(request_)
    buttons = cast("list[QPushButton]", card.findChildren(QPushButton))
    links = [made for made in buttons if made.accessibleName().startswith("为步骤")]
    assert [link.accessibleName() for link in links] == [f"为步骤 延期告知 {earlier.isoformat()} 写文书"]
    links[0].click()
    dialog = find_window(ActSheet)
    assert (dialog.letters.code(), dialog.dated_on) == ("extension-notice", earlier)
    dialog.close()


def test_one_act_has_one_door_a_step_with_a_letter_its_sheet_any_other_its_form(
    session: Session, request_: Request, behind: QWidget
) -> None:
    for kind in StepKind:
        expected = ActSheet if letter_of(kind) else StepForm
        assert isinstance(act_of(session, request_, kind, behind), expected), kind


def test_a_step_opens_with_its_advice_its_article_and_what_can_be_known(session: Session, request_: Request) -> None:
    form = StepForm(session, request_, StepKind.CORRECTION_ASKED)
    form.open()
    assert "7 个工作日内一次性告知" in form.head.advice.text()
    assert form.head.article.text() == "条例第三十条"
    assert form.fields["until"].editor.value() == date(2024, 3, 18)
    assert form.fields["delivery"].editor.value() is DeliveryMethod.POST
    shut(form)


def test_the_term_is_counted_again_when_the_day_changes_but_not_what_was_typed(
    session: Session, request_: Request
) -> None:
    form = StepForm(session, request_, StepKind.CORRECTION_ASKED)
    form.open()
    form.fields["on"].editor.set_value(date(2024, 3, 6))
    assert form.fields["until"].editor.value() == date(2024, 3, 20)
    form.fields["until"].editor.set_value(date(2024, 4, 1))
    form.fields["on"].editor.set_value(date(2024, 3, 5))
    assert form.fields["until"].editor.value() == date(2024, 4, 1)
    shut(form)


def test_an_extension_tells_the_new_date_before_it_is_saved(session: Session, request_: Request) -> None:
    form = StepForm(session, request_, StepKind.EXTENDED)
    form.open()
    assert "保存后答复期限为2024年4月28日。" in form.head.advice.text()
    form.fields["days"].editor.set_value(5)
    assert "保存后答复期限为2024年4月8日。" in form.head.advice.text()
    shut(form)


def test_an_opinion_says_agreed_objected_or_silent(session: Session, registers: Registers, request_: Request) -> None:
    session.save(make_step(request_, kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 4), party="某公司"))
    form = StepForm(session, request_, StepKind.THIRD_PARTY_ANSWERED)
    form.open()
    assert not form.fields["opinion"].cell.isHidden()
    form.fields["opinion"].editor.set_value(PartyOpinion.OBJECTS)
    form.save_button.click()
    assert registers.steps(request_.id)[-1].opinion is PartyOpinion.OBJECTS


def test_amending_a_closing_step_moves_the_day_of_the_result(
    session: Session, registers: Registers, request_: Request
) -> None:
    save_step(registers, make_step(request_, kind=StepKind.WITHDRAWN, on=date(2024, 3, 2)))
    (step,) = registers.steps(request_.id)
    form = StepForm(session, registers.get(Request, request_.id), step.kind, original=step)
    form.open()
    form.fields["on"].editor.set_value(date(2024, 3, 4))
    form.save_button.click()
    assert registers.get(Request, request_.id).answered_on == date(2024, 3, 4)


# --- the outcome helper ---


def test_the_helper_lists_the_21_printed_rows_and_no_heading_can_be_chosen(qtbot: QtBot) -> None:
    shown = OutcomeList()
    qtbot.addWidget(shown)
    for outcome in Outcome:
        shown.choose(outcome)
        assert shown.outcome() is outcome
    assert shown.count() == 21 + 5


def test_letters_typed_in_the_list_of_results_choose_one(qtbot: QtBot) -> None:
    """21 results, six in sight, and letters did nothing there although they find the word in every other choice."""
    shown = OutcomeList()
    qtbot.addWidget(shown)
    for typed, meant in (("bzw", Outcome.NOT_HELD), ("chongfu", Outcome.REPEATED), ("vvv", Outcome.REPEATED)):
        QTest.keyClicks(shown, typed)
        assert shown.outcome() is meant, typed
        shown.letters_over.setRemainingTime(0)


def test_closing_waits_for_everything_and_is_one_step_of_undo(
    session: Session, registers: Registers, request_: Request
) -> None:
    dialog = RecordedAnswer(session, request_)
    dialog.open()
    assert dialog.checks.sentences == [], "nothing is red before she has tried"
    issuing = (dialog.only_step, dialog.print_step, dialog.send_step)
    assert not any(step.isVisible() for step in issuing), "it is out already"
    for without_letter in (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING):
        dialog.outcomes.choose(without_letter)
        assert dialog.answer.fields["tracking_number"].cell.isHidden(), "nothing is sent"
        dialog.outcomes.choose(Outcome.GRANTED)
        assert not dialog.answer.fields["tracking_number"].cell.isHidden()
    dialog.outcomes.clearSelection()
    dialog.save_button.click()
    assert "选择办理结果" in dialog.checks.sentences
    dialog.outcomes.choose(Outcome.NOT_HELD)
    assert dialog.answer.fields["legal_basis"].editor.raw() == "条例第三十六条第（四）项、第（五）项"
    assert "（四）无法提供 1.本机关不掌握相关政府信息 自然人 +1" in dialog.after.why.text()
    assert dialog.checks.sentences == ["填写答复文号"]
    dialog.save_button.click()
    assert registers.get(Request, request_.id).outcome is None
    dialog.answer.put("answer_number", "测街公开〔2024〕1号")
    dialog.answer.put("tracking_number", "1234567890123")
    assert dialog.checks.sentences == []
    dialog.save_button.click()

    closed = registers.get(Request, request_.id)
    assert (closed.outcome, closed.answered_on) == (Outcome.NOT_HELD, TODAY)
    (delivery,) = registers.steps(request_.id)
    assert (delivery.kind, delivery.posted_on, delivery.tracking_number) == (
        StepKind.DELIVERED,
        TODAY,
        "1234567890123",
    )
    session.undo()
    assert registers.get(Request, request_.id) == request_
    assert registers.steps(request_.id) == ()


def test_a_late_answer_asks_why(session: Session, registers: Registers) -> None:
    late = saved(registers, arrived_on=date(2024, 1, 4), received_on=date(2024, 1, 4))
    dialog = RecordedAnswer(session, late)
    dialog.open()
    dialog.outcomes.choose(Outcome.PETITION)
    dialog.save_button.click()
    assert dialog.lateness.isVisible()
    assert any("已逾期" in sentence for sentence in dialog.checks.sentences)
    shut(dialog)


def test_an_unconfirmed_request_leads_to_the_phone_confirmation(session: Session, registers: Registers) -> None:
    web = saved(registers, channel=Channel.INTERNET, received_on=None)
    dialog = RecordedAnswer(session, web)
    dialog.open()
    dialog.outcomes.choose(Outcome.NOT_HELD)
    dialog.answer.put("answered_on", None)
    dialog.save_button.click()
    check = next(check for check in dialog.checks.checks if "尚未确认" in check.sentence)
    assert check.go is not None
    check.go()
    form = find_window(StepForm)
    form.fields["detail"].editor.set_value("上午拨打电话确认")
    form.save_button.click()
    assert registers.get(Request, web.id).received_on == TODAY
    assert not any("尚未确认" in sentence for sentence in dialog.checks.sentences)
    shut(dialog)


def test_keeping_for_now_asks_for_nothing(session: Session, registers: Registers, request_: Request) -> None:
    dialog = RecordedAnswer(session, request_)
    dialog.open()
    dialog.outcomes.choose(Outcome.REPEATED)
    dialog.answer.put("answered_on", None)
    dialog.keep_now.click()
    assert registers.get(Request, request_.id).outcome is Outcome.REPEATED


def test_what_a_lost_case_taught_stands_in_the_check_list(
    session: Session, registers: Registers, request_: Request
) -> None:
    saved(registers, number="2023-009", outcome=Outcome.NOT_HELD, answered_on=date(2024, 1, 9))
    registers.save(
        make_review(
            number="复2024-1",
            related_request="2023-009",
            result=DisputeResult.CORRECTED,
            cause="没有写检索过程",
        )
    )
    dialog = RecordedAnswer(session, request_)
    dialog.open()
    dialog.outcomes.choose(Outcome.NOT_HELD)
    assert list(dialog.lessons) == ["没有写检索过程（复2024-1 复议纠正）"]
    labels = cast("list[QLabel]", dialog.findChildren(QLabel))
    assert any("以前被纠正：没有写检索过程" in each.text() for each in labels)
    dialog.outcomes.choose(Outcome.GRANTED)
    assert dialog.lessons == {}
    shut(dialog)


def test_a_result_without_a_letter_closes_the_case_in_the_sheet_of_the_answer(
    session: Session, registers: Registers, request_: Request
) -> None:
    sheet = AnswerSheet(session, request_)
    sheet.open()
    sheet.outcomes.choose(Outcome.OTHER_HANDLING)
    assert sheet.save_button.text() == "办结  Ctrl+Enter"
    sheet.save_button.click()
    closed = registers.get(Request, request_.id)
    assert (closed.outcome, closed.answered_on) == (Outcome.OTHER_HANDLING, TODAY)
    session.undo()
    assert registers.get(Request, request_.id) == request_


@pytest.mark.parametrize("by_letter", [False, True])
def test_what_a_lost_case_taught_is_ticked_off_and_stays_with_the_answer(
    session: Session, registers: Registers, request_: Request, by_letter: bool
) -> None:
    """It was read or not, and when the next answer was contested nobody could say."""
    saved(registers, number="2023-009", outcome=Outcome.NOT_HELD, answered_on=date(2024, 1, 9))
    lost = {"related_request": "2023-009", "result": DisputeResult.CORRECTED, "cause": "没有写检索过程"}
    registers.save(make_review(number="复2024-1", **lost))
    dialog = AnswerSheet(session, request_) if by_letter else RecordedAnswer(session, request_)
    dialog.open()
    dialog.outcomes.choose(Outcome.NOT_HELD)
    if isinstance(dialog, RecordedAnswer):
        dialog.answer.put("answer_number", "测街公开〔2024〕1号")
        dialog.answer.put("tracking_number", "1234567890123")
    else:
        for name in dialog.fields.editors:
            dialog.fields.put(name, "经检索未找到")
        assert any("还没有核对" in each.sentence for each in dialog._problems), "a doubt, it does not stop"
    dialog.lessons["没有写检索过程（复2024-1 复议纠正）"].setChecked(True)
    dialog.save_button.click()
    assert registers.get(Request, request_.id).outcome is Outcome.NOT_HELD
    (note,) = (step for step in registers.steps(request_.id) if step.kind is StepKind.NOTE)
    assert note.detail == "答复前核对了以前被纠正的问题：没有写检索过程（复2024-1 复议纠正）"
    if by_letter:
        shut(dialog)
    session.undo()
    assert registers.steps(request_.id) == (), "one step, taken back whole"


def test_a_number_another_answer_bears_is_told_where_it_is_typed(
    session: Session, registers: Registers, request_: Request
) -> None:
    """党政机关公文处理工作条例第九条: one 文号 is one letter's; it was told by the check of the year alone."""
    answered: dict[str, Any] = {
        "outcome": Outcome.GRANTED,
        "answered_on": date(2024, 2, 1),
        "received_on": date(2024, 1, 4),
    }
    other = saved(registers, number="2024-002", answer_number="测1号", arrived_on=date(2024, 1, 4), **answered)
    saved(registers, number="2024-003", answer_number="测2号", merged_into="2024-009", **answered)
    registers.save(IssuedLetter(owner_id=other.id, name="不予公开告知书", number="测3号", issued_on=TODAY))
    form = RequestForm(session, session.save, original=replace(request_, **answered))
    sheet = RecordedAnswer(session, request_)
    for form_or_sheet in (form, sheet):
        form_or_sheet.open()
    for number, said in (
        ("测1号", "2024-002也用了这个答复文号，要核对。"),
        ("测2号", ""),
        ("测3号", "已发出的不予公开告知书也用了这个答复文号，要核对。"),
        ("测4号", ""),
    ):
        form.fields["answer_number"].editor.set_value(number)
        sheet.answer.put("answer_number", number)
        for fields in (form.fields, sheet.answer.fields):
            assert fields["answer_number"].words.text() == said
    for form_or_sheet in (form, sheet):
        shut(form_or_sheet)


@pytest.mark.parametrize(
    ("made", "name"), [(make_release, "document_number"), (make_review, "case_number"), (make_suit, "case_number")]
)
def test_so_is_that_of_another_document_or_case(
    session: Session, registers: Registers, made: Callable[..., Record], name: str
) -> None:
    registers.save(made(number="7", **{name: "测〔2024〕1号"}))
    form = RecordForm(type(made()), session.save, sources=session.sources(type(made())), original=made(number="8"))
    form.fields[name].editor.set_value("测〔2024〕1号")
    assert "也用了这个" in form.fields[name].words.text()
    form.deleteLater()


# --- taking back, splitting, linking ---


def test_taking_an_answer_back_needs_a_reason(session: Session, registers: Registers) -> None:
    closed = saved(registers, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4), answer_number="测1号")
    dialog = ReopenDialog(session, closed)
    dialog.open()
    assert not dialog.save_button.isEnabled()
    dialog.text.setPlainText("登记错了件")  # type: ignore[union-attr]
    dialog.save_button.click()
    assert registers.get(Request, closed.id).outcome is None
    assert "登记错了件" in registers.steps(closed.id)[0].detail


def test_splitting_needs_two_lines_and_makes_two_requests(
    session: Session, registers: Registers, request_: Request
) -> None:
    dialog = SplitDialog(session, request_)
    dialog.open()
    assert not dialog.save_button.isEnabled()
    dialog.text.setPlainText("项目清单\n施工合同")  # type: ignore[union-attr]
    dialog.save_button.click()
    assert [each.split_from for each in registers.all(Request)].count("2024-001") == 2


def test_linking_says_whose_request_is_meant(session: Session, registers: Registers, request_: Request) -> None:
    saved(registers, number="2023-007", applicant="李某某")
    dialog = LinkDialog(session, request_)
    dialog.open()
    dialog.text.setText("2023-008")  # type: ignore[union-attr]
    assert not dialog.save_button.isEnabled()
    dialog.text.setText("2023-007")  # type: ignore[union-attr]
    assert "李某某" in dialog.gate.text()
    dialog.save_button.click()
    linked = registers.get(Request, request_.id)
    assert linked.related == "2023-007"
    again = LinkDialog(session, linked)
    assert again.text.text() == "2023-007", "the number that is to be put right is there already"  # type: ignore[union-attr]
    again.deleteLater()


# --- fees ---


@pytest.mark.parametrize(("piece", "yuan"), [(10, 0), (11, 100), (30, 100), (31, 200), (41, 300)])
def test_the_fee_of_a_piece_follows_its_place_in_the_month(
    session: Session, request_: Request, piece: int, yuan: int
) -> None:
    """国办函〔2020〕109号第四条."""
    sheet = FeeSheet(session, request_)
    sheet.open()
    sheet.piece.setValue(piece)
    assert sheet.yuan == yuan
    report = fee_report(pieces=piece)
    reckoned = sheet.reckoning.text()
    assert all(line in reckoned for line in report.lines()[1:]), "each step of the tariff"
    assert reckoned.endswith(f"该申请人当月合计 {report.fee.yuan} 元")
    sheet.fields.put("缴纳方式", "到综合窗口缴纳。")
    assert sheet.save_button.isEnabled() is bool(yuan), "不发收费通知, and 发出并登记 was blue"
    assert ("没有收费通知可发" in sheet.gate.text()) is not bool(yuan)
    sheet.issue()
    assert (sheet.issued is not None) is bool(yuan)
    shut(sheet)


def test_a_piece_the_register_counts_otherwise_is_doubted_before_the_notice_goes_out(
    session: Session, request_: Request
) -> None:
    """收费通知 said 当月第12件, the register knew one request of that month, and nothing was said."""
    sheet = FeeSheet(session, request_)
    sheet.open()
    sheet.fields.put("缴纳方式", "到综合窗口缴纳。")
    known = piece_of(session.registers, request_)
    assert known == 1
    sheet.piece.setValue(12)
    doubts = [each for each in sheet._problems if "第 12 件" in each.sentence]
    assert [each.prevents for each in doubts] == [False]
    assert doubts[0].sentence in sheet.checks.sentences
    sheet.by_page.setChecked(True)
    sheet.pages_given.setValue(40)
    assert not any("第 12 件" in each for each in sheet.checks.sentences), "by page the piece is not asked"
    sheet.reject()


def test_the_fee_by_page_goes_into_the_notice(session: Session, registers: Registers, request_: Request) -> None:
    sheet = FeeSheet(session, request_)
    sheet.open()
    sheet.by_page.setChecked(True)
    sheet.pages_given.setValue(101)
    assert "第101页：1页×20元＝20元" in sheet.reckoning.text()
    sheet.fields.put("缴纳方式", "到综合窗口缴纳。")
    sheet.issue()
    (notice,) = registers.steps(request_.id)
    assert (notice.kind, notice.amount) == (StepKind.FEE_NOTICE, Fen(72_000))
    for asked in (sheet.by_piece, sheet.by_page, sheet.piece, sheet.pages_given):
        assert not asked.isEnabled(), "pressed after 发出 it said 不发收费通知 and emptied what had been sent"
    shut(sheet)


# --- registering ---


def test_the_form_puts_in_the_day_the_channel_gives_and_says_why(session: Session) -> None:
    form = RequestForm(session, session.save)
    form.open()
    form.fields["arrived_on"].editor.set_value(date(2024, 3, 1))
    form.fields["channel"].editor.set_value(Channel.REGISTERED_MAIL)
    assert form.fields["received_on"].editor.value() == date(2024, 3, 1)
    assert "签收之日" in form.rule.text()
    assert "第三十一条" in form.rule.text()
    form.fields["channel"].editor.set_value(Channel.INTERNET)
    assert form.fields["received_on"].editor.value() is None
    day = form.fields["received_on"]
    QApplication.sendPostedEvents()
    assert not form.confirm_button.isHidden()
    assert form.confirm_button.y() - day.editor.geometry().bottom() < day.words.sizeHint().height(), "no empty line"
    form.confirm_button.click()
    assert form.fields["received_on"].editor.value() == TODAY
    assert form.fields["confirmation"].editor.raw() == "电话确认"
    form.fields["arrived_on"].editor.set_value(date(2024, 3, 2))
    assert form.fields["received_on"].editor.value() == TODAY, "what was typed stays"
    shut(form)


def test_earlier_answers_are_found_while_typing_and_only_the_same_applicant_repeats(
    qtbot: QtBot, session: Session, registers: Registers
) -> None:
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 2, 1), "received_on": date(2024, 1, 4)}
    first = saved(registers, number="2024-001", arrived_on=date(2024, 1, 4), answer_number="测1号", **answered)
    registers.save(make_step(first, kind=StepKind.DELIVERED, delivery=DeliveryMethod.POST, tracking_number="123"))
    saved(registers, number="2024-002", applicant="李某某", arrived_on=date(2024, 1, 5), **answered)
    form = RequestForm(session, session.save)
    form.open()
    form.fields["applicant"].editor.set_value("张某某")
    form.fields["content"].editor.set_value("测试街道二〇二三年老旧小区改造项目清单")
    qtbot.waitUntil(form.repeats.isVisible)
    assert [each.number for each in form.repeats.repeats] == ["2024-001"]
    labels = cast("list[QLabel]", form.repeats.findChildren(QLabel))
    told = " ".join(label.text() for label in labels)
    assert "测1号" in told
    assert "邮政寄送 123" in told
    assert "可参考的答复" in told
    assert "第四十四条" in told
    shut(form)


def test_what_a_card_advises_it_offers_and_one_answer_serves_both(
    qtbot: QtBot, session: Session, registers: Registers, request_: Request
) -> None:
    """「可以合并办理」 was said, and offered nowhere."""
    second = saved(registers, number="2024-002", retrieval=RetrievalForm.PAPER)
    card = CaseCard(session)
    qtbot.addWidget(card)
    card.show_record(second)
    qtbot.waitUntil(lambda: bool(card.repeats.repeats))
    buttons = cast("list[QPushButton]", card.repeats.findChildren(QPushButton))
    (offer,) = [each for each in buttons if each.text() == "合并办理…"]
    offer.click()
    dialog = find_window(MergeDialog)
    assert [request.number for request in dialog.chosen()] == ["2024-001", "2024-002"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.save_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.save_button.click()
    assert registers.get(Request, second.id).merged_into == "2024-001"
    answer = RecordedAnswer(session, registers.get(Request, request_.id))
    answer.open()
    answer.outcomes.choose(Outcome.GRANTED)
    answer.answer.put("answered_on", TODAY)
    assert "一并办结并入的 2024-002，各计一件" in answer.after.why.text()
    answer.keep_now.click()
    assert registers.get(Request, second.id).answered_on == TODAY
    session.undo()
    session.undo()
    assert registers.get(Request, second.id).merged_into == ""
    session.closing.emit()  # the card would look for repeats once the file is gone
