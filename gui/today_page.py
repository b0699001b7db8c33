"""今日: what is open, the year's figures so far, and whether the calendar is known."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.records import Litigation, Record, Release, Request, Review
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.wording import chinese_date
from gui.appearance import mark
from gui.cards import Card, button, clear, words
from gui.session import Session
from storage.query import Filter, Query

_OPEN_SHOWN = 30


class TodayPage(QScrollArea):
    """The first page: open cases left, the year so far right."""

    opened = Signal(str, int)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._year = session, year
        self._is_stale = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.open_requests = Card("正在办理的申请")
        self.open_disputes = Card("尚未审结的复议、诉讼")
        self.figures = QGridLayout()
        self.calendar = Card("工作日历")
        self._arrange()
        session.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def set_year(self, year: int) -> None:
        """Show the figures of another year."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Ask the registers again."""
        self._is_stale = False
        self._fill_requests()
        self._fill_disputes()
        self._fill_figures()
        self._fill_calendar()

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _fill_requests(self) -> None:
        query = Query(filters=(Filter("outcome", "is_empty"), Filter("is_excluded", "equals", False)))
        self._fill_list(self.open_requests, [(Request, query)], "没有正在办理的申请。")

    def _fill_disputes(self) -> None:
        query = Query(filters=(Filter("closed_on", "is_empty"),))
        self._fill_list(self.open_disputes, [(Review, query), (Litigation, query)], "没有尚未审结的案件。")

    def _fill_list(self, card: Card, wanted: Sequence[tuple[type[Record], Query]], nothing: str) -> None:
        card.clear()
        found = [record for kind, query in wanted for record in self._session.registers.all(kind, query)]
        for record in found[:_OPEN_SHOWN]:
            card.body.addLayout(self._line(record))
        if not found:
            card.body.addWidget(words(nothing, "secondary"))
        card.corner.setText(f"{len(found)} 件" if found else "")

    def _line(self, record: Record) -> QHBoxLayout:
        row = QHBoxLayout()
        who = str(getattr(record, "applicant", "") or getattr(record, "plaintiff", ""))
        what = str(getattr(record, "content", "")).replace("\n", " ")
        text = " · ".join(part for part in (record.caption, who, what[:30]) if part)
        row.addWidget(button(text, lambda: self.opened.emit(record.register, record.id), "link"), 1)
        received = getattr(record, "received_on", None)
        row.addWidget(words(f"{chinese_date(received)}收到" if received else "△ 收到日期尚未确认", "secondary"))
        return row

    def _fill_figures(self) -> None:
        clear(self.figures)
        for place, (number, label, note) in enumerate(self._figures()):
            card = Card()
            figure = words(number, "figure")
            figure.setAccessibleName(f"{label} {number}")
            card.body.addWidget(figure)
            card.body.addWidget(words(label))
            card.body.addWidget(words(note, "secondary", wrap=True))
            self.figures.addWidget(card, place // 2, place % 2)

    def _figures(self) -> list[tuple[str, str, str]]:
        year, registers = self._year, self._session.registers
        period = Period.of(year, min(self._session.today, date(year, 12, 31)))
        figures = registers.figures(period)
        received, carried, answered = (figures[CellKey("table3", row, "total")] for row in ("n1", "n2", "k7"))
        pending = figures[CellKey("table4", "review", "pending")]
        reviews = figures[CellKey("table4", "review", "total")]
        suits = sum(figures[CellKey("table4", row, "total")] for row in ("direct_suit", "suit_after_review"))
        published = registers.count(
            Release, Query(filters=(Filter("published_on", "between", (period.since, period.until)),))
        )
        so_far = f"{year} 年至今" if year == self._session.today.year else f"{year} 年"
        return [
            (str(published), "主动公开", so_far),
            (str(received), "收到申请", f"结转 {carried} · 已办结 {answered}"),
            (str(reviews), "行政复议", f"{pending} 件尚未审结" if reviews else so_far),
            (str(suits), "行政诉讼", so_far),
        ]

    def _fill_calendar(self) -> None:
        self.calendar.clear()
        for words_, is_known in self._session.calendar_states():
            self.calendar.body.addWidget(words(words_, "" if is_known else "attention", wrap=True))

    def _arrange(self) -> None:
        inside = QWidget()
        mark(inside, "page")
        row = QHBoxLayout(inside)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(14)
        left.addWidget(self.open_requests)
        left.addWidget(self.open_disputes)
        self.figures.setSpacing(12)
        right.addLayout(self.figures)
        right.addWidget(self.calendar)
        for column in (left, right):
            column.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
