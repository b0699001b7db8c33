"""考核自评: the points an inspector's scoring sheet would deduct for a year, line by line, with evidence for each loss.

A sheet is data the office edits: what is assessed, how many points, and by which of our measures. Only what the
registers show is called a loss; a line without a measure waits for the clerk to judge it, by the papers it names.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from disclosure.errors import SourceUnreadableError
from disclosure.numerals import parse_number
from disclosure.term_base import Term
from disclosure.wording import plain_number


class Measure(Term):
    """How a line of a scoring sheet can be measured from the registers."""

    LATE_ANSWER = "late_answer", "逾期答复"
    ANSWER_CORRECTED = "answer_corrected", "行政复议被纠正"
    SUIT_LOST = "suit_lost", "行政诉讼被纠正"
    FLAWED_LETTER = "flawed_letter", "答复文书不规范"
    REPORT_SENT_LATE = "report_sent_late", "年度报告逾期报送"
    REPORT_PUBLISHED_LATE = "report_published_late", "年度报告逾期公布"
    REPORT_LACKS = "report_lacks", "年度报告缺少要素"
    REPORT_ALIKE = "report_alike", "年度报告与上年雷同"
    REPORT_RETURNED = "report_returned", "年度报告被退回"
    MENDED_LATE = "mended_late", "退回后逾期整改"
    RELEASED_LATE = "released_late", "逾期公开"
    NOT_REVIEWED = "not_reviewed", "公开前没有保密审查"
    IRREGULAR_INDEX = "irregular_index", "索引号重复"
    DUTY_MISSED = "duty_missed", "应公开事项没有按期公开"
    LEDGER_LACKS = "ledger_lacks", "申请台账登记不全"
    ZERO_UNPROVEN = "zero_unproven", "没有申请的月份没有确认"


BY_RULES: Mapping[Measure, tuple[str, ...]] = {
    Measure.FLAWED_LETTER: ("L-2", "L-9", "L-11", "L-12"),
    Measure.REPORT_LACKS: ("F-1", "F-2", "F-4", "F-5", "F-7", "F-13", "F-14", "F-19", "F-23"),
    Measure.REPORT_ALIKE: ("F-16",),
    Measure.RELEASED_LATE: ("L-25",),
    Measure.NOT_REVIEWED: ("L-22",),
    Measure.IRREGULAR_INDEX: ("L-26",),
    Measure.LEDGER_LACKS: ("L-5", "L-13", "L-14", "L-15", "L-33"),
}
"""Measures counted by the findings of a year's check, one case per record.

If one finding covers several cases - unreviewed releases, periods of a duty, months - they are counted in the registers
directly.
"""

ABOUT_ANOTHER = "L-14"
"""The rule that is attached to the record next to the one it is about: every missing number is a separate case."""

OF_THE_REPORT = (Measure.REPORT_LACKS, Measure.REPORT_ALIKE)
"""Measures of a report, which does not exist before its year is over."""

MENDING: Mapping[Measure, str] = {
    Measure.LATE_ANSWER: "答复日期不能更改；未答复的立即答复，已答复的登记逾期原因、延期审批和征求意见的材料。",
    Measure.ANSWER_CORRECTED: "不能补救；登记原因与改进，按期重新答复。",
    Measure.SUIT_LOST: "不能补救；登记原因与改进，按期履行判决。",
    Measure.FLAWED_LETTER: "打开记录按提示更正；已送达的可以发更正告知书。",
    Measure.REPORT_SENT_LATE: "尚未报送的立即报送并登记日期和凭证；已报送的登记实际日期。",
    Measure.REPORT_PUBLISHED_LATE: "尚未公布的立即公布并登记日期和网址；已公布的登记实际日期。",
    Measure.REPORT_LACKS: "签发前补齐；已签发的用“更正”产生新的版本。",
    Measure.REPORT_ALIKE: "改写与上年相同的段落，写本年的情况。",
    Measure.REPORT_RETURNED: "按退回的意见整改，登记办结日期。",
    Measure.MENDED_LATE: "登记办结日期；仍未整改的立即整改。",
    Measure.RELEASED_LATE: "还没有公开的立即公开并登记；已经公开的，日期不能更改，以后在形成后二十个工作日内公开。",
    Measure.NOT_REVIEWED: "补登记保密审查的日期、人员和结论；没有审查过的立即补审。",
    Measure.IRREGULAR_INDEX: "改正重复的索引号，并通知网站同步。",
    Measure.DUTY_MISSED: "还没有公开的立即公开并登记；已经公开的，日期不能更改。",
    Measure.LEDGER_LACKS: "打开记录，把缺少的栏目填上。",
    Measure.ZERO_UNPROVEN: "在今日逐月确认没有收到申请。",
}
"""What can still be done about a loss, by measure."""


@dataclass(frozen=True)
class SheetLine:
    """One line of a scoring sheet: it deducts ``points`` each time (``is_each``) or once, at most ``most`` points.

    Without a ``measure`` the program cannot judge it; ``papers`` prove that nothing is lost.
    """

    code: str
    subject: str
    text: str
    points: Decimal
    is_each: bool
    most: Decimal | None
    measure: Measure | None
    papers: str

    def lost(self, times: int) -> Decimal:
        """Return the points lost for a number of cases."""
        lost = self.points * (times if self.is_each else min(times, 1))
        return lost if self.most is None else min(lost, self.most)


COLUMNS = ("编号", "考核项目", "扣分情形", "每次扣分", "计法", "最多扣分", "判断依据", "佐证材料")
_EACH, _ONCE = "每件", "一次"


@dataclass(frozen=True)
class ScoreSheet:
    """A scoring sheet: its name, its source, its lines in order."""

    name: str
    source: str
    lines: tuple[SheetLine, ...]

    def rows(self) -> list[tuple[str, ...]]:
        """Return the lines as rows below ``COLUMNS``, as ``sheet_of`` reads them."""
        return [
            (
                line.code,
                line.subject,
                line.text,
                plain_number(line.points),
                _EACH if line.is_each else _ONCE,
                "" if line.most is None else plain_number(line.most),
                line.measure.label if line.measure else "",
                line.papers,
            )
            for line in self.lines
        ]


def sheet_of(name: str, source: str, rows: Sequence[Sequence[str]]) -> ScoreSheet:
    """Return the sheet in some rows, the first of which names the columns.

    Raises SourceUnreadableError with row and column of the first invalid value, or if there are no lines or a number
    occurs twice.
    """
    head = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column for column in COLUMNS[:5] if column not in head]
    if missing:
        raise SourceUnreadableError(f"考核表缺少“{'”“'.join(missing)}”列；导出一份现有的考核表，在里面改好再导入。")
    lines: dict[str, SheetLine] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        line = _line(cells, number)
        if line.code in lines:
            raise SourceUnreadableError(f"考核表第 {number} 行：编号“{line.code}”与前面的重复，要改成不同的编号。")
        lines[line.code] = line
    if not lines:
        raise SourceUnreadableError("考核表里没有任何一行，要至少写一行扣分情形。")
    return ScoreSheet(name, source, tuple(lines.values()))


def _line(cells: Mapping[str, str], number: int) -> SheetLine:
    for column in COLUMNS[:3]:
        if not cells.get(column):
            raise SourceUnreadableError(f"考核表第 {number} 行：“{column}”没有填写。")
    way = cells.get("计法", "")
    if way not in (_EACH, _ONCE):
        raise SourceUnreadableError(f"考核表第 {number} 行：“计法”应为“{_EACH}”或“{_ONCE}”，不能是“{way}”。")
    told = cells.get("判断依据", "")
    measure = Measure.named(told) if told else None
    if told and measure is None:
        known = "、".join(each.label for each in Measure)
        raise SourceUnreadableError(f"考核表第 {number} 行：不认识判断依据“{told}”；可以空着，或填：{known}。")
    most = cells.get("最多扣分", "")
    return SheetLine(
        cells["编号"],
        cells["考核项目"],
        cells["扣分情形"],
        _points(cells.get("每次扣分", ""), "每次扣分", number),
        way == _EACH,
        _points(most, "最多扣分", number) if most else None,
        measure,
        cells.get("佐证材料", ""),
    )


def _points(text: str, column: str, number: int) -> Decimal:
    found = parse_number(text)
    if found is None or found <= 0:
        raise SourceUnreadableError(f"考核表第 {number} 行：“{column}”应为大于 0 的分数，不能是“{text}”。")
    return Decimal(found)


class State(Enum):
    """Whether a line loses points."""

    LOST = "扣分"
    CLEAR = "未发现扣分"
    EARLY = "尚未到期"
    TO_VERIFY = "待核实"


@dataclass(frozen=True)
class Evidence:
    """One case that costs points: what happened, and the record it is about (register empty: none)."""

    text: str
    register: str = ""
    record_id: int = 0


@dataclass(frozen=True)
class ScoredLine:
    """One line with its result: the cases, the points, and the clerk's notes of this year and the year before.

    ``is_early``: it is about something neither due nor done yet, so nobody can say that nothing is lost.
    """

    line: SheetLine
    found: tuple[Evidence, ...]
    note: str = ""
    last_note: str = ""
    is_early: bool = False

    @property
    def state(self) -> State:
        """Whether it loses points, does not, is not due yet, or waits to be judged."""
        if self.line.measure is None:
            return State.TO_VERIFY
        if self.found:
            return State.LOST
        return State.EARLY if self.is_early else State.CLEAR

    @property
    def lost(self) -> Decimal:
        """The points lost."""
        return self.line.lost(len(self.found))

    @property
    def mending(self) -> str:
        """What can still be done about it; empty if nothing is lost."""
        return MENDING[self.line.measure] if self.found and self.line.measure else ""


@dataclass(frozen=True)
class Scorecard:
    """A sheet filled in for a year; ``caveat`` is what it cannot tell of one that is not over, or not known."""

    office: str
    year: int
    sheet: ScoreSheet
    lines: tuple[ScoredLine, ...]
    caveat: str = ""

    @property
    def title(self) -> str:
        """The title of the printed 自查报告."""
        return f"{self.office}{self.year}年政府信息公开考核自查报告"

    @property
    def lost(self) -> Decimal:
        """All points lost, as far as the registers show."""
        return sum((line.lost for line in self.lines), Decimal(0))

    @property
    def summary(self) -> str:
        """One sentence: the estimate, and how many lines wait to be judged."""
        states = [line.state for line in self.lines]
        waiting, early = states.count(State.TO_VERIFY), states.count(State.EARLY)
        told = (
            f"对照“{self.sheet.name}”，按登记簿预计扣{plain_number(self.lost)}分，涉及{states.count(State.LOST)}项",
            f"另有{waiting}项登记簿不能判断，待核实" if waiting else "",
            f"{early}项尚未到期" if early else "",
        )
        return f"{self.caveat}{'；'.join(filter(None, told))}。"


def scorecard(
    office: str,
    year: int,
    sheet: ScoreSheet,
    found: Mapping[Measure, Sequence[Evidence]],
    notes: tuple[Mapping[str, str], Mapping[str, str]],
    *,
    early: Collection[Measure] = (),
    caveat: str = "",
) -> Scorecard:
    """Return a sheet filled in; ``notes`` are what is said of its lines by number, this year and the year before.

    ``early`` are measures of what is neither done nor due yet.
    """
    lines = (
        ScoredLine(
            line,
            tuple(found.get(line.measure, ())) if line.measure else (),
            notes[0].get(line.code, ""),
            notes[1].get(line.code, ""),
            line.measure in early,
        )
        for line in sheet.lines
    )
    return Scorecard(office, year, sheet, tuple(lines), caveat)
