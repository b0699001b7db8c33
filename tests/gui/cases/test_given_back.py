"""退费 in the window: what is given back is typed as it is counted out, and stands in the case afterwards."""

import csv
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from disclosure.cases.answer_date import deadline_of
from disclosure.column_kinds import Fen
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.step_form import StepForm
from gui.cases.steps import StepsCard
from storage.registers import Registers
from tasks.packages.evidence import gather_papers
from tests.gui.fixtures import TODAY
from tests.records_factory import make_request, make_step


@pytest.fixture
def paid(registers: Registers) -> Request:
    """A request whose fee of 100 元 was told and paid today."""
    made = make_request(number="2024-009", received_on=TODAY, arrived_on=TODAY)
    case = registers.get(Request, registers.save(made).record_id)
    for kind in (StepKind.FEE_NOTICE, StepKind.FEE_PAID):
        registers.save(make_step(case, kind=kind, on=TODAY, amount=Fen(10_000)))
    return case


def sums(registers: Registers, case: Request) -> list[int | None]:
    return [step.amount for step in registers.steps(case.id) if step.kind is StepKind.FEE_PAID]


@pytest.mark.parametrize("typed", ["40", "-40"])
def test_what_is_given_back_is_taken_off_however_it_is_typed(
    qtbot: QtBot, session: Session, registers: Registers, paid: Request, typed: str
) -> None:
    """「40」 in a form called 退费 was one more payment: table two had 140 元 in place of 60."""
    due = deadline_of(paid, registers.steps(paid.id), session.calendar).due_on
    form = StepForm(session, paid, StepKind.FEE_PAID)
    qtbot.addWidget(form)
    amount = form.fields["amount"]
    assert amount.editor.raw() == "100", "all that was paid is proposed, without a sign"
    amount.editor.set_value(Fen(int(typed) * 100))
    assert form.save_button.isEnabled()
    assert not any(field.words.text().count("收费通知") for field in form.fields.made.values())
    form.submit()
    assert sums(registers, paid) == [10_000, -4_000]
    assert registers.undo_label == f"退费 {paid.number}"
    assert deadline_of(paid, registers.steps(paid.id), session.calendar).due_on == due
    (back,) = (step for step in registers.steps(paid.id) if step.is_refund)
    again = StepForm(session, paid, StepKind.FEE_PAID, original=back)
    qtbot.addWidget(again)
    assert (again.fields["amount"].editor.raw(), again.is_dirty()) == ("40", False)
    again.fields["amount"].editor.set_value(Fen(5_000))
    again.submit()
    assert sums(registers, paid) == [10_000, -5_000]


def test_a_refund_needs_its_sum_and_is_doubted_beyond_what_was_paid(
    qtbot: QtBot, session: Session, paid: Request
) -> None:
    """Without a sum it was a payment that began the term anew; 400 of 100 元 went without a word."""
    form = StepForm(session, paid, StepKind.FEE_PAID)
    qtbot.addWidget(form)
    amount = form.fields["amount"]
    amount.editor.set_value(None)
    assert not form.save_button.isEnabled()
    amount.editor.set_value(Fen(40_000))
    assert form.save_button.isEnabled(), "a doubt, never a refusal"
    assert "缴纳" in amount.words.text()
    amount.editor.set_value(Fen(10_000))
    assert not amount.words.text()
    form._is_leaving = True
    form.reject()


def test_what_was_given_back_stands_in_the_course_of_the_case(
    qtbot: QtBot, session: Session, registers: Registers, paid: Request, tmp_path: Path
) -> None:
    """退费 was kept and shown nowhere: she entered it three times, and could neither change nor delete it."""
    registers.save(make_step(paid, kind=StepKind.FEE_PAID, on=TODAY, amount=Fen(-4_000), detail="多收的退还"))
    card = StepsCard(session)
    qtbot.addWidget(card)
    card.show_record(paid)
    told = [label.text() for label in cast("list[QLabel]", card.findChildren(QLabel))]
    assert [line for line in told if "40 元" in line] == ["退费：40 元，多收的退还"]
    assert card.corner.text() == "4 步"
    course = gather_papers(registers, paid, tmp_path, session.calendar).folder / "01 办理经过.csv"
    with course.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["步骤"], row["金额（元）"]) for row in csv.DictReader(stream)]
    assert rows[1:] == [("收费通知", "100"), ("缴费", "100"), ("退费", "40")], "10000 元 stood in the paper of a court"
    (back,) = (step for step in registers.steps(paid.id) if step.is_refund)
    assert back.caption.startswith("退费"), "it is asked by that name whether it is to be deleted"
    assert Step(kind=StepKind.FEE_PAID, on=TODAY).caption.startswith("缴费")
