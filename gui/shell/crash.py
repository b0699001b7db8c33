"""程序出错: the report of a bug, to read and copy; the program goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.base.appearance import dress_window
from gui.kit.cards import button, words


class CrashDialog(QDialog):
    """Shows the reports, copies them, and lets the program go on."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = [report]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("程序出错")
        self.text = QPlainTextEdit(report)
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("错误报告")
        self.copy_button = button("复制报告", self.copy, "primary")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(
            words(
                "程序里有一处错误，刚才的操作没有完成。已经保存的数据不受影响，可以继续工作。"
                "把下面的报告发给维护人员；其中没有任何登记内容和个人信息。",
                wrap=True,
            )
        )
        stack.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.copy_button)
        stack.addLayout(foot)
        dress_window(self)
        self.resize(640, 360)

    def add(self, report: str) -> None:
        """Show another report below: one mistake often shows in several parts of a page, and alike in each of them."""
        if report not in self._reports:
            self._reports.append(report)
            self.text.setPlainText("\n\n".join(self._reports))

    def copy(self) -> None:
        """Copy all reports to the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText("已复制")
