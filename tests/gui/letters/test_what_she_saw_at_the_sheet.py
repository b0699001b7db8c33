"""Moments at the sheet of an act in which a clerk without a manual did not know what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from disclosure.letters.problems import Mend
from disclosure.letters.values import Form
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request, Review
from disclosure.terms import Channel, DeliveryMethod, RetrievalForm, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.answer_sheet import AnswerSheet
from gui.letters.act_sheet import ActSheet
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.letters.files import kept_with_slip
from tasks.letters.offered import due_next
from tests.gui.fixtures import TODAY
from tests.letters_factory import office
from tests.records_factory import make_request, make_review, make_step


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    change = registers.save(make_request(number="2024-001", received_on=TODAY, arrived_on=TODAY))
    return registers.get(Request, change.record_id)


@contextmanager
def sheet(session: Session, owner: Request | Review, code: str) -> Iterator[ActSheet]:
    dialog = ActSheet(session, owner, code)
    dialog.open()
    yield dialog
    dialog.reject()


def test_another_number_of_days_moves_the_new_last_day(session: Session, case: Request) -> None:
    """延长工作日 was changed to 10: 新的答复期限 stood still, and 发出 was refused for it."""
    with sheet(session, case, "extension-notice") as dialog:
        assert dialog.draft is not None
        days = {}
        for typed in ("20", "10"):
            dialog.fields.put("延长工作日", typed)
            days[typed] = dialog.fields.raw("新的答复期限")
            assert days[typed] == str(dialog.draft.sheet.source.extended_to(int(typed)))
        assert days["10"] < days["20"]
        dialog.fields.put("延长工作日", "")
        dialog.fields.put("延长工作日", "15")
        own = date(2024, 12, 31).isoformat()
        dialog.fields.put("新的答复期限", own)
        dialog.fields.put("延长工作日", "5")
        assert dialog.fields.raw("新的答复期限") == own, "what she typed herself stays"


def test_a_half_written_extension_comes_back_with_its_own_last_day(session: Session, case: Request) -> None:
    with sheet(session, case, "extension-notice") as dialog:
        dialog.fields.put("延长工作日", "10")
        proposed = dialog.fields.raw("新的答复期限")
    with sheet(session, case, "extension-notice") as dialog:
        assert (dialog.fields.raw("延长工作日"), dialog.fields.raw("新的答复期限")) == ("10", proposed)


def test_the_grounds_are_there_to_be_chosen(session: Session, case: Request) -> None:
    """「从表三不予公开各项中选」 stood below an empty line, and 「隐私」 was refused with eight wordings to retype."""
    with sheet(session, case, "partly-granted") as dialog:
        grounds = dialog.fields.grounds
        grounds[Outcome.THIRD_PARTY_RIGHTS].click()
        grounds[Outcome.INTERNAL_AFFAIRS].click()
        chosen = [Outcome.THIRD_PARTY_RIGHTS, Outcome.INTERNAL_AFFAIRS]
        assert dialog.fields.raw("不予公开理由") == "；".join(each.plain_label for each in chosen)
        grounds[Outcome.THIRD_PARTY_RIGHTS].click()
        assert dialog.fields.raw("不予公开理由") == Outcome.INTERNAL_AFFAIRS.plain_label
        dialog.fields.put("不予公开理由", Outcome.STATE_SECRET.plain_label)
        assert [each for each, made in grounds.items() if made.isChecked()] == [Outcome.STATE_SECRET]
        line = dialog.fields.editors["不予公开理由"]
        assert isinstance(line, QLineEdit)
        assert not isinstance(line.completer(), QCompleter), "its list stayed over the sheet after 发出"


def test_what_cannot_be_read_is_not_called_missing_as_well(session: Session, case: Request) -> None:
    """「不认识……“隐私”」 and 「不予公开理由还没有填写」 of one field."""
    with sheet(session, case, "partly-granted") as dialog:
        dialog.fields.put("不予公开理由", "隐私")
        dialog.save_button.click()
        said = (*dialog.checks.sentences, *(note.text() for note in dialog.fields._notes.values()))
        assert len([sentence for sentence in said if "“不予公开理由”" in sentence]) == 1


def test_every_withheld_part_bears_its_reason(session: Session, case: Request) -> None:
    """The paper went out with 依据和理由 empty beside what was withheld."""
    with sheet(session, case, "partly-granted") as dialog:
        dialog.fields.put("不予公开部分", "银行账号\n家庭住址")
        dialog.fields.grounds[Outcome.THIRD_PARTY_RIGHTS].click()
        assert dialog.draft is not None
        (form,) = (block for block in dialog.draft.letter.blocks if isinstance(block, Form))
        reasons = [cell.text for cell in form.cells if cell.row and cell.column]
        assert reasons == [Outcome.THIRD_PARTY_RIGHTS.plain_label] * 2


def test_what_went_out_earlier_is_recorded_for_its_own_day(session: Session, case: Request) -> None:
    """A letter dated in September, typed in December: 记下交邮 made it of today, and the case 284 days late."""
    received = date(2024, 2, 26)
    session.save(replace(case, received_on=received, arrived_on=received))
    case = session.registers.get(Request, case.id)
    with sheet(session, case, "correction-notice") as dialog:
        dialog.fields.put("补正事项", "请提交身份证明。")
        dialog.day.setText("2024-03-01")
        dialog.save_button.click()
        assert dialog.sent_day.isVisible()
        assert "2024年3月1日" in dialog.sent_note.text()
        dialog.ways[DeliveryMethod.POST].click()
        dialog.tracking.setText("XA1")
        dialog.sent_day.setText("三月")
        dialog.record_sending()
        assert dialog.sent_note.sign is Sign.WRONG
        dialog.sent_day.setText("3-2")
        dialog.record_sending()
    (step,) = session.registers.steps(case.id)
    assert step.posted_on == date(2024, 3, 2)


def test_a_letter_of_today_asks_for_no_day_of_sending(session: Session, case: Request) -> None:
    with sheet(session, case, "correction-notice") as dialog:
        dialog.fields.put("补正事项", "请提交身份证明。")
        dialog.save_button.click()
        assert dialog.issued is not None
        assert not dialog.sent_day.isVisible()


def test_how_it_is_handed_over_stands_above_the_number_of_the_post(session: Session, case: Request) -> None:
    """「还没有填邮政单号」, and 当面领取 lay far below: 送达 is the one choice left after 发出."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.fields.put("补正事项", "请提交身份证明。")
        dialog.save_button.click()
        assert dialog.issued is not None
        facts = dialog.body.layout()
        assert isinstance(facts, QVBoxLayout)
        assert facts.indexOf(dialog.ways_holder) + 1 == facts.indexOf(dialog.tracking_holder)
        assert dialog.tracking_note.text() == "交邮之日就是发出之日。", "a 补正告知书 is no answer"
        dialog.ways[DeliveryMethod.COUNTER].click()
        assert not dialog.tracking_holder.isVisible()
        dialog.go_on()
        dialog.record_sending()
    (step,) = session.registers.steps(case.id)
    assert (step.kind, step.delivery) == (StepKind.CORRECTION_ASKED, DeliveryMethod.COUNTER)


def test_a_reply_tells_which_day_it_put_on_the_case(session: Session, registers: Registers, case: Request) -> None:
    """复议答复书 went out, the file held its 答复日期, and the sheet spoke of papers only."""
    change = registers.save(make_review(related_request=case.number, received_on=TODAY, replied_on=None))
    review = registers.get(Review, change.record_id)
    with sheet(session, review, "review-reply") as dialog:
        for name in ("事实经过", "法律依据", "答复理由"):
            dialog.fields.put(name, "依法答复。")
        assert "登记答复日期" not in dialog.recorded()
        assert not dialog.send_step.isVisible(), "交邮 stood there until 发出, and was gone then"
        dialog.save_button.click()
        assert registers.get(Review, review.id).replied_on is None
        assert "还要写证据和依据目录" in dialog.note.why.text()
    with sheet(session, review, "evidence-list") as dialog:
        dialog.fields.put("证据清单", "1｜答复书｜本机关｜已经答复｜1")
        assert "登记答复日期" in dialog.recorded()
        dialog.save_button.click()
        assert registers.get(Review, review.id).replied_on == TODAY
        assert dialog.note.why.text().startswith("登记了答复日期")


@pytest.mark.parametrize(
    ("code", "party"), [("third-party-inquiry", "第三方"), ("joint-organ-inquiry", "其他机关")], ids=["third", "organ"]
)
def test_the_slip_an_inquiry_encloses_is_printed_with_it(
    session: Session, registers: Registers, case: Request, code: str, party: str
) -> None:
    """「在所附回执上书面写明」, and the printer gave the letter alone."""
    with sheet(session, case, code) as dialog:
        dialog.fields.put(party, "示例施工有限公司")
        dialog.fields.put("涉及信息", "施工合同")
        dialog.save_button.click()
        assert dialog.issued is not None
        letter, typed = dialog.issued.letter, dialog.fields.typed()
    pages = [
        page.extract_text() for page in PdfReader(BytesIO(kept_with_slip(registers, case, letter, code, typed))).pages
    ]
    assert "回执" in pages[-1]
    assert "示例施工有限公司" in pages[-1]
    assert letter.number in pages[-1].replace("\n", "")


def test_a_letter_asked_for_by_no_name_is_the_one_that_is_due(
    session: Session, registers: Registers, case: Request
) -> None:
    """文书… of a case that was late opened on 补正告知书, its term past in red, before she had done anything."""
    late = replace(case, received_on=date(2023, 11, 1), arrived_on=date(2023, 11, 1))
    registers.save(late)

    def opened() -> str:
        with sheet(session, registers.get(Request, case.id), "") as dialog:
            assert dialog.note.title.sign is not Sign.WRONG
            return dialog.letters.code()

    found = [opened()]
    for code in ("registration-form", "receipt", "approval-sheet"):
        letter = IssuedLetter(owner_id=case.id, kind=code, name=code, issued_on=TODAY)
        registers.save(letter)
        found.append(opened())
    assert found[:3] == ["registration-form", "receipt", "approval-sheet"]
    registers.save(make_step(case, kind=StepKind.EXTENDED, on=date(2023, 11, 20), days=20))
    assert due_next(registers, late) == "extension-notice", "a step was recorded and its letter never written"
    registers.undo()
    answered = replace(late, outcome=Outcome.GRANTED, answered_on=TODAY)
    registers.save(answered)
    assert due_next(registers, answered) == "granted"
    registers.save(IssuedLetter(owner_id=case.id, kind="granted", name="答复书", issued_on=TODAY))
    assert due_next(registers, answered) == "service-receipt"


def test_an_answer_opens_before_its_result_is_chosen(qtbot: QtBot, session: Session, case: Request) -> None:
    """答复… of a case with an address: 「程序里有一处错误」 as soon as its empty paper was drawn."""
    dialog = AnswerSheet(session, replace(case, address="测试区测试路2号"))
    dialog.open()
    dialog.preview.drawn.emit()
    assert dialog.pages.text() == "", "there is nothing to count"
    blue = {None: "发出并登记", Outcome.GRANTED: "发出并登记"}
    for outcome, verb in blue.items():
        if outcome is not None:
            dialog.outcomes.choose(outcome)
        assert dialog.save_button.text().split("  ")[0] == verb, "what the blue button does"
    qtbot.waitUntil(lambda: not dialog.preview.is_drawing)
    dialog.reject()


def test_what_is_handed_on_goes_to_the_other_organ_and_keeps_no_term(session: Session, case: Request) -> None:
    """转办: 「还有 14 个工作日」 of the answer's term, then 「当面交给申请人」 of a letter to another organ."""
    with sheet(session, case, "amendment-transfer") as dialog:
        assert not dialog.note.title.text()
        dialog.fields.put("其他机关", "测试区城市管理局")
        dialog.save_button.click()
        assert "对方机关" in dialog.gate.text()


@pytest.mark.parametrize("size", [(1180, 640), (820, 420)])
def test_the_term_stands_beside_the_day_it_counts_from(session: Session, case: Request, size: tuple[int, int]) -> None:
    """On a screen of 768 lines 补正期限 lay below the foot, far from 成文日期, and was sent as proposed, unseen."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.resize(*size)
        term = dialog.fields.editors["补正期限"]
        places = [each.mapTo(dialog, each.rect().center()) for each in (dialog.day, term)]
        assert places[0].y() == places[1].y()
        assert places[0].x() < places[1].x()
        assert not term.visibleRegion().isEmpty()
        dialog.day.setFocus()
        QTest.keyClick(dialog.day, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is term
        dialog.letters.choose("transfer-notice")
        dialog.letters.choose("correction-notice")
        assert dialog.fields.term.findChildren(QLineEdit) == [dialog.fields.editors["补正期限"]]


def test_how_it_goes_out_is_seen_on_an_old_screen(qtbot: QtBot, session: Session, case: Request) -> None:
    """At 1366×768 送达 lay below the fold of 补正告知书, and went out by post, as proposed, unseen."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.resize(1286, 590)
        ways = dialog.ways_holder
        qtbot.waitUntil(lambda: ways.visibleRegion().boundingRect() == ways.rect())


def test_what_is_lacking_is_seen_at_once_in_a_small_window(qtbot: QtBot, session: Session, case: Request) -> None:
    """At 200 % 补正事项 began at the fold, below five ways of sending."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.resize(900, 440)
        asked = dialog.fields.editors["补正事项"]
        qtbot.waitUntil(lambda: asked.visibleRegion().boundingRect().height() >= asked.height() - 1)


def test_what_is_said_to_follow_fits_how_the_letter_goes_and_whom_it_is_for(
    session: Session, registers: Registers
) -> None:
    """「打印后再寄出或者当面交给申请人」 stood below an e-mail, and what was printed; a third party got e-mail."""
    by_mail = make_request(number="2024-001", received_on=TODAY, retrieval=RetrievalForm.EMAIL)
    case = registers.get(Request, registers.save(by_mail).record_id)
    registers.save(office())
    with sheet(session, case, "third-party-inquiry") as dialog:
        assert dialog.way is DeliveryMethod.POST, "that the applicant wants an e-mail says nothing of a third party"
    with sheet(session, case, "correction-notice") as dialog:
        assert dialog.way is DeliveryMethod.EMAIL
        dialog.fields.put("补正事项", "请提交身份证明。")
        dialog.save_button.click()
        assert dialog.issued is not None
        said = dict[DeliveryMethod, str]()
        for way, choice in dialog.ways.items():
            choice.click()
            said[way] = dialog.gate.text()
        assert len(set(said.values())) == len(said), "each way has words of its own"
        dialog.ways[DeliveryMethod.POST].click()
        dialog.again_button.show()  # as once it was printed
        dialog.ways[DeliveryMethod.POST].toggled.emit(True)
        assert len(dialog.gate.text()) < len(said[DeliveryMethod.POST]), "what is printed is not to be printed"


def test_a_day_of_receipt_nobody_confirmed_is_told_once_with_its_way(session: Session, case: Request) -> None:
    """「收到申请之日尚未确认」 and, in the next line, 「尚未确认收到申请之日」: 「还有 2 处要改」, and it was one."""
    unconfirmed = replace(case, channel=Channel.INTERNET, received_on=None)
    session.save(unconfirmed)
    dialog = AnswerSheet(session, unconfirmed)
    dialog.open()
    for outcome, is_lettered in ((Outcome.GRANTED, True), (Outcome.OTHER_HANDLING, False)):
        dialog.outcomes.choose(outcome)
        assert bool(dialog.draft) is is_lettered
        told = [each for each in dialog._problems if "尚未确认" in each.sentence]
        assert [each.mend for each in told] == [Mend.REGISTER]
    dialog.reject()


def test_the_advice_is_that_of_the_letter_she_chose(session: Session, case: Request) -> None:
    """非本机关负责公开 was chosen, and below stood how to search for what does not exist."""
    dialog = AnswerSheet(session, case)
    dialog.open()
    dialog.outcomes.choose(Outcome.NOT_HELD)
    told = {}
    for code in ("not-existing", "not-this-organ", "not-existing"):
        dialog.letters.choose(code)
        told[code] = dialog.advice.text()
        assert ("检索" in told[code]) is (code == "not-existing")
        assert ("负责机关" in told[code]) is (code == "not-this-organ")
    dialog.reject()


def test_what_is_given_is_seen_once_its_result_is_chosen(qtbot: QtBot, session: Session, case: Request) -> None:
    """The list of results kept its six rows: 公开内容 began at the fold of a screen of 768 lines."""
    dialog = AnswerSheet(session, case)
    dialog.resize(1286, 668)
    dialog.show()
    before = dialog.outcomes.height()
    dialog.outcomes.choose(Outcome.GRANTED)
    asked = dialog.fields.editors["公开内容"]
    qtbot.waitUntil(lambda: asked.visibleRegion().boundingRect().height() > asked.height() // 2)
    assert dialog.outcomes.height() < before, "while one is looked for there is room for more"
    row = dialog.outcomes.visualItemRect(dialog.outcomes.currentItem())
    assert dialog.outcomes.viewport().rect().contains(row)
    dialog._is_leaving = True
    dialog.reject()


def test_the_number_of_the_post_is_asked_for_where_it_is_seen(qtbot: QtBot, session: Session, case: Request) -> None:
    """She had scrolled to the last field: Ctrl+Enter seemed dead, the refusal and the line to type in lay above."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.resize(1000, 340)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.fields.put("补正事项", "要写明所需信息的名称。")
        dialog.ways[DeliveryMethod.POST].setChecked(True)
        dialog.issue()
        assert dialog.issued is not None
        bar, seen = dialog.scroll_area.verticalScrollBar(), dialog.scroll_area.viewport()

        def is_seen() -> bool:
            told = dialog.tracking_note
            return seen.rect().contains(told.geometry().translated(dialog.tracking_holder.mapTo(seen, QPoint())))

        for act in (partial(dialog._printed, is_printed=True), dialog.record_sending):
            qtbot.waitUntil(lambda: bar.maximum() > 0)
            bar.setValue(bar.maximum())
            assert not is_seen()
            act()
            qtbot.waitUntil(is_seen)
        assert dialog.tracking_note.sign is Sign.WRONG


def test_the_number_of_the_post_is_not_lost_by_esc_and_enter_records_it(session: Session, case: Request) -> None:
    """She typed the number, Enter did nothing, Esc closed the sheet, and 今日 asked for the number again."""
    with sheet(session, case, "correction-notice") as dialog:
        dialog.fields.put("补正事项", "请写明所需信息的名称。")
        dialog.ways[DeliveryMethod.POST].setChecked(True)
        dialog.issue()
        follows = dialog.gate.text()
        QTest.keyClicks(dialog.tracking, "XA1")
        dialog.reject()
        assert (dialog.isVisible(), dialog.gate.text()) == (True, "所填内容还没有保存。")
        dialog.keep_button.click()
        assert dialog.gate.text() == follows
        QTest.keyClick(dialog.tracking, Qt.Key.Key_Return)
        assert not dialog.isVisible()
    (step,) = session.registers.steps(case.id)
    assert (step.tracking_number, step.posted_on) == ("XA1", TODAY)


def test_a_missing_result_is_said_once(session: Session, case: Request) -> None:
    """Below the list of results, in a list of what is wrong, and at the foot."""
    dialog = AnswerSheet(session, case)
    dialog.open()
    dialog.go_on()
    said = (dialog.outcome_note.text(), *dialog.checks.sentences, dialog.gate.text())
    assert [line for line in said if "办理结果" in line] == ["先选办理结果。"]
    dialog.reject()


@pytest.mark.parametrize("size", [(1272, 640), (1358, 728), (900, 480)])
def test_what_is_asked_for_first_is_seen_whole(
    qtbot: QtBot, window: MainWindow, session: Session, case: Request, size: tuple[int, int]
) -> None:
    """On a screen of 1920×1080 at 150 % with a task bar, 补正事项 was cut off by the foot; its note was not seen."""
    window.resize(*size)
    dialog = ActSheet(session, case, "correction-notice", window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.fields.editors["补正事项"].hasFocus())
    QApplication.processEvents()
    shown = dialog.scroll_area.viewport()
    for part in (dialog.fields.editors["补正事项"], dialog.fields._notes["补正事项"]):
        at = part.mapTo(shown, QPoint(0, 0))
        assert shown.rect().contains(QRect(at, part.size())), (type(part).__name__, at, part.size(), shown.size())
    dialog.reject()


def test_the_doubt_about_a_late_answer_leads_to_the_line_on_the_same_sheet(
    session: Session, registers: Registers
) -> None:
    """逾期原因 stood on the sheet, and 「改台账…」 below sent her away to the register to write it there."""
    registers.save(office())
    change = registers.save(make_request(number="2024-001", received_on=date(2024, 1, 8), arrived_on=date(2024, 1, 8)))
    dialog = AnswerSheet(session, registers.get(Request, change.record_id))
    dialog.open()
    dialog.outcomes.choose(Outcome.NOT_HELD)
    (late,) = (check for check in dialog.checks.checks if "逾期原因" in check.sentence)
    assert (late.prevents, late.go_words) == (False, "去填写")
    assert late.go is not None
    late.go()
    assert dialog.focusWidget() is dialog.lateness
    dialog.lateness.setText("承办人住院")
    assert not [each for each in dialog.checks.sentences if "逾期原因" in each], "it is written"
    dialog.reject()


def test_a_notice_of_nothing_to_pay_does_not_go_out(session: Session, case: Request) -> None:
    with sheet(session, case, "fee-notice") as dialog:
        dialog.fields.put("收费数额", "0")
        dialog.issue()
        assert dialog.issued is None
        assert any(each.prevents and each.field == "收费数额" for each in dialog._problems)
