"""The full-text index of everything in a file: rebuilding it, sweeping it, and finding words in it.

It is rebuilt after a migration, when the form of the index has changed, and when a password is set or removed.
Otherwise it is updated in the same transaction as the row: registers are written by ``Writer`` alone, the texts of
papers by ``storage.blobs``. ``wanted`` says what it must hold.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from disclosure.errors import FileDamagedError
from disclosure.records import LEDGERS, RECORD_TYPES
from storage import blobs
from storage.connection import Connection, Row
from storage.rows import layout
from storage.sealing import AnySeal, place_of
from storage.search import FORM, SEARCHED, condition, searched_text

_MOST_SWEPT = 50_000

PAPERS = "papers"
"""The table of the texts of papers; it is no register."""


def wanted(raw: sqlite3.Connection, table: str, seal: AnySeal) -> Iterator[tuple[int, str]]:
    """Yield the id and the tokens of every row that a full-text table must hold; damaged rows are left out."""
    if table == PAPERS:
        yield from blobs.indexed_texts(raw, seal)
        return
    lay = layout(RECORD_TYPES[table])
    for row in raw.execute(f"SELECT {lay.selected} FROM {table} ORDER BY id"):
        with suppress(FileDamagedError, TypeError):
            yield row[0], searched_text(lay.record(row), is_sealed=seal.is_sealed)


def index_anew(raw: sqlite3.Connection, table: str, seal: AnySeal, tick: Callable[[], None] = lambda: None) -> None:
    """Rebuild one full-text table inside the running transaction."""
    raw.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('delete-all')")
    sql = f"INSERT INTO {table}_search (rowid, text) VALUES (?, ?)"
    for row in wanted(raw, table, seal):
        raw.execute(sql, row)
        tick()


def index_if_stale(connection: Connection) -> None:
    """Rebuild the index if the file was indexed in another form, or never; this does not need the key."""
    if connection.is_read_only or connection.value("SELECT form FROM search_form") == FORM:
        return
    with connection.write() as raw:
        for table in (*SEARCHED, PAPERS):
            index_anew(raw, table, connection.seal)
        raw.execute("UPDATE search_form SET form = ?", (FORM,))


def sweep_index(connection: Connection, tables: Iterable[str], *, most: int | None = None) -> None:
    """Rewrite full-text tables without the words that were removed from them.

    SQLite only marks words as deleted; they can be read from the file until their segment of the index is merged. Its
    secure-delete option came with 3.42 and makes files that older systems cannot open. A table with more than ``most``
    rows, which would take seconds, is left to SQLite's gradual merging.
    """
    for table in tables:
        rows = connection.value(f"SELECT max(id) FROM {table}_search_docsize") or 0
        if rows <= (_MOST_SWEPT if most is None else most):
            with connection.write() as raw:
                raw.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")


def sweep_whole_index(connection: Connection) -> None:
    """Rewrite every full-text table, however large, after something was destroyed."""
    sweep_index(connection, (*SEARCHED, PAPERS), most=_NEVER)


# --- finding words ---

_IN_LEDGER = """
    SELECT '{0}', {0}.id, '{0}', {0}.id FROM {0}_search JOIN {0} ON {0}.id = {0}_search.rowid
    WHERE {0}_search MATCH ? AND removed_at IS NULL ORDER BY {0}_search.rowid DESC LIMIT ?
"""
_IN_STEPS = """
    SELECT 'requests', request_id, 'steps', steps.id FROM steps_search JOIN steps ON steps.id = steps_search.rowid
    WHERE steps_search MATCH ? AND removed_at IS NULL ORDER BY steps_search.rowid DESC LIMIT ?
"""
_IN_OWNED = """
    SELECT owner_register, owner_id, '{0}', {0}.id FROM {0}_search JOIN {0} ON {0}.id = {0}_search.rowid
    WHERE {0}_search MATCH ? AND removed_at IS NULL ORDER BY {0}_search.rowid DESC LIMIT ?
"""
_IN_PAPERS = f"""
    SELECT owner_register, owner_id, '{PAPERS}', attachments.id FROM papers_search
    JOIN paper_texts ON paper_texts.id = papers_search.rowid JOIN attachments USING (sha256)
    WHERE papers_search MATCH ? AND removed_at IS NULL ORDER BY papers_search.rowid DESC LIMIT ?
"""
_EVERYWHERE = (
    *(_IN_LEDGER.format(register) for register in LEDGERS),
    _IN_STEPS,
    *(_IN_OWNED.format(register) for register in ("letters", "attachments")),
    _IN_PAPERS,
)
_SEALED_PAPERS = """
    SELECT owner_register, owner_id, attachments.id, sha256, text FROM paper_texts JOIN attachments USING (sha256)
    WHERE attachments.id < ? AND removed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM papers_search_docsize WHERE id = paper_texts.id)
    ORDER BY attachments.id DESC LIMIT 20
"""
_NEVER = 2**62


@dataclass(frozen=True)
class Trace:
    """Where words were found: in row ``row_id`` of ``table``, which belongs to a record of a register.

    ``table`` is the register itself, a table of what belongs to its records, or ``papers``; then ``row_id`` is that of
    the attachment.
    """

    register: str
    record_id: int
    table: str
    row_id: int


def traces(connection: Connection, text: str, limit: int) -> list[Trace]:
    """Return the rows in which all words of a text occur, up to ``limit`` of each table, the newest first."""
    wanted = condition(text)
    if not wanted:
        return []
    return [Trace(*row) for sql in _EVERYWHERE for row in connection.rows(sql, (wanted, limit))]


def sealed_fields(connection: Connection) -> Iterator[tuple[Trace, tuple[str, ...]]]:
    """Yield every record with fields that a password seals, and the decrypted texts of these, the newest first.

    They are read in parts, between which others can read. Nothing while locked.
    """
    for register in LEDGERS:
        lay = layout(RECORD_TYPES[register])
        named = ", ".join(lay.names[place] for place in lay.sealed)
        last = _NEVER
        while lay.sealed and not connection.seal.is_locked:
            sql = f"SELECT id, {named} FROM {register} WHERE id < ? AND removed_at IS NULL ORDER BY id DESC LIMIT 200"
            part = connection.rows(sql, (last,))
            for record_id, *stored in part:
                places = (place_of(lay, place, record_id) for place in lay.sealed)
                texts = tuple(map(connection.seal.open_text, places, stored))
                yield Trace(register, record_id, register, record_id), texts
            if not part:
                break
            last = part[-1][0]


def sealed_papers(connection: Connection) -> Iterator[tuple[Trace, str]]:
    """Yield the papers whose text is not in the index, each with the decrypted text, the newest first.

    They are read in small parts, between which others can read. Nothing while locked.
    """
    last = _NEVER
    while not connection.seal.is_locked:
        part: list[Row] = connection.rows(_SEALED_PAPERS, (last,))
        for register, record_id, attachment_id, sha256, stored in part:
            yield Trace(register, record_id, PAPERS, attachment_id), blobs.text_of(connection.seal, sha256, stored)
        if not part:
            return
        last = part[-1][2]
