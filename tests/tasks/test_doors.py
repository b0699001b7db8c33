"""Every door by which a file leaves: on the disk when it is said to be, and whole or not there at all."""

import errno
import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError, ExportError, FileUnavailableError
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.letters.values import Letter
from disclosure.records import Attachment, IssuedLetter, IssuedReport, Request, Review
from disclosure.report.counting import Period
from disclosure.terms import ReportState
from exporters.report.formats import FORMATS
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import ASIDE, whole_file, whole_folder, write_whole
from tasks.calendar.deadline_note import export_deadline_note
from tasks.calendar.loading import shipped_calendar
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.importing import import_ledger
from tasks.letters.envelopes import write_envelopes
from tasks.letters.files import Issued, save_kept, save_papers
from tasks.letters.issuing import paper_of
from tasks.letters.templates import templates
from tasks.packages.archive import write_archive
from tasks.packages.evidence import gather_papers
from tasks.packages.handover import hand_over
from tasks.packages.portal import write_portal
from tasks.report.chart_figures import charts
from tasks.report.issuing import write_papers
from tasks.report.pictures import export_charts
from tasks.report.writing import export_report
from tasks.safety.backup import back_up, back_up_to, backups_in, proven, restore
from tasks.safety.drafts import FormDraft, keep_drafts
from tasks.safety.password import Places, set_password
from tasks.safety.recovery_sheet import write_recovery_sheet
from tasks.safety.salvage import salvaged
from tasks.safety.schedule import BackupSchedule, Trigger
from tasks.statistics.comparing import compared, export_statistics
from tasks.statistics.scoring import export_scorecard, export_sheet, scored, shipped_sheets
from tasks.today.calendar_file import export_calendar
from tests.conftest import MON_4_MARCH_2024_AT_NINE
from tests.empty_files import new_registers
from tests.records_factory import make_profile, make_request, make_review

TODAY = date(2024, 3, 4)
Act = Callable[[], object]
Door = Callable[[Registers, Path], Act]


@pytest.fixture
def office(registers: Registers) -> Registers:
    """An office with one request, one review of it, one letter and one issued report."""
    registers.save(make_profile())
    request = registers.get(
        Request, registers.save(make_request(address="测试区无名路99号", postcode="100000")).record_id
    )
    registers.save(make_review(related_request=request.number))
    letter = receipt(registers)
    paper = paper_of([letter], registers.profile())
    kept = registers.attach(request, name="登记回执.pdf", content=paper)
    registers.save(
        IssuedLetter(owner_id=request.id, kind="receipt", name="登记回执", issued_on=TODAY, sha256=kept.sha256)
    )
    name, content = "年度报告.txt", b"frozen"
    files = f"{hashlib.sha256(content).hexdigest()}  {name}"
    version = IssuedReport(year=2020, version=1, state=ReportState.ISSUED, issued_on=TODAY, files=files)
    registers.attach(registers.get(IssuedReport, registers.save(version).record_id), name=name, content=content)
    return registers


def receipt(office: Registers) -> Letter:
    source = LetterSource(profile=office.profile(), dated_on=TODAY, request=next(office.all(Request)))
    return fill(templates(office)["receipt"], source)


def ledger(suffix: str) -> Door:
    return lambda office, out: lambda: export_ledger(office, "requests", out / f"台账{suffix}")


def report(suffix: str) -> Door:
    return lambda office, out: lambda: export_report(office, 2023, [out / f"报告{suffix}"], TODAY)


def drawn_charts(suffix: str) -> Door:
    return lambda office, out: (
        lambda: export_charts(office, 2024, charts(office, 2024, TODAY), out / f"图表{suffix}", TODAY)
    )


def papers_of_a_letter(office: Registers, out: Path) -> Act:
    letter = next(office.all(IssuedLetter))
    (paper,) = (one for one in office.all(Attachment) if one.sha256 == letter.sha256)
    return lambda: save_papers(office, Issued(letter, (paper, paper)), out)


def refusals(office: Registers, out: Path) -> Act:
    source = out / "外来.csv"
    source.write_text("申请人,申请人类别,收到申请之日\n张三,外星人,2024-01-02\n", encoding="utf-8-sig")
    return lambda: import_ledger(office, source, "requests")


def second_place(office: Registers, out: Path) -> Act:
    schedule = BackupSchedule(office, out.parent / "备份", out)

    def act() -> None:
        problem = schedule.run(Trigger.ASKED).problem
        if problem:
            raise FileUnavailableError(problem)

    return act


def restored(office: Registers, out: Path) -> Act:
    (out.parent / "备份").mkdir()
    backup = back_up(office, out.parent / "备份")
    return lambda: restore(backup, out / "恢复.sqlite")


def saved_from_damage(office: Registers, out: Path) -> Act:
    (out.parent / "备份").mkdir()
    backup = back_up(office, out.parent / "备份")
    return lambda: salvaged(backup, out / "抢救.sqlite")


def backups_follow_the_password(office: Registers, out: Path) -> Act:
    back_up(office, out)

    def act() -> None:
        left = set_password(office, "correct horse battery", Places([out])).left
        if left:
            raise FileUnavailableError(left[0])

    return act


def drafts(office: Registers, out: Path) -> Act:
    def act() -> None:
        typed = [FormDraft("requests", 0, "新建", "2024-03-04", {"applicant": "张三"})]
        keep_drafts(out / "草稿.json", typed, office.protection)
        if not (out / "草稿.json").exists():
            raise FileUnavailableError("drafts are silent")

    return act


TO_A_NAME: dict[str, tuple[str, Callable[[Registers, Path], object]]] = {
    "statistics": (
        ".xlsx",
        lambda office, path: export_statistics(compared(office, Period.of(2024), TODAY), path, TODAY),
    ),
    "score": (".xlsx", lambda office, path: export_scorecard(scored(office, 2024, TODAY), path, TODAY)),
    "score sheet": (".xlsx", lambda _office, path: export_sheet(shipped_sheets()[0], path)),
    "dates for a phone": (".ics", lambda office, path: export_calendar(office, shipped_calendar(), path, TODAY)),
}
"""Doors to a file whose name is chosen."""


def into(name: str, write: Callable[[Registers, Path], object], office: Registers, out: Path) -> Act:
    return lambda: write(office, out / name)


DOORS: dict[str, Door] = {
    **{f"ledger{suffix}": ledger(suffix) for suffix in (".xlsx", ".csv")},
    **{f"report{suffix}": report(suffix) for suffix in FORMATS},
    **{f"charts{suffix}": drawn_charts(suffix) for suffix in (".pdf", ".svg", ".png", ".csv")},
    "issued report": lambda office, out: lambda: export_report(office, 2020, [out / "签发.txt"], TODAY),
    "all papers of a version": lambda office, out: lambda: write_papers(office, next(office.all(IssuedReport)), out),
    "papers of a letter": papers_of_a_letter,
    "letters to print": lambda office, out: lambda: save_kept(office, [*office.all(IssuedLetter)], out / "合并.pdf"),
    "envelopes": lambda office, out: (
        lambda: write_envelopes(office, [next(office.all(Request))], out / "信封.pdf", dated_on=TODAY)
    ),
    "deadline note": lambda office, out: (
        lambda: export_deadline_note(office, next(office.all(Request)).id, out / "期限.pdf", TODAY)
    ),
    "recovery sheet": lambda office, out: (
        lambda: write_recovery_sheet(office, "AAAA-BBBB-CCCC", out / "恢复密钥.pdf", TODAY)
    ),
    "refused rows": refusals,
    "backup": lambda office, out: lambda: back_up(office, out),
    "backup to a name": lambda office, out: lambda: back_up_to(office, out / "备份.sqlite"),
    "second place": second_place,
    "restored": restored,
    "saved from damage": saved_from_damage,
    "backups follow the password": backups_follow_the_password,
    "drafts": drafts,
    "handover": lambda office, out: lambda: hand_over(office, out, MON_4_MARCH_2024_AT_NINE),
    "archive": lambda office, out: lambda: write_archive(office, 2024, out, TODAY),
    "evidence": lambda office, out: lambda: gather_papers(office, next(office.all(Review)), out, shipped_calendar()),
    "portal": lambda office, out: lambda: write_portal(office, out, TODAY),
    **{name: partial(into, f"{name}{suffix}", write) for name, (suffix, write) in TO_A_NAME.items()},
}


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the files of a test go."""
    folder = tmp_path / "出"
    folder.mkdir()
    return folder


class Disk:
    """Sees what is asked of the disk: what was synchronised, and what got its name before that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.synced: set[str] = set()
        self.placed: dict[str, bool] = {}
        fsync, replace, rename = os.fsync, os.replace, os.rename

        def see_fsync(handle: int) -> None:
            path = os.readlink(f"/proc/self/fd/{handle}")
            self.synced.add(path)
            for name in self.placed:
                self.placed[name] |= os.path.dirname(name) == path
            fsync(handle)

        def see_placing(place: Callable[[Path, Path], None], source: Path, target: Path) -> None:
            inside = [source, *(Path(source).rglob("*"))] if Path(source).is_dir() else [source]
            assert {str(each) for each in inside} <= self.synced, f"{target} has its name before it is on the disk"
            place(source, target)
            self.placed[str(target)] = False

        monkeypatch.setattr("storage.whole_file.os.fsync", see_fsync)
        monkeypatch.setattr("storage.whole_file.os.replace", lambda one, other: see_placing(replace, one, other))
        monkeypatch.setattr("storage.whole_file.os.rename", lambda one, other: see_placing(rename, one, other))


@pytest.mark.sampled(2)
@pytest.mark.skipif(sys.platform != "linux", reason="what a handle points to is read from /proc")
@pytest.mark.parametrize("door", DOORS)
def test_what_is_said_to_be_written_is_on_the_disk(
    office: Registers, out: Path, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = DOORS[door](office, out)
    before = contents(out)
    disk = Disk(monkeypatch)
    act()
    written = [name for name, content in contents(out).items() if before.get(name) != content]
    assert written
    for name in written:
        above = [str(out / name), *(str(out / folder) for folder in Path(name).parents)]
        assert any(disk.placed.get(each) for each in above), f"{name} is not on the disk under its name"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("door", DOORS)
def test_a_full_disk_leaves_what_was_there_and_nothing_else(
    office: Registers, out: Path, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = DOORS[door](office, out)
    with suppress(DisclosureError):
        if door not in (
            "restored",
            "saved from damage",
            "handover",
            "archive",
            "portal",
            "evidence",
            "drafts",
            "second place",
        ):
            act()  # what was there before
    before = contents(out)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("storage.whole_file.os.fsync", full)
    with pytest.raises(DisclosureError, match=r"磁盘空间|不能写入|silent"):
        act()
    assert contents(out) == before
    assert [path.name for path in out.iterdir() if path.name.startswith(ASIDE)] == []


def test_a_file_whose_name_is_eighty_characters_is_backed_up_and_found_again(tmp_path: Path, out: Path) -> None:
    long = "长" * 80
    with new_registers(tmp_path / f"{long}.sqlite") as registers:
        registers.save(make_request())
        first, second = back_up(registers, out), back_up(registers, out)
        assert {backup.path for backup in backups_in(out, long)} == {first, second}
        assert backups_in(out, "长" * 79 + "短") == []
        assert BackupSchedule(registers, out, tmp_path).run(Trigger.ASKED).problem == ""
        export_ledger(registers, "requests", out / f"{long}.csv")
        with pytest.raises(ExportError, match="文件名太长"):
            export_ledger(registers, "requests", out / f"{long}长长长长长.csv")


@pytest.mark.parametrize("attempt", [open_registers, create_registers])
def test_a_file_name_that_no_system_takes_is_a_sentence(tmp_path: Path, attempt: Callable[[Path], Registers]) -> None:
    for length in (81, 300):
        with pytest.raises(FileUnavailableError, match="文件名太长"):
            attempt(tmp_path / f"{'长' * length}.sqlite")


@pytest.mark.parametrize("place", ["没有/一.pdf", "文件/一.pdf", "夹.pdf", f"{'长' * 90}.pdf"])
def test_a_place_where_nothing_can_be_written_is_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "文件").write_bytes(b"no folder")
    (tmp_path / "夹.pdf").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ExportError, match="不能写入"), whole_file(tmp_path / place) as aside:
        aside.write_bytes(b"new")
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    with pytest.raises(ExportError, match="已有同名"), whole_folder(tmp_path / "夹") as inside:
        (inside / "一").write_bytes(b"new")
    assert list(tmp_path.rglob("*")) == [tmp_path / "夹"]


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are lists")
def test_a_ledger_that_tells_of_people_is_its_owners_alone(office: Registers, out: Path) -> None:
    export_ledger(office, "requests", out / "全.csv")
    export_ledger(office, "requests", out / "遮.csv", mask=True)
    export_ledger(office, "activities", out / "活动.csv")
    modes = {path.name: path.stat().st_mode & 0o777 for path in out.iterdir()}
    assert modes == {"全.csv": 0o600, "遮.csv": 0o644, "活动.csv": 0o644}


FOR_EVERYBODY = (
    "report",
    "charts",
    "issued report",
    "all papers of a version",
    "statistics",
    "score",
    "dates for a phone",
)
"""What begins the names of doors to papers that are published, or that count and name nobody."""


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are lists")
@pytest.mark.parametrize("door", DOORS)
def test_whatever_may_tell_of_people_is_its_owners_alone(office: Registers, out: Path, door: str) -> None:
    """On a machine two people share, the letters of one could be read by the other."""
    act = DOORS[door](office, out)
    before = set(out.iterdir())
    act()
    written = [path for path in out.iterdir() if path not in before] or list(out.iterdir())
    alone = {path.stat().st_mode & 0o077 == 0 for path in written}
    assert alone == {not door.startswith(FOR_EVERYBODY)}, [path.name for path in written]


def test_a_damaged_backup_is_called_by_its_own_name(office: Registers, out: Path) -> None:
    bad = out / "坏.sqlite"
    bad.write_bytes(office.path.read_bytes()[:5000])
    with pytest.raises(FileUnavailableError, match=r"“坏\.sqlite”已损坏"):
        proven(bad)


OVER_THE_OPEN_FILE: dict[str, Callable[[Registers, Path], object]] = {
    **{name: write for name, (_, write) in TO_A_NAME.items()},
    "report": lambda office, path: export_report(office, 2020, [path], TODAY),
    "letters to print": lambda office, path: save_kept(office, [*office.all(IssuedLetter)], path),
    "deadline note": lambda office, path: export_deadline_note(office, next(office.all(Request)).id, path, TODAY),
    "ledger": lambda office, path: export_ledger(office, "requests", path),
    "backup": back_up_to,
}


@pytest.mark.parametrize("door", OVER_THE_OPEN_FILE)
def test_no_export_takes_the_place_of_the_open_file_whatever_it_is_called(
    office: Registers, path: Path, tmp_path: Path, door: str
) -> None:
    """`calendar 台账.sqlite --to 台账.sqlite` left a calendar where the registers had been."""
    before, link = path.read_bytes(), tmp_path / "别名.sqlite"
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(DisclosureError):
            OVER_THE_OPEN_FILE[door](office, name)
    assert path.read_bytes() == before
    office.save(make_request())


def test_an_open_file_stays_guarded_after_a_second_look_and_a_closed_one_from_all_but_registers(path: Path) -> None:
    with new_registers(path), suppress(FileUnavailableError):
        open_registers(path)
    with new_registers(path.with_name("另一个.sqlite")) as other:
        with pytest.raises(ExportError, match="正在使用"):
            write_whole(other.path, b"")
        with pytest.raises(ExportError, match="登记簿的数据文件"):
            write_whole(path, b"a calendar, where another office's registers lie")
        write_whole(path, other.path.read_bytes())  # a backup in place of a file is a register file
    path.unlink()
    write_whole(path, b"anything")
