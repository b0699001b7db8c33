"""Finding newer packages on the sticks of this machine or in a folder, and why others are not accepted."""

import ctypes
import os
import string
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from disclosure.errors import FileUnavailableError
from resources.program import version
from tasks.safety.place import is_share
from tasks.updates.note import KEYS, Kind, Release, numbers_of, read_note

_MOUNTS = Path("/proc/mounts")
_BELOW = tuple(map(Path, ("/media", "/run/media", "/mnt")))
_REMOVABLE = 2
_MOST_ENTRIES = 2_000
"""Entries of a folder; one with more is not a place for packages, and is not searched."""


@dataclass(frozen=True)
class Seen:
    """A package and its note, or the sentence why it is not accepted."""

    package: Path
    release: Release | None
    refusal: str = ""


@dataclass(frozen=True)
class Program:
    """The running program: its version, its kind of package, and the keys it trusts."""

    version: str
    kind: Kind | None
    keys: Collection[str] = KEYS

    @classmethod
    def this(cls) -> "Program":
        """Return the running program."""
        return cls(version(), Kind.of_this_program())


def sticks(mounts: Path = _MOUNTS) -> list[Path]:
    """Return where the sticks and discs of this machine are mounted, without network shares, which may block.

    It reads only the list of mounts and does not access the disks themselves.
    """
    if sys.platform == "win32":
        drives = (f"{letter}:\\" for letter in string.ascii_uppercase)
        return [Path(drive) for drive in drives if ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOVABLE]
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    points = [Path(line.split()[1].replace("\\040", " ")) for line in lines]
    return [point for point in points if set(_BELOW) & {point, *point.parents} and not is_share(point, mounts)]


def look(folders: Iterable[Path], program: Program) -> list[Seen]:
    """Examine every package in the folders and their direct subfolders; return the newest suitable one first.

    The packages themselves are not read yet, only their notes and sizes.
    """
    seen = [each for folder in folders for each in _look_in(folder, program)]
    return sorted(seen, key=lambda each: each.release.numbers if each.release else (), reverse=True)


def _look_in(folder: Path, program: Program) -> Iterator[Seen]:
    try:
        inside = sorted(islice(folder.iterdir(), _MOST_ENTRIES))
    except OSError:
        yield Seen(folder, None, f"文件夹“{folder}”读不出来，检查U盘是否已连接、有没有读取的权限。")
        return
    for path in inside:
        if Kind.of_name(path.name):
            yield judged(path, program)
        elif os.path.isdir(path) and not path.name.startswith("."):
            try:
                below = sorted(islice(path.iterdir(), _MOST_ENTRIES))
            except OSError:  # a folder of the system, as every stick of Windows has
                continue
            yield from (judged(each, program) for each in below if Kind.of_name(each.name))


def judged(package: Path, program: Program) -> Seen:
    """Judge one package by its note and its size."""
    try:
        release = read_note(package, program.keys)
        there = package.stat().st_size
    except (FileUnavailableError, OSError) as failure:
        told = str(failure) if isinstance(failure, FileUnavailableError) else f"“{package.name}”读不出来，检查U盘。"
        return Seen(package, None, told)
    known = Kind.__members__.get(release.kind)
    if known is None or (program.kind and known is not program.kind):
        meant = known.words if known else "别的电脑"
        return Seen(package, None, f"“{package.name}”是给{meant}的，不能装在这里；另要一份适合本机的安装包。")
    if release.numbers <= numbers_of(program.version):
        return Seen(
            package, None, f"“{package.name}”是 {release.version}，不比正在使用的 {program.version} 新，不需要安装。"
        )
    if there != release.size:
        return Seen(
            package,
            None,
            f"“{package.name}”没有拷贝完整：应有 {release.size:,} 字节，只有 {there:,} 字节。重新拷贝一次。"
            if there < release.size
            else f"“{package.name}”比签名时大，被改动过；不要安装它，重新要一份。",
        )
    return Seen(package, release)
