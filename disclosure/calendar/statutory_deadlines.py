"""All statutory time limits in one place: their length, unit, article, date in force, and how they end.

To add a deadline, add a line here; ``cases/replay`` defines how steps of a request move it. When a law changes, add the
new number beside the old one with the day it came into force: terms started before keep the old one, so that requests
of former years are not computed differently. Texts with written out numbers - letters, rule pages, help, hints - are
compared with these by ``tests/disclosure/calendar/test_written_deadlines``.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final, NamedTuple, TypeVar

from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.terms import ReviewProcedure

T = TypeVar("T")

_REGULATION: Final = date(2019, 5, 15)  # 政府信息公开条例 as revised (国务院令第711号)
_FEES: Final = date(2021, 1, 1)  # 信息处理费管理办法 (国办函〔2020〕109号)
_REVIEW_LAW: Final = date(2024, 1, 1)  # 行政复议法 as revised in 2023
_SUIT_LAW: Final = date(2015, 5, 1)  # 行政诉讼法 as revised in 2014
_FORMERLY: Final = date.min


class Unit(Enum):
    """The unit of a term; terms of calendar days and months ending on a day off move on to a working day."""

    WORKDAYS = "个工作日"
    DAYS = "日"
    MONTHS = "个月"


class _Limit(NamedTuple):
    name: str
    unit: Unit
    article: str
    lengths: Mapping[date, int]


class TimeLimit(Enum):
    """A statutory term; the day that starts it is not counted, and decides which version of the law applies."""

    PUBLICATION = _Limit("主动公开", Unit.WORKDAYS, "条例第二十六条", {_REGULATION: 20})
    ANSWER = _Limit("答复申请", Unit.WORKDAYS, "条例第三十三条第二款", {_REGULATION: 20})
    EXTENSION = _Limit("延长答复", Unit.WORKDAYS, "条例第三十三条第二款", {_REGULATION: 20})
    CORRECTION_NOTICE = _Limit("补正告知", Unit.WORKDAYS, "条例第三十条", {_REGULATION: 7})
    THIRD_PARTY_OPINION = _Limit("第三方意见", Unit.WORKDAYS, "条例第三十二条", {_REGULATION: 15})
    ORGAN_OPINION = _Limit("其他机关意见", Unit.WORKDAYS, "条例第三十四条", {_REGULATION: 15})
    FEE_PAYMENT = _Limit("缴纳信息处理费", Unit.WORKDAYS, "国办函〔2020〕109号", {_FEES: 20})
    REVIEW_REPLY = _Limit("行政复议答复", Unit.WORKDAYS, "行政复议法第四十八条", {_REVIEW_LAW: 10})
    SIMPLIFIED_REVIEW_REPLY = _Limit("简易程序行政复议答复", Unit.WORKDAYS, "行政复议法第五十四条", {_REVIEW_LAW: 5})
    COURT_DEFENCE = _Limit("答辩举证", Unit.DAYS, "行政诉讼法第六十七条", {_SUIT_LAW: 15})
    APPLY_FOR_REVIEW = _Limit("申请行政复议", Unit.DAYS, "行政复议法第二十条", {_REVIEW_LAW: 60})
    SUE_DIRECTLY = _Limit("直接提起行政诉讼", Unit.MONTHS, "行政诉讼法第四十六条", {_FORMERLY: 3, _SUIT_LAW: 6})
    SUE_AFTER_REVIEW = _Limit("复议后提起行政诉讼", Unit.DAYS, "行政诉讼法第四十五条", {_SUIT_LAW: 15})

    @property
    def title(self) -> str:
        """What the term is for, in a few words."""
        return str(self.value.name)

    @property
    def unit(self) -> Unit:
        """The unit of the term."""
        return Unit(self.value.unit)

    @property
    def article(self) -> str:
        """The article that sets the term."""
        return str(self.value.article)

    @property
    def length(self) -> int:
        """The number of working days, days or months by the newest law; use ``length_on`` if the day is known."""
        return self.length_on(date.max)

    def length_on(self, day: date) -> int:
        """Return the number of working days, days or months of a term started on ``day``."""
        return in_force(self.value.lengths, day)

    def words_on(self, day: date) -> str:
        """Return the length of a term started on ``day`` as written in documents: 「20个工作日」「15日」."""
        return f"{self.length_on(day)}{self.unit.value}"

    def due_after(self, day: date, calendar: WorkCalendar) -> DueDate:
        """Return the last day of this term if started on ``day``."""
        ends = {
            Unit.WORKDAYS: calendar.due,
            Unit.DAYS: calendar.calendar_days_after,
            Unit.MONTHS: calendar.months_after,
        }
        return ends[self.unit](day, self.length_on(day))


class _Day(NamedTuple):
    article: str
    days: Mapping[date, tuple[int, int]]


class YearlyDay(Enum):
    """A yearly date by which the law requires something to be done."""

    DEPARTMENT_REPORT = _Day("条例第四十九条第一款", {_REGULATION: (1, 31)})
    GOVERNMENT_REPORT = _Day("条例第四十九条第二款", {_REGULATION: (3, 31)})

    def in_year(self, year: int) -> date:
        """Return the date in a year, by the law in force at the start of the year."""
        return date(year, *in_force(self.value.days, date(year, 1, 1)))


def in_force(values: Mapping[date, T], day: date) -> T:
    """Return the value in force on a day, from values by the day they came into force; before all, the oldest."""
    return values[max((since for since in values if since <= day), default=min(values))]


def review_reply_limit(procedure: ReviewProcedure | None) -> TimeLimit:
    """Return the term for the agency's reply in a review; an unknown procedure counts as 普通程序."""
    return TimeLimit.SIMPLIFIED_REVIEW_REPLY if procedure is ReviewProcedure.SIMPLIFIED else TimeLimit.REVIEW_REPLY


# --- where the law gives no number ---


class Reasonable(NamedTuple):
    """Working days for 合理期限 in the law: fewer than ``least`` are never reasonable, ``usual`` is proposed."""

    least: int
    usual: int
    most: int

    @property
    def words(self) -> str:
        """The usual range as written in documents: 「10至15个工作日」."""
        return f"{self.usual}至{self.most}个工作日"


REASONABLE: Final = Reasonable(least=5, usual=10, most=15)
"""For 补正 (条例第三十条) and for stating one's reasons (第三十五条)."""
