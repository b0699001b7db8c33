"""What a header knows of its columns: which are not kept, which no record is without (importers.ledgers.header)."""

import pytest

from disclosure.column_kinds import columns
from disclosure.records import LEDGERS, Request
from importers.ledgers.header import Header, Target, best_header
from importers.ledgers.reading import is_blank
from importers.ledgers.rows import Row

HEADER = best_header([Row(1, ("序号", "申请人", "来件日期", "退回原因"))], Request, {})


def test_a_running_number_and_an_old_reason_are_not_kept() -> None:
    assert HEADER.ignored == {0, 3}
    assert HEADER.names == ("序号", "申请人", "来件日期", "退回原因")


def test_a_row_that_holds_only_what_is_not_kept_is_no_record() -> None:
    assert is_blank(Row(2, ("7", "", "", "日期读不出")), HEADER)
    assert is_blank(Row(2, ("", "", "", "")), HEADER)
    assert not is_blank(Row(2, ("", "张某某", "", "")), HEADER)
    assert not is_blank(Row(2, ("", "", "", "", "栏外的话")), HEADER)


def test_where_everything_is_kept_a_row_with_one_word_is_one() -> None:
    header = Header(1, (Target("甲"), Target("乙")))
    assert header.ignored == frozenset()
    assert not is_blank(Row(2, ("", "7")), header)


def test_the_columns_no_record_is_without_are_those_that_must_be_filled() -> None:
    assert [HEADER.names[place] for place in HEADER.needed] == ["申请人", "来件日期"]


@pytest.mark.parametrize("register", ["releases", "requests", "reviews", "litigation"])
def test_the_number_of_a_ledger_may_be_called_by_that_word_alone(register: str) -> None:
    kept = [column for column in columns(LEDGERS[register]) if column.required]
    header = best_header([Row(1, ("编号", *(column.label for column in kept)))], LEDGERS[register], {})
    (number,) = (column for column in columns(LEDGERS[register]) if column.is_numbering)
    assert [target.column for target in header.targets] == [number, *kept]
