"""The sample year: a file made of the ledgers of an invented office, and taken away again."""

import csv
import json
from datetime import date
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.records import Draft
from resources.locate import resource_path
from resources.program import program_name
from storage.registers import create_registers
from tasks.files import opened, user_name
from tasks.ledgers.importing import import_ledger
from tasks.profile import amended_profile
from tasks.report.writing import export_report

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
        if (narrative := folder / "narrative.json").exists():
            for part, text in json.loads(narrative.read_text(encoding="utf-8")).items():
                registers.save(Draft(year=YEAR, part=part, text=text))
    return path


def export_sample(folder: Path, today: date) -> tuple[Path, ...]:
    """Write the sample year's file and its report into ``folder`` and return where both lie, the report first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "示例年度.sqlite"
    if path.exists():
        remove_sample(path)
    with opened(make_sample(path)) as registers:
        papers = export_report(registers, YEAR, (folder / "示例年度报告.pdf",), today)
    return (*papers, path)


def without_a_screen(today: date, *, is_sample: bool) -> str:
    """Return what a machine without a screen can be told: where the sample's report lies, and how to see the window."""
    if not is_sample:
        return f"这里没有显示器，打不开窗口；可用的命令见 {program_name()} --help。"
    report, file = export_sample(Path("output"), today)
    return (
        f"这里没有显示器，已导出示例年度的年度报告：{report.resolve()}\n登记簿文件：{file.resolve()}\n"
        "要看窗口，请在有显示器的机器上再次运行；远程登录的，请用 ssh -X 连接后再运行。"
    )


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
