"""Opening and creating a file: lock it for this program alone, migrate it to this schema, find its seal."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from disclosure.errors import FileUnavailableError
from storage.connection import (
    JOURNAL,
    Connection,
    refuse_beside_a_journal,
    sweep,
    unfinished_journal,
)
from storage.index import index_if_stale, sweep_whole_index
from storage.known_errors import known_errors, not_ours, nothing_but_damage, unreadable
from storage.schema import APPLICATION_ID, LANDED, USER_VERSION, applied, apply
from storage.sealing import LockedSeal
from storage.statements import try_schema

_SECONDS_TO_WAIT = 1.0
_SECONDS_TO_LOOK, _PAUSE, _COARSEST_CLOCK = 10.0, 0.2, 2.5
_LOCKED_BYTES = 2**30
"""Where SQLite locks a file: on Windows nobody else can read these bytes, and so much more would fill the memory."""
_STATEMENTS_KEPT = 512
_LONGEST_ON_WINDOWS = 255
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",  # overwrite what is deleted or replaced; not the default of every SQLite
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
)


def connect(path: Path) -> Connection:
    """Open an existing file of ours, exclusively, migrated to this program's schema.

    Raises FileUnavailableError with one sentence where that is impossible; the file is then untouched.
    """
    _refuse_what_is_no_file(path)
    is_read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connection = Connection(path, _raw(path, "ro" if is_read_only else "rw"), is_read_only=is_read_only)
    with _closed_on_failure(connection), _named_at_opening(connection), nothing_but_damage(path):
        connection.reserve()
        _refuse_strangers(connection)
        _take(connection)
        if applied(connection.raw) != LANDED:
            _migrate(connection)
        try_schema(connection.raw)
        # find out whether the file has a password, and sweep if a kill interrupted a change of it or a destruction
        found = connection.raw.execute("SELECT min(is_swept), max(envelope <> '') FROM seal").fetchone()
        if found[1]:
            connection.seal = LockedSeal()
        if found[0] == 0 and not connection.is_read_only:
            with suppress(FileUnavailableError):  # no room for a second copy: a later opening does it
                sweep_whole_index(connection)
                sweep(connection)
        index_if_stale(connection)
        connection.remember()
    return connection


def look_in(path: Path) -> Connection:
    """Read a file that is open elsewhere into memory, as of its last save; the copy is read-only.

    Nothing is written to disk. Raises FileUnavailableError with one sentence where that is impossible.
    """
    _refuse_what_is_no_file(path)
    try:
        content = _as_last_saved(path)
    except OSError as refused:  # another user's, or its stick was pulled out just now
        raise unreadable(path) from refused
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS_KEPT)
    connection = Connection(path, raw, is_read_only=True, is_snapshot=True)
    with _closed_on_failure(connection), nothing_but_damage(path):
        raw.deserialize(content)
        _refuse_strangers(connection)
        for pragma in (*_PRAGMAS, "PRAGMA query_only = ON"):
            raw.execute(pragma)
        if applied(raw) != LANDED:
            _migrate(connection)
        if connection.value("SELECT max(envelope <> '') FROM seal"):
            connection.seal = LockedSeal()
    return connection


def _as_last_saved(path: Path) -> bytes:
    """Return the bytes of a file, read while nobody saved into it.

    A save first writes its journal beside the file and then changes the file's time, which some disks keep only in
    steps of two seconds. So a file that was changed just now is read a little later.
    """
    if path.stat().st_size > _LOCKED_BYTES:
        raise FileUnavailableError(f"“{path.name}”太大，不能在别人使用时查看；等那里关闭它以后再打开。")
    until = time.monotonic() + _SECONDS_TO_LOOK
    while time.monotonic() < until:
        before = _at_rest(path)
        if before is not None:
            with known_errors(path):
                content = path.read_bytes()
            if before == _at_rest(path):
                return content
        time.sleep(_PAUSE)
    raise FileUnavailableError(f"“{path.name}”正在保存，要过一会儿再查看。")


def _at_rest(path: Path) -> tuple[int, int] | None:
    """Return size and time of a file that nobody is saving into; None while somebody is, or was just now."""
    if unfinished_journal(path) is not None:
        return None
    known = path.stat()
    is_fresh = abs(time.time() - known.st_mtime) < _COARSEST_CLOCK
    return None if is_fresh else (known.st_size, known.st_mtime_ns)


def _refuse_strangers(connection: Connection) -> None:
    raw, path = connection.raw, connection.path
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_ours(path)
    if set(applied(raw)) - set(LANDED) or raw.execute("PRAGMA user_version").fetchone()[0] > USER_VERSION:
        raise FileUnavailableError(
            f"“{path.name}”由更新版本的程序保存，本程序不能打开；文件没有被改动。"
            "新版安装包向最后保存它的人或给您安装本程序的人索取，安装后再打开。"
        )


def create(path: Path) -> Connection:
    """Make a new file, readable by its owner only, and open it.

    Raises FileUnavailableError where there is a file already or the unfinished journal of one, no folder, or no
    permission.
    """
    _refuse_a_name_too_long(path)
    refuse_beside_a_journal(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise FileUnavailableError(f"“{path.name}”已经存在，要换一个名字。") from None
    except FileNotFoundError:
        raise FileUnavailableError(f"文件夹“{path.parent}”不存在，要先建立它或换一个位置。") from None
    except OSError:
        raise FileUnavailableError(f"不能在“{path.parent}”中建立文件，要换一个有写入权限的文件夹。") from None
    connection = Connection(path, _raw(path, "rw"), is_read_only=False)
    try:
        with _closed_on_failure(connection), known_errors(path):
            connection.reserve()
            _take(connection)
            connection.raw.execute("BEGIN")  # sync once, not after each migration
            apply(connection.raw)
            connection.raw.execute("COMMIT")
            connection.remember()
            index_if_stale(connection)
    except BaseException:
        take_away(path)
        raise
    return connection


def take_away(path: Path) -> None:
    """Delete a file whose creation failed, with the journal that SQLite may have left beside it."""
    for left in (path, path.with_name(path.name + JOURNAL)):
        left.unlink(missing_ok=True)


def _refuse_a_name_too_long(path: Path) -> None:
    """Refuse a name that leaves no room for ``-journal``, which SQLite appends for its journal beside the file."""
    if os.name == "nt":  # limited in characters; elsewhere in bytes
        longest, length = _LONGEST_ON_WINDOWS, len(path.name)
    else:
        try:
            longest, length = os.pathconf(path.parent, "PC_NAME_MAX"), len(os.fsencode(path.name))
        except OSError:  # no such folder, which is checked elsewhere
            return
    if length + len(JOURNAL) > longest:
        raise FileUnavailableError(f"“{path.name}”的文件名太长，要改短后再试。")


def _raw(path: Path, mode: str) -> sqlite3.Connection:
    with known_errors(path):
        return sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=_SECONDS_TO_WAIT,
            check_same_thread=False,
            cached_statements=_STATEMENTS_KEPT,
        )


def _refuse_what_is_no_file(path: Path) -> None:
    _refuse_a_name_too_long(path)
    if not os.path.isdir(path.parent):  # unlike pathlib, os.path never raises: a name too long, no permission
        raise FileUnavailableError(f"文件夹“{path.parent}”不存在，要检查移动存储是否已连接。")
    if not os.path.exists(path):
        raise FileUnavailableError(f"没有找到“{path.name}”，要检查它是否被移动或改名。")
    if not os.path.isfile(path):
        raise FileUnavailableError(f"“{path.name}”不是文件，要选择信息公开工作台的数据文件。")
    if os.path.getsize(path) == 0:
        raise FileUnavailableError(f"“{path.name}”是空文件（0 字节），其中没有数据；从备份恢复，或删除它后新建。")


def _take(connection: Connection) -> None:
    """Lock the file for as long as it is open, or fail now."""
    raw = connection.raw
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    if connection.is_read_only:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("COMMIT")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA synchronous = EXTRA")
    connection.hold()


def _migrate(connection: Connection) -> None:
    if connection.is_read_only:
        raise FileUnavailableError(
            f"“{connection.path.name}”由旧版本保存，需要先升级，但它所在位置不能写入；复制到自己的文件夹后再打开。"
        )
    from storage.backup import copy_before_migration  # noqa: PLC0415

    copy_before_migration(connection)
    apply(connection.raw)


@contextmanager
def _closed_on_failure(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def _named_at_opening(connection: Connection) -> Iterator[None]:
    path = connection.path
    try:
        yield
    except FileUnavailableError as error:
        cause = error.__cause__
        name = getattr(cause, "sqlite_errorname", "")
        if name == "SQLITE_READONLY_ROLLBACK":  # copied without its journal, the file would keep half a change
            raise FileUnavailableError(
                f"“{path.name}”有一次没有写完的改动要先退回，但它所在位置不能写入；"
                f"把它和旁边的“{path.name}{JOURNAL}”一起复制到自己的文件夹后再打开。"
            ) from cause
        if name in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise connection.in_use() from cause
        raise
