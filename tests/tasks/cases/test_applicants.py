"""The same person's other requests, and contact data taken over from them."""

from datetime import date
from typing import Any

import pytest

from disclosure.records import Request
from disclosure.terms import Applicant as Kind
from storage.registers import Registers
from tasks.cases.applicants import applicant_of, reuse_contact
from tests.records_factory import make_request

ONE, TWO = "110101190001010013", "110101190001010021"


def saved(registers: Registers, **values: Any) -> Request:
    return registers.get(Request, registers.save(make_request(**values)).record_id)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"applicant": "立夏"}, {"applicant": "立夏"}, True),
        ({"applicant": "立夏"}, {"applicant": "立 夏"}, True),
        ({"applicant": "立夏"}, {"applicant": "立夏至"}, False),
        ({"applicant": "立夏", "identity_number": ONE}, {"applicant": "立夏"}, True),
        ({"applicant": "立夏", "identity_number": ONE}, {"applicant": "立夏", "identity_number": TWO}, False),
        ({"applicant": "立夏", "identity_number": ONE}, {"applicant": "夏至", "identity_number": ONE}, True),
        ({"applicant": "立夏"}, {"applicant": "立夏", "applicant_kind": Kind.COMPANY}, False),
    ],
)
def test_who_is_the_same(registers: Registers, one: dict[str, str], other: dict[str, str], *, is_same: bool) -> None:
    asked = saved(registers, content="甲事", **{"identity_number": "", **one})
    found = saved(registers, content="乙事", **{"identity_number": "", **other})
    assert applicant_of(registers, asked).others == ((found,) if is_same else ())


def test_the_newest_stands_first_and_gives_what_is_lacking(registers: Registers) -> None:
    blank = {"applicant": "立夏", "identity_number": "", "phone": "", "address": ""}
    early, late = date(2024, 1, 2), date(2024, 2, 2)
    first = saved(registers, **{**blank, "phone": "00000000001", "arrived_on": early, "received_on": early})
    second = saved(registers, **{**blank, "address": "测试路1号", "arrived_on": late, "received_on": late})
    asked = saved(registers, **{**blank, "phone": "00000000009"})
    found = applicant_of(registers, asked)
    assert found.others == (second, first)
    assert (found.source, found.values) == (second, {"address": "测试路1号"})
    reuse_contact(registers, asked, found)
    kept = registers.get(Request, asked.id)
    assert (kept.phone, kept.address) == ("00000000009", "测试路1号"), "what was typed stays"
    registers.undo()
    assert registers.get(Request, asked.id) == asked
