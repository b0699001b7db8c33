"""The bound fields of the report in their present words."""

from disclosure.report.narrative import FIELDS, bound_field
from storage.registers import Registers
from tasks.report.compose import source_of

NOTHING = "（没有登记，不印）"
"""What is told of a bound field without words."""


def field_source(registers: Registers, year: int, name: str) -> str:
    """Return how one bound field reads now and where it comes from, for a tool tip; that it is unknown where it is."""
    bound = bound_field(name)
    if bound is None:
        return "没有这样的数据项"
    return f"现在读作：{bound.words(source_of(registers, year)) or NOTHING}\n来源：{bound.meaning}"


def field_words(registers: Registers, year: int) -> dict[str, str]:
    """Return every bound field's name and its words in the report of a year as they are now."""
    source = source_of(registers, year)
    return {bound.name: bound.words(source) or NOTHING for bound in FIELDS}
