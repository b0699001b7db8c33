"""The button of a line on 今日 opens what it says: the very step, letter or answer, tried on all the sample has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueItem, DueKind
from disclosure.cases.steps import STEP_FORMS
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet
from gui.cases.step_form import StepForm
from gui.letters.act_sheet import ActSheet
from gui.today.act_words import WORDS, words_of
from gui.today.acts import OPENING
from storage.registers import open_registers
from tasks.calendar.loading import load_calendar
from tasks.today.due import today_items
from tests.sample_files import SAMPLE_DAY, sample_at

OPENS: dict[DueKind, tuple[type[QDialog], str]] = {
    DueKind.CONFIRM_RECEIPT: (StepForm, STEP_FORMS[StepKind.PHONE_CONFIRMED].button),
    DueKind.CORRECTION: (StepForm, STEP_FORMS[StepKind.CORRECTION_RECEIVED].button),
    DueKind.PAYMENT: (StepForm, STEP_FORMS[StepKind.FEE_PAID].button),
    DueKind.OPINION: (StepForm, STEP_FORMS[StepKind.THIRD_PARTY_ANSWERED].button),
    DueKind.ANSWER: (AnswerSheet, "答复"),
    DueKind.REVIEW_REPLY: (ActSheet, "行政复议答复书"),
    DueKind.COURT_DEFENCE: (ActSheet, "行政诉讼答辩状"),
}
"""What opens, and how its title begins."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The sample, open on its day."""
    with open_registers(sample_at(tmp_path / "示例.sqlite")) as registers:
        yield Session(registers, today=lambda: SAMPLE_DAY)


def test_each_act_opens_what_its_button_says(qtbot: QtBot, session: Session) -> None:
    """「登记意见…」 opened 告知补正, and 「登记送达…」 of a posted answer the form of a returned letter."""
    window = QWidget()
    qtbot.addWidget(window)
    items: list[DueItem] = [
        item
        for group in today_items(session.registers, load_calendar(session.registers), SAMPLE_DAY).values()
        for item in group
    ]
    seen = set()
    for item in items:
        if not words_of(item):
            continue
        dialog = OPENING[item.kind](session, item, window)
        dialog.open()
        title = dialog.windowTitle()
        if item.kind is DueKind.DELIVERY:
            changes = f"修改“{StepKind.DELIVERED.label}”"
            assert title.startswith(changes if item.waits else STEP_FORMS[StepKind.DELIVERED].button), title
        elif item.kind in OPENS:
            kind, begins = OPENS[item.kind]
            assert isinstance(dialog, kind)
            assert title.startswith(begins), (item.kind, title)
        dialog.close()
        seen.add((item.kind, item.waits))
    assert {(DueKind.OPINION, True), (DueKind.DELIVERY, True), (DueKind.CORRECTION, True)} <= seen


def test_each_act_with_words_opens_something() -> None:
    assert set(WORDS) == set(OPENING)
