"""The program around the window: starting, opening, failing, and how little it loads to begin with."""

import gc
import os
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread, current_thread
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import LEDGERS
from gui.base.appearance import DARK, LIGHT, Appearance, dress, style_sheet
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.shell.application import Program
from gui.shell.beginning import Beginning, prepare_input_method
from gui.shell.crash import CrashDialog
from gui.shell.main_window import TABS, MainWindow
from gui.shell.start_page import StartPage
from gui.today.page import TodayPage
from main import main
from resources.program import version
from storage.registers import open_registers
from tests.empty_files import new_registers
from tests.gui.fixtures import find_window
from tests.gui.owned import unowned
from tests.records_factory import make_request
from tests.sample_files import sample_day

__all__ = ["sample_day"]

HEAVY = (
    *("reportlab", "openpyxl", "docx", "lxml", "pdfplumber", "pypdfium2", "xlsxwriter", "rapidfuzz", "sqlite_utils"),
    "_hashlib",  # OpenSSL
)
OPEN_AND_LOOK = """
import gc
gc.disable()  # as main.py does
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pathlib import Path
from threading import Thread
app = QApplication([])
from gui.shell.application import run
def look():
    window = next(each for each in app.topLevelWidgets() if each.isVisible())
    if not (getattr(window, "pages", {{}}) and gc.get_freeze_count()):
        QTimer.singleShot(50, look)
        return
    loaded = [name for name in {heavy!r} if name in sys.modules]
    print(loaded, "today" in getattr(window, "pages", {{}}), gc.isenabled(), gc.get_freeze_count() > 0)
    window.close()
QTimer.singleShot(50, look)
run(Path({path!r}), False)
"""

UNUSED_ROOMS = ("exporters", "importers", "disclosure.report", "disclosure.letters", "disclosure.checks")
UNUSED_MODULES = frozenset(
    {
        "storage.backup",
        "storage.rescue.salvage",
        "storage.rescue.verification",
        "storage.figures.disputes",
        "storage.figures.counting",
        "storage.figures.facts",
        "storage.figures.naming",
        "gui.registers.page",
        "gui.forms.record_form",
        "gui.report.page",
        "gui.base.sources",
        "tasks.today.overview",
        "importlib.resources",
        "socket",
    }
)
MOST_BEFORE_THE_FRAME, MOST_OF_OURS = 22, 71
"""Modules of the program that are read before the frame is there, and until the file is in it: each takes a third of a
millisecond or more."""

MOST_CLASSES_OF_QT, MOST_NAMES_OF_QT = 105, 2_800
"""What PySide may have made before the frame is there: classes, and names of their enumerations. It makes a class with
all its names where it is first named, an annotation included, and the whole family of an event where one comes in."""

OPEN = """
import enum, sys
from pathlib import Path
from gui.shell.beginning import begin
path = Path(sys.argv[1])
begun = begin(path, sample=False)
print(*sys.modules)
from PySide6 import QtCore, QtGui, QtWidgets
made = {each for room in (QtCore, QtGui, QtWidgets) for each in vars(room).values() if isinstance(each, type)}
names = {each: sum(len(kind) for kind in vars(each).values() if isinstance(kind, enum.EnumMeta)) for each in made}
print(len(made), sum(names.values()), *(each.__name__ for each in sorted(made, key=names.get, reverse=True)))
print(begun.frame.isVisible(), [begun.frame.tabs.tabText(place) for place in range(begun.frame.tabs.count())])
from gui.shell.application import Program
program = Program(begun.app, begun.preferences, beginning=begun)
program.open_file(path)
print(*sys.modules)
print(program.window is begun.frame, program.window.session.registers.path == path)
sys.stdout.flush()
import os; os._exit(0)
"""
AHEAD = """
import sys, importlib
from PySide6.QtWidgets import QApplication
app = QApplication([])
import gui.shell.application, gui.today.cards, gui.today.due_cards
from gui.base.ahead import GUARD, PAGES, in_order
OURS = {"disclosure", "storage", "tasks", "gui", "exporters", "importers"}
def ours():
    return sum(name.partition(".")[0] in OURS for name in sys.modules)
def brings(*names):
    before = ours()
    for name in names:
        importlib.import_module(name)
    return ours() - before
print(*[brings(name) for name in in_order((*GUARD, *PAGES))])
print(brings("gui.shell.guard"))
print(brings("gui.registers.switched", "gui.report.page", "gui.forms.choice", "gui.today.acts"))
"""
MOST_AT_ONCE = 15
"""Modules read with one that is read ahead: those of packages that name others only inside themselves."""
OURS = frozenset({"disclosure", "storage", "tasks", "gui", "resources"})


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences) -> Iterator[Program]:
    """The program without a window yet."""
    hook = sys.excepthook
    made = Program(qapp, preferences)
    yield made
    sys.excepthook = hook
    if made.window is not None:
        made.window.close()
    dress(qapp, Appearance.LIGHT)


def test_no_worker_collects_the_program_from_under_the_event_loop(qapp: QApplication, preferences: Preferences) -> None:
    """The event loop tells it of each turn: collected meanwhile, it took the process along, once in thirty runs."""
    hook = sys.excepthook
    made = weakref.ref(Program(qapp, preferences))
    sys.excepthook = hook
    worker = Thread(target=gc.collect)
    worker.start()
    worker.join()
    assert made() is not None


def test_no_worker_takes_a_closed_file_from_under_the_event_loop(program: Program, path: Path) -> None:
    """Nobody owned the session: once another file was open, whoever searched for garbage first took it along."""
    program.create_file(path)
    taken_by: list[Thread] = []
    assert isinstance(program.window, MainWindow)
    program.window.session.destroyed.connect(
        lambda: taken_by.append(current_thread()), Qt.ConnectionType.DirectConnection
    )
    program.show_start_page()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    worker = Thread(target=gc.collect)
    worker.start()
    worker.join()
    assert taken_by == [current_thread()]


def test_whatever_the_program_and_its_window_hold_is_owned(qtbot: QtBot, program: Program, path: Path) -> None:
    program.create_file(path)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: "today" in window.pages)
    assert [*unowned(program), *unowned(window)] == []


def test_opening_the_window_loads_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    new_registers(path).close()
    outcome = subprocess.run(
        [sys.executable, "-c", OPEN_AND_LOOK.format(heavy=HEAVY, path=str(path))],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
        },
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )
    assert outcome.stdout.strip() == "[] True False True", outcome.stderr


def test_opening_the_window_reads_no_module_and_no_class_of_qt_that_only_a_later_page_needs(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    new_registers(path).close()
    outcome = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
        },
        cwd=Path(__file__).parents[3],
    )
    before, qt, frame, after, window = outcome.stdout.splitlines()
    assert frame == f"True {[tab.text for tab in TABS]}"
    assert window == "True True"
    reads = ("storage", "sqlite3", "disclosure.records", "gui.base.session")
    assert [name for name in before.split() if name.startswith(reads)] == []
    first, loaded = ([name for name in told.split() if name.partition(".")[0] in OURS] for told in (before, after))
    assert [name for name in loaded if name.startswith(UNUSED_ROOMS) or name in UNUSED_MODULES] == []
    assert "gui.shell.main_window" in first
    assert len(first) <= MOST_BEFORE_THE_FRAME
    classes, names, *costliest = qt.split()
    assert int(classes) <= MOST_CLASSES_OF_QT, costliest
    assert int(names) <= MOST_NAMES_OF_QT, costliest
    assert len(loaded) <= MOST_OF_OURS


def test_what_is_read_ahead_leaves_little_for_the_first_press() -> None:
    """A first press on 年度报告 waited for 139 ms of modules; each turn reads a part of them before."""
    outcome = subprocess.run(
        [sys.executable, "-c", AHEAD],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[3],
    )
    *parts, guard, pages = map(int, outcome.stdout.split())
    assert len(parts) > MOST_OF_OURS
    assert max(parts) <= MOST_AT_ONCE, parts
    assert (guard, pages) == (0, 0)


def test_a_tab_is_called_as_its_register() -> None:
    """The tabs are there before the records are read."""
    called = {tab.name: tab.text for tab in TABS if tab.name in LEDGERS}
    assert called == {name: LEDGERS[name].title for name in called}
    assert len(called) == len(TABS) - 2


def test_a_tab_chosen_while_the_file_is_read_is_shown_with_it(
    qtbot: QtBot, qapp: QApplication, preferences: Preferences, path: Path
) -> None:
    new_registers(path).close()
    begun = Beginning(qapp, preferences, path)
    frame = begun.frame
    assert frame is not None
    assert "正在打开" in frame.saved.text()
    QTest.mouseClick(frame.rail, Qt.MouseButton.LeftButton, pos=frame.rail.tabRect(2).center())
    frame.year_box.setFocus()  # what a window system gives it to first
    hook = sys.excepthook
    program = Program(qapp, preferences, beginning=begun)
    sys.excepthook = hook
    program.open_file(path)
    assert program.window is frame
    qtbot.waitUntil(lambda: "requests" in frame.pages)
    assert list(frame.pages) == ["requests"]
    qtbot.waitUntil(lambda: frame.pages["requests"].isAncestorOf(frame.focusWidget()))
    assert "已保存" in frame.saved.text()
    frame.close()


def test_the_window_is_on_its_way_to_the_screen_while_it_is_filled(
    qapp: QApplication, preferences: Preferences, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window manager takes as long to show it as tabs, menus and their look take to be made."""
    new_registers(path).close()
    shown: list[tuple[object, str]] = []
    show = MainWindow.show

    def see(window: MainWindow) -> None:
        shown.append((window.centralWidget(), window.styleSheet()))
        show(window)

    monkeypatch.setattr(MainWindow, "show", see)
    frame = Beginning(qapp, preferences, path).frame
    assert shown == [(None, "")]
    assert frame is not None
    parts: tuple[QWidget, ...] = (frame.rail, frame.menuBar(), frame.statusBar(), frame.saved, frame.year_box)
    assert [part.isVisible() for part in parts] == [True] * len(parts)
    assert frame.rail.height() >= frame.rail.minimumSizeHint().height()
    frame.close()


def test_no_frame_comes_before_a_password_or_a_file_somebody_has_open(
    qapp: QApplication, preferences: Preferences, path: Path
) -> None:
    """It would be seen for a moment, and give way."""
    assert Beginning(qapp, preferences, path).frame is None, "there is no file"
    with new_registers(path):
        assert Beginning(qapp, preferences, path).frame is None, "somebody has it open"
    preferences.remember_password(path, is_asked=True)
    assert Beginning(qapp, preferences, path).frame is None, "it asked for a password here"
    preferences.remember_password(path, is_asked=False)
    assert not preferences.has_password(path)


def test_a_frame_whose_file_cannot_be_opened_gives_way_to_the_start_page(
    qapp: QApplication, preferences: Preferences, path: Path
) -> None:
    path.write_bytes(b"not ours" * 500)
    begun = Beginning(qapp, preferences, path)
    hook = sys.excepthook
    program = Program(qapp, preferences, beginning=begun)
    sys.excepthook = hook
    program.begin(path, sample=False)
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), StartPage)
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == [program.window]
    program.window.close()


def test_without_a_file_the_start_page_offers_three_ways(program: Program) -> None:
    program.begin(None, sample=False)
    assert program.window is not None
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    assert [made.text() for made in (page.open_button, page.sample_button, page.begin_button)] == [
        "打开已有的登记簿…  Ctrl+O",
        "先看示例",
        "开始",
    ]
    assert not page.begin_button.isEnabled()


def test_the_sample_is_as_of_today_and_has_something_to_do(qtbot: QtBot, program: Program, sample_day: date) -> None:
    program._today = lambda: sample_day
    program.begin(None, sample=True)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: "today" in window.pages)
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.shown is not None)
    assert page.shown is not None
    assert page.shown.pressing >= 3
    releases = window.show_page("releases")
    window.show_year(window.session.today.year - 1)
    qtbot.waitUntil(lambda: "18 条" in releases.show_view("releases").count.text())  # type: ignore[attr-defined]


def test_the_sample_year_says_what_it_is_and_goes_with_one_click(program: Program, sample_day: date) -> None:
    program._today = lambda: sample_day
    program.begin(None, sample=True)
    window = program.window
    assert isinstance(window, MainWindow)
    path = window.session.registers.path
    assert "虚构的示例" in window.banner.text()
    assert window.banner.isVisible()
    assert window.banner.textFormat() is Qt.TextFormat.RichText
    window.banner.linkActivated.emit("remove")
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), StartPage)
    assert not path.exists()


def test_the_sample_goes_with_a_program_that_is_let_go_before_the_application_ends(
    program: Program, sample_day: date
) -> None:
    program._today = lambda: sample_day
    program.begin(None, sample=True)
    window, program.window = program.window, None
    assert isinstance(window, MainWindow)
    folder = window.session.registers.path.parent
    window.close()
    assert folder.exists()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(program, QEvent.Type.DeferredDelete)
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="there no process can be asked whether it runs")
def test_what_was_typed_into_the_sample_of_a_killed_program_goes_with_the_next_sample(
    program: Program, sample_day: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = tmp_path / "temporary"  # beside the settings
    tmp_path.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    program._today = lambda: sample_day
    program.begin(None, sample=True)
    window = program.window
    assert isinstance(window, MainWindow)
    own = window.session.registers.path.parent
    ended = subprocess.Popen(["true"])
    ended.wait()
    left = tmp_path / own.name.replace(f"-{os.getpid()}-", f"-{ended.pid}-")
    left.mkdir(exist_ok=True)
    (left / "示例.sqlite").write_text("邻居的电话")
    window.close()
    program.begin(None, sample=True)
    assert [path for path in tmp_path.rglob("*.sqlite") if path.read_bytes().startswith("邻居".encode())] == []
    assert isinstance(program.window, MainWindow)
    program.window.banner.linkActivated.emit("remove")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_remembered_and_opened_next_time(program: Program, preferences: Preferences, path: Path) -> None:
    program.create_file(path)
    assert preferences.recent_files == [path]
    assert program.window is not None
    program.window.close()
    program.begin(None, sample=False)
    assert isinstance(program.window, MainWindow)
    assert program.window.windowTitle().startswith(path.stem)


def test_a_file_that_cannot_be_opened_is_told_on_the_start_page(program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "账.sqlite"
    wrong.write_bytes(b"not ours" * 500)
    program.begin(wrong, sample=False)
    assert program.window is not None
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    assert "不是信息公开工作台的数据文件" in page.problem.text()


def test_a_read_only_file_shows_a_banner_and_writes_nothing(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "只读"
    folder.mkdir()
    path = folder / "账.sqlite"
    with new_registers(path) as registers:
        registers.save(make_request())
    registers = open_registers(path)
    registers._connection.is_read_only = True
    program.show_registers(registers)
    window = program.window
    assert isinstance(window, MainWindow)
    assert "只读" in window.banner.text()
    assert window.banner.isVisible()
    page = window.show_page("requests")
    assert not page.commands["create"].isEnabled()  # type: ignore[attr-defined]
    assert page.commands["export"].isEnabled()  # type: ignore[attr-defined]
    assert window.saved.text().startswith("只读")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of Windows is not the process's")
def test_what_is_dangerous_about_the_machine_is_told_above_every_page(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a share, a wrong clock and another time zone the last can be tried here."""
    with new_registers(tmp_path / "账.sqlite"):
        pass
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        program.show_registers(open_registers(tmp_path / "账.sqlite"), keep_backups=False)
        window = program.window
        assert isinstance(window, MainWindow)
        qtbot.waitUntil(window.banner.isVisible)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "不是北京时间" in window.banner.text()


def test_what_is_told_before_the_window_is_there_is_not_painted_over_its_file(
    session: Session, preferences: Preferences
) -> None:
    """After the first answers 「登记簿放在…」 stood on 「已保存 · …」, neither to be read."""
    window = MainWindow(session, preferences)
    session.told.emit("登记簿放好了")
    window.show()
    QApplication.processEvents()  # as it is painted
    assert window.statusBar().currentMessage() == "登记簿放好了"
    assert not window.saved.isVisible()
    window.statusBar().clearMessage()
    assert window.saved.isVisible()
    window.close()
    window.deleteLater()


def test_about_tells_the_version_for_a_call_to_whoever_looks_after_the_program(window: MainWindow) -> None:
    window.work.show_about()
    told = find_window(QMessageBox)
    assert told.text().startswith(f"信息公开工作台 {version()}\n")
    told.close()


def test_an_unexpected_error_becomes_a_report_without_any_value(
    qtbot: QtBot, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program.begin(None, sample=False)
    secret = "张某某的身份证号"
    try:
        raise ValueError(secret)
    except ValueError as error:
        program.report_crash(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: any(isinstance(each, CrashDialog) for each in QApplication.topLevelWidgets()))
    dialog = find_window(CrashDialog)
    shown = dialog.text.toPlainText()
    assert secret not in shown
    assert "ValueError" in shown
    assert "test_application.py" in shown
    assert str(Path(__file__).parents[3]) not in shown
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == shown
    dialog.close()
    capsys.readouterr()


def test_one_mistake_met_by_every_part_of_a_page_is_one_report(
    qtbot: QtBot, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nine windows lay one on the other, each to be closed by itself, of a letter that could not be drawn."""
    program.begin(None, sample=False)
    for kind in (*[ValueError] * 9, KeyError):
        program.report_crash(kind, None, None)
    qtbot.waitUntil(lambda: any(isinstance(each, CrashDialog) for each in QApplication.topLevelWidgets()))
    QApplication.processEvents()
    dialog = find_window(CrashDialog)
    shown = dialog.text.toPlainText()
    assert (shown.count("builtins.ValueError"), shown.count("builtins.KeyError")) == (1, 1)
    dialog.close()
    program.report_crash(ValueError, None, None)  # pressed once more: told once more
    qtbot.waitUntil(
        lambda: any(isinstance(each, CrashDialog) for each in QApplication.topLevelWidgets() if each.isVisible())
    )
    find_window(CrashDialog).close()
    capsys.readouterr()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="input methods of Linux")
@pytest.mark.parametrize(
    ("environment", "module", "portal"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus", "1"),
        ({"XMODIFIERS": "@im=fcitx5"}, "ibus", "1"),
        ({"GTK_IM_MODULE": "fcitx"}, "ibus", "1"),
        ({"INPUT_METHOD": "fcitx5", "QT_IM_MODULE": "xim"}, "ibus", "1"),
        ({"XMODIFIERS": "@im=fcitx", "IBUS_USE_PORTAL": "0"}, "ibus", "0"),
        ({"QT_IM_MODULE": "ibus"}, "ibus", None),
        ({"XMODIFIERS": "@im=ibus"}, None, None),
        ({}, None, None),
    ],
)
def test_under_fcitx_5_chinese_can_be_typed(
    environment: dict[str, str], module: str | None, portal: str | None
) -> None:
    """Typed 「nihao」 arrived as nihao: without an ibus-daemon Qt's plugin for ibus is off, but for the portal."""
    prepare_input_method(environment)
    assert (environment.get("QT_IM_MODULE"), environment.get("IBUS_USE_PORTAL")) == (module, portal)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_token_of_the_style_sheet_is_known(tokens: dict[str, str]) -> None:
    assert "@" not in style_sheet(tokens)


@pytest.mark.usefixtures("program")
def test_the_window_shows_every_name(qtbot: QtBot) -> None:
    """An applicant named 𠮷田 stood as a box in every list, and so did a Tibetan name."""
    qtbot.waitUntil(lambda: "Rare Han C" in QFontDatabase.families())
    boxes = []
    for name in ("㛃𠮷𪩘𫝟𬎆𭕄·张", "བཀྲ་ཤིས་དོན་གྲུབ", "ئابدۇللا مەمەت"):
        layout = QTextLayout(name, QApplication.font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        boxes += [name for run in layout.glyphRuns() if 0 in run.glyphIndexes()]
    assert boxes == []


def test_a_file_typed_without_its_folder_is_opened_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note on the folder named it “”, and 最近的文件 did not find the file from anywhere else."""
    opened: list[Path | None] = []

    def run(path: Path | None, _sample: bool, _begun: object) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("gui.shell.beginning.begin", lambda _path, *, sample: sample)
    monkeypatch.setattr("gui.shell.application.run", run)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.chdir(tmp_path)
    assert main(["登记簿.xxgk"]) == 0
    assert opened == [tmp_path / "登记簿.xxgk"]


def test_the_boxes_for_files_speak_as_she_does(qapp: QApplication, preferences: Preferences) -> None:
    """Qt's own Chinese calls the size of a file 体积, and leaves Folder and Drive in English."""
    Beginning(qapp, preferences)
    said = [
        QCoreApplication.translate(context, word)
        for context, words in (
            ("QFileSystemModel", ("Name", "Size", "Type", "Date Modified")),
            ("QAbstractFileIconProvider", ("Folder", "Drive", "File", "Shortcut")),
        )
        for word in words
    ]
    assert said == ["名称", "大小", "类型", "修改日期", "文件夹", "磁盘", "文件", "快捷方式"]


def test_what_was_done_is_said_where_it_else_says_that_all_is_saved(session: Session, preferences: Preferences) -> None:
    """It began seven pixels further left, and the words seemed to jump."""
    window = MainWindow(session, preferences)
    window.show()
    bar, begins = window.statusBar(), list[int]()
    for told in ("", window.saved.text()):
        bar.showMessage(told)
        QCoreApplication.processEvents()
        shot = bar.grab(QRect(0, 4, 120, bar.height() - 8)).toImage()
        ground = shot.pixel(0, 0)
        begins.append(next(x for x in range(120) if any(shot.pixel(x, y) != ground for y in range(shot.height()))))
    window.close()
    assert begins[0] == begins[1]


def test_a_long_sentence_at_the_foot_ends_before_what_stands_beside_it(
    session: Session, preferences: Preferences
) -> None:
    """It ran on below 可恢复 and the calendar, and neither could be read."""
    window = MainWindow(session, preferences)
    window.show()
    bar = window.statusBar()
    bar.showMessage("已签发第 1 版；" * 40)
    QCoreApplication.processEvents()
    beside = window.recovery if window.recovery.isVisible() else window.calendar
    strip = bar.grab(QRect(beside.x() - 12, 4, 10, bar.height() - 8)).toImage()
    colours = {strip.pixel(x, y) for x in range(strip.width()) for y in range(strip.height())}
    window.close()
    assert len(colours) == 1, "nothing is written into the gap"


@pytest.mark.usefixtures("dressed")
def test_all_three_questions_are_seen_at_200_percent(qtbot: QtBot) -> None:
    """The third lay below the fold, and nothing said that it was there."""
    page = StartPage([])
    qtbot.addWidget(page)
    page.resize(960, 530)
    page.name.setText("临江区青榕街道办事处")
    page.show()
    qtbot.waitUntil(lambda: page.ledger.visibleRegion().boundingRect() == page.ledger.rect())
    bars = [area.verticalScrollBar() for area in cast("list[QScrollArea]", page.findChildren(QScrollArea))]
    qtbot.waitUntil(lambda: max(bar.maximum() for bar in bars) == 0)
