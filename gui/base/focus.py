"""Moving the focus with Tab through all controls of a window, or in a cycle within a form inside one."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

COMES_LAST = "comesLast"
"""A property of controls that Tab reaches after all others, so that it does not interrupt a row of fields."""


def walk_on(root: QWidget, ahead: bool) -> bool:
    """Give the focus to the next control inside a widget, in visual order; return whether there is one.

    Qt's own tab chain is not used: PySide takes a widget it returns for a child of the one asked, and forgets it with
    all its contents when that one is deleted; using it afterwards crashes the program.
    """
    known = sorted(_as_seen(root), key=lambda each: bool(each.property(COMES_LAST)))
    stops = [each for each in known if _takes_tab(each)]
    begin = root.focusWidget()
    if not stops:
        return False
    place = known.index(begin) if begin in known else -1
    order = {each: number for number, each in enumerate(known)}
    after = [each for each in stops if order[each] > place] or stops
    before = [each for each in stops if order[each] < place] or stops
    reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
    (after[0] if ahead else before[-1]).setFocus(reason)
    return True


def _as_seen(widget: QWidget) -> Iterator[QWidget]:
    """Yield everything visible inside a widget line by line, each line from the left, in whatever order it was made.

    The positions are used, not the layout: PySide takes what a layout returns for its child, too.
    """
    visible = [each for each in widget.children() if isinstance(each, QWidget) and each.isVisible()]
    waiting = sorted((each for each in visible if not each.isWindow()), key=QWidget.y)
    while waiting:
        middle = waiting[0].geometry().center().y()  # a field with a note below it is higher than its neighbour
        line = [each for each in waiting if each is waiting[0] or each.y() <= middle]
        waiting = [each for each in waiting if each not in line]
        for each in sorted(line, key=QWidget.x):
            yield each
            yield from _as_seen(each)


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(Qt.FocusPolicy.TabFocus & widget.focusPolicy())
    return takes and widget.isEnabled() and widget.focusProxy() is None
