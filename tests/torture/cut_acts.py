"""Acts during which the power is cut: ``python -m tests.torture.cut_acts ACT FOLDER TOLD``, recorded by strace.

What an act has done is acknowledged in the file TOLD, a line of JSON each, when the call for it has returned: what
bears which name now, with which content, and what the file holds.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from disclosure.records import IssuedReport, Request
from disclosure.report.narrative import DATED_ON
from disclosure.terms import SecrecyConclusion
from exporters.report.formats import FORMATS
from storage.password import envelope
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import hash_of_file
from tasks.cases.zero_confirmations import confirm_all_zero, zero_months
from tasks.ledgers.exporting import export_ledger
from tasks.packages.archive import write_archive
from tasks.packages.handover import hand_over
from tasks.packages.portal import write_portal
from tasks.report.compose import write
from tasks.report.issuing import issue
from tasks.report.writing import export_report
from tasks.safety.password import Places, set_password
from tasks.safety.schedule import BackupSchedule, Trigger
from tests.records_factory import make_profile, make_release, make_request
from tests.report_texts import OTHER_PROBLEMS, read_texts

TODAY, NOW = date(2024, 1, 10), datetime(2024, 1, 10, 9, tzinfo=timezone(timedelta(hours=8)))
YEARS = (2021, 2022, 2023)
PASSWORDS = ("", "the first password", "the second password")
FILE, NEW = "台账.sqlite", "新册.sqlite"
_CHEAP = 2**8


def prepare(folder: Path) -> None:
    """Lay the folder out as it is before any act: a file with requests and three years that can be issued."""
    for name in ("文档", "包", "U盘"):
        (folder / name).mkdir()
    with create_registers(folder / FILE) as registers:
        registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
        for year in YEARS:
            day = date(year, 5, 6)
            conclusion = {"secrecy_reviewer": "张某某", "secrecy_conclusion": SecrecyConclusion.RELEASE}
            registers.save(make_release(formed_on=day, published_on=day, secrecy_reviewed_on=day, **conclusion))
            confirm_all_zero(registers, [month.period for month in zero_months(registers, year, TODAY)], TODAY)
            read_texts(registers, year, OTHER_PROBLEMS[year % len(OTHER_PROBLEMS)])
        registers.save_all([make_request(content=f"旧{row}", phone=f"1300000{row:04}") for row in range(40)])


class Act:
    """An act in a folder, and where it acknowledges."""

    def __init__(self, folder: Path, told: Path) -> None:
        self.folder = folder
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(self, *paths: Path, **said: object) -> None:
        """Acknowledge files with what is in them now, and whatever else."""
        files = {path.relative_to(self.folder).as_posix(): hash_of_file(path) for path in paths}
        os.write(self._told, (json.dumps({"files": files, **said}, ensure_ascii=False) + "\n").encode())


def exports(act: Act, registers: Registers) -> None:
    """Ledgers and the report in six formats, then all of them again with another content."""
    for turn in range(2):
        registers.save(make_request(content=f"导出前第 {turn} 次"))
        for suffix in (".csv", ".xlsx"):
            path = act.folder / "文档" / f"依申请公开{suffix}"
            export_ledger(registers, "requests", path)
            act.tell(path)
        for suffix in FORMATS:
            path = act.folder / "文档" / f"年度报告{suffix}"
            export_report(registers, YEARS[turn], [path], TODAY)
            act.tell(path)


def packages(act: Act, registers: Registers) -> None:
    """交接包, 归档包 and 门户包."""
    place = act.folder / "包"
    for done in (
        partial(hand_over, registers, place, NOW),
        partial(write_archive, registers, YEARS[0], place, TODAY),
        partial(write_portal, registers, place, TODAY),
    ):
        packed = done()
        act.tell(packed.archive, *(path for path in packed.folder.rglob("*") if path.is_file()))


def second_place(act: Act, registers: Registers) -> None:
    """Saves and backups in turns, in a folder that is made for them and in the second place."""
    schedule = BackupSchedule(registers, act.folder / "本机" / "备份" / "台账", act.folder / "U盘")
    for turn in range(4):
        saved = registers.save(make_request(content=f"备份前第 {turn} 次"))
        act.tell(saved=saved.record_id)
        proof = schedule.run(Trigger.START if turn == 0 else Trigger.ASKED)
        assert not proof.problem, proof.problem
        act.tell(proof.backup.path, act.folder / "U盘" / proof.backup.path.name)


def issuing(act: Act, registers: Registers) -> None:
    """签发 of three years."""
    for year in YEARS:
        write(registers, year, DATED_ON, f"{year + 1}-01-10")
        issue(registers, year, TODAY)
        act.tell(issued=year)


def password(act: Act, registers: Registers) -> None:
    """The password set and changed, backups in both places with it."""
    schedule = BackupSchedule(registers, act.folder / "备份", act.folder / "U盘")
    schedule.run(Trigger.ASKED)
    for turn in (1, 2):
        done = set_password(registers, PASSWORDS[turn], Places((schedule.folder, act.folder / "U盘")))
        assert not done.left, done.left
        act.tell(turn=turn)


def creating(act: Act, registers: Registers) -> None:  # noqa: ARG001 - the open file is another one
    """A new file, and the first records in it."""
    with create_registers(act.folder / NEW) as made:
        for count in range(1, 4):
            made.save(make_request())
            act.tell(created=count)


ACTS: Mapping[str, Callable[[Act, Registers], None]] = {
    "exports": exports,
    "packages": packages,
    "second place": second_place,
    "issuing": issuing,
    "password": password,
    "creating": creating,
}


def holds(registers: Registers, told: Mapping[str, object]) -> bool:
    """Whether a file holds what was acknowledged of it."""
    if "saved" in told:
        return told["saved"] in registers.ids(Request)
    if "issued" in told:
        return told["issued"] in {one.year for one in registers.all(IssuedReport)}
    return True


if __name__ == "__main__":
    envelope.SCRYPT_N = _CHEAP
    name, place, acknowledged = sys.argv[1:]
    with open_registers(Path(place) / FILE) as opened:
        ACTS[name](Act(Path(place), Path(acknowledged)), opened)
