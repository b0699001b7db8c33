"""When a backup is due, where it goes and which old ones to delete; the window only asks and waits."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.progress import Progress, silent
from resources.disks import is_pulled
from storage.backup import ends_of
from storage.registers import Registers, local_now
from storage.whole_file import hash_of_file, make_folders, sweep_unfinished, whole_file
from tasks.safety.backup import Backup, backup_at, backups_of, copied_name, proven, proven_copy
from tasks.safety.left_copies import follow, note_open, remember, sweep_written, waiting, waiting_sentence
from tasks.safety.rotation import kept
from tasks.safety.whose import take_over, tell_whose

EVERY = timedelta(minutes=30)
FRESH = timedelta(hours=1)
"""An import needs no new backup if the last proven one is younger."""

_HEX_DIGITS = 8
_LONGEST_STEM = 60
_PROVED_AT_A_TIME = 4


class Trigger(Enum):
    """An occasion on which a backup may be due; its value names the act in questions and messages."""

    START = "启动"
    INTERVAL = "定时"
    EXIT = "退出"
    ISSUE = "签发"
    IMPORT = "导入"
    UPDATE = "升级"
    ASKED = "备份"


@dataclass(frozen=True)
class Proof:
    """A backup that passed the proof at ``proven_at``; ``problem`` is what went wrong with its second copy."""

    backup: Backup
    fingerprint: str
    proven_at: datetime
    problem: str = ""


def folder_for(path: Path, data: Path) -> Path:
    """Return the default folder for the backups of one file: on this machine, whatever disk the file is on.

    SQLite opens no path of more than 512 bytes, and the names of backups may be as long as names get; so the folder
    takes only the beginning of a long name, unless one with the whole name exists.
    """
    resolved = path.resolve()
    named = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:_HEX_DIGITS]
    folder = data / "backups" / f"{resolved.stem}-{named}"
    if len(os.fsencode(resolved.stem)) > _LONGEST_STEM and not folder.is_dir():
        beginning = os.fsencode(resolved.stem)[:_LONGEST_STEM].decode(errors="ignore")
        return data / "backups" / f"{beginning}-{named}"
    return folder


class BackupSchedule:
    """The backups of one open file: ``folder`` is created if missing, ``second`` (a USB stick) never is.

    ``memory`` is the memory file of ``left_copies``: copies a change of the password did not reach are resealed once
    they are reachable, and what a crash left unfinished is deleted at the start.
    """

    def __init__(
        self,
        registers: Registers,
        folder: Path,
        second: Path | None = None,
        now: Callable[[], datetime] = local_now,
        memory: Path | None = None,
    ) -> None:
        self.registers, self.folder, self.second, self._now, self._memory = registers, folder, second, now, memory
        self.proof: Proof | None = None

    def is_due(self, trigger: Trigger) -> bool:
        """Whether this occasion calls for a backup now; never for a read-only or still empty file."""
        if self.registers.is_read_only or not self.registers.fingerprint:
            return False
        return _RULES[trigger](self)

    @property
    def is_changed(self) -> bool:
        """Whether the file holds work that the last proven backup does not."""
        return self.proof is None or self.registers.is_changed_since(self.proof.fingerprint)

    def is_older_than(self, age: timedelta) -> bool:
        """Whether the last proof is older than ``age``, or dated in the future (the clock was set back)."""
        return self.proof is None or not timedelta(0) <= self._now() - self.proof.proven_at < age

    def run(
        self, trigger: Trigger, progress: Progress = silent, told: Callable[[Proof], object] = lambda _proof: None
    ) -> Proof:
        """Make and prove a backup; at the start it replaces one with the same content.

        The proof of a backup proves the file as well, without locking it. ``told`` hears of it at once: the second
        place and old backups come after it, and with a clock that was set back these take long. Raises
        FileUnavailableError if the first folder cannot be used; problems with the second one are in the returned proof.
        """
        own = tuple(filter(None, (self.folder, self._memory)))
        for each in own:  # a folder may be another file's if this one was empty when it was opened
            take_over(each, self.registers)
        try:
            make_folders(self.folder)
            self.folder.chmod(0o700)
            for each in own:
                tell_whose(each, self.registers)
        except OSError as error:
            raise FileUnavailableError(f"不能建立备份文件夹“{self.folder}”：检查磁盘空间和写入权限。") from error
        sealed = self.registers.protection.held.envelopes
        same = self._same() if trigger is Trigger.START else None
        path, held = proven_copy(self.registers, self.folder, self._now(), progress, same)
        tell_whose(self.folder, self.registers)  # again, with the current end of the journal
        proof = Proof(backup_at(path) or Backup(path, self._now()), held.fingerprint, self._now())
        self.proof = proof
        told(proof)
        now = self._now()
        problems = [self._copied_to_second(proof.backup)]
        if self.registers.protection.held.envelopes != sealed:  # changed meanwhile, too late for these copies
            places = [*waiting(self._memory), self.folder, *filter(None, [self.second])]
            remember(self._memory, places, is_sealed=self.registers.protection.is_sealed)
        if trigger is Trigger.START:
            note_open(self.registers, filter(None, (self.folder, self.second)), self._memory)
        problems += [waiting_sentence(follow(self.registers, self.folder, self._memory))]
        rotten = [at for place in filter(None, (self.folder, self.second)) for at in tidy(place, self.registers, now)]
        if trigger is Trigger.START:
            for place in (self.registers.path.parent, Path(tempfile.gettempdir())):
                sweep_unfinished(place)
            sweep_written(self._memory)
            older = backups_of(self.registers, self.folder)[1:]
            if older:  # prove one of them a day, in turn
                turn = older[now.toordinal() % len(older)]
                rotten += [turn] if turn not in rotten and not is_sound(turn.path) else []
        problems += [f"备份“{each.path.name}”已经损坏，同一时期别的备份因此留着没有删" for each in rotten]
        seen_to = replace(proof, problem="；".join(filter(None, problems)))
        if self.proof is proof:  # another occasion may have made a newer one meanwhile
            self.proof = seen_to
        return seen_to

    def _same(self) -> Path | None:
        """Return the newest backup if nothing was done since; None if there is none or it is unreadable."""
        for newest in backups_of(self.registers, self.folder)[:1]:
            known = ends_of(newest.path)[2]
            if known and not self.registers.is_changed_since(known):
                return newest.path
        return None

    def _copied_to_second(self, backup: Backup) -> str:
        if self.second is None:
            return ""
        if not self.second.is_dir() or is_pulled(self.second):
            return f"第二备份位置“{self.second}”没有连接"
        target = copied_name(self.registers, backup, self.second)
        try:
            wanted = hash_of_file(backup.path)
            if target.exists() and hash_of_file(target) == wanted:  # copied earlier
                return ""
            with whole_file(target, private=True, kind=FileUnavailableError) as aside:
                shutil.copyfile(backup.path, aside)
                if hash_of_file(aside) != wanted:
                    raise FileUnavailableError(f"“{target}”写入后读回的内容不一致，要换一个磁盘。")
        except FileUnavailableError as refused:
            return f"第二备份位置：{refused}"
        except OSError:
            return f"第二备份位置：“{target}”读不出来，要换一个磁盘。"
        return ""


def is_sound(backup: Path) -> bool:
    """Whether a backup passes the proof; its sealed values are not examined."""
    try:
        proven(backup)
    except FileUnavailableError:
        return False
    return True


def tidy(folder: Path, registers: Registers, now: datetime, proves: Callable[[Path], bool] = is_sound) -> list[Backup]:
    """Delete the backups of an open file that the rotation does not keep, and what a crash left unfinished.

    A backup is deleted only once the one kept in its stead has passed the proof. One that fails is not deleted, and
    neither is the best of those it was to replace. Only a few are proved at a time; the rest waits for another day.
    Returns those that failed.
    """
    sweep_unfinished(folder)
    sound: dict[datetime, bool] = {}
    while True:
        backups = backups_of(registers, folder)
        stay = kept((each.made_at for each in backups if sound.get(each.made_at, True)), now)
        goes = {
            each: min((other for other in stay if other >= each.made_at), default=None)
            for each in backups
            if each.made_at not in stay and sound.get(each.made_at, True)
        }
        for each, instead in goes.items():
            if instead is not None and sound.get(instead):
                with suppress(OSError):
                    each.path.unlink()
        asked = next((each for each in backups if each.made_at in goes.values() and each.made_at not in sound), None)
        if asked is None or len(sound) == _PROVED_AT_A_TIME:
            return [each for each in backups if not sound.get(each.made_at, True)]
        sound[asked.made_at] = proves(asked.path)


_RULES: dict[Trigger, Callable[[BackupSchedule], bool]] = {
    Trigger.START: lambda _schedule: True,
    Trigger.INTERVAL: lambda schedule: schedule.is_changed and schedule.is_older_than(EVERY),
    Trigger.EXIT: lambda schedule: schedule.is_changed,
    Trigger.ISSUE: lambda schedule: schedule.is_changed,
    Trigger.IMPORT: lambda schedule: schedule.is_older_than(FRESH),
    Trigger.UPDATE: lambda _schedule: True,
    Trigger.ASKED: lambda _schedule: True,
}
