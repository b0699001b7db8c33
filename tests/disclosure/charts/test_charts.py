"""The values of charts: they add up to the tables, name what they counted, and say so where there is nothing to see."""

from collections.abc import Mapping
from datetime import date

import pytest

from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.charts import Chart, TimedRequest, Tone, YearFigures, channels, outcomes, timeliness, trend
from disclosure.charts.trend import MEASURES
from disclosure.outcomes import Outcome
from disclosure.report.cells import CELLS, RESULTS, CellKey, Figure, totals
from disclosure.terms import Channel, ReleaseChannel

N1 = CellKey("table3", "n1", "natural_person")


def figures(**rows: int) -> dict[CellKey, Figure]:
    """The 200 figures with some rows of table three under 自然人."""
    return totals({CellKey("table3", row, "natural_person"): value for row, value in rows.items()})


def values(chart: Chart) -> dict[str, dict[str, tuple[str, object]]]:
    """Every panel's labels with value and share."""
    return {panel.name: {point.label: (point.share, point.value) for point in panel.points} for panel in chart.panels}


# --- 历年趋势 ---


def year(number: int, received: int, *, published: bool = False, releases: tuple[int, ...] = ()) -> YearFigures:
    return YearFigures(number, figures(n1=received), published, None if published else releases)


def test_the_trend_follows_each_figure_and_leaves_what_is_always_zero_to_a_sentence() -> None:
    chart = trend([year(2024, 5, releases=(7, 8)), year(2023, 3, releases=(1,))])
    assert values(chart) == {
        "主动公开信息": {"2023年": ("", 1), "2024年": ("", 2)},
        "新收申请": {"2023年": ("", 3), "2024年": ("", 5)},
    }
    assert chart.is_over_years
    assert any(note.startswith("各年均为 0：办结申请、") for note in chart.notes)
    assert chart.panels[0].points[1].source.ids == (7, 8)
    assert chart.panels[1].points[0].source.cells == (CellKey("table3", "n1", "total"),)
    assert chart.panels[1].points[0].source.year == 2023


def test_what_is_not_known_of_a_year_is_not_said_to_have_been_zero_in_it() -> None:
    """Releases of 2023, which no published table holds, were 「各年均为 0」."""
    chart = trend([year(2023, 0, published=True), year(2024, 0)])
    (always,) = [note for note in chart.notes if note.startswith("各年均为 0")]
    assert "主动公开信息" not in always
    assert any("主动公开信息（2024年）" in note for note in chart.notes)


def test_one_year_is_a_sentence_with_its_values_and_no_axes() -> None:
    chart = trend([year(2024, 5, releases=(7,))])
    assert chart.panels == ()
    assert chart.notes[0] == "只有一年数据，还看不出趋势。"
    assert chart.notes[1] == "2024年：主动公开信息 1 条、新收申请 5 件。"
    assert chart.notes[2].startswith("2024年为 0 的：办结申请、")


def test_a_year_of_zeros_alone_names_them() -> None:
    chart = trend([year(2024, 0)])
    assert len(chart.notes) == 2
    assert chart.notes[1].startswith("2024年为 0 的：主动公开信息、新收申请、")


def test_one_full_year_lists_no_zeros() -> None:
    assert len(trend([YearFigures(2024, dict.fromkeys(CELLS, 1), releases=(1,))]).notes) == 2


def test_no_year_is_a_sentence() -> None:
    chart = trend([])
    assert (chart.panels, chart.notes) == ((), ("还没有哪一年有数据。",))


def test_a_published_year_is_told_apart_and_has_no_releases() -> None:
    chart = trend([year(2022, 9, published=True), year(2023, 3, releases=(1,)), year(2024, 0, releases=(1, 2))])
    received = next(panel for panel in chart.panels if panel.name == "新收申请")
    assert [(point.label, point.value, point.source.name) for point in received.points] == [
        ("2022年", 9, "已公布年报"),
        ("2023年", 3, "登记簿"),
        ("2024年", 0, "登记簿"),
    ]
    assert [point.label for point in chart.panels[0].points] == ["2023年", "2024年"]
    assert "○ 2022年取自导入的已公布年报，其余取自登记簿。" in chart.notes


def test_published_years_alone_leave_no_rest() -> None:
    chart = trend([year(2022, 9, published=True), year(2023, 3, published=True)])
    assert "○ 2022、2023年取自导入的已公布年报。" in chart.notes


def test_a_cell_that_could_not_be_read_is_a_gap_and_never_zero() -> None:
    blurred = {**figures(n1=9), CellKey("table3", "n1", "total"): "/"}
    chart = trend([YearFigures(2022, blurred, is_published=True), year(2023, 3), year(2024, 4)])
    received = next(panel for panel in chart.panels if panel.name == "新收申请")
    assert [point.label for point in received.points] == ["2023年", "2024年"]


def test_a_figure_known_of_one_year_among_several_is_told() -> None:
    chart = trend([year(2023, 3, published=True), year(2024, 5, releases=(1, 2))])
    assert "只有一年的数：主动公开信息 2 条（2024年）。" in chart.notes
    assert [panel.name for panel in chart.panels] == ["新收申请"]


def test_registers_that_disagree_with_the_published_report_say_so() -> None:
    doubtful = YearFigures(2023, figures(n1=1), releases=(), published=figures(n1=12, k1=0))
    chart = trend([doubtful, year(2024, 5)])
    assert "△ 2023年登记簿与已公布年报不同（新收申请 1 与 12），图中按登记簿。" in chart.notes


def test_a_year_that_is_not_over_says_so_and_only_ten_are_drawn() -> None:
    years = [year(2010 + place, 1 + place) for place in range(14)]
    chart = trend([*years, YearFigures(2024, figures(n1=1), releases=(), is_running=True)])
    received = next(panel for panel in chart.panels if panel.name == "新收申请")
    assert [point.label for point in received.points] == [f"{number}年" for number in range(2015, 2025)]
    assert "2024年尚未结束，数字还会变。" in chart.notes


def test_suits_are_the_sum_of_both_blocks() -> None:
    suits: Mapping[CellKey, Figure] = totals(
        {
            CellKey("table4", "direct_suit", "upheld"): 2,
            CellKey("table4", "suit_after_review", "pending"): 1,
        }
    )
    chart = trend([YearFigures(2023, suits), YearFigures(2024, figures())])
    assert values(chart)["行政诉讼"] == {"2023年": ("", 3), "2024年": ("", 0)}


# --- 办理结果 ---


def test_every_result_of_table_three_is_in_exactly_one_group() -> None:
    """One request of each of the 21 results: the groups add up to 办理结果总计."""
    chart = outcomes(2024, figures(**{row.code: 1 for row in RESULTS}))
    (panel,) = chart.panels
    assert [(point.label, point.value) for point in panel.points] == [
        ("予以公开", 1),
        ("部分公开", 1),
        ("不予公开", 8),
        ("无法提供", 3),
        ("不予处理", 5),
        ("其他处理", 3),
    ]
    counted = [cell.row for point in panel.points for cell in point.source.cells]
    assert sorted(counted) == sorted(outcome.key for outcome in Outcome)
    assert panel.points[2].share == "38%"


def test_few_cases_have_no_shares_and_none_has_a_sentence() -> None:
    assert values(outcomes(2024, figures(k1=1)))["本年度办结的申请"]["予以公开"] == ("", 1)
    empty = outcomes(2024, figures(n1=4))
    assert (empty.panels, empty.notes) == ((), ("2024年没有办结的申请。",))


# --- 答复时限 ---


def answered(number: int, workdays: int, **deadline: object) -> TimedRequest:
    given = {
        "state": DeadlineState.ANSWERED,
        "due_on": date(2024, 3, 29),
        "answered_on": date(2024, 3, 20),
        **deadline,
    }
    return TimedRequest(number, Deadline(**given), workdays)  # type: ignore[arg-type]


LATE = {"answered_on": date(2024, 4, 1)}


def test_each_ended_request_is_on_time_extended_late_or_closed() -> None:
    chart = timeliness(
        2024,
        [
            answered(1, 0),
            answered(2, 20),
            answered(3, 25, extended_by=10),
            answered(4, 21, **LATE),
            answered(5, 45, extended_by=20, **LATE),
            answered(6, 9, state=DeadlineState.CLOSED, answered_on=None),
        ],
    )
    kept, took = chart.panels
    assert {point.label: point.source.ids for point in kept.points} == {
        "按期答复": (1, 2),
        "延期后按期答复": (3,),
        "逾期答复": (4, 5),
        "逾期未答复": (),
        "未到期、尚未答复": (),
        "撤回或者终止": (6,),
    }
    assert [point.tone for point in kept.points] == [
        Tone.USUAL,
        Tone.SOFT,
        Tone.WARNING,
        Tone.WARNING,
        Tone.SOFT,
        Tone.SOFT,
    ]
    assert {point.label: point.value for point in took.points if point.value} == {
        "当日": 1,
        "16—20日": 1,
        "21—40日": 2,
        "40日以上": 1,
    }
    assert chart.notes[0].startswith("答复所用工作日的中位数为 21 日。")


@pytest.mark.parametrize(
    ("workdays", "span"),
    [
        (0, "当日"),
        (1, "1—5日"),
        (5, "1—5日"),
        (6, "6—10日"),
        (10, "6—10日"),
        (11, "11—15日"),
        (15, "11—15日"),
        (16, "16—20日"),
        (20, "16—20日"),
        (21, "21—40日"),
        (40, "21—40日"),
        (41, "40日以上"),
        (400, "40日以上"),
    ],
)
def test_the_spans_meet_without_gap_or_overlap(workdays: int, span: str) -> None:
    took = timeliness(2024, [answered(1, workdays)]).panels[1]
    assert [point.label for point in took.points if point.value] == [span]


def test_a_median_between_two_days_and_a_provisional_date_are_told() -> None:
    chart = timeliness(2024, [answered(1, 4), answered(2, 7, provisional=True)])
    assert "中位数为 5.5 日" in chart.notes[0]
    assert chart.notes[1] == "其中 1 件的期限为暂定：涉及的年份尚未公布放假安排。"


def test_a_year_of_withdrawals_has_no_days_and_an_empty_one_a_sentence() -> None:
    closed = timeliness(2024, [answered(1, 3, state=DeadlineState.CLOSED, answered_on=None)])
    assert [panel.name for panel in closed.panels] == ["是否按期"]
    assert closed.notes == ()
    assert timeliness(2024, []).notes == ("2024年没有新收和结转的申请。",)


# --- 渠道 ---


def test_channels_of_requests_and_of_releases() -> None:
    chart = channels(
        2024,
        {1: Channel.INTERNET, 2: Channel.COUNTER, 3: Channel.INTERNET},
        {5: (ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE, ReleaseChannel.PORTAL), 6: ()},
    )
    came, went = chart.panels
    assert {point.label: point.source.ids for point in came.points} == {"当面": (2,), "互联网": (1, 3)}
    assert {point.label: point.value for point in went.points} == {"政府门户网站": 1, "政府公报": 1}
    assert "没有用到的申请渠道：邮寄（签收）、平常信函、传真、口头代填、其他部门转来。" in chart.notes
    assert any(note.startswith("没有用到的公开渠道：政务新媒体、") for note in chart.notes)


def test_a_year_without_records_has_sentences_and_no_bars() -> None:
    chart = channels(2024, {}, {})
    assert chart.panels == ()
    assert chart.notes == ("2024年没有收到申请。", "2024年没有登记公开渠道的主动公开信息。")


def test_every_channel_in_use_leaves_nothing_to_be_listed() -> None:
    chart = channels(2024, dict(enumerate(Channel)), dict(enumerate([tuple(ReleaseChannel)])))
    assert chart.notes == ()
    assert sum(point.value for point in chart.panels[0].points) == len(Channel)


# --- in words ---


def test_a_chart_tells_all_its_values_in_words() -> None:
    chart = outcomes(2024, figures(k1=6, k2=4))
    assert chart.words.startswith("2024年办理结果。本年度办结的申请：予以公开 6 件（60%）、部分公开 4 件（40%）、")
    assert [point.label for _, point in chart.points][:2] == ["予以公开", "部分公开"]


def test_a_year_in_which_nothing_is_zero_lists_no_zeros() -> None:
    full = dict.fromkeys(CELLS, 1)
    chart = trend([YearFigures(2023, full, releases=(1,)), YearFigures(2024, full, releases=(2,))])
    assert len(chart.panels) == len(MEASURES)
    assert chart.notes == ()
