"""Setting, changing and removing a password: one transaction that reseals everything under another seal."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeAlias

from disclosure.progress import Progress, ticking
from disclosure.records import RECORD_TYPES
from storage import blobs
from storage.connection import Connection
from storage.index import PAPERS, index_anew
from storage.journal import closed_values, head_of, opened_personal, seal_head
from storage.rows import REMOVAL, Layout, layout
from storage.sealing import AnySeal, closed, is_sealed_content, lookups, opened
from storage.statements import update

_EVERY, _TOLD_EVERY = 1_000, 100
VALUES = (
    "SELECT entry, open_salt, open_values, open_digest, personal_salt, personal_values, personal_digest"
    f" FROM journal_values WHERE personal_values IS NOT NULL AND entry > ? ORDER BY entry LIMIT {_EVERY}"
)
"""The query for the journal's personal values, for ``in_parts``."""

Tick: TypeAlias = Callable[[], None]


def ticks(connection: Connection, progress: Progress) -> Tick:
    """Return the function that counts the rows processed."""
    tables = (*sealed_registers(), "journal_values")
    total = sum(int(connection.value(f"SELECT count(*) FROM {table}")) for table in tables)
    return ticking(progress, total, _TOLD_EVERY)


def reseal(connection: Connection, new: AnySeal, envelope: str, progress: Progress) -> None:
    """Reseal all sealed values of a file under another seal, inside the running transaction.

    ``envelope`` is that of the new seal, empty if the password is removed. The file must be swept afterwards
    (``storage.connection.sweep``). ``progress`` counts the rows processed; it may raise CancelledError.
    """
    raw, old, tick = connection.raw, connection.seal, ticks(connection, progress)
    for register in sealed_registers():
        _reseal_rows(raw, layout(RECORD_TYPES[register]), old, new, tick)
    sql = "UPDATE journal_values SET personal_salt = ?, personal_values = ? WHERE entry = ?"
    for part in in_parts(raw, VALUES):
        for values in part:
            salt, personal = opened_personal(old, values[0], values[4], values[5])
            resealed = closed_values(new, (*values[:4], salt, personal, values[6]))
            raw.execute(sql, (resealed[4], resealed[5], values[0]))
            tick()
    private = {sha256 for (sha256,) in raw.execute(blobs.PRIVATE)}
    for (sha256,) in raw.execute("SELECT sha256 FROM blobs").fetchall():
        (stored,) = raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
        # include what was private once: only the old key opens it, and that will be gone
        if is_sealed_content(stored) or (new.is_sealed and sha256 in private):
            content = blobs.resealed(old, new, sha256, stored)
            raw.execute("UPDATE blobs SET content = ? WHERE sha256 = ?", (content, sha256))
    blobs.reseal_texts(raw, old, new)
    for table in (*sealed_registers(), PAPERS):
        index_anew(raw, table, new)
    raw.execute("DELETE FROM seal")
    raw.execute("DELETE FROM seal_apart")
    raw.executemany("INSERT INTO seal (id, envelope, is_swept) VALUES (?, ?, 0)", ((1, envelope), (2, envelope)))
    if envelope:
        raw.execute("INSERT INTO seal_apart (id, envelope) VALUES (3, ?)", (envelope,))
    seal_head(raw, new)
    if not envelope:  # records that this program removed the password, even in a copy whose journal does not say so
        raw.execute("INSERT INTO journal_seal VALUES (1, ?, x'')", head_of(raw)[:1])


def sealed_registers() -> list[str]:
    """Return the registers with fields that a password seals."""
    return [register for register, record_type in RECORD_TYPES.items() if layout(record_type).sealed]


def _reseal_rows(raw: sqlite3.Connection, lay: Layout[Any], old: AnySeal, new: AnySeal, tick: Tick) -> None:
    """Reseal the sealed fields of one register and write their look-up digests."""
    register = lay.register
    named = ", ".join(f'"{name}"' for name in (*lay.names, *REMOVAL))
    sql = update(register, tuple(lay.names[place] for place in lay.sealed))
    raw.execute("DELETE FROM lookups WHERE register = ?", (register,))
    for part in in_parts(raw, f"SELECT {named} FROM {register} WHERE id > ? ORDER BY id LIMIT {_EVERY}"):
        for stored in part:
            row = opened(old, lay, stored)
            resealed = closed(new, lay, row)
            raw.execute(sql, (*(resealed[place] for place in lay.sealed), row[0]))
            raw.executemany(
                "INSERT INTO lookups (register, record_id, field, digest) VALUES (?, ?, ?, ?)",
                ((register, row[0], field, digest) for field, digest in lookups(new, lay, row)),
            )
            tick()


def in_parts(raw: sqlite3.Connection, sql: str) -> Any:
    """Yield the rows of a query in parts, so that they may be changed meanwhile."""
    last = 0
    while part := raw.execute(sql, (last,)).fetchall():
        yield part
        last = part[-1][0]
