"""Tab, step by step: past every control of a window, or round inside a form that lies in one."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk_on(root: QWidget, ahead: bool) -> bool:
    """Give the keyboard to the next control inside a widget, in the order they stand in it; tell whether there is one.

    Qt's own chain of Tab is not asked: PySide takes a widget it answers for a child of the one that was asked, and when
    that one is deleted the other is forgotten with all that stands in it, and its next use ends the program.
    """
    window = root.window()
    inside = cast("list[QWidget]", root.findChildren(QWidget))
    known = [each for each in inside if each.isVisible() and each.window() is window]
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


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(Qt.FocusPolicy.TabFocus & widget.focusPolicy())
    return takes and widget.isEnabled() and widget.focusProxy() is None
