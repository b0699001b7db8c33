"""Which records one figure of the report counted; Enter or a double click goes to the record."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure.errors import RecordNotFoundError
from disclosure.masking import masked_prose
from disclosure.records import RECORD_TYPES, Record, Request, Step
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from gui.base.session import Session
from gui.kit.cards import Card, words
from gui.kit.stat_table import cell_words

_MOST_SHOWN = 500
_TELLING = ("content", "court", "review_body", "department", "document_number")


_HINT = "选中表中的一个数，这里列出它所计的记录；按 Enter 或双击打开。"


class ElidedLines(QStyledItemDelegate):
    """Items are as wide as the list, whatever they hold; what does not fit ends in dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


class FigureRecords(Card):
    """The records behind the current figure."""

    record_wanted = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("这个数从哪里来", parent)
        self._session = session
        self.hint = words(_HINT, "secondary", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("所选数字的记录")
        self.list.setItemDelegate(ElidedLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.list.itemActivated.connect(self._go)
        self.list.setVisible(False)

    def forget(self) -> None:
        """Show no figure."""
        self.list.clear()
        self.list.setVisible(False)
        self.hint.setText(_HINT)
        self.corner.setText("")

    def show_figure(self, key: CellKey, period: Period, text: str) -> None:
        """List the records a figure counted."""
        self.show_records(f"{cell_words(key)}：{text}", self._session.registers.records_of(key, period))

    def show_records(self, told: str, found: Sequence[tuple[str, int]]) -> None:
        """List records (register, id) under what is told of them."""
        self.list.clear()
        for register, record_id in found[:_MOST_SHOWN]:
            item = QListWidgetItem(self._line(register, record_id))
            item.setData(Qt.ItemDataRole.UserRole, (register, record_id))
            self.list.addItem(item)
        shown = f"（只列前 {_MOST_SHOWN} 条）" if len(found) > _MOST_SHOWN else ""
        self.corner.setText(f"{len(found)} 条{shown}" if found else "")
        self.hint.setText(told)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)

    def _line(self, register: str, record_id: int) -> str:
        try:
            record = self._session.registers.get(RECORD_TYPES[register], record_id)
        except RecordNotFoundError as gone:
            return str(gone)
        if isinstance(record, Step):
            request = self._session.registers.get(Request, record.request_id)
            return f"{request.caption}  {record.caption}"
        return _record_line(record)

    def _go(self, item: QListWidgetItem) -> None:
        register, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.record_wanted.emit(register, record_id)


def _record_line(record: Record) -> str:
    who = str(getattr(record, "applicant", "") or getattr(record, "plaintiff", ""))
    what = next((str(value) for name in _TELLING if (value := getattr(record, name, None)) not in (None, "")), "")
    first = f"{record.caption}  {who}".rstrip()
    return f"{first}\n{masked_prose(what).replace(chr(10), ' ')}" if what else first
