"""The sample: three years of an invented office up to today, and deleting it again.

Its data are in ``resources/sample``, with dates relative to today; the README there explains the format. It is made
the way a clerk works: ledgers are imported, letters issued, steps added, months confirmed.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from disclosure.calendar.workdays import DAY, WorkCalendar
from disclosure.column_kinds import columns
from disclosure.errors import FileUnavailableError
from disclosure.records import Record, Request, Step, build
from disclosure.releases.due_report import is_over
from disclosure.terms import AttachmentKind, StepKind
from exporters.paper.document import Document, Paragraph
from exporters.paper.files import render
from resources.locate import resource_path
from resources.program import program_name
from storage.registers import Registers, create_registers
from storage.whole_file import scratch_folder
from tasks.calendar.loading import load_calendar
from tasks.cases.requests import add_step
from tasks.cases.zero_confirmations import MonthState, confirm_all_zero, zero_months
from tasks.files import opened, user_name
from tasks.ledgers.importing import import_ledger
from tasks.letters.issuing import PDF, draft_letter, issue_letter, proposals
from tasks.profile import amended_profile
from tasks.report.compose import write
from tasks.report.writing import export_report

_LEDGERS = ("duties", "releases", "requests", "reviews", "litigation", "tallies", "activities")
_LEFT_MONTHS = 2
"""How many of the latest months without requests are left unconfirmed."""
_YEARS = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0}
_DAY_OF_YEAR = re.compile(r"(?P<year>前年|去年|今年)-(?P<day>\d\d-\d\d)")
_WORKDAY = re.compile(r"今([+-]\d+)")
_WORD = re.compile(r"\{([^{}]+)\}")


def make_sample(path: Path, today: date) -> Path:
    """Make a new file with the sample as of a day, and return its path.

    Raises FileUnavailableError where there is a file already, or none can be made.
    """
    with create_registers(path, by=user_name()) as registers, registers.batch("示例数据"):
        _Sample(registers, today).make()
    return path


@dataclass
class _Sample:
    """A sample in the making. In braces its data may name years and, once they are known, numbers of requests."""

    registers: Registers
    today: date
    calendar: WorkCalendar = field(default_factory=load_calendar)
    requests: dict[str, Request] = field(default_factory=dict)

    def make(self) -> None:
        amended_profile(self.registers, [f"{row['栏目']}={row['内容']}" for row in self._rows("profile")])
        with scratch_folder(None) as folder:
            for register in _LEDGERS:
                ledger = folder / f"{register}.csv"
                rows = list(self._rows(register))
                with ledger.open("w", encoding="utf-8-sig", newline="") as stream:
                    writer = csv.DictWriter(stream, list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)
                import_ledger(self.registers, ledger, register, today=self.today)
                if register == Request.register:
                    for row in self._rows("intake"):  # ledgers cannot contain requests whose receipt is unconfirmed
                        self.registers.save(build(Request, _values(Request, row)))
                    self.requests = {request.applicant: request for request in self.registers.all(Request)}
        for row in self._rows("acts"):
            self._act(self.requests[row["申请"]], date.fromisoformat(row["日期"]), row["文书或步骤"], row["内容"])
        for row in self._rows("attachments"):
            title, *lines = row["内容"].splitlines()
            is_pdf = row["文件名"].endswith(".pdf")
            paper = Document(title, self.today, tuple(map(Paragraph, lines)))
            self.registers.attach(
                self.requests[row["申请"]],
                name=row["文件名"],
                media_type=PDF if is_pdf else "text/plain",
                content=render(paper, ".pdf") if is_pdf else row["内容"].encode(),
                kind=next(kind for kind in AttachmentKind if kind.label == row["材料类别"]),
            )
        years = range(self.today.year - 2, self.today.year + 1)
        months = [each for year in years for each in zero_months(self.registers, year, self.today)]
        waiting = [each.period for each in months if each.state is MonthState.UNCONFIRMED]
        confirm_all_zero(self.registers, waiting[:-_LEFT_MONTHS], self.today)
        self.write_reports(half=True)

    def write_reports(self, *, half: bool) -> None:
        """Write the reports of the two past years; with ``half`` the one that is due in this season is half done."""
        texts = json.loads(_read("narrative.json"))
        begun = {part: texts["去年"][part] for part in texts["写到一半"]}
        last, running = (begun, {}) if half and not is_over(self.today) else (texts["去年"], begun)
        for ago, parts in ((2, texts["前年"]), (1, last), (0, running)):
            for part, text in parts.items():
                said = self._told(text) if part == "dated_on" else text  # the braces of prose are bound fields
                write(self.registers, self.today.year - ago, part, said)

    def _act(self, request: Request, on: date, what: str, told: str) -> None:
        """Issue the letter of a code for a request, or add a step of that name."""
        given = dict(pair.split("=", 1) for pair in told.split("｜"))
        kind = next((kind for kind in StepKind if kind.label == what), None)
        if kind is None:
            proposed = proposals(self.registers, request, what, dated_on=on, calendar=self.calendar)
            typed = {**proposed, **given}
            issue_letter(
                self.registers,
                draft_letter(self.registers, request, what, typed, dated_on=on, calendar=self.calendar),
            )
        else:
            add_step(self.registers, request, build(Step, {**_values(Step, given), "kind": kind, "on": on}))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a table, without those of days of this year that are still to come."""
        for row in csv.DictReader(StringIO(_read(f"{name}.csv"))):
            told = (day for value in row.values() for day in _DAY_OF_YEAR.finditer(value))
            if all(self._day_of_year(day["day"], day["year"]) <= self.today for day in told):
                yield {key: self._told(value) for key, value in row.items()}

    def _told(self, text: str) -> str:
        """Return a text with its relative dates and words in braces replaced."""
        text = _DAY_OF_YEAR.sub(lambda found: self._day_of_year(found["day"], found["year"]).isoformat(), text)
        text = _WORKDAY.sub(lambda found: self._workday(int(found[1])).isoformat(), text)
        words = {word: str(self.today.year - ago) for word, ago in _YEARS.items()}
        return _WORD.sub(lambda found: words.get(found[1]) or self.requests[found[1]].number, text)

    def _day_of_year(self, day: str, year: str = "今年") -> date:
        """Return the working day on or after a day of a year."""
        first = date.fromisoformat(f"{self.today.year - _YEARS[year]}-{day}")
        return self.calendar.nth_workday_after(first - DAY, 1)

    def _workday(self, count: int) -> date:
        """Return the day so many working days after or before today, or before the next working day if it is none."""
        day = self.calendar.nth_workday_after(self.today - DAY, 1)
        if count > 0:
            return self.calendar.nth_workday_after(day, count)
        while count:
            day -= DAY
            count += self.calendar.is_workday(day)
        return day


def export_sample(folder: Path, today: date) -> tuple[Path, ...]:
    """Write the sample's file and the report of its last complete year; return the paths, the report first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "示例.sqlite"
    if path.exists():
        remove_sample(path)
    with opened(make_sample(path, today)) as registers:
        _Sample(registers, today).write_reports(half=False)
        papers = export_report(registers, today.year - 1, (folder / "示例年度报告.pdf",), today)
    return (*papers, path)


def without_a_screen(today: date, *, is_sample: bool) -> str:
    """Return what to print on a machine without a screen; for the sample, export its report and say where it is."""
    if not is_sample:
        return f"这里没有显示器，打不开窗口；可用的命令见 {program_name()} --help。"
    report, file = export_sample(Path("output"), today)
    return (
        f"这里没有显示器，已导出示例机关 {today.year - 1} 年的年度报告：{report.resolve()}\n"
        f"登记簿文件：{file.resolve()}\n"
        "要看窗口，在有显示器的机器上再次运行；远程登录的，要用 ssh -X 连接后再运行。"
    )


def remove_sample(path: Path) -> None:
    """Delete the sample's file; raises FileUnavailableError where it is in use, or no sample but somebody's work."""
    name = next(csv.DictReader(StringIO(_read("profile.csv"))))["内容"]
    with opened(path) as registers:
        if registers.profile().name != name:
            raise FileUnavailableError(f"“{path.name}”不是示例文件，没有删除。")
    path.unlink()


def _values(record_type: type[Record], told: Mapping[str, str]) -> dict[str, Any]:
    """Return texts given by label as values of a record's columns."""
    return {each.name: each.parse(told[each.label]) for each in columns(record_type) if each.label in told}


def _read(name: str) -> str:
    return resource_path("sample", name).read_text(encoding="utf-8-sig")
