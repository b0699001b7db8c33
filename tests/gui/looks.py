"""What of a window is not as the house has it: a role the style sheet does not know, an uneven distance, no title."""

import re
from collections.abc import Iterator
from typing import cast

from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QGridLayout, QLayout, QMessageBox, QTabBar, QWidget

from gui.forms.editors import Editor
from resources.locate import resource_path

KNOWN = set(re.findall(r"#([A-Za-z]+)", resource_path("app.qss").read_text(encoding="utf-8")))
ROUND_A_CARD = (1, 1, 1, 1)
"""What lies inside a frame leaves its line in sight."""


def is_ours(widget: QWidget) -> bool:
    """Whether the program made a widget, not Qt: the parts of a message and of a preview of pages are Qt's."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.objectName().startswith("qt_") and above.metaObject().className() == "QDialogButtonBox":
            return False
        above = above.parentWidget()
    return not isinstance(above, QMessageBox | QPrintPreviewDialog) and not widget.objectName().startswith("qt_")


def roles(window: QWidget) -> Iterator[str]:
    """Roles that look like nothing; the fields of a form are called after their columns."""
    for each in [window, *cast("list[QWidget]", window.findChildren(QWidget))]:
        name = each.objectName()
        if name and name not in KNOWN and is_ours(each) and not isinstance(each.parentWidget(), Editor | QTabBar):
            yield f"no such role: {name} of {type(each).__name__}"


def distances(window: QWidget) -> Iterator[str]:
    """Distances off the grid of two pixels: mistyped, or left to the system's style, whose margins are 9 or 11."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        holder = layout.parentWidget()
        if holder is None or not is_ours(holder) or not isinstance(layout, QBoxLayout | QGridLayout | QFormLayout):
            continue
        sides = layout.contentsMargins()
        margins = (sides.left(), sides.top(), sides.right(), sides.bottom())
        between = (
            (layout.horizontalSpacing(), layout.verticalSpacing())
            if isinstance(layout, QGridLayout | QFormLayout)
            else (layout.spacing(),)
        )
        odd = [length for length in (*(margins if margins != ROUND_A_CARD else ()), *between) if length % 2]
        if layout.count() and odd:
            yield f"uneven: {margins}, {between} in {type(holder).__name__} {holder.objectName()}"


def faults(window: QWidget) -> list[str]:
    """What is wrong with the looks of one window or of a form that lies in one."""
    untitled = ["no title"] if not window.windowTitle() else []
    return [*untitled, *roles(window), *distances(window)]
