"""What of a window the keyboard does not reach, shows no ring when it does, or a screen reader has no name for."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QToolBar,
    QWidget,
)

from gui.report.retyping import RetypeWindow
from tests.gui.looks import laid_in

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
ROLES = {
    QAbstractItemView: {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree},
    QTabBar: {QAccessible.Role.PageTabList},
    QComboBox: {QAccessible.Role.ComboBox},
    QLineEdit: {QAccessible.Role.EditableText},
}
FIELDS = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
MOST_STEPS, MOST_LINKS = 400, 40
"""How many controls a window has at most, and links one text of it."""


def controls(window: QWidget) -> list[QWidget]:
    """What of one window, or of a form in one, takes a hand: seen, not shut, no part Qt made inside another control."""
    found: list[QWidget] = []
    for each in cast("list[QWidget]", window.findChildren(QWidget)):
        if (
            not isinstance(each, CONTROLS)
            or not each.isVisible()
            or not each.isEnabled()
            or each.window() is not window.window()
        ):
            continue
        if each.objectName().startswith("qt_") or is_part(each):
            continue
        found.append(each)
    return found


def is_part(widget: QWidget) -> bool:
    """Whether a widget is the line of a box, the corner of a table, the headings of a list."""
    above = widget.parentWidget()
    return isinstance(above, QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit)


def told(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    text = getattr(widget, "text", lambda: "")
    return f"{type(widget).__name__} {widget.objectName()} {str(text())[:20] if callable(text) else ''}".strip()


def unnamed(window: QWidget) -> Iterator[str]:
    """What a screen reader could not call by a name, or would call something else than it is."""
    here = controls(window)
    for each in cast("list[QWidget]", window.findChildren(QWidget)):
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None and each.isEnabled()
        if takes and each.isVisible() and each.window() is window and each not in here and not is_part(each):
            here.append(each)  # a strip of days, a chart, a side that scrolls
    for widget in here:
        if not spoken(widget):
            yield f"no name: {told(widget)} in {told(widget.parentWidget())}"
        for kind, roles in ROLES.items():
            role = QAccessible.queryAccessibleInterface(widget).role()
            if isinstance(widget, kind) and role not in roles:
                yield f"{role.name}: {told(widget)}"


def walked(window: QWidget) -> list[QWidget]:
    """Where Tab comes by, from where the keyboard is until it comes there again."""
    window.window().activateWindow()
    QTest.qWaitForWindowActive(window.window())
    begin = QApplication.focusWidget()
    if begin is None or not (begin is window or window.isAncestorOf(begin)):
        window.setFocus()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        begin = QApplication.focusWidget()
    found: list[QWidget] = []
    at = begin
    while at is not None and at not in found and len(found) < MOST_STEPS:
        found.append(at)
        for _ in range(MOST_LINKS if isinstance(at, QLabel) else 1):
            QTest.keyClick(at, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not at:
                break
        at = QApplication.focusWidget()
    return found


def unreached(window: QWidget) -> Iterator[str]:
    """What the keyboard does not come to."""
    found = set(walked(window))
    if isinstance(window, RetypeWindow):
        found |= {window.next_button, window.back_button}  # Tab and Shift+Tab are theirs, wherever the keyboard is
    reached = found | {part for each in found for part in (each.focusProxy(), each.parentWidget()) if part is not None}
    for widget in controls(window):
        proxy = widget.focusProxy()
        if widget in reached or proxy in reached:
            continue
        if isinstance(widget, QRadioButton) and any(
            isinstance(each, QRadioButton) and each.parentWidget() is widget.parentWidget() for each in reached
        ):
            continue
        yield f"not reached: {told(widget)} (policy {widget.focusPolicy().name}) in {told(widget.parentWidget())}"


def misled(window: QWidget) -> Iterator[str]:
    """Windows just opened where Enter or Space does something else than the one thing they show as next.

    The keyboard begins where the window put it, else with what Tab would come to first; if that is a button, Qt takes
    the default button instead. What Esc does, too, does no harm.
    """
    on = window.focusWidget()
    if on is None:
        chain = [window]
        while (following := chain[-1].nextInFocusChain()) is not None and following not in chain:
            chain.append(following)
        on = next((each for each in chain if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    primary = cast("QPushButton | None", window.findChild(QPushButton, "primary"))
    if not isinstance(on, QPushButton) or on.objectName() == "segment" or on.text().endswith("Esc"):
        return
    if primary not in (None, on) and primary.isVisible() and primary.isEnabled() and not primary.isDefault():
        yield f"begins on {told(on)}, beside {told(primary)}"


def faults(window: QWidget) -> list[str]:
    """What is wrong with one window for those who have no mouse or do not see it."""
    return [*unnamed(window), *misnamed(window), *alike(window), *unreached(window)]


def captions(widget: QWidget) -> list[str]:
    """What the labels say that a field stands beside or below, as it is laid out: words, no value and no sentence."""
    found: list[QWidget | None] = []
    for layout in cast("list[QLayout]", widget.window().findChildren(QLayout)):
        place, holder = layout.indexOf(widget), layout.parentWidget()
        if place >= 0 and isinstance(layout, QFormLayout):
            found.append(layout.labelForField(widget))
        elif place >= 0 and isinstance(layout, QGridLayout):
            places = [cast("tuple[int, int, int, int]", layout.getItemPosition(at)) for at in range(layout.count())]
            row, column = places[place][:2]
            for at, other in laid_in(layout, holder).items():
                top, left = places[at][:2]
                if (top == row and left < column) or (top == row - 1 and left == column):
                    found.append(other)
        elif place > 0 and isinstance(layout, QBoxLayout):
            found.append(laid_in(layout, holder).get(place - 1))
    told = [
        each.text().split("（")[0].rstrip(" *：")
        for each in found
        if isinstance(each, QLabel) and not getattr(each, "sign", None)
    ]
    return [each for each in told if each.isalpha()]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a control; of a drop-down Qt tells on this system what is chosen instead."""
    if isinstance(widget, QComboBox) and not isinstance(widget.parentWidget(), QToolBar):
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def misnamed(window: QWidget) -> Iterator[str]:
    """What is called otherwise than what stands beside it or on it: who says or hears the name finds no such words."""
    for each in controls(window):
        beside = captions(each) if isinstance(each, FIELDS) else []
        beside += [each.text()] if isinstance(each, QAbstractButton) else []
        seen = ["".join(filter(str.isalnum, one)) for one in beside]
        name = "".join(filter(str.isalnum, spoken(each)))
        if any(len(one) > 1 for one in seen) and not any(one in name for one in seen):
            yield f"{told(each)} in {told(each.parentWidget())}: {beside} is called {spoken(each)}"


def alike(window: QWidget) -> Iterator[str]:
    """Two buttons or two fields with one name: who hears it cannot tell which she is at."""
    named: dict[tuple[str, str], list[QWidget]] = {}
    for each in controls(window):
        kind = "button" if isinstance(each, QAbstractButton) else "field"
        named.setdefault((kind, spoken(each)), []).append(each)
    for (_kind, name), several in named.items():
        if len(several) > 1:
            yield f"{len(several)} are called “{name}”: {', '.join(told(each) for each in several)}"
