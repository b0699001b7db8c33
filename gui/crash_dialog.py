"""程序出错: what a bug report needs and nothing else: version, system, where; never a value, never a name."""

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.cards import button, words


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the report of an error: its type and the lines of our code it passed, without its message or values."""
    frames = traceback.extract_tb(trace)
    where = "\n".join(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join((
        f"信息公开工作台 {_own_version()}",
        f"系统 {platform.platform()} · Python {platform.python_version()} · PySide6 {pyside_version}",
        f"错误 {kind.__module__}.{kind.__qualname__}",
        where,
    ))


def _own_version() -> str:
    try:
        return version("disclosure-desk")
    except PackageNotFoundError:
        return "1.0.0"


def _short(filename: str) -> str:
    """Return the last two parts of a path: the folder a user works in is personal, too."""
    return "/".join(filename.replace("\\", "/").split("/")[-2:])


class CrashDialog(QDialog):
    """Shows the report, copies it, and lets the program go on."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("程序出错")
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("错误报告")
        self.copy_button = button("复制报告", self.copy, "primary")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words(
            "程序里有一处错误，刚才的操作没有完成。已经保存的数据不受影响，可以继续工作。"
            "请把下面的报告发给维护人员；其中没有任何登记内容和个人信息。", wrap=True))
        stack.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.copy_button)
        stack.addLayout(foot)
        self.resize(640, 360)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText("已复制")
