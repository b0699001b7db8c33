"""The results of a search in everything: by register, each with state, number, title and a quote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.column_kinds import columns_by_name
from disclosure.errors import CancelledError
from disclosure.masking import shown_text
from disclosure.progress import Progress
from disclosure.records import LEDGERS, Litigation, Record, Review
from gui.base.appearance import colour, mark, scaled
from gui.base.session import Session
from gui.base.signs import SIGN_SIZE, Sign, paint_sign, sign_place
from gui.base.waits import Wait
from gui.kit.cards import button, words
from gui.registers.derived import derived_columns
from gui.registers.model import Told
from gui.registers.views import VIEWS
from resources.pinyin import is_typed
from tasks.finding import MOST, Hit, find, find_sealed

_LINE = Qt.ItemDataRole.UserRole
_HEIGHT, _HEADING, _EDGE, _GAP = 53, 34, 12, 8
_STATE_CHARACTERS, _NUMBER_CHARACTERS = 7, 6


@dataclass(frozen=True)
class Line:
    """One line of the list: a hit with the state of its record as text and sign."""

    hit: Hit
    state: str
    sign: Sign | None
    number: str
    title: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(filter(None, (self.state, self.number, self.title, f"{self.hit.where}：{self.hit.text}")))


class Found(QWidget):
    """The results for some words; ``type_words`` puts other words into the search field.

    ``opened`` is emitted with the register and id of a record, and the part of it in which the words were found.
    """

    opened = Signal(str, int, str)

    def __init__(self, session: Session, type_words: Callable[[str], object]) -> None:
        super().__init__()
        mark(self, "page")
        self._session, self._text, self._hits = session, "", list[Hit]()
        self.told = words("", "secondary", wrap=True)
        self.shorter = button("", lambda: type_words(self._text.split()[0]))
        self.clear_button = button("清除  Esc", lambda: type_words(""))
        self.list = QListWidget()
        self.list.setAccessibleName("找到的记录")
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.shorter)
        foot.addWidget(self.clear_button)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 4, 20, 16)
        stack.setSpacing(8)
        stack.addLayout(foot)
        stack.addWidget(self.list, 1)
        stack.addStretch()
        self._unread, self._is_looking = 0, False
        self._later = session.timer(self, self._ask, Wait.LETTER)
        session.changed.connect(lambda _changes: self._later.start())
        session.unlocked.connect(self._later.start)

    def look_for(self, text: str) -> None:
        """Search for other words, after a pause in typing; the former results remain until then."""
        self._text = " ".join(text.split())
        self._later.start()

    def open_current(self) -> None:
        """Open the selected line."""
        if self.list.currentItem() is not None:
            self._open(self.list.currentItem())

    # --- asking ---

    def _ask(self) -> None:
        session, text = self._session, self._text

        def work(_progress: Progress) -> tuple[list[Hit], int]:
            return find(session.registers, text), session.registers.papers_not_read()

        def show(found: tuple[list[Hit], int]) -> None:
            if text == self._text:
                protection = session.registers.protection
                self._unread, self._is_looking = found[1], protection.is_sealed and not protection.is_locked
                self._show(found[0])
                if protection.is_sealed:
                    self._look_through(text)

        if text:
            session.run_quietly(work, show, shares=True)

    def _look_through(self, text: str) -> None:
        """Add the results from sealed values, which take longer; stops when other words are searched for."""
        session = self._session

        def find_further(progress: Progress) -> list[Hit]:
            def go_on(done: int, total: int) -> None:
                progress(done, total)
                if text != self._text:
                    raise CancelledError

            return find_sealed(session.registers, text, go_on)

        def add(hits: list[Hit]) -> None:
            known = {(hit.record.register, hit.record.id) for hit in self._hits}
            further = [hit for hit in hits if (hit.record.register, hit.record.id) not in known]
            if text == self._text and further:
                order = list(LEDGERS)
                self._show(sorted((*self._hits, *further), key=lambda hit: order.index(hit.record.register)))

        def over() -> None:
            if text == self._text:
                self._is_looking = False
                self._tell()

        session.run_quietly(find_further, add, ended=over, shares=True)

    # --- showing ---

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = list(hits)
        self.list.clear()
        for register, group in groupby(hits, key=lambda hit: hit.record.register):
            self._show_group(LEDGERS[register], list(group))
        self.list.setVisible(bool(hits))
        self.list.setCurrentRow(1 if hits else -1)
        several = self._text.split()
        self.shorter.setVisible(not hits and len(several) > 1)
        self.shorter.setText(f"只找“{several[0]}”")
        self._tell()

    def _tell(self) -> None:
        """Say what was searched and what was not: what is locked, still being searched, or papers not read yet."""
        by_words = "材料里面的字要用汉字找，拼音只认登记的内容。" if is_typed(self._text) else ""
        unread = f"还有 {self._unread} 份材料没有读到，其中的字找不了。" if self._unread else ""
        is_locked = self._session.registers.protection.is_locked
        if self._hits:
            further = "加锁的内容没有找。" if is_locked else "还在找加密的内容…" if self._is_looking else ""
            self.told.setText(f"“{self._text}”在这些地方。用上下键选择，Enter 打开。{further}{unread}{by_words}")
        elif self._is_looking:
            self.told.setText(f"还没有找到“{self._text}”，正在找加密的内容…")
        else:
            where = f"全部登记簿、办理步骤、文书和材料都找过了{'，加锁的内容除外' if is_locked else ''}"
            self.told.setText(f"没有找到“{self._text}”。{where}。{unread}{by_words}")

    def _show_group(self, record_type: type[Record], hits: Sequence[Hit]) -> None:
        view = VIEWS[record_type.register]
        more = f"，只列出最近的 {MOST} {view.unit}" if len(hits) > MOST else f" {len(hits)} {view.unit}"
        heading = QListWidgetItem(f"{record_type.title}{more}")
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(heading)
        shown = hits[:MOST]
        for line in _lines(self._session, record_type, shown):
            item = QListWidgetItem(self.list)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            item.setToolTip(f"{line.title}\n{line.hit.where}：{line.hit.text}")

    def _open(self, item: QListWidgetItem) -> None:
        line = item.data(_LINE)
        if isinstance(line, Line):
            self.opened.emit(line.hit.record.register, line.hit.record.id, line.hit.table)


def _lines(session: Session, record_type: type[Record], hits: Sequence[Hit]) -> list[Line]:
    derived = derived_columns(session, record_type).get("state")
    records = [hit.record for hit in hits]
    states = derived.told(session.registers, records) if derived else [_result(record) for record in records]
    known, title = columns_by_name(record_type), VIEWS[record_type.register].title
    return [
        Line(
            hit,
            state.text,
            state.sign,
            str(getattr(hit.record, "number", "")),
            " ".join(shown_text(known[title], getattr(hit.record, title)).split()),
        )
        for hit, state in zip(hits, states, strict=True)
    ]


def _result(record: Record) -> Told:
    if not isinstance(record, Review | Litigation):
        return Told("")
    result = record.decided_as
    if result is None or record.closed_on is None:
        return Told("尚未审结", Sign.RUNNING)
    return Told(result.label, Sign.DONE)


class _Painter(QStyledItemDelegate):
    """Draws two lines: the record, and a quote with the words highlighted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        shown = cast("Any", option)  # PySide's stubs know nothing of its fields
        height = _HEIGHT if index.data(_LINE) is not None else _HEADING
        return QSize(shown.rect.width(), scaled(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(_LINE)
        if not isinstance(line, Line):
            super().paint(painter, option, index)
            return
        shown = cast("Any", option)
        painter.save()
        area = QRectF(shown.rect)
        is_chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(area, colour("accent-soft"))
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), colour("accent"))
        painter.setFont(shown.font)
        character = painter.fontMetrics().horizontalAdvance("中")
        above = QRectF(area.left() + _EDGE, area.top() + 4, area.width() - 2 * _EDGE, area.height() / 2 - 4)
        below = above.translated(0, area.height() / 2 - 2)
        left = self._state(painter, line, above, character)
        for text, wide, role in (
            (line.number, _NUMBER_CHARACTERS * character, "secondary"),
            (line.title, above.right() - left - _NUMBER_CHARACTERS * character - _GAP, "ink"),
        ):
            left = _write(painter, text, QRectF(left, above.top(), wide, above.height()), role) + _GAP
        _quote(painter, line.hit, below)
        painter.restore()

    def _state(self, painter: QPainter, line: Line, area: QRectF, character: int) -> float:
        """Draw sign and state; return where the rest begins."""
        if line.sign is not None:
            paint_sign(painter, line.sign, sign_place(area.left(), area, QFontMetricsF(painter.font())))
        wide = _STATE_CHARACTERS * character
        left = area.left() + SIGN_SIZE + _GAP
        role = line.sign.role if line.sign is not None else "secondary"
        _write(painter, line.state, QRectF(left, area.top(), wide, area.height()), role)
        return left + wide + _GAP


def _write(painter: QPainter, text: str, area: QRectF, role: str) -> float:
    """Draw as much of a text as fits; return where its area ends."""
    painter.setPen(colour(role))
    if painter.fontMetrics().horizontalAdvance(text) > area.width():
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    return area.right()


def _quote(painter: QPainter, hit: Hit, area: QRectF) -> None:
    """Draw where the words were found, and the text around them with the first one highlighted."""
    metrics, left = painter.fontMetrics(), area.left() + SIGN_SIZE + _GAP
    pieces = (
        (f"{hit.where}：", "secondary"),
        (hit.text[: hit.start], "ink"),
        (hit.text[hit.start : hit.end], "accent"),
        (hit.text[hit.end :], "ink"),
    )
    for text, role in pieces:
        wide = min(metrics.horizontalAdvance(text), max(int(area.right() - left), 0))
        piece = QRectF(left, area.top(), wide, area.height())
        if role == "accent":
            painter.fillRect(piece.adjusted(0, 3, 0, -3), colour("attention-soft"))
            painter.fillRect(QRectF(left, piece.bottom() - 4, wide, 1), colour("attention"))
        left = _write(painter, text, piece, role)
