"""The sub-headings of a section as a tree beside its text: choose one to go there; add, rename, move, remove them.

The text is the one truth: the tree is read from it and every change is written back as one step that Ctrl+Z takes
back. Numbers are given by place.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from disclosure.report.model import Level, paragraph
from disclosure.report.outline import MOST, Outline, outline, title_problem
from gui.base.signs import Sign
from gui.kit.cards import button, words

_READ_AFTER = 250
_WIDTH = 190
_LINE = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1
_NEW = "新的一节"


class OutlinePanel(QWidget):
    """The tree of one text; ``official`` is what 恢复标题 brings back."""

    def __init__(
        self, text: QPlainTextEdit, official: str, *, is_read_only: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._official, self._is_read_only = text, official, is_read_only
        self._is_filling = False
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("本部分的小标题")
        self.problem = words("", "problem", wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AFTER)
        self._later.timeout.connect(self.read)
        self._arrange()
        text.textChanged.connect(self._later.start)
        self.tree.currentItemChanged.connect(self._go)
        self.tree.itemChanged.connect(self._renamed)
        self.read()

    def read(self) -> None:
        """Read the tree from the text."""
        chosen = self.place
        self._is_filling = True
        self.tree.clear()
        for line, text in enumerate(self._text.toPlainText().split("\n")):
            known = paragraph(text)
            if known.level is Level.SUB_HEADING and self.tree.topLevelItemCount() < MOST:
                item = QTreeWidgetItem(self.tree, [known.text])
                item.setData(0, _LINE, line)
                if not self._is_read_only:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            elif known.level is Level.POINT and self.tree.topLevelItemCount():
                item = QTreeWidgetItem(self.tree.topLevelItem(self.tree.topLevelItemCount() - 1), [known.text])
                item.setData(0, _LINE, line)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.tree.expandAll()
        if 0 <= chosen < self.tree.topLevelItemCount():
            self.tree.setCurrentItem(self.tree.topLevelItem(chosen))
        self._is_filling = False
        self._enable()

    @property
    def place(self) -> int:
        """The place of the chosen sub-heading, or of the one over the chosen point; -1 for none."""
        item = self.tree.currentItem()
        return -1 if item is None else self.tree.indexOfTopLevelItem(item.parent() or item)

    def add(self) -> None:
        """Put a new sub-heading after the chosen one, ready to be named."""
        known, place = outline(self._text.toPlainText()), self.place + 1 or self.tree.topLevelItemCount()
        self._write(known.added(_NEW, place), place)
        self.rename()

    def rename(self) -> None:
        """Edit the chosen sub-heading in the tree."""
        item = self.tree.topLevelItem(self.place)
        if item is not None:
            self.tree.editItem(item)

    def shift(self, by: int) -> None:
        """Move the chosen sub-heading up or down with all that stands under it."""
        place = self.place
        if place >= 0 and 0 <= place + by < self.tree.topLevelItemCount():
            self._write(outline(self._text.toPlainText()).moved(place, by), place + by)

    def remove(self) -> None:
        """Remove the chosen sub-heading and its text; Ctrl+Z in the text brings it back."""
        if self.place >= 0:
            self._write(outline(self._text.toPlainText()).removed(self.place), self.place)

    def complete(self) -> None:
        """Bring back the official sub-headings that are missing, in their order."""
        self._write(outline(self._text.toPlainText()).completed(outline(self._official)), 0)

    # --- the text ---

    def _write(self, changed: Outline, chosen: int) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(changed.text)
        self.read()
        self.tree.setCurrentItem(self.tree.topLevelItem(min(chosen, self.tree.topLevelItemCount() - 1)))

    def _go(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None or self._is_filling:
            return
        block = self._text.document().findBlockByNumber(int(item.data(0, _LINE)))
        self._text.setTextCursor(QTextCursor(block))
        self._text.centerCursor()
        self._enable()

    def _renamed(self, item: QTreeWidgetItem, _column: int) -> None:
        if self._is_filling:
            return
        place = self.tree.indexOfTopLevelItem(item)
        title = paragraph(item.text(0)).title.strip()
        self.problem.say(title_problem(title), Sign.WRONG)
        self.problem.setVisible(bool(self.problem.text()))
        QTimer.singleShot(0, self, partial(self._rename_now, place, title))

    def _rename_now(self, place: int, title: str) -> None:
        """Once the editor in the tree is closed: it must not lose its item while it is open."""
        if title_problem(title):
            self.read()
        else:
            self._write(outline(self._text.toPlainText()).renamed(place, title), place)

    # --- layout ---

    def _arrange(self) -> None:
        self.setFixedWidth(_WIDTH)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(6)
        stack.addWidget(self.tree, 1)
        stack.addWidget(self.problem)
        self.problem.setVisible(False)
        actions: dict[str, Callable[[], None]] = {
            "新增": self.add,
            "改名": self.rename,
            "上移": lambda: self.shift(-1),
            "下移": lambda: self.shift(1),
            "删除": self.remove,
            "恢复标题": self.complete,
        }
        self.buttons = {text: button(text, action, "link") for text, action in actions.items()}
        for names in (("新增", "改名", "删除"), ("上移", "下移", "恢复标题")):
            row = QHBoxLayout()
            row.setSpacing(4)
            for name in names:
                row.addWidget(self.buttons[name])
            row.addStretch(1)
            stack.addLayout(row)
        for name in ("新增", "改名", "上移", "下移", "删除"):
            self.buttons[name].setAccessibleName(f"小标题{name}")
        self.buttons["恢复标题"].setToolTip("补上缺少的默认小标题，自己的小标题排在后面")

    def _enable(self) -> None:
        place, count = self.place, self.tree.topLevelItemCount()
        allowed = {
            "新增": count < MOST,
            "改名": place >= 0,
            "上移": place > 0,
            "下移": 0 <= place < count - 1,
            "删除": place >= 0,
            "恢复标题": True,
        }
        for name, is_allowed in allowed.items():
            self.buttons[name].setEnabled(is_allowed and not self._is_read_only)
