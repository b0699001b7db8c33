"""The file's schema, step by step: every ``.sql`` beside this module is one migration, landed in the order of names.

To add a column: one line in ``disclosure.records`` and one new file here, numbered next; a line in ``docs/schema.md``
tells it, and ``python -m tests.storage.kept_databases`` keeps a file of the new schema. Nothing else lists them. A
landed file is history and never edited. It holds plain statements and no ``BEGIN`` or ``COMMIT``: each migration runs
whole inside a transaction that also notes its name. None has needed Python so far; what moves data is said in SQL, too.

What this program knows is told from the names in the folder; what runs them is imported only when one is missing,
because it is slow to import and needed once in the life of a file.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "disclosure"
"""The name of our migrations in ``_sqlite_migrations``, the table sqlite-utils keeps; never changed."""

_FOLDER = os.path.dirname(__file__)  # listed at every start: a Path would take four times as long
_FILES = {
    # “001-registers.sql” is kept in files as “m001_registers”; never changed
    f"m{file.removesuffix('.sql').replace('-', '_')}": file
    for file in sorted(os.listdir(_FOLDER))
    if file.endswith(".sql")
}

LANDED = tuple(_FILES)
"""The migrations in order, by the names that files keep; a file whose list is the same needs nothing."""

APPLICATION_ID = 1145262692
"""What marks a file as ours (``PRAGMA application_id``): “DCRd”, never changed."""

USER_VERSION = int(LANDED[-1][1:4])
"""The version of the schema (``PRAGMA user_version``): the number of the last migration."""


def applied(raw: sqlite3.Connection) -> tuple[str, ...]:
    """Return the migrations a file has seen, in the order it saw them."""
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
    return tuple(name for (name,) in raw.execute(sql, (_SET,)))


def apply(raw: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Run what a file has not seen yet, each migration whole or not at all; ``stop_before`` makes an older file."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - slow to import

    migrations = Migrations(_SET)
    for name, file in _FILES.items():
        migrations(name=name)(_migration(Path(_FOLDER, file)))
    migrations.apply(Database(raw, execute_plugins=False), stop_before=stop_before)


def lay_out(raw: sqlite3.Connection) -> None:
    """Make every table of the present schema in an empty file without noting any migration: to compare others with."""
    for file in _FILES.values():
        for statement in statements(Path(_FOLDER, file).read_text(encoding="utf-8")):
            raw.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Split a script into its statements: a ``;`` inside a trigger, a text or a comment ends none.

    Not ``executescript``, which commits what is open before it begins. A last statement may lack its ``;``; what is
    only half of one is given, too, so that SQLite refuses it.
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
        # the older files say their number themselves, as they were landed; no newer one can forget it
        database.conn.execute(f"PRAGMA user_version = {int(path.stem[:3])}")

    return run
