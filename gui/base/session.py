"""The one door between the window and the open file: saves go through it, and it reports every change."""

from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from disclosure.changes import Change
from disclosure.errors import CancelledError, DisclosureError, NotAgreedError
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, CalendarOverride, Duty, Record, Release, Request, Step
from disclosure.terms import AccessKind
from gui.base.garbage import let_go
from gui.base.job import Job, Work, start
from gui.base.waits import waiting
from storage.registers import Registers
from tasks.files import guard_issued

_MANY = 1_000
"""Steps of this many changes are released bit by bit: freeing them all at once would freeze the window."""

if TYPE_CHECKING:
    from disclosure.calendar.workdays import WorkCalendar
    from disclosure.calendar.years import CalendarYear
    from gui.base.sources import Sources
    from tasks.safety.drafts import HalfLetters


class Session(QObject):
    """One open file as the window sees it.

    ``changed`` carries the tuple of changes after every write, whoever made it; ``stepped`` means that an undo or redo
    is finished. ``failed`` carries a DisclosureError that no caller handles, ``told`` a sentence for the status bar,
    ``asked`` a NotAgreedError and a function that repeats the action after a yes. ``wanted`` carries the register and
    id of a record to show, ``searched`` words to search everywhere, ``came_in`` the QMimeData of a paper dropped or
    pasted, ``letter_wanted`` a case and the code of a letter to write for it, ``resumed`` a FormDraft of work that a
    crash interrupted. ``unlocked`` means that the key is back, and what was read without it must be read again.
    ``day_changed`` is emitted at midnight, ``closing`` before the file is closed: the last chance to save, and to stop
    whatever would read the file later.

    ``half_written`` holds what was typed on the sheets of letters not yet issued, even if the sheet was closed; it is
    kept with the drafts and restored when the file is opened again.
    """

    changed = Signal(object)
    failed = Signal(object)
    asked = Signal(object, object)
    told = Signal(str)
    wanted = Signal(str, int)
    unlocked = Signal()
    closing = Signal()
    day_changed = Signal()
    stepped = Signal()
    came_in = Signal(object)
    letter_wanted = Signal(object, str)
    resumed = Signal(object)
    searched = Signal(str)

    def __init__(
        self,
        registers: Registers,
        parent: QObject | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.registers = registers
        self._today = today
        self._jobs: list[Job] = []
        self._is_closed = False
        self._calendar: WorkCalendar | None = None
        self.half_written: HalfLetters = {}
        self._unsubscribe = registers.subscribe(self._changed)
        self.changed.connect(self._heard)
        guard_issued(registers)

    @property
    def today(self) -> date:
        """The current date where the clerk is."""
        return self._today()

    @property
    def calendar(self) -> "WorkCalendar":
        """The work calendar of this file; it is reloaded after a change of it."""
        if self._calendar is None:
            from tasks.calendar.loading import load_calendar  # noqa: PLC0415 - read when the first date needs it

            self._calendar = load_calendar(self.registers)
        return self._calendar

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written to the file."""
        return bool(self.registers.is_read_only)

    def _changed(self, changes: tuple[Change, ...]) -> None:
        told = _Changes(changes)
        if touches_calendar(told):  # decided in the writing thread, so that the window need not look through them
            self._calendar = None
        self.changed.emit(told)

    def _heard(self, changes: Sequence[Change]) -> None:
        if len(changes) >= _MANY:
            let_go(changes)

    # --- writing ---

    def save(self, record: Record) -> Change:
        """Save one record; raises InvalidRecordError for a number already taken."""
        from tasks.cases.requests import save_record  # noqa: PLC0415 - the first window saves nothing

        return save_record(self.registers, record)

    def note_access(self, record: Record, kind: AccessKind, names: Collection[str] | None = None) -> None:
        """Note that hidden values of a record are looked at; raises DisclosureError where that cannot be noted.

        ``names`` are the columns that are seen, where not all are. Whoever shows them notes it first and need not think
        of a refusal: what nobody catches opens nothing, and the program tells its sentence.
        """
        from tasks.safety.accesses import note_access  # noqa: PLC0415 - the first window shows nothing hidden

        note_access(self.registers, record, kind, names)

    def undo(self) -> None:
        """Undo the latest step of this session, a large one in a worker."""
        self._step(self.registers.undo, "撤销", self.registers.undo_label, is_large=self.registers.is_large("undo"))

    def redo(self) -> None:
        """Redo what was undone."""
        self._step(self.registers.redo, "重做", self.registers.redo_label, is_large=self.registers.is_large("redo"))

    def _step(
        self, step: Callable[[Progress], Sequence[Change]], word: str, label: str | None, *, is_large: bool
    ) -> None:
        def over(has_changed: object) -> None:
            self.stepped.emit()
            if has_changed:
                self.told.emit(f"已{word}：{label}")

        if is_large:
            self.run(f"{word}“{label}”", lambda progress: bool(step(progress)), over, QApplication.activeWindow())
            return
        try:
            changes = step(silent)
        except DisclosureError as failure:
            self.refused(failure, partial(self._step, step, word, label, is_large=is_large))
        else:
            over(changes)

    def refused(self, failure: DisclosureError, again: Callable[[], object]) -> None:
        """Say why an action was refused; where it only needs a yes, ask, and after that do it ``again``."""
        if isinstance(failure, NotAgreedError):
            self.asked.emit(failure, again)
        else:
            self.failed.emit(failure)

    # --- long work ---

    def run(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        parent: QWidget | None = None,
        *,
        failed: Callable[[DisclosureError], object] | None = None,
        ended: Callable[[], object] | None = None,
        shares: bool = False,
    ) -> Job:
        """Do long work in a worker thread, under a dialog of its title; ``done`` gets its result in this one.

        ``failed`` is called after the user was told of a failure, ``ended`` last of all in every case. They are
        arguments because a slot connected to a running job may come too late.

        Work that ``shares`` only reads, and lets the window read in between.
        """

        def believed(progress: Progress) -> Any:
            self.registers.refuse_another_content()
            return work(progress)

        again = partial(self.run, title, work, done, parent, failed=failed, ended=ended, shares=shares)
        job = self._job(believed, done, self._refusing(self._tell_failure, again, failed), ended, shares=shares)
        start(job, title, parent)
        return job

    def run_quietly(
        self,
        work: Work,
        done: Callable[[Any], object],
        *,
        failed: Callable[[DisclosureError], object] | None = None,
        ended: Callable[[], object] | None = None,
        shares: bool = False,
    ) -> Job:
        """Do long work as ``run`` does, without a dialog and so without a title.

        Its cancellation, which only the program can cause, is not reported. Nor is it refused in a file with another
        content: the banner tells of that anyway, and nobody asked for this work.
        """
        again = partial(self.run_quietly, work, done, failed=failed, ended=ended, shares=shares)
        job = self._job(work, done, self._refusing(self._tell_quiet_failure, again, failed), ended, shares=shares)
        job.start()
        return job

    def _refusing(
        self,
        tell: Callable[[DisclosureError], object],
        again: Callable[[], object],
        failed: Callable[[DisclosureError], object] | None,
    ) -> Callable[[DisclosureError], None]:
        """Return what is to happen when work fails: whoever started it is told, or asked whether to do it again."""

        def refused(failure: DisclosureError) -> None:
            if isinstance(failure, NotAgreedError):
                self.asked.emit(failure, again)
            else:
                tell(failure)
            if failed is not None:
                failed(failure)

        return refused

    def _job(
        self,
        work: Work,
        done: Callable[[Any], object],
        refused: Callable[[DisclosureError], object],
        ended: Callable[[], object] | None,
        *,
        shares: bool,
    ) -> Job:
        def over(job: Job) -> None:
            self._jobs.remove(job)
            if ended is not None:
                ended()

        lock = nullcontext() if shares else self.registers.lock
        job = Job(work, done, lock, self.registers.interrupt, self, failed=refused, ended=over)
        self._jobs.append(job)
        return job

    @property
    def is_busy(self) -> bool:
        """Whether long work is running."""
        return bool(self._jobs)

    def wait(self) -> None:
        """Cancel all long work and wait until it has stopped."""
        jobs = list(self._jobs)
        for job in jobs:  # cancel all before waiting for one: it may be waiting for a lock that another holds
            job.cancel()
        for job in jobs:
            job.wait()

    def close(self) -> None:
        """Stop all work and close the file; closing again does nothing."""
        if self._is_closed:
            return
        self.closing.emit()
        self._is_closed = True
        self.wait()
        self._unsubscribe()
        self.registers.close()

    def timer(self, owner: QObject, action: Callable[[], object], wait: int, *, repeats: bool = False) -> QTimer:
        """Return a timer of ``owner`` that never fires once the file is closed, even if it is started afterwards.

        Otherwise whatever waits for a pause in typing might read a closed file, and closing a window could end in a
        crash report.
        """
        timer = waiting(owner, lambda: None if self._is_closed else action(), wait, repeats=repeats)
        self.closing.connect(timer.stop)
        return timer

    def _tell_failure(self, failure: DisclosureError) -> None:
        if isinstance(failure, CancelledError):
            self.told.emit(str(failure))
        else:
            self.failed.emit(failure)

    def _tell_quiet_failure(self, failure: DisclosureError) -> None:
        if not isinstance(failure, CancelledError):
            self.failed.emit(failure)

    # --- reading ---

    def years(self) -> list[int]:
        """Return the years to choose from, newest first: those with records, this one and the last."""
        known = {*self.registers.years(), self.today.year, self.today.year - 1}
        return sorted(known, reverse=True)

    def usual_year(self) -> int:
        """Return the year to begin with: this one or, in a file without recent records, the latest with any."""
        this, known = self.today.year, self.registers.years()
        return this if not known or {this - 1, this} & set(known) else max(known)

    def calendar_years(self) -> "list[CalendarYear]":
        """Return what is known of the working days of this year and the next."""
        return [self.calendar.year(year) for year in (self.today.year, self.today.year + 1)]

    def find(self, register: str, number: str) -> Record | None:
        """Return the record another one refers to by number."""
        return self.registers.named(LEDGERS[register], number)

    def where_shown(self, register: str, record_id: int) -> tuple[str, str, int]:
        """Return the page a record is shown on, and the register and id to select there."""
        if register == Step.register:
            register, record_id = Request.register, self.registers.get(Step, record_id).request_id
        return Release.register if register == Duty.register else register, register, record_id

    def sources(self, record_type: type[Record]) -> "Sources":
        """Return what a form for ``record_type`` may look up."""
        from gui.base.sources import sources_of  # noqa: PLC0415 - only forms ask

        return sources_of(
            self.registers, record_type, lambda: self.calendar, self.today, is_open=lambda: not self._is_closed
        )


class _Changes(tuple[Change, ...]):
    """Changes that know their registers: every page asks for these, and an import may have made 100,000 changes."""

    @cached_property
    def registers(self) -> frozenset[str]:
        return frozenset({change.register for change in self})


def touched(changes: Sequence[Change]) -> frozenset[str]:
    """Return the registers in which something changed."""
    return changes.registers if isinstance(changes, _Changes) else _Changes(changes).registers


def touches_calendar(changes: Sequence[Change]) -> bool:
    """Whether the work calendar changed, and with it possibly every due date."""
    return CalendarOverride.register in touched(changes)
