"""A report issued for a test: frozen as the file has it, without the six papers, which take their time."""

from collections.abc import Callable
from datetime import date

from disclosure.errors import NotAgreedError
from disclosure.records import IssuedReport
from disclosure.report.versions import version_code
from storage.registers import Registers
from tasks.report.compose import compose
from tasks.report.versions import frozen_text


def issue_unprinted(registers: Registers, year: int, on: date) -> IssuedReport:
    """Issue the report of a year as it is now; as little to be undone as a real issuing."""
    text = frozen_text(compose(registers, year, on))
    version = IssuedReport(
        year=year, issued_on=on, version_code=version_code(year, 1, text), report=text, findings="[]"
    )
    with registers.batch("签发", is_final=True):
        change = registers.save(version)
    return registers.get(IssuedReport, change.record_id)


def with_a_yes(act: Callable[[], object]) -> None:
    """Do what moves an issued report, as a clerk who was asked and went on."""
    try:
        act()
    except NotAgreedError as question:
        question.agree()
        act()
