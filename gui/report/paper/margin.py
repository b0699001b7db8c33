"""Notes beside the lines of the paper: findings and the selected cell, moved down where they collide.

Nothing here moves the paper. Without room beside it, there are signs at its edge and the notes are in a sheet.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.base.appearance import colour, mark, scaled
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Button, quotable, words

_GAP, _NECK = 8, 20
_HEAD = 18
"""Distance from a note's top edge to the connector to its line, in pixels for a font of 10 points."""
_MARKER, _BETWEEN_LINKS = 26, 14


class Note(QFrame):
    """One card in the margin: its text, its line, and links, the first of which is the main one."""

    pressed = Signal()

    def __init__(self, title: str, sign: Sign | None = None, look: str = "notePlain") -> None:
        super().__init__()
        mark(self, look)
        self.sign, self.is_folded = sign, False
        self.title = words(title, sign.role if sign else "noteTitle", wrap=True, sign=sign)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 8, 10, 8)
        self.body.setSpacing(2)
        self.body.addWidget(self.title)
        self.links: dict[str, Button] = {}

    def add_words(self, text: str, name: str = "secondary") -> None:
        """Add a sentence below the title."""
        if text:
            self.body.addWidget(quotable(text, name))

    def add_links(self, links: Sequence[Button], about: str = "") -> None:
        """Add the links below the text; their accessible names say what they are ``about``, by default the title."""
        holder = QWidget()
        row = FlowLayout(holder, _BETWEEN_LINKS)
        row.setContentsMargins(0, 0, 0, 0)
        for link in links:
            self.links[link.text()] = link
            if told := about or self.title.text():
                link.setAccessibleName(f"{link.text()}：{told}")
            row.addWidget(link)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addWidget(holder)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()


class Placed:
    """A note, the function for the height of its line (None: not visible), and its sign at the edge."""

    def __init__(self, note: Note, line: Callable[[], int | None], *, is_asked_for: bool) -> None:
        self.note, self.line, self.at, self.is_asked_for = note, line, 0, is_asked_for
        self.mark: QToolButton | None = None


class Margin(QWidget):
    """Places notes beside their lines; ``wanted`` carries a note whose sign at the edge was pressed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "plain")
        self._placed: list[Placed] = []

    @property
    def notes(self) -> list[Note]:
        """The notes in the order of their lines."""
        return [placed.note for placed in sorted(self._shown(), key=lambda one: one.at)]

    def add(self, note: Note, line: Callable[[], int | None], *, is_asked_for: bool = False) -> None:
        """Add a note; ``line`` is called after every layout of the paper.

        A requested one keeps its line, and is first in a sheet: earlier findings make way for it.
        """
        note.setParent(self)
        self._placed.append(Placed(note, line, is_asked_for=is_asked_for))

    def drop(self, note: Note) -> None:
        """Remove a note."""
        for placed in [placed for placed in self._placed if placed.note is note]:
            self._placed.remove(placed)
            for widget in (placed.mark, note):
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _shown(self) -> list[Placed]:
        return [placed for placed in self._placed if not placed.note.is_folded]

    def _measure(self) -> list[Placed]:
        """Get the line of every note; one without is hidden."""
        seen = []
        for placed in self._placed:
            at = None if placed.note.is_folded else placed.line()
            if at is None:
                placed.note.hide()
            else:
                placed.at = at
                seen.append(placed)
        return sorted(seen, key=lambda one: one.at)

    def place_beside(self, left: int, width: int, height: int, seen: range) -> int:
        """Lie beside the paper from ``left`` on, with every note at its line or below the previous one; return the end.

        A requested note for a line in ``seen`` is completely visible, however far down the line is.
        """
        self.hide_marks()
        self.setGeometry(left, 0, _NECK + width, height)
        end, taken, last = _GAP, range(0), 0
        for placed in sorted(self._measure(), key=lambda one: not one.is_asked_for):
            tall = _height(placed.note, width)
            top = max(placed.at - scaled(_HEAD), end)
            if placed.is_asked_for and placed.at in seen:
                top = max(min(top, seen.stop - tall), seen.start)
            if top < taken.stop and top + tall + _GAP > taken.start:
                top = taken.stop
            placed.note.setGeometry(_NECK, top, width, tall)
            placed.note.show()
            last = max(last, top + tall + _GAP)
            if placed.is_asked_for:
                taken = range(top, last)
            else:
                end = top + tall + _GAP
        self.resize(_NECK + width, max(height, last))
        self.update()
        return last

    def place_below(self, width: int) -> None:
        """Lie in a sheet, one note below another, requested ones first."""
        end = 0
        for placed in sorted(self._measure(), key=lambda one: not one.is_asked_for):
            tall = _height(placed.note, width)
            placed.note.setGeometry(0, end, width, tall)
            placed.note.show()
            end += tall + _GAP
        self.resize(width, max(1, end))

    def place_marks(self, ground: QWidget, right: int) -> None:
        """Put a sign at the edge for every line with notes, that of the most serious one."""
        self.hide_marks()
        size = scaled(_MARKER)
        last = -size
        for placed in self._measure():
            if placed.note.sign is None or placed.at < last + size:
                continue
            last = placed.at
            if placed.mark is None:
                placed.mark = QToolButton(ground)
                mark(placed.mark, "edgeMark")
                placed.mark.setIcon(sign_icon(placed.note.sign))
                placed.mark.clicked.connect(partial(self._want, placed.note))
            placed.mark.setAccessibleName(placed.note.title.text())
            placed.mark.setToolTip(placed.note.title.text())
            placed.mark.setGeometry(QRect(right - size, placed.at - size // 2, size, size))
            placed.mark.show()
            placed.mark.raise_()

    def _want(self, note: Note, *_: object) -> None:
        self.wanted.emit(note)

    def hide_marks(self) -> None:
        """Hide the signs at the edge."""
        for placed in self._placed:
            if placed.mark is not None:
                placed.mark.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the connectors from notes to their lines."""
        painter = QPainter(self)
        for placed in self._shown():
            note = placed.note
            if not note.isVisible() or not note.x():
                continue
            painter.setPen(QPen(colour(note.sign.role if note.sign else "accent-line"), 1))
            joint, middle = note.y() + min(scaled(_HEAD), note.height() // 2), _NECK // 2
            path = [QPoint(0, placed.at), QPoint(middle, placed.at), QPoint(middle, joint), QPoint(_NECK, joint)]
            painter.drawPolyline(QPolygon(path))
        painter.end()


def _height(note: Note, width: int) -> int:
    """Return the height of a note at a width."""
    for widget in (note, *note.findChildren(QWidget)):  # the height of links depends on the style sheet
        widget.ensurePolished()
    layout = note.layout()
    assert layout is not None
    layout.activate()
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
