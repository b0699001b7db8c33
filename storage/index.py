"""The index of everything a file holds: made anew as a whole, swept, and asked where words stand.

It is made anew after a migration, where the way of indexing has changed, and with a password.

In between it follows every change of a row inside the very transaction that makes it: ``Writer.put`` and
``create_many`` are the only doors to the rows of a register, ``storage.blobs`` to the texts of papers. ``wanted`` is
what it must hold.
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
"""The table of the texts of papers, which are no register."""


def wanted(raw: sqlite3.Connection, table: str, seal: AnySeal) -> Iterator[tuple[int, str]]:
    """Yield the id and the tokens of every row that a full-text table must hold; a row that is damaged has none."""
    if table == PAPERS:
        yield from blobs.indexed_texts(raw, seal)
        return
    lay = layout(RECORD_TYPES[table])
    for row in raw.execute(f"SELECT {lay.selected} FROM {table} ORDER BY id"):
        with suppress(FileDamagedError, TypeError):
            yield row[0], searched_text(lay.record(row), is_sealed=seal.is_sealed)


def index_anew(raw: sqlite3.Connection, table: str, seal: AnySeal, tick: Callable[[], None] = lambda: None) -> None:
    """Make one full-text table anew inside the running transaction; no word of before stays in it."""
    raw.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('delete-all')")
    sql = f"INSERT INTO {table}_search (rowid, text) VALUES (?, ?)"
    for row in wanted(raw, table, seal):
        raw.execute(sql, row)
        tick()


def index_if_stale(connection: Connection) -> None:
    """Make the index anew where the file was indexed in another form, or never; no key is needed, none is asked for."""
    if connection.is_read_only or connection.value("SELECT form FROM search_form") == FORM:
        return
    with connection.write() as raw:
        for table in (*SEARCHED, PAPERS):
            index_anew(raw, table, connection.seal)
        raw.execute("UPDATE search_form SET form = ?", (FORM,))


def sweep_index(connection: Connection, tables: Iterable[str], *, most: int | None = None) -> None:
    """Write full-text tables anew without what was taken out of them.

    SQLite only marks words as gone; until their part of the index is merged, who reads the file still reads them. Its
    own secure deletion came with 3.42 and makes a file that older systems cannot open. What would take seconds, in a
    register beyond all offices (``most`` rows), is left to the merging SQLite does by and by.
    """
    for table in tables:
        rows = connection.value(f"SELECT max(id) FROM {table}_search_docsize") or 0
        if rows <= (_MOST_SWEPT if most is None else most):
            with connection.write() as raw:
                raw.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")


def sweep_whole_index(connection: Connection) -> None:
    """Write every full-text table anew, however large: after something was destroyed."""
    sweep_index(connection, (*SEARCHED, PAPERS), most=_NEVER)


# --- where words stand ---

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
    """Where words stand: in row ``row_id`` of ``table``, which belongs to a record of a register.

    ``table`` is the register itself, one of what belongs to its records, or ``papers``: then the row is that of the
    attachment in which they stand.
    """

    register: str
    record_id: int
    table: str
    row_id: int


def traces(connection: Connection, text: str, limit: int) -> list[Trace]:
    """Return where all words of a text stand in one row, up to ``limit`` of each table, the newest first."""
    wanted = condition(text)
    if not wanted:
        return []
    return [Trace(*row) for sql in _EVERYWHERE for row in connection.rows(sql, (wanted, limit))]


def sealed_fields(connection: Connection) -> Iterator[tuple[Trace, tuple[str, ...]]]:
    """Yield every record that has fields a password seals, the newest first, each with their texts, read with the key.

    They come in parts, between which others read. Nothing while locked.
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
    """Yield where papers are whose text is not in the index, the newest first, each with its text, read with the key.

    They are read in small parts: whoever looks through them lets others read in between. Nothing while locked.
    """
    last = _NEVER
    while not connection.seal.is_locked:
        part: list[Row] = connection.rows(_SEALED_PAPERS, (last,))
        for register, record_id, attachment_id, sha256, stored in part:
            yield Trace(register, record_id, PAPERS, attachment_id), blobs.text_of(connection.seal, sha256, stored)
        if not part:
            return
        last = part[-1][2]
