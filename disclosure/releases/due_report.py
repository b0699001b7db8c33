"""The finished report's own dates: 报送, 公布 and 送档案馆, until each is ticked off with its day and proof.

条例第四十九条 sets 31 January for departments; a street office or township is told by its district's notice each
winter, so the days are those of 机关信息. They are asked for from New Year to the end of March, when the report of the
government above is published (同条第二款) and nothing can be caught up any more.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from disclosure.calendar.statutory_deadlines import YearlyDay
from disclosure.cases.due_items import DueItem, DueKind
from disclosure.column_kinds import month_day_of
from disclosure.papers import ReportDelivery
from disclosure.records import Profile
from disclosure.terms import ReportDeliveryKind
from disclosure.wording import chinese_date

REPORT_ARTICLE: Final = "条例第四十九条"
_USUAL: Final = Profile()
"""What holds where 机关信息 has no day that can be read."""


def submit_by(profile: Profile, year: int) -> date:
    """Return the day by which the report of a year is to be sent."""
    return _day_in(year + 1, profile.submit_by, _USUAL.submit_by)


def publish_by(profile: Profile, year: int) -> date:
    """Return the day by which the report of a year is to be public."""
    return _day_in(year + 1, profile.publish_by, _USUAL.publish_by)


def _day_in(year: int, own: str, usual: str) -> date:
    day = month_day_of(own, year) or month_day_of(usual, year)
    assert day is not None, "what a column starts with can be read"
    return day


def is_over(today: date) -> bool:
    """Whether the report of last year is no longer asked for: the government's own is due, too (第四十九条第二款)."""
    return today > YearlyDay.GOVERNMENT_REPORT.in_year(today.year)


def report_items(profile: Profile, done: Collection[ReportDeliveryKind], today: date) -> Iterator[DueItem]:
    """Yield what is still to be done with the report of last year: 报送, 公布, and 送档案馆 once it is public."""
    year = today.year - 1
    if is_over(today):
        return
    if ReportDeliveryKind.SUBMITTED not in done:
        by = submit_by(profile, year)
        yield _item(DueKind.REPORT_SUBMISSION, f"{year}年度报告在{chinese_date(by)}前报送", by)
    if ReportDeliveryKind.PUBLISHED not in done:
        by = publish_by(profile, year)
        yield _item(DueKind.REPORT_PUBLICATION, f"{year}年度报告在{chinese_date(by)}前公布", by)
    elif ReportDeliveryKind.ARCHIVED not in done and profile.archive:
        yield _item(DueKind.REPORT_ARCHIVE, f"{year}年度报告送交{profile.archive}", None)


def _item(kind: DueKind, sentence: str, due_on: date | None) -> DueItem:
    return DueItem(
        kind=kind,
        due_on=due_on,
        register=ReportDelivery.register,
        record_id=0,
        sentence=f"{sentence}，办完后登记日期和凭证",
        article=REPORT_ARTICLE,
    )


DELIVERY_OF: Final = {
    DueKind.REPORT_SUBMISSION: ReportDeliveryKind.SUBMITTED,
    DueKind.REPORT_PUBLICATION: ReportDeliveryKind.PUBLISHED,
    DueKind.REPORT_ARCHIVE: ReportDeliveryKind.ARCHIVED,
}
"""What ticks each of them off."""
