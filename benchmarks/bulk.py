"""A hundred thousand rows in and out, and papers of hundreds of MB, against the fastest plain reading and writing.

Times are processor seconds, as such work never meets an idle machine; the memory of each act is that of a separate
process: ``python -m benchmarks.bulk ACT FOLDER`` runs one and prints the MB it took.
"""

import csv
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks import budgets
from benchmarks.comparison import Comparison
from benchmarks.offices import requests
from benchmarks.opening import HUNDRED_THOUSAND
from benchmarks.registers import PRAGMAS
from disclosure.column_kinds import columns
from disclosure.progress import silent
from disclosure.records import Request
from disclosure.terms import AttachmentKind, PasswordEvent
from disclosure.wording import as_text
from exporters.ledgers.registers import write_ledger
from importers.ledgers.ledger import open_ledger
from storage.registers import create_registers, open_registers
from storage.rows import layout
from storage.search import searched_text
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.importing import import_ledger
from tasks.packages.archive import write_archive

TODAY = date(2026, 3, 2)
_LEDGER, _FILE, _PAPERS = "台账.xlsx", "登记簿.sqlite", "材料.sqlite"
_PAPER_COUNT, _PAPER_BYTES = 75, 4_000_000
_TABLES = ("requests", "journal", "journal_values")


def seconds(action: Callable[[], object]) -> float:
    """Return the processor seconds of one call."""
    began = time.process_time()
    action()
    return time.process_time() - began


def measured(count: int = HUNDRED_THOUSAND) -> list[Comparison]:
    """Return the rows of this file."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_ledger(requests(count), Request, folder / _LEDGER)
        _keep_papers(folder / _PAPERS)
        return [*_in(folder, count), *_out(folder, count), *_memory(folder, count)]


def _in(folder: Path, count: int) -> list[Comparison]:
    source = folder / _LEDGER
    reading = seconds(lambda: open_ledger(source, silent))
    calamine = seconds(lambda: CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python())
    opened = open_ledger(source, silent)
    with create_registers(folder / _FILE) as registers:
        rest = seconds(lambda: import_ledger(registers, source, "requests", today=TODAY, opened=opened))
    inserts = _raw_inserts(folder)
    with create_registers(folder / "undone.sqlite") as registers:
        import_ledger(registers, source, "requests", today=TODAY, opened=opened)
        undo = seconds(registers.undo)
    told = f"of {count:,} rows"
    return [
        Comparison(f"reading .xlsx {told}", reading, calamine, "s", "python-calamine", budgets.LEDGER_READ),
        Comparison(f"import {told}, once read", rest, inserts, "s", "raw sqlite3, same INSERTs", budgets.IMPORT),
        Comparison(f"undo of the import {told}", undo, inserts, "s", "raw INSERTs of the import", budgets.IN_A_WORKER),
    ]


def _raw_inserts(folder: Path) -> float:
    """Return the time for inserting the same rows in one transaction with the same pragmas into an empty file."""
    create_registers(folder / "raw.sqlite").close()
    known, raw = sqlite3.connect(folder / _FILE), sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    lay = layout(Request)
    work: list[tuple[str, list[tuple[object, ...]]]] = []
    for table in _TABLES:
        names = [name for _, name, _, _, _, _, hidden in known.execute(f"PRAGMA table_xinfo({table})") if not hidden]
        named = ", ".join(f'"{name}"' for name in names)
        insert = f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(names))})"
        work.append((insert, known.execute(f"SELECT {named} FROM {table} ORDER BY 1").fetchall()))
    rows = known.execute(f"SELECT {lay.selected} FROM requests ORDER BY id")
    texts: list[tuple[object, ...]] = [(row[0], searched_text(lay.record(row), is_sealed=False)) for row in rows]
    work.append(("INSERT INTO requests_search (rowid, text) VALUES (?, ?)", texts))
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")

    def insert_all() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for sql, values in work:
            raw.executemany(sql, values)
        raw.execute("COMMIT")

    try:
        return seconds(insert_all)
    finally:
        known.close()
        raw.close()


def _out(folder: Path, count: int) -> list[Comparison]:
    with open_registers(folder / _FILE) as registers:
        ours = {
            suffix: seconds(lambda suffix=suffix: export_ledger(registers, "requests", folder / f"out{suffix}"))  # type: ignore[misc]
            for suffix in (".xlsx", ".csv")
        }
        texts = [
            [as_text(getattr(record, column.name)) for column in columns(Request)] for record in registers.all(Request)
        ]
    told = f"of {count:,} rows, read back"
    return [
        Comparison(
            f"export .xlsx {told}",
            ours[".xlsx"],
            seconds(lambda: _xlsxwriter(folder / "raw.xlsx", texts)),
            "s",
            "xlsxwriter, constant memory",
            budgets.LEDGER_WRITTEN,
        ),
        Comparison(
            f"export .csv {told}",
            ours[".csv"],
            seconds(lambda: _csv(folder / "raw.csv", texts)),
            "s",
            "csv.writer, of texts",
            budgets.IN_A_WORKER,
        ),
    ]


def _xlsxwriter(path: Path, texts: list[list[str]]) -> None:
    import xlsxwriter  # noqa: PLC0415 - only here

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(texts):
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(number, place, text)


def _csv(path: Path, texts: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(texts)


# --- memory ---


def _keep_papers(path: Path) -> None:
    """Make a file whose papers are larger than the memory budget of any work."""
    dice = random.Random(5)
    with create_registers(path) as registers:
        registers.save_all(requests(1))
        (owner,) = registers.all(Request)
        for number in range(_PAPER_COUNT):
            content = dice.randbytes(_PAPER_BYTES)
            registers.attach(owner, name=f"{number}.pdf", content=content, kind=AttachmentKind.ANSWER)


def _import(folder: Path) -> None:
    with create_registers(folder / "memory.sqlite") as registers:
        import_ledger(registers, folder / _LEDGER, "requests", today=TODAY)


def _again(folder: Path) -> None:
    """Import the rows the file already has."""
    with open_registers(folder / _FILE) as registers:
        import_ledger(registers, folder / _LEDGER, "requests", today=TODAY)


def _archive(folder: Path) -> None:
    with open_registers(folder / _PAPERS) as registers:
        (request,) = registers.all(Request)
        write_archive(registers, (request.received_on or TODAY).year, folder, TODAY)


def _password(folder: Path) -> None:
    with open_registers(folder / _PAPERS) as registers:
        registers.reseal(registers.protection.renewed("a password of some length"), PasswordEvent.SET)


_ACTS: Mapping[str, Callable[[Path], None]] = {
    "import": _import,
    "again": _again,
    "archive": _archive,
    "password": _password,
}


def _memory(folder: Path, count: int) -> list[Comparison]:
    papers = f"{_PAPER_COUNT * _PAPER_BYTES // 1_000_000} MB of papers"
    told = {
        "import": f"the import of {count:,} rows",
        "again": "the same import once more",
        "archive": f"归档包 of {papers}",
        "password": f"a password over {papers}",
    }
    return [
        Comparison(f"memory of {what}", _taken(act, folder), 0, "MB", "–", budgets.MEMORY) for act, what in told.items()
    ]


def _taken(act: str, folder: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.bulk", act, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Run one act and print its peak memory in MB: Linux counts in ``ru_maxrss`` the process that started this one."""
    _ACTS[sys.argv[1]](Path(sys.argv[2]))
    (peak,) = re.findall(r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"), re.MULTILINE)
    print(int(peak) / 1024)


if __name__ == "__main__":
    main()
