"""A dialog whose 保存 is shut until what was typed can be kept, and which never loses what was typed unasked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from disclosure.errors import DisclosureError, NotAgreedError
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.messages import ask

_MARGIN, _GAP = 20, 8


class GatedForm(QDialog):
    """Body above, gate below: what is still missing in words, 取消, 保存; a dirty form asks before it goes.

    While it asks, 保存 stays where it is; another Esc, or typing on, takes the question back.

    Subclasses fill ``body``, tell what stands in the way with ``complain`` and say by ``is_dirty`` whether anything
    would be lost; ``submitted`` is emitted when 保存 is pressed.
    """

    submitted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QWidget()
        mark(self.body, "plain")
        self.gate = words("", wrap=True)
        self.gate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.save_button = button("保存  Ctrl+S", self.submitted.emit, "primary")
        self.cancel_button = button("取消  Esc", self.reject)
        self.keep_button = button("继续填写  Esc", self._stay)
        self.discard_button = button("放弃所填内容", self._leave)
        self._is_leaving = self._is_asking = False
        self._typed_in: QWidget | None = None
        self._arrange()
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save_button.click)
        self._ask(False)

    def is_dirty(self) -> bool:
        """Whether closing now would lose something typed."""
        return False

    def complain(self, text: str, *, blocks: bool = True) -> None:
        """Show what stands in the way and shut 保存; the empty text opens it."""
        self._ask(False)
        self.gate.say(text, None if blocks else Sign.WRONG, "secondary" if blocks else "")
        self.save_button.setEnabled(not text or not blocks)
        self.save_button.setToolTip(text)

    def not_kept(self, failure: DisclosureError, again: Callable[[], object]) -> None:
        """Show why nothing was kept; an act that only needs a yes is asked for, and done ``again`` after it."""
        if isinstance(failure, NotAgreedError):
            ask(failure, again, self)
        else:
            self.complain(str(failure), blocks=False)

    def reject(self) -> None:
        """Close without saving; with something to lose, ask first."""
        if self._is_leaving or not self.is_dirty():
            super().reject()
        elif self._is_asking:
            self._stay()
        else:
            self._ask(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_dirty() and not self._is_leaving and not self.result():
            event.ignore()
            self._ask(True)
            return
        super().closeEvent(event)

    def _leave(self) -> None:
        self._is_leaving = True
        self.reject()

    def _stay(self) -> None:
        self._ask(False)
        self.refresh_gate()
        if self._typed_in is not None:
            self._typed_in.setFocus()

    def refresh_gate(self) -> None:
        """Show again what stands in the way; subclasses know."""
        self.complain("")

    def _ask(self, asking: bool) -> None:
        if asking and not self._is_asking:
            self._typed_in = self.focusWidget()
        self._is_asking = asking
        self.cancel_button.setVisible(not asking)
        for made in (self.keep_button, self.discard_button):
            made.setVisible(asking)
        if asking:
            self.gate.say("所填内容还没有保存。", Sign.DOUBT)
            self.keep_button.setFocus()

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area = scroll
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, _GAP + 2, _MARGIN, _GAP + 4)
        foot.setSpacing(_GAP)
        foot.addWidget(self.gate, 1)
        for made in (self.keep_button, self.discard_button, self.cancel_button, self.save_button):
            foot.addWidget(made)
        rule = QFrame()
        mark(rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(rule)
        column.addLayout(foot)
        self.foot = foot
