"""A file made by any released program opens in this one, and nothing in it has changed."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import FileUnavailableError
from disclosure.records import Request
from storage import backup, schema
from storage.connection import Connection
from storage.registers import Registers, open_registers
from tests.conftest import fixed_now
from tests.records_factory import make_request
from tests.storage.kept_databases import FOLDER, content

KEPT = sorted(FOLDER.glob("*.sqlite"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one kept file, with its content beside it."""
    shutil.copy(request.param, tmp_path / "台账.sqlite")
    shutil.copy(request.param.with_suffix(".json"), tmp_path / "台账.json")
    return tmp_path / "台账.sqlite"


def test_the_present_schema_is_kept_too() -> None:
    """After a new migration: ``python -m tests.storage.kept_databases``."""
    assert schema.LANDED[-1].split("_")[0] in [path.stem for path in KEPT]


@pytest.mark.sampled(3)
def test_a_file_of_every_released_schema_opens_with_its_whole_content(copy: Path) -> None:
    with open_registers(copy) as registers:
        assert registers.verify() == []
        assert_nothing_has_changed(registers, copy)


@pytest.mark.sampled(3)
def test_before_the_schema_changes_the_file_is_copied_beside_itself(copy: Path) -> None:
    is_old = int.from_bytes(copy.read_bytes()[60:64], "big") != schema.USER_VERSION
    open_registers(copy).close()
    copies = [path for path in copy.parent.iterdir() if "升级前" in path.name]
    assert len(copies) == int(is_old)
    for kept in copies:
        assert kept.stat().st_mode & 0o077 == 0
        with open_registers(kept) as registers:
            assert_nothing_has_changed(registers, copy)


def test_a_copy_that_is_not_what_the_file_is_stops_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that writes something else than it was given must not cost the only good file."""
    shutil.copy(min(KEPT), tmp_path / "台账.sqlite")
    before = (tmp_path / "台账.sqlite").read_bytes()
    written = backup.backup_to

    def badly(connection: Connection, path: Path) -> None:
        written(connection, path)
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("DELETE FROM releases WHERE id = 1")

    monkeypatch.setattr(backup, "backup_to", badly)
    with pytest.raises(FileUnavailableError, match="没有升级"):
        open_registers(tmp_path / "台账.sqlite")
    assert (tmp_path / "台账.sqlite").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["台账.sqlite"]


@pytest.mark.sampled(3)
def test_work_goes_on_in_a_file_of_an_older_program(copy: Path) -> None:
    with open_registers(copy, now=fixed_now, by="测试员") as registers:
        change = registers.save(make_request())
        registers.undo()
        registers.redo()
        assert registers.get(Request, change.record_id)
        assert registers.verify() == []


def assert_nothing_has_changed(registers: Registers, copy: Path) -> None:
    expected: dict[str, list[dict[str, Any]]] = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
    found = content(registers)
    for register, records in expected.items():
        assert len(found[register]) == len(records)
        for kept, now in zip(records, found[register], strict=True):
            assert {name: now[name] for name in kept} == kept
