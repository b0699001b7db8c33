"""Backups that prove themselves: a copy counts only after it was restored elsewhere, checked and counted anew."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.records import RECORD_TYPES
from disclosure.report.cells import CellKey, Figure
from disclosure.report.counting import Period
from storage.password.protection import Held
from storage.registers import Registers, local_now
from tasks.files import opened

Progress = Callable[[int, int], None]
"""Told (done, total) while a copy is proven; it raises CancelledError to stop the work."""

UNPROVEN = ".未验证"
"""What the name of a copy ends with until it has proven itself."""

_STAMP = "%Y%m%d-%H%M%S"
_NAMED = re.compile(r"-备份-(\d{8}-\d{6})(?:-(\d+))?$")


@dataclass(frozen=True)
class Holdings:
    """What a file holds: records by register, the 200 numbers of every year it has records of, the end of its journal.

    ``fingerprint`` is the hash of the newest journal entry: two files with the same one hold the same history.
    """

    records: Mapping[str, int]
    figures: Mapping[int, Mapping[CellKey, Figure]]
    fingerprint: str


@dataclass(frozen=True)
class Backup:
    """One backup in a folder: where it lies and when it was made, by its name."""

    path: Path
    made_at: datetime
    number: int = 1
    """Which of the backups of one second."""


def holdings(registers: Registers) -> Holdings:
    """Count a file."""
    with registers.lock:
        return Holdings(
            records={name: registers.count(record_type) for name, record_type in RECORD_TYPES.items()},
            figures={year: registers.figures(Period.of(year)) for year in registers.years()},
            fingerprint=registers.fingerprint,
        )


def back_up(registers: Registers, folder: Path, now: datetime | None = None, progress: Progress | None = None) -> Path:
    """Write a proven copy of an open file into ``folder`` and return where it lies.

    Raises FileUnavailableError where it cannot be written, or where the copy does not prove itself; nothing is left
    behind then.
    """
    return proven_copy(registers, folder, now, progress)[0]


def proven_copy(
    registers: Registers, folder: Path, now: datetime | None = None, progress: Progress | None = None
) -> tuple[Path, Holdings]:
    """Do what ``back_up`` does and return what the copy holds; until it is proven its name ends with 「.未验证」."""
    stamp = (now or local_now()).strftime(_STAMP)
    final = _unused(folder / f"{registers.path.stem}-备份-{stamp}{registers.path.suffix}")
    copy = final.with_name(final.name + UNPROVEN)
    return final, _write_and_prove(registers, copy, final, progress)


def _write_and_prove(registers: Registers, copy: Path, final: Path, progress: Progress | None) -> Holdings:
    try:
        with registers.lock:
            registers.backup_to(copy)
            expected, held = holdings(registers), registers.protection.held
        if proven(copy, progress, held) != expected:
            raise FileUnavailableError("刚写的备份与原文件不一致，已删除；请换一个磁盘再备份。")
        os.replace(copy, final)
    except OSError as error:
        raise FileUnavailableError(f"不能写入备份“{final.name}”：请检查磁盘空间和写入权限。") from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    return expected


def _refuse_the_file_itself(registers: Registers, path: Path) -> None:
    if path.resolve() == registers.path.resolve():
        raise FileUnavailableError("备份不能写到正在使用的文件上，请选择另一个文件夹。")


def back_up_to(registers: Registers, path: Path, progress: Progress | None = None) -> Path:
    """Write a proven copy of an open file to ``path``, which takes the place of what was there once it is proven.

    Raises FileUnavailableError where it cannot be written or does not prove itself; then nothing is left behind.
    """
    _refuse_the_file_itself(registers, path)
    copy = path.with_name(path.name + UNPROVEN)
    _write_and_prove(registers, copy, path, progress)
    return path


def backup_at(path: Path) -> Backup | None:
    """Return what the name of a file tells of it as a backup; None where it is none."""
    named = _NAMED.search(path.stem)
    if not named or path.suffix == UNPROVEN:
        return None
    try:
        return Backup(path, datetime.strptime(named[1], _STAMP).astimezone(), int(named[2] or 1))
    except ValueError:  # 20249999-000000 is no instant
        return None


def backups_in(folder: Path, stem: str = "") -> list[Backup]:
    """Return the backups in a folder, newest first; of the file ``stem`` only, if given. No folder, no backups."""
    try:
        present = list(folder.iterdir())
    except OSError:
        return []
    found = [backup for path in present if (backup := backup_at(path)) and stem in ("", _stem(path))]
    return sorted(found, key=lambda backup: (backup.made_at, backup.number), reverse=True)


def proven(backup: Path, progress: Progress | None = None, held: Held | None = None) -> Holdings:
    """Restore a backup into a temporary place, check it whole, and return what it holds.

    ``held`` opens what is sealed in it; without it all but that is checked. Raises FileUnavailableError with the first
    thing that is wrong.
    """
    with _restored(backup, None) as folder:
        return _checked(backup, Path(folder, backup.name), progress, held)


def restore(backup: Path, to: Path, progress: Progress | None = None) -> Holdings:
    """Restore a proven backup into a new file and return what it holds; an existing file is never replaced.

    Raises FileUnavailableError where the backup does not prove itself, or where ``to`` exists or cannot be written.
    """
    if to.exists():
        raise FileUnavailableError(f"“{to.name}”已存在，恢复不会覆盖任何文件，请写一个新的文件名。")
    if not to.parent.is_dir():
        raise FileUnavailableError(f"文件夹“{to.parent}”不存在，请先建立。")
    with _restored(backup, to.parent) as folder:
        copy = Path(folder, backup.name)
        held = _checked(backup, copy, progress)
        with opened(copy) as registers:
            registers.backup_to(to)
    return held


def copied(source: Path, target: Path) -> None:
    """Copy a file that no program has open, readable by its owner only, and have it on the disk.

    Raises FileUnavailableError where there is no room, no permission or no disk any more.
    """
    try:
        handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with source.open("rb") as reading, os.fdopen(handle, "wb") as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()
            os.fsync(writing.fileno())
    except OSError as error:
        raise FileUnavailableError(f"不能把备份写到“{target.parent}”：请检查磁盘空间和写入权限。") from error


def _restored(backup: Path, beside: Path | None) -> "tempfile.TemporaryDirectory[str]":
    """Return a folder, the owner's alone, that holds a copy of a backup until it is left."""
    if not backup.is_file():
        raise FileUnavailableError(f"没有找到备份“{backup.name}”，请核对文件名和位置。")
    try:
        folder = tempfile.TemporaryDirectory(prefix=".disclosure-", dir=beside, ignore_cleanup_errors=True)
    except OSError as error:
        raise FileUnavailableError("没有地方可以试着恢复备份：请检查磁盘空间和写入权限。") from error
    try:
        copied(backup, Path(folder.name, backup.name))
    except DisclosureError:
        folder.cleanup()
        raise
    return folder


def _checked(backup: Path, copy: Path, progress: Progress | None, held: Held | None = None) -> Holdings:
    with opened(copy) as registers:
        if held is not None:
            registers.protection.unlock_with(held)
        problems = registers.verify(progress)
        if problems:
            raise FileUnavailableError(f"备份“{backup.name}”有损坏：{problems[0]}")
        return holdings(registers)


def _stem(backup: Path) -> str:
    return _NAMED.sub("", backup.stem)


def _unused(path: Path) -> Path:
    """Return the path, or the first of its numbered kind where backups of the same second exist."""
    taken = 1
    unused = path
    while unused.exists():
        taken += 1
        unused = path.with_name(f"{path.stem}-{taken}{path.suffix}")
    return unused
