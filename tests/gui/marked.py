"""Every role the program gives anything has a look, also in a window no walk comes by: a mistyped one has none."""

import sys
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.base.appearance import mark
from tests.gui.looks import KNOWN

unknown: list[str] = []
"""The roles without a look that were given since the last test."""


def watch() -> None:
    """Look at each role when it is given."""
    kind: Any = QWidget
    given = kind.setObjectName

    def giving(widget: Any, name: str) -> None:
        given(widget, name)
        if name and name not in KNOWN and sys._getframe(1).f_code is mark.__code__:
            unknown.append(f"{name} of {type(widget).__name__}")

    kind.setObjectName = giving
