"""The report of a year as the file holds it now."""

from datetime import date

from disclosure.report.compose import composed
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from storage.registers import Registers


def compose(registers: Registers, year: int, today: date) -> AnnualReport:
    """Return the annual report of ``year``, counted anew from the registers."""
    period = Period.of(year)
    with registers.lock:
        return composed(
            year,
            profile=registers.profile(),
            facts=registers.facts(period),
            figures=registers.figures(period),
            drafts={part: draft.text for part, draft in registers.drafts(year).items()},
            today=today,
        )
