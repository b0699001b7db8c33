"""What a person reads off a part of the window: line by line, from left to right, signs and buttons included."""

from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gui.kit.cards import Words

_ONE_LINE = 9
"""Pixels within which the upper edges of what stands in one line lie."""


W = TypeVar("W", bound=QWidget)


def inside(widget: QWidget, kind: type[W]) -> list[W]:
    """Return what of a kind stands in a widget."""
    return cast("list[W]", widget.findChildren(kind))


def read(widget: QWidget, width: int = 460, height: int = 900) -> list[str]:
    """Return each line: words, «SIGN» before those that have one, [what can be pressed], (what cannot), parted by |."""
    widget.setParent(None)
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    return read_shown(widget)


def read_shown(widget: QWidget) -> list[str]:
    """Return the lines of what is shown already; nothing lies over anything else."""
    found: list[tuple[QRect, str]] = []
    for each in inside(widget, QWidget):
        if isinstance(each, QLabel | QAbstractButton) and each.isVisible() and each.text():
            found.append((QRect(each.mapTo(widget, QPoint(0, 0)), each.size()), _told(each)))
    found.sort(key=lambda one: (one[0].top(), one[0].left()))
    lines: list[list[tuple[QRect, str]]] = []
    for one in found:
        if lines and one[0].top() - lines[-1][0][0].top() <= _ONE_LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    for line in lines:
        line.sort(key=lambda one: one[0].left())
        for before, after in pairwise(line):
            assert not before[0].intersects(after[0]), f"{before[1]} lies over {after[1]}"
    return [" | ".join(text for _, text in line) for line in lines]


def _told(each: QLabel | QAbstractButton) -> str:
    if isinstance(each, QAbstractButton):
        return f"[{each.text()}]" if each.isEnabled() else f"({each.text()})"
    sign = each.sign if isinstance(each, Words) else None
    return f"«{sign.name}» {each.text()}" if sign else each.text()
