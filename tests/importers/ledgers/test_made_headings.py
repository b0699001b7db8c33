"""Headings nobody wrote down whole: what their parts make, and what they must not make.

``headings.txt`` was written from the practice of offices, platforms and websites: a line for each column, its headings
behind it; 「?」 before the column where she is asked whether it is that, 「-」 for what is none of ours and stays as a
remark, 「x」 for what is not kept.
"""

from collections.abc import Hashable
from pathlib import Path
from typing import cast

import pytest

from disclosure.records import LEDGERS, RECORD_TYPES
from importers.ledgers.header import Target, _all_words, best_header
from importers.ledgers.rows import Row

LINES = (Path(__file__).parents[2] / "data" / "headings.txt").read_text(encoding="utf-8").splitlines()
SAME = {  # what comes in alike whichever of two columns it is
    "arrived_on": {"received_on"},
    "decision": {"result"},
    "formed_on": {"issued_on"},
    "judgment": {"result"},
}


def meant(register: str, heading: str) -> Target:
    """What a heading alone is."""
    target: Target = _all_words(cast("Hashable", RECORD_TYPES[register])).meant(heading)
    return target


@pytest.mark.parametrize("line", LINES, ids=[" ".join(line.split()[:2]) for line in LINES])
def test_a_heading_an_office_may_use_leads_to_its_column(line: str) -> None:
    register, column, *words = line.split()
    found = {word: meant(register, word) for word in words}
    if column in ("-", "x"):
        wrong = {word: one for word, one in found.items() if one.column or one.is_ignored != (column == "x")}
    else:
        same = {column.removeprefix("?")} | SAME.get(column.removeprefix("?"), set())
        is_certain = not column.startswith("?")
        wrong = {one: it for one, it in found.items() if same.isdisjoint(it.taken) or it.is_certain != is_certain}
    assert wrong == {}


def test_what_the_parts_say_gives_way_to_a_heading_known_whole() -> None:
    """「签发日期」 of an answer stood before its 答复日期, and was taken for it."""
    header = best_header([Row(1, ("申请人", "签发日期", "答复日期", "申请内容"))], LEDGERS["requests"], {})
    assert [target.taken for target in header.targets][1:3] == [(), ("answered_on",)]
