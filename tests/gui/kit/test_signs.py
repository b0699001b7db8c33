"""The signs before words: each has a shape of its own, drawn; no sign is a character of a font."""

import ast
import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from gui.base.appearance import DARK, LIGHT
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign, paint_sign
from gui.kit.cards import words

ROOT = Path(__file__).parents[3]
FROM_A_FONT = frozenset("■□●○◇◆△▲√✔✓✗✘ⓘ⚠")
"""Characters that stood for states: the radical sign for a tick, and shapes no bundled font holds."""
FAINT, A_PIXEL = 40, 1
"""How little is no ink, and by how much two middles may differ that are drawn on whole pixels."""


def drawn(sign: Sign) -> QImage:
    """A sign in black on white, so that only its shape counts."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sign(painter, sign, QRectF(0, 0, 40, 40), QColor("black"))
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
def test_every_sign_has_a_shape_of_its_own() -> None:
    shapes = {sign: drawn(sign) for sign in Sign}
    for (one, first), (other, second) in itertools.combinations(shapes.items(), 2):
        assert first != second, f"{one} and {other} look alike"
    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    assert blank not in shapes.values()
    assert not any(sign_icon(sign).pixmap(16, 16).isNull() for sign in Sign)


def test_every_sign_has_a_colour_in_both_themes() -> None:
    for sign in Sign:
        assert sign.role in LIGHT
        assert sign.role in DARK


def test_words_with_a_sign_keep_their_room_and_are_said_aloud(qtbot: QtBot) -> None:
    label = words("没有地址", sign=Sign.DOUBT)
    qtbot.addWidget(label)
    assert (label.text(), label.accessibleName(), label.objectName()) == ("没有地址", "提醒：没有地址", "attention")
    with_sign = label.sizeHint().width()
    label.say("没有地址", name="secondary")
    assert (label.sign, label.accessibleName(), label.objectName()) == (None, "", "secondary")
    assert label.sizeHint().width() < with_sign
    label.say("", Sign.DOUBT)
    assert label.sign is None, "no words, no sign"


def test_no_state_of_the_window_is_told_by_a_character_of_a_font() -> None:
    """「√」 is the radical sign, and no bundled font holds 「✔」."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "gui").rglob("*.py"))}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value!r}"
        for path, text in texts.items()
        if FROM_A_FONT & set(text) or re.search(r"\\[uUNx]", text)  # few have to be parsed
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FROM_A_FONT & set(node.value)
    ]
    assert found == []


def inked(shot: QImage, columns: range, ground: QColor) -> float:
    """The middle of the rows that anything is drawn in."""

    def is_ink(x: int, y: int) -> bool:
        return abs(shot.pixelColor(x, y).lightness() - ground.lightness()) > FAINT

    rows = [y for y in range(shot.height()) if any(is_ink(x, y) for x in columns)]
    return (rows[0] + rows[-1]) / 2


@pytest.mark.parametrize("high", [None, 60], ids=["as-high-as-its-words", "higher"])
@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("role", ["", "secondary", "dueTitle", "pageTitle"])
def test_a_sign_stands_at_the_height_of_its_words(qtbot: QtBot, role: str, wrap: bool, high: int | None) -> None:
    """It hung over its word by a pixel or two: characters stand below the middle of their line."""
    label = words("国国国国", role, wrap=wrap, sign=Sign.TODAY)
    qtbot.addWidget(label)
    label.resize(200, high or label.sizeHint().height())
    shot, begins = label.grab().toImage(), label.contentsRect().left()
    ground = shot.pixelColor(199, 0)
    assert abs(inked(shot, range(begins - 4), ground) - inked(shot, range(begins, 120), ground)) <= A_PIXEL


def test_a_sign_of_a_list_stands_at_the_height_of_its_words(qtbot: QtBot) -> None:
    shown = QListWidget()
    QListWidgetItem(sign_icon(Sign.TODAY), "国国国国", shown)
    qtbot.addWidget(shown)
    shown.resize(200, 60)
    shown.show()
    item = shown.visualItemRect(shown.item(0))
    shot = shown.viewport().grab(item).toImage()
    ground, words_from = shot.pixelColor(199 - 20, 4), 30
    assert abs(inked(shot, range(8, words_from), ground) - inked(shot, range(words_from, 100), ground)) <= A_PIXEL


def test_quoted_words_that_follow_each_other_part_at_the_edge_of_a_narrow_card(qtbot: QtBot) -> None:
    """登记簿里还能改正的: “22”、“19”、“24”… was one word of 517 pixels for Qt, and cut off in a card of 348."""
    told = "办理结果写着“予以公开”、“部分公开”、“不予公开”、“无法提供”、“不予处理”、“其他处理”，只能有一个。"
    label = words(told, wrap=True, sign=Sign.DOUBT)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= 300
    assert (label.text(), label.accessibleName()) == (told, f"提醒：{told}")
    plain = words(told, wrap=True)
    qtbot.addWidget(plain)
    assert plain.accessibleName() == told, "what is heard has no blanks in it"
    usual = words("办理结果只能有一个。", wrap=True)
    qtbot.addWidget(usual)
    assert plain.heightForWidth(2000) == usual.heightForWidth(2000), "with a sign of another font lines grew higher"
