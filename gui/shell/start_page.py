"""What the window shows while no file is open: open one, make one, or look round in the sample year."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.base import TITLE
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import Card, button, words

_WIDTH = 560


class StartPage(QWidget):
    """打开 / 新建 / 示例年度, and the files opened last."""

    open_wanted = Signal()
    create_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, recent: Sequence[Path], problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "page")
        card = Card()
        card.setFixedWidth(_WIDTH)
        card.body.setSpacing(12)
        card.body.addWidget(words(TITLE, "pageTitle"))
        card.body.addWidget(
            words(
                "一个机关一个文件：主动公开、依申请公开、行政复议、行政诉讼登记在里面，年度报告从里面算出来。",
                "secondary",
                wrap=True,
            )
        )
        self.problem = words(problem, wrap=True, sign=Sign.WRONG)
        self.problem.setVisible(bool(problem))
        card.body.addWidget(self.problem)
        self.open_button = button("打开…  Ctrl+O", self.open_wanted.emit, "primary")
        self.create_button = button("新建…", self.create_wanted.emit)
        self.sample_button = button("打开示例年度", self.sample_wanted.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.open_button, self.create_button, self.sample_button):
            row.addWidget(made)
        row.addStretch(1)
        card.body.addLayout(row)
        known = [path for path in recent if path.exists()]
        if known:
            card.body.addWidget(words("最近打开", "secondary"))
        for path in known:
            line = button(f"{path.stem}    {path.parent}", partial(self.file_wanted.emit, path), "link")
            line.setToolTip(str(path))
            card.body.addWidget(line)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        stack.addLayout(middle)
        stack.addStretch(3)
