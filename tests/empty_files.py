"""A new file, made as a copy of one that was made once: every release of the schema is run through to make one."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage import opening, schema
from storage.registers import Registers, create_registers, local_now, open_registers


def new_registers(path: Path, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Open a new, empty file; that one can be created is shown by tests/storage/test_opening.py."""
    path.write_bytes(_empty_file())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "try_schema", lambda _raw: None)  # it was tried when the one file was first opened
        return open_registers(path, now=now, by=by)


def copy_or_apply(raw: sqlite3.Connection) -> None:
    """Give an empty file its tables as a copy of those made once, any other what it lacks: `storage.opening.apply`."""
    if raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        schema.apply(raw)
    else:
        raw.execute("COMMIT")
        _tables().backup(raw)
        raw.execute("BEGIN")


@cache
def _tables() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)  # a job makes files, too
    schema.apply(raw)
    return raw


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "台账.sqlite")
        create_registers(path).close()
        open_registers(path).close()
        return path.read_bytes()
