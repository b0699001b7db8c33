"""The one connection to one file: opened so that nothing is ever lost, held by one program, used under one lock.

The transaction rule: reading needs none; everything written lies between ``BEGIN IMMEDIATE`` and ``COMMIT`` of
``write()`` and is on the disk when ``write()`` returns, or was never there.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from disclosure.errors import FileUnavailableError
from storage import holder
from storage.known_errors import known_errors
from storage.sealing import AnySeal, Unsealed

Row = tuple[Any, ...]

Progress = Callable[[int, int], None]
"""Called with how much is done of how much; may raise CancelledError."""


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
