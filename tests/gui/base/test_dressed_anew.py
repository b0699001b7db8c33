"""Another theme or size reaches everything that is open, wherever it came from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.base.appearance import FAMILIES, Appearance, dress, dress_window, mark
from resources.locate import resource_path


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


def test_a_part_that_is_given_another_role_looks_as_if_it_had_had_it_from_the_beginning(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dress_window(window)
    stack = QVBoxLayout(window)
    turned, made = QLabel("申请"), QLabel("申请")
    mark(turned, "overdue")
    mark(made, "cardTitle")
    stack.addWidget(turned)
    stack.addWidget(made)
    window.show()
    assert look_of(turned) != look_of(made)
    mark(turned, "cardTitle")
    assert look_of(turned) == look_of(made)


def look_of(label: QLabel) -> tuple[QColor, QFont]:
    return label.palette().windowText().color(), label.font()


def test_every_font_that_is_shipped_for_the_screen_is_asked_for_ours_first_and_the_rare_ones_last() -> None:
    """Qt finds a missing character in any font it knows, and takes one of the system's before an unnamed one."""
    fonts = resource_path("fonts")
    ours, rare = ([_family(path) for name in names for path in sorted(fonts.glob(name))] for names in (PLAIN, RARE))
    assert [*FAMILIES[: len(ours)], *FAMILIES[-len(rare) :]] == [*ours, *rare]


PLAIN, RARE = ("NotoSansSC*.ttf",), ("RareHan-*.ttf", "NotoSerifTibetan*.ttf", "NotoNaskhArabic*.ttf")


def _family(path: Path) -> str:
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]
