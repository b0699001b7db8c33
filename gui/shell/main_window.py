"""The window: eight tabs built when first shown, the year, the menu, and a status bar that answers four questions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure.changes import Change
from disclosure.errors import DisclosureError
from disclosure.records import LEDGERS
from gui.base.appearance import Appearance, dress, mark
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.cards import words

if TYPE_CHECKING:
    from disclosure.releases.duties import DutyLine
    from gui.calendar.calculator import CalculatorDialog
    from gui.calendar.dialog import CalendarDialog
    from gui.forms.drafts import FormDrafts
    from gui.forms.record_form import RecordForm
    from gui.safety.backups import Backups
    from gui.safety.lock import Lock
    from gui.safety.restore import RestoreDialog

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


class Need(Enum):
    """What an entry of a menu cannot do without: an entry lacking it is greyed and its tip tells why."""

    WRITING = "这个文件以只读方式打开，不能修改"
    BACKUPS = "示例关闭后自动删除，不做备份"


@dataclass(frozen=True)
class Entry:
    """One entry of a menu: the menu it stands in, its words, its keys, what it does, and what it needs.

    An entry without words is a line between groups.
    """

    name: str
    menu: str
    text: str = ""
    keys: tuple[str, ...] = ()
    action: Callable[["MainWindow"], object] = lambda _window: None
    needs: Need | None = None


@dataclass(frozen=True)
class Choice:
    """A menu in a menu of which one line is ticked: what may be chosen, what is now, and choosing another."""

    name: str
    menu: str
    text: str
    options: tuple[tuple[object, str], ...]
    now: Callable[["MainWindow"], object]
    choose: Callable[["MainWindow", Any], object]


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
        self.backups: Backups | None = None
        self.entries: dict[str, QAction] = {}
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
        from gui.registers.page import RegisterPage  # noqa: PLC0415

        if register == "steps":
            from disclosure.records import Step  # noqa: PLC0415

            register, record_id = "requests", self.session.registers.get(Step, record_id).request_id
        page = self.show_page("releases" if register == "duties" else register)
        from gui.registers.switched import SwitchedPages  # noqa: PLC0415

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
                from gui.safety.recovery import offer_recovery  # noqa: PLC0415

                offer_recovery(registers.path, problems[0], self.preferences, self, self.leaving.emit)

        self.session.run("检查文件", lambda _progress: registers.verify(), told, self, quiet=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.geometry = self.saveGeometry()
        self.session.close()
        super().closeEvent(event)

    def _tell_failure(self, failure: DisclosureError) -> None:
        from gui.kit.messages import show_error  # noqa: PLC0415 - the first window tells no failure

        show_error(failure, self)

    def _note(self, title: str, text: str) -> None:
        from gui.kit.messages import show_note  # noqa: PLC0415

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
            (self.undo_action, "撤销", registers.undo_label),
            (self.redo_action, "重做", registers.redo_label),
        ):
            action.setEnabled(bool(label))
            action.setText(f"{word} {label}" if label else word)
        undo = registers.undo_label
        self.undoable.setText(f"撤销：{undo}（Ctrl+Z）" if undo else "没有可撤销的操作")

    # --- what begins after the first paint ---

    def keep_safe(self, *, with_backups: bool = True) -> None:
        """Begin what guards an open file: backups, half-typed forms, the lock, and being found by a second start.

        The sample year has no backups: it is deleted when it is closed.
        """
        if with_backups and self.backups is None:
            self._keep_backups()
        self.lock.refresh()
        from gui.shell.first_window import FirstWindow  # noqa: PLC0415
        from tasks.safety.place import open_folder_note, place_warnings  # noqa: PLC0415

        path = self.session.registers.path
        QTimer.singleShot(0, self.drafts.offer)
        told = place_warnings(self.session.registers, datetime.now().astimezone())
        note = open_folder_note(path.parent) if with_backups else ""
        if note and self.preferences.is_first_time(f"open folder {path.parent}"):
            told.append(note)
        if told:
            self.banner.setText("\n".join([self.banner.text()] * self.session.is_read_only + told))
            self.banner.show()
        FirstWindow(path, self.preferences.data_folder, self)

    def _keep_backups(self) -> None:
        from gui.safety.backups import Backups  # noqa: PLC0415

        self.backups = Backups(self.session, self.preferences, self.recovery)
        for told in (self.backups.proven, self.backups.failed):
            told.connect(lambda _outcome: self.tell_today())
        self.backups.start()
        self._refresh_entries()

    def tell_today(self) -> None:
        """Have the 今日 page say the same as the status bar, with the place of the backup."""
        from gui.today.page import TodayPage  # noqa: PLC0415

        page = self.pages.get("today")
        if isinstance(page, TodayPage):
            page.tell_backup(self.recovery.text(), self.recovery.toolTip(), self.recovery.objectName())

    @cached_property
    def drafts(self) -> "FormDrafts":
        """The half-typed forms of this file."""
        from gui.forms.drafts import FormDrafts  # noqa: PLC0415

        return FormDrafts(self.session, self.preferences.data_folder, self)

    @cached_property
    def lock(self) -> "Lock":
        """What covers the program after idle minutes, or at once."""
        from gui.safety.lock import Lock  # noqa: PLC0415

        lock = Lock(self.session, self.preferences, self, self.drafts.keep)
        lock.uncovered.connect(self._read_again)
        return lock

    def _read_again(self) -> None:
        """Have the registers read again: what was read while the key was gone is not to stay."""
        from gui.registers.page import RegisterPage  # noqa: PLC0415

        pages: Iterable[RegisterPage] = self.findChildren(RegisterPage)
        for page in pages:
            page.reload()

    # --- what the menus do ---

    def back_up(self) -> None:
        """Write a whole copy of the file somewhere else."""
        from gui.kit.file_dialogs import ask_backup_path  # noqa: PLC0415

        registers = self.session.registers

        def chosen(path: Path) -> None:
            from tasks.safety.backup import back_up_to  # noqa: PLC0415

            self.session.run(
                "备份",
                lambda progress: back_up_to(registers, path, progress),
                lambda _path: self.session.told.emit(f"已备份并核对无误：{path}"),
                self,
            )

        ask_backup_path(self, registers.path, self.session.today, chosen)

    def ask_second_folder(self) -> QFileDialog:
        """Ask for the folder, best on another disk, that gets a second copy of every backup."""
        from gui.kit.file_dialogs import FileDialog  # noqa: PLC0415

        known = self.preferences.second_backup_folder
        dialog = FileDialog(self, "第二备份位置（另一块磁盘或U盘上的文件夹）", str(known or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._use_second_folder)
        dialog.open()
        return dialog

    def _use_second_folder(self, name: str) -> None:
        self.preferences.second_backup_folder = Path(name)
        if self.backups is not None:
            self.backups.use_second_folder()

    def open_restore(self) -> "RestoreDialog":
        """Show the backups of the open file, newest first, and restore one into a new file, which is then opened."""
        from gui.safety.restore import RestoreDialog  # noqa: PLC0415

        registers = self.session.registers
        known = self.backups.known() if self.backups is not None else []
        dialog = RestoreDialog(known, registers.path, registers, self)
        dialog.restored.connect(self.leaving.emit)
        dialog.open()
        return dialog

    def ask_handover(self) -> QFileDialog:
        """Ask where the 交接包 is to lie, and write it there."""
        from gui.shell.packages import ask_handover  # noqa: PLC0415

        return ask_handover(self.session, self.backups.schedule.proof if self.backups is not None else None, self)

    def ask_archive(self) -> QFileDialog:
        """Ask where the 归档包 of the year shown is to lie, and write it there."""
        from gui.shell.packages import ask_archive  # noqa: PLC0415

        return ask_archive(self.session, self.year, self)

    def open_password(self) -> QDialog:
        """Set, change or remove the password; backups follow, those in the second place too if it is there now."""
        from gui.safety.password import PasswordDialog  # noqa: PLC0415
        from tasks.safety.password import Places  # noqa: PLC0415

        second = self.preferences.second_backup_folder
        folders = [self.backups.schedule.folder] if self.backups is not None else []
        places = Places([*folders, *([second] if second else [])], self.drafts.path)
        dialog = PasswordDialog(self.session, places, self)
        dialog.finished.connect(self.lock.refresh)
        dialog.open()
        return dialog

    def edit_profile(self) -> QWidget:
        """Open 机关信息 and 期初 figures."""
        from gui.forms.profile import profile_dialog  # noqa: PLC0415

        return profile_dialog(self.session, self)

    def show_calculator(self) -> "CalculatorDialog":
        """Open 期限计算器; the window stays usable beside it."""
        from gui.calendar.calculator import CalculatorDialog  # noqa: PLC0415

        dialog = CalculatorDialog(self.session, self)
        dialog.show()
        return dialog

    def show_calendar(self, year: int = 0) -> "CalendarDialog":
        """Open 工作日历 on a year, this one unless another is named."""
        from gui.calendar.dialog import CalendarDialog  # noqa: PLC0415

        dialog = CalendarDialog(self.session, year, self)
        dialog.show()
        return dialog

    def show_letters(self) -> QDialog:
        """Open the letters that went out in the year shown."""
        from gui.letters.register import LetterRegister  # noqa: PLC0415

        dialog = LetterRegister(self.session, self.year, self)
        dialog.open()
        return dialog

    def show_templates(self) -> QDialog:
        """Open the office's own wording of letters."""
        from gui.letters.templates import TemplateEditor  # noqa: PLC0415

        dialog = TemplateEditor(self.session, self)
        dialog.open()
        return dialog

    def show_rules(self) -> QDialog:
        """List every rule of the checks."""
        from gui.report.rule_book import RuleBook  # noqa: PLC0415 - the first window needs no rules

        dialog = RuleBook(self)
        dialog.open()
        return dialog

    def check_file(self) -> None:
        """Check the whole file behind a progress dialog and tell the result."""
        registers = self.session.registers
        self.session.run(
            "检查文件",
            lambda _progress: registers.verify(),
            lambda problems: self._note("检查文件", "\n".join(problems) or _SOUND),
            self,
        )

    def show_manual(self) -> None:
        """Open the manual."""
        from gui.shell.help import HelpDialog  # noqa: PLC0415

        HelpDialog(self).open()

    def show_keys(self) -> None:
        """Tell the keyboard shortcuts."""
        from gui.shell.keys import KeysDialog  # noqa: PLC0415

        declared = [
            (" / ".join(entry.keys), entry.text.rstrip("…"))
            for entry in MENUS
            if isinstance(entry, Entry) and entry.keys
        ]
        KeysDialog([(f"Alt+1 … Alt+{len(TABS)}", "切换页签"), *declared], self).open()

    def show_about(self) -> None:
        """Tell what this is, and which version."""
        from resources.program import version  # noqa: PLC0415

        self._note(
            "关于",
            f"{TITLE} {version()}\n一个机关一个文件，离线使用，不向任何地方发送数据。\n"
            "本程序依 Apache-2.0 许可；使用 Qt 和 PySide6（LGPL-3.0），其他组件见随附的 NOTICES。",
        )

    def set_appearance(self, appearance: Appearance) -> None:
        """Change between light and dark."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.preferences.appearance = appearance
        dress(app, appearance)

    def open_duty_form(self, line: "DutyLine") -> "RecordForm":
        """Open the form of the release that fulfils a period of a duty, as far as it can be known; the day is asked."""
        from dataclasses import fields  # noqa: PLC0415

        from disclosure.records import Release  # noqa: PLC0415
        from disclosure.wording import chinese_date  # noqa: PLC0415
        from gui.forms.record_form import RecordForm  # noqa: PLC0415
        from tasks.cases.duties import release_for  # noqa: PLC0415

        session = self.session
        release = release_for(session.registers, line, line.due_on or session.today)
        start = {each.name: getattr(release, each.name) for each in fields(release) if each.name != "id"}
        form = RecordForm(Release, session.save, start=start, sources=session.sources(Release), parent=self)
        form.setWindowTitle(f"落实 {line.name}" + (f"（应于{chinese_date(line.due_on)}前公开）" if line.due_on else ""))
        form.open()
        return form

    def count_today(self, count: int) -> None:
        """Tell on the tab of the 今日 page how much is overdue or due today."""
        self.tabs.setTabText(0, f"{TABS[0].text} {count}" if count else TABS[0].text)

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
        """Build every menu once, from one table, whatever file is open."""
        menus = {name: self.menuBar().addMenu(text) for name, text in MENU_TITLES}
        for entry in MENUS:
            menu = menus[entry.menu]
            if isinstance(entry, Choice):
                self._add_choice(menu.addMenu(entry.text), entry)
            elif not entry.text:
                menu.addSeparator()
            else:
                action = menu.addAction(entry.text, lambda _=False, entry=entry: entry.action(self))
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
                self.entries[entry.name] = action
        self.undo_action, self.redo_action = self.entries["undo"], self.entries["redo"]
        for place in range(len(TABS)):
            action = QAction(self)
            action.setShortcut(f"Alt+{place + 1}")
            action.triggered.connect(lambda _=False, place=place: self.tabs.setCurrentIndex(place))
            self.addAction(action)
        self._refresh_entries()

    def _refresh_entries(self) -> None:
        """Grey what cannot be done with this file, with the reason."""
        lacking = {Need.WRITING: self.session.is_read_only, Need.BACKUPS: self.backups is None}
        for entry in MENUS:
            if isinstance(entry, Entry) and entry.needs is not None:
                action, lacks = self.entries[entry.name], lacking[entry.needs]
                action.setEnabled(not lacks)
                action.setToolTip(entry.needs.value if lacks else "")

    def _add_choice(self, menu: QMenu, choice: Choice) -> None:
        group = QActionGroup(menu)
        for value, text in choice.options:
            action = menu.addAction(text, lambda _=False, value=value: choice.choose(self, value))
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)

        def tick() -> None:
            for action in menu.actions():
                action.setChecked(action.data() == choice.now(self))

        menu.aboutToShow.connect(tick)

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


def _today(window: MainWindow) -> QWidget:
    from gui.today.page import TodayPage  # noqa: PLC0415

    page = TodayPage(window.session, window.year)
    page.opened.connect(window.show_record)
    page.counted.connect(window.count_today)
    page.calendar_wanted.connect(window.show_calendar)
    page.duty_wanted.connect(window.open_duty_form)
    QTimer.singleShot(0, window, window.tell_today)
    return page


def _report(window: MainWindow) -> QWidget:
    from gui.report.page import ReportPage  # noqa: PLC0415

    page = ReportPage(window.session, window.year)
    page.record_wanted.connect(window.show_record)
    page.year_wanted.connect(window.show_year)
    return page


def _releases(window: MainWindow) -> QWidget:
    from gui.registers.switched import SwitchedPages  # noqa: PLC0415
    from gui.registers.views import DUTIES, RELEASES  # noqa: PLC0415

    return SwitchedPages(window.session, window.preferences, window.year, (RELEASES, DUTIES))


def _register(name: str) -> Callable[[MainWindow], QWidget]:
    """Return what builds the page of a register; its modules are imported when it is first shown."""

    def build(window: MainWindow) -> QWidget:
        from gui.registers.page import RegisterPage  # noqa: PLC0415
        from gui.registers.views import VIEWS  # noqa: PLC0415

        return RegisterPage(window.session, VIEWS[name], window.preferences, window.year)

    return build


TABS: tuple[Tab, ...] = (
    Tab("today", "今日", _today),
    Tab("releases", LEDGERS["releases"].title, _releases),
    *(
        Tab(name, LEDGERS[name].title, _register(name))
        for name in ("requests", "reviews", "litigation", "tallies", "activities")
    ),
    Tab("report", "年度报告", _report),
)
MENU_TITLES = (("file", "文件(&F)"), ("edit", "编辑(&E)"), ("tools", "工具(&T)"), ("help", "帮助(&H)"))

LOCK_AFTER = ((0, "不自动锁定"), (5, "5 分钟"), (10, "10 分钟"), (30, "30 分钟"))
"""After how many idle minutes the program may lock itself."""

_APPEARANCES = ((Appearance.SYSTEM, "跟随系统"), (Appearance.LIGHT, "浅色"), (Appearance.DARK, "深色"))

MENUS: tuple[Entry | Choice, ...] = (
    Entry("open", "file", "打开…", ("Ctrl+O",), lambda window: window.open_wanted.emit()),
    Entry("create", "file", "新建…", ("Ctrl+Shift+N",), lambda window: window.create_wanted.emit()),
    Entry("back_up", "file", "备份…", ("Ctrl+B",), MainWindow.back_up),
    Entry("second_folder", "file", "第二备份位置…", (), MainWindow.ask_second_folder, Need.BACKUPS),
    Entry("restore", "file", "从备份恢复…", (), MainWindow.open_restore, Need.BACKUPS),
    Entry("", "file"),
    Entry("handover", "file", "交接包…", (), MainWindow.ask_handover),
    Entry("archive", "file", "归档包…", (), MainWindow.ask_archive),
    Entry("", "file"),
    Entry("password", "file", "口令与加密…", (), MainWindow.open_password, Need.WRITING),
    Choice(
        "lock_after",
        "file",
        "自动锁定",
        LOCK_AFTER,
        lambda window: window.lock.minutes,
        lambda window, minutes: window.lock.choose(minutes),
    ),
    Entry("lock", "file", "立即锁定", ("Ctrl+L",), lambda window: window.lock.lock()),
    Entry("", "file"),
    Entry("close", "file", "关闭文件", ("Ctrl+W",), lambda window: window.leaving.emit(None)),
    Entry("quit", "file", "退出", ("Ctrl+Q",), MainWindow.close),
    Entry("undo", "edit", "撤销", ("Ctrl+Z",), lambda window: window.session.undo()),
    Entry("redo", "edit", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda window: window.session.redo()),
    Entry("profile", "tools", "机关信息与期初数…", ("Ctrl+,",), MainWindow.edit_profile, Need.WRITING),
    Entry("calculator", "tools", "期限计算器…", ("Ctrl+T",), MainWindow.show_calculator),
    Entry("calendar", "tools", "工作日历…", ("Ctrl+K",), lambda window: window.show_calendar()),
    Entry("letters", "tools", "已发文书…", (), MainWindow.show_letters),
    Entry("templates", "tools", "文书模板…", (), MainWindow.show_templates),
    Entry("check_file", "tools", "检查文件…", (), MainWindow.check_file),
    Choice(
        "appearance",
        "tools",
        "外观",
        _APPEARANCES,
        lambda window: window.preferences.appearance,
        MainWindow.set_appearance,
    ),
    Entry("manual", "help", "使用手册", ("F1",), MainWindow.show_manual),
    Entry("keys", "help", "键盘快捷键", ("Ctrl+F1",), MainWindow.show_keys),
    Entry("rules", "help", "检查规则…", (), MainWindow.show_rules),
    Entry("about", "help", "关于", (), MainWindow.show_about),
)
"""Every entry of every menu, in order; its name is what the program knows it by, its words may change."""

_SOUND = "文件完好：数据、引用、修改记录和材料都核对无误。"
_READ_ONLY = "此文件以只读方式打开：可以查看、导出，不能修改。需要修改时请把文件复制到自己的文件夹后再打开。"
