"""回收站: what was removed from one register, why and when, and how to restore it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.cases.keeping import CaseRecord, KeepingState
from disclosure.column_kinds import columns
from disclosure.errors import DisclosureError, NotAgreedError
from disclosure.masking import masked_prose, shown_text
from disclosure.records import Record
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.messages import ask
from gui.kit.row_table import dress_list
from gui.registers.views import VIEWS

_HEADINGS = ("名称", "内容", "删除时间", "删除原因")
_AS_WIDE_AS_ITS_WORDS = (0, 2)
_CONTENT_FIELDS = 3


class RecycleBin(QDialog):
    """Removed records of one register; 恢复 restores the selected ones to where they were."""

    def __init__(self, session: Session, record_type: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{record_type.title} · 回收站")
        self._session, self._type = session, record_type
        self.table = QTableWidget(0, len(_HEADINGS))
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        dress_list(self.table, self.windowTitle())
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for place in _AS_WIDE_AS_ITS_WORDS:
            self.table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.restore_button = button("恢复所选  Enter", self.restore, "primary")
        self.close_button = button("关闭  Esc", self.reject)
        self.problem = words("", "problem", wrap=True)
        self.empty = words("回收站是空的。", "secondary", wrap=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(self.empty)
        stack.addWidget(self.table, 1)
        stack.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        told = f"要销毁的，在“工具—档案保管与鉴定”里选状态“{KeepingState.REMOVED.label}”。"
        foot.addWidget(words(told if issubclass(record_type, CaseRecord) else "", "secondary", wrap=True), 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.restore_button)
        stack.addLayout(foot)
        self.resize(760, 420)
        session.changed.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._gate)
        self.table.activated.connect(self.restore)
        self._fill()

    def restore(self) -> None:
        """Restore the selected records; a number assigned to another record meanwhile is reported."""
        chosen = [self._removed[index.row()] for index in self.table.selectionModel().selectedRows()]
        self.problem.setText("")
        try:
            with self._session.registers.batch(f"恢复 {len(chosen)} 条{self._type.title}"):
                for removed in chosen:
                    self._session.registers.restore(self._type, removed.record.id)
        except NotAgreedError as question:
            ask(question, self.restore, self)
        except DisclosureError as failure:
            self.problem.say(str(failure), Sign.WRONG)

    def _fill(self, *_changes: object) -> None:
        self._removed = self._session.registers.removed(self._type)
        self.table.setRowCount(len(self._removed))
        for row, removed in enumerate(self._removed):
            when = removed.removed_at[:16].replace("T", " ")
            for place, text in enumerate(
                (removed.record.caption, _content(removed.record), when, masked_prose(removed.reason))
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, place, item)
        self._gate()

    def _gate(self) -> None:
        has_selection = bool(self.table.selectionModel().selectedRows())
        self.restore_button.setEnabled(has_selection and not self._session.is_read_only)
        self.empty.setVisible(not self._removed)


def _content(record: Record) -> str:
    shown = VIEWS[record.register].shown if record.register in VIEWS else ()
    told = [
        shown_text(column, getattr(record, column.name)).replace("\n", " ")
        for column in columns(type(record))
        if column.name in shown
        and column.name != record.caption_field
        and getattr(record, column.name) not in (None, "", ())
    ]
    return " · ".join(told[:_CONTENT_FIELDS])
