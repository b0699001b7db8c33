"""答复期限 beside the selected request: the day, what is left, the strip, doubts with article, the printed note."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from disclosure.terms import Channel, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.deadline import DeadlineCard
from gui.kit.cards import Words
from gui.registers.derived import DueClass, derived_columns, due_classes
from tasks.calendar.years import keep_year
from tasks.cases.requests import split
from tests.gui.looks import laid_in
from tests.records_factory import make_request, make_step


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> Iterator[DeadlineCard]:
    """The card alone, in a file with one request of Friday 1 March 2024; the day is Monday the 4th."""
    session.registers.save(make_request())
    shown = DeadlineCard(session)
    qtbot.addWidget(shown)
    show(shown, session)
    yield shown
    shown.close()


def show(card: DeadlineCard, session: Session) -> None:
    request = session.registers.named(type(make_request()), "2024-001")
    assert request is not None
    card.show_record(request)


def test_the_card_tells_the_day_what_is_left_and_why(card: DeadlineCard) -> None:
    assert card.title.text() == "答复期限 2024年3月29日"
    assert (card.corner.text(), card.corner.sign) == ("剩 19 个工作日", Sign.RUNNING)
    assert card.summary.text() == "20 个工作日"
    assert len(card.strip.tiles) == 29
    assert card.original.isHidden()


@pytest.mark.parametrize("why", ["不计入年报", "已拆分"])
def test_a_case_without_a_term_is_not_called_overdue_beside_it_nor_in_the_list(
    qtbot: QtBot, session: Session, why: str
) -> None:
    """今日 asked for nothing, and the list and the record said 逾期 76 日."""
    registers = session.registers
    saved = registers.save(make_request(is_excluded=why == "不计入年报", received_on=date(2023, 11, 1))).after
    assert isinstance(saved, Request)
    if why == "已拆分":
        split(registers, saved, ["一", "二"], date(2023, 11, 2))
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(saved)
    assert (card.title.text(), card.corner.text()) == (f"答复期限：{why}", "")
    columns = derived_columns(session, Request)
    assert [told.text for told in columns["state"].told(registers, [saved])] == [why]
    assert [told.text for told in columns["due"].told(registers, [saved])] == [""]
    assert due_classes(session, registers, [saved]) == [frozenset({DueClass.NOTHING})]


def test_an_extension_shows_the_first_date_and_a_doubtful_step_its_article(
    card: DeadlineCard, session: Session
) -> None:
    request = card.request
    assert request is not None
    session.registers.save(make_step(request, kind=StepKind.EXTENDED, on=date(2024, 3, 20), days=30))
    show(card, session)
    assert card.title.text() == "答复期限 2024年4月28日"
    assert card.original.text() == "原期限 2024年3月29日"
    assert card.summary.text().startswith("20 个工作日 + 延期 20 个工作日")
    doubts = laid_in(card.doubts, card).values()
    told = [(doubt.text(), doubt.sign) for doubt in doubts if isinstance(doubt, Words)]
    assert any("20" in text and "条例第三十三条" in text for text, _ in told)
    assert {sign for _, sign in told} == {Sign.DOUBT}


def test_a_request_not_yet_confirmed_has_no_date_and_nothing_to_print(card: DeadlineCard, session: Session) -> None:
    change = session.registers.save(make_request(channel=Channel.FAX, received_on=None))
    unconfirmed = change.after
    assert isinstance(unconfirmed, type(make_request()))
    card.show_record(unconfirmed)
    assert card.title.text() == "答复期限"
    assert (card.corner.text(), card.corner.sign) == ("尚未确认", Sign.UNCONFIRMED)
    assert card.print_button.isHidden()


def test_the_note_is_written_as_a_pdf_with_every_day(
    qtbot: QtBot, card: DeadlineCard, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "期限计算说明.pdf"
    with qtbot.waitSignal(session.told, timeout=60_000):
        card.write_note(path)
    text = "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")
    assert "期限计算说明" in text
    assert "2024年3月29日" in text


def test_a_folder_that_is_gone_is_told_in_one_sentence(
    qtbot: QtBot, card: DeadlineCard, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed, timeout=60_000) as failed:
        card.write_note(tmp_path / "没有" / "一.pdf")
    assert failed.args is not None
    assert "不能写入" in str(failed.args[0])
    qtbot.waitUntil(lambda: not session.is_busy)  # and with the work its progress is gone


def test_the_file_s_own_calendar_decides(card: DeadlineCard, session: Session) -> None:
    local = session.calendar.year(2024).with_day(date(2024, 3, 5), works=False, name="台风停工")
    keep_year(session.registers, local, session.today)
    show(card, session)
    assert card.title.text() == "答复期限 2024年4月1日"
    assert card.strip.tile_words(date(2024, 3, 5)).startswith("2024年3月5日 周二：不计入，台风停工")


def test_what_is_waited_for_is_said_once(card: DeadlineCard, session: Session) -> None:
    """「答复期限：等待补正 · 等待补正」 stood in one band."""
    request = session.registers.named(Request, "2024-001")
    assert request is not None
    session.save(make_step(request, kind=StepKind.CORRECTION_ASKED, on=date(2024, 3, 4)))
    show(card, session)
    assert (card.title.text(), card.corner.text()) == ("答复期限", "等待补正")
