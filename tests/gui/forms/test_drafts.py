"""What was half typed when the power went is on the screen again after the next start."""

import errno
import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.cases.keeping import may_stay
from disclosure.cases.state import CaseState
from disclosure.cases.steps import new_step
from disclosure.errors import FileUnavailableError, WrongPasswordError
from disclosure.records import Duty, Request, Step
from disclosure.terms import StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.acts import form_again, step_of
from gui.cases.step_form import StepForm
from gui.forms.choice import form_for
from gui.forms.drafts import FormDrafts
from gui.forms.record_form import RecordForm
from gui.letters.act_sheet import ActSheet
from gui.safety.former_drafts import FormerDrafts
from gui.safety.lock import Lock
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.safety.drafts import HalfLetter, drafts_path, former_drafts, kept_drafts, letters_of
from tasks.safety.password import set_password
from tasks.safety.whose import note_of, take_over
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.letters_factory import office
from tests.records_factory import make_request


@pytest.fixture
def drafts(window: MainWindow, session: Session, tmp_path: Path) -> FormDrafts:
    return FormDrafts(session, tmp_path / "data", window, form_again)


def no_room(*_paths: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def half_typed(window: MainWindow, session: Session) -> RecordForm:
    form = form_for(session, Duty, session.save, parent=window)
    form.open()
    type_text(form.fields["name"].editor.inputs()[0], "季度公示")
    type_text(form.fields["starts_on"].editor.inputs()[0], "2024-13-")
    return form


def test_a_half_typed_form_comes_back_after_a_crash_even_with_a_date_that_is_none_yet(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    assert drafts.path.stat().st_mode & 0o077 == 0
    form.discard_button.click()
    drafts.keep()
    assert not drafts.path.exists()
    drafts.path.write_bytes(kept)  # as a crash leaves it
    box = FormDrafts(session, tmp_path / "data", window, form_again).offer()
    assert box is not None
    assert "新建应公开事项" in box.text()
    box.accept()
    again = find_window(RecordForm)
    assert again.fields["name"].editor.raw() == "季度公示"
    assert again.fields["starts_on"].editor.raw() == "2024-13-"
    again.discard_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_was_half_typed_is_offered_though_the_file_was_renamed_or_its_stick_has_another_letter(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """And it stayed readable for ever where nobody sealed it when a password was set."""
    session.save(make_request())
    form = half_typed(window, session)
    drafts.keep()
    left = {path: path.read_bytes() for path in drafts.path.parent.iterdir()}  # as a crash leaves it
    form.discard_button.click()
    drafts.keep()
    assert list(drafts.path.parent.iterdir()) == []
    here = session.registers.path
    elsewhere = drafts_path(here.with_name("旧名字.xxgk"), tmp_path / "data")
    for path, content in left.items():
        told = content.replace(json.dumps(str(here.resolve())).encode(), json.dumps(str(here) + "旧名字").encode())
        (elsewhere if path == drafts.path else note_of(elsewhere)).write_bytes(told)
    other = elsewhere.with_name("别的文件.of")
    other.write_text(json.dumps({"file": str(tmp_path / "没有"), "origin": "00", "end": "00"}), encoding="utf-8")
    again = FormDrafts(session, tmp_path / "data", window, form_again)
    box = again.offer()
    assert box is not None
    assert sorted(path.name for path in again.path.parent.iterdir()) == sorted(
        [again.path.name, note_of(again.path).name, other.name]
    )
    box.reject()
    assert list(again.path.parent.iterdir()) == [other]
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_was_typed_for_an_answer_is_in_its_sheet_after_a_crash_and_after_the_window_was_closed(
    session: Session, registers: Registers, drafts: FormDrafts, window: MainWindow, tmp_path: Path
) -> None:
    """An afternoon of reasons was gone with a power cut, and with every closing of the window, without a word."""
    registers.save(office())
    case = registers.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    sheet = ActSheet(session, case, "correction-notice", window)
    sheet.open()
    proposed = sheet.day.text()
    sheet.fields.put("补正事项", "要写明年份。")
    drafts.keep()
    crashed = drafts.path.read_bytes()
    assert drafts.path.stat().st_mode & 0o077 == 0
    sheet.reject()
    drafts._finish()
    for left in (crashed, drafts.path.read_bytes()):
        drafts.path.write_bytes(left)
        session.half_written.clear()
        again = FormDrafts(session, tmp_path / "data", window, form_again)
        assert again.offer() is None, "nothing is asked: it stands where it was typed"
        sheet = ActSheet(session, case, "correction-notice", window)
        sheet.open()
        assert (sheet.fields.raw("补正事项"), sheet.day.text()) == ("要写明年份。", proposed)
        sheet.reject()
        again._timer.stop()
    session.half_written[("requests", 99, "correction-notice")] = HalfLetter({"补正事项": "别的"}, "", None)
    drafts._finish()
    assert list(letters_of(kept_drafts(drafts.path, registers.protection))) == [
        ("requests", case.id, "correction-notice")
    ], "what was typed for a case that is no more goes with it"
    session.half_written.clear()
    drafts._finish()
    assert not drafts.path.exists()


def test_what_was_half_typed_stays_though_the_file_was_opened_to_be_read_only_once(
    session: Session, drafts: FormDrafts, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The stick could not be written after the crash: she looked, and what she had typed was offered no more."""
    session.save(make_request())
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    with monkeypatch.context() as patch:
        patch.setattr(session.registers._connection, "is_read_only", True)
        looked = FormDrafts(session, tmp_path / "data", window, form_again)
        assert looked.offer() is None
        looked.keep()
        looked._finish()
    assert drafts.path.read_bytes() == kept
    drafts.keep()


def test_a_copy_of_a_file_does_not_take_the_drafts_of_the_one_that_is_there(
    session: Session, drafts: FormDrafts, window: MainWindow, tmp_path: Path
) -> None:
    session.save(make_request())
    form = half_typed(window, session)
    drafts.keep()
    take_over(drafts_path(tmp_path / "副本.xxgk", tmp_path / "data"), session.registers)
    assert drafts.path.exists()
    form.discard_button.click()


@pytest.mark.parametrize("ends", [FormDrafts.keep, FormDrafts._finish])
def test_what_was_typed_for_an_answer_stays_though_the_stick_with_its_file_was_pulled_out(
    ends: Callable[[FormDrafts], None], registers: Registers, drafts: FormDrafts, session: Session
) -> None:
    """Two seconds later the program took its own second copy away: the case could not be read, so it was no more."""
    case = registers.save(make_request(number="2024-001")).after
    assert case is not None
    session.half_written[("requests", case.id, "correction-notice")] = HalfLetter({"补正事项": "写明年份"}, "", None)
    drafts.keep()
    kept = drafts.path.read_bytes()
    registers._connection.raw.set_authorizer(lambda *_asked: sqlite3.SQLITE_DENY)  # nothing reads any more
    with pytest.raises(FileUnavailableError):
        registers.get(Request, case.id)
    ends(drafts)
    registers._connection.raw.set_authorizer(None)
    assert drafts.path.read_bytes() == kept


def test_what_was_typed_for_a_case_in_the_bin_waits_for_it(
    registers: Registers, drafts: FormDrafts, session: Session
) -> None:
    case = registers.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    session.half_written[("requests", case.id, "correction-notice")] = HalfLetter({"补正事项": "写明年份"}, "", None)
    registers.remove(case, "登记重复")
    drafts._finish()
    assert len(letters_of(kept_drafts(drafts.path, registers.protection))) == 1


def test_what_a_crash_left_is_there_until_she_has_answered_though_the_program_ends_before(
    window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """She was asked, went for lunch, the computer was shut down: what was half typed was offered no more."""
    session.save(make_request())
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    drafts.keep()
    for answer, stays in ((QMessageBox.reject, False), (QMessageBox.accept, True)):
        drafts.path.write_bytes(kept)  # as a crash leaves it
        again = FormDrafts(session, tmp_path / "data", window, form_again)
        box = again.offer()
        assert box is not None
        session.half_written[("requests", 1, "correction-notice")] = HalfLetter({"补正事项": "写明年份"}, "", None)
        again.keep()  # as 锁定 does
        again._finish()
        assert [each.letter for each in kept_drafts(drafts.path, again._protection)] == ["", "correction-notice"]
        session.half_written.clear()
        answer(box)
        again.keep()
        assert bool(kept_drafts(drafts.path, again._protection)) is stays
        again._timer.stop()
    find_window(RecordForm).discard_button.click()


def test_a_saved_form_leaves_no_draft_and_an_amended_record_is_amended_again(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts
) -> None:
    session.save(make_request())
    form = form_for(session, Request, session.save, original=session.registers.get(Request, 1), parent=window)
    form.open()
    type_text(form.fields["content"].editor.inputs()[0], "补充")
    drafts.keep()
    [draft] = kept_drafts(drafts.path, session.registers.protection)
    assert (draft.register, draft.record_id) == ("requests", 1)
    form.save_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])
    drafts.keep()
    assert not drafts.path.exists()


def test_without_a_crash_nothing_is_asked_and_damaged_drafts_are_none(drafts: FormDrafts) -> None:
    assert drafts.offer() is None
    drafts.path.parent.mkdir(parents=True)
    drafts.path.write_text("{坏", encoding="utf-8")
    assert drafts.offer() is None
    find_window(QMessageBox).close()


def test_giving_up_takes_the_drafts_away(
    window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    form = half_typed(window, session)
    drafts.keep()
    form.hide()
    box = FormDrafts(session, tmp_path / "data", window, form_again).offer()
    assert isinstance(box, QMessageBox)
    box.reject()
    assert not drafts.path.exists()


FORMER, PRESENT = "白露为霜-Shuangjiang-88", "谷雨-Guyu-2024-88"


def test_what_was_half_typed_before_the_password_was_changed_elsewhere_comes_back_by_the_former_one(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """Two seconds after the start it was written over, unread."""
    registers = session.registers
    case = registers.save(make_request(number="2024-001")).after
    assert case is not None
    set_password(registers, FORMER)
    session.half_written[("requests", case.id, "correction-notice")] = HalfLetter({"补正事项": "写明年份"}, "", None)
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    session.half_written.clear()
    drafts.path.write_bytes(kept)  # as a crash leaves it
    drafts._timer.stop()
    set_password(registers, PRESENT)  # on another computer
    for later in (True, False):
        again = FormDrafts(session, tmp_path / "data", window, form_again)
        assert again.offer() is None
        again.keep()
        asked = find_window(FormerDrafts)
        assert not asked.save_button.isEnabled()
        if later:
            asked.cancel_button.click()
    asked.line.setText(PRESENT)
    asked.save_button.click()
    assert asked.gate.text() == str(WrongPasswordError())
    asked.line.setText(FORMER)
    asked.save_button.click()
    box = find_window(QMessageBox)
    assert "新建应公开事项" in box.text()
    assert [each.letter for each in kept_drafts(drafts.path, registers.protection)] == ["", "correction-notice"]
    assert former_drafts(drafts.path, registers) == []
    box.accept()
    form = find_window(RecordForm)
    assert form.fields["name"].editor.raw() == "季度公示"
    assert session.half_written[("requests", case.id, "correction-notice")].typed == {"补正事项": "写明年份"}
    form.discard_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_was_written_for_a_letter_under_the_former_password_stays_though_it_was_begun_anew(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """「现在想不起来也不会丢」: she began the letter anew, remembered, and the former text was gone."""
    case = session.save(make_request(number="2024-001")).after
    assert case is not None
    key, former, anew = ("requests", case.id, "correction-notice"), {"补正事项": "写明年份"}, {"补正事项": "写明"}
    set_password(session.registers, FORMER)
    session.half_written[key] = HalfLetter(former, "", None)
    drafts.keep()
    drafts._timer.stop()
    session.half_written.clear()
    set_password(session.registers, PRESENT)  # on another computer
    again = FormDrafts(session, tmp_path / "data", window, form_again)
    again.offer()
    session.half_written[key] = HalfLetter(anew, "", None)
    for stands in (anew, former):
        asked = find_window(FormerDrafts)
        asked.line.setText(FORMER)
        asked.save_button.click()
        assert session.half_written[key].typed == stands
        session.half_written.clear()  # sent
        again._ask_former(())  # the next start
    assert former_drafts(drafts.path, session.registers) == []
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_no_password_opens_is_told_once_and_left_where_it_is(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    drafts.path.parent.mkdir(parents=True)
    drafts.path.write_bytes(b"\x1fSEALED2\x1f of another time")
    assert drafts.offer() is None
    told = find_window(QMessageBox)
    (aside,) = former_drafts(drafts.path, session.registers)
    assert aside.name in told.text()
    told.close()
    assert FormDrafts(session, tmp_path / "data", window, form_again).offer() is None
    assert open_windows() == [window]
    assert aside.exists()
    qtbot.waitUntil(lambda: not session.is_busy)


def test_what_is_not_wanted_back_is_deleted_when_she_says_so(
    window: MainWindow, session: Session, registers: Registers, drafts: FormDrafts
) -> None:
    session.save(make_request())
    set_password(registers, FORMER)
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    drafts.path.write_bytes(kept)
    set_password(registers, PRESENT)
    assert drafts.offer() is None
    find_window(FormerDrafts).drop_button.click()
    drafts.keep()
    assert list(drafts.path.parent.iterdir()) == []
    assert open_windows() == [window]


def test_a_half_typed_step_comes_back_in_its_case_with_all_that_was_typed_and_can_be_saved(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """It came back as a bare 「新建办理步骤」 of no request, without 补正后的所需信息, and 保存 ended in 程序出错."""
    case = session.save(make_request(number="2024-001", content="要一份预算。")).after
    assert isinstance(case, Request)
    form = step_of(session, case, StepKind.CORRECTION_RECEIVED, window)
    form.open()
    assert form.content is not None
    form.content.setPlainText("要2023年的一份预算。")
    form.fields["on"].editor.set_value(date(2024, 3, 1))
    title = form.windowTitle()
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    drafts.path.write_bytes(kept)  # as a crash leaves it
    box = FormDrafts(session, tmp_path / "data", window, form_again).offer()
    assert box is not None
    box.accept()
    again = find_window(StepForm)
    assert (again.windowTitle(), again.is_dirty()) == (title, True)
    again.submit()
    assert again.isHidden(), again.gate.text()
    qtbot.waitUntil(lambda: open_windows() == [window])
    (step,) = session.registers.all(Step)
    assert (step.request_id, step.kind, step.on) == (case.id, StepKind.CORRECTION_RECEIVED, date(2024, 3, 1))
    assert session.registers.get(Request, case.id).content == "要2023年的一份预算。"


def test_a_half_typed_change_of_a_step_comes_back_as_the_change_of_that_step(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    case = session.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    first = new_step(CaseState(case, ()), StepKind.EXTENDED, session.today, session.calendar)
    step = session.save(replace(first, request_id=case.id)).after
    assert isinstance(step, Step)
    form = step_of(session, case, step.kind, window, original=step)
    form.open()
    type_text(form.fields["approver"].editor.inputs()[0], "李某某")
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    drafts.path.write_bytes(kept)
    box = FormDrafts(session, tmp_path / "data", window, form_again).offer()
    assert box is not None
    box.accept()
    again = find_window(StepForm)
    assert again.fields["approver"].editor.raw() == "李某某"
    again.submit()
    assert again.isHidden(), again.gate.text()
    qtbot.waitUntil(lambda: open_windows() == [window])
    assert [each.approver for each in session.registers.all(Step)] == ["李某某"]


def test_what_was_typed_while_the_disk_was_full_is_kept_once_there_is_room_again(
    window: MainWindow, session: Session, drafts: FormDrafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was thought kept, and nothing wrote it until she typed on."""
    told: list[str] = []
    session.told.connect(told.append)
    form = half_typed(window, session)
    with monkeypatch.context() as full:
        full.setattr(os, "replace", no_room)
        drafts.keep()
        drafts.keep()
    assert ["没有留底" in one for one in told] == [True], "said once, not every two seconds"
    assert not drafts.path.exists()
    drafts.keep()
    assert drafts.path.exists()
    form.discard_button.click()
    assert len(told) == 1


def test_drafts_that_another_program_holds_at_the_start_are_not_deleted_at_the_end(
    window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner for viruses held them for a moment: the program took them for none, and closing deleted them."""
    form = half_typed(window, session)
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    drafts.path.write_bytes(kept)
    read = Path.read_bytes

    def held(path: Path) -> bytes:
        if path == drafts.path:
            raise PermissionError(13, "held", str(path))
        return read(path)

    with monkeypatch.context() as scanned:
        scanned.setattr(Path, "read_bytes", held)
        again = FormDrafts(session, tmp_path / "data", window, form_again)
        assert again.offer() is None
    find_window(QMessageBox).accept()
    again._finish()
    (aside,) = former_drafts(drafts.path, session.registers)
    assert aside.read_bytes() == kept


def test_what_was_half_typed_of_a_case_destroyed_since_is_neither_offered_nor_kept(
    window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    """The file was taken to another computer and the case destroyed there: here its texts came back, to be saved."""
    case = session.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    forms = [form_for(session, Request, session.save, original=case, parent=window)]
    forms.append(step_of(session, case, StepKind.PHONE_CONFIRMED, window))
    for form, name in zip(forms, ("remarks", "detail"), strict=True):
        form.open()
        form.fields[name].editor.set_value("张某某来电说的")
        drafts.keep()
        kept = drafts.path.read_bytes()
        assert b"detail" in kept or b"remarks" in kept
        form.discard_button.click()
        session.registers.save(may_stay(case))
        drafts.path.write_bytes(kept)
        again = FormDrafts(session, tmp_path / "data", window, form_again)
        assert again.offer() is None
        again._finish()
        assert not drafts.path.exists()
        session.registers.save(case)


def test_what_was_half_typed_of_a_record_that_is_gone_stays_until_she_gives_it_up(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, tmp_path: Path
) -> None:
    case = session.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    form = step_of(session, case, StepKind.PHONE_CONFIRMED, window)
    form.open()
    form.fields["detail"].editor.set_value("张某某来电说的")
    drafts.keep()
    kept = drafts.path.read_bytes()
    form.discard_button.click()
    session.registers.undo()  # on another computer
    drafts.path.write_bytes(kept)
    again = FormDrafts(session, tmp_path / "data", window, form_again)
    told: list[object] = []
    session.failed.connect(told.append)
    box = again.offer()
    assert box is not None
    box.accept()
    again.keep()
    assert len(told) == 1
    assert [each.typed["detail"] for each in kept_drafts(drafts.path, session.registers.protection)] == [
        "张某某来电说的"
    ]
    again._give_up()
    qtbot.waitUntil(lambda: box not in open_windows())
    find_window(QMessageBox).accept()
    qtbot.waitUntil(lambda: open_windows() == [window], timeout=5_000)


def test_a_form_that_is_a_window_of_its_own_stays_kept_while_the_program_is_covered(
    qtbot: QtBot, window: MainWindow, session: Session, drafts: FormDrafts, preferences: Preferences
) -> None:
    """Covered over lunch, with the power gone meanwhile: two seconds after the cover its draft was deleted."""
    case = session.save(make_request(number="2024-001")).after
    assert isinstance(case, Request)
    around = QDialog(window)
    form = step_of(session, case, StepKind.PHONE_CONFIRMED, around)
    form.open()
    form.fields["detail"].editor.set_value("张某某来电说的")
    assert form.isWindow()
    lock = Lock(session, preferences, window, drafts.keep)
    lock.lock()
    drafts.keep()
    assert drafts.path.exists()
    lock.unlock()
    form.discard_button.click()
    drafts.keep()
    assert not drafts.path.exists()
    qtbot.waitUntil(lambda: open_windows() == [window], timeout=5_000)
