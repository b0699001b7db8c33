"""What each of the 21 results does to table three before it is saved."""

from datetime import date

from disclosure.cases.outcomes.preview import cells_added
from disclosure.outcomes import Outcome, Remedy
from disclosure.terms import Channel
from tests.records_factory import make_request

ANSWERED = date(2024, 3, 20)


def test_only_answers_under_articles_14_to_16_go_to_review_first() -> None:
    first = {outcome for outcome in Outcome if outcome.remedy is Remedy.REVIEW_FIRST}
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
    received = make_request(received_on=date(2024, 3, 5))
    assert "早于收到申请之日（2024年3月5日）" in cells_added(received, Outcome.GRANTED, date(2024, 2, 1))
