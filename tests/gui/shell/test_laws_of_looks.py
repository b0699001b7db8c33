"""The laws of the looks see a fault that was put into a window."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import gui
from gui.base.appearance import mark
from gui.kit.cards import NumberBox, SearchBox, button, words
from tests.gui import by_keyboard, laid, left, looks, marked, spaced


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
    assert list(laid.shared(page)) == []


@pytest.mark.parametrize("share", [2, 4])
def test_a_share_nobody_meant_is_seen(page: QWidget, share: int) -> None:
    row_of(page).addWidget(QLabel("乙"), share)
    assert list(laid.shared(page)) == [f"shares of (1, {share}): QWidget "]


def test_a_share_of_a_grid_nobody_meant_is_seen(page: QWidget) -> None:
    grid = QGridLayout(page)
    grid.addWidget(QLabel("乙"), 0, 1)
    grid.setColumnStretch(1, 2)
    assert list(laid.shared(page)) == ["shares of (2,): QWidget "]


@pytest.mark.parametrize(("above", "below"), [(1, 2), (2, 4), (3, 2), (2, 3)])
def test_what_stands_alone_lies_a_little_above_the_middle(page: QWidget, above: int, below: int) -> None:
    stack = QVBoxLayout(page)
    stack.addStretch(above)
    stack.addWidget(QLabel("乙"))
    stack.addStretch(below)
    is_meant = (above, below) == (2, 3)
    assert list(laid.shared(page)) == ([] if is_meant else [f"shares of ({above}, {below}): QWidget "])


@pytest.mark.parametrize(("share", "told"), [(2, []), (0, ["has no share"]), (3, ["shares of (1, 3)"])])
def test_what_is_searched_for_has_twice_the_room_of_what_is_beside_it(
    page: QWidget, share: int, told: list[str]
) -> None:
    row_of(page).addWidget(SearchBox("找"), share)
    page.show()
    assert [each for each in laid.shared(page) if not each.startswith(tuple(told) or "-")] == []
    assert len(list(laid.shared(page))) == len(told)


def test_a_line_that_parts_nothing_and_one_that_is_missing_are_seen(page: QWidget) -> None:
    stack = QVBoxLayout(page)
    for part in ("甲", "-", "乙", "-", "丙"):
        stack.addWidget(line() if part == "-" else QLabel(part))
    page.show()
    assert list(laid.ruled(page)) == []
    stack.addWidget(QLabel("丁"))
    assert [each.partition(":")[0] for each in shown(page, laid.ruled)] == ["a line is missing"]
    for _ in range(2):
        stack.addWidget(line())
    assert "a line parts nothing" in [each.partition(":")[0] for each in shown(page, laid.ruled)]


def line() -> QFrame:
    made = QFrame()
    mark(made, "rule")
    return made


def shown(page: QWidget, law: Callable[[QWidget], Iterator[str]]) -> list[str]:
    for each in cast("list[QWidget]", page.findChildren(QWidget)):
        each.show()
    page.adjustSize()
    QApplication.processEvents()
    return list(law(page))


@pytest.mark.parametrize("is_at_top", [True, False])
def test_a_button_in_the_middle_of_several_lines_is_seen(page: QWidget, is_at_top: bool) -> None:
    row = QHBoxLayout(page)
    row.addWidget(words("很长的一句话" * 20, wrap=True), 1)
    row.addWidget(button("展开", print), 0, Qt.AlignmentFlag.AlignTop if is_at_top else Qt.AlignmentFlag(0))
    page.setFixedSize(300, 200)
    page.show()
    assert len(list(laid.sunk(page))) == (not is_at_top)


@pytest.mark.parametrize("is_at_left", [True, False])
def test_a_link_as_wide_as_its_column_is_seen(page: QWidget, is_at_left: bool) -> None:
    stack = QVBoxLayout(page)
    stack.addWidget(button("展开", print, "link"), 0, Qt.AlignmentFlag.AlignLeft if is_at_left else Qt.AlignmentFlag(0))
    page.setFixedSize(300, 200)
    page.show()
    assert len(list(laid.widened(page))) == (not is_at_left)


def test_a_title_the_manual_does_not_know_is_seen(page: QWidget) -> None:
    page.setWindowTitle("新建行政复议　张某")
    assert list(looks.unheard_of(page)) == []
    page.setWindowTitle("2023 年结转到 2024 年")
    assert list(looks.unheard_of(page)) == []
    for title in ("新建行政议", "关"):
        page.setWindowTitle(f"{title}　张某")
        assert list(looks.unheard_of(page)) == [f"the manual tells nothing of “{title}”"]


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


def test_whatever_holds_several_parts_is_told_its_distance_where_it_is_made() -> None:
    """A row that only shows in a state no test brings about had the distances of the system's style."""
    rooms = Path(gui.__path__[0])
    untold = {path.name: list(spaced.untold(ast.parse(path.read_bytes()))) for path in sorted(rooms.rglob("*.py"))}
    assert {name: found for name, found in untold.items() if found} == {}


def test_a_row_without_a_distance_is_seen() -> None:
    made = "def f(self):\n row = QHBoxLayout()\n row.addWidget(a)\n"
    assert list(spaced.untold(ast.parse(made))) == []
    assert list(spaced.untold(ast.parse(made + " row.addWidget(b)"))) == ["f: row"]
    assert list(spaced.untold(ast.parse(made + " row.addWidget(b)\n row.setSpacing(8)"))) == []
    assert list(spaced.untold(ast.parse(made.replace(" row.add", " for a in b:\n  row.add")))) == ["f: row"]


def test_a_window_that_opens_at_its_way_out_is_seen(page: QWidget) -> None:
    stack = QVBoxLayout(page)
    stack.addWidget(way_out := button("取消  Esc", lambda: None))
    page.show()
    assert list(by_keyboard.at_its_way_out(page)) == []
    stack.addWidget(field := QLineEdit())
    field.show()
    assert list(by_keyboard.at_its_way_out(page)) == ["the keyboard is at [取消  Esc] first"]
    field.setFocus()
    assert list(by_keyboard.at_its_way_out(page)) == []
    way_out.setFocus()
    assert list(by_keyboard.at_its_way_out(page)) != []


def test_a_message_that_leaves_its_keys_or_its_words_to_qt_is_seen(page: QWidget) -> None:
    box = QMessageBox(page)
    for each in ("甲", "乙"):
        box.addButton(each, QMessageBox.ButtonRole.AcceptRole)
    told = (
        "reads what somebody wrote as HTML",
        "stays when it is closed",
        "nobody said what Enter does",
        "Esc does nothing",
    )
    assert list(left.unsettled(box)) == list(told)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first, second = box.buttons()
    box.setDefaultButton(cast("QPushButton", first))
    box.setEscapeButton(second)
    assert list(left.unsettled(box)) == []
