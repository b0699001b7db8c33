"""The cards of a release, a duty and a case: the next action with person and day, one-click fulfilment, papers, why."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.records import Duty, Litigation, Release, Request, Review
from disclosure.releases.duties import DutyState
from disclosure.releases.status import next_action, release_state
from disclosure.terms import (
    DisputeResult,
    DocumentKind,
    DutyCycle,
    ReleaseChannel,
    ReviewDecision,
    ReviewProcedure,
    SecrecyConclusion,
    SuitRoute,
)
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.card import CaseCard
from gui.cases.dialogs import CauseDialog
from gui.cases.dispute import DisputeCard
from gui.cases.dispute_forms import review_form, suit_form
from gui.cases.duty import DutyCard
from gui.cases.release import ReleaseCard
from gui.forms.choice import form_for
from gui.forms.part_form import PartForm
from gui.forms.record_form import RecordForm
from gui.kit.cards import Words
from storage.registers import Registers
from tasks.today.overview import overview
from tests.gui.fixtures import TODAY, find_window, open_windows
from tests.gui.looks import laid_in
from tests.letters_factory import office
from tests.records_factory import make_release, make_request, make_review

WAY = (
    ("登记保密审查", {"secrecy_reviewer": "王某某", "secrecy_conclusion": SecrecyConclusion.RELEASE}, "待初审"),
    ("登记初审", {"first_checked_by": "甲某某"}, "待复审"),
    ("登记复审", {"second_checked_by": "乙某某"}, "待终审"),
    ("登记终审", {"final_checked_by": "丙某某"}, "待公开"),
    ("登记公开", {"channels": (ReleaseChannel.PORTAL,)}, "已公开"),
)


@pytest.fixture
def release(registers: Registers) -> Release:
    """A release nobody has looked at."""
    registers.save(office(index_numbering="{code}/{year}-{serial:05}"))
    change = registers.save(make_release(published_on=None, channels=()))
    return registers.get(Release, change.record_id)


def test_a_release_goes_step_by_step_each_with_person_and_today(
    qtbot: QtBot, session: Session, registers: Registers, release: Release
) -> None:
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    card.show_record(release)
    assert card.corner.text() == "待保密审查"
    for button, values, state in WAY:
        action = next_action(release_state(registers.get(Release, release.id), TODAY))
        assert action.button == button
        form = card.act(action)
        assert isinstance(form, PartForm)
        for name, value in values.items():
            form.fields[name].editor.set_value(value)
        form.save_button.click()
        card.show_record(registers.get(Release, release.id))
        assert card.corner.text() == state
    done = registers.get(Release, release.id)
    assert (done.secrecy_reviewed_on, done.first_checked_on, done.published_on) == (TODAY, TODAY, TODAY)
    last = laid_in(card.way, card.way.parentWidget())[card.way.count() - 1]
    assert isinstance(last, Words)
    assert (last.text(), last.sign) == ("终审 丙某某 2024-03-04", Sign.DONE)


def test_a_next_action_called_otherwise_still_tells_its_article(
    qtbot: QtBot, session: Session, release: Release
) -> None:
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    card.show_record(release)
    action = next_action(release_state(release, TODAY))
    form = card.act(replace(action, button="登记保密审査"))
    assert isinstance(form, PartForm)
    assert form.head.article.text() == "条例第十七条；保守国家秘密法第三十五条"
    form.reject()


def test_the_term_of_twenty_working_days_is_told_with_its_article(
    qtbot: QtBot, session: Session, release: Release
) -> None:
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    card.show_record(release)
    assert card.term.text() == "应自形成之日起 20 个工作日内公开，最迟2024年3月28日（条例第二十六条）"


def test_a_normative_document_shows_its_life(qtbot: QtBot, session: Session) -> None:
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    card.show_record(make_release(document_kind=DocumentKind.NORMATIVE_DOCUMENT, valid_until=date(2024, 5, 1)))
    assert card.life.text() == "行政规范性文件：即将到期（至2024年5月1日）"


def test_a_number_of_a_person_is_told_before_the_release(
    qtbot: QtBot, session: Session, registers: Registers, release: Release
) -> None:
    """条例第十五条: a list of who was helped was published with their identity numbers in it."""
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    clean = registers.attach(release, name="通知.docx", content=b"1")
    card.show_record(release)
    assert card.people.isHidden()
    helped = registers.attach(release, name="救助名单.xlsx", content=b"2")
    registers.keep_paper_text(clean.sha256, "咨询电话 0591-00000000")
    registers.keep_paper_text(helped.sha256, "李某某 11010119900307109X 13800000000")
    card.show_record(release)
    assert card.people.text() == "“救助名单.xlsx”里有身份证号码、手机号码，只公开遮盖以后的一份（条例第十五条）。"
    form = form_for(session, Release, session.save, original=replace(release, summary="李某某 11010119900307109X"))
    form.show()
    assert "内容概述里有身份证号码" in form.fields["summary"].words.text()
    form.hide()
    form.deleteLater()


def test_the_index_number_is_given_once(qtbot: QtBot, session: Session, registers: Registers, release: Release) -> None:
    card = ReleaseCard(session)
    qtbot.addWidget(card)
    card.show_record(release)
    card.give_index_number()
    given = registers.get(Release, release.id)
    assert given.index_number == "测街/2024-00001"
    card.show_record(given)
    assert not laid_in(card.buttons, card.buttons.parentWidget())[1].isEnabled()


def test_a_duty_is_fulfilled_with_one_click_and_one_undo(qtbot: QtBot, session: Session, registers: Registers) -> None:
    change = registers.save(Duty(name="经费公示", cycle=DutyCycle.QUARTERLY, starts_on=date(2024, 1, 1)))
    card = DutyCard(session)
    qtbot.addWidget(card)
    duty = registers.get(Duty, change.record_id)
    card.show_record(duty)
    assert [line.state for line in card.lines] == [DutyState.RUNNING, *[DutyState.AHEAD] * 3]
    card.fulfil(card.lines[0])
    card.show_record(duty)
    assert card.lines[0].state is DutyState.FULFILLED
    assert [each.published_on for each in registers.all(Release)] == [TODAY]
    session.undo()
    assert registers.count(Release) == 0


def test_what_was_missed_last_year_can_still_be_made_good_after_new_year(
    qtbot: QtBot, session: Session, registers: Registers
) -> None:
    """On 31 December 今日 had 补登记… for it, on 1 January only 打开记录, whose card showed the new year alone."""
    change = registers.save(Duty(name="经费公示", cycle=DutyCycle.QUARTERLY, starts_on=date(2023, 7, 1)))
    card = DutyCard(session)
    qtbot.addWidget(card)
    duty = registers.get(Duty, change.record_id)
    card.show_record(duty)
    assert [line.period.name for line in card.lines if line.state is DutyState.MISSED and line.period] == [
        "2023年第3季度",
        "2023年第4季度",
    ]
    assert card.corner.text() == "2023—2024 年"
    card.fulfil(card.lines[0])
    card.show_record(duty)
    assert [line.period.name for line in card.lines if line.state is DutyState.MISSED and line.period] == [
        "2023年第4季度"
    ]
    found = overview(registers, session.calendar, 2024, TODAY)
    asked = {found.duties[item].name for items in found.groups.values() for item in items if item in found.duties}
    assert asked == {"经费公示（2023年第4季度）", "经费公示（2024年第1季度）"}


def test_a_period_missed_last_year_is_fulfilled_from_its_duty_in_january(
    qtbot: QtBot, session: Session, registers: Registers
) -> None:
    """The record 今日 opened showed the periods of this year alone, under a corner that said so."""
    duty = Duty(name="经费公示", cycle=DutyCycle.YEARLY, starts_on=date(TODAY.year - 1, 1, 1))
    card = DutyCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(Duty, registers.save(duty).record_id))
    assert [line.period.first.year for line in card.lines if line.period] == [TODAY.year - 1, TODAY.year]
    assert card.corner.text() == f"{TODAY.year - 1}—{TODAY.year} 年"
    card.fulfil(card.lines[0])
    card.show_record(card_duty := registers.get(Duty, card.lines[0].duty.id))
    assert card_duty.name == duty.name
    assert [line.period.first.year for line in card.lines if line.period] == [TODAY.year]
    assert card.corner.text() == f"{TODAY.year} 年"


@pytest.fixture
def request_(registers: Registers) -> Request:
    """A request of an office that knows its review body and court."""
    registers.save(office())
    return registers.get(Request, registers.save(make_request(number="2024-001")).record_id)


def test_a_review_opens_filled_in_and_tells_by_when_to_reply(
    session: Session, registers: Registers, request_: Request
) -> None:
    """行政复议法第四十八、五十四条: 10 working days, 5 in the simplified procedure."""
    form = review_form(session, request_)
    form.open()
    assert form.head.advice.text().startswith("最迟2024年3月18日")  # type: ignore[attr-defined]
    form.fields["procedure"].editor.set_value(ReviewProcedure.SIMPLIFIED)
    assert form.head.advice.text().startswith("最迟2024年3月11日")  # type: ignore[attr-defined]
    form.save_button.click()
    (review,) = registers.all(Review)
    assert (review.related_request, review.review_body) == ("2024-001", "测试区人民政府")


def test_a_suit_after_a_review_opens_as_one(session: Session, registers: Registers, request_: Request) -> None:
    """行政诉讼法第六十七条: 15 calendar days, rolling over the 清明 holidays of 2024 where the last falls on one."""
    registers.save(make_review(number="复2024-1", related_request="2024-001"))
    form = suit_form(session, request_)
    form.open()
    form.fields["received_on"].editor.set_value(date(2024, 3, 21))
    assert form.head.advice.text().startswith("最迟2024年4月7日")  # type: ignore[attr-defined]
    form.save_button.click()
    (suit,) = registers.all(Litigation)
    assert (suit.route, suit.related_review) == (SuitRoute.SUIT_AFTER_REVIEW, "复2024-1")


def test_the_next_instance_has_the_button_and_its_form_begins_at_the_day(
    qtbot: QtBot, session: Session, registers: Registers, request_: Request
) -> None:
    """After a decided review 收到复议申请 stayed the button, and 收到应诉通知 had to be looked for under 更多."""
    card = CaseCard(session)
    qtbot.addWidget(card)
    card.show()

    def offered() -> tuple[list[str], list[str]]:
        card.show_record(request_)
        buttons = [made for made in card.contested if made.isVisible()]
        return [made.text() for made in buttons], [less.text() for less in card.contested_less if less.isVisible()]

    assert offered() == (["收到复议申请…"], ["收到应诉通知…"])
    form = card.open_review()
    assert isinstance(form, RecordForm)
    assert form.focusWidget() in form.fields["received_on"].editor.inputs()
    form.reject()
    number = registers.save(make_review(related_request=request_.number)).record_id
    assert offered() == (["收到复议申请…"], ["收到应诉通知…"]), "it is not decided yet"
    review = registers.get(Review, number)
    registers.save(replace(review, decision=ReviewDecision.UPHELD, closed_on=TODAY))
    assert offered() == (["收到应诉通知…"], ["收到复议申请…"])
    form = card.open_suit()
    assert isinstance(form, RecordForm)
    assert form.focusWidget() in form.fields["received_on"].editor.inputs()
    form.reject()


def test_a_lost_case_asks_why_and_is_silent_once_told(
    qtbot: QtBot, session: Session, registers: Registers, request_: Request
) -> None:
    change = registers.save(make_review(related_request="2024-001", result=DisputeResult.CORRECTED))
    card = DisputeCard(session)
    qtbot.addWidget(card)
    review = registers.get(Review, change.record_id)
    card.show_record(review)
    assert "因为什么被纠正" in card.question.text()
    card.ask_why()
    dialog = find_window(CauseDialog)
    dialog.text.setPlainText("没有写明检索过程")  # type: ignore[union-attr]
    dialog.save_button.click()
    card.show_record(registers.get(Review, review.id))
    assert card.question.text() == ""
    assert request_.id


def test_the_papers_of_a_case_are_gathered_into_a_folder_and_a_zip(
    qtbot: QtBot, session: Session, registers: Registers, request_: Request, tmp_path: Path
) -> None:
    registers.attach(request_, name="申请表.pdf", media_type="application/pdf", content=b"%PDF-1.7 test")
    change = registers.save(make_review(number="复2024-1", related_request="2024-001"))
    card = DisputeCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(Review, change.record_id))
    card.gather(tmp_path)
    qtbot.waitUntil(lambda: len(_note()) == 1)
    _note()[0].close()
    names = ZipFile(tmp_path / "证据材料-复2024-1.zip").namelist()
    assert any("申请表" in name for name in names)
    assert any("证据目录" in name for name in names)


@pytest.mark.parametrize(("entry", "whole"), [("卷宗…", False), ("卷宗，含身份证明和完整号码…", True)])
def test_the_whole_file_of_a_request_goes_out_by_one_entry_of_its_menu(  # noqa: PLR0917 - fixtures and cases
    qtbot: QtBot, session: Session, registers: Registers, request_: Request, tmp_path: Path, entry: str, whole: bool
) -> None:
    registers.attach(request_, name="申请表.pdf", media_type="application/pdf", content=b"%PDF-1.7 test")
    registers.attach(request_, name="身份证.pdf", media_type="application/pdf", content=b"%PDF", is_identity=True)
    card = CaseCard(session)
    qtbot.addWidget(card)
    card.show_record(request_)
    entries = [each for menu in cast("list[QMenu]", card.findChildren(QMenu)) for each in menu.actions()]
    next(each for each in entries if each.text() == entry).trigger()
    dialog = find_window(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(lambda: len(_note()) == 1)
    assert "没有逐字检查" in _note()[0].text()
    assert _note()[0].windowTitle() == "卷宗", "she had pressed 卷宗…, and 收集材料 answered"
    _note()[0].close()
    names = ZipFile(tmp_path / "卷宗-2024-001.zip").namelist()
    assert any("申请表" in name for name in names)
    assert any("卷内目录" in name for name in names)
    assert any("身份证" in name for name in names) is whole


def _note() -> list[QMessageBox]:
    return [each for each in open_windows() if isinstance(each, QMessageBox)]


def test_a_case_about_no_request_asks_for_it_where_it_would_be_shown(
    session: Session, registers: Registers, request_: Request
) -> None:
    """查看申请 looked alive, and its answer stood at the far corner of the window."""
    card = DisputeCard(session)
    review = registers.get(Review, registers.save(make_review(related_request="")).record_id)
    card.show_record(review)
    alone = card.request_button.text()
    card.request_button.click()
    form = find_window(RecordForm)
    assert form.begins_at == "related_request"
    form.reject()
    card.show_record(replace(review, related_request=request_.number))
    assert card.request_button.text() != alone
