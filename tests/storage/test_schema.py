"""The schema agrees with the declarations, and migrations are history."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.column_kinds import Kind
from disclosure.errors import FileUnavailableError
from disclosure.record_base import with_values
from disclosure.records import RECORD_TYPES, Duty, Request
from disclosure.term_base import Term
from storage import (
    schema,
)
from storage.backup import backup_to
from storage.query import DATED, Filter, Query, selection
from storage.registers import Registers, open_registers
from storage.rows import REMOVAL, layout
from storage.search import SEARCHED
from storage.statements import referring
from tests.empty_files import new_registers
from tests.records_factory import make_request
from tests.storage.kept_databases import FOLDER as KEPT

ROOT = Path(__file__).parents[2]
SQL_TYPES = {Kind.NUMBER: "INTEGER", Kind.MONEY: "INTEGER", Kind.YES_NO: "INTEGER"}


@pytest.mark.parametrize("register", RECORD_TYPES)
def test_schema_matches_dataclass(registers: Registers, register: str) -> None:
    lay = layout(RECORD_TYPES[register])
    stored = registers._connection.rows(f"PRAGMA table_info({register})")
    expected = [
        "INTEGER",
        *(SQL_TYPES.get(lay.kinds[name], "TEXT") for name in (*lay.names[1:], *REMOVAL) if name in lay.kinds),
        "TEXT",
        "TEXT",
    ]
    declared = dict(zip([*lay.names, *REMOVAL], expected, strict=True))
    assert {row[1]: row[2] for row in stored} == declared, "a column added later stands behind the recycle bin's"
    optional = {one.name for one in fields(RECORD_TYPES[register]) if one.default is None}
    assert {row[1] for row in stored if not row[3] and row[1] not in ("id", "removed_at")} == optional


FILLED = {Kind.DATE: date(2024, 2, 29), Kind.YES_NO: True, Kind.NUMBER: 7, Kind.MONEY: 1250, Kind.TEXT: "甲"}


@pytest.mark.parametrize("register", RECORD_TYPES)
def test_what_is_stored_is_plain_and_what_is_read_is_of_the_kind_it_was(register: str) -> None:
    """A 是 read as 1 is equal to it, and is written as 1 where 是 belongs."""
    lay = layout(RECORD_TYPES[register])
    whole = {name: [*(lay.terms[name] or ())] for name in lay.names}
    values: dict[str, Any] = {
        name: whole[name][-1] if kind is Kind.TERM else tuple(whole[name][:2]) if kind is Kind.TERMS else FILLED[kind]
        for name, kind in lay.kinds.items()
    }
    blank = {Kind.DATE: None, Kind.TERM: None, Kind.TERMS: (), Kind.YES_NO: False, Kind.TEXT: ""}
    for given in (values, {name: blank.get(kind) for name, kind in lay.kinds.items()}):
        row = lay.row(with_values(lay.record_type, given))
        assert {type(each) for each in row} <= {int, str, type(None)}, "SQLite knows no other"
        read = lay.record(row)
        assert {name: (getattr(read, name), type(getattr(read, name))) for name in lay.names} == {
            name: (value, type(value)) for name, value in given.items()
        }
        assert [lay.encode(name, given[name]) for name in lay.names] == list(row)
        assert given is values or [lay.empty(name) for name in lay.names] == list(row)


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
            for sought in (Filter(field, "equals", "x"), Filter(field, "any_of", ["x", "y"])):  # nobody has to say so
                found = selection(record_type, Query(filters=(sought,)))
                plan = registers._connection.rows(f"EXPLAIN QUERY PLAN {found.sql('id')}", found.parameters)
                assert f"INDEX {record_type.register}_{field} (" in plan[0][3]


def test_the_landed_migrations_are_numbered_from_one_without_a_gap_and_none_twice() -> None:
    """Two branches that both land an eleventh meet here and not in an office."""
    assert [name[:4] for name in schema.LANDED] == [f"m{number:03}" for number in range(1, len(schema.LANDED) + 1)]


def test_the_landed_migrations_are_those_that_run(registers: Registers) -> None:
    assert schema.applied(registers._connection.raw) == schema.LANDED
    assert registers._connection.value("PRAGMA user_version") == schema.USER_VERSION
    assert registers._connection.value("PRAGMA application_id") == schema.APPLICATION_ID


def test_the_documentation_tells_every_landed_migration_in_one_line() -> None:
    text = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert re.findall(r"^- `(m\d{3}\w*)`", text, re.MULTILINE) == list(schema.LANDED)


def stored_schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.sqlite")), ids=lambda path: path.stem)
def test_a_file_of_any_released_program_gets_the_very_schema_of_a_new_one(kept: Path, path: Path) -> None:
    """A landed file that somebody edited is found out: the kept files were made before."""
    shutil.copy(kept, path)
    open_registers(path).close()
    new_registers(path.with_name("新.sqlite")).close()
    assert stored_schema(path) == stored_schema(path.with_name("新.sqlite"))


TRIGGER = "CREATE TRIGGER t BEFORE DELETE ON a\n BEGIN SELECT RAISE(ABORT, 'a; b'); SELECT 1; END;"


@pytest.mark.parametrize(
    ("script", "parts"),
    [
        ("CREATE TABLE a (b);\nCREATE TABLE c (d);\n", 2),
        ("CREATE TABLE a (b); CREATE TABLE c (d);", 2),
        (f"CREATE TABLE a (b);\n{TRIGGER}\nCREATE TABLE c (d);", 3),
        ("-- what; and why\nCREATE TABLE a (b DEFAULT ';\n;', /* ; */ c);\n", 1),
        ("CREATE TABLE a (b);\nCREATE TABLE c (d)", 2),
        ("\n \n", 0),
    ],
)
def test_a_script_is_split_where_sqlite_ends_a_statement(script: str, parts: int) -> None:
    found = list(schema.statements(script))
    assert len(found) == parts
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        for statement in found:
            raw.execute(statement)  # refuses more than one


ADMITTED = r"(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|PRAGMA (application_id|user_version))\b"


def test_no_migration_ends_the_transaction_it_runs_in() -> None:
    for file in Path(schema.__file__).parent.glob("*.sql"):
        for statement in schema.statements(file.read_text(encoding="utf-8")):
            code = re.sub(r"^(\s*--.*\n)*\s*", "", statement)
            assert re.match(ADMITTED, code), file


OPEN = """
import sys
from pathlib import Path
from storage.registers import open_registers
open_registers(Path(sys.argv[1])).close()
"""


NextProgram = Callable[[str, str], subprocess.CompletedProcess[str]]


@pytest.fixture
def next_program(tmp_path: Path) -> NextProgram:
    """Open a copy of the newest kept file with a copy of the program that differs in one file: name, text."""
    for room in ("disclosure", "storage"):
        shutil.copytree(ROOT / room, tmp_path / "程序" / room)  # with what is compiled of it
    shutil.copytree(ROOT / "resources" / "pinyin", tmp_path / "程序" / "resources" / "pinyin")
    for part in ("__init__.py", "digests.py", "disks.py", "locate.py"):
        shutil.copy(ROOT / "resources" / part, tmp_path / "程序" / "resources")
    shutil.copy(max(KEPT.glob("*.sqlite")), tmp_path / "旧.sqlite")

    def run(name: str, text: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "程序" / "storage" / "schema" / name).write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-c", OPEN, str(tmp_path / "旧.sqlite")],
            cwd=tmp_path / "程序",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


NEXT = f"{schema.USER_VERSION + 1:03}"


@pytest.mark.parametrize("name", [NEXT, f"{NEXT}-more-rooms"])
def test_a_file_in_the_folder_is_all_it_takes_to_land_a_migration(
    next_program: NextProgram, tmp_path: Path, name: str
) -> None:
    done = next_program(f"{name}.sql", f"CREATE TABLE a (b TEXT) STRICT;\n{TRIGGER}\n")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "旧.sqlite")) as raw:
        assert schema.applied(raw) == (*schema.LANDED, f"m{name.replace('-', '_')}")
        assert raw.execute("PRAGMA user_version").fetchone()[0] == schema.USER_VERSION + 1
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('a', 't')").fetchone()[0] == 2
    assert len(list(tmp_path.glob("旧.升级前-*.sqlite"))) == 1
    with pytest.raises(FileUnavailableError, match="由更新版本的程序保存"):
        open_registers(tmp_path / "旧.sqlite")


@pytest.mark.parametrize(
    "fault", ["CREATE TABLE requests (id);", "CREATE TABLE c (", "INSERT INTO seal VALUES (9, '', 0)"]
)
def test_a_migration_that_fails_halfway_leaves_nothing_of_itself(
    next_program: NextProgram, tmp_path: Path, fault: str
) -> None:
    before = stored_schema(tmp_path / "旧.sqlite")
    assert next_program(f"{NEXT}.sql", f"CREATE TABLE a (b);\nDELETE FROM duties;\n{fault}").returncode != 0
    assert stored_schema(tmp_path / "旧.sqlite") == before
    with open_registers(tmp_path / "旧.sqlite") as registers:
        assert registers.verify() == []
        assert registers.count(Duty)


def older_file(path: Path) -> None:
    """A file as the program before the last migration left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        schema.apply(raw, stop_before=schema.LANDED[-1])


def test_an_older_file_is_copied_and_then_migrated(path: Path) -> None:
    older_file(path)
    with open_registers(path) as registers:
        registers.save(make_request())
        assert registers.verify() == []
    copies = list(path.parent.glob("台账.升级前-*.sqlite"))
    assert len(copies) == 1
    raw = sqlite3.connect(copies[0])
    assert raw.execute("PRAGMA user_version").fetchone()[0] == int(schema.LANDED[-2][1:4])
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
    with pytest.raises(FileUnavailableError, match=r"文件夹“.*”：它不存在"):
        registers.backup_to(tmp_path / "没有" / "一.sqlite")
    with pytest.raises(FileUnavailableError, match="正在使用的文件"):
        registers.backup_to(registers.path)
    (tmp_path / "二.sqlite").mkdir()
    with pytest.raises(FileUnavailableError, match=r"不能写入“.*二.sqlite”：已有同名的文件夹"):
        backup_to(registers._connection, tmp_path / "二.sqlite")
    assert not list(tmp_path.glob(".*"))


def test_terms_are_kept_as_codes_never_as_labels(registers: Registers) -> None:
    registers.save(make_request())
    kept = registers._connection.row("SELECT applicant_kind, channel FROM requests")
    assert json.dumps(kept) == '["natural_person", "counter"]'
