"""What scrolls up and down keeps its place: the bar comes into the margin beside it."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.kit.cards import scrolling

_ROOM = 200


def settle() -> None:
    """Layouts follow one another."""
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize(("margin", "moves"), [(20, False), (12, False), (4, True)])
def test_nothing_becomes_narrower_when_there_is_more_than_room(qtbot: QtBot, margin: int, moves: bool) -> None:
    """On 今日 the cards ended thirteen pixels left of the button above them as soon as the page could be scrolled."""
    inside, child = QWidget(), QWidget()
    stack = QVBoxLayout(inside)
    stack.setContentsMargins(0, 0, margin, 0)
    stack.addWidget(child)
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(_ROOM, _ROOM)
    area.show()
    bar = area.verticalScrollBar()
    for height in (50, 500, 50, 500):
        child.setMinimumHeight(height)
        settle()
        assert bar.isVisible() is (height > _ROOM)
        assert child.width() == _ROOM - margin - (bar.width() if moves and bar.isVisible() else 0)


def test_another_margin_counts_from_then_on(qtbot: QtBot) -> None:
    inside, child = QWidget(), QWidget()
    stack = QVBoxLayout(inside)
    stack.addWidget(child)
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(_ROOM, _ROOM)
    area.show()
    for margin in (40, 30):
        stack.setContentsMargins(0, 0, margin, 0)
        child.setMinimumHeight(500)
        area.resize(_ROOM, _ROOM + margin)
        settle()
        assert child.width() == _ROOM - margin
