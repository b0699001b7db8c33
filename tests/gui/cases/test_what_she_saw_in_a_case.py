"""Moments at a case, on 今日 and in a form in which a clerk without a manual did not know what to do."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.cases.state import CaseState
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Litigation, Request, Review
from disclosure.terms import Channel, DeliveryMethod, StepKind
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.sources import Severity
from gui.cases.answer_sheet import AnswerSheet
from gui.cases.applicant import ApplicantCard
from gui.cases.deadline import DeadlineCard
from gui.cases.dispute import DisputeCard
from gui.cases.step_form import StepForm
from gui.forms.editors import LineEditor
from gui.forms.intake import IntakeForm
from gui.forms.profile import profile_dialog
from gui.forms.record_form import RecordForm
from gui.kit.messages import show_note
from gui.registers.detail import RecordDetail
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui import looks
from tests.gui.fixtures import TODAY, find_window
from tests.gui.reading import read_shown
from tests.letters_factory import office
from tests.records_factory import make_release, make_request, make_review, make_step, make_suit

BESIDE_THE_LIST = (452, 520)
"""What a record has of a screen of 1366 by 768, the line of the sample above it."""


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    change = registers.save(make_request(number="2024-001", received_on=TODAY, arrived_on=TODAY))
    return registers.get(Request, change.record_id)


def today_of(qtbot: QtBot, window: MainWindow) -> TodayPage:
    page = window.show_page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.shown is not None and not page._is_reading)
    return page


def focused(form: RecordForm) -> str:
    """The name of the field that has the keyboard."""
    return next(name for name, field in form.fields.items() if form.focusWidget() in field.editor.inputs())


def test_who_is_asked_for_an_opinion_is_named_and_what_comes_next_is_blue(
    qtbot: QtBot, window: MainWindow, session: Session, registers: Registers, case: Request
) -> None:
    """「对“……”的意见」: whose? And while the third party was waited for, 答复 was the blue button."""
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    asked = make_step(case, kind=StepKind.THIRD_PARTY_ASKED, on=TODAY, party="示例施工有限公司")
    served = make_step(case, kind=StepKind.THIRD_PARTY_SERVED, on=TODAY, party="示例施工有限公司")
    answered = make_step(case, kind=StepKind.THIRD_PARTY_ANSWERED, on=TODAY, party="示例施工有限公司")
    blue = []
    for step in (None, asked, served, answered):
        if step is not None:
            registers.save(step)
        card.show_record(case)
        made = cast("list[QPushButton]", card.acts.findChildren(QPushButton))
        blue.append([each.text() for each in made if each.objectName() == "primary" and not each.isHidden()])
    assert blue == [["答复…"], ["第三方已签收"], ["收到第三方意见"], ["答复…"]]
    registers.undo()
    page = today_of(qtbot, window)
    (row,) = (each for each in page.rows(DueGroup.WAITING) if each.item.kind is DueKind.OPINION)
    assert row.line.title.startswith("示例施工有限公司对“")


@pytest.mark.parametrize(
    ("kinds", "who", "after"),
    [  # 条例第三十二条, 第三十四条: asked, its letter signed for, the opinion
        ((), "", None),
        ((StepKind.ORGAN_ASKED,), "甲局", StepKind.ORGAN_SERVED),
        ((StepKind.ORGAN_ASKED, StepKind.ORGAN_SERVED), "甲局", StepKind.ORGAN_ANSWERED),
        ((StepKind.ORGAN_ASKED, StepKind.ORGAN_ANSWERED), "", None),
    ],
)
def test_whose_opinion_is_awaited(kinds: tuple[StepKind, ...], who: str, after: StepKind | None) -> None:
    request = make_request()
    state = CaseState(request, tuple(make_step(request, kind=kind, party="甲局") for kind in kinds))
    assert (state.consulted, state.awaits_opinion) == (who, after)


def test_enter_confirms_the_months_without_an_application(
    qtbot: QtBot, window: MainWindow, registers: Registers
) -> None:
    """The line was chosen, its button blue, and Enter did nothing."""
    page = today_of(qtbot, window)
    (row,) = page.rows(DueGroup.ALONGSIDE)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert registers.count(Activity) > 0


def test_signing_for_a_posted_answer_begins_at_its_day(qtbot: QtBot, window: MainWindow, registers: Registers) -> None:
    """登记送达… opened at 日期, the day of posting; what was asked for stood four fields below."""
    change = registers.save(
        make_request(number="2024-002", received_on=TODAY, arrived_on=TODAY, outcome=Outcome.GRANTED, answered_on=TODAY)
    )
    answered = registers.get(Request, change.record_id)
    registers.save(
        make_step(answered, kind=StepKind.DELIVERED, on=TODAY, delivery=DeliveryMethod.POST, posted_on=TODAY)
    )
    page = today_of(qtbot, window)
    (row,) = (each for each in page.rows(DueGroup.WAITING) if each.item.kind is DueKind.DELIVERY)
    row.act.click()
    form = find_window(StepForm)
    assert focused(form) == "signed_on"
    form.reject()


def test_a_form_tells_nothing_missing_before_anything_was_typed(session: Session, case: Request) -> None:
    """收到第三方意见 opened with 「没有填写意见」 in amber."""
    form = StepForm(session, case, StepKind.THIRD_PARTY_ANSWERED)
    form.open()
    assert "没有填写意见" not in form.fields["opinion"].note.words
    form.fields["party"].editor.set_value("某公司")
    assert "没有填写意见" in form.fields["opinion"].note.words
    form._leave()


@pytest.mark.parametrize("register", [Review.register, Litigation.register])
def test_a_case_that_comes_in_is_of_today(window: MainWindow, register: str) -> None:
    """A new request had today's date; a new review or suit had none."""
    page = window.show_page(register)
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    assert form.fields["received_on"].editor.raw() == TODAY.isoformat()
    assert not form.is_dirty()
    form.reject()


def test_what_ended_a_case_has_a_button(qtbot: QtBot, session: Session, registers: Registers, case: Request) -> None:
    """「2026-06-16 已提交」, and nothing on the card led to 结果 and 结案日期."""
    change = registers.save(make_review(related_request=case.number, replied_on=TODAY))
    card = DisputeCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(Review, change.record_id))
    assert card.result_button.text() == "登记结果…"
    assert card.result_button.objectName() == "primary"
    card.result_button.click()
    form = find_window(RecordForm)
    assert focused(form) == "result"
    form.reject()


@pytest.mark.parametrize(("is_suit", "field"), [(False, "replied_on"), (True, "defence_on")])
def test_a_reply_handed_in_elsewhere_has_a_button(
    qtbot: QtBot, session: Session, registers: Registers, *, is_suit: bool, field: str
) -> None:
    """「没有登记提交的日期」: 写答辩状, 登记结果, 收集材料, and no place for the day."""
    record = make_suit() if is_suit else make_review()
    change = registers.save(record)
    card = DisputeCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(type(record), change.record_id))
    card.sent_button.click()
    form = find_window(RecordForm)
    assert focused(form) == field
    form.fields[field].editor.set_value(TODAY)
    form.submit()
    card.show_record(registers.get(type(record), change.record_id))
    assert card.sent_button.isHidden()


@pytest.mark.parametrize(("suits", "owed"), [(False, "写答复书…"), (True, "写答辩状…")])
def test_what_a_dispute_needs_next_stands_above_its_papers(
    qtbot: QtBot, session: Session, registers: Registers, *, suits: bool, owed: str
) -> None:
    """Four buttons alike below a long list, and none of them said that a 答复书 was due in three days."""
    record = make_suit() if suits else make_review()
    change = registers.save(record)
    card = DisputeCard(session)
    qtbot.addWidget(card)
    card.show_record(registers.get(type(record), change.record_id))
    assert (card.letter_button.text(), card.letter_button.objectName()) == (owed, "primary")
    assert card.result_button.objectName() != "primary"
    card.resize(420, 600)
    card.show()
    assert card.letter_button.mapTo(card, QPoint()).y() < card.with_identity.y()


def test_a_package_can_be_opened_where_it_was_written(tmp_path: Path, window: MainWindow) -> None:
    """「/home/…/门户包-2027-01-06」 and 知道了: the way there she had to find herself."""
    box = show_note("门户包", "写好了", window, tmp_path)
    assert isinstance(box, QMessageBox)
    assert [each.text() for each in box.buttons()] == ["知道了", "打开文件夹"]
    box.reject()


def test_months_of_two_years_bear_their_years(qtbot: QtBot, window: MainWindow, registers: Registers) -> None:
    """「2025年1、2……12月，1、2月没有登记过申请」: which year are the last two?"""
    registers.save(make_request(received_on=date(2023, 5, 6), arrived_on=date(2023, 5, 6)))
    page = today_of(qtbot, window)
    (row,) = page.rows(DueGroup.ALONGSIDE)
    assert row.line.title.startswith("2023年1—4、6—12月，2024年1、2月")


def test_a_case_is_linked_by_the_name_she_knows(window: MainWindow, registers: Registers) -> None:
    """「示例」 in 关联申请: 「登记簿里还没有这个编号」, and the number stood in another list."""
    for number, applicant in (("2024-007", "示例建材有限公司"), ("2024-008", "测试公司"), ("2024-009", "测试公司")):
        registers.save(make_request(number=number, applicant=applicant, content="施工合同"))
    page = window.show_page("reviews")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    linked = form.fields["related_request"]
    linked.editor.set_value("测试公司")
    assert "2024-008" in linked.note.words
    assert "2024-009" in linked.note.words
    linked.editor.left.emit()
    assert linked.editor.raw() == "测试公司", "which of the two she says herself"
    linked.editor.set_value("示例建材")
    linked.editor.left.emit()
    assert linked.editor.raw() == "2024-007"
    form._leave()


def test_what_follows_from_the_review_is_filled_in(window: MainWindow, registers: Registers) -> None:
    """复2024-1 stood in 关联复议; 起诉方式 and 关联申请, which follow from it, were asked for."""
    registers.save(make_request(number="2024-007", applicant="示例建材有限公司"))
    registers.save(make_review(number="复2024-1", related_request="2024-007", applicant="示例建材有限公司"))
    page = window.show_page("litigation")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    form.fields["plaintiff"].editor.set_value("另一人")
    form.fields["related_review"].editor.set_value("复2024-1")
    kept = {name: form.fields[name].editor.raw() for name in ("route", "related_request", "plaintiff")}
    assert kept == {"route": "复议后起诉", "related_request": "2024-007", "plaintiff": "另一人"}
    form._leave()


def test_a_rule_of_numbers_tells_the_number_it_makes(window: MainWindow, session: Session) -> None:
    """「{year}-{serial:03}」: nobody in the office could say what that is."""
    form = profile_dialog(session, window)
    form.fields["code_character"].editor.set_value("榕街公开")
    assert form.fields["request_numbering"].note.words == "2024 年的第一个是 2024-001"
    assert form.fields["letter_numbering"].note.words == "2024 年的第一个是 榕街公开〔2024〕1号"
    rule = form.fields["request_numbering"]
    rule.editor.set_value("申{year}{serial:02}")
    assert rule.note.words == "2024 年的第一个是 申202401"
    shown = {name: field.editor.raw() for name, field in form.fields.items() if field.column.is_pattern}
    assert not [name for name, text in shown.items() if "{" in text], "no rule is shown in signs"
    line = rule.editor.inputs()[0]
    assert isinstance(line, QLineEdit)
    line.setText(shown["request_numbering"].replace("申", "政"))
    assert rule.editor.value() == "政{year}{serial:02}"
    assert form.fields["letter_numbering"].editor.value() == "{code}〔{year}〕{serial}号"
    form.fields["letter_numbering"].editor.set_value("{code}第{nr}号")
    assert "{code}第{nr}号" in form.fields["letter_numbering"].note.words, "it is told beside the rule, not in a fault"
    form.fields["opening_on"].editor.set_value(date(2023, 12, 31))
    assert form.fields["opening_on"].note.severity is Severity.HINT, "the day a year ends is no doubt, be it a Sunday"
    form._leave()


@pytest.mark.parametrize("kind", [None, StepKind.EXTENDED, StepKind.CORRECTION_ASKED])
def test_what_comes_next_is_seen_without_scrolling(
    qtbot: QtBot, session: Session, registers: Registers, case: Request, kind: StepKind | None
) -> None:
    """答复… stood below the strip of days, and the longer the term the further below the screen of 768 lines."""
    if kind is not None:
        registers.save(make_step(case, kind=kind, on=TODAY, days=20 if kind is StepKind.EXTENDED else None))
    detail = RecordDetail(session, Request)
    qtbot.addWidget(detail)
    detail.resize(*BESIDE_THE_LIST)
    detail.show()
    detail.show_record(case, TODAY.year)
    acts = detail.card(DeadlineCard).acts
    qtbot.waitUntil(lambda: acts.case is not None and acts.height() > 0 and not detail._later.isActive())
    QTest.qWait(0)
    seen = detail.viewport()
    assert acts.mapTo(seen, acts.rect().bottomLeft()).y() <= seen.height()


def test_until_when_to_answer_is_said_before_a_result_is_chosen_and_the_list_of_results_is_seen_whole(
    qtbot: QtBot, window: MainWindow, session: Session, case: Request
) -> None:
    """「选好办理结果」 stood where the last day does, beside an empty desk; at 150 % the list was cut by the foot."""
    window.resize(910, 512)
    sheet = AnswerSheet(session, case, window)
    sheet.open()
    qtbot.waitUntil(lambda: sheet.halves.is_narrow and sheet.outcomes.height() > 0)
    qtbot.waitUntil(lambda: sheet.outcomes.visibleRegion().boundingRect().size() == sheet.outcomes.size())
    due_on = deadline_of(case, (), session.calendar).due_on
    assert due_on is not None
    assert chinese_date(due_on) in f"{sheet.note.title.text()}{sheet.note.why.text()}"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: read_shown(sheet.preview) == ["选好办理结果，这里就是它的文书。"])
    sheet.outcomes.choose(Outcome.GRANTED)
    qtbot.waitUntil(lambda: bool(sheet.preview.pages) and read_shown(sheet.preview) == [], timeout=30_000)
    sheet.done(0)


def test_the_divider_stays_from_case_to_case_and_when_it_is_pressed(
    qtbot: QtBot, window: MainWindow, registers: Registers, case: Request
) -> None:
    """A case that waits for a third party was wider than its half: the divider jumped, the rest of it when pressed."""
    late = date(TODAY.year, 12, 10)
    waiting = make_request(number="2024-002", received_on=late, arrived_on=late)
    waiting = registers.get(Request, registers.save(waiting).record_id)
    registers.save(make_step(waiting, kind=StepKind.THIRD_PARTY_ASKED, on=late, party="示例施工有限公司"))
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    window.resize(1280, 720)
    handle = page.splitter.handle(1)
    places = []
    for one in (case, waiting):
        page.show_record(one.id)
        qtbot.waitUntil(lambda one=one: page.detail.card(DeadlineCard).request == one)  # type: ignore[misc]
        QTest.qWait(0)
        places.append(handle.x())
        QTest.mousePress(handle, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
        places.append(handle.x())
    assert len(set(places)) == 1
    assert page.detail.minimumWidth() < page.detail.width()


def test_nothing_moves_when_a_day_or_a_number_is_typed(window: MainWindow, registers: Registers) -> None:
    """星期一 came below the day, and every field under it went down by a line while she typed."""
    registers.save(make_request(number="2024-007", applicant="示例建材有限公司"))
    page = window.show_page("reviews")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    for name, text in (("received_on", TODAY.isoformat()), ("related_request", "2024-007")):
        form.fields[name].editor.set_value(None if name == "received_on" else "")
        QTest.qWait(0)
        heights = [form.fields[name].cell.height()]
        for part in (text[:3], text):
            editor = form.fields[name].editor
            assert isinstance(editor, LineEditor)
            editor.line.setText(part)
            QTest.qWait(0)
            heights.append(form.fields[name].cell.height())
        assert form.fields[name].note.words
        assert len(set(heights)) == 1, name
    form._leave()


def test_a_step_that_closes_its_case_is_not_doubted_for_the_result_it_gives(session: Session, case: Request) -> None:
    """申请人撤回，办结: 「没有登记办理结果，暂按未答复处理，要补填」 under a line that says the step does it."""
    form = StepForm(session, case, StepKind.WITHDRAWN)
    form.open()
    assert "补填" not in form.fields["on"].words.text()
    form._leave()


def test_what_was_corrected_is_written_where_the_correction_is_recorded(session: Session, registers: Registers) -> None:
    """收到补正 asked for a day and a remark; the answer went on quoting 「公园改造项目资料」."""
    made = make_request(number="2024-006", content="公园改造项目资料", received_on=TODAY, arrived_on=TODAY)
    case = registers.get(Request, registers.save(made).record_id)
    registers.save(make_step(case, kind=StepKind.CORRECTION_ASKED, on=TODAY))
    form = StepForm(session, case, StepKind.CORRECTION_RECEIVED)
    assert form.content is not None
    assert form.content.toPlainText() == case.content
    assert not form.is_dirty()
    form.content.setPlainText("公园改造项目2023年资金使用明细")
    assert form.is_dirty()
    form.save_button.click()
    assert registers.get(Request, case.id).content == "公园改造项目2023年资金使用明细"
    assert registers.steps(case.id)[-1].kind is StepKind.CORRECTION_RECEIVED
    session.undo()
    assert (registers.get(Request, case.id).content, len(registers.steps(case.id))) == (case.content, 1)
    assert StepForm(session, case, StepKind.EXTENDED).content is None


class PaintedLow(QObject):
    """Hears how the cards of a record are painted: those lower than their words need, by name."""

    def __init__(self, detail: RecordDetail) -> None:
        super().__init__(detail)
        self._detail, self.found = detail, set[str]()
        detail.widget().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Paint:
            for card in self._detail.cards:
                layout = card.layout()
                needed = layout.totalHeightForWidth(card.width()) if layout is not None else 0
                if card.isVisible() and card.height() + 1 < needed:
                    self.found.add(f"{type(card).__name__} of {card.height()} pixels needs {needed}")
        return super().eventFilter(watched, event)


def test_no_card_is_seen_before_its_words_have_their_room(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """On a busy machine the lines of a record lay over each other for a moment when its page was first shown."""
    for place in range(3):
        session.save(make_release(number=f"2024-00{place}", summary="托育点位置、收费和报名方式" * (place + 1)))
    window.resize(1366, 768)
    page = window.show_page("releases")
    assert isinstance(page, SwitchedPages)
    shown = page.show_view("releases")
    painted = PaintedLow(shown.detail)
    qtbot.waitUntil(lambda: shown.detail.record is not None and not shown.detail._later.isActive())
    QTest.qWait(100)
    shown.detail.widget().removeEventFilter(painted)
    assert painted.found == set()


def test_no_card_is_seen_too_low_when_another_case_is_chosen(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    """The days of a term were 45 pixels high, then 7, then 45, as what the applicant asked before had been found."""
    for place in range(3):
        session.save(make_request(content="老旧小区改造项目的招投标文件和资金使用情况，" * (place + 1)))
    window.resize(1366, 768)
    shown = window.show_page("requests")
    assert isinstance(shown, RegisterPage)
    others = shown.detail.card(ApplicantCard)
    qtbot.waitUntil(others.isVisible)
    painted = PaintedLow(shown.detail)
    for row in (2, 1, 0):
        shown.table.selectRow(row)
        qtbot.waitUntil(lambda: not others.isVisible())
        qtbot.waitUntil(others.isVisible)
        QTest.qWait(100)
    shown.detail.widget().removeEventFilter(painted)
    assert painted.found == set()


def test_whom_a_case_waits_for_is_one_line_beside_its_day(
    qtbot: QtBot, session: Session, registers: Registers, case: Request
) -> None:
    """「剩 23 个工作日，等」, and in the next line 「待第三方意见」."""
    registers.save(make_step(case, kind=StepKind.THIRD_PARTY_ASKED, on=TODAY, party="示例施工有限公司"))
    detail = RecordDetail(session, Request)
    qtbot.addWidget(detail)
    detail.resize(*BESIDE_THE_LIST)
    detail.show()
    detail.show_record(case, TODAY.year)
    corner = detail.card(DeadlineCard).corner
    qtbot.waitUntil(lambda: bool(corner.text()) and corner.width() > 0 and not detail._later.isActive())
    qtbot.waitUntil(lambda: list(looks.broken(detail)) == [])
    assert "第三方" in corner.text()


def test_a_new_request_says_why_a_field_is_filled_in_and_opens_where_that_is_seen(
    qtbot: QtBot, session: Session, registers: Registers
) -> None:
    """At 150 %, below the line of the sample, 申请渠道 and 来件日期, filled in for her, were out of sight."""
    registers.save(make_request(channel=Channel.INTERNET))
    begun = []
    for height in (640, 330):
        form = IntakeForm(session, session.save)
        form.resize(828, height)
        with qtbot.waitActive(form):
            form.show()
        QTest.qWait(1)
        begun.append(focused(form))
        assert list(looks.opened_below(form)) == []
        field = form.fields["channel"]
        assert (field.editor.raw(), field.words.text()) == (Channel.INTERNET.label, "上次用的")
        field.editor.set_value(Channel.COUNTER)
        assert field.words.text() == ""
        form.done(0)
    assert begun == ["applicant", "channel"]
