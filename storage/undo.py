"""Which steps of this session can be undone and done again; what they did is in the journal."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.changes import Change, Operation


@dataclass(frozen=True)
class Reversible:
    """One batch of journal entries and what the person calls it; the label of an undoing is that of what it undid."""

    batch: int
    label: str


class UndoStack:
    """Remembers batches only; it reaches back to the opening of the file and forgets at its closing."""

    def __init__(self) -> None:
        self._done: list[Reversible] = []
        self._undone: list[Reversible] = []
        self.has_undone_attachments = False

    def did(self, batch: int, label: str) -> None:
        """A new step was done: what was undone before cannot be done again."""
        self._done.append(Reversible(batch, label))
        self._undone.clear()

    def undoable(self) -> Reversible | None:
        """Return the step that would be undone."""
        return self._done[-1] if self._done else None

    def redoable(self) -> Reversible | None:
        """Return the undoing that would be reversed."""
        return self._undone[-1] if self._undone else None

    def undone(self, batch: int) -> None:
        """The last step was reversed by this batch."""
        self._undone.append(Reversible(batch, self._done.pop().label))

    def redone(self, batch: int) -> None:
        """The last undoing was reversed by this batch."""
        self._done.append(Reversible(batch, self._undone.pop().label))

    def noted(self, changes: Iterable[Change]) -> None:
        """Remember whether an attachment's row was discarded, so that its content may go."""
        if any(change.register == "attachments" and change.operation is Operation.DISCARD for change in changes):
            self.has_undone_attachments = True

    @property
    def undo_label(self) -> str | None:
        """The label of the step that would be undone."""
        last = self.undoable()
        return last.label if last else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that would be done again."""
        last = self.redoable()
        return last.label if last else None
