"""The journal: every change as one entry of a hash chain over salted digests of the values.

An entry's ``after`` is the digest of two salted digests, one of the open and one of the personal values. The values
themselves are in ``journal_values``: personal ones, and their salt, can be erased there and the chain still holds.

Whoever can rewrite the whole file can recompute the chain. A password prevents that: ``journal_seal`` keeps an HMAC of
the chain's end, and so of all before it, under a key derived from the password's. The chain itself does not depend on
the password, so that a fingerprint printed before it was set, changed or removed is still one of its hashes.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from disclosure.changes import JournalEntry, JournalMark, Operation
from disclosure.records import RECORD_TYPES, Record
from resources.digests import sha256
from storage.connection import HEAD, Connection, Row
from storage.known_errors import known_errors
from storage.rows import Layout, layout
from storage.sealing import AnySeal, Place, is_sealed_content

GENESIS = bytes(32)
"""The previous hash of the first entry."""

_SALT_BYTES = 16
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_COLUMNS = "id, at, by, label, batch, operation, register, record_id, undoes, before, after, previous, hash"
INSERT_ENTRY = f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_VALUES = "INSERT INTO journal_values VALUES (?, ?, ?, ?, ?, ?, ?)"
_LAST = """
    SELECT record_id, after FROM journal WHERE id IN (
        SELECT max(id) FROM journal WHERE register = ? AND record_id IN ({}) GROUP BY record_id)
"""
"""Finds the ``after`` of the newest entry about each of some records."""


@dataclass(frozen=True)
class Step:
    """What all entries of one batch share."""

    batch: int
    at: str
    by: str
    label: str


@dataclass(frozen=True)
class Put:
    """One change of one stored row, None where there was or will be none; ``undoes`` is the entry it reverses, or 0."""

    operation: Operation
    layout: Layout[Any]
    before: Row | None
    after: Row | None
    undoes: int = 0


class Journal:
    """Appends entries, remembering the head of the chain."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.last, self._hash = 0, GENESIS
        self.reread()

    def reread(self) -> None:
        """Read the head of the chain from the file: when it is opened, before anything is written, after a rollback."""
        with known_errors(self._connection.path):
            self.last, self._hash = head_of(self._connection.raw)

    @property
    def head(self) -> tuple[int, bytes]:
        """The number of the last entry and its hash."""
        return self.last, self._hash

    def follow(self, former: tuple[int, bytes]) -> None:
        """Move the seal of the chain's end to what was appended since ``former``, if it was sound there.

        Else it stays as it is: a save must not cover up what somebody did to the file.
        """
        raw, seal = self._connection.raw, self._connection.seal
        if self.head != former and is_head_sealed(raw, seal, former):
            seal_head(raw, seal, self.head)

    def append(self, step: Step, what: Put, record_id: int) -> int:
        """Write one entry inside the running transaction and return its id."""
        return self.append_all(step, [what], [record_id])[0]

    def append_all(self, step: Step, puts: Sequence[Put], ids: Sequence[int]) -> list[int]:
        """Write the entries of changes to different rows (``ids``) of one register; return the entries' own ids."""
        raw, seal, register = self._connection.raw, self._connection.seal, puts[0].layout.register
        known = [record_id for put, record_id in zip(puts, ids, strict=True) if put.before is not None]
        last = dict(raw.execute(_LAST.format(", ".join("?" * len(known))), (register, *known))) if known else {}
        entries: list[Row] = []
        kept: list[Row] = []
        for what, record_id in zip(puts, ids, strict=True):
            number = self.last + 1
            values = None if what.after is None else salted_values(number, what.layout, what.after)
            head = (
                number,
                step.at,
                step.by,
                step.label,
                step.batch,
                what.operation.value,
                register,
                record_id,
                what.undoes or None,
                last.get(record_id) if what.before is not None else None,
                None if values is None else digest_of(values[3], values[6]),
                self._hash,
            )
            self.last, self._hash = number, entry_hash(head)
            entries.append((*head, self._hash))
            if values:
                kept.append(closed_values(seal, values))
        raw.executemany(INSERT_ENTRY, entries)
        raw.executemany(INSERT_VALUES, kept)
        return [entry[0] for entry in entries]

    def append_new(self, step: Step, lay: Layout[Any], rows: Iterable[Row]) -> list[int]:
        """Write the entries of many new records, given as stored rows; return their ids."""
        entries: list[Row] = []
        values: list[Row] = []
        # the same text as in ``entry_hash``, but the shared part is encoded only once
        shared = (step.at, step.by, step.label, step.batch, Operation.CREATE.value, lay.register)
        told, seal = _JSON(shared)[1:-1], self._connection.seal
        number, former = self.last, self._hash
        for row in rows:
            number += 1
            kept = salted_values(number, lay, row)
            digest = digest_of(kept[3], kept[6])
            text = f'[{number},{told},{row[0]},null,null,"{digest.hex()}","{former.hex()}"]'
            new = sha256(text.encode()).digest()
            entries.append((number, *shared, row[0], None, None, digest, former, new))
            values.append(closed_values(seal, kept))
            former = new
        self.last, self._hash = number, former
        self._connection.raw.executemany(INSERT_ENTRY, entries)
        self._connection.raw.executemany(INSERT_VALUES, values)
        return [entry[0] for entry in entries]


def salted_values(entry: int, lay: Layout[Any], row: Row) -> Row:
    """Return the row of ``journal_values`` for a stored row: salt, content and digest, open and personal part apart."""
    opened, personal = split(lay, row)
    salts = os.urandom(2 * _SALT_BYTES)
    open_salt, personal_salt = salts[:_SALT_BYTES], salts[_SALT_BYTES:]
    return (
        entry,
        open_salt,
        opened,
        salted(open_salt, opened),
        personal_salt,
        personal,
        salted(personal_salt, personal),
    )


def closed_values(seal: AnySeal, values: Row) -> Row:
    """Return a row of ``journal_values`` as it is stored: with salt and content of the personal part sealed.

    The salt must be: with it, values from a small range could be guessed from the digest, which stays readable.
    """
    if not seal.is_sealed or values[5] is None:
        return values
    salt, personal = _places(values[0])
    return (*values[:4], seal.close_bytes(salt, values[4]), seal.close_text(personal, values[5]), values[6])


def opened_personal(
    seal: AnySeal, entry: int, salt: bytes | None, personal: str | None
) -> tuple[bytes | None, str | None]:
    """Return salt and content of an entry's personal part; None for both where it was erased or is locked."""
    if salt is None or personal is None or (seal.is_locked and is_sealed_content(salt)):
        return None, None
    salt_place, place = _places(entry)
    return seal.open_bytes(salt_place, salt), seal.open_text(place, personal)


def _places(entry: int) -> tuple[Place, Place]:
    """Return the places that the salt and the content of an entry's personal part are bound to."""
    return Place("journal", "personal", f"{entry} salt"), Place("journal", "personal", entry)


def split(lay: Layout[Any], row: Row) -> tuple[str, str]:
    """Return a stored row as two JSON objects, of its open and of its personal values, both without empty ones."""
    opened: list[str] = []
    personal: list[str] = []
    for (key, is_personal), value in zip(lay.keys, row, strict=True):
        if value is not None and value != "":
            kind = type(value)
            text = encode_basestring(value) if kind is str else str(value) if kind is int else _JSON(value)
            (personal if is_personal else opened).append(key + text)
    return f"{{{','.join(opened)}}}", f"{{{','.join(personal)}}}"


def joined(lay: Layout[Any], opened: str, personal: str | None) -> Row:
    """Return the stored row that was split into two JSON objects; what they lack is empty."""
    values = json.loads(opened) | (json.loads(personal) if personal else {})
    row = tuple(values.get(name, lay.empty(name)) for name in lay.names)
    return (*row, values.get("removed_at"), values.get("removed_reason", ""))


def salted(salt: bytes, text: str) -> bytes:
    """Return the salted digest of one text."""
    return sha256(salt + text.encode()).digest()


def digest_of(open_digest: bytes, personal_digest: bytes) -> bytes:
    """Return the digest an entry keeps of both parts."""
    return sha256(open_digest + personal_digest).digest()


def entry_hash(head: Sequence[Any]) -> bytes:
    """Return the hash of an entry, which includes its predecessor's: SHA-256 of a JSON list, bytes in hexadecimal."""
    return sha256(_JSON([part.hex() if isinstance(part, bytes) else part for part in head]).encode()).digest()


_OPERATIONS = {operation.value: operation for operation in Operation}
_ENTRIES = """
    SELECT id, at, by, label, batch, operation, record_id, undoes, open_values, personal_salt, personal_values
    FROM journal LEFT JOIN journal_values ON entry = id WHERE register = ?
"""


def history(connection: Connection, register: str, record_id: int) -> list[JournalEntry]:
    """Return the entries about a record, oldest first."""
    sql = f"{_ENTRIES} AND record_id = ? ORDER BY id"
    return _entries(register, connection.rows(sql, (register, record_id)), connection.seal)


def accesses(connection: Connection, register: str, record_id: int) -> list[JournalEntry]:
    """Return who looked at the hidden values of a record, oldest first."""
    sql = f"{_ENTRIES} AND record_id IN (SELECT id FROM accesses WHERE owner_register = ? AND owner_id = ?) ORDER BY id"
    return _entries("accesses", connection.rows(sql, ("accesses", register, record_id)), connection.seal)


def register_history(connection: Connection, register: str) -> list[JournalEntry]:
    """Return the entries about all records of a register, oldest first; meant for small registers."""
    return _entries(register, connection.rows(f"{_ENTRIES} ORDER BY id", (register,)), connection.seal)


_AS_THEY_CAME = """
    SELECT record_id, entry, open_values, personal_salt, personal_values
    FROM (SELECT record_id, min(id) AS first FROM journal WHERE register = ? GROUP BY record_id HAVING count(*) > 1)
    JOIN journal_values ON entry = first WHERE open_values IS NOT NULL ORDER BY record_id
"""


def as_they_came(connection: Connection, register: str) -> Iterator[tuple[int, Record]]:
    """Yield the records of a register that were changed since, by id, as they were when they were first saved."""
    lay = layout(RECORD_TYPES[register])
    for record_id, number, known, salt, personal in connection.rows(_AS_THEY_CAME, (register,)):
        yield record_id, lay.record(joined(lay, known, opened_personal(connection.seal, number, salt, personal)[1]))


def _entries(register: str, rows: Iterable[Row], seal: AnySeal) -> list[JournalEntry]:
    lay, entries = layout(RECORD_TYPES[register]), []
    before: dict[int, Record | None] = {}
    for number, at, by, label, batch, operation, record_id, undoes, known, salt, personal in rows:
        kept = None if known is None else joined(lay, known, opened_personal(seal, number, salt, personal)[1])
        after = None if kept is None or kept[-2] is not None else lay.record(kept)
        entries.append(
            JournalEntry(
                entry=number,
                at=at,
                by=by,
                label=label,
                batch=batch,
                operation=_OPERATIONS[operation],
                register=register,
                record_id=record_id,
                undoes=undoes or 0,
                before=before.get(record_id),
                after=after,
            )
        )
        before[record_id] = after
    return entries


_ABOUT = "SELECT {} FROM journal WHERE register = :register AND record_id = :id"
_ERASE = f"""
    UPDATE journal_values SET open_salt = NULL, open_values = NULL, personal_salt = NULL, personal_values = NULL
    WHERE entry IN ({_ABOUT.format("id")}) AND entry < ({_ABOUT.format("max(id)")})
"""


def erase(raw: sqlite3.Connection, register: str, record_id: int) -> None:
    """Erase the values of all entries about a record but the last, inside the running transaction; the chain holds."""
    raw.execute(_ERASE, {"register": register, "id": record_id})


_ERASE_VANISHED = """
    UPDATE journal_values SET open_salt = NULL, open_values = NULL, personal_salt = NULL, personal_values = NULL
    WHERE entry IN (SELECT id FROM journal WHERE register = '{0}' AND record_id NOT IN (SELECT id FROM {0}))
"""


def erase_vanished(raw: sqlite3.Connection) -> None:
    """Erase the values of rows that no longer exist, inside the running transaction: nothing can bring them back.

    A ledger that was imported, undone and imported again is in the journal twice, the first time under other ids.
    """
    for register in ("requests", "reviews", "litigation", "steps", "letters", "attachments"):
        raw.execute(_ERASE_VANISHED.format(register))


_NO_LOCK = nullcontext()
BEFORE_ALL = -(2**63)
"""SQLite's smallest id."""

_CHAIN = f"SELECT {_COLUMNS} FROM journal WHERE id > ? ORDER BY id LIMIT 500"


def chain_of(
    raw: sqlite3.Connection,
    tick: Callable[[], None] = lambda: None,
    lock: AbstractContextManager[object] = _NO_LOCK,
) -> tuple[int, bytes, str]:
    """Check the chain; return how many entries hold, the hash of the last of these, and what is wrong behind it.

    ``tick`` is called for every entry. The lock is held only while a part of them is read.
    """
    number, previous, after = 0, GENESIS, BEFORE_ALL
    while True:
        with lock:
            part = raw.execute(_CHAIN, (after,)).fetchall()
        for row in part:
            tick()
            if row[0] != number + 1 or row[-2] != previous or entry_hash(row[:-1]) != row[-1]:
                told = f"操作日志从第 {number + 1} 条起与前文不相连，可能被改动过（{row[1]}，{row[3]}）。"
                return number, previous, told
            number, previous, after = row[0], row[-1], row[0]
        if not part:
            return number, previous, ""


# --- the chain's end under the password's key ---

UNSEALED_HEAD = (
    "操作日志的末尾没有经过口令确认：日志可能被人不用口令改写、截短或换过（不给口令抢救出的文件也会这样）。"
    "要与打印留存的指纹核对；核对无误后更改一次口令，它会重新写入。"
)
"""What to say where the seal of the chain's end does not match."""


def seal_head(raw: sqlite3.Connection, seal: AnySeal, head: tuple[int, bytes] | None = None) -> None:
    """Keep the chain's end (``head``, by default that of the file) under the key of a seal; without a key do nothing.

    Expects a running transaction.
    """
    raw.execute("DELETE FROM journal_seal")
    tag = seal.tag(*(head or head_of(raw)))
    if tag:
        raw.execute("INSERT INTO journal_seal VALUES (1, ?, ?)", ((head or head_of(raw))[0], tag))


def is_head_sealed(raw: sqlite3.Connection, seal: AnySeal, head: tuple[int, bytes] | None = None) -> bool:
    """Whether the seal confirms the chain's end: then nobody without the key cut, lengthened or rewrote the chain."""
    if not seal.is_sealed:
        return False
    found = raw.execute("SELECT entry, tag FROM journal_seal").fetchone()
    last = head or head_of(raw)
    return found is not None and found[0] == last[0] and seal.knows(found[1], *last)


def head_of(raw: sqlite3.Connection) -> tuple[int, bytes]:
    """Return the number of the last entry of the chain and its hash."""
    return raw.execute(HEAD).fetchone() or (0, GENESIS)


_MARKS = (
    "SELECT month, id, hash FROM (SELECT substr(at, 1, 7) AS month, max(id) AS last FROM journal"
    " WHERE at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-*' GROUP BY 1)"
    " JOIN journal ON id = last ORDER BY id"
)
_BY_HASH = "SELECT id, at FROM journal WHERE substr(hex(hash), 1, ?) = ? ORDER BY id LIMIT 1"
_LINES = (
    "SELECT id, at, by, label, operation, register, record_id, hash FROM journal WHERE at >= ?1 AND at < ?2"
    " OR (register, record_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?3)) ORDER BY id"
)


def marks(connection: Connection) -> list[JournalMark]:
    """Return where the journal stood at the end of every month it has entries of, oldest first."""
    return [JournalMark(month, entry, digest.hex()) for month, entry, digest in connection.rows(_MARKS)]


def entry_of(connection: Connection, digits: str) -> tuple[int, str] | None:
    """Return id and instant of the entry whose hash begins with some hexadecimal digits; None where there is none."""
    found: Row | None = connection.row(_BY_HASH, (len(digits), digits.upper()))
    return found and (found[0], found[1])


def lines_about(
    connection: Connection, first: str, end: str, about: Iterable[tuple[str, int]]
) -> list[tuple[str, ...]]:
    """Return the entries from an instant (ISO) to before another, and all about some records (register, id).

    As texts: number, when, by, what, where, hash.
    """
    asked = (first, end, json.dumps(list(about)))
    return [
        (
            str(number),
            at,
            by,
            label,
            _OPERATIONS[operation].label,
            RECORD_TYPES[register].title,
            str(record_id),
            digest.hex(),
        )
        for number, at, by, label, operation, register, record_id, digest in connection.rows(_LINES, asked)
    ]


# --- undo: what a step did is in the journal; this remembers which steps of this session can be undone and redone ---


@dataclass(frozen=True)
class Reversible:
    """One batch of journal entries and its label; an undo keeps the label of what it undid."""

    batch: int
    label: str


class UndoStack:
    """The steps that can be undone and redone, since the file was opened."""

    def __init__(self) -> None:
        self._done: list[Reversible] = []
        self._undone: list[Reversible] = []

    def did(self, batch: int, label: str) -> None:
        """Add a new step; what was undone before can no longer be redone."""
        self._done.append(Reversible(batch, label))
        self._undone.clear()

    def undoable(self) -> Reversible | None:
        """Return the step that would be undone."""
        return self._done[-1] if self._done else None

    def redoable(self) -> Reversible | None:
        """Return the undo that would be reversed."""
        return self._undone[-1] if self._undone else None

    def undone(self, batch: int) -> None:
        """Note that this batch reversed the last step."""
        self._undone.append(Reversible(batch, self._done.pop().label))

    def redone(self, batch: int) -> None:
        """Note that this batch reversed the last undo."""
        self._done.append(Reversible(batch, self._undone.pop().label))

    @property
    def undo_label(self) -> str | None:
        """The label of the step that would be undone."""
        last = self.undoable()
        return last.label if last else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that would be redone."""
        last = self.redoable()
        return last.label if last else None
