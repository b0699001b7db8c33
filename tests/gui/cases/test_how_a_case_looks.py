"""What she sees of a case without reading: the shape of its state, and the one blue button."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.terms import Channel, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.deadline import DeadlineCard
from gui.registers.derived import derived_columns
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui.fixtures import TODAY
from tests.records_factory import make_request, make_review, make_step


def kept(registers: Registers, number: str = "2024-001", **values: Any) -> Request:
    change = registers.save(make_request(**{"number": number, "received_on": TODAY, "arrived_on": TODAY, **values}))
    return registers.get(Request, change.record_id)


def blue(card: DeadlineCard) -> list[str]:
    made = cast("list[QPushButton]", card.acts.findChildren(QPushButton))
    return [each.text() for each in made if each.objectName() == "primary" and not each.isHidden()]


LONG_AGO = date(2024, 1, 2)


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ({}, ()),
        ({"received_on": date(2024, 2, 8), "arrived_on": date(2024, 2, 8)}, ()),
        ({"received_on": LONG_AGO, "arrived_on": LONG_AGO}, ()),
        ({"channel": Channel.FAX, "received_on": None}, ()),
        ({}, (StepKind.CORRECTION_ASKED,)),
        ({}, (StepKind.FEE_NOTICE,)),
        ({}, (StepKind.THIRD_PARTY_ASKED,)),
        ({}, (StepKind.ORGAN_ASKED,)),
        ({"received_on": LONG_AGO, "arrived_on": LONG_AGO}, (StepKind.THIRD_PARTY_ASKED,)),
        ({"outcome": Outcome.GRANTED, "answered_on": TODAY}, ()),
    ],
)
def test_the_list_and_the_band_show_one_shape_for_one_state(
    qtbot: QtBot, session: Session, registers: Registers, values: dict[str, Any], steps: tuple[StepKind, ...]
) -> None:
    """等第三方 had two bars in the list, and the band beside it the ring of a term that runs."""
    request = kept(registers, **values)
    for kind in steps:
        registers.save(make_step(request, kind=kind, on=TODAY, party="示例建材有限公司"))
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(request)
    (told,) = derived_columns(session, Request)["state"].told(registers, [request])
    assert card.corner.sign is told.sign
    if steps and request.received_on == TODAY:
        assert card.corner.sign is Sign.WAITING


@pytest.mark.parametrize(
    ("steps", "days", "is_asked"),
    [
        ((), 0, True),
        ((StepKind.DELIVERED,), 0, False),
        ((StepKind.DELIVERED, StepKind.RETURNED), 0, True),
        ((StepKind.WITHDRAWN,), 0, False),
        ((), 400, False),
    ],
)
def test_an_answer_that_did_not_go_out_yet_has_its_delivery_in_blue(
    qtbot: QtBot,
    session: Session,
    registers: Registers,
    steps: tuple[StepKind, ...],
    days: int,
    *,
    is_asked: bool,
) -> None:
    """今日 asked for 登记送达, and in the case it was as grey as 更多步骤."""
    then = TODAY - timedelta(days=days)
    request = kept(registers, outcome=Outcome.GRANTED, received_on=then, arrived_on=then, answered_on=then)
    for kind in steps:
        registers.save(make_step(request, kind=kind, on=TODAY, posted_on=TODAY if kind is StepKind.DELIVERED else None))
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(request)
    assert blue(card) == (["送达"] if is_asked else [])


def test_a_line_whose_case_has_the_blue_button_has_none_of_its_own(
    qtbot: QtBot, window: MainWindow, registers: Registers
) -> None:
    """In a wide window 答复举证… of the line and 写答复书… of the case beside it were both blue."""
    registers.save(make_review(number="复2024-1", received_on=TODAY))
    kept(registers, "2024-001", outcome=Outcome.GRANTED, answered_on=TODAY)
    kept(registers, "2024-002")
    posted = kept(registers, "2024-003", outcome=Outcome.GRANTED, answered_on=TODAY)
    registers.save(make_step(posted, kind=StepKind.DELIVERED, on=TODAY, posted_on=TODAY))
    window.resize(1900, 900)
    page = window.show_page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: bool(page.rows(DueGroup.LATER)))
    seen = set()
    for row in [row for group in DueGroup for row in page.rows(group)]:
        if row.item.kind is DueKind.ZERO_CONFIRMATION:
            continue
        row.click()
        beside = page.beside
        assert beside is not None
        detail = beside.detail()
        following = detail.next_act() if detail is not None and row.item.record_id else None
        own = [row.act] if row.act.isVisible() and row.act.objectName() == "primary" else []
        assert len([*own, *([following] if following else [])]) <= 1, row.item.sentence
        seen.add(row.item.kind)
    assert {DueKind.REVIEW_REPLY, DueKind.DELIVERY, DueKind.ANSWER, DueKind.CORRECTION_NOTICE} <= seen
