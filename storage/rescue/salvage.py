"""Saving whatever is readable of a damaged file into a new one: records from their tables, or else from the journal,
which holds every value a second time and proves it by its hashes."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from disclosure.errors import FileDamagedError, FileUnavailableError
from disclosure.records import RECORD_TYPES, Attachment, IssuedLetter, Record
from storage.backup import backup_to
from storage.blobs import sha256_of
from storage.connection import Connection, Row, unfinished_journal
from storage.journal import (
    GENESIS,
    INSERT_ENTRY,
    INSERT_VALUES,
    Journal,
    Step,
    digest_of,
    entry_hash,
    joined,
    opened_personal,
    salted,
    seal_head,
)
from storage.journal import split as split_row
from storage.known_errors import known_errors
from storage.opening import connect, create
from storage.password.envelope import key_of, read_envelope
from storage.rescue.verification import verify
from storage.rescue.wreck import Wreck
from storage.rows import Layout, layout
from storage.schema import APPLICATION_ID, USER_VERSION
from storage.sealing import (
    AnySeal,
    LockedSeal,
    Seal,
    Unsealed,
    closed,
    is_bound,
    is_sealed_content,
    is_sealed_text,
    lookups,
    opened,
)
from storage.search import is_searchable, searched_text
from storage.statements import statements
from storage.whole_file import scratch_folder, sweep_unfinished

_LABEL = "从损坏的文件抢救"
_INSERT_LOOKUP = "INSERT OR IGNORE INTO lookups (register, record_id, field, digest) VALUES (?, ?, ?, ?)"
_REGISTER, _RECORD, _AFTER = 6, 7, 10


@dataclass
class Salvage:
    """What was saved: records by register, how many of them only from the journal, and what is lost or doubtful.

    ``knows_all``: the history covers every record there ever was, so nothing can be missing unnoticed.
    """

    path: Path
    records: dict[str, int] = field(default_factory=dict)
    from_journal: int = 0
    lost: list[str] = field(default_factory=list)
    is_history_whole: bool = False
    knows_all: bool = False


def salvage(damaged: Path, to: Path, now: datetime, secret: str = "") -> Salvage:
    """Save whatever is readable of a damaged file into the new file ``to`` and report the rest; only ``to`` is written.

    With the file's password or recovery key, sealed values that only the journal holds are saved too. Raises
    FileUnavailableError if ``to`` exists or cannot be written or if nothing at all can be read, and
    WrongPasswordError.
    """
    if to.exists():
        raise FileUnavailableError(f"“{to.name}”已存在，抢救不会覆盖任何文件，要写一个新的文件名。")
    if not damaged.is_file():
        raise FileUnavailableError(f"没有找到文件“{damaged.name}”，要检查它是否被移动或改名。")
    try:
        sweep_unfinished(to.parent)
        with scratch_folder(to.parent) as folder:
            blank = folder / "空白.sqlite"
            create(blank).close()
            with ExitStack() as stack:
                # try it with the unfinished change rolled back, too; the hashes decide which of the two is sound
                ways = {unfinished_journal(damaged.resolve()), None}
                wrecks = [stack.enter_context(closing(Wreck(damaged, blank, folder, way))) for way in ways]
                found = max((_Found(wreck, secret) for wreck in wrecks), key=lambda each: each.proven)
                told = _written(found, blank, to, now)
    except OSError as error:
        raise FileUnavailableError(f"不能在“{to.parent}”中写入抢救出的文件：检查磁盘空间和写入权限。") from error
    if _is_newer(damaged):
        told.lost.insert(0, "文件由更新版本的程序保存，本程序不认识的登记簿和栏目没有读出；用新版程序再抢救一次。")
    return told


def _is_newer(path: Path) -> bool:
    """Whether the first page, if readable, names a newer version of the program: the file may hold more then."""
    with path.open("rb") as file:
        head = file.read(_VERSION.stop + _OURS.stop)
    is_ours = int.from_bytes(head[_OURS], "big") == APPLICATION_ID
    return is_ours and int.from_bytes(head[_VERSION], "big") > USER_VERSION


_VERSION, _OURS = slice(60, 64), slice(68, 72)
"""Where SQLite stores ``user_version`` and ``application_id`` in a file."""


class _Found:
    """Everything readable: journal entries, their values, and the rows of every register by id, proven ones first."""

    def __init__(self, wreck: Wreck, secret: str) -> None:
        self.wreck = wreck
        self.entries = {
            number: next((row for row in rows if _hash_agrees(row)), rows[-1])
            for number, rows in wreck.rows["journal"].items()
        }
        last = wreck.last_entry(self.entries, lambda entry: (entry[_REGISTER], entry[_RECORD]))
        self.knows_the_last_change = len(self.entries) == last and not wreck.is_cut
        self.values = {
            number: next((row for row in rows if _values_prove(self.entries[number], row)), rows[-1])
            for number, rows in wreck.rows["journal_values"].items()
            if number in self.entries
        }
        self.newest: dict[tuple[str, int], Row] = {}
        for _, entry in sorted(self.entries.items()):
            self.newest[entry[_REGISTER], entry[_RECORD]] = entry
        self.unknown = [choices for choices in wreck.undecided if not self._decide(choices)]
        """Leaves whose register cannot be determined."""
        self.rows: dict[str, dict[int, Row]] = {}
        for register in RECORD_TYPES:
            versions = wreck.rows[register].items()
            ordered = {number: [wreck.ordered(register, row) for row in rows] for number, rows in versions}
            self.rows[register] = {
                number: next((row for row in rows if self._is_proven(register, row)), rows[-1])
                for number, rows in ordered.items()
            }
        self.head_seals = [row for rows in wreck.rows["journal_seal"].values() for row in rows]
        self.is_bound = bool(self.head_seals) or any(
            isinstance(values[4], bytes) and is_bound(values[4]) for values in self.values.values()
        )
        """Whether the file was sealed in the present form: else it is taken to it at the next unlocking."""
        self.envelope, self.contents = "", set[str]()
        """The envelope, empty if there is no password or no sound copy; and the names of the stored contents."""
        for rows in (*wreck.rows["seal_apart"].values(), *wreck.rows["seal"].values()):
            for _, copy, *_ in rows:
                with suppress(FileDamagedError):
                    read_envelope(copy)
                    self.envelope = str(copy)
        self.seal: AnySeal = LockedSeal() if self.envelope else Unsealed()
        self.written_by: AnySeal = self.seal
        """The seal in the form in which the file is sealed."""
        if self.envelope and secret:
            opening = Seal(key_of(read_envelope(self.envelope), secret), is_former=True)  # it may hold either form
            self.seal, self.written_by = opening, opening.for_file(is_former=not self.is_bound)

    def _decide(self, choices: dict[str, list[tuple[int, Row]]]) -> bool:
        """Give a leaf to the register whose journal proves most of its rows; whether there is one."""
        proven = {
            register: sum(self._is_proven(register, self.wreck.ordered(register, row)) for _, row in rows)
            for register, rows in choices.items()
            if register in RECORD_TYPES
        }
        best = max(proven, key=lambda register: proven[register], default="")
        if not best or not proven[best]:
            return False
        self.wreck.decide(choices, best)
        return True

    def _is_proven(self, register: str, row: Row) -> bool:
        entry = self.newest.get((register, row[0]))
        values = None if entry is None else self.values.get(entry[0])
        return values is not None and _row_agrees(layout(RECORD_TYPES[register]), row, values)

    @property
    def proven(self) -> tuple[bool, int]:
        """Whether the history is whole, and how many rows are as it tells them."""
        rows = ((register, row) for register, held in self.rows.items() for row in held.values())
        return self.is_history_whole, sum(self._is_proven(register, row) for register, row in rows)

    @property
    def is_history_whole(self) -> bool:
        """Whether every entry is there, follows the one before, and has its values."""
        previous = GENESIS
        for expected, number in enumerate(sorted(self.entries), 1):
            entry = self.entries[number]
            values = self.values.get(number)
            holds = entry[_AFTER] is None or (values is not None and _values_prove(entry, values))
            if number != expected or entry[-2] != previous or not _hash_agrees(entry) or not holds:
                return False
            previous = entry[-1]
        return bool(self.entries)

    def versions(self, register: str) -> Iterator[tuple[int, Row | None, Row | None, bool]]:
        """Yield (id, row of the table, row of the journal, whether the table's is proven) of every record known."""
        lay = layout(RECORD_TYPES[register])
        ids = set(self.rows[register]) | {number for name, number in self.newest if name == register}
        for record_id in sorted(ids):
            entry, row = self.newest.get((register, record_id)), self.rows[register].get(record_id)
            values = None if entry is None else self.values.get(entry[0])
            if entry is not None and entry[_AFTER] is None:
                continue  # taken back: it is rightly gone
            is_proven = row is not None and self._is_proven(register, row)
            kept = _from_journal(self, lay, values, row) if entry and values and _values_prove(entry, values) else None
            yield record_id, row, kept, is_proven


def _from_journal(found: _Found, lay: Layout[Any], values: Row, row: Row | None) -> Row:
    """Return the row as journaled; personal values the journal holds locked come from the table, if it has them."""
    is_sealed = values[5] is not None and is_sealed_text(values[5])
    if is_sealed and not found.seal.is_locked:
        with suppress(FileDamagedError):  # another key's, or changed
            _, opened_values = opened_personal(found.seal, values[0], values[4], values[5])
            return closed(found.written_by, lay, joined(lay, values[2], opened_values))
    kept = joined(lay, values[2], None if is_sealed else values[5])
    if not is_sealed or row is None or len(row) != len(kept):
        return kept
    personal = [place for place, name in enumerate(lay.names) if name in lay.personal and isinstance(row[place], str)]
    return tuple(row[place] if place in personal else value for place, value in enumerate(kept))


def _hash_agrees(entry: Row) -> bool:
    try:
        return bool(entry_hash(entry[:-1]) == entry[-1])
    except (TypeError, ValueError, AttributeError):  # damaged values of any kind
        return False


def _values_prove(entry: Row, values: Row) -> bool:
    """Whether stored values match the digests of their journal entry; sealed ones are trusted."""
    _, open_salt, opened, open_digest, personal_salt, personal, personal_digest = values
    try:
        return (
            digest_of(open_digest, personal_digest) == entry[_AFTER]
            and salted(open_salt, opened) == open_digest
            and (
                personal is None
                or is_sealed_content(personal_salt)
                or salted(personal_salt, personal) == personal_digest
            )
        )
    except (TypeError, AttributeError):  # a damaged value of another kind
        return False


def _row_agrees(lay: Layout[Any], row: Row, values: Row) -> bool:
    try:
        opened, personal = split_row(lay, row)
        return salted(values[1], opened) == values[3] and (
            values[4] is None or is_sealed_content(values[4]) or salted(values[4], personal) == values[6]
        )
    except (TypeError, AttributeError, ValueError):
        return False


def _written(found: _Found, blank: Path, to: Path, now: datetime) -> Salvage:
    """Fill the blank file, verify it and move it to its final name."""
    told = Salvage(to, knows_all=found.is_history_whole and found.knows_the_last_change)
    for choices in found.unknown:
        titles = "或".join(f"“{RECORD_TYPES[register].title}”" for register in choices if register in RECORD_TYPES)
        count = max(len(rows) for rows in choices.values())
        told.lost.append(f"有 {count} 条可能是{titles}，没有修改记录可以核对，没有带入新文件。")
    connection = connect(blank)
    try:
        chosen = {register: list(_chosen(found, register, told)) for register in RECORD_TYPES}
        if not found.envelope:
            for register, rows in chosen.items():  # nobody can open it any more
                for place, row in enumerate(rows):
                    rows[place] = tuple("" if isinstance(each, str) and is_sealed_text(each) else each for each in row)
                    if rows[place] != row:
                        told.lost.append(
                            f"“{RECORD_TYPES[register].title}”第 {row[0]} 条中用口令加密的内容打不开了："
                            "口令信息已经不在文件中，这些内容留空。"
                        )
        if not any(chosen.values()):
            raise FileUnavailableError("这个文件中没有任何可以读出的记录，要从备份恢复。")
        is_whole = found.is_history_whole and not told.lost
        with connection.write() as raw, known_errors(to):
            if found.envelope:  # copy it, along with the digests by which sealed values are found
                copies = ((1, found.envelope), (2, found.envelope))
                raw.executemany("INSERT INTO seal (id, envelope, is_swept) VALUES (?, ?, 1)", copies)
                raw.execute("INSERT INTO seal_apart (id, envelope) VALUES (3, ?)", (found.envelope,))
                if found.seal.is_locked:
                    raw.executemany(_INSERT_LOOKUP, found.wreck.lookups)
            found.contents = _kept_contents(raw, found, chosen)
            written = {register: _insert(raw, found, register, rows, told) for register, rows in chosen.items()}
            told.is_history_whole = is_whole and not told.lost
            _write_history(raw, connection, found, written if not told.is_history_whole else {}, now)
        if found.envelope:
            connection.seal = found.seal
        told.records = {register: sum(row[-2] is None for row in rows) for register, rows in written.items()}
        told.lost.extend(verify(connection))
        backup_to(connection, to)
    finally:
        connection.close()
    return told


def _chosen(found: _Found, register: str, told: Salvage) -> Iterator[Row]:
    record_type = RECORD_TYPES[register]
    for record_id, row, kept, is_proven in found.versions(register):
        if row is not None and is_proven:
            yield row
            continue
        stored, journaled = _record(record_type, row), _record(record_type, kept)
        reads = stored is not None
        is_newest = kept is not None and (found.knows_the_last_change or not reads)
        told.from_journal += is_newest
        is_sealed = bool(layout(record_type).sealed)
        doubt = _doubt(found, has_row=row is not None, has_entry=kept is not None, reads=reads, is_sealed=is_sealed)
        if doubt:
            called = next((f"（{each.caption}）" for each in (stored, journaled) if each is not None), "")
            told.lost.append(f"“{record_type.title}”第 {record_id} 条{called}{doubt}")
        if is_newest and kept is not None:
            yield kept
        elif reads and row is not None:
            yield row


def _record(record_type: type[Record], row: Row | None) -> Record | None:
    """Return the record of a row; None if there is none or it cannot be read."""
    try:
        return layout(record_type).record(row) if row is not None else None
    except (FileDamagedError, TypeError):
        return None


def _doubt(found: _Found, *, has_row: bool, has_entry: bool, reads: bool, is_sealed: bool) -> str:
    """Return what to report of a record whose two copies do not match; empty if there is no doubt.

    A record whose own row is gone comes unharmed out of the journal, provided its last change is journaled.
    """
    if not has_entry:
        return "读出了，但没有修改记录可以核对，要人工核对。" if reads else "读不出来。"
    if not has_row and found.seal.is_locked and is_sealed:
        return "只有修改记录还在，其中申请人和加密的内容没有口令读不出来，要人工补上。"
    if not found.knows_the_last_change:
        return "的修改记录不全，读出的可能不是最后一次修改后的内容，要人工核对。"
    return "与修改记录不一致，已取修改记录中的内容，要人工核对。" if has_row and reads else ""


def _kept_contents(raw: sqlite3.Connection, found: _Found, chosen: Mapping[str, list[Row]]) -> set[str]:
    """Write the contents of attachments and letters that still match their hashes; return their names."""
    kept: set[str] = set()
    for record_type in (Attachment, IssuedLetter):
        place = layout(record_type).names.index("sha256")
        for sha256 in {row[place] for row in chosen[record_type.register]} - kept:
            content = found.wreck.content(sha256)
            is_sealed = content is not None and is_sealed_content(content)
            if content is not None and (found.envelope if is_sealed else sha256_of(content) == sha256):
                raw.execute("INSERT INTO blobs (sha256, content) VALUES (?, ?)", (sha256, content))
                kept.add(sha256)
    return kept


def _insert(raw: sqlite3.Connection, found: _Found, register: str, rows: list[Row], told: Salvage) -> list[Row]:
    """Write the rows of one register and return those that were accepted."""
    lay, written = layout(RECORD_TYPES[register]), []
    for row in rows:
        try:
            raw.execute(statements(register).insert, row)
            if lay.sealed and not found.seal.is_locked:
                digests = lookups(found.seal, lay, opened(found.seal, lay, row))
                raw.executemany(_INSERT_LOOKUP, [(register, row[0], *digest) for digest in digests])
            if is_searchable(register):
                text = searched_text(lay.record(row), is_sealed=bool(found.envelope))
                raw.execute(statements(register).index, (row[0], text))
            written.append(row)
        except (sqlite3.IntegrityError, FileDamagedError):
            title = RECORD_TYPES[register].title
            is_content = register == Attachment.register and row[lay.names.index("sha256")] not in found.contents
            named = f"“{row[lay.names.index('name')]}”的内容" if is_content else f"第 {row[0]} 条"
            told.lost.append(f"“{title}”{named}读不出来，或它所属的记录已经没有了。")
    return written


def _write_history(
    raw: sqlite3.Connection, connection: Connection, found: _Found, written: Mapping[str, list[Row]], now: datetime
) -> None:
    """Copy the whole journal, or begin a new one with the rows that were written."""
    if written:
        journal = Journal(connection)
        step = Step(1, now.isoformat(timespec="seconds"), "", _LABEL)
        for register, rows in written.items():
            journal.append_new(step, layout(RECORD_TYPES[register]), rows)
        if found.envelope:  # the rows were journaled as sealed; the next change of the password replaces that
            raw.execute("UPDATE journal_values SET personal_salt = NULL, personal_values = NULL")
    else:
        raw.executemany(INSERT_ENTRY, (found.entries[number] for number in sorted(found.entries)))
        raw.executemany(INSERT_VALUES, (found.values[number] for number in sorted(found.values)))
    if found.seal.is_locked or not found.envelope:  # as it was, which is right where the history is whole
        raw.executemany("INSERT OR IGNORE INTO journal_seal VALUES (?, ?, ?)", found.head_seals)
    elif found.is_bound:
        seal_head(raw, found.seal)
