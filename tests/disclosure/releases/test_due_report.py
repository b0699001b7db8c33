"""The report's own days: asked for in January, ticked off one by one, by the office's own days where it set them."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.cases.due_items import DueKind
from disclosure.column_kinds import columns_by_name, month_day, month_day_of
from disclosure.errors import UnreadableValueError
from disclosure.records import Profile, ReportDelivery, ReportEvent
from disclosure.releases.due_report import event_items, publish_by, report_items, submit_by
from disclosure.terms import ReportDeliveryKind, ReportEventKind

D = ReportDeliveryKind
SUBMIT, PUBLISH, ARCHIVE = DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION, DueKind.REPORT_ARCHIVE
JAN_20, JAN_31 = date(2027, 1, 20), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ((), date(2027, 1, 4), [(SUBMIT, JAN_20), (PUBLISH, JAN_31)]),
        ((), date(2027, 3, 31), [(SUBMIT, JAN_20), (PUBLISH, JAN_31)]),
        ((), date(2027, 4, 1), []),
        ((), date(2026, 12, 31), []),
        ((D.SUBMITTED,), date(2027, 1, 21), [(PUBLISH, JAN_31)]),
        ((D.SUBMITTED, D.PUBLISHED), date(2027, 1, 29), [(ARCHIVE, None)]),
        ((D.PUBLISHED, D.ARCHIVED), date(2027, 1, 10), [(SUBMIT, JAN_20)]),
        (tuple(D), date(2027, 1, 29), []),
    ],
)
def test_january_asks_for_the_report_until_each_thing_is_ticked_off(
    done: tuple[ReportDeliveryKind, ...], today: date, expected: list[tuple[DueKind, date | None]]
) -> None:
    items = list(report_items(Profile(archive="测试区档案馆"), done, today))
    assert [(item.kind, item.due_on) for item in items] == expected
    assert {item.article for item in items} <= {"条例第四十九条"}


def test_an_archive_is_asked_for_only_where_the_office_has_one() -> None:
    assert list(report_items(Profile(), (D.SUBMITTED, D.PUBLISHED), date(2027, 1, 29))) == []


def test_the_office_sets_its_own_days_and_a_text_that_is_none_leaves_the_usual_ones() -> None:
    own = Profile(submit_by="次年1月12日前", publish_by="01-26")
    assert (submit_by(own, 2026), publish_by(own, 2026)) == (date(2027, 1, 12), date(2027, 1, 26))
    older = Profile(submit_by="以区里通知为准", publish_by="")
    assert (submit_by(older, 2026), publish_by(older, 2026)) == (JAN_20, JAN_31)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01-20", (1, 20)),
        ("1月20日", (1, 20)),
        ("1.20", (1, 20)),
        ("２０２７年１月２０日之前", (1, 20)),
        ("02-30", None),
        ("一月底", None),
        ("20", None),
    ],
)
def test_a_day_of_every_year_is_read_as_people_write_it(text: str, found: tuple[int, int] | None) -> None:
    assert month_day(text) == found


def test_a_deadline_of_the_report_is_a_day_and_no_free_text() -> None:
    column = columns_by_name(Profile)["submit_by"]
    assert column.parse("1月9日") == "01-09"
    with pytest.raises(UnreadableValueError, match="01-20"):
        column.parse("元月下旬")
    assert month_day_of("02-29", 2027) == date(2027, 2, 28)


CORRECTED = ReportEvent(id=7, year=2025, kind=ReportEventKind.CORRECTED, on=date(2026, 3, 2), version=2, reason="示例")


@pytest.mark.parametrize(
    ("done", "asked"),
    [
        ([(D.SUBMITTED, (2026, 1, 15)), (D.PUBLISHED, (2026, 1, 20))], [SUBMIT, PUBLISH]),
        ([(D.SUBMITTED, (2026, 3, 1)), (D.PUBLISHED, (2026, 3, 2))], [SUBMIT]),  # published on the day it was corrected
        ([(D.PUBLISHED, (2026, 1, 20)), (D.PUBLISHED, (2026, 3, 9))], []),  # published anew
        ([(D.ARCHIVED, (2026, 2, 1))], []),  # what was never sent is not to be sent anew
        ([], []),
    ],
)
def test_a_corrected_report_is_sent_and_published_anew_where_it_was_before(
    done: list[tuple[ReportDeliveryKind, tuple[int, int, int]]], asked: list[DueKind]
) -> None:
    deliveries = [ReportDelivery(year=2025, kind=kind, on=date(*on)) for kind, on in done]
    deliveries.append(ReportDelivery(year=2024, kind=D.SUBMITTED, on=date(2025, 1, 15)))  # of another year
    items = list(event_items([CORRECTED], deliveries))
    assert [item.kind for item in items] == asked
    for item in items:
        assert (item.due_on, item.register, item.record_id, item.article) == (
            None,
            "report_events",
            7,
            "条例第四十九条",
        )
        assert "2025年度报告第2版更正后" in item.sentence


def test_of_a_report_corrected_twice_only_the_last_version_is_to_be_sent() -> None:
    """今日 asked for 第2版 and for 第3版, and whoever did as it said sent one that no longer holds."""
    again = replace(CORRECTED, id=8, on=date(2026, 3, 9), version=3)
    sent = [ReportDelivery(year=2025, kind=D.SUBMITTED, on=date(2026, 1, 15))]
    (item,) = event_items([again, CORRECTED], sent)
    assert (item.record_id, "第3版" in item.sentence) == (8, True)
    other = replace(CORRECTED, id=9, year=2024)
    assert {one.record_id for one in event_items([CORRECTED, again, other], [*sent, replace(sent[0], year=2024)])} == {
        8,
        9,
    }


def test_a_report_sent_back_or_withdrawn_is_due_by_its_term_until_it_is_settled() -> None:
    sent_back = replace(CORRECTED, kind=ReportEventKind.RETURNED, party="示例区政府办", until=date(2026, 3, 9))
    (item,) = event_items([sent_back], [])
    assert (item.kind, item.due_on) == (DueKind.REPORT_RECTIFICATION, date(2026, 3, 9))
    assert item.sentence.startswith("2025年度报告被示例区政府办退回")
    assert "2026年3月9日前" in item.sentence
    (item,) = event_items([replace(sent_back, kind=ReportEventKind.WITHDRAWN, until=None)], [])
    assert (item.due_on, "示例区" in item.sentence, "日前" in item.sentence) == (None, False, False)
    assert list(event_items([replace(sent_back, settled_on=date(2026, 3, 8))], [])) == []
