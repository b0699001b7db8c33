"""The file against raw sqlite3: a durable save, the 200 numbers from a million requests, finding a word."""

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks import budgets
from benchmarks.comparison import Comparison, medians
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.report.counting import Period
from disclosure.terms import Applicant, Channel
from storage.query import Query
from storage.registers import create_registers, open_registers
from storage.rows import layout
from storage.search import condition, searched_text
from tasks.finding import find

MILLION, HUNDRED_THOUSAND = 1_000_000, 100_000
SHARE_OPEN = 0.02
WORDS = ("长者食堂", "征收补偿", "道路改造", "门牌编制", "社区人口", "预算执行", "安置房", "绿化养护", "经费明细")
PRAGMAS = ("locking_mode = EXCLUSIVE", "foreign_keys = ON", "journal_mode = DELETE", "synchronous = EXTRA")


def requests(count: int) -> Iterator[Request]:
    """Yield invented requests spread over the ten years to 2025."""
    random.seed(200)
    outcomes, applicants = list(Outcome), list(Applicant)
    for number in range(count):
        received = date(2016, 1, 1) + timedelta(days=random.randrange(3652))
        is_open = random.random() < SHARE_OPEN
        rare = "甲骨拓片" if number % 10_000 == 0 else ""
        yield Request(
            number=f"{received.year}-{number:07}",
            applicant_kind=random.choice(applicants),
            applicant="张某某",
            channel=Channel.COUNTER,
            arrived_on=received,
            received_on=received,
            content=f"{random.choice(WORDS)}{random.choice(WORDS)}{rare}有关材料",
            department="党政综合办",
            outcome=None if is_open else random.choice(outcomes),
            answered_on=None if is_open else received + timedelta(days=random.randrange(60)),
        )


def filled_file(folder: str, count: int) -> Path:
    """Make a file of ``count`` requests without their journal: only the reading of it is measured."""
    path = Path(folder, f"{count}.sqlite")
    create_registers(path).close()
    lay = layout(Request)
    raw = sqlite3.connect(path)
    names = ", ".join(f'"{name}"' for name in lay.names)
    marks = ", ".join("?" * len(lay.names))
    made = requests(count)
    with raw:
        for _ in range(0, count, 50_000):
            part = [next(made) for _ in range(min(50_000, count))]
            raw.executemany(
                f"INSERT INTO requests ({names}) VALUES ({marks})", ((None, *lay.row(record)[1:]) for record in part)
            )
        ids = iter(range(1, count + 1))
        raw.executemany(
            "INSERT INTO requests_search (rowid, text) VALUES (?, ?)",
            ((next(ids), searched_text(record)) for record in requests(count)),
        )
        raw.execute("ANALYZE")
    raw.close()
    return path


HAND_WRITTEN = (
    "SELECT applicant_kind, count(*) FROM requests WHERE counted_year = 2025 GROUP BY applicant_kind",
    "SELECT outcome, applicant_kind, count(*) FROM requests WHERE answered_year = 2025 GROUP BY 1, 2",
    "SELECT applicant_kind, count(*) FROM requests WHERE counted_year BETWEEN 2016 AND 2025"
    " AND (counted_answer_on IS NULL OR counted_answer_on > '2025-12-31') GROUP BY 1",
    "SELECT applicant_kind, count(*) FROM requests WHERE counted_year BETWEEN 2016 AND 2024"
    " AND (counted_answer_on IS NULL OR counted_answer_on > '2024-12-31') GROUP BY 1",
)


def figures_and_search(folder: str) -> list[Comparison]:
    """Measure counting and finding in a million and in a hundred thousand requests."""
    rows = []
    for count in (HUNDRED_THOUSAND, MILLION):
        path = filled_file(folder, count)
        raw = sqlite3.connect(path)
        by_hand = _hand_written(raw)
        _, peer = medians(lambda: None, by_hand, 5)
        _, like = medians(lambda: None, _like(raw), 3)
        matched = {word: medians(lambda: None, _match(raw, word), 5)[1] for word in _TYPED}
        raw.close()
        with open_registers(path) as registers:
            ours, _ = medians(lambda: registers.figures(Period.of(2025)), lambda: None, 5)
            found, _ = medians(lambda: registers.ids(Request, Query(text="甲骨")), lambda: None, 5)
            everywhere = {word: medians(partial(find, registers, word), lambda: None, 5)[0] for word in _TYPED}
        rows.append(
            Comparison(
                f"the 200 numbers from {count:,} requests", ours, peer, "ms", "hand-written SQL", budgets.FIGURES
            )
        )
        rows.append(
            Comparison(f"find a 2-character word in {count:,} rows", found, like, "ms", "LIKE", budgets.WORD_FOUND)
        )
        rows.extend(
            Comparison(
                f"find {told} in everything, with its places, {count:,} requests",
                everywhere[word],
                matched[word],
                "ms",
                "raw FTS5, ids of one table",
                budgets.FOUND_EVERYWHERE_AT[count],
            )
            for word, told in _TYPED.items()
        )
    return rows


def _hand_written(raw: sqlite3.Connection) -> Callable[[], object]:
    return lambda: [raw.execute(statement).fetchall() for statement in HAND_WRITTEN]


_TYPED = {"甲骨": "a rare word", "征收": "a common word", "jgtp": "rare initials", "zsbc": "common initials"}


def _match(raw: sqlite3.Connection, word: str) -> Callable[[], object]:
    sql = "SELECT rowid FROM requests_search WHERE requests_search MATCH ? ORDER BY rowid DESC LIMIT 21"
    return lambda: raw.execute(sql, (condition(word),)).fetchall()


def _like(raw: sqlite3.Connection) -> Callable[[], object]:
    return lambda: raw.execute("SELECT id FROM requests WHERE content LIKE '%甲骨%'").fetchall()


def saving(folder: str) -> Comparison:
    """Measure one durable save against the same INSERTs and COMMIT in raw sqlite3 with the same pragmas."""
    raw_path = Path(folder, "raw.sqlite")
    create_registers(raw_path).close()
    raw = sqlite3.connect(raw_path, isolation_level=None)
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    ours_records, raw_records = requests(2_000), requests(2_000)
    with create_registers(Path(folder, "ours.sqlite")) as registers:
        ours, peer = medians(lambda: registers.save(next(ours_records)), lambda: _raw_save(raw, next(raw_records)), 400)
    raw.close()
    return Comparison("a durable save", ours, peer, "ms", "raw sqlite3, same INSERTs", budgets.DURABLE_SAVE)


def _raw_save(raw: sqlite3.Connection, record: Request) -> None:
    lay = layout(Request)
    row, digest = lay.row(record), b"\0" * 32
    raw.execute("BEGIN IMMEDIATE")
    inserted = raw.execute(
        f"INSERT INTO requests ({lay.selected}) VALUES ({', '.join('?' * len(lay.names))})", (None, *row[1:])
    ).lastrowid
    raw.execute("INSERT INTO requests_search (rowid, text) VALUES (?, ?)", (inserted, searched_text(record)))
    raw.execute(
        "INSERT INTO journal (at, by, label, batch, operation, register, record_id, before, after, previous, hash)"
        " VALUES (?, '', ?, ?, 'create', 'requests', ?, NULL, ?, ?, ?)",
        ("2025-01-01T08:00:00+08:00", f"新建 {record.number}", inserted, inserted, digest, digest, digest),
    )
    raw.execute(
        "INSERT INTO journal_values VALUES (?, ?, ?, ?, ?, ?, ?)",
        (inserted, digest[:16], str(row), digest, digest[:16], str(row[3:8]), digest),
    )
    raw.execute("COMMIT")


def measured() -> list[Comparison]:
    """Return the rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        return [saving(folder), *figures_and_search(folder)]
