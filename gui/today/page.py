"""今日: what is due, sorted by consequence, left; the year so far, calendar, backup, months and duties right.

The page itself is light: what it needs is imported and read off the window's thread, after the window is there.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from disclosure.changes import Change
from disclosure.records import ReportDelivery, ReportEvent
from gui.base.appearance import mark
from gui.base.session import Session
from gui.kit.cards import Card, clear, words

if TYPE_CHECKING:
    from disclosure.cases.due_items import DueGroup, DueItem
    from disclosure.progress import Progress
    from gui.today.cards import TodayCards
    from gui.today.due_cards import DueCards, DueRow
    from tasks.today.overview import Overview

_AFTER_FIRST_PAINT, _SOON, _IN_THE_BACKGROUND = 60, 30, 700
_LEFT_SHARE, _RIGHT_SHARE = 3, 2
_OF_THE_REPORT = frozenset({ReportDelivery.register, ReportEvent.register})


class TodayPage(QScrollArea):
    """The first page. ``left`` and ``right`` are there when something has been read for the first time.

    ``opened`` brings the register and id of a record, ``counted`` how much is overdue or due today, ``calendar_wanted``
    the year to enter, ``duty_wanted`` the line of a duty to fulfil with a form.
    """

    opened = Signal(str, int)
    counted = Signal(int)
    calendar_wanted = Signal(int)
    duty_wanted = Signal(object)

    left: "DueCards"
    right: "TodayCards"

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._year = session, year
        self.shown: Overview | None = None
        self._is_reading, self._is_stale, self._is_closed = False, True, False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.backup_words = words("按 Ctrl+B 把整个文件备份到 U 盘或其他位置。", "secondary", wrap=True)
        self._inside = QWidget()
        mark(self._inside, "page")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(20, 20, 20, 20)
        self._row.setSpacing(16)
        self._row.addWidget(words("正在读取…", "secondary"), 0, Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inside)
        self._later = session.timer(self, self.refresh)
        session.changed.connect(self._follow)
        session.day_changed.connect(lambda: self._follow(()))
        session.closing.connect(self._close)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard, unless a click or Tab brought it, goes on to what matters first."""
        super().focusInEvent(event)
        is_given = event.reason() in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if is_given and self.shown and self.left.focusProxy() is not None:
            self.left.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._later.start(_SOON if self.shown else _AFTER_FIRST_PAINT)

    def set_year(self, year: int) -> None:
        """Show the figures of another year."""
        self._year = year
        self._ask(_SOON)

    def tell_backup(self, state: str, detail: str, role: str) -> None:
        """Say whether the file can be restored, and from where."""
        self.backup_words.setText("\n".join(part for part in (state, detail) if part))
        mark(self.backup_words, role)

    def refresh(self) -> None:
        """Read everything again; what is shown stays until that is done."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        session, year = self._session, self._year
        calendar, today = session.calendar, session.today

        def read(_progress: "Progress") -> "Overview":
            from tasks.report.check_records import mendable  # noqa: PLC0415 - imported where nothing waits for it
            from tasks.today.overview import overview  # noqa: PLC0415 - likewise

            shown = overview(session.registers, calendar, year, today)
            return replace(shown, mendable=mendable(session.registers, year, today))

        session.run("读取今日事项", read, self._show, self, ended=self._read, quiet=True, shares=True)

    def rows(self, group: "DueGroup") -> "list[DueRow]":
        """Return the rows of a group that are on the page."""
        return self.left.rows(group) if self.shown else []

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

    def _show(self, shown: "Overview") -> None:
        if self._is_closed:
            return
        if self.shown is None:
            self._build()
        self.shown = shown
        self._inside.setUpdatesEnabled(False)  # until Qt has shown what is new: nothing blinks
        self.left.show_overview(shown)
        self.right.show_overview(shown)
        if self.hasFocus() and self.left.focusProxy() is not None:
            self.left.setFocus()
        QTimer.singleShot(0, self._inside, lambda: self._inside.setUpdatesEnabled(True))
        self.counted.emit(shown.pressing)

    def _build(self) -> None:
        """Make the two columns: only now something is known to stand in them."""
        from gui.today.cards import TodayCards  # noqa: PLC0415 - likewise
        from gui.today.due_cards import DueCards  # noqa: PLC0415 - after the first paint

        clear(self._row)
        backup = Card("备份")
        backup.body.addWidget(self.backup_words)
        self.left, self.right = DueCards(self._session), TodayCards(self._session, backup)
        self.left.wanted.connect(self._open)
        self.right.calendar.wanted.connect(self.calendar_wanted)
        self.right.duties.form_wanted.connect(self.duty_wanted)
        self.right.mending.wanted.connect(self.opened)
        self._row.addWidget(self.left, _LEFT_SHARE)
        self._row.addWidget(self.right, _RIGHT_SHARE)

    def _open(self, item: "DueItem") -> None:
        if item.register in _OF_THE_REPORT:
            from gui.report.trail_forms import form_for_item  # noqa: PLC0415 - only when pressed

            form_for_item(self._session, item, self.window()).open()
        elif item.record_id:
            self.opened.emit(item.register, item.record_id)
        else:
            self.right.zero.confirm_button.setFocus()
            self.ensureWidgetVisible(self.right.zero)
