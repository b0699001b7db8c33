"""What the 台账 of each register tells an inspector: by when, whether in time, how it ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from disclosure.column_kinds import columns
from disclosure.ledgers.inspection import FORMS
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Record
from disclosure.terms import DocumentKind, ReviewProcedure, SecrecyConclusion, StepKind
from tests.disclosure.cases.cases import CALENDAR
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

TODAY = date(2024, 6, 3)


def told(record: Record, *headings: str) -> dict[str, str]:
    """Return what the row of a record tells under some headings."""
    form = FORMS[record.register]
    row = dict(zip(form.headings, form.row(record, CALENDAR, TODAY, mask=False), strict=True))
    return {heading: row[heading] for heading in headings}


FORMED, IN_TIME, LATE = date(2024, 3, 1), date(2024, 3, 29), date(2024, 4, 1)


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({"published_on": IN_TIME}, "否"),
        ({"published_on": LATE}, "逾期"),
        ({"published_on": None}, "逾期未公开"),
        ({"published_on": None, "formed_on": date(2024, 5, 31)}, "未到期"),
        ({"published_on": None, "taken_down_on": IN_TIME}, "否"),
        ({"published_on": None, "secrecy_conclusion": SecrecyConclusion.WITHHOLD}, ""),
        ({"published_on": None, "secrecy_conclusion": SecrecyConclusion.REFER}, ""),
    ],
)
def test_a_release_is_due_twenty_working_days_after_it_was_formed(values: dict[str, Any], late: str) -> None:
    """条例第二十六条; what 保密审查 keeps back is not due (第十七条)."""
    release = make_release(**{"formed_on": FORMED, **values})
    assert told(release, "是否逾期") == {"是否逾期": late}
    if release.formed_on == FORMED:
        assert told(release, "公开期限") == {"公开期限": "2024-03-29"}


def test_a_document_tells_its_checks_and_its_force() -> None:
    release = make_release(
        document_kind=DocumentKind.NORMATIVE_DOCUMENT,
        issued_on=date(2024, 3, 1),
        repealed_on=date(2024, 5, 1),
        secrecy_reviewer="周测试",
        secrecy_reviewed_on=date(2024, 3, 2),
        secrecy_conclusion=SecrecyConclusion.RELEASE,
        final_checked_by="王测试",
    )
    assert told(release, "保密审查和审核", "文件效力") == {
        "保密审查和审核": "保密审查2024-03-02，周测试，公开；终审王测试",
        "文件效力": "已废止；制发2024-03-01；废止2024-05-01",
    }


@pytest.mark.parametrize(
    ("record", "due", "late"),
    [
        # 行政复议法第四十八条: 10 working days, 11 May 2024 was one; 第五十四条: 5 in 简易程序
        # 行政诉讼法第六十七条: 15 days
        (make_review(received_on=date(2024, 5, 6), replied_on=date(2024, 5, 17)), "2024-05-17", "否"),
        (make_review(received_on=date(2024, 5, 6), replied_on=date(2024, 5, 20)), "2024-05-17", "逾期"),
        (
            make_review(received_on=date(2024, 5, 6), replied_on=None, procedure=ReviewProcedure.SIMPLIFIED),
            "2024-05-11",
            "逾期未提交",
        ),
        (make_suit(received_on=date(2024, 5, 27), defence_on=None), "2024-06-11", "未到期"),
        (make_suit(received_on=date(2024, 5, 6), defence_on=None, closed_on=date(2024, 5, 9)), "2024-05-21", ""),
    ],
)
def test_a_dispute_tells_by_when_the_office_had_to_reply(record: Record, due: str, late: str) -> None:
    term = "答复期限" if record.register == "reviews" else "举证期限"
    assert told(record, term, "是否逾期") == {term: due, "是否逾期": late}


@pytest.mark.parametrize("record", [make_tally(remarks="甲"), make_activity(evidence="乙"), make_duty(basis="丙")])
def test_a_plain_register_tells_every_column_in_its_order(record: Record) -> None:
    """The printed list left out the columns that were not chosen."""
    declared = [column for column in columns(type(record)) if column.name != "proposed"]
    form = FORMS[record.register]
    assert list(form.headings) == [column.label for column in declared]
    row = form.row(record, CALENDAR, TODAY, mask=False)
    assert list(row) == [column.text(getattr(record, column.name)) for column in declared]


def test_every_register_has_a_ledger() -> None:
    assert list(FORMS) == list(LEDGERS)


@pytest.mark.parametrize(
    "record", [make_review(applicant="张测试", cause="张测试补交了材料"), make_suit(plaintiff="张测试", cause="张测试")]
)
def test_a_masked_ledger_names_nobody(record: Record) -> None:
    form = FORMS[record.register]
    assert "张测试" not in str(form.row(record, CALENDAR, TODAY, mask=True))
    assert "张测试" in str(form.row(record, CALENDAR, TODAY, mask=False))


def test_the_days_of_a_term_set_by_the_office_itself_are_days_used() -> None:
    """Answered on 20 May what came on 1 March, 延迟答复 to 31 May (条例第三十五条): 「用时 13」."""
    received, answered = date(2024, 3, 1), date(2024, 5, 20)
    request = make_request(outcome=Outcome.GRANTED, answered_on=answered, received_on=received, arrived_on=received)
    deferred = make_step(request, kind=StepKind.DEFERRED, on=date(2024, 3, 20), until=date(2024, 5, 31))
    form = FORMS[request.register]
    row = dict(zip(form.headings, form.row(request, CALENDAR, TODAY, [deferred], mask=False), strict=True))
    days = (received + timedelta(number) for number in range(1, (answered - received).days + 1))
    assert row["用时（工作日）"] == str(sum(map(CALENDAR.is_workday, days)))
