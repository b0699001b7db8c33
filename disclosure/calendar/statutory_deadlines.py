"""Every statutory term of the office, once: how long, in which days, by which article, and when it ends."""

from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.terms import ReviewProcedure


class Unit(Enum):
    """What a term is counted in; calendar days and months roll over a last day off, working days never need to."""

    WORKDAYS = auto()
    DAYS = auto()
    MONTHS = auto()


class _Limit(NamedTuple):
    length: int
    unit: Unit
    article: str


class TimeLimit(Enum):
    """A statutory term; the day that sets it off is not counted."""

    PUBLICATION = _Limit(20, Unit.WORKDAYS, "条例第二十六条")
    ANSWER = _Limit(20, Unit.WORKDAYS, "条例第三十三条第二款")
    CORRECTION_NOTICE = _Limit(7, Unit.WORKDAYS, "条例第三十条")
    THIRD_PARTY_OPINION = _Limit(15, Unit.WORKDAYS, "条例第三十二条")
    ORGAN_OPINION = _Limit(15, Unit.WORKDAYS, "条例第三十四条")
    FEE_PAYMENT = _Limit(20, Unit.WORKDAYS, "国办函〔2020〕109号")
    REVIEW_REPLY = _Limit(10, Unit.WORKDAYS, "行政复议法第四十八条")
    SIMPLIFIED_REVIEW_REPLY = _Limit(5, Unit.WORKDAYS, "行政复议法第五十四条")
    COURT_DEFENCE = _Limit(15, Unit.DAYS, "行政诉讼法第六十七条")
    APPLY_FOR_REVIEW = _Limit(60, Unit.DAYS, "行政复议法第二十条")
    SUE_DIRECTLY = _Limit(6, Unit.MONTHS, "行政诉讼法第四十六条")
    SUE_AFTER_REVIEW = _Limit(15, Unit.DAYS, "行政诉讼法第四十五条")

    @property
    def length(self) -> int:
        """How many working days, days or months."""
        return int(self.value.length)

    @property
    def article(self) -> str:
        """The article that sets the term."""
        return str(self.value.article)

    def due_after(self, day: date, calendar: WorkCalendar) -> DueDate:
        """Return the last day of this term set off on ``day``."""
        ends = {
            Unit.WORKDAYS: calendar.due,
            Unit.DAYS: calendar.calendar_days_after,
            Unit.MONTHS: calendar.months_after,
        }
        return ends[self.value.unit](day, self.length)


def review_reply_limit(procedure: ReviewProcedure | None) -> TimeLimit:
    """Return the term for the organ's reply in a review; an unknown procedure is taken as 普通程序."""
    return TimeLimit.SIMPLIFIED_REVIEW_REPLY if procedure is ReviewProcedure.SIMPLIFIED else TimeLimit.REVIEW_REPLY
