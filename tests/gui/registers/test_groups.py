"""分组小计: what a list shows, in groups with sums, recounted by hand; one group is one press away."""

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.column_kinds import Fen
from disclosure.records import Release, Request
from disclosure.terms import BusinessKind, Channel, ReleaseChannel
from gui.base.session import Session
from gui.registers.filters.groups import GroupsDialog
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import find_window
from tests.records_factory import make_release, make_request, make_tally


def opened(window: MainWindow, register: str, by: str, qtbot: QtBot) -> tuple[RegisterPage, GroupsDialog]:
    front = window.show_page(register)
    page = front if isinstance(front, RegisterPage) else front.findChild(RegisterPage)
    assert isinstance(page, RegisterPage)
    page.commands["groups"].trigger()
    dialog = find_window(GroupsDialog)
    place = [dialog.by_box.itemText(each) for each in range(dialog.by_box.count())].index(by)
    dialog.by_box.setCurrentIndex(place)
    qtbot.waitUntil(lambda: not dialog.gate.text().startswith("正在"))
    return page, dialog


def lines(dialog: GroupsDialog) -> list[tuple[str, ...]]:
    def text(row: int, column: int) -> str:
        item = dialog.table.item(row, column)
        return item.text() if item is not None else ""

    return [
        tuple(text(row, column) for column in range(dialog.table.columnCount()))
        for row in range(dialog.table.rowCount())
    ]


@pytest.fixture
def requests(session: Session) -> list[Request]:
    """Seven of this year by two departments and none, one of last year that the list does not show."""
    many = ["财政科", "城建办", "财政科", "", "财政科", "城建办", "财政科"]
    saved = [
        make_request(department=department, arrived_on=date(2024, 1 + place % 2, 5), received_on=date(2024, 1, 8))
        for place, department in enumerate(many)
    ]
    saved.append(make_request(department="财政科", arrived_on=date(2023, 5, 5), received_on=date(2023, 5, 5)))
    session.registers.save_all(saved)
    return saved


def test_what_the_list_shows_is_counted_by_department(
    window: MainWindow, requests: list[Request], qtbot: QtBot
) -> None:
    _, dialog = opened(window, "requests", "承办科室", qtbot)
    by_hand = Counter(one.department or "没有填" for one in requests if one.arrived_on.year == 2024)
    assert {line[0]: int(line[1]) for line in lines(dialog)[:-1]} == by_hand
    assert lines(dialog)[0] == ("财政科", "4", "57.1%")
    assert lines(dialog)[-1] == ("合计", "7", "100.0%")
    assert not dialog.save_button.isEnabled(), "no group is chosen yet"
    dialog.reject()


@pytest.mark.usefixtures("requests")
def test_one_group_is_looked_at_by_one_press(window: MainWindow, qtbot: QtBot) -> None:
    page, dialog = opened(window, "requests", "承办科室", qtbot)
    dialog.table.selectRow(1)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.chosen["department"] == ("城建办",)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_months_are_groups_and_one_of_them_a_choice_of_days(
    window: MainWindow, requests: list[Request], qtbot: QtBot
) -> None:
    page, dialog = opened(window, "requests", "月份", qtbot)
    by_hand = Counter(f"2024年{(one.received_on or one.arrived_on).month}月" for one in requests[:7])
    assert {line[0]: int(line[1]) for line in lines(dialog)[:-1]} == by_hand
    dialog.table.selectRow(0)
    dialog.save_button.click()
    [key] = page.filters.chosen["date"]
    assert key.startswith("2024-0")
    qtbot.waitUntil(lambda: page.model.rowCount() == by_hand.most_common(1)[0][1])


def test_a_department_in_brackets_is_a_group_whose_numbers_of_people_are_hidden(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    names = ["[综合]办公室", '["财政科"]', "[", "联系人13800001234"]
    for name in names:
        session.registers.save(make_request(department=name, arrived_on=date(2024, 1, 5)))
    _, dialog = opened(window, "requests", "承办科室", qtbot)
    assert {line[0] for line in lines(dialog)[:-1]} == {*names[:3], "联系人138****1234"}
    dialog.reject()


def test_numbers_and_money_are_summed(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    amounts = [(BusinessKind.LICENCE, 3, 120_050), (BusinessKind.LICENCE, 4, 5), (BusinessKind.PENALTY, 1, None)]
    session.registers.save_all(
        [
            make_tally(kind=kind, quantity=quantity, amount=None if amount is None else Fen(amount))
            for kind, quantity, amount in amounts
        ]
    )
    _, dialog = opened(window, "tallies", "业务类型", qtbot)
    licensing, total = lines(dialog)[0], lines(dialog)[-1]
    assert licensing[1:] == ("2", "66.7%", "7", "1200.55")
    assert total[1:] == ("3", "100.0%", "8", "1200.55")
    dialog.reject()


def test_a_release_in_two_channels_is_in_both_groups_and_that_is_told(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    both = (ReleaseChannel.PORTAL, ReleaseChannel.SOCIAL_MEDIA)
    session.registers.save_all([make_release(channels=both), make_release(channels=()), make_release()])
    assert session.registers.count(Release) == 3
    _, dialog = opened(window, "releases", "公开渠道", qtbot)
    assert [line[1] for line in lines(dialog)] == ["2", "1", "1", "3"]
    assert dialog.told.text() == "一条可以有几项，各组相加多于合计"
    dialog.reject()


def test_a_term_that_is_not_in_the_file_is_looked_through_like_the_list(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    """期限 is reckoned record by record: the groups count what the list shows, not what the register found."""
    session.registers.save_all(
        [
            make_request(channel=Channel.FAX, arrived_on=date(2024, 1, 3), received_on=date(2024, 1, 3)),
            make_request(channel=Channel.COUNTER),
        ]
    )
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.filters.choose("due", ("overdue",))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    _, dialog = opened(window, "requests", "申请渠道", qtbot)
    assert lines(dialog) == [("传真", "1", "100.0%"), ("合计", "1", "100.0%")]
    dialog.reject()
