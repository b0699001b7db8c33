"""Writing records: for each its row, its searchable text and its journal entry, inside the running transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from disclosure.changes import Change, Operation
from disclosure.errors import InvalidRecordError, RecordNotFoundError
from disclosure.progress import Progress, silent, ticking
from disclosure.record_base import with_values
from disclosure.records import RECORD_TYPES, Attachment, Draft, Litigation, Profile, Record, Request, Review
from storage.blobs import is_private
from storage.connection import Connection, Row
from storage.index import index_anew
from storage.journal import Journal, Put, Step, joined, opened_personal
from storage.numbering import Serials
from storage.rows import REMOVAL, Layout, layout
from storage.sealing import closed, lookups, opened
from storage.search import is_searchable, searched_text
from storage.statements import numbering_field, reference_field, referring, statements, update

R = TypeVar("R", bound=Record)

LIVE: Row = (None, "")
"""``removed_at`` and ``removed_reason`` of a record that is not in the recycle bin."""

CHUNK = 1_000
"""How many new records are written at once."""


class Watch:
    """Observes every write and may veto a step before its commit; this one lets everything pass."""

    def before(self, records: Sequence[Record]) -> None:
        """Called before rows change, with the records as they are and as they will be."""

    def settle(self, label: str) -> None:
        """Called before the step called ``label`` is committed; an exception rolls it back."""

    def forget(self) -> None:
        """Called when the step was rolled back."""


class LateWatch(Watch):
    """Another watch, made only when the first row is about to change: whoever just reads a file never loads it."""

    def __init__(self, make: Callable[[], Watch]) -> None:
        self._make, self._made = make, Watch()
        self._is_made = False

    def before(self, records: Sequence[Record]) -> None:
        """Make the watch if it is not there yet, and pass on."""
        if not self._is_made:
            self._made, self._is_made = self._make(), True
        self._made.before(records)

    def settle(self, label: str) -> None:
        """Pass on."""
        self._made.settle(label)

    def forget(self) -> None:
        """Pass on."""
        self._made.forget()


class Writer:
    """Turns records into rows and journal entries; every method expects a running transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._raw = connection, connection.raw
        self.journal = Journal(connection)
        self.serials = Serials(connection)
        self.watch = Watch()
        self.taken_out: set[str] = set()
        """The registers whose full-text index had words removed in this session."""

    def prepared(self, record: R, profile: Profile) -> R:
        """Return a record ready to be saved: with a number and, where only one of its kind can exist, with its id.

        Raises InvalidRecordError for a number that is taken, RecordNotFoundError for a record that is gone.
        """
        known, name = self._identified(record), numbering_field(record.register)
        before = self.live_row(type(known), known.id) if known.id else None
        if name and getattr(known, name):
            self.serials.note(known.register, getattr(known, name))
        elif name and before is None:
            known = with_value(known, name, self.serials.take(known, profile))
        elif name and before is not None:  # clearing the field does not take a record's number away
            known = with_value(known, name, before[layout(type(known)).names.index(name)])
        self.refuse_a_taken_number(known)
        return known

    def save(self, step: Step, record: Record) -> list[Change]:
        """Write a prepared record, and where its number changed, every reference to it; nothing if nothing changed."""
        lay = layout(type(record))
        if record.id == 0:
            return [self.put(step, Put(Operation.CREATE, lay, None, (None, *lay.row(record)[1:], *LIVE)))]
        before = self.live_row(type(record), record.id)
        after = (*lay.row(record), *LIVE)
        if after == before:
            return []
        old = lay.record(before)
        change = self.put(step, Put(Operation.AMEND, lay, before, after))
        return [change, *self._renumbered(step, old, record)]

    def live_row(self, record_type: type[Record], record_id: int) -> Row:
        """Return the stored row of a record; raises RecordNotFoundError where it is gone or removed."""
        row = self.row(record_type.register, record_id)
        if row is None or row[-2] is not None:
            raise RecordNotFoundError(f"“{record_type.title}”中的这条记录已不存在，没有保存；刷新后重试。")
        return row

    def row(self, register: str, record_id: int) -> Row | None:
        """Return the row of a record, removed or not, its sealed fields open."""
        return self._rows(register, [record_id]).get(record_id)

    def _rows(self, register: str, ids: Sequence[int]) -> dict[int, Row]:
        """Return the rows of some records by id."""
        lay, seal = layout(RECORD_TYPES[register]), self._connection.seal
        found = self._raw.execute(statements(register).select_any.format(", ".join("?" * len(ids))), ids)
        return {row[0]: opened(seal, lay, row) for row in found}

    def put(self, step: Step, what: Put) -> Change:
        """Write one change of one row: creating, amending or deleting it, with its entry."""
        lay, register = what.layout, what.layout.register
        old, new = _record(lay, what.before), _record(lay, what.after)
        self.watch.before([each for each in (old, new) if each is not None])
        if what.before is None and what.after is not None:
            # the id must be known before it is written, because sealed values are bound to their row
            what = replace(what, after=(what.after[0] or self._next_id(register), *what.after[1:]))
            self._raw.execute(statements(register).insert, closed(self._connection.seal, lay, what.after or ()))
            new = _record(lay, what.after)
        elif what.after is None and what.before is not None:
            self._raw.execute(statements(register).delete, what.before[:1])
        else:
            assert what.before is not None, "something must change"
            assert what.after is not None, "something must change"
            names = (*lay.names, *REMOVAL)
            changed = [
                place for place, pair in enumerate(zip(what.before, what.after, strict=True)) if pair[0] != pair[1]
            ]
            sql = update(lay.register, tuple(names[place] for place in changed))
            stored = closed(self._connection.seal, lay, what.after)
            self._raw.execute(sql, (*(stored[place] for place in changed), what.before[0]))
        record_id = (what.after or what.before or (0,))[0]
        self._index(record_id, old, new)
        self._keep_lookups(lay, record_id, what.after)
        entry = self.journal.append(step, what, record_id)
        return Change(
            operation=what.operation,
            register=register,
            record_id=record_id,
            before=_visible(old, what.before),
            after=_visible(new, what.after),
            label=step.label,
            entry=entry,
            batch=step.batch,
            undoes=what.undoes,
        )

    def create_many(self, step: Step, records: Sequence[Record], profile: Profile) -> list[Change]:
        """Write many new records of one type at once."""
        lay = layout(type(records[0]))
        register = lay.register
        self.watch.before(records)
        first = self._next_id(register)
        kept = [with_value(record, "id", place) for place, record in enumerate(records, first)]
        if name := numbering_field(register):
            for record in kept:
                if not getattr(record, name):
                    record.__dict__[name] = self.serials.take(record, profile)  # frozen, but a copy made just above
            numbers = [getattr(record, name) for record in kept]
            given = Counter(numbers)
            sql = statements(register).find_any.format(", ".join("?" * len(given)))
            given.update(number for (number,) in self._raw.execute(sql, tuple(given)))
            if twice := next((number for number in numbers if given[number] > 1), ""):
                raise InvalidRecordError({name: taken(lay.record_type, twice)})
        rows = [(*lay.row(record), *LIVE) for record in kept]
        self._write_new(lay, rows, kept)
        entries = self.journal.append_new(step, lay, rows)
        return [
            Change(
                operation=Operation.CREATE,
                register=register,
                record_id=record.id,
                before=None,
                after=record,
                label=step.label,
                entry=entry,
                batch=step.batch,
            )
            for record, entry in zip(kept, entries, strict=True)
        ]

    def _write_new(self, lay: Layout[Any], rows: Sequence[Row], records: Sequence[Record]) -> None:
        """Write many new rows, their index entries and their look-up digests."""
        register, seal = lay.register, self._connection.seal
        stored = (closed(seal, lay, row) for row in rows) if lay.sealed and seal.is_sealed else rows
        self._raw.executemany(statements(register).insert, stored)
        if is_searchable(register):
            texts = ((each.id, searched_text(each, is_sealed=seal.is_sealed)) for each in records)
            self._raw.executemany(statements(register).index, texts)
        for row in rows if lay.sealed and seal.is_sealed else ():
            self._keep_lookups(lay, row[0], row)

    def note_numbers(self, records: Iterable[Record]) -> None:
        """Reserve the numbers of records about to be written, so that no blank one before them is given the same."""
        for record in records:
            name = numbering_field(record.register)
            if name and getattr(record, name):
                self.serials.note(record.register, getattr(record, name))

    # --- new records ---

    def _identified(self, record: R) -> R:
        """Return a new profile or draft with the id of the old, because there is only one of each (year and part)."""
        if record.id or not isinstance(record, Profile | Draft):
            return record
        if isinstance(record, Profile):
            found = self._raw.execute("SELECT id FROM profile WHERE removed_at IS NULL").fetchone()
        else:
            sql = "SELECT id FROM drafts WHERE year = ? AND part = ? AND removed_at IS NULL"
            found = self._raw.execute(sql, (record.year, record.part)).fetchone()
        return with_value(record, "id", found[0]) if found else record

    def refuse_a_taken_number(self, record: Record) -> None:
        """Raise InvalidRecordError where another record of the register has this number."""
        name = numbering_field(record.register)
        if not name:
            return
        number = getattr(record, name)
        found = self._raw.execute(statements(record.register).find, (number,)).fetchone()
        if found and found[0] != record.id:
            raise InvalidRecordError({name: taken(type(record), number)})

    # --- rows ---

    def _next_id(self, register: str) -> int:
        """Return the id for the next new row, which no row ever had."""
        return int((self._raw.execute(statements(register).last_id).fetchone() or (0,))[0]) + 1

    def _index(self, record_id: int, before: Record | None, after: Record | None) -> None:
        register = (after or before or Record()).register
        if not is_searchable(register):
            return
        is_sealed = self._connection.seal.is_sealed
        old, new = (record and searched_text(record, is_sealed=is_sealed) for record in (before, after))
        if old == new:
            return
        if before is not None:
            self._raw.execute(statements(register).unindex, (record_id, old))
            self.taken_out.add(register)
        if after is not None:
            self._raw.execute(statements(register).index, (record_id, new))

    def _keep_lookups(self, lay: Layout[Any], record_id: int, row: Row | None) -> None:
        """Replace the digests by which the sealed values of a row are found."""
        seal = self._connection.seal
        if not (lay.sealed and seal.is_sealed):
            return
        self._raw.execute("DELETE FROM lookups WHERE register = ? AND record_id = ?", (lay.register, record_id))
        self._raw.executemany(
            "INSERT INTO lookups (register, record_id, field, digest) VALUES (?, ?, ?, ?)",
            ((lay.register, record_id, field, digest) for field, digest in (lookups(seal, lay, row) if row else ())),
        )

    # --- references ---

    def _renumbered(self, step: Step, old: Record, new: Record) -> list[Change]:
        """Have every live record that refers to the old number refer to the new one."""
        name = reference_field(new.register)
        before, after = getattr(old, name), getattr(new, name)
        if before == after or not before or name == "id":
            return []
        if self._raw.execute(statements(new.register).find, (before,)).fetchone() is not None:
            return []  # the old number is another record's, so the references may be to that one
        changes = []
        for record_type, field in referring(new.register):
            lay, register = layout(record_type), record_type.register
            place = lay.names.index(field)
            sql = f"SELECT id FROM {register} WHERE {field} = ? AND {field} <> '' AND removed_at IS NULL ORDER BY id"
            for (record_id,) in self._raw.execute(sql, (before,)).fetchall():
                row = self.live_row(record_type, record_id)
                changed = (*row[:place], after, *row[place + 1 :])
                changes.append(self.put(step, Put(Operation.AMEND, lay, row, changed)))
        return changes

    # --- undoing ---

    def reverse(self, step: Step, entries: Sequence[Row], progress: Progress = silent) -> list[Change]:
        """Write the changes that reverse journal entries (id, register, record id, operation), given newest first.

        Where more of a register goes than stays, its index is rebuilt, which is faster than removing word by word.
        """
        created = Counter(register for _, register, _, operation in entries if operation == Operation.CREATE.value)
        anew = set()
        for register, count in created.items():
            if count > CHUNK and is_searchable(register):
                (there,) = self._raw.execute(f"SELECT count(*) FROM {register}").fetchone()
                anew |= {register} if there < 2 * count else set()
        changes: list[Change] = []
        for part in runs(entries):
            changes += self._reverse_run(step, part, is_indexed=part[0][1] not in anew)
            progress(len(changes), len(entries))
        tick = ticking(lambda _done, _total: progress(len(changes), len(entries)), 0, CHUNK)
        for register in anew:
            index_anew(self._raw, register, self._connection.seal, tick)
        return changes

    def _reverse_run(self, step: Step, entries: Sequence[Row], *, is_indexed: bool) -> list[Change]:
        """Reverse entries about different records of one register, in one go if all rows are new or all go."""
        register = entries[0][1]
        lay, now = layout(RECORD_TYPES[register]), self._rows(register, [record_id for _, _, record_id, _ in entries])
        before = self._as_before(lay, entries, now)
        puts = []
        for number, _, record_id, _ in entries:
            old, new = now.get(record_id), before.get(record_id)
            if old is None:
                operation = Operation.CREATE
            elif new is None:
                operation = Operation.DISCARD
            elif (old[-2] is None) == (new[-2] is None):
                operation = Operation.AMEND
            else:
                operation = Operation.RESTORE if new[-2] is None else Operation.REMOVE
            puts.append(Put(operation, lay, old, new, number))
        if all(put.operation is Operation.DISCARD for put in puts) or all(put.before is None for put in puts):
            return self.put_all(step, puts, is_indexed=is_indexed)
        return [self.put(step, put) for put in puts]

    def put_all(self, step: Step, puts: Sequence[Put], *, is_indexed: bool) -> list[Change]:
        """Create all of these rows of one register, or delete all; the index too, unless it will be rebuilt."""
        lay, register, seal = puts[0].layout, puts[0].layout.register, self._connection.seal
        records = [lay.record(put.after or put.before or ()) for put in puts]
        self.watch.before(records)
        if puts[0].before is None:
            self._write_new(lay, [put.after for put in puts if put.after is not None], records)
        else:
            self._raw.executemany(statements(register).delete, ((record.id,) for record in records))
            if is_searchable(register) and is_indexed:
                # ascending, because FTS5 flushes its buffer whenever an id is smaller than the one before
                upwards = sorted(records, key=lambda record: record.id)
                texts = ((each.id, searched_text(each, is_sealed=seal.is_sealed)) for each in upwards)
                self._raw.executemany(statements(register).unindex, texts)
                self.taken_out.add(register)
            for record in records if lay.sealed and seal.is_sealed else ():
                self._keep_lookups(lay, record.id, None)
        entries = self.journal.append_all(step, puts, [record.id for record in records])
        return [
            Change(
                operation=put.operation,
                register=register,
                record_id=record.id,
                before=_visible(record, put.before),
                after=_visible(record, put.after),
                label=step.label,
                entry=entry,
                batch=step.batch,
                undoes=put.undoes,
            )
            for put, record, entry in zip(puts, records, entries, strict=True)
        ]

    def _as_before(self, lay: Layout[Any], entries: Sequence[Row], now: Mapping[int, Row]) -> dict[int, Row]:
        """Return, by record id, the row before an entry, where there was one.

        Where personal values were erased from the journal, the row has those of today.
        """
        asked = json.dumps([[number, record_id] for number, _, record_id, _ in entries])
        found: dict[int, Row] = {}
        for record_id, opened_values, *personal in self._raw.execute(_BEFORE, (asked, lay.register)):
            if opened_values is None:
                continue
            row = joined(lay, opened_values, opened_personal(self._connection.seal, *personal)[1])
            if personal[2] is None and record_id in now:
                places = enumerate(lay.names)
                kept = [now[record_id][place] if name in lay.personal else row[place] for place, name in places]
                row = (*kept, *row[len(kept) :])
            found[record_id] = row
        return found


_BEFORE = """
    SELECT record_id, open_values, id, personal_salt, personal_values FROM journal
    LEFT JOIN journal_values ON entry = id WHERE id IN (
        SELECT (SELECT max(id) FROM journal WHERE register = ?2 AND record_id = json_extract(asked.value, '$[1]')
            AND id < json_extract(asked.value, '$[0]'))
        FROM json_each(?1) AS asked)
"""
"""Finds the values of the entry before each given one about the same record."""


_GO_WITH_IT = """
    SELECT 'attachments', id FROM attachments WHERE owner_register = :register AND owner_id = :id
    UNION ALL SELECT 'letters', id FROM letters
        WHERE owner_register = :register AND owner_id = :id AND (removed_at IS NOT NULL OR :whole)
    UNION ALL SELECT 'steps', id FROM steps
        WHERE :register = 'requests' AND request_id = :id AND (removed_at IS NOT NULL OR :whole)
"""
_REMOVED = "SELECT id, {} FROM {} WHERE {} = ? AND removed_at IS NOT NULL"
_DISPUTES: tuple[type[Record], ...] = (Review, Litigation)


def parts_to_go(
    raw: sqlite3.Connection, record: Record, stays: Callable[[str, int], bool], *, is_removed: bool = False
) -> list[tuple[str, int]]:
    """Return (register, id) of what is destroyed with a record: its papers and letters, and removed steps of it.

    With one that is itself in the recycle bin all its steps, and nothing else: its number may be another's now. With a
    case also what the recycle bin has about it: records that once had its number, and disputes, also about
    other disputes; but not what ``stays``, by register and id: the trace of one that was destroyed there before.
    """
    found = _parts(raw, record.register, record.id, is_whole=is_removed)
    if is_removed:
        return found
    name = numbering_field(record.register)
    if not name or not isinstance(record, Request | Review | Litigation) or not getattr(record, name):
        return found
    cases: list[tuple[type[Record], str]] = [(type(record), getattr(record, name))]
    for kind, number in cases:
        disputes = [(other, field) for other, field in referring(kind.register) if other in _DISPUTES]
        for other, field in [(kind, numbering_field(kind.register)), *disputes]:
            sql = _REMOVED.format(numbering_field(other.register), other.register, field)
            removed = ((one, given) for one, given in raw.execute(sql, (number,)) if not stays(other.register, one))
            for record_id, given in tuple(removed):
                found += [*_parts(raw, other.register, record_id, is_whole=True), (other.register, record_id)]
                is_given_away = raw.execute(statements(other.register).find, (given,)).fetchone() is not None
                if given and not is_given_away and (other, given) not in cases:
                    cases.append((other, given))
    return list(dict.fromkeys(found))


def _parts(raw: sqlite3.Connection, register: str, record_id: int, *, is_whole: bool) -> list[tuple[str, int]]:
    return raw.execute(_GO_WITH_IT, {"register": register, "id": record_id, "whole": is_whole}).fetchall()


def with_value(record: R, name: str, value: Any) -> R:
    """Return a record with one field changed; ``dataclasses.replace`` takes ten times as long, too slow for imports."""
    return with_values(type(record), {**record.__dict__, name: value})


def taken(record_type: type[Record], number: str) -> str:
    """Return the sentence about a number that another record has already."""
    return f"“{record_type.title}”中已有编号“{number}”，要换一个编号"


def _record(lay: Layout[Any], row: Row | None) -> Record | None:
    return None if row is None else lay.record(row)


def _visible(record: Record | None, row: Row | None) -> Record | None:
    return None if row is None or row[-2] is not None else record


# --- batches of records that can be written together ---


def parts(records: list[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Yield runs of records that can be written together, each with how many records are done after it."""
    done = 0
    for (_, is_new), run in groupby(records, key=lambda record: (type(record), is_plainly_new(record))):
        members = list(run)
        size = CHUNK if is_new else 1
        for first in range(0, len(members), size):
            part = members[first : first + size]
            done += len(part)
            yield done, part


def runs(entries: Sequence[Row]) -> Iterator[list[Row]]:
    """Split journal entries (id, register, record id, operation) into runs about distinct records of one register."""
    run: list[Row] = []
    known: set[int] = set()
    for entry in entries:
        if run and (entry[1] != run[0][1] or entry[2] in known or len(run) == CHUNK):
            yield run
            run, known = [], set()
        run.append(entry)
        known.add(entry[2])
    if run:
        yield run


def is_plainly_new(record: Record) -> bool:
    """Whether a record is new, and not of a kind of which there is only one."""
    return record.id == 0 and not isinstance(record, Profile | Draft)


def saved_label(record: Record) -> str:
    """Return what saving a record is called: 「新建 2024-013」, 「修改 2024-013」."""
    return f"{'新建' if is_plainly_new(record) else '修改'} {called(record)}"


def called(record: Record) -> str:
    """Return what labels in the journal call a record.

    A label can never be erased. So a paper of a case is called by its kind, as its file name may name a person.
    """
    if isinstance(record, Attachment) and is_private(record.owner_register, is_identity=record.is_identity):
        return record.what_it_is.label if record.what_it_is else "材料"
    return record.caption
