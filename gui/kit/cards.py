"""Cards, which are titled boxes on a page, and the small widgets used in them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.base.appearance import mark, scaled
from gui.base.signs import SIGN_SIZE, Sign, paint_sign, painting, paper_ink, sign_place

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionComboBox

    from disclosure.records import Record

_BESIDE_SIGN, _ROUND_A_CHOICE, _ROUND_A_HINT, _MOST_CHOICES = 7, 34, 24, 18
_ABOVE_LINK = 3
"""The border and the padding of a link, in app.qss."""
_BETWEEN_QUOTES = re.compile("(?<=”)(?=“)|(?<=”[、，；])(?=“)")
"""Between two consecutive quotations."""
_UNBROKEN = "\u2011"
"""A hyphen at which no line ends; before a digit none does anyway."""
BESIDE_A_SIGN = SIGN_SIZE + _BESIDE_SIGN
"""How far words stand from the left edge that have a sign before them."""


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
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.corner)
        stack.addWidget(self.head)
        self.head.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        stack.addLayout(self.body)

    def clear(self) -> None:
        """Delete everything in the body."""
        clear(self.body)


class RecordCard(Card):
    """A card about one record."""

    def show_record(self, record: "Record") -> None:
        """Show a record of the card's register."""
        raise NotImplementedError


class Words(QLabel):
    """A label of plain text, with an optional sign before its first line.

    To Qt, consecutive quotations (“22”、“19”) are one word, and a wrapping label is never narrower than its longest
    word, so that a finding with several of them was cut off. They are separated by a blank here, because our fonts have
    no zero-width space and a fallback font would make the lines higher. A masked number keeps its hyphen inside a line.
    """

    _given = ""

    def __init__(self, text: str = "", name: str = "", *, wrap: bool = False, sign: Sign | None = None) -> None:
        super().__init__()
        self.sign: Sign | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.say(text, sign, name)

    def say(self, text: str, sign: Sign | None = None, name: str = "") -> None:
        """Show another text and sign, in the style ``name`` or that of the sign; an empty text has no sign."""
        self.setText(text)
        self.sign = sign if text else None
        spoken = text if super().text() != text else ""  # without the added blanks
        if self.sign is not None and self.sign.spoken:
            spoken = f"{self.sign.spoken}：{text}"
        self.setAccessibleName(spoken)
        self.setContentsMargins(BESIDE_A_SIGN if self.sign else 0, 0, 0, 0)
        role = name or (self.sign.role if self.sign else "")
        if role:
            mark(self, role)
        self.update()

    def setText(self, text: str) -> None:
        self._given = text
        super().setText(_parted(text) if self.wordWrap() else text)

    def text(self) -> str:
        """The text as it was given."""
        shown = super().text()
        return self._given if shown == _parted(self._given) else shown

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if self.sign is not None:
            inside, metrics = self.contentsRect(), QFontMetricsF(self.font())
            high = self._high(inside) if self.wordWrap() else metrics.height()
            line = QRectF(inside.x(), inside.y() + (inside.height() - high) / 2, inside.width(), metrics.height())
            is_on_paper = self.objectName() == "paperState"
            ink = paper_ink(self.sign) if is_on_paper else None
            with painting(self) as painter:
                paint_sign(painter, self.sign, sign_place(0, line, metrics), ink)

    def _high(self, inside: QRect) -> float:
        """Return the height of the wrapped text, which is centred in the label."""
        told = self.fontMetrics().boundingRect(inside, int(Qt.TextFlag.TextWordWrap.value), super().text())
        return min(told.height(), inside.height())


def _parted(text: str) -> str:
    return _BETWEEN_QUOTES.sub(" ", text).replace("-*", f"{_UNBROKEN}*")


def words(text: str, name: str = "", *, wrap: bool = False, sign: Sign | None = None) -> Words:
    """Return a label of plain text with a name for the style sheet and an optional sign."""
    return Words(text, name, wrap=wrap, sign=sign)


def quotable(text: str, name: str = "", *, sign: Sign | None = None) -> Words:
    """Return a wrapping label whose text can be selected and copied."""
    label = words(text, name, wrap=True, sign=sign)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def beside_link(label: Words) -> Words:
    """Put the first line of a label as high as the words of a link beside it, which has an edge and some room above."""
    label.setContentsMargins(label.contentsMargins().left(), _ABOVE_LINK, 0, _ABOVE_LINK)
    return label


class Button(QPushButton):
    """A button that Enter presses if it has the focus, but never from a field beside it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class SearchBox(QLineEdit):
    """A search box, emptied by one click; its placeholder says what is searched and, if there is room, its ``key``."""

    def __init__(self, hint: str, parent: QWidget | None = None, key: str = "") -> None:
        super().__init__(parent)
        self._hint, self._key = hint, key
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        whole, metrics = f"{self._hint}  {self._key}".rstrip(), self.fontMetrics()
        has_room = metrics.horizontalAdvance(whole) + scaled(_ROUND_A_HINT) <= self.width()
        self.setPlaceholderText(whole if has_room else self._hint)


class ChoiceBox(QComboBox):
    """A drop-down that ignores the mouse wheel, which on a scrolling page would change the choice by accident.

    A choice that is too long for it is elided. Tab in its open list takes the marked entry and goes on, as Enter does.
    """

    def initStyleOption(self, option: "QStyleOptionComboBox") -> None:
        super().initStyleOption(option)
        if self.currentIndex() < 0:  # nothing to cut; before the first paint asking for its icon makes a class of Qt
            return
        shown = cast("Any", option)
        room = self.width() - scaled(_ROUND_A_CHOICE)
        room -= self.iconSize().width() if not self.itemIcon(self.currentIndex()).isNull() else 0
        shown.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def showPopup(self) -> None:
        """What there is to choose opens below, each word whole and all of it seen where the screen has room."""
        self.setMaxVisibleItems(_MOST_CHOICES)
        view = self.view()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # off where the system's style scrolls
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > _MOST_CHOICES else 0
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar + 2, self.window().width()))
        view.installEventFilter(self)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Tab in the open list: Qt does nothing with it."""
        ways = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in ways:
            return False
        taken = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(watched, taken)  # so that the choice is told of as after Enter
        self.setFocus()
        self.focusNextPrevChild(ways[Qt.Key(event.key())])
        return True

    def wheelEvent(self, event: "QWheelEvent") -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A number field without arrows, which nobody hits; it ignores the mouse wheel, like ``ChoiceBox``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)

    def wheelEvent(self, event: "QWheelEvent") -> None:
        event.ignore()


def button(text: str, action: Callable[[], object], name: str = "") -> Button:
    """Return a button with its action."""
    made = Button(text)
    made.clicked.connect(lambda *_: action())
    if name:
        mark(made, name)
    return made


class Scrolling(QScrollArea):
    """A frameless area that scrolls only vertically; its bar takes its width from the margin of the content.

    So the content does not become narrower or jump when the bar appears, and stays aligned with what is above.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = self._left = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Take the width of the bar from the margin, if it is wide enough; a margin set meanwhile is respected."""
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
    """Return an area in which a widget scrolls; the area itself never takes the focus."""
    area = Scrolling()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Delete everything in a layout and in the layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
