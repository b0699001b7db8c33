"""Modules read ahead of their first use, one in a turn of the event loop: no press waits for all of them at once."""

import importlib
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

GUARD = (
    "disclosure.personal_data",
    "disclosure.checks.records.facts",
    "disclosure.checks.subject",
    "disclosure.checks.claims",
    "disclosure.report.narrative",
    "gui.base.sources",
    "storage.cipher",
    "tasks.safety.place",
    "gui.shell.guard",
)
"""Up to what guards an open file."""

PAGES = (
    "disclosure.letters.template_syntax",
    "gui.kit.day_strip",
    "gui.kit.printing",
    "exporters.paper.document",
    "tasks.letters.issuing",
    "tasks.cases.disputes",
    "gui.today.acts",
    "gui.registers.model",
    "gui.registers.detail",
    "importers.ledgers.meaning",
    "importers.ledgers.guessing",
    "importers.ledgers.sources",
    "tasks.ledgers.importing",
    "gui.registers.page",
    "gui.registers.switched",
    "disclosure.checks.phrases",
    "disclosure.checks.sentences.writing",
    "disclosure.checks.all_checks",
    "gui.report.paper.look",
    "gui.report.contents",
    "gui.report.page",
    "gui.forms.choice",
)
"""Up to the pages and forms of a day."""


class Ahead(QObject):
    """Reads modules in their order, each with what it needs and nothing has read yet; ``done`` comes after the last."""

    done = Signal()

    def __init__(self, names: Sequence[str], parent: QObject, pause: int = 0) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(names)
        self._timer = QTimer(self, interval=pause)
        self._timer.timeout.connect(self._read)
        self._timer.start()

    def _read(self) -> None:
        name = next(self._left, None)
        if name is not None:
            importlib.import_module(name)
            return
        self._timer.stop()
        self.done.emit()
        self.deleteLater()
