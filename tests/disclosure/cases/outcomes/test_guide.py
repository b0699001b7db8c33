"""The guide to the 21 results, and what each does to table three before it is saved."""

from datetime import date

import pytest

from disclosure.cases.outcomes.guide import GUIDE, guide_groups
from disclosure.cases.outcomes.preview import cells_added
from disclosure.outcomes import Outcome, OutcomeGroup, Remedy
from disclosure.terms import Channel
from tasks.letters.templates import shipped_templates
from tests.records_factory import make_request

ANSWERED = date(2024, 3, 20)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_result_has_its_guidance(outcome: Outcome) -> None:
    guidance = GUIDE[outcome]
    assert guidance.when.endswith("。")
    assert guidance.attachments
    assert guidance.mistakes
    assert (guidance.article, guidance.remedy) == (outcome.article, outcome.remedy)


NAMED = {
    Outcome.GRANTED: (1, 3),
    Outcome.PARTLY_GRANTED: (3, 3),
    Outcome.STATE_SECRET: (2, 3),
    Outcome.FORBIDDEN_BY_LAW: (2, 2),
    Outcome.ENDANGERS_SECURITY: (3, 2),
    Outcome.THIRD_PARTY_RIGHTS: (3, 3),
    Outcome.INTERNAL_AFFAIRS: (1, 2),
    Outcome.DELIBERATIVE_PROCESS: (2, 2),
    Outcome.ENFORCEMENT_FILE: (2, 2),
    Outcome.REGISTRY_QUERY: (2, 2),
    Outcome.NOT_HELD: (2, 3),
    Outcome.NEEDS_CREATION: (2, 2),
    Outcome.UNCLEAR_AFTER_CORRECTION: (2, 2),
    Outcome.PETITION: (1, 2),
    Outcome.REPEATED: (2, 3),
    Outcome.PUBLICATION: (1, 1),
    Outcome.EXCESSIVE: (3, 2),
    Outcome.RECONFIRMATION: (1, 2),
    Outcome.CORRECTION_OVERDUE: (2, 2),
    Outcome.FEE_UNPAID: (2, 2),
    Outcome.OTHER_HANDLING: (1, 2),
}
"""How many papers to keep and how many mistakes to shun the guide names for each result."""


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_paper_and_no_mistake_is_lost_from_the_guide(outcome: Outcome) -> None:
    papers, mistakes = GUIDE[outcome].attachments, GUIDE[outcome].mistakes
    assert (len(papers), len(mistakes)) == NAMED[outcome]
    assert len({*papers, *mistakes}) == len(papers) + len(mistakes)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_letters_named_are_those_that_announce_the_result(outcome: Outcome) -> None:
    announcing = {template.code for template in shipped_templates().values() if outcome in template.outcomes}
    assert set(GUIDE[outcome].letters) == announcing


def test_the_guide_follows_the_printed_groups() -> None:
    groups = guide_groups()
    assert [group.group for group in groups] == [None, *OutcomeGroup]
    assert [each.outcome for group in groups for each in group.guidance] == list(Outcome)


def test_only_answers_under_articles_14_to_16_go_to_review_first() -> None:
    first = {outcome for outcome in Outcome if GUIDE[outcome].remedy is Remedy.REVIEW_FIRST}
    assert first == {
        outcome for outcome in Outcome if outcome.article[:5] in ("条例第十四", "条例第十五", "条例第十六")
    }


def test_an_answer_shows_the_cells_it_adds_to() -> None:
    assert cells_added(make_request(), Outcome.NOT_HELD, ANSWERED) == (
        "计入 2024 年表三：（四）无法提供 1.本机关不掌握相关政府信息 自然人 +1、总计 +1；"
        "（七）总计 自然人 +1、总计 +1；四、结转下年度继续办理 自然人 −1、总计 −1。"
    )


def test_another_result_moves_the_request_from_row_to_row() -> None:
    told = cells_added(make_request(outcome=Outcome.GRANTED, answered_on=ANSWERED), Outcome.PARTLY_GRANTED, ANSWERED)
    assert "（一）予以公开 自然人 −1" in told
    assert "（二）部分公开" in told
    assert "（七）总计" not in told


def test_an_answer_moved_over_the_years_tells_every_year_it_changes() -> None:
    request = make_request(outcome=Outcome.GRANTED, answered_on=ANSWERED)
    told = cells_added(request, Outcome.GRANTED, date(2026, 1, 5))
    assert [year in told for year in ("2024 年", "2025 年", "2026 年")] == [True, True, True]
    assert "二、上年结转政府信息公开申请数量 自然人 +1" in told


def test_the_same_answer_again_changes_nothing() -> None:
    request = make_request(outcome=Outcome.GRANTED, answered_on=ANSWERED)
    assert cells_added(request, Outcome.GRANTED, ANSWERED) == "表三各项数字不变。"


def test_a_request_that_counts_nowhere_says_why() -> None:
    assert "不计入年报" in cells_added(make_request(is_excluded=True), Outcome.GRANTED, ANSWERED)
    assert "已拆分" in cells_added(make_request(), Outcome.GRANTED, ANSWERED, is_split_parent=True)
    unconfirmed = make_request(channel=Channel.FAX, received_on=None)
    assert "尚未确认" in cells_added(unconfirmed, Outcome.GRANTED, ANSWERED)
    assert "早于收到申请之日" in cells_added(make_request(), Outcome.GRANTED, date(2024, 2, 1))
