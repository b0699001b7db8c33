"""The whole history of the person beside a case, and contact data offered for reuse."""

from datetime import date
from typing import cast

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import Access, Request
from gui.base.session import Session
from gui.cases.applicant import ApplicantCard
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tests.records_factory import make_request


def test_everything_the_person_asked_stands_beside_the_case_and_gives_its_contact_data(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    """Only requests for much the same were shown, and what was typed once was typed again."""
    session.save(
        make_request(
            number="2024-001",
            applicant="立夏",
            content="甲事",
            phone="13800000000",
            identity_number="",
            outcome=Outcome.GRANTED,
            answered_on=date(2024, 3, 2),
        )
    )
    change = session.save(
        make_request(number="2024-002", applicant="立夏", content="乙事", phone="", identity_number="")
    )
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.show_record(change.record_id)
    card = page.detail.card(ApplicantCard)
    qtbot.waitUntil(card.isVisible)
    page.detail.lay_out()
    below = [type(each).__name__ for each in page.detail.cards if each.isVisible() and each.y() > card.y()]
    assert below == [], "they went down under the mouse when something was found"
    assert card.corner.text() == "1 件"
    shown = " ".join(label.text() for label in cast("list[QLabel]", card.findChildren(QLabel)))
    assert "甲事  予以公开" in shown
    assert "138****0000" in shown
    assert "13800000000" not in shown
    card.take_over()
    assert session.registers.get(Request, change.record_id).phone == "13800000000"
    assert [(one.owner_id, one.fields) for one in session.registers.all(Access)] == [(1, "电话")]
    qtbot.waitUntil(lambda: card.found.source is None)
