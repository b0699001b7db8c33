"""Ledgers written for the tests, and what the importer makes of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from disclosure.records import Profile, R, Record
from importers.ledgers.ledger import Ledger, read_ledger
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.reading import Reading

HEADER = (
    "登记编号",
    "申请人类型",
    "申请人",
    "申请渠道",
    "来件日期",
    "收到申请之日",
    "所需信息描述",
    "办理结果",
    "答复日期",
)
ROW = ("2023-001", "自然人", "张某某", "互联网", "2023-03-01", "2023-03-02", "长者食堂", "予以公开", "2023-03-20")


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as the text of a file; cells are quoted where they must be."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in (delimiter, '"', "\n")) else cell

    return "".join(delimiter.join(quoted(cell) for cell in row) + "\r\n" for row in rows)


def write_csv(path: Path, *rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a text ledger."""
    path.write_bytes(text_of(rows, delimiter).encode(encoding))
    return path


def read(path: Path, record_type: type[Record], mapping: Mapping[str, str] | None = None) -> Ledger:
    """Read a ledger with nobody watching."""
    return read_ledger(path, record_type, mapping or {}, silent)


def readings(path: Path, record_type: type[Record], mapping: Mapping[str, str] | None = None) -> list[Reading]:
    """Return what came of each row."""
    ledger = read(path, record_type, mapping)
    return list(ledger.readings(Proposal(ledger, Answers(mapping or {}), Profile()).understanding(), silent))


def only_record(path: Path, record_type: type[R], mapping: Mapping[str, str] | None = None) -> R:
    """Return the record of a ledger with one row."""
    (reading,) = readings(path, record_type, mapping)
    assert isinstance(reading.record, record_type), reading.reasons
    return reading.record
