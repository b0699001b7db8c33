"""Whatever the system refuses is one sentence that says what to do; what was there before stays."""

import errno
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError, ExportError, FileUnavailableError
from disclosure.records import Release, Request
from resources import disks
from storage import connection as connections
from storage import known_errors
from storage.backup import backup_to, copies_before_migration, ends_of, envelope_of
from storage.connection import holder_sentence, note_path
from storage.known_errors import was_ours
from storage.opening import connect, create
from storage.registers import Registers, open_registers
from storage.whole_file import (
    ASIDE,
    _network_cards,
    _sync_folder,
    hash_of_file,
    is_same_file,
    scratch_folder,
    sweep_unfinished,
    whole_file,
    whole_files,
    whole_folder,
    write_whole,
)
from tasks.safety.backup import back_up, proven
from tests.empty_files import new_registers
from tests.records_factory import make_request

_FULL = "写不进去：磁盘空间不足，腾出空间后重试；原有的文件没有改动。"
_FORBIDDEN = "检查文件夹的写入权限，并关闭正在打开它的程序。"
_TAKEN = "已有同名的文件或文件夹，要移走后重试。"
_OTHERWISE = "写不进去，检查磁盘空间、移动存储是否仍然连接，并关闭正在打开它的程序。"
REFUSED = [  # what the system says, and what the person reads: what is wrong and what to do
    (errno.ENOSPC, _FULL),
    (errno.EDQUOT, _FULL),
    (errno.ENOENT, "它不存在，要先建立它，或检查移动存储是否已连接。"),
    (errno.ENOTDIR, "它不是文件夹，要换一个位置。"),
    (errno.EACCES, _FORBIDDEN),
    (errno.EPERM, _FORBIDDEN),
    (errno.EROFS, "它所在的磁盘只能读取，要换一个位置。"),
    (errno.ENAMETOOLONG, "文件名太长，要改短后重试。"),
    (errno.EISDIR, "已有同名的文件夹，要换一个文件名。"),
    (errno.EEXIST, _TAKEN),
    (errno.ENOTEMPTY, _TAKEN),
    (errno.EIO, _OTHERWISE),
    (None, _OTHERWISE),
]


def _half_written(aside: Path, code: int | None) -> None:
    aside.write_text("半截")
    raise OSError(code, "x") if code else OSError("x")


@pytest.mark.parametrize(("code", "said"), REFUSED)
@pytest.mark.parametrize("kind", [ExportError, FileUnavailableError])
def test_what_the_system_refuses_is_one_sentence_and_the_former_file_stays(
    code: int | None, said: str, kind: type[DisclosureError], tmp_path: Path
) -> None:
    place = tmp_path / "名单.csv"
    place.write_text("原来的")
    with pytest.raises(kind, match=f"(名单.csv|{tmp_path})”.*{said}$"), whole_file(place, kind=kind) as aside:
        _half_written(aside, code)
    assert (place.read_text(), os.listdir(tmp_path)) == ("原来的", ["名单.csv"])


def test_what_is_refused_within_a_folder_being_filled_names_no_hidden_place(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportError) as told,
        whole_folder(tmp_path / "交接") as inside,
        whole_file(inside / "目录.pdf") as aside,
    ):
        _half_written(aside, errno.ENOSPC)
    assert str(told.value).startswith(f"“{tmp_path / '目录.pdf'}”写不进去：磁盘空间不足")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="there it is the folder that says who may read")
@pytest.mark.parametrize(
    ("private", "umask", "before", "mode"),
    [
        (True, 0o022, None, 0o600),
        (True, 0o000, 0o644, 0o600),
        (False, 0o022, None, 0o644),
        (False, 0o077, None, 0o600),  # the administrator lets nobody into what others make
        (False, 0o007, 0o664, 0o660),
        (False, 0o022, 0o600, 0o600),  # closed by hand, and exported again
        (False, 0o022, 0o440, 0o640),
    ],
)
def test_nobody_reads_what_the_umask_or_the_file_replaced_shut_out(
    private: bool, umask: int, before: int | None, mode: int, tmp_path: Path
) -> None:
    place = tmp_path / "名单.csv"
    if before is not None:
        place.touch()
        place.chmod(before)
    former = os.umask(umask)
    try:
        write_whole(place, b"abc", private=private)
    finally:
        os.umask(former)
    assert oct(place.stat().st_mode & 0o777) == oct(mode)
    assert hash_of_file(place) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1


def test_whoever_listens_hears_of_each_place_before_anything_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where anybody may read it the guard of the window asks first: what was private, and was anything written yet."""
    heard: list[tuple[str, bool, list[str]]] = []
    monkeypatch.setattr(
        "storage.whole_file.HEARS", [lambda path, private: heard.append((path.name, private, os.listdir(tmp_path)))]
    )
    write_whole(tmp_path / "a", b"a", private=True)
    write_whole(tmp_path / "b", b"b")
    with whole_folder(tmp_path / "c"), whole_files() as aside_of:
        aside_of(tmp_path / "d").touch()
    with scratch_folder(tmp_path), scratch_folder(None):
        pass
    told = [(name, private) for name, private, _ in heard if not name.startswith(ASIDE)]
    assert told == [("a", True), ("b", False), ("c", True), ("d", False)]
    assert [private for name, private, _ in heard if name.startswith(ASIDE)] == [False, False]
    assert all(name not in there for name, _, there in heard)


def test_the_unfinished_file_has_the_same_ending_unless_that_is_endless(tmp_path: Path) -> None:
    for ending, kept in ((".csv", ".csv"), ("." + "e" * 15, "." + "e" * 15), ("." + "e" * 16, "")):
        with whole_file(tmp_path / f"a{ending}") as aside:
            assert (aside.name.startswith(ASIDE), aside.suffix) == (True, kept)
            assert aside.parent == tmp_path


def test_nothing_is_made_for_a_while_that_no_start_would_sweep_away() -> None:
    """A kill leaves it: it has to be named after its process, or to be inside something that is."""
    root = Path(__file__).parents[2]
    rooms = ("disclosure", "importers", "exporters", "storage", "tasks", "gui")
    sources = [
        root / "main.py",
        root / "commandline.py",
        *(path for room in rooms for path in (root / room).rglob("*.py")),
    ]
    makers = re.compile(r"QTemporary\w+|TemporaryDirectory|TemporaryFile|mk[sd]?temp\b")
    found = {path.relative_to(root).as_posix() for path in sources if makers.search(path.read_text(encoding="utf-8"))}
    assert found == {"storage/whole_file.py", "exporters/sheets.py"}


@pytest.mark.skipif(os.name == "nt", reason="there a pipe has no place in a folder")
def test_a_pipe_in_the_folder_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    """Whoever opened it waited for ever: an export over it, and every backup, restore and password of its folder."""
    pipe = tmp_path / "台账-备份-20261201-080000.xxgk"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match=_TAKEN):
        write_whole(pipe, b"x")
    assert pipe.is_fifo()
    assert (was_ours(pipe), envelope_of(pipe), ends_of(pipe)) == (False, None, ("", 0, ""))


@pytest.mark.skipif(os.name == "nt", reason="there links need rights")
def test_a_link_that_leads_to_itself_is_one_sentence(tmp_path: Path) -> None:
    loop = tmp_path / "台账.xxgk"
    loop.symlink_to(loop)
    with pytest.raises(FileUnavailableError, match="没有找到"):
        open_registers(loop)


@pytest.mark.skipif(os.name == "nt", reason="there links need rights")
@pytest.mark.parametrize("was_there", [True, False])
def test_a_file_is_written_through_the_link_that_leads_to_it(tmp_path: Path, was_there: bool) -> None:
    """The link on the desktop became a file of its own, and the shared one it had led to stayed as it was."""
    (tmp_path / "共享").mkdir()
    (tmp_path / "桌面").mkdir()
    shared, link = tmp_path / "共享" / "名单.csv", tmp_path / "桌面" / "名单.csv"
    link.symlink_to("../共享/名单.csv")
    if was_there:
        shared.write_text("原来的")
    write_whole(link, b"new")
    assert (link.is_symlink(), shared.read_bytes()) == (True, b"new")
    assert [path.name for path in tmp_path.rglob("*.csv")] == ["名单.csv"] * 2


@pytest.mark.skipif(os.name == "nt", reason="there links need rights")
def test_a_link_to_itself_or_of_another_user_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, bait = tmp_path / "名单.csv", tmp_path / "别人要毁坏的文件"
    link.symlink_to(link)
    with pytest.raises(ExportError, match="是一个链接"):
        write_whole(link, b"x")
    link.unlink()
    bait.write_text("原来的")
    link.symlink_to(bait)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    with pytest.raises(ExportError, match="别的用户放在这里的链接"):
        write_whole(link, b"x")
    assert (bait.read_text(), link.is_symlink()) == ("原来的", True)


def test_nothing_is_written_into_the_empty_folder_of_a_stick_that_is_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lay on the first disk then, and was told as written; on the stick nothing was found."""
    monkeypatch.setattr(disks, "_USED", set[Path]())
    stick = tmp_path / "U盘"
    (stick / "备份").mkdir(parents=True)
    disks.remember_disk(stick.resolve())
    for place in (stick, stick / "备份"):
        with pytest.raises(FileUnavailableError, match=f"“{place}”所在的移动存储或磁盘已经断开，要接好后重试。"):
            write_whole(place / "a", b"a", kind=FileUnavailableError)
        with pytest.raises(ExportError, match="已经断开"), whole_folder(place / "包"):
            pass
        with pytest.raises(FileUnavailableError, match="已经断开"):
            proven(_copied(tmp_path / "备份.xxgk", place))
    assert sorted(path.name for path in stick.rglob("*")) == ["备份", "备份.xxgk", "备份.xxgk"]


def _copied(path: Path, to: Path) -> Path:
    if not path.exists():
        new_registers(path).close()
    return Path(shutil.copy(path, to))


_PULLED_MEANWHILE = """
import pathlib, subprocess, sys
from storage.whole_file import *
from disclosure.errors import ExportError
stick = pathlib.Path(sys.argv[1])
for is_late in (False, True):
    subprocess.run(["mount", "-t", "tmpfs", "none", stick], check=True)
    try:
        with whole_file(stick / "名单.csv") as aside:
            if is_late:
                aside.write_text("x")
            subprocess.run(["umount", "-l", stick], check=True)
            if not is_late:
                aside.write_text("x")
    except ExportError as refused:
        print(refused)
print([path.name for path in stick.iterdir()])
"""


@pytest.mark.skipif(
    sys.platform != "linux"
    or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0,
    reason="here nobody may mount a disk of his own",
)
def test_a_stick_pulled_while_a_file_is_written_is_told_and_the_file_lands_nowhere_else(tmp_path: Path) -> None:
    program = [sys.executable, "-c", _PULLED_MEANWHILE, str(tmp_path)]
    root = Path(__file__).parents[2]
    ran = subprocess.run(["unshare", "-rm", *program], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout == f"“{tmp_path}”所在的移动存储或磁盘已经断开，要接好后重试。\n" * 2 + "[]\n"


def test_a_stick_that_was_pulled_out_is_swept_of_nothing(tmp_path: Path) -> None:
    sweep_unfinished(tmp_path / "拔出的U盘")


def test_what_another_program_has_just_taken_away_keeps_nothing_else_from_being_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("一", "二", "三"):
        (tmp_path / f"{ASIDE}{name}").write_bytes(b"x")
    monkeypatch.setattr("storage.whole_file._is_left", lambda _path: True)
    really, asked = Path.unlink, list[Path]()

    def taken_away(path: Path) -> None:
        really(path)
        asked.append(path)
        if len(asked) == 1:
            raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "unlink", taken_away)
    sweep_unfinished(tmp_path)
    assert len(asked) == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="there no process can be asked what it runs")
def test_a_paper_opened_two_days_ago_in_a_window_that_is_still_open_is_not_swept_away(tmp_path: Path) -> None:
    """A clock that jumps, or a window left open over the weekend, and another start took away what lay open there."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    sleeper = subprocess.Popen(["sleep", "60"])
    with scratch_folder(tmp_path) as opened:
        other = tmp_path / opened.name.replace(f"-{os.getpid()}-", f"-{sleeper.pid}-")  # a number given again
        other.mkdir()
        left = tmp_path / opened.name.replace(f"-{os.getpid()}-", f"-{gone.pid}-")
        left.mkdir()  # just now, by a program that was killed
        for folder in (opened, other):
            (folder / "申请书.pdf").write_bytes(b"x")
            os.utime(folder, (0, 0))
        sweep_unfinished(tmp_path)
        assert os.listdir(tmp_path) == [opened.name]
    sleeper.kill()
    sleeper.wait()
    assert os.listdir(tmp_path) == []


def test_a_folder_never_replaces_one(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "包") as inside:
        (inside / "下").mkdir()
        (inside / "下" / "a.txt").write_text("a")
        assert inside.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "包" / "下" / "a.txt").read_text() == "a"
    with (
        pytest.raises(FileUnavailableError, match="已有同名"),
        whole_folder(tmp_path / "包", kind=FileUnavailableError) as inside,
    ):
        (inside / "b.txt").write_text("b")
    assert os.listdir(tmp_path) == ["包"]
    assert os.listdir(tmp_path / "包") == ["下"]


@pytest.mark.parametrize(("code", "is_refused"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_share_that_cannot_write_down_the_names_of_a_folder_is_good_enough(
    code: int, is_refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly = os.fsync

    def asked(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(code, "x")
        truly(handle)

    monkeypatch.setattr("storage.whole_file.os.fsync", asked)
    if is_refused:
        with pytest.raises(ExportError):
            write_whole(tmp_path / "a", b"a")
    else:
        write_whole(tmp_path / "a", b"a")
        assert (tmp_path / "a").read_bytes() == b"a"


def test_a_save_after_the_file_was_moved_or_deleted_is_refused_in_words(registers: Registers, path: Path) -> None:
    registers.save(make_request())
    aside = path.with_name("别处.sqlite")
    path.rename(aside)
    with pytest.raises(FileUnavailableError, match=r"“台账\.sqlite”已不在原来的位置.*把它放回原处"):
        registers.save(make_request())
    path.write_bytes(aside.read_bytes())  # another file in its place is not it
    with pytest.raises(FileUnavailableError, match="已不在原来的位置"):
        registers.save(make_request())
    aside.replace(path)
    registers.save(make_request())
    assert registers.count(Request) == 2


def test_a_name_too_long_for_the_journal_beside_the_file_is_refused(tmp_path: Path) -> None:
    longest = 255 - len("-journal")
    create(tmp_path / f"{'a' * (longest - 7)}.sqlite").close()
    too_long = tmp_path / f"{'a' * (longest - 6)}.sqlite"
    for open_or_make in (create, connect):
        with pytest.raises(FileUnavailableError, match="文件名太长，要改短后再试"):
            open_or_make(too_long)
    with pytest.raises(FileUnavailableError, match="不存在"):
        create(tmp_path / "没有" / too_long.name)


def test_the_file_in_use_is_no_place_for_its_backup(registers: Registers, path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="备份不能写到正在使用的文件上"):
        backup_to(registers._connection, path.parent / "." / path.name)


def test_only_what_was_kept_before_a_migration_of_this_file_is_named(tmp_path: Path) -> None:
    names = [
        "台账.升级前-20240304-090000.sqlite",
        "台账.升级前-20240101-090000.sqlite",
        "台账.升级前-20240304.sqlite",
        "台账.升级前-20240304-090000.sqlite.bak",
        "别的.升级前-20240304-090000.sqlite",
        "旧台账.升级前-20240304-090000.sqlite",
        "台账.sqlite",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert [found.name for found in copies_before_migration(tmp_path / "台账.sqlite")] == sorted(names[:2])


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ('{"user": "甲", "host": "PC-01", "pid": 4321}', "（用户 甲，计算机 PC-01，进程 4321）"),
        ('{"user": "甲", "host": "PC-01"}', ""),
        ("[1]", ""),
        ("{", ""),
        (None, ""),
    ],
)
def test_who_holds_the_file_is_told_as_far_as_the_note_tells(note: str | None, told: str, path: Path) -> None:
    if note is not None:
        note_path(path).write_text(note, encoding="utf-8")
    assert holder_sentence(path) == told
    connections.take_note_away(path)
    connections.take_note_away(path)
    assert not note_path(path).exists()


def test_a_file_is_ours_by_its_mark_or_by_what_its_first_pages_hold(tmp_path: Path, path: Path) -> None:
    new_registers(path).close()
    content = path.read_bytes()
    found = {}
    for name, kept in {
        "whole": content,
        "mark cut off": content[:70],
        "before the mark": content[:68],
        "other mark": content[:68] + b"\0\0\0\1",
        "no header": b"x" * 16 + content[16:],
        "nothing": b"",
        "another": b"x" * 5000,
        "schema far behind": b"x" * (1 << 20) + b"CREATE TABLE journal_values",
        "schema just there": b"x" * ((1 << 20) - 27) + b"CREATE TABLE journal_values",
    }.items():
        (tmp_path / "f").write_bytes(kept)
        found[name] = known_errors.was_ours(tmp_path / "f")
    assert found == {
        "whole": True,
        "mark cut off": True,
        "before the mark": True,
        "other mark": False,
        "no header": True,
        "nothing": False,
        "another": False,
        "schema far behind": False,
        "schema just there": True,
    }
    assert not known_errors.was_ours(tmp_path / "没有")


def test_a_record_that_is_not_there_is_told_by_its_register(registers: Registers) -> None:
    request = registers.get(Request, registers.save(make_request()).record_id)
    registers.remove(request, "重复登记")
    for refused, said in (
        (lambda: registers.get(Release, 9), "“主动公开”中没有这条记录，它可能已被删除；到回收站查看。"),
        (lambda: registers.save(request), "“依申请公开”中的这条记录已不存在，没有保存；刷新后重试。"),
        (lambda: registers.restore(Release, 9), "“主动公开”的回收站中没有这条记录。"),
        (lambda: registers.content("0" * 64), "没有找到这份附件的内容，要重新添加附件。"),
    ):
        with pytest.raises(DisclosureError, match=f"^{re.escape(said)}$"):
            refused()


def test_a_read_only_file_says_so_when_it_is_written(path: Path) -> None:
    with new_registers(path) as opened:
        opened._connection.is_read_only = True
        with pytest.raises(FileUnavailableError, match=r"“台账\.sqlite”以只读方式打开，不能修改"):
            opened.save(make_request())


@pytest.mark.parametrize("harm", ["older copy", "another's", "noise"])
def test_nothing_is_saved_into_a_copy_that_was_laid_over_the_open_file(tmp_path: Path, harm: str) -> None:
    path, over = tmp_path / "台账.sqlite", tmp_path / "拷贝.sqlite"
    with new_registers(path) as registers:
        registers.save(make_request())
        shutil.copyfile(path, over)
        if harm == "another's":
            over.unlink()
            new_registers(over).close()
        registers.save(make_request())
        content = b"x" * path.stat().st_size if harm == "noise" else over.read_bytes()
        path.write_bytes(content)  # the same file for the system, another for whoever reads it
        with pytest.raises(FileUnavailableError, match="被别的程序换掉了"):
            registers.save(make_request())
        for _ in range(4):
            with pytest.raises(FileUnavailableError):
                registers.save(make_request())
        assert path.read_bytes() == content


def test_the_first_save_after_opening_is_not_into_a_copy_laid_over_the_file_either(tmp_path: Path) -> None:
    path, over = tmp_path / "台账.sqlite", tmp_path / "昨天.sqlite"
    with new_registers(path) as registers:
        registers.save_all(make_request() for _ in range(5))
        registers.backup_to(over)
        registers.save(replace(registers.get(Request, 3), content="今天改的"))
    with open_registers(path) as registers:
        path.write_bytes(over.read_bytes())
        with pytest.raises(FileUnavailableError, match="被别的程序换掉了"):
            registers.save(make_request())
        with pytest.raises(FileUnavailableError, match="没有备份"):
            back_up(registers, tmp_path)
    assert path.read_bytes() == over.read_bytes()


def test_a_file_that_was_only_touched_is_saved_on(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    with new_registers(path) as registers:
        registers.save(make_request())
        path.write_bytes(path.read_bytes())
        registers.save(make_request())
        assert registers.verify() == []
    with open_registers(path) as registers:
        assert registers.count(Request) == 2


def test_one_file_is_known_by_whatever_path_leads_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path longer than Windows looks at ended a report in an OSError: what cannot be looked at is no other file."""
    file, folder = tmp_path / "台账.xxgk", tmp_path / "下"
    file.touch()
    folder.mkdir()
    (tmp_path / "链接.xxgk").symlink_to(file)
    monkeypatch.chdir(tmp_path)
    for path in (file, Path("台账.xxgk"), folder / ".." / "台账.xxgk", tmp_path / "链接.xxgk"):
        assert is_same_file(path, file)
    assert not is_same_file(tmp_path / "无.xxgk", file)
    assert not is_same_file(tmp_path / ("长" * 200), file)
    file.unlink()
    assert is_same_file(Path("台账.xxgk"), file), "it is being written to, though somebody has taken it away"


def test_two_computers_that_are_copies_of_one_another_are_told_apart(tmp_path: Path) -> None:
    """They have one name: what the other is writing into a shared folder is nothing a process of ours left there."""
    for name, address in (("eth0", "00:11:22:33:44:55"), ("tun0", "66:77:88:99:aa:bb")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "address").write_text(f"{address}\n", encoding="ascii")
    assert _network_cards(tmp_path) == [], "what a program made is another each time"
    (tmp_path / "eth0" / "device").mkdir()
    assert _network_cards(tmp_path) == [b"00:11:22:33:44:55\n"]
    assert _network_cards(tmp_path / "none") == []


def test_of_several_files_it_is_told_which_were_replaced_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word had one of them open: the others were new by then, and nobody said so."""
    held, really = tmp_path / "一.docx", os.replace

    def replaced(aside: Path, path: Path) -> None:
        if path == held:
            raise PermissionError(errno.EACCES, "open elsewhere")
        really(aside, path)

    monkeypatch.setattr(os, "replace", replaced)

    def write_both() -> None:
        with whole_files() as aside_of:
            for path in (held, tmp_path / "二.pdf"):
                aside_of(path).write_bytes(b"new")

    with pytest.raises(ExportError, match=r"一\.docx.*一起写的“二\.pdf”已经换成新的"):
        write_both()
    assert [path.name for path in tmp_path.iterdir()] == ["二.pdf"]


def test_windows_is_not_asked_to_sync_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It refuses to open one, and keeps the names of files by itself."""
    gone = tmp_path / "没有"
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        _sync_folder(gone)
    if os.name != "nt":
        with pytest.raises(FileNotFoundError):
            _sync_folder(gone)
