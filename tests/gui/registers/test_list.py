"""The list as she uses it: drop-downs that add up, are saved and come back; sorting, copying, changing several."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QScrollArea, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from disclosure.column_kinds import columns
from disclosure.outcomes import Outcome
from disclosure.papers import SavedFilter
from disclosure.records import LEDGERS, Request
from disclosure.terms import Applicant, Channel, DeliveryMethod, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.together import StepsTogether
from gui.forms.together import ChangeTogether
from gui.registers.detail import RecordDetail
from gui.registers.filters.dialogs import ForgetFilterDialog, PeriodDialog, SaveFilterDialog
from gui.registers.filters.fields import period_of
from gui.registers.page import RegisterPage
from gui.registers.views import VIEWS
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tasks.safety.password import Places, set_password
from tests.gui.fixtures import find_window, type_text
from tests.records_factory import make_request

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(frame: MainWindow, session: Session) -> RegisterPage:
    """依申请公开 on 4 March 2024: overdue, near, far, waiting, unconfirmed, answered, one of last year."""
    many: list[tuple[str, date, dict[str, Any]]] = [
        ("2024-001", date(2024, 1, 10), {"department": "财政科"}),  # due 7 February
        ("2024-002", date(2024, 2, 4), {"department": "城建办", "channel": Channel.FAX}),  # due 8 March
        ("2024-003", date(2024, 3, 1), {"department": "财政科", "applicant_kind": Applicant.COMPANY}),
        ("2024-004", date(2024, 1, 15), {"outcome": Outcome.GRANTED, "answered_on": date(2024, 2, 1)}),
        ("2024-005", date(2024, 1, 16), {"outcome": Outcome.NOT_HELD, "answered_on": date(2024, 2, 2)}),
        ("2023-009", date(2023, 12, 20), {"outcome": Outcome.GRANTED, "answered_on": date(2024, 1, 5)}),
    ]
    session.registers.save_all(
        [
            make_request(number=number, content=f"第{number}件", arrived_on=on, received_on=on, **values)
            for number, on, values in many
        ]
    )
    session.registers.save(
        make_request(number="2024-006", channel=Channel.INTERNET, arrived_on=date(2024, 3, 1), received_on=None)
    )
    shown = frame.show_page("requests")
    assert isinstance(shown, RegisterPage)
    return shown


def numbers(page: RegisterPage) -> list[str]:
    records = map(page.model.record, range(page.model.rowCount()))
    return [record.number for record in records if isinstance(record, Request)]


@pytest.mark.parametrize("width", [1000, 1500])
def test_the_record_of_a_new_page_is_put_in_its_place_once(
    frame: MainWindow, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Each page of a small window was laid out for a large one first, and all in it was moved twice more."""
    moved = list[QWidget | None]()

    def event(detail: RecordDetail, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ParentChange:
            moved.append(detail.parentWidget())
        return QScrollArea.event(detail, event)

    monkeypatch.setattr(RecordDetail, "event", event, raising=False)
    frame.resize(width, 700)
    page = frame.show_page("litigation")
    assert isinstance(page, RegisterPage)
    assert frame.is_compact is (width < 1200)
    assert moved == [page.sheet if frame.is_compact else page.splitter]


def choose_in(page: RegisterPage, name: str, *labels: str) -> None:
    """Open a drop-down by the keyboard and press what it offers; it stays open until Esc."""
    menu = page.filters.menus[name]
    menu.aboutToShow.emit()
    for label in labels:
        next(action for action in menu.actions() if action.text() == label).trigger()
        menu.aboutToShow.emit()


def select(page: RegisterPage, *wanted: str) -> None:
    page.table.clearSelection()
    page.table.choose(numbers(page).index(wanted[0]), [numbers(page).index(each) for each in wanted])
    page.table.setFocus()


def test_the_list_begins_with_what_presses_most_then_the_newest(page: RegisterPage) -> None:
    assert numbers(page) == ["2024-001", "2024-006", "2024-002", "2024-003", "2024-005", "2024-004"]
    assert page.table.horizontalHeader().sortIndicatorSection() == page.model.names.index("state")
    assert page.table.horizontalHeader().isSortIndicatorShown(), "which column that is is seen"


CHOSEN: list[tuple[dict[str, list[str]], set[str]]] = [
    ({"department": ["财政科"]}, {"2024-001", "2024-003"}),
    ({"department": ["财政科", "城建办"]}, {"2024-001", "2024-002", "2024-003"}),
    ({"department": ["财政科", "没有填"]}, {"2024-001", "2024-003", "2024-004", "2024-005", "2024-006"}),
    ({"department": ["财政科"], "applicant_kind": ["商业企业"]}, {"2024-003"}),
    ({"outcome": ["予以公开"]}, {"2024-004"}),
    ({"outcome": ["予以公开", "没有填"]}, {"2024-001", "2024-002", "2024-003", "2024-004", "2024-006"}),
    ({"channel": ["传真"]}, {"2024-002"}),
    ({"state": ["已办结"]}, {"2024-004", "2024-005"}),
    ({"due": ["已经逾期"]}, {"2024-001"}),
    ({"due": ["5 个工作日内到期"]}, {"2024-002"}),
    ({"due": ["已经逾期", "还没有确认收到"]}, {"2024-001", "2024-006"}),
    ({"due": ["已经逾期"], "department": ["城建办"]}, set()),
    ({"papers": ["有材料"]}, {"2024-002"}),
    ({"papers": ["没有材料"], "department": ["城建办"]}, set()),
    ({"date": ["2023 年"]}, {"2023-009", "2024-001", "2024-002", "2024-003", "2024-004", "2024-005", "2024-006"}),
]
"""What is chosen in which drop-downs, and what the list shows then."""


def test_drop_downs_take_several_and_add_up(qtbot: QtBot, page: RegisterPage, session: Session) -> None:
    """One window for all: what was chosen is let through again before the next."""
    second = session.registers.named(Request, "2024-002")
    assert second is not None
    session.registers.attach(second, name="申请表.pdf", content=b"%PDF-1.4")
    usual = dict(page.filters.chosen)

    def shows(chosen: dict[str, list[str]], found: set[str]) -> None:
        assert (chosen, set(numbers(page))) == (chosen, found)
        assert page.count.text().startswith(f"{len(found)} 件"), chosen

    for chosen, found in CHOSEN:
        page.filters.choose_all(usual)
        for name, labels in chosen.items():
            choose_in(page, name, *labels)
        qtbot.waitUntil(partial(shows, chosen, found))


def test_what_is_open_is_looked_for_in_all_years_and_the_date_shows_it(page: RegisterPage) -> None:
    choose_in(page, "state", "未办结")
    assert not page.filters.buttons["date"].is_on
    assert "全部年份" in page.count.text()


def test_the_cross_and_del_let_everything_through_again(page: RegisterPage) -> None:
    date_button = page.filters.buttons["date"]
    assert date_button.text() == "日期 2024 年"
    QTest.mouseClick(date_button, Qt.MouseButton.LeftButton, pos=QPoint(date_button.width() - 18, 14))
    assert (date_button.text(), len(numbers(page))) == ("日期", 7)
    choose_in(page, "channel", "传真")
    page.filters.buttons["channel"].setFocus()
    QTest.keyClick(page.filters.buttons["channel"], Qt.Key.Key_Delete)
    assert len(numbers(page)) == 7


def test_letting_go_of_the_press_that_opened_a_drop_down_chooses_nothing(page: RegisterPage) -> None:
    """On a screen of 768 lines the long menu lies over its button: each press emptied the list."""
    menu = page.filters.menus["outcome"]
    menu.popup(page.mapToGlobal(QPoint(300, 100)))
    over = menu.actionGeometry(next(each for each in menu.actions() if each.isCheckable())).center()
    menu.hide()
    QCursor.setPos(menu.mapToGlobal(over))
    menu.show()  # where the pointer is, as under the press of a button
    QTest.mouseRelease(menu, Qt.MouseButton.LeftButton, pos=over)
    assert menu.isVisible()
    assert not any(each.isChecked() for each in menu.actions())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=over)
    assert menu.isVisible()
    assert menu.actionAt(over).isChecked()
    menu.close()


def test_enter_opens_a_drop_down_and_it_stays_while_space_ticks(page: RegisterPage) -> None:
    page.window().activateWindow()
    made = page.filters.buttons["applicant_kind"]
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(menu, key)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert made.text() == "申请人类型 自然人、商业企业"


def test_a_first_and_a_last_day_are_asked_for(page: RegisterPage) -> None:
    page.filters.ask_period()
    dialog = find_window(PeriodDialog)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.days[0], "2024-1-15")
    type_text(dialog.days[1], "2024-2-10")
    dialog.save_button.click()
    assert page.filters.buttons["date"].text() == "日期 2024年1月15日至2024年2月10日"
    assert set(numbers(page)) == {"2024-002", "2024-004", "2024-005"}


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("this-month", date(2024, 12, 1), date(2024, 12, 31)),
        ("last-month", date(2024, 11, 1), date(2024, 11, 30)),
        ("30-days", date(2024, 11, 17), date(2024, 12, 16)),
        ("2024-02-03/", date(2024, 2, 3), date.max),
        ("/2024-02-03", date.min, date(2024, 2, 3)),
    ],
)
def test_days_told_from_today(key: str, first: date, last: date) -> None:
    assert period_of(key, date(2024, 12, 16)) == (first, last)


def save_as(page: RegisterPage, name: str) -> None:
    page.filters.save_button.click()
    dialog = find_window(SaveFilterDialog)
    type_text(dialog.name, name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)


def test_a_filter_is_saved_in_the_file_with_a_name_and_a_live_count(
    qtbot: QtBot, page: RegisterPage, session: Session
) -> None:
    choose_in(page, "department", "财政科")
    choose_in(page, "due", "已经逾期")
    save_as(page, "财政科逾期")
    assert [each.name for each in session.registers.all(SavedFilter)] == ["财政科逾期"]
    page.filters.save()
    again, told = find_window(SaveFilterDialog), []
    for name in ("财政科", "财政科逾期"):
        again.name.setText(name)
        told.append(bool(again.replaced.text()))
    assert told == [False, True], "only a name that is there takes the place of another"
    again.reject()
    made = page.filters.saved["财政科逾期"]
    qtbot.waitUntil(lambda: made.text() == "财政科逾期  1")
    assert made.isChecked()
    made.click()  # a second time: the year as before
    assert (len(numbers(page)), page.filters.saved["财政科逾期"].isChecked()) == (6, False)
    page.filters.saved["财政科逾期"].click()
    qtbot.waitUntil(lambda: numbers(page) == ["2024-001"])
    third = session.registers.named(Request, "2024-001")
    assert third is not None
    session.save(replace(third, department="城建办"))
    qtbot.waitUntil(lambda: page.filters.saved["财政科逾期"].text() == "财政科逾期  0")
    page.filters.forget()
    dialog = find_window(ForgetFilterDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session.registers._connection, "is_read_only", True)
        dialog.save_button.click()
    assert "只读" in dialog.gate.text(), "why it stays is said"
    dialog.save_button.click()
    assert page.filters.saved == {}
    session.undo()
    assert list(page.filters.saved) == ["财政科逾期"]


def test_what_was_chosen_and_the_order_come_back_at_the_next_start(
    page: RegisterPage, session: Session, preferences: Preferences
) -> None:
    choose_in(page, "department", "财政科")
    header = page.table.horizontalHeader()
    header.setSortIndicator(page.model.names.index("number"), Qt.SortOrder.DescendingOrder)
    assert numbers(page) == ["2024-003", "2024-001"]
    again = RegisterPage(session, VIEWS["requests"], preferences, 2024)
    assert numbers(again) == ["2024-003", "2024-001"]
    assert again.table.horizontalHeader().sortIndicatorSection() == again.model.names.index("number")
    assert again.filters.buttons["date"].text() == "日期 2024 年"
    again.deleteLater()


def test_what_was_sorted_before_orders_what_is_equal_now(
    page: RegisterPage, session: Session, preferences: Preferences
) -> None:
    """By department and within each by number: a second heading threw the order of the first away."""
    page.filters.clear()
    page.show_columns(["state", "number", "department"])
    header = page.table.horizontalHeader()
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert numbers(page)[:3] == ["2024-001", "2024-003", "2024-002"], "财政科 by number, then 城建办"
    assert page.count.toolTip() == "先按承办科室，再按登记编号"
    header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert numbers(page)[:3] == ["2024-003", "2024-001", "2024-002"]
    again = RegisterPage(session, VIEWS["requests"], preferences, 2024)
    assert numbers(again)[:3] == ["2024-003", "2024-001", "2024-002"], "it comes back at the next start"
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert page.count.toolTip() == ""
    assert numbers(page)[0] == "2024-006", "the newest first again"
    again.deleteLater()


@pytest.mark.usefixtures("page")
def test_a_remembered_filter_that_means_nothing_lets_everything_through(
    session: Session, preferences: Preferences
) -> None:
    for text in ("nonsense", '{"department": "财政科"}', '{"nobody": ["x"]}', '{"date": ["hier"]}', "[]"):
        preferences._settings.setValue("filters/requests", text)
        again = RegisterPage(session, VIEWS["requests"], preferences, 2024)
        assert len(numbers(again)) in (6, 7), text
        again.deleteLater()


@pytest.mark.parametrize("register", LEDGERS)
def test_every_column_sorts_both_ways_and_equals_stay_as_they_stood(
    qtbot: QtBot, register: str, session: Session, preferences: Preferences
) -> None:
    view = VIEWS[register]
    page = RegisterPage(session, view, preferences, 2024)
    names = [*page.derived, *(column.name for column in columns(view.record_type))]
    page.show_columns(names)
    for section in range(len(names)):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            with qtbot.waitSignal(page.model.completed, timeout=20_000):
                page.table.horizontalHeader().setSortIndicator(section, order)
    page.model.stop()
    page.deleteLater()


def test_a_sealed_column_sorts_by_what_its_rows_say_and_not_at_all_while_locked(
    qtbot: QtBot, page: RegisterPage, registers: Registers
) -> None:
    phones = {"2024-001": "00000000003", "2024-002": "00000000001", "2024-003": "00000000002"}
    for record in registers.all(Request):
        registers.save(replace(record, phone=phones.get(record.number, "")))
    set_password(registers, "invented pass 2024", Places())
    page.filters.clear()
    page.show_columns(["phone", "number", "content"])
    header = page.table.horizontalHeader()

    def shown(count: int) -> list[str]:
        qtbot.waitUntil(lambda: page.model.rowCount() == count and page.model._completing is None)
        return numbers(page)[:3]

    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: shown(7) == ["2024-002", "2024-003", "2024-001"])
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(7) == ["2024-001", "2024-003", "2024-002"])
    registers.protection.lock()
    page.reload()
    assert header.sortIndicatorSection() == -1
    qtbot.waitUntil(lambda: shown(7)[0] == "2024-006")


def test_the_words_of_the_search_are_looked_for_in_all_registers_by_one_press(
    qtbot: QtBot, window: MainWindow, page: RegisterPage
) -> None:
    page.search.setText("第2024-001件")
    page.everywhere_button.click()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    assert today.isVisible()
    assert today.search.text() == "第2024-001件"
    today.search.setText("cwk")
    qtbot.waitUntil(lambda: today.search._found is not None and "拼音" in today.search._found.told.text())


def test_an_empty_result_says_what_was_looked_for_and_the_next_step(qtbot: QtBot, page: RegisterPage) -> None:
    choose_in(page, "channel", "传真")
    type_text(page.search, "廊道")
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.sentence.text() == "没有找到“廊道”（日期 2024 年，申请渠道 传真）。"
    type_text(page.search, "")
    page.search.setText("第2024-001件")
    step = "去掉申请渠道 传真，有 1 件"
    qtbot.waitUntil(
        lambda: step in [one.text() for one in cast("list[QPushButton]", page.nothing.findChildren(QPushButton))]
    )
    page.search.setText("廊道")
    qtbot.waitUntil(lambda: "廊道" in page.nothing.sentence.text())
    page.nothing.wanted.emit("filters")
    qtbot.waitUntil(lambda: page.nothing.sentence.text() == "没有找到“廊道”。")
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.nothing.isVisible())
    assert page.model.rowCount() == 7


def test_an_empty_register_offers_two_ways_to_begin(window: MainWindow) -> None:
    page = window.show_page("tallies")
    assert isinstance(page, RegisterPage)
    assert page.nothing.isVisible()
    assert page.nothing.sentence.text() == "还没有业务量。"


# --- copying ---


def test_ctrl_c_copies_the_rows_with_their_headings_for_wps(page: RegisterPage) -> None:
    select(page, "2024-002", "2024-004")
    QTest.keyClick(page.table, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in mime.text().splitlines()]
    assert lines[0] == ["状态", "所需信息描述", "申请人", "答复期限", "登记编号"]
    assert [line[4] for line in lines[1:]] == ["2024-002", "2024-004"]
    assert mime.html().count("<tr>") == 3
    assert "mso-number-format" in mime.html()


def test_no_cell_that_is_copied_becomes_a_formula_or_two_cells(page: RegisterPage, session: Session) -> None:
    for content in ("=1+1", "+1", "@SUM(A1)", "一\t二\n三"):
        second = session.registers.named(Request, "2024-002")
        assert second is not None
        session.save(replace(second, content=content))
        select(page, "2024-002")
        QTest.keyClick(page.table, Qt.Key.Key_C, CTRL)
        (_, line) = QGuiApplication.clipboard().text().splitlines()
        cells = line.split("\t")
        assert len(cells) == 5, content
        assert not cells[1].startswith(("=", "+", "@")), content


# --- several at once ---


def cell(dialog: StepsTogether, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    return item.text() if item is not None else ""


def test_several_are_changed_at_once_told_beforehand_and_undone_in_one_step(
    page: RegisterPage, session: Session
) -> None:
    select(page, "2024-001", "2024-002", "2024-003")
    page.commands["together"].trigger()
    dialog = find_window(ChangeTogether)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.fields["department"].editor.inputs()[0], "财政科")
    assert dialog.preview.text() == "3 条中改 1 条，2 条不变。\n承办科室原来是：城建办 1 条。"
    type_text(dialog.fields["archive_number"].editor.inputs()[0], "2024-Y-009")
    dialog.counting.setChecked(True)
    assert dialog.save_button.text().startswith("修改 3 条")
    dialog.save_button.click()
    kept = {one.number: (one.department, one.archive_number) for one in session.registers.all(Request)}
    assert {kept[number] for number in ("2024-001", "2024-002", "2024-003")} == {
        ("财政科", "2024-Y-009"),
        ("财政科", "2024-Y-010"),
        ("财政科", "2024-Y-011"),
    }
    assert {one.number for one in page.chosen() if isinstance(one, Request)} == {"2024-001", "2024-002", "2024-003"}
    assert session.registers.undo_label == "一并修改承办科室、归档号（3 条）"
    session.undo()
    second = session.registers.named(Request, "2024-002")
    assert second is not None
    assert (second.department, second.archive_number) == ("城建办", "")


def test_a_required_field_cannot_be_cleared_for_several(page: RegisterPage) -> None:
    select(page, "2024-001", "2024-002")
    page.commands["together"].trigger()
    dialog = find_window(ChangeTogether)
    dialog.ticks["channel"].setChecked(True)
    assert dialog.gate.text() == "申请渠道不能清空"
    dialog._leave()


def test_the_delivery_of_several_is_entered_each_as_its_own_step_and_undone_together(
    page: RegisterPage, session: Session
) -> None:
    registers = session.registers
    select(page, "2024-004", "2024-005", "2024-001")
    page.commands["delivered"].trigger()
    dialog = find_window(StepsTogether)
    assert {one.number for one in dialog.chosen()} == {"2024-004", "2024-005"}
    dialog.fields["delivery"].editor.set_value(DeliveryMethod.POST)
    dialog.fields["posted_on"].editor.set_value(date(2024, 2, 2))
    row = next(row for row in range(3) if cell(dialog, row, 0) == "2024-005")
    dialog.table.setItem(row, 3, QTableWidgetItem("XA00000000001"))
    dialog.save_button.click()
    told = {cell(dialog, row, 0): cell(dialog, row, 4) for row in range(3)}
    assert told["2024-001"] == "还没有答复"
    assert told["2024-005"].startswith("已登记送达")
    assert dialog.gate.text() == "登记了 2 件，按 Ctrl+Z 一次撤销。"
    dialog.save_button.click()
    answered = [registers.named(Request, number) for number in ("2024-004", "2024-005")]
    steps = [step for one in answered if one is not None for step in registers.steps(one.id)]
    assert [(step.kind, step.tracking_number) for step in steps] == [
        (StepKind.DELIVERED, ""),
        (StepKind.DELIVERED, "XA00000000001"),
    ]
    session.undo()
    assert [step for one in answered if one is not None for step in registers.steps(one.id)] == []


# --- acts of the rows ---


def test_the_menu_key_offers_what_can_be_done_with_the_rows_and_nothing_more(page: RegisterPage) -> None:
    page.window().activateWindow()
    select(page, "2024-001", "2024-002")
    QTest.keyClick(page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text() for action in menu.actions()}
    menu.close()
    assert {"编辑", "删除", "复制所选的行", "一并修改所选…", "合并办理所选的申请…"} <= offered
    assert offered <= {action.text() for action in page.commands.values()}


@pytest.mark.parametrize("register", LEDGERS)
def test_every_drop_down_finds_without_a_fault(session: Session, register: str, registers: Registers) -> None:
    view = VIEWS[register]
    for field in view.filters:
        keys = [*field.offered(registers), ""]
        for key in keys:
            assert field.words(key) is not None
            asked = field.asked([key] if key or field.name not in ("date", "due", "state") else keys[:1], session.today)
            assert asked.condition
