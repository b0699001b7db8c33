"""What goes on in the next line where it has no room: buttons, ways of delivery, links under a note."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QSpacerItem, QWidget
from pytestqt.qtbot import QtBot

from gui.kit.button_row import FlowLayout

_GAP = 8


def lines(qtbot: QtBot, widths: list[int], room: int) -> list[int]:
    """Return how many widgets stand in each line."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, _GAP)
    laid = [QWidget() for _ in widths]
    for one, width in zip(laid, widths, strict=True):
        one.setFixedSize(width, 20)
        flow.addWidget(one)
    flow.setGeometry(QRect(0, 0, room, 200))
    tops, rights = [one.geometry().top() for one in laid], [one.geometry().right() for one in laid]
    assert max(rights) < max(room, *widths)
    counts = [tops.count(top) for top in sorted(set(tops))]
    assert flow.heightForWidth(room) == len(counts) * 20 + (len(counts) - 1) * _GAP
    return counts


@pytest.mark.parametrize(
    ("widths", "room", "told"),
    [
        ([80] * 5, 5 * 88, [5]),
        ([80] * 5, 4 * 88, [3, 2]),
        ([80] * 4, 3 * 88, [2, 2]),
        ([80] * 12, 5 * 88, [4, 4, 4]),
        ([60, 110, 130, 90], 400, [2, 2]),
        ([80] * 3, 2 * 88, [2, 1]),
        ([20, 20, 20, 200], 210, [3, 1]),
        ([300], 100, [1]),
        ([300, 20], 100, [1, 1]),
        ([20, 300, 20, 20], 100, [1, 1, 2]),
    ],
)
def test_the_last_button_never_stands_alone_where_another_can_join_it(
    qtbot: QtBot, widths: list[int], room: int, told: list[int]
) -> None:
    """At 1366×768 其他 of 送达, 更多 of a case and 获取方式不明 stood each alone in a second line."""
    assert lines(qtbot, widths, room) == told


def test_nothing_to_place_takes_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    assert FlowLayout(holder).heightForWidth(100) == 0


def test_the_row_is_as_high_as_its_buttons_are_now(qtbot: QtBot) -> None:
    """Its height is remembered for each width until a button comes, goes, hides, or says something longer."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow, buttons = FlowLayout(holder, _GAP), [QPushButton("办") for _ in range(2)]
    for one in buttons:
        flow.addWidget(one)
    holder.show()
    tall = buttons[0].sizeHint().height()
    room = 2 * buttons[0].sizeHint().width() + _GAP

    def count() -> float:
        return (flow.heightForWidth(room) + _GAP) / (tall + _GAP)

    assert count() == 1
    buttons[0].setText("办理这一件并登记送达的日期和方式")
    assert count() == 2
    buttons[0].hide()
    assert count() == 1
    buttons[0].show()
    assert count() == 2
    flow.addItem(QSpacerItem(room, tall))
    assert count() == 3
    flow.takeAt(2)
    assert count() == 2
    flow.setContentsMargins(0, 0, 0, tall + _GAP)
    assert count() == 3
