"""Whole copies of the file, made by SQLite itself in one pass while the file stays open."""

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from disclosure.errors import FileUnavailableError
from storage.connection import Connection
from storage.journal import chain_of
from storage.known_errors import known_errors


def backup_to(connection: Connection, path: Path) -> None:
    """Write a whole copy to ``path``, replacing what is there only when the copy is complete and on the disk.

    Raises FileUnavailableError where there is no folder, no room or no permission; nothing is left behind then.
    """
    if path.resolve() == connection.path.resolve():
        raise FileUnavailableError("备份不能写到正在使用的文件上，请选择另一个文件夹。")
    if not path.parent.is_dir():
        raise FileUnavailableError(f"备份文件夹“{path.parent}”不存在，请检查移动存储是否已连接。")
    partial = path.with_name(path.name + ".part")
    try:
        _copy(connection, partial)
        os.replace(partial, path)
        with contextlib.suppress(PermissionError):  # Windows syncs no folders
            _sync(path.parent)
    except OSError as error:
        raise FileUnavailableError(f"不能写入备份“{path.name}”：请检查磁盘空间和写入权限。") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def copy_before_migration(connection: Connection) -> None:
    """Keep the file as it was beside itself before its schema changes; the copy is proven before anything else is done.

    Raises FileUnavailableError where it cannot be written or is not what the file is; then nothing is left behind.
    """
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    path = connection.path
    copy = path.with_name(f"{path.stem}.升级前-{stamp}{path.suffix}")
    backup_to(connection, copy)
    if _content(connection.raw) != _content_of(copy):
        copy.unlink()
        raise FileUnavailableError(
            f"升级前的副本“{copy.name}”与原文件不一致，已删除，文件没有升级；请换一个磁盘存放文件后再打开。"
        )


def _content_of(copy: Path) -> object:
    """Return what a copy holds, opened as it is, at its own schema."""
    with known_errors(copy):
        raw = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            return _content(raw)
        finally:
            raw.close()


def _content(raw: sqlite3.Connection) -> object:
    """Return what is wrong with a file, how much each table holds, and whether its journal is one chain, and whose.

    Whatever the schema: the tables are asked for by the names they have.
    """
    faults = [*raw.execute("PRAGMA integrity_check(1)"), *raw.execute("PRAGMA foreign_key_check")]
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    contents = [digest for (digest,) in raw.execute("SELECT sha256 FROM blobs ORDER BY sha256")]
    return faults, counts, contents, chain_of(raw)


def _copy(connection: Connection, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with known_errors(partial), connection.lock:
        target = sqlite3.connect(partial, isolation_level=None)
        try:
            connection.raw.backup(target, pages=-1)
        finally:
            target.close()
    _sync(partial)


def _sync(path: Path) -> None:
    """Have the operating system put a file or a folder on the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
