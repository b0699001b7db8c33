"""The deadlines of the finished report: 报送, 公布 and 送档案馆, until each is recorded with its day and proof; and
what a report sent back or withdrawn still needs.

条例第四十九条 sets 31 January for departments; a street office or township gets its dates from the district's notice
each winter, so they are taken from 机关信息. They are due from New Year to the end of March, when the government above
publishes its own report (同条第二款) and it is too late.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from disclosure.calendar.statutory_deadlines import YearlyDay
from disclosure.cases.due_items import DueItem, DueKind
from disclosure.column_kinds import month_day_of
from disclosure.masking import masked_prose
from disclosure.papers import ReportDelivery, ReportEvent
from disclosure.records import Profile
from disclosure.terms import ReportDeliveryKind, ReportEventKind
from disclosure.wording import chinese_date

REPORT_ARTICLE: Final = "条例第四十九条"
_USUAL: Final = Profile()
"""The defaults if 机关信息 has no valid day."""


def submit_by(profile: Profile, year: int) -> date:
    """Return the deadline for sending the report of a year."""
    return _day_in(year + 1, profile.submit_by, _USUAL.submit_by)


def publish_by(profile: Profile, year: int) -> date:
    """Return the deadline for publishing the report of a year."""
    return _day_in(year + 1, profile.publish_by, _USUAL.publish_by)


def _day_in(year: int, own: str, usual: str) -> date:
    day = month_day_of(own, year) or month_day_of(usual, year)
    assert day is not None, "what a column starts with can be read"
    return day


def is_over(today: date) -> bool:
    """Whether last year's report is no longer expected, as the government's own is due (第四十九条第二款)."""
    return today > YearlyDay.GOVERNMENT_REPORT.in_year(today.year)


def report_items(profile: Profile, done: Collection[ReportDeliveryKind], today: date) -> Iterator[DueItem]:
    """Yield what is left to do with last year's report: 报送, 公布, and 送档案馆 once it is published."""
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


def event_items(events: Iterable[ReportEvent], deliveries: Sequence[ReportDelivery]) -> Iterator[DueItem]:
    """Yield what an issued report needs: 整改 by its deadline, and after a correction 报送 and 公布 again.

    ``deliveries`` are those of the same years; only what had been sent or published before has to be done again, and
    only for the last version.
    """
    every = sorted(events, key=lambda event: event.version)
    last = {event.year: event for event in every if event.kind is ReportEventKind.CORRECTED}
    for event in every:
        if event.is_open:
            by = f"，{chinese_date(event.until)}前" if event.until else "，"
            who = f"被{masked_prose(event.party)}" if event.kind is ReportEventKind.RETURNED and event.party else "已"
            told = f"{event.year}年度报告{who}{event.kind.label}{by}改正并重新报送，办完后登记办结日期"
            yield _of_event(DueKind.REPORT_RECTIFICATION, event, told, event.until)
        elif last.get(event.year) is event:
            for due_kind in (DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION):
                kind = DELIVERY_OF[due_kind]
                days = [one.on for one in deliveries if (one.year, one.kind) == (event.year, kind)]
                if days and max(days) < event.on:
                    told = f"{event.year}年度报告第{event.version}版更正后尚未重新{kind.label}，办完后登记日期和凭证"
                    yield _of_event(due_kind, event, told, None)


def _of_event(kind: DueKind, event: ReportEvent, sentence: str, due_on: date | None) -> DueItem:
    return DueItem(
        kind=kind,
        due_on=due_on,
        register=event.register,
        record_id=event.id,
        sentence=sentence,
        article=REPORT_ARTICLE,
    )


DELIVERY_OF: Final = {
    DueKind.REPORT_SUBMISSION: ReportDeliveryKind.SUBMITTED,
    DueKind.REPORT_PUBLICATION: ReportDeliveryKind.PUBLISHED,
    DueKind.REPORT_ARCHIVE: ReportDeliveryKind.ARCHIVED,
}
"""The delivery that completes each of them."""
