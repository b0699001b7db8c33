"""In a wide window, the case of the selected line beside the list of due items."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from disclosure.cases.due_items import DueItem
from disclosure.records import LEDGERS, Record
from gui.base.appearance import scaled
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import button, words
from gui.registers.detail import RecordDetail

_WIDTH, _GAP = 480, 16


class CaseBeside(QWidget):
    """One record as in its register, visible while the list scrolls; ``opened`` asks for its register."""

    opened = Signal(str, int)

    def __init__(self, session: Session, area: QScrollArea) -> None:
        super().__init__()
        self._session, self._area = session, area
        self._details: dict[type[Record], RecordDetail] = {}
        self._shown = ("", 0)
        self.setFixedWidth(scaled(_WIDTH))
        self._inside = QWidget(self)
        self._stack = QStackedWidget()
        self.title = words("", "groupTitle")
        self.open_button = button("在登记簿中打开", lambda: self.opened.emit(*self._shown), "link")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.open_button)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        area.viewport().installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self._place)

    def show_item(self, item: DueItem | None, year: int) -> None:
        """Show the record of a due item; without one the place stays empty."""
        record_type = LEDGERS.get(item.register) if item is not None else None
        found = None
        if item is not None and record_type is not None and item.record_id:
            found = next(iter(self._session.registers.page(record_type, [item.record_id])), None)
        self._inside.setVisible(found is not None)
        if found is None or record_type is None:
            return
        if record_type not in self._details:
            detail = self._details[record_type] = RecordDetail(self._session, record_type, right=4)
            detail.setFixedWidth(scaled(_WIDTH))
            self._stack.addWidget(detail)
        self._shown = (record_type.register, found.id)
        self.title.setText(record_type.title)
        self._stack.setCurrentWidget(self._details[record_type])
        self._details[record_type].show_record(found, year)
        QTimer.singleShot(Wait.TURN, self, self._place)

    def detail(self) -> RecordDetail | None:
        """Return the widget that shows the record now."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, RecordDetail) and self._inside.isVisible() else None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._place()
        return False

    def _place(self) -> None:
        top = max(0, self._area.verticalScrollBar().value() - self.y())
        height = self._area.viewport().height() - _GAP - max(0, self.y() - self._area.verticalScrollBar().value())
        self._inside.setGeometry(0, top, self.width(), max(0, height))
