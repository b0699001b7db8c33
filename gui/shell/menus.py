"""The menus as one table: every entry in order, with its words, its keys, what it does and what it needs.

To add an entry, add a line to ``MENUS`` and a method to ``MenuWork`` (``menu_actions.py``). The window builds its menus
from this table, and 键盘快捷键 lists its keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QTabWidget

from disclosure.records import Release
from gui.base.appearance import Appearance
from gui.base.preferences import Preferences

if TYPE_CHECKING:
    from gui.base.session import Session
    from gui.shell.guard import Guard
    from gui.shell.menu_actions import MenuWork


class MenuWindow(Protocol):
    """What an entry may use of the window it belongs to."""

    session: "Session"
    preferences: Preferences
    tabs: QTabWidget

    @property
    def leaving(self) -> SignalInstance:
        """Emitted with the path of another file to open instead, or with None for the start page."""

    @property
    def guard(self) -> "Guard":
        """Backups, drafts and the lock of the open file."""

    @property
    def work(self) -> "MenuWork":
        """What the entries do."""

    def find_everywhere(self) -> None:
        """Go to the search of all registers."""

    def enter_new(self, register: str) -> None:
        """Go to a register and open the form of a new record."""

    def close(self) -> bool:
        """Close the window."""


class Need(Enum):
    """What an entry cannot do without; where it is lacking the entry is greyed, and its tip says this."""

    WRITING = "这个文件以只读方式打开，不能修改"
    BACKUPS = "示例和只读查看的内容不做备份"


@dataclass(frozen=True)
class Entry:
    """One entry of a menu; one without words is a line between groups."""

    name: str
    menu: str
    text: str = ""
    keys: tuple[str, ...] = ()
    action: Callable[["MenuWindow"], object] = lambda _window: None
    needs: Need | None = None


@dataclass(frozen=True)
class Choice:
    """A submenu with one option ticked: the options, which of them holds now, and what choosing another does."""

    name: str
    menu: str
    text: str
    options: tuple[tuple[object, str], ...]
    now: Callable[["MenuWindow"], object]
    choose: Callable[["MenuWindow", Any], object]


LOCK_AFTER = ((0, "不自动锁定"), (5, "5 分钟"), (10, "10 分钟"), (30, "30 分钟"))
"""After how many idle minutes the program locks itself."""

_APPEARANCES = ((Appearance.SYSTEM, "跟随系统"), (Appearance.LIGHT, "浅色"), (Appearance.DARK, "深色"))

MENUS: tuple[Entry | Choice, ...] = (
    Entry("open", "file", "打开…", ("Ctrl+O",), lambda window: window.work.ask_file()),
    Entry("create", "file", "新建登记簿…", (), lambda window: window.leaving.emit(None)),
    Entry("back_up", "file", "备份…", ("Ctrl+B",), lambda window: window.work.back_up()),
    Entry("second_folder", "file", "第二备份位置…", (), lambda window: window.work.ask_second_folder(), Need.BACKUPS),
    Entry("restore", "file", "从备份恢复…", (), lambda window: window.work.open_restore(), Need.BACKUPS),
    Entry("", "file"),
    Entry("handover", "file", "交接包…", (), lambda window: window.work.ask_handover()),
    Entry("archive", "file", "归档包…", (), lambda window: window.work.ask_archive()),
    Entry("portal", "file", "门户包…", (), lambda window: window.work.ask_portal()),
    Entry("portal_page", "file", "核对门户网页…", (), lambda window: window.work.ask_portal_page()),
    Entry("", "file"),
    Entry("password", "file", "口令与加密…", (), lambda window: window.work.open_password(), Need.WRITING),
    Choice(
        "lock_after",
        "file",
        "自动锁定",
        LOCK_AFTER,
        lambda window: window.guard.lock.minutes,
        lambda window, minutes: window.guard.lock.choose(minutes),
    ),
    Entry("lock", "file", "立即锁定", ("Ctrl+L",), lambda window: window.guard.lock.lock()),
    Entry("", "file"),
    Entry("close", "file", "关闭文件", ("Ctrl+W",), lambda window: window.leaving.emit(None)),
    Entry("quit", "file", "退出", ("Ctrl+Q",), lambda window: window.close()),
    Entry("undo", "edit", "撤销", ("Ctrl+Z",), lambda window: window.session.undo()),
    Entry("redo", "edit", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda window: window.session.redo()),
    Entry("", "edit"),
    Entry("find", "edit", "在全部登记簿中查找…", ("Ctrl+Shift+F",), lambda window: window.find_everywhere()),
    Entry(
        "enter_new",
        "edit",
        "登记主动公开…",
        ("Ctrl+Shift+N",),
        lambda window: window.enter_new(Release.register),
        Need.WRITING,
    ),
    Entry("take_in", "edit", "从来件登记…", ("Ctrl+J",), lambda window: window.work.ask_papers(), Need.WRITING),
    Entry(
        "profile", "tools", "机关信息与期初数…", ("Ctrl+,",), lambda window: window.work.edit_profile(), Need.WRITING
    ),
    Entry("calculator", "tools", "期限计算器…", ("Ctrl+T",), lambda window: window.work.show_calculator()),
    Entry("calendar", "tools", "工作日历…", ("Ctrl+K",), lambda window: window.work.show_calendar()),
    Entry("calendar_file", "tools", "期限存为手机日历…", (), lambda window: window.work.ask_calendar_file()),
    Entry("statistics", "tools", "统计…", ("Ctrl+Shift+T",), lambda window: window.work.show_statistics()),
    Entry("scoring", "tools", "考核自评…", (), lambda window: window.work.show_scoring()),
    Entry("letters", "tools", "已发文书…", (), lambda window: window.work.show_letters()),
    Entry("keeping", "tools", "档案保管与鉴定…", (), lambda window: window.work.show_keeping()),
    Entry("templates", "tools", "文书模板…", (), lambda window: window.work.show_templates()),
    Entry("check_file", "tools", "检查文件…", (), lambda window: window.work.check_file()),
    Choice(
        "appearance",
        "tools",
        "外观",
        _APPEARANCES,
        lambda window: window.preferences.appearance,
        lambda window, appearance: window.work.set_appearance(appearance),
    ),
    Entry("larger", "tools", "放大", ("Ctrl++", "Ctrl+="), lambda window: window.work.zoom(+1)),
    Entry("smaller", "tools", "缩小", ("Ctrl+-",), lambda window: window.work.zoom(-1)),
    Entry("usual_size", "tools", "原来大小", ("Ctrl+0",), lambda window: window.work.zoom(0)),
    Entry("manual", "help", "使用手册", ("F1",), lambda window: window.work.show_manual()),
    Entry("keys", "help", "键盘快捷键", ("Ctrl+F1",), lambda window: window.work.show_keys(shortcuts(window))),
    Entry("rules", "help", "检查规则…", (), lambda window: window.work.show_rules()),
    Entry("update", "help", "更新…", (), lambda window: window.work.open_updates()),
    Entry("about", "help", "关于", (), lambda window: window.work.show_about()),
)
"""Every entry of every menu, in order. The program knows an entry by its name; its words may change."""


def shortcuts(window: MenuWindow) -> list[tuple[str, str]]:
    """Return the keys that work everywhere in the window, each with its action."""
    declared = [
        (" / ".join(entry.keys), entry.text.rstrip("…")) for entry in MENUS if isinstance(entry, Entry) and entry.keys
    ]
    return [(f"Alt+1 … Alt+{window.tabs.count()}", "切换页签"), *declared]
