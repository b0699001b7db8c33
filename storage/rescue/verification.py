"""Verifying a file: SQLite's own checks, then the journal's chain, then the rows and contents against the journal."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any, TypeAlias

from disclosure.errors import FileDamagedError, FileUnavailableError
from disclosure.progress import Progress, silent, ticking
from disclosure.records import RECORD_TYPES
from disclosure.wording import LISTED_AT_MOST, cut_short
from storage import blobs
from storage.connection import Connection, Row
from storage.index import PAPERS
from storage.journal import (
    BEFORE_ALL,
    UNSEALED_HEAD,
    chain_of,
    digest_of,
    is_head_sealed,
    opened_personal,
    salted,
    split,
)
from storage.known_errors import nothing_but_damage
from storage.password.envelope import read_envelope
from storage.password.protection import ENVELOPES, Protection
from storage.rescue.carving import PAGE
from storage.rows import REMOVAL, Layout, layout
from storage.schema import lay_out
from storage.sealing import AnySeal, is_sealed_content, lookups, opened
from storage.search import SEARCHED

_EVERY, _ASKED = 1_000, 1_000_000
"""Journal entries, and SQLite's virtual machine steps, between two reports of progress."""

_PART = 500
"""Rows read at a time, during which no other thread can use the file."""

_VALUES = f"""
    SELECT id, after, open_salt, open_values, open_digest, personal_salt, personal_values, personal_digest
    FROM journal LEFT JOIN journal_values ON entry = id WHERE id > ? ORDER BY id LIMIT {_PART}
"""
_LAST = """
    SELECT {named}, id_of_entry, open_salt, open_digest, personal_salt, personal_values, personal_digest, known FROM (
        SELECT record_id AS known, max(id) AS id_of_entry FROM journal
        WHERE register = '{register}' AND record_id > ? GROUP BY record_id ORDER BY record_id LIMIT {part}
    ) LEFT JOIN {register} ON {register}.id = known LEFT JOIN journal_values ON entry = id_of_entry
"""
_KNOWN = """
    SELECT id, EXISTS (SELECT 1 FROM journal WHERE register = '{register}' AND record_id = {register}.id)
    FROM {register} WHERE id > ? ORDER BY id LIMIT {part}
"""

_STRUCTURE = """
    SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND tbl_name <> '_sqlite_migrations'
"""
_KINDS = {"table": "表", "index": "索引", "trigger": "触发器", "view": "视图"}
_WRONG_TYPES = (TypeError, ValueError, AttributeError)

_LOOKUPS = "SELECT register, record_id, field, digest FROM lookups"

Tick: TypeAlias = Callable[[], None]


def integrity_problems(connection: Connection) -> list[str]:
    """Return the problems ``PRAGMA integrity_check`` and ``foreign_key_check`` find."""
    try:
        with nothing_but_damage(connection.path):
            found = connection.rows(f"PRAGMA integrity_check({LISTED_AT_MOST + 1})")
            orphans = connection.rows("PRAGMA foreign_key_check")
    except FileDamagedError as error:  # too damaged for the check to finish
        return [str(error)]
    damaged = [f"数据文件结构损坏：{text}。用“从备份恢复”取回完好的备份。" for (text,) in found if text != "ok"]
    if len(damaged) > LISTED_AT_MOST:  # SQLite was not asked for all
        damaged[LISTED_AT_MOST:] = ["……后面至少另有 1 处没有列出。"]
    titles = {register: record_type.title for register, record_type in RECORD_TYPES.items()}
    lone = [f"“{titles.get(table, table)}”第 {row} 条所属的记录不存在。" for table, row, *_ in orphans]
    return damaged + cut_short(lone)


def verify(connection: Connection, progress: Progress = silent, *, is_quick: bool = False) -> list[str]:
    """Return everything that is wrong, a sentence each; ``progress`` counts every journal entry twice.

    The quick check finds what an interrupted change or copy leaves: rows that do not match the journal.
    """
    with _heard(connection, progress):
        problems = integrity_problems(connection)
    if problems:
        return problems
    found: list[str] = []
    try:
        with nothing_but_damage(connection.path):
            tick = ticking(progress, 2 * int(connection.value("SELECT count(*) FROM journal")), _EVERY)
            for check in _QUICK_CHECKS if is_quick else _CHECKS:
                try:
                    found.extend(check(connection, tick))
                except _WRONG_TYPES:  # what no program of ours could write: the table's own rules are gone
                    found.append(
                        f"数据文件中有类型不对的内容，没有校验完（{check.__doc__}）。用“从备份恢复”取回完好的备份。"
                    )
    except FileUnavailableError as error:  # damaged, or no longer the file it was
        found.append(str(error))
    return found


@contextmanager
def _heard(connection: Connection, progress: Progress) -> Iterator[None]:
    """Let ``progress`` cancel SQLite's long statements of this thread, which report no progress of their own.

    Whatever it raises becomes CancelledError.
    """
    asking = threading.get_ident()
    connection.raw.set_progress_handler(lambda: progress(0, 0) if threading.get_ident() == asking else None, _ASKED)
    try:
        yield
    finally:
        connection.raw.set_progress_handler(None, 0)


def _broken_search(connection: Connection, _tick: Tick) -> Iterator[str]:
    """Have the full-text indexes check themselves, which ``integrity_check`` does not do."""
    for table in () if connection.is_read_only else (*SEARCHED, PAPERS):
        try:
            with connection.write() as raw:
                raw.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('integrity-check')")
        except FileDamagedError:
            title = RECORD_TYPES[table].title if table in RECORD_TYPES else "材料正文"
            yield f"“{title}”的检索索引已损坏，搜索可能找不全；用“从备份恢复”取回完好的备份。"


def _in_parts(connection: Connection, sql: str, key: int = 0) -> Iterator[Row]:
    """Yield the rows of a query part by part; it takes the last number read, which each row has at ``key``."""
    after: Any = BEFORE_ALL
    while part := connection.rows(sql, (after,)):
        yield from part
        after = part[-1][key]


def _broken_chain(connection: Connection, tick: Tick) -> Iterator[str]:
    broken = chain_of(connection.raw, tick, connection.lock)[2]
    if broken:
        yield broken


def _unsealed_head(connection: Connection, _tick: Tick) -> Iterator[str]:
    seal = connection.seal
    with connection.lock:  # read the end and its seal at the same moment
        is_whole = not seal.is_sealed or seal.is_locked or seal.is_former or is_head_sealed(connection.raw, seal)
    if not is_whole:
        yield UNSEALED_HEAD


def _changed_values(connection: Connection, tick: Tick) -> Iterator[str]:
    """Compare journaled values with the digests in the chain; erased ones have nothing to compare."""
    for entry, after, open_salt, known, open_digest, *kept in _in_parts(connection, _VALUES):
        tick()
        agrees = after is None or (
            open_digest is not None
            and digest_of(open_digest, kept[2]) == after
            and (known is None or salted(open_salt, known) == open_digest)
            and _personal_agrees(connection.seal, entry, tuple(kept))
        )
        if not agrees:
            yield f"操作日志第 {entry} 条保存的内容与校验值不符，可能被改动过。"
            return


def _personal_agrees(seal: AnySeal, entry: int, kept: Row, row: str | None = None) -> bool:
    """Whether stored personal values (or those of a row) match the journal; erased and locked ones pass."""
    try:
        salt, personal = opened_personal(seal, entry, kept[0], kept[1])
    except FileDamagedError:
        return False
    return salt is None or personal is None or salted(salt, personal if row is None else row) == kept[2]


def _changed_rows(connection: Connection, _tick: Tick) -> Iterator[str]:
    for register, record_type in RECORD_TYPES.items():
        lay = layout(record_type)
        named = ", ".join(f'{register}."{name}"' for name in (*lay.names, *REMOVAL))
        width = len(lay.names) + len(REMOVAL)
        last = _LAST.format(named=named, register=register, part=_PART)
        wrong = [
            row[-1]
            for row in _in_parts(connection, last, -1)
            if not _row_agrees(connection.seal, lay, row[:width], row[width:-1])
        ]
        known = _KNOWN.format(register=register, part=_PART)
        wrong += [record_id for record_id, is_known in _in_parts(connection, known) if not is_known]
        said = f"“{record_type.title}”第 {{}} 条记录与操作日志不一致，可能绕过本程序被改动过。"
        yield from cut_short([said.format(record_id) for record_id in wrong])


def _row_agrees(seal: AnySeal, lay: Layout[Any], stored: Row, digests: Row) -> bool:
    entry, open_salt, open_digest, *kept = digests
    if stored[0] is None or open_digest is None:
        return stored[0] is None and open_digest is None
    try:
        known, personal = split(lay, opened(seal, lay, stored))
    except FileDamagedError:
        return False
    return salted(open_salt, known) == open_digest and _personal_agrees(seal, entry, tuple(kept), personal)


def _changed_contents(connection: Connection, _tick: Tick) -> Iterator[str]:
    for (sha256,) in connection.rows("SELECT sha256 FROM blobs ORDER BY sha256"):
        stored = connection.value("SELECT content FROM blobs WHERE sha256 = ?", (sha256,))
        seal = connection.seal
        try:
            agrees = (seal.is_locked and is_sealed_content(stored)) or (
                blobs.sha256_of(blobs.opened(seal, sha256, stored)) == sha256
            )
        except FileDamagedError:
            agrees = False
        if not agrees:
            yield f"{blobs.called(connection.rows, sha256)}的内容已损坏，要从备份恢复。"


def _changed_seal(connection: Connection, _tick: Tick) -> Iterator[str]:
    """Check the envelope of the password and the digests by which sealed values are found."""
    copies = [copy for _, copy in connection.rows(ENVELOPES)]
    if not connection.seal.is_sealed:
        yield from Protection(connection).doubts()
        return
    for place, copy in enumerate(copies, 1):
        try:
            read_envelope(copy)
        except FileDamagedError:
            yield f"口令信息的第 {place} 份（共 {len(copies)} 份）已损坏；更改一次口令，它会重新写入。"
    if connection.seal.is_locked:
        return
    expected = set[Row]()
    for register, record_type in RECORD_TYPES.items():
        lay = layout(record_type)
        for stored in connection.rows(f"SELECT {lay.selected} FROM {register}") if lay.sealed else ():
            row = opened(connection.seal, lay, stored)
            expected.update((register, row[0], *found) for found in lookups(connection.seal, lay, row))
    if expected != set(connection.rows(_LOOKUPS)):
        yield "加密内容的检索信息与记录不符，按号码可能查不全；更改一次口令，它会重新写入。"


def _foreign_structure(connection: Connection, _tick: Tick) -> Iterator[str]:
    """Compare tables, constraints, indexes, triggers, views and the page size with those this program creates."""
    ours, theirs = _our_structure(), dict[tuple[str, str], str]()
    for kind, name, sql in connection.rows(_STRUCTURE):
        theirs[kind, name] = sql
    for kind, name in sorted(ours.keys() | theirs.keys()):
        was, now = ours.get((kind, name)), theirs.get((kind, name))
        if was != now:
            what = "多了" if was is None else "少了" if now is None else "改动了"
            yield f"数据文件的结构被改动过：{what}{_KINDS[kind]}“{name}”。用“从备份恢复”取回完好的备份。"
    if connection.value("PRAGMA page_size") != PAGE:
        yield f"数据文件的页面大小不是 {PAGE} 字节，不是本程序写成的样子。用“从备份恢复”取回完好的备份。"


@cache
def _our_structure() -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        lay_out(raw)
        return {(kind, name): sql for kind, name, sql in raw.execute(_STRUCTURE)}


_CHECKS: tuple[Callable[[Connection, Tick], Iterator[str]], ...] = (
    _broken_search,
    _broken_chain,
    _unsealed_head,
    _changed_values,
    _changed_rows,
    _changed_contents,
    _changed_seal,
    _foreign_structure,
)
"""The checks in order; each yields what is wrong, a sentence each."""

_QUICK_CHECKS = (_broken_chain, _changed_rows)
