"""Proven backups: a copy counts only after it has been restored elsewhere, verified and counted again."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.file_names import fitted
from disclosure.progress import Progress, silent
from disclosure.records import RECORD_TYPES
from disclosure.report.cells import CellKey, Figure
from disclosure.report.counting import Period
from storage.backup import ends_of
from storage.password.protection import Held
from storage.registers import Registers, local_now
from storage.whole_file import is_same_file, scratch_folder, sweep_unfinished, while_connected
from tasks.files import opened
from tasks.safety.whose import is_noted_for

_STAMP = "%Y%m%d-%H%M%S"
_NAMED = re.compile(r"-备份-(\d{8}-\d{6})(?:-(\d+))?\Z")


@dataclass(frozen=True)
class Holdings:
    """What a file holds: records by register, the 200 figures of every year with records, the end of its journal.

    ``fingerprint`` is the hash of the newest journal entry: files with the same one have the same history. Where
    ``is_locked``, the sealed values were not read, because the file has another password than the open one.
    """

    records: Mapping[str, int]
    figures: Mapping[int, Mapping[CellKey, Figure]]
    fingerprint: str
    is_locked: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Backup:
    """One backup in a folder: its path, and when it was made according to its name."""

    path: Path
    made_at: datetime
    number: int = 1
    """Tells backups made within the same second apart."""


def holdings(registers: Registers) -> Holdings:
    """Count a file; others may save between two counts, so ``fingerprint`` is taken last."""
    return Holdings(
        records={name: registers.count(record_type) for name, record_type in RECORD_TYPES.items()},
        figures={year: registers.figures(Period.of(year)) for year in registers.years()},
        fingerprint=registers.fingerprint,
        is_locked=registers.protection.is_locked,
    )


def back_up(registers: Registers, folder: Path, now: datetime | None = None, progress: Progress = silent) -> Path:
    """Write a proven copy of an open file into ``folder`` and return its path.

    Raises FileUnavailableError if it cannot be written or fails the proof; nothing is left behind then.
    """
    return proven_copy(registers, folder, now, progress)[0]


def proven_copy(
    registers: Registers,
    folder: Path,
    now: datetime | None = None,
    progress: Progress = silent,
    instead: Path | None = None,
) -> tuple[Path, Holdings]:
    """Do what ``back_up`` does and return what the copy holds; until it is proven it has another name.

    It replaces the backup ``instead``, if given.
    """
    names = _names(registers, now or local_now())
    path = instead or next(unused for name in names if not (unused := folder / name).exists())
    return path, _write_and_prove(registers, path, progress)


def back_up_to(registers: Registers, path: Path, progress: Progress = silent) -> Path:
    """Write a proven copy of an open file to ``path``, replacing what was there only once it is proven.

    Raises FileUnavailableError if it cannot be written or fails the proof; nothing is left behind then.
    """
    if is_same_file(path, registers.path):
        raise FileUnavailableError("备份不能写到正在使用的文件上，要选择另一个文件夹。")
    _write_and_prove(registers, path, progress)
    return path


def _write_and_prove(registers: Registers, path: Path, progress: Progress) -> Holdings:
    registers.refuse_another_content("没有备份")
    with registers.copy_aside(path) as aside:
        sealed = registers.protection.held.envelopes
        held = proven(aside, progress, registers.protection.held, name=path.name)
        if not _is_copy(registers, held):
            raise FileUnavailableError("刚写的备份与原文件不一致，已删除；换一个磁盘再备份。")
        if registers.protection.held.envelopes != sealed:  # a password set meanwhile did not reach this backup
            raise FileUnavailableError("口令刚刚改变，刚写的备份还是改变以前的样子，已删除；再备份一次。")
    return held


def _is_copy(registers: Registers, held: Holdings) -> bool:
    """Whether the copy equals the file or, if something was saved since, one of its earlier states.

    The copy itself must have been verified before.
    """
    found = holdings(registers) if registers.fingerprint == held.fingerprint else None
    if found is not None and found.fingerprint == held.fingerprint:
        return found == held
    return registers.steps_since(held.fingerprint) is not None


def backup_at(path: Path) -> Backup | None:
    """Return the backup at a path, or None if the file is not named like one."""
    named = _NAMED.search(path.stem)
    if not named:
        return None
    try:
        return Backup(path, datetime.strptime(named[1], _STAMP).astimezone(), int(named[2] or 1))
    except ValueError:  # not a date, such as 20249999-000000
        return None


def backups_in(folder: Path, stem: str = "") -> list[Backup]:
    """Return the backups in a folder, newest first; only those of the file ``stem``, if given."""
    try:
        present = list(folder.iterdir())
    except OSError:
        return []
    of_each = ((path, backup) for path in present if (backup := backup_at(path)))
    found = [backup for path, backup in of_each if not stem or path.name == _named_for(stem, path)]
    return sorted(found, key=lambda backup: (backup.made_at, backup.number), reverse=True)


def backups_of(registers: Registers, folder: Path) -> list[Backup]:
    """Return the backups of an open file in a folder, newest first, whatever its name was when they were made.

    Another file of the same name may back up into the same folder, and so may a diverged copy of this one. So a backup
    belongs to this file if its history is part of this file's, or if the folder is used by this file alone. An
    unreadable one is judged by its name.
    """
    is_own = is_noted_for(folder, registers)
    return [backup for backup in backups_in(folder) if _is_its(registers, backup.path, is_own=is_own)]


def copied_name(registers: Registers, backup: Backup, folder: Path) -> Path:
    """Return the path for a second copy of a backup in another folder, avoiding names taken by something else."""
    is_own = is_noted_for(folder, registers)
    names = chain([backup.path.name], islice(_names(registers, backup.made_at), backup.number, None))
    paths = (folder / name for name in names)
    return next(path for path in paths if not path.exists() or _is_its(registers, path, is_own=is_own))


def _is_its(registers: Registers, path: Path, *, is_own: bool) -> bool:
    origin, number, fingerprint = ends_of(path)
    if not origin:
        return path.name == _named_for(registers.path.stem, path)
    return origin == registers.origin and (is_own or registers.has_entry(number, fingerprint))


def _names(registers: Registers, made_at: datetime) -> Iterator[str]:
    """Yield the names for the first, second and further backups made within one second."""
    path, stamp = registers.path, made_at.strftime(_STAMP)
    return (
        fitted(path.stem, f"-备份-{stamp}{again}{path.suffix}")
        for again in chain([""], (f"-{number}" for number in count(2)))
    )


def _named_for(stem: str, path: Path) -> str:
    """Return the name a backup would bear if the file were called ``stem``."""
    ending = _NAMED.search(path.stem)
    return fitted(stem, f"{ending[0]}{path.suffix}") if ending else ""


def proven(backup: Path, progress: Progress = silent, held: Held | None = None, name: str = "") -> Holdings:
    """Restore a backup into a temporary folder, verify it and return what it holds.

    ``held`` unlocks its sealed values, which are not verified without it. Raises FileUnavailableError with the first
    problem, calling the backup by ``name``.
    """
    beside = backup.parent if os.access(backup.parent, os.W_OK) else None  # swept after a crash
    with _restored(backup, beside, name or backup.name) as copy:
        return _checked(copy, progress, held)


def restore(backup: Path, to: Path, progress: Progress = silent) -> Holdings:
    """Restore a proven backup into a new file and return what it holds; an existing file is never replaced.

    Raises FileUnavailableError if the backup fails the proof, or if ``to`` exists or cannot be written.
    """
    if os.path.lexists(to):
        raise FileUnavailableError(f"“{to.name}”已存在，恢复不会覆盖任何文件，要写一个新的文件名。")
    if not to.parent.is_dir():
        raise FileUnavailableError(f"文件夹“{to.parent}”不存在，要先建立。")
    sweep_unfinished(to.parent)
    with _restored(backup, to.parent, backup.name) as copy:
        held = _checked(copy, progress)
        with opened(copy) as registers:
            registers.backup_to(to)
    return held


@contextmanager
def _restored(backup: Path, beside: Path | None, name: str) -> Iterator[Path]:
    """Yield a copy of a backup, in a temporary folder that only the user can read."""
    try:
        with ExitStack() as held:
            for place in filter(None, (backup.parent, beside)):
                held.enter_context(while_connected(place, FileUnavailableError))
            if not os.path.isfile(backup):
                raise FileUnavailableError(f"没有找到备份“{name}”，要核对文件名和位置。")
            copy = held.enter_context(scratch_folder(beside)) / name  # error messages quote it
            shutil.copyfile(backup, copy)
            yield copy
    except OSError as error:
        raise FileUnavailableError("没有地方可以试着恢复备份：检查磁盘空间和写入权限。") from error


def _checked(copy: Path, progress: Progress, held: Held | None = None) -> Holdings:
    with opened(copy) as registers:
        if held is not None:
            registers.protection.unlock_with(held)
        problems = registers.verify(progress)
        if problems:
            raise FileUnavailableError(f"备份“{copy.name}”有损坏：{problems[0]}")
        return holdings(registers)
