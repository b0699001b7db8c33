"""检查规则: every rule of the checks, found by its id, its article, or the row, column or cell it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.checks.rule_pages import RulePage
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, CellKey
from disclosure.report.model import TABLE_SECTIONS
from gui.kit.cards import SearchBox, button, quotable, words
from gui.kit.row_table import dress_rows
from gui.report.paper.table import cell_words
from tasks.report.rule_pages import cell_meanings, rule_pages

_SIZE, _SHARES, _RULE_WIDTH = (1080, 680), (330, 730), 600
_HEADINGS = ("规则", "查什么", "依据", "算法")
_FEW = 3
_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


@dataclass(frozen=True)
class Entry:
    """One line of the index: its name, its rules, and its meaning if it is a cell."""

    key: str
    label: str
    rules: tuple[str, ...]
    meaning: str = ""
    under: str = ""


def _of_cells(key: str, label: str, cells: Sequence[CellKey], under: str) -> Entry:
    book = rule_pages()
    found = {rule for cell in cells for rule in book.rules_of(cell)}
    meaning = cell_meanings().words_of(cells[0]) if len(cells) == 1 else ""
    return Entry(key, label, tuple(rule for rule in book.pages if rule in found), meaning, under)


def _index() -> Iterator[Entry]:
    """Yield every entry: by kind of rule, by row, cell and column of each table, by article."""
    book = rule_pages()
    every = tuple(book.pages)
    yield Entry("rules", "按规则", every)
    for kind, label in book.kinds.items():
        of_kind = tuple(rule for rule in every if rule.startswith(f"{kind}-"))
        yield Entry(f"rules/{kind}", f"{kind} {label}", of_kind, under="rules")
    yield Entry("cells", "按单元格", tuple(rule for rule, page in book.pages.items() if page.cells))
    for heading, table in TABLE_SECTIONS.items():
        inside = [cell for cell in CELLS if cell.table == table]
        yield _of_cells(table, heading, inside, "cells")
        for row, label in ROW_LABELS[table].items():
            in_row = [cell for cell in inside if cell.row == row]
            yield _of_cells(f"{table}/{row}", label, in_row, table)
            for cell in in_row if len(in_row) > 1 else ():
                yield _of_cells(cell.path, COLUMN_LABELS[table][cell.column], [cell], f"{table}/{row}")
        for column, label in COLUMN_LABELS[table].items():
            in_column = [cell for cell in inside if cell.column == column]
            yield _of_cells(f"{table}//{column}", f"“{label}”列", in_column, table)
    yield Entry("grounds", "按依据", every)
    for ground in book.grounds:
        yield Entry(ground, ground, book.rules_on(ground), under="grounds")


@cache  # on first use and not on import, as the page of the report is built before anybody opens the rule book
def index() -> Mapping[str, Entry]:
    """Return every entry by its key: a table, a row 「table3/n1」, a column 「table3//total」, a cell, an article."""
    return {entry.key: entry for entry in _index()}


def key_of(cell: CellKey) -> str:
    """Return the entry of a cell: its own, or its row's if it has none."""
    return cell.path if cell.path in index() else f"{cell.table}/{cell.row}"


def places_of(page: RulePage) -> Iterator[tuple[str, str]]:
    """Yield what a rule is about as entries (key, words): whole tables, rows, columns, single cells."""
    for table, name in _NAMES.items():
        cells = [cell for cell in page.cells if cell.table == table]
        if cells and len(cells) == sum(cell.table == table for cell in CELLS):
            yield table, f"{name}全部{len(cells)}格"
            continue
        rest = list(cells)
        for row, label in ROW_LABELS[table].items():
            whole = [cell for cell in CELLS if cell.table == table and cell.row == row]
            if set(whole) <= set(cells):
                yield f"{table}/{row}", f"{name}“{label}”"
                rest = [cell for cell in rest if cell.row != row]
        for column, label in COLUMN_LABELS[table].items():
            here = [cell for cell in rest if cell.column == column]
            if len(here) > _FEW:
                yield f"{table}//{column}", f"{name}“{label}”列{len(here)}格"
            else:
                yield from ((key_of(cell), f"{name}“{cell_words(cell)}”") for cell in here)


class IndexTree(QTreeWidget):
    """The index as a tree, always with a selected entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("规则索引：按规则、按单元格、按依据")
        self.setHeaderHidden(True)
        self._items: dict[str, QTreeWidgetItem] = {}
        for entry in index().values():
            above = self._items.get(entry.under)
            item = self._items[entry.key] = QTreeWidgetItem(above) if above else QTreeWidgetItem(self)
            item.setText(0, entry.label)
            item.setToolTip(0, f"{entry.label}：{len(entry.rules)} 条规则\n{entry.meaning}".strip())
            item.setData(0, Qt.ItemDataRole.UserRole, entry.key)
            item.setExpanded(not entry.under)
        self.setCurrentItem(self._items["rules"])

    def chosen(self) -> Entry:
        """Return the selected entry."""
        return index()[str(self.currentItem().data(0, Qt.ItemDataRole.UserRole))]

    def choose(self, key: str) -> None:
        """Select an entry and scroll to it."""
        self.setCurrentItem(self._items[key])
        self.scrollToItem(self._items[key], QAbstractItemView.ScrollHint.PositionAtCenter)


class RuleBook(QDialog):
    """Lists the rules of the selected index entry; typing narrows the list, Enter or a double click opens the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("检查规则")
        self.resize(*_SIZE)
        self.wanted = SearchBox("输入编号、条款、表格的行或列，如 T3-41、第三十三条、行政处罚")
        self.wanted.setAccessibleName("查找规则")
        self.wanted.textChanged.connect(self._narrow)
        self.wanted.returnPressed.connect(self._open_first)
        self.index = IndexTree()
        self.meaning = quotable("", "secondary")
        self.table = QTableWidget(len(rule_pages().pages), len(_HEADINGS))
        dress_rows(self.table, "检查规则", len(_HEADINGS) - 1)
        self.table.setHorizontalHeaderLabels(_HEADINGS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, page in enumerate(rule_pages().pages.values()):
            for column, text in enumerate((page.rule, page.title, page.article, page.formula)):
                item = QTableWidgetItem(text)
                item.setToolTip(page.definition)
                self.table.setItem(row, column, item)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # or it would sort at once
        self.table.setSortingEnabled(True)
        for column, width in enumerate((70, 230, 230)):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, width)
        self.table.itemActivated.connect(lambda item: self.open_rule(item.row()))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("查看规则", self._open_chosen))
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        right = QWidget()
        stacked = QVBoxLayout(right)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(8)
        stacked.addWidget(self.meaning)
        stacked.addWidget(self.table, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.index)
        halves.addWidget(right)
        halves.setSizes(_SHARES)
        halves.setChildrenCollapsible(False)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 16, 16, 14)
        stack.setSpacing(8)
        stack.addWidget(self.wanted)
        stack.addWidget(halves, 1)
        stack.addLayout(foot)
        self._narrow()
        self.index.currentItemChanged.connect(lambda *_: self._narrow())
        self.wanted.setFocus()

    def show_entry(self, key: str) -> None:
        """Select an entry of the index and clear the search."""
        self.wanted.clear()
        self.index.choose(key)

    def shown(self) -> list[str]:
        """Return the ids of the rules currently in the list, in order."""
        rows = range(self.table.rowCount())
        return [self._rule(row) for row in rows if not self.table.isRowHidden(row)]

    def open_rule(self, row: int) -> "RuleDialog | None":
        """Open the page of the rule in a row, if there is one."""
        if row < 0:
            return None
        dialog = RuleDialog(self._rule(row), self, self)
        dialog.open()
        return dialog

    def _rule(self, row: int) -> str:
        item = self.table.item(row, 0)
        return item.text() if item is not None else ""

    def _narrow(self) -> None:
        asked, pages = self.wanted.text().split(), rule_pages().pages
        chosen = self.index.chosen()
        self.meaning.setText(chosen.meaning)
        self.meaning.setVisible(bool(chosen.meaning))
        for row in range(self.table.rowCount()):
            page = pages[self._rule(row)]
            told = "\n".join((page.rule, page.title, page.definition, page.formula, page.article, page.example))
            found = page.rule in chosen.rules and all(word in told for word in asked)
            self.table.setRowHidden(row, not found)

    def _open_chosen(self) -> None:
        if self.open_rule(self.table.currentRow()) is None:
            self._open_first()

    def _open_first(self) -> None:
        rows = (row for row in range(self.table.rowCount()) if not self.table.isRowHidden(row))
        self.open_rule(next(rows, -1))


class RuleDialog(QDialog):
    """Shows one rule; its cells and articles lead into the rule book, ``book`` or a new one."""

    def __init__(self, rule: str, parent: QWidget | None = None, book: RuleBook | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page, self._book = rule_pages().pages[rule], book
        self.setWindowTitle(f"规则 {rule}")
        self.setMinimumWidth(_RULE_WIDTH)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words(f"{rule}  {page.title}", "pageTitle", wrap=True))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(14)
        places = list(places_of(page)) or [(f"rules/{rule.partition('-')[0]}", page.looks_at)]
        self.links = dict((*places, *zip(page.grounds, page.grounds, strict=True)))
        told: tuple[tuple[str, QLabel | None], ...] = (
            ("要求", quotable(page.definition)),
            ("算法", quotable(page.formula) if page.formula else None),
            ("看哪里", self._linked([key for key, _ in places])),
            ("依据", self._linked(page.grounds)),
            ("例子", quotable(page.example)),
            ("争议", quotable(page.disputes) if page.disputes else None),
        )
        for label, text in told:
            if text is not None:
                form.addRow(words(label, "secondary"), text)
        stack.addLayout(form)
        stack.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("全部规则", lambda: self.follow("rules"), "link"))
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        stack.addLayout(foot)

    def _linked(self, keys: Sequence[str]) -> QLabel:
        """Return a label with links for mouse and keyboard."""
        label = QLabel("；".join(f'<a href="{escape(key)}">{escape(self.links[key])}</a>' for key in keys))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self.follow)
        return label

    def follow(self, key: str) -> RuleBook:
        """Open the rule book at an entry, or return to it if this page was opened from it."""
        book = self._book
        if book is None:
            book = RuleBook(self.parentWidget())
            book.open()
        book.show_entry(key)
        self.close()
        return book
