"""A form that asks for some fields of a record only, below one sentence of advice and its article."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.records import Record
from gui.base.sources import Sources
from gui.forms.record_form import RecordForm, Save
from gui.kit.cards import words


class PartForm(RecordForm):
    """Ask for the fields named in ``asked``; the others keep the values of ``original`` or ``start``."""

    has_sections = False
    reads_well = 672

    def __init__(
        self,
        record_type: type[Record],
        save: Save,
        *,
        title: str,
        asked: Sequence[str],
        article: str = "",
        advice: str = "",
        original: Record | None = None,
        start: dict[str, Any] | None = None,
        sources: Sources | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(record_type, save, original=original, start=start, sources=sources, parent=parent)
        self.setWindowTitle(title)
        self.place([self.fields[name] for name in asked])
        self.head = FormHead(advice, article)
        put_on_top(self, self.head)


def put_on_top(form: RecordForm, widget: QWidget) -> None:
    """Put a widget above the fields of a form, outside the scrolling part."""
    stack = form.layout()
    assert isinstance(stack, QVBoxLayout), "a GatedForm is a column"
    stack.insertWidget(0, widget)


class FormHead(QWidget):
    """The advice of a form and its article, above the fields; hidden while empty."""

    def __init__(self, advice: str = "", article: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice, self.article = words("", wrap=True), words("", "secondary", wrap=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 14, 20, 0)
        stack.setSpacing(2)
        stack.addWidget(self.advice)
        stack.addWidget(self.article)
        self.say(advice, article)

    def say(self, advice: str, article: str = "") -> None:
        """Change the text."""
        for label, text in ((self.advice, advice), (self.article, article)):
            label.setText(text)
            label.setVisible(bool(text))
        is_said = bool(advice or article)
        if not is_said or self.parentWidget() is not None:  # shown before it has a parent it would be a window
            self.setVisible(is_said)
