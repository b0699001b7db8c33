"""The bound fields of the report in their present words."""

from disclosure.report.counting import Period
from disclosure.report.narrative import FIELDS, Source, bound_field
from storage.registers import Registers


def field_source(registers: Registers, year: int, name: str) -> str:
    """Return how one bound field reads now and where it comes from, for a tool tip; that it is unknown where it is."""
    bound = bound_field(name)
    if bound is None:
        return "没有这样的数据项"
    return f"现在读作：{bound.words(_source(registers, year))}\n来源：{bound.meaning}"


def _source(registers: Registers, year: int) -> Source:
    period = Period.of(year)
    with registers.lock:
        return Source(year, registers.profile(), registers.facts(period), registers.figures(period))


def field_words(registers: Registers, year: int) -> dict[str, str]:
    """Return every bound field's name and its words in the report of a year as they are now."""
    source = _source(registers, year)
    return {bound.name: bound.words(source) for bound in FIELDS}
