"""The table of contents beside the report: every part and sub-heading with its state; choosing one leads there.

The text is the only source: sub-headings are read from it, and each change of them is written back as one step that
Ctrl+Z undoes. Their numbers follow from their order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, Level, paragraph
from disclosure.report.narrative import DATED_ON, OPENING, OVERVIEW, PARTS, PROBLEMS, SIGNATURE
from disclosure.report.outline import MOST, Outline, outline, title_problem
from disclosure.terms import TextState
from gui.base.appearance import colour, mark, scaled
from gui.base.sign_icons import sign_icon
from gui.base.signs import SIGN_SIZE, Sign
from gui.base.waits import Wait, waiting
from gui.kit.cards import Button, words
from gui.report.paper.editor import STATE_WORDS, NarrativeEditor

_NEW = "新的一节"
_SHORT_NAMES = (
    "一、总体情况",
    "二、主动公开表",
    "三、收到和处理表",
    "四、复议诉讼表",
    "五、问题及改进",
    "六、其他事项",
)
_LABELS = {part.key: part.label for part in PARTS}
_NAMES: Mapping[str, str] = {
    _LABELS[OPENING]: "题目和开头",
    **dict(zip(SECTION_HEADINGS, _SHORT_NAMES, strict=True)),
    _LABELS[SIGNATURE]: "署名",
    _LABELS[DATED_ON]: "成文日期",
}
"""Every part in printed order: its heading, and its name in this list."""
_WITH_TITLES = (OVERVIEW, PROBLEMS)
_LINE, _PART, _TOLD, _ROLE = (Qt.ItemDataRole.UserRole + place for place in range(4))
_COUNT_WIDTH = 22


@dataclass(frozen=True)
class Standing:
    """The state of a part: its sign, the same in words, the number of open findings, and the gravest of them."""

    sign: Sign
    told: str
    count: int = 0
    gravest: Sign | None = None


def state_among(states: Sequence[TextState | None]) -> TextState:
    """Return the common state of lines: that of the least advanced one; lines without a state do not count."""
    known = [state for state in states if state is not None]
    return next((one for one in (TextState.UNTOUCHED, TextState.WRITTEN) if one in known), TextState.READ)


class _Line(QStyledItemDelegate):
    """Keeps the colour of the gravest finding in the count even on the selected line."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        role, shown = index.data(_ROLE), cast("Any", option)
        ink = colour(role) if role else colour("accent" if shown.state & QStyle.StateFlag.State_Selected else "ink")
        shown.palette.setBrush(QPalette.ColorRole.HighlightedText, ink)
        shown.palette.setBrush(QPalette.ColorRole.Text, ink)


class Contents(QWidget):
    """The list; ``chosen`` is emitted with a heading, ``line_chosen`` with the part and line of a sub-heading."""

    chosen = Signal(str)
    line_chosen = Signal(str, int)

    def __init__(self, editors: Mapping[str, NarrativeEditor], *, is_read_only: bool) -> None:
        super().__init__()
        self._editors, self._is_read_only, self._is_filling = editors, is_read_only, False
        self._known: dict[str, list[tuple[int, str]]] = {}
        self.tree = QTreeWidget()
        mark(self.tree, "contents")
        self.tree.setAccessibleName("报告各部分")
        self.tree.setItemDelegate(_Line(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(scaled(12))
        self.tree.setItemsExpandable(False)
        self.tree.setIconSize(QSize(SIGN_SIZE, SIGN_SIZE))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, scaled(_COUNT_WIDTH))
        self.items = {heading: QTreeWidgetItem(self.tree, [name, ""]) for heading, name in _NAMES.items()}
        for heading, item in self.items.items():
            item.setData(0, _PART, heading)
            item.setToolTip(0, heading)
        self.problem = words("", "problem", wrap=True)
        self.problem.setVisible(False)
        self.counts = {state: words("", "secondary") for state in STATE_WORDS}
        self._later = waiting(self, self.read, Wait.TYPING)
        self._arrange()
        for key in _WITH_TITLES:
            editors[key].text.textChanged.connect(self._later.start)
        self.tree.currentItemChanged.connect(self._go)
        self.tree.itemClicked.connect(lambda item, _column: self._go(item, None))
        self.tree.itemChanged.connect(self._renamed)
        self.read()

    # --- contents ---

    def read(self) -> None:
        """Read the sub-headings from the texts; if they have not changed, only update their states."""
        titles = {key: self._titles(key) for key in _WITH_TITLES}
        if titles == self._known:
            self.show_states()
            return
        self._known, chosen = titles, self.place
        self._is_filling = True
        for key in _WITH_TITLES:
            above = self.items[_LABELS[key]]
            above.takeChildren()
            for line, title in titles[key]:
                item = QTreeWidgetItem(above, [paragraph(title).title, ""])
                item.setData(0, _PART, key)
                item.setData(0, _LINE, line)
                item.setToolTip(0, title)
                if not self._is_read_only:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            above.setExpanded(True)
        if chosen is not None:
            self._choose(*chosen)
        self._is_filling = False
        self.show_states()

    def _titles(self, key: str) -> list[tuple[int, str]]:
        lines = self._editors[key].text.toPlainText().split("\n")
        read = [(line, paragraph(text)) for line, text in enumerate(lines)]
        return [(line, one.text) for line, one in read if one.level is Level.SUB_HEADING][:MOST]

    def show_states(self) -> None:
        """Show the state of each sub-heading's lines, and how many lines of the list have each sign."""
        for heading, item in self.items.items():
            if heading in TABLE_SECTIONS:
                continue
            editor = next(one for one in self._editors.values() if one.part.label == heading)
            states = editor.lines
            starts = [item.child(place).data(0, _LINE) for place in range(item.childCount())]
            for place, start in enumerate(starts):
                end = starts[place + 1] if place + 1 < len(starts) else len(states)
                self._sign(item.child(place), *STATE_WORDS[state_among(states[start + 1 : end])])
        shown = [*self.items.values()]
        shown += [item.child(place) for item in self.items.values() for place in range(item.childCount())]
        told = [item.data(0, _TOLD) for item in shown]
        for state, label in self.counts.items():
            label.setText(str(told.count(STATE_WORDS[state][0])))

    def show_standing(self, standings: Mapping[str, Standing | None]) -> None:
        """Show the state of every part; None if not known yet."""
        for heading, standing in standings.items():
            item = self.items[heading]
            if standing is None:
                item.setText(1, "")
                item.setIcon(0, QIcon())
                item.setData(0, _TOLD, "")
                continue
            self._sign(item, standing.told, standing.sign)
            item.setText(1, str(standing.count) if standing.count else "")
            item.setData(1, _ROLE, standing.gravest.role if standing.gravest is not None else None)
        self.show_states()

    def _sign(self, item: QTreeWidgetItem, told: str, sign: Sign) -> None:
        if item.data(0, _TOLD) == told and not item.icon(0).isNull():
            return
        was, self._is_filling = self._is_filling, True
        item.setIcon(0, sign_icon(sign))
        item.setData(0, _TOLD, told)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}，{told}")
        self._is_filling = was

    def told(self, heading: str) -> str:
        """Return the state of a part in words."""
        return str(self.items[heading].data(0, _TOLD) or "")

    def follow(self, heading: str, line: int) -> None:
        """Select the entry of the caret's place, without emitting a signal."""
        item = self.items.get(heading)
        if item is None:
            return
        inside = [item.child(place) for place in range(item.childCount()) if item.child(place).data(0, _LINE) <= line]
        self._is_filling = True
        self.tree.setCurrentItem(inside[-1] if inside else item)
        self._is_filling = False
        self._enable()

    # --- sub-headings ---

    @property
    def place(self) -> tuple[str, int] | None:
        """The part of the selected sub-heading and its place in it, or None."""
        item = self.tree.currentItem()
        above = item.parent() if item is not None else None
        return None if item is None or above is None else (str(item.data(0, _PART)), above.indexOfChild(item))

    def _part(self) -> str | None:
        """Return the part with sub-headings of which itself or a sub-heading is selected."""
        item = self.tree.currentItem()
        heading = (item.parent() or item).data(0, _PART) if item is not None else None
        return next((key for key in _WITH_TITLES if _LABELS[key] == heading), None)

    def headings(self, key: str) -> list[str]:
        """Return the sub-headings of a part as printed."""
        return [title for _, title in self._titles(key)]

    def add(self) -> None:
        """Insert a new sub-heading after the selected one, ready to be named."""
        key, chosen = self._part(), self.place
        if key is not None:
            place = chosen[1] + 1 if chosen else self.items[_LABELS[key]].childCount()
            self._write(key, self._outline(key).added(_NEW, place), place)
            self.rename()

    def rename(self) -> None:
        """Edit the selected sub-heading in place."""
        if self.place is not None:
            self.tree.editItem(self.tree.currentItem(), 0)

    def shift(self, by: int) -> None:
        """Move the selected sub-heading up or down along with everything under it."""
        if self.place is not None:
            key, place = self.place
            if 0 <= place + by < self.items[_LABELS[key]].childCount():
                self._write(key, self._outline(key).moved(place, by), place + by)

    def remove(self) -> None:
        """Remove the selected sub-heading and its text; Ctrl+Z in the text brings it back."""
        if self.place is not None:
            key, place = self.place
            self._write(key, self._outline(key).removed(place), place)

    def complete(self) -> None:
        """Add the missing official sub-headings, in their order."""
        key = self._part()
        if key is not None:
            self._write(key, self._outline(key).completed(outline(self._editors[key].part.default)), 0)

    def _outline(self, key: str) -> Outline:
        return outline(self._editors[key].text.toPlainText())

    def _write(self, key: str, changed: Outline, chosen: int) -> None:
        self._editors[key].text.rewrite(changed.text)
        self.read()
        self._choose(key, chosen)

    def _choose(self, key: str, place: int) -> None:
        above = self.items[_LABELS[key]]
        child = above.child(min(place, above.childCount() - 1)) if above.childCount() else None
        self.tree.setCurrentItem(child or above)

    def _go(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None or self._is_filling:
            return
        if item.parent() is None:
            self.chosen.emit(item.data(0, _PART))
        else:
            self.line_chosen.emit(item.data(0, _PART), int(item.data(0, _LINE)))
        self._enable()

    def _renamed(self, item: QTreeWidgetItem, column: int) -> None:
        above = item.parent()
        if self._is_filling or column or above is None:
            return
        title = paragraph(item.text(0)).title.strip()
        self.problem.say(title_problem(title), Sign.WRONG)
        self.problem.setVisible(bool(self.problem.text()))
        QTimer.singleShot(
            Wait.TURN, self, partial(self._rename_now, str(item.data(0, _PART)), above.indexOfChild(item), title)
        )

    def _rename_now(self, key: str, place: int, title: str) -> None:
        """Rename a sub-heading; called once the editor in the tree is closed, which must not lose its item before."""
        if title_problem(title):
            self._known = {}
            self.read()
        else:
            self._write(key, self._outline(key).renamed(place, title), place)

    # --- layout ---

    def _arrange(self) -> None:
        mark(self, "plain")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(10, 10, 6, 10)
        stack.setSpacing(6)
        stack.addWidget(self.tree, 1)
        stack.addWidget(self.problem)
        acts: dict[str, Callable[[], None]] = {
            "新增": self.add,
            "改名": self.rename,
            "上移": partial(self.shift, -1),
            "下移": partial(self.shift, 1),
            "删除": self.remove,
            "恢复标题": self.complete,
        }
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.acts: dict[str, QAction] = {text: menu.addAction(text, act) for text, act in acts.items()}
        self.acts["恢复标题"].setToolTip("补上缺少的默认小标题，自己的小标题排在后面")
        menu.aboutToShow.connect(self._enable)
        self.titles_button = Button("小标题")
        self.titles_button.setAccessibleName("小标题：新增、改名、移动、删除")
        mark(self.titles_button, "linkMenu")
        self.titles_button.setMenu(menu)
        stack.addWidget(self.titles_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(partial(self._offer, menu))
        rule = QWidget()
        mark(rule, "rule")
        stack.addWidget(rule)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, (state, label) in enumerate(self.counts.items()):
            told, sign = STATE_WORDS[state]
            grid.addWidget(words(told, "secondary", sign=sign), row, 0)
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        stack.addLayout(grid)

    def _offer(self, menu: QMenu, point: QPoint) -> None:
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def _enable(self) -> None:
        key, chosen = self._part(), self.place
        count = self.items[_LABELS[key]].childCount() if key else 0
        place = chosen[1] if chosen else -1
        allowed = {
            "新增": key is not None and count < MOST,
            "改名": place >= 0,
            "上移": place > 0,
            "下移": 0 <= place < count - 1,
            "删除": place >= 0,
            "恢复标题": key is not None,
        }
        for name, is_allowed in allowed.items():
            self.acts[name].setEnabled(is_allowed and not self._is_read_only)
        self.titles_button.setVisible(key is not None)
