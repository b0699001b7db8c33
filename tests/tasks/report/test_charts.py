"""Charts gathered from a real file: they add up to the table, name their records, and know what is only published."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.charts import Chart, Panel
from disclosure.errors import ExportError
from disclosure.outcomes import Outcome
from disclosure.papers import PUBLISHED
from disclosure.records import Draft, Request
from disclosure.report.cells import CellKey, Figure, totals
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.terms import Channel, DeliveryMethod, ReleaseChannel, StepKind
from exporters.charts.pen import PAPER
from exporters.report.json import report_json
from storage.registers import Registers
from tasks.report.chart_figures import charts, records_of
from tasks.report.pictures import export_charts, pictures
from tests.records_factory import make_activity, make_profile, make_release, make_request, make_step

TODAY = date(2025, 1, 10)


def panel(shown: tuple[Chart, ...], code: str, name: str) -> Panel:
    chart = next(chart for chart in shown if chart.code == code)
    return next(panel for panel in chart.panels if panel.name.startswith(name))


def values(one: Panel) -> dict[str, object]:
    return {point.label: point.value for point in one.points if point.value}


def publish(registers: Registers, year: int, received: int) -> None:
    """Keep a published report of a year, as importing it does."""
    figures: dict[CellKey, Figure] = totals({CellKey("table3", "n1", "natural_person"): received})
    text = json.dumps(report_json(AnnualReport(year, f"{year}年", figures=figures)), ensure_ascii=False)
    registers.save(Draft(year=year, part=PUBLISHED, text=text))


@pytest.fixture
def busy(registers: Registers) -> Registers:
    """Requests answered on time, after an extension, late, withdrawn, split and not counted; two releases."""

    def save(number: str, answered_on: date | None = None, **values: object) -> Request:
        outcome = {"outcome": Outcome.GRANTED} if answered_on else {}
        change = registers.save(make_request(number=number, answered_on=answered_on, **{**outcome, **values}))
        assert isinstance(change.after, Request)
        return change.after

    save("2024-001", date(2024, 3, 4), channel=Channel.INTERNET)
    extended = save("2024-002", date(2024, 4, 10))
    registers.save(make_step(extended, kind=StepKind.EXTENDED, on=date(2024, 3, 20), days=15))
    save("2024-003", date(2024, 4, 1))
    withdrawn = save("2024-004", date(2024, 3, 11), outcome=Outcome.OTHER_HANDLING)
    registers.save(make_step(withdrawn, kind=StepKind.WITHDRAWN, on=date(2024, 3, 11)))
    posted = save("2024-005", date(2024, 3, 28), channel=Channel.REGISTERED_MAIL)
    registers.save(
        make_step(
            posted,
            kind=StepKind.DELIVERED,
            on=date(2024, 3, 29),
            delivery=DeliveryMethod.POST,
            posted_on=date(2024, 4, 2),
        )
    )
    save("2024-006", date(2024, 3, 4), is_excluded=True)
    save("2024-007")
    save("2024-008", date(2024, 3, 4), split_from="2024-007")
    registers.save(make_release(channels=(ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE)))
    registers.save(make_release(name="未公开", published_on=None))
    return registers


def test_the_panels_add_up_to_table_three(busy: Registers) -> None:
    figures, shown = busy.figures(Period.of(2024)), charts(busy, 2024, TODAY)
    open_ones = figures[CellKey("table3", "n4", "total")]
    ended, received = figures[CellKey("table3", "k7", "total")], figures[CellKey("table3", "n1", "total")]
    for code, name, total in (
        ("outcomes", "本年度", ended),
        ("timeliness", "是否按期", ended + open_ones),
        ("channels", "申请渠道", received),
    ):
        points = panel(shown, code, name).points
        assert sum(point.value for point in points) == total > 0
        named = [found for point in points for found in records_of(busy, point.source)]
        assert len(named) == len(set(named)) == total


def test_each_answer_stands_where_the_clock_puts_it(busy: Registers) -> None:
    """Received Fri 2024-03-01: +20 = 03-29. Posted on 04-02, whatever 答复日期 says, is late (I235)."""
    shown = charts(busy, 2024, TODAY)
    kept = panel(shown, "timeliness", "是否按期")
    numbers = {
        point.label: [busy.get(Request, record_id).number for _, record_id in records_of(busy, point.source)]
        for point in kept.points
    }
    assert numbers == {
        "按期答复": ["2024-001", "2024-008"],
        "延期后按期答复": ["2024-002"],
        "逾期答复": ["2024-003", "2024-005"],
        "逾期未答复": [],
        "未到期、尚未答复": [],
        "撤回或者终止": ["2024-004"],
    }
    assert values(panel(shown, "timeliness", "答复所用")) == {"1—5日": 2, "21—40日": 3}


def test_what_was_never_answered_is_in_the_chart_and_overdue(registers: Registers) -> None:
    """The chart said 按期 100 % while three requests had never been answered."""
    registers.save(make_request(number="2024-001", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4)))
    registers.save_all([make_request(number=f"2024-01{place}") for place in range(3)])
    registers.save(make_request(number="2024-020", received_on=date(2024, 12, 30), arrived_on=date(2024, 12, 30)))
    kept = panel(charts(registers, 2024, TODAY), "timeliness", "是否按期")
    assert values(kept) == {"按期答复": 1, "逾期未答复": 3, "未到期、尚未答复": 1}


def test_channels_of_what_came_and_went(busy: Registers) -> None:
    shown = charts(busy, 2024, TODAY)
    assert values(panel(shown, "channels", "申请渠道")) == {"当面": 4, "互联网": 1, "邮寄（签收）": 1}
    assert values(panel(shown, "channels", "公开渠道")) == {"政府门户网站": 1, "政府公报": 1}


def test_the_trend_takes_a_published_year_where_the_registers_have_none(busy: Registers) -> None:
    publish(busy, 2022, 7)
    publish(busy, 2026, 99)
    received = panel(charts(busy, 2024, TODAY), "trend", "新收申请")
    assert [(point.label, point.value, point.source.is_published) for point in received.points] == [
        ("2022年", 7, True),
        ("2024年", 6, False),
    ]
    assert records_of(busy, received.points[0].source) == []
    assert len(records_of(busy, received.points[1].source)) == 6


def test_up_to_the_opening_day_the_published_year_counts(busy: Registers) -> None:
    busy.save(make_request(number="2023-009", received_on=date(2023, 12, 28), arrived_on=date(2023, 12, 28)))
    publish(busy, 2023, 12)
    received = panel(charts(busy, 2024, TODAY), "trend", "新收申请")
    assert [point.value for point in received.points] == [1, 6]
    assert "2023年登记簿与已公布年报不同（新收申请 1 与 12" in charts(busy, 2024, TODAY)[0].words
    busy.save(replace(busy.profile(), opening_on=date(2023, 12, 31)))
    received = panel(charts(busy, 2024, TODAY), "trend", "新收申请")
    assert [point.value for point in received.points] == [12, 6]


def test_a_year_of_activities_alone_is_a_true_zero_and_the_running_year_says_so(busy: Registers) -> None:
    busy.save(make_activity(on=date(2025, 1, 6)))
    shown = charts(busy, 2025, TODAY)
    assert [point.value for point in panel(shown, "trend", "新收申请").points] == [6, 0]
    assert "2025年尚未结束" in shown[0].words
    assert shown[1].notes == ("2025年没有办结的申请。",)


def test_an_empty_file_and_one_year_are_sentences(registers: Registers) -> None:
    assert [chart.panels for chart in charts(registers, 2024, TODAY)] == [(), (), (), ()]
    registers.save(make_release())
    assert charts(registers, 2024, TODAY)[0].notes[0] == "只有一年数据，还看不出趋势。"


def test_pictures_are_svg_in_the_colours_asked_for(busy: Registers) -> None:
    shown = charts(busy, 2024, TODAY)
    dark = {**PAPER.colours, "accent": "#ff0000"}
    drawn = pictures(shown, 320, 13, dark, "Noto Sans SC")
    assert [len(one.places) for one in drawn] == [len(chart.points) for chart in shown]
    assert b"rgb(100%,0%,0%)" in drawn[1].svg
    assert (drawn[1].width, drawn[1].chart) == (320, shown[1])


def test_export_writes_the_chosen_charts_and_never_the_data_file(busy: Registers, tmp_path: Path) -> None:
    busy.save(make_profile())
    shown = charts(busy, 2024, TODAY)
    path = export_charts(busy, 2024, shown[1:2], tmp_path / "结果.csv", TODAY)
    text = path.read_text("utf-8-sig")
    assert "2024年办理结果,本年度办结的申请,予以公开,5,件,,登记簿" in text
    assert "渠道" not in text
    with pytest.raises(ExportError, match="正在使用的数据文件"):
        export_charts(busy, 2024, shown, busy.path, TODAY)
