"""One page for every register: search, filters, columns, the recycle bin, papers, history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.column_kinds import Kind, columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Attachment, Duty, Request
from disclosure.releases.duties import DutyState
from disclosure.terms import Applicant, DisputeResult, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet
from gui.cases.deadline import DeadlineCard
from gui.cases.step_form import StepForm
from gui.cases.together import StepsTogether
from gui.forms.record_form import RecordForm
from gui.forms.remove import RemoveDialog
from gui.forms.together import ChangeTogether
from gui.registers.bin import RecycleBin
from gui.registers.column_chooser import ColumnChooser
from gui.registers.filters.dialogs import ForgetFilterDialog, SaveFilterDialog
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.cases.duties import duty_calendar
from tasks.cases.requests import remove_record, save_step
from tests.gui.fixtures import TODAY, find_window, open_windows, type_text, wait_for_window
from tests.gui.registers.given_back import alone, page, preferences, registers, session, standing_list, window
from tests.letters_factory import office
from tests.records_factory import make_request, make_review, make_step

__all__ = ["alone", "page", "preferences", "registers", "session", "window"]

MOST_LOOKS = 3_000
KEEPS = (RecordForm, ChangeTogether, StepsTogether, RemoveDialog, SaveFilterDialog, ForgetFilterDialog)
ALONE = {"acts", "print", "paste"}
"""A menu, the pages as they print, and what lies on the clipboard: each is tried where it belongs."""


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """依申请公开 for the tests of this file, each of which gives it back."""
    with standing_list(tmp_path_factory.mktemp("standing"), fill) as window:
        yield window


def fill(registers: Registers) -> None:
    """Three requests, one of them of last year and still open."""
    registers.save(
        make_request(
            number="2024-001",
            applicant="张某某",
            content="社区人口统计",
            outcome=Outcome.GRANTED,
            answered_on=date(2024, 3, 20),
        )
    )
    registers.save(
        make_request(number="2024-002", applicant="测试公司", content="道路改造合同", applicant_kind=Applicant.COMPANY)
    )
    registers.save(
        make_request(
            number="2023-009", content="门牌资料", arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)
        )
    )


def cell(page: RegisterPage, row: int, column: str = "number") -> str:
    """Return what a cell shows; it may show … first, while the file is being checked in the background."""
    for _ in range(MOST_LOOKS):
        shown = page.model.index(row, page.model.names.index(column)).data()
        if shown != "…":
            return str(shown)
        QTest.qWait(10)
    raise AssertionError("the row is never read")


def numbers(page: RegisterPage) -> set[str]:
    return {cell(page, row) for row in range(page.model.rowCount())}


def texts_of(widget: QWidget) -> str:
    labels = cast("list[QLabel]", widget.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if not label.isHidden())


def test_the_year_is_chosen_first_and_open_cases_ignore_it(page: RegisterPage) -> None:
    assert numbers(page) == {"2024-001", "2024-002"}
    page.filters.choose("state", ["未办结"])
    assert numbers(page) == {"2024-002", "2023-009"}
    assert "全部年份" in page.count.text()
    page.filters.choose("state", [])
    assert len(numbers(page)) == 3


def test_typing_into_the_search_box_finds_a_moment_later(qtbot: QtBot, page: RegisterPage) -> None:
    page.activateWindow()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text(page.search, "道路")
    assert len(numbers(page)) == 2
    qtbot.waitUntil(lambda: numbers(page) == {"2024-002"})
    assert page.count.text() == "1 件"


def test_drop_downs_add_up_and_one_takes_several(page: RegisterPage) -> None:
    page.filters.choose("applicant_kind", ["company"])
    assert numbers(page) == {"2024-002"}
    page.filters.choose("state", ["已办结"])
    assert numbers(page) == set()
    page.filters.choose("applicant_kind", ["company", "natural_person"])
    assert numbers(page) == {"2024-001"}


def test_the_header_sorts(page: RegisterPage) -> None:
    header = page.table.horizontalHeader()
    number = page.model.names.index("number")
    header.setSortIndicator(number, Qt.SortOrder.AscendingOrder)
    assert cell(page, 0) == "2024-001"
    header.setSortIndicator(number, Qt.SortOrder.DescendingOrder)
    assert cell(page, 0) == "2024-002"


def test_another_year_shows_other_records(window: MainWindow, page: RegisterPage) -> None:
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    assert numbers(page) == {"2023-009"}
    assert page.filters.buttons["date"].text() == "日期 2023 年"


def test_deadline_and_state_stand_beside_a_request(page: RegisterPage) -> None:
    shown = {
        cell(page, row): [cell(page, row, name) for name in ("due", "state")] for row in range(page.model.rowCount())
    }
    assert shown["2024-002"] == ["3月29日", "剩 19 日"]
    assert shown["2024-001"][1] == "予以公开"


def test_removing_asks_for_a_reason_and_the_bin_gives_back(page: RegisterPage, session: Session) -> None:
    page.show_record(session.registers.ids(Request)[0])
    removed = page.selected()
    assert removed is not None
    page.commands["remove"].trigger()
    dialog = find_window(RemoveDialog)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.reason, "录入错误")
    dialog.save_button.click()
    assert session.registers.count(Request) == 2

    page.commands["bin"].trigger()
    recycle_bin = find_window(RecycleBin)
    assert recycle_bin.table.model().index(0, 3).data() == "录入错误"
    recycle_bin.table.selectRow(0)
    recycle_bin.restore_button.click()
    assert recycle_bin.table.rowCount() == 0
    assert session.registers.count(Request) == 3
    recycle_bin.close_button.click()
    session.undo()
    session.undo()
    assert session.registers.count(Request) == 3


def test_a_number_given_away_meanwhile_is_told_in_the_bin(page: RegisterPage, session: Session) -> None:
    first = next(session.registers.all(Request))
    session.registers.remove(first, "录入错误")
    session.save(make_request(number=first.number))
    page.commands["bin"].trigger()
    recycle_bin = find_window(RecycleBin)
    recycle_bin.table.selectRow(0)
    recycle_bin.restore_button.click()
    assert first.number in recycle_bin.problem.text()
    recycle_bin.close_button.click()


def test_a_copy_is_about_the_same_people_and_matter_and_is_no_second_answer(
    page: RegisterPage, session: Session
) -> None:
    """Ctrl+D, Ctrl+S made a second answered case with the same 文号."""
    answered = session.registers.named(Request, "2024-001")
    assert answered is not None
    session.save(replace(answered, answer_number="测街公开〔2024〕1号", handler="王某某"))
    page.show_record(answered.id)
    form = page.copy()
    assert isinstance(form, RecordForm)
    values = {name: field.editor.raw() for name, field in form.fields.items()}
    assert (values["applicant"], values["content"], values["handler"]) == ("张某某", "社区人口统计", "王某某")
    kept_out = ("number", "outcome", "answered_on", "answer_number", "legal_basis")
    assert [values[name] for name in kept_out] == [""] * len(kept_out)
    assert values["arrived_on"] == values["received_on"] == session.today.isoformat(), "it came today, as any new one"
    form.close()


@pytest.mark.parametrize("register", LEDGERS)
def test_no_copy_takes_over_a_number_a_day_or_an_amount(register: str) -> None:
    declared = columns_by_name(LEDGERS[register])
    copied = [declared[name] for name in LEDGERS[register].copied]
    assert copied
    assert not [one.name for one in copied if one.kind in (Kind.DATE, Kind.NUMBER, Kind.MONEY) or one.is_numbering]


def test_chosen_columns_are_shown_in_order_and_remembered(page: RegisterPage, preferences: Preferences) -> None:
    page.commands["columns"].trigger()
    chooser = find_window(ColumnChooser)
    chooser.fill(["content", "number"])
    chooser.move_current(1)
    chooser.save_button.click()
    assert page.model.names == ["number", "content"]
    assert page.model.headerData(1, Qt.Orientation.Horizontal) == "所需信息描述"
    assert preferences.shown_columns("requests", ()) == ["number", "content"]


def test_columns_dragged_before_keep_their_order_when_others_are_chosen(
    page: RegisterPage, preferences: Preferences
) -> None:
    header = page.table.horizontalHeader()
    header.moveSection(0, 2)
    dragged = preferences.shown_columns("requests", ())
    page.commands["columns"].trigger()
    chooser = find_window(ColumnChooser)
    assert chooser.names() == dragged
    chooser.save_button.click()
    seen = [page.model.names[header.logicalIndex(place)] for place in range(header.count())]
    assert (seen, preferences.shown_columns("requests", ())) == (dragged, dragged)


def test_columns_cannot_all_be_taken_away(page: RegisterPage) -> None:
    page.commands["columns"].trigger()
    chooser = find_window(ColumnChooser)
    chooser.fill([])
    assert not chooser.save_button.isEnabled()
    chooser.discard_button.click()


def test_steps_are_added_in_the_time_line_and_close_the_request(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    request = session.registers.named(Request, "2024-002")
    assert request is not None
    page.show_record(request.id)
    qtbot.waitUntil(lambda: page.detail.card(DeadlineCard).request == request)
    page.detail.card(DeadlineCard).acts.add(StepKind.WITHDRAWN)
    form = find_window(StepForm)
    type_text(form.fields["detail"].editor.inputs()[0], "申请人来电")
    form.save_button.click()

    after = session.registers.get(Request, request.id)
    assert (after.outcome, after.answered_on) == (Outcome.OTHER_HANDLING, date(2024, 3, 4))
    qtbot.waitUntil(lambda: "撤回：申请人来电" in texts_of(page.detail))
    session.undo()
    assert session.registers.get(Request, request.id) == request


def test_papers_are_kept_with_the_record(qtbot: QtBot, page: RegisterPage, session: Session, tmp_path: Path) -> None:
    paper = tmp_path / "申请表.pdf"
    paper.write_bytes(b"%PDF-1.7 test")
    card = page.detail.attachments
    qtbot.waitUntil(lambda: card.owner_id > 0 and card.add_button.isVisible())
    card.add_files([str(paper)])
    qtbot.waitUntil(lambda: "申请表（PDF）" in texts_of(card))
    (kept,) = session.registers.attachments("requests", card.owner_id)
    assert session.registers.content(kept.sha256) == b"%PDF-1.7 test"
    elsewhere = tmp_path / "另存.pdf"
    card.write(kept, elsewhere)
    assert elsewhere.read_bytes() == b"%PDF-1.7 test"

    buttons = cast("list[QPushButton]", card.findChildren(QPushButton))
    remove = next(made for made in buttons if made.accessibleName() == "删除材料 申请表.pdf")
    remove.click()
    dialog = find_window(RemoveDialog)
    dialog.reason.setText("重复")
    dialog.save_button.click()
    assert session.registers.attachments("requests", card.owner_id) == ()
    assert session.registers.removed(Attachment)


def test_history_shows_each_field_from_old_to_new(qtbot: QtBot, page: RegisterPage, session: Session) -> None:
    request = session.registers.named(Request, "2024-002")
    assert request is not None
    session.save(replace(request, handler="陈某某"))
    page.show_record(request.id)
    qtbot.waitUntil(lambda: "承办人：（空） → 陈某某" in texts_of(page.detail.history))


def test_of_a_long_history_the_latest_stands_there_and_the_rest_comes_by_a_press(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    request = session.registers.named(Request, "2024-002")
    assert request is not None
    handlers = [f"测试员{each}" for each in "甲乙丙丁"]
    for handler in handlers:
        session.save(replace(request, handler=handler))
    page.show_record(request.id)
    history = page.detail.history
    qtbot.waitUntil(lambda: f"→ {handlers[-1]}" in texts_of(history))
    assert f"→ {handlers[0]}" not in texts_of(history)
    (more,) = cast("list[QPushButton]", history.findChildren(QPushButton))
    more.click()
    QApplication.processEvents()
    assert [handler for handler in handlers if f"→ {handler}" not in texts_of(history)] == [], texts_of(history)
    assert "新建" in texts_of(history)
    assert more.isHidden()


def test_what_opens_a_form_that_keeps_something_is_shut_where_nothing_can_be_kept(
    page: RegisterPage, session: Session
) -> None:
    """A key that does nothing, or a form that takes all she types and then says no, is worse than a grey one."""
    page.show_record(next(session.registers.all(Request)).id)
    keeping = []
    for name, command in page.commands.items():
        if command.isEnabled() and name not in ALONE:
            command.trigger()
            opened = [each for each in open_windows() if each is not page.window()]
            keeping += [name for each in opened if isinstance(each, KEEPS)]
            for each in opened:
                each.close()
    assert {"create", "edit", "copy", "remove"} <= set(keeping)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session.registers._connection, "is_read_only", True)
        page.show_record(next(session.registers.all(Request)).id)
        assert [name for name in keeping if page.commands[name].isEnabled()] == []


def test_the_cells_a_record_counts_in_are_named(qtbot: QtBot, page: RegisterPage, session: Session) -> None:
    request = session.registers.named(Request, "2024-001")
    assert request is not None
    page.show_record(request.id)
    qtbot.waitUntil(lambda: "表三 · （一）予以公开 · 自然人" in texts_of(page.detail.cells))


def test_every_register_has_its_page_and_its_keys(alone: MainWindow) -> None:
    for register in LEDGERS:
        shown = alone.show_page("releases" if register == "duties" else register)
        page = shown.show_view(register) if isinstance(shown, SwitchedPages) else shown
        assert isinstance(page, RegisterPage)
        assert page.commands["create"].shortcut() == QKeySequence("Ctrl+N")
        assert page.table.accessibleName().startswith(LEDGERS[register].title)
        assert page.search.accessibleName(), register
        page.commands["create"].trigger()
        form = find_window(RecordForm)
        made = "新建申请　照来件写，没有的空着" if register == "requests" else f"新建{LEDGERS[register].title}"
        assert form.windowTitle() == made
        form.reject()


def test_the_usual_duties_come_in_by_one_press_and_nothing_is_late(qtbot: QtBot, alone: MainWindow) -> None:
    """A new office saw an empty list and nobody to tell it what an office must publish (条例第二十条)."""
    shown, session = alone.show_page("releases"), alone.session
    assert isinstance(shown, SwitchedPages)
    page = shown.show_view("duties")
    qtbot.waitUntil(page.nothing.isVisible)
    buttons = cast("list[QPushButton]", page.nothing.findChildren(QPushButton))
    next(each for each in buttons if each.text() == "带入常见事项").click()
    duties = list(session.registers.all(Duty))
    assert {"财政预算", "财政决算", "政府信息公开指南"} <= {duty.name for duty in duties}
    assert all(duty.basis and duty.channels and duty.starts_on == date(2024, 1, 1) for duty in duties), "4 March 2024"
    states = {line.state for line in duty_calendar(session.registers, 2024, session.calendar, session.today)}
    assert DutyState.MISSED not in states
    page.commands["usual"].trigger()
    assert session.registers.count(Duty) == len(duties), "what is there stays as it is"
    session.undo()
    assert session.registers.count(Duty) == 0


@pytest.mark.parametrize("chosen", [0, 7])
def test_all_rows_keep_the_selected_record_unless_another_was_chosen_meanwhile(
    qtbot: QtBot, alone: MainWindow, chosen: int
) -> None:
    registers = alone.session.registers
    registers.save_all([make_request(number=f"2024-{place:03}") for place in range(100, 402)])
    page = alone.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 302)
    page.show_record(250)
    qtbot.waitUntil(lambda: page.count.text() == "302 件" and page.model.rowCount() == 302)
    page.reload()
    assert page.model.rowCount() < 302
    if chosen:
        page.table.selectRow(chosen)
        picked = page.selected()
    qtbot.waitUntil(lambda: page.model.rowCount() == 302)
    selected = page.selected()
    assert selected is not None
    assert selected == picked if chosen else selected.id == 250


def shown(page: RegisterPage, column: str) -> list[str]:
    return [cell(page, row, column) for row in range(page.model.rowCount())]


def test_the_list_shows_the_new_term_as_soon_as_a_step_moves_it(
    qtbot: QtBot, page: RegisterPage, registers: Registers
) -> None:
    """答复期限 and 状态 stayed as they were until the program was started again."""
    request = registers.named(Request, "2024-002")
    assert request is not None
    row = page.model.row_of(request.id)
    assert cell(page, row, "due") == "3月29日"
    extension = make_step(request, kind=StepKind.EXTENDED, on=date(2024, 3, 4), days=20)
    save_step(registers, extension)
    qtbot.waitUntil(lambda: cell(page, page.model.row_of(request.id), "due") == "4月28日")


def test_what_was_due_last_year_is_told_in_figures_that_its_column_has_room_for(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    """In January the list said 「2026年12月30日…」: of the very case that was overdue the end was cut."""
    day = date(2023, 11, 20)
    session.save(make_request(number="2023-008", content="绿化合同", arrived_on=day, received_on=day))
    page.filters.choose("date", [])
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert "2023-12-18" in shown(page, "due")


def test_the_headings_of_term_and_state_sort_by_them(qtbot: QtBot, page: RegisterPage) -> None:
    """They showed an arrow and sorted nothing."""
    page.filters.choose("date", [])
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    header = page.table.horizontalHeader()
    due, state = page.model.names.index("due"), page.model.names.index("state")
    in_order = ["1月18日", "2024-03-29", "3月29日"]
    with qtbot.waitSignal(page.model.completed):
        header.setSortIndicator(due, Qt.SortOrder.AscendingOrder)
    assert shown(page, "due") == in_order
    with qtbot.waitSignal(page.model.completed):
        header.setSortIndicator(due, Qt.SortOrder.DescendingOrder)
    assert shown(page, "due") == in_order[::-1]
    with qtbot.waitSignal(page.model.completed):
        header.setSortIndicator(state, Qt.SortOrder.AscendingOrder)
    assert shown(page, "state")[0].startswith("逾期")
    assert shown(page, "state")[-1] == "予以公开"
    with qtbot.waitSignal(page.model.completed):
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert page.query().sort == ""


def test_f2_with_several_rows_says_that_one_is_changed_at_a_time(page: RegisterPage, session: Session) -> None:
    """It opened the form of the last one."""
    told: list[str] = []
    session.told.connect(told.append)
    page.filters.choose("date", [])
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert open_windows() == [page.window()]
    assert told == ["选中了 3 件，一次修改一件，先只选中它。"]


def test_after_a_step_is_kept_the_keyboard_is_in_the_page(page: RegisterPage, window: MainWindow, qtbot: QtBot) -> None:
    """The button that opened the form is gone by then; the tabs had the keyboard, and no key of the page was heard."""
    qtbot.waitUntil(lambda: page.detail.record is not None and not page.detail._later.isActive())
    acts = page.detail.card(DeadlineCard).acts

    def buttons() -> list[QPushButton]:
        found = cast("list[QPushButton]", acts.findChildren(QPushButton))
        return [one for one in found if one.isVisible()]

    qtbot.waitUntil(lambda: bool(buttons()))
    buttons()[0].setFocus()
    form = acts.add(StepKind.NOTE)
    assert isinstance(form, StepForm)
    type_text(form.fields["detail"].editor.inputs()[0], "已电话联系")
    assert form.save_button.isEnabled(), form.gate.text()
    form.save_button.click()
    qtbot.waitUntil(lambda: open_windows() == [window] and not page.detail._later.isActive())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)


@pytest.mark.parametrize(
    ("register", "field", "told"),
    [("reviews", "review_body", "测试区人民政府"), ("litigation", "court", "测试铁路运输法院")],
)
def test_a_new_case_starts_with_the_body_of_the_office(alone: MainWindow, register: str, field: str, told: str) -> None:
    """新建复议 asked for 复议机关 although 机关信息 has it (行政复议法第二十四条: one office has one)."""
    alone.session.save(office())
    page = alone.show_page(register)
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    assert form.fields[field].editor.raw() == told
    form.close()


def test_a_review_says_first_where_it_stands(alone: MainWindow, qtbot: QtBot) -> None:
    """The list told a number and a name; what was owed by tomorrow looked like what ended last year."""
    alone.session.registers.save_all(
        [
            make_review(number="复1", received_on=TODAY),
            make_review(number="复2", received_on=date(2024, 1, 2)),
            make_review(number="复3", received_on=date(2024, 1, 3), replied_on=date(2024, 1, 9)),
            make_review(number="复4", received_on=date(2024, 1, 4), result=DisputeResult.UPHELD, closed_on=TODAY),
        ]
    )
    page = alone.show_page("reviews")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    rows = [[str(page.model.index(row, column).data()) for column in (0, 1)] for row in range(4)]
    told = {number: state for state, number in rows}
    assert told["复1"].startswith("剩 ")
    assert told["复2"].startswith("逾期 ")
    assert (told["复3"], told["复4"]) == ("等决定", "结果维持")
    assert page.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None, "a shape before the word"


def test_a_record_that_filters_hide_is_shown_and_the_others_stay(page: RegisterPage, session: Session) -> None:
    """A hit of the search opened with every filter gone, and nothing said so."""
    told: list[str] = []
    session.told.connect(told.append)
    page.filters.choose("applicant_kind", [Applicant.NATURAL_PERSON.value])
    page.filters.choose("date", ["2024"])
    other = session.registers.named(Request, "2023-009")
    assert other is not None
    page.show_record(other.id)
    assert page.filters.chosen["applicant_kind"] == (Applicant.NATURAL_PERSON.value,)
    assert not page.filters.chosen["date"]
    assert len(told) == 1
    assert "2024" in told[0]
    page.show_record(other.id)
    assert len(told) == 1


def test_enter_does_what_comes_next_and_says_so_on_its_button(
    page: RegisterPage, session: Session, qtbot: QtBot
) -> None:
    """It opened the form of the whole record; what she does with a request is to answer it."""
    for number, kind in (("2024-002", AnswerSheet), ("2024-001", RecordForm)):
        choose(page, session, number, qtbot)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        form = wait_for_window(qtbot, kind)
        assert number in form.windowTitle()
        form.reject()
    choose(page, session, "2024-002", qtbot)
    following = page.detail.next_act()
    assert following is not None
    assert following.text() == "答复…  Enter"


def choose(page: RegisterPage, session: Session, number: str, qtbot: QtBot) -> None:
    """Choose a request of the list by its number."""
    found = session.registers.named(Request, number)
    assert found is not None
    page.show_record(found.id)
    qtbot.waitUntil(lambda: page.selected() == found)


def test_how_many_are_left_leads_to_them_whatever_year_they_are_of(page: RegisterPage, qtbot: QtBot) -> None:
    """In January 「10 件未办结」 stood over an empty list of the new year, and led nowhere.

    At 150 % only 「1 件」 stood there: nothing told of the ten, nor led to them.
    """
    left = page.filters.standings["未办结"]
    qtbot.waitUntil(lambda: left.text() == "2 件未办结")
    page.set_compact(True)
    assert left.isVisibleTo(page)
    page.set_compact(False)
    left.click()
    assert numbers(page) == {"2024-002", "2023-009"}
    left.click()
    assert numbers(page) == {"2024-001", "2024-002"}, "pressed again, the year is shown"


def test_a_paper_that_is_added_leaves_the_case_where_she_reads(
    page: RegisterPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """With each paper the case beside the list jumped up."""
    choose(page, session, "2024-002", qtbot)
    card, bar = page.detail.attachments, page.detail.verticalScrollBar()
    qtbot.waitUntil(lambda: card.owner_id > 0 and card.add_button.isVisible())
    page.window().resize(1360, 640)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.wait(400)
    bar.setValue(bar.maximum())
    before = bar.value()
    paper = tmp_path / "申请表.pdf"
    paper.write_bytes(b"%PDF-1.7 test")
    card.add_files([str(paper)])
    qtbot.waitUntil(lambda: "申请表（PDF）" in texts_of(card))
    qtbot.wait(400)
    assert bar.value() == before


def test_enter_does_in_the_case_what_its_button_says(page: RegisterPage, session: Session, qtbot: QtBot) -> None:
    """After Alt+Enter the keyboard was in the case, and 「答复… Enter」 scrolled it."""
    choose(page, session, "2024-002", qtbot)
    qtbot.waitUntil(lambda: not page.detail._later.isActive() and page.detail.next_act() is not None)
    page.detail.setFocus()
    QTest.keyClick(page.detail, Qt.Key.Key_Return)
    sheet = find_window(AnswerSheet)
    sheet._is_leaving = True
    sheet.reject()


def test_how_many_are_chosen_stands_beside_the_list_with_what_can_be_done(page: RegisterPage) -> None:
    """Three rows were blue, and at the right stood one case, as if it alone were meant."""
    page.filters.choose("date", [])
    page.table.selectRow(0)
    assert page.detail.several.isHidden()
    page.table.choose(0, [0, 1, 2])
    assert not page.detail.several.isHidden()
    assert page.detail.several.title.text() == "已选 3 件，下面是其中一件"
    page.several_button.click()
    assert page.together.isVisible()
    offered = [each.text() for each in page.together.actions()]
    assert "登记所选的送达…" in offered
    assert not {"编辑", "复制"} & {*offered}, "of one row only"
    page.together.close()
    page.table.selectRow(1)
    assert page.detail.several.isHidden()


@pytest.mark.parametrize(("removed", "follows"), [([1], 1), ([0, 1], 0), ([2, 3], 1)])
def test_after_removing_the_place_in_the_list_stays(
    page: RegisterPage, session: Session, removed: list[int], follows: int
) -> None:
    """The first row was chosen, and she had to look for her place in a list of hundreds again."""
    while page.model.rowCount() < 4:
        session.save(make_request())
    ids = [int(each) for each in page.model.ids]
    page.table.clearSelection()
    page.table.choose(removed[-1], removed)
    with session.registers.batch("删除"):
        for record in page.chosen():
            remove_record(session.registers, record, "录入错误")
    left = [each for place, each in enumerate(ids) if place not in removed]
    assert [int(each) for each in page.model.ids] == left
    chosen = page.selected()
    assert chosen is not None
    assert left.index(chosen.id) == min(follows, len(left) - 1)
