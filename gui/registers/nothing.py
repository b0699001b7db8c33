"""The message of an empty list: what was searched for, and how to go on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from disclosure.records import Duty
from gui.base.appearance import mark
from gui.kit.cards import button, clear, words
from gui.registers.views import RegisterView

SEARCH, FILTERS, EVERYWHERE = "search text", "filters", "everywhere"
"""Ways on: clear the search words, clear the drop-downs, or search everywhere."""


class Nothing(QWidget):
    """Lies over a table without rows. ``wanted`` carries a command of the page, or a way on."""

    wanted = Signal(str)

    def __init__(self, table: QTableView, view: RegisterView) -> None:
        super().__init__(table.viewport())
        mark(self, "plain")
        self._view, self._viewport = view, table.viewport()
        self.sentence = words("", "secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(8)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 16)
        stack.setSpacing(8)
        stack.addStretch(2)
        stack.addWidget(self.sentence)
        stack.addLayout(self._steps)
        stack.addStretch(3)
        table.viewport().installEventFilter(self)
        self.hide()

    def tell(self, text: str, filtered: str, *, is_empty: bool) -> None:
        """Say why nothing is shown; ``text`` was searched for within the choice ``filtered``."""
        clear(self._steps)
        self._steps.addStretch(1)
        called = self._view.new_label.removeprefix("新建")
        if is_empty:
            self.sentence.setText(f"还没有{called}。")
            self._offer(self._view.new_label, "create")
            self._offer("导入旧登记表…", "import")
            if self._view.record_type is Duty:
                self._offer("带入常见事项", "usual")
        else:
            among = f"（{filtered}）" if filtered else ""
            self.sentence.setText(f"没有找到“{text}”{among}。" if text else f"没有符合条件的{called}{among}。")
            if filtered:
                self._offer("去掉全部筛选" if not text else f"去掉筛选再找“{text}”", FILTERS)
            if text:
                self._offer("在全部登记簿里找  Ctrl+Shift+F", EVERYWHERE)
                self._offer("清除搜索  Esc", SEARCH)
        self._steps.addStretch(1)
        self.resize(self._viewport.size())

    def offer_wider(self, found: Sequence[tuple[str, str, int]]) -> None:
        """Offer first to clear the one drop-down that hides most."""
        if found:
            name, words_of, count = max(found, key=lambda one: one[2])
            made = button(f"去掉{words_of}，有 {count} {self._view.unit}", lambda: self.wanted.emit(name))
            self._steps.insertWidget(1, made)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.resize(self._viewport.size())
        return False

    def _offer(self, text: str, step: str) -> None:
        self._steps.addWidget(button(text, lambda: self.wanted.emit(step)))
