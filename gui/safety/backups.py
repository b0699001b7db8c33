"""Automatic backups while a file is open, and before risky acts."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from glob import escape
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from disclosure.errors import DisclosureError
from disclosure.progress import Progress
from gui.base.job import Job
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.file_dialogs import folder_words
from tasks.safety.backup import Backup, backups_in, backups_of
from tasks.safety.left_copies import memory_path
from tasks.safety.schedule import BackupSchedule, Proof, Trigger, folder_for

_AFTER_FIRST_PAINT: int = Wait.LONG


class Backups(QObject):
    """The backups of one open file: at the start, every half hour if it changed, at the end, and before risky acts.

    ``held`` carries the Proof of a backup as soon as it was restored and found intact, ``proven`` the same once the
    second place and the old backups were seen to, ``failed`` the reason why there is none, and ``unproven`` is emitted
    if the one at the start was not made.
    """

    held = Signal(object)
    proven = Signal(object)
    failed = Signal(object)
    unproven = Signal()

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        super().__init__(session)
        self._session, self._preferences, self._window = session, preferences, window
        self._jobs: list[Job] = []
        self._clock = session.timer(self, lambda: self.run_if_due(Trigger.INTERVAL), 5 * Wait.MINUTE, repeats=True)
        self._soon = session.timer(self, lambda: self.run_if_due(Trigger.START), _AFTER_FIRST_PAINT)
        session.closing.connect(self._finish)

    @cached_property
    def schedule(self) -> BackupSchedule:
        """When a backup is due and where it goes; made on first use, as the window opens without it."""
        registers = self._session.registers
        folder = folder_for(registers.path, self._preferences.data_folder)
        memory = memory_path(registers.path, self._preferences.data_folder)
        return BackupSchedule(registers, folder, self._preferences.second_backup_folder, memory=memory)

    def start(self) -> None:
        """Start with the first backup, soon after the first paint."""
        self._soon.start()
        self._clock.start()

    def run_if_due(
        self,
        trigger: Trigger,
        then: Callable[[], object] | None = None,
        otherwise: Callable[[DisclosureError], object] | None = None,
    ) -> None:
        """Back up in the background if this occasion requires it.

        ``then`` is called when there is nothing more to do, ``otherwise`` if no backup was possible.
        """
        schedule = self.schedule

        def work(progress: Progress) -> Proof | None:
            return schedule.run(trigger, progress, self.held.emit) if schedule.is_due(trigger) else None

        def done(proof: Proof | None) -> None:
            if proof is not None:
                self.proven.emit(proof)
            elif trigger is Trigger.START:  # nothing to back up, or a read-only file
                self.unproven.emit()
            if then is not None:
                then()

        def refused(failure: DisclosureError) -> None:
            self.failed.emit(failure)
            if trigger is Trigger.START:
                self.unproven.emit()
            if otherwise is not None:
                otherwise(failure)

        job = Job(work, done, nullcontext(), lambda: None, self, failed=refused, ended=self._jobs.remove)
        self._jobs.append(job)
        job.start()

    def before(self, trigger: Trigger, then: Callable[[], object], parent: QWidget | None) -> None:
        """Back up if due, then go on; if no backup is possible the user decides."""
        if not self.schedule.is_due(trigger):
            then()
            return
        self._session.told.emit(f"{trigger.value}前先备份…")
        self.run_if_due(trigger, then, lambda failure: ask_whether_to_go_on(trigger, failure, then, parent))

    def use_second_folder(self) -> None:
        """Set the second place from the preferences and write there at once."""
        self.schedule.second = second = self._preferences.second_backup_folder

        def tell() -> None:
            proof = self.schedule.proof
            if second is None:
                self._session.told.emit("备份不再放到第二个位置，那里已有的还留着。")
            elif proof is not None and not proof.problem:
                self._session.told.emit(f"以后每份备份也放进{folder_words(second)}，刚才那份已经放好并核对无误。")

        self.run_if_due(Trigger.ASKED, tell)

    def known(self) -> list[Backup]:
        """Return the backups of the file in both places, newest first, including those of earlier files here."""
        own, second = self.schedule.folder, self.schedule.second
        found = [backup for folder in own.parent.glob(f"{escape(own.name)}*") for backup in backups_in(folder)]
        found += backups_of(self._session.registers, second) if second else []
        return sorted(found, key=lambda backup: backup.made_at, reverse=True)

    def _finish(self) -> None:
        """Make the last backup before the file is closed, if anything changed since the one before."""
        self._soon.stop()
        self._clock.stop()
        for job in list(self._jobs):
            job.cancel()
            job.wait()
        try:
            if self.schedule.is_due(Trigger.EXIT):
                self._window.hide()
                self.schedule.run(Trigger.EXIT)
        except DisclosureError:  # the next start backs up again and reports the problem
            return


def proof_words(proof: Proof, today: date) -> str:
    """Return the status bar's text on a proven backup: 「可恢复，今天 08:31 试过」."""
    at = proof.backup.made_at
    return f"可恢复，今天 {at:%H:%M} 试过" if at.date() == today else f"可恢复，{at:%Y-%m-%d %H:%M} 试过"


def ask_whether_to_go_on(
    trigger: Trigger, failure: DisclosureError, then: Callable[[], object], parent: QWidget | None
) -> QMessageBox:
    """Say why there is no backup and let the user decide whether to go on without one."""
    box = QMessageBox(QMessageBox.Icon.Warning, f"{trigger.value}前的备份", f"备份没有做成：{failure}", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.addButton(f"不备份，继续{trigger.value}", QMessageBox.ButtonRole.AcceptRole).clicked.connect(then)
    box.open()
    return box


def ask_second_place(
    known: Path, choose: Callable[[], object], end: Callable[[], object], parent: QWidget | None
) -> QMessageBox:
    """Say where every backup also goes and whether that is connected; she may ``choose`` another, or ``end`` it."""
    state = "连接着，每份备份同时放一份在那里。" if known.is_dir() else "现在没有连接，接上以后的备份才会放过去。"
    told = f"第二备份位置是“{known}”，{state}\n不再使用的，那里已有的备份还留着。"
    box = QMessageBox(QMessageBox.Icon.Information, "第二备份位置", told, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton("换一个…", QMessageBox.ButtonRole.ActionRole).clicked.connect(choose)
    box.addButton("不再使用", QMessageBox.ButtonRole.DestructiveRole).clicked.connect(end)
    stays = box.addButton("知道了", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stays)
    box.open()
    return box


def back_up_first(session: Session, trigger: Trigger, then: Callable[[], object], parent: QWidget | None) -> None:
    """Do something risky after a backup, if backups are made; the sample has none."""
    backups = session.findChild(Backups)
    if backups is None:
        then()
    else:
        backups.before(trigger, then, parent)
