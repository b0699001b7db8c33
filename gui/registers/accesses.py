"""查阅记录: who viewed personal values of a register, when, and of which record; also complete exports."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.errors import RecordNotFoundError
from disclosure.records import Access, Record
from gui.base.session import Session
from gui.kit.cards import button, words
from gui.kit.row_table import dress_rows

_HEADINGS = ("时间", "何人", "记录", "做了什么")
_NEWEST = 1_000


class AccessLog(QDialog):
    """The latest views first; nothing here can be changed."""

    def __init__(self, session: Session, record_type: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{record_type.title} · 查阅记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._type = session, record_type
        looks = [
            (entry, entry.after)
            for entry in reversed(session.registers.register_history(Access))
            if isinstance(entry.after, Access) and entry.after.owner_register == record_type.register
        ]
        rows = [
            (entry.at[:16].replace("T", " "), entry.by, self._whose(access), access.caption_text)
            for entry, access in looks[:_NEWEST]
        ]
        self.table = QTableWidget(len(rows), len(_HEADINGS))
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        dress_rows(self.table, self.windowTitle(), len(_HEADINGS) - 1)
        for row, texts in enumerate(rows):
            for place, text in enumerate(texts):
                self.table.setItem(row, place, QTableWidgetItem(text))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        told = "每一次显示、编辑、复制、导出个人信息都记在这里，不能修改。" if rows else "还没有人查看过个人信息。"
        stack.addWidget(words(told, "secondary", wrap=True))
        stack.addWidget(self.table, 1)
        stack.addWidget(button("关闭  Esc", self.reject), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(760, 420)

    def _whose(self, access: Access) -> str:
        if not access.owner_id:
            return f"{access.count} 条"
        try:
            return self._session.registers.get(self._type, access.owner_id).caption
        except RecordNotFoundError:
            return "（已删除）"
