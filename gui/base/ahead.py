"""Importing modules before their first use, a few per turn of the event loop, so that no click waits for all."""

import importlib
import sys
import time
from collections.abc import Iterator, Sequence
from dis import opmap
from importlib.util import find_spec
from itertools import chain
from types import CodeType

from PySide6.QtCore import QObject, Signal

from gui.base.waits import Wait, waiting

GUARD = ("gui.shell.guard",)
"""The modules that guard an open file."""

PAGES = (
    "gui.today.acts",
    "gui.today.found",
    "gui.registers.switched",
    "gui.report.page",
    "gui.forms.choice",
    "gui.forms.intake",
    "gui.forms.request",
    "gui.forms.release",
    "gui.letters.act_sheet",
    "PIL.Image",
    "reportlab.lib.rl_safe_eval",
    "reportlab.rl_config",
    "uharfbuzz",
    "reportlab.pdfbase.pdfmetrics",
    "exporters.paper.fonts",
)
"""The pages, forms and letters of a day, after the parts of the libraries that draw them, or one turn would import them
all."""

_TURN = 0.01
"""Seconds after which a turn imports no further module: even with the slowest of them nobody notices the pause."""
_OURS = frozenset(("disclosure", "exporters", "gui", "importers", "resources", "storage", "tasks"))
_IMPORT, _FROM, _EXTENDED = (opmap[name] for name in ("IMPORT_NAME", "IMPORT_FROM", "EXTENDED_ARG"))
_AT_THE_TOP = frozenset(
    opmap[name] for name in ("RESUME", "NOP", "LOAD_CONST", "STORE_NAME", "POP_TOP", "SETUP_ANNOTATIONS")
) | {_IMPORT, _FROM, _EXTENDED}
"""The operations of a module's imports: the first other one ends them, even a test for type checking."""


class Ahead(QObject):
    """Imports modules in order, one by one, each after those it needs; emits ``done`` after the last."""

    done = Signal()

    def __init__(self, names: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._left = chain.from_iterable(
            in_order((name,)) if name.partition(".")[0] in _OURS else (name,) for name in names
        )
        self._timer = waiting(self, self._read, Wait.TURN, repeats=True)
        self._timer.start()

    def _read(self) -> None:
        until = time.perf_counter() + _TURN
        for name in self._left:
            importlib.import_module(name)
            if time.perf_counter() > until:
                return
        self._timer.stop()
        self.done.emit()
        self.deleteLater()


def in_order(names: Sequence[str]) -> Iterator[str]:
    """Yield every module of ours that the named ones need and that is not imported yet, each after those it needs.

    The imports at the top of a module are found in its bytecode, which exists in a frozen program, too.
    """
    seen = set(sys.modules)

    def with_needs(name: str) -> Iterator[str]:
        if name.partition(".")[0] not in _OURS or name in seen:
            return
        seen.add(name)
        yield from with_needs(name.rpartition(".")[0])
        get_code = getattr(getattr(find_spec(name), "loader", None), "get_code", None)
        code: CodeType | None = get_code(name) if get_code is not None else None
        if code is None:  # a name inside a package, not a module
            return
        argument, above = 0, ""
        for act, low in zip(code.co_code[::2], code.co_code[1::2], strict=True):
            if act not in _AT_THE_TOP:
                break
            argument = argument << 8 | low
            if act == _EXTENDED:
                continue
            if act == _IMPORT:
                above = code.co_names[argument]
                yield from with_needs(above)
            elif act == _FROM and hasattr(sys.modules.get(above), "__path__"):
                yield from with_needs(f"{above}.{code.co_names[argument]}")
            argument = 0
        yield name

    for name in names:
        yield from with_needs(name)
