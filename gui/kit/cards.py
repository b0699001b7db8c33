"""Cards: a titled piece of a page with a hairline round it, and small parts that stand in them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.base.appearance import mark, scaled
from gui.base.signs import SIGN_SIZE, Sign, paint_sign, paper_ink, sign_place

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionComboBox

    from disclosure.records import Record

_BESIDE_SIGN, _ROUND_A_CHOICE = 7, 34
_BETWEEN_QUOTES = re.compile("(?<=”)(?=“)|(?<=”[、，；])(?=“)")
"""Where quoted words follow each other."""


class Card(QFrame):
    """A titled box: ``body`` takes its content, ``corner`` says how much there is."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 12, 16, 14)
        stack.setSpacing(8)
        self.title, self.corner = words(title, "cardTitle"), words("", "secondary")
        self.head = QFrame()
        mark(self.head, "plain")
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.corner)
        stack.addWidget(self.head)
        self.head.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        stack.addLayout(self.body)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear(self.body)


class RecordCard(Card):
    """A card about one record; each time the record changes it is shown anew."""

    def show_record(self, record: "Record") -> None:
        """Show a record of the card's register."""
        raise NotImplementedError


class Words(QLabel):
    """A label of plain text; a sign may stand before its first line.

    Quoted words that follow each other (“22”、“19”) are one word for Qt, and a label that wraps is never narrower than
    its longest word: a finding with several of them was cut off at the edge of its card. They are set a
    blank apart here: a sign without width is in no font of ours, and made every line higher.
    """

    _given = ""

    def __init__(self, text: str = "", name: str = "", *, wrap: bool = False, sign: Sign | None = None) -> None:
        super().__init__()
        self.sign: Sign | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.say(text, sign, name)

    def say(self, text: str, sign: Sign | None = None, name: str = "") -> None:
        """Show other words with another sign, in the role ``name`` or the sign's own; empty words have no sign."""
        self.setText(text)
        self.sign = sign if text else None
        spoken = self.sign.spoken if self.sign else ""
        self.setAccessibleName(f"{spoken}：{text}" if spoken else text if super().text() != text else "")
        self.setContentsMargins(SIGN_SIZE + _BESIDE_SIGN if self.sign else 0, 0, 0, 0)
        role = name or (self.sign.role if self.sign else "")
        if role:
            mark(self, role)
        self.update()

    def setText(self, text: str) -> None:
        self._given = text
        super().setText(_parted(text) if self.wordWrap() else text)

    def text(self) -> str:
        """The words as they were given."""
        shown = super().text()
        return self._given if shown == _parted(self._given) else shown

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if self.sign is not None:
            inside, metrics = self.contentsRect(), QFontMetricsF(self.font())
            high = self._high(inside) if self.wordWrap() else metrics.height()
            line = QRectF(inside.x(), inside.y() + (inside.height() - high) / 2, inside.width(), metrics.height())
            painter = QPainter(self)
            is_on_paper = self.objectName() == "paperState"
            ink = paper_ink(self.sign) if is_on_paper else None
            paint_sign(painter, self.sign, sign_place(0, line, metrics), ink)
            painter.end()

    def _high(self, inside: QRect) -> float:
        """Return how high the wrapped words are: they stand in the middle of what room there is."""
        told = self.fontMetrics().boundingRect(inside, int(Qt.TextFlag.TextWordWrap.value), super().text())
        return min(told.height(), inside.height())


def _parted(text: str) -> str:
    return _BETWEEN_QUOTES.sub(" ", text)


def words(text: str, name: str = "", *, wrap: bool = False, sign: Sign | None = None) -> Words:
    """Return a label of plain text with a role of the style sheet, and a sign before it."""
    return Words(text, name, wrap=wrap, sign=sign)


def quotable(text: str, name: str = "", *, sign: Sign | None = None) -> Words:
    """Return a wrapping label whose text can be marked and copied."""
    label = words(text, name, wrap=True, sign=sign)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Button(QPushButton):
    """Pressed by Enter, too, where it has the keyboard; Enter in a field beside it never presses it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class ChoiceBox(QComboBox):
    """A drop-down the wheel goes past: turned over a page that scrolls, it would choose what nobody meant.

    What is chosen and too long for it ends in dots, not in half a character.
    """

    def initStyleOption(self, option: "QStyleOptionComboBox") -> None:
        super().initStyleOption(option)
        if self.currentIndex() < 0:  # nothing to cut; before the first paint asking for its icon makes a class of Qt
            return
        shown = cast("Any", option)
        room = self.width() - scaled(_ROUND_A_CHOICE)
        room -= self.iconSize().width() if not self.itemIcon(self.currentIndex()).isNull() else 0
        shown.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def wheelEvent(self, event: "QWheelEvent") -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A number to be typed or stepped; the wheel goes past it, as past a ``ChoiceBox``."""

    def wheelEvent(self, event: "QWheelEvent") -> None:
        event.ignore()


def button(text: str, action: Callable[[], object], name: str = "") -> Button:
    """Return a button that does one thing."""
    made = Button(text)
    made.clicked.connect(lambda _checked=False: action())
    if name:
        mark(made, name)
    return made


class Scrolling(QScrollArea):
    """Frameless, scrolls up and down, never sideways; its bar comes into the margin of what it holds.

    So nothing becomes narrower or jumps when there is more to read than room, and what stands in the page above ends
    where this ends.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = self._left = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """The bar takes its width from the margin, if that has it; whoever set another since is heard."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            margins, bar = layout.contentsMargins(), self.width() - event.size().width()
            if margins.right() != self._left:
                self._margin = margins.right()
            self._left = self._margin - bar if bar <= self._margin else self._margin
            if margins.right() != self._left:
                margins.setRight(self._left)
                layout.setContentsMargins(margins)
        super().resizeEvent(event)


def scrolling(inside: QWidget) -> Scrolling:
    """Return an area in which a widget scrolls that never takes the keyboard itself."""
    area = Scrolling()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Delete everything in a layout, layouts inside it included."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
