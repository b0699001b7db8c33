"""What a change would do to the reports of years that are written or issued, found out before it is saved.

An issued report stays as it was issued, so a change of the registers that contradicts it needs the user's agreement.
``IssuedGuard`` is the only place that asks for it: it observes every change of the file, wherever it comes from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date

from disclosure.column_kinds import columns
from disclosure.errors import NotAgreedError, RecordNotFoundError
from disclosure.papers import PUBLISHED
from disclosure.records import LEDGERS, Draft, Profile, Record, Request, Step
from disclosure.report.counting import Period, request_cells
from disclosure.report.model import AnnualReport
from disclosure.report.versions import Difference, difference, version_code
from disclosure.terms import StepKind
from disclosure.wording import quotes_in_turn
from storage.registers import Registers, local_now
from storage.writing import Watch
from tasks.report.compose import compose
from tasks.report.versions import frozen_text, latest_versions

_COUNTED = frozenset({*LEDGERS, Step.register, Profile.register, Draft.register})
"""Registers that a report depends on."""

_THROUGH = ("split_from", "original_case")
"""References by which a record affects how one of another year is counted."""


@dataclass(frozen=True)
class YearEffect:
    """What would change in the report of one year; ``version`` is the issued one, 0 for none."""

    year: int
    version: int
    difference: Difference

    @property
    def sentence(self) -> str:
        """One sentence for the clerk."""
        says = f"此修改将使 {self.year} 年报{self.difference.summary}"
        if not self.version:
            return says
        return f"{says}。{self.year} 年报已签发（第 {self.version} 版），签发的文本不变，须经“更正”才会更新"


class YearWatch(Watch):
    """Composes the reports of some years before the first change that can affect them, and again at the end.

    ``years`` returns the years to watch, each with its issued version (0: none); ``today`` dates both reports where
    they have no date of their own.
    """

    def __init__(self, registers: Registers, years: Callable[[Registers], Mapping[int, int]], today: date) -> None:
        self._registers, self._years, self._today = registers, years, today
        self._watched: Mapping[int, int] | None = None
        self._before: dict[int, AnnualReport] = {}

    def before(self, records: Sequence[Record]) -> None:
        """Compose the reports these records can affect, unless an earlier change of the same step did."""
        concerned = [record for record in records if record.register in _COUNTED]
        if not concerned:
            return
        if self._watched is None:
            self._watched = self._years(self._registers)
        waiting = [year for year in self._watched if year not in self._before]
        if waiting:
            first = min(map(_first_year, concerned))
            touched = (year for year in waiting if year >= first and _may_move(concerned, year))
            self._before |= {year: compose(self._registers, year, self._today) for year in touched}

    def moved(self) -> tuple[YearEffect, ...]:
        """Return the effects of the changes so far, by year; years without any are left out."""
        versions = self._watched or {}
        found = (
            YearEffect(year, versions[year], difference(report, compose(self._registers, year, self._today)))
            for year, report in sorted(self._before.items())
        )
        return tuple(effect for effect in found if effect.difference)

    def forget(self) -> None:
        """Start over with the next step."""
        self._watched, self._before = None, {}


def _first_year(record: Record) -> int:
    """Return the first year whose report a record can affect.

    The office's name is in every report, also in those of years before its 期初日期.
    """
    if isinstance(record, Draft):
        return record.year
    if isinstance(record, Profile):
        return MINYEAR
    days = (getattr(record, column.name) for column in columns(type(record)))
    years = [day.year for day in days if isinstance(day, date)]
    return MINYEAR if any(getattr(record, name, "") for name in _THROUGH) else min(years, default=MINYEAR)


def _may_move(records: Sequence[Record], year: int) -> bool:
    """Whether one change can affect the report of a year, judged by its values; else it need not be composed.

    Most of what is typed has no effect. For a request that keeps its number and parent only what is counted and what
    the prose mentions matters, for a step only a payment; any other change may affect anything.
    """
    if all(isinstance(record, Step) for record in records):
        return any(isinstance(record, Step) and record.kind is StepKind.FEE_PAID for record in records)
    old, new = records[0], records[-1]
    is_amended = isinstance(old, Request) and isinstance(new, Request) and old.id == new.id and old != new
    if not is_amended or len(records) != 2:  # noqa: PLR2004 - as it is and as it will be
        return True
    assert isinstance(old, Request)
    assert isinstance(new, Request)
    return _counted(old, year) != _counted(new, year)


def _counted(request: Request, year: int) -> tuple[object, ...]:
    """Return everything of a request that a report of a year depends on: its cells, and what the prose mentions."""
    period = Period.of(year)
    cells = request_cells(request, period, is_split_parent=False)
    is_told = not request.is_excluded and request.received_on in period
    told = (request.channel, request.applicant_kind, request.content) if is_told else ()
    return cells, told, request.received_on, request.is_excluded, request.number, request.split_from


# --- a preview: tried and rolled back ---


class _RolledBackError(Exception):
    """Ends the trial by rolling it back."""


class _Trial(YearWatch):
    """Observes one step that is rolled back in the end."""

    effects: tuple[YearEffect, ...] = ()

    def settle(self, label: str) -> None:  # noqa: ARG002 - a trial has no name
        """Remember the effects and roll everything back."""
        self.effects = self.moved()
        raise _RolledBackError


def watched_years(registers: Registers) -> dict[int, int]:
    """Return the years whose report was begun or issued, ascending, with the issued version (0: none)."""
    begun = {draft.year: 0 for draft in registers.all(Draft) if draft.part != PUBLISHED}
    return dict(sorted({**begun, **issued_years(registers)}.items()))


def issued_years(registers: Registers) -> dict[int, int]:
    """Return the years whose report was issued, with the last version."""
    return {year: issued.version for year, issued in latest_versions(registers).items()}


def effects_of(
    registers: Registers, change: Callable[[], object], today: date, record: Record | None = None
) -> tuple[YearEffect, ...]:
    """Return the effects ``change`` would have on each year begun or issued; years without any are left out.

    The change is made in a transaction and rolled back, so the preview is exact; what ``change`` raises is raised. If
    it only saves ``record``, it is not even tried where the values show that no report is affected, as is usual.
    """
    if record is not None and not _may_move_any(registers, record):
        return ()
    trial = _Trial(registers, watched_years, today)
    with registers.lock:
        former = registers.watched_by(trial)
        try:
            with registers.batch("预览"):
                change()
        except _RolledBackError:
            pass
        finally:
            registers.watched_by(former)
    return trial.effects


def _may_move_any(registers: Registers, record: Record) -> bool:
    """Whether saving a record may affect a year begun or issued, judged by its former and new values.

    Steps have further effects, and an answer is copied to merged requests: both are always tried.
    """
    years = watched_years(registers)
    if not years or record.register not in _COUNTED:
        return False
    try:
        concerned = [registers.get(type(record), record.id), record] if record.id else [record]
    except RecordNotFoundError:
        return True
    answers = {(one.outcome, one.answered_on, one.answer_number) for one in concerned if isinstance(one, Request)}
    if isinstance(record, Step) or len(answers) > 1:
        return True
    first = min(map(_first_year, concerned))
    return any(year >= first and _may_move(concerned, year) for year in years)


# --- the guard, which sees every change, wherever it comes from ---


class IssuedGuard(YearWatch):
    """Refuses changes that contradict an issued report with NotAgreedError, until the user agrees.

    Agreement holds once, and for exactly the cells and sentences that were shown. Changes back to what was issued need
    none; nor does the prose of an issued year, which is written for its 更正.
    """

    def __init__(self, registers: Registers) -> None:
        super().__init__(registers, issued_years, local_now().date())
        self._agreed: tuple[YearEffect, ...] = ()

    def before(self, records: Sequence[Record]) -> None:
        """Observe everything but prose."""
        super().before([record for record in records if not isinstance(record, Draft)])

    def settle(self, label: str) -> None:
        """Refuse the step called ``label`` if it contradicts an issued report and nobody has agreed."""
        moved, agreed, self._agreed = tuple(filter(self._leads_away, self.moved())), self._agreed, ()
        self.forget()
        if moved and moved != agreed:
            issued = "、".join(f"{effect.year} 年度报告（第 {effect.version} 版）" for effect in moved)
            says = f"“{label}”将使登记簿与已签发的 {issued}不一致；签发的文本不变，须经“更正”才会更新。"
            lines = [f"{effect.year} 年：{line}" for effect in moved for line in effect.difference.lines]
            raise NotAgreedError(quotes_in_turn(says), lines, lambda: self._agree(moved))

    def _leads_away(self, effect: YearEffect) -> bool:
        issued = latest_versions(self._registers)[effect.year]
        report = compose(self._registers, effect.year, issued.issued_on)
        return version_code(effect.year, issued.version, frozen_text(report)) != issued.version_code

    def _agree(self, moved: tuple[YearEffect, ...]) -> None:
        self._agreed = moved
