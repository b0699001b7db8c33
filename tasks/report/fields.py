"""The bound fields of the report with their current texts."""

from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.report.facts import Fact
from disclosure.report.narrative import FIELDS, bound_field
from disclosure.terms import ActivityKind
from storage.registers import Registers
from tasks.field_meanings import report_field
from tasks.report.compose import source_of

NOTHING = "（没有登记，不印）"
"""Shown for a bound field without text."""


def field_source(registers: Registers, year: int, name: str) -> str:
    """Return the current text of a bound field and its source, for a tool tip, or that the field is unknown."""
    bound = bound_field(name)
    if bound is None:
        return "没有这样的数据项"
    return f"现在读作：{bound.words(source_of(registers, year)) or NOTHING}\n来源：{report_field(bound.name)}"


def field_words(registers: Registers, year: int) -> dict[str, str]:
    """Return the name of every bound field and its current text in the report of a year."""
    source = source_of(registers, year)
    return {bound.name: bound.words(source) or NOTHING for bound in FIELDS}


def records_of_field(registers: Registers, year: int, name: str) -> list[tuple[str, int]]:
    """Return (register, id) of the records a bound field counts, or of 机关信息 if it comes from there."""
    bound, period = bound_field(name), Period.of(year)
    found: dict[tuple[str, int], None] = {}
    with registers.lock:
        for counted in bound.counts if bound else ():
            if isinstance(counted, ActivityKind):
                named = registers.records_of(Fact("activities", counted.value), period)
            elif isinstance(counted, CellKey | Fact):
                named = registers.records_of(counted, period)
            else:
                named = [(counted.register, registers.profile().id)]
            found.update(dict.fromkeys(named))
    return list(found)
