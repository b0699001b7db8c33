"""A dialog that asks for a few words and keeps 保存 shut until there are some."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.cards import quotable, words
from gui.gated_form import GatedForm

_SIZE = (560, 340)
_TEXT_HEIGHT = 90


class WordsDialog(GatedForm):
    """Ask for an explanation or a reason; ``keep`` gets it and may refuse it with a DisclosureError."""

    def __init__(
        self, title: str, told: Sequence[str], label: str, keep: Callable[[str], object], *, verb: str = "保存",
        at_first: str = "", parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._keep, self._label, self._at_first = keep, label, at_first
        self.text = QPlainTextEdit(at_first)
        self.text.setAccessibleName(label)
        self.text.setTabChangesFocus(True)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        for line in filter(None, told):
            stack.addWidget(quotable(line))
        stack.addWidget(words(label, "secondary"))
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        stack.addWidget(self.text, 1)
        self.save_button.setText(f"{verb}  Ctrl+S")
        self.text.textChanged.connect(self.refresh_gate)
        self.submitted.connect(self._submit)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.text.setFocus()

    def is_dirty(self) -> bool:
        return self.text.toPlainText().strip() != self._at_first.strip()

    def refresh_gate(self) -> None:
        self.complain("" if self.text.toPlainText().strip() else f"请填写{self._label}")

    def _submit(self) -> None:
        try:
            self._keep(self.text.toPlainText().strip())
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self.accept()
