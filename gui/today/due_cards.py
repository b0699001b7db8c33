"""The left side of the 今日 page: one card per consequence, a row per thing to do.

A row has a mark, one sentence and one date; Enter or a click opens its record.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.wording import chinese_date
from gui.base.appearance import mark
from gui.base.session import Session
from gui.kit.cards import Button, Card, button, clear, words
from tasks.today.overview import NAMED, Overview

_SHOWN_AT_FIRST = {DueGroup.LATER: 4, DueGroup.WAITING: 6}
_SHOWN_USUALLY = 8


class _Look(NamedTuple):
    """How a group is marked: a shape and a word besides the colour."""

    mark: str
    role: str


LOOKS: Mapping[DueGroup, _Look] = {
    DueGroup.OVERDUE: _Look("■ 逾期", "overdue"),
    DueGroup.TODAY: _Look("● 今天", "attention"),
    DueGroup.SOON: _Look("○ 近日", "accent"),
    DueGroup.WAITING: _Look("… 等待", "secondary"),
    DueGroup.LATER: _Look("· 以后", "secondary"),
}
_MARK_SAMPLE = "■ 逾期　"


class DueRow(Button):
    """A row to press: what is to be done left, by when right."""

    def __init__(self, item: DueItem, group: DueGroup, subject: str, when: tuple[str, str]) -> None:
        super().__init__()
        self.item = item
        mark(self, "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look = LOOKS[group]
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 6, 5)
        row.setSpacing(8)
        sign = words(look.mark, look.role)
        sign.setFixedWidth(sign.fontMetrics().horizontalAdvance(_MARK_SAMPLE))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        beneath = "　".join(part for part in (subject, item.article) if part)
        row.addLayout(_column(words(item.sentence, wrap=True), words(beneath, "secondary", wrap=True)), 1)
        day, left = when
        right = _column(words(day), words(left, look.role))
        row.addLayout(right)
        for place in range(right.count()):
            right.itemAt(place).setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(f"{group.label}：{item.sentence} {subject} {day} {left}")
        self.setToolTip("按 Enter 打开" if item.record_id else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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


def when_words(item: DueItem, group: DueGroup, calendar: WorkCalendar, today: date) -> tuple[str, str]:
    """Return the day of an item, and how far it is: 「11月20日」「逾期 1 个工作日」."""
    if item.due_on is None:
        return "", "尽快办理" if not item.waits else ""
    day = chinese_date(item.due_on).removeprefix(f"{today.year}年") + ("（暂定）" if item.provisional else "")
    if group is DueGroup.OVERDUE:
        late = calendar.workdays_between(item.due_on, today)
        return day, f"逾期 {late} 个工作日" if late else "逾期"
    if item.due_on < today:  # nobody's term has been missed: a month to confirm, a day somebody else was to act by
        return day, "可以确认了" if item.kind is DueKind.ZERO_CONFIRMATION else "这一天已过"
    left = calendar.workdays_between(today, item.due_on)
    return day, f"剩 {left} 个工作日" if left else "今天到期"


def _column(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    for label in labels:
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if label.text():
            column.addWidget(label)
    column.addStretch(1)
    return column


class DueCards(QWidget):
    """Everything due; ``wanted`` brings the item whose row was pressed."""

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Overview | None = None
        self._expanded: set[DueGroup] = set()
        self._rows: dict[DueGroup, list[DueRow]] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(14)

    def show_overview(self, shown: Overview) -> None:
        """Show what is due now."""
        self._shown = shown
        focused = next((_key(row.item) for row in self._all_rows() if row.hasFocus()), None)  # it keeps the keyboard
        clear(self._stack)
        self._rows.clear()
        if not shown.pressing:
            card = Card()
            card.body.addWidget(words("√ 没有逾期和今天到期的事项。", "good"))
            self._stack.addWidget(card)
        for group, items in shown.groups.items():
            if items:
                self._stack.addWidget(self._group_card(shown, group, items))
        self._stack.addStretch(1)
        self.setFocusProxy(next(self._all_rows(), None))
        for row in self._all_rows():
            if _key(row.item) == focused:
                row.setFocus()

    def rows(self, group: DueGroup) -> list[DueRow]:
        """Return the rows of a group that are on the page."""
        return self._rows.get(group, [])

    def expand(self, group: DueGroup) -> None:
        """Show more rows of a group."""
        self._expanded.add(group)
        if self._shown is not None:
            self.show_overview(self._shown)

    def _all_rows(self) -> Iterator[DueRow]:
        for rows in self._rows.values():
            yield from rows

    def _group_card(self, shown: Overview, group: DueGroup, items: Sequence[DueItem]) -> Card:
        session, is_expanded = self._session, group in self._expanded
        card = Card(group.label)
        card.corner.setText(f"{len(items)} 件")
        card.body.setSpacing(0)
        limit = NAMED if is_expanded else _SHOWN_AT_FIRST.get(group, _SHOWN_USUALLY)
        for item in items[:limit]:
            subject = shown.subjects.get((item.register, item.record_id), "")
            row = DueRow(item, group, subject, when_words(item, group, session.calendar, session.today))
            self._rows.setdefault(group, []).append(row)
            row.clicked.connect(lambda _checked=False, item=item: self.wanted.emit(item))
            card.body.addWidget(row)
        rest = len(items) - limit
        if rest > 0 and is_expanded:
            card.body.addWidget(words(f"还有 {rest} 件，请到各登记簿用“未办结”查看。", "secondary", wrap=True))
        elif rest > 0:
            card.body.addWidget(button(f"显示其余 {rest} 件", lambda: self.expand(group), "link"))
        return card


def _key(item: DueItem) -> object:
    return item.kind, item.register, item.record_id
