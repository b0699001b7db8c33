"""The page of a register: search and filters above, its table left, the selected record right. One class for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from disclosure.changes import Change
from disclosure.column_kinds import columns_by_name
from disclosure.records import Duty, Litigation, Record, Request, Review, Step
from disclosure.terms import AccessKind, StepKind
from gui.base.appearance import mark, scaled
from gui.base.job import ReadingLine
from gui.base.preferences import Preferences
from gui.base.session import Session, touched, touches_calendar
from gui.base.waits import Wait
from gui.cases.merge import MergeDialog
from gui.cases.together import StepsTogether
from gui.forms.choice import form_for
from gui.forms.record_form import RecordForm
from gui.forms.remove import RemoveDialog
from gui.forms.together import ChangeTogether
from gui.kit.cards import Button, SearchBox, button, words
from gui.kit.side_sheet import SideSheet
from gui.letters.batch import print_envelopes, print_letters
from gui.registers.accesses import AccessLog
from gui.registers.actions import Shown, ask_blank, open_export, print_ledger, take_usual
from gui.registers.bin import RecycleBin
from gui.registers.cards import OWN_CARDS
from gui.registers.column_chooser import ColumnChooser
from gui.registers.confirming import open_confirm
from gui.registers.copying import copied
from gui.registers.derived import derived_columns, in_order_of
from gui.registers.detail import RecordDetail
from gui.registers.filters.bar import FilterBar
from gui.registers.filters.groups import GroupsDialog
from gui.registers.importing import open_import
from gui.registers.model import RegisterModel
from gui.registers.nothing import EVERYWHERE, SEARCH, Nothing
from gui.registers.table import RegisterTable
from gui.registers.views import RegisterView
from storage.query import Filter, Query

_MOST_COPIED, _MOST_KEPT = 5_000, 500
_MOST_THEN = 2  # how many former sort columns order equal rows
_DETAIL, _DETAIL_WIDE = 452, 560
_OF_ONE_ROW = ("edit", "copy")
_OF_EACH_ROW = (*_OF_ONE_ROW, "remove")
_OF_THE_LIST = "accesses"
"""From this command on they are about how the list is shown, and what was in it."""
WIDE = 1800
"""From this width of the window on there is room for more columns and a wider record."""


@dataclass(frozen=True)
class Command:
    """One thing a page can do; one ``of`` a kind of record is offered only in its register."""

    name: str
    text: str
    keys: str
    action: Callable[["RegisterPage"], object]
    writes: bool = False
    needs_record: bool = False
    is_primary: bool = False
    of: type[Record] | None = None


class RegisterPage(QWidget):
    """The page of one register."""

    def __init__(
        self, session: Session, view: RegisterView, preferences: Preferences, year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "page")
        self.session, self.view, self.preferences = session, view, preferences
        self.year = year
        self._is_compact = self._is_wide = False
        self.derived = derived_columns(session, view.record_type)
        self.model = RegisterModel(session, view.record_type, self._columns(), self.derived, self)
        self.table = RegisterTable(self.model, view, preferences)
        self.detail = RecordDetail(session, view.record_type, names_enter=True)
        self.search = self._search_box()
        self.count = words("", "secondary")
        self.filters = FilterBar(
            session, view.record_type, view.filters, preferences, year, usual=view.usual, unit=view.unit
        )
        self.nothing = Nothing(self.table, view)
        self.commands: dict[str, QAction] = {}
        self._wanted_id = self._left_row = 0
        self._chosen_ids: list[int] = []
        self._set_sort(preferences.sort(view.record_type.register, view.sort))
        self._arrange()
        self.setFocusProxy(self.table)
        self.model.resetting.connect(self.table.scrollToTop)
        self.model.completed.connect(self._counted)
        self.table.selectionModel().currentRowChanged.connect(self._selection_changed)
        self.table.selectionModel().selectionChanged.connect(self._tell_several)
        self.several_button = button("一并处理…", self._offer_beside)
        self.detail.several.body.addWidget(self.several_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.enter_pressed.connect(self.act)
        self.table.doubleClicked.connect(lambda _index: self.edit())
        self.table.clicked.connect(lambda _index: self._open_sheet())
        self.detail.filled.connect(self._place_sheet)
        self.sheet.closed.connect(self.step_back)
        self.table.sort_asked.connect(self._sorted)
        self.table.customContextMenuRequested.connect(self.offer_acts)
        self.filters.changed.connect(self.reload)
        self.nothing.wanted.connect(self._widen)
        self.table.columns_wanted.connect(self.choose_columns)
        session.changed.connect(self._follow)
        session.unlocked.connect(self.reload)
        session.day_changed.connect(self._new_day)
        session.closing.connect(self.model.stop)
        self.reload()

    # --- what is shown ---

    def set_year(self, year: int) -> None:
        """Show another year."""
        self.year = year
        self.filters.set_year(year)

    def query(self) -> Query:
        """Return the query of the search box, the filters and the header, as far as it can be expressed in SQL."""
        return Query(
            text=self.search.text().strip(),
            filters=self.filters.asked(),
            sort="" if self._is_sealed(self._sort) else self._sort,
            descending=self._descending,
            then=tuple(each for each in self._then if not self._is_sealed(each.removeprefix("-"))),
        )

    def reload(self) -> None:
        """Read again, and keep the selected records selected if they are still there."""
        index, ids = self.table.currentIndex(), self.model.ids
        if not self._wanted_id and index.isValid() and index.row() < len(ids):
            self._wanted_id = int(ids[index.row()])
            self._chosen_ids = [int(ids[row]) for row in self.rows()[:_MOST_KEPT] if row < len(ids)]
        self._waited.start()
        self.reading.begin()
        by = self._sorted_by
        if self._is_sealed(self._sort):  # SQL would sort by the encrypted values
            is_locked = self.session.registers.protection.is_locked
            by = None if is_locked else in_order_of(columns_by_name(self.view.record_type)[self._sort])
            self.table.show_sort("" if is_locked else self._sort, descending=self._descending)
        self.model.show(self.query(), by, self.filters.keeps())

    def _is_sealed(self, name: str) -> bool:
        column = columns_by_name(self.view.record_type).get(name)
        return column is not None and column.sealed and self.session.registers.protection.is_sealed

    def go_to(self, _register: str, record_id: int) -> None:
        """Select a record of this register and show it."""
        self.show_record(record_id)
        self._open_sheet()

    def show_place(self, record_id: int, table: str) -> None:
        """Scroll to the steps, letters or papers of a record."""
        self.detail.bring(record_id, table)

    def show_record(self, record_id: int) -> None:
        """Select a record; a search or filters that hide it are cleared, and the user is told so."""
        self._wanted_id = record_id
        if not self._lets_through(record_id):
            self.search.clear()
            if gone := self.filters.make_way(record_id):
                self.session.told.emit(f"要看的这{self.view.unit}不在筛选之内，已取消筛选：{gone}")
        self.reload()

    def _lets_through(self, record_id: int) -> bool:
        """Whether a record is among those the list shows now."""
        registers, query, keeps = self.session.registers, self.query(), self.filters.keeps()
        is_it = replace(query, filters=(*query.filters, Filter("id", "equals", record_id)))
        found = list(registers.all(self.view.record_type, is_it))
        return bool(found) and (keeps is None or all(keeps(registers, found)))

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window show the record over the list and the filters behind one button."""
        self._is_compact = is_compact
        self.filter_row.setVisible(not is_compact)
        self.filters.compact_button.setVisible(is_compact)
        self.scope.setVisible(not is_compact)
        self.new_button.setText(self._new_words())
        self._tell_title()
        self._lay_columns()
        self.sheet.hide()
        self._make_room()
        self.detail.set_compact(is_compact)
        if is_compact:
            self.sheet.hold(self.detail, self.detail.facts.first)
        elif self.detail.parentWidget() is not self.splitter:
            self.splitter.addWidget(self.detail)
            self._share()
        self.detail.show()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._place_sheet()
        is_wide = self.window().width() >= scaled(WIDE)
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._lay_columns()
            self._share()

    def _place_sheet(self) -> None:
        self.sheet.place()
        self._make_room()

    def _make_room(self) -> None:
        """End the list at the edge of the sheet, which would cover its right part."""
        covered = self.sheet.width() if self.sheet.isVisible() else 0
        self._below.setContentsMargins(0, 0, covered, 0)

    def _share(self) -> None:
        """Give the record its width, and the list the rest."""
        beside = scaled(_DETAIL_WIDE if self._is_wide else _DETAIL)
        self.splitter.setSizes([max(1, self.width() - beside), beside])

    def _columns(self) -> list[str]:
        """Return the columns the user chose, or those there is room for."""
        view = self.view
        known = {*columns_by_name(view.record_type), *self.derived}  # a remembered column may no longer exist
        usual: Sequence[str] = view.shown
        if self._is_compact:
            usual = view.small or tuple(dict.fromkeys((view.shown[0], view.title)))
        elif self._is_wide:
            usual = (*view.shown[:-2], *view.wide, *view.shown[-2:])
        return [name for name in self.preferences.shown_columns(view.record_type.register, usual) if name in known]

    def _lay_columns(self) -> None:
        names = self._columns()
        if names != self.model.names:
            index = self.table.currentIndex()
            chosen = [each.row() for each in self.table.selectionModel().selectedRows()]
            self.table.lay(names)
            self.table.show_sort(self._sort_name(), descending=self._descending)
            if index.isValid():
                self.table.choose(index.row(), chosen)

    def show_detail(self) -> None:
        """Move the keyboard into the selected record beside or over the list."""
        self._open_sheet()
        if self.detail.hasFocus():
            self.detail.focusNextChild()
        else:
            self.detail.setFocus()

    def step_back(self) -> None:
        """Esc: close the record over the list, or clear the search, and return to the list."""
        if self.sheet.isVisible():
            self.sheet.hide()
            self._make_room()
        elif not self.detail.isAncestorOf(self.focusWidget()):
            self.search.clear()
        self.table.setFocus()

    def _open_sheet(self) -> None:
        if self._is_compact and self.selected() is not None:
            self.sheet.show()
            self._place_sheet()

    def selected(self) -> Record | None:
        """Return the record of the current row."""
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def chosen(self) -> list[Record]:
        """Return the records of all selected rows, in the order shown."""
        return [record for record in map(self.model.record, self.rows()) if record is not None]

    def rows(self) -> list[int]:
        """Return the selected rows in the order shown."""
        ranges = cast("list[QItemSelectionRange]", self.table.selectionModel().selection())
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def copy_rows(self) -> None:
        """Copy the selected rows, as they are shown, for pasting into WPS and Excel."""
        rows = self.rows()
        if len(rows) > _MOST_COPIED:
            self.session.told.emit(f"选中了 {len(rows)} {self.view.unit}，超过 {_MOST_COPIED}，用“导出台账”。")
        elif rows:
            QApplication.clipboard().setMimeData(copied(self.model, rows))
            self.session.told.emit(f"已复制 {len(rows)} {self.view.unit}，连同表头，可以粘贴到 WPS 表格")

    def shown(self) -> Shown:
        """Return what the page shows now, for printing, exporting and importing."""
        query, ids = self.query(), tuple(self.model.ids)
        if self.filters.keeps() is not None:
            query = replace(query, filters=(Filter("id", "any_of", ids),))
        part = "，".join(each for each in (self.filters.told(), "查找到的" if query.text else "") if each)
        return Shown(
            self.session,
            self.view,
            query,
            part,
            self.count.text(),
            self.window(),
            self.preferences,
        )

    def showEvent(self, _event: QShowEvent) -> None:
        self.table.setFocus()

    def offer_views(self, titles: Sequence[tuple[str, str]], shown: str, choose: Callable[[str], object]) -> None:
        """Put buttons for the registers of this tab before the filters (主动公开 · 应公开事项)."""
        for place, (register, title) in enumerate(titles):
            chip = Button(title)
            chip.setCheckable(True)
            chip.setChecked(register == shown)
            chip.setEnabled(register != shown)
            chip.setAccessibleName(f"查看 {title}")
            mark(chip, "segment")
            chip.clicked.connect(lambda *_, register=register: choose(register))
            self.filter_line.insertWidget(place, chip, 0, Qt.AlignmentFlag.AlignTop)

    # --- what can be done ---

    def new_record(self) -> RecordForm:
        """Open the form of a new record."""
        return self._open_form(None)

    def act(self) -> None:
        """Enter: do the next act of the selected record, like its blue button; without one open its form."""
        following = self.detail.next_act() if len(self.rows()) == 1 else None
        if following is not None:
            following.click()
        else:
            self.edit()

    def edit(self) -> RecordForm | None:
        """Open the form of the selected record; if several are selected, say that one is changed at a time."""
        several = len(self.table.selectionModel().selectedRows())
        if several > 1:
            self.session.told.emit(f"选中了 {several} {self.view.unit}，一次修改一{self.view.unit}，先只选中它。")
            return None
        record = self.selected()
        return self._open_form(record) if record is not None and not self.session.is_read_only else None

    def copy(self) -> RecordForm | None:
        """Open the form of a new record with the same people and subject, but without dates and results.

        It arrived today, as in any new form.
        """
        record = self.selected()
        if record is None:
            return None
        self.session.note_access(record, AccessKind.COPIED)
        start = {name: getattr(record, name) for name in record.copied} | (self._own_start() or {})
        if isinstance(record, Request):
            start["arrived_on"] = self.session.today
        return self._open_form(None, start)

    def remove(self) -> RemoveDialog | None:
        """Ask for a reason and move the selected records to the recycle bin."""
        records = self.chosen()
        if not records:
            return None
        dialog = RemoveDialog(self.session, records, self.window())
        dialog.open()
        return dialog

    def open_recycle_bin(self) -> QWidget:
        """Show what was removed from this register."""
        dialog = RecycleBin(self.session, self.view.record_type, self.window())
        dialog.open()
        return dialog

    def open_access_log(self) -> QWidget:
        """Show who looked at personal values of this register."""
        dialog = AccessLog(self.session, self.view.record_type, self.window())
        dialog.open()
        return dialog

    def choose_columns(self) -> QWidget:
        """Choose and order the columns."""
        dialog = ColumnChooser(self.view, self._columns(), self.derived, self.window())
        dialog.chosen.connect(self.show_columns)
        dialog.open()
        return dialog

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order from now on."""
        self.preferences.remember_columns(self.view.record_type.register, names)
        self._lay_columns()

    def search_everywhere(self) -> None:
        """Search for the same words in all registers, letters and papers."""
        self.session.searched.emit(self.search.text())

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def _open_form(self, original: Record | None, start: dict[str, Any] | None = None) -> RecordForm:
        begun = start if original is not None or start is not None else self._own_start()
        form = form_for(
            self.session, self.view.record_type, self._keep, original=original, start=begun, parent=self.window()
        )
        form.open()
        return form

    def _own_start(self) -> dict[str, Any] | None:
        """Return what is known of a new record: 复议机关 and 管辖法院 from the profile, and that it came today."""
        profile = self.session.registers.profile()
        names = columns_by_name(self.view.record_type)
        known = {name: getattr(profile, name) for name in ("review_body", "court") if name in names}
        found: dict[str, Any] = {name: text for name, text in known.items() if text}
        if self.view.record_type in (Review, Litigation):
            found["received_on"] = self.session.today
        return found or None

    def _keep(self, record: Record) -> Change:
        change = self.session.save(record)
        self.show_record(change.record_id)
        return change

    # --- events ---

    def _follow(self, changes: Sequence[Change]) -> None:
        is_own = self.view.record_type.register in touched(changes)
        moves_dates = touches_calendar(changes) or Step.register in touched(changes)
        if is_own and any(change.after is None for change in changes):
            self._left_row = min(self.rows(), default=0)
        if is_own or (self.derived and moves_dates):
            self.reload()

    def _new_day(self) -> None:
        """Show what has become late at midnight."""
        if self.derived:
            self.reload()

    def _sorted(self, sort: str) -> None:
        """Sort by another column, with a minus before its name for descending order; empty for the newest first.

        Equal rows are in the order of the former sort columns.
        """
        own = f"-{self._sort}" if self._descending else self._sort
        before = [each for each in (own, *self._then) if each.removeprefix("-") not in ("", sort.removeprefix("-"))]
        text = ",".join([sort, *before[:_MOST_THEN]]) if sort else ""
        self.preferences.remember_sort(self.view.record_type.register, text)
        self._set_sort(text)
        self.reload()

    def _set_sort(self, text: str) -> None:
        sort, *then = text.split(",")
        known, name = columns_by_name(self.view.record_type), sort.removeprefix("-")
        self._sorted_by = self.derived.get(name)
        self._sort = name if name in known else ""
        self._then = tuple(each for each in then if each.removeprefix("-") in known and self._sort_name())
        self._descending = not self._sort_name() or sort.startswith("-")
        self.table.show_sort(self._sort_name(), descending=self._descending)
        tip = ""
        if self._then:
            first = self._sorted_by or known[self._sort]
            labels = [known[each.removeprefix("-")].label for each in self._then]
            tip = "，".join([f"先按{first.label}", *(f"再按{label}" for label in labels)])
        self.count.setToolTip(tip)

    def _sort_name(self) -> str:
        return self._sorted_by.name if self._sorted_by else self._sort

    def _counted(self) -> None:
        self._waited.stop()
        self.reading.end()
        self.bar.hide()
        self._reselect()
        total = self.model.rowCount()
        everywhere = self.filters.is_of_all_years and self.view.has_year
        self.count.setText(f"{total} {self.view.unit}" + ("（全部年份）" if everywhere else ""))
        self._tell_title()
        self.table.setAccessibleName(f"{self.view.record_type.title}，{total} {self.view.unit}")
        self.nothing.setVisible(not total)
        if not total:
            is_empty = not self.session.registers.ids(self.view.record_type, Query(limit=1))
            text = self.search.text().strip()
            self.nothing.tell(text, self.filters.told(), is_empty=is_empty)
            if not is_empty and self.filters.told():
                self.filters.look_wider(text, self._offer_wider)

    def _tell_title(self) -> None:
        chosen = len(self.rows())
        also = f"，已选 {chosen} {self.view.unit}" if chosen > 1 else ""
        self.how_many.setText(f"{self.model.rowCount()} {self.view.unit}{also}")
        self.how_many.setVisible(self._is_compact)

    def _offer_wider(self, found: Sequence[tuple[str, str, int]]) -> None:
        if self.nothing.isVisible():
            self.nothing.offer_wider([(name, words, count) for name, words, count in found if count])

    def _widen(self, step: str) -> None:
        """Take one of the steps that an empty list offers."""
        if step == EVERYWHERE:
            self.search_everywhere()
            return
        if step in ("create", "import", "usual"):
            self.commands[step].trigger()
        elif step == SEARCH:
            self.search.clear()
        elif step in self.filters.buttons:
            self.filters.choose(step, ())
        else:
            self.filters.clear()
        self.table.setFocus()

    def offer_acts(self, at: QPoint | None = None) -> None:
        """Show the menu of the selected rows: the commands of 更多 that need a record."""
        if at is None:
            at = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        if not self.table.selectionModel().hasSelection():
            return
        self.acts.popup(self.table.viewport().mapToGlobal(at))

    def _offer_beside(self) -> None:
        self.together.popup(self.several_button.mapToGlobal(self.several_button.rect().bottomLeft()))

    def _tell_several(self) -> None:
        """Say how many are chosen, for beside the list one of them is shown."""
        chosen = len(self.rows())
        self.detail.several.title.setText(f"已选 {chosen} {self.view.unit}，下面是其中一{self.view.unit}")
        self.detail.several.setVisible(chosen > 1)
        self._tell_title()

    def _reselect(self) -> None:
        wanted, self._wanted_id = self._wanted_id, 0
        chosen, self._chosen_ids = self._chosen_ids, []
        if self.table.selectionModel().hasSelection():  # the user chose a row while the others were still being read
            return
        row = self.model.row_of(wanted) if wanted else -1
        if row < 0 and self.model.rowCount():
            row = min(self._left_row, self.model.rowCount() - 1)  # what comes after those removed; else the first
        self._left_row = 0
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        if index.isValid():
            if len(chosen) > 1:
                self.table.choose(row, [place for each in chosen if (place := self.model.row_of(each)) >= 0])
            self.table.scrollTo(index)
        self._selection_changed()

    def _selection_changed(self) -> None:
        record = self.selected()
        self.detail.show_record(record, self.year)
        for command in self._offered():
            allowed = not (command.writes and self.session.is_read_only)
            self.commands[command.name].setEnabled(allowed and (record is not None or not command.needs_record))

    # --- layout ---

    def _search_box(self) -> SearchBox:
        box = SearchBox(self.view.search_hint, key="Ctrl+F")
        box.setAccessibleName(f"搜索{self.view.record_type.title}")
        box.setMinimumWidth(220)
        box.setMaximumWidth(380)
        self._debounce = self.session.timer(self, self.reload, Wait.LETTER)
        box.textChanged.connect(self._debounce.start)
        box.returnPressed.connect(self.table.setFocus)
        return box

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 12, 0, 0)
        stack.setSpacing(10)
        stack.addLayout(self._head())
        self.filter_row = QWidget()
        self.filter_line = QHBoxLayout(self.filter_row)
        self.filter_line.setContentsMargins(20, 0, 20, 0)
        self.filter_line.setSpacing(8)
        self.filter_line.addWidget(self.filters, 1)
        self.filter_line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self.count.setContentsMargins(0, 5, 0, 0)
        stack.addWidget(self.filter_row)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("正在读取登记簿")
        self.bar.setFixedHeight(3)
        self.bar.setParent(self)
        self.bar.hide()
        self.model.looked_at.connect(self._tell_progress)
        self.reading = ReadingLine(self, "登记簿", self.view.unit)
        self.model.looked_at.connect(self.reading.tell)
        self.reading.stopped.connect(self._stop_reading)
        self.reading.again.connect(self.reload)
        self._waited = self.session.timer(self, self._wait, Wait.TYPING)
        self.splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        self.detail.setMinimumWidth(320)
        self._below = QHBoxLayout()
        self._below.addWidget(splitter)
        stack.addLayout(self._below, 1)
        self.sheet = SideSheet(self, splitter, right=0)
        self._share()

    def _wait(self) -> None:
        """Show a thin progress bar below the head; what was shown before stays."""
        self.bar.setGeometry(0, self.splitter.geometry().top() - 3, self.width(), 3)
        self.bar.setRange(0, 0)
        self.bar.show()

    def _stop_reading(self) -> None:
        """取消: keep what was read so far."""
        self.model.stop()
        self._waited.stop()
        self.bar.hide()
        self._reselect()
        self.count.setText(f"{self.model.rowCount()} {self.view.unit}（没有读完）")
        self.table.setFocus()

    def _tell_progress(self, done: int, total: int) -> None:
        if self.bar.isVisible():
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _more(self) -> Button:
        """Return the menu of everything: for the selected record, for several, for the list."""
        more = Button("更多")
        menu = QMenu(more)
        several = QMenu(f"所选的几{self.view.unit}", menu)  # all in one, the menu was as high as a screen at 150 %
        lists: list[QAction] = []
        for command in self._offered():
            action = self._action(command)
            if command.is_primary:
                name = "primary" if self.view.record_type not in OWN_CARDS else ""
                self.new_button = button(self._new_words(), action.trigger, name)
                action.enabledChanged.connect(self.new_button.setEnabled)
            elif command.text and not command.needs_record:
                lists.append(action)
            elif command.text:
                (menu if command.name in _OF_EACH_ROW else several).addAction(action)
        menu.addMenu(several)
        menu.addSeparator()
        menu.addActions(lists)
        menu.insertSeparator(self.commands[_OF_THE_LIST])
        more.setMenu(menu)
        self.acts = QMenu(self.table)
        of_rows = [one.name for one in self._offered() if one.needs_record and one.text]
        self.acts.addActions([self.commands[name] for name in of_rows])
        self.together = QMenu(self.table)
        self.together.addActions([self.commands[name] for name in of_rows if name not in _OF_ONE_ROW])
        return more

    def _head(self) -> QHBoxLayout:
        """Return the head: title, counts, search, the menu 更多, and the button for a new record."""
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        self.title, self.standing = words(self.view.record_type.title, "pageTitle"), self.filters.standing
        more = self._more()
        self.how_many = words("", "secondary")
        self.how_many.hide()
        row.addWidget(self.title)
        row.addWidget(self.how_many)
        row.addWidget(self.standing)
        row.addStretch(1)
        row.addWidget(self.filters.compact_button)
        row.addWidget(self.search, 2)
        self.scope = QWidget()
        both = QHBoxLayout(self.scope)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        here, everywhere = button("本表", self.focus_search), button("全部", self.search_everywhere)
        self.everywhere_button = everywhere
        for made, told in ((here, "只在这张登记表里找"), (everywhere, "在全部登记表、文书和材料里找  Ctrl+Shift+F")):
            mark(made, "segment")
            made.setCheckable(made is here)
            made.setAccessibleName(told.split("  ", maxsplit=1)[0])
            made.setToolTip(told)
            both.addWidget(made)
        here.setChecked(True)
        here.setEnabled(False)
        row.addWidget(self.scope)
        row.addWidget(more)
        row.addWidget(self.new_button)
        return row

    def _new_words(self) -> str:
        return "新建" if self._is_compact else f"{self.view.new_label}  Ctrl+N"

    def _offered(self) -> tuple[Command, ...]:
        return tuple(command for command in COMMANDS if command.of in (None, self.view.record_type))

    def _action(self, command: Command) -> QAction:
        text = self.view.new_label if command.is_primary else command.text
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(" / ") if keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: command.action(self))
        self.addAction(action)
        self.commands[command.name] = action
        return action


def change_chosen(page: RegisterPage) -> QDialog:
    """Open the form that changes some fields of all selected records at once."""
    dialog = ChangeTogether(page.session, page.view.record_type, page.chosen(), page.view.together, page.window())
    dialog.open()
    return dialog


def step_chosen(kind: StepKind, page: RegisterPage) -> QDialog:
    """Open the form that adds the same step to all selected requests."""
    dialog = StepsTogether(
        page.session, [one for one in page.chosen() if isinstance(one, Request)], kind, page.window()
    )
    dialog.open()
    return dialog


def merge_chosen(page: RegisterPage) -> QDialog:
    """Open the form that merges the selected requests."""
    dialog = MergeDialog(page.session, [one for one in page.chosen() if isinstance(one, Request)], page.window())
    dialog.open()
    return dialog


def open_groups(page: RegisterPage) -> QDialog:
    """Show the records of the list in groups, with sums."""
    dialog = GroupsDialog(
        page.session,
        page.view.record_type,
        page.view.filters,
        (page.query(), page.filters.keeps()),
        lambda name, key: page.filters.choose(name, (key,)),
        unit=page.view.unit,
        parent=page.window(),
    )
    dialog.open()
    return dialog


COMMANDS: tuple[Command, ...] = (
    Command("create", "新建", "Ctrl+N", RegisterPage.new_record, writes=True, is_primary=True),
    Command("edit", "编辑", "F2", RegisterPage.edit, writes=True, needs_record=True),
    Command("copy", "复制", "Ctrl+D", RegisterPage.copy, writes=True, needs_record=True),
    Command("copy_rows", "复制所选的行", "Ctrl+C", RegisterPage.copy_rows, needs_record=True),
    Command("together", "一并修改所选…", "Ctrl+Shift+M", change_chosen, writes=True, needs_record=True),
    Command("remove", "删除", "Del", RegisterPage.remove, writes=True, needs_record=True),
    Command("import", "导入台账…", "Ctrl+I", lambda page: open_import(page.shown()), writes=True),
    Command("usual", "带入常见事项", "", lambda page: take_usual(page.session), writes=True, of=Duty),
    Command("confirm", "核对导入的栏目…", "", lambda page: open_confirm(page.shown()), writes=True),
    Command("blank", "空白登记表…", "", lambda page: ask_blank(page.shown())),
    Command("export", "导出台账…", "Ctrl+E", lambda page: open_export(page.shown())),
    Command("print", "打印台账…", "Ctrl+P", lambda page: print_ledger(page.shown())),
    Command(
        "letters",
        "打印所选的文书…",
        "Ctrl+Shift+P",
        lambda page: print_letters(page.session, page.chosen(), page.window()),
        needs_record=True,
        of=Request,
    ),
    Command(
        "envelopes",
        "打印所选的信封…",
        "Ctrl+Shift+E",
        lambda page: print_envelopes(page.session, page.chosen(), page.window()),
        needs_record=True,
        of=Request,
    ),
    Command(
        "delivered",
        "登记所选的送达…",
        "",
        partial(step_chosen, StepKind.DELIVERED),
        writes=True,
        needs_record=True,
        of=Request,
    ),
    Command(
        "correction",
        "登记所选的补正告知…",
        "",
        partial(step_chosen, StepKind.CORRECTION_ASKED),
        writes=True,
        needs_record=True,
        of=Request,
    ),
    Command(
        "merge",
        "合并办理所选的申请…",
        "",
        merge_chosen,
        writes=True,
        needs_record=True,
        of=Request,
    ),
    Command("accesses", "查阅记录…", "", RegisterPage.open_access_log),
    Command("columns", "选择列…", "Ctrl+Shift+L", RegisterPage.choose_columns),
    Command("groups", "分组小计…", "Ctrl+G", open_groups),
    Command("save_filter", "保存筛选…", "", lambda page: page.filters.save(), writes=True),
    Command("saved_filters", "整理保存的筛选…", "", lambda page: page.filters.forget(), writes=True),
    Command("bin", "回收站…", "Ctrl+Shift+Del", RegisterPage.open_recycle_bin),
    Command("acts", "", "Shift+F10", lambda page: page.offer_acts(), needs_record=True),
    Command("detail", "", "Alt+Return", RegisterPage.show_detail, needs_record=True),
    Command("back", "", "Esc", RegisterPage.step_back),
    Command(
        "paste",
        "",
        "Ctrl+V",
        lambda page: page.session.came_in.emit(QApplication.clipboard().mimeData()),
        writes=True,
    ),
    Command("search", "", "Ctrl+F", RegisterPage.focus_search),
    Command("reveal", "", "Ctrl+R", lambda page: page.detail.toggle()),
    Command("reload", "", "F5", RegisterPage.reload),
)
"""Everything a page can do; commands without words have only keys."""
