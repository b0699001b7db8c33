"""The laws of the looks see a fault that was put into a window."""

import pytest
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.base.appearance import mark
from gui.kit.cards import NumberBox, button
from tests.gui import looks, marked


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def row_of(page: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(page)
    row.addWidget(button("甲", lambda: None))
    row.addStretch(1)
    return row


def test_shares_of_one_are_how_room_is_shared(page: QWidget) -> None:
    row_of(page).addWidget(QLabel("乙"), 1)
    assert list(looks.shared(page)) == []


@pytest.mark.parametrize("share", [2, 4])
def test_a_share_nobody_meant_is_seen(page: QWidget, share: int) -> None:
    row_of(page).addWidget(QLabel("乙"), share)
    assert list(looks.shared(page)) == [f"shares of (1, {share}): QWidget "]


def test_a_share_of_a_grid_nobody_meant_is_seen(page: QWidget) -> None:
    grid = QGridLayout(page)
    grid.addWidget(QLabel("乙"), 0, 1)
    grid.setColumnStretch(1, 2)
    assert list(looks.shared(page)) == ["shares of (2,): QWidget "]


def test_a_share_where_one_is_meant_is_seen_when_it_is_another(page: QWidget) -> None:
    page.setObjectName("page")
    layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, page)
    layout.addStretch(2)
    layout.addStretch(3)
    assert list(looks.shared(page)) == []
    layout.setStretch(0, 1)
    assert list(looks.shared(page)) == ["shares of (1, 3): QWidget page"]


def test_a_title_the_manual_does_not_know_is_seen(page: QWidget) -> None:
    page.setWindowTitle("新建行政复议　张某")
    assert list(looks.unheard_of(page)) == []
    page.setWindowTitle("2023 年结转到 2024 年")
    assert list(looks.unheard_of(page)) == []
    page.setWindowTitle("新建行政议　张某")
    assert list(looks.unheard_of(page)) == ["the manual tells nothing of “新建行政议”"]


def test_arrows_of_a_number_field_are_seen(page: QWidget) -> None:
    NumberBox(page)
    assert list(looks.armed(page)) == []
    QSpinBox(page).setAccessibleName("件数")
    assert list(looks.armed(page)) == ["has arrows: 件数"]


def test_a_menu_that_shows_no_tips_is_seen_where_an_entry_has_one(page: QWidget) -> None:
    menu = QMenu(page)
    menu.addAction("打开…\tCtrl+O")
    assert list(looks.unsaid(page)) == []
    menu.addAction("删除…").setToolTip("只读时不能删除")
    assert list(looks.unsaid(page)) == ["never says “只读时不能删除”: 删除…"]
    menu.setToolTipsVisible(True)
    assert list(looks.unsaid(page)) == []


def test_a_role_without_a_look_is_told_wherever_it_is_given(page: QWidget) -> None:
    mark(page, "link")
    button("甲", lambda: None, "lik").setParent(page)
    told, marked.unknown[:] = list(marked.unknown), []
    assert told == ["lik of Button"]


@pytest.mark.parametrize("bound", ["setMinimumWidth", "setMaximumWidth"])
def test_a_bound_off_the_grid_is_seen(page: QWidget, bound: str) -> None:
    inside = QLabel("乙", page)
    getattr(inside, bound)(96)
    assert list(looks.uneven(page)) == []
    getattr(inside, bound)(97)
    assert list(looks.uneven(page)) == ["bounded by 97: QLabel  “乙”"]
