"""今日: what is due, sorted by urgency, at the left; the next report and the year so far at the right.

The page itself is light: its content is imported and read in a worker once the window is up.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.numerals import WEEKDAYS
from disclosure.records import LEDGERS, Litigation, Release, ReportDelivery, ReportEvent, Request, Review
from gui.base.appearance import mark, scaled
from gui.base.job import Job, ReadingLine
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import Button, clear, scrolling, words
from gui.today.search_line import SearchLine

if TYPE_CHECKING:
    from disclosure.cases.due_items import DueGroup, DueItem
    from disclosure.progress import Progress
    from gui.today.beside import CaseBeside
    from gui.today.cards import TodayCards
    from gui.today.due_cards import DueCards, DueRow
    from gui.today.ways import WaysToBegin
    from tasks.today.overview import Later, Overview

_WIDE = 1880
_OF_THE_REPORT = frozenset({ReportDelivery.register, ReportEvent.register})
_NEW = (Release.register, Request.register, Review.register, Litigation.register)


class TodayPage(QWidget):
    """The first page. ``left`` and ``right`` exist once something has been read.

    ``opened`` carries the register and id of a record, ``placed`` also what to show of it (the register of a step, a
    letter or a paper), ``counted`` how many items are overdue or due today, ``calendar_wanted`` the year to enter,
    ``duty_wanted`` the line of a duty to fulfil by a form, ``new_wanted`` the register for a new record,
    ``report_wanted`` the year and the heading of the report to write.
    """

    opened = Signal(str, int)
    placed = Signal(str, int, str)
    counted = Signal(int)
    calendar_wanted = Signal(int)
    duty_wanted = Signal(object)
    new_wanted = Signal(str)
    report_wanted = Signal(int, str)

    left: "DueCards"
    beside: "CaseBeside | None" = None
    ways: "WaysToBegin | None" = None
    right: "TodayCards"

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._year = session, year
        self.shown: Overview | None = None
        self._is_reading, self._is_stale, self._is_closed = False, True, False
        self._is_compact = False
        self.title, self.standing = words("", "pageTitle"), words("", "secondary")
        self.new_button = Button("新建")
        self.search = SearchLine(session, self)
        self.search.opened.connect(self.placed)
        self.reading = ReadingLine(self, "今日事项")
        self.reading.again.connect(self.refresh)
        self.reading.stopped.connect(self._stop_reading)
        self._job: Job | None = None
        self._inside = QWidget()
        mark(self._inside, "page")
        self._row = QHBoxLayout(self._inside)
        self._arrange()
        self._later = session.timer(self, self.refresh, Wait.PAINT)
        session.changed.connect(self._follow)
        session.day_changed.connect(lambda: self._follow(()))
        session.closing.connect(self._close)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the line that had it last, unless a click or Tab brought it."""
        is_given = event.reason() in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if is_given and self.shown:
            self.left.take_focus()

    def showEvent(self, _event: QShowEvent) -> None:
        if self._is_stale:
            self._later.start(Wait.PAINT)

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window put the right side below the left one."""
        self._is_compact = is_compact
        if self.shown is not None:
            beside = QBoxLayout.Direction.TopToBottom if is_compact else QBoxLayout.Direction.LeftToRight
            self._row.setDirection(beside)
            self.right.set_compact(is_compact)
            report = self.right.report
            report.set_folded(is_compact)
            if is_compact is (self._row.indexOf(report) < 0):  # folded to one line, it is on top of everything
                (self._row if is_compact else self.right.stack).insertWidget(0, report)

    def set_year(self, year: int) -> None:
        """Show the figures of another year."""
        self._year = year
        self._ask(Wait.PAINT)

    def refresh(self) -> None:
        """Read everything again; meanwhile the page stays as it is."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        session, year = self._session, self._year
        calendar, today = session.calendar, session.today

        known = self.shown.later if self.shown else None

        def read(_progress: "Progress") -> "Overview":
            from tasks.today.overview import overview  # noqa: PLC0415 - imported in the worker

            shown = overview(session.registers, calendar, year, today)
            return shown if known is None else shown.with_later(known)

        def read_later(_progress: "Progress") -> "Later":
            from tasks.report.on_today import later  # noqa: PLC0415 - imported in the worker

            report_year = self.shown.report.year if self.shown else year
            return later(session.registers, year, report_year, today)

        def show(shown: "Overview") -> None:
            """Show what is due, and only then read what takes longer."""
            self._show(shown)
            if not self._is_stopped():
                self.reading.end()
                self._job = session.run_quietly(read_later, self._show_later, ended=self._read, shares=True)

        def ended() -> None:
            if self._job is None or self._job.is_over:
                self._read()

        self.reading.begin()
        self._job = session.run_quietly(read, show, ended=ended, shares=True)

    def _is_stopped(self) -> bool:
        return self._is_closed or (self._job is not None and self._job.is_cancelled)

    def _show_later(self, found: "Later") -> None:
        if self.shown is not None and not self._is_stopped() and found != self.shown.later:
            self._show(self.shown.with_later(found))

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def find_words(self, text: str) -> None:
        """Search everything for some words; without words put the cursor into the search box."""
        self.search.begin(text)

    def say_above(self, told: QWidget) -> None:
        """Put one line between the head and what is due."""
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 4)
        line.addWidget(told)
        self._stack.insertLayout(1, line)

    def begin(self, told: QWidget, ways: "WaysToBegin") -> None:
        """After the first run say what was imported, and below what is due suggest how to go on."""
        self.say_above(told)
        self.ways = ways
        ways.new_wanted.connect(self.new_wanted)
        ways.search_wanted.connect(lambda: self.find_words(""))
        if self.shown is not None:
            self._main.insertWidget(1, ways)

    def rows(self, group: "DueGroup") -> "list[DueRow]":
        """Return the rows of a group on the page."""
        return self.left.rows(group) if self.shown else []

    def _read(self) -> None:
        self._is_reading = False
        if self._job is not None and not self._job.is_cancelled:
            self.reading.end()
        self._job = None
        if self._is_stale and not self._is_closed:
            self._ask(Wait.PAINT)

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._ask(Wait.PAINT if self.isVisible() else Wait.SENTENCE)

    def _ask(self, wait: Wait) -> None:
        self._is_stale = True
        self._later.start(wait)

    def _close(self) -> None:
        self._later.stop()
        self.reading.end()
        self._is_closed = True

    def _show(self, shown: "Overview") -> None:
        if self._is_stopped():
            return
        if self.shown is None:
            self._build()
        self.shown = shown
        self.set_compact(self._is_compact)
        self._lay_wide()
        self._tell_day(shown)
        self._inside.setUpdatesEnabled(False)  # until everything is laid out, or it flickers
        self.left.show_overview(shown)
        if self.ways is not None:  # a day without anything to do offers them itself
            self.ways.setVisible(self.left.nothing is None)
        self.right.show_overview(shown, self._year)
        if self.hasFocus():
            self.left.take_focus()
        QTimer.singleShot(Wait.TURN, self._inside, lambda: self._inside.setUpdatesEnabled(True))
        self.counted.emit(shown.pressing)

    def _tell_day(self, shown: "Overview") -> None:
        today, waiting = self._session.today, shown.waiting
        self.title.setText(f"{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}")
        told = [f"{shown.pressing} 件今天办"] if shown.pressing else ["没有逾期和今天到期的事项"]
        told += [f"{waiting} 件在等对方"] if waiting else []
        self.standing.setText("，".join(told))

    def _arrange(self) -> None:
        """Lay out the head above the scrolling part."""
        menu = QMenu(self.new_button)
        for register in _NEW:
            made = menu.addAction(LEDGERS[register].title, partial(self._ask_new, register))
            if register == Request.register:  # the same shortcut as on the page of requests
                made.setShortcut("Ctrl+N")
                made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.setEnabled(not self._session.is_read_only)
                self.addAction(made)
            elif register == Release.register:
                made.setText(f"{made.text()}\tCtrl+Shift+N")  # only shown; the main menu has it
        self.new_button.setMenu(menu)
        self.new_button.setEnabled(not self._session.is_read_only)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 4)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.standing, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.search, 1)
        head.addWidget(self.new_button)
        self._row.setContentsMargins(20, 4, 20, 16)
        self._row.setSpacing(20)
        self._row.addWidget(words("正在读取…", "secondary"), 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addLayout(head)
        self._area = scrolling(self._inside)
        self._stack.addWidget(self.search.over(self._area), 1)

    def _ask_new(self, register: str, *_: object) -> None:
        self.new_wanted.emit(register)

    def _build(self) -> None:
        """Make the two columns, now that there is something to show."""
        from gui.today import cards, due_cards  # noqa: PLC0415 - after the first paint

        clear(self._row)
        self.left, self.right = due_cards.DueCards(self._session), cards.TodayCards(self._session)
        self.left.wanted.connect(self._open)
        self.left.missed.connect(self.duty_wanted)
        self.left.new_wanted.connect(self.new_wanted)
        self.right.calendar.wanted.connect(self.calendar_wanted)
        self.right.mending.wanted.connect(self.opened)
        self.right.report.wanted.connect(self.report_wanted)
        self.left.chosen.connect(self._show_beside)
        self._main = QVBoxLayout()
        self._main.setSpacing(16)
        self._main.addWidget(self.left)
        if self.ways is not None:
            self._main.addWidget(self.ways)
        self._main.addStretch(1)
        self._row.addLayout(self._main, 1)
        self._row.addWidget(self.right, 0)

    def _show_beside(self, item: "DueItem | None") -> None:
        if self.beside is not None:
            self.beside.show_item(item, self._year)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._lay_wide()

    def _lay_wide(self) -> None:
        """From a width of 1880 on show the case of the chosen line between what is due and the cards."""
        if self.shown is not None:
            is_wide = self.window().width() >= scaled(_WIDE)
            if is_wide and self.beside is None:
                from gui.today.beside import CaseBeside  # noqa: PLC0415 - few windows are so wide

                self.beside = CaseBeside(self._session, self._area)
                self.beside.opened.connect(self.opened)
                self._row.insertWidget(1, self.beside, 0)
            if self.beside is not None:
                self.beside.setVisible(is_wide)
            self.left.set_wide(is_wide)
            self.right.set_wide(is_wide)

    def _open(self, item: "DueItem") -> None:
        if item.register in _OF_THE_REPORT:
            from gui.report.trail_forms import form_for_item  # noqa: PLC0415 - only when pressed

            form_for_item(self._session, item, self.window()).open()
        elif item.record_id:
            self.opened.emit(item.register, item.record_id)
