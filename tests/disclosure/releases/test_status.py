"""Where a release stands, how a document lives, and how 索引号 are given."""

from datetime import date
from typing import Any

import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.records import Release
from disclosure.releases.index_numbers import IndexNumberError, index_series
from disclosure.releases.status import DocumentState, ReleaseState, document_state, next_action, release_state
from disclosure.terms import DocumentKind, SecrecyConclusion
from tests.records_factory import make_release

TODAY = date(2024, 5, 6)
CLEARED: dict[str, Any] = {"published_on": None, "secrecy_conclusion": SecrecyConclusion.RELEASE}
CHECKED: dict[str, Any] = {**CLEARED, "first_checked_on": TODAY, "second_checked_on": TODAY}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"published_on": None}, ReleaseState.AWAITS_SECRECY_REVIEW),
        ({**CLEARED, "secrecy_conclusion": SecrecyConclusion.WITHHOLD}, ReleaseState.WITHHELD),
        ({**CLEARED, "secrecy_conclusion": SecrecyConclusion.REFER}, ReleaseState.AWAITS_DECISION),
        (CLEARED, ReleaseState.AWAITS_FIRST_CHECK),
        ({**CLEARED, "first_checked_on": TODAY}, ReleaseState.AWAITS_SECOND_CHECK),
        (CHECKED, ReleaseState.AWAITS_FINAL_CHECK),
        ({**CHECKED, "final_checked_on": TODAY}, ReleaseState.AWAITS_PUBLICATION),
        ({**CHECKED, "final_checked_on": TODAY, "published_on": date(2024, 5, 7)}, ReleaseState.AWAITS_PUBLICATION),
        ({"published_on": TODAY}, ReleaseState.PUBLISHED),
        ({"published_on": TODAY, "taken_down_on": date(2024, 6, 1)}, ReleaseState.PUBLISHED),
        ({"published_on": date(2024, 3, 1), "taken_down_on": TODAY}, ReleaseState.TAKEN_DOWN),
    ],
)
def test_where_a_release_stands_is_told_from_its_dates(values: dict[str, Any], state: ReleaseState) -> None:
    assert release_state(make_release(**values), TODAY) is state


@pytest.mark.parametrize("state", list(ReleaseState))
def test_every_state_has_a_next_action_on_known_fields(state: ReleaseState) -> None:
    assert set(next_action(state).fields) <= set(columns_by_name(Release))
    assert next_action(state).button


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"document_kind": DocumentKind.OTHER}, DocumentState.NOT_A_DOCUMENT),
        ({"issued_on": date(2024, 6, 1)}, DocumentState.NOT_YET_IN_FORCE),
        ({}, DocumentState.IN_FORCE),
        ({"valid_until": date(2026, 1, 1)}, DocumentState.IN_FORCE),
        ({"valid_until": date(2024, 8, 3)}, DocumentState.EXPIRING),  # its last of ninety days
        ({"valid_until": date(2024, 8, 4)}, DocumentState.IN_FORCE),
        ({"valid_until": TODAY}, DocumentState.EXPIRING),
        ({"valid_until": date(2024, 5, 5)}, DocumentState.EXPIRED),
        ({"repealed_on": TODAY}, DocumentState.REPEALED),
        ({"repealed_on": date(2024, 5, 1), "valid_until": date(2024, 5, 4)}, DocumentState.REPEALED),
        ({"repealed_on": date(2024, 5, 6), "valid_until": date(2024, 4, 1)}, DocumentState.EXPIRED),
    ],
)
def test_how_a_document_lives(values: dict[str, Any], state: DocumentState) -> None:
    document = make_release(**{"document_kind": DocumentKind.NORMATIVE_DOCUMENT, **values})
    assert document_state(document, TODAY) is state


def test_index_numbers_follow_the_pattern_and_never_fill_a_gap() -> None:
    series = index_series("{code}/{year}-{serial:05}", "TEST01", 2024)
    assert series.following([]) == "TEST01/2024-00001"
    used = ["TEST01/2024-00007", "TEST01/2024-00002", "TEST01/2023-00099", "别的规则12"]
    assert series.following(used) == "TEST01/2024-00008"


def test_an_index_number_may_end_in_something_and_need_no_digits() -> None:
    assert index_series("{year}{serial}号{code}", "测", 2024).following(["202412号测"]) == "202413号测"


@pytest.mark.parametrize(
    "pattern", ["", "{year}", "{serial}{serial}", "{serial}-{nonsense}", "{serial}}", "{year:05}{serial}"]
)
def test_a_pattern_that_cannot_give_numbers_is_told(pattern: str) -> None:
    with pytest.raises(IndexNumberError, match="索引号规则"):
        index_series(pattern, "TEST01", 2024)
