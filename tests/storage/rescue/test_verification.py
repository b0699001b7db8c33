"""Proving a file: whatever goes around the door is noticed and named."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.changes import Change, Operation
from disclosure.errors import CancelledError
from disclosure.records import Request
from storage.registers import Registers, create_registers, open_registers
from tests.conftest import fixed_now
from tests.records_factory import make_release, make_request, make_step

UNLOCK = "DROP TRIGGER journal_is_never_changed", "DROP TRIGGER journal_is_never_deleted"


@pytest.fixture
def written(registers: Registers) -> Registers:
    request = registers.save(make_request(phone="00000000000")).after
    assert isinstance(request, Request)
    registers.save(replace(request, content="改过"))
    registers.save(make_step(request))
    registers.save(make_release())
    registers.undo()
    registers.remove(registers.get(Request, 1))
    return registers


def around_the_door(registers: Registers, *statements: str) -> None:
    for statement in statements:
        registers._connection.raw.execute(statement)


def test_a_sound_file_has_no_problems_and_progress_is_told(written: Registers) -> None:
    written.restore(Request, 1)
    written.attach(written.get(Request, 1), name="申请表.pdf", content=b"%PDF")
    told: list[tuple[int, int]] = []
    assert written.verify(lambda *at: told.append(at)) == []
    assert told == [(16, 16)]


def test_the_journal_refuses_to_be_changed_or_shortened(written: Registers) -> None:
    for statement in ("UPDATE journal SET by = '别人'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError):
            around_the_door(written, statement)


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        ((*UNLOCK, "UPDATE journal SET by = '别人' WHERE id = 3"), "操作日志从第 3 条起"),
        (
            (
                *UNLOCK,
                "PRAGMA foreign_keys = OFF",
                "DELETE FROM journal_values WHERE entry = 1",
                "DELETE FROM journal WHERE id = 1",
            ),
            "操作日志从第 1 条起",
        ),
        (("UPDATE journal_values SET open_values = '{}' WHERE entry = 2",), "操作日志第 2 条保存的内容"),
        (("UPDATE journal_values SET personal_values = '{}' WHERE entry = 1",), "操作日志第 1 条保存的内容"),
        (("DELETE FROM journal_values WHERE entry = 2",), "操作日志第 2 条保存的内容"),
        (("UPDATE requests SET outcome = 'granted'",), "“依申请公开”第 1 条记录与操作日志不一致"),
        (("UPDATE requests SET applicant = '王某某'",), "“依申请公开”第 1 条记录与操作日志不一致"),
        (("UPDATE requests SET removed_at = NULL",), "“依申请公开”第 1 条记录与操作日志不一致"),
        (("DELETE FROM steps",), "“办理步骤”第 1 条记录与操作日志不一致"),
        (
            (
                "INSERT INTO duties (id, name, basis, cycle, channels, department, remarks)"
                " VALUES (5, '凭空', '', 'once', '[]', '', '')",
            ),
            "“应公开事项”第 5 条记录与操作日志不一致",
        ),
        (("PRAGMA foreign_keys = OFF", "DELETE FROM requests"), "“办理步骤”第 1 条所属的记录不存在"),
    ],
)
def test_what_goes_around_the_door_is_named(written: Registers, statements: tuple[str, ...], sentence: str) -> None:
    around_the_door(written, *statements)
    assert written.verify()[0].startswith(sentence)


@pytest.mark.parametrize(
    "statements", [("UPDATE steps SET detail = '别的'",), ("PRAGMA foreign_keys = OFF", "DELETE FROM requests")]
)
def test_of_very_many_faults_of_a_kind_twenty_are_told_and_the_rest_counted(
    registers: Registers, statements: tuple[str, ...]
) -> None:
    """The twenty looked like all that was wrong."""
    request = registers.save(make_request()).after
    assert isinstance(request, Request)
    registers.save_all([make_step(request) for _ in range(25)])
    around_the_door(registers, *statements)
    assert registers.verify()[20] == "……另有 5 处没有列出。"


@pytest.mark.parametrize(("faults", "told"), [(20, []), (21, ["……后面至少另有 1 处没有列出。"])])
def test_where_sqlite_stops_looking_the_rest_is_said_to_be_there(
    registers: Registers, faults: int, told: list[str]
) -> None:
    """SQLite was asked for twenty faults, and the twenty looked like all that was wrong."""
    request = registers.save(make_request()).after
    assert isinstance(request, Request)
    registers.save_all([make_step(request) for _ in range(faults)])
    around_the_door(registers, "PRAGMA ignore_check_constraints = ON", "UPDATE steps SET kind = '别的'")
    around_the_door(registers, "PRAGMA ignore_check_constraints = OFF")
    problems = registers.verify()
    assert ["steps" in each for each in problems[:20]] == [True] * 20
    assert problems[20:] == told


def test_personal_values_can_be_erased_and_the_chain_still_holds(written: Registers) -> None:
    around_the_door(
        written,
        "UPDATE journal_values SET personal_values = NULL, personal_salt = NULL",
        "UPDATE requests SET applicant = '', phone = ''",
    )
    assert written.verify() == []
    [first, *_] = written.history(make_request(id=1))
    assert isinstance(first.after, Request)
    assert (first.after.phone, first.after.number) == ("", "2024-001")


def test_verification_can_be_cancelled(written: Registers) -> None:
    def cancel(*_: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        written.verify(cancel)


def overwrite_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)


def test_damage_inside_the_file_is_found_by_the_check_that_follows_opening(path: Path) -> None:
    with create_registers(path, now=fixed_now) as registers:
        registers.save_all([make_request() for _ in range(500)])
    overwrite_the_middle(path)
    with open_registers(path) as registers:
        problems = registers.verify(is_quick=True)
        assert "损坏" in problems[0]
        assert registers.verify() == problems


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_has_its_word(operation: Operation) -> None:
    assert operation.label


def test_a_change_knows_its_record() -> None:
    record = make_request(id=3)
    change = Change(
        operation=Operation.REMOVE,
        register="requests",
        record_id=3,
        before=record,
        after=None,
        label="删除",
        entry=1,
        batch=1,
    )
    assert change.record is record
    told: Callable[[], object] = lambda: replace(change, before=None).record  # noqa: E731
    with pytest.raises(AssertionError):
        told()


LAX = (
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')')"
    " WHERE name IN ('requests', 'journal', 'journal_values')",
    "PRAGMA writable_schema = RESET",
)


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (("CREATE TRIGGER quiet AFTER INSERT ON requests BEGIN SELECT 1; END",), "多了触发器“quiet”"),
        (("CREATE VIEW seen AS SELECT 1",), "多了视图“seen”"),
        (("CREATE TABLE other (a)",), "多了表“other”"),
        (("DROP INDEX requests_number",), "少了索引“requests_number”"),
        (("DROP TRIGGER journal_is_never_changed",), "少了触发器“journal_is_never_changed”"),
        (LAX, "改动了表“requests”"),
    ],
)
def test_what_was_done_to_the_structure_is_named(
    written: Registers, statements: tuple[str, ...], sentence: str
) -> None:
    around_the_door(written, *statements)
    assert any(sentence in each for each in written.verify())


@pytest.mark.parametrize("table", ["requests", "journal_values", "journal"])
def test_a_value_of_any_type_anywhere_is_told_and_never_an_error(written: Registers, table: str) -> None:
    columns = [name for _, name, *_ in written._connection.rows(f"PRAGMA table_info({table})")]
    around_the_door(written, *UNLOCK, *LAX, "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF")
    raw = written._connection.raw
    raw.execute(f"CREATE TEMP TABLE kept AS SELECT rowid AS place, * FROM {table}")
    for column in columns[1:]:
        for value in (b"\x01", 7, 1.5, "x"):
            raw.execute(f'UPDATE {table} SET "{column}" = ?', (value,))
            assert written.verify() != []
        back = f'(SELECT kept."{column}" FROM kept WHERE place = {table}.rowid)'
        raw.execute(f'UPDATE {table} SET "{column}" = {back}')
