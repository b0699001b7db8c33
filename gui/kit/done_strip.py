"""The result of the last act, shown where it was done, with a link to undo it, until the next change."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, words


class DoneStrip(QFrame):
    """One line with a result; with ``undo`` the latest step can be undone from here.

    ``left`` are further acts: the text of a link and its function.
    """

    def __init__(
        self, session: Session, told: str, undo: str = "", left: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        super().__init__()
        mark(self, "done")
        self.told = words(told, "plainWords", wrap=True, sign=Sign.DONE)
        self.undo_button = button(undo, session.undo, "link")
        self.undo_button.setVisible(bool(undo))
        self.close_button = button("知道了", self.hide, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addWidget(self.told, 1)
        self.ways_on = [button(text, act, "link") for text, act in left]
        for each in (*self.ways_on, self.undo_button, self.close_button):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        session.changed.connect(self.hide)
