"""The one connection to one file: opened so that nothing is ever lost, held by one program, used under one lock.

The transaction rule: reading needs none; everything written lies between ``BEGIN IMMEDIATE`` and ``COMMIT`` of
``write()`` and is on the disk when ``write()`` returns, or was never there.
"""

import getpass
import json
import os
import sqlite3
import struct
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from disclosure.errors import DisclosureError, FileInUseError, FileUnavailableError
from storage.known_errors import known_errors
from storage.sealing import AnySeal, Unsealed

if sys.platform != "win32":
    import fcntl

Row: TypeAlias = tuple[Any, ...]

_LOCKED_FROM, _LOCKED_LENGTH = 0x40000000, 512
"""The bytes SQLite locks while it holds a file for one alone: PENDING_BYTE, and all it uses behind it."""

_OURS_FROM = _LOCKED_FROM + 1024
"""A byte of the same page, which no content ever has, and SQLite never locks."""

_HEAD = "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1"


IN_USE: Counter[Path] = Counter()
"""How often this program has a register file open: nothing that is written may take the place of one."""


class Connection:
    """An open file. ``lock`` is the one lock of the program: whoever works long holds it, everyone else waits.

    ``seal`` is what personal values are read and written through. A snapshot is the file as it was, in memory.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection, *, is_read_only: bool, is_snapshot: bool = False) -> None:
        self.path = path
        self.raw = raw
        self.is_read_only, self.is_snapshot = is_read_only, is_snapshot
        self.lock = threading.RLock()
        self.holds = False
        self._lock_file: int | None = None
        self.seal: AnySeal = Unsealed()
        self._identity = _identity(path)
        self._stamp: tuple[int, int] | None = None
        self._heads: tuple[Row | None, ...] = ()
        self._is_counted = not is_snapshot
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
        """Hold one durable transaction; anything raised inside rolls it back.

        Raises FileUnavailableError where the file cannot be written (read-only, disk full, moved or deleted since).
        """
        with self.lock, known_errors(self.path, is_save=True):
            if self.is_read_only:
                raise FileUnavailableError(
                    f"“{self.path.name}”以只读方式打开，不能修改；请复制到自己的文件夹后再打开。"
                )
            # SQLite would write into a file that was moved or deleted meanwhile: a save nobody would ever see again
            if _identity(self.path) != self._identity:
                raise FileUnavailableError(
                    f"“{self.path.name}”已不在原来的位置（被移动、改名、删除，或移动存储已拔出），这次改动没有保存；"
                    "请把它放回原处后再保存。"
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
        """Keep what was written. A disk that fails at the very end has it already: nobody may be told that it has not.

        SQLite reports a commit whose last word the disk did not confirm as it reports one that never began.
        """
        ours = self.raw.execute(_HEAD).fetchone()
        try:
            self.raw.execute("COMMIT")
        except sqlite3.Error as refused:
            is_kept = True  # as far as anybody knows
            with suppress(sqlite3.Error):
                self._roll_back()
                is_kept = self.raw.execute(_HEAD).fetchone() not in self._heads
            if not is_kept:
                raise
            self._heads = (*self._heads, ours)  # by us, and by nobody who laid a copy over the file
            raise FileUnavailableError(
                f"写“{self.path.name}”时磁盘出错，不能确认这次改动是否已经保存：请不要再录入一遍，先退出本程序，"
                "检查磁盘或移动存储是否仍然连接，再打开文件核对最后几条。"
            ) from refused
        self.remember()

    def _roll_back(self) -> None:
        if self.raw.in_transaction:  # a full disk has rolled back already
            self.raw.execute("ROLLBACK")

    def remember(self) -> None:
        """Note what the file is like after we changed it: size, time, and the last entry of its journal."""
        self._stamp, self._heads = _stamp(self.path), (self.raw.execute(_HEAD).fetchone(),)

    def refuse_another_content(self, left_undone: str) -> None:
        """Raise FileUnavailableError, telling what is ``left_undone``, where somebody laid other content over the file.

        SQLite believes its memory while it alone holds the file: into a copy laid over it, it would write pages that
        belong to the other content, and read half of the one and half of the other. So where somebody touched the file
        SQLite is made to forget, and what we wrote last is read again.
        """
        self._hold_again(left_undone)
        if self._stamp is None or self.is_snapshot or _stamp(self.path) == self._stamp:
            return
        with self.lock, known_errors(self.path):  # of whoever is just saving
            if _stamp(self.path) == self._stamp:
                return
            try:
                self.raw.execute("PRAGMA shrink_memory")
                is_ours = self.raw.execute(_HEAD).fetchone() in self._heads
            except sqlite3.OperationalError:  # a disk that does not read: nobody has laid anything over the file
                raise
            except sqlite3.DatabaseError:
                is_ours = False
        if not is_ours:
            raise FileUnavailableError(
                f"“{self.path.name}”的内容被别的程序换掉了（例如有人把一份拷贝盖在上面），{left_undone}；"
                "请退出本程序，弄清要用哪一份，再打开它。"
            )

    def reserve(self) -> None:
        """Keep other programs like this one away, whatever becomes of SQLite's lock, before anything else is done.

        That one goes with the first closing of the file by its process, this one with this opening alone. Raises
        FileInUseError. Where there is no such lock (not Linux), SQLite's is all there is.
        """
        if sys.platform != "linux" or self.is_read_only or IN_USE[self.path] > 1:  # twice here: SQLite refuses
            return
        with suppress(OSError):  # no such lock on this disk
            self._lock_file = os.open(self.path, os.O_RDWR)
            wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _OURS_FROM, 1, 0)
            try:
                fcntl.fcntl(self._lock_file, fcntl.F_OFD_SETLK, wanted)
            except (BlockingIOError, PermissionError) as taken:
                raise self.in_use() from taken

    def in_use(self) -> FileInUseError:
        """Return the sentence about a file that another program has open, and which."""
        return FileInUseError(f"“{self.path.name}”已经打开{holder_sentence(self.path)}，请先在那里关闭它，再重试。")

    def hold(self) -> None:
        """Note that the file is held for this program alone, and leave word who that is."""
        leave_note(self.path)
        self.holds = True
        if sys.platform != "win32" and self._lock_file is None:
            with suppress(OSError):
                self._lock_file = os.open(self.path, os.O_RDWR)

    def _hold_again(self, left_undone: str) -> None:
        """Take SQLite's own lock once more, which is gone as soon as anybody in this program has read the file.

        So the systems other than Windows have it: a lock ends with the first closing by its process, whoever opened.
        Salvage reads the file, or a person who chooses it as a backup or a paper.
        """
        if sys.platform != "win32" and self._lock_file is not None and self.holds:
            try:
                fcntl.lockf(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_LENGTH, _LOCKED_FROM)
            except OSError as taken:
                raise FileInUseError(
                    f"“{self.path.name}”又在别处打开了{holder_sentence(self.path)}，{left_undone}；"
                    "请先在那里关闭它，再退出本程序、重新打开。"
                ) from taken

    def close(self) -> None:
        """Close the file and take the note about its holder away, if it is ours."""
        with self.lock:
            self.raw.close()
            if self._lock_file is not None:  # last: with it any lock of ours goes
                os.close(self._lock_file)
                self._lock_file = None
            IN_USE[self.path] -= self._is_counted
            self._is_counted = False
            if self.holds:
                take_note_away(self.path)
                self.holds = False


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells one file from another that later lies at the same path; nothing where there is none."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_dev, known.st_ino


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes whenever somebody writes into a file; nothing where it is gone."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_size, known.st_mtime_ns


def sweep(connection: Connection) -> None:
    """Write the whole file anew, so that no page of it holds what was replaced, and note that it was done.

    While the file is held for one program alone, SQLite keeps its journal with the replaced pages: it is cut, too.
    """
    folder = str(connection.path.parent.resolve()).replace("'", "''")
    with connection.lock, known_errors(connection.path):
        connection.raw.execute("PRAGMA journal_size_limit = 0")
        # on the disk beside the file, without a name: it may be larger than the memory
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


# --- what SQLite left beside a file whose program was killed: it belongs to the content that lay there then ---

JOURNAL = "-journal"
_WAL = "-wal"
_JOURNAL_MARK = 8
"""So long is what a journal begins with while it is needed; afterwards it is gone or zeros."""


def unfinished_journal(path: Path) -> Path | None:
    """Return the journal of a change that nobody finished, or is being made now, None where there is none.

    Whoever opens the file next takes that change back out of it, whatever content lies there by then.
    """
    journal = path.resolve().with_name(path.resolve().name + JOURNAL)  # where a link leads to
    with suppress(OSError), journal.open("rb") as stream:
        if any(stream.read(_JOURNAL_MARK)):
            return journal
    return None


def refuse_beside_a_journal(path: Path, kind: type[DisclosureError] = FileUnavailableError) -> None:
    """Raise ``kind`` where a new file would be ruined by what lies there of another that was moved away."""
    log = path.with_name(path.name + _WAL)
    left = unfinished_journal(path) or (log if os.path.isfile(log) and os.path.getsize(log) else None)
    if left is not None:
        raise kind(
            f"“{path.name}”旁边的“{left.name}”属于原来叫这个名字的文件，其中是没有写完的改动，打开时会写进新文件、毁坏它；"
            "请把它和原来的文件放在一起，或给新文件换一个名字。"
        )


# --- who holds the file: a note beside it, only quoted where SQLite itself says that it is locked ---
#
# The note locks nothing. One left behind by a killed program is overwritten by the next that opens the file.


def note_path(path: Path) -> Path:
    """Return where the note about a file lies."""
    return path.with_name(path.name + ".lock")


def leave_note(path: Path) -> None:
    """Write who opened the file; where nothing can be written there is no note."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name for this user id, or no pwd module
        user = "未知"
    computer = os.environ.get("COMPUTERNAME") or os.uname().nodename  # Windows sets the one, all others know the other
    with suppress(OSError):
        note_path(path).write_text(json.dumps({"host": computer, "pid": os.getpid(), "user": user}), encoding="utf-8")


def take_note_away(path: Path) -> None:
    """Remove the note when the file is closed."""
    with suppress(OSError):
        note_path(path).unlink(missing_ok=True)


def holder_sentence(path: Path) -> str:
    """Return who holds the file, as far as the note tells: 「用户 zhang，计算机 PC-01，进程 4321」, or nothing."""
    try:
        holder = json.loads(note_path(path).read_text(encoding="utf-8"))
        return f"（用户 {holder['user']}，计算机 {holder['host']}，进程 {holder['pid']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
