"""Whole copies of the file, made by SQLite itself while the file stays open and others read and save."""

import errno
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.file_names import fitted
from storage.connection import Connection
from storage.journal import chain_of
from storage.known_errors import known_errors
from storage.schema import APPLICATION_ID
from storage.whole_file import is_same_file, whole_file

_BEFORE_MIGRATION = ".升级前-"
_MARK_ENDS = 72
"""Bytes of the file header up to the end of the ``application_id``."""
_PAGES_AT_A_TIME = 1_000
_OTHERS_TURN = 0.001
"""Seconds between two steps: a thread waiting for the lock needs time to wake up and take it."""


@contextmanager
def copy_aside(connection: Connection, path: Path) -> Iterator[Path]:
    """Give a whole copy to examine; it replaces ``path`` if the block ends without an error.

    It is made in steps of a few milliseconds, between which other threads can use the file, unless the caller holds the
    lock. Changes saved meanwhile go into the copy, too: SQLite writes them to both.

    Raises FileUnavailableError for a missing folder, a full disk or missing permission; nothing is left behind then.
    """
    if is_same_file(path, connection.path):
        raise FileUnavailableError("备份不能写到正在使用的文件上，要选择另一个文件夹。")
    with whole_file(path, private=True, kind=FileUnavailableError) as aside:
        try:
            with (
                known_errors(path),
                connection.lock,
                closing(sqlite3.connect(aside)) as target,
            ):
                target.execute("PRAGMA synchronous = OFF")  # synced as a whole later, without holding the lock
                connection.raw.backup(target, pages=_PAGES_AT_A_TIME, progress=partial(_give_way, connection))
        except FileUnavailableError as refused:
            if getattr(refused.__cause__, "sqlite_errorname", "") == "SQLITE_FULL":  # the disk of the copy is full
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from refused
            raise
        yield aside


def _give_way(connection: Connection, _status: int, left: int, _total: int) -> None:
    if left:
        connection.lock.release()
        try:
            time.sleep(_OTHERS_TURN)
        finally:
            connection.lock.acquire()


def ends_of(copy: Path) -> tuple[str, int, str]:
    """Return ``Registers.origin`` of a file, and the number and hash of its newest journal entry.

    The file is only read. Empty if they cannot be read.
    """
    if not os.path.isfile(copy):
        return "", 0, ""
    sql = "SELECT id, hash FROM journal WHERE id IN (SELECT min(id) FROM journal UNION SELECT max(id) FROM journal)"
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            ends = sorted(raw.execute(sql))
        return ends[0][1].hex(), int(ends[-1][0]), ends[-1][1].hex()
    except (OSError, sqlite3.Error, LookupError, AttributeError, TypeError, ValueError):
        return "", 0, ""


def backup_to(connection: Connection, path: Path) -> None:
    """Write a whole copy to ``path``, replacing what is there only once the copy is complete and on the disk."""
    with copy_aside(connection, path):
        pass


def copy_before_migration(connection: Connection) -> None:
    """Copy the file beside itself before its schema changes, and verify the copy before anything else is done.

    Raises FileUnavailableError if it cannot be written or differs from the file; nothing is left behind then.
    """
    path, stamp = connection.path, datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(fitted(path.stem, f"{_BEFORE_MIGRATION}{stamp}{path.suffix}"))
    backup_to(connection, copy)
    with known_errors(copy), closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as copied:
        is_the_same = _content(connection.raw) == _content(copied)  # both still at the old schema
    if not is_the_same:
        copy.unlink()
        raise FileUnavailableError(
            f"升级前的副本“{copy.name}”与原文件不一致，已删除，文件没有升级；换一个磁盘存放文件后再打开。"
        )


def copies_before_migration(path: Path) -> list[Path]:
    """Return the copies made beside a file before changes of its schema."""
    ending = re.compile(rf"{re.escape(_BEFORE_MIGRATION)}\d{{8}}-\d{{6}}{re.escape(path.suffix)}\Z")
    beside = ((each, ending.search(each.name)) for each in sorted(path.parent.iterdir()))
    return [each for each, ended in beside if ended and each.name == fitted(path.stem, ended[0])]


def is_unsealed(path: Path) -> bool:
    """Whether a file is of this program, of any version, and without a password; it is only read."""
    return envelope_of(path) == ""


def envelope_of(path: Path) -> str | None:
    """Return the envelope of the key of a file of this program, "" if it has no password, None for any other file.

    Each change of the password makes another. The file is only read.
    """
    mark = APPLICATION_ID.to_bytes(4, "big")
    if not os.path.isfile(path):  # whoever opens a pipe waits for ever
        return None
    try:
        with path.open("rb") as stream:
            if not stream.read(_MARK_ENDS).endswith(mark):
                return None
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            if raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'seal'").fetchone() == (0,):
                return ""  # of a version without passwords
            found = raw.execute("SELECT envelope FROM seal WHERE envelope <> ''").fetchone()
            return str(found[0]) if found else ""
    except (OSError, sqlite3.Error):
        return None


def _content(raw: sqlite3.Connection) -> object:
    """Return all that two copies of a file have to agree in: faults, rows per table, contents, and the journal's chain.

    It works with any schema, as it takes the names of the tables from the file.
    """
    faults = [*raw.execute("PRAGMA integrity_check(1)"), *raw.execute("PRAGMA foreign_key_check")]
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    contents = [digest for (digest,) in raw.execute("SELECT sha256 FROM blobs ORDER BY sha256")]
    return faults, counts, contents, chain_of(raw)
