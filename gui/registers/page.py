"""One register: search and quick filters above, its table left, the selected record right. The same class for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from disclosure.changes import Change
from disclosure.column_kinds import columns_by_name
from disclosure.records import Record, Request, Step
from disclosure.terms import AccessKind
from gui.base.appearance import mark
from gui.base.preferences import Preferences
from gui.base.session import Session, touches_calendar
from gui.cases.merge import MergeDialog
from gui.forms.choice import form_for
from gui.forms.record_form import RecordForm
from gui.forms.remove import RemoveDialog
from gui.kit.cards import Button, button, words
from gui.kit.side_sheet import SideSheet
from gui.letters.batch import print_envelopes, print_letters
from gui.registers.accesses import AccessLog
from gui.registers.actions import Shown, ask_blank, open_export, print_ledger
from gui.registers.bin import RecycleBin
from gui.registers.cards import OWN_CARDS
from gui.registers.column_chooser import ColumnChooser
from gui.registers.confirming import open_confirm
from gui.registers.derived import derived_columns
from gui.registers.detail import RecordDetail
from gui.registers.importing import open_import
from gui.registers.model import Derived, RegisterModel
from gui.registers.table import RegisterTable
from gui.registers.views import RegisterView
from storage.query import Filter, Query

_DEBOUNCE = 150
_TABLE_SHARE, _DETAIL_SHARE = 65, 35


@dataclass(frozen=True)
class Command:
    """One thing a page can do: its words, its keys, whether it writes, and whether it needs a selected record.

    A command of one ``register`` is offered there alone.
    """

    name: str
    text: str
    keys: str
    action: Callable[["RegisterPage"], object]
    writes: bool = False
    needs_record: bool = False
    is_primary: bool = False
    register: str = ""


class RegisterPage(QWidget):
    """The page of one register."""

    record_activated = Signal(object)

    def __init__(
        self, session: Session, view: RegisterView, preferences: Preferences, year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "page")
        self.session, self.view, self.preferences = session, view, preferences
        self.year = year
        self.derived = derived_columns(session, view.record_type)
        remembered = preferences.shown_columns(view.record_type.register, view.shown)
        known = {*columns_by_name(view.record_type), *self.derived}  # one that is remembered may be gone
        names = [name for name in remembered if name in known]
        self.model = RegisterModel(session, view.record_type, names, self.derived, self)
        self.table = RegisterTable(self.model, view, preferences)
        self.detail = RecordDetail(session, view.record_type)
        self.search = self._search_box()
        self.count = words("", "secondary")
        self.chips: dict[str, Button] = {}
        self.commands: dict[str, QAction] = {}
        self._wanted_id = 0
        self._is_compact = False
        self._sort, self._descending = "", True
        self._sorted_by: Derived | None = None
        self._arrange()
        self.setFocusProxy(self.table)
        self.model.resetting.connect(self.table.scrollToTop)
        self.model.completed.connect(self._counted)
        self.table.selectionModel().currentRowChanged.connect(self._selection_changed)
        self.table.activated.connect(lambda _index: self.edit())
        self.table.clicked.connect(lambda _index: self._open_sheet())
        self.detail.filled.connect(self.sheet.place)
        self.sheet.closed.connect(self.step_back)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
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
        if "year" in self.chips:
            self.chips["year"].setText(f"{year} 年")
        self.reload()

    def query(self) -> Query:
        """Return what the search box, the chips and the header ask for."""
        chosen = [quick for quick in self.view.quick if self.chips[quick.label].isChecked()]
        has_year = "year" in self.chips and self.chips["year"].isChecked()
        ignored = any(quick.ignores_year for quick in chosen)
        return Query(
            text=self.search.text().strip(),
            year=self.year if has_year and not ignored else None,
            filters=tuple(each for quick in chosen for each in quick.filters),
            sort=self._sort,
            descending=self._descending,
        )

    def reload(self) -> None:
        """Ask again, and keep the selected record selected if it is still there."""
        index = self.table.currentIndex()
        if not self._wanted_id and index.isValid() and index.row() < len(self.model.ids):
            self._wanted_id = int(self.model.ids[index.row()])
        self.model.show(self.query(), self._sorted_by)

    def go_to(self, _register: str, record_id: int) -> None:
        """Select a record, named by the register it is of, which is this one, and show it."""
        self.show_record(record_id)
        self._open_sheet()

    def show_place(self, record_id: int, table: str) -> None:
        """Bring the steps, letters or papers of a record before the eyes."""
        self.detail.bring(record_id, table)

    def show_record(self, record_id: int) -> None:
        """Select a record, whatever was searched for before."""
        self._wanted_id = record_id
        query = self.query()
        is_it = Filter("id", "equals", record_id)
        if not self.session.registers.count(self.view.record_type, replace(query, filters=(*query.filters, is_it))):
            self.search.clear()
            for chip in self.chips.values():
                chip.setChecked(False)
        self.reload()

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window the record lies over the list, the filters in one button, and all but 新建 in 更多."""
        self._is_compact = is_compact
        for each in (self.chip_bar, *self._spared):
            each.setVisible(not is_compact)
        for each in (self.title, self.filter_button):
            each.setVisible(is_compact)
        self.sheet.hide()
        if is_compact:
            self.sheet.hold(self.detail)
        elif self.detail.parentWidget() is not self.splitter:
            self.splitter.addWidget(self.detail)
            self.splitter.setSizes([_TABLE_SHARE * 10, _DETAIL_SHARE * 10])
        self.detail.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.place()

    def show_detail(self) -> None:
        """Go into the selected record beside the list, or over it."""
        self._open_sheet()
        self.detail.focusNextChild() if self.detail.hasFocus() else self.detail.setFocus()

    def step_back(self) -> None:
        """Esc: put the record over the list away, or what is searched for; the keyboard is in the list again."""
        if self.sheet.isVisible():
            self.sheet.hide()
        elif not self.detail.isAncestorOf(self.focusWidget()):
            self.search.clear()
        self.table.setFocus()

    def _open_sheet(self) -> None:
        if self._is_compact and self.selected() is not None:
            self.sheet.show()
            self.sheet.place()

    def selected(self) -> Record | None:
        """Return the record of the current row."""
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def chosen(self) -> list[Record]:
        """Return the records of all selected rows, in the order shown."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [record for record in map(self.model.record, rows) if record is not None]

    def shown(self) -> Shown:
        """Return what the page shows now, for what prints, exports or imports it."""
        return Shown(
            self.session,
            self.view,
            self.query(),
            self.count.text(),
            self.window(),
            self.preferences,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def offer_views(self, titles: Sequence[tuple[str, str]], shown: str, choose: Callable[[str], object]) -> None:
        """Put buttons to sister registers before the chips (主动公开 · 应公开事项)."""
        for place, (register, title) in enumerate(titles):
            chip = Button(title)
            chip.setCheckable(True)
            chip.setChecked(register == shown)
            chip.setEnabled(register != shown)
            chip.setAccessibleName(f"查看 {title}")
            mark(chip, "segment")
            chip.clicked.connect(lambda _=False, register=register: choose(register))
            self.chip_row.insertWidget(place, chip)

    # --- what can be done ---

    def new_record(self) -> RecordForm:
        """Open the form of a new record."""
        return self._open_form(None)

    def edit(self) -> RecordForm | None:
        """Open the form of the selected record; of several it is said that one is changed at a time."""
        several = len(self.table.selectionModel().selectedRows())
        if several > 1:
            self.session.told.emit(f"选中了 {several} {self.view.unit}，一次修改一{self.view.unit}，先只选中它。")
            return None
        record = self.selected()
        return self._open_form(record) if record is not None and not self.session.is_read_only else None

    def copy(self) -> RecordForm | None:
        """Open the form of a new record about the same people and matter: who and what, never dates or results."""
        record = self.selected()
        if record is None or not self.session.note_access(record, AccessKind.COPIED):
            return None
        return self._open_form(
            None,
            {name: getattr(record, name) for name in record.copied},
        )

    def remove(self) -> RemoveDialog | None:
        """Ask for a reason and put the selected records into the recycle bin."""
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
        dialog = ColumnChooser(self.view, self.model.names, self.derived, self.window())
        dialog.chosen.connect(self.table.show_columns)
        dialog.open()
        return dialog

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
        """Return what 机关信息 knows of a new case: 复议机关, 管辖法院."""
        profile = self.session.registers.profile()
        names = columns_by_name(self.view.record_type)
        known = {name: getattr(profile, name) for name in ("review_body", "court") if name in names}
        return {name: text for name, text in known.items() if text} or None

    def _keep(self, record: Record) -> Change:
        change = self.session.save(record)
        self.show_record(change.record_id)
        return change

    # --- events ---

    def _follow(self, changes: Sequence[Change]) -> None:
        own = self.view.record_type.register
        is_own = any(change.register == own for change in changes)
        moves_dates = touches_calendar(changes) or any(change.register == Step.register for change in changes)
        if is_own or (self.derived and moves_dates):
            self.reload()

    def _new_day(self) -> None:
        """What is late since midnight says so."""
        if self.derived:
            self.reload()

    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        is_sorted = section >= 0  # a third click on a heading ends sorting
        column = self.model.column(section) if is_sorted else None
        self._sorted_by = self.model.derived(section) if is_sorted else None
        self._sort = column.name if column else ""
        self._descending = not is_sorted or order is Qt.SortOrder.DescendingOrder
        self.reload()

    def _counted(self) -> None:
        self._reselect()
        total = self.model.rowCount()
        everywhere = self.query().year is None and self.view.has_year
        self.count.setText(f"{total} {self.view.unit}" + ("（全部年份）" if everywhere else ""))
        self.title.setText(f"{self.view.record_type.title} {total} {self.view.unit}")
        active = sum(chip.isChecked() for chip in self.chips.values())
        self.filter_button.setText(f"筛选 {active}" if active else "筛选")
        self.table.setAccessibleName(f"{self.view.record_type.title}，{total} {self.view.unit}")

    def _reselect(self) -> None:
        wanted, self._wanted_id = self._wanted_id, 0
        if self.table.selectionModel().hasSelection():  # the person chose a row while the others were still being read
            return
        row = self.model.row_of(wanted) if wanted else -1
        if row < 0 and self.model.rowCount():
            row = 0
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        if index.isValid():
            self.table.scrollTo(index)
        self._selection_changed()

    def _selection_changed(self) -> None:
        record = self.selected()
        self.detail.show_record(record, self.year)
        for command in self._offered():
            allowed = not (command.writes and self.session.is_read_only)
            self.commands[command.name].setEnabled(allowed and (record is not None or not command.needs_record))

    # --- layout ---

    def _search_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setClearButtonEnabled(True)
        box.setPlaceholderText(f"{self.view.search_hint}  Ctrl+F")
        box.setAccessibleName(f"搜索{self.view.record_type.title}")
        box.setMinimumWidth(220)
        box.setMaximumWidth(380)
        self._debounce = self.session.timer(self, self.reload, _DEBOUNCE)
        box.textChanged.connect(self._debounce.start)
        box.returnPressed.connect(self.table.setFocus)
        return box

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        stack.addLayout(self._toolbar())
        self.chip_bar = QWidget()
        self.chip_row = QHBoxLayout(self.chip_bar)
        self.chip_row.setContentsMargins(0, 0, 0, 0)
        self.chip_row.setSpacing(8)
        if self.view.has_year:
            self.chip_row.addWidget(self._chip("year", f"{self.year} 年", checked=True))
        for quick in self.view.quick:
            tip = "在全部年份里找" if quick.ignores_year else ""
            self.chip_row.addWidget(self._chip(quick.label, quick.label, tip=tip))
        self.chip_row.addStretch(1)
        self.chip_row.addWidget(self.count)
        stack.addWidget(self.chip_bar)
        self.splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, _TABLE_SHARE)
        splitter.setStretchFactor(1, _DETAIL_SHARE)
        splitter.setSizes([_TABLE_SHARE * 10, _DETAIL_SHARE * 10])
        self.detail.setMinimumWidth(320)
        stack.addWidget(splitter, 1)
        self.sheet = SideSheet(self, splitter)

    def _toolbar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = words("", "pageTitle")
        self.title.hide()
        row.addWidget(self.title)
        more = Button("更多")
        menu = QMenu(more)
        self._spared: list[Button] = []
        spared: list[QAction] = []
        for command in self._offered():
            action = self._action(command)
            if command.name in _IN_MENU:
                menu.addAction(action)
            elif command.text:
                name = "primary" if command.is_primary and self.view.record_type not in OWN_CARDS else ""
                made = button(f"{action.text()}  {command.keys}".rstrip(), action.trigger, name)
                action.enabledChanged.connect(made.setEnabled)
                row.addWidget(made)
                if not command.is_primary:
                    self._spared.append(made)
                    spared.append(action)
        above = menu.actions()[0]
        menu.insertActions(above, spared)
        menu.insertSeparator(above)
        more.setMenu(menu)
        row.addWidget(more)
        row.addStretch(1)
        row.addWidget(self._filters())
        row.addWidget(self.search, 2)
        return row

    def _filters(self) -> Button:
        """Return the one button that stands for all filters in a compact window."""
        self.filter_button = Button("筛选")
        menu = QMenu(self.filter_button)
        menu.aboutToShow.connect(partial(self._offer_filters, menu))
        self.filter_button.setMenu(menu)
        self.filter_button.hide()
        return self.filter_button

    def _offer_filters(self, menu: QMenu) -> None:
        menu.clear()
        for chip in cast("list[Button]", self.chip_bar.findChildren(Button)):
            action = menu.addAction(chip.text(), chip.click)
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.setEnabled(chip.isEnabled())

    def _offered(self) -> tuple[Command, ...]:
        return tuple(command for command in COMMANDS if command.register in ("", self.view.record_type.register))

    def _action(self, command: Command) -> QAction:
        text = self.view.new_label if command.is_primary else command.text
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(" / ") if keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: command.action(self))
        self.addAction(action)
        self.commands[command.name] = action
        return action

    def _chip(self, name: str, text: str, *, checked: bool = False, tip: str = "") -> Button:
        chip = Button(text)
        chip.setCheckable(True)
        chip.setChecked(checked)
        chip.setToolTip(tip)
        chip.setAccessibleName(f"筛选 {text}")
        mark(chip, "chip")
        chip.toggled.connect(self.reload)
        self.chips[name] = chip
        return chip


def merge_chosen(page: RegisterPage) -> QDialog:
    """Offer the chosen requests to be answered together."""
    dialog = MergeDialog(page.session, [one for one in page.chosen() if isinstance(one, Request)], page.window())
    dialog.open()
    return dialog


COMMANDS: tuple[Command, ...] = (
    Command("create", "新建", "Ctrl+N", RegisterPage.new_record, writes=True, is_primary=True),
    Command("edit", "编辑", "F2", RegisterPage.edit, writes=True, needs_record=True),
    Command("copy", "复制", "Ctrl+D", RegisterPage.copy, writes=True, needs_record=True),
    Command("remove", "删除", "Del", RegisterPage.remove, writes=True, needs_record=True),
    Command("import", "导入台账…", "Ctrl+I", lambda page: open_import(page.shown()), writes=True),
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
        register="requests",
    ),
    Command(
        "envelopes",
        "打印所选的信封…",
        "Ctrl+Shift+E",
        lambda page: print_envelopes(page.session, page.chosen(), page.window()),
        needs_record=True,
        register="requests",
    ),
    Command(
        "merge",
        "合并办理所选的申请…",
        "",
        merge_chosen,
        writes=True,
        needs_record=True,
        register="requests",
    ),
    Command("accesses", "查阅记录…", "", RegisterPage.open_access_log),
    Command("columns", "选择列…", "Ctrl+Shift+L", RegisterPage.choose_columns),
    Command("bin", "回收站…", "Ctrl+Shift+Del", RegisterPage.open_recycle_bin),
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
"""Everything a page can do; those without words have keys only."""

_IN_MENU = frozenset({"import", "export", "print", "letters", "envelopes", "merge", "accesses", "columns", "bin"})
