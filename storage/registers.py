"""The one door to the registers: every change is a durable transaction of rows and journal entries.

After each commit the listeners are told what changed.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from disclosure.changes import Change, Operation
from disclosure.errors import DisclosureError, FileUnavailableError, InvalidRecordError, RecordNotFoundError
from disclosure.progress import Progress, silent
from disclosure.records import RECORD_TYPES, Attachment, Litigation, PasswordChange, Profile, Record
from disclosure.terms import AttachmentKind
from disclosure.wording import DESTROYED
from storage import blobs, opening
from storage.connection import Connection, unfinished_journal
from storage.index import PAPERS, sweep_index, sweep_whole_index
from storage.journal import Put, Step, UndoStack, erase, erase_vanished
from storage.password.protection import Protection, Renewal
from storage.reading import Reading
from storage.rows import layout
from storage.writing import LIVE, Watch, Writer, called, is_plainly_new, parts, parts_to_go, saved_label

if TYPE_CHECKING:
    from disclosure.report.cells import CellKey, Figure
    from disclosure.report.counting import Contribution, Period
    from disclosure.report.facts import Fact, ReportFacts
    from disclosure.terms import PasswordEvent

_LARGE = 100
"""From this many changes on, reversing them takes longer than a window may freeze."""

_READ_AGAIN = 2

Listener: TypeAlias = Callable[[tuple[Change, ...]], None]
T = TypeVar("T")


def local_now() -> datetime:
    """Return the local time with its zone."""
    return datetime.now().astimezone()


class Registers(Reading):
    """An open file, through which everything is read and written; a context manager that closes itself.

    ``now`` and ``by`` (the user) are recorded in the journal.
    """

    def __init__(self, connection: Connection, *, now: Callable[[], datetime] = local_now, by: str = "") -> None:
        super().__init__(connection)
        self._now, self.by = now, by
        self.protection = Protection(connection)
        """The password of the file."""
        self._writer = Writer(connection)
        self._steps = UndoStack()
        self._listeners: list[Listener] = []
        self._step: Step | None = None
        self._changes: list[Change] = []
        self._failure: BaseException | None = None
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and with it end undo and redo. Closing again does nothing."""
        with self.lock:
            if self._is_closed:
                return
            with suppress(DisclosureError):  # a stick may have been pulled out
                if blobs.has_unused(self._connection):
                    with self._connection.write() as raw:
                        blobs.drop_unused(raw, self._connection.seal)
                    self._writer.taken_out.add(PAPERS)
                sweep_index(self._connection, self._writer.taken_out)
            self._is_closed = True
            self._connection.close()

    # --- saving ---

    def save(self, record: Record) -> Change:
        """Save a new record (id 0) or an amended one and return what changed.

        A blank number is filled in by the profile's pattern. A changed number is also changed in every record that
        refers to it. Raises InvalidRecordError for a number that is taken, RecordNotFoundError for a record that is
        gone.
        """
        with self.lock:
            ready = self._writer.prepared(record, self.profile())
            with self._writing(lambda: saved_label(ready)):
                changes = self._writer.save(self._now_step(), ready)
                self._note(changes)
                return changes[0] if changes else self._unchanged(ready)

    def save_all(
        self, records: Iterable[Record], label: str = "批量保存", *, progress: Progress = silent
    ) -> tuple[Change, ...]:
        """Save many records in one transaction, undone as one step called ``label`` (and how many they are).

        ``progress(done, total)`` may raise CancelledError; then, as after an InvalidRecordError, nothing is saved.
        """
        kept = list(records)
        with self._writing(lambda: f"{label}（{len(kept)} 条）"):
            saved: list[Change] = []
            self._writer.note_numbers(kept)
            for done, part in parts(kept):
                saved.extend(self._save_part(part))
                progress(done, len(kept))
            self._note([change for change in saved if change.entry])
            return tuple(saved)

    def remove(self, record: Record, reason: str = "") -> Change:
        """Move a record, with its steps, to the recycle bin; its number is free again.

        Raises RecordNotFoundError where it is gone already.
        """
        with self._writing(lambda: f"删除 {called(record)}"):
            lay, before = layout(type(record)), self._writer.live_row(type(record), record.id)
            after = (*before[:-2], self._now_step().at, reason)
            return self._put(Put(Operation.REMOVE, lay, before, after))

    def restore(self, record_type: type[Record], record_id: int) -> Change:
        """Take a record out of the recycle bin.

        Raises RecordNotFoundError where it is not there, or only the trace of a destroyed one, InvalidRecordError where
        its number is taken by now.
        """
        lay = layout(record_type)
        before = self._writer.row(lay.register, record_id)
        if before is None or before[-2] is None:
            raise RecordNotFoundError(f"“{record_type.title}”的回收站中没有这条记录。")
        record = lay.record(before)
        if DESTROYED in before:
            raise RecordNotFoundError(f"“{record.caption}”已经销毁，不能恢复。")
        with self._writing(lambda: f"恢复 {called(record)}"):
            self._writer.refuse_a_taken_number(record)
            return self._put(Put(Operation.RESTORE, lay, before, (*before[:-2], *LIVE)))

    def attach(
        self,
        owner: Record,
        *,
        name: str,
        content: bytes,
        media_type: str = "",
        kind: AttachmentKind | None = None,
        is_identity: bool = False,
        redaction: str = "",
    ) -> Attachment:
        """Attach a file to a record; equal contents are stored once. 身份证明 is always private.

        Raises SourceUnreadableError for a file that is too large.
        """
        blobs.refuse_too_large(name, len(content))
        if is_identity or kind is AttachmentKind.IDENTITY:
            kind, is_identity = AttachmentKind.IDENTITY, True
        attachment = Attachment(
            owner_register=owner.register,
            owner_id=owner.id,
            name=blobs.readable_name(name),
            media_type=media_type,
            size=len(content),
            is_identity=is_identity,
            kind=kind,
            redaction=redaction,
        )
        with self._writing(lambda: f"添加附件 {called(attachment)}"):
            self._writer.live_row(type(owner), owner.id)
            private = blobs.is_private(owner.register, is_identity=is_identity)
            sha256 = blobs.keep(self._connection.raw, self._connection.seal, content, private=private)
            attachment = replace(attachment, sha256=sha256)
            change = self.save(attachment)
            return replace(attachment, id=change.record_id)

    def reclassify(self, attachment: Attachment, kind: AttachmentKind) -> Attachment:
        """Change the kind of an attachment; one that becomes 身份证明 is sealed."""
        is_identity = kind is AttachmentKind.IDENTITY
        with self._writing(lambda: f"改材料类别 {called(attachment)}"):
            if is_identity:
                blobs.close(self._connection.raw, self._connection.seal, attachment.sha256)
            changed = replace(attachment, kind=kind, is_identity=is_identity)
            self.save(changed)
            return changed

    def unread_paper(self) -> tuple[str, str] | None:
        """Return the SHA-256 and the name of the newest attachment whose text has not been read yet.

        None where all have been, and where the text could not be kept: in a locked or read-only file.
        """
        if self.is_read_only or self.protection.is_locked:
            return None
        return self._connection.row(blobs.UNREAD)

    def keep_paper_text(self, sha256: str, text: str) -> None:
        """Keep the text of an attachment, empty where it cannot be read. This is no change of the registers.

        Raises LockedError where the file was locked meanwhile.
        """
        with self.lock:
            self.protection.refuse_if_locked()
            with self._connection.write() as raw:
                blobs.keep_text(raw, self._connection.seal, sha256, text)

    @contextmanager
    def batch(self, label: str, *, is_final: bool = False) -> Iterator[None]:
        """Save everything inside as one transaction and one step; after an exception nothing is saved.

        A step that ``is_final`` (签发) cannot be undone; those before it still can.
        """
        with self._writing(lambda: label, is_final=is_final):
            yield

    def watched_by(self, watch: Watch) -> Watch:
        """Have ``watch`` observe every change from now on; returns the former watch."""
        with self.lock:
            former, self._writer.watch = self._writer.watch, watch
            return former

    def renew_seal(self, progress: Progress = silent) -> list[str]:
        """Convert what an older program sealed to the present form; return what was tampered with, one sentence each.

        Does nothing for a file in the present form, a locked or a read-only one. This is no change of the registers.
        Raises CancelledError and FileUnavailableError; then nothing has changed.
        """
        with self.lock:
            return self.protection.renew(progress)

    def reseal(self, renewal: Renewal, event: "PasswordEvent | None", progress: Progress = silent) -> None:
        """Set, change or remove the password; this cannot be undone.

        Without an ``event`` nothing is journaled: the journal of a backup must stay what it was. Raises LockedError,
        FileUnavailableError, and CancelledError, after which nothing has changed.
        """
        with self.lock:
            former = self._connection.seal
            try:
                with self.batch(event.label if event else "", is_final=True):
                    self.protection.apply(renewal, progress)
                    self._connection.seal = renewal.seal
                    if event is not None:
                        self.save(PasswordChange(kind=event))
            except BaseException:
                self._connection.seal = former
                raise
            self.protection.sweep()

    def let_go(self, remains: Iterable[Record], label: str, *, removed: Iterable[Record] = ()) -> None:
        """Destroy records but for what remains of them; this cannot be undone, nor can anything done before.

        Those ``removed`` are in the recycle bin, and stay there. What is new among ``remains`` tells of it.

        Gone are their papers, what is about them in the recycle bin, and their former values in the journal, whose
        chain still holds. Raises LockedError, RecordNotFoundError and FileUnavailableError; then nothing has changed.
        ``protection.is_swept`` tells whether the file was rewritten without the old content; after a kill or on a full
        disk the next opening does that.
        """
        with self.lock:
            with self._writing(lambda: label, is_final=True, ends_undoing=True):
                raw = self._connection.raw
                for record, is_removed in (*((each, False) for each in remains), *((each, True) for each in removed)):
                    if is_removed:
                        self._leave_in_the_bin(record)
                    else:
                        self.save(record)
                    erase(raw, record.register, record.id)
                    for register, record_id in parts_to_go(raw, record, self._is_trace, is_removed=is_removed):
                        if (row := self._writer.row(register, record_id)) is not None:  # else it went with another case
                            self._put(Put(Operation.DISCARD, layout(RECORD_TYPES[register]), row, None))
                            erase(raw, register, record_id)
                erase_vanished(raw)
                blobs.drop_unused(raw, self._connection.seal)
                self.protection.note_unswept(raw)
            with suppress(FileUnavailableError):  # no room on the disk: a later opening sweeps
                sweep_whole_index(self._connection)
                self.protection.sweep()

    def _is_trace(self, register: str, record_id: int) -> bool:
        return DESTROYED in (self._writer.row(register, record_id) or ())

    def _leave_in_the_bin(self, record: Record) -> None:
        """Amend a removed record, without the reason why it was removed: it may name somebody."""
        lay, before = layout(type(record)), self._writer.row(record.register, record.id)
        if before is None or before[-2] is None:
            raise RecordNotFoundError(f"“{record.title}”的回收站中没有这条记录。")
        self._put(Put(Operation.AMEND, lay, before, (*lay.row(record), before[-2], "")))

    def next_number(self, record_type: type[Record], day: date) -> str:
        """Return the number a new record of that day would get."""
        return self._writer.serials.following(record_type.register, day, self.profile())

    # --- undoing ---

    def undo(self, progress: Progress = silent) -> tuple[Change, ...]:
        """Reverse the last step of this session, if there is one, by new, journaled changes.

        ``progress(done, total)`` may raise CancelledError; then nothing is reversed.
        """
        return self._reverse("撤销", self._steps.undoable, self._steps.undone, progress)

    def redo(self, progress: Progress = silent) -> tuple[Change, ...]:
        """Reverse the last undo, unless something was changed since; ``progress`` as in ``undo``."""
        return self._reverse("重做", self._steps.redoable, self._steps.redone, progress)

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would reverse, 「修改 2024-013」, or None."""
        return self._steps.undo_label

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would redo, or None."""
        return self._steps.redo_label

    def is_large(self, verb: str) -> bool:
        """Whether ``undo`` or ``redo`` (the verb) would take so long that it needs a worker."""
        last = self._steps.undoable() if verb == "undo" else self._steps.redoable()
        sql = "SELECT count(*) FROM (SELECT 1 FROM journal WHERE batch = ? LIMIT ?)"
        return last is not None and self._connection.value(sql, (last.batch, _LARGE)) == _LARGE

    def _reverse(
        self, verb: str, top: Callable[[], Any], moved: Callable[[int], None], progress: Progress
    ) -> tuple[Change, ...]:
        with self.lock:
            last = top()
            if last is None or self._step is not None:
                return ()
            entries = self._connection.rows(
                "SELECT id, register, record_id, operation FROM journal WHERE batch = ? ORDER BY id DESC", (last.batch,)
            )
            with self._writing(lambda: f"{verb} {last.label}", is_reversal=True):
                step = self._now_step()
                self._note(self._writer.reverse(step, entries, progress))
                changes = tuple(self._changes)
            self._writer.serials.forget()
            moved(step.batch)
        return changes

    def of_one_moment(self, read: Callable[[], T]) -> T:
        """Return what ``read``, which reads several times, finds in one and the same state of the file.

        Others can read and save meanwhile. After such a save ``read`` is called again, and in the end under the lock.
        """
        for _ in range(_READ_AGAIN):
            before = self._writer.journal.last
            found = read()
            if self._writer.journal.last == before:
                return found
        with self.lock:
            return read()

    # --- counting, imported when something is first counted: opening a file does not need it ---

    def figures(self, period: "Period") -> "dict[CellKey, Figure]":
        """Return all 200 figures of a period; money in 万元, exact."""
        from storage.figures import counting  # noqa: PLC0415

        with self.lock:
            return counting.figures(self._connection, period)

    def cells_of(self, record: Record, period: "Period") -> "tuple[Contribution, ...]":
        """Return the cells a saved record is counted in and what it adds to each, apart from 总计.

        A suit that went through several instances is counted with its last one. A removed record counts nowhere.
        """
        from storage.figures import counting  # noqa: PLC0415

        return counting.cells_of(self._connection, record, period)

    def records_of(self, counted: "CellKey | Fact", period: "Period") -> list[tuple[str, int]]:
        """Return (register, id) of every record a cell counted, 总计 included, or a fact of the prose."""
        from storage.figures import naming  # noqa: PLC0415

        with self.lock:
            return naming.records_of(self._connection, counted, period)

    def linked_suits(self) -> "list[list[Litigation]]":
        """Return the suits that went through several instances, grouped by case: the tables count each case once."""
        from storage.figures import disputes  # noqa: PLC0415

        with self.lock:
            return disputes.linked_cases(self._connection)

    def facts(self, period: "Period", figures: "Mapping[CellKey, Figure] | None" = None) -> "ReportFacts":
        """Return what the prose of a report may state; ``figures`` are the period's, if they were counted already."""
        from storage.figures.facts import report_facts  # noqa: PLC0415

        def read() -> "ReportFacts":
            counted = self.figures(period) if figures is None else figures
            return report_facts(self._connection, period, self.profile(), counted)

        return self.of_one_moment(read)

    # --- listening, copying, proving ---

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the changes after every commit; returns a function that ends this."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    @property
    def fingerprint(self) -> str:
        """The hash of the newest journal entry in hexadecimal, empty before the first; it depends on all before it."""
        newest = self._connection.value("SELECT hash FROM journal ORDER BY id DESC LIMIT 1")
        return "" if newest is None else str(newest.hex())

    @property
    def origin(self) -> str:
        """The hash of the first journal entry in hexadecimal, empty before it; only copies of this file share it."""
        first = self._connection.value("SELECT hash FROM journal ORDER BY id LIMIT 1")
        return "" if first is None else str(first.hex())

    def has_entry(self, number: int, fingerprint: str) -> bool:
        """Whether the journal has an entry with this number and hash; then all before it is the same, too."""
        known = self._connection.value("SELECT hash FROM journal WHERE id = ?", (number,))
        return known is not None and bool(known.hex() == fingerprint)

    @property
    def newest_at(self) -> datetime | None:
        """When the newest journal entry was written, None before the first."""
        newest = self._connection.value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
        return None if newest is None else datetime.fromisoformat(newest)

    def is_changed_since(self, fingerprint: str) -> bool:
        """Whether anything but looks at hidden values was journaled since the journal ended with ``fingerprint``.

        A look is journaled like every change, but it is no work that a backup must save.
        """
        if fingerprint == self.fingerprint:
            return False
        entry = self._entry_of(fingerprint)
        sql = "SELECT 1 FROM journal WHERE id > ? AND register <> 'accesses' LIMIT 1"
        return entry is None or self._connection.value(sql, (entry,)) is not None

    def knows(self, fingerprint: str) -> bool:
        """Whether the journal has an entry with this hash; then all before it was done in this file, too."""
        return self._entry_of(fingerprint) is not None

    def _entry_of(self, fingerprint: str) -> int | None:
        """Return the number of the entry with a hash, None where there is none; the newest are looked at first."""
        sql = "SELECT id FROM journal WHERE hex(hash) = upper(?) ORDER BY id DESC LIMIT 1"
        found: int | None = self._connection.value(sql, (fingerprint,))
        return found

    def steps_since(self, fingerprint: str) -> list[str] | None:
        """Return what was done since the journal ended with ``fingerprint``, 「2024-03-04 09:00 新建 …」, newest first.

        None where no entry has this hash: in another file, or in a copy that was worked on separately. That a password
        was set, changed or removed is left out: backups follow it.
        """
        entry = self._entry_of(fingerprint) if fingerprint else 0
        if entry is None:
            return None
        sql = "SELECT at, label FROM journal WHERE id > ? AND register <> ? GROUP BY batch ORDER BY batch DESC"
        found = self._connection.rows(sql, (entry, PasswordChange.register))
        return [f"{at[:16].replace('T', ' ')} {label}" for at, label in found]

    def refuse_another_content(self, left_undone: str = "没有往下做") -> None:
        """Raise FileUnavailableError, saying what is ``left_undone``, where somebody copied another file over this one.

        Nothing that is read then can be trusted.
        """
        self._connection.refuse_another_content(left_undone)

    def copy_aside(self, path: Path) -> AbstractContextManager[Path]:
        """Yield a complete copy of the file to be checked; it is put at ``path`` when all went well."""
        from storage.backup import copy_aside  # noqa: PLC0415 - opening the window does not need it

        return copy_aside(self._connection, path)

    def backup_to(self, path: Path) -> None:
        """Write a complete copy of the file to ``path``; raises FileUnavailableError and then leaves nothing behind."""
        with self.copy_aside(path):
            pass

    def verify(self, progress: Progress = silent, *, is_quick: bool = False) -> list[str]:
        """Return every sign of damage or of tampering, one Chinese sentence each; empty where the file is sound.

        Checked are the file's structure, references, the journal's chain, the values in it, the rows against the
        journal, and the contents of attachments. ``progress(done, total)`` may raise CancelledError. Others can read
        and save between the parts; problems found while somebody saved are checked again under the lock.

        A quick check covers what an interrupted change or a partial copy damages: structure, chain and rows.
        """
        from storage.rescue import verification  # noqa: PLC0415

        before, look = self._writer.journal.last, partial(verification.verify, self._connection, progress)
        problems = look(is_quick=is_quick)
        if not problems or self._writer.journal.last == before:
            return problems
        with self.lock:
            return look(is_quick=is_quick)

    # --- the transaction ---

    @contextmanager
    def _writing(
        self,
        label: Callable[[], str],
        *,
        is_reversal: bool = False,
        is_final: bool = False,
        ends_undoing: bool = False,
    ) -> Iterator[None]:
        with self.lock:
            if self._step is not None:
                with self._joining():
                    yield
                return
            self.protection.refuse_if_locked()
            changes: tuple[Change, ...] = ()
            try:
                with self._connection.write():
                    journal = self._writer.journal
                    journal.reread()  # after a disk failure it is unknown whether the step before was kept
                    at = self._now().isoformat(timespec="seconds")
                    told = label().encode(errors="replace").decode()  # a file's name may not be decodable
                    self._step, self._changes = Step(journal.last + 1, at, self.by, told), []
                    former = journal.head
                    yield
                    if self._failure is not None:
                        raise self._failure
                    self._writer.watch.settle(self._step.label)
                    journal.follow(former)
                changes = tuple(self._changes)
            except BaseException:
                self._writer.watch.forget()
                with suppress(FileUnavailableError):  # the file cannot even be read: what was raised says so
                    self._writer.journal.reread()
                self._writer.serials.forget()
                self._profile = None
                raise
            finally:
                step, self._step, self._changes, self._failure = self._step, None, [], None
            if step is not None and changes and not (is_reversal or is_final):
                self._steps.did(step.batch, step.label)
            if ends_undoing:  # before the listeners, who ask what can be undone
                self._steps = UndoStack()
        for listener in tuple(self._listeners) if changes else ():
            listener(changes)

    @contextmanager
    def _joining(self) -> Iterator[None]:
        """Save inside a batch. Refused values changed nothing; after any other failure the batch must not be kept."""
        try:
            yield
        except (InvalidRecordError, RecordNotFoundError):
            raise
        except BaseException as error:
            self._failure = error
            raise

    def _now_step(self) -> Step:
        assert self._step is not None, "a transaction is running"
        return self._step

    def _note(self, changes: Sequence[Change]) -> None:
        self._changes.extend(changes)
        if any(change.register == Profile.register for change in changes):
            self._profile = None

    def _put(self, what: Put) -> Change:
        change = self._writer.put(self._now_step(), what)
        self._note([change])
        return change

    # --- many at once ---

    def _save_part(self, part: list[Record]) -> list[Change]:
        step, profile = self._now_step(), self.profile()
        if is_plainly_new(part[0]):
            return self._writer.create_many(step, part, profile)
        ready = self._writer.prepared(part[0], profile)
        return self._writer.save(step, ready) or [self._unchanged(ready)]

    def _unchanged(self, record: Record) -> Change:
        return Change(
            operation=Operation.AMEND,
            register=record.register,
            record_id=record.id,
            before=record,
            after=record,
            label=self._now_step().label,
            entry=0,
            batch=self._now_step().batch,
        )


def open_registers(path: Path | str, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Open a file.

    Raises FileUnavailableError with one Chinese sentence where the file is missing, open elsewhere, not ours, damaged,
    newer, or beside the unfinished journal of another. A file that cannot be written opens read-only.
    """
    path = Path(path)
    if unfinished_journal(path) is not None and os.access(path.parent, os.W_OK):  # else SQLite cannot roll it back
        from storage.rescue.foreign import refuse_a_foreign_journal  # noqa: PLC0415 - after a kill alone

        refuse_a_foreign_journal(path)
    connection = opening.connect(path)
    try:
        return Registers(connection, now=now, by=by)
    except FileUnavailableError:  # the journal cannot be read; nobody else could close the file
        connection.close()
        raise


def look_in_registers(path: Path | str) -> Registers:
    """Open a read-only snapshot of a file that somebody else has open, as of its last save.

    Raises FileUnavailableError with one Chinese sentence where that is impossible.
    """
    return Registers(opening.look_in(Path(path)))


def create_registers(path: Path | str, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Make a new, empty file and open it; raises FileUnavailableError where it exists or cannot be made."""
    return Registers(opening.create(Path(path)), now=now, by=by)
