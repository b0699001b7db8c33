"""How a window is laid: lines between things, what stands beside several lines, and who takes the room that is left."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from gui.forms.editors import Editor
from gui.kit.cards import SearchBox
from gui.kit.page_preview import PagePreview
from tests.gui.looks import is_ours, laid_in, told


def rows(window: QWidget) -> Iterator[tuple[QBoxLayout, bool, list[QWidget]]]:
    """Yield each row or column of the program, whether it is a row, and what is seen in it, in order."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        holder = layout.parentWidget()
        if isinstance(layout, QBoxLayout) and holder is not None and is_ours(holder):
            is_row = layout.direction() in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)
            inside = laid_in(layout, holder)
            yield layout, is_row, [inside[place] for place in sorted(inside) if inside[place].isVisible()]


def ruled(window: QWidget) -> Iterator[str]:
    """Lines that part nothing: above the first, below the last, two together, or not between each two of a list."""
    for _layout, is_row, seen in rows(window):
        lines = [type(each) is QFrame and each.objectName() == "rule" for each in seen]
        if is_row or not any(lines):
            continue
        if lines[0] or lines[-1] or any(one and other for one, other in pairwise(lines)):
            yield f"a line parts nothing: {', '.join(map(told, seen))}"
        alike = [type(each) for each in seen]
        between = {
            lines[place + 1]
            for place, kind in enumerate(alike[:-1])
            if not lines[place] and kind in alike[place + 1 : place + 3]
        }
        if len(between) > 1:
            yield f"a line is missing: {', '.join(map(told, seen))}"


def sunk(window: QWidget) -> Iterator[str]:
    """Buttons that stand in the middle beside words of several lines, and not beside the first of them."""
    for _layout, is_row, seen in rows(window):
        words = [each for each in seen if isinstance(each, QLabel) and each.wordWrap() and each.text()]
        tall = [each for each in words if each.height() > _SEVERAL_LINES * each.fontMetrics().lineSpacing()]
        for each in seen if is_row and tall else []:
            below = each.y() - min(one.y() for one in tall)
            if isinstance(each, QPushButton) and below > _IN_LINE:
                yield f"{told(each)} stands {below} pixels below the beginning of what it belongs to"


_SEVERAL_LINES, _IN_LINE = 1.5, 4
"""From how high on words have a second line, and how far below the first line something still stands beside it."""


def widened(window: QWidget) -> Iterator[str]:
    """Links in a column that are pressed far from their words, because they are as wide as the column."""
    for layout, is_row, seen in rows(window):
        for each in seen:
            if not is_row and isinstance(each, QPushButton) and each.objectName() == "link":
                spare = each.width() - max(each.sizeHint().width(), each.minimumWidth())
                if spare > 1 and not layout.stretch(layout.indexOf(each)):
                    yield f"{told(each)} is {spare} pixels wider than its words"


def unreached(window: QWidget) -> Iterator[str]:
    """Editors that take nobody to where one types, who is led to them."""
    for editor in cast("list[Editor]", window.findChildren(Editor)):
        if editor.focusProxy() not in editor.keyboards():
            yield f"leads nowhere: the editor of {editor.column.name}"


LARGER = (PagePreview, QPlainTextEdit, SearchBox)
"""What may have twice the room of what stands beside it, and never none: pages, long texts, a search."""
ABOVE_THE_MIDDLE = (2, 3)
"""Air above and below what stands alone: in the exact middle it would look sunk."""
COLUMNS_OF_WORDS = {"facts": (3, 4, 5)}
"""Columns of unlike words, by the role of their holder: how much each tells is known only of what is written there."""


def shared(window: QWidget) -> Iterator[str]:
    """Room that is shared unequally without a reason, or in a number that says nothing, as a single 2 does."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        holder = layout.parentWidget()
        if holder is None or not isinstance(layout, QBoxLayout | QGridLayout) or not is_ours(holder):
            continue
        parts = _parts(layout)
        given = tuple(filter(None, parts.values()))
        if isinstance(layout, QGridLayout):
            is_meant = given == COLUMNS_OF_WORDS.get(holder.objectName())
        else:
            inside = laid_in(layout, holder)
            is_column = layout.direction() is QBoxLayout.Direction.TopToBottom
            may = LARGER[:-1] if is_column else LARGER  # a search has one line everywhere
            larger = {place for place, each in inside.items() if isinstance(each, may)}
            is_meant = len(given) > 1 and all(part in (0, 1 + (place in larger)) for place, part in parts.items())
            is_meant |= given == ABOVE_THE_MIDDLE and not any(parts.get(place) for place in inside)
            if given and any(not parts[place] and inside[place].isVisible() for place in larger):
                yield f"has no share of the room: {', '.join(told(inside[place]) for place in larger)}"
        if set(given) - {1} and not is_meant:
            yield f"shares of {given}: {type(holder).__name__} {holder.objectName()}"


def _parts(layout: QBoxLayout | QGridLayout) -> dict[int, int]:
    if isinstance(layout, QBoxLayout):
        return {place: layout.stretch(place) for place in range(layout.count())}
    shares = [layout.columnStretch(place) for place in range(layout.columnCount())]
    return dict(enumerate([*shares, *(layout.rowStretch(place) for place in range(layout.rowCount()))]))


def unclear(window: QWidget) -> Iterator[str]:
    """Searches that are no search box, or are not emptied by a click."""
    for field in cast("list[QLineEdit]", window.findChildren(QLineEdit)):
        searches = is_ours(field) and _SEARCH.search(field.accessibleName())
        if searches and not (isinstance(field, SearchBox) and field.isClearButtonEnabled()):
            yield f"is not emptied by a click: {field.accessibleName()}"


_SEARCH = re.compile("搜索|查找")


def faults(window: QWidget) -> list[str]:
    """What is wrong with how one window is laid."""
    return [fault for law in (ruled, sunk, widened, unreached, shared, unclear) for fault in law(window)]
