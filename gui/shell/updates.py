"""帮助—更新…: newer packages on removable drives, their changes; a backup, and the system's installer.

Drives are searched after the first page was read, when the menu opens and when the dialog does; never by a timer.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.base.appearance import mark
from gui.base.job import Job, run_for_dialog
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import button, clear, quotable, scrolling, words
from gui.kit.file_dialogs import ask_folder
from gui.safety.backups import back_up_first
from tasks.safety.schedule import Trigger
from tasks.updates.installing import BY_HAND, PORTABLE_STEPS, outcome, prove, take
from tasks.updates.looking import Program, Seen, look, sticks
from tasks.updates.note import Kind

_SIZE = (640, 480)


class Updates(QObject):
    """Searches for a newer package in the background; ``found`` carries the Seen one that fits."""

    found = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.folder = preferences.data_folder / "update"
        self._soon = session.timer(self, self.look, Wait.START)
        self._job: Job | None = None
        session.closing.connect(self._finish)

    def begin(self) -> list[str]:
        """Start searching after the first page was read; return messages about a failed installation."""
        self._soon.start()
        went_well, told = outcome(self.folder, Program.this().version)
        if told and went_well:
            self._session.told.emit(told)
        return [] if went_well else [told]

    @property
    def is_idle(self) -> bool:
        """Whether no search is running."""
        return self._job is None

    def look(self) -> None:
        """Search the drives now, unless a search is running."""
        if self.is_idle:
            program = Program.this()
            self._job = Job(
                lambda _progress: look(sticks(), program), self._tell, nullcontext(), _nothing, self, ended=self._over
            )
            self._job.start()

    def _tell(self, seen: list[Seen]) -> None:
        if seen and seen[0].release:
            self.found.emit(seen[0])

    def _over(self, _job: Job) -> None:
        self._job = None

    def _finish(self) -> None:
        if self._job is not None:
            self._job.wait()


def _nothing() -> None:
    """Do nothing, as the work does not read the open file."""


class UpdateDialog(QDialog):
    """The results, with the reasons why others are not used. ``proved`` carries the kind of a package and its verified
    copy in ``folder``, after a backup if a file is open: the program may close and run the installer.
    """

    proved = Signal(object, object)

    def __init__(self, session: Session | None, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("更新")
        self._session, self._folder = session, folder
        self.program = Program.this()
        self.chosen: Seen | None = None
        self.head = words("", "cardTitle", wrap=True)
        self.told = quotable("", "secondary")
        inside = QWidget()
        mark(inside, "plain")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.install_button = button("备份并安装", self.install, "primary")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(self.head)
        stack.addWidget(scrolling(inside), 1)
        stack.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("选择文件夹…", self.ask_folder))
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.install_button)
        stack.addLayout(foot)
        self.resize(*_SIZE)
        self.show_seen([])
        self.look()

    def ask_folder(self) -> QFileDialog:
        """Ask for the folder of the package."""
        return ask_folder(self, "安装包所在的文件夹", lambda folder: self.look([folder]))

    def look(self, folders: Iterable[Path] | None = None) -> None:
        """Search some folders, or else the drives."""
        run_for_dialog(
            self,
            "查找安装包",
            lambda _progress: look(sticks() if folders is None else folders, self.program),
            self.show_seen,
            self._tell_failure,
        )

    def show_seen(self, seen: list[Seen]) -> None:
        """Show the newest package that fits with its changes, and a sentence for every other one."""
        self.chosen = next((each for each in seen if each.release), None)
        clear(self._lines)
        self.told.say("")
        release = self.chosen.release if self.chosen else None
        if release and self.chosen:
            self.head.say(f"有新版本 {release.version}，正在使用的是 {self.program.version}", Sign.DONE)
            self._lines.addWidget(quotable(str(self.chosen.package), "secondary"))
            for change in release.changes:
                self._lines.addWidget(quotable(f"· {change}"))
        else:
            self.head.say(f"没有找到比 {self.program.version} 新的安装包", name="cardTitle")
            if not seen:
                self._lines.addWidget(
                    quotable("插入存有安装包和签名文件的U盘再打开这里，或者选择它们所在的文件夹。", "secondary")
                )
        refusals = [each.refusal for each in seen if each.refusal]
        if refusals:
            self._lines.addWidget(words("没有采用的", "cardTitle"))
        for refusal in refusals:
            self._lines.addWidget(quotable(refusal, sign=Sign.REFUSED))
        self._lines.addStretch(1)
        self.install_button.setVisible(self.chosen is not None)
        self.install_button.setFocus()
        does = "安装" if self._session is None else "备份并安装"
        self.install_button.setText(does if self.program.kind in _INSTALLED else "核对安装包")

    def install(self) -> None:
        """Verify the package; where the program can replace itself, back up, close and run the installer."""
        seen, kind = self.chosen, self.program.kind
        assert seen is not None, "the button is hidden until there is one"

        def work(_progress: object) -> Path:
            if kind in _INSTALLED:
                return take(seen, self._folder)
            prove(seen, seen.package)
            return seen.package

        def proved(package: Path) -> None:
            session = self._session
            if kind in _INSTALLED and session is not None:
                back_up_first(session, Trigger.UPDATE, partial(self._ready, kind, package), self)
            elif kind in _INSTALLED:
                self._ready(kind, package)
            else:
                steps = PORTABLE_STEPS if kind is Kind.PORTABLE else BY_HAND
                self.told.say(f"安装包核对无误。{steps}", Sign.DONE)

        run_for_dialog(self, "核对安装包", work, proved, self._tell_failure)

    def _ready(self, kind: Kind, package: Path) -> None:
        self.accept()
        self.proved.emit(kind, package)

    def _tell_failure(self, failure: DisclosureError) -> None:
        self.told.say(str(failure), Sign.WRONG)


_INSTALLED = frozenset({Kind.WINDOWS, Kind.DEBIAN_AMD64, Kind.DEBIAN_ARM64})
"""The kinds that the system's installer handles."""
