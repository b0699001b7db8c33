"""What an office did in a period, beside the same period a year before: counts of the registers and the three tables.

Everything is counted as for the annual report (``disclosure.report.counting``), for other days.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from disclosure.charts.timeliness import KINDS, TimedRequest
from disclosure.report.cells import FEE_CELL, TABLE4, TOTAL, CellKey, Figure
from disclosure.report.counting import Period
from disclosure.report.facts import Fact, ReportFacts
from disclosure.report.model import TABLE_SECTIONS
from disclosure.report.tables import told_name, told_rows
from disclosure.statistics.periods import period_name
from disclosure.term_base import Term
from disclosure.terms import ActivityKind, DisputeResult
from disclosure.wording import chinese_date, plain_number

MEANING = "本表及所附三张表中，“本年”指本期，“上年结转”指上期结转到本期，“下年度”指下期；数字按登记簿逐件统计。"
"""The meaning of the terms of the statutory tables in a paper about a period other than a year."""

UNKNOWN = "—"
"""Shown instead of a count for a period the file knows nothing of."""

_FEN_OF_A_YUAN = 100


@dataclass(frozen=True)
class Counted:
    """All counts of one period; ``timed`` are the requests counted in it, answered or open at its end.

    ``is_known`` is false for a year without any records, and for days to come, whose zeros are not counts.
    """

    period: Period
    figures: Mapping[CellKey, Figure]
    facts: ReportFacts
    timed: Sequence[TimedRequest]
    is_known: bool = True

    def as_json(self) -> dict[str, object]:
        """Return the days and the 200 cells, for scripts; no cells if the period is not known."""
        return {
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "cells": {cell.path: _number(figure) for cell, figure in self.figures.items() if self.is_known},
        }


@dataclass(frozen=True)
class Line:
    """One count with its label and unit: now and a year before.

    The records counted now are found by its ``cell``, its ``fact``, or its ``requests``. ``now`` is meaningless unless
    ``is_known``, ``before`` unless ``is_known_before``.
    """

    label: str
    unit: str
    now: Figure
    before: Figure
    cell: CellKey | None = None
    fact: Fact | None = None
    requests: tuple[int, ...] = ()
    is_known: bool = True
    is_known_before: bool = True

    @property
    def meaning(self) -> str:
        """What is counted, for a fact of the registers; cells have their own rules."""
        return _COUNTED.get(self.fact.count, "") if self.fact is not None else ""

    @property
    def figures(self) -> tuple[Figure | None, Figure | None, Figure | None]:
        """What was counted now, what a year before, and the change; None for what is not known."""
        now, before = self.now if self.is_known else None, self.before if self.is_known_before else None
        return now, before, None if now is None or before is None else now - before

    @property
    def difference(self) -> str:
        """The change since the year before, with its sign: 「+3」, 「-2」, 「0」."""
        change = self.figures[2]
        return f"+{plain_number(change)}" if change is not None and change > 0 else _told(change)

    @property
    def texts(self) -> tuple[str, ...]:
        """The line as printed: label, unit, now, before, difference."""
        now, before, _ = self.figures
        return (self.label, self.unit, _told(now), _told(before), self.difference)


def _told(figure: Figure | None) -> str:
    return UNKNOWN if figure is None else plain_number(figure)


_COUNTED: Mapping[str, str] = {
    "releases": "公开日期在本期内的政府信息，一条计一次。",
    "releases_by_statistics_category": "公开日期在本期内的政府信息，按登记的统计类别分。",
    "releases_by_channel": "公开日期在本期内的政府信息；用几个渠道公开的，每个渠道各计一次。",
    "requests_by_channel": "收到申请之日在本期内的申请，按申请渠道分，与“新收”相合。",
    "requests_by_applicant": "收到申请之日在本期内的申请，按申请人类型分，与“新收”相合。",
    "information_fee_requests": "缴费日期在本期内的申请，一件计一次；没有实际缴费的不计。",
    "reviews": "收到日期在本期内的行政复议案件；表四计的是本期审结的和期末没有审结的。",
    "suits": "收到日期在本期内的行政诉讼案件，一案两审计一件；表四计的是本期审结的和期末没有审结的。",
    "activities": "日期在本期内的工作记录。",
}
"""What each fact of the registers counts."""


@dataclass(frozen=True)
class Group:
    """Lines of one subject."""

    name: str
    lines: tuple[Line, ...]


TABLES = {table: heading.partition("、")[2] for heading, table in TABLE_SECTIONS.items()}
"""The names of the statutory tables."""

HEADINGS = ("项目", "单位", "本期", "上年同期", "增减")


@dataclass(frozen=True)
class Comparison:
    """The counts of a period and of the same period a year before, as the file was on the day ``counted_on``."""

    office: str
    now: Counted
    before: Counted
    counted_on: date

    @property
    def title(self) -> str:
        """The title of the paper."""
        return f"{self.office}{period_name(self.now.period)}政府信息公开工作统计表"

    @property
    def groups(self) -> tuple[Group, ...]:
        """All counts by subject. Parts of a total that are 0 in both are left out."""
        return tuple(Group(name, tuple(self._as_known(lines(self)))) for name, lines in _GROUPS)

    @property
    def tables(self) -> tuple[Group, ...]:
        """The three statutory tables cell by cell; a cell beside a 总计 that is 0 in both periods is left out."""
        return tuple(
            Group(name, tuple(line for line in self.cells(table) if _is_told(line))) for table, name in TABLES.items()
        )

    @property
    def meaning(self) -> str:
        """What the words of the paper mean, and what its counts do not tell."""
        return "".join((MEANING, *self.caveats))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the counts do not tell, a sentence each, on whatever they are written: days unknown, a year not over."""
        known_by_now = [one for one in (self.now, self.before) if one.period.since <= self.counted_on]
        names = [period_name(one.period) for one in known_by_now if not one.is_known]
        unknown = f"登记簿没有{'、'.join(names)}的记录，不是没有发生。" if names else ""
        return tuple(filter(None, (unknown, self._not_over)))

    @property
    def _not_over(self) -> str:
        """What to know of a period that is not over, beside which the whole one of the year before stands; or empty."""
        name, day = period_name(self.now.period), chinese_date(self.counted_on)
        if self.counted_on < self.now.period.since:
            return f"{name}还没有到，本期没有数。"
        if self.counted_on < self.now.period.until:
            before = period_name(self.before.period)
            return f"{name}还没有过完：本期登记到{day}，上年同期是整个{before}；要比同样长的时段，截止日期写{day}。"
        return ""

    def _as_known(self, lines: Iterable[Line]) -> Iterator[Line]:
        now, before = self.now.is_known, self.before.is_known
        return (replace(line, is_known=now, is_known_before=before) for line in lines)

    def cells(self, table: str) -> Iterator[Line]:
        """Yield every cell of a statutory table, in printed order."""
        yield from self._as_known(
            self.cell(f"{told_name(row)} · {label}", CellKey(table, row.code, column))
            for row, columns in told_rows(table)
            for column, label in columns.items()
        )

    @property
    def text(self) -> str:
        """All counts as lines of text, for a terminal."""
        told = [self.title, *self.caveats, "\t".join(HEADINGS)]
        for group in (*self.groups, *self.tables):
            told += [f"[{group.name}]", *("\t".join(line.texts) for line in group.lines)]
        return "\n".join(told)

    def as_json(self) -> dict[str, object]:
        """Return all counts and all cells of the three tables, by printed labels, for scripts."""
        return {
            "counted_on": self.counted_on.isoformat(),
            "period": self.now.as_json(),
            "year_before": self.before.as_json(),
            "caveats": list(self.caveats),
            "counts": [
                {
                    "group": group.name,
                    "label": line.label,
                    "unit": line.unit,
                    "now": now if now is None else _number(now),
                    "before": before if before is None else _number(before),
                }
                for group in self.groups
                for line in group.lines
                for now, before, _ in [line.figures]
            ],
        }

    def line(self, label: str, unit: str, count: Callable[[ReportFacts], Figure], fact: Fact) -> Line:
        """Return one count of both periods, and whose records it names."""
        return Line(label, unit, count(self.now.facts), count(self.before.facts), fact=fact)

    def cell(self, label: str, cell: CellKey) -> Line:
        """Return one cell of the tables, of both periods."""
        unit = "万元" if cell == FEE_CELL else "件"
        return Line(label, unit, self.now.figures[cell], self.before.figures[cell], cell)

    def parts(self, by: str, unit: str, count: str) -> Iterator[Line]:
        """Yield the parts of a ``count`` of the facts ``by`` something, those that are not 0 in both periods."""
        now, before = (getattr(one.facts, count) for one in (self.now, self.before))
        for part in dict.fromkeys([*now, *before]):
            label, code = (part.label, part.value) if isinstance(part, Term) else (part or "没有填写", part)
            yield Line(f"{by}：{label}", unit, now.get(part, 0), before.get(part, 0), fact=Fact(count, code))


def _is_told(line: Line) -> bool:
    cell = line.cell
    return bool(line.now or line.before) or cell is None or cell.table == "table2" or cell.column == TOTAL


def _number(figure: Figure) -> int | float:
    return int(figure) if figure == int(figure) else float(figure)


def _releases(told: Comparison) -> Iterator[Line]:
    yield told.line("主动公开政府信息", "条", lambda facts: facts.releases, Fact("releases"))
    yield from told.parts("类别", "条", "releases_by_statistics_category")
    yield from told.parts("公开渠道", "条", "releases_by_channel")


def _requests(told: Comparison) -> Iterator[Line]:
    yield told.cell("新收政府信息公开申请", CellKey("table3", "n1", TOTAL))
    yield from told.parts("申请渠道", "件", "requests_by_channel")
    yield from told.parts("申请人", "件", "requests_by_applicant")
    yield told.cell("上期结转", CellKey("table3", "n2", TOTAL))
    yield told.cell("办理结果总计", CellKey("table3", "k7", TOTAL))
    yield told.cell("结转下期继续办理", CellKey("table3", "n4", TOTAL))


def _timeliness(told: Comparison) -> Iterator[Line]:
    for name, _, is_kind in KINDS:
        now, before = (tuple(each.id for each in one.timed if is_kind(each)) for one in (told.now, told.before))
        yield Line(name, "件", len(now), len(before), requests=now)


def _fees(told: Comparison) -> Iterator[Line]:
    paying = Fact("information_fee_requests")
    yield told.line("缴纳信息处理费的申请", "件", lambda facts: facts.information_fee_requests, paying)
    yield told.line("信息处理费", "元", lambda facts: Decimal(facts.information_fee_fen) / _FEN_OF_A_YUAN, paying)


def _disputes(told: Comparison) -> Iterator[Line]:
    yield told.line("收到行政复议", "件", lambda facts: facts.reviews, Fact("reviews"))
    yield told.line("收到行政诉讼", "件", lambda facts: facts.suits, Fact("suits"))
    for row in TABLE4:
        yield told.cell(f"{row.label}尚未审结", CellKey("table4", row.code, DisputeResult.PENDING))


def _activities(told: Comparison) -> Iterator[Line]:
    for kind in ActivityKind:
        line = told.line(kind.label, "次", partial(_times, kind), Fact("activities", kind.value))
        if line.now or line.before:
            yield line


def _times(kind: ActivityKind, facts: ReportFacts) -> int:
    return facts.activities[kind].times if kind in facts.activities else 0


_GROUPS: tuple[tuple[str, Callable[[Comparison], Iterator[Line]]], ...] = (
    ("主动公开", _releases),
    ("依申请公开", _requests),
    ("答复时限", _timeliness),
    ("收费", _fees),
    ("行政复议、行政诉讼", _disputes),
    ("工作记录", _activities),
)
