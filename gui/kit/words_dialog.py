"""A dialog that asks for a short text and disables 保存 until there is one."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.kit.cards import quotable, words
from gui.kit.gated_form import ShortForm

_SIZE, _LINES, _MOST_LINES = (580, 340), 4, 9


class WordsDialog(ShortForm):
    """Ask for an explanation, a reason or a number; ``keep`` gets it and may refuse it with a DisclosureError.

    ``is_long`` texts have several lines, others one. ``at_first`` is the initial text.
    """

    def __init__(
        self,
        title: str,
        told: Sequence[str],
        label: str,
        keep: Callable[[str], object],
        *,
        verb: str = "保存",
        at_first: str = "",
        is_long: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._keep, self._label, self._at_first = keep, label, at_first
        self.text: QLineEdit | QPlainTextEdit = QPlainTextEdit(at_first) if is_long else QLineEdit(at_first)
        self.text.setAccessibleName(f"{label}（必填）")
        self.text.textChanged.connect(self.refresh_gate)
        if isinstance(self.text, QPlainTextEdit):
            self.text.setTabChangesFocus(True)
            self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _LINES)
            self.text.setMaximumHeight(self.text.fontMetrics().lineSpacing() * _MOST_LINES)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        for line in filter(None, told):
            stack.addWidget(quotable(line))
        stack.addWidget(words(f"{label} *", "secondary"))
        stack.addWidget(self.text, 2 if is_long else 0)
        stack.addStretch(1)
        self.save_button.setText(f"{verb}  Ctrl+S")
        self.submitted.connect(self._submit)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.text.setFocus()

    def typed(self) -> str:
        """Return the typed text, stripped."""
        return (self.text.text() if isinstance(self.text, QLineEdit) else self.text.toPlainText()).strip()

    def is_dirty(self) -> bool:
        return self.typed() != self._at_first.strip()

    def refresh_gate(self) -> None:
        self.complain("" if self.typed() else f"填写{self._label}")

    def _submit(self) -> None:
        try:
            self._keep(self.typed())
        except DisclosureError as failure:
            self.not_kept(failure, self._submit)
            return
        self.accept()
