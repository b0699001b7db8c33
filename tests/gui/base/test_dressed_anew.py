"""Another theme or size reaches everything that is open, wherever it came from."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.base.appearance import Appearance, dress, dress_window


@pytest.fixture(autouse=True)
def in_the_light(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp, Appearance.LIGHT)


def test_a_form_that_was_a_window_and_lies_in_a_page_now_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    form, window = QLabel("申请"), QWidget()
    qtbot.addWidget(window)
    dress_window(form)
    dress_window(window)
    QVBoxLayout(window).addWidget(form)
    window.show()
    before = window.styleSheet()
    dress(qapp, Appearance.DARK)
    assert window.styleSheet() != before
    assert form.styleSheet() in ("", window.styleSheet())
