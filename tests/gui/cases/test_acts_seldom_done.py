"""Moments at acts a clerk comes to once in months: 更正, 合并办理, 送达 of many, 答复书 and its evidence."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.terms import RetrievalForm
from gui.base.session import Session
from gui.cases.answer_sheet import RecordedAnswer
from storage.registers import Registers
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
