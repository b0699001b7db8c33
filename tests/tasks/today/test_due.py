"""What is due today, read from a real file."""

from datetime import date

import pytest

from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.outcomes import Outcome
from disclosure.papers import ReportDelivery
from disclosure.records import Duty, Release, Request
from disclosure.releases.due_report import DELIVERY_OF
from disclosure.terms import (
    ActivityKind,
    Channel,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    ReportDeliveryKind,
    StepKind,
)
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.requests import add_step, split
from tasks.today import due as due_tasks
from tasks.today.due import today_items, unpublished_releases
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
)

TODAY = date(2024, 4, 8)
ANSWER = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 20)}


def due(registers: Registers) -> dict[DueGroup, tuple[DueItem, ...]]:
    return today_items(registers, shipped_calendar(), TODAY)


def kinds(registers: Registers) -> list[DueKind]:
    found = [item.kind for items in due(registers).values() for item in items]
    return [kind for kind in found if kind is not DueKind.ZERO_CONFIRMATION]


def saved(registers: Registers, **values: object) -> Request:
    return registers.get(Request, registers.save(make_request(**values)).record_id)


def test_an_empty_file_asks_only_for_the_zero_confirmation_of_two_months(registers: Registers) -> None:
    found = due(registers)
    assert found[DueGroup.OVERDUE] == (), "the law knows no such chore: nothing is red in a new file"
    assert {item.article for item in found[DueGroup.ALONGSIDE]} == {""}
    assert sum(map(len, found.values())) == 2


def test_january_asks_for_last_years_report_until_it_is_sent_and_published(registers: Registers) -> None:
    january = date(2025, 1, 6)

    def asked() -> list[DueKind]:
        groups = today_items(registers, shipped_calendar(), january)
        kinds_asked = [item.kind for items in groups.values() for item in items]
        return [kind for kind in kinds_asked if kind in DELIVERY_OF]

    assert asked() == [], "a file that knows nothing of the year owes no report"
    saved(registers, **ANSWER)
    assert asked() == [DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION]
    sent = ReportDelivery(year=2024, kind=ReportDeliveryKind.SUBMITTED, on=january, proof="区政府办签收")
    registers.save(sent)
    assert asked() == [DueKind.REPORT_PUBLICATION]
    registers.undo()
    assert asked() == [DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION]


def test_a_request_or_a_confirmation_in_the_month_ends_that_question(registers: Registers) -> None:
    saved(registers, arrived_on=date(2024, 3, 29), received_on=date(2024, 3, 29), **ANSWER)
    registers.save(make_activity(kind=ActivityKind.ZERO_CONFIRMATION, on=TODAY))
    assert DueKind.ZERO_CONFIRMATION not in [item.kind for items in due(registers).values() for item in items]


def test_a_letter_not_yet_confirmed_is_a_request_of_its_month(registers: Registers) -> None:
    saved(registers, channel=Channel.FAX, arrived_on=TODAY, received_on=None)
    months = [item.due_on for items in due(registers).values() for item in items if item.due_on]
    assert months == [date(2024, 3, 31)]
    assert kinds(registers) == [DueKind.CONFIRM_RECEIPT]


def test_an_overdue_request_stands_first(registers: Registers) -> None:
    request = saved(registers)
    (item,) = [item for item in due(registers)[DueGroup.OVERDUE] if item.kind is DueKind.ANSWER]
    assert (item.record_id, item.due_on) == (request.id, date(2024, 3, 29))


def test_a_result_without_a_day_is_still_open(registers: Registers) -> None:
    saved(registers, outcome=Outcome.GRANTED)
    assert kinds(registers) == [DueKind.ANSWER]


def test_an_answer_dated_before_the_receipt_counts_as_none(registers: Registers) -> None:
    saved(registers, outcome=Outcome.GRANTED, answered_on=date(2024, 2, 28))
    assert kinds(registers) == [DueKind.ANSWER]


def test_the_original_of_a_split_waits_for_nothing(registers: Registers) -> None:
    parts = split(registers, saved(registers), ["甲", "乙"], date(2024, 3, 4))
    items = [item for item in due(registers)[DueGroup.OVERDUE] if item.kind is DueKind.ANSWER]
    assert {item.record_id for item in items} == {part.id for part in parts}


def test_an_answer_without_delivery_asks_for_it_and_a_posted_one_for_the_signature(registers: Registers) -> None:
    request = saved(registers, **ANSWER)
    assert kinds(registers) == [DueKind.DELIVERY]
    posted = {"delivery": DeliveryMethod.POST, "posted_on": date(2024, 3, 20)}
    registers.save(make_step(request, kind=StepKind.DELIVERED, **posted))
    (item,) = [item for item in due(registers)[DueGroup.WAITING] if item.kind is DueKind.DELIVERY]
    assert item.waits


def test_after_sixty_days_nobody_enters_a_delivery_any_more(registers: Registers) -> None:
    """As long as a review may be asked for (行政复议法第二十条), it matters when the answer went out."""
    for answered_on in (date(2024, 2, 8), date(2024, 2, 7)):
        came = {"arrived_on": date(2024, 2, 1), "received_on": date(2024, 2, 1)}
        saved(registers, outcome=Outcome.GRANTED, answered_on=answered_on, **came)
    (item,) = [item for items in due(registers).values() for item in items if item.kind is DueKind.DELIVERY]
    assert registers.get(Request, item.record_id).answered_on == date(2024, 2, 8)


def test_what_needs_no_delivery_is_not_asked_for_it(registers: Registers) -> None:
    withdrawn = saved(registers, outcome=Outcome.OTHER_HANDLING, answered_on=date(2024, 3, 20))
    registers.save(make_step(withdrawn, kind=StepKind.WITHDRAWN, on=date(2024, 3, 20)))
    saved(registers, is_excluded=True, **ANSWER)
    saved(
        registers,
        arrived_on=date(2023, 11, 1),
        received_on=date(2023, 11, 1),
        outcome=Outcome.GRANTED,
        answered_on=date(2023, 12, 1),
    )
    assert kinds(registers) == []


def test_a_corrected_answer_is_made_again_by_its_day_however_old(registers: Registers) -> None:
    request = saved(
        registers,
        arrived_on=date(2023, 3, 1),
        received_on=date(2023, 3, 1),
        outcome=Outcome.GRANTED,
        answered_on=date(2023, 3, 20),
    )
    lost = {"related_request": request.number, "result": DisputeResult.CORRECTED, "closed_on": date(2024, 3, 20)}
    registers.save(make_review(**lost))
    registers.save(make_step(request, kind=StepKind.REOPENED, on=date(2024, 3, 25), until=date(2024, 4, 12)))
    assert kinds(registers) == [DueKind.ANSWER_AGAIN]


def test_a_request_reopened_and_answered_since_is_not_answered_again(registers: Registers) -> None:
    request = saved(registers, **ANSWER)
    registers.save(make_step(request, kind=StepKind.REOPENED, on=date(2024, 3, 19)))
    registers.save(make_step(request, kind=StepKind.DELIVERED, on=date(2024, 3, 20)))
    assert kinds(registers) == []


def test_open_reviews_suits_releases_and_duties_are_due_too(registers: Registers) -> None:
    registers.save(make_review())
    registers.save(make_suit())
    registers.save(make_release(published_on=None))
    registers.save(make_duty())
    assert set(kinds(registers)) == {DueKind.REVIEW_REPLY, DueKind.COURT_DEFENCE, DueKind.PUBLICATION, DueKind.DUTY}


def test_what_is_closed_published_or_fulfilled_is_not_due(registers: Registers) -> None:
    registers.save(make_review(closed_on=TODAY))
    duty = make_duty()
    registers.save(duty)
    registers.save(make_release(fulfils=duty.name, published_on=TODAY))
    assert kinds(registers) == []


def test_of_thousands_of_releases_only_those_that_fulfil_a_duty_are_read_for_them(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = make_duty()
    registers.save_all([duty, make_release(name="落实的", fulfils=duty.name), make_release(name="其他的")])
    read: list[list[Release]] = []

    def seen(_duty: Duty, releases: list[Release], *_: object) -> tuple[DueItem, ...]:
        read.append(releases)
        return ()

    monkeypatch.setattr(due_tasks, "duty_items", seen)
    due(registers)
    assert [[release.name for release in releases] for releases in read] == [["落实的"]]


def test_a_normative_document_that_expires_soon_is_told_and_one_that_does_not_is_not(registers: Registers) -> None:
    document = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT, "issued_on": date(2022, 5, 1)}
    registers.save(make_release(name="测试办法", valid_until=date(2024, 5, 1), **document))
    registers.save(make_release(name="另一办法", valid_until=date(2025, 5, 1), **document))
    registers.save(make_release(name="不是文件", valid_until=date(2024, 5, 1)))
    assert kinds(registers) == [DueKind.EXPIRING]


def test_a_letter_withdrawn_before_it_was_confirmed_asks_for_nothing(registers: Registers) -> None:
    request = saved(registers, channel=Channel.FAX, received_on=None)
    add_step(registers, request, make_step(request, kind=StepKind.WITHDRAWN, on=TODAY))
    assert kinds(registers) == []


def test_what_is_merged_into_a_request_that_is_not_there_is_not_said_to_be_answered_with_it(
    registers: Registers,
) -> None:
    """「已并入2024-001一并答复」 stood on 今日 after 2024-001 had gone to the recycle bin: nobody would answer."""
    first = registers.save(make_request(number="2024-001")).after
    registers.save(make_request(number="2024-002", merged_into="2024-001"))
    assert isinstance(first, Request)

    def told() -> str:
        return "".join(item.sentence for items in due(registers).values() for item in items)

    assert "2024-002 在2024年3月29日前作出答复，已并入2024-001一并答复" in told()
    registers.remove(first, "登记错了")
    assert "2024-002 在2024年3月29日前作出答复" in told()
    assert "一并答复" not in told()


def test_of_very_many_unpublished_releases_the_newest_are_looked_at(registers: Registers) -> None:
    for day in (2, 9, 5):
        registers.save(make_release(name=f"第{day}日形成", formed_on=date(2024, 3, day), published_on=None))
    assert [one.formed_on.day for one in unpublished_releases(registers, TODAY, 2) if one.formed_on] == [9, 5]
