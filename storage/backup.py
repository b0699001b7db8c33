"""Whole copies of the file, made by SQLite itself in one pass while the file stays open."""

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from disclosure.errors import FileUnavailableError
from storage.connection import Connection
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
    """Keep the file as it was beside itself before its schema changes."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    path = connection.path
    backup_to(connection, path.with_name(f"{path.stem}.升级前-{stamp}{path.suffix}"))


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
