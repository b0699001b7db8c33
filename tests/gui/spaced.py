"""Which layouts were told their distances: one that was not has those of the system's style, which looks like ours."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
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


_MADE = re.compile(r"^ +([^\n=]+) = ([^\n]*\bQ[HVG]\w*Layout\([^\n]*)", re.MULTILINE)


def untold(tree: ast.AST) -> Iterator[str]:
    """Yield what was made in a module to hold several parts, and told no distance there: also what no test shows."""
    whole = ast.unparse(tree)
    for act in ast.walk(tree):
        made_here = ast.unparse(act) if isinstance(act, ast.FunctionDef) else ""
        for made in _MADE.finditer(made_here):
            for name in (each.strip("() ") for each in made[1].split(", ")):
                around = whole if name.startswith("self.") else made_here
                called = Counter(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", around))
                is_told = (
                    called["setSpacing"]
                    or called["addSpacing"]
                    or (called["setHorizontalSpacing"] and called["setVerticalSpacing"])
                )
                in_turn = rf"\n( +)for [^\n]*:\n(?:\1 +[^\n]*\n)*?\1 +{re.escape(name)}\.(add|insert)[WL]"
                together = rf"\n +for (\w+)[^\n]*\b{re.escape(name)}\b[^\n]*:\n(?: +[^\n]*\n)*? +\1\.set\w*Spacing"
                several = called["addWidget"] + called["addLayout"] > 1 or re.search(in_turn, around)
                if several and not is_told and not re.search(together, around):
                    yield f"{act.name if isinstance(act, ast.FunctionDef) else ''}: {name}"
