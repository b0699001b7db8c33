"""Whoever works by keyboard sees at each button whether it has the keyboard, in both themes."""

import re
from typing import Any, cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionButton

from gui.base.appearance import Appearance, dress, dress_window, mark
from resources.locate import resource_path

LOOKS = ("", *sorted(set(re.findall(r"QPushButton#(\w+)", resource_path("app.qss").read_text(encoding="utf-8")))))
_SEEN = 60
"""Pixels that differ at least: half of the edge of the smallest button here."""


def painted(button: QPushButton, *, has_focus: bool) -> QImage:
    option = cast("Any", QStyleOptionButton())
    button.initStyleOption(option)
    option.state &= ~QStyle.StateFlag.State_HasFocus
    if has_focus:
        option.state |= QStyle.StateFlag.State_HasFocus
    image = QImage(QSize(button.size()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    button.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, button)
    painter.end()
    return image


@pytest.mark.parametrize("theme", [Appearance.LIGHT, Appearance.DARK])
def test_a_filter_that_filters_shows_that_it_has_the_keyboard_like_every_button(
    qapp: QApplication, theme: Appearance
) -> None:
    """The border of a named or ticked button outweighed the ring of QPushButton:focus: Tab went there and was lost."""
    dress(qapp, theme)
    lost = []
    try:
        for name in LOOKS:
            for is_checked in (False, True):
                button = QPushButton("期限 已经逾期")
                button.setCheckable(is_checked)
                button.setChecked(is_checked)
                mark(button, name)
                dress_window(button)
                button.ensurePolished()
                button.resize(button.sizeHint().expandedTo(QSize(120, 28)))
                plain, focused = (painted(button, has_focus=each) for each in (False, True))
                differing = sum(
                    plain.pixel(x, y) != focused.pixel(x, y)
                    for x in range(plain.width())
                    for y in (0, 1, 2, plain.height() - 2, plain.height() - 1)
                )
                if differing < _SEEN:
                    lost.append(f"{name or 'plain'}{' ticked' if is_checked else ''}: {differing}")
                button.deleteLater()
    finally:
        dress(qapp, Appearance.LIGHT)
    assert lost == []
