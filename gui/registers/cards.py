"""The cards beside a table: the record, where it is counted, and the specific cards of each register."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from disclosure.column_kinds import columns, columns_by_name
from disclosure.masking import concealed, masked_prose, screened
from disclosure.records import Duty, Litigation, Record, Release, Request, Review
from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS
from disclosure.report.counting import Period
from disclosure.wording import plain_number
from gui.base.appearance import mark
from gui.base.session import Session
from gui.cases.applicant import ApplicantCard
from gui.cases.card import CaseCard
from gui.cases.deadline import DeadlineCard
from gui.cases.dispute import DisputeCard
from gui.cases.duty import DutyCard
from gui.cases.release import ReleaseCard
from gui.cases.steps import StepsCard
from gui.kit.cards import Card, RecordCard, button, clear, quotable, words

OWN_CARDS: Mapping[type[Record], tuple[Callable[[Session], RecordCard], ...]] = {
    Request: (DeadlineCard, StepsCard, CaseCard, ApplicantCard),
    Review: (DisputeCard,),
    Litigation: (DisputeCard,),
    Release: (ReleaseCard,),
    Duty: (DutyCard,),
}
"""The specific cards of a register, in order; tallies and activities have none."""

_SHORT_TEXT, _TWO_LINES = 10, 42
_TABLE_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


class FactsCard(Card):
    """The record: its number and its content first, then all filled columns.

    For a request the rest is folded into one line on who asked and how; in a compact window, ``is_compact``, so is that
    of every record with a next act, which would otherwise be below the edge. Personal values are masked until revealed
    by the button or the caller.
    """

    is_compact = False

    def __init__(self, reveal: Callable[[], object]) -> None:
        super().__init__()
        self._is_open, self._matter = False, ""
        self.matter, self.told = quotable("", "caseTitle"), quotable("", "secondary")
        self.fold_button = button("展开", self._turn, "link")
        self.everything = QWidget()
        self.reveal_button = button("", reveal, "link")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.told, 1)
        line.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignTop)
        self.number = quotable("", "cardTitle")
        self.first = QHBoxLayout()
        self.first.setSpacing(16)
        self.first.addWidget(self.number, 1)
        self.first.addWidget(self.reveal_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self.first)
        self.body.addWidget(self.matter)
        self.body.addLayout(line)
        self.body.addWidget(self.everything)

    def show_record(self, record: Record, *, is_revealed: bool) -> None:
        """Show a record: its content, and its filled columns."""
        is_request = isinstance(record, Request)
        folds = is_request or (self.is_compact and type(record) in _FOLDED_TO)
        name = str(getattr(record, record.caption_field))
        self.number.setText(name if is_revealed else masked_prose(name))
        mark(self.number, "secondary" if is_request else "cardTitle")
        self._matter = _said(record, "content", is_revealed=is_revealed) if is_request else ""
        told = (_said(record, each, is_revealed=is_revealed) for each in _FOLDED_TO[type(record)]) if folds else ()
        self.told.setText(" · ".join(filter(None, told)))
        self.matter.setVisible(is_request)
        for widget in (self.told, self.fold_button):
            widget.setVisible(folds)
        self._show_everything(record, is_revealed=is_revealed)
        hidden = "、".join(column.label for column in concealed(record))
        if hidden:
            self.reveal_button.setText("重新遮住  Ctrl+R" if is_revealed else "显示个人信息  Ctrl+R")
            self.reveal_button.setToolTip(f"显示{hidden}，一分钟后重新遮住；查看会记入这条记录的修改历史。")
        self.reveal_button.setVisible(bool(hidden))
        self._unfold(self._is_open or not folds or is_revealed)

    def _turn(self) -> None:
        self._is_open = self.everything.isHidden()
        self._unfold(self._is_open)

    def _unfold(self, is_open: bool) -> None:
        is_long = self.is_compact and not is_open and len(self._matter) > _TWO_LINES
        self.matter.setText(f"{self._matter[: _TWO_LINES - 1]}…" if is_long else self._matter)
        self.everything.setVisible(is_open)
        self.fold_button.setText("收起" if is_open else "展开")

    def _show_everything(self, record: Record, *, is_revealed: bool) -> None:
        """Lay out the filled columns: two short values per row, long ones alone."""
        if (before := self.everything.layout()) is not None:
            clear(before)
            QWidget().setLayout(before)  # a widget keeps its layout until another widget takes it
        grid = QGridLayout(self.everything)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for stretching in (1, 3):
            grid.setColumnStretch(stretching, 1)
        row = place = 0
        for column in columns(type(record)):
            if column.name == record.caption_field or not getattr(record, column.name):
                continue
            text = _said(record, column.name, is_revealed=is_revealed)
            is_wide = len(text) > _SHORT_TEXT
            if is_wide and place:
                row, place = row + 1, 0
            label = words(column.label, "secondary")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, place)
            grid.addWidget(quotable(text), row, place + 1, 1, 3 if is_wide else 1, Qt.AlignmentFlag.AlignTop)
            row, place = (row + 1, 0) if is_wide or place else (row, 2)


_FOLDED_TO: Mapping[type[Record], tuple[str, ...]] = {
    Request: ("applicant", "applicant_kind", "channel", "phone", "retrieval"),
    Release: ("number", "document_number", "department"),
    Review: ("applicant", "review_body", "case_number"),
    Litigation: ("plaintiff", "court", "case_number"),
    Duty: ("cycle", "channels", "department"),
}
"""The columns summed up in one line: for a request who asked, and how."""


def _said(record: Record, name: str, *, is_revealed: bool) -> str:
    column, value = columns_by_name(type(record))[name], getattr(record, name)
    if not value:
        return ""
    return column.text(value) if is_revealed else screened(column, column.text(value))


class CellsCard(Card):
    """计入年度报告: the cells of a year's report in which a record is counted, and with how much."""

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
