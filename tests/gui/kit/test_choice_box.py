"""Drop-downs, numbers and menus of buttons: the wheel goes past them, and all bear one sign."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.kit.cards import Button, ChoiceBox, NumberBox

GUI = Path(__file__).parents[3] / "gui"


def turned(box: QComboBox | QSpinBox) -> bool:
    """Turn the wheel over a box by one notch; tell whether it kept the turn for itself."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(box, event)
    return event.isAccepted()


def test_scrolling_past_a_drop_down_does_not_file_the_next_paper_as_something_else(qtbot: QtBot) -> None:
    box = ChoiceBox()
    box.addItems(["申请书", "授权委托", "其他"])
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    assert (turned(box), box.currentIndex()) == (False, 0)


def test_scrolling_past_a_number_leaves_it(qtbot: QtBot) -> None:
    box = NumberBox()
    qtbot.addWidget(box)
    box.show()
    assert (turned(box), box.value()) == (False, 0)


@pytest.mark.parametrize("bare", ["QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit"])
def test_no_box_of_the_program_takes_the_wheel(bare: str) -> None:
    makes = re.compile(rf"\b{bare}\(\)|class \w+\([^)]*\b{bare}\b")
    made = {path.relative_to(GUI) for path in GUI.rglob("*.py") if makes.search(path.read_text(encoding="utf-8"))}
    assert made <= {Path("kit", "cards.py")}


def test_a_button_with_a_menu_bears_the_sign_of_a_drop_down(qtbot: QtBot) -> None:
    """更多 and 新建 had a filled triangle, the filters and drop-downs beside them a hook."""
    more = Button("更多")
    more.setMenu(QMenu(more))
    qtbot.addWidget(more)
    more.show()
    seen = more.grab(QRect(more.width() - 24, 6, 20, more.height() - 12)).toImage()
    ground = seen.pixelColor(0, 0).lightness()
    dark = [
        [seen.pixelColor(x, y).lightness() < ground - 40 for x in range(seen.width())] for y in range(seen.height())
    ]
    top = next(row for row in dark if any(row))
    first, last = top.index(True), len(top) - top[::-1].index(True)
    assert not all(top[first:last]), "two ends of a hook, not the edge of a triangle"


def test_what_is_chosen_and_too_long_ends_in_dots(qtbot: QtBot) -> None:
    """In an import 部分公开（区分处理的… ended in half a character."""
    box = ChoiceBox()
    box.addItems(["部分公开（区分处理的，只计这一情形，不计其他情形）", "予以公开"])
    qtbot.addWidget(box)
    box.resize(160, 30)
    told = []
    for place in range(box.count()):
        box.setCurrentIndex(place)
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        shown: str = option.currentText  # type: ignore[attr-defined]
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
        assert box.fontMetrics().horizontalAdvance(shown) <= field.width()
        told.append(shown)
    assert told[0].endswith("…")
    assert told[0].startswith("部分公开")
    assert told[1] == "予以公开"


@pytest.mark.parametrize(("key", "after"), [(Qt.Key.Key_Tab, "后"), (Qt.Key.Key_Backtab, "前")])
def test_tab_in_the_open_list_takes_the_marked_entry_and_goes_on(qtbot: QtBot, key: Qt.Key, after: str) -> None:
    """She opened the list, went down to 授权委托 and pressed Tab: nothing happened, however often."""
    page = QWidget()
    stack = QVBoxLayout(page)
    fields = {"前": QLineEdit(), "中": ChoiceBox(), "后": QLineEdit()}
    for name, field in fields.items():
        field.setObjectName(name)
        stack.addWidget(field)
    box = fields["中"]
    assert isinstance(box, ChoiceBox)
    box.addItems(["申请书", "授权委托", "其他"])
    told: list[str] = []
    box.textActivated.connect(told.append)
    qtbot.addWidget(page)
    page.show()
    box.setFocus()
    box.showPopup()
    for pressed in (Qt.Key.Key_Down, key):
        QTest.keyClick(box.view(), pressed)
    assert (box.view().isVisible(), told, box.currentText()) == (False, ["授权委托"], "授权委托")
    qtbot.waitUntil(lambda: (seen := page.focusWidget()) is not None and seen.objectName() == after)
