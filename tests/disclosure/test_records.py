"""What is not yet a record, and what is one however doubtful."""

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest

from disclosure.errors import InvalidRecordError
from disclosure.records import RECORD_TYPES, Activity, Litigation, Profile, Record, Release, Request, Step, Tally, build
from disclosure.terms import ActivityKind, Applicant, BusinessKind, Channel, StepKind
from tests.records_factory import make_request, make_tally

REQUEST: dict[str, Any] = {
    "applicant_kind": Applicant.NATURAL_PERSON,
    "applicant": "张某某",
    "channel": Channel.COUNTER,
    "arrived_on": date(2024, 3, 1),
    "received_on": date(2024, 3, 1),
    "content": "长者食堂补贴明细",
}


def test_a_request_needs_its_starred_fields_and_says_which_are_missing() -> None:
    with pytest.raises(InvalidRecordError) as refused:
        build(Request, {})
    assert set(refused.value.problems) == {"applicant_kind", "applicant", "channel", "arrived_on", "content"}
    assert refused.value.problems["applicant"] == "请填写申请人"
    assert "请填写申请渠道" in str(refused.value)


def test_a_complete_request_is_built_and_unknown_names_are_left_out() -> None:
    request = build(Request, {**REQUEST, "no such field": 1}, record_id=7)
    assert (request.id, request.applicant, request.outcome) == (7, "张某某", None)


@pytest.mark.parametrize("channel", [Channel.INTERNET, Channel.FAX, Channel.ORDINARY_MAIL])
def test_receipt_may_be_blank_while_it_awaits_confirmation_by_article_31(channel: Channel) -> None:
    assert build(Request, {**REQUEST, "channel": channel, "received_on": None}).received_on is None


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.REGISTERED_MAIL, Channel.ORAL])
def test_receipt_must_be_filled_where_no_confirmation_is_needed(channel: Channel) -> None:
    with pytest.raises(InvalidRecordError, match="收到申请之日") as refused:
        build(Request, {**REQUEST, "channel": channel, "received_on": None})
    assert set(refused.value.problems) == {"received_on"}


def test_a_doubtful_but_real_request_is_a_record() -> None:
    answered_before_receipt = build(Request, {**REQUEST, "answered_on": date(2023, 1, 1)})
    assert answered_before_receipt.answered_on == date(2023, 1, 1)


def test_a_long_name_is_shortened_where_it_is_mentioned() -> None:
    activity = Activity(kind=ActivityKind.MEETING, on=date(2024, 1, 2), content="很长的内容\n" * 10)
    assert activity.caption.endswith("…")
    assert len(activity.caption) == 25
    assert "\n" not in activity.caption


def test_records_without_a_number_are_called_by_kind_and_day() -> None:
    tally = Tally(kind=BusinessKind.PENALTY, on=date(2024, 5, 1), quantity=3)
    assert tally.caption == "行政处罚 2024-05-01"
    assert Step(kind=StepKind.EXTENDED, on=date(2024, 5, 1)).caption == "延期告知 2024-05-01"
    assert Profile().caption == "机关信息"


def test_a_release_and_a_suit_need_what_the_tables_count() -> None:
    with pytest.raises(InvalidRecordError) as release:
        build(Release, {})
    assert set(release.value.problems) == {"name", "document_kind", "category", "formed_on"}
    with pytest.raises(InvalidRecordError) as suit:
        build(Litigation, {})
    assert set(suit.value.problems) == {"plaintiff", "court", "route", "received_on"}


def test_records_are_equal_by_type_and_values_and_show_both() -> None:
    tally, other = make_tally(), make_tally(remarks="另一条")
    assert tally == make_tally()
    assert hash(tally) == hash(make_tally())
    assert tally != other
    assert len({tally, make_tally(), other}) == 2
    assert Request.__eq__(make_request(), tally) is NotImplemented
    assert make_request() != tally
    assert repr(other).startswith("Tally(id=0, kind=<BusinessKind.")
    assert "remarks='另一条'" in repr(other)


@pytest.mark.parametrize("record_type", RECORD_TYPES.values())
def test_no_record_is_ever_changed(record_type: type[Record]) -> None:
    assert record_type.__eq__ is Record.__eq__
    assert record_type.__hash__ is Record.__hash__
    with pytest.raises(FrozenInstanceError):
        object.__new__(record_type).id = 2  # type: ignore[misc]
