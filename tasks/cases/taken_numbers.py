"""Warning about numbers already used: 文号 of answers and documents, 案号 of cases."""

from collections.abc import Mapping

from disclosure.column_kinds import columns_by_name
from disclosure.records import IssuedLetter, Litigation, Record, Release, Request, Review
from disclosure.wording import listed
from storage.query import Filter, Query
from storage.registers import Registers

_NUMBERS: Mapping[type[Record], str] = {
    Request: "answer_number",
    Release: "document_number",
    Review: "case_number",
    Litigation: "case_number",
}
_FEW = 4


def taken_number(registers: Registers, record: Record) -> dict[str, str]:
    """Return, by field, a sentence about what else has the number of a record; empty if nothing has.

    Requests answered together share the number of their answer (条例第三十三条), and a letter sent has that of its own
    request.
    """
    name = _NUMBERS.get(type(record))
    number = str(getattr(record, name)).strip() if name else ""
    if not name or not number or getattr(record, "merged_into", None):
        return {}
    same = registers.all(type(record), Query(filters=(Filter(name, "equals", number),), limit=_FEW))
    told = [other.caption for other in same if other.id != record.id and not getattr(other, "merged_into", None)]
    if not told and isinstance(record, Request):
        letters = registers.all(IssuedLetter, Query(filters=(Filter("number", "equals", number),), limit=_FEW))
        owner = (record.register, record.id)
        told = [f"已发出的{each.name}" for each in letters if (each.owner_register, each.owner_id) != owner]
    label = columns_by_name(type(record))[name].label
    return {name: f"{listed(told)}也用了这个{label}，要核对。"} if told else {}
