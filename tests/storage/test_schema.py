"""The schema agrees with the declarations, and migrations are history."""

import ast
import inspect
import json
import re
import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from sqlite_utils import Database

from disclosure.columns import Kind
from disclosure.errors import FileUnavailableError
from disclosure.records import RECORD_TYPES, Request
from disclosure.term import Term
from storage import (
    calendar_schema,
    index_schema,
    issued_schema,
    landed,
    letters_schema,
    migrations,
    privacy_schema,
    seal_schema,
    sentences_schema,
)
from storage.opening import open_registers
from storage.query import DATED
from storage.registers import Registers
from storage.rescue.backup import backup_to
from storage.rows import REMOVAL, layout
from storage.search import SEARCHED
from storage.statements import referring
from tests.records_factory import make_request

SQL_TYPES = {Kind.NUMBER: "INTEGER", Kind.MONEY: "INTEGER", Kind.YES_NO: "INTEGER"}


@pytest.mark.parametrize("register", RECORD_TYPES)
def test_schema_matches_dataclass(registers: Registers, register: str) -> None:
    lay = layout(RECORD_TYPES[register])
    stored = registers._connection.rows(f"PRAGMA table_info({register})")
    expected = ["INTEGER", *(SQL_TYPES.get(lay.kinds[name], "TEXT") for name in (*lay.names[1:], *REMOVAL)
                             if name in lay.kinds), "TEXT", "TEXT"]
    assert [row[1] for row in stored] == [*lay.names, *REMOVAL]
    assert [row[2] for row in stored] == expected
    optional = [declared.name for declared in fields(RECORD_TYPES[register]) if declared.default is None]
    assert [row[1] for row in stored if not row[3] and row[1] not in ("id", "removed_at")] == optional


@pytest.mark.parametrize("register", RECORD_TYPES)
def test_every_enumerated_column_admits_exactly_the_codes_of_its_term(registers: Registers, register: str) -> None:
    lay = layout(RECORD_TYPES[register])
    sql = registers._connection.value("SELECT sql FROM sqlite_master WHERE name = ?", (register,))
    for name, term in lay.terms.items():
        if term is not None and lay.kinds[name] is Kind.TERM:
            found = re.search(rf'\b"?{name}"? TEXT[^,]*? CHECK \("?{name}"? IN \(([^)]*)\)', sql)
            assert found, name
            assert re.findall(r"'([^']*)'", found[1]) == codes(term)


def codes(term: type[Term]) -> list[str]:
    return [member.value for member in term]


@pytest.mark.parametrize("register", RECORD_TYPES)
def test_every_table_is_strict_and_never_uses_an_id_twice(registers: Registers, register: str) -> None:
    sql = registers._connection.value("SELECT sql FROM sqlite_master WHERE name = ?", (register,))
    assert sql.endswith("STRICT")
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql


def test_every_searched_field_exists() -> None:
    for register, names in SEARCHED.items():
        assert set(names) <= set(layout(RECORD_TYPES[register]).names)


def test_every_dated_register_has_a_main_day_and_every_searched_one_a_full_text_table(registers: Registers) -> None:
    for register in DATED:
        assert registers._connection.rows(f"SELECT main_on FROM {register}") == []
    for register in SEARCHED:
        assert registers._connection.rows(f"SELECT rowid FROM {register}_search") == []


def test_every_reference_by_number_is_indexed(registers: Registers) -> None:
    for target in RECORD_TYPES:
        for record_type, field in referring(target):
            sql = f"SELECT id FROM {record_type.register} WHERE {field} = ? AND {field} <> ''"
            plan = registers._connection.rows(f"EXPLAIN QUERY PLAN {sql}", ("x",))
            assert f"INDEX {record_type.register}_{field} (" in plan[0][3]


def test_migrations_import_nothing_of_ours_but_other_frozen_sql() -> None:
    schemas = (
        index_schema, letters_schema, calendar_schema, issued_schema, seal_schema, privacy_schema, sentences_schema,
    )
    names = ("index", "letters", "calendar", "issued", "seal", "privacy", "sentences")
    for module in (migrations, *schemas):
        tree = ast.parse(inspect.getsource(module))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        frozen = {f"storage.{name}_schema" for name in names}
        assert imported <= {"sqlite_utils", *frozen}


def test_the_landed_migrations_are_those_that_run(registers: Registers) -> None:
    database = Database(registers._connection.raw, execute_plugins=False)
    applied = [migration.name for migration in migrations.migrations.applied(database)]
    assert tuple(applied) == landed.LANDED
    assert migrations.migrations.pending(database) == []


def test_the_documentation_tells_every_landed_migration_in_one_line() -> None:
    text = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
    assert re.findall(r"^- `(m\d{3}_\w+)`", text, re.MULTILINE) == list(landed.LANDED)


def older_file(path: Path) -> None:
    """A file as the program before the last migration left it."""
    raw = sqlite3.connect(path, isolation_level=None)
    migrations.migrations.apply(Database(raw, execute_plugins=False), stop_before=landed.LANDED[-1])
    raw.close()


def test_an_older_file_is_copied_and_then_migrated(path: Path) -> None:
    older_file(path)
    with open_registers(path) as registers:
        registers.save(make_request())
        assert registers.verify() == []
    copies = list(path.parent.glob("台账.升级前-*.sqlite"))
    assert len(copies) == 1
    raw = sqlite3.connect(copies[0])
    assert raw.execute("PRAGMA user_version").fetchone()[0] == int(landed.LANDED[-2][1:4])
    raw.close()


def test_an_older_file_that_cannot_be_written_asks_to_be_copied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older_file(path)
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)  # rights that bind root as well
    with pytest.raises(FileUnavailableError, match="需要先升级"):
        open_registers(path)
    assert path.read_bytes() == before


def test_a_backup_is_a_whole_file_that_opens(registers: Registers, tmp_path: Path) -> None:
    registers.save_all([make_request() for _ in range(20)])
    copy = tmp_path / "备份" / "一.sqlite"
    copy.parent.mkdir()
    copy.write_bytes(b"old")
    registers.backup_to(copy)
    assert [each.name for each in copy.parent.iterdir()] == ["一.sqlite"]
    assert copy.stat().st_mode & 0o077 == 0
    with open_registers(copy) as opened:
        assert opened.count(Request) == 20
        assert opened.verify() == []
    assert registers.save(make_request()).after is not None


def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match=r"备份文件夹“.*”不存在"):
        registers.backup_to(tmp_path / "没有" / "一.sqlite")
    with pytest.raises(FileUnavailableError, match="正在使用的文件"):
        registers.backup_to(registers.path)
    (tmp_path / "二.sqlite").mkdir()
    with pytest.raises(FileUnavailableError, match=r"不能写入备份“二.sqlite”"):
        backup_to(registers._connection, tmp_path / "二.sqlite")
    assert not (tmp_path / "二.sqlite.part").exists()


def test_terms_are_kept_as_codes_never_as_labels(registers: Registers) -> None:
    registers.save(make_request())
    kept = registers._connection.row("SELECT applicant_kind, channel FROM requests")
    assert json.dumps(kept) == '["natural_person", "counter"]'
