"""Each fault SQLite reports tells which file it is about and what to do now."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import FileDamagedError, FileUnavailableError, UnreadableValueError
from disclosure.records import Request
from storage.known_errors import damaged, known_error, known_errors, not_ours, nothing_but_damage
from storage.query import Filter, Query
from storage.registers import Registers
from tests.records_factory import make_draft, make_request

PATH = Path("某处") / "登记簿.xxgk"
TOLD = {  # what the reader has to find: what happened, and what to do
    "BUSY": ("另一个窗口", "关闭", "重试"),
    "LOCKED": ("程序打开", "先在那里", "关闭"),
    "NOTADB": ("不是信息公开工作台", "选择正确"),
    "CORRUPT": ("损坏", "不要", "改动", "“从备份恢复”", "完好"),
    "READONLY": ("只能读取", "不能写入", "复制到", "自己的文件夹"),
    "FULL": ("空间不足", "腾出空间", "再试"),
    "IOERR": ("磁盘出错", "移动存储", "连接"),
    "CANTOPEN": ("打不开", "是否存在", "文件夹", "权限"),
    "PERM": ("没有权限", "所有者"),
    "AUTH": ("没有权限", "所有者"),
}
OF_NO_FILE = {"FULL"}  # whichever file it is: the disk is full


def _error(name: str, message: str = "some English") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    if name:
        error.sqlite_errorname = name
    return error


@pytest.mark.parametrize("code", TOLD)
@pytest.mark.parametrize("behind", ["", "_SOMETHING", "_TWO_MORE"])
def test_a_fault_is_told_by_its_family(code: str, behind: str) -> None:
    told = known_error(_error(f"SQLITE_{code}{behind}"), PATH)
    assert [word for word in TOLD[code] if word not in str(told)] == []
    assert ("“登记簿.xxgk”" in str(told)) is (code not in OF_NO_FILE)
    assert isinstance(told, FileDamagedError) is (code in ("CORRUPT", "NOTADB"))


def test_a_text_whose_bytes_are_damaged_is_damage_though_it_has_no_code() -> None:
    with sqlite3.connect(":memory:") as raw:
        try:
            raw.execute("SELECT CAST(x'b8ff' AS TEXT)").fetchone()
        except sqlite3.OperationalError as error:
            told = known_error(error, PATH)
    assert isinstance(told, FileDamagedError)
    assert str(told) == str(damaged(PATH))
    assert known_error(_error(""), PATH) is None
    assert known_error(_error("SQLITE_ERROR"), PATH) is None


def test_a_fault_that_is_not_known_goes_on_as_it_was() -> None:
    with pytest.raises(sqlite3.OperationalError, match="some English"), known_errors(PATH):
        raise _error("SQLITE_ERROR")
    with pytest.raises(FileUnavailableError, match="重试") as told, known_errors(PATH):
        raise _error("SQLITE_BUSY")
    assert isinstance(told.value.__cause__, sqlite3.OperationalError)


def test_what_never_fails_on_a_sound_file_tells_of_damage(tmp_path: Path) -> None:
    strange, ours = tmp_path / "别的.db", tmp_path / "我们的.db"
    strange.write_bytes(b"no database at all")
    ours.write_bytes(b"\0" * 5000 + b"CREATE TABLE journal_values")
    for path, name, damage in (
        (strange, "SQLITE_ERROR", True),
        (strange, "SQLITE_NOTADB", False),
        (ours, "SQLITE_NOTADB", True),
        (strange, "SQLITE_CORRUPT", True),
    ):
        with pytest.raises(FileUnavailableError) as told, nothing_but_damage(path):
            raise _error(name)
        assert ("损坏" in str(told.value), isinstance(told.value, FileDamagedError)) == (damage, damage)
    assert "不是信息公开工作台" in str(not_ours(strange))


@pytest.mark.parametrize("code", ["FULL", "IOERR"])
def test_that_nothing_was_saved_is_said_of_a_save_alone(code: str) -> None:
    assert "没有保存" in str(known_error(_error(f"SQLITE_{code}"), PATH, is_save=True))
    assert "保存" not in str(known_error(_error(f"SQLITE_{code}"), PATH))


def test_half_a_character_is_a_sentence_at_every_door(registers: Registers) -> None:
    """A report of another program told one, and the import ended in 「程序出错」; nothing of it may be kept."""
    half = json.loads('"第\\ud800条"')
    request = registers.get(Request, registers.save(make_request()).record_id)
    doors: tuple[Callable[[], object], ...] = (
        lambda: registers.save(make_draft(text=half)),
        lambda: registers.save(replace(request, content=half)),
        lambda: registers.remove(request, half),
        lambda: registers.named(Request, half),
        lambda: list(registers.all(Request, Query(filters=(Filter("content", "contains", half),)))),
    )
    for door in doors:
        with pytest.raises(UnreadableValueError, match=r"半个字符.*D800"):
            door()
    assert registers.get(Request, request.id) == request
    assert registers.verify() == []
