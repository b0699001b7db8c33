"""Opening: one program at a time, nothing lost, and one clear sentence for whatever cannot be opened."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from disclosure.errors import (
    CancelledError,
    DisclosureError,
    FileDamagedError,
    FileInUseError,
    FileUnavailableError,
)
from disclosure.records import Request
from storage import connection, schema
from storage.known_errors import known_error
from storage.registers import Registers, create_registers, open_registers
from storage.search import SEARCHED
from tasks.safety.backup import restore
from tasks.safety.salvage import salvaged
from tests.empty_files import new_registers
from tests.records_factory import make_request

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def make_file(path: Path) -> None:
    with create_registers(path) as registers:
        registers.save(make_request())


def altered(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.mark.usefixtures("true_files")
def test_a_new_file_is_marked_as_ours_and_readable_by_its_owner_only(path: Path) -> None:
    make_file(path)
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    assert raw.execute("PRAGMA user_version").fetchone()[0] == schema.USER_VERSION
    raw.close()
    assert path.stat().st_mode & 0o077 == 0


def test_the_connection_is_durable_and_exclusive(registers: Registers) -> None:
    def pragma(name: str) -> object:
        return registers._connection.value(f"PRAGMA {name}")

    assert [pragma(name) for name in ("journal_mode", "locking_mode")] == ["delete", "exclusive"]
    assert [pragma(name) for name in ("synchronous", "foreign_keys", "trusted_schema")] == [3, 1, 0]
    assert [pragma(name) for name in ("secure_delete", "temp_store", "cache_size")] == [1, 2, -32000]


@pytest.mark.usefixtures("true_files")
def test_what_was_saved_is_there_after_opening_again(path: Path) -> None:
    make_file(path)
    with open_registers(path) as registers:
        assert [request.number for request in registers.all(Request)] == ["2024-001"]


def test_a_second_opening_says_who_has_the_file_open(path: Path, registers: Registers) -> None:
    assert not registers.is_read_only
    with pytest.raises(FileUnavailableError, match=rf"已经打开（用户 .*，计算机 .*，进程 {os.getpid()}）"):
        open_registers(path)


def test_a_second_opening_without_a_note_still_says_that_it_is_open(path: Path, registers: Registers) -> None:
    assert registers.path == path
    connection.note_path(path).write_text("[]", encoding="utf-8")
    with pytest.raises(FileUnavailableError, match=r"“台账.sqlite”已经打开，要"):
        open_registers(path)


def test_a_file_whose_journal_does_not_read_is_let_go_of(path: Path) -> None:
    with create_registers(path) as registers:
        registers.save(make_request())
        last = bytes.fromhex(registers.fingerprint)
    content = bytearray(path.read_bytes())
    for page in range(0, len(content), 4096):
        if last in content[page : page + 4096]:
            content[page] = 0xFF  # no page of a table
    path.write_bytes(content)
    with pytest.raises(FileDamagedError):
        open_registers(path)
    assert not connection.note_path(path).exists()


_SECOND = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    raw.execute("BEGIN EXCLUSIVE")
    print("opened", flush=True)
    sys.stdin.readline()
except sqlite3.OperationalError as refused:
    print(refused, flush=True)
raw.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a lock belongs to whoever opened")
def test_a_file_that_was_read_by_this_program_is_still_held_and_never_written_by_two(path: Path) -> None:
    """The system gives SQLite's lock up when anybody here closes the file: salvage, or one chosen as a backup."""
    words = [sys.executable, "-S", "-c", _SECOND, str(path)]
    with create_registers(path) as registers:
        registers.save(make_request())
        path.read_bytes()
        registers.refuse_another_content()  # as before every save, every work she starts, and when she comes back
        told = subprocess.run(words, capture_output=True, text=True, check=True)
        assert told.stdout == "database is locked\n"
        path.read_bytes()
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as second:
            assert second.stdin is not None
            assert second.stdout is not None
            assert second.stdout.readline() == "opened\n"  # in the moment between
            with pytest.raises(FileInUseError, match="又在别处打开了"):
                registers.save(make_request())
            second.stdin.write("\n")
        registers.save(make_request())
        assert registers.verify() == []
        assert registers.count(Request) == 2


def test_closing_takes_the_note_away(path: Path) -> None:
    with create_registers(path):
        assert connection.note_path(path).exists()
    assert not connection.note_path(path).exists()


def test_a_user_without_a_name_is_named_unknown(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 3_999_999_999)
    with create_registers(path):
        assert "未知" in connection.holder_sentence(path)


def test_a_killed_program_leaves_a_file_that_opens_with_all_it_had_saved(path: Path) -> None:
    script = textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from storage.registers import create_registers
        from tests.records_factory import make_request
        registers = create_registers(Path({str(path)!r}))
        registers.save(make_request())
        with registers.batch("未完成"):
            registers.save(make_request())
            print("ready", flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with pytest.raises(FileUnavailableError, match=f"进程 {child.pid}"):
            open_registers(path)
        child.send_signal(signal.SIGKILL)
    assert connection.note_path(path).exists()
    with open_registers(path) as registers:
        assert registers.count(Request) == 1
        assert registers.verify() == []


def killed_while_writing(path: Path) -> Path:
    """Leave a file as a program does that was killed in the middle of a large change, and return its journal."""
    journal = path.with_name(path.name + "-journal")
    with open_registers(path) if path.exists() else create_registers(path) as registers:
        registers.save(make_request())
        registers._connection.raw.execute("PRAGMA cache_size = 5")  # so that it writes before all is said
        with suppress(CancelledError), registers.batch("未完成"):
            for _ in range(20):
                registers.save(make_request())
            left = {each: each.read_bytes() for each in (path, journal)}
            raise CancelledError
    for each, content in left.items():
        each.write_bytes(content)
    assert left[journal][:8].strip(b"\0")
    return journal


@pytest.mark.sampled
@pytest.mark.parametrize("left", ["-journal", "-wal"])
@pytest.mark.parametrize("way", ["restored", "salvaged", "made"])
def test_no_new_file_is_put_beside_what_was_left_of_another_which_would_ruin_it(
    way: str, left: str, tmp_path: Path
) -> None:
    old, good, new = (tmp_path / f"{name}.sqlite" for name in ("坏了", "备份", "台账"))
    journal = killed_while_writing(old).rename(new.with_name(new.name + left))
    with create_registers(good) as registers:
        registers.save(make_request())
    before = journal.read_bytes()
    ways: dict[str, Callable[[], object]] = {
        "restored": lambda: restore(good, new),
        "salvaged": lambda: salvaged(good, new),
        "made": lambda: create_registers(new).close(),
    }
    with pytest.raises(FileUnavailableError, match=f"旁边的“台账.sqlite{left}”属于原来叫这个名字的文件"):
        ways[way]()
    assert not new.exists()
    assert journal.read_bytes() == before
    journal.rename(tmp_path / "移走了")
    ways[way]()
    with open_registers(new) as registers:
        assert registers.verify() == []


@pytest.mark.parametrize("over", ["another file", "yesterday's"])
def test_a_copy_laid_over_a_file_that_was_killed_is_not_ruined_by_what_lies_beside_it(
    over: str, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "拷贝.sqlite"
    if over == "another file":
        with create_registers(copy) as registers:
            registers.save_all(make_request() for _ in range(40))
        journal = killed_while_writing(path)
    else:
        with create_registers(path) as registers:
            registers.save_all(make_request() for _ in range(40))
            registers.backup_to(copy)
            registers.save_all(make_request() for _ in range(40))
        journal = killed_while_writing(path)
    path.write_bytes(copy.read_bytes())
    before = journal.read_bytes()
    with pytest.raises(FileUnavailableError, match="-journal”不是它的") as told:
        open_registers(path)
    assert not isinstance(told.value, FileDamagedError)
    assert (path.read_bytes(), journal.read_bytes()) == (copy.read_bytes(), before)
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".~")]
    journal.rename(tmp_path / "移走了")
    with open_registers(path) as registers:
        assert registers.verify() == []
        assert registers.count(Request) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for rights there")
def test_a_file_opened_by_a_link_is_not_ruined_either(path: Path, tmp_path: Path) -> None:
    killed_while_writing(path)
    with create_registers(copy := tmp_path / "拷贝.sqlite") as registers:
        registers.save_all(make_request() for _ in range(40))
    path.write_bytes(copy.read_bytes())
    (link := tmp_path / "桌面上.sqlite").symlink_to(path)
    with pytest.raises(FileUnavailableError, match="台账.sqlite-journal”不是它的"):  # noqa: RUF043
        open_registers(link)
    assert path.read_bytes() == copy.read_bytes()


def test_a_file_with_a_fault_of_its_own_still_opens_after_a_kill(path: Path) -> None:
    """The change that was cut is taken back; what was wrong before is told by whoever looks the file through."""
    with create_registers(path) as registers:
        registers.save(make_request())
    altered(path, "UPDATE requests SET content = '绕过程序改的'")
    killed_while_writing(path)
    with open_registers(path) as registers:
        assert registers.count(Request) == 2
        assert len(registers.verify()) == 1


def test_a_file_in_which_another_program_just_saves_is_in_use(path: Path) -> None:
    with new_registers(path) as registers:
        registers.save(make_request())
        (path.parent / (path.name + "-journal")).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
        with pytest.raises(FileInUseError):
            open_registers(path)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def another_programs(path: Path) -> None:
    path.unlink()
    altered(path, "CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('别的程序')")


def smash_the_header(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:16] = b"x" * 16
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (Path.unlink, "没有找到“台账.sqlite”"),
        (lambda path: path.write_bytes(b""), "空文件（0 字节）"),
        (
            lambda path: path.write_text("这不是数据库，只是一段很长的文字。" * 50, encoding="utf-8"),
            "不是信息公开工作台",
        ),
        (truncate, "已损坏"),
        (smash_the_header, "已损坏"),
        (lambda path: altered(path, "PRAGMA application_id = 7"), "已损坏"),
        (lambda path: os.truncate(path, 40), "已损坏"),
        (
            lambda path: altered(path, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'steps'"),
            "已损坏",
        ),
        (another_programs, "不是信息公开工作台"),
        (lambda path: altered(path, "PRAGMA user_version = 99"), "由更新版本的程序保存"),
        (
            lambda path: altered(
                path,
                "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('disclosure', 'm999_later')",
            ),
            "由更新版本的程序保存",
        ),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence_and_left_alone(
    path: Path, harm: Callable[[Path], object], sentence: str
) -> None:
    make_file(path)
    harm(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(FileUnavailableError, match=sentence):
        open_registers(path)
    assert (path.read_bytes() if path.exists() else None) == before
    assert not connection.note_path(path).exists()


@pytest.mark.parametrize("table", ["papers", *SEARCHED])
def test_a_file_without_one_of_its_indexes_of_words_is_damaged_before_anybody_searches_it(
    path: Path, table: str
) -> None:
    make_file(path)
    altered(path, "PRAGMA writable_schema = ON", f"DELETE FROM sqlite_master WHERE name = '{table}_search'")
    with pytest.raises(FileUnavailableError, match="已损坏"):
        open_registers(path)


def test_a_folder_is_no_file_and_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="不是文件"):
        open_registers(tmp_path)
    with pytest.raises(FileUnavailableError, match=r"文件夹“.*”不存在"):
        open_registers(tmp_path / "没有" / "台账.sqlite")
    with pytest.raises(FileUnavailableError, match=r"文件夹“.*”不存在"):
        create_registers(tmp_path / "没有" / "台账.sqlite")


def test_a_new_file_never_replaces_an_existing_one(path: Path) -> None:
    make_file(path)
    with pytest.raises(FileUnavailableError, match="已经存在"):
        create_registers(path)


def test_where_no_file_can_be_made_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_where: object) -> int:
        raise PermissionError

    monkeypatch.setattr("storage.opening.os.open", refuse)
    with pytest.raises(FileUnavailableError, match=r"不能在“.*”中建立文件"):
        create_registers(tmp_path / "台账.sqlite")


def test_a_file_that_could_not_be_finished_is_not_left_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.opening._PRAGMAS", ("this is no SQL",))
    with pytest.raises(sqlite3.OperationalError):
        create_registers(path)
    assert not path.exists()


def run_as_nobody(script: str) -> str:
    """Run a script without the rights of root, for whom nothing is read-only."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


READS_AND_TRIES_TO_WRITE = """
    import os
    from pathlib import Path
    from disclosure.errors import FileUnavailableError
    from disclosure.records import Request
    import tests.records_factory as factory, storage.registers as database
    os.getuid() or os.setuid({nobody})
    with database.open_registers(Path({path!r})) as registers:
        print(registers.is_read_only, registers.count(Request))
        try:
            registers.save(factory.make_request())
        except FileUnavailableError as error:
            print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Linux")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_read_only_file_or_folder_opens_for_reading(file_mode: int, folder_mode: int) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        path = Path(name) / "台账.sqlite"
        make_file(path)
        path.chmod(file_mode)
        Path(name).chmod(folder_mode)
        told = run_as_nobody(READS_AND_TRIES_TO_WRITE.format(path=str(path), nobody=NOBODY)).splitlines()
        Path(name).chmod(0o755)
    assert told[0] == "True 1"
    assert "以只读方式打开，不能修改" in told[1]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Linux")
def test_a_cut_change_that_cannot_be_taken_back_there_names_both_files_to_copy() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "台账.sqlite"
        killed_while_writing(path)
        for each in Path(name).iterdir():
            each.chmod(0o444)
        Path(name).chmod(0o555)
        told = run_as_nobody(f"""
            import os
            from pathlib import Path
            from disclosure.errors import FileUnavailableError
            import storage.registers as database
            os.getuid() or os.setuid({NOBODY})
            try:
                database.open_registers(Path({str(path)!r}))
            except FileUnavailableError as error:
                print(error)
        """)
        Path(name).chmod(0o755)
    assert "把它和旁边的“台账.sqlite-journal”一起复制到自己的文件夹后再打开" in told


def test_a_full_disk_rolls_back_and_is_said(registers: Registers) -> None:
    registers.save(make_request())
    registers._connection.raw.execute(f"PRAGMA max_page_count = {registers._connection.value('PRAGMA page_count')}")
    with pytest.raises(FileUnavailableError, match="磁盘空间不足"):
        registers.save_all([make_request(content="长" * 5000) for _ in range(50)])
    registers._connection.raw.execute("PRAGMA max_page_count = 1000000")
    assert registers.count(Request) == 1
    assert registers.save(make_request()).after is not None
    assert registers.verify() == []


def test_an_unknown_fault_of_sqlite_stays_a_fault_of_the_program(registers: Registers) -> None:
    with pytest.raises(sqlite3.OperationalError):
        registers._connection.rows("SELECT nothing FROM nowhere")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SQLITE_IOERR_WRITE", FileUnavailableError),
        ("SQLITE_READONLY_DBMOVED", FileUnavailableError),
        ("SQLITE_CANTOPEN", FileUnavailableError),
        ("SQLITE_INTERRUPT", CancelledError),
    ],
)
def test_every_known_code_has_its_sentence(code: str, kind: type[DisclosureError], path: Path) -> None:
    error = sqlite3.OperationalError("任何英文")
    error.sqlite_errorname = code
    assert isinstance(known_error(error, path), kind)


def test_a_path_may_be_a_text_with_blanks_and_signs(tmp_path: Path) -> None:
    path = tmp_path / "我的 台账#1?.sqlite"
    make_file(path)
    with open_registers(str(path)) as registers:
        assert registers.count(Request) == 1


def test_a_file_without_the_right_to_write_is_read_and_never_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_file(path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)  # binds root as well
    with open_registers(path) as registers:
        assert registers.is_read_only
        assert registers.count(Request) == 1
        with pytest.raises(FileUnavailableError, match="只读"):
            registers.save(make_request())
        assert registers.undo_label is None
    assert path.read_bytes() == before
    assert not connection.note_path(path).exists()


def test_reading_that_is_stopped_at_its_very_start_is_cancelled_and_no_bug(path: Path) -> None:
    stopped = sqlite3.OperationalError("vtable constructor failed: json_each")
    assert isinstance(known_error(stopped, path), CancelledError)
    assert known_error(sqlite3.OperationalError("vtable constructor failed: requests_search"), path) is None


def test_who_reads_a_file_that_was_closed_meanwhile_is_cancelled(registers: Registers) -> None:
    """Seen as a crash report when a window was closed while 今日 was just beginning to read."""
    registers.close()
    with pytest.raises(CancelledError):
        registers.count(Request)
