"""使用手册: the manual beside the work; searching in it goes from one find to the next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from gui.kit.cards import button
from resources.locate import resource_path

_SIZE = (820, 720)


def manual() -> str:
    """Return the text of the manual (Markdown)."""
    return resource_path("help", "manual.md").read_text(encoding="utf-8")


class HelpDialog(QDialog):
    """Shows the manual; Ctrl+F looks for a word, Enter for the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self.resize(*_SIZE)
        self.text = QTextBrowser()
        self.text.setAccessibleName("使用手册")
        self.text.document().setDocumentMargin(20)
        self.text.setMarkdown(manual())
        self.wanted = QLineEdit()
        self.wanted.setAccessibleName("查找")
        self.wanted.setPlaceholderText("在手册中查找，按 Enter 找下一处")
        self.wanted.returnPressed.connect(self.find_next)
        foot = QHBoxLayout()
        foot.addWidget(self.wanted, 1)
        foot.addWidget(button("查找下一处", self.find_next))
        foot.addWidget(button("关闭  Esc", self.reject))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 16, 16, 14)
        stack.addWidget(self.text, 1)
        stack.addLayout(foot)
        self.wanted.setFocus()

    def find_next(self) -> bool:
        """Go to the next place of the wanted word, from the top again after the last; tell whether there is one."""
        word = self.wanted.text().strip()
        if not word or self.text.find(word):
            return bool(word)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(word)
