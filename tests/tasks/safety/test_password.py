"""The password over a file and all that was copied from it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import FileUnavailableError, LockedError, UnreadableValueError, WrongPasswordError
from disclosure.records import Request
from storage.registers import Registers, create_registers, open_registers
from tasks.safety.backup import back_up, backups_in, holdings, proven, restore
from tasks.safety.drafts import FormDraft, keep_drafts, kept_drafts
from tasks.safety.left_copies import Written, waiting
from tasks.safety.password import Places, Strength, remove_password, set_password, strength
from tasks.safety.restore_plan import missing_words
from tasks.safety.salvage import salvaged
from tasks.safety.schedule import BackupSchedule, Trigger
from tests.conftest import fixed_now
from tests.storage.password.test_sealing import OTHER, PASSWORD, SECRETS, leaks, secret_request

TYPED = FormDraft("requests", 0, "新建申请", "03-04 09:00", {"phone": SECRETS["phone"]})


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "备份"
    folder.mkdir()
    return Places((folder,), tmp_path / "草稿" / "forms.json")


@pytest.fixture
def filled(registers: Registers, places: Places) -> Registers:
    registers.save(secret_request())
    back_up(registers, places.backups[0], fixed_now())
    registers.save(secret_request(applicant="李某某"))
    back_up(registers, places.backups[0])
    beside = registers.path.with_name(f"{registers.path.stem}.升级前-20240304-090000.sqlite")
    registers.backup_to(beside)
    assert places.drafts is not None
    keep_drafts(places.drafts, [TYPED], registers.protection)
    return registers


def everything(registers: Registers, places: Places) -> list[Path]:
    assert places.drafts is not None
    beside = [path for path in registers.path.parent.iterdir() if path.is_file() and "台账" in path.name]
    return [*beside, *places.backups[0].iterdir(), places.drafts]


def contents(paths: list[Path]) -> dict[str, list[str]]:
    return {path.name: found for path in paths if (found := leaks(path.read_bytes()))}


def test_without_a_password_backups_and_drafts_tell_everything(filled: Registers, places: Places) -> None:
    filled.close()
    paths = everything(filled, places)
    assert len(contents(paths)) == len(paths) == 5


def test_a_password_covers_the_file_its_backups_and_its_drafts(filled: Registers, places: Places) -> None:
    done = set_password(filled, PASSWORD, places)
    assert (done.followed, list(done.left), done.is_swept) == (3, [], True)
    assert done.sentences == ["3 份备份也改用了这个口令。"]
    assert places.drafts is not None
    assert kept_drafts(places.drafts, filled.protection) == [TYPED]
    journal = filled.path.with_name(filled.path.name + "-journal")
    assert not journal.exists() or journal.stat().st_size == 0, "while the file is open, too"
    filled.close()
    paths = everything(filled, places)
    assert len(paths) == 5
    assert contents(paths) == {}


def test_a_sealed_backup_is_still_the_same_piece_of_history(filled: Registers, places: Places) -> None:
    before = [(backup.path, backup.path.stat().st_mtime_ns) for backup in backups_in(places.backups[0])]
    fingerprint = proven(before[0][0]).fingerprint
    set_password(filled, PASSWORD, places)
    assert [(backup.path, backup.path.stat().st_mtime_ns) for backup in backups_in(places.backups[0])] == before
    held = proven(before[0][0], held=filled.protection.held)
    assert held.fingerprint == fingerprint
    assert missing_words(held, filled) == [], "设置口令 came later, and it has that, too"
    assert all(path.stat().st_mode & 0o077 == 0 for path, _ in before)


def test_a_restored_backup_opens_with_the_password(filled: Registers, places: Places, tmp_path: Path) -> None:
    set_password(filled, PASSWORD, places)
    backup = back_up(filled, places.backups[0])
    restore(backup, tmp_path / "恢复.sqlite")
    with open_registers(tmp_path / "恢复.sqlite") as again:
        assert again.protection.is_locked
        with pytest.raises(WrongPasswordError):
            again.protection.unlock(OTHER)
        again.protection.unlock(PASSWORD)
        assert again.get(Request, 1).phone == SECRETS["phone"]


def test_backups_follow_a_change_and_a_removal(filled: Registers, places: Places) -> None:
    set_password(filled, PASSWORD, places)
    set_password(filled, OTHER, places)
    newest = backups_in(places.backups[0])[0].path
    with open_registers(newest) as backup:
        backup.protection.unlock(OTHER)
        assert backup.verify() == []
    assert remove_password(filled, places).recovery_key == ""
    with open_registers(newest) as backup:
        assert not backup.protection.is_sealed
        assert backup.get(Request, 1).phone == SECRETS["phone"]
    assert places.drafts is not None
    assert kept_drafts(places.drafts, filled.protection) == [TYPED]


def test_a_password_the_backups_followed_is_not_said_to_be_missing_from_them(filled: Registers, places: Places) -> None:
    """恢复出的文件里将没有…「取消口令」, of a file that then opened without one."""
    before = filled.fingerprint
    set_password(filled, PASSWORD, places)
    remove_password(filled, places)
    assert filled.steps_since(before) == []
    filled.save(secret_request())
    assert len(filled.steps_since(before) or ()) == 1


def test_the_same_file_under_another_name_which_stays_open_is_named_with_its_backups(
    filled: Registers, places: Places, tmp_path: Path
) -> None:
    former, strange = tmp_path / "原来的.sqlite", tmp_path / "别的单位.sqlite"
    (tmp_path / "原来的备份").mkdir()
    back_up(filled, tmp_path / "原来的备份")
    filled.backup_to(former)
    with create_registers(strange) as other:
        other.save(secret_request())
    known = (former, strange, filled.path, tmp_path / "原来的备份")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    restore(former, elsewhere / "恢复的.sqlite")
    with open_registers(elsewhere / "恢复的.sqlite") as restored:
        told = set_password(restored, PASSWORD, replace(places, backups=(), known=known)).open_copies
    assert [name.partition("（")[0] for name in told] == [
        "原来的.sqlite",
        filled.path.name,
        backups_in(tmp_path / "原来的备份")[0].path.name,
    ]


def test_what_was_printed_into_a_file_beside_the_register_is_named(
    filled: Registers, places: Places, tmp_path: Path
) -> None:
    """A letter with the applicant's address, printed where the dialog begins, was not among what stays open."""
    memory = tmp_path / "记着的.json"
    hear, printed, gone = (
        Written(memory, tmp_path / "own"),
        filled.path.with_name("收费通知书.pdf"),
        tmp_path / "没了.pdf",
    )
    printed.write_bytes(b"%PDF")
    for path in (printed, gone, filled.path):
        hear(path, True)
    told = set_password(filled, PASSWORD, replace(places, memory=memory)).open_copies
    assert printed.name in [name.partition("（")[0] for name in told]
    assert not [name for name in told if name.startswith((gone.name, filled.path.name))]


def test_what_is_told_to_wait_waits_for_a_change_that_was_made(
    filled: Registers, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "记着的.json"

    def full(*_: object) -> None:
        raise FileUnavailableError("磁盘空间不足。")

    with monkeypatch.context() as patch:
        patch.setattr(filled.protection, "apply", full)
        with pytest.raises(FileUnavailableError, match="磁盘空间不足"):
            set_password(filled, PASSWORD, replace(places, memory=memory))
    assert waiting(memory) == []
    assert not filled.protection.is_sealed


def test_a_backup_that_cannot_follow_is_named(filled: Registers, places: Places) -> None:
    damaged = backups_in(places.backups[0])[0].path
    damaged.write_bytes(damaged.read_bytes()[:5000])
    done = set_password(filled, PASSWORD, places)
    assert done.followed == 2
    assert [damaged.name in problem for problem in done.left] == [True]
    assert "自行保管或删除" in done.sentences[1]
    assert damaged.stat().st_size == 5000, "and is left as it is"
    assert not [path for path in places.backups[0].iterdir() if path.name.startswith(".")]


def test_a_backup_under_a_forgotten_password_is_named(filled: Registers, places: Places, tmp_path: Path) -> None:
    set_password(filled, PASSWORD)
    old = back_up(filled, places.backups[0])
    set_password(filled, OTHER)
    done = set_password(filled, "第三个口令 2024", places)
    assert [old.name in problem and "口令" in problem for problem in done.left] == [True]
    with open_registers(old) as backup:
        backup.protection.unlock(PASSWORD)
        assert backup.verify() == []
    assert tmp_path.exists()


@pytest.mark.parametrize("password", ["", "       ", "1234567", "短口令"])
def test_a_short_password_is_refused(filled: Registers, password: str) -> None:
    with pytest.raises(UnreadableValueError, match="至少 8 个字符"):
        set_password(filled, password)
    assert not filled.protection.is_sealed


def test_locked_no_password_can_be_set_and_no_draft_is_lost(filled: Registers, places: Places) -> None:
    set_password(filled, PASSWORD, places)
    filled.protection.lock()
    with pytest.raises(LockedError):
        set_password(filled, OTHER, places)
    with pytest.raises(LockedError):
        remove_password(filled, places)
    assert places.drafts is not None
    keep_drafts(places.drafts, (), filled.protection)
    assert kept_drafts(places.drafts, filled.protection) == []
    filled.protection.unlock(PASSWORD)
    assert kept_drafts(places.drafts, filled.protection) == [TYPED]


def test_automatic_backups_of_an_open_sealed_file_are_proven_with_its_key(filled: Registers, places: Places) -> None:
    set_password(filled, PASSWORD)
    schedule = BackupSchedule(filled, places.backups[0], None, fixed_now)
    proof = schedule.run(Trigger.ASKED)
    assert proven(proof.backup.path, held=filled.protection.held) == holdings(filled)
    with open_registers(proof.backup.path) as copy:
        copy._connection.raw.execute("UPDATE requests SET phone = address")
    with pytest.raises(FileUnavailableError, match="不一致"):
        proven(proof.backup.path, held=filled.protection.held)
    proven(proof.backup.path)  # without the key it cannot be told


def test_what_is_salvaged_of_a_damaged_sealed_file_opens_with_the_password(filled: Registers, tmp_path: Path) -> None:
    set_password(filled, PASSWORD)
    path = filled.path
    filled.close()
    content = bytearray(path.read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)
    done = salvaged(path, tmp_path / "抢救.sqlite", fixed_now())
    assert done.lost == []
    assert leaks((tmp_path / "抢救.sqlite").read_bytes()) == []
    with open_registers(tmp_path / "抢救.sqlite") as again:
        again.protection.unlock(PASSWORD)
        assert again.get(Request, 2) == secret_request(id=2, number="2024-002", applicant="李某某")
        assert again.verify() == []


def test_with_a_broken_journal_too_the_sealed_values_are_saved_and_go_on(filled: Registers, tmp_path: Path) -> None:
    set_password(filled, PASSWORD)
    filled._connection.raw.execute("DROP TRIGGER journal_is_never_changed")
    filled._connection.raw.execute("UPDATE journal SET hash = zeroblob(32) WHERE id = 2")
    path = filled.path
    filled.close()
    done = salvaged(path, tmp_path / "抢救.sqlite", fixed_now())
    assert not done.is_history_whole
    with open_registers(tmp_path / "抢救.sqlite") as again:
        again.protection.unlock(PASSWORD)
        kept = again.get(Request, 1)
        assert kept.phone == SECRETS["phone"]
        again.save(secret_request(id=1, number=kept.number, content="改了内容"))
        again.undo()
        assert again.get(Request, 1) == kept, "what the journal no longer knows stays as it is"
        set_password(again, OTHER)
        assert again.verify() == []


@pytest.mark.skipif(os.name == "nt", reason="a folder without permission")
def test_a_folder_of_backups_that_is_gone_is_no_hindrance(filled: Registers, tmp_path: Path) -> None:
    done = set_password(filled, PASSWORD, Places((tmp_path / "没有",)))
    assert done.followed == 1


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("", Strength.NONE),
        ("1234567", Strength.TOO_SHORT),
        ("        ", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("aaaaaaaa1", Strength.WEAK),
        ("abcdefgh", Strength.WEAK),
        ("口令口令口令口令", Strength.WEAK),
        ("测试口令2024", Strength.FAIR),
        ("abcd1234", Strength.FAIR),
        ("135792468135", Strength.FAIR),
        ("很长的测试口令 2024", Strength.STRONG),
        ("correct horse battery", Strength.STRONG),
    ],
)
def test_the_strength_of_a_password_is_a_level_and_told_in_words(password: str, level: Strength) -> None:
    assert strength(password) is level
    assert bool(level.words) == bool(password)
