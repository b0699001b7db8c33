"""The cards beside a table: what a record is and what it counts for, and which cards each register has of its own."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from disclosure.column_kinds import columns
from disclosure.masking import concealed, masked_prose, screened
from disclosure.records import Duty, Litigation, Record, Release, Request, Review
from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS
from disclosure.report.counting import Period
from disclosure.wording import plain_number
from gui.base.session import Session
from gui.cases.card import CaseCard
from gui.cases.deadline import DeadlineCard
from gui.cases.dispute import DisputeCard
from gui.cases.duty import DutyCard
from gui.cases.release import ReleaseCard
from gui.cases.steps import StepsCard
from gui.kit.cards import Card, RecordCard, button, clear, quotable, words

OWN_CARDS: Mapping[type[Record], tuple[Callable[[Session], RecordCard], ...]] = {
    Request: (DeadlineCard, StepsCard, CaseCard),
    Review: (DisputeCard,),
    Litigation: (DisputeCard,),
    Release: (ReleaseCard,),
    Duty: (DutyCard,),
}
"""The cards a register has besides those of every record, in order; tallies and activities have none."""

_SHORT_TEXT = 10
_TABLE_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


class FactsCard(Card):
    """Everything filled in; personal values are masked until the button, or whoever asks for it, reveals them."""

    def __init__(self, reveal: Callable[[], object]) -> None:
        super().__init__()
        self.reveal_button = button("", reveal)
        below = self.layout()
        assert isinstance(below, QVBoxLayout), "a card is a column"
        below.addWidget(self.reveal_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(self, record: Record, *, is_revealed: bool) -> None:
        """Show the filled columns of a record: short values two to a row, long ones alone."""
        self.clear()
        name = str(getattr(record, record.caption_field))
        self.body.addWidget(quotable(name if is_revealed else masked_prose(name), "cardTitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for stretching in (1, 3):
            grid.setColumnStretch(stretching, 1)
        row = place = 0
        for column in columns(type(record)):
            value = getattr(record, column.name)
            if value in (None, "", (), False) or column.name == record.caption_field:
                continue
            text = column.text(value) if is_revealed else screened(column, column.text(value))
            is_wide = len(text) > _SHORT_TEXT
            if is_wide and place:
                row, place = row + 1, 0
            label = words(column.label, "secondary")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, place)
            grid.addWidget(quotable(text), row, place + 1, 1, 3 if is_wide else 1)
            row, place = (row + 1, 0) if is_wide or place else (row, 2)
        self.body.addLayout(grid)
        hidden = "、".join(column.label for column in concealed(record))
        if hidden:
            self.reveal_button.setText("重新遮住  Ctrl+R" if is_revealed else "显示个人信息  Ctrl+R")
            self.reveal_button.setToolTip(f"显示{hidden}，一分钟后重新遮住；查看会记入这条记录的修改历史。")
        self.reveal_button.setVisible(bool(hidden))


class CellsCard(Card):
    """计入年度报告: which cells of a year's report a record counts in, and with how much."""

    def __init__(self, session: Session) -> None:
        super().__init__("计入年度报告")
        self._session = session

    def show_record(self, record: Record, year: int) -> None:
        """Show what a record adds to the report of a year."""
        clear(self.body)
        self.corner.setText(f"{year} 年")
        counted = self._session.registers.cells_of(record, Period.of(year))
        for cell, amount in counted:
            row, column = ROW_LABELS[cell.table][cell.row], COLUMN_LABELS[cell.table][cell.column]
            told = f"{'+' if amount >= 0 else ''}{plain_number(amount)}  {_TABLE_NAMES[cell.table]} · {row} · {column}"
            self.body.addWidget(words(told, wrap=True))
        if not counted:
            self.body.addWidget(words(f"不计入 {year} 年度报告的三张表。", "secondary", wrap=True))
