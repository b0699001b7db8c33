"""键盘快捷键: every key of the program, listed from the declarations that make them work."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.base.appearance import mark
from gui.kit.cards import Card, button, scrolling, words
from gui.registers.page import COMMANDS

_ROUND = QSize(60, 80)
_WORDLESS = {
    "detail": "到右侧的详情",
    "back": "回到列表",
    "paste": "粘贴来件，打开登记表",
    "search": "搜索",
    "reveal": "显示或遮住个人信息",
    "reload": "刷新",
    "acts": "所选记录能做的事",
}


class KeysDialog(QDialog):
    """Two columns of keys and their effects: in a register, and ``everywhere``."""

    def __init__(self, everywhere: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("键盘快捷键")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(12)
        inside = QWidget()
        mark(inside, "plain")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(
            _keys(
                "登记簿",
                [(command.keys, command.text or _WORDLESS[command.name]) for command in COMMANDS if command.keys],
            )
        )
        row.addWidget(
            _keys(
                "各处",
                [
                    *everywhere,
                    ("Enter", "登记簿：办所选这一件的下一步；没有下一步的，修改它"),
                    ("Enter / Tab", "表单中到下一栏"),
                    ("Ctrl+S", "保存表单"),
                    ("F8", "年度报告：走到下一处不符或者提醒"),
                    ("Ctrl+Enter", "年度报告：这一段核对过"),
                    ("Ctrl+E", "年度报告：导出"),
                    ("Esc", "关闭对话框"),
                ],
            )
        )
        stack.addWidget(scrolling(inside), 1)
        stack.addWidget(button("关闭  Esc", self.reject), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(inside.sizeHint() + _ROUND)


def _keys(title: str, keys: list[tuple[str, str]]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    for row, (key, meaning) in enumerate(keys):
        grid.addWidget(words(key), row, 0)
        grid.addWidget(words(meaning, "secondary"), row, 1)
    return card
