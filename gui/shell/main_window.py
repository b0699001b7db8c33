"""The main window: eight tabs, each built when first shown, menus with the year beside them, and a status bar.

It is shown before its file is opened. Nothing imported here at the top reads files, so that the frame comes fast.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast, runtime_checkable

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QStatusBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.base import TITLE
from gui.base.appearance import dress_window, mark, scaled
from gui.base.fitting import fit, settle
from gui.base.focus import walk_on
from gui.base.preferences import Preferences
from gui.base.safety import FileSafety, SafetyState
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import ChoiceBox, words
from gui.shell.rail import Rail

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from disclosure.changes import Change
    from gui.base.session import Session
    from gui.shell.guard import Guard
    from gui.shell.menu_actions import MenuWork
    from tasks.updates.looking import Seen

MENU_TITLES = (("file", "文件(&F)"), ("edit", "编辑(&E)"), ("tools", "工具(&T)"), ("help", "帮助(&H)"))

_SIZE = (1360, 860)
_NORMAL = (1264, 640)
"""From this size on there is room for words under the tabs and for a record beside its list; 1280×720 has it."""
_HAS_F1, _GAP = "opensManual", 16


class Tab(NamedTuple):
    """One tab: its name, its words, and what builds its page."""

    name: str
    text: str
    build: Callable[["MainWindow"], QWidget]


@runtime_checkable
class ShowsRecords(Protocol):
    """A page that shows records of one or more registers."""

    def go_to(self, register: str, record_id: int) -> None:
        """Select one record."""


@runtime_checkable
class ShowsPlaces(Protocol):
    """A page that shows the steps, letters and papers of a record."""

    def show_place(self, record_id: int, table: str) -> None:
        """Go to a table of one record."""


@runtime_checkable
class HasSearch(Protocol):
    """A page, or a part of one, with its own search box."""

    search: QLineEdit


@runtime_checkable
class FollowsYear(Protocol):
    """A page that shows one year."""

    def set_year(self, year: int) -> None:
        """Show another year."""


@runtime_checkable
class HasCompactLayout(Protocol):
    """A page with another layout for a small window."""

    def set_compact(self, is_compact: bool) -> None:
        """Use the compact layout or the normal one."""


@runtime_checkable
class FindsWords(Protocol):
    """A page with the search of everything in the file."""

    def find_words(self, text: str) -> None:
        """Search for words; without any, put the cursor into the search box."""


@runtime_checkable
class ShowsParts(Protocol):
    """A page that shows the parts of a report."""

    def show_part(self, label: str) -> None:
        """Go to one part by its heading."""


@runtime_checkable
class EntersRecords(Protocol):
    """A page on which something new can be entered."""

    def new_record(self) -> QWidget:
        """Open the form of a new record."""


@runtime_checkable
class ComesInParts(Protocol):
    """A page that is built over several turns of the event loop."""

    def finish(self) -> None:
        """Build the rest at once."""


class _SavedOrTold(QStatusBar):
    """Shows messages exactly where ``usual`` stands; Qt would paint them some pixels further left."""

    def __init__(self, usual: QLabel) -> None:
        super().__init__()
        self.usual = usual
        usual.setIndent(0)  # Qt indents the text of a framed label by half a letter
        self.setSizeGripEnabled(False)
        self.addWidget(usual)
        self.messageChanged.connect(self.setToolTip)  # whole, where there is no room for it

    def paintEvent(self, event: "QPaintEvent") -> None:
        told = self.currentMessage()
        if not told:
            super().paintEvent(event)
            return
        if self.usual.isVisible():  # shown by the layout: Qt hides it only once, when the message comes
            self.usual.hide()
            self.usual.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)  # for Qt to show it again
        painter, option = QPainter(self), QtWidgets.QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QtWidgets.QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        place = self.usual.contentsRect().translated(self.usual.pos())
        beside = [each.x() for each in cast("list[QLabel]", self.findChildren(QLabel)) if each is not self.usual]
        place.setRight(min((at for at in beside if at > place.x()), default=self.width()) - _GAP)
        painter.setPen(self.palette().windowText().color())
        told = self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        painter.end()


class MainWindow(QMainWindow):
    """One open file, shown before it is read: first the window itself, then ``fill``, then ``open``.

    ``leaving`` asks the program for another file: a path, or None for the start page. ``settled`` is emitted when the
    first page is filled, or soon after where that takes long: background work starts then. ``ledger_year`` is the year
    of the registers, ``report_year`` that of the report where it differs.
    """

    leaving = Signal(object)
    settled = Signal()
    session: "Session"

    def __init__(self, session: "Session | None", preferences: Preferences) -> None:
        super().__init__()
        self.preferences, self._is_filled, self._is_open = preferences, False, False
        self.resize(*_SIZE)
        self.restoreGeometry(preferences.geometry)
        if session is not None:
            self.open(session)

    def fill(self) -> None:
        """Put tabs, menus and status bar into the window, which may be on its way to the screen already."""
        self.ledger_year, self.report_year = 0, cast("int | None", None)
        self.pages: dict[str, QWidget] = {}
        self._years: dict[str, int] = {}  # the year each page shows
        self.entries: dict[str, QAction] = {}
        self.year_box, self.tabs = ChoiceBox(), QTabWidget()
        self.rail, self.is_compact = Rail([tab.name for tab in TABS]), False
        self.banner = words("", "banner", wrap=True)
        self._standing: dict[str, list[str]] = {}
        self._menus = {name: self.menuBar().addMenu(text) for name, text in MENU_TITLES}
        self._arrange()
        self._has_no_backups = True
        self.safety = FileSafety(SafetyState.CHECKING, "正在检查文件…")
        self.recovery, self.calendar = words("", "secondary"), words("", "secondary")
        self.saved, self.undoable = words(""), words("", "secondary")
        bar = _SavedOrTold(self.saved)
        self.setStatusBar(bar)
        for label in (self.recovery, self.calendar, self.undoable):
            bar.addPermanentWidget(label)
        dress_window(self)
        self._is_filled = True
        self.choose_room()

    def name_file(self, path: Path) -> None:
        """Put the name of the file that will be opened into the title and the status bar."""
        self.setWindowTitle(f"{path.stem} — {TITLE}")
        self.saved.setText(f"正在打开 · {path.stem}")

    def open(self, session: "Session") -> None:
        """Put an open file into the frame."""
        if not self._is_filled:
            self.fill()
        self.session, self._is_open = session, True
        session.setParent(self)  # so that it is deleted with the window, in its thread
        self.name_file(session.registers.path)
        is_snapshot = session.registers.is_snapshot
        self.banner.setText(_LOOKING.format(at=f"{datetime.now().astimezone():%H:%M}") if is_snapshot else _READ_ONLY)
        self.banner.setVisible(session.is_read_only)
        self.ledger_year = session.usual_year()
        self._fill_years(self.ledger_year)
        self.year_box.currentIndexChanged.connect(self._year_changed)
        self._serve()
        self.recovery.setText(self.safety.words)
        self.saved.setText(f"{'只读' if session.is_read_only else '已保存'} · {session.registers.path.stem}")
        for followed_by in (self._build, self._show_year_in_front):
            self.tabs.currentChanged.connect(followed_by)
        session.timer(self, lambda: self._build(self.tabs.currentIndex()), Wait.TURN).start()
        session.timer(self, self._tell_calendar, Wait.TURN).start()  # only now is the calendar read
        session.changed.connect(self._follow)
        session.day_changed.connect(lambda: self._follow(()))
        session.stepped.connect(self._refresh_undo)
        session.wanted.connect(self.show_record)
        session.searched.connect(self.find_everywhere)
        session.came_in.connect(lambda mime: self.work.take_in(mime))  # noqa: PLW0108 - loaded when wanted
        session.resumed.connect(lambda draft: self.work.take_up(draft))  # noqa: PLW0108
        session.letter_wanted.connect(lambda owner, code: self.work.write_letter(owner, code))  # noqa: PLW0108
        self.setAcceptDrops(True)
        session.told.connect(lambda text: self.statusBar().showMessage(text, Wait.READ))
        self._refresh_undo()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        for followed in (self._keep_keyboard, self._offer_manual, self._show_beginning):
            app.focusChanged.connect(followed)
            session.closing.connect(partial(app.focusChanged.disconnect, followed))
        self._check_soon = session.timer(self, self.verify, Wait.TYPING)
        self._settling = session.timer(self, self.settled.emit, Wait.LONG)
        self._settling.start()
        if self.isVisible():  # while it was an empty frame, the keyboard went to whatever came first
            self.tabs.currentWidget().setFocus()

    # --- pages ---

    def sheet_place(self) -> QWidget:
        """Return what a form of a daily act covers: the page in front, leaving tabs, menus and status bar free."""
        return self.tabs.currentWidget()

    @property
    def year(self) -> int:
        """The year the page in front shows."""
        return int(self.year_box.currentData())

    def page(self, name: str) -> QWidget:
        """Return the page of a tab, complete; it is built if it was never shown."""
        place = next(place for place, tab in enumerate(TABS) if tab.name == name)
        self._build(place)
        page = self.pages[name]
        if isinstance(page, ComesInParts):
            page.finish()
        return page

    def show_page(self, name: str) -> QWidget:
        """Bring a tab to the front and return its page, complete."""
        page = self.page(name)
        self.press_tab(name)
        return page

    def press_tab(self, name: str) -> None:
        """Bring a tab to the front as a click does: a page that comes in parts is complete a moment later."""
        self.tabs.setCurrentIndex(next(place for place, tab in enumerate(TABS) if tab.name == name))

    def show_record(self, register: str, record_id: int) -> None:
        """Go to one record of one register."""
        if register == "profile":  # 期初 figures
            self.work.edit_profile()
            return
        name, register, record_id = self.session.where_shown(register, record_id)
        page = self.show_page(name)
        assert isinstance(page, ShowsRecords)
        page.go_to(register, record_id)

    def show_place(self, register: str, record_id: int, table: str) -> None:
        """Go to one record, and there to its steps, letters or papers (``table``)."""
        self.show_record(register, record_id)
        page = self.pages[TABS[self.tabs.currentIndex()].name]
        if isinstance(page, ShowsPlaces):
            page.show_place(record_id, table)

    def find_everywhere(self, text: str = "") -> None:
        """Go to the search of everything, with some words, by default those in the search box of the page in front."""
        shown: QWidget | None = self.tabs.currentWidget()
        while shown is not None and not isinstance(shown, HasSearch):
            shown = shown.focusProxy()
        if not text and isinstance(shown, HasSearch):
            text = shown.search.text()
        page = self.show_page("today")
        assert isinstance(page, FindsWords)
        page.find_words(text)

    def enter_new(self, register: str) -> None:
        """Go to a register and open the form of a new record."""
        page = self.show_page(register)
        assert isinstance(page, EntersRecords)
        page.new_record()

    def write_report(self, year: int, heading: str = "") -> None:
        """Go to the report of a year, or to one of its parts by its heading."""
        self.report_year = year
        self._show_year_in_front()
        if not heading:
            self.press_tab("report")
            self._build(self.tabs.currentIndex())  # it may have been in front already, with another year
            return
        page = self.show_page("report")
        if isinstance(page, ShowsParts):
            page.show_part(heading)

    def _build(self, place: int) -> None:
        tab = TABS[place]
        if tab.name not in self.pages:
            page = self.pages[tab.name] = tab.build(self)
            self._years[tab.name] = self._year_of(tab.name)
            holder = self.tabs.widget(place)
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(page)
            self._tell_room(page)
            is_waited_for = holder.hasFocus()
            holder.setFocusProxy(page)
            if is_waited_for:
                page.setFocus()
        elif self._years[tab.name] != (year := self._year_of(tab.name)):
            self._years[tab.name] = year
            page = self.pages[tab.name]
            if isinstance(page, FollowsYear):
                page.set_year(year)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        if self._is_filled:
            self.choose_room()

    def choose_room(self) -> None:
        """Tell the tabs and the pages whether there is room for all they would show."""
        is_compact = self.width() < scaled(_NORMAL[0]) or self.height() < scaled(_NORMAL[1])
        if is_compact is not self.is_compact:
            self.is_compact = is_compact
            self.rail.set_compact(is_compact)
            for page in self.pages.values():
                self._tell_room(page)
            if self._is_open:
                self.session.timer(self, self._fit_again, Wait.TURN).start()

    def _fit_again(self) -> None:
        """Fit the window to its screen once its pages have worked out how much room they need now."""
        for page in self.pages.values():
            settle(page)
        self.tabs.updateGeometry()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        fit(self, moves=False)

    def _tell_room(self, page: QWidget) -> None:
        """Tell a page which layout to use, if it has a compact one."""
        if isinstance(page, HasCompactLayout):
            page.set_compact(self.is_compact)

    def show_year(self, year: int) -> None:
        """Choose a year; every page follows when it comes to the front."""
        if self.year_box.findData(year) < 0:
            self.year_box.insertItem(0, f"{year} 年", year)
        self.year_box.setCurrentIndex(self.year_box.findData(year))

    def _year_of(self, name: str) -> int:
        """Return the year of a page: in January the registers have the new one, the report last year's."""
        return (self.report_year if name == "report" else None) or self.ledger_year

    def _show_year_in_front(self) -> None:
        """Have the year box show the year of the page in front."""
        year = self._year_of(TABS[self.tabs.currentIndex()].name)
        if year != self.year:
            self.year_box.blockSignals(True)
            self.show_year(year)
            self.year_box.blockSignals(False)

    def _year_changed(self) -> None:
        """Tell the page in front. The others are told when they come to the front: all of them took 100 ms."""
        self.ledger_year, self.report_year = self.year, None
        self._build(self.tabs.currentIndex())

    # --- events ---

    def _keep_keyboard(self, left: QWidget | None, now: QWidget | None) -> None:
        """Give the keyboard to the page in front unless the user put it somewhere else.

        When a focused button is hidden or disabled by its own action, when a dialog closes or the window comes to the
        front, Qt moves the focus to the next widget, mostly the tabs, where the page's shortcuts do not work.
        """
        page = self.tabs.currentWidget()
        if now is None and not self.isActiveWindow():
            return
        if now is not None and (now.window() is not self or page.isAncestorOf(now) or now is page):
            return
        if left is None or left.window() is not self or not (left.isVisible() and left.isEnabled()):
            page.setFocus()

    def _show_beginning(self, left: QWidget | None, now: QWidget | None) -> None:
        """Show a line from its first letter when another part gets the keyboard: Qt leaves its end in sight."""
        if self._is_open and isinstance(left, QLineEdit) and now is not None:  # else one types on here afterwards
            left.setCursorPosition(0)

    def _offer_manual(self, _left: QWidget | None, now: QWidget | None) -> None:
        """Let F1 open the manual in our dialogs, too, which the shortcuts of the menus do not reach."""
        window = now.window() if now is not None else self
        if window is not self and window.parentWidget() is not None and not window.property(_HAS_F1):
            window.setProperty(_HAS_F1, True)
            QtGui.QShortcut(QtGui.QKeySequence("F1"), window).activated.connect(self.work.show_manual)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Have Tab visit every control in turn.

        From the tabs Qt would jump into the content of a page and never visit the controls above it.
        """
        return walk_on(self, forward)

    def verify(self) -> None:
        """Check the whole file in the background; only damage is worth a dialog."""
        registers = self.session.registers

        def told(problems: Sequence[str]) -> None:
            if not problems:
                if self.safety.state is SafetyState.CHECKING:  # else a backup was proven meanwhile, which says more
                    self.tell_safety(FileSafety(SafetyState.SOUND, "文件完好", Sign.DONE))
                return
            self.tell_safety(FileSafety(SafetyState.DAMAGED, "文件有损坏", Sign.WRONG))
            from gui.safety.recovery import offer_recovery  # noqa: PLC0415

            offer_recovery(registers.path, problems[0], self.preferences, self, self.leaving.emit)

        self.guard.look_through(told, is_quiet=True)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close the forms on the pages first; one that refuses, because something was typed, comes to the front.

        Behind the lock nobody can be asked: what was typed is kept as a draft.
        """
        if not self._is_open:
            return
        is_locked = self.session.registers.protection.is_locked
        for form in cast("list[QDialog]", self.tabs.findChildren(QDialog)):
            if is_locked:
                break
            if not form.isHidden() and not form.isWindow() and not form.close():
                self.tabs.setCurrentWidget(cast("QWidget", form.parentWidget()))
                event.ignore()
                return
        self.preferences.geometry = self.saveGeometry()
        self.session.close()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Open the form that a paper dropped anywhere on the window fills in."""
        event.acceptProposedAction()
        self.session.came_in.emit(event.mimeData())

    def _tell_update(self, seen: "Seen") -> None:
        """Name a newer version at its menu entry and, the first time it is seen, in the banner."""
        assert seen.release is not None, "only one that fits is told"
        version = seen.release.version
        self.entries["update"].setText(f"更新到 {version}…")
        if self.preferences.is_first_time(f"update {version}"):
            told = f"“{seen.package.parent}”里有新版本 {version}：帮助—更新到 {version}…"
            self._show_in_banner([*self._banner_lines(), told])

    def _follow(self, _changes: "Sequence[Change]") -> None:
        self._refresh_undo()
        self._tell_calendar()
        known = [self.year_box.itemData(place) for place in range(self.year_box.count())]
        if known != self.session.years():
            self._fill_years(self.year)

    def _refresh_undo(self) -> None:
        registers = self.session.registers
        for action, word, label in (
            (self.undo_action, "撤销", registers.undo_label),
            (self.redo_action, "重做", registers.redo_label),
        ):
            action.setEnabled(bool(label))
            action.setText(f"{word} {label}" if label else word)
        undo = registers.undo_label
        self.undoable.setText(f"撤销：{undo}（Ctrl+Z）" if undo else "没有可撤销的操作")

    # --- what is loaded once the window is there ---

    @cached_property
    def guard(self) -> "Guard":
        """Backups, drafts and the lock of the open file."""
        from gui.shell.guard import Guard  # noqa: PLC0415

        guard = Guard(self.session, self.preferences, self)
        guard.safety_told.connect(self.tell_safety)
        guard.standing_told.connect(self._tell_standing)
        guard.updates.found.connect(self._tell_update)
        guard.unproven.connect(self.verify)
        return guard

    @cached_property
    def work(self) -> "MenuWork":
        """What the menu entries do; its many dialogs are imported when the first entry is used."""
        from gui.shell.menu_actions import MenuWork  # noqa: PLC0415

        return MenuWork(
            self.session,
            self.preferences,
            self.guard,
            self,
            year=lambda: self.year,
            register=lambda: TABS[self.tabs.currentIndex()].name,
            leave=self.leaving.emit,
            enlarged=self.choose_room,
        )

    def keep_safe(self, *, with_backups: bool = True) -> None:
        """Start the guards of the open file, without backups for the sample, which is deleted when it is closed."""
        warnings = self.guard.begin(with_backups=with_backups)
        self._has_no_backups = self.guard.backups is None
        if self._has_no_backups:  # else the first backup checks the file by its copy, or has it checked
            self._check_soon.start()
        self._refresh_entries()
        self._show_in_banner([*self._banner_lines(), *warnings])

    def _banner_lines(self) -> list[str]:
        return [] if self.banner.isHidden() else self.banner.text().split("\n")

    def _show_in_banner(self, lines: Sequence[str]) -> None:
        self.banner.setText("\n".join(lines))
        self.banner.setVisible(bool(lines))

    def _tell_standing(self, matter: str, told: str) -> None:
        """Say something in the banner for as long as it holds, in place of what was last said of the same matter."""
        former, lines = self._standing.get(matter, []), [line for line in told.split("\n") if line]
        if lines != former:
            self._standing[matter] = lines
            self._show_in_banner([*lines, *(line for line in self._banner_lines() if line not in former)])

    def tell_safety(self, safety: "FileSafety") -> None:
        """Show in the status bar how safe the file is."""
        self.safety = safety
        self.recovery.say(safety.words, safety.sign, "" if safety.sign else "secondary")
        self.recovery.setToolTip(safety.detail)

    def count_today(self, count: int) -> None:
        """Show on the tab 今日 how many items are overdue or due today."""
        self.tabs.setTabText(0, f"{TABS[0].text} {count}" if count else TABS[0].text)
        if self._settling.isActive():
            self._settling.start(0)

    # --- layout ---

    def _arrange(self) -> None:
        """Put the banner above the tabs and the year beside the menus; the tabs are still empty."""
        tabs, box = self.tabs, self.year_box
        box.setAccessibleName("年度")
        box.setMinimumWidth(96)
        tabs.setTabBar(self.rail)
        tabs.setTabPosition(QTabWidget.TabPosition.West)
        for place, tab in enumerate(TABS):
            holder = QWidget()
            QHBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            tabs.addTab(holder, tab.text)
            tabs.setTabToolTip(place, f"{tab.text}  Alt+{place + 1}")
        corner = QWidget(self)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(words("年度", "secondary"))
        row.addWidget(box)
        self.menuBar().setCornerWidget(corner)
        centre = QWidget()
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(centre, "strip")
        stack = QVBoxLayout(centre)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        self.banner.setContentsMargins(20, 8, 20, 8)
        self.banner.hide()
        stack.addWidget(self.banner)
        stack.addWidget(tabs, 1)
        self.setCentralWidget(centre)

    def _fill_years(self, chosen: int) -> None:
        self.year_box.blockSignals(True)
        self.year_box.clear()
        for year in self.session.years():
            self.year_box.addItem(f"{year} 年", year)
        self.year_box.setCurrentIndex(max(0, self.year_box.findData(chosen)))
        self.year_box.blockSignals(False)

    def _serve(self) -> None:
        from gui.shell.opened import Opened  # noqa: PLC0415 - not needed for the frame

        self._opened = Opened(self.session, self)
        self._opened.fill(self._menus, self)
        self.entries, self.clock = self._opened.entries, self._opened.clock
        self._menus["help"].aboutToShow.connect(lambda: self.guard.updates.look())  # noqa: PLW0108 - loaded when wanted
        self.undo_action, self.redo_action = self.entries["undo"], self.entries["redo"]
        for place in range(len(TABS)):
            action = QtGui.QAction(self)
            action.setShortcut(f"Alt+{place + 1}")
            action.triggered.connect(lambda *_, place=place: self.tabs.setCurrentIndex(place))
            self.addAction(action)
        self._refresh_entries()

    def _refresh_entries(self) -> None:
        self._opened.grey(is_read_only=self.session.is_read_only, has_no_backups=self._has_no_backups)

    def _tell_calendar(self) -> None:
        years = self.session.calendar_years()
        today = self.session.today
        self.calendar.setText("日历 " + " · ".join(each.standing(today) for each in years))
        is_all_well = all(each.is_known or each.is_awaited(today) for each in years)
        mark(self.calendar, "secondary" if is_all_well else "attention")


def _today(window: MainWindow) -> QWidget:
    from gui.today.page import TodayPage  # noqa: PLC0415

    page = TodayPage(window.session, window.ledger_year)
    page.opened.connect(window.show_record)
    page.placed.connect(window.show_place)
    page.counted.connect(window.count_today)
    page.calendar_wanted.connect(lambda year: window.work.show_calendar(year))  # noqa: PLW0108 - loaded when wanted
    page.duty_wanted.connect(lambda line: window.work.open_duty_form(line))  # noqa: PLW0108
    page.new_wanted.connect(window.enter_new)
    page.report_wanted.connect(window.write_report)
    return page


def _report(window: MainWindow) -> QWidget:
    from gui.report.page import ReportPage, year_to_write  # noqa: PLC0415

    year = window.report_year or year_to_write(window.session, window.ledger_year)
    window.report_year = year if year != window.ledger_year else None
    page = ReportPage(window.session, year, comes_in_parts=True)
    page.record_wanted.connect(window.show_record)
    page.year_wanted.connect(window.show_year)
    return page


def _ledgers(*names: str) -> Callable[[MainWindow], QWidget]:
    """Return what builds the page of a register, or of two in one tab."""

    def build(window: MainWindow) -> QWidget:
        from gui.registers.switched import ledger_pages  # noqa: PLC0415

        session, year = window.session, window.ledger_year
        return ledger_pages(session, window.preferences, year, names, is_compact=window.is_compact)

    return build


TABS: tuple[Tab, ...] = (
    Tab("today", "今日", _today),
    Tab("releases", "主动公开", _ledgers("releases", "duties")),
    Tab("requests", "依申请公开", _ledgers("requests")),
    Tab("reviews", "行政复议", _ledgers("reviews")),
    Tab("litigation", "行政诉讼", _ledgers("litigation")),
    Tab("tallies", "年度业务量", _ledgers("tallies")),
    Tab("activities", "工作记录", _ledgers("activities")),
    Tab("report", "年度报告", _report),
)
"""Every tab; one that shows a register has its name."""

_LOOKING = "别人正在使用这个文件，这里是 {at} 时的内容：可以查看、打印、导出，不能修改。要看以后的改动，重新打开。"
_READ_ONLY = "此文件以只读方式打开：可以查看、导出，不能修改。需要修改时把文件复制到自己的文件夹后再打开。"
