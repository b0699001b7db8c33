"""What a cell of a ledger says is not there yet is no value, and what only sounds like it is one."""

import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.records import LEDGERS
from importers.ledgers.reading import says_nothing

NOT_DECIDED_YET = ("还没出来", "未作出", "没结果", "等结果", "还没判下来", "待下达", "尚未审结", "审理中", "—", "")
NOT_TOLD = ("/", "无", "—", "不详")


@pytest.mark.parametrize(("register", "column"), [("reviews", "decision"), ("litigation", "judgment")])
def test_a_decision_that_is_not_there_yet_is_none(register: str, column: str) -> None:
    of = columns_by_name(LEDGERS[register])[column]
    assert [text for text in NOT_DECIDED_YET if not says_nothing(of, text)] == []
    assert [text for text in ("维持", "撤销", "驳回诉讼请求", "不予维持") if says_nothing(of, text)] == []


@pytest.mark.parametrize("register", ["reviews", "litigation"])
def test_the_result_that_is_open_is_a_result(register: str) -> None:
    """「未审结」 is counted as 尚未审结; only strokes say nothing."""
    of = columns_by_name(LEDGERS[register])["result"]
    assert not says_nothing(of, "未审结")
    assert says_nothing(of, "——")


@pytest.mark.parametrize("column", ["phone", "address", "postcode", "email", "identity_number", "agent", "handler"])
def test_who_is_not_told_is_left_open(column: str) -> None:
    of = columns_by_name(LEDGERS["requests"])[column]
    assert [text for text in NOT_TOLD if not says_nothing(of, text)] == []
    assert not says_nothing(of, "13000000000")


def test_a_remark_of_one_word_is_a_remark() -> None:
    remarks = columns_by_name(LEDGERS["requests"])["remarks"]
    assert not says_nothing(remarks, "无")
    assert says_nothing(remarks, "——")
    assert not says_nothing(columns_by_name(LEDGERS["releases"])["is_forwarded"], "无")


@pytest.mark.parametrize(
    ("register", "column"),
    [
        *(("releases", name) for name in ("document_number", "index_number")),
        *(("requests", name) for name in ("answer_number", "archive_number")),
        *(("reviews", name) for name in ("case_number",)),
    ],
)
def test_a_number_that_is_still_to_come_is_none(register: str, column: str) -> None:
    of = columns_by_name(LEDGERS[register])[column]
    assert says_nothing(of, "办理中")
    assert not says_nothing(of, "示办复〔2024〕1号")
    assert not says_nothing(columns_by_name(LEDGERS["requests"])["applicant"], "办理中")
