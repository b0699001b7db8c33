"""What runs beside an open file once its window is up: backups, drafts, the lock, reading of papers, updates."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disclosure.errors import CancelledError, DisclosureError
from gui.base.preferences import Preferences
from gui.base.safety import FileSafety, SafetyState
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.cases.acts import form_again
from gui.forms.drafts import FormDrafts
from gui.kit.file_dialogs import documents
from gui.safety.backups import Backups, proof_words
from gui.safety.lock import Lock
from gui.shell.first_window import FirstWindow
from gui.shell.paper_reader import PaperReader
from gui.shell.updates import Updates
from storage.whole_file import HEARS
from tasks.safety.left_copies import Written, former_sentence, memory_path, seal_gone, waiting, waiting_sentence
from tasks.safety.place import open_folder_note, place_warnings
from tasks.safety.schedule import Proof, folder_for
from tasks.safety.verify import problems_of
from tasks.safety.whose import gone_back_sentence, take_over, tell_whose


class Guard(QObject):
    """The guards of one open file.

    ``safety_told`` carries the FileSafety after every backup, also after one that failed. ``standing_told`` carries a
    matter and what to say about it for as long as it holds, empty once it no longer does: copies still under the
    old password, the place and the clock, other content laid over the file. ``unproven`` means that no backup at the
    start has proved the file, so it has to be checked itself.

    ``backups`` is None for a file that keeps none: the sample, which is deleted when it is closed.
    """

    safety_told = Signal(object)
    standing_told = Signal(str, str)
    unproven = Signal()

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self.drafts = FormDrafts(session, preferences.data_folder, window, form_again)
        self.lock = Lock(session, preferences, window, self.drafts.keep)
        self.lock.uncovered.connect(session.unlocked)
        self.updates = Updates(session, preferences, self)
        self.backups: Backups | None = None
        self._proof: Proof | None = None

    def begin(self, *, with_backups: bool) -> list[str]:
        """Start all guards; return what has to be said, one sentence each, mostly about where the file is stored."""
        session, preferences = self._session, self._preferences
        path = session.registers.path
        memory, gone_back = memory_path(path, preferences.data_folder), ""
        if not session.is_read_only:
            for kept in (memory, folder_for(path, preferences.data_folder)):
                take_over(kept, session.registers)
                gone_back = gone_back_sentence(kept, session.registers) or gone_back
                tell_whose(kept, session.registers)
            session.closing.connect(lambda: tell_whose(memory, session.registers))
        if with_backups and self.backups is None:
            self.backups = Backups(session, preferences, self._window)
            for proof in (self.backups.held, self.backups.proven):
                proof.connect(self._tell_proof)
            self.backups.failed.connect(self._tell_failure)
            self.backups.unproven.connect(self.unproven)
            self.backups.start()
        self.papers = PaperReader(session, self)
        self.lock.refresh()
        if not session.registers.is_snapshot:  # a snapshot's file, and its drafts, belong to another window
            QTimer.singleShot(Wait.TURN, self.drafts.offer)
            FirstWindow(path, preferences.data_folder, self._window)
        if with_backups and not session.registers.is_snapshot:
            hears = Written(memory, preferences.data_folder)
            HEARS.append(hears)
            session.closing.connect(lambda: HEARS.remove(hears))
        self.tell_waiting()
        self._tell_place()
        for tell in (self._tell_place, self._tell_proof):  # at midnight, or when somebody set the clock
            session.day_changed.connect(tell)
        state = QGuiApplication.instance()
        assert isinstance(state, QGuiApplication), "a guard belongs to a window"
        state.applicationStateChanged.connect(self._look_again)
        session.closing.connect(lambda: state.applicationStateChanged.disconnect(self._look_again))
        told = [
            *self.updates.begin(),
            *session.registers.protection.doubts(),
            seal_gone(session.registers, memory),
            gone_back,
        ]
        told = list(filter(None, dict.fromkeys(told)))
        is_own_choice = str(path.parent) != documents()  # the folder offered for a first file was nobody's choice
        note = open_folder_note(path, is_chosen=is_own_choice) if with_backups else ""
        if note and preferences.is_first_time(f"{path.parent}: {note}"):
            told.append(note)
        return told

    def look_through(self, told: Callable[[list[str]], object], *, is_quiet: bool) -> None:
        """Check the whole file in the background, usable meanwhile; ``told`` gets what is wrong with it."""

        def not_seen(failure: DisclosureError) -> None:
            if not isinstance(failure, CancelledError):
                self.safety_told.emit(FileSafety(SafetyState.UNPROVEN, "文件没有检查完", Sign.DOUBT, str(failure)))

        look = partial(problems_of, self._session.registers)
        if is_quiet:
            self._session.run_quietly(look, told, failed=not_seen, shares=True)
        else:
            self._session.run("检查文件", look, told, self._window, failed=not_seen, shares=True)

    def tell_waiting(self) -> None:
        """Say which copies still have the old password, or that none has any more."""
        memory = memory_path(self._session.registers.path, self._preferences.data_folder)
        told = (waiting_sentence(waiting(memory)), former_sentence(memory))
        self.standing_told.emit("waiting", "\n".join(filter(None, told)))

    def _tell_place(self) -> None:
        told = place_warnings(self._session.registers, datetime.now().astimezone())
        self.standing_told.emit("place", "\n".join(told))

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Check that the file was not replaced while she was in another program, a file manager perhaps."""
        if state is Qt.ApplicationState.ApplicationActive and not self._session.is_busy:
            told = ""
            try:
                self._session.registers.refuse_another_content("以后的改动不会保存")
            except DisclosureError as replaced:
                told = str(replaced)
            self.standing_told.emit("content", told)

    def _tell_proof(self, proven: Proof | None = None) -> None:
        """Say how old the last proven backup is: the one just ``proven``, else the one before."""
        proof = self._proof = proven or self._proof
        if proof is None:
            return
        # the reason is a long sentence with a path: in the status bar it made the window wider than the screen
        told = proof_words(proof, self._session.today) + (" · 第二备份位置没有连接或不能用" if proof.problem else "")
        detail = "\n".join(filter(None, (proof.problem, f"已恢复到临时位置并核对无误：{proof.backup.path}")))
        sign = Sign.DOUBT if proof.problem else Sign.DONE
        self.safety_told.emit(FileSafety(SafetyState.PROVEN, told, sign, detail))
        self.tell_waiting()

    def _tell_failure(self, failure: DisclosureError) -> None:
        if not isinstance(failure, CancelledError):
            self._proof = None
            self.safety_told.emit(FileSafety(SafetyState.UNPROVEN, "备份没有做成", Sign.WRONG, str(failure)))
