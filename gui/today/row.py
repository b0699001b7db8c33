"""One thing to do on the 今日 page: a mark, one sentence, one date; Enter or a click opens its record."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.due_items import DueGroup, DueItem
from disclosure.wording import chinese_date
from gui.base.appearance import mark
from gui.kit.cards import words


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


class DueRow(QPushButton):
    """A row to press: what is to be done left, by when right."""

    def __init__(self, item: DueItem, group: DueGroup, subject: str, when: tuple[str, str]) -> None:
        super().__init__()
        self.item = item
        mark(self, "row")
        self.setAutoDefault(False)
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
