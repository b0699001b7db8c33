"""Today's page names no number of a person, in whatever field somebody typed it."""

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import pytest

from disclosure.column_kinds import Kind, columns
from disclosure.records import Litigation, Release, Request, Review
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.report.check import check_year
from tasks.today.due import today_items
from tests.records_factory import make_release, make_request, make_review, make_suit

TYPED = "1380000 1234 手机 138 0000 1234"


MADE = (make_request(), make_review(), make_suit(), make_release())


@pytest.mark.parametrize("made", MADE, ids=lambda one: one.register)
def test_no_finding_and_no_line_of_today_tells_a_telephone_wherever_it_was_typed(
    made: Request | Review | Litigation | Release, registers: Registers
) -> None:
    """「并入的138…不在登记簿中」 stood on 今日 in full: what was typed into 并入申请编号 was quoted as it is."""
    kept = registers.save(made).after
    assert kept is not None
    texts = [column.name for column in columns(type(made)) if column.kind is Kind.TEXT]
    for names in ([name for name in texts if name != "number"], ["number"]):
        typed: dict[str, Any] = dict.fromkeys(names, TYPED)
        registers.save(replace(kept, **typed))
        assert [one for one in _told(registers) if "00001234" in one.replace(" ", "")] == []


def _told(registers: Registers) -> list[str]:
    today = date(2024, 6, 3)
    lines = chain.from_iterable(today_items(registers, load_calendar(registers), today).values())
    return [*(one.message for one in check_year(registers, 2024, today)), *(one.sentence for one in lines)]
