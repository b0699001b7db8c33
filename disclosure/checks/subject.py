"""What is checked: a report, and everything else that is known about its year."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from disclosure.checks.sheet import Sheet
from disclosure.report.cells import CellKey, Figure
from disclosure.report.model import AnnualReport
from disclosure.report.odd_records import Remark
from disclosure.terms import AgencyLevel

Similarity: TypeAlias = Callable[[str, str], float]
"""How similar two texts are, from 0 for nothing in common to 1 for equal."""


@dataclass(frozen=True)
class RegisterFacts:
    """What the registers know about the year of a report. A field that is None is unknown, and its rule finds nothing.

    ``figures`` are all counted cells. ``fee_notices``, ``correction_notices`` and ``third_party_records`` count the
    steps 收费通知, 补正告知 and 征求第三方意见 of the requests handled in the year. Requests and suits are given by
    number. ``doubts`` are about odd records, ``remarks`` say how some were counted. ``records`` is the number
    of all records of the year. ``own_contacts`` are the office's telephones and mail addresses in plain form
    (``personal_data.values_in``). ``information_fees`` is 信息处理费 received in the year, in 分. ``large_change`` is
    the office's own threshold of X-18, in percent.

    By part of the prose: ``to_write`` are the prompts still in it, ``unread`` the drafted paragraphs that nobody has
    confirmed, ``own_texts`` what people wrote this year, without bound fields, and ``own_texts_before`` last year's.
    ``is_dated_at_issue`` means that 成文日期 was not typed and will be the day of issue.
    """

    figures: Mapping[CellKey, Figure] = field(default_factory=dict)
    fee_notices: int | None = None
    correction_notices: int | None = None
    third_party_records: int | None = None
    late_requests: tuple[str, ...] = ()
    double_counted: tuple[str, ...] = ()
    suits_without_review: tuple[str, ...] = ()
    zero_confirmed_months: frozenset[int] | None = None
    records: int | None = None
    information_fees: int | None = None
    known_reviews: int | None = None
    website_checks: int | None = None
    publish_by: date | None = None
    doubts: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    own_contacts: frozenset[str] | None = None
    large_change: int | None = None
    to_write: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_texts: Mapping[str, str] | None = None
    own_texts_before: Mapping[str, str] = field(default_factory=dict)
    is_dated_at_issue: bool = False


_LEVELS: Mapping[str, AgencyLevel] = {
    "街道": AgencyLevel.STREET,
    "乡镇": AgencyLevel.TOWNSHIP,
    "部门": AgencyLevel.DEPARTMENT,
    "区县": AgencyLevel.COUNTY,
    "县区": AgencyLevel.COUNTY,
    "县级市": AgencyLevel.COUNTY,
    "市": AgencyLevel.CITY,
    "省": AgencyLevel.PROVINCE,
}
_ENDINGS: Mapping[str, AgencyLevel] = {
    "街道": AgencyLevel.STREET,
    "街道办事处": AgencyLevel.STREET,
    "镇人民政府": AgencyLevel.TOWNSHIP,
    "乡人民政府": AgencyLevel.TOWNSHIP,
    "镇": AgencyLevel.TOWNSHIP,
    "乡": AgencyLevel.TOWNSHIP,
    "自治区人民政府": AgencyLevel.PROVINCE,
    "省人民政府": AgencyLevel.PROVINCE,
    "自治州人民政府": AgencyLevel.CITY,
    "县人民政府": AgencyLevel.COUNTY,
    "旗人民政府": AgencyLevel.COUNTY,
    "区人民政府": AgencyLevel.COUNTY,
    "市人民政府": AgencyLevel.CITY,
    **dict.fromkeys(("局", "厅", "委员会", "管委会"), AgencyLevel.DEPARTMENT),
}
_NO_LOCAL_DEPARTMENT = re.compile(
    # a department of the State Council has other powers and dates; a general office reports for its government
    r"(?:国家|中国)[^省市区县旗州]*|.*办公厅"
)


def level_of(report: AgencyLevel | str, agency: str = "") -> AgencyLevel | None:
    """Return the level a report states (「区级部门」 is a department), else the one its agency's name implies."""
    if isinstance(report, AgencyLevel):
        return report
    for word, level in _LEVELS.items():
        if word in report and not (level is AgencyLevel.CITY and report != "市"):
            return level
    found = next((level for ending, level in _ENDINGS.items() if agency.endswith(ending)), None)
    return None if found is AgencyLevel.DEPARTMENT and _NO_LOCAL_DEPARTMENT.fullmatch(agency) else found


@dataclass(frozen=True)
class Subject:
    """A report and, as far as available, last year's, the facts of the registers and a similarity function."""

    report: AnnualReport
    previous: AnnualReport | None = None
    facts: RegisterFacts | None = None
    similarity: Similarity | None = None
    previous_is_typed: bool = False

    @cached_property
    def sheet(self) -> Sheet:
        """The figures of the report."""
        return Sheet(self.report)

    @cached_property
    def last(self) -> Sheet | None:
        """The figures of last year's report, unless it is known to be of another year."""
        if self.previous is None:
            return None
        follows = not (self.previous.year and self.report.year) or self.previous.year == self.report.year - 1
        return Sheet(self.previous) if follows else None

    @cached_property
    def level(self) -> AgencyLevel | None:
        """The level of the organ, if it is known."""
        return level_of(self.report.level, self.report.agency)

    @property
    def is_grassroots(self) -> bool:
        """Whether the organ is a street office or a township."""
        return self.level is not None and self.level.is_grassroots
