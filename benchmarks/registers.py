"""The file against raw sqlite3: a durable save, the 200 figures, a search.

Every file was made by the program; ours and the peer use the same connection alternately.
"""

import re
import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import budgets, offices
from benchmarks.budgets import Budget
from benchmarks.comparison import Comparison, medians, milliseconds
from disclosure.records import Request
from disclosure.report.counting import Period
from storage.query import Query
from storage.registers import Registers, open_registers
from storage.search import condition
from tasks.finding import find

PRAGMAS = (
    *("locking_mode = EXCLUSIVE", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"),
    *("cache_size = -32000", "journal_mode = DELETE", "synchronous = EXTRA"),
)
_SAVES, _RUNS = 200, 5
_WRITES = re.compile("BEGIN|COMMIT|INSERT|UPDATE|DELETE")
"""The statements of a save that SQLite has to execute in any case; its queries are the program's own."""
_TYPED = {"甲骨": "a rare word", "征收": "a common word", "jgtp": "rare initials", "zsbc": "common initials"}

HAND_WRITTEN = (
    "SELECT applicant_kind, count(*) FROM requests WHERE counted_year = 2025 GROUP BY applicant_kind",
    "SELECT outcome, applicant_kind, count(*) FROM requests WHERE answered_year = 2025 GROUP BY 1, 2",
    "SELECT applicant_kind, sum(received_on < '2025-01-01'), sum(COALESCE(counted_answer_on > '2025-12-31', 1))"
    " FROM requests WHERE is_carried = 1 AND received_on <= '2025-12-31'"
    " AND (counted_answer_on IS NULL OR counted_answer_on >= '2025-01-01') GROUP BY 1",
    "SELECT document_kind, sum(COALESCE(issued_on, formed_on) BETWEEN '2025-01-01' AND '2025-12-31'),"
    " sum(repealed_on BETWEEN '2025-01-01' AND '2025-12-31') FROM releases"
    " WHERE document_kind <> 'other' AND removed_at IS NULL GROUP BY 1",
)
"""Hand-written statements that make use of the file's indexes, for its requests and releases."""


def measured() -> list[Comparison]:
    """Return the rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [_saving(Path(folder))]
    for count, everywhere in budgets.FOUND_EVERYWHERE_AT.items():
        with open_registers(offices.of_requests(count)) as registers:
            rows += _asked(registers, f"{count:,} requests", everywhere)
    return rows


def _asked(registers: Registers, told: str, everywhere: Budget) -> Iterator[Comparison]:
    """Yield the queries of a file; ``everywhere`` is the budget for searching all of it."""
    raw = registers._connection.raw
    figures = partial(registers.figures, Period.of(2025))
    by_hand = lambda: [raw.execute(statement).fetchall() for statement in HAND_WRITTEN]  # noqa: E731 - as its peers
    yield _in_turn(f"the 200 numbers from {told}", figures, by_hand, "hand-written SQL", budgets.FIGURES)
    rare = partial(registers.ids, Request, Query(text="甲骨"))
    matched = _matched(raw, "甲骨", ["requests_search"], -1)
    yield _in_turn(f"find a rare word in the register, {told}", rare, matched, "raw FTS5", budgets.WORD_FOUND)
    for word, kind in _TYPED.items():
        name, matched = f"find {kind} in everything, with its places, {told}", _matched(raw, word, _searched(raw), 21)
        yield _in_turn(name, partial(find, registers, word), matched, "raw FTS5, ids of every table", everywhere)


def _in_turn(
    name: str, ours: Callable[[], object], peer: Callable[[], object], what: str, budget: Budget
) -> Comparison:
    return Comparison(name, *medians(ours, peer, _RUNS), "ms", what, budget)


def _searched(raw: sqlite3.Connection) -> list[str]:
    return [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'")]


def _matched(raw: sqlite3.Connection, word: str, tables: list[str], most: int) -> Callable[[], object]:
    statements = [f"SELECT rowid FROM {name} WHERE {name} MATCH ? ORDER BY rowid DESC LIMIT {most}" for name in tables]
    return lambda: [raw.execute(statement, (condition(word),)).fetchall() for statement in statements]


def _saving(folder: Path) -> Comparison:
    """Measure durable saves in an office's file against the same statements executed in a copy of it."""
    ours_path, raw_path = (Path(shutil.copy(offices.office(), folder / name)) for name in ("ours", "raw"))
    raw = sqlite3.connect(raw_path, isolation_level=None)
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    times = []
    with open_registers(ours_path) as registers:
        told: list[str] = []
        registers._connection.raw.set_trace_callback(told.append)
        for record in offices.requests(_SAVES):
            told.clear()
            ours = milliseconds(partial(registers.save, replace(record, number="")))
            times.append((ours, milliseconds(partial(_again, raw, told))))
    raw.close()
    ours, peer = (statistics.median(each) for each in zip(*times, strict=True))
    return Comparison(
        "a durable save into an office's file",
        ours,
        peer,
        "ms",
        "raw sqlite3, what the save told it",
        budgets.DURABLE_SAVE,
    )


def _again(raw: sqlite3.Connection, told: list[str]) -> None:
    for statement in told:
        if _WRITES.match(statement):
            raw.execute(statement)
