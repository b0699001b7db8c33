"""Drafts encrypted with a former password of the file, which was changed on another computer meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.kit.cards import button, words
from gui.kit.gated_form import GatedForm
from gui.safety.password import secret_line
from tasks.safety.drafts import FormDraft, drafts_under, let_go

_TOLD = (
    "上次程序没有正常关闭，留下了填写到一半的内容；它是用以前的口令加密的，现在的口令打不开（口令在别的电脑上改过）。\n"
    "输入当时的口令（或者当时的恢复密钥）就能取回。现在想不起来也不会丢，下次打开时再问。"
)


class FormerDrafts(GatedForm):
    """Asks for the former password; ``taken`` carries the drafts, which are kept aside until then."""

    def __init__(self, aside: Path, taken: Callable[[list[FormDraft]], object], parent: QWidget | None = None) -> None:
        super().__init__("以前的口令", parent)
        self._aside, self._taken = aside, taken
        self.line = secret_line("当时的口令（或者恢复密钥）")
        self.line.textChanged.connect(self.refresh_gate)
        self.drop_button = button("删除，不要了", self.drop)
        self.foot.insertWidget(1, self.drop_button)
        self.cancel_button.setText("以后再说  Esc")
        self.save_button.setText("取回  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(words(_TOLD, wrap=True))
        stack.addWidget(words(f"{self.line.accessibleName()} *", "secondary"))
        stack.addWidget(self.line)
        stack.addStretch(1)
        self.submitted.connect(self.take)
        self.resize(560, 320)
        self.refresh_gate()

    def refresh_gate(self) -> None:
        self.complain("" if self.line.text() else "输入当时的口令")

    def take(self) -> None:
        """Decrypt the drafts kept aside."""
        try:
            drafts = drafts_under(self.line.text(), self._aside)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            self.line.selectAll()
            self.line.setFocus()
            return
        self.accept()
        self._taken(drafts)

    def drop(self) -> None:
        """Delete the drafts kept aside."""
        let_go(self._aside)
        self.reject()
