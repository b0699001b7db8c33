"""The cells each record is counted in, by the format of the three tables (国办公开办函〔2021〕30号)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Release, Request, Review, Step, Tally
from disclosure.report.cells import CELLS, FEE_CELL, CellKey, totals
from disclosure.report.counting import (
    Period,
    appeal_after,
    covering_batch,
    fee_step_cells,
    release_cells,
    request_cells,
    review_cells,
    suit_cells,
    summed,
    tally_cells,
)
from disclosure.terms import (
    Applicant,
    BusinessKind,
    Channel,
    CourtInstance,
    DisputeResult,
    DocumentKind,
    ReleaseCategory,
    ReviewDecision,
    StepKind,
    SuitRoute,
)

YEAR_2024 = Period.of(2024)


def request(**changes: Any) -> Request:
    values: dict[str, Any] = {
        "applicant_kind": Applicant.COMPANY,
        "applicant": "测试公司",
        "channel": Channel.COUNTER,
        "arrived_on": date(2024, 3, 1),
        "received_on": date(2024, 3, 1),
        "content": "测试",
    }
    return Request(**{**values, **changes})


def rows(made: Request, period: Period = YEAR_2024, *, is_split_parent: bool = False) -> list[str]:
    return [cell.row for cell, _ in request_cells(made, period, is_split_parent=is_split_parent)]


GRANTED = {"outcome": Outcome.GRANTED}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["n1", "n4"]),
        ({**GRANTED, "answered_on": date(2024, 3, 20)}, ["n1", "k1"]),
        ({**GRANTED, "answered_on": date(2024, 12, 31)}, ["n1", "k1"]),
        ({**GRANTED, "answered_on": date(2025, 1, 1)}, ["n1", "n4"]),
        ({"received_on": date(2023, 12, 29)}, ["n2", "n4"]),
        ({"received_on": date(2023, 12, 29), **GRANTED, "answered_on": date(2024, 1, 2)}, ["n2", "k1"]),
        ({"received_on": date(2023, 12, 1), **GRANTED, "answered_on": date(2023, 12, 31)}, []),
        ({"received_on": date(2025, 1, 1)}, []),
        ({"received_on": date(2024, 12, 31)}, ["n1", "n4"]),
        ({"received_on": None}, []),
        ({"is_excluded": True}, []),
        ({"outcome": Outcome.GRANTED}, ["n1", "n4"]),
        ({"answered_on": date(2024, 3, 20)}, ["n1", "n4"]),
        ({**GRANTED, "answered_on": date(2024, 2, 1)}, ["n1", "n4"]),
        ({"outcome": Outcome.PARTLY_GRANTED, "answered_on": date(2024, 3, 1)}, ["n1", "k2"]),
        ({"outcome": Outcome.CORRECTION_OVERDUE, "answered_on": date(2024, 4, 1)}, ["n1", "k61"]),
    ],
)
def test_a_request_counts_once_received_and_once_as_result_or_carried_out(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert rows(request(**changes)) == expected


def test_the_parent_of_a_split_counts_nowhere() -> None:
    assert rows(request(), is_split_parent=True) == []


def test_a_request_counts_in_the_column_of_its_applicant() -> None:
    assert {cell.column for cell, _ in request_cells(request(), YEAR_2024, is_split_parent=False)} == {"company"}


def test_a_cut_off_inside_the_year_sees_only_what_had_happened() -> None:
    answered_later = request(**GRANTED, answered_on=date(2024, 6, 1))
    assert rows(answered_later, Period.of(2024, date(2024, 5, 31))) == ["n1", "n4"]
    assert rows(answered_later, Period.of(2024, date(2024, 2, 28))) == []


def release(**changes: Any) -> Release:
    values: dict[str, Any] = {
        "name": "测试文件",
        "document_kind": DocumentKind.NORMATIVE_DOCUMENT,
        "category": ReleaseCategory.ARTICLE_20_1,
        "formed_on": date(2024, 2, 1),
    }
    return Release(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["issued", "in_force"]),
        ({"issued_on": date(2023, 5, 1)}, ["in_force"]),
        ({"issued_on": date(2025, 5, 1)}, []),
        ({"repealed_on": date(2024, 9, 1)}, ["issued", "repealed"]),
        ({"issued_on": date(2020, 1, 1), "repealed_on": date(2024, 12, 31)}, ["repealed"]),
        ({"issued_on": date(2020, 1, 1), "repealed_on": date(2025, 1, 1)}, ["in_force"]),
        ({"issued_on": date(2020, 1, 1), "repealed_on": date(2023, 12, 31)}, []),
        ({"issued_on": date(2020, 1, 1), "valid_until": date(2024, 12, 31)}, ["in_force"]),
        ({"issued_on": date(2020, 1, 1), "valid_until": date(2023, 12, 31)}, ["repealed"]),
        (
            {"issued_on": date(2020, 1, 1), "valid_until": date(2024, 6, 30), "repealed_on": date(2025, 3, 1)},
            ["repealed"],
        ),
        ({"document_kind": DocumentKind.OTHER}, []),
    ],
)
def test_a_document_is_issued_repealed_or_in_force_by_its_own_dates(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert [cell.column for cell, _ in release_cells(release(**changes), YEAR_2024)] == expected


def test_rules_stand_in_their_own_row() -> None:
    assert {cell.row for cell, _ in release_cells(release(document_kind=DocumentKind.RULES), YEAR_2024)} == {"rules"}


def tally(kind: BusinessKind, **changes: Any) -> Tally:
    return Tally(**{"kind": kind, "on": date(2024, 6, 30), **changes})


def test_batches_add_their_quantity_and_fees_their_amount_in_ten_thousand_yuan() -> None:
    counted = summed(
        contribution
        for made in (
            tally(BusinessKind.PENALTY, quantity=1472),
            tally(BusinessKind.PENALTY, quantity=28),
            tally(BusinessKind.LICENCE),
            tally(BusinessKind.ADMINISTRATIVE_FEE, amount=Fen(40000)),
            tally(BusinessKind.ADMINISTRATIVE_FEE, amount=Fen(1)),
            tally(BusinessKind.ADMINISTRATIVE_FEE),
            tally(BusinessKind.COERCIVE_MEASURE, quantity=5, on=date(2023, 6, 30)),
        )
        for contribution in tally_cells(made, YEAR_2024)
    )
    assert counted == {
        CellKey("table2", "penalties", "decisions"): 1500,
        CellKey("table2", "licences", "decisions"): 0,
        FEE_CELL: Decimal("0.040001"),
    }


def test_an_information_fee_paid_in_the_year_is_counted_unless_a_batch_contains_it() -> None:
    paid = Step(request_id=1, kind=StepKind.FEE_PAID, on=date(2024, 5, 1), amount=Fen(10000))
    assert fee_step_cells(paid, YEAR_2024, already_included=False) == ((FEE_CELL, Decimal("0.01")),)
    assert fee_step_cells(paid, YEAR_2024, already_included=True) == ()
    assert fee_step_cells(paid, Period.of(2023), already_included=False) == ()
    notice = Step(request_id=1, kind=StepKind.FEE_NOTICE, on=date(2024, 5, 1), amount=Fen(10000))
    assert fee_step_cells(notice, YEAR_2024, already_included=False) == ()


@pytest.mark.parametrize(
    ("paid", "until", "batch"),
    [
        (date(2024, 1, 1), YEAR_2024.until, date(2024, 3, 31)),
        (date(2024, 3, 31), YEAR_2024.until, date(2024, 3, 31)),
        (date(2024, 3, 31), date(2024, 3, 30), None),  # the batch was not there yet
        (date(2024, 4, 1), YEAR_2024.until, None),  # in the second quarter, whose batch is not marked
        (date(2024, 7, 1), YEAR_2024.until, date(2024, 9, 30)),  # two of one day, one marked
        (date(2024, 11, 14), YEAR_2024.until, None),  # after the last
        (date(2023, 12, 31), YEAR_2024.until, None),  # in the year before
    ],
)
def test_a_batch_contains_the_fees_paid_since_the_batch_before_it(paid: date, until: date, batch: date | None) -> None:
    """One batch of the first quarter once swallowed the payments of the whole year (0.1 for 0.14 万元)."""
    fee = BusinessKind.ADMINISTRATIVE_FEE
    batches = [
        tally(fee, on=date(2024, 3, 31), includes_information_fee=True),
        tally(fee, on=date(2024, 6, 30)),
        tally(fee, on=date(2024, 9, 30)),
        tally(fee, on=date(2024, 9, 30), includes_information_fee=True),
        tally(BusinessKind.PENALTY, on=date(2024, 12, 1), includes_information_fee=True),
    ]
    assert covering_batch(paid, batches, until) == batch


def review(**changes: Any) -> Review:
    values = {"applicant": "李某某", "review_body": "某区人民政府", "received_on": date(2024, 3, 1)}
    return Review(**{**values, **changes})


UPHELD = {"result": DisputeResult.UPHELD}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["pending"]),
        ({**UPHELD, "closed_on": date(2024, 4, 1)}, ["upheld"]),
        ({**UPHELD, "closed_on": date(2025, 1, 1)}, ["pending"]),
        ({**UPHELD}, ["pending"]),
        ({"closed_on": date(2024, 4, 1)}, ["pending"]),
        ({"decision": ReviewDecision.REVOKED, "closed_on": date(2024, 4, 1)}, ["corrected"]),  # 结果 blank, 明细 known
        ({"decision": ReviewDecision.UPHELD, "closed_on": date(2024, 4, 1)}, ["upheld"]),
        ({**UPHELD, "closed_on": date(2024, 2, 1)}, ["pending"]),
        ({"result": DisputeResult.PENDING, "closed_on": date(2024, 4, 1)}, ["pending"]),
        ({"received_on": date(2023, 12, 1), **UPHELD, "closed_on": date(2024, 1, 1)}, ["upheld"]),
        ({"received_on": date(2023, 12, 1), **UPHELD, "closed_on": date(2023, 12, 31)}, []),
        ({"received_on": date(2023, 12, 1)}, ["pending"]),
        ({"received_on": date(2025, 1, 1)}, []),
    ],
)
def test_a_review_counts_as_its_result_or_as_pending_at_the_cut_off(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert [cell.column for cell, _ in review_cells(review(**changes), YEAR_2024)] == expected


def suit(**changes: Any) -> Litigation:
    values = {"plaintiff": "王某某", "court": "某法院", "received_on": date(2024, 3, 1), "route": SuitRoute.DIRECT_SUIT}
    return Litigation(**{**values, **changes})


def cells_of_suit(*instances: Litigation) -> list[tuple[str, str]]:
    return [(cell.row, cell.column) for cell, _ in suit_cells(instances, YEAR_2024)]


def test_two_instances_are_one_case_with_the_last_result_in_the_first_block() -> None:
    first = suit(id=1, result=DisputeResult.UPHELD, closed_on=date(2024, 5, 1))
    appeal = suit(
        id=2,
        received_on=date(2024, 6, 1),
        route=SuitRoute.SUIT_AFTER_REVIEW,
        result=DisputeResult.CORRECTED,
        closed_on=date(2024, 9, 1),
    )
    assert cells_of_suit(appeal, first) == [("direct_suit", "corrected")]


def test_a_case_whose_appeal_is_open_is_pending() -> None:
    first = suit(id=1, result=DisputeResult.UPHELD, closed_on=date(2024, 5, 1))
    assert cells_of_suit(first, suit(id=2, received_on=date(2024, 6, 1))) == [("direct_suit", "pending")]


def test_an_appeal_after_the_cut_off_is_not_seen_yet() -> None:
    first = suit(id=1, result=DisputeResult.UPHELD, closed_on=date(2024, 12, 1))
    assert cells_of_suit(first, suit(id=2, received_on=date(2025, 1, 5))) == [("direct_suit", "upheld")]


@pytest.mark.parametrize(("day", "is_seen"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_an_appeal_of_the_last_day_belongs_to_the_year_and_one_of_the_next_comes_after_it(
    day: date, is_seen: bool
) -> None:
    first = suit(id=1, result=DisputeResult.UPHELD, closed_on=date(2024, 12, 1))
    appeal = suit(id=2, received_on=day, instance=CourtInstance.SECOND)
    assert cells_of_suit(first, appeal) == [("direct_suit", "pending" if is_seen else "upheld")]
    assert appeal_after([first, appeal], Period.of(2024)) == (None if is_seen else (first, appeal))


def test_a_case_closed_in_an_earlier_year_counts_nowhere_until_it_is_appealed() -> None:
    closed = suit(id=1, received_on=date(2023, 1, 5), result=DisputeResult.UPHELD, closed_on=date(2023, 8, 1))
    assert cells_of_suit(closed) == []
    assert cells_of_suit(closed, suit(id=2, received_on=date(2024, 1, 5))) == [("direct_suit", "pending")]
    assert cells_of_suit(suit(received_on=date(2025, 1, 5))) == []


def test_every_total_is_the_sum_of_its_parts_and_nothing_counted_is_zero_everywhere() -> None:
    assert totals({}) == dict.fromkeys(CELLS, 0)
    figures = totals(
        {
            CellKey("table3", "n1", "company"): 2,
            CellKey("table3", "k1", "company"): 1,
            CellKey("table3", "k31", "other"): 4,
            CellKey("table4", "review", "pending"): 3,
        }
    )
    assert figures[CellKey("table3", "n1", "total")] == 2
    assert figures[CellKey("table3", "k7", "company")] == 1
    assert figures[CellKey("table3", "k7", "total")] == 5
    assert figures[CellKey("table4", "review", "total")] == 3
