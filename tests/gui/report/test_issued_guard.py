"""Once a year is issued, every door of the window asks before it moves the registers away from that report."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from disclosure.cases.state import CaseState
from disclosure.cases.steps import new_step
from disclosure.outcomes import Outcome
from disclosure.records import Release, Request, Step
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.answer_sheet import RecordedAnswer
from gui.cases.dialogs import ReopenDialog
from gui.cases.step_form import StepForm
from gui.forms.profile import profile_dialog
from gui.forms.record_form import RecordForm
from gui.forms.remove import RemoveDialog
from gui.kit.messages import Question
from gui.letters.act_sheet import ActSheet
from gui.registers.bin import RecycleBin
from gui.registers.importing import import_file
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.cases.requests import save_step
from tasks.report.compose import compose
from tasks.report.issuing import changes_after_issuing
from tests.gui.fixtures import open_windows, wait_for_window
from tests.issued_year import issue_unprinted, with_a_yes
from tests.letters_factory import office, shipped, typed_for
from tests.records_factory import make_release, make_request

YEAR, ISSUED_ON, IN_DECEMBER = 2023, date(2024, 1, 10), date(2023, 12, 20)
IN_2023 = {"arrived_on": date(2023, 12, 1), "received_on": date(2023, 12, 1)}


def issue(registers: Registers) -> None:
    """Issue the report of the year as it is now."""
    issue_unprinted(registers, YEAR, ISSUED_ON)


@pytest.fixture
def clerk(window: MainWindow, session: Session, tmp_path: Path) -> "Clerk":
    return Clerk(window, session, tmp_path)


class Clerk:
    """Somebody who does one thing through one door: what it is called, and doing it."""

    def __init__(self, window: MainWindow, session: Session, folder: Path) -> None:
        self.window, self.session, self.registers, self.folder = window, session, session.registers, folder
        self.registers.save(office())
        self.open_request = self._saved(make_request(number="2023-001", **IN_2023))
        self.closed_request = self._saved(
            make_request(number="2023-002", outcome=Outcome.GRANTED, answered_on=date(2023, 12, 5), **IN_2023)
        )
        self.removed = self._saved(make_request(number="2023-003", **IN_2023))
        self.registers.remove(self.removed, "录入错误")

    def _saved(self, request: Request) -> Request:
        return self.registers.get(Request, self.registers.save(request).record_id)

    # --- the doors: each returns what is to be pressed ---

    def form(self) -> Callable[[], object]:
        issue(self.registers)
        form = RecordForm(Request, self.session.save, original=self.closed_request, parent=self.window)
        form.open()
        form.fields["outcome"].editor.set_value(Outcome.NOT_HELD)
        return form.save_button.click

    def new_record(self) -> Callable[[], object]:
        issue(self.registers)
        form = RecordForm(Release, self.session.save, parent=self.window)
        form.open()
        for name, value in vars(make_release(formed_on=IN_DECEMBER, published_on=IN_DECEMBER)).items():
            if name in form.fields and value:
                form.fields[name].editor.set_value(value)
        return form.save_button.click

    def profile(self) -> Callable[[], object]:
        issue(self.registers)
        form = profile_dialog(self.session, self.window)
        form.fields["name"].editor.set_value("改名街道办事处")
        return form.save_button.click

    def deletion(self) -> Callable[[], object]:
        issue(self.registers)
        dialog = RemoveDialog(self.session, [self.closed_request], self.window)
        dialog.open()
        dialog.reason.setText("录入错误")
        return dialog.save_button.click

    def restoring(self) -> Callable[[], object]:
        issue(self.registers)
        found = RecycleBin(self.session, Request, self.window)
        found.open()
        found.table.selectRow(0)
        return found.restore_button.click

    def importing(self) -> Callable[[], object]:
        issue(self.registers)
        path = self.folder / "补登.csv"
        rows = (
            ("申请人类型", "申请人", "申请渠道", "来件日期", "收到申请之日", "所需信息描述"),
            ("自然人", "赵某某", "当面", "2023-11-02", "2023-11-02", "测试街道低保名单"),
        )
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        page = self.window.show_page("requests")
        assert isinstance(page, RegisterPage)
        return lambda: import_file(page.shown(), path)

    def undoing(self) -> Callable[[], object]:
        self.registers.save(make_request(number="2023-004", **IN_2023))
        issue(self.registers)
        return self.window.undo_action.trigger

    def redoing(self) -> Callable[[], object]:
        self.registers.save(make_request(number="2023-004", **IN_2023))
        self.registers.undo()
        issue(self.registers)
        return self.window.redo_action.trigger

    def letter(self) -> Callable[[], object]:
        issue(self.registers)
        dialog = ActSheet(self.session, self.open_request, "granted", self.window)
        dialog.open()
        dialog.day.setText(IN_DECEMBER.isoformat())
        for name, text in typed_for(shipped()["granted"]).items():
            dialog.fields.put(name, text)
        return dialog.save_button.click

    def step(self) -> Callable[[], object]:
        issue(self.registers)
        form = StepForm(self.session, self.open_request, StepKind.WITHDRAWN, parent=self.window)
        form.open()
        form.fields["on"].editor.set_value(IN_DECEMBER)
        return form.save_button.click

    def removing_a_step(self) -> Callable[[], object]:
        kind = StepKind.WITHDRAWN
        steps = new_step(CaseState(self.open_request, ()), kind, IN_DECEMBER, self.session.calendar)
        save_step(self.registers, replace(steps, request_id=self.open_request.id))
        issue(self.registers)
        (step,) = self.registers.all(Step)
        dialog = RemoveDialog(self.session, [step], self.window)
        dialog.open()
        dialog.reason.setText("录入错误")
        return dialog.save_button.click

    def answer(self) -> Callable[[], object]:
        issue(self.registers)
        dialog = RecordedAnswer(self.session, self.open_request, self.window)
        dialog.open()
        dialog.outcomes.choose(Outcome.GRANTED)
        dialog.answer.put("answered_on", IN_DECEMBER)
        return dialog.keep_now.click

    def reopening(self) -> Callable[[], object]:
        issue(self.registers)
        dialog = ReopenDialog(self.session, self.closed_request, self.window)
        dialog.open()
        dialog.text.setPlainText("答复有误")  # type: ignore[union-attr]
        return dialog.save_button.click


DOORS: tuple[Callable[[Clerk], Callable[[], object]], ...] = (
    Clerk.form,
    Clerk.new_record,
    Clerk.profile,
    Clerk.deletion,
    Clerk.restoring,
    Clerk.importing,
    Clerk.undoing,
    Clerk.redoing,
    Clerk.letter,
    Clerk.step,
    Clerk.removing_a_step,
    Clerk.answer,
    Clerk.reopening,
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_what_would_move_an_issued_report_is_told_before_it_is_done(
    qtbot: QtBot, clerk: Clerk, door: Callable[[Clerk], Callable[[], object]]
) -> None:
    press = door(clerk)
    issued = compose(clerk.registers, YEAR, ISSUED_ON)

    press()
    question = wait_for_window(qtbot, Question)
    assert "已签发的 2023 年度报告（第 1 版）" in question.text()
    assert "→" in question.text(), "from what to what"
    assert compose(clerk.registers, YEAR, ISSUED_ON) == issued, "nothing was done yet"
    question.leave_button.click()
    qtbot.waitUntil(lambda: not [one for one in open_windows() if isinstance(one, Question)])
    assert compose(clerk.registers, YEAR, ISSUED_ON) == issued, "left as it was"
    assert changes_after_issuing(clerk.registers, YEAR) == ()

    press()
    wait_for_window(qtbot, Question).go_on_button.click()
    qtbot.waitUntil(lambda: compose(clerk.registers, YEAR, ISSUED_ON) != issued)
    (finding,) = changes_after_issuing(clerk.registers, YEAR)
    assert finding.rule == "L-30"
    qtbot.waitUntil(lambda: not clerk.session.is_busy)
    for left in open_windows():
        if left is not clerk.window:
            left.close()


def test_what_brings_the_registers_back_to_the_issued_report_is_not_asked(clerk: Clerk) -> None:
    clerk.registers.save(make_release(formed_on=IN_DECEMBER, published_on=IN_DECEMBER))
    issue(clerk.registers)
    clerk.session.undo()
    question = next(one for one in open_windows() if isinstance(one, Question))
    question.go_on_button.click()
    assert changes_after_issuing(clerk.registers, YEAR)
    clerk.session.redo()
    assert not [one for one in open_windows() if isinstance(one, Question)]
    assert changes_after_issuing(clerk.registers, YEAR) == ()


def test_work_of_this_year_is_not_asked_about_last_years_report(clerk: Clerk) -> None:
    issue(clerk.registers)
    clerk.session.save(make_request(number="2024-001"))
    clerk.session.save(make_release())
    assert not [one for one in open_windows() if isinstance(one, Question)]
    assert clerk.registers.count(Release) == 1


def test_deleting_very_many_tells_how_many_and_what_would_move(qtbot: QtBot, clerk: Clerk) -> None:
    """More than 200 were deleted without a word about the report."""
    many = 201
    releases = [make_release(formed_on=IN_DECEMBER, published_on=IN_DECEMBER) for _ in range(many)]
    clerk.registers.save_all(releases)
    issue(clerk.registers)
    dialog = RemoveDialog(clerk.session, [*clerk.registers.all(Release)], clerk.window)
    dialog.open()
    qtbot.waitUntil(lambda: "2023 年报" in dialog.effects.text())
    assert "删除 201 条记录" in dialog.windowTitle()
    assert "201" in dialog.effects.text()
    dialog.reason.setText("重复登记")
    dialog.save_button.click()
    question = wait_for_window(qtbot, Question)
    assert "删除 201 条记录" in question.text()
    question.go_on_button.click()
    assert clerk.registers.count(Release) == 0


def test_what_is_written_of_an_issued_year_is_not_said_to_agree_with_registers_that_moved_since(
    qtbot: QtBot, clerk: "Clerk", tmp_path: Path
) -> None:
    """The paper was the issued one, and under it stood 「与登记簿核对一致」."""
    page = clerk.window.show_page("report")
    assert isinstance(page, ReportPage)
    clerk.window.show_year(YEAR)
    page.write([tmp_path / "稿.txt"])
    qtbot.waitUntil(page.written.isVisible)
    assert page.written.told.text().endswith("与登记簿核对一致。")
    issue(clerk.registers)
    with_a_yes(lambda: clerk.registers.save(make_request(number="2023-009", **IN_2023)))
    page.write([tmp_path / "年报.txt"])
    qtbot.waitUntil(page.written.isVisible)
    assert page.written.told.text() == f"纯文本写好了，在“{tmp_path.name}”文件夹里，是签发的第 1 版。"
