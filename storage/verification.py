"""Proving a file: SQLite's own checks, then the journal's chain, then the rows and contents against it."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from disclosure.errors import FileDamagedError
from disclosure.records import RECORD_TYPES
from storage import blobs
from storage.connection import Connection, Progress, Row
from storage.journal import GENESIS, digest_of, entry_hash, salted, split
from storage.known_errors import nothing_but_damage
from storage.rows import REMOVAL, layout
from storage.search import is_searchable

_REPORTED = 20
"""Sentences of one kind; a ruined file need not fill the screen."""

_EVERY = 1_000
_CHAIN = "SELECT id, at, by, label, batch, operation, register, record_id, undoes, before, after, previous, hash" \
         " FROM journal ORDER BY id"
_VALUES = """
    SELECT id, after, open_salt, open_values, open_digest, personal_salt, personal_values, personal_digest
    FROM journal LEFT JOIN journal_values ON entry = id ORDER BY id
"""
_LAST = """
    SELECT {named}, id_of_entry, open_salt, open_digest, personal_salt, personal_digest, known FROM (
        SELECT record_id AS known, max(id) AS id_of_entry FROM journal WHERE register = '{register}' GROUP BY record_id
    ) LEFT JOIN {register} ON {register}.id = known LEFT JOIN journal_values ON entry = id_of_entry
"""
_UNKNOWN = """
    SELECT id FROM {register}
    WHERE NOT EXISTS (SELECT 1 FROM journal WHERE register = '{register}' AND record_id = {register}.id)
"""

Tick = Callable[[], None]


def integrity_problems(connection: Connection) -> list[str]:
    """Return what ``PRAGMA integrity_check`` and ``foreign_key_check`` find."""
    try:
        with nothing_but_damage(connection.path):
            found = connection.rows(f"PRAGMA integrity_check({_REPORTED})")
            orphans = connection.rows("PRAGMA foreign_key_check")
    except FileDamagedError as error:  # too damaged even to be checked to the end
        return [str(error)]
    damaged = [f"数据文件结构损坏：{text}。请用“恢复备份”取回完好的备份。" for (text,) in found if text != "ok"]
    return damaged + [f"“{table}”第 {row} 条所属的记录不存在。" for table, row, *_ in orphans[:_REPORTED]]


def verify(connection: Connection, progress: Progress | None = None) -> list[str]:
    """Return all that is wrong, in words; ``progress`` counts journal entries, twice."""
    problems = integrity_problems(connection)
    if problems:
        return problems
    found: list[str] = []
    try:
        with nothing_but_damage(connection.path):
            tick = _ticking(connection, progress)
            found.extend(_broken_search(connection))
            found.extend(_broken_chain(connection, tick))
            found.extend(_changed_values(connection, tick))
            found.extend(_changed_rows(connection))
            found.extend(_changed_contents(connection))
    except FileDamagedError as error:
        found.append(str(error))
    return found


def _broken_search(connection: Connection) -> Iterator[str]:
    """Have the full-text indexes check themselves, which ``integrity_check`` does not."""
    for register, record_type in RECORD_TYPES.items():
        if is_searchable(register) and not connection.is_read_only:
            try:
                with connection.write() as raw:
                    raw.execute(f"INSERT INTO {register}_search ({register}_search) VALUES ('integrity-check')")
            except FileDamagedError:
                yield f"“{record_type.title}”的检索索引已损坏，搜索可能找不全；请用“恢复备份”取回完好的备份。"


def _ticking(connection: Connection, progress: Progress | None) -> Tick:
    total, done = 2 * int(connection.value("SELECT count(*) FROM journal")), 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None and (done % _EVERY == 0 or done == total):
            progress(done, total)

    return tick


def _broken_chain(connection: Connection, tick: Tick) -> Iterator[str]:
    """Name the first entry that does not follow the one before it, or whose own hash is wrong."""
    previous, expected = GENESIS, 1
    for row in connection.raw.execute(_CHAIN):
        tick()
        if row[0] != expected or row[-2] != previous or entry_hash(row[:-1]) != row[-1]:
            yield f"操作日志从第 {expected} 条起与前文不相连，可能被改动过（{row[1]}，{row[3]}）。"
            return
        previous, expected = row[-1], expected + 1


def _changed_values(connection: Connection, tick: Tick) -> Iterator[str]:
    """Compare kept values with the digests in the chain; erased ones have no content to compare."""
    for entry, after, *values in connection.raw.execute(_VALUES):
        tick()
        if not _values_agree(after, values):
            yield f"操作日志第 {entry} 条保存的内容与校验值不符，可能被改动过。"
            return


def _values_agree(after: bytes | None, values: list[Any]) -> bool:
    if after is None:
        return True
    open_salt, opened, open_digest, personal_salt, personal, personal_digest = values
    return (
        open_digest is not None
        and digest_of(open_digest, personal_digest) == after
        and (opened is None or salted(open_salt, opened) == open_digest)
        and (personal is None or salted(personal_salt, personal) == personal_digest)
    )


def _changed_rows(connection: Connection) -> Iterator[str]:
    for register, record_type in RECORD_TYPES.items():
        found = chain(_rows_against_journal(connection, register), _rows_without_journal(connection, register))
        for record_id in list(found)[:_REPORTED]:
            yield f"“{record_type.title}”第 {record_id} 条记录与操作日志不一致，可能绕过本程序被改动过。"


def _rows_against_journal(connection: Connection, register: str) -> Iterator[int]:
    lay = layout(RECORD_TYPES[register])
    named = ", ".join(f'{register}."{name}"' for name in (*lay.names, *REMOVAL))
    width = len(lay.names) + len(REMOVAL)
    for row in connection.raw.execute(_LAST.format(named=named, register=register)):
        if not _row_agrees(register, row[:width], row[width + 1 : width + 5]):
            yield row[-1]


def _row_agrees(register: str, row: Row, digests: Row) -> bool:
    open_salt, open_digest, personal_salt, personal_digest = digests
    if row[0] is None or open_digest is None:
        return row[0] is None and open_digest is None
    opened, personal = split(layout(RECORD_TYPES[register]), row)
    return salted(open_salt, opened) == open_digest and (
        personal_salt is None or salted(personal_salt, personal) == personal_digest
    )


def _rows_without_journal(connection: Connection, register: str) -> Iterator[int]:
    for (record_id,) in connection.raw.execute(_UNKNOWN.format(register=register)):
        yield record_id


def _changed_contents(connection: Connection) -> Iterator[str]:
    for (sha256,) in connection.rows("SELECT sha256 FROM blobs ORDER BY sha256"):
        content = connection.value("SELECT content FROM blobs WHERE sha256 = ?", (sha256,))
        if blobs.sha256_of(content) != sha256:
            names = connection.rows("SELECT name FROM attachments WHERE sha256 = ?", (sha256,))
            yield f"附件“{'、'.join(sorted({name for (name,) in names}))}”的内容已损坏，请从备份恢复。"
