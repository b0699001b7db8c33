"""Copies of a file that a change of its password did not reach: told, remembered, and taken along when they can be.

What is remembered, in the user's own folder, are folders that wait; that the file had a password when it was last open
here: who takes its seal away elsewhere is found out; and where something was written while it was open (``Written``).
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock, Thread
from typing import Any, Literal

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.records import PasswordChange
from disclosure.terms import PasswordEvent
from storage.backup import copies_before_migration, ends_of, is_unsealed
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
"""Held from reading what is remembered to writing it again: the window and its work remember."""


def memory_path(file: Path, data: Path) -> Path:
    """Return where it is remembered that a file had a password, and which of its copies wait for it."""
    return data / "passwords" / f"{hashlib.sha256(os.fsencode(file.resolve())).hexdigest()[:16]}.json"


def waiting(memory: Path | None) -> list[Path]:
    """Return the folders whose copies still are as they were before the password was set, changed or removed."""
    return _paths(memory, "waiting")


def seal_gone(registers: Registers, memory: Path) -> str:
    """Return what is to be said where an open file had a password here and has none now; remembers what it is like.

    Said once where its journal tells that the password was taken away, as on another computer, else until it has one.
    """
    is_sealed = registers.protection.is_sealed
    was_sealed = bool(_remembered(memory).get("is_sealed"))
    is_gone = was_sealed and not is_sealed
    is_told = any(change.kind is PasswordEvent.REMOVED for change in list(registers.all(PasswordChange))[-1:])
    if is_sealed is not was_sealed and (is_sealed or is_told):
        remember(memory, waiting(memory), is_sealed=is_sealed)
    return GONE if is_gone else ""


def remember(memory: Path | None, folders: Iterable[Path], *, is_sealed: bool) -> None:
    """Remember the folders that wait, and whether there is a password; nothing at all takes the note away.

    Where nothing can be written nothing is remembered.
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
    """Hears what is written while a file is open, and remembers where.

    Folders, for a kill may leave something unfinished there, which the next start sweeps away; and each thing that was
    written for its owner alone, because it tells what a password would seal: whoever sets one is told of it. What lies
    in ``own`` is the program's, and no business of hers.
    """

    def __init__(self, memory: Path, own: Path) -> None:
        self._memory, self._own = memory, own.resolve()
        self._folders = [str(path) for path in written(memory, "folders")]
        self._private = [str(path) for path in written(memory, "private")]

    def __call__(self, path: Path, is_private: bool) -> None:
        """Hear of one thing before it is written."""
        path = Path(os.path.abspath(path))
        if self._own in path.parents or any(part.startswith(ASIDE) for part in path.parent.parts):
            return
        is_private = is_private and backup_at(path) is None  # which follows the password by itself
        with _LOCK:
            is_known = str(path.parent) in self._folders and (not is_private or str(path) in self._private)
            if is_known:
                return
            self._folders = _newest([*self._folders, str(path.parent)])
            self._private = _newest([*self._private, str(path)]) if is_private else self._private
            _keep(self._memory, folders=self._folders, private=self._private)


def _newest(paths: Sequence[str]) -> list[str]:
    """Return each path once, by its last place, those said last."""
    return list(reversed(list(dict.fromkeys(reversed(paths)))[:_MOST_REMEMBERED]))


def written(memory: Path | None, what: Literal["folders", "private"]) -> list[Path]:
    """Return where something was written, or what was that tells what a password seals."""
    return _paths(memory, what)


def sweep_written(memory: Path | None) -> None:
    """Delete what a kill left unfinished where something was written; a folder that does not answer is not waited for.

    A share whose server is gone answers after minutes, or never: nobody's backup hangs on it.
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
    """Return what is to be said until they are taken along; nothing where none waits."""
    named = "、".join(f"“{folder}”" for folder in folders)
    return (
        (
            f"口令改变时没有连接或没有处理成的位置：{named}。那里的备份还是原来的样子，可能没有加密；"
            "接上后本程序会自动处理，处理不了的请自行删除。"
        )
        if named
        else ""
    )


def follow(registers: Registers, first: Path, memory: Path | None) -> list[Path]:
    """Take the copies in folders that are there again along with the password; return the folders that still wait.

    A copy whose twin lies in ``first`` becomes like it. Nothing is done while the file is locked.
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
    """Have the folders wait in which backups of a file with a password are open: it was set on another computer."""
    if registers.protection.is_sealed:
        found = [each for each in folders if any(is_unsealed(made.path) for made in backups_of(registers, each))]
        remember(memory, [*waiting(memory), *found], is_sealed=True)


def _is_unlike(copy: Path, first: Path) -> bool:
    """Make a copy like its twin, where it has one; whether that could not be done."""
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
    """Take one backup to the new seal; return what hindered it, nothing where nothing did."""
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
    """Return the names of what lies in some folders and tells what the file seals: copies and packages of any day.

    So does what was written as ``private`` and is still there, or on a disk that is not: it may be. What ``followed``
    the password, or was told not to, is not among them.
    """
    found = dict.fromkeys(path for folder in folders for path in _open_in(file, folder) if path not in followed)
    found |= dict.fromkeys(path for path in private if path not in followed and _is_open(path, file))
    named = [f"{path.name}（{path.parent}）" for path in found]
    more = [f"……共 {len(named)} 个"] if len(named) > _MOST_LISTED else []
    return named[:_MOST_LISTED] + more


def same_files(registers: Registers, known: Iterable[Path]) -> list[Path]:
    """Return which of some files, and of the backups in some folders, are the open one under another name.

    One was restored from the other's backup, or copied, and goes on with the same journal.
    """
    files = [each for path in known for each in ([one.path for one in backups_in(path)] if path.is_dir() else [path])]
    others = (path for path in files if not is_same_file(path, registers.path))
    return [path for path in others if registers.origin and ends_of(path)[0] == registers.origin]


def older_copies(registers: Registers, folders: Sequence[Path], memory: Path | None) -> list[str]:
    """Return where else what was just destroyed in a file still stands: its backups by folder, copies of
    upgrades beside it, and what went out of it.

    What lies on a disk that is not there may be there still.
    """
    kept = ((folder, len(backups_of(registers, folder))) for folder in folders)
    told = [f"{count} 份备份（{folder}）" for folder, count in kept if count]
    told += [f"{path.name}（{path.parent}）" for path in copies_before_migration(registers.path)]
    went = [path for path in written(memory, "private") if path.exists() or not path.parent.is_dir()]
    more = [f"……共 {len(went)} 个"] if len(went) > _MOST_LISTED else []
    return [*told, *(f"{path.name}（{path.parent}）" for path in went[:_MOST_LISTED]), *more]


def _is_open(path: Path, file: Path) -> bool:
    """Whether something written once still lies open: beside the file, too, where everything is saved at first."""
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
