"""Every letter the program ships on its sheet: its fields in order, what follows from each way and each step."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from disclosure.cases.steps import STEP_FORMS
from disclosure.file_names import plain_name
from disclosure.letters.lacking import Lacking
from disclosure.letters.template_syntax import Addressee, FieldKind
from disclosure.records import IssuedLetter, Request, Step
from disclosure.terms import DeliveryMethod, StepKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.letters.act_sheet import ActSheet, FootStep, NoteBox
from gui.letters.fields import LetterFields
from gui.letters.template_editor import TemplateEditor
from storage.registers import Registers
from tasks.letters.templates import templates
from tests.gui.fixtures import TODAY
from tests.letters_factory import office
from tests.records_factory import make_request

LACKING = {"补正事项": "要写明所需信息的名称。"}


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    made = make_request(number="2024-001", received_on=TODAY, arrived_on=TODAY, address="测试区测试路2号")
    return registers.get(Request, registers.save(made).record_id)


@contextmanager
def sheet(session: Session, case: Request, code: str) -> Iterator[ActSheet]:
    dialog = ActSheet(session, case, code)
    dialog.open()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    yield dialog
    if isValid(dialog):
        dialog.reject()


@contextmanager
def issued(session: Session, case: Request, way: DeliveryMethod) -> Iterator[ActSheet]:
    """补正 went out."""
    with sheet(session, case, "correction-notice") as dialog:
        for name, text in LACKING.items():
            dialog.fields.put(name, text)
        dialog.ways[way].setChecked(True)
        dialog.save_button.click()
        assert dialog.issued is not None, dialog.gate.text()
        yield dialog


def sign_of(label: Words) -> Sign | None:
    return label.sign


def top(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


def left(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).x()


def blue(dialog: ActSheet) -> list[str]:
    foot = {"issue": dialog.save_button, "print": dialog.print_button, "send": dialog.send_button}
    return [name for name, made in foot.items() if made.isVisible() and made.objectName() == "primary"]


def test_every_field_of_every_letter_stands_below_its_name_in_order(registers: Registers, qtbot: QtBot) -> None:
    for code, template in templates(registers).items():
        fields, holder = LetterFields(TODAY, cast("Any", None)), QWidget()
        qtbot.addWidget(fields)
        fields.term.setParent(fields)
        fields.term_notes.setParent(fields)
        fields.show_template(template, {entry.name: "12" for entry in template.typed})
        assert list(fields.editors) == [entry.name for entry in template.typed], code
        labels = {each.text(): each for each in cast("list[QLabel]", fields.findChildren(QLabel))}
        for entry in template.typed:
            editor, note = fields.editors[entry.name], fields._notes[entry.name]
            assert labels[entry.name].buddy() is editor
            is_required = entry.name in template.required
            assert editor.accessibleName() == f"{entry.name}（必填）" * is_required + entry.name * (not is_required)
            assert editor.accessibleDescription() == note.text() == entry.hint
            assert isinstance(editor, QPlainTextEdit if entry.kind is FieldKind.LONG else QLineEdit)
            column = cast("Any", labels[entry.name].parentWidget()).layout()
            assert column.indexOf(editor) == column.indexOf(labels[entry.name]) + 1
            is_term = entry.kind is FieldKind.LAST_DAY
            is_first = entry is next(each for each in template.typed if (each.kind is FieldKind.LAST_DAY) is is_term)
            if is_term and is_first:
                assert column is fields.term.layout()
                assert note.parentWidget() is fields.term_notes
            else:
                assert column is fields.stack
                assert column.indexOf(note) == column.indexOf(editor) + 1
            with qtbot.waitSignal(fields.changed):
                fields.put(entry.name, "13")
            assert fields.raw(entry.name) == "13"
        fields.lock()
        assert all(each.isReadOnly() for each in fields.editors.values())
        assert not any(each.isEnabled() for each in fields.grounds.values())
        fields.clear()
        assert not fields.editors
        holder.deleteLater()


def test_what_is_wrong_is_said_in_red_at_its_field_and_its_hint_comes_back(registers: Registers, qtbot: QtBot) -> None:
    fields = LetterFields(TODAY, cast("Any", None))
    qtbot.addWidget(fields)
    fields.show_template(templates(registers)["correction-notice"], {})
    note, hint = fields._notes["补正事项"], fields._declared["补正事项"].hint
    fields.tell({"补正事项": "还没有写。", "别的": "不在这里。"})
    assert (note.text(), sign_of(note)) == ("还没有写。", Sign.WRONG)
    fields.typed()
    assert (note.text(), sign_of(note)) == (hint, None)
    fields.go_to("补正事项")
    assert fields.editors["补正事项"].isEnabled()


@pytest.mark.parametrize("code", ["receipt", "correction-notice", "consultation-notice", "extension-notice", "granted"])
def test_before_it_goes_out_the_sheet_asks_in_the_order_of_a_hand_and_offers_only_to_send(
    session: Session, registers: Registers, case: Request, code: str
) -> None:
    template = templates(registers)[code]
    with sheet(session, case, code) as dialog:
        QApplication.processEvents()
        assert dialog.windowTitle().startswith(template.name)
        assert dialog.windowTitle().endswith(dialog.case_words)
        is_act = template.step is not None or bool(template.outcomes)
        assert dialog.ways_holder.isVisible() is is_act
        assert dialog.send_step.isVisible() is is_act
        assert dialog.lacking_holder.isVisible() is (code == "correction-notice")
        assert dialog.only_step.isVisible() is (template.step is not None)
        assert template.step is None or template.step.label in dialog.only_step.text()
        seen = [dialog.note, dialog.dated_holder, dialog.ways_holder, dialog.lacking_holder, dialog.fields]
        tops = [top(each, dialog) for each in seen if each.isVisible()]
        assert tops == sorted(tops)
        assert left(dialog.day, dialog) < left(dialog.preview, dialog)
        assert blue(dialog) == ["issue"]
        steps = [dialog.issue_step, dialog.print_step, *([dialog.send_step] if is_act else [])]
        assert [left(each, dialog) for each in steps] == sorted(left(each, dialog) for each in steps)
        assert not any(each.told.isVisible() for each in steps)
        assert (dialog.print_button.isEnabled(), dialog.send_button.isEnabled()) == (False, False)
        hidden = (dialog.files_button, dialog.again_button, dialog.tracking_holder, dialog.sent_holder)
        assert not any(each.isVisible() for each in hidden)
        if dialog.draft is not None:
            said = dialog.recorded()
            number = dialog.draft.letter.number
            assert said.startswith(f"文号 {number}" if number else ("登记" if is_act else "文书"))
            assert "文书存进材料" in said
            assert not template.step or template.step.label in said
            assert not template.outcomes or "登记答复" in said
        first = next((name for name in dialog.fields.editors if not dialog.fields.raw(name)), None)
        if first is not None:
            assert dialog.fields.editors[first].hasFocus(), "it begins where something is to be typed"
        advice = STEP_FORMS[template.step].advice if template.step else ""
        assert dialog.after.why.text().startswith(advice)


def test_each_thing_that_lacks_writes_its_sentence_and_takes_it_back(session: Session, case: Request) -> None:
    with sheet(session, case, "correction-notice") as dialog:
        for lacking in Lacking:
            made = dialog.lacking[lacking]
            assert (made.text(), made.accessibleName()) == (lacking.label, f"缺{lacking.label}")
            made.click()
            assert lacking.sentence in dialog.fields.raw("补正事项")
        assert all(made.isChecked() for made in dialog.lacking.values())
        for lacking in Lacking:
            dialog.lacking[lacking].click()
            assert lacking.sentence not in dialog.fields.raw("补正事项")


def test_the_day_of_the_letter_and_its_term_share_the_width(session: Session, case: Request) -> None:
    with sheet(session, case, "correction-notice") as dialog:
        QApplication.processEvents()
        term = dialog.fields.editors["补正期限"]
        assert top(dialog.day, dialog) == top(term, dialog)
        assert abs(dialog.day.width() - term.width()) <= 2
        assert left(dialog.day, dialog) < left(term, dialog)


def test_which_day_it_is_is_said_beside_it_where_it_is_no_working_day(session: Session, case: Request) -> None:
    with sheet(session, case, "correction-notice") as dialog:
        said = {}
        for day in (TODAY, TODAY + timedelta(1), date(2024, 3, 9)):
            dialog.day.setText(day.isoformat())
            said[day] = dialog._day_words()
        assert list(said.values()) == ["今天", "这一天还没有到", "这一天还没有到，不是工作日"]
        dialog.day.setText((TODAY - timedelta(1)).isoformat())
        assert dialog._day_words() == "不是工作日"
        dialog.day.setText("三月")
        assert (dialog.dated_on, dialog._day_words()) == (None, "")


WAYS = [
    (DeliveryMethod.POST, "交邮", "打印后交邮寄给申请人，记下邮政单号。", "记下交邮，完成"),
    (DeliveryMethod.COUNTER, "签收", "打印后当面交给申请人。", "记下签收，完成"),
    (DeliveryMethod.EMAIL, "送出", "用电子邮件发给申请人。", "记下送出，完成"),
    (DeliveryMethod.PLATFORM, "送出", "在网上平台发给申请人。", "记下送出，完成"),
    (DeliveryMethod.OTHER, "送出", "打印后送交申请人。", "记下送出，完成"),
]


@pytest.mark.parametrize("told", WAYS, ids=lambda told: told[0].value)
def test_once_it_went_out_printing_and_then_sending_are_blue_as_it_is_sent(
    session: Session, case: Request, told: tuple[DeliveryMethod, str, str, str]
) -> None:
    way, word, follows, last = told
    with issued(session, case, way) as dialog:
        assert word in last
        assert dialog.issue_step.told.isVisible()
        assert (dialog.issue_step.told.text(), sign_of(dialog.issue_step.told)) == ("已发出", Sign.DONE)
        assert not dialog.save_button.isVisible()
        assert dialog.note.title.text().startswith("已发出，")
        assert StepKind.CORRECTION_ASKED.label in dialog.note.why.text()
        assert blue(dialog) == ["print"]
        assert dialog.print_button.text() == "打印  Ctrl+Enter"
        assert dialog.print_button.hasFocus()
        assert dialog.send_button.text() == last
        if way is not DeliveryMethod.OTHER:
            assert dialog.gate.text() == follows
        assert dialog.tracking_holder.isVisible() is (way is DeliveryMethod.POST)
        assert (dialog.letters.isEnabled(), dialog.day.isReadOnly()) == (False, True)
        assert all(each.isReadOnly() for each in dialog.fields.editors.values())
        assert not any(
            each.isVisible() for each in (dialog.lacking_holder, dialog.after, dialog.checks, dialog.only_step)
        )
        assert dialog.files_button.isVisible()
        assert not dialog.again_button.isVisible()
        assert not dialog.sent_holder.isVisible(), "it is of today"
        dialog._printed(False)
        assert blue(dialog) == ["print"], "a preview that was left changes nothing"
        dialog._printed(True)
        assert blue(dialog) == ["send"]
        assert dialog.print_step.told.text() == "已交打印"
        assert dialog.again_button.isVisible()
        assert dialog.send_button.text() == f"{last}  Ctrl+Enter"
        assert (dialog.tracking if way is DeliveryMethod.POST else dialog.send_button).hasFocus()
        assert "打印后" not in dialog.gate.text()
        said: list[str] = []
        session.told.connect(said.append)
        if way is DeliveryMethod.POST:
            dialog.go_on()
            assert sign_of(dialog.tracking_note) is Sign.WRONG
            assert dialog.tracking.hasFocus()
            assert dialog.isVisible()
            dialog.tracking.setText("XA12345678935")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not dialog.isVisible()
        assert way.label in said[-1]
        (step,) = session.registers.all(Step)
        assert (step.kind, step.delivery) == (StepKind.CORRECTION_ASKED, way)


def test_another_way_chosen_afterwards_asks_for_its_own(session: Session, case: Request) -> None:
    with issued(session, case, DeliveryMethod.COUNTER) as dialog:
        dialog.ways[DeliveryMethod.EMAIL].setChecked(True)
        assert blue(dialog) == ["print"]
        dialog.ways[DeliveryMethod.COUNTER].setChecked(True)
        dialog._printed(True)
        dialog.ways[DeliveryMethod.POST].setChecked(True)
        assert dialog.tracking_holder.isVisible()
        assert dialog.tracking.hasFocus()
        assert top(dialog.ways_holder, dialog) < top(dialog.tracking_holder, dialog)
        assert dialog.tracking.accessibleName().startswith("邮政单号")
        dialog.ways[DeliveryMethod.EMAIL].setChecked(True)
        assert not dialog.tracking_holder.isVisible()
        assert blue(dialog) == ["send"]


def test_a_day_of_sending_that_is_none_is_said_at_it(session: Session, case: Request) -> None:
    with issued(session, case, DeliveryMethod.EMAIL) as dialog:
        dialog.sent_holder.show()
        dialog.sent_day.setText("三月的某天")
        dialog.record_sending()
        assert dialog.isVisible()
        assert sign_of(dialog.sent_note) is Sign.WRONG
        assert dialog.sent_day.hasFocus()


def test_the_papers_are_saved_and_said_by_their_names_and_a_bad_place_too(
    session: Session, case: Request, tmp_path: Path
) -> None:
    folder = tmp_path / "文书"
    folder.mkdir()
    with issued(session, case, DeliveryMethod.EMAIL) as dialog:
        dialog.save_files(folder)
        names = sorted(path.name for path in folder.iterdir())
        assert all(plain_name(name) in dialog.gate.text() for name in names)
        assert (len(names), sign_of(dialog.gate)) == (2, Sign.DONE)
        dialog.save_files(tmp_path / "没有")
        assert sign_of(dialog.gate) is Sign.WRONG


def test_a_letter_taken_back_takes_its_sheet_along(session: Session, case: Request, qtbot: QtBot) -> None:
    with issued(session, case, DeliveryMethod.EMAIL) as dialog:
        session.undo()
        qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    assert session.registers.count(IssuedLetter) == 0


def test_an_envelope_goes_along_with_what_goes_by_post_to_a_known_address(
    session: Session, registers: Registers, case: Request
) -> None:
    with sheet(session, case, "correction-notice") as dialog:
        has = []
        for way in (DeliveryMethod.POST, DeliveryMethod.EMAIL):
            dialog.ways[way].setChecked(True)
            has.append(dialog.has_envelope)
        assert has == [True, False]
    known = templates(registers)
    other = next(code for code, each in known.items() if each.addressee is Addressee.THIRD_PARTY and each.step)
    with sheet(session, case, other) as dialog:
        dialog.ways[DeliveryMethod.POST].setChecked(True)
        assert not dialog.has_envelope, "its own address is nobody's here"
    nowhere = registers.get(Request, registers.save(make_request(number="2024-002", received_on=TODAY)).record_id)
    with sheet(session, nowhere, "correction-notice") as dialog:
        dialog.ways[DeliveryMethod.POST].setChecked(True)
        assert not dialog.has_envelope


GROUNDS = {Sign.WRONG: "bandOverdue", Sign.TODAY: "bandAttention", Sign.SOON: "bandAttention"}
GROUNDS |= {Sign.DOUBT: "bandAttention", Sign.DONE: "bandGood", Sign.WAITING: "bandPlain"}


def test_a_note_has_the_ground_of_its_sign_and_is_gone_when_nothing_is_said(qtbot: QtBot) -> None:
    holder, note = QWidget(), NoteBox()
    qtbot.addWidget(holder)
    note.setParent(holder)
    holder.show()
    for sign, ground in GROUNDS.items():
        note.say("还有 3 个工作日", "", sign)
        assert (note.objectName(), sign_of(note.title)) == (ground, sign)
        assert (note.isVisible(), note.title.isVisible(), note.why.isVisible()) == (True, True, False)
    note.say("", "为什么", None)
    assert (note.objectName(), note.title.isVisible(), note.why.isVisible()) == ("bandPlain", False, True)
    note.say("", "", None)
    assert not note.isVisible()


def test_a_step_of_the_foot_is_a_button_and_then_a_tick_and_only_the_first_has_no_arrow(qtbot: QtBot) -> None:
    pictures = []
    for is_first in (True, False):
        step = FootStep(Button("打印"), is_first=is_first)
        qtbot.addWidget(step)
        step.show()
        assert (step.button.isVisible(), step.told.isVisible()) == (True, False)
        before = step.button.x()
        step.finish("已交打印")
        assert (step.button.isVisible(), step.told.isVisible(), sign_of(step.told)) == (False, True, Sign.DONE)
        step.begin()
        assert (step.button.isVisible(), step.told.isVisible()) == (True, False)
        shot = step.grab().toImage()
        colours = {shot.pixel(x, y) for x in range(16) for y in range(shot.height())}
        pictures.append((before, len(colours) > 1))
    assert pictures[1][0] - pictures[0][0] == 22, "room for the arrow"
    assert pictures[1][1]


def test_every_template_is_offered_with_its_text_and_its_fields(session: Session, case: Request) -> None:
    assert case.id
    editor = TemplateEditor(session)
    editor.open()
    for code, template in templates(session.registers).items():
        editor.letters.choose(code)
        assert editor.text.toPlainText().strip(), code
        assert not editor.reset_button.isEnabled(), "it is the shipped one"
        assert editor.letters.currentText() == template.name
    editor.reject()
