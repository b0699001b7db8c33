"""The window: eight tabs built when first shown, the year, the menu, and a status bar that answers four questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QMainWindow, QMenu, QTabWidget, QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.errors import DisclosureError
from disclosure.records import LEDGERS
from gui.appearance import Appearance, dress, mark
from gui.cards import words
from gui.letter_menu import add_letter_tools
from gui.preferences import Preferences
from gui.session import Session
from gui.tool_dialogs import count_on_tab, show_calculator, show_calendar, show_duty_form

TITLE = "信息公开工作台"
_SIZE = (1360, 860)
_TOLD_MILLISECONDS = 8_000
_AFTER_FIRST_PAINT = 400
_CHECKING = "正在检查文件…"


@dataclass(frozen=True)
class Tab:
    """One tab: its name, its words, and what makes its page."""

    name: str
    text: str
    build: Callable[["MainWindow"], QWidget]


class MainWindow(QMainWindow):
    """One open file. ``leaving`` asks the program for another file: a path, or None for the start page."""

    leaving = Signal(object)
    open_wanted = Signal()
    create_wanted = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.preferences = session, preferences
        self.pages: dict[str, QWidget] = {}
        self.year_box = self._year_box()
        self.tabs = self._tabs()
        self.setCentralWidget(self._centre())
        self.setWindowTitle(f"{session.registers.path.stem} — {TITLE}")
        self.resize(*_SIZE)
        self.restoreGeometry(preferences.geometry)
        self.undo_action, self.redo_action = QAction("撤销", self), QAction("重做", self)
        self._make_menus()
        self._make_status_bar()
        session.changed.connect(self._follow)
        session.stepped.connect(self._refresh_undo)
        session.failed.connect(self._tell_failure)
        session.wanted.connect(self.show_record)
        session.told.connect(lambda text: self.statusBar().showMessage(text, _TOLD_MILLISECONDS))
        self._refresh_undo()
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.timeout.connect(self.verify)
        self._check_soon.start(_AFTER_FIRST_PAINT)
        session.closing.connect(self._check_soon.stop)

    # --- pages ---

    @property
    def year(self) -> int:
        """The year the pages show."""
        return int(self.year_box.currentData())

    def page(self, name: str) -> QWidget:
        """Return the page of a tab, built if it was never shown."""
        place = next(place for place, tab in enumerate(TABS) if tab.name == name)
        self._build(place)
        return self.pages[name]

    def show_page(self, name: str) -> QWidget:
        """Bring a tab to the front."""
        page = self.page(name)
        self.tabs.setCurrentIndex(next(place for place, tab in enumerate(TABS) if tab.name == name))
        return page

    def show_record(self, register: str, record_id: int) -> None:
        """Go to one record of one register."""
        from gui.register_page import RegisterPage  # noqa: PLC0415

        if register == "steps":
            from disclosure.records import Step  # noqa: PLC0415

            register, record_id = "requests", self.session.registers.get(Step, record_id).request_id
        page = self.show_page("releases" if register == "duties" else register)
        from gui.switched_pages import SwitchedPages  # noqa: PLC0415

        shown = page.page(register) if isinstance(page, SwitchedPages) else page
        assert isinstance(shown, RegisterPage)
        shown.show_record(record_id)

    def _build(self, place: int) -> None:
        tab = TABS[place]
        if tab.name not in self.pages:
            page = self.pages[tab.name] = tab.build(self)
            holder = self.tabs.widget(place)
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(page)

    def show_year(self, year: int) -> None:
        """Show another year on all pages."""
        if self.year_box.findData(year) < 0:
            self.year_box.insertItem(0, f"{year} 年", year)
        self.year_box.setCurrentIndex(self.year_box.findData(year))

    def _year_changed(self) -> None:
        for page in self.pages.values():
            set_year = getattr(page, "set_year", None)
            if set_year is not None:
                set_year(self.year)

    # --- events ---

    def verify(self) -> None:
        """Check the whole file in the background; only damage is worth a dialog."""
        registers = self.session.registers

        def told(problems: Sequence[str]) -> None:
            if not problems and self.recovery.text() != _CHECKING:
                return  # a proven backup says more
            mark(self.recovery, "good" if not problems else "overdue")
            self.recovery.setText("√ 文件完好" if not problems else "× 文件有损坏")
            if problems:
                from gui.recovery_dialog import offer_recovery  # noqa: PLC0415

                offer_recovery(registers.path, problems[0], self.preferences, self, self.leaving.emit)

        self.session.run("检查文件", lambda _progress: registers.verify(), told, self, quiet=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.geometry = self.saveGeometry()
        self.session.close()
        super().closeEvent(event)

    def _tell_failure(self, failure: DisclosureError) -> None:
        from gui.messages import show_error  # noqa: PLC0415 - the first window tells no failure

        show_error(failure, self)

    def _note(self, title: str, text: str) -> None:
        from gui.messages import show_note  # noqa: PLC0415

        show_note(title, text, self)

    def _follow(self, _changes: Sequence[Change]) -> None:
        self._refresh_undo()
        self.saved.setText(self._saved_words())
        self._tell_calendar()
        known = [self.year_box.itemData(place) for place in range(self.year_box.count())]
        if known != self.session.years():
            self._fill_years(self.year)

    def _refresh_undo(self) -> None:
        registers = self.session.registers
        for action, word, label in (
            (self.undo_action, "撤销", registers.undo_label), (self.redo_action, "重做", registers.redo_label),
        ):
            action.setEnabled(bool(label))
            action.setText(f"{word} {label}" if label else word)
        undo = registers.undo_label
        self.undoable.setText(f"撤销：{undo}（Ctrl+Z）" if undo else "没有可撤销的操作")

    # --- actions of the menus ---

    def back_up(self) -> None:
        """Write a whole copy of the file somewhere else."""
        from gui.file_dialogs import ask_backup_path  # noqa: PLC0415

        registers = self.session.registers

        def chosen(path: Path) -> None:
            from tasks.backup import back_up_to  # noqa: PLC0415

            self.session.run(
                "备份", lambda progress: back_up_to(registers, path, progress),
                lambda _path: self.session.told.emit(f"已备份并核对无误：{path}"), self,
            )

        ask_backup_path(self, registers.path, self.session.today, chosen)

    def edit_profile(self) -> QWidget:
        """Open 机关信息 and 期初 figures."""
        from gui.profile_dialog import profile_dialog  # noqa: PLC0415

        return profile_dialog(self.session, self)

    def check_file(self) -> None:
        """Check the whole file behind a progress dialog and tell the result."""
        registers = self.session.registers
        self.session.run(
            "检查文件", lambda _progress: registers.verify(),
            lambda problems: self._note("检查文件", "\n".join(problems) or _SOUND), self,
        )

    def show_keys(self) -> None:
        """Tell the keyboard shortcuts."""
        from gui.keys_dialog import KeysDialog  # noqa: PLC0415

        KeysDialog(len(TABS), self).open()

    def show_about(self) -> None:
        """Tell what this is, and which version."""
        from resources.program import version  # noqa: PLC0415

        self._note("关于", f"{TITLE} {version()}\n一个机关一个文件，离线使用，不向任何地方发送数据。")

    def set_appearance(self, appearance: Appearance) -> None:
        """Change between light and dark."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.preferences.appearance = appearance
        dress(app, appearance)

    # --- layout ---

    def _centre(self) -> QWidget:
        centre = QWidget()
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(centre, "strip")
        stack = QVBoxLayout(centre)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        self.banner = words(_READ_ONLY, "banner", wrap=True)
        self.banner.setContentsMargins(20, 8, 20, 8)
        self.banner.setVisible(self.session.is_read_only)
        stack.addWidget(self.banner)
        stack.addWidget(self.tabs, 1)
        return centre

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.tabBar().setExpanding(False)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName("页签")
        for place, tab in enumerate(TABS):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            tabs.addTab(holder, tab.text)
            tabs.setTabToolTip(place, f"Alt+{place + 1}")
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 3, 20, 3)
        row.addWidget(words("年度", "secondary"))
        row.addWidget(self.year_box)
        tabs.setCornerWidget(corner)
        tabs.currentChanged.connect(self._build)
        QTimer.singleShot(0, lambda: self._build(tabs.currentIndex()))
        return tabs

    def _year_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName("年度")
        box.setMinimumWidth(96)
        self.year_box = box
        self._fill_years(self.session.usual_year())
        box.currentIndexChanged.connect(self._year_changed)
        return box

    def _fill_years(self, chosen: int) -> None:
        self.year_box.blockSignals(True)
        self.year_box.clear()
        for year in self.session.years():
            self.year_box.addItem(f"{year} 年", year)
        self.year_box.setCurrentIndex(max(0, self.year_box.findData(chosen)))
        self.year_box.blockSignals(False)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        file, edit, tools, help_ = (bar.addMenu(text) for text in ("文件(&F)", "编辑(&E)", "工具(&T)", "帮助(&H)"))
        _add(file, "打开…", "Ctrl+O", self.open_wanted.emit)
        _add(file, "新建…", "Ctrl+Shift+N", self.create_wanted.emit)
        _add(file, "备份…", "Ctrl+B", self.back_up)
        file.addSeparator()
        _add(file, "关闭文件", "Ctrl+W", lambda: self.leaving.emit(None))
        _add(file, "退出", "Ctrl+Q", self.close)
        for action, keys, slot in ((self.undo_action, ("Ctrl+Z",), self.session.undo),
                                   (self.redo_action, ("Ctrl+Y", "Ctrl+Shift+Z"), self.session.redo)):
            action.setShortcuts([QKeySequence(each) for each in keys])
            action.triggered.connect(slot)
            edit.addAction(action)
        _add(tools, "机关信息与期初数…", "Ctrl+,", self.edit_profile).setEnabled(not self.session.is_read_only)
        _add(tools, "期限计算器…", "Ctrl+T", partial(show_calculator, self))
        _add(tools, "工作日历…", "Ctrl+K", partial(show_calendar, self))
        add_letter_tools(self, tools)
        _add(tools, "检查文件…", "", self.check_file)
        self._add_appearances(tools.addMenu("外观"))
        _add(help_, "使用手册", "F1", partial(show_manual, self))
        _add(help_, "键盘快捷键", "Ctrl+F1", self.show_keys)
        _add(help_, "关于", "", self.show_about)
        for place in range(len(TABS)):
            action = QAction(self)
            action.setShortcut(f"Alt+{place + 1}")
            action.triggered.connect(lambda _=False, place=place: self.tabs.setCurrentIndex(place))
            self.addAction(action)

    def _add_appearances(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for appearance, text in _APPEARANCES:
            action = _add(menu, text, "", partial(self.set_appearance, appearance))
            action.setCheckable(True)
            action.setChecked(appearance is self.preferences.appearance)
            group.addAction(action)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.saved = words(self._saved_words())
        self.recovery, self.undoable = words(_CHECKING, "secondary"), words("", "secondary")
        self.calendar = words("")
        self._tell_calendar()
        bar.addWidget(self.saved)
        for label in (self.recovery, self.calendar, self.undoable):
            bar.addPermanentWidget(label)

    def _saved_words(self) -> str:
        return f"{'只读' if self.session.is_read_only else '已保存'} · {self.session.registers.path.name}"

    def _tell_calendar(self) -> None:
        states = self.session.calendar_states()
        self.calendar.setText("日历 " + " · ".join(text.split("：")[0] for text, _ in states))
        mark(self.calendar, "secondary" if all(is_known for _, is_known in states) else "attention")


def show_manual(window: MainWindow) -> None:
    """Open the manual."""
    from gui.help_dialog import HelpDialog  # noqa: PLC0415

    HelpDialog(window).open()


def _add(menu: QMenu, text: str, keys: str, slot: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _=False: slot())
    return action


def _today(window: MainWindow) -> QWidget:
    from gui.today_page import TodayPage  # noqa: PLC0415

    page = TodayPage(window.session, window.year)
    page.opened.connect(window.show_record)
    page.counted.connect(partial(count_on_tab, window))
    page.calendar_wanted.connect(partial(show_calendar, window))
    page.duty_wanted.connect(partial(show_duty_form, window))
    return page


def _report(window: MainWindow) -> QWidget:
    from gui.report_page import ReportPage  # noqa: PLC0415

    page = ReportPage(window.session, window.year)
    page.record_wanted.connect(window.show_record)
    page.year_wanted.connect(window.show_year)
    return page


def _releases(window: MainWindow) -> QWidget:
    from gui.register_views import DUTIES, RELEASES  # noqa: PLC0415
    from gui.switched_pages import SwitchedPages  # noqa: PLC0415

    return SwitchedPages(window, (RELEASES, DUTIES))


def _register(name: str) -> Callable[[MainWindow], QWidget]:
    """Return what builds the page of a register; its modules are imported when it is first shown."""

    def build(window: MainWindow) -> QWidget:
        from gui.register_page import RegisterPage  # noqa: PLC0415
        from gui.register_views import VIEWS  # noqa: PLC0415

        return RegisterPage(window.session, VIEWS[name], window.preferences, window.year)

    return build


TABS: tuple[Tab, ...] = (
    Tab("today", "今日", _today),
    Tab("releases", LEDGERS["releases"].title, _releases),
    *(Tab(name, LEDGERS[name].title, _register(name))
      for name in ("requests", "reviews", "litigation", "tallies", "activities")),
    Tab("report", "年度报告", _report),
)
_APPEARANCES = ((Appearance.SYSTEM, "跟随系统"), (Appearance.LIGHT, "浅色"), (Appearance.DARK, "深色"))
_SOUND = "文件完好：数据、引用、修改记录和材料都核对无误。"
_READ_ONLY = "此文件以只读方式打开：可以查看、导出，不能修改。需要修改时请把文件复制到自己的文件夹后再打开。"
