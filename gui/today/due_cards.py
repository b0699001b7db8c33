"""The left side of the page 今日: one card per group, one line per item, each with a button for its next act.

A click or Enter on a line opens its record; the button does the act. Only the first button of the page is blue.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.errors import DisclosureError
from disclosure.records import Litigation, Release, ReportDelivery, ReportEvent, Request, Review
from disclosure.releases.duties import DutyLine, DutyState
from disclosure.wording import chinese_date
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words, button, clear, words
from gui.today.act_words import words_of
from gui.today.nothing_due import NothingDue
from tasks.cases.duties import fulfil
from tasks.cases.zero_confirmations import confirm_all_zero
from tasks.today.lines import Line
from tasks.today.overview import NAMED, Overview

_SHOWN_AT_FIRST = {DueGroup.LATER: 4, DueGroup.WAITING: 6}
_SHOWN_USUALLY = 8
_STATE_WIDTH, _WHEN_WIDTH, _ACT_WIDTH = 92, 116, 124
_WIDE = Qt.AlignmentFlag(0)
_TO_THE_END = 10_000
_LINES_ON: Mapping[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Home: -_TO_THE_END,
    Qt.Key.Key_End: _TO_THE_END,
}


class _Look(NamedTuple):
    """How a group is shown: its heading, and the sign and word of its lines."""

    heading: str
    sign: Sign
    word: str


LOOKS: Mapping[DueGroup, _Look] = {
    DueGroup.OVERDUE: _Look("已经逾期", Sign.WRONG, "逾期"),
    DueGroup.TODAY: _Look("今天", Sign.TODAY, "今天到期"),
    DueGroup.SOON: _Look("5 个工作日内", Sign.SOON, "近日"),
    DueGroup.WAITING: _Look("等对方", Sign.WAITING, "等对方"),
    DueGroup.ALONGSIDE: _Look("顺手一并", Sign.CAN_WAIT, "零申请"),
    DueGroup.LATER: _Look("以后", Sign.RUNNING, "以后"),
}
_SAID_OTHERWISE: Mapping[DueKind, tuple[Sign, str]] = {
    DueKind.CONFIRM_RECEIPT: (Sign.UNCONFIRMED, "待确认"),
    DueKind.DELIVERY: (Sign.WAITING, "待送达"),
    DueKind.CARRIED_ON: (Sign.RUNNING, "补登"),
}
"""Items without a last day are not 今天到期, and a carried-over one is no 零申请."""
_RUNNING: Mapping[str, str] = {
    Request.register: "在办",
    Review.register: "复议",
    Litigation.register: "诉讼",
    Release.register: "应公开",
    ReportDelivery.register: "年报",
    ReportEvent.register: "年报",
}
"""The word of a line under 以后, by its register."""
_TO_DO = (DueGroup.OVERDUE, DueGroup.TODAY, DueGroup.SOON, DueGroup.ALONGSIDE)
_ACT_IN_CASE = frozenset(
    {
        DueKind.ANSWER,
        DueKind.CONFIRM_RECEIPT,
        DueKind.CORRECTION_NOTICE,
        DueKind.CORRECTION,
        DueKind.PAYMENT,
        DueKind.OPINION,
        DueKind.REVIEW_REPLY,
        DueKind.COURT_DEFENCE,
    }
)
"""Items whose act the case itself offers, beside or as its blue button."""
_ONLY_OPENED = frozenset({DueKind.PUBLICATION, DueKind.EXPIRING, DueKind.THIRD_PARTY_NOTICE})
"""Items whose button only opens the record, which is beside the list already."""


def state_of(item: DueItem, group: DueGroup) -> tuple[Sign, str]:
    """Return the sign and the word at the beginning of a line."""
    look = LOOKS[group]
    if group in (DueGroup.TODAY, DueGroup.ALONGSIDE) and item.due_on is None:
        return _SAID_OTHERWISE.get(item.kind, (look.sign, "尽快"))
    if item.kind is DueKind.DUTY and group in (DueGroup.SOON, DueGroup.LATER):
        return look.sign, "应公开"
    return look.sign, _RUNNING.get(item.register, look.word) if group is DueGroup.LATER else look.word


class DueRow(Button):
    """A line that can be pressed: its state, what to do, by when, and the act.

    ``reached`` is emitted on focus; ``walked`` by the arrow keys, with how many lines on the focus goes.
    """

    reached = Signal()
    walked = Signal(int)

    def __init__(self, item: DueItem, group: DueGroup, line: Line, when: tuple[str, str], act: QPushButton) -> None:
        super().__init__()
        self.item, self.line, self.act, self._is_chosen = item, line, act, False
        mark(self, "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        sign, word = state_of(item, group)
        state = words(word, sign=sign)
        state.setMinimumWidth(_STATE_WIDTH)
        row.addWidget(state)
        row.addLayout(_column(words(line.title, wrap=True), words(line.beneath, "secondary", wrap=True)), 1)
        day, left = when
        dates = _column(words(day), words(left, sign.role), at=Qt.AlignmentFlag.AlignRight)
        right = QWidget()
        right.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        right.setLayout(dates)
        right.setMinimumWidth(_WHEN_WIDTH)
        row.addWidget(right)
        row.addSpacing(8)
        act.setMinimumWidth(_ACT_WIDTH)
        act.setAccessibleName(f"{act.text()}：{line.title}")
        row.addWidget(act)
        self.setAccessibleName(f"{word}：{item.sentence} {line.title} {day} {left}")
        self.setToolTip(item.sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the act of a line without a record, and of the chosen one, whose case is already shown."""
        if (
            (self._is_chosen or not self.item.record_id)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.act.isEnabled()
        ):
            self.act.click()
        elif event.key() in _LINES_ON:
            self.walked.emit(_LINES_ON[event.key()])
        else:
            super().keyPressEvent(event)

    def set_chosen(self, is_chosen: bool, *, hands_over: bool = False) -> None:
        """Show whether the case of this line is beside the list, which may take over its button."""
        self._is_chosen = is_chosen
        mark(self, "rowChosen" if is_chosen else "row")
        self.act.setVisible(not (is_chosen and hands_over))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def _go_to(row: DueRow) -> None:
    """Give a line the focus and bring it in sight: Qt does that for Tab alone."""
    row.setFocus()
    above = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(row)


def when_words(item: DueItem, group: DueGroup, calendar: WorkCalendar, today: date) -> tuple[str, str]:
    """Return the day of an item and its distance: 「11月20日」「过了 1 个工作日」."""
    if item.kind in (DueKind.ZERO_CONFIRMATION, DueKind.CARRIED_ON):
        return "", "报送前"
    if item.due_on is None:
        return "", "尽快办理" if not item.waits else ""
    day = chinese_date(item.due_on).removeprefix(f"{today.year}年") + ("（暂定）" if item.provisional else "")
    if group is DueGroup.OVERDUE:
        late = calendar.workdays_between(item.due_on, today)
        return day, f"过了 {late} 个工作日" if late else "刚过"
    if item.due_on < today:  # in another group than OVERDUE: somebody else should have acted by then
        return day, "这一天已过"
    left = calendar.workdays_between(today, item.due_on)
    return day, "最后一天" if item.due_on == today else f"剩 {left} 个工作日"


def _column(*labels: Words, at: Qt.AlignmentFlag = _WIDE) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    for label in labels:
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if label.text():
            column.addWidget(label, alignment=at)
    column.addStretch(1)
    return column


class DueCards(QWidget):
    """Everything that is due.

    ``wanted`` carries the item whose line was pressed, ``missed`` the line of a duty whose release needs a form,
    ``chosen`` the item whose case to show beside the list in a wide window (None where nothing is due), ``new_wanted``
    the register for a new record.
    """

    wanted = Signal(object)
    chosen = Signal(object)
    missed = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Overview | None = None
        self._told: tuple[object, ...] = ()
        self._is_wide, self.nothing = False, cast("NothingDue | None", None)
        self._chosen: object = None
        self._reached: object = None
        self._expanded: set[DueGroup] = set()
        self._rows: dict[DueGroup, list[DueRow]] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(12)

    def show_overview(self, shown: Overview) -> None:
        """Show what is due now; if nothing has changed the lines stay, else the focus is restored."""
        former, day = self._told, (self._session.today, self._session.calendar)
        self._shown = shown
        self._told = (shown.groups, shown.lines, shown.duties, shown.zero_months, tuple(self._expanded), *day)
        if self._told == former:
            self._choose_again()  # the case beside the list may have changed
            return
        had_row, had_act = self._focused()
        clear(self._stack)
        self._rows.clear()
        self.nothing = None if any(shown.groups[group] for group in _TO_DO) else self._nothing(shown)
        if self.nothing is not None:
            self._stack.addWidget(self.nothing)
        for group, items in shown.groups.items():
            if items:
                self._stack.addWidget(self._group(shown, group, items))
        self._stack.addStretch(1)
        self._choose_again()
        for row in self._all_rows():
            if _key(row.item) == had_row:
                (row.act if had_act else row).setFocus()

    def set_wide(self, is_wide: bool) -> None:
        """In a wide window choose a line, whose case is shown beside the list."""
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._choose_again()

    def _choose(self, row: DueRow) -> None:
        self._reached = _key(row.item)
        if self._is_wide and self._chosen != _key(row.item):
            self._chosen = _key(row.item)
            self._choose_again()

    def _choose_again(self) -> None:
        """Keep the chosen line or choose the first, and make one button of the page blue.

        The button that confirms months without requests is never blue: in a new file in January it would be the only
        blue one, and confirm the whole year before at one press.
        """
        rows = list(self._all_rows())
        first = next((row for row in rows if _key(row.item) == self._chosen), rows[0] if rows else None)
        for row in rows:
            is_chosen = self._is_wide and row is first
            kind, is_new = row.item.kind, not row.item.waits  # a delivery to be signed for is not a new one
            hands_over = kind in _ONLY_OPENED or kind in _ACT_IN_CASE or (kind is DueKind.DELIVERY and is_new)
            row.set_chosen(is_chosen, hands_over=hands_over)
            is_first = row is rows[0] and not self._is_wide and self.nothing is None
            is_blue = not hands_over if is_chosen else is_first
            is_statement = row.item.kind is DueKind.ZERO_CONFIRMATION
            mark(row.act, "primary" if is_blue and not is_statement else "")
        if self.nothing is not None:
            is_given = any(row.act.objectName() == "primary" for row in rows)
            mark(self.nothing.new_button, "" if is_given else "primary")
        if self._is_wide:
            self._chosen = _key(first.item) if first else None
            self.chosen.emit(first.item if first else None)

    def take_focus(self) -> None:
        """Give the focus to the line that had it last, else to the most urgent one, if there is any.

        Not by a focus proxy: Qt 6.8 crashes when a proxy is deleted while it has the focus.
        """
        rows = list(self._all_rows())
        row = next((row for row in rows if _key(row.item) == self._reached), rows[0] if rows else None)
        if row is not None:
            _go_to(row)

    def _step(self, row: DueRow, lines: int) -> None:
        rows = list(self._all_rows())
        _go_to(rows[min(max(rows.index(row) + lines, 0), len(rows) - 1)])

    def rows(self, group: DueGroup) -> list[DueRow]:
        """Return the rows of a group on the page."""
        return self._rows.get(group, [])

    def expand(self, group: DueGroup) -> None:
        """Show more rows of a group."""
        self._expanded.add(group)
        if self._shown is not None:
            self.show_overview(self._shown)

    def confirm_zero(self) -> None:
        """Confirm all waiting months as months without requests, in one step."""
        months = self._shown.zero_months if self._shown else ()
        try:
            confirm_all_zero(self._session.registers, months, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, self.confirm_zero)
        else:
            self._session.told.emit(f"已登记{len(months)}个月的零申请确认，可按 Ctrl+Z 撤销")

    def fulfil(self, line: DutyLine) -> None:
        """Record that a duty was fulfilled by a publication today."""
        try:
            release = fulfil(self._session.registers, line, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, partial(self.fulfil, line))
        else:
            self._session.told.emit(f"已登记“{release.caption}”在今天公开，可按 Ctrl+Z 撤销")

    def _focused(self) -> tuple[object, bool]:
        """Return which line has the focus, and whether its button has it."""
        for row in self._all_rows():
            if row.hasFocus() or row.act.hasFocus():
                return _key(row.item), not row.hasFocus()
        return None, False

    def _all_rows(self) -> Iterator[DueRow]:
        for rows in self._rows.values():
            yield from rows

    def _nothing(self, shown: Overview) -> NothingDue:
        """Return the card for a day without anything to do, which says what comes next."""
        today = self._session.today
        dated = [(item.due_on, line) for item, line in shown.lines.items() if item.due_on and item.due_on > today]
        ahead = min(dated, key=lambda one: one[0], default=None)
        told = f"{chinese_date(ahead[0]).removeprefix(f'{today.year}年')}：{ahead[1].title}" if ahead else ""
        card = NothingDue(told, can_write=not self._session.is_read_only)
        card.wanted.connect(self.new_wanted)
        return card

    def _group(self, shown: Overview, group: DueGroup, items: Sequence[DueItem]) -> QWidget:
        """Return a heading and a card of lines."""
        session, is_expanded = self._session, group in self._expanded
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words(LOOKS[group].heading, "groupTitle"))
        head.addWidget(words(shown.count_words(group), "secondary"), 1)
        stack.addLayout(head)
        card = QFrame()
        mark(card, "card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(1, 1, 1, 1)
        lines.setSpacing(0)
        limit = NAMED if is_expanded else _SHOWN_AT_FIRST.get(group, _SHOWN_USUALLY)
        for place, item in enumerate(items[:limit]):
            if place:
                rule = QFrame()
                mark(rule, "rule")
                lines.addWidget(rule)
            when = when_words(item, group, session.calendar, session.today)
            row = DueRow(item, group, shown.lines[item], when, self._act(shown, item))
            self._rows.setdefault(group, []).append(row)
            row.clicked.connect(partial(self._press, row))
            row.reached.connect(partial(self._choose, row))
            row.walked.connect(partial(self._step, row))
            lines.addWidget(row)
        rest = len(items) - limit
        if rest > 0 and is_expanded:
            lines.addWidget(words(f"还有 {rest} 件，到各登记簿用“未办结”查看。", "more", wrap=True))
        elif rest > 0:
            lines.addWidget(button(f"显示其余 {rest} 件", lambda: self.expand(group), "linkRow"))
        stack.addWidget(card)
        return holder

    def _press(self, row: DueRow, *_: object) -> None:
        """In a wide window choose a line with a case; otherwise open it."""
        if self._is_wide and row.item.record_id:
            self._choose(row)
        else:
            self.wanted.emit(row.item)

    def _act(self, shown: Overview, item: DueItem) -> QPushButton:
        """Return the button of a line; without any other act it opens the record."""
        if item.kind is DueKind.ZERO_CONFIRMATION:
            count = len(shown.zero_months)
            made = button(f"{count} 个月一并确认" if count > 1 else "确认没有收到", self.confirm_zero)
        elif item.kind is DueKind.CARRIED_ON:
            made = button("登记申请…", partial(self.new_wanted.emit, item.register))
        elif (line := shown.duties.get(item)) is not None:
            is_missed = line.state is DutyState.MISSED
            act = self.missed.emit if is_missed else self.fulfil
            made = button("补登记…" if is_missed else "今天已公开", partial(act, line))
        elif told := words_of(item):
            made = button(told, partial(self._open, item))
        else:
            return button("打开记录", partial(self.wanted.emit, item))
        made.setEnabled(not self._session.is_read_only)
        return made

    def _open(self, item: DueItem) -> None:
        from gui.today.acts import open_act  # noqa: PLC0415 - letters and forms, only when pressed

        open_act(self._session, item, self.window())


def _key(item: DueItem) -> object:
    return item.kind, item.register, item.record_id
