"""The annual report as one immutable value: what is exported, read back, compared and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from disclosure.numerals import NUMERALS
from disclosure.report.cells import EDITION, CellKey, Value
from disclosure.report.tables import StatTable, stat_table, stat_tables

SECTION_HEADINGS: tuple[str, ...] = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
"""The six official headings, verbatim."""

OVERVIEW_HEADINGS: tuple[str, ...] = (
    "（一）主动公开",
    "（二）依申请公开",
    "（三）政府信息管理",
    "（四）政府信息公开平台建设",
    "（五）监督保障",
)
"""The five customary sub-headings of section one."""

TABLE_SECTIONS: Mapping[str, str] = {
    SECTION_HEADINGS[1]: "table2",
    SECTION_HEADINGS[2]: "table3",
    SECTION_HEADINGS[3]: "table4",
}
"""The table under each heading that has one."""


class Level(IntEnum):
    """How a paragraph of prose is set (GB/T 9704: 黑体, 楷体, 仿宋)."""

    BODY = 0
    SUB_HEADING = 2
    POINT = 3


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a section and how it is set."""

    text: str
    level: Level = Level.BODY

    @property
    def title(self) -> str:
        """The text of a sub-heading without its number; any other paragraph unchanged."""
        return re.split("[）)]", self.text, maxsplit=1)[1] if self.level is Level.SUB_HEADING else self.text


_SUB_HEADING = re.compile(rf"^[（(][{NUMERALS}]+[）)][^。；，;,]{{1,30}}\Z")
_POINT = re.compile(r"^[0-9]{1,2}[.．、][^。；，;,]{1,30}\Z")


def paragraph(line: str) -> Paragraph:
    """Return one typed line as a paragraph: a short line numbered （一） or 1. without a full stop is a heading.

    Half-width brackets, as in 「(一)」 pasted from a web page, are accepted, too.
    """
    text = line.strip()
    if _SUB_HEADING.match(text):
        return Paragraph(text, Level.SUB_HEADING)
    return Paragraph(text, Level.POINT if _POINT.match(text) else Level.BODY)


@dataclass(frozen=True)
class Section:
    """One of the six sections: its heading, and its prose, one paragraph a line."""

    heading: str
    text: str = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The prose as paragraphs; blank lines are dropped."""
        return tuple(paragraph(line) for line in self.text.splitlines() if line.strip())

    @property
    def table(self) -> str | None:
        """The code of the table under this heading, if any."""
        return TABLE_SECTIONS.get(self.heading)


@dataclass(frozen=True)
class AnnualReport:
    """A whole 政府信息公开工作年度报告.

    ``figures`` holds the 200 cells; a report read from elsewhere may lack some or hold printed texts ("/").
    ``dated_on`` is 成文日期. ``older_tables`` holds rows of abolished editions as printed: ``table2_2019``, and under
    ``table3`` a single 「（六）其他处理」. A report read from elsewhere may also have ``labels_read``, mapping an
    official label to the one printed instead, ``labels_noted``, the same as noted by a transcriber, ``statements``,
    sentences with figures given without the prose around them, and ``repeated``, the rows by table and code that were
    printed again with other figures, ``labels_misplaced``, the labels of the tables printed out of their order, and
    ``labels_absent``, those not printed. ``version_code`` identifies an issued version; a draft has none.
    """

    year: int
    title: str
    agency: str = ""
    level: str = ""
    opening: str = ""
    sections: tuple[Section, ...] = ()
    figures: Mapping[CellKey, Value] = field(default_factory=dict)
    signature: str = ""
    dated_on: date | None = None
    edition: str = EDITION
    older_tables: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    labels_read: Mapping[str, str] = field(default_factory=dict)
    labels_noted: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    repeated: frozenset[tuple[str, str]] = frozenset()
    labels_misplaced: tuple[str, ...] = ()
    labels_absent: tuple[str, ...] = ()
    version_code: str = ""

    @property
    def tables(self) -> tuple[StatTable, ...]:
        """Tables two, three and four, ready to be drawn."""
        return stat_tables(self.figures)

    def table(self, code: str) -> StatTable:
        """Return one table by code."""
        return stat_table(code, self.figures)


def report_title(agency: str, year: int) -> str:
    """Return the official title: 「{机关}{年}年政府信息公开工作年度报告」."""
    return f"{agency}{year}年政府信息公开工作年度报告"
