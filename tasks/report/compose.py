"""The report of a year as the file holds it now."""

from datetime import date

from disclosure.checks import RegisterFacts, Subject
from disclosure.checks.notes import judged
from disclosure.checks.years import large_changes, reasons_given
from disclosure.records import FindingNote
from disclosure.report.compose import composed
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from storage.query import Query
from storage.registers import Registers


def compose(registers: Registers, year: int, today: date) -> AnnualReport:
    """Return the annual report of ``year``, counted anew from the registers."""
    period = Period.of(year)
    with registers.lock:
        profile, figures = registers.profile(), registers.figures(period)
        reasons: tuple[str, ...] = ()
        if notes := tuple(registers.all(FindingNote, Query(year=year))):
            from tasks.report.published import previous_report  # noqa: PLC0415 - the readers load when first used

            counted = AnnualReport(year, "", figures=dict(figures))
            facts = RegisterFacts(large_change=profile.large_change)
            changes = large_changes(Subject(counted, previous_report(registers, year), facts))
            reasons = reasons_given(judged(changes, notes))
        return composed(
            year,
            profile=profile,
            facts=registers.facts(period),
            figures=figures,
            drafts={part: draft.text for part, draft in registers.drafts(year).items()},
            today=today,
            reasons=reasons,
        )
