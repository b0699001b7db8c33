"""The one connection to one file: opened so that nothing is ever lost, held by one program, used under one lock.

The transaction rule: reading needs none; everything written lies between ``BEGIN IMMEDIATE`` and ``COMMIT`` of
``write()`` and is on the disk when ``write()`` returns, or was never there.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from disclosure.errors import FileInUseError, FileUnavailableError
from storage import holder
from storage.known_errors import known_errors, not_ours, nothing_but_damage
from storage.schema import APPLICATION_ID, LANDED, USER_VERSION, applied, apply
from storage.sealing import AnySeal, LockedSeal, Unsealed
from storage.statements import try_schema

Row = tuple[Any, ...]

_SECONDS_TO_WAIT = 1.0
_STATEMENTS_KEPT = 512
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
)


class Connection:
    """An open file. ``lock`` is the one lock of the program: whoever works long holds it, everyone else waits.

    ``seal`` is what personal values are read and written through.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection, *, is_read_only: bool) -> None:
        self.path = path
        self.raw = raw
        self.is_read_only = is_read_only
        self.lock = threading.RLock()
        self.holds = False
        self.seal: AnySeal = Unsealed()
        self._identity = _identity(path)

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
        with self.lock, known_errors(self.path):
            if self.is_read_only:
                raise FileUnavailableError(
                    f"“{self.path.name}”以只读方式打开，不能修改；请复制到自己的文件夹后再打开。"
                )
            self._refuse_where_it_has_gone()
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.raw
                self.raw.execute("COMMIT")
            except BaseException:
                if self.raw.in_transaction:  # a full disk has rolled back already
                    self.raw.execute("ROLLBACK")
                raise

    def _refuse_where_it_has_gone(self) -> None:
        """SQLite would write into a file that was moved or deleted meanwhile: a save nobody would ever see again."""
        if _identity(self.path) != self._identity:
            raise FileUnavailableError(
                f"“{self.path.name}”已不在原来的位置（被移动、改名、删除，或移动存储已拔出），这次改动没有保存；"
                "请把它放回原处后再保存。"
            )

    def close(self) -> None:
        """Close the file and take the note about its holder away, if it is ours."""
        with self.lock:
            self.raw.close()
            if self.holds:
                holder.take_note_away(self.path)
                self.holds = False


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells one file from another that later lies at the same path; nothing where there is none."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_dev, known.st_ino


def connect(path: Path) -> Connection:
    """Open an existing file of ours, exclusively, migrated to this program's schema.

    Raises FileUnavailableError with one sentence where that is impossible; the file is then untouched.
    """
    _refuse_what_is_no_file(path)
    is_read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connection = Connection(path, _raw(path, "ro" if is_read_only else "rw"), is_read_only=is_read_only)
    with _closed_on_failure(connection), _busy_named(path), nothing_but_damage(path):
        _refuse_what_is_not_ours(connection)
        _take(connection)
        _migrate(connection)
        try_schema(connection.raw)
        _find_seal(connection)
    return connection


def create(path: Path) -> Connection:
    """Make a new file, readable by its owner only, and open it.

    Raises FileUnavailableError where there is a file already, no folder, or no permission.
    """
    _claim(path)
    connection = Connection(path, _raw(path, "rw"), is_read_only=False)
    try:
        with _closed_on_failure(connection), known_errors(path):
            _take(connection)
            apply(connection.raw)
    except BaseException:
        path.unlink()
        raise
    return connection


def _claim(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise FileUnavailableError(f"“{path.name}”已经存在，请换一个名字。") from None
    except FileNotFoundError:
        raise FileUnavailableError(f"文件夹“{path.parent}”不存在，请先建立它或换一个位置。") from None
    except OSError:
        raise FileUnavailableError(f"不能在“{path.parent}”中建立文件，请换一个有写入权限的文件夹。") from None


def _raw(path: Path, mode: str) -> sqlite3.Connection:
    with known_errors(path):
        return sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_SECONDS_TO_WAIT,
            check_same_thread=False, cached_statements=_STATEMENTS_KEPT,
        )


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise FileUnavailableError(f"文件夹“{path.parent}”不存在，请检查移动存储是否已连接。")
    if not path.exists():
        raise FileUnavailableError(f"没有找到“{path.name}”，请检查它是否被移动或改名。")
    if not path.is_file():
        raise FileUnavailableError(f"“{path.name}”不是文件，请选择信息公开工作台的数据文件。")
    if path.stat().st_size == 0:
        raise FileUnavailableError(f"“{path.name}”是空文件（0 字节），其中没有数据；请从备份恢复，或删除它后新建。")


def _refuse_what_is_not_ours(connection: Connection) -> None:
    raw, name = connection.raw, connection.path.name
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_ours(connection.path)
    if set(applied(raw)) - set(LANDED) or raw.execute("PRAGMA user_version").fetchone()[0] > USER_VERSION:
        raise FileUnavailableError(f"“{name}”由更新版本的程序保存，请升级本程序后再打开；文件没有被改动。")


def _take(connection: Connection) -> None:
    """Take the lock for as long as the file is open, or fail now."""
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
    holder.leave_note(connection.path)
    connection.holds = True


def _migrate(connection: Connection) -> None:
    if applied(connection.raw) == LANDED:
        return
    if connection.is_read_only:
        raise FileUnavailableError(
            f"“{connection.path.name}”由旧版本保存，需要先升级，但它所在位置不能写入；请复制到自己的文件夹后再打开。"
        )
    from storage.rescue.backup import copy_before_migration  # noqa: PLC0415

    copy_before_migration(connection)
    apply(connection.raw)


def _find_seal(connection: Connection) -> None:
    """See whether the file has a password, and finish what a killed change of it left undone."""
    found = connection.raw.execute("SELECT min(is_swept), max(envelope <> '') FROM seal").fetchone()
    if found[1]:
        connection.seal = LockedSeal()
    if found[0] == 0 and not connection.is_read_only:
        with suppress(FileUnavailableError):  # no room for a second copy: at a later opening
            sweep(connection)


def sweep(connection: Connection) -> None:
    """Write the whole file anew, so that no page of it holds what was replaced, and note that it was done.

    While the file is held for one program alone, SQLite keeps its journal with the replaced pages: it is cut, too.
    """
    with connection.lock, known_errors(connection.path):
        connection.raw.execute("PRAGMA journal_size_limit = 0")
        connection.raw.execute("VACUUM")
    with connection.write() as raw:
        raw.execute("DELETE FROM seal WHERE envelope = ''")
        raw.execute("UPDATE seal SET is_swept = 1")
    connection.raw.execute("PRAGMA journal_size_limit = -1")


@contextmanager
def _closed_on_failure(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def _busy_named(path: Path) -> Iterator[None]:
    try:
        yield
    except FileUnavailableError as error:
        cause = error.__cause__
        if getattr(cause, "sqlite_errorname", "") in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            who = holder.holder_sentence(path)
            raise FileInUseError(
                f"“{path.name}”已经打开{who}，请先在那里关闭它，再重试。"
            ) from cause
        raise


Progress = Callable[[int, int], None]
"""Called with how much is done of how much; may raise CancelledError."""
