"""One table model for every register: all ids in an array, records in pages of 128, of which the latest are kept.

The first page is read before the ids, so that a register of a million rows appears as fast as one of a thousand; the
ids follow from a worker.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from disclosure.column_kinds import Column, Kind, columns_by_name
from disclosure.masking import shown_text
from disclosure.progress import Progress
from disclosure.records import Record
from gui.base.appearance import colour
from gui.base.job import Job
from gui.base.session import Session
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.base.waits import Wait
from storage.query import Filter, Query
from storage.registers import Registers

PAGE = 128
_OVER = frozenset({Sign.DONE, Sign.REFUSED})
_PAGES_KEPT = 64
_SHOWN_CHARACTERS = 60
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PATIENCE = 0.04
_FEW = 40
"""So many records at most are ranked before the first page is shown."""

Index = QModelIndex | QPersistentModelIndex


class Told(NamedTuple):
    """The content of one cell of a derived column: its text, sign, colour role, and as ``whole`` its tooltip."""

    text: str
    sign: Sign | None = None
    role: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Derived:
    """A calculated column: its name, its heading, what it shows for a page of records, and its usual width.

    ``ranks`` returns the sort keys of a page of records, the most urgent first. With ``first`` only the records this
    filter finds are ranked; all others follow, the newest first.
    """

    name: str
    label: str
    told: Callable[[Registers, Sequence[Record]], Sequence[Told]]
    ranks: Callable[[Registers, Sequence[Record]], Sequence[Any]]
    characters: int
    first: Filter | None = None


Keeps = Callable[[Registers, Sequence[Record]], Sequence[bool]]
"""Decides for each record whether it is shown, where a query cannot."""


class RegisterModel(QAbstractTableModel):
    """Rows are records, columns their official fields and derived columns.

    ``resetting`` is emitted before rows are removed: a view must scroll to its top first, or Qt takes seconds.
    ``completed`` is emitted when all ids are there; until then ``looked_at`` reports how many records of how many were
    read, where all have to be.
    """

    resetting = Signal()
    completed = Signal()
    looked_at = Signal(int, int)

    def __init__(
        self,
        session: Session,
        record_type: type[Record],
        names: Sequence[str],
        derived: Mapping[str, Derived] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._registers, self._type = session, session.registers, record_type
        self._derived = derived or {}
        self.names = list(names)
        self.query = Query()
        self._sorted_by: Derived | None = None
        self._keeps: Keeps | None = None
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, tuple[list[Record], dict[str, Sequence[Told]]]] = OrderedDict()
        self._completing: Job | None = None
        self._rest = session.timer(self, self._complete, Wait.PAINT)
        self._retry = session.timer(self, self._look_again, Wait.LETTER)

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows in order, once complete."""
        return self._ids

    def show(self, query: Query, sorted_by: Derived | None = None, keeps: Keeps | None = None) -> None:
        """Show what a query finds: the first page at once, the rest after that is painted.

        Rows ``sorted_by`` a derived column are in order once all records were read, unless few have to be. With
        ``keeps`` the former rows stay until all records were read.
        """
        self._give_up_rest()
        self._retry.stop()
        self.query, self._sorted_by, self._keeps = query, sorted_by, keeps
        if keeps is not None:
            self._rest.start()
            return
        first, is_all = self._first_page()
        self._put(first)
        if is_all:
            self.completed.emit()
        else:
            self._rest.start()

    def _first_page(self) -> "tuple[array[int], bool]":
        """Return the ids that can be shown at once, and whether these are all."""
        by, head = self._sorted_by, replace(self.query, limit=PAGE)
        if by is None:
            ids = self._registers.ids(self._type, head)
            return ids, len(ids) < PAGE
        if by.first is None or self.query.descending:
            return self._registers.ids(self._type, head), False
        newest_first = replace(self.query, descending=True)
        few = self._registers.ids(self._type, replace(newest_first, filters=(*self.query.filters, by.first)))
        if len(few) > _FEW:
            return self._registers.ids(self._type, replace(newest_first, limit=PAGE)), False
        known = set(few)
        newest = self._registers.ids(self._type, replace(newest_first, limit=PAGE + len(few)))
        rest = [each for each in newest if each not in known]
        return array("q", [*self._ranked(few, by, lambda _done, _total: None), *rest])[:PAGE], len(newest) < PAGE

    def _put(self, ids: "array[int]") -> None:
        """Replace the rows."""
        self.resetting.emit()
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def stop(self) -> None:
        """Stop all reading in the background."""
        self._give_up_rest()
        self._retry.stop()

    def set_names(self, names: Sequence[str]) -> None:
        """Show these columns in this order."""
        self.beginResetModel()
        self.names = list(names)
        self._pages.clear()
        self.endResetModel()

    def record(self, row: int) -> Record | None:
        """Return the record of a row, or None while long work holds the file."""
        page = self._page(row // PAGE)
        return page[0][row % PAGE] if page and row % PAGE < len(page[0]) else None

    def row_of(self, record_id: int) -> int:
        """Return the row of a record, -1 if it is not shown."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def derived(self, section: int) -> Derived | None:
        """Return the derived column of a table column; None for an official one."""
        return self._derived.get(self.names[section])

    def column(self, section: int) -> Column | None:
        """Return the official column of a table column; None for a derived one."""
        return columns_by_name(self._type).get(self.names[section])

    # --- what Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        answer = self._ROLES.get(role)
        return answer(self, index) if answer else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.names):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column = self.column(section)
            return column.label if column else self._derived[self.names[section]].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    # --- answers by role ---

    def _text(self, index: Index) -> str:
        text = self.whole_text(index).replace("\n", " ")
        return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"

    def whole_text(self, index: Index) -> str:
        """Return what a cell says, unshortened; … while long work holds the file."""
        page = self._page(index.row() // PAGE)
        place = index.row() % PAGE
        if page is None or place >= len(page[0]):
            return "…"
        name = self.names[index.column()]
        if name in self._derived:
            return page[1][name][place].text
        column = columns_by_name(self._type)[name]
        return shown_text(column, getattr(page[0][place], name))

    def _tip(self, index: Index) -> str | None:
        told = self._told(index)
        if told is not None and told.whole:
            return told.whole
        text = self.whole_text(index)
        return text if len(text) > _SHOWN_CHARACTERS // 4 else None

    def _alignment(self, index: Index) -> Qt.AlignmentFlag:
        return self._side(index.column())

    def _side(self, section: int) -> Qt.AlignmentFlag:
        column = self.column(section)
        is_number = column is not None and column.kind in (Kind.NUMBER, Kind.MONEY)
        return _RIGHT if is_number else _LEFT

    def _told(self, index: Index) -> Told | None:
        page, name = self._page(index.row() // PAGE), self.names[index.column()]
        place = index.row() % PAGE
        if page is None or name not in self._derived or place >= len(page[0]):
            return None
        return page[1][name][place]

    def _icon(self, index: Index) -> QIcon | None:
        told = self._told(index)
        return sign_icon(told.sign) if told and told.sign else None

    def _ink(self, index: Index) -> QColor | None:
        """Return the colour of a derived cell; other cells of a closed case are grey."""
        told = self._told(index)
        if told is not None:
            role = told.role or (told.sign.role if told.sign else "")
            return colour(role) if role else None
        state = self._page(index.row() // PAGE)
        place = index.row() % PAGE
        if index.column() > 1 and state and "state" in state[1] and place < len(state[0]):
            return colour("secondary") if state[1]["state"][place].sign in _OVER else None
        return None

    def _record(self, index: Index) -> Record | None:
        return self.record(index.row())

    _ROLES: Mapping[int, Callable[["RegisterModel", Index], Any]] = {
        Qt.ItemDataRole.DisplayRole: _text,
        Qt.ItemDataRole.DecorationRole: _icon,
        Qt.ItemDataRole.ForegroundRole: _ink,
        Qt.ItemDataRole.ToolTipRole: _tip,
        Qt.ItemDataRole.TextAlignmentRole: _alignment,
        Qt.ItemDataRole.UserRole: _record,
    }

    # --- pages ---

    def _page(self, number: int) -> tuple[list[Record], dict[str, Sequence[Told]]] | None:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        lock = cast("Lock", self._registers.lock)
        # the window must not wait for long work that holds the lock, only for a short reading
        if self._retry.isActive():
            return None
        if not lock.acquire(timeout=_PATIENCE):
            self._retry.start()
            return None
        try:
            records = self._registers.page(self._type, self._ids[number * PAGE : (number + 1) * PAGE])
            told = {
                name: self._derived[name].told(self._registers, records) for name in self.names if name in self._derived
            }
        finally:
            lock.release()
        self._pages[number] = (records, told)
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return self._pages[number]

    def _complete(self) -> None:
        """Read the ids of all rows in a worker, then append those after the first page."""
        query, by, keeps = self.query, self._sorted_by, self._keeps

        def read(progress: Progress) -> "array[int]":
            if by is None:
                ids = self._registers.ids(self._type, query)
            elif by.first is None:
                ids = self._ranked(self._registers.ids(self._type, query), by, progress, descending=query.descending)
            else:
                ids = self._few_first(query, by, by.first, progress)
            return ids if keeps is None else self._kept(ids, keeps, progress)

        self._completing = job = self._session.run_quietly(read, lambda ids: self._append(job, ids), shares=True)
        job.progressed.connect(self.looked_at)

    def _few_first(self, query: Query, by: Derived, few: Filter, progress: Progress) -> "array[int]":
        """Return ids with the ranked ones first, then all others, the newest first."""
        newest = replace(query, descending=True)
        first = self._registers.ids(self._type, replace(newest, filters=(*query.filters, few)))
        known = set(first)
        others = (each for each in self._registers.ids(self._type, newest) if each not in known)
        ids = array("q", [*self._ranked(first, by, progress), *others])
        return ids[::-1] if query.descending else ids

    def _ranked(self, ids: "array[int]", by: Derived, progress: Progress, *, descending: bool = False) -> "array[int]":
        """Return ids in the order of a derived column (stable); those without a rank are last in either direction."""
        ranked: list[tuple[Any, int]] = []
        unranked: list[int] = []
        for page in self._pages_of(ids, progress):
            for record, rank in zip(page, by.ranks(self._registers, page), strict=True):
                if rank is None:
                    unranked.append(record.id)
                else:
                    ranked.append((rank, record.id))
        ranked.sort(key=itemgetter(0), reverse=descending)
        return array("q", [*(record_id for _, record_id in ranked), *unranked])

    def _kept(self, ids: "array[int]", keeps: Keeps, progress: Progress) -> "array[int]":
        found = array("q")
        for page in self._pages_of(ids, progress):
            found.extend(
                record.id for record, is_kept in zip(page, keeps(self._registers, page), strict=True) if is_kept
            )
        return found

    def _pages_of(self, ids: Sequence[int], progress: Progress) -> Iterator[list[Record]]:
        for place in range(0, len(ids), PAGE):
            progress(place, len(ids))
            yield self._registers.page(self._type, ids[place : place + PAGE])

    def _append(self, job: Job, ids: "array[int]") -> None:
        if job is not self._completing:  # finished before it could be cancelled, but another query is shown by now
            return
        self._completing = None
        shown = len(self._ids)
        if self._keeps is not None or ids[:shown] != self._ids:
            self._put(ids)
        elif len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        self.completed.emit()

    def _give_up_rest(self) -> None:
        self._rest.stop()
        if self._completing is not None:
            self._completing.cancel()
            self._completing = None

    def _look_again(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.names) - 1))
