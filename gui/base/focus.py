"""Moving the focus with Tab through all controls of a window, or in a cycle within a form inside one."""

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

COMES_LAST = "comesLast"
"""A property of controls that Tab reaches after all others, so that it does not interrupt a row of fields."""


def walk_on(root: QWidget, ahead: bool) -> bool:
    """Give the focus to the next control inside a widget, in visual order; return whether there is one.

    Qt's own tab chain is not used: PySide takes a widget it returns for a child of the one asked, and forgets it with
    all its contents when that one is deleted; using it afterwards crashes the program.
    """
    begin = root.focusWidget()
    known = [each for each in _as_seen(root) if each is begin or _takes_tab(each)]
    known.sort(key=lambda each: bool(each.property(COMES_LAST)))
    place = known.index(begin) if begin in known else -1
    stops = {number: each for number, each in enumerate(known) if each is not begin or _takes_tab(each)}
    if not stops:
        return False
    after = [each for number, each in stops.items() if number > place] or list(stops.values())
    before = [each for number, each in stops.items() if number < place] or list(stops.values())
    reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
    (after[0] if ahead else before[-1]).setFocus(reason)
    return True


def _as_seen(widget: QWidget) -> list[QWidget]:
    """Return everything visible inside a widget line by line, each line from the left, in whatever order it was made.

    The positions are used, not the layout: PySide takes what a layout returns for its child, too.
    """
    inside = [each for each in widget.children() if isinstance(each, QWidget) and each.isVisible()]
    inside = sorted((each for each in inside if not each.isWindow()), key=QWidget.y)
    tops = list(map(QWidget.y, inside))
    seen: list[QWidget] = []
    first = 0
    while first < len(inside):
        middle = inside[first].geometry().center().y()  # a field with a note below it is higher than its neighbour
        beyond = max(first + 1, bisect_right(tops, middle))
        for each in sorted(inside[first:beyond], key=QWidget.x):
            seen.append(each)
            seen += _as_seen(each)
        first = beyond
    return seen


def _takes_tab(widget: QWidget) -> bool:
    return widget.focusPolicy() in _BY_TAB and widget.isEnabled() and widget.focusProxy() is None


_BY_TAB = (Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus, Qt.FocusPolicy.TabFocus)
"""Asked for by name: Qt's flags are put together in Python, at every Tab for hundreds of widgets."""
