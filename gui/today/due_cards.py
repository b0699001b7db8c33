"""The left side of the 今日 page: one card per consequence, a row per thing to do."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.cases.due_items import DueGroup, DueItem
from gui.base.session import Session
from gui.kit.cards import Card, button, clear, words
from gui.today.row import DueRow, when_words
from tasks.today.overview import NAMED, Overview

_SHOWN_AT_FIRST = {DueGroup.LATER: 4, DueGroup.WAITING: 6}
_SHOWN_USUALLY = 8


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
        self._shown, focused = shown, self._focused()
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

    def _focused(self) -> object:
        """What the keyboard is on, so that it stays there when the rows are made anew."""
        return next((_key(row.item) for row in self._all_rows() if row.hasFocus()), None)

    def _group_card(self, shown: Overview, group: DueGroup, items: Sequence[DueItem]) -> Card:
        card = Card(group.label)
        card.corner.setText(f"{len(items)} 件")
        card.body.setSpacing(0)
        limit = NAMED if group in self._expanded else _SHOWN_AT_FIRST.get(group, _SHOWN_USUALLY)
        for item in items[:limit]:
            card.body.addWidget(self._row(shown, item, group))
        if len(items) > limit:
            card.body.addWidget(self._rest(group, len(items) - limit))
        return card

    def _row(self, shown: Overview, item: DueItem, group: DueGroup) -> DueRow:
        session = self._session
        subject = shown.subjects.get((item.register, item.record_id), "")
        row = DueRow(item, group, subject, when_words(item, group, session.calendar, session.today))
        self._rows.setdefault(group, []).append(row)
        row.clicked.connect(lambda _checked=False: self.wanted.emit(item))
        return row

    def _rest(self, group: DueGroup, count: int) -> QWidget:
        if group in self._expanded:
            return words(f"还有 {count} 件，请到各登记簿用“未办结”查看。", "secondary", wrap=True)
        return button(f"显示其余 {count} 件", lambda: self.expand(group), "link")


def _key(item: DueItem) -> object:
    return item.kind, item.register, item.record_id
