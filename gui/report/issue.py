"""签发: what issuing means, and the last word."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.kit.cards import words
from gui.kit.gated_form import GatedForm

_TOLD = (
    "签发后，本年度报告的 200 个数字、全部文字、检查结果和说明将作为第 1 版固定保存，不再随登记簿变化。",
    "同时写出 PDF、Word、Excel、网页、JSON、纯文本六种文件，逐一读回核对，带同一个版本号。",
    "以后的改动只能通过“更正”形成新的版本，并写明原因；第 1 版始终保留。",
)


class IssueDialog(GatedForm):
    """Tells what will be kept; 签发 is open."""

    def __init__(self, year: int, settled: int, parent: QWidget | None = None) -> None:
        super().__init__(f"签发 {year} 年度报告", parent)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        for line in (*_TOLD, f"检查结果共 {settled} 条，没有待处理的错误和提醒。"):
            stack.addWidget(words(line, wrap=True))
        stack.addStretch(1)
        self.save_button.setText("签发  Ctrl+S")
        self.resize(520, 260)
        self.save_button.setFocus()
