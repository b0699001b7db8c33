"""Cards: a titled piece of a page with a hairline round it, and small parts that stand in them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from disclosure.records import Record
from gui.base.appearance import mark


class Card(QFrame):
    """A titled box: ``body`` takes its content, ``corner`` says how much there is."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 12, 16, 14)
        stack.setSpacing(8)
        self.title, self.corner = words(title, "cardTitle"), words("", "secondary")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.corner)
        if title:
            stack.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        stack.addLayout(self.body)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear(self.body)


class RecordCard(Card):
    """A card about one record; each time the record changes it is shown anew."""

    def show_record(self, record: Record) -> None:
        """Show a record of the card's register."""
        raise NotImplementedError


def words(text: str, name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of plain text with a role of the style sheet."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if name:
        mark(label, name)
    return label


def quotable(text: str, name: str = "") -> QLabel:
    """Return a wrapping label whose text can be marked and copied."""
    label = words(text, name, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Button(QPushButton):
    """Pressed by Enter, too, where it has the keyboard; Enter in a field beside it never presses it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, action: Callable[[], object], name: str = "") -> Button:
    """Return a button that does one thing."""
    made = Button(text)
    made.clicked.connect(lambda _checked=False: action())
    if name:
        mark(made, name)
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """Return a frameless area in which a widget scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
