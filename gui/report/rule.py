"""The page of one rule: what it demands, how it is computed, on what ground, an example, known disputes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from disclosure.checks.rules import PAGES
from gui.kit.cards import button, quotable, words

_WIDTH = 560


class RuleDialog(QDialog):
    """Shows one rule."""

    def __init__(self, rule: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = PAGES[rule]
        self.setWindowTitle(f"规则 {rule}")
        self.setMinimumWidth(_WIDTH)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words(f"{rule}  {page.title}", "pageTitle", wrap=True))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(14)
        told = (
            ("要求", page.definition),
            ("算法", page.formula),
            ("依据", page.article),
            ("例子", page.example),
            ("争议", page.disputes),
        )
        for label, text in told:
            if text:
                form.addRow(words(label, "secondary"), quotable(text))
        stack.addLayout(form)
        stack.addWidget(button("关闭  Esc", self.reject), 0, Qt.AlignmentFlag.AlignRight)
