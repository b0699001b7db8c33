"""Which layouts were told their distances: one that was not has those of the system's style, which looks like ours."""

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFormLayout, QGridLayout, QLayout

TOLD = "distances"
ACROSS, BELOW, BOTH = 1, 2, 3


def watch() -> None:
    """Have each layout remember what distances it was given."""
    for kind, name, told in (
        (QBoxLayout, "setSpacing", BOTH),
        (QGridLayout, "setSpacing", BOTH),
        (QGridLayout, "setHorizontalSpacing", ACROSS),
        (QGridLayout, "setVerticalSpacing", BELOW),
        (QFormLayout, "setHorizontalSpacing", ACROSS),
        (QFormLayout, "setVerticalSpacing", BELOW),
    ):
        _remember(kind, name, told)


def _remember(kind: Any, name: str, told: int) -> None:
    given = getattr(kind, name)

    def giving(layout: QLayout, length: int) -> None:
        layout.setProperty(TOLD, told | (layout.property(TOLD) or 0))
        given(layout, length)

    setattr(kind, name, giving)


def of(layout: QLayout) -> int:
    """Which distances a layout was given."""
    return int(layout.property(TOLD) or 0)
