"""The file's schema as migrations: every ``.sql`` beside this module is one, applied in the order of names.

To add a column: one line in ``disclosure.records`` and one new file here with the next number; a line in
``docs/schema.md`` describes it, and ``python -m tests.storage.kept_databases`` saves a file of the new schema. There is
no other list of them. A released file is never edited. It contains plain statements without ``BEGIN`` or ``COMMIT``:
each migration runs in one transaction that also records its name. None has needed Python so far; data is moved in
SQL, too.

The known migrations come from the names in the folder; the library that applies them is imported only if one is
missing, because it is slow to import and needed once in the life of a file.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "disclosure"
"""The name of our migrations in ``_sqlite_migrations``, a table of sqlite-utils; never changed."""

_FOLDER = os.path.dirname(__file__)  # listed at every start: a Path would take four times as long
_FILES = {
    # “001-registers.sql” is recorded in files as “m001_registers”; never changed
    f"m{file.removesuffix('.sql').replace('-', '_')}": file
    for file in sorted(os.listdir(_FOLDER))
    if file.endswith(".sql")
}

LANDED = tuple(_FILES)
"""The migrations in order, by the names recorded in files; a file with the same list needs none."""

APPLICATION_ID = 1145262692
"""Marks a file as ours (``PRAGMA application_id``): “DCRd”, never changed."""

USER_VERSION = int(LANDED[-1][1:4])
"""The version of the schema (``PRAGMA user_version``): the number of the last migration."""


def applied(raw: sqlite3.Connection) -> tuple[str, ...]:
    """Return the migrations applied to a file, in order."""
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
    return tuple(name for (name,) in raw.execute(sql, (_SET,)))


def apply(raw: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Apply the missing migrations, each completely or not at all; ``stop_before`` makes an older file."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - slow to import

    migrations = Migrations(_SET)
    for name, file in _FILES.items():
        migrations(name=name)(_migration(Path(_FOLDER, file)))
    migrations.apply(Database(raw, execute_plugins=False), stop_before=stop_before)


def lay_out(raw: sqlite3.Connection) -> None:
    """Create every table of the current schema in an empty file without recording migrations, for comparisons."""
    for file in _FILES.values():
        for statement in statements(Path(_FOLDER, file).read_text(encoding="utf-8")):
            raw.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Split a script into its statements; a ``;`` inside a trigger, a text or a comment does not end one.

    Not ``executescript``, which commits an open transaction before it begins. The last statement may lack its ``;``; an
    incomplete one is yielded, too, so that SQLite refuses it.
    """
    start = end = 0
    while end := script.find(";", end) + 1:
        if sqlite3.complete_statement(script[start:end]):
            yield script[start:end]
            start = end
    if script[start:].strip():
        yield script[start:]


def _migration(path: Path) -> Callable[["Database"], None]:
    def run(database: "Database") -> None:
        for statement in statements(path.read_text(encoding="utf-8")):
            database.conn.execute(statement)
        # the older files set their number themselves; no newer one can forget it
        database.conn.execute(f"PRAGMA user_version = {int(path.stem[:3])}")

    return run
