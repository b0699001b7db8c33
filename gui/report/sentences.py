"""句库: sentences for one part of the report, to search and insert at the caret."""

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from disclosure.report.sentences import Sentence
from gui.base.session import Session
from gui.kit.cards import SearchBox, button, words
from tasks.report.sentences import forget_sentence, keep_sentence, library

_SIZE = (680, 520)
_SENTENCE = Qt.ItemDataRole.UserRole


class SentenceDialog(QDialog):
    """``chosen`` carries the sentence to insert; the dialog stays open for the next one.

    ``selected`` is the selected text, offered to be saved as a sentence.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, part: str, title: str, selected: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"句库 · {title}")
        self._session, self._part, self._selected = session, part, selected
        self.search = SearchBox("搜索句子和情形")
        self.search.setAccessibleName("搜索句库")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName("句库")
        self.insert_button = button("插入  Enter", self.insert, "primary")
        self.keep_button = button("收入选中的文字", self.keep)
        self.forget_button = button("从句库删除", self.forget)
        self._arrange()
        self.search.textChanged.connect(self.fill)
        self.search.returnPressed.connect(self.insert)
        self.tree.itemActivated.connect(lambda _item, _column: self.insert())
        self.tree.currentItemChanged.connect(self._enable)
        self.fill()

    def fill(self) -> None:
        """List the results of the search, by situation; the first sentence is selected."""
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for sentence in library(self._session.registers, self._part, self.search.text()):
            if sentence.situation not in groups:
                groups[sentence.situation] = QTreeWidgetItem(self.tree, [sentence.situation])
                groups[sentence.situation].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(groups[sentence.situation], [sentence.text])
            item.setData(0, _SENTENCE, sentence)
            item.setToolTip(0, sentence.text)
        self.tree.expandAll()
        if groups:
            self.tree.setCurrentItem(next(iter(groups.values())).child(0))
        self._enable()

    def sentence(self) -> Sentence | None:
        """Return the selected sentence."""
        item = self.tree.currentItem()
        return cast("Sentence | None", item.data(0, _SENTENCE)) if item is not None else None

    def insert(self) -> None:
        """Insert the selected sentence."""
        sentence = self.sentence()
        if sentence is not None and self.insert_button.isEnabled():
            self.chosen.emit(sentence.text)

    def keep(self) -> None:
        """Save the selected text as a sentence of the office."""
        keep_sentence(self._session.registers, self._part, self._selected)
        self.search.clear()
        self.fill()

    def forget(self) -> None:
        """Remove one of the office's own sentences; Ctrl+Z in the window restores it."""
        sentence = self.sentence()
        if sentence is not None and sentence.record_id:
            forget_sentence(self._session.registers, sentence)
            self.fill()

    def _enable(self) -> None:
        sentence, can_write = self.sentence(), not self._session.is_read_only
        self.insert_button.setEnabled(sentence is not None and can_write)
        self.forget_button.setEnabled(bool(sentence and sentence.record_id) and can_write)
        self.keep_button.setEnabled(bool(self._selected.strip()) and can_write)

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        told = "花括号中的数据项随登记簿变化，插入后不必再改数字。双击或按 Enter 插入到光标处。"
        stack.addWidget(words(told, "secondary", wrap=True))
        stack.addWidget(self.search)
        stack.addWidget(self.tree, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.keep_button.setToolTip("先在正文中选中一段文字，再打开句库")
        for made in (self.keep_button, self.forget_button):
            foot.addWidget(made)
        foot.addStretch(1)
        for made in (button("关闭  Esc", self.reject), self.insert_button):
            foot.addWidget(made)
        stack.addLayout(foot)
        self.resize(*_SIZE)
        self.search.setFocus()
