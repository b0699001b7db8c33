"""Exporting one register as a ledger."""

from dataclasses import replace
from pathlib import Path

from disclosure.column_kinds import columns, columns_by_name
from disclosure.errors import ExportError
from disclosure.masking import concealed
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from exporters.ledgers.blank import write_blank_ledger
from exporters.ledgers.registers import write_ledger
from storage.query import Filter, Query
from storage.registers import Registers
from storage.whole_file import is_same_file, whole_file
from tasks.safety.accesses import note_export

_LOOKED_THROUGH = 2_000
_COUNTED = ("identity_number", "phone", "address", "email")


def export_ledger(
    registers: Registers,
    register: str,
    path: Path,
    *,
    year: int | None = None,
    mask: bool = False,
    query: Query | None = None,
    progress: Progress = silent,
) -> int:
    """Write a register, or the records a query finds, to a .xlsx or .csv ledger and return their number.

    ``year`` selects by the register's main date, ``mask`` hides personal data; an unmasked export is recorded
    (``tasks.safety.accesses``). Raises ExportError, CancelledError, LockedError for personal data whose password has
    not been given, and DisclosureError if the export cannot be recorded; then no file has been changed.
    """
    if is_same_file(path, registers.path):
        raise ExportError(f"“{path}”是正在使用的数据文件，不能被导出的台账覆盖，要换一个文件名。")
    record_type, wanted = LEDGERS[register], query or Query(year=year)
    if not mask and any(column.sealed for column in columns(record_type)):
        registers.protection.refuse_if_locked()
    tells = not mask and has_personal_columns(record_type)
    with registers.lock:
        total = registers.count(record_type, wanted)
        if tells:
            note_export(registers, record_type, "个人信息", total)
        with whole_file(path, private=tells) as aside:
            return write_ledger(
                registers.all(record_type, wanted),
                record_type,
                aside,
                mask=mask,
                progress=lambda done: progress(done, total),
            )


def write_blank(register: str, path: Path) -> None:
    """Write a blank ledger of a register, to fill in elsewhere and import; raises ExportError."""
    with whole_file(path) as aside:
        write_blank_ledger(LEDGERS[register], aside)


def has_personal_columns(record_type: type[Record]) -> bool:
    """Whether a register has columns of personal data."""
    return any(column.personal for column in columns(record_type))


def personal_words(registers: Registers, register: str, query: Query) -> str:
    """Return which personal data a ledger would contain, in one sentence, or "".

    Columns are counted; long texts are searched in the first 2,000 records only, which the sentence says if there are
    more.
    """
    record_type, known = LEDGERS[register], columns_by_name(LEDGERS[register])
    with registers.lock:
        filled = {name: replace(query, filters=(*query.filters, Filter(name, "is_filled"))) for name in _COUNTED}
        counts = [(known[name].label, registers.count(record_type, filled[name])) for name in _COUNTED if name in known]
        found = registers.all(record_type, replace(query, limit=_LOOKED_THROUGH))
        texts = sum(any(column.long for column in concealed(record)) for record in found)
        is_more = registers.count(record_type, query) > _LOOKED_THROUGH
    told = [f"{label} {count} 条" for label, count in counts if count]
    told += [f"描述、备注等文字里提到号码的 {texts} 条"] if texts else []
    more = f"文字里的号码只看了前 {_LOOKED_THROUGH:,} 条，其余没有逐条看。" if is_more else ""
    return (f"其中有{'、'.join(told)}。" if told else "") + more
