"""Backups that prove themselves: a copy counts only after it was restored elsewhere, checked and counted anew."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.records import RECORD_TYPES
from disclosure.report.cells import CellKey, Figure
from disclosure.report.counting import Period
from storage.registers import Registers, local_now
from tasks.files import opened


@dataclass(frozen=True)
class Holdings:
    """What a file holds: records by register, and the 200 numbers of every year it has records of."""

    records: Mapping[str, int]
    figures: Mapping[int, Mapping[CellKey, Figure]]


def holdings(registers: Registers) -> Holdings:
    """Count a file."""
    with registers.lock:
        return Holdings(
            records={name: registers.count(record_type) for name, record_type in RECORD_TYPES.items()},
            figures={year: registers.figures(Period.of(year)) for year in registers.years()},
        )


def back_up(registers: Registers, folder: Path, now: datetime | None = None) -> Path:
    """Write a proven copy of an open file into ``folder`` and return where it lies.

    Raises FileUnavailableError where it cannot be written, or where the copy does not prove itself: then it is deleted.
    """
    stamp = (now or local_now()).strftime("%Y%m%d-%H%M%S")
    copy = _unused(folder / f"{registers.path.stem}-备份-{stamp}{registers.path.suffix}")
    with registers.lock:
        registers.backup_to(copy)
        expected = holdings(registers)
    try:
        if proven(copy) != expected:
            raise FileUnavailableError("刚写的备份与原文件不一致，已删除；请换一个磁盘再备份。")
    except FileUnavailableError:
        copy.unlink(missing_ok=True)
        raise
    return copy


def proven(backup: Path) -> Holdings:
    """Restore a backup into a temporary place, check it whole, and return what it holds.

    Raises FileUnavailableError with the first thing that is wrong.
    """
    if not backup.is_file():
        raise FileUnavailableError(f"没有找到备份“{backup.name}”，请核对文件名和位置。")
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        copy = Path(folder, backup.name)
        _copied(backup, copy)
        with opened(copy) as registers:
            problems = registers.verify()
            if problems:
                raise FileUnavailableError(f"备份“{backup.name}”有损坏：{problems[0]}")
            return holdings(registers)


def restore(backup: Path, to: Path) -> Holdings:
    """Restore a proven backup into a new file and return what it holds; an existing file is never replaced.

    Raises FileUnavailableError where the backup does not prove itself, or where ``to`` exists or cannot be written.
    """
    if to.exists():
        raise FileUnavailableError(f"“{to.name}”已存在，恢复不会覆盖任何文件，请写一个新的文件名。")
    if not to.parent.is_dir():
        raise FileUnavailableError(f"文件夹“{to.parent}”不存在，请先建立。")
    held = proven(backup)
    partial = to.with_name(to.name + ".part")
    try:
        _copied(backup, partial)
        with opened(partial) as registers:
            registers.backup_to(to)
    finally:
        partial.unlink(missing_ok=True)
    return held


def _unused(path: Path) -> Path:
    """Return the path, or the first of its numbered kind where backups of the same second exist."""
    taken = 1
    unused = path
    while unused.exists():
        taken += 1
        unused = path.with_name(f"{path.stem}-{taken}{path.suffix}")
    return unused


def _copied(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise FileUnavailableError(f"不能把备份写到“{target.parent}”：请检查磁盘空间和写入权限。") from error
