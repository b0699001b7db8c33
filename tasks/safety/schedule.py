"""When a backup is due, where it goes and which old ones may go; the window only asks and waits."""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from disclosure.errors import DisclosureError, FileUnavailableError
from storage.registers import Registers, local_now
from tasks.safety.backup import UNPROVEN, Backup, Progress, backup_at, backups_in, copied, proven, proven_copy
from tasks.safety.rotation import kept

EVERY = timedelta(minutes=30)
FRESH = timedelta(hours=1)
"""An import needs no new backup while the last proven one is younger."""

_SECONDS_UNFINISHED_IS_KEPT = 24 * 3600
_UNFINISHED = (UNPROVEN, ".part")
_HEX_DIGITS = 8


class Trigger(Enum):
    """What may call for a backup."""

    START = "启动"
    INTERVAL = "定时"
    EXIT = "退出"
    ISSUE = "签发"
    IMPORT = "导入"
    ASKED = "备份"


@dataclass(frozen=True)
class Proof:
    """A backup that was restored and found whole at ``proven_at``; ``problem`` is what happened to its second copy."""

    backup: Backup
    fingerprint: str
    proven_at: datetime
    problem: str = ""


def folder_for(path: Path, data: Path) -> Path:
    """Return where the backups of one file go by default: on this machine, whatever disk the file lies on."""
    resolved = path.resolve()
    named = hashlib.sha256(str(resolved).encode()).hexdigest()[:_HEX_DIGITS]
    return data / "backups" / f"{resolved.stem}-{named}"


class BackupSchedule:
    """The backups of one open file: ``folder`` is made where it is missing, ``second`` (a USB stick) never is."""

    def __init__(
        self,
        registers: Registers,
        folder: Path,
        second: Path | None = None,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        self.registers, self.folder, self.second, self._now = registers, folder, second, now
        self.proof: Proof | None = None

    def is_due(self, trigger: Trigger) -> bool:
        """Whether this occasion calls for a backup now. A read-only or still empty file has nothing to back up."""
        if self.registers.is_read_only or not self.registers.fingerprint:
            return False
        return _RULES[trigger](self)

    @property
    def is_changed(self) -> bool:
        """Whether the file holds any work that the last proven backup does not."""
        return self.proof is None or self.registers.is_changed_since(self.proof.fingerprint)

    def is_older_than(self, age: timedelta) -> bool:
        """Whether the last proof is older than ``age``, or from a time that has not come yet (the clock was moved)."""
        return self.proof is None or not timedelta(0) <= self._now() - self.proof.proven_at < age

    def run(self, trigger: Trigger, progress: Progress | None = None) -> Proof:
        """Make and prove a backup; at the start a proven one of the same content will do.

        Raises FileUnavailableError where the first place cannot be used; the second one's trouble is in the proof.
        """
        _make(self.folder)
        proof = self._proven_again(progress) if trigger is Trigger.START else None
        if proof is None:
            path, held = proven_copy(self.registers, self.folder, self._now(), progress)
            proof = Proof(backup_at(path) or Backup(path, self._now()), held.fingerprint, self._now())
        self.proof = replace(proof, problem=self._copied_to_second(proof.backup))
        for place in (self.folder, *([self.second] if self.second else [])):
            tidy(place, self.registers.path.stem, self._now())
        return self.proof

    def _proven_again(self, progress: Progress | None) -> Proof | None:
        """Prove the newest backup anew; None where there is none, it is damaged, or the file has changed since."""
        for newest in backups_in(self.folder, self.registers.path.stem)[:1]:
            with suppress(FileUnavailableError):
                held = proven(newest.path, progress, self.registers.protection.held)
                if not self.registers.is_changed_since(held.fingerprint):
                    return Proof(newest, held.fingerprint, self._now())
        return None

    def _copied_to_second(self, backup: Backup) -> str:
        if self.second is None:
            return ""
        if not self.second.is_dir():
            return f"第二备份位置“{self.second}”没有连接"
        target = self.second / backup.path.name
        unproven = target.with_name(target.name + UNPROVEN)
        try:
            if not target.exists():
                copied(backup.path, unproven)
                if _digest(unproven) != _digest(backup.path):
                    raise FileUnavailableError("写入后读回的内容不一致")
                unproven.replace(target)
        except (DisclosureError, OSError):
            with suppress(OSError):
                unproven.unlink(missing_ok=True)
            return f"第二备份位置“{self.second}”写不进去，请检查它的空间"
        return ""


def tidy(folder: Path, stem: str, now: datetime) -> None:
    """Delete the backups of a file that the rotation gives up, and copies a killed program left unfinished."""
    backups = backups_in(folder, stem)
    stay = kept((backup.made_at for backup in backups), now)
    for backup in backups:
        if backup.made_at not in stay:
            with suppress(OSError):
                backup.path.unlink()
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.endswith(_UNFINISHED) and path.name.startswith(f"{stem}-备份-"):
                _take_away_if_old(path)


def _take_away_if_old(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _SECONDS_UNFINISHED_IS_KEPT:
            path.unlink()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise FileUnavailableError(f"不能建立备份文件夹“{folder}”：请检查磁盘空间和写入权限。") from error


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


_RULES: dict[Trigger, Callable[[BackupSchedule], bool]] = {
    Trigger.START: lambda _schedule: True,
    Trigger.INTERVAL: lambda schedule: schedule.is_changed and schedule.is_older_than(EVERY),
    Trigger.EXIT: lambda schedule: schedule.is_changed,
    Trigger.ISSUE: lambda schedule: schedule.is_changed,
    Trigger.IMPORT: lambda schedule: schedule.is_older_than(FRESH),
    Trigger.ASKED: lambda _schedule: True,
}
