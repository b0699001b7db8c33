"""Whose numbers a letter may tell."""

import pytest

from tests.disclosure.letters.test_rules import LETTERS, doubted, prevented, sheet
from tests.disclosure.test_personal_data import SOMEBODY, identity
from tests.letters_factory import office, request

APPLICANT = identity("32010619000101001")
ASKING = request(identity_number=APPLICANT, phone="13800000001", email="z@example.invalid")


def test_somebody_elses_identity_number_stops_the_letter_at_its_field() -> None:
    field = LETTERS["granted"].typed[0].name
    made = sheet("granted", {field: f"名单见下：张测试，{SOMEBODY}"}, request=ASKING)
    assert f"“{field}”里有别人的身份证号码（110101********{SOMEBODY[-4:]}）" in prevented(made)
    assert SOMEBODY not in prevented(made)


@pytest.mark.parametrize("code", ["registration-form", "application-form", "service-receipt"])
def test_a_form_tells_the_applicants_own_numbers_where_its_fields_put_them(code: str) -> None:
    made = sheet(code, request=ASKING)
    assert any(value in made.letter.text for value in (APPLICANT, "13800000001"))
    assert "号码" not in prevented(made) + doubted(made)


def test_the_applicants_own_words_come_back_to_the_applicant() -> None:
    asked = request(phone="13800000001", content="请寄示范路，电话13800000001")
    assert "13800000001" in sheet("granted", request=asked).letter.text
    assert "手机号码" not in doubted(sheet("granted", request=asked))
    asked = request(phone="13800000001", content="要李测试13800000003的档案")
    assert "文书里有手机号码（138****0003）" in doubted(sheet("granted", request=asked))


@pytest.mark.parametrize("code", ["third-party-inquiry", "joint-organ-inquiry"])
def test_a_letter_to_others_tells_nothing_of_the_applicant(code: str) -> None:
    field = LETTERS[code].typed[-1].name
    made = sheet(code, {field: f"申请人电话13800000001，证号{APPLICANT}"}, request=ASKING)
    assert "手机号码（138****0001）" in doubted(made)
    assert "身份证号码" in doubted(made)
    assert prevented(made) == ""


def test_own_contacts_are_no_finding_and_other_contacts_only_a_doubt() -> None:
    own = office(phone="0571-88880000", email="ceshi@example.com")
    assert "电话号码" not in doubted(sheet("granted", profile=own))
    made = sheet("not-this-organ", {"负责机关联系方式": "电话0571-88889999"}, profile=own)
    assert "“负责机关联系方式”里有固定电话号码（0571-****9999）" in doubted(made)
    assert prevented(made) == ""


@pytest.mark.parametrize("code", LETTERS)
def test_no_shipped_letter_is_suspect_of_itself(code: str) -> None:
    own = office(phone="0571-88880000", email="ceshi@example.com")
    told = prevented(sheet(code, request=ASKING, profile=own)) + doubted(sheet(code, request=ASKING, profile=own))
    assert "联系方式，要核对" not in told
    assert "身份证号码" not in told


def test_the_applicants_own_number_typed_where_no_field_puts_it_is_asked_about() -> None:
    field = LETTERS["granted"].typed[0].name
    made = sheet("granted", {field: f"已拨打13800000001告知，证号{APPLICANT}"}, request=ASKING)
    assert f"“{field}”里有手机号码（138****0001）" in doubted(made)
    assert "身份证号码" in doubted(made)
    assert prevented(made) == ""
