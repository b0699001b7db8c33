"""The connection to one file: durable, held by one program alone, used under one lock.

Reading needs no transaction. Everything is written inside ``write()``, between ``BEGIN IMMEDIATE`` and ``COMMIT``: once
it returns all of it is on the disk, after an exception none of it is.
"""

import getpass
import json
import os
import sqlite3
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from disclosure.errors import DisclosureError, FileInUseError, FileUnavailableError
from resources.disks import disk_of, remember_disk
from storage.known_errors import known_errors
from storage.sealing import AnySeal, Unsealed

if sys.platform != "win32":
    import fcntl

Row: TypeAlias = tuple[Any, ...]

_LOCKED_FROM, _LOCKED_LENGTH = 0x40000000, 512
"""The bytes SQLite locks while it holds a file exclusively: PENDING_BYTE and those behind it."""

_OURS_FROM = _LOCKED_FROM + 2 * _LOCKED_LENGTH
"""A byte of the same page, which never holds content, but one that SQLite does not lock."""

HEAD = "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1"
"""Finds the newest entry of the journal."""

IN_USE: Counter[Path] = Counter()
"""How often this program has a register file open: no export may overwrite one."""


class FairLock:
    """A reentrant lock that goes to whoever waits before its last holder gets it again.

    An ordinary one is nearly always won by the thread that has just let go of it, so that work in short holds would
    keep all others out from its beginning to its end.
    """

    def __init__(self) -> None:
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._owner, self._depth = 0, 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Acquire it, as ``threading.RLock`` does."""
        me = threading.get_ident()
        if self._owner != me:
            until = time.monotonic() + timeout if timeout > 0 else 0.0
            if not self._turn.acquire(blocking, timeout):  # held by the one that waits: the next turn is theirs
                return False
            try:
                left = max(until - time.monotonic(), 0) if until else timeout
                if not self._lock.acquire(blocking, left):
                    return False
            finally:
                self._turn.release()
            self._owner = me
        self._depth += 1
        return True

    def release(self) -> None:
        """Release it."""
        self._depth -= 1
        if not self._depth:
            self._owner = 0
            self._lock.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class Connection:
    """An open file. ``lock`` is the one lock of the program: long work holds it, everyone else waits.

    Personal values are read and written through ``seal``. A snapshot is a copy of the file in memory.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection, *, is_read_only: bool, is_snapshot: bool = False) -> None:
        self.path = path
        self.raw = raw
        self.is_read_only, self.is_snapshot = is_read_only, is_snapshot
        self.lock = FairLock()
        self.holds = False
        self._lock_file: int | None = None
        self.seal: AnySeal = Unsealed()
        self._identity = _identity(path)
        self._stamp: tuple[int, int] | None = None
        self._heads: tuple[Row | None, ...] = ()
        self._is_counted = not is_snapshot
        remember_disk(disk_of(path.parent))
        IN_USE[path] += self._is_counted

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.lock, known_errors(self.path):
            return self.raw.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with self.lock, known_errors(self.path):
            found: Row | None = self.raw.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Return the single value of a query."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run one durable transaction; anything raised inside rolls it back.

        Raises FileUnavailableError where the file cannot be written (read-only, disk full, moved or deleted since).
        """
        with self.lock, known_errors(self.path, is_save=True):
            if self.is_read_only:
                raise FileUnavailableError(f"“{self.path.name}”以只读方式打开，不能修改；复制到自己的文件夹后再打开。")
            # SQLite would go on writing into a file that was moved or deleted, and the save would be lost
            if _identity(self.path) != self._identity:
                raise FileUnavailableError(
                    f"“{self.path.name}”已不在原来的位置（被移动、改名、删除，或移动存储已拔出），这次改动没有保存；"
                    "把它放回原处后再保存。"
                )
            self.refuse_another_content("这次改动没有写进去")
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.raw
            except BaseException:
                self._roll_back()
                raise
            self._commit()

    def _commit(self) -> None:
        """Commit. Where the disk fails, find out whether the change was kept, and do not claim that it was not.

        SQLite reports a commit that only the last sync did not confirm just like one that never began.
        """
        ours = self.raw.execute(HEAD).fetchone()
        try:
            self.raw.execute("COMMIT")
        except sqlite3.Error as refused:
            is_kept = True  # unless the file says otherwise
            with suppress(sqlite3.Error):
                self._roll_back()
                is_kept = self.raw.execute(HEAD).fetchone() not in self._heads
            if not is_kept:
                raise
            self._heads = (*self._heads, ours)  # so that it is not taken for a copy laid over the file
            raise FileUnavailableError(
                f"写“{self.path.name}”时磁盘出错，不能确认这次改动是否已经保存：不要再录入一遍，先退出本程序，"
                "检查磁盘或移动存储是否仍然连接，再打开文件核对最后几条。"
            ) from refused
        self.remember()

    def _roll_back(self) -> None:
        if self.raw.in_transaction:  # after a full disk SQLite has rolled back already
            self.raw.execute("ROLLBACK")

    def remember(self) -> None:
        """Note what the file is like after our own change: its size, its time, and the newest entry of its journal."""
        self._stamp, self._heads = _stamp(self.path), (self.raw.execute(HEAD).fetchone(),)

    def refuse_another_content(self, left_undone: str) -> None:
        """Raise FileUnavailableError, saying what is ``left_undone``, where somebody copied another file over this one.

        While SQLite holds a file exclusively it trusts its page cache. It would mix pages of the old file into the new
        one, and read half of each. So when somebody touched the file, the cache is dropped, and the journal must still
        end with our last entry.
        """
        self._hold_again(left_undone)
        if self._stamp is None or self.is_snapshot or _stamp(self.path) == self._stamp:
            return
        with self.lock, known_errors(self.path):
            if _stamp(self.path) == self._stamp:  # it was a save of ours, in another thread
                return
            try:
                self.raw.execute("PRAGMA shrink_memory")
                is_ours = self.raw.execute(HEAD).fetchone() in self._heads
            except sqlite3.OperationalError:  # the disk cannot be read: that is no sign of other content
                raise
            except sqlite3.DatabaseError:
                is_ours = False
        if not is_ours:
            raise FileUnavailableError(
                f"“{self.path.name}”的内容被别的程序换掉了（例如有人把一份拷贝盖在上面），{left_undone}；"
                "要退出本程序，弄清要用哪一份，再打开它。"
            )

    def reserve(self) -> None:
        """Keep other instances of this program away by a lock of our own; raises FileInUseError.

        SQLite's lock is lost as soon as the process closes any handle of the file; this one belongs to its own handle.
        Only Linux has such locks, elsewhere SQLite's has to do.
        """
        if sys.platform != "linux" or self.is_read_only or IN_USE[self.path] > 1:  # open here already: SQLite refuses
            return
        with suppress(OSError):  # a disk without such locks
            self._lock_file = os.open(self.path, os.O_RDWR)
            wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _OURS_FROM, 1, 0)
            try:
                fcntl.fcntl(self._lock_file, fcntl.F_OFD_SETLK, wanted)
            except (BlockingIOError, PermissionError) as taken:
                raise self.in_use() from taken

    def in_use(self) -> FileInUseError:
        """Return the error for a file that another program has open; it says who, as far as is known."""
        return FileInUseError(f"“{self.path.name}”已经打开{holder_sentence(self.path)}，要先在那里关闭它，再重试。")

    def hold(self) -> None:
        """Remember that the file is held exclusively, and leave a note about who holds it."""
        leave_note(self.path)
        self.holds = True
        if sys.platform != "win32" and self._lock_file is None:
            with suppress(OSError):
                self._lock_file = os.open(self.path, os.O_RDWR)

    def _hold_again(self, left_undone: str) -> None:
        """Take SQLite's own lock once more; it is lost as soon as anything else in this process has read the file.

        POSIX locks end when their process closes any handle of the file. Salvage opens it, and so does a person who
        chooses it as a backup or as a paper.
        """
        if sys.platform != "win32" and self._lock_file is not None and self.holds:
            try:
                fcntl.lockf(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_LENGTH, _LOCKED_FROM)
            except OSError as taken:
                raise FileInUseError(
                    f"“{self.path.name}”又在别处打开了{holder_sentence(self.path)}，{left_undone}；"
                    "要先在那里关闭它，再退出本程序、重新打开。"
                ) from taken

    def close(self) -> None:
        """Close the file and remove the note about its holder, if it is ours."""
        with self.lock:
            self.raw.close()
            if self._lock_file is not None:  # last, because all locks go with it
                os.close(self._lock_file)
                self._lock_file = None
            IN_USE[self.path] -= self._is_counted
            self._is_counted = False
            if self.holds:
                take_note_away(self.path)
                self.holds = False


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one put at the same path later; zeros where there is none."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_dev, known.st_ino


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes whenever somebody writes to a file; zeros where it is gone."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_size, known.st_mtime_ns


def sweep(connection: Connection) -> None:
    """Rewrite the whole file so that no page holds replaced content any more, and note that this was done.

    A file held exclusively also keeps its rollback journal, with the replaced pages in it: that is truncated.
    """
    folder = str(connection.path.parent.resolve()).replace("'", "''")
    with connection.lock, known_errors(connection.path):
        connection.raw.execute("PRAGMA journal_size_limit = 0")
        # a temporary file beside this one: what VACUUM writes may be larger than the memory
        connection.raw.execute("PRAGMA temp_store = FILE")
        connection.raw.execute(f"PRAGMA temp_store_directory = '{folder}'")
        try:
            connection.raw.execute("VACUUM")
        finally:
            connection.raw.execute("PRAGMA temp_store_directory = ''")
            connection.raw.execute("PRAGMA temp_store = MEMORY")
        connection.remember()
    with connection.write() as raw:
        raw.execute("DELETE FROM seal WHERE envelope = ''")
        raw.execute("UPDATE seal SET is_swept = 1")
    connection.raw.execute("PRAGMA journal_size_limit = -1")


# --- the rollback journal that a killed program left behind: it belongs to the content the file had then ---

JOURNAL = "-journal"
_WAL = "-wal"
_JOURNAL_MARK = 8
"""Length of the magic number a journal begins with while it is needed; afterwards it is zeros, or there is no file."""


def unfinished_journal(path: Path) -> Path | None:
    """Return the rollback journal of a change that was interrupted or is being made now, else None.

    Whoever opens the file next rolls that change back, whatever content is in the file by then.
    """
    journal = Path(f"{os.path.realpath(path)}{JOURNAL}")  # of the target of a link; it may be a loop
    with suppress(OSError), journal.open("rb") as stream:
        if any(stream.read(_JOURNAL_MARK)):
            return journal
    return None


def refuse_beside_a_journal(path: Path, kind: type[DisclosureError] = FileUnavailableError) -> None:
    """Raise ``kind`` where a new file at ``path`` would be ruined by the unfinished journal of a former one."""
    log = path.with_name(path.name + _WAL)
    left = unfinished_journal(path) or (log if os.path.isfile(log) and os.path.getsize(log) else None)
    if left is not None:
        raise kind(
            f"“{path.name}”旁边的“{left.name}”属于原来叫这个名字的文件，其中是没有写完的改动，打开时会写进新文件、毁坏它；"
            "把它和原来的文件放在一起，或给新文件换一个名字。"
        )


# --- who holds the file: a note beside it, quoted only where SQLite itself says that the file is locked ---
#
# The note locks nothing. One left behind by a killed program is overwritten by the next to open the file.


def computer_name() -> str:
    """Return the name of this computer, which Windows keeps in one place and all other systems in another."""
    return os.environ.get("COMPUTERNAME") or os.uname().nodename


def note_path(path: Path) -> Path:
    """Return the path of the note about a file."""
    return path.with_name(path.name + ".lock")


def leave_note(path: Path) -> None:
    """Note who opened the file; where nothing can be written there is no note."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name for this user id, or no pwd module
        user = "未知"
    note = {"host": computer_name(), "pid": os.getpid(), "user": user}
    with suppress(OSError):
        note_path(path).write_text(json.dumps(note), encoding="utf-8")


def take_note_away(path: Path) -> None:
    """Remove the note when the file is closed."""
    with suppress(OSError):
        note_path(path).unlink(missing_ok=True)


def holder_sentence(path: Path) -> str:
    """Return who holds the file, as the note says: 「（用户 zhang，计算机 PC-01，进程 4321）」; empty without one."""
    try:
        holder = json.loads(note_path(path).read_text(encoding="utf-8"))
        return f"（用户 {holder['user']}，计算机 {holder['host']}，进程 {holder['pid']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
