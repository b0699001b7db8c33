"""The one way to write files: completely and durably, or not at all.

A file is written under a temporary name in its own folder, synced and renamed, and the folder is synced, so that it
survives a power cut from then on. Whatever goes wrong, what was there before stays, and nothing else is left.

Not written this way: the note of ``storage.connection`` about who holds a file, and the crash report
(``tasks.crash_report``), hints whose loss costs nothing; the register file itself, which SQLite keeps whole; and what
is made in a scratch folder only to be read again.
"""

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import takewhile
from pathlib import Path

from disclosure.errors import DisclosureError, ExportError
from disclosure.wording import listed
from resources.digests import sha256, sha256_of_file
from resources.disks import disk_of, is_pulled, remember_disk
from storage.connection import IN_USE, computer_name, refuse_beside_a_journal
from storage.known_errors import was_ours

ASIDE = ".~disclosure-"
"""Prefix of everything unfinished. The target's name is not used for it: a name has 255 bytes at most, and a Chinese
character takes three of them."""

HEARS: list[Callable[[Path, bool], object]] = []
"""Called before anything is written, with its path and whether it is private to its owner."""


def _network_cards(known: Path = Path("/sys/class/net")) -> list[bytes]:
    """Return the addresses of the built-in network cards, where the system tells them.

    The computers of an office are often clones with the same name: what another one is writing into a shared folder
    must not be taken for the leftovers of a process of ours.
    """
    with suppress(OSError):
        built_in = (each for each in sorted(known.iterdir()) if (each / "device").exists())
        return [(each / "address").read_bytes() for each in built_in]
    return []


@cache
def _here() -> str:
    """Return a short name of this computer."""
    return sha256(b"".join((computer_name().encode(), *_network_cards()))).hexdigest()[:4]


_SECONDS_UNFINISHED_IS_KEPT = 24 * 3600

_LONGEST_SUFFIX = 16
_SENTENCES = {
    errno.ENOSPC: "“{path}”写不进去：磁盘空间不足，腾出空间后重试；原有的文件没有改动。",
    errno.ENOENT: "不能写入文件夹“{folder}”：它不存在，要先建立它，或检查移动存储是否已连接。",
    errno.ENOTDIR: "不能写入文件夹“{folder}”：它不是文件夹，要换一个位置。",
    errno.EACCES: "不能写入“{path}”：检查文件夹的写入权限，并关闭正在打开它的程序。",
    errno.EROFS: "不能写入文件夹“{folder}”：它所在的磁盘只能读取，要换一个位置。",
    errno.ENAMETOOLONG: "不能写入“{path}”：文件名太长，要改短后重试。",
    errno.EISDIR: "不能写入“{path}”：已有同名的文件夹，要换一个文件名。",
    errno.EEXIST: "不能写入“{path}”：已有同名的文件或文件夹，要移走后重试。",
    errno.ENODEV: "“{folder}”所在的移动存储或磁盘已经断开，要接好后重试。",
}
_SAME = {errno.EDQUOT: errno.ENOSPC, errno.EPERM: errno.EACCES, errno.ENOTEMPTY: errno.EEXIST}
_ANY_OTHER = "“{path}”写不进去，检查磁盘空间、移动存储是否仍然连接，并关闭正在打开它的程序。"


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, through any links; paths to nothing are compared as written."""
    try:
        return one.samefile(other)
    except OSError:  # not there, or too long a path for Windows
        return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


@contextmanager
def whole_file(path: Path, *, private: bool = False, kind: type[DisclosureError] = ExportError) -> Iterator[Path]:
    """Yield a new file beside ``path``, with the same ending, to be written; it replaces ``path`` when all went well.

    Where ``path`` is a link of the user's own, that is the file it leads to.

    A ``private`` file can be read by its owner alone, others by whom the umask lets in; neither by more people than the
    file it replaces. Private is what tells what a password would seal, and the program's own files; what was masked,
    counted or published is not.

    Raises ``kind`` with one sentence where the system refuses, where ``path`` is a register file that is open, or any
    register file and the new one is not, and for a register file beside the unfinished journal of another. After any
    failure ``path`` is what it was before.
    """
    path = _through_a_link(path, kind)
    if any(times and is_same_file(path, held) for held, times in tuple(IN_USE.items())):
        raise kind(f"“{path}”是正在使用的数据文件，不能被覆盖，要换一个文件名。")
    _announce(path, is_private=private)
    with _told(path, kind):
        if path.is_dir():  # fail before the work rather than after it
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if path.exists() and not path.is_file():  # a pipe or a device is somebody's
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        suffix = path.suffix if len(os.fsencode(path.suffix)) <= _LONGEST_SUFFIX else ""
        aside = path.with_name(f"{_own_prefix()}{os.urandom(8).hex()}{suffix}")
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600 if private else 0o666))
        try:
            yield aside
            if was_ours(aside):
                refuse_beside_a_journal(path, kind)
            elif was_ours(path):
                raise kind(f"“{path}”是一个登记簿的数据文件，不能被别的内容覆盖，要换一个文件名。")
            may = 0o700 | path.stat().st_mode if path.exists() else 0o777  # nobody reads it who could not read that
            aside.chmod(aside.stat().st_mode & (0o600 if private else may))  # a writer may have made it anew
            _sync(aside)
            _refuse_a_pulled_disk(path.parent)
            os.replace(aside, path)
            _confirm_names(path, kind)
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _through_a_link(path: Path, kind: type[DisclosureError]) -> Path:
    """Return the file a link leads to, which would else stay as it was while the link is replaced.

    Raises ``kind`` for the link of another user, who could have any file of this one overwritten with it.
    """
    if not os.path.islink(path):
        return path
    if os.name != "nt" and path.lstat().st_uid != os.geteuid():
        raise kind(f"“{path}”是别的用户放在这里的链接，没有写入，要换一个文件名。")
    try:
        return path.resolve()
    except (OSError, RuntimeError) as loop:  # RuntimeError: it leads to itself
        raise kind(f"“{path}”是一个链接，它不通到任何文件，要移走后重试。") from loop


@contextmanager
def whole_files(
    *, private: bool = False, kind: type[DisclosureError] = ExportError
) -> Iterator[Callable[[Path], Path]]:
    """Yield a function that makes a ``whole_file`` for a path; all of them are put in place together at the end.

    After a cancellation or a full disk, say, there are no old and new versions side by side. Where one of them cannot
    be put in place at the end, the error names those that already were.
    """
    placed: list[str] = []

    def aside_of(path: Path) -> Path:
        together.push(lambda failure, *_: None if failure else placed.append(path.name))
        return together.enter_context(whole_file(path, private=private, kind=kind))

    try:
        with ExitStack() as together:
            yield aside_of
    except kind as refused:
        if placed:
            raise kind(f"{refused}一起写的{listed([f'“{name}”' for name in placed])}已经换成新的。") from refused
        raise


@contextmanager
def whole_folder(path: Path, *, kind: type[DisclosureError] = ExportError) -> Iterator[Path]:
    """Yield a new, private folder to fill; it is synced with all that is in it and put at ``path`` when all went well.

    Raises ``kind`` as ``whole_file`` does, also where anything is at ``path`` already; then nothing is left behind.
    """
    _announce(path, is_private=True)
    with _told(path, kind), scratch_folder(path.parent) as scratch:
        aside = scratch / "folder"
        aside.mkdir(mode=0o700)
        yield aside
        for folder, _, names in os.walk(aside, topdown=False):
            for name in names:
                _sync(Path(folder, name))
            _sync_folder(Path(folder))
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        _refuse_a_pulled_disk(path.parent)
        os.rename(aside, path)
        _confirm_names(path, kind)


def make_folders(path: Path) -> None:
    """Make a folder and its missing parents, private to their owner, and sync them. Raises OSError.

    Without the sync a power cut may lose the folder, and with it everything that was synced inside it.
    """
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(path.parent)


def write_whole(
    path: Path, content: bytes, *, private: bool = False, kind: type[DisclosureError] = ExportError
) -> None:
    """Write some bytes to a ``whole_file``."""
    with whole_file(path, private=private, kind=kind) as aside:
        aside.write_bytes(content)


def hash_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as stream:
        return sha256_of_file(stream)


@contextmanager
def scratch_folder(beside: Path | None) -> Iterator[Path]:
    """Yield a private temporary folder inside ``beside``, or inside the system's temporary folder for None.

    ``sweep_unfinished`` removes what a killed program leaves of it in either place.
    """
    if beside is not None:
        _announce(beside / ASIDE, is_private=False)
    with tempfile.TemporaryDirectory(prefix=_own_prefix(), dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def sweep_unfinished(folder: Path) -> None:
    """Delete the files and folders that ended programs left unfinished in a folder.

    Whether a program on another machine still runs cannot be asked: what it left is deleted after a day.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(ASIDE):
                with suppress(OSError):  # another program has just taken it away
                    if _is_left(path):
                        for each in path.rglob("*") if os.name == "nt" else ():  # Windows deletes nothing read-only
                            each.chmod(0o600)
                        if path.is_dir():
                            shutil.rmtree(path)
                        else:
                            path.unlink()


def _announce(path: Path, *, is_private: bool) -> None:
    for hears in tuple(HEARS):
        hears(path, is_private)


def _own_prefix() -> str:
    """Return the prefix of what this process leaves unfinished; it names the machine and the process."""
    return f"{ASIDE}{_here()}-{os.getpid()}-"


def _is_left(path: Path) -> bool:
    made_here = re.match(rf"{re.escape(ASIDE)}{_here()}-(\d+)-", path.name)
    if made_here and os.name != "nt":  # on Windows, os.kill ends the process it asks for
        try:
            os.kill(int(made_here[1]), 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):  # somebody else's
            pass
        else:
            if _is_this_program(int(made_here[1])):  # still at work, however long ago it began
                return False
    return time.time() - path.stat().st_mtime > _SECONDS_UNFINISHED_IS_KEPT


def _is_this_program(process: int) -> bool:
    """Whether a running process is this program, and not another one that was given the same id later."""
    try:
        return Path(f"/proc/{process}/exe").samefile(sys.executable)
    except OSError:  # this system has no /proc
        return False


@contextmanager
def _told(path: Path, kind: type[DisclosureError]) -> Iterator[None]:
    """Turn an OSError into ``kind`` with one sentence, which names the final place instead of a temporary folder."""
    seen = tuple(takewhile(lambda part: not part.startswith(ASIDE), path.parts))
    path = path if seen == path.parts else Path(*seen, path.name)
    try:
        with while_connected(path.parent, kind):
            yield
    except OSError as refused:
        code = refused.errno or 0
        sentence = _SENTENCES.get(_SAME.get(code, code), _ANY_OTHER)
        raise kind(sentence.format(path=path, folder=path.parent)) from refused


@contextmanager
def while_connected(folder: Path, kind: type[DisclosureError]) -> Iterator[None]:
    """Raise ``kind`` where the disk of a folder is gone before the work, or when the work fails.

    Whatever failed then is no fault of a file: nobody should take a backup on a pulled stick for a damaged one.
    """
    sentence = _SENTENCES[errno.ENODEV].format(folder=folder)
    if is_pulled(folder):
        raise kind(sentence)
    remember_disk(disk_of(folder))
    try:
        yield
    except (OSError, kind) as refused:
        if is_pulled(folder):
            raise kind(sentence) from refused
        raise


def _refuse_a_pulled_disk(folder: Path) -> None:
    """Raise an OSError where what was just written would be put on the disk that is under a pulled one."""
    if is_pulled(folder):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(folder))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _confirm_names(path: Path, kind: type[DisclosureError]) -> None:
    """Sync the folder ``path`` was put into; where that fails say so, though the new content is in place."""
    try:
        _sync_folder(path.parent)
    except OSError as refused:
        if any(part.startswith(ASIDE) for part in path.parts):  # in an unfinished folder, which will be thrown away
            raise
        raise kind(
            f"“{path}”已经换成新的，但磁盘没有确认它已写好，断电后可能不在；检查磁盘或移动存储，再写一次。"
        ) from refused


def _sync_folder(folder: Path) -> None:
    """Sync the names in a folder; Windows does so by itself and offers no way to ask for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as refused:  # some network shares and sticks cannot; the file itself is synced
        if refused.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
