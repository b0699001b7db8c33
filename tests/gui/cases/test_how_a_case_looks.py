"""What she sees of a case without reading: the shape of its state, and the one blue button."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.terms import Channel, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.answer_sheet import AnswerSheet
from gui.cases.deadline import DeadlineCard
from gui.cases.fee import FeeSheet
from gui.registers.derived import derived_columns
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui import looks
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
    outcome = next((kind.outcome for kind in steps if kind.outcome), Outcome.GRANTED)
    request = kept(registers, outcome=outcome, received_on=then, arrived_on=then, answered_on=then)
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


def test_the_sheet_of_the_fee_opens_at_the_fee(window: MainWindow, session: Session, registers: Registers) -> None:
    """It opened at 收费标准, empty, with 没有达到收费的起点 out of sight above it."""
    window.resize(900, 480)
    sheet = FeeSheet(session, kept(registers), window)
    sheet.open()
    QApplication.processEvents()
    assert sheet.scroll_area.verticalScrollBar().value() == 0
    assert sheet.by_piece.hasFocus()
    sheet.reject()


def test_the_results_of_an_answer_scroll_inside_what_is_seen(
    window: MainWindow, session: Session, registers: Registers
) -> None:
    """At 200 % the list ran on below the foot: two bars, and its own could not be brought to its end."""
    request = kept(registers)
    for size in ((960, 494), (1272, 640), (900, 480), (960, 560)):  # what one had left, the next one took over
        window.resize(*size)
        sheet = AnswerSheet(session, request, window)
        sheet.open()
        QApplication.processEvents()
        shown = sheet.scroll_area.viewport()
        assert sheet.outcomes.mapTo(shown, QPoint(0, sheet.outcomes.height())).y() <= shown.height(), size
        sheet.reject()


def test_the_divider_stays_whether_a_case_is_longer_than_the_window_or_not(
    qtbot: QtBot, window: MainWindow, registers: Registers
) -> None:
    """After the first sheet the list of 行政复议 was 9 pixels wider: the case asked for room for its bar twice."""
    window.resize(1366, 728)
    registers.save(make_review(number="复2024-1", received_on=TODAY))
    page = window.show_page("reviews")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.detail.record is not None)
    needed = set()
    for high in (728, 2400, 728):
        window.resize(1366, high)
        qtbot.wait(50)
        page.detail._fill()
        QApplication.processEvents()
        needed.add((page.detail.minimumWidth(), page.splitter.sizes()[1]))
    assert len(needed) == 1, needed


@pytest.mark.parametrize("asked", [StepKind.THIRD_PARTY_ASKED, StepKind.ORGAN_ASKED])
def test_whom_a_case_waits_for_stands_in_one_line(
    qtbot: QtBot, window: MainWindow, registers: Registers, asked: StepKind
) -> None:
    """「等待第三方意 / 见，」 stood beside the day, in three lines."""
    late = date(2026, 12, 16)  # the answer is due on a day of many figures, and 暂定
    request = kept(registers, received_on=late, arrived_on=late)
    registers.save(make_step(request, kind=asked, on=late, party="示例施工有限公司"))
    window.resize(1366, 728)
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.show_record(request.id)
    card = page.detail.card(DeadlineCard)
    qtbot.waitUntil(lambda: card.request is not None and card.isVisible())
    QApplication.processEvents()
    assert len(card.corner.text().splitlines()) == 2
    assert list(looks.broken(window)) == []
