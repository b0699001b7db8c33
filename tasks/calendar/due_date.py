"""The last day of a term, and why, for the command line and the calculator of the window."""

from dataclasses import dataclass
from datetime import date

from disclosure.calendar.day_strip import DayEntry, term_strip
from disclosure.calendar.workdays import DueDate
from disclosure.errors import UnreadableValueError
from disclosure.wording import chinese_date
from tasks.calendar.loading import load_calendar


@dataclass(frozen=True)
class DueReport:
    """The last day of a term of working days, its day strip, and the year without a notice it depends on, if any."""

    received: date
    due: DueDate
    days: tuple[DayEntry, ...]
    unknown_year: int | None = None

    def as_json(self) -> dict[str, object]:
        """Return ``{"due", "provisional", "days": [{"date", "counts", "reason"}]}``, dates in ISO form."""
        days = [{"date": day.date.isoformat(), "counts": day.counts, "reason": day.reason} for day in self.days]
        return {"due": self.due.on.isoformat(), "provisional": self.due.is_provisional, "days": days}

    def lines(self) -> list[str]:
        """Return the report as lines to print."""
        remark = f"（暂定：{self.unknown_year}年放假安排尚未公布）" if self.due.is_provisional else ""
        days = (
            f"{day.date.isoformat()}  {f'第{day.number}个工作日  ' if day.number else '不计  '}{day.reason}"
            for day in self.days
        )
        return [f"{chinese_date(self.due.on)}{remark}", *days]


def due_report(received: date, term: int = 20) -> DueReport:
    """Return when a term of ``term`` working days started on ``received`` ends.

    Raises UnreadableValueError for a day before the first year of the calendar.
    """
    calendar = load_calendar()
    first = calendar.years[0].year
    if received.year < first:
        raise UnreadableValueError(
            f"工作日历从{first}年开始，没有{received.year}年的放假安排，无法计算{chinese_date(received)}起的期限"
        )
    due = calendar.due(received, term)
    unknown = calendar.unknown_year(received, due.on) if due.is_provisional else None
    return DueReport(received, due, tuple(term_strip(calendar, received, term)), unknown)
