"""分组小计: the records of a list, counted by one of its drop-downs or by month, with sums; a click opens a group."""

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure.column_kinds import Column, Kind, columns, columns_by_name
from disclosure.progress import Progress
from disclosure.records import Record
from disclosure.wording import plain_number
from gui.base.session import Session
from gui.kit.cards import ChoiceBox, words
from gui.kit.gated_form import GatedForm
from gui.kit.row_table import dress_rows
from gui.registers.filters.fields import DATE, FilterField
from gui.registers.model import Keeps
from storage.query import DATED, Query
from storage.reading import MONTH

_PAGE = 500
_COUNTING = "正在小计…"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Group:
    """The records with one value: its key in the drop-down, its label, their number, the sums of their numbers."""

    key: str
    words: str
    count: int
    sums: tuple[str, ...]


@dataclass(frozen=True)
class Groups:
    """All groups of a list by one column, and the number of records; one with several values is in several groups."""

    groups: tuple[Group, ...]
    count: int
    sums: tuple[str, ...]


class GroupsDialog(GatedForm):
    """The current list in groups, over the page; ``choose`` (name, key) shows the records of one group."""

    lies_in_page = True

    def __init__(
        self,
        session: Session,
        record_type: type[Record],
        fields: Sequence[FilterField],
        asked: tuple[Query, Keeps | None],
        choose: Callable[[str, str], object],
        *,
        unit: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"分组小计　{record_type.title}", parent)
        self._session, self._type, self._asked, self._choose = session, record_type, asked, choose
        known, self._unit = columns_by_name(record_type), unit
        self._by = {field.name: field for field in fields if field.name in known}
        labels = {name: field.label for name, field in self._by.items()}
        if record_type.register in DATED:
            labels[MONTH] = "月份"
        self._names = list(labels)
        self.summed = [column for column in columns(record_type) if column.kind in (Kind.NUMBER, Kind.MONEY)]
        self.shown: tuple[Group, ...] = ()
        self.by_box = ChoiceBox()
        self.by_box.setAccessibleName("按哪一栏分组")
        self.by_box.addItems(list(labels.values()))
        self.told = words("", "secondary")
        headings = ("分组", f"{unit}数", "占比", *(column.label for column in self.summed))
        self.table = QTableWidget(0, len(headings))
        self._furnish(headings)
        self.cancel_button.setText("关闭  Esc")
        self.save_button.setText("只看这一组")
        self.submitted.connect(self._choose_shown)
        self.by_box.currentIndexChanged.connect(self.count)
        self.table.itemSelectionChanged.connect(self.refresh_gate)
        self.table.activated.connect(self._choose_shown)
        session.changed.connect(self.count)
        self.count()

    def _furnish(self, headings: Sequence[str]) -> None:
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words("分组", "secondary"))
        head.addWidget(self.by_box)
        head.addWidget(self.told, 1)
        stack.addLayout(head)
        stack.addWidget(self.table, 1)
        table = self.table
        for column, heading in enumerate(headings):
            item = QTableWidgetItem(heading)
            item.setTextAlignment(_RIGHT if column else _LEFT)
            table.setHorizontalHeaderItem(column, item)
        dress_rows(table, "分组小计", 0)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def count(self) -> None:
        """Count again in a worker."""
        name = self._names[self.by_box.currentIndex()]
        self.complain(_COUNTING)

        def work(_progress: Progress) -> Groups:
            return grouped(self._session, self._type, self._asked, (name, self._by.get(name)), self.summed)

        self._session.run_quietly(work, lambda found: self._show(name, found), shares=True)

    def _show(self, name: str, found: Groups) -> None:
        if not isValid(self) or name != self._names[self.by_box.currentIndex()]:
            return  # closed, or another column was chosen meanwhile
        self.shown = found.groups
        total = Group("", "合计", found.count, found.sums)
        self.table.clearSelection()
        self.table.setRowCount(len(self.shown) + 1)
        for row, group in enumerate((*self.shown, total)):
            share = f"{100 * group.count / found.count:.1f}%" if found.count else ""
            for column, text in enumerate((group.words, str(group.count), share, *group.sums)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_RIGHT)
                self.table.setItem(row, column, item)
        is_more = sum(group.count for group in self.shown) > found.count
        self.told.setText(f"一{self._unit}可以有几项，各组相加多于合计" if is_more else "列表里现在的全部")
        self.refresh_gate()

    def refresh_gate(self) -> None:
        chosen = self.table.currentRow() if self.table.selectedItems() else -1
        self.complain("" if 0 <= chosen < len(self.shown) else "选中一组，可以只看这一组")

    def _choose_shown(self) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self.shown):
            return
        name, key = self._names[self.by_box.currentIndex()], self.shown[row].key
        self.accept()
        self._choose(DATE if name == MONTH else name, key)


def grouped(
    session: Session,
    record_type: type[Record],
    asked: tuple[Query, Keeps | None],
    by: tuple[str, FilterField | None],
    summed: Sequence[Column],
) -> Groups:
    """Return the results of a query, grouped by a column and its drop-down (None: by month); called in a worker."""
    registers, (query, keeps), (name, field) = session.registers, asked, by
    ids = list(registers.ids(record_type, query))
    for first in range(0, len(ids) if keeps else 0, _PAGE):
        part = registers.page(record_type, ids[first : first + _PAGE])
        ids[first : first + _PAGE] = [
            one.id if is_kept else 0 for one, is_kept in zip(part, keeps(registers, part) if keeps else (), strict=True)
        ]
    found = registers.groups(record_type, [each for each in ids if each], name, [column.name for column in summed])
    column = columns_by_name(record_type).get(name)
    has_several = column is not None and column.kind is Kind.TERMS  # a text may begin with a bracket, too
    counts, sums = Counter[str](), dict[str, list[int]]()
    for value, count, totals in found:
        for key in (json.loads(value) or [""]) if value and has_several else [value or ""]:
            counts[key] += count
            sums[key] = [a + b for a, b in zip(sums.get(key, [0] * len(totals)), totals, strict=True)]
    say = _month_words if field is None else field.words
    groups = tuple(
        Group(
            key if field else f"{key}-01/{key}-{monthrange(int(key[:4]), int(key[5:]))[1]}",
            say(key),
            count,
            _told(sums[key], summed),
        )
        for key, count in counts.most_common()
    )
    whole = [sum(totals[place] for _, _, totals in found) for place in range(len(summed))]
    return Groups(groups, sum(count for _, count, _ in found), _told(whole, summed))


def _told(sums: Sequence[int], summed: Sequence[Column]) -> tuple[str, ...]:
    return tuple(
        column.text(total) if column.kind is Kind.MONEY else plain_number(total)
        for total, column in zip(sums, summed, strict=True)
    )


def _month_words(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"
