"""Numbers and days that can hardly be right are told, and those that may be so are not (GB 11643, GB 32100)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from disclosure.checks.records.rows import row_doubts
from disclosure.column_kinds import Kind, columns
from disclosure.odd_values import odd_values, right_end, with_end
from disclosure.records import LEDGERS
from disclosure.terms import Applicant
from tests.disclosure.cases.cases import CALENDAR
from tests.records_factory import make_profile, make_request

MON_3_MAR_2025 = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("identity_number", "399900199001011218", ""),
        ("identity_number", "39990019900101008X", ""),
        ("identity_number", "399900900101121", ""),
        ("identity_number", "399900199001011210", "末位照前 17 位算应是 8"),
        ("identity_number", "399900199013321218", "不是出生日期"),
        ("identity_number", "3.99990019900101E+17", "科学计数"),
        ("identity_number", "39990019900101121", "不是 18 位"),
        ("identity_number", "91350100M000100Y43", ""),  # an example of the national standard
        ("identity_number", "91350100M000100Y44", "末位照前 17 位算应是 3"),
        ("identity_number", "护E1234567", ""),
        ("phone", "1.39E+10", "科学计数"),
        ("identity_number", "护照E甲", ""),
        ("identity_number", "1E号", ""),
        ("phone", "12", "位数"),
        ("phone", "555111", "位数"),
        ("phone", "5551112", ""),  # a local number of seven signs, the shortest there is
        ("phone", "0086-0500-55511123", ""),
        ("phone", "0086-0500-555111234", "位数"),
        ("phone", "0500-5551111；13900000001", ""),
        ("email", "not-an-email", "不像邮箱"),
        ("email", "a@example.cn", ""),
        ("postcode", "a@b", "6 位"),
        ("postcode", "350001", ""),
        ("postcode", "35O00l", "6 位"),
        ("postcode", "3500011", "6 位"),
    ],
)
def test_a_number_is_told_where_it_can_hardly_be_right(field: str, text: str, said: str) -> None:
    told = odd_values(make_request(**{field: text})).get(field, "")
    assert (said in told) if said else told == "", told


@pytest.mark.parametrize(
    ("kind", "name", "is_told"),
    [
        (Applicant.NATURAL_PERSON, "测试科技有限公司", True),
        (Applicant.NATURAL_PERSON, "测试律师事务所", True),
        (Applicant.COMPANY, "测试律师事务所", True),
        (Applicant.COMPANY, "测试科技有限公司", False),
        (Applicant.OTHER, "测试科技有限公司", False),  # the office may know better
        (Applicant.NATURAL_PERSON, "测试公司", True),
        (Applicant.NATURAL_PERSON, "王大厂", False),
        (Applicant.NATURAL_PERSON, "张某某", False),
        (Applicant.LEGAL_SERVICE, "测试律师事务所", False),
        (Applicant.COMPANY, "王秀兰", True),
        (Applicant.CHARITY, "李英", True),
        (Applicant.COMPANY, "王氏行", False),
        (Applicant.COMPANY, "张某某", False),
        (Applicant.OTHER, "王秀兰", False),
        (Applicant.NATURAL_PERSON, "王秀兰", False),
    ],
)
def test_a_body_that_stands_under_another_column_is_told(kind: Applicant, name: str, is_told: bool) -> None:
    """A company taken for 自然人 stood in the wrong column of table three, and nothing said so."""
    assert ("applicant_kind" in odd_values(make_request(applicant_kind=kind, applicant=name))) == is_told


def test_a_number_that_is_wrong_is_never_repeated() -> None:
    told: dict[str, Any] = odd_values(make_request(identity_number="399900199001011210", phone="12", email="某人"))
    assert len(told) == 3
    assert not [said for said in told.values() if "3999" in said or "12" in said or "某人" in said]


def test_a_day_that_has_not_come_is_told_and_only_with_a_today() -> None:
    request = make_request(received_on=date(2026, 3, 3))
    assert odd_values(request) == {}
    assert "还没有到" in odd_values(request, MON_3_MAR_2025)["received_on"]


MAY_COME = {"valid_until", "repealed_on", "starts_on", "ends_on"}
"""What an office plans may be ahead."""
TOLD_OF_THE_ROW = {"on", "fulfils_period"}
"""The day of a batch or an entry is told with its year (odd_records.to_come); a period is no day."""


def test_every_day_on_which_something_happened_is_told_while_it_has_not_come() -> None:
    """初审, 复审 and 终审 of next year by slip were not told, the secrecy review of the same row was."""
    days = {
        (record_type.register, column.name)
        for record_type in LEDGERS.values()
        for column in columns(record_type)
        if column.kind is Kind.DATE and column.name not in MAY_COME | TOLD_OF_THE_ROW
    }
    assert len(days) > 12
    ahead = date(2025, 3, 4)
    assert {
        one for one in days if one[1] not in odd_values(SimpleNamespace(**{one[1]: ahead}), MON_3_MAR_2025)
    } == set()
    assert odd_values(SimpleNamespace(**dict.fromkeys(MAY_COME, ahead)), MON_3_MAR_2025) == {}


@pytest.mark.parametrize(
    ("number", "end"),
    [
        ("000000199001010001", "X"),
        ("00000019900101000X", ""),
        ("00000019900101000x", ""),
        ("000000 19900101 0001", "X"),
        ("000000199013010001", ""),
        ("00000019900101000", ""),
        ("", ""),
    ],
)
def test_the_end_a_number_should_have_is_told_where_only_that_is_wrong(number: str, end: str) -> None:
    assert right_end(number) == end
    if end:
        assert right_end(with_end(number, end)) == ""


def test_what_is_odd_about_the_office_is_told_beside_its_field() -> None:
    profile = make_profile(phone="12", email="ceshi", postcode="1")
    assert row_doubts(profile, CALENDAR, date(2024, 6, 3)) == {
        "phone": "电话位数不像电话，要核对。",
        "email": "邮箱不像邮箱地址，要核对。",
        "postcode": "邮编不是 6 位数字，要核对。",
    }
    assert row_doubts(make_profile(), CALENDAR, date(2024, 6, 3)) == {}
