"""The selected record beside its table: what it is, what happened, its papers, what it counts for, who changed it.

Personal values are masked until 显示; then this record's are seen until another one is chosen or a minute has passed.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.columns import Column, columns
from disclosure.masking import concealed, masked_prose, screened
from disclosure.records import Record, Request
from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS, CellKey, Figure
from disclosure.report.counting import Period
from disclosure.terms import AccessKind
from disclosure.wording import plain_number
from gui.base.appearance import mark
from gui.base.session import Session, touches_calendar
from gui.cases.deadline import DeadlineCard
from gui.cases.steps import StepsCard
from gui.kit.cards import Card, button, clear, quotable, words
from gui.registers.attachments import AttachmentsCard
from gui.registers.cards import extra_cards, show_in
from gui.registers.history import HistoryCard

_AFTER_LAST_MOVE = 40
_SHORT_TEXT = 10
_SHOWN_MILLISECONDS = 60_000
_SHOWN_BESIDE = frozenset(
    {
        "steps",
        "attachments",
        "letters",
        "requests",
        "reviews",
        "litigation",
        "releases",
        "accesses",
    }
)
_TABLE_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


class RecordDetail(QScrollArea):
    """Everything about one record in cards; it follows the selection a moment later, so that scrolling stays swift."""

    opened = Signal(str, str)

    def __init__(self, session: Session, record_type: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._type = session, record_type
        self.record: Record | None = None
        self._revealed = 0
        self._year = session.today.year
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts = Card()
        self.reveal_button = button("", self.toggle)
        self.cells = Card("计入年度报告")
        self.deadline = DeadlineCard(session) if record_type is Request else None
        self.steps = StepsCard(session) if record_type is Request else None
        self.own = extra_cards(session, record_type)
        self.attachments = AttachmentsCard(session)
        self.history = HistoryCard(session)
        self.nothing = words("选中左侧一行，这里显示它的全部内容。", "secondary", wrap=True)
        self._arrange()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_LAST_MOVE)
        self._later.timeout.connect(self._fill)
        self._hide_again = QTimer(self)
        self._hide_again.setSingleShot(True)
        self._hide_again.setInterval(_SHOWN_MILLISECONDS)
        self._hide_again.timeout.connect(self.conceal)
        session.closing.connect(self._hide_again.stop)
        session.changed.connect(self._follow)
        session.day_changed.connect(self._later.start)
        session.closing.connect(self._later.stop)
        self._fill()

    def show_record(self, record: Record | None, year: int) -> None:
        """Show a record, and which cells of a year's report it counts in."""
        if record is None or record.id != self._revealed:
            self._revealed = 0
        self.record, self._year = record, year
        self._later.start()

    @property
    def is_revealed(self) -> bool:
        """Whether the personal values of the record are seen now."""
        return self.record is not None and self._revealed == self.record.id

    def toggle(self) -> None:
        """Show what is masked of this record for a minute, and have that kept in its history; or mask it again."""
        if self.is_revealed:
            self.conceal()
        elif self.record is not None and concealed(self.record) and self._is_noted(self.record):
            self._revealed = self.record.id
            self._hide_again.start()
            self._fill()

    def _is_noted(self, record: Record) -> bool:
        return self._session.note_access(record, AccessKind.SHOWN)

    def conceal(self) -> None:
        """Mask the personal values again."""
        self._revealed = 0
        self._hide_again.stop()
        self._fill()

    def _follow(self, changes: Sequence[Change]) -> None:
        if self.record is None:
            return
        if touches_calendar(changes):
            self._later.start()
        for change in changes:
            concerns = change.record_id == self.record.id and change.register == self.record.register
            if concerns:
                self.record = change.after
                self._later.start()
                return
            if change.register in _SHOWN_BESIDE:
                self._later.start()

    def _fill(self) -> None:
        record = self.record
        self.nothing.setVisible(record is None)
        for card in self._cards():
            card.setVisible(record is not None)
        if record is None:
            return
        self._fill_facts(record)
        self._fill_cells(record)
        for about_request in (self.deadline, self.steps):
            if about_request is not None and isinstance(record, Request):
                about_request.show_request(record)
        for own in self.own:
            show_in(own, record)
        self.attachments.show_owner(record)
        self.history.show_record(record, is_revealed=self.is_revealed)
        QTimer.singleShot(0, self, self._widen)

    def _widen(self) -> None:
        """Never be narrower than what stands inside: nothing is cut at the right."""
        self.setMinimumWidth(self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def _cards(self) -> list[Card]:
        cards = (self.facts, self.deadline, self.steps, *self.own, self.attachments, self.cells, self.history)
        return [card for card in cards if card is not None]

    def _fill_facts(self, record: Record) -> None:
        self.facts.clear()
        title = record.caption if self.is_revealed else masked_prose(record.caption)
        self.facts.body.addWidget(quotable(title, "cardTitle"))
        self.facts.body.addLayout(_facts(record, is_revealed=self.is_revealed))
        hidden = "、".join(column.label for column in concealed(record))
        if hidden:
            self.reveal_button.setText("重新遮住  Ctrl+R" if self.is_revealed else "显示个人信息  Ctrl+R")
            self.reveal_button.setToolTip(f"显示{hidden}，一分钟后重新遮住；查看会记入这条记录的修改历史。")
        self.reveal_button.setVisible(bool(hidden))

    def _fill_cells(self, record: Record) -> None:
        clear(self.cells.body)
        self.cells.corner.setText(f"{self._year} 年")
        counted = self._session.registers.cells_of(record, Period.of(self._year))
        for cell, amount in counted:
            self.cells.body.addWidget(words(_cell_words(cell, amount), wrap=True))
        if not counted:
            self.cells.body.addWidget(words(f"不计入 {self._year} 年度报告的三张表。", "secondary", wrap=True))

    def _arrange(self) -> None:
        below = self.facts.layout()
        assert isinstance(below, QVBoxLayout)
        below.addWidget(self.reveal_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        mark(inside, "plain")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 4, 0)
        stack.setSpacing(12)
        stack.addWidget(self.nothing)
        for card in self._cards():
            stack.addWidget(card)
        stack.addStretch(1)
        self.setWidget(inside)


def _filled_columns(record: Record) -> list[Column]:
    return [
        column
        for column in columns(type(record))
        if getattr(record, column.name) not in (None, "", (), False) and column.name != record.caption_field
    ]


def _cell_words(cell: CellKey, amount: Figure) -> str:
    row, column = ROW_LABELS[cell.table][cell.row], COLUMN_LABELS[cell.table][cell.column]
    return f"+{plain_number(amount)}  {_TABLE_NAMES[cell.table]} · {row} · {column}"


def _facts(record: Record, *, is_revealed: bool) -> QGridLayout:
    """Return everything filled in: short values two to a row, long ones alone; personal ones masked or not."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for stretching in (1, 3):
        grid.setColumnStretch(stretching, 1)
    row = place = 0
    for column in _filled_columns(record):
        text = column.text(getattr(record, column.name))
        text = text if is_revealed else screened(column, text)
        is_wide = len(text) > _SHORT_TEXT
        if is_wide and place:
            row, place = row + 1, 0
        label = words(column.label, "secondary")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, place)
        grid.addWidget(quotable(text), row, place + 1, 1, 3 if is_wide else 1)
        row, place = (row + 1, 0) if is_wide or place else (row, 2)
    return grid
