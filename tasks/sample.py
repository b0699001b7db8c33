"""The sample year: a file made of the ledgers of an invented office, and taken away again."""

import csv
import json
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.records import Draft
from resources.locate import resource_path
from storage.database import create_registers
from storage.registers import Registers
from tasks.files import opened, user_name
from tasks.import_ledger import import_ledger
from tasks.profile import amended_profile

YEAR = 2023
_LEDGERS = ("duties", "releases", "requests", "activities")


def make_sample(path: Path) -> Path:
    """Make a new file that holds the sample year and return where it lies.

    Raises FileUnavailableError where there is a file already, or no place for one.
    """
    folder = resource_path("sample")
    with create_registers(path, by=user_name()) as registers, registers.batch("示例数据"):
        amended_profile(registers, _facts(folder / "profile.csv"))
        for register in _LEDGERS:
            import_ledger(registers, folder / f"{register}.csv", register)
        _write_drafts(registers, folder / "narrative.json")
    return path


def remove_sample(path: Path) -> None:
    """Delete the sample's file; raises FileUnavailableError where it is no sample but somebody's work, or in use."""
    name = _facts(resource_path("sample") / "profile.csv")[0].partition("=")[2]
    with opened(path) as registers:
        if registers.profile().name != name:
            raise FileUnavailableError(f"“{path.name}”不是示例文件，没有删除。")
    path.unlink()


def _facts(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [f"{row['栏目']}={row['内容']}" for row in csv.DictReader(stream)]


def _write_drafts(registers: Registers, path: Path) -> None:
    if path.exists():
        for part, text in json.loads(path.read_text(encoding="utf-8")).items():
            registers.save(Draft(year=YEAR, part=part, text=text))
