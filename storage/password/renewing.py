"""Converting what an older version sealed to the current form: each value bound to its row, the journal's end sealed.

Before that, a value could be moved to another row of its field unnoticed. So each is compared with its digest in the
journal; one that differs is reported and left as it is, which cannot be opened any more.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from disclosure.errors import FileDamagedError
from disclosure.progress import Progress
from disclosure.records import RECORD_TYPES
from disclosure.wording import cut_short
from storage import blobs
from storage.connection import Connection, Row
from storage.journal import chain_of, closed_values, opened_personal, salted, seal_head, split
from storage.password.resealing import VALUES, Tick, in_parts, sealed_registers, ticks
from storage.rows import REMOVAL, Layout, layout
from storage.sealing import AnySeal, closed, is_sealed_content, is_sealed_text, opened
from storage.statements import update

_ROWS = """
    SELECT {named}, entry, personal_salt, personal_values, personal_digest FROM {register} LEFT JOIN journal_values
    ON entry = (SELECT max(journal.id) FROM journal WHERE register = '{register}' AND record_id = {register}.id)
    WHERE {register}.id > ? ORDER BY {register}.id LIMIT 500
"""
_KEPT_SHUT = "没有重新加密，也不再显示；用“从备份恢复”取回完好的备份。"


def renew(connection: Connection, new: AnySeal, progress: Progress) -> list[str]:
    """Convert a file to the current form of its seal inside the running transaction; return what is not as saved.

    ``progress`` counts the journal entries and records processed; it may raise CancelledError.
    """
    raw, old, tick = connection.raw, connection.seal, ticks(connection, progress)
    told = list(filter(None, (chain_of(raw)[2],)))
    told += _values(raw, old, new, tick)
    for register in sealed_registers():
        told += _rows(raw, layout(RECORD_TYPES[register]), old, new, tick)
    told += _contents(raw, old, new)
    # no digest covers the texts of papers; the papers are verified and will be read again
    sealed = [row for row, text in raw.execute("SELECT id, text FROM paper_texts") if is_sealed_content(text)]
    raw.executemany("DELETE FROM paper_texts WHERE id = ?", ((row,) for row in sealed))
    seal_head(raw, new)
    return cut_short(told)


def _values(raw: sqlite3.Connection, old: AnySeal, new: AnySeal, tick: Tick) -> Iterator[str]:
    """Convert the journal's personal values to the current form."""
    for part in in_parts(raw, VALUES):
        for values in part:
            tick()
            try:
                salt, personal = opened_personal(old, values[0], values[4], values[5])
            except FileDamagedError:
                salt = personal = None
            if salt is None or personal is None or salted(salt, personal) != values[6]:
                yield f"操作日志第 {values[0]} 条加密保存的内容与校验值不符，{_KEPT_SHUT}"
            else:
                stored = closed_values(new, (*values[:4], salt, personal, values[6]))
                sql = "UPDATE journal_values SET personal_salt = ?, personal_values = ? WHERE entry = ?"
                raw.execute(sql, (stored[4], stored[5], values[0]))


def _rows(raw: sqlite3.Connection, lay: Layout[Any], old: AnySeal, new: AnySeal, tick: Tick) -> Iterator[str]:
    """Convert the sealed fields of one register to the current form."""
    named = ", ".join(f'{lay.register}."{name}"' for name in (*lay.names, *REMOVAL))
    width = len(lay.names) + len(REMOVAL)
    sql = update(lay.register, tuple(lay.names[place] for place in lay.sealed))
    for part in in_parts(raw, _ROWS.format(named=named, register=lay.register)):
        for stored in part:
            tick()
            proven = _proven(lay, old, new, stored[:width], stored[width:])
            if proven is None:
                yield f"“{lay.record_type.title}”第 {stored[0]} 条加密保存的内容与修改记录不一致，{_KEPT_SHUT}"
                continue
            row, is_known = proven
            if not is_known and any(is_sealed_text(str(stored[place])) for place in lay.sealed):
                yield f"“{lay.record_type.title}”第 {stored[0]} 条加密保存的内容没有修改记录可以核对，要人工核对。"
            bound = closed(new, lay, row)
            raw.execute(sql, (*(bound[place] for place in lay.sealed), row[0]))


def _proven(lay: Layout[Any], old: AnySeal, new: AnySeal, stored: Row, kept: Row) -> tuple[Row, bool] | None:
    """Return an opened row and whether the journal has its personal values; None if they differ."""
    entry, salt, personal, digest = kept
    try:
        row = opened(old, lay, stored)
        known, values = opened_personal(new, entry, salt, personal)  # the journal's were taken along before
    except FileDamagedError:
        return None
    if known is None or values is None:
        return row, False
    return (row, True) if salted(known, split(lay, row)[1]) == digest else None


def _contents(raw: sqlite3.Connection, old: AnySeal, new: AnySeal) -> Iterator[str]:
    """Convert the contents of papers to the current form; their names are their digests."""
    for (sha256,) in raw.execute("SELECT sha256 FROM blobs ORDER BY sha256").fetchall():
        (stored,) = raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
        if not is_sealed_content(stored):
            continue
        try:
            is_proven = blobs.sha256_of(blobs.opened(old, sha256, stored)) == sha256
        except FileDamagedError:
            is_proven = False
        if is_proven:
            content = blobs.resealed(old, new, sha256, stored)
            raw.execute("UPDATE blobs SET content = ? WHERE sha256 = ?", (content, sha256))
        else:
            yield f"{blobs.called(raw.execute, sha256)}的内容与保存时不一致，{_KEPT_SHUT}"
