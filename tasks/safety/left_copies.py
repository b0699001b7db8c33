"""Copies of a file that a change of its password did not reach: reported, remembered, and resealed once reachable.

Remembered in the user's own folder are the folders waiting to be resealed; backups under a former password; whether the
file had a password when last open here, so that removing its seal elsewhere is noticed; and where something was written
while it was open (``Written``).
"""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock, Thread
from typing import Any, Literal

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.records import PasswordChange
from disclosure.terms import PasswordEvent
from disclosure.wording import first_of
from storage.backup import copies_before_migration, ends_of, envelope_of, is_unsealed
from storage.known_errors import was_ours
from storage.password.protection import GONE, Held, Renewal
from storage.registers import Registers
from storage.whole_file import (
    ASIDE,
    hash_of_file,
    is_same_file,
    make_folders,
    sweep_unfinished,
    whole_file,
    write_whole,
)
from tasks.files import opened
from tasks.safety.backup import backup_at, backups_in, backups_of

_PACKAGES = ("交接包-", "归档包-", "证据材料-", "卷宗-")
_MOST_LISTED, _MOST_REMEMBERED = 10, 200
_SECONDS_TO_ANSWER = 2.0
_LOCK = RLock()
"""Held from reading the memory file to writing it again, since the window and its workers both do."""


def memory_path(file: Path, data: Path) -> Path:
    """Return the path of a file's memory: whether it had a password, and which copies are waiting for it."""
    return data / "passwords" / f"{hashlib.sha256(os.fsencode(file.resolve())).hexdigest()[:16]}.json"


def waiting(memory: Path | None) -> list[Path]:
    """Return the folders whose copies are still as they were before the password was set, changed or removed."""
    return _paths(memory, "waiting")


def seal_gone(registers: Registers, memory: Path) -> str:
    """Return a warning if an open file had a password here and has none now, and remember its state.

    If its journal says that the password was removed, as on another computer, warn once; otherwise until one is set.
    """
    is_sealed = registers.protection.is_sealed
    was_sealed = bool(_remembered(memory).get("is_sealed"))
    is_gone = was_sealed and not is_sealed
    is_told = any(change.kind is PasswordEvent.REMOVED for change in list(registers.all(PasswordChange))[-1:])
    if is_sealed is not was_sealed and (is_sealed or is_told):
        remember(memory, waiting(memory), is_sealed=is_sealed)
    return GONE if is_gone else ""


def remember(memory: Path | None, folders: Iterable[Path], *, is_sealed: bool) -> None:
    """Remember the waiting folders and whether there is a password; with neither, the memory file is deleted.

    Failing to write is not an error.
    """
    _keep(memory, is_sealed=is_sealed, waiting=[str(folder) for folder in dict.fromkeys(folders)])


def _keep(memory: Path | None, **known: object) -> None:
    if memory is None:
        return
    with suppress(OSError, DisclosureError), _LOCK:
        known = {**_remembered(memory), **known}
        if any(known.values()):
            make_folders(memory.parent)
            write_whole(memory, json.dumps(known).encode(), private=True)
        else:
            memory.unlink(missing_ok=True)


class Written:
    """Called for everything written while a file is open, to remember where.

    Remembers folders, so that the next start can sweep away what a crash left unfinished there; and every private
    output, since it reveals what a password would seal: whoever sets one is told of it. What is in ``own`` is the
    program's own and not reported.
    """

    def __init__(self, memory: Path, own: Path) -> None:
        self._memory, self._own = memory, own.resolve()
        self._folders = [str(path) for path in written(memory, "folders")]
        self._private = [str(path) for path in written(memory, "private")]

    def __call__(self, path: Path, is_private: bool) -> None:
        """Note one thing before it is written."""
        path = Path(os.path.abspath(path))
        if self._own in path.parents or any(part.startswith(ASIDE) for part in path.parent.parts):
            return
        is_private = is_private and backup_at(path) is None  # backups are resealed anyway
        with _LOCK:
            is_known = str(path.parent) in self._folders and (not is_private or str(path) in self._private)
            if is_known:
                return
            self._folders = _newest([*self._folders, str(path.parent)])
            self._private = _newest([*self._private, str(path)]) if is_private else self._private
            _keep(self._memory, folders=self._folders, private=self._private)


def _newest(paths: Sequence[str]) -> list[str]:
    """Return each path once, at its last position, and only the last ones."""
    return list(reversed(list(dict.fromkeys(reversed(paths)))[:_MOST_REMEMBERED]))


def written(memory: Path | None, what: Literal["folders", "private"]) -> list[Path]:
    """Return the folders written to, or the private outputs."""
    return _paths(memory, what)


def sweep_written(memory: Path | None) -> None:
    """Delete what a crash left unfinished where something was written, without waiting for folders that do not respond.

    A share whose server is gone responds after minutes, or never; no backup must wait for it.
    """

    def sweep() -> None:
        for folder in written(memory, "folders"):
            sweep_unfinished(folder)

    sweeping = Thread(target=sweep, name="sweeping", daemon=True)
    sweeping.start()
    sweeping.join(_SECONDS_TO_ANSWER)


def _paths(memory: Path | None, what: str) -> list[Path]:
    known = _remembered(memory).get(what)
    return [Path(each) for each in known if isinstance(each, str)] if isinstance(known, list) else []


def _remembered(memory: Path | None) -> dict[str, Any]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8")) if memory is not None else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def waiting_sentence(folders: Iterable[Path]) -> str:
    """Return the reminder to show until the copies are resealed; empty if none is waiting."""
    named = "、".join(f"“{folder}”" for folder in folders)
    return (
        (
            f"口令改变时没有连接或没有处理成的位置：{named}。那里的备份还是原来的样子，可能没有加密；"
            "接上后本程序会自动处理，处理不了的自行删除。"
        )
        if named
        else ""
    )


def follow(registers: Registers, first: Path, memory: Path | None) -> list[Path]:
    """Bring the copies in folders that are reachable again to the current password; return those still waiting.

    A copy with a twin in ``first`` is replaced by it. Nothing is done while the file is locked.
    """
    folders = waiting(memory)
    if not folders or registers.protection.is_locked:
        return folders
    held = registers.protection.held
    envelope = held.envelopes[0] if held.envelopes else ""
    renewal = Renewal(held.seal, envelope, "")

    def copies(folder: Path) -> list[Path]:
        beside = copies_before_migration(registers.path) if folder == registers.path.parent else []
        return [*(each.path for each in backups_of(registers, folder)), *beside]

    still = [
        folder
        for folder in folders
        if not folder.is_dir()
        or [path for path in copies(folder) if _is_unlike(path, first) and taken_along(path, held, renewal)]
    ]
    remember(memory, still, is_sealed=registers.protection.is_sealed)
    return still


def note_open(registers: Registers, folders: Iterable[Path], memory: Path | None) -> None:
    """Add the folders with unsealed backups of a sealed file to the waiting ones: its password was set elsewhere.

    Where it was changed elsewhere, remember which backups have the former one: nobody here can open them to reseal
    them.
    """
    if not registers.protection.is_sealed:
        return
    own = registers.protection.held.envelopes
    seals = {made.path: envelope_of(made.path) for each in folders for made in backups_of(registers, each)}
    found = dict.fromkeys(path.parent for path, seal in seals.items() if seal == "")
    remember(memory, [*waiting(memory), *found], is_sealed=True)
    _keep(memory, former=[str(path) for path, seal in seals.items() if seal and seal not in own])


def former_sentence(memory: Path | None) -> str:
    """Return the reminder of backups that still open with a former password; empty if there are none any more."""
    left = Counter(path.parent for path in _paths(memory, "former") if path.exists())
    named = "、".join(f"“{folder}”里有 {count} 份" for folder, count in left.items())
    return (
        (
            f"口令在别的电脑上改过，这里以前的备份还是当时的口令：{named}。知道当时口令的人打得开；"
            "不放心的，在那个文件夹里删掉改口令以前的，新的备份已经用现在的口令。"
        )
        if named
        else ""
    )


def _is_unlike(copy: Path, first: Path) -> bool:
    """Replace a copy by its twin, if it has one; return whether that failed."""
    twin = first / copy.name
    try:
        if not twin.is_file() or is_same_file(twin, copy):
            return True
        if hash_of_file(twin) != hash_of_file(copy):
            with whole_file(copy, private=True, kind=FileUnavailableError) as aside:
                shutil.copyfile(twin, aside)
                if hash_of_file(aside) != hash_of_file(twin):
                    return True
    except (OSError, DisclosureError):
        return True
    return False


def taken_along(backup: Path, former: Held, renewal: Renewal) -> str:
    """Reseal one backup; return what prevented it, or an empty string."""
    try:
        with whole_file(backup, private=True, kind=FileUnavailableError) as aside:
            times = backup.stat()
            shutil.copyfile(backup, aside)
            with opened(aside) as registers:
                registers.protection.unlock_with(former)
                registers.reseal(renewal, None)
                problems = registers.verify()
            if problems:
                raise FileUnavailableError(problems[0])
            os.utime(aside, ns=(times.st_atime_ns, times.st_mtime_ns))
    except DisclosureError as problem:
        return f"{backup.name}（{problem}）"
    return ""


def open_copies(
    file: Path, folders: Sequence[Path], private: Iterable[Path] = (), followed: Collection[Path] = ()
) -> list[str]:
    """Return the names of the files in some folders that reveal what the file seals: copies and packages of any age.

    Also of private outputs that still exist, or that may exist on a disk not mounted now. Left out are the copies that
    ``followed`` the password, or were exempted.
    """
    found = dict.fromkeys(path for folder in folders for path in _open_in(file, folder) if path not in followed)
    found |= dict.fromkeys(path for path in private if path not in followed and _is_open(path, file))
    return first_of([f"{path.name}（{path.parent}）" for path in found], _MOST_LISTED, "个")


def same_files(registers: Registers, known: Iterable[Path]) -> list[Path]:
    """Return those of some files, and of the backups in some folders, that are the open file under another name.

    One is a copy of the other, or was restored from its backup, and continues the same journal.
    """
    files: list[Path] = []
    for path in known:
        files += [one.path for one in backups_in(path)] if path.is_dir() else [path]
    others = (path for path in files if not is_same_file(path, registers.path))
    return [path for path in others if registers.origin and ends_of(path)[0] == registers.origin]


def older_copies(registers: Registers, folders: Sequence[Path], memory: Path | None) -> list[str]:
    """Return where else what was just destroyed in a file still exists: backups by folder, copies made before
    upgrades, and exported files.

    Files on a disk not mounted now are assumed to exist.
    """
    kept = ((folder, len(backups_of(registers, folder))) for folder in folders)
    told = [f"{count} 份备份（{folder}）" for folder, count in kept if count]
    told += [f"{path.name}（{path.parent}）" for path in copies_before_migration(registers.path)]
    went = [path for path in written(memory, "private") if path.exists() or not path.parent.is_dir()]
    return told + first_of([f"{path.name}（{path.parent}）" for path in went], _MOST_LISTED, "个")


def _is_open(path: Path, file: Path) -> bool:
    """Whether a former output lies unsealed, beside the file, too, where everything is saved at first."""
    if is_same_file(path, file):
        return False
    if not path.parent.is_dir():
        return True
    return path.exists() and (not was_ours(path) or is_unsealed(path))


def _open_in(file: Path, folder: Path) -> Iterator[Path]:
    try:
        present = sorted(folder.iterdir())
    except OSError:
        return
    for path in present:
        if path.name.startswith(_PACKAGES) or (not is_same_file(path, file) and is_unsealed(path)):
            yield path
