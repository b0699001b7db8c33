"""Exporting one register as a ledger."""

from collections.abc import Callable
from pathlib import Path

from disclosure.columns import columns
from disclosure.errors import ExportError
from disclosure.records import LEDGERS
from storage.query import Query
from storage.registers import Registers


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def export_ledger(
    registers: Registers,
    register: str,
    path: Path,
    *,
    year: int | None = None,
    mask: bool = False,
    query: Query | None = None,
    progress: Callable[[int, int], None] = _silent,
) -> int:
    """Write a register, or the records a query finds, to a .xlsx or .csv ledger and return how many there were.

    ``year`` selects on the register's main date, ``mask`` hides personal data. Raises ExportError, CancelledError,
    and LockedError for personal data whose password has not been given; then no file has been changed.
    """
    from exporters.ledgers import write_ledger  # noqa: PLC0415 - opening the window does not need it

    if path.resolve() == registers.path.resolve():
        raise ExportError(f"“{path}”是正在使用的数据文件，不能被导出的台账覆盖，请换一个文件名。")
    record_type, wanted = LEDGERS[register], query or Query(year=year)
    if not mask and any(column.sealed for column in columns(record_type)):
        registers.protection.refuse_if_locked()
    with registers.lock:
        total = registers.count(record_type, wanted)
        return write_ledger(
            registers.all(record_type, wanted), record_type, path, mask=mask,
            progress=lambda done: progress(done, total),
        )
