"""What an edit changes in the reports of written and issued years, told before it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.records import Draft, IssuedReport
from disclosure.report.versions import Difference, difference
from storage.registers import Registers
from tasks.report.compose import compose
from tasks.report.issuing import changed_since
from tasks.report.published import PUBLISHED


@dataclass(frozen=True)
class YearEffect:
    """What would change in the report of one year; ``version`` is the issued one, 0 where none was issued."""

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


def apart_from_issued(registers: Registers) -> dict[int, YearEffect]:
    """Return, by issued year, where the registers of now would give another report than its last version."""
    last: dict[int, IssuedReport] = {}
    with registers.lock:
        for issued in registers.all(IssuedReport):
            if issued.year not in last or issued.version > last[issued.year].version:
                last[issued.year] = issued
        found = (YearEffect(year, issued.version, changed_since(registers, issued)) for year, issued in last.items())
        return {effect.year: effect for effect in found if effect.difference}


def moved_since(before: Mapping[int, YearEffect], after: Mapping[int, YearEffect]) -> str:
    """Return what a step that is done has moved away from issued reports, a sentence a year; empty for nothing."""
    moved = (effect for year, effect in after.items() if before.get(year) != effect)
    return "".join(
        f"△ {effect.year} 年报已签发（第 {effect.version} 版），登记簿现在与它有{effect.difference.summary}；"
        "签发的文本不变，须经“更正”才会更新。"
        for effect in moved
    )


class _RolledBackError(Exception):
    """Ends the trial; nothing of it is kept."""


def watched_years(registers: Registers) -> dict[int, int]:
    """Return the years whose report was begun or issued, with the version issued (0: none), ascending."""
    begun = {draft.year: 0 for draft in registers.all(Draft) if draft.part != PUBLISHED}
    issued: dict[int, int] = {}
    for version in registers.all(IssuedReport):
        issued[version.year] = max(version.version, issued.get(version.year, 0))
    return dict(sorted({**begun, **issued}.items()))


def effects_of(registers: Registers, change: Callable[[], object], today: date) -> tuple[YearEffect, ...]:
    """Return what would change in each watched year if ``change`` were done; years that stay the same are left out.

    The change is tried inside a transaction and rolled back, so the preview is the difference saving would make; what
    ``change`` raises is raised.
    """
    with registers.lock:
        watched = watched_years(registers)
        if not watched:
            return ()
        before = {year: compose(registers, year, today) for year in watched}
        after = {}
        try:
            with registers.batch("预览"):
                change()
                after = {year: compose(registers, year, today) for year in watched}
                raise _RolledBackError
        except _RolledBackError:
            pass
    found = (YearEffect(year, version, difference(before[year], after[year])) for year, version in watched.items())
    return tuple(effect for effect in found if effect.difference)
