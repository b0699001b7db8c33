"""The one door to the registers: every change is one durable transaction of rows and journal entries.

After the commit the listeners are told what changed; they decide for themselves what to do about it.
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
"""Changes that reversing them may be felt: a hundred take about as long as a window may stand still."""

_READ_AGAIN = 2

Listener: TypeAlias = Callable[[tuple[Change, ...]], None]
T = TypeVar("T")


def local_now() -> datetime:
    """Return the time of the clock on the wall, with its zone."""
    return datetime.now().astimezone()


class Registers(Reading):
    """An open file. Used as a context manager it closes itself.

    Nothing is read or written but through here; ``now`` and ``by`` (who works) are written into the journal.
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
        """Close the file; what was undone in this session is gone for good. Closing again does nothing."""
        with self.lock:
            if self._is_closed:
                return
            with suppress(DisclosureError):  # a stick that was pulled out: nothing more is written to it
                if not self.is_read_only and blobs.has_unused(self._connection):
                    with self._connection.write() as raw:
                        blobs.drop_unused(raw, self._connection.seal)
                    self._writer.taken_out.add(PAPERS)
                sweep_index(self._connection, self._writer.taken_out)
            self._is_closed = True
            self._connection.close()

    # --- saving ---

    def save(self, record: Record) -> Change:
        """Save a new record (id 0) or an amended one and return what changed.

        A blank number is given by the profile's pattern. A new number is carried to every record that refers to it.
        Raises InvalidRecordError for a number that is taken, RecordNotFoundError for a record that is gone.
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
        """Save many records in one transaction, undone as one step called ``label`` (with their number).

        ``progress(done, total)`` may raise CancelledError: then nothing is saved. Raises InvalidRecordError likewise.
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
        """Put a record into the recycle bin; its number is free again, its steps stay with it.

        Raises RecordNotFoundError where it is gone already.
        """
        with self._writing(lambda: f"删除 {called(record)}"):
            lay, before = layout(type(record)), self._writer.live_row(type(record), record.id)
            after = (*before[:-2], self._now_step().at, reason)
            return self._put(Put(Operation.REMOVE, lay, before, after))

    def restore(self, record_type: type[Record], record_id: int) -> Change:
        """Take a record out of the recycle bin.

        Raises RecordNotFoundError where it is not there, InvalidRecordError where its number has been given away.
        """
        lay = layout(record_type)
        before = self._writer.row(lay.register, record_id)
        if before is None or before[-2] is None:
            raise RecordNotFoundError(f"“{record_type.title}”的回收站中没有这条记录。")
        record = lay.record(before)
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
        """Keep a file with a record; equal contents are kept once. 身份证明 is private by its kind.

        Raises SourceUnreadableError for one that is too large.
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
        """Say what a kept file is; what turns out to be 身份证明 is sealed like one."""
        is_identity = kind is AttachmentKind.IDENTITY
        with self._writing(lambda: f"改材料类别 {called(attachment)}"):
            if is_identity:
                blobs.close(self._connection.raw, self._connection.seal, attachment.sha256)
            changed = replace(attachment, kind=kind, is_identity=is_identity)
            self.save(changed)
            return changed

    def unread_paper(self) -> tuple[str, str] | None:
        """Return the SHA-256 and the name of the newest attachment whose text has not been read, None where all have.

        None, too, where nothing can be kept of it: in a file that is locked or only read.
        """
        if self.is_read_only or self.protection.is_locked:
            return None
        return self._connection.row(blobs.UNREAD)

    def keep_paper_text(self, sha256: str, text: str) -> None:
        """Keep what stands inside an attachment, empty where it cannot be read; it is no change of the registers.

        Raises LockedError where the password has been taken away meanwhile.
        """
        with self.lock:
            self.protection.refuse_if_locked()
            with self._connection.write() as raw:
                blobs.keep_text(raw, self._connection.seal, sha256, text)

    @contextmanager
    def batch(self, label: str, *, is_final: bool = False) -> Iterator[None]:
        """Make everything saved inside one transaction and one step; an exception leaves nothing of it.

        A step that ``is_final`` (签发) cannot be undone; those before it still can.
        """
        with self._writing(lambda: label, is_final=is_final):
            yield

    def watched_by(self, watch: Watch) -> Watch:
        """Have ``watch`` look on at every change from now on; returns what did so before."""
        with self.lock:
            former, self._writer.watch = self._writer.watch, watch
            return former

    def renew_seal(self, progress: Progress = silent) -> list[str]:
        """Take what an older program sealed to the present form; return what is not as it was saved, a sentence each.

        Nothing to do for a file in the present form, a locked one, or one that is only read. It is no change of the
        registers. Raises CancelledError and FileUnavailableError: then nothing has changed.
        """
        with self.lock:
            return self.protection.renew(progress)

    def reseal(self, renewal: Renewal, event: "PasswordEvent | None", progress: Progress = silent) -> None:
        """Set, change or remove the password, for good: it cannot be undone.

        Without an ``event`` nothing is journaled: a backup follows its file and stays the same piece of history.
        Raises LockedError, CancelledError (nothing has changed then), FileUnavailableError.
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

    def let_go(self, remains: Iterable[Record], label: str) -> None:
        """Keep what may stay of records that are destroyed, and nothing else: for good, it cannot be undone.

        Their papers go, what lies in the recycle bin with them, and what the journal told of them before; its chain
        holds. Nothing that was done before can be undone afterwards. Raises LockedError, RecordNotFoundError and
        FileUnavailableError: then nothing has changed. ``protection.is_swept`` tells whether the file was written anew;
        where a kill or a full disk came between, the next opening does it.
        """
        with self.lock:
            with self._writing(lambda: label, is_final=True, ends_undoing=True):
                raw = self._connection.raw
                for record in remains:
                    self.save(record)
                    erase(raw, record.register, record.id)
                    for register, record_id in parts_to_go(raw, record):
                        if (row := self._writer.row(register, record_id)) is not None:  # two cases may name it
                            self._put(Put(Operation.DISCARD, layout(RECORD_TYPES[register]), row, None))
                            erase(raw, register, record_id)
                erase_vanished(raw)
                blobs.drop_unused(raw, self._connection.seal)
                self.protection.note_unswept(raw)
            with suppress(FileUnavailableError):  # no room: it is destroyed, and swept at a later opening
                sweep_whole_index(self._connection)
                self.protection.sweep()

    def next_number(self, record_type: type[Record], day: date) -> str:
        """Return the number a new record of that day would get."""
        return self._writer.serials.following(record_type.register, day, self.profile())

    # --- undoing ---

    def undo(self, progress: Progress = silent) -> tuple[Change, ...]:
        """Reverse the last step of this session by new, journaled changes; nothing where there is none.

        ``progress(done, total)`` may raise CancelledError: then nothing is reversed.
        """
        return self._reverse("撤销", self._steps.undoable, self._steps.undone, progress)

    def redo(self, progress: Progress = silent) -> tuple[Change, ...]:
        """Reverse the last undoing, unless something was changed since; ``progress`` as in ``undo``."""
        return self._reverse("重做", self._steps.redoable, self._steps.redone, progress)

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would reverse, 「修改 2024-013」, or None."""
        return self._steps.undo_label

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again, or None."""
        return self._steps.redo_label

    def is_large(self, verb: str) -> bool:
        """Whether what ``undo`` or ``redo`` (the verb) would reverse is more than anybody wants to wait for."""
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
        """Return what several readings find, all of one moment: others have the file between them, and read and save.

        What somebody saved meanwhile is read again; whoever saves without end is kept waiting after the second time.
        """
        for _ in range(_READ_AGAIN):
            before = self._writer.journal.last
            found = read()
            if self._writer.journal.last == before:
                return found
        with self.lock:
            return read()

    # --- counting: read by nobody who only opens a file, so imported when first counted ---

    def figures(self, period: "Period") -> "dict[CellKey, Figure]":
        """Return all 200 figures of a period (design.md §3); money in 万元, exact."""
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
        """Return the suits that went through several instances, as tables count them: one case each."""
        from storage.figures import disputes  # noqa: PLC0415

        with self.lock:
            return disputes.linked_cases(self._connection)

    def facts(self, period: "Period", figures: "Mapping[CellKey, Figure] | None" = None) -> "ReportFacts":
        """Return what the prose of a year's report may state; ``figures`` are the period's, where they are counted."""
        from storage.figures.facts import report_facts  # noqa: PLC0415

        def read() -> "ReportFacts":
            counted = self.figures(period) if figures is None else figures
            return report_facts(self._connection, period, self.profile(), counted)

        return self.of_one_moment(read)

    # --- listening, copying, proving ---

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the changes after every commit; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    @property
    def fingerprint(self) -> str:
        """The hash of the newest journal entry in hexadecimal, empty before the first: it stands for all before it."""
        newest = self._connection.value("SELECT hash FROM journal ORDER BY id DESC LIMIT 1")
        return "" if newest is None else str(newest.hex())

    @property
    def origin(self) -> str:
        """The hash of the first journal entry in hexadecimal, empty before it: of a file and its copies alone."""
        first = self._connection.value("SELECT hash FROM journal ORDER BY id LIMIT 1")
        return "" if first is None else str(first.hex())

    def has_entry(self, number: int, fingerprint: str) -> bool:
        """Whether the journal has an entry of this number and hash: all that came before it is the same, too."""
        known = self._connection.value("SELECT hash FROM journal WHERE id = ?", (number,))
        return known is not None and bool(known.hex() == fingerprint)

    @property
    def newest_at(self) -> datetime | None:
        """When the newest journal entry was written, None before the first."""
        newest = self._connection.value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
        return None if newest is None else datetime.fromisoformat(newest)

    def is_changed_since(self, fingerprint: str) -> bool:
        """Whether anything was done since the journal ended with ``fingerprint`` but look at hidden values.

        A look is kept like every other entry, but it is no work that a backup must save.
        """
        if fingerprint == self.fingerprint:
            return False
        sql = "SELECT id FROM journal WHERE hash = ? ORDER BY id DESC LIMIT 1"
        entry = self._connection.value(sql, (bytes.fromhex(fingerprint),))
        sql = "SELECT 1 FROM journal WHERE id > ? AND register <> 'accesses' LIMIT 1"
        return entry is None or self._connection.value(sql, (entry,)) is not None

    def knows(self, fingerprint: str) -> bool:
        """Whether the journal has an entry with this hash: all that came before it was done in this file, too."""
        return self._connection.value("SELECT 1 FROM journal WHERE hex(hash) = upper(?)", (fingerprint,)) is not None

    def steps_since(self, fingerprint: str) -> list[str] | None:
        """Return what was done since the journal ended with ``fingerprint``, 「2024-03-04 09:00 新建 …」, newest first.

        None where no entry has this hash: another file, or one that went another way.
        """
        sql = "SELECT id FROM journal WHERE hash = ?"
        entry = self._connection.value(sql, (bytes.fromhex(fingerprint),)) if fingerprint else 0
        if entry is None:
            return None
        sql = "SELECT at, label FROM journal WHERE id > ? GROUP BY batch ORDER BY batch DESC"
        return [f"{at[:16].replace('T', ' ')} {label}" for at, label in self._connection.rows(sql, (entry,))]

    def refuse_another_content(self, left_undone: str = "没有往下做") -> None:
        """Raise FileUnavailableError where somebody laid other content over the file: nothing read is to be believed.

        It tells what was ``left_undone``.
        """
        self._connection.refuse_another_content(left_undone)

    def copy_aside(self, path: Path) -> AbstractContextManager[Path]:
        """Give a whole copy of the file to be proven, which takes the place of ``path`` when all went well."""
        from storage.backup import copy_aside  # noqa: PLC0415 - opening the window does not need it

        return copy_aside(self._connection, path)

    def backup_to(self, path: Path) -> None:
        """Write a whole copy of the file to ``path``; raises FileUnavailableError and leaves nothing behind."""
        with self.copy_aside(path):
            pass

    def verify(self, progress: Progress = silent, *, is_quick: bool = False) -> list[str]:
        """Return every sign of damage or of tampering, one Chinese sentence each; empty where the file is sound.

        File structure, references, the journal's chain, the values it holds, the rows against the journal, and the
        contents of attachments. ``progress(done, total)`` may raise CancelledError. Others read and save between its
        parts; what looks wrong while somebody saved is looked at again without them.

        A quick look is at what a change that was cut, or copied half, leaves: structure, chain, rows.
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
                    journal.reread()  # whatever became of the step before: where the disk failed, it may not be known
                    at = self._now().isoformat(timespec="seconds")
                    told = label().encode(errors="replace").decode()  # a file's name may be in no encoding at all
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
                with suppress(FileUnavailableError):  # a file that cannot even be read is told by what was raised
                    self._writer.journal.reread()
                self._writer.serials.forget()
                self._profile = None
                raise
            finally:
                step, self._step, self._changes, self._failure = self._step, None, [], None
            if step is not None and changes and not (is_reversal or is_final):
                self._steps.did(step.batch, step.label)
            if ends_undoing:  # before anybody hears of it and asks what can be undone
                self._steps = UndoStack()
        for listener in tuple(self._listeners) if changes else ():
            listener(changes)

    @contextmanager
    def _joining(self) -> Iterator[None]:
        """A save inside a batch: refused values change nothing, any other failure must end the whole batch."""
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
    if unfinished_journal(path) is not None and os.access(path.parent, os.W_OK):  # else it is not taken back
        from storage.rescue.foreign import refuse_a_foreign_journal  # noqa: PLC0415 - after a kill alone

        refuse_a_foreign_journal(path)
    connection = opening.connect(path)
    try:
        return Registers(connection, now=now, by=by)
    except FileUnavailableError:  # the journal cannot be read: nobody would ever let go of the file
        connection.close()
        raise


def look_in_registers(path: Path | str) -> Registers:
    """Read a file that is open elsewhere, as its last save left it; nothing of it can be changed.

    Raises FileUnavailableError with one Chinese sentence where that is impossible.
    """
    return Registers(opening.look_in(Path(path)))


def create_registers(path: Path | str, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Make a new, empty file and open it; raises FileUnavailableError where it exists or cannot be made."""
    return Registers(opening.create(Path(path)), now=now, by=by)
