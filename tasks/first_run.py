"""The first run: read last year's report and an old ledger before there is a file, then import both in one step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.checks.years import accumulated
from disclosure.errors import SourceUnreadableError
from disclosure.file_names import safe_name
from disclosure.letters.office_names import OfficeNames
from disclosure.progress import Progress, silent
from disclosure.records import Profile
from disclosure.releases.due_report import is_over
from disclosure.report.cells import CARRIED_OUT, TOTAL, CellKey, Value
from disclosure.report.coverage import coverage_of
from disclosure.report.model import AnnualReport
from disclosure.report.opening import told_of_office
from importers.ledgers.recognising import OldLedger, recognised
from importers.published import read_published
from resources.program import SUFFIX
from storage.registers import Registers
from tasks.ledgers.importing import import_ledger
from tasks.ledgers.preview import preview_ledger
from tasks.report.published import keep_published

__all__ = ["OldLedger", "recognised"]

_CARRIED_ON = CellKey("table3", CARRIED_OUT.code, TOTAL)
_DOCUMENTS = CellKey("table2", "normative_documents", "in_force")


@dataclass(frozen=True)
class LastReport:
    """A published report and the opening figures of a new file taken from it, None where it does not state them."""

    report: AnnualReport
    cells: int
    releases: int | None
    requests: int | None
    documents: int | None
    carried_on: int

    @property
    def told(self) -> tuple[str, str]:
        """Its title, and what was read from it: 「200 个数都读到了 · 累计公开 529 条 · 结转 1 件」."""
        asked = len(coverage_of(self.report).asked)
        read = f"{self.cells} 个数都读到了" if self.cells == asked else f"读到 {self.cells} 个数，共 {asked} 个"
        more = f"累计公开 {self.releases} 条" if self.releases is not None else ""
        told = (read, more, f"结转 {self.carried_on} 件" if self.carried_on else "")
        return f"{self.report.year} 年政府信息公开工作年度报告", " · ".join(filter(None, told))


def read_last_report(path: Path, progress: Progress = silent) -> LastReport:
    """Read a published report; raises SourceUnreadableError for any other file, CancelledError."""
    report = read_published(path, progress)
    cells = coverage_of(report).read
    if not report.year or not cells:
        raise SourceUnreadableError(f"“{path.stem}”里没有读出三张表和年份，要换一份试试，也可以以后再放。")
    releases, requests = map(_whole, accumulated(report))
    figures = report.figures
    return LastReport(
        report, cells, releases, requests, _whole(figures.get(_DOCUMENTS)), _whole(figures.get(_CARRIED_ON)) or 0
    )


def _whole(value: Value) -> int | None:
    return int(value) if value not in (None, "") and str(value).isdecimal() else None


def free_path(folder: Path, office: str) -> Path:
    """Return an unused path for the file of a new office, named after it."""
    stem, number = safe_name(office), 1
    path = folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{SUFFIX}"
    return path


def name_office(registers: Registers, office: str, names: OfficeNames, today: date) -> None:
    """Enter the office's names; as long as last year's report is still due, the file begins with last year."""
    profile = replace(registers.profile(), name="".join(office.split()), short_name=names.short_name)
    begins_after = None if is_over(today) else date(today.year - 2, 12, 31)
    registers.save(replace(profile, code_character=names.code, level=names.level, opening_on=begins_after))


@dataclass(frozen=True)
class Brought:
    """What was imported, in a sentence, and what is left to do: rows of the ledger that were refused or are unsure."""

    told: str
    register: str = ""
    refused: int = 0
    refusals: Path | None = None
    proposed: int = 0


def bring_in(
    registers: Registers,
    last: LastReport | None,
    old: OldLedger | None,
    today: date,
    progress: Progress = silent,
) -> Brought:
    """Import what is given as one step that can be undone.

    The office's contacts are taken from the report's opening. Unsure values of a ledger are accepted and marked 待核对.
    Raises SourceUnreadableError and CancelledError; then nothing was imported.
    """
    told = []
    brought = Brought("")
    given = [f"{last.report.year} 年的报告"] if last is not None else []
    given += ["旧登记表"] if old is not None else []
    with registers.batch(f"带入{'和'.join(given)}"):
        if last is not None:
            year = last.report.year
            keep_published(registers, last.report)
            profile = replace(registers.profile(), opening_on=date(year, 12, 31), opening_releases=last.releases)
            profile = replace(profile, opening_requests=last.requests, opening_documents=last.documents)
            registers.save(replace(profile, **_unknown(profile, told_of_office(last.report, profile.name))))
            told.append(f" {year} 年报的 {last.cells} 个数")
        if old is not None:
            register = old.record_type.register
            seen = preview_ledger(registers, old.path, register, today=today, opened=old.file, progress=progress)
            result = import_ledger(registers, old.path, register, seen.answers, progress, today=today, opened=old.file)
            told.append(f"旧登记表的 {result.accepted} 件")
            refused = len(result.refused)
            brought = Brought("", register, refused, result.refusals_path, result.proposed)
    more = f"退回 {brought.refused} 行，原因写在原表旁边。" if brought.refused else ""
    more += f"{brought.proposed} 件有拿不准的栏目。" if brought.proposed else ""
    return replace(brought, told=f"已带入{'和'.join(told)}。{more}")


def _unknown(profile: Profile, told: Mapping[str, str]) -> dict[str, Any]:
    """Return the values for fields that are still blank."""
    return {name: text for name, text in told.items() if not getattr(profile, name)}
