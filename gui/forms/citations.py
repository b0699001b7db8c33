"""The source of a value, shown at its field, with other values of the paper to choose with a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.errors import UnreadableValueError
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.forms.fields import Field
from gui.kit.cards import button, quotable

_SHOWN = 24


@dataclass(frozen=True)
class Offer:
    """A value in a paper that the field does not have: the value, and where it was read."""

    value: Any
    where: str


class Citation(QWidget):
    """The mark below one field: 「读自 申请表第3行“联系电话”」, and a button for each other value.

    Once the field is changed it shows the paper's value and offers to restore it, so that nothing is lost.
    """

    def __init__(self, field: Field, where: str, others: Sequence[Offer], *, is_taken: bool) -> None:
        super().__init__(field.cell)
        self.field, self._read = field, field.editor.raw() if is_taken else None
        mark(self, "plain")
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(2)
        self.words = quotable(where if is_taken else "", "secondary")
        self.words.setVisible(bool(self.words.text()))
        self.stack.addWidget(self.words)
        self._where = where
        self.again = button("", self._put_back, "link")
        self.again.hide()
        self.stack.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        for each in others:
            self._offer(each)
        cell = field.cell.layout()
        assert cell is not None, "every field is a column of widgets"
        cell.addWidget(self)
        field.changed.connect(self._changed)

    def _offer(self, offer: Offer) -> None:
        """Show one other value: the value, its source, and a button to use it."""
        text = self.field.column.text(offer.value)
        self.stack.addWidget(quotable(f"另有“{_short(text)}”，{offer.where}", sign=Sign.DOUBT))
        taking = button(f"改成 {_short(text)}", partial(self.field.editor.set_value, offer.value), "link")
        taking.setAccessibleName(f"{self.field.column.label}改成{_short(text)}")
        self.stack.addWidget(taking, 0, Qt.AlignmentFlag.AlignLeft)

    def _changed(self) -> None:
        if self._read is None or not self._where:
            return
        is_as_read = self.field.editor.raw() == self._read
        self.words.setText(self._where if is_as_read else f"已改动；来件上是“{_short(self._read)}”")
        self.again.setText(f"改回 {_short(self._read)}")
        self.again.setVisible(not is_as_read)

    def _put_back(self) -> None:
        try:
            self.field.editor.set_value(self.field.column.parse(self._read or ""))
        except UnreadableValueError:  # it was valid for this column when it was read
            return


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
