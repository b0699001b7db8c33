"""Moments at acts a clerk comes to once in months: 更正, 合并办理, 送达 of many, 答复书 and its evidence."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from disclosure.cases.answer_date import deadline_of
from disclosure.column_kinds import Fen, columns
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import DeliveryMethod, PartyOpinion, RetrievalForm, StepKind
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.cases.acts import answer_of
from gui.cases.answer_sheet import AnswerSheet, RecordedAnswer
from gui.cases.card import CaseCard
from gui.cases.merge import MergeDialog
from gui.cases.steps import step_words
from gui.cases.together import StepsTogether
from storage.registers import Registers
from tasks.cases.merging import merge
from tasks.letters.issuing import draft_letter, issue_letter
from tests.gui.fixtures import TODAY
from tests.letters_factory import office
from tests.records_factory import make_request


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    return saved(registers, number="2024-001", retrieval=RetrievalForm.PAPER)


def saved(registers: Registers, **values: object) -> Request:
    made = make_request(**{"received_on": TODAY, "arrived_on": TODAY, **values})
    return registers.get(Request, registers.save(made).record_id)


def granted(registers: Registers, case: Request) -> Request:
    """Answer a request by a letter that gives what was asked for."""
    issue_letter(registers, draft_letter(registers, case, "granted", {"公开内容": "复印件1份"}, dated_on=TODAY))
    return registers.get(Request, case.id)


# --- 更正 ---


def test_while_an_answer_is_put_right_the_letter_that_went_out_stays_and_what_differs_is_said(
    qtbot: QtBot, session: Session, registers: Registers, case: Request
) -> None:
    """部分公开 chosen for 予以公开: the paper went without a word, and 第三十六条第（二）项 stayed as its basis."""
    answered = granted(registers, case)
    sheet = RecordedAnswer(session, answered)
    sheet.open()
    qtbot.waitUntil(lambda: bool(sheet.preview.pages))
    assert sheet.note.isHidden(), "letter and register tell the same"
    assert sheet.keep_now.isHidden(), "办结 is not left for later any more"
    sheet.outcomes.choose(Outcome.PARTLY_GRANTED)
    qtbot.waitUntil(lambda: not sheet.preview.is_drawing)
    assert sheet.preview.pages, "the letter that went out"
    assert not sheet.note.isHidden()
    assert answered.answer_number in sheet.note.title.text()
    assert sheet.answer.fields["legal_basis"].editor.raw() == Outcome.PARTLY_GRANTED.article
    sheet.save_button.click()
    assert registers.get(Request, case.id).outcome is Outcome.PARTLY_GRANTED
    assert registers.undo_label == "更正答复 2024-001"
    assert registers.steps(case.id) == (), "it is not posted yet, and nobody said so"


def test_a_basis_she_typed_herself_stays_while_an_answer_is_put_right(
    session: Session, registers: Registers, case: Request
) -> None:
    answered = granted(registers, case)
    session.save(replace(answered, legal_basis="市政府办公厅通知第三条"))
    sheet = RecordedAnswer(session, registers.get(Request, case.id))
    sheet.open()
    sheet.outcomes.choose(Outcome.PARTLY_GRANTED)
    assert sheet.answer.fields["legal_basis"].editor.raw() == "市政府办公厅通知第三条"
    sheet._is_leaving = True
    sheet.reject()


# --- 合并办理 ---


def test_a_merged_request_is_answered_with_the_one_it_was_merged_into_and_both_are_told(
    session: Session, registers: Registers, case: Request
) -> None:
    """答复… of the second opened an answer of its own, and after 发出 only the first one was said to be answered."""
    second = saved(registers, number="2024-002", retrieval=RetrievalForm.PAPER)
    merge(registers, [case, second], TODAY)
    window = QWidget()
    sheet = answer_of(session, registers.get(Request, second.id), window)
    assert isinstance(sheet, AnswerSheet)
    sheet.open()
    sheet.outcomes.choose(Outcome.GRANTED)
    sheet.fields.put("公开内容", "复印件1份")
    assert sheet.draft is not None
    assert sheet.draft.owner.number == "2024-001"
    assert "（登记编号：2024-002，2024年3月4日收到）" in sheet.draft.letter.text
    sheet.save_button.click()
    assert registers.get(Request, second.id).answered_on == TODAY
    assert "2024-002" in sheet.issued_words()
    sheet.reject()
    window.deleteLater()


def test_it_is_seen_which_request_answers_for_the_others_and_by_when(
    session: Session, registers: Registers, case: Request
) -> None:
    """主件 and 最早到期 were to be worked out by her, and several applicants were refused after the press alone."""
    earlier = saved(registers, number="2024-002", arrived_on=date(2024, 3, 1), received_on=date(2024, 3, 1))
    dialog = MergeDialog(session, [case, earlier])
    dialog.open()
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [line.split()[0] for line in lines] == ["2024-002", "2024-001"], "in the order of receipt"
    assert ["主件" in line for line in lines] == [True, False]
    due = deadline_of(earlier, (), session.calendar).due_on
    assert due is not None
    assert chinese_date(due) in dialog.due.text()
    dialog.reject()
    other = saved(registers, number="2024-003", applicant="李某某")
    dialog = MergeDialog(session, [case, other])
    dialog.open()
    assert not dialog.save_button.isEnabled()
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.reject()


def test_what_was_merged_is_said_once_in_the_case(
    qtbot: QtBot, session: Session, registers: Registers, case: Request
) -> None:
    """「并入 2024-001，一并答复」 and 「并入：2024-001 办理中」 one below the other; 「备注 说明…」 in the course."""
    second = saved(registers, number="2024-002")
    merge(registers, [case, second], TODAY)
    card = CaseCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(Request, second.id))
    told = [label.text() for label in cast("list[QLabel]", card.findChildren(QLabel)) if "2024-001" in label.text()]
    assert len(told) == 1
    (note,) = registers.steps(second.id)
    assert step_words(note) == f"{note.kind.label}：{note.detail}"
    card.repeats.look_soon(None)


def test_a_step_is_told_as_people_say_it_not_by_the_labels_of_its_form() -> None:
    """办理经过 read 「延期告知  延长工作日 20  文号 …  批准人 …」 and 「缴费  金额（元） -200」."""
    filled: tuple[dict[str, Any], ...] = (
        {"kind": StepKind.EXTENDED, "days": 20, "letter_number": "测信公〔2024〕7号", "approver": "小雪"},
        {"kind": StepKind.FEE_PAID, "amount": Fen(50_000)},
        {"kind": StepKind.FEE_PAID, "amount": Fen(-20_000), "detail": "多收的退还"},
        {"kind": StepKind.WITHDRAWN},
    )
    said = [step_words(Step(on=TODAY, **values)) for values in filled]
    assert said[0].endswith("：延长 20 个工作日，测信公〔2024〕7号，小雪批准")
    assert said[1:3] == ["缴费：500 元", "退费：200 元，多收的退还"]
    assert said[3] == StepKind.WITHDRAWN.label
    everything: dict[str, Any] = {"party": "甲", "opinion": PartyOpinion.AGREES, "days": 5, "until": TODAY}
    everything |= {"amount": Fen(100), "letter_number": "1号", "approver": "乙", "delivery": DeliveryMethod.POST}
    everything |= {"tracking_number": "EM1", "posted_on": TODAY, "signed_on": TODAY, "detail": "丙"}
    assert {*everything, "kind", "on"} == {column.name for column in columns(Step)}
    whole = step_words(Step(kind=StepKind.NOTE, on=TODAY, **everything))
    bare = [column.label for column in columns(Step) if column.name not in ("until", "tracking_number")]
    assert not [label for label in bare if f"{label} " in whole]


# --- 送达 of many ---


def test_the_numbers_of_many_letters_are_typed_one_below_the_other(
    session: Session, registers: Registers, case: Request
) -> None:
    """Enter stayed in its row: the next EMS number took the place of the one before, without a word."""
    others = [saved(registers, number=f"2024-00{place}", retrieval=RetrievalForm.PAPER) for place in (2, 3)]
    answered = [granted(registers, one) for one in (case, *others)]
    by_mail = saved(registers, number="2024-004", retrieval=RetrievalForm.EMAIL)
    answered.append(granted(registers, by_mail))
    sheet = StepsTogether(session, answered, StepKind.DELIVERED)
    sheet.open()
    assert cell(sheet, 0, "申请人") == case.applicant, "EMS slips bear names, not numbers"
    assert cell(sheet, 3, "情况") == f"原定{DeliveryMethod.EMAIL.label}"
    assert sheet.table.columnWidth(0) >= sheet.table.sizeHintForColumn(0), "the number is read whole beside its tick"
    assert sheet.gate.text() == "4 件没有单号，可以以后补。"
    table = sheet.table
    table.setCurrentCell(0, column(sheet, "单号"))
    for number, key in (("EM1", Qt.Key.Key_Return), ("EM2", Qt.Key.Key_Tab), ("EM3", Qt.Key.Key_Return)):
        editors = cast("list[QLineEdit]", table.findChildren(QLineEdit))
        QTest.keyClicks(editors[-1], number)
        QTest.keyClick(editors[-1], key)
        QApplication.processEvents()  # Qt ends the editing once the key is over
    sheet.save_button.click()
    sent = [registers.steps(one.id)[0].tracking_number for one in answered]
    assert sent == ["EM1", "EM2", "EM3", ""]
    assert table.columnWidth(column(sheet, "情况")) >= table.sizeHintForColumn(column(sheet, "情况"))
    sheet.save_button.click()


def column(sheet: StepsTogether, name: str) -> int:
    headings = (sheet.table.horizontalHeaderItem(place) for place in range(sheet.table.columnCount()))
    return [heading.text() for heading in headings if heading is not None].index(name)


def cell(sheet: StepsTogether, row: int, name: str) -> str:
    item = sheet.table.item(row, column(sheet, name))
    return item.text() if item is not None else ""
