"""Offering earlier entries by words or pinyin, the most frequent first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.base.appearance import dress_window
from resources.pinyin import is_typed, place_of

_ROWS_SHOWN = 8
_ROWS_KEPT = 50


def offered(typed: str, known: Sequence[str]) -> list[str]:
    """Return the texts that contain what was typed, by words or pinyin, in order; those beginning with it come first.

    A text typed completely is not offered again.
    """
    places = ((text, place_of(typed.strip(), text)) for text in known if text != typed)
    found = [(place[0] > 0, text) for text, place in places if place is not None]
    return [text for _, text in sorted(found, key=lambda each: each[0])[:_ROWS_KEPT]]


def offer(line: QLineEdit, texts: Sequence[str]) -> None:
    """Complete a line from a few texts that begin with what was typed."""
    line.setCompleter(QCompleter(list(texts), line))
    dress_window(line.completer().popup())


class Completer(QCompleter):
    """Completes a line from texts given most frequent first, which are requested once, with the first letter typed.

    Just pass it to ``QLineEdit.setCompleter``. Letters are pinyin (initials, syllables or both): then the first row is
    selected, and Enter takes it. For Chinese words no row is, so that Enter keeps the typed text; ↓ and Enter take a
    row.
    """

    def __init__(self, known: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = known
        self._known: Sequence[str] | None = None
        self._rows = QStringListModel(self)
        self.setModel(self._rows)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_ROWS_SHOWN)
        self._rows.modelReset.connect(self._choose_first, Qt.ConnectionType.QueuedConnection)

    def splitPath(self, typed: str) -> list[str]:
        """Find the rows for what was typed; called by Qt before it shows them."""
        if self._known is None:
            self._known = list(self._ask())
            dress_window(self.popup())
        is_left = self.widget() is not None and not self.widget().hasFocus()  # letters inserted when the field is left
        self._rows.setStringList([] if is_left else offered(typed, self._known))
        return [""]

    def _choose_first(self) -> None:
        """Select the first row for letters, none for words; by default, Enter takes a row not visibly selected.

        Without signals, as a row announced as selected would be written into the line before Enter is pressed.
        """
        if self.popup().isVisible():
            is_chosen = is_typed(self.completionPrefix())
            self.blockSignals(True)
            self.popup().setCurrentIndex(self.completionModel().index(0, 0) if is_chosen else QModelIndex())
            self.blockSignals(False)
