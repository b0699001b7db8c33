"""The program with a window: which file is open, which window shows it, and where crashes are reported."""

import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from disclosure.errors import DisclosureError, FileDamagedError, FileInUseError
from gui.base import TITLE
from gui.base.ahead import GUARD, PAGES, Ahead
from gui.base.appearance import LaterFonts, dress_window
from gui.base.garbage import Collector
from gui.base.half_typed import HalfTyped
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.messages import show_error
from gui.shell.beginning import Beginning, begin, names_fcitx
from gui.shell.first_window import FirstWindow, bring_forward
from gui.shell.main_window import MainWindow
from resources.locate import resource_path
from storage.registers import Registers, create_registers, look_in_registers, open_registers
from storage.whole_file import scratch_folder, sweep_unfinished
from tasks.crash_report import crash_report
from tasks.files import user_name

if TYPE_CHECKING:
    from gui.shell.first_answers import FirstAnswers

_START_SIZE = (1360, 740)
_SAMPLE_BANNER = (
    '这是虚构的示例，日子跟着今天走，可以随意修改，关闭后自动删除。<a href="remove">移除示例，开始使用自己的登记簿</a>'
)

Opening = Callable[[], Registers]


def run(path: Path | None = None, sample: bool = False, beginning: Beginning | None = None) -> int:
    """Open the window on a file, on the sample, or on what was open last; return the exit status."""
    begun = beginning or begin(path, sample=sample)
    app = begun.app
    speak_to_fcitx_4(app, os.environ)
    program = Program(app, begun.preferences, beginning=begun)

    def swallowed(failure: "sys.UnraisableHookArgs") -> None:
        if issubclass(failure.exc_type, Exception):  # 取消 of a reader (importers.watch) may surface in a finalizer
            program.report_crash(failure.exc_type, failure.exc_value, failure.exc_traceback)

    sys.unraisablehook = swallowed
    threading.excepthook = lambda failure: program.report_crash(
        failure.exc_type, failure.exc_value, failure.exc_traceback
    )
    program.begin(path, sample=sample)
    QTimer.singleShot(Wait.PAINT, app, partial(_collect_garbage, app))
    return app.exec()


def _collect_garbage(app: QApplication) -> None:
    """Collect garbage from now on, but leave out all that the start has made: it lives as long as the program."""
    gc.freeze()
    Collector(app)


def speak_to_fcitx_4(app: QApplication, environment: Mapping[str, str]) -> None:
    """Let users of fcitx 4, which does not speak the ibus protocol, type Chinese as well."""
    if names_fcitx(environment):
        from gui.shell.fcitx4 import Fcitx4  # noqa: PLC0415 - D-Bus, for this one input method

        Fcitx4(app, environment.get("DISPLAY", ""))


class Program(QObject):
    """Which window is open, and on which file.

    The application owns it: were it garbage-collected in a worker's thread, the event loop would still call into it.
    """

    crashed = Signal(str)
    refused = Signal(object)
    """Brings a DisclosureError no act caught: what it stood in the way of was not done, nor shown."""

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        *,
        today: Callable[[], date] = date.today,
        beginning: Beginning | None = None,
    ) -> None:
        super().__init__(app)
        self.app, self.preferences, self._today = app, preferences, today
        self.window: QMainWindow | None = None
        self._sample = ExitStack()
        app.aboutToQuit.connect(self._sample.close)
        self._frame = (beginning or Beginning(app, preferences)).frame
        QTimer.singleShot(Wait.PAINT, self, self._finish_look)
        self.crashed.connect(self._show_crash, Qt.ConnectionType.QueuedConnection)
        self.refused.connect(self._tell_refusal, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self.report_crash

    def begin(self, path: Path | None, *, sample: bool) -> None:
        """Open the sample, the file asked for, or what was open last; where there is none of these, the start page."""
        if sample:
            self.open_sample()
        elif path is not None:
            self.open_file(path)
        elif recent := [known for known in self.preferences.recent_files[:1] if known.exists()]:
            self.open_file(recent[0])
        else:
            self.show_start_page()

    def open_file(self, path: Path) -> None:
        """Open a file in place of the one open now; where that is impossible, the start page says why."""
        self._replace_by(path, lambda: open_registers(path, by=user_name()))

    def create_file(self, path: Path) -> None:
        """Make a new file and open it."""
        self._replace_by(path, lambda: create_registers(path, by=user_name()))

    def open_sample(self) -> None:
        """Make the sample around today, in a temporary folder that goes away with it, and open it.

        What was typed into the sample of a program that was killed goes away, too.
        """
        from tasks.sample import make_sample  # noqa: PLC0415

        sweep_unfinished(Path(tempfile.gettempdir()))
        path = self._sample.enter_context(scratch_folder(None)) / "示例.sqlite"
        self._replace_by(path, lambda: open_registers(make_sample(path, self._today()), by=user_name()), remember=False)
        if isinstance(self.window, MainWindow):
            self.window.banner.setTextFormat(Qt.TextFormat.RichText)
            self.window.banner.setText(_SAMPLE_BANNER)
            self.window.banner.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            self.window.banner.linkActivated.connect(lambda _link: self.remove_sample())
            self.window.banner.show()

    def remove_sample(self) -> None:
        """Close and delete the sample, and show the start page."""
        self.show_start_page()
        self._sample.close()

    def begin_office(self, answers: "FirstAnswers") -> None:
        """Create the office's file from the answers on the start page, and enter them."""
        self.create_file(answers.path)
        if isinstance(self.window, MainWindow):
            answers.enter(self.window)

    def show_start_page(self, problem: str = "", *, held: Path | None = None) -> None:
        """Show the start page, with a ``problem`` on it; a file ``held`` by somebody else can be viewed from there."""
        from gui.shell.start_page import StartPage  # noqa: PLC0415

        window = QMainWindow()
        updates = self.preferences.data_folder / "update"
        page = StartPage(self.preferences.recent_files, problem, self._today(), held=held, updates=updates)
        page.look_wanted.connect(self.look_in)
        page.begun.connect(self.begin_office)
        page.sample_wanted.connect(self.open_sample)
        page.file_wanted.connect(self.open_file)
        page.open_button.setShortcut("Ctrl+O")
        window.setCentralWidget(page)
        dress_window(window)
        window.setWindowTitle(TITLE)
        room = window.screen().availableSize()
        window.resize(min(_START_SIZE[0], room.width()), min(_START_SIZE[1], room.height()))
        self._show(window)

    def report_crash(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Report an unexpected error in the window and on the terminal, without any values.

        The terminal is often a log (~/.xsession-errors, journald), and the message of an error may quote personal data.
        A DisclosureError is no bug: its sentence is told, whichever act did not expect it.
        """
        if isinstance(error, DisclosureError):
            self.refused.emit(error)
            return
        report = crash_report(kind, trace)
        if sys.stderr is not None:  # a windowed program on Windows has none
            sys.stderr.write(f"{report}\n")
        self.crashed.emit(report)

    def _show_crash(self, report: str) -> None:
        from gui.shell.crash import CrashDialog  # noqa: PLC0415

        shown = cast("list[CrashDialog]", self.window.findChildren(CrashDialog)) if self.window is not None else []
        if up := next((dialog for dialog in shown if dialog.isVisible()), None):
            up.add(report)
        else:
            CrashDialog(report, self.window).open()

    def _tell_refusal(self, failure: DisclosureError) -> None:
        show_error(failure, self.app.activeModalWidget() or self.window)

    def _leave_or_tell(self, path: Path, elsewhere: FileInUseError) -> None:
        """End a second start on an open file once the first window has come forward; else say where it is open."""
        if self.window is None and bring_forward(path, self.preferences.data_folder):
            QTimer.singleShot(Wait.TURN, self.app.quit)
        else:
            self.show_start_page(str(elsewhere), held=path)

    def look_in(self, path: Path) -> None:
        """Show, read-only, what is in a file that somebody else has open."""
        self._replace_by(path, lambda: look_in_registers(path), remember=False)

    def _offer_recovery(self, path: Path, damage: FileDamagedError) -> None:
        from gui.safety.recovery import offer_recovery  # noqa: PLC0415

        self.show_start_page(str(damage))
        assert self.window is not None
        offer_recovery(path, str(damage), self.preferences, self.window, self.open_file)

    def _replace_by(self, path: Path, opening: Opening, *, remember: bool = True) -> None:
        if self.window is not None:
            self.window.close()  # first: the next file may be this very one
        try:
            registers = opening()
        except FileInUseError as elsewhere:
            self._leave_or_tell(path, elsewhere)
            return
        except FileDamagedError as damage:
            self._offer_recovery(path, damage)
            return
        except DisclosureError as failure:
            self.show_start_page(str(failure))
            return
        if remember:
            self.preferences.remember_file(registers.path)
        self.preferences.remember_password(registers.path, is_asked=registers.protection.is_locked)
        if registers.protection.is_locked:
            self._ask_password(registers)
        else:
            self.show_registers(registers, keep_backups=remember)

    def _ask_password(self, registers: Registers) -> None:
        """Ask for a file's password. The file stays open meanwhile, so that nobody else takes it."""
        from gui.safety.unlock_window import UnlockWindow  # noqa: PLC0415

        window = UnlockWindow(registers)
        window.unlocked.connect(lambda: self.show_registers(registers, keep_backups=not registers.is_snapshot))
        window.given_up.connect(self.show_start_page)
        window.damaged.connect(partial(self._offer_recovery, registers.path))
        if not registers.is_snapshot:
            FirstWindow(registers.path, self.preferences.data_folder, window)
        self._show(window)

    def show_registers(self, registers: Registers, *, keep_backups: bool = True) -> None:
        """Show the window of an open file; at the start that is the frame already on the screen."""
        window, self._frame = self._frame or MainWindow(None, self.preferences), None
        window.open(Session(registers, today=self._today))
        window.leaving.connect(lambda path: self.open_file(path) if path else self.show_start_page())

        def guard() -> None:
            if window.isVisible():  # not closed meanwhile
                window.keep_safe(with_backups=keep_backups)
                Ahead(PAGES, window)

        window.settled.connect(lambda: Ahead(GUARD, window).done.connect(guard))
        self._show(window)

    def _finish_look(self) -> None:
        """Do what can wait until the window is up, such as loading the icon, which takes Qt longer than the text."""
        HalfTyped(self.app, self)
        self.app.setWindowIcon(QIcon(str(resource_path("icons", "app.png"))))
        LaterFonts(resource_path("fonts"), self)

    def _show(self, window: QMainWindow) -> None:
        left, self.window, self._frame = (self._frame, self.window), window, None
        window.show()
        for former in left:
            if former is not None:
                former.close()
                former.deleteLater()
