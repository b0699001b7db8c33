"""今日: what is due, sorted by consequence, left; the year so far, calendar, backup, months and duties right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.due_items import DueGroup, DueItem
from gui.appearance import mark
from gui.cards import Card, button, clear, words
from gui.due_row import DueRow, when_words
from gui.session import Session
from gui.today_cards import CalendarCard, DutiesCard, FiguresGrid, ZeroCard
from tasks.overview import NAMED, Overview, overview

_SOON, _IN_THE_BACKGROUND = 30, 700
_SHOWN_AT_FIRST = {DueGroup.LATER: 4, DueGroup.WAITING: 6}
_SHOWN_USUALLY = 8
_LEFT_SHARE, _RIGHT_SHARE = 3, 2


class TodayPage(QScrollArea):
    """The first page. It reads off the window's thread: a file with thousands of open cases takes a while.

    ``opened`` brings the register and id of a record, ``counted`` how much is overdue or due today, ``calendar_wanted``
    the year to enter, ``duty_wanted`` the line of a duty to fulfil with a form.
    """

    opened = Signal(str, int)
    counted = Signal(int)
    calendar_wanted = Signal(int)
    duty_wanted = Signal(object)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._year = session, year
        self.shown: Overview | None = None
        self._is_reading, self._is_stale, self._is_closed = False, True, False
        self._expanded: set[DueGroup] = set()
        self._rows: dict[DueGroup, list[DueRow]] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.groups = QVBoxLayout()
        self.figures, self.calendar = FiguresGrid(), CalendarCard(session)
        self.zero, self.duties, self.backup = ZeroCard(session), DutiesCard(session), Card("备份")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self._arrange()
        self.calendar.wanted.connect(self.calendar_wanted)
        self.duties.form_wanted.connect(self.duty_wanted)
        session.changed.connect(self._follow)
        session.closing.connect(self._close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._later.start(0)

    def set_year(self, year: int) -> None:
        """Show the figures of another year."""
        self._year = year
        self._ask(_SOON)

    def refresh(self) -> None:
        """Read everything again; what is shown stays until that is done."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        session, year = self._session, self._year
        calendar, today = session.calendar, session.today
        job = session.run(
            "读取今日事项", lambda _progress: overview(session.registers, calendar, year, today), self._show, self,
            quiet=True,
        )
        job.finished.connect(self._read)

    def rows(self, group: DueGroup) -> list[DueRow]:
        """Return the rows of a group that are on the page."""
        return self._rows.get(group, [])

    def _read(self) -> None:
        self._is_reading = False
        if self._is_stale and not self._is_closed:
            self._ask(_SOON)

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._ask(_SOON if self.isVisible() else _IN_THE_BACKGROUND)

    def _ask(self, milliseconds: int) -> None:
        self._is_stale = True
        self._later.start(milliseconds)

    def _close(self) -> None:
        self._later.stop()
        self._is_closed = True

    def _show(self, shown: Overview) -> None:
        if self._is_closed:
            return
        self.shown = shown
        self._fill_groups()
        self.figures.show_figures(shown.figures)
        self.calendar.show_overview(shown)
        self.zero.show_months(shown.months)
        self.duties.show_lines(shown.duties)
        self.counted.emit(shown.pressing)

    # --- what is due ---

    def _fill_groups(self) -> None:
        assert self.shown is not None, "something has been read"
        clear(self.groups)
        self._rows.clear()
        for group, items in self.shown.groups.items():
            if items:
                self.groups.addWidget(self._group_card(group, items))
        if not self.shown.pressing:
            card = Card()
            card.body.addWidget(words("√ 没有逾期和今天到期的事项。", "good"))
            self.groups.insertWidget(0, card)
        self.groups.addStretch(1)

    def _group_card(self, group: DueGroup, items: Sequence[DueItem]) -> Card:
        card = Card(group.label)
        card.corner.setText(f"{len(items)} 件")
        card.body.setSpacing(0)
        limit = NAMED if group in self._expanded else _SHOWN_AT_FIRST.get(group, _SHOWN_USUALLY)
        for item in items[:limit]:
            card.body.addWidget(self._row(item, group))
        if len(items) > limit:
            card.body.addWidget(self._rest(group, len(items) - limit))
        return card

    def _row(self, item: DueItem, group: DueGroup) -> DueRow:
        assert self.shown is not None, "something has been read"
        session = self._session
        subject = self.shown.subjects.get((item.register, item.record_id), "")
        row = DueRow(item, group, subject, when_words(item, group, session.calendar, session.today))
        self._rows.setdefault(group, []).append(row)
        row.clicked.connect(lambda _checked=False: self._open(item))
        return row

    def _rest(self, group: DueGroup, count: int) -> QWidget:
        if group in self._expanded:
            return words(f"还有 {count} 件，请到各登记簿用“未办结”查看。", "secondary", wrap=True)
        return button(f"显示其余 {count} 件", lambda: self._expand(group), "link")

    def _expand(self, group: DueGroup) -> None:
        self._expanded.add(group)
        self._fill_groups()

    def _open(self, item: DueItem) -> None:
        if item.record_id:
            self.opened.emit(item.register, item.record_id)
        else:
            self.zero.confirm_button.setFocus()
            self.ensureWidgetVisible(self.zero)

    # --- layout ---

    def _arrange(self) -> None:
        inside = QWidget()
        mark(inside, "page")
        row = QHBoxLayout(inside)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(16)
        self.groups.setSpacing(14)
        self.groups.addWidget(words("正在读取…", "secondary"))
        self.groups.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addLayout(self.figures)
        for card in (self.calendar, self.backup, self.zero, self.duties):
            right.addWidget(card)
        self.backup.body.addWidget(words("按 Ctrl+B 把整个文件备份到 U 盘或其他位置。", "secondary", wrap=True))
        self.duties.hide()
        right.addStretch(1)
        row.addLayout(self.groups, _LEFT_SHARE)
        row.addLayout(right, _RIGHT_SHARE)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
