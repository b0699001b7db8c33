"""After a password is set no byte of any place tells what it seals, or the clerk is told where one still does."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import NoReturn

import pytest

from disclosure.errors import CancelledError, FileUnavailableError
from disclosure.progress import Progress
from disclosure.records import Request
from storage import opening
from storage.backup import envelope_of
from storage.password.protection import Held
from storage.registers import Registers, open_registers
from storage.rescue.salvage import salvage
from storage.whole_file import HEARS
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.importing import import_ledger
from tasks.packages.handover import hand_over
from tasks.safety import backup, password
from tasks.safety.backup import back_up, back_up_to, backups_in, restore
from tasks.safety.drafts import FormDraft, keep_drafts, kept_drafts
from tasks.safety.left_copies import Written, former_sentence, memory_path, seal_gone, sweep_written, waiting, written
from tasks.safety.password import Places, remove_password, set_password
from tasks.safety.schedule import BackupSchedule, Trigger, folder_for
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.records_factory import make_profile
from tests.storage.password.test_sealing import CARD, OTHER, PASSWORD, SECRETS, leaks, secret_request

LEDGER = (
    "申请人类型,申请人,申请渠道,来件日期,收到申请之日,所需信息描述,证件号码,联系电话,通信地址,邮政编码,电子邮箱\n"
    f"自然人,李某某,当面,2024-03-01,2024-03-01,内容,{SECRETS['identity_number']},{SECRETS['phone']},"
    f"{SECRETS['address']},,\n"
)


KILLS = {
    "before the commit": "storage.password.resealing.seal_head",
    "before the sweep": "protection.sweep",
    "before the drafts": "tasks.safety.password.keep_drafts",
    "among the backups": "tasks.safety.password.taken_along",
}


@pytest.fixture
def office(tmp_path: Path) -> tuple[Registers, BackupSchedule, Places]:
    """An office's file, its backups in both places, a half-typed form: each in a folder of its own."""
    for name in ("册", "备份", "U盘", "本机"):
        (tmp_path / name).mkdir()
    registers = new_registers(tmp_path / "册" / "台账.sqlite", now=fixed_now)
    registers.save(make_profile())
    first = registers.save(secret_request()).after
    assert first is not None
    registers.attach(first, name="身份证.pdf", content=CARD, is_identity=True)
    memory = memory_path(registers.path, tmp_path / "本机")
    schedule = BackupSchedule(registers, tmp_path / "备份", tmp_path / "U盘", fixed_now, memory)
    schedule.run(Trigger.ASKED)
    drafts = tmp_path / "本机" / "drafts.json"
    keep_drafts(drafts, [FormDraft("requests", 0, "新建", "", {"phone": SECRETS["phone"]})], registers.protection)
    return registers, schedule, Places((tmp_path / "备份", tmp_path / "U盘"), drafts, memory)


def telling(folder: Path) -> list[str]:
    """Return which files below a folder tell a sealed value or a sealed paper."""
    files = (path for path in folder.rglob("*") if path.is_file())
    contents = ((path, path.read_bytes()) for path in files)
    return [path.name for path, content in contents if leaks(content) or CARD in content]


def test_backups_made_on_another_computer_under_the_former_password_are_told_there_until_they_are_gone(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    """The password was changed because somebody knew it: nobody at the other computer heard of its old backups."""
    registers, _schedule, places = office
    set_password(registers, PASSWORD, places)
    other = tmp_path / "另一台" / "备份"
    other.mkdir(parents=True)
    memory = memory_path(registers.path, other.parent)
    there = BackupSchedule(registers, other, None, fixed_now, memory)
    there.run(Trigger.START)
    assert former_sentence(memory) == ""
    set_password(registers, OTHER, places)  # at the first computer, which reaches only its own
    there.run(Trigger.START)
    assert f"“{other}”里有 1 份" in former_sentence(memory)
    assert former_sentence(places.memory) == ""
    for made in backups_in(other):
        if envelope_of(made.path) not in registers.protection.held.envelopes:
            made.path.unlink()
    assert former_sentence(memory) == ""


def test_a_second_place_that_was_unplugged_is_said_remembered_and_done_when_it_is_back(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    registers, schedule, places = office
    stick = tmp_path / "U盘"
    stick.rename(tmp_path / "抽屉")
    done = set_password(registers, PASSWORD, places)
    assert any(str(stick) in told and "没有加密" in told for told in done.sentences)
    assert waiting(places.memory) == [stick]
    assert "没有加密" in schedule.run(Trigger.ASKED).problem, "until it is done"
    (tmp_path / "抽屉").rename(stick)
    assert telling(stick) != []
    assert schedule.run(Trigger.ASKED).problem == ""
    assert telling(tmp_path) == []
    assert waiting(places.memory) == []


Office = tuple[Registers, BackupSchedule, Places]


def test_a_backup_that_is_just_proven_when_the_password_is_set_does_not_stay_open(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers, schedule, places = office
    goes_on = backup.proven

    def meanwhile(copy: Path, progress: Progress, held: Held, name: str) -> backup.Holdings:
        monkeypatch.setattr(backup, "proven", goes_on)
        set_password(registers, PASSWORD, places)
        return goes_on(copy, progress, held, name)

    monkeypatch.setattr(backup, "proven", meanwhile)
    with pytest.raises(FileUnavailableError, match="口令刚刚改变"):
        schedule.run(Trigger.START)
    assert not [name for folder in ("备份", "U盘") for name in telling(tmp_path / folder)]
    schedule.run(Trigger.START)
    assert not [name for folder in ("备份", "U盘") for name in telling(tmp_path / folder)]


def test_copies_that_got_their_names_when_the_password_had_been_set_are_taken_along(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers, schedule, places = office
    goes_on = schedule._copied_to_second

    def meanwhile(made: backup.Backup) -> str:
        with monkeypatch.context() as patch:
            patch.setattr(password, "backups_of", lambda *_: [])  # looked for a moment before
            set_password(registers, PASSWORD, places)
        return goes_on(made)

    monkeypatch.setattr(schedule, "_copied_to_second", meanwhile)
    assert schedule.run(Trigger.START).problem == ""
    assert registers.protection.is_sealed
    assert len(backups_in(tmp_path / "U盘")) > 0
    assert not [name for folder in ("备份", "U盘") for name in telling(tmp_path / folder)]


def test_backups_another_computer_has_of_the_file_are_sealed_when_it_opens_it(office: Office, tmp_path: Path) -> None:
    """The deputy's computer kept all numbers and addresses readable for ever: nobody there had set the password."""
    registers, _, places = office
    there = BackupSchedule(registers, tmp_path / "副手的备份", None, fixed_now, tmp_path / "副手.json")
    there.run(Trigger.ASKED)
    set_password(registers, PASSWORD, places)
    assert telling(tmp_path / "副手的备份") != []
    there = BackupSchedule(registers, there.folder, None, fixed_now, tmp_path / "副手.json")
    assert there.run(Trigger.START).problem == ""
    assert telling(tmp_path / "副手的备份") == []
    assert waiting(tmp_path / "副手.json") == []


def test_a_copy_that_has_no_twin_any_more_is_taken_along_by_itself(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    registers, schedule, places = office
    stick = tmp_path / "U盘"
    stick.rename(tmp_path / "抽屉")
    set_password(registers, PASSWORD, places)
    (tmp_path / "抽屉").rename(stick)
    for made in backups_in(places.backups[0]):
        made.path.unlink()
    assert schedule.run(Trigger.ASKED).problem == ""
    assert telling(tmp_path) == []
    for kept in backups_in(stick):
        with open_registers(kept.path) as copy:
            copy.protection.unlock(PASSWORD)
            assert copy.verify() == []


def test_a_place_waits_while_the_file_is_locked_and_after_a_change_or_a_removal(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    registers, schedule, places = office
    set_password(registers, PASSWORD, places)
    stick = tmp_path / "U盘"
    for change in (partial(set_password, registers, OTHER, places), partial(remove_password, registers, places)):
        stick.rename(tmp_path / "抽屉")
        change()
        (tmp_path / "抽屉").rename(stick)
        assert waiting(places.memory) == [stick]
        if registers.protection.is_sealed:
            registers.protection.lock()
            assert f"没有处理成的位置：“{stick}”" in schedule.run(Trigger.ASKED).problem
            assert waiting(places.memory) == [stick]
            registers.protection.unlock(OTHER)
        assert schedule.run(Trigger.ASKED).problem == ""
        assert waiting(places.memory) == []
    with open_registers(backups_in(stick)[-1].path) as copy:
        assert copy.get(Request, 1).phone == SECRETS["phone"]


def test_a_copy_that_somebody_has_open_waits_and_the_start_goes_on(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    registers, schedule, places = office
    stick = tmp_path / "U盘"
    stick.rename(tmp_path / "抽屉")
    set_password(registers, PASSWORD, places)
    (tmp_path / "抽屉").rename(stick)
    with open_registers(backups_in(stick)[0].path):
        assert schedule.run(Trigger.START).problem != ""
        assert waiting(places.memory) == [stick]
    schedule.run(Trigger.START)
    assert waiting(places.memory) == []


def test_copies_and_packages_of_any_day_are_told(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    registers, _, places = office
    registers.backup_to(tmp_path / "册" / "台账 副本.sqlite")
    (tmp_path / "U盘" / "交接包-2024-01-02").mkdir()
    (told,) = (each for each in set_password(registers, PASSWORD, places).sentences if "自行删除或保管" in each)
    assert "台账 副本.sqlite" in told
    assert "交接包-2024-01-02" in told
    assert "备份-" not in told


@pytest.fixture
def heard(office: tuple[Registers, BackupSchedule, Places], tmp_path: Path) -> Iterator[None]:
    """What is written is heard, as while the window has the file open."""
    memory = office[2].memory
    assert memory is not None
    hears = Written(memory, tmp_path / "本机")
    HEARS.append(hears)
    yield
    HEARS.remove(hears)


@pytest.mark.usefixtures("heard")
def test_what_was_exported_anywhere_before_is_told_when_a_password_is_set(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path
) -> None:
    """A ledger with all telephones in another folder, and a package on a stick, were never spoken of again."""
    registers, schedule, places = office
    for name in ("文档", "移动盘", "抽屉"):
        (tmp_path / name).mkdir()
    export_ledger(registers, "requests", tmp_path / "文档" / "全部.csv")
    export_ledger(registers, "requests", tmp_path / "文档" / "隐去.csv", mask=True)
    export_ledger(registers, "requests", tmp_path / "文档" / "删去.csv")
    (tmp_path / "文档" / "删去.csv").unlink()
    back_up_to(registers, tmp_path / "文档" / "台账-备份-2024-03-04.sqlite")
    hand_over(registers, tmp_path / "移动盘", fixed_now())
    (tmp_path / "移动盘").rename(tmp_path / "拔走")
    schedule.run(Trigger.ASKED)
    (told,) = (each for each in set_password(registers, PASSWORD, places).sentences if "自行删除或保管" in each)
    named = ["全部.csv", "台账-备份-2024-03-04.sqlite", "交接包-2024-03-04", "交接包-2024-03-04.zip"]
    assert all(f"{name}（" in told for name in named)
    assert told.count("（") == len(named)
    back_up_to(registers, tmp_path / "文档" / "台账-备份-2024-03-04.sqlite")
    done = set_password(registers, OTHER, places)
    assert "台账-备份-2024-03-04" not in "".join(done.sentences), "it has the password of its day"


@pytest.mark.usefixtures("heard")
def test_what_a_kill_leaves_of_a_package_or_an_export_is_gone_at_the_next_start(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of a package never finished, with a copy of the whole file in it, lay hidden on the stick for ever."""
    registers, schedule, _ = office
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    place = tmp_path / "移动盘"
    place.mkdir()

    def look(_done: int, _total: int) -> None:
        for unfinished in place.glob(".~*"):  # as if that process had been killed at this moment
            if f"-{os.getpid()}-" in unfinished.name:
                name = unfinished.name.replace(f"-{os.getpid()}-", f"-{dead.pid}-")
                shutil.copytree(unfinished, place / name, dirs_exist_ok=True)

    hand_over(registers, place, fixed_now(), progress=look)
    shutil.rmtree(place / "交接包-2024-03-04")
    (place / "交接包-2024-03-04.zip").unlink()
    assert telling(place) != [], "the proof that there is something"
    (own := tmp_path / "临时").mkdir()  # where a backup is proven that lies on a disk nobody may write to
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    (own / next(place.glob(".~*")).name).mkdir()
    schedule.run(Trigger.START)
    assert [*place.iterdir(), *own.iterdir()] == []


@pytest.mark.usefixtures("heard")
def test_the_rows_of_a_workbook_lie_beside_it_while_it_is_written(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were telephones in the system's folder, which a kill left there and nobody swept."""
    registers, _, _ = office
    (place := tmp_path / "文档").mkdir()
    seen: list[Path] = []

    class Scratch(tempfile.TemporaryDirectory[str]):
        def __enter__(self) -> str:
            seen.append(Path(self.name))
            return super().__enter__()

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Scratch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))  # the system's folder takes nothing
    export_ledger(registers, "requests", place / "全部.xlsx")
    assert seen
    assert all(path.parent == place and path.name.startswith(".~") for path in seen)
    assert [path.name for path in place.iterdir()] == ["全部.xlsx"]


def test_a_seal_somebody_took_away_with_all_traces_is_told_where_the_file_was_open_before(
    office: tuple[Registers, BackupSchedule, Places],
) -> None:
    registers, _, places = office
    assert places.memory is not None
    assert seal_gone(registers, places.memory) == ""
    before = registers.path.read_bytes()
    set_password(registers, PASSWORD, places)
    assert seal_gone(registers, places.memory) == ""
    path = registers.path
    registers.close()
    path.write_bytes(before)  # as if nobody had ever set one
    with open_registers(path, now=fixed_now) as again:
        assert again.protection.doubts() == []
        for _ in range(2):
            assert "口令和加密却不在了" in seal_gone(again, places.memory)
        set_password(again, PASSWORD, places)
        assert seal_gone(again, places.memory) == ""
        remove_password(again, places)
        assert seal_gone(again, places.memory) == ""


def test_a_password_taken_away_on_another_computer_is_said_once(
    office: tuple[Registers, BackupSchedule, Places],
) -> None:
    registers, _, places = office
    assert places.memory is not None
    set_password(registers, PASSWORD, places)
    remove_password(registers)
    assert seal_gone(registers, places.memory) != ""
    assert seal_gone(registers, places.memory) == ""


@pytest.mark.parametrize("wiping", ["ON", "OFF"])
def test_no_byte_of_any_place_tells_what_is_sealed_whatever_is_done(
    office: tuple[Registers, BackupSchedule, Places],
    tmp_path: Path,
    wiping: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With what SQLite erases wiped, and, as on builds that do not, left as it was."""
    pragmas = tuple(each.replace("secure_delete = ON", f"secure_delete = {wiping}") for each in opening._PRAGMAS)
    monkeypatch.setattr(opening, "_PRAGMAS", pragmas)
    registers, schedule, places = office
    registers._connection.raw.execute(f"PRAGMA secure_delete = {wiping}")
    assert len(telling(tmp_path)) >= 4, "the proof that this finds what there is"
    set_password(registers, PASSWORD, places)
    assert telling(tmp_path) == []
    set_password(registers, OTHER, places)
    new = registers.save(secret_request(applicant="李某某")).after
    assert new is not None
    registers.attach(new, name="申请表.pdf", content=CARD + b" 2")
    registers.remove(new)
    registers.undo()
    assert telling(tmp_path) == []
    proof = schedule.run(Trigger.ASKED)
    restore(proof.backup.path, tmp_path / "册" / "恢复.sqlite")
    assert telling(tmp_path) == []
    (tmp_path / "交接").mkdir()
    hand_over(registers, tmp_path / "交接", fixed_now())
    assert telling(tmp_path) == []
    (source := tmp_path / "来.csv").write_text(LEDGER, encoding="utf-8")
    imported = import_ledger(registers, source, "requests")
    source.unlink()
    assert imported.accepted == 1
    assert registers.get(Request, max(registers.ids(Request))).phone == SECRETS["phone"]
    assert telling(tmp_path) == [], "after an import"
    registers.undo()
    assert telling(tmp_path) == [], "after it was undone"
    path = registers.path
    registers.close()
    assert telling(tmp_path) == []
    salvage(path, tmp_path / "册" / "抢救.sqlite", fixed_now(), OTHER)
    with open_registers(path, now=fixed_now) as again:
        again.protection.unlock(OTHER)
        assert again.content(again.attachments("requests", 1)[0].sha256) == CARD
    assert telling(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
@pytest.mark.parametrize("at", KILLS)
def test_after_a_kill_while_the_password_is_set_nothing_is_told_once_it_is_finished(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path, at: str
) -> None:
    """Whatever the kill left plain is gone after the next opening and, where it had not been set, the next try."""
    registers, _, places = office
    path, office_memory = registers.path, places.memory
    registers.close()
    code = f"""
import os, signal
from pathlib import Path
import storage.password.resealing, storage.registers, tasks.safety.password
from storage.password import envelope, protection
from storage.registers import open_registers
from tasks.safety.password import Places, set_password
envelope.SCRYPT_N = 2
def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{KILLS[at]} = kill
places = Places({[str(each) for each in places.backups]!r}, Path({str(places.drafts)!r}), Path({str(places.memory)!r}))
with open_registers(Path({str(path)!r})) as registers:
    set_password(registers, {PASSWORD!r}, Places(list(map(Path, places.backups)), places.drafts, places.memory))
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == -signal.SIGKILL
    assert telling(tmp_path) != [], "the proof that there is something"
    with open_registers(path, now=fixed_now) as again:
        assert again.protection.is_sealed is (at != "before the commit")
        if again.protection.is_sealed:
            again.protection.unlock(PASSWORD)
        else:
            set_password(again, PASSWORD, places)
        assert places.drafts is not None
        (draft,) = kept_drafts(places.drafts, again.protection)
        assert draft.typed == {"phone": SECRETS["phone"]}
        first, second = places.backups
        BackupSchedule(again, first, second, fixed_now, office_memory).run(Trigger.START)
        assert again.verify() == []
        assert waiting(office_memory) == []
        assert telling(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
@pytest.mark.parametrize("work", ["proven(backup)", "restore(backup, backup.with_name('恢复.sqlite'))", "salvage"])
def test_what_a_kill_leaves_of_a_proof_a_restore_or_a_salvage_is_gone_at_the_next_start(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path, work: str
) -> None:
    registers, schedule, places = office
    backup = back_up(registers, tmp_path / "册", fixed_now())
    code = f"""
import os, signal
from pathlib import Path
from storage.registers import Registers
from storage.rescue.wreck import Wreck
from tasks.safety.backup import proven, restore
from tasks.safety.salvage import salvaged
backup = Path({str(backup)!r})
Registers.verify = Wreck.content = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
{work if work != "salvage" else "salvaged(backup, backup.with_name('抢救.sqlite'))"}
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == -signal.SIGKILL
    assert any(path.name.startswith(".~") for path in (tmp_path / "册").iterdir()), "the proof that there is something"
    schedule.run(Trigger.START)
    assert not any(path.name.startswith(".~") for path in (tmp_path / "册").iterdir())
    set_password(registers, PASSWORD, places)
    backup.unlink()
    assert telling(tmp_path) == []


@pytest.mark.usefixtures("heard")
def test_what_a_kill_leaves_of_a_restore_into_a_folder_of_its_own_is_gone_at_the_next_start(
    office: tuple[Registers, BackupSchedule, Places], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers, schedule, _ = office
    backup = back_up(registers, tmp_path / "册", fixed_now())
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    place = tmp_path / "移动盘"
    place.mkdir()

    def killed(*_: object) -> NoReturn:
        (unfinished,) = place.glob(".~*")
        shutil.copytree(unfinished, place / unfinished.name.replace(f"-{os.getpid()}-", f"-{dead.pid}-"))
        raise CancelledError

    monkeypatch.setattr(Registers, "verify", killed)
    with pytest.raises(CancelledError):
        restore(backup, place / "恢复.sqlite")
    monkeypatch.undo()
    assert len(list(place.glob(".~*"))) == 1, "the proof that there is something"
    schedule.run(Trigger.START)
    assert list(place.iterdir()) == []


def test_a_file_whose_name_is_as_long_as_names_may_be_is_backed_up_followed_and_restored(tmp_path: Path) -> None:
    """78 Chinese characters ended every backup in an OSError."""
    for name in ("备份", "U盘"):
        (tmp_path / name).mkdir()
    with new_registers(tmp_path / f"{'政府信息公开' * 13}台.sqlite", now=fixed_now) as registers:
        registers.save(secret_request())
        folder = folder_for(registers.path, tmp_path / "本机")
        proof = BackupSchedule(registers, folder, tmp_path / "U盘", fixed_now).run(Trigger.ASKED)
        assert (proof.problem, len(backups_in(tmp_path / "U盘", registers.path.stem))) == ("", 1)
        assert set_password(registers, PASSWORD, Places((folder, tmp_path / "U盘"))).followed == 2
        restore(proof.backup.path, tmp_path / "恢复.sqlite")
    assert telling(tmp_path) == []


def test_a_folder_that_does_not_answer_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share whose server is gone: looking into it returns after minutes, or never."""
    memory, answers, asked = tmp_path / "memory.json", Event(), Event()
    Written(memory, tmp_path / "own")(tmp_path / "share" / "台账.xlsx", False)

    def never(_folder: Path) -> None:
        asked.set()
        answers.wait(10)

    monkeypatch.setattr("tasks.safety.left_copies.sweep_unfinished", never)
    monkeypatch.setattr("tasks.safety.left_copies._SECONDS_TO_ANSWER", 0.01)
    before = time.monotonic()
    sweep_written(memory)
    assert asked.wait(5)
    assert time.monotonic() - before < 5
    answers.set()


@pytest.mark.parametrize("content", ['{"folders": "abc", "waiting": 5}', '{"folders": [1, null]}', "[]", "{"])
def test_a_memory_somebody_wrote_into_stops_no_start(tmp_path: Path, content: str) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text(content, encoding="utf-8")
    assert (waiting(memory), written(memory, "folders")) == ([], [])
    Written(memory, tmp_path / "own")
