"""Offering what was typed before: by its words or by its pinyin, the most used first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.base.appearance import dress_window
from resources.pinyin import is_typed, place_of

_ROWS_SHOWN = 8
_ROWS_KEPT = 50


def offered(typed: str, known: Sequence[str]) -> list[str]:
    """Return the texts that hold what was typed, by words or pinyin, in their order; those it begins come first.

    A text that is there already, whole, is not offered again.
    """
    places = ((text, place_of(typed.strip(), text)) for text in known if text != typed)
    found = [(place[0] > 0, text) for text, place in places if place is not None]
    return [text for _, text in sorted(found, key=lambda each: each[0])[:_ROWS_KEPT]]


def offer(line: QLineEdit, texts: Sequence[str]) -> None:
    """Complete a line from the few texts that begin with what was typed."""
    line.setCompleter(QCompleter(list(texts), line))
    dress_window(line.completer().popup())


class Completer(QCompleter):
    """Completes a line from texts given most used first, which are asked for once, with the first letter typed.

    ``QLineEdit.setCompleter`` is all it needs. Letters are pinyin (initials, syllables or both): the first row is then
    chosen, and Enter takes it. Chinese words choose none, so that Enter keeps what was typed; ↓ and Enter take a row.
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
        """Find the rows for what was typed; Qt asks for it before it shows them."""
        if self._known is None:
            self._known = list(self._ask())
            dress_window(self.popup())
        is_left = self.widget() is not None and not self.widget().hasFocus()  # letters put in at the last moment
        self._rows.setStringList([] if is_left else offered(typed, self._known))
        return [""]

    def _choose_first(self) -> None:
        """Choose the first row for letters, none for words; Qt, left alone, has Enter take a row nobody sees chosen.

        Silently: a row that is announced as chosen would be written into the line before Enter was pressed.
        """
        if self.popup().isVisible():
            is_chosen = is_typed(self.completionPrefix())
            self.blockSignals(True)
            self.popup().setCurrentIndex(self.completionModel().index(0, 0) if is_chosen else QModelIndex())
            self.blockSignals(False)
