"""Reading the text of the stored papers in the background, one after another."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from disclosure.changes import Change
from disclosure.errors import CancelledError, DisclosureError
from disclosure.papers import Attachment
from disclosure.progress import Progress
from gui.base.session import Session, touched
from gui.base.waits import Wait


class PaperReader(QObject):
    """Reads papers in a worker until all are read: after the start, and whenever one was stored.

    Each paper is a separate piece of work, so that backups, the lock and the end of the program can run between two of
    them. What cannot be written now (a full disk, a removed password) is tried again with the next change.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._is_reading = session, False
        self._later = session.timer(self, self._read, Wait.START)
        session.changed.connect(self._follow)
        session.unlocked.connect(self._later.start)
        self._later.start()

    def _follow(self, changes: Sequence[Change]) -> None:
        if Attachment.register in touched(changes):
            self._later.start(Wait.SENTENCE)

    def _read(self) -> None:
        if self._is_reading:
            return
        self._is_reading = True
        registers = self._session.registers

        def read(progress: Progress) -> bool:
            from tasks.paper_texts import read_next_paper  # noqa: PLC0415 - the readers of papers, in the worker

            try:
                return read_next_paper(registers, progress)
            except CancelledError:
                raise
            except DisclosureError:
                return False

        self._session.run_quietly(read, self._go_on, ended=self._ended, shares=True)

    def _go_on(self, was_one: bool) -> None:
        if was_one:
            self._later.start(Wait.PAINT)

    def _ended(self) -> None:
        self._is_reading = False
