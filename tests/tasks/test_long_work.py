"""What takes long tells how far it is, to its end, and whoever stops it at any of these points finds nothing done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.errors import CancelledError
from disclosure.progress import Progress
from disclosure.records import Litigation, Release, Request
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.confirming import confirm
from tasks.ledgers.together import change_together
from tasks.packages.archive import write_archive
from tasks.packages.evidence import gather_papers
from tasks.packages.handover import hand_over
from tasks.report.writing import export_report
from tasks.safety.backup import back_up_to
from tasks.safety.password import set_password
from tests.conftest import MON_4_MARCH_2024_AT_NINE as NOW
from tests.records_factory import make_profile, make_release, make_request, make_suit


@pytest.fixture
def office(registers: Registers) -> Registers:
    """A request with an application nobody read, and with a suit; three releases of which an import filled a field."""
    registers.save(make_profile())
    request = registers.get(Request, registers.save(make_request()).record_id)
    registers.save_all(make_release(name=f"第{n}号通知", proposed="信息类别") for n in range(3))
    registers.save(make_suit(related_request=request.number))
    registers.attach(request, name="申请.txt", content="申请公开测试道路的图纸".encode())
    return registers


def releases(office: Registers) -> list[Release]:
    return list(office.all(Release, Query()))


def of_the_suit(office: Registers, place: Path, progress: Progress) -> None:
    (suit,) = office.all(Litigation, Query())
    gather_papers(office, suit, place, load_calendar(office), progress=progress)


WORK: dict[str, Callable[[Registers, Path, Progress], object]] = {
    "a package to hand over": lambda office, place, progress: hand_over(office, place, NOW, progress=progress),
    "an archive of a year": lambda office, place, progress: write_archive(office, 2024, place, NOW.date(), progress),
    "the papers of a suit": of_the_suit,
    "a report in two formats": lambda office, place, progress: export_report(
        office, 2024, (place / "一.json", place / "二.txt"), NOW.date(), progress
    ),
    "a backup": lambda office, place, progress: back_up_to(office, place / "备份.sqlite", progress),
    "one change of many records": lambda office, _place, progress: change_together(
        office, releases(office), {"remarks": "已核对"}, "改备注", progress=progress
    ),
    "what an import filled, confirmed": lambda office, _place, progress: confirm(office, releases(office), progress),
    "a password": lambda office, _place, progress: set_password(office, "correct horse", progress=progress),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_who_waits_is_told_each_step_to_the_last(
    office: Registers, tmp_path: Path, work: Callable[[Registers, Path, Progress], object]
) -> None:
    told: list[tuple[int, int]] = []
    work(office, tmp_path, lambda done, total: told.append((done, total)))
    (total,) = {total for _, total in told}
    assert [done for done, _ in told] in (list(range(total + 1)), list(range(1, total + 1)), [total])


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_whoever_stops_it_at_the_last_moment_finds_nothing_done(
    office: Registers, tmp_path: Path, work: Callable[[Registers, Path, Progress], object]
) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise CancelledError

    before, kept = office.journal_marks(), releases(office)
    there = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(CancelledError):
        work(office, tmp_path, stop)
    assert (office.journal_marks(), releases(office)) == (before, kept)
    assert {path.name for path in tmp_path.iterdir()} - {"一.json", "二.txt"} == there
