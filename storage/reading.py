"""Reading the registers: every question of the window, imports and exports; none needs a transaction."""

import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar, cast

from disclosure.changes import JournalEntry, JournalMark, Removed
from disclosure.errors import FileUnavailableError, RecordNotFoundError
from disclosure.records import Attachment, CalendarOverride, Draft, Profile, Record, Step
from storage import blobs, journal
from storage.connection import Connection, Row
from storage.index import Trace, sealed_fields, sealed_papers, traces
from storage.known_errors import known_errors
from storage.query import (
    BY_ID,
    DATED,
    Filter,
    Query,
    Run,
    days_of,
    first_among_newest,
    follow_each_other,
    merged,
    runs_by,
    selection,
)
from storage.rows import REMOVAL, Layout, layout
from storage.sealing import opened, place_of
from storage.statements import statements

R = TypeVar("R", bound=Record)

PAGE, _FIRST = 200, 20
"""Records read at once where many are wanted, and in the first page: often one of the newest is enough."""

_RUN = 10_000
"""Records looked at in one hold of the file's lock, for some 10 ms."""

_AFTER_ALL_DAYS = "~"

MONTH = "month"
"""The field by which ``Reading.groups`` counts months of the main date."""

_NEWEST_LOOKED_AT, _OTHER_DAYS = 5_000, 20
"""Steps looked at for those of today; steps of other days that end it: one is there where a clock was wrong."""

_COMPLETIONS = 200


class Reading:
    """The reading half of ``Registers``; only ``removed`` returns what is in the recycle bin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._profile: Profile | None = None

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self._connection.path

    @property
    def is_read_only(self) -> bool:
        """Whether the file can only be read: every writing method then raises FileUnavailableError."""
        return self._connection.is_read_only

    @property
    def is_snapshot(self) -> bool:
        """Whether this is a copy of a file that somebody else has open, as of when it was read."""
        return self._connection.is_snapshot

    @property
    def lock(self) -> AbstractContextManager[bool]:
        """The one lock; a worker holds it while its work must not be interleaved with others'."""
        return self._connection.lock

    def interrupt(self) -> None:
        """Make the query that is running now, in any thread, end with CancelledError.

        A transaction is left alone: the full-text index keeps a statement open in it, so that SQLite would refuse even
        the ROLLBACK. Long writes are cancelled through their ``progress``.
        """
        if not self._connection.raw.in_transaction:
            self._connection.raw.interrupt()

    def get(self, record_type: type[R], record_id: int) -> R:
        """Return a record by id; raises RecordNotFoundError where there is none or it was removed."""
        row = self._connection.row(statements(record_type.register).select, (record_id,))
        if row is None or row[-2] is not None:
            raise RecordNotFoundError(f"“{record_type.title}”中没有这条记录，它可能已被删除；到回收站查看。")
        return self._record(layout(record_type), row)

    def named(self, record_type: type[R], name: str) -> R | None:
        """Return the record other records refer to by this number (a duty: by this name), or None."""
        row = self._connection.row(statements(record_type.register).find, (name,))
        return None if row is None else self._record(layout(record_type), row)

    def _record(self, lay: Layout[R], row: Row) -> R:
        return lay.record(opened(self._connection.seal, lay, row))

    def ids(self, record_type: type[Record], query: Query | None = None) -> "array[int]":
        """Return the ids a query finds, in its order."""
        asked, seal = query or Query(), self._connection.seal
        if few := first_among_newest(record_type, asked, seal):
            rows = self._connection.rows(few.sql(f"{few.table}.id", asked.limit), few.parameters)
            if len(rows) == asked.limit:
                return array("q", chain.from_iterable(rows))
        by = runs_by(record_type, asked)
        if by:
            return self._in_runs(record_type, asked, by)
        found = selection(record_type, asked, seal)
        with self.lock, known_errors(self.path):
            cursor = self._connection.raw.execute(found.sql(f"{found.table}.id", asked.limit), found.parameters)
            return array("q", chain.from_iterable(cursor))

    def _in_runs(self, record_type: type[Record], asked: Query, by: str) -> "array[int]":
        """Return the ids of a query that may look at all rows, read in runs, between which others can save."""
        runs, limit, seal = self._runs(record_type, asked, by), asked.limit, self._connection.seal
        found: list[list[Row]] = []
        if follow_each_other(record_type, asked):
            for run in reversed(runs) if asked.descending else runs:
                part = selection(record_type, asked, seal, run)
                found.append(self._connection.rows(part.sql(f"{part.table}.id", limit), part.parameters))
                if limit and sum(map(len, found)) >= limit:
                    break
            ids = array("q", dict.fromkeys(chain.from_iterable(chain.from_iterable(found))))
            return ids[:limit] if limit else ids
        for run in runs:
            part = selection(record_type, asked, seal, run)
            found.append(self._connection.rows(part.run(limit), part.parameters))
        return array("q", islice((row[-1] for row in merged(found, selection(record_type, asked))), limit or None))

    def _runs(self, record_type: type[Record], asked: Query, by: str) -> list[Run]:
        """Return the runs of a query, in ascending order."""
        register = record_type.register
        if by == BY_ID:
            last = self._connection.value(f"SELECT max(id) FROM {register}") or 0
            return [Run(by, first, first + _RUN) for first in range(0, last, _RUN)]
        first, last = days_of(asked)
        runs: list[Run] = []
        sql = (
            f"SELECT main_on FROM {register} INDEXED BY {register}_main_on WHERE removed_at IS NULL AND main_on > ?"
            f" ORDER BY main_on LIMIT 1 OFFSET {_RUN - 1:d}"
        )
        while (day := self._connection.value(sql, (first,))) and (not last or day < last):
            runs.append(Run(by, first, day))
            first = day
        return [*runs, Run(by, first, last or _AFTER_ALL_DAYS)]

    def page(self, record_type: type[R], ids: Sequence[int]) -> list[R]:
        """Return the records with these ids, in this order; ids that are gone are left out."""
        lay, wanted = layout(record_type), list(ids)
        known: dict[int, R] = {}
        for first in range(0, len(wanted), PAGE):
            part = wanted[first : first + PAGE]
            sql = (
                f"SELECT {lay.selected} FROM {lay.register} WHERE id IN ({', '.join('?' * len(part))})"
                " AND removed_at IS NULL"
            )
            known.update((row[0], self._record(lay, row)) for row in self._connection.rows(sql, part))
        return [known[each] for each in wanted if each in known]

    def all(self, record_type: type[R], query: Query | None = None) -> Iterator[R]:
        """Yield the records a query finds, in its order; the ids are read at once, the records page by page."""
        ids, first, size = self.ids(record_type, query), 0, _FIRST
        while first < len(ids):
            yield from self.page(record_type, ids[first : first + size])
            first, size = first + size, PAGE

    def numbers(self, record_type: type[Record], name: str, part: str) -> list[str]:
        """Return what a field that is searched and never sealed holds where it contains ``part``, without the records.

        The index of words narrows it, since most of a hundred thousand records hold nothing like it.
        """
        asked = Query(text=part, filters=(Filter(name, "contains", part),))
        found = selection(record_type, asked, self._connection.seal)
        rows = self._connection.rows(f'SELECT "{name}" FROM {found.source}', found.parameters)
        return list(chain.from_iterable(rows))

    def letter_numbers(self) -> list[str]:
        """Return the numbers of all issued letters, including voided and removed ones."""
        return list(chain.from_iterable(self._connection.rows("SELECT number FROM letters ORDER BY id")))

    def count(self, record_type: type[Record], query: Query | None = None) -> int:
        """Return how many records a query finds."""
        found = selection(record_type, query or Query(), self._connection.seal)
        return cast("int", self._connection.value(f"SELECT count(*) FROM {found.source}", found.parameters))

    def groups(
        self, record_type: type[Record], ids: Sequence[int], field: str, summed: Sequence[str] = ()
    ) -> list[tuple[Any, int, tuple[int, ...]]]:
        """Group some records by the stored value of a field: return (value, count, sums of the fields ``summed``).

        The field ``MONTH`` stands for the month of the main date, 「2026-03」. The most frequent value comes first.
        """
        lay, register = layout(record_type), record_type.register
        by = "substr(main_on, 1, 7)" if field == MONTH else f'"{lay.names[lay.names.index(field)]}"'
        sums = "".join(f', total("{lay.names[lay.names.index(name)]}")' for name in summed)
        sql = (
            f"SELECT {by}, count(*){sums} FROM {register} WHERE id IN (SELECT value FROM json_each(?))"
            " AND removed_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        rows = self._connection.rows(sql, (json.dumps(list(ids)),))
        return [(value, count, tuple(round(each) for each in totals)) for value, count, *totals in rows]

    def steps(self, request_id: int) -> tuple[Step, ...]:
        """Return the steps of a request by day, and within a day as entered."""
        return self.steps_by_request([request_id]).get(request_id, ())

    def steps_by_request(self, ids: Iterable[int]) -> dict[int, tuple[Step, ...]]:
        """Return the steps of several requests by request id; requests without steps are left out."""
        lay, wanted = layout(Step), list(ids)
        found: dict[int, list[Step]] = defaultdict(list)
        for first in range(0, len(wanted), PAGE):
            part = wanted[first : first + PAGE]
            sql = (
                f"SELECT {lay.selected} FROM steps WHERE request_id IN ({', '.join('?' * len(part))})"
                ' AND removed_at IS NULL ORDER BY request_id, "on", id'
            )
            for row in self._connection.rows(sql, part):
                step = lay.record(row)
                found[step.request_id].append(step)
        return {request_id: tuple(steps) for request_id, steps in found.items()}

    def attachments(self, register: str, record_id: int) -> tuple[Attachment, ...]:
        """Return the attachments of a record in the order they were added."""
        lay = layout(Attachment)
        sql = (
            f"SELECT {lay.selected} FROM attachments WHERE owner_register = ? AND owner_id = ?"
            " AND removed_at IS NULL ORDER BY id"
        )
        return tuple(lay.record(row) for row in self._connection.rows(sql, (register, record_id)))

    def content(self, sha256: str) -> bytes:
        """Return the content of an attachment, checked against its hash.

        Raises RecordNotFoundError where the file holds no such content, FileUnavailableError where it is damaged,
        LockedError where its password has not been given.
        """
        stored = self._connection.value("SELECT content FROM blobs WHERE sha256 = ?", (sha256,))
        if stored is None:
            raise RecordNotFoundError("没有找到这份附件的内容，要重新添加附件。")
        content = blobs.opened(self._connection.seal, sha256, stored)
        if blobs.sha256_of(content) != sha256:
            raise FileUnavailableError("这份附件的内容已损坏，与保存时不一致；从备份恢复。")
        return content

    def profile(self) -> Profile:
        """Return the office's profile, with default values until it is first saved."""
        if self._profile is None:
            self._profile = next(self.all(Profile, Query(limit=1)), Profile())
        return self._profile

    def drafts(self, year: int) -> dict[str, Draft]:
        """Return the written parts of one year's report, by part."""
        return {draft.part: draft for draft in self.all(Draft, Query(year=year))}

    def calendar_overrides(self) -> list[str]:
        """Return the years of the work calendar that the office entered, each as ``CalendarYear.as_json``."""
        return [override.text for override in self.all(CalendarOverride, Query(sort="year"))]

    def years(self) -> list[int]:
        """Return the years in which any register has a record, ascending."""
        found: set[int] = set()
        for register in DATED:
            sql = f"SELECT min(main_on) FROM {register} WHERE removed_at IS NULL AND main_on > ?"
            day: str | None = ""
            while day := self._connection.value(sql, (day,)):
                found.add(int(day[:4]))
                day = f"{day[:4]}-12-31"
        return sorted(found)

    def traces(self, text: str, limit: int) -> list[Trace]:
        """Return where all words of a text occur, also by pinyin, up to ``limit`` per table, the newest first.

        What a password seals is not in the index: search ``sealed_fields`` and ``sealed_papers``.
        """
        return traces(self._connection, text, limit)

    def sealed_fields(self) -> Iterator[tuple[Trace, tuple[str, ...]]]:
        """Yield the records with fields that a password seals, and the texts of those; nothing while locked."""
        return sealed_fields(self._connection)

    def sealed_papers(self) -> Iterator[tuple[Trace, str]]:
        """Yield the papers that a password seals, each with its text; nothing while locked.

        They are read in small parts, between which others can read.
        """
        return sealed_papers(self._connection)

    def paper_text(self, sha256: str) -> str | None:
        """Return the text of an attachment: None if it has not been read yet or is locked, empty if there is none."""
        return blobs.kept_text(self._connection, sha256)

    def papers_not_read(self) -> int:
        """Return how many papers have not been read yet, so that their text is not found."""
        return cast("int", self._connection.value(blobs.HOW_MANY_UNREAD))

    def most_used(self, record_type: type[Record], name: str) -> list[str]:
        """Return completions for a field: its texts in the newest records, most used first, then newest.

        None of a sealed field while the file is locked. Whoever shows the values of a sealed field must note the look.
        """
        lay, seal = layout(record_type), self._connection.seal
        place, column = lay.names.index(name), f'"{name}"'
        is_sealed = seal.is_sealed and place in lay.sealed
        if is_sealed and seal.is_locked:
            return []
        sql = (
            f"SELECT id, {column} FROM {lay.register} WHERE removed_at IS NULL AND {column} <> ''"
            f" ORDER BY id DESC LIMIT {_NEWEST_LOOKED_AT}"
        )
        found = self._connection.rows(sql)
        texts = (seal.open_text(place_of(lay, place, row), text) if is_sealed else text for row, text in found)
        return [text for text, _ in Counter(texts).most_common(_COMPLETIONS)]

    def removed(self, record_type: type[R]) -> list[Removed]:
        """Return what is in the recycle bin, last removed first."""
        lay = layout(record_type)
        sql = (
            f"SELECT {lay.selected}, {', '.join(REMOVAL)} FROM {lay.register} WHERE removed_at IS NOT NULL"
            " ORDER BY removed_at DESC, id DESC"
        )
        return [
            Removed(record=self._record(lay, row), removed_at=row[-2], reason=row[-1])
            for row in self._connection.rows(sql)
        ]

    def created_since(self, at: str = "", *, entry: int = 0) -> list[tuple[str, int]]:
        """Return (register, id) of what was created from an instant (ISO) on and after a journal entry, in order.

        Looks at hidden values are not among them.
        """
        sql = (
            "SELECT register, record_id FROM journal WHERE operation = 'create' AND at >= ? AND id > ?"
            " AND register <> 'accesses' ORDER BY id"
        )
        return [(register, record_id) for register, record_id in self._connection.rows(sql, (at, entry))]

    def batches(self, record_type: type[Record], ids: Sequence[int]) -> dict[int, tuple[int, str, str]]:
        """Return, by record id, the step in which records were created: its batch, when (ISO) and its label."""
        sql = (
            "SELECT record_id, batch, at, label FROM journal WHERE register = ? AND operation = 'create'"
            " AND record_id IN ({}) ORDER BY id"
        )
        found: dict[int, tuple[int, str, str]] = {}
        for first in range(0, len(ids), PAGE):
            part = ids[first : first + PAGE]
            rows = self._connection.rows(sql.format(", ".join("?" * len(part))), (record_type.register, *part))
            found |= {record_id: (batch, at, label) for record_id, batch, at, label in rows}
        return found

    def history(self, record: Record) -> list[JournalEntry]:
        """Return what happened to a record, oldest first."""
        return journal.history(self._connection, record.register, record.id)

    def amended(self, record_type: type[R]) -> Iterator[tuple[R, R]]:
        """Yield the records that were changed since they were created: as they were then, and as they are."""
        came = dict(journal.as_they_came(self._connection, record_type.register))
        for now in self.all(record_type) if came else ():
            if now.id in came:
                yield cast("R", came[now.id]), now

    def acts_of(self, day: date) -> list[tuple[str, str]]:
        """Return the steps of the newest day in the journal, 「09:30」 and label, the latest first.

        Of very many only the latest. A step may have many entries, all with its time and label: one of them is read.
        """
        sql = "SELECT batch, at, label, register FROM journal WHERE batch < ? ORDER BY batch DESC LIMIT 1"
        found, others, before = list[tuple[str, str]](), 0, sys.maxsize
        for _ in range(_NEWEST_LOOKED_AT):
            row = self._connection.row(sql, (before,))
            if row is None or others == _OTHER_DAYS:
                break
            before, at, label, register = row
            others += at[:10] != day.isoformat()
            if at[:10] == day.isoformat() and register != "accesses":
                found.append((at[11:16], label))
        return found

    def accesses(self, record: Record) -> list[JournalEntry]:
        """Return who looked at the hidden personal values of a record, oldest first."""
        return journal.accesses(self._connection, record.register, record.id)

    def journal_marks(self) -> list[JournalMark]:
        """Return the end of the journal in each month, oldest first, as it is printed on ledgers."""
        return journal.marks(self._connection)

    def journal_entry(self, digits: str) -> tuple[int, str] | None:
        """Return id and instant of the entry whose fingerprint begins with these digits, else None."""
        return journal.entry_of(self._connection, digits)

    def journal_lines(self, year: int, about: Iterable[tuple[str, int]] = ()) -> list[tuple[str, ...]]:
        """Return the journal of a year, with what was done at any time to some records (register, id), as texts.

        These are number, when, by whom, label, operation, register, record, hash.
        """
        return journal.lines_about(self._connection, f"{year:04}", f"{year + 1:04}", about)

    def register_history(self, record_type: type[Record]) -> list[JournalEntry]:
        """Return what happened in a whole register, also to records that are gone, oldest first."""
        return journal.register_history(self._connection, record_type.register)
