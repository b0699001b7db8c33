"""救济途径: which paragraph each outcome takes, before and since 1 January 2024."""

import pytest

from disclosure.cases.outcomes.remedies import articles_in, remedy_of, remedy_text
from disclosure.outcomes import Outcome, OutcomeGroup, Remedy
from tests.disclosure.cases.cases import day

BEFORE, SINCE = day("2023-12-31"), day("2024-01-01")


@pytest.mark.parametrize("outcome", Outcome)
def test_before_2024_every_answer_left_the_choice(outcome: Outcome) -> None:
    expected = Remedy.NONE if outcome is Outcome.OTHER_HANDLING else Remedy.EITHER
    assert remedy_of(outcome, "条例第十四条", BEFORE) is expected


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.PARTLY_GRANTED])
def test_since_2024_refusals_under_14_15_16_are_reviewed_first(outcome: Outcome) -> None:
    is_refused = outcome.group is OutcomeGroup.REFUSED and outcome is not Outcome.REGISTRY_QUERY
    expected = Remedy.REVIEW_FIRST if is_refused else Remedy.EITHER
    assert remedy_of(outcome, "", SINCE) is (Remedy.NONE if outcome is Outcome.OTHER_HANDLING else expected)


@pytest.mark.parametrize(
    ("legal_basis", "remedy"),
    [
        ("条例第三十七条、第十五条", Remedy.REVIEW_FIRST),
        ("条例37、16(2)", Remedy.REVIEW_FIRST),
        ("第十四条至第十六条", Remedy.REVIEW_FIRST),
        ("第三十六条第（七）项、第三十七条", Remedy.REVIEW_FIRST),  # nothing but 36 and 37 says why
        ("条例第三十七条、第三十八条", Remedy.EITHER),
        ("条例第39条第1款", Remedy.EITHER),
        ("", Remedy.REVIEW_FIRST),
    ],
)
def test_a_partial_answer_goes_by_the_ground_of_the_part_withheld(legal_basis: str, remedy: Remedy) -> None:
    assert remedy_of(Outcome.PARTLY_GRANTED, legal_basis, SINCE) is remedy


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("第十四条", [14]),
        ("第二十条", [20]),
        ("第三十六条第（一）项", [36]),
        ("第14条至第16条", [14, 15, 16]),
        ("第十四、十五、十六条", [14, 15, 16]),
        ("条例15、32", [15, 32]),
        ("16(2)", [16]),
        ("条例36(1)（2）、37", [36, 37]),
        ("实务", []),
        ("第二十零条", []),
        ("第九条", [9]),
        ("第十十条", []),
    ],
)
def test_articles_are_read_from_the_ways_people_write_them(text: str, articles: list[int]) -> None:
    assert list(articles_in(text)) == articles


def test_the_applicant_had_three_months_to_sue_until_may_2015() -> None:
    told = [remedy_text(Remedy.EITHER, day(on)) for on in ("2015-04-30", "2015-05-01", "2026-01-01")]
    assert ["三个月内" in words for words in told] == [True, False, False]
    assert ["六个月内" in words for words in told] == [False, True, True]


def test_the_paragraph_names_the_bodies_and_the_terms() -> None:
    first = remedy_text(Remedy.REVIEW_FIRST, SINCE, "鼓楼区人民政府", "铁路运输法院")
    assert first == (
        "如对本答复不予公开的决定不服，应当先申请行政复议：可以自收到本答复之日起60日内向鼓楼区人民政府提出。"
        "对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内向铁路运输法院提起行政诉讼。"
    )
    either = remedy_text(Remedy.EITHER, SINCE)
    assert either == (
        "如对本答复不服，可以自收到本答复之日起60日内向有管辖权的行政复议机关申请行政复议，"
        "或者自收到本答复之日起六个月内向有管辖权的人民法院提起行政诉讼。"
    )
    assert "三个月" in remedy_text(Remedy.EITHER, day("2014-01-01"))
    assert remedy_text(Remedy.NONE, SINCE, "甲", "乙") == ""
