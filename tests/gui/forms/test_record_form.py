"""The one form: driven by the declared columns, gated, and never losing what was typed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure.column_kinds import columns
from disclosure.errors import InvalidRecordError
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Profile, Record, Release, Request, Step
from disclosure.terms import Applicant, Channel, PartyOpinion, ReleaseCategory, ReleaseChannel, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.step_form import StepForm
from gui.cases.together import StepsTogether
from gui.forms.intake import IntakeForm
from gui.forms.record_form import RecordForm
from gui.forms.release import ReleaseForm
from gui.forms.terms import TermEditor
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tests.gui.fixtures import type_text
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_suit,
    make_tally,
)

SAMPLES: tuple[Record, ...] = (
    make_release(channels=(ReleaseChannel.PORTAL, ReleaseChannel.NOTICE_BOARD), remarks="一\n二"),
    make_request(outcome=Outcome.NOT_HELD, answered_on=date(2024, 3, 20), is_excluded=True),
    make_review(),
    make_suit(),
    make_tally(amount=1250),
    make_activity(found=0),
    make_duty(),
)


OpenForm = Callable[..., RecordForm]


@pytest.fixture
def open_form(qtbot: QtBot, session: Session) -> Iterator[OpenForm]:
    """Open forms that are on the screen and have the keyboard; what is typed in them is discarded in the end."""
    opened: list[RecordForm] = []

    def shown(record_type: type[Record] = Request, form: RecordForm | None = None, **options: Any) -> RecordForm:
        form = form or RecordForm(record_type, session.save, sources=session.sources(record_type), **options)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        opened.append(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    yield shown
    for form in opened:
        form.discard_button.click()
        form.deleteLater()


def type_in(form: RecordForm, name: str, text: str) -> None:
    type_text(form.fields[name].editor.keyboards()[-1], text)


def fill_a_request(form: RecordForm) -> None:
    form.fields["applicant_kind"].editor.set_value(Applicant.NATURAL_PERSON)
    form.fields["channel"].editor.set_value(Channel.COUNTER)
    typed = {"applicant": "张某某", "arrived_on": "20240301", "received_on": "3-1", "content": "预算"}
    for name, text in typed.items():
        type_in(form, name, text)


def test_a_typed_request_reaches_the_file(session: Session, open_form: OpenForm) -> None:
    form = open_form()
    assert not form.save_button.isEnabled()
    assert "申请人类型" in form.gate.text()

    fill_a_request(form)
    assert form.save_button.isEnabled()
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    (stored,) = session.registers.all(Request)
    assert (stored.number, stored.applicant, stored.received_on) == ("2024-001", "张某某", date(2024, 3, 1))
    assert form.result() == RecordForm.DialogCode.Accepted


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda record: record.register)
def test_every_value_survives_the_form(open_form: OpenForm, sample: Record) -> None:
    form = open_form(type(sample), original=sample)
    assert len(form.fields) == len(list(form.fields))
    assert form.record == sample
    assert not form.is_dirty()


@pytest.mark.parametrize("record_type", [*LEDGERS.values(), Step, Profile], ids=lambda kind: kind.register)
def test_every_field_tells_a_screen_reader_its_name(open_form: OpenForm, record_type: type[Record]) -> None:
    form = open_form(record_type)
    for column in columns(record_type):
        for widget in form.fields[column.name].editor.inputs():
            assert column.label in widget.accessibleName()
            assert ("必填" in widget.accessibleName()) == column.required


def test_a_date_that_is_no_date_is_told_at_its_field_and_shuts_saving(open_form: OpenForm) -> None:
    form = open_form()
    fill_a_request(form)
    field = form.fields["answered_on"]
    type_in(form, "answered_on", "2024-02-30")
    QTest.keyClick(field.editor.inputs()[0], Qt.Key.Key_Tab)

    assert "没有“2024-02-30”这一天" in field.words.text()
    assert field.editor.inputs()[0].property("wrong")
    assert not form.save_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2024-03-01", "星期五"),
        ("2024-03-02", "星期六 · 非工作日"),
        ("2024-10-01", "星期二 · 国庆节 · 非工作日"),
        ("2024-05-11", "星期六 · 调休上班"),
    ],
)
def test_the_weekday_and_days_off_are_shown_beside_a_date(open_form: OpenForm, typed: str, told: str) -> None:
    form = open_form()
    type_in(form, "arrived_on", typed)
    said = form.fields["arrived_on"].words
    assert said.text() == told
    assert said.sign is (Sign.DOUBT if "非工作日" in told else None)


def test_a_taken_number_is_told_at_its_field(session: Session, open_form: OpenForm) -> None:
    session.save(make_request(number="2024-007"))
    form = open_form()
    fill_a_request(form)
    type_in(form, "number", "2024-007")
    form.save_button.click()

    assert form.isVisible()
    assert "2024-007" in form.fields["number"].words.text()
    assert not form.save_button.isEnabled()
    type_in(form, "number", "8")
    assert form.save_button.isEnabled()


def test_closing_asks_only_when_something_was_typed(session: Session, open_form: OpenForm) -> None:
    form = open_form()
    form.reject()
    assert not form.isVisible()

    form = open_form()
    type_in(form, "applicant", "张")
    form.close()
    assert form.isVisible()
    assert "还没有保存" in form.gate.text()
    form.keep_button.click()
    assert "还需填写" in form.gate.text()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    form.discard_button.click()
    assert not form.isVisible()
    assert session.registers.count(Request) == 0


def test_enter_walks_through_the_fields_in_order(open_form: OpenForm) -> None:
    form = open_form()
    form.fields["number"].editor.inputs()[0].setFocus()
    walked = []
    for _ in range(4):
        focused = form.focusWidget()
        walked.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert [name.removesuffix("（必填）") for name in walked] == ["登记编号", "申请人类型", "申请人", "证件类型"]


def test_part_of_an_official_term_is_enough(qtbot: QtBot, open_form: OpenForm) -> None:
    """「财政」 and Tab: 「没有“财政”」, and the one term that begins so had been offered."""
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    form.activateWindow()
    editor.box.setFocus()
    type_text(editor.line, "公开出版")
    completer = editor.box.completer()
    assert completer is not None
    qtbot.waitUntil(completer.popup().isVisible)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Tab)
    assert not editor.box.hasFocus()
    assert editor.raw() == Outcome.PUBLICATION.label
    assert not form.fields["outcome"].words.isVisible() or form.fields["outcome"].words.sign is not Sign.WRONG


def test_keys_that_save_too_early_lead_to_what_is_missing(open_form: OpenForm) -> None:
    form = open_form()
    form.fields["remarks"].editor.inputs()[0].setFocus()
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    first = next(field for field in form._shown if field.column.required and not field.editor.raw())
    assert first.editor.isAncestorOf(form.focusWidget())
    assert first.words.isVisible()


def test_an_official_term_is_found_by_its_pinyin(qtbot: QtBot, open_form: OpenForm) -> None:
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    editor.line.setFocus()
    type_text(editor.line, "xinfang")
    completer = editor.box.completer()
    assert completer is not None
    popup = completer.popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() is Outcome.PETITION
    editor.box.setCurrentText("xinfang")
    editor._complete()
    assert editor.value() is Outcome.PETITION


def test_arrows_move_from_the_term_that_is_shown(open_form: OpenForm) -> None:
    """文件性质 said 其他 by itself: Down made 规章 of it, the first there is, of which a street has none."""
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    before, shown, after = editor.terms[3:6]
    form.activateWindow()
    editor.box.setFocus()
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        editor.set_value(shown)
        QTest.keyClick(editor.box, key)
        seen.append(editor.raw())
    assert seen == [after.label, before.label]


def test_official_groups_head_the_outcomes_and_cannot_be_chosen(open_form: OpenForm) -> None:
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    model = editor.box.model()
    texts = {model.index(row, 0).data(): model.index(row, 0).flags() for row in range(model.rowCount())}
    assert texts["（三）不予公开"] == Qt.ItemFlag.NoItemFlags
    assert texts["1.属于国家秘密"] & Qt.ItemFlag.ItemIsSelectable


def test_a_reference_says_what_it_points_to(session: Session, open_form: OpenForm) -> None:
    session.save(make_request(number="2024-001", applicant="李某某"))
    form = open_form()
    type_in(form, "related", "2024-001")
    assert "李某某" in form.fields["related"].words.text()
    type_in(form, "related", "9")
    assert form.fields["related"].words.sign is Sign.DOUBT


def test_a_refused_save_keeps_the_form_open(session: Session, open_form: OpenForm) -> None:
    def refuse(_record: Record) -> None:
        raise InvalidRecordError({"applicant": "申请人写错了"})

    form = RecordForm(Request, refuse, original=make_request(), sources=session.sources(Request))
    open_form(form=form)
    form.save_button.click()
    assert form.isVisible()
    assert (form.fields["applicant"].words.text(), form.fields["applicant"].words.sign) == ("申请人写错了", Sign.WRONG)


def test_a_step_asks_only_for_what_its_kind_needs(session: Session, open_form: OpenForm) -> None:
    change = session.save(make_request())
    request = session.registers.get(Request, change.record_id)
    form = StepForm(session, request, StepKind.EXTENDED)
    open_form(form=form)
    assert {name for name, field in form.fields.items() if field.cell.isVisible()} == {
        "on",
        "days",
        "approver",
        "letter_number",
        "delivery",
        "tracking_number",
        "posted_on",
        "signed_on",
        "detail",
    }
    assert form.fields["days"].editor.value() == 20


OPENS: tuple[Callable[..., QWidget], ...] = (
    StepForm,
    lambda session, case, kind, parent: StepsTogether(session, [case], kind, parent),
)


@pytest.mark.parametrize("opens", OPENS)
def test_the_day_typed_into_a_step_just_opened_stands_in_place_of_today(
    qtbot: QtBot, window: MainWindow, opens: Callable[..., QWidget]
) -> None:
    session = window.session
    request = session.registers.get(Request, session.save(make_request()).record_id)
    form: Any = opens(session, request, StepKind.CORRECTION_ASKED, parent=window)
    form.open()
    qtbot.waitUntil(lambda: (typing := QApplication.focusWidget()) is not None and window.isAncestorOf(typing))
    QTest.keyClicks(window.focusWidget(), "2024-03-05")
    assert form.fields["on"].editor.raw() == "2024-03-05"
    form.discard_button.click()
    form.reject()


def test_no_label_or_problem_is_cut_off(qtbot: QtBot, open_form: OpenForm) -> None:
    form = open_form()
    for field in form.fields.values():
        field.touch()
    qtbot.wait(20)
    shown: list[QWidget] = [field.label for field in form.fields.values()]
    shown += [field.words for field in form.fields.values() if field.words.isVisible()]
    assert all(
        widget.height() >= widget.sizeHint().height() or widget.width() >= widget.sizeHint().width() for widget in shown
    )


def test_a_date_of_another_year_is_doubted_where_it_is_typed(open_form: OpenForm) -> None:
    """公开日期 2042 for 2024: only the check of the year told, when the clerk had long forgotten the release."""
    form = open_form(Release, original=make_release(id=1, published_on=date(2042, 3, 1), channels=()))
    assert "2042年3月1日还没有到" in form.fields["published_on"].note.words
    assert "没有填写公开渠道" in form.fields["channels"].note.words
    assert form.save_button.isEnabled(), "a doubt stands in nobody's way"
    form.fields["published_on"].editor.set_value(date(2024, 3, 1))
    assert "还没有到" not in form.fields["published_on"].note.words


def test_a_step_says_what_else_belongs_to_it(session: Session, open_form: OpenForm) -> None:
    change = session.save(make_request())
    request = session.registers.get(Request, change.record_id)
    form = StepForm(session, request, StepKind.THIRD_PARTY_ANSWERED)
    open_form(form=form)
    form.fields["party"].editor.set_value("某公司")  # before she typed anything nothing is called missing
    assert "没有填写意见" in form.fields["opinion"].note.words
    assert "之前没有登记“征求第三方意见”" in form.fields["on"].note.words


# --- keys that did nothing ---


def test_enter_on_the_focused_save_saves(session: Session, open_form: OpenForm) -> None:
    form = open_form(original=make_request(number="2024-001"))
    form.save_button.setFocus()
    QTest.keyClick(form.save_button, Qt.Key.Key_Return)
    assert session.registers.count(Request) == 1
    assert not form.isVisible()


def test_esc_and_typing_on_leaves_save_in_its_place(open_form: OpenForm) -> None:
    form = open_form(original=make_request(number="2024-001"))
    type_in(form, "applicant", "李")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.save_button.isVisible()
    assert form.discard_button.isVisible()
    type_in(form, "applicant", "某")
    assert form.save_button.isVisible()
    assert form.save_button.isEnabled()
    assert not form.discard_button.isVisible(), "she types on, so the question is answered"


def test_a_second_esc_goes_back_to_the_field_she_was_in(open_form: OpenForm) -> None:
    form = open_form()
    line = form.fields["applicant"].editor.inputs()[0]
    line.setFocus()
    type_in(form, "applicant", "李")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert form.keep_button.hasFocus()
    QTest.keyClick(form.keep_button, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert line.hasFocus()


@pytest.mark.parametrize("how", ["a click in the middle", "Space", "Down"])
def test_a_choice_opens_wherever_it_is_touched(open_form: OpenForm, how: str) -> None:
    form = open_form()
    editor = form.fields["channel"].editor
    assert isinstance(editor, TermEditor)
    editor.line.setFocus()
    if how == "a click in the middle":
        QTest.mouseClick(editor.line, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(editor.line, Qt.Key.Key_Space if how == "Space" else Qt.Key.Key_Down)
    assert editor.box.view().isVisible()
    editor.box.hidePopup()


def test_what_is_typed_into_an_open_list_goes_into_the_line(qtbot: QtBot, open_form: OpenForm) -> None:
    """A click opens the list, the line says 「或键入其中几个字」, and what was typed went nowhere."""
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    form.activateWindow()
    editor.line.setFocus()
    QTest.mouseClick(editor.line, Qt.MouseButton.LeftButton)
    for letter in "xinfang":
        QTest.keyClick(editor.box.view() if editor.box.view().isVisible() else editor.line, letter)  # type: ignore[call-overload]
    assert not editor.box.view().isVisible()
    assert editor.raw() == "xinfang"
    completer = editor.box.completer()
    assert completer is not None
    popup = completer.popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() is Outcome.PETITION


def test_a_word_pasted_into_an_open_list_goes_into_the_line_and_ctrl_s_understands_it(
    qtbot: QtBot, session: Session, open_form: OpenForm
) -> None:
    """An input method may paste: nothing came of it. 「不同意」 and Ctrl+S were told 「是“不同意公开”吗？」."""
    request = session.registers.get(Request, session.save(make_request()).record_id)
    form = open_form(form=StepForm(session, request, StepKind.THIRD_PARTY_ANSWERED))
    editor = form.fields["opinion"].editor
    assert isinstance(editor, TermEditor)
    editor.line.setFocus()
    QTest.mouseClick(editor.line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(editor.box.view().isVisible)
    QApplication.clipboard().setText("不同意")
    QTest.keyClick(editor.box.view(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.raw() == "不同意"
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (step,) = session.registers.steps(request.id)
    assert step.opinion is PartyOpinion.OBJECTS


def test_tab_takes_the_term_that_stands_chosen_among_several(qtbot: QtBot, open_form: OpenForm) -> None:
    """「gk」, several rows, the first of them blue, Tab: 「没有“gk”」."""
    form = open_form()
    editor = form.fields["outcome"].editor
    assert isinstance(editor, TermEditor)
    form.activateWindow()
    editor.line.setFocus()
    type_text(editor.line, "gk")
    completer = editor.box.completer()
    assert completer is not None
    popup = completer.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().isValid())
    assert popup.model().rowCount() > 1
    chosen = popup.currentIndex().data()
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert not editor.box.hasFocus()
    assert editor.raw() == chosen


def test_an_unknown_word_is_forgiven_in_one_short_sentence(open_form: OpenForm) -> None:
    """It was answered by every term there is, in ten lines."""
    form = open_form()
    type_in(form, "outcome", "予以公布")
    form.fields["number"].editor.inputs()[0].setFocus()
    told = form.fields["outcome"].note.words
    assert "予以公布" in told
    assert "予以公开" in told, "the nearest term is proposed"
    assert len(told) < 50


def test_a_last_sign_that_cannot_be_right_is_mended_or_left_by_a_press(open_form: OpenForm) -> None:
    """The doubt was told, and she had to put the sign in herself or live with the doubt."""
    form = open_form()
    field = form.fields["identity_number"]
    type_in(form, "identity_number", "00000019900101 0001")
    assert field.ways is not None
    assert (field.mend_button.text(), field.leave_button.text()) == ("改成 X", "照证件不改")
    field.leave_button.click()
    assert (field.editor.raw(), field.note.words) == ("00000019900101 0001", field.column.hint)
    assert field.ways.isHidden()
    field.editor.set_value("00000019900101 0002")
    assert not field.ways.isHidden(), "another number is another doubt"
    field.mend_button.click()
    assert field.editor.raw() == "00000019900101 000X"
    assert field.ways.isHidden()


def test_a_new_release_is_there_before_the_fields_nobody_asked_for(session: Session, open_form: OpenForm) -> None:
    """Thirty fields were made to show eleven: 71 ms after the press. One made later is kept as if it had been there."""
    form = open_form(form=ReleaseForm(session, session.save))
    asked = set(form.fields.made)
    assert asked >= set(ReleaseForm.at_intake)
    assert "remarks" not in asked
    form.more_button.click()
    assert form.fields["remarks"].cell.isVisible()
    assert not form.is_dirty()
    typed = make_release(name="测试街道门牌编制公告", remarks="补录")
    for name in form.fields:
        form.fields[name].editor.set_value(getattr(typed, name))
    assert form.record == typed


def test_a_release_is_asked_for_its_statistics_where_others_have_them(session: Session, open_form: OpenForm) -> None:
    """新建 never asked for 统计类别, and the check then demanded it of each release."""
    plain = open_form(form=ReleaseForm(session, session.save))
    assert "statistics_category" not in plain.at_intake, "an office that counts nothing so is not asked"
    session.save(make_release(category=ReleaseCategory.ARTICLE_20_4, statistics_category="统计类"))
    session.save(make_release(name="另一条", category=ReleaseCategory.ARTICLE_20_7, statistics_category="财政类"))
    form = open_form(form=ReleaseForm(session, session.save))
    field, category = form.fields["statistics_category"], form.fields["category"].editor
    assert field.cell.isVisible()
    assert field.cell.y() == form.fields["published_on"].cell.y(), "in the room beside it"
    assert (field.editor.raw(), form.is_dirty()) == ("", False), "nothing is known before its class is"
    for chosen, proposed in (
        (ReleaseCategory.ARTICLE_20_4, "统计类"),
        (ReleaseCategory.ARTICLE_20_7, "财政类"),
        (ReleaseCategory.ARTICLE_20_14, ""),
        (ReleaseCategory.ARTICLE_20_7, "财政类"),
    ):
        category.set_value(chosen)
        assert field.editor.raw() == proposed
        assert bool(field.note.words) is bool(proposed), "why it stands there"
    field.editor.set_value("其他")
    category.set_value(ReleaseCategory.ARTICLE_20_4)
    assert (field.editor.raw(), field.note.words) == ("其他", ""), "what she typed herself stays"


def test_what_is_no_longer_told_takes_nothing_away_from_under_the_mouse(open_form: OpenForm, session: Session) -> None:
    """保密审查结论 chosen took its amber sentence away, the form moved up, and the next tick hit another channel."""
    form = open_form(form=ReleaseForm(session, session.save))
    for name in ("secrecy_conclusion", "department"):
        field = form.fields[name]
        field.advise("照保密审查表核对结论、审查人和日期，三样写的是不是同一次审查，缺哪一样就补哪一样。")
        QApplication.processEvents()
        stood = field.cell.sizeHint().height()
        field.advise("")
        assert not field.words.isVisible()
        assert field.cell.sizeHint().height() >= stood, name


def test_choosing_the_channel_moves_no_field_below(open_form: OpenForm, session: Session) -> None:
    """The rule of the receipt took a second line, and the name clicked at was typed into the channel."""
    form = open_form(form=IntakeForm(session, session.save))
    form.resize(690, 700)  # as wide as it is beside its receipt
    QApplication.processEvents()
    stood = form.fields["applicant"].cell.y()
    form.fields["channel"].editor.set_value(Channel.COUNTER)
    QApplication.processEvents()
    assert form.fields["applicant"].cell.y() == stood


def test_what_is_known_or_doubted_of_somebody_moves_no_field_below(
    open_form: OpenForm, session: Session, registers: Registers
) -> None:
    """The name was known, the number odd: the telephone clicked at had gone down by three lines."""
    registers.save(make_request(applicant="林小满", phone="00000000001", address="测试路3号"))
    form = IntakeForm(session, session.save)
    open_form(form=form)
    form.resize(690, 700)
    QApplication.processEvents()
    stood = form.fields["phone"].cell.y()
    type_in(form, "identity_number", "000101199001010015")
    QApplication.processEvents()
    assert form.fields["identity_number"].ways is not None
    assert form.fields["phone"].cell.y() == stood, "the number is odd"
    type_in(form, "applicant", "林小满")
    QApplication.processEvents()
    assert form.reuse_button.isVisible()
    assert form.fields["phone"].cell.y() == stood, "the name is known"


def test_tab_after_a_doubtful_number_goes_to_the_telephone(open_form: OpenForm, session: Session) -> None:
    """It went to 改成 X, and the telephone typed next went nowhere."""
    form = open_form(form=IntakeForm(session, session.save))
    number, phone = (form.fields[name].editor.keyboards()[-1] for name in ("identity_number", "phone"))
    number.setFocus()
    type_in(form, "identity_number", "000101199001010015")
    assert form.fields["identity_number"].ways is not None, "a way to put its last sign right stands below"
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Tab)
    assert form.focusWidget() is phone
    seen = []
    for _ in range(40):
        form.focusNextChild()
        seen.append(form.focusWidget())
    assert form.fields["identity_number"].mend_button in seen, "without a mouse it is reached, too"


def test_what_is_known_of_somebody_is_taken_over_by_its_key_and_tab_goes_on_past_it(
    qtbot: QtBot, open_form: OpenForm, session: Session, registers: Registers
) -> None:
    """「沿用上次的电话和地址」 was a stop of Tab between the name and the next field."""
    registers.save(make_request(applicant="林小满", phone="00000000001", address="测试路3号"))
    form = IntakeForm(session, session.save)
    open_form(form=form)
    type_in(form, "applicant", "林小满")
    form.fields["applicant"].editor.keyboards()[-1].setFocus()
    assert form.reuse_button.isVisible()
    for _ in range(6):
        form.focusNextChild()
        assert form.focusWidget() is not form.reuse_button
    QTest.keyClick(form, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: form.fields["phone"].editor.raw() == "00000000001")


def test_one_earlier_request_takes_no_more_room_than_it_needs(
    qtbot: QtBot, open_form: OpenForm, session: Session, registers: Registers
) -> None:
    """The panel of earlier requests was 190 pixels high whatever stood in it, and the fields had to scroll for it."""
    registers.save(make_request(applicant="林小满", content="社区公益金使用明细", outcome=None))
    form = IntakeForm(session, session.save)
    open_form(form=form)
    form.resize(690, 700)
    type_in(form, "applicant", "林小满")
    type_in(form, "content", "社区公益金使用明细")
    area = form._repeats_area
    qtbot.waitUntil(area.isVisible)
    inside = area.widget()
    assert 0 < area.height() <= inside.sizeHint().height() + 1
    assert area.height() < 190
