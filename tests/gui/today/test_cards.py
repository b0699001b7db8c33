"""The right side of 今日, each card read whole: what it says, with which sign, and where its buttons lead."""

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import Finding, Severity
from disclosure.terms import TextState
from gui.base.appearance import colour
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Words
from gui.today.cards import DoneCard, MendingCard, ReportCard, TermLine, TodayCards, YearCard
from gui.today.nothing_due import NothingDue
from tasks.today.overview import Later, NextReport, ReportPart, YearFigure
from tests.gui.reading import inside, read

FIGURES = (
    YearFigure("收到申请", 12, 9),
    YearFigure("办结申请", 7, 11),
    YearFigure("主动公开", 5, 5),
    YearFigure("行政复议", 1, None),
    YearFigure("行政诉讼", None, 2),
)


def test_the_year_so_far_stands_beside_the_same_days_of_the_year_before(qtbot: QtBot) -> None:
    card = YearCard()
    qtbot.addWidget(card)
    card.show_figures(FIGURES, 2024, is_over=False)
    rows = [
        "今年至今 | 2024 | 上年同期 | 增减",
        "收到申请 | 12 | 9 | +3",
        "办结申请 | 7 | 11 | -4",
        "主动公开 | 5 | 5 | 0",
        "行政复议 | 1 | — | —",
        "行政诉讼 | — | 2 | —",
    ]
    assert read(card) == rows
    labels = [each for each in inside(card, QLabel) if each.isVisible() and each.text()]
    for column in range(1, 4):
        ends = {each.geometry().right() for each in labels[column::4]}
        assert len(ends) == 1, f"the figures of column {column} end in one line"
    looks = [each.objectName() for each in labels]
    assert looks[:4] == ["section", "secondary", "secondary", "secondary"]
    assert looks[4:] == ["", "section", "secondary", "secondary"] * len(FIGURES)
    spoken = [each.accessibleName() for each in labels if each.accessibleName()]
    assert spoken[:2] == ["收到申请 12，上年同期 9", "办结申请 7，上年同期 11"]
    card.show_figures(FIGURES[:1], 2023, is_over=True)
    assert read(card) == ["全年 | 2023 | 2022 | 增减", "收到申请 | 12 | 9 | +3"]


def test_what_was_done_today_stands_with_its_time(qtbot: QtBot) -> None:
    card = DoneCard()
    qtbot.addWidget(card)
    acts = [(f"{hour:02}:30", f"登记第 {hour} 件") for hour in range(20, 0, -1)]
    card.show_acts(acts)
    lines = read(card, height=1200)
    assert lines[0] == "今天办过 | 20 件"
    assert lines[1:] == [f"«DONE» {label} | {at}" for at, label in acts[:12]]
    card.show_acts([("09:00", "登记一件名字很长很长的申请" * 9)])
    assert card.minimumSizeHint().width() < 300, "a long one ends, and says the rest when pointed at"
    assert [each.toolTip() for each in inside(card, Words) if each.toolTip()][-1] == "登记一件名字很长很长的申请" * 9


def test_mistakes_that_can_be_mended_stand_by_weight_each_with_its_way(qtbot: QtBot) -> None:
    card = MendingCard()
    qtbot.addWidget(card)
    found = [Finding(f"F-{n}", Severity.ERROR if n < 2 else Severity.WARNING, f"第{n}处要改正。") for n in range(7)]
    card.show_findings(found)
    assert read(card) == [
        "登记簿里还能改正的 | 7 条",
        *("«WRONG» 第0处要改正。", "«WRONG» 第1处要改正。"),
        *(f"«DOUBT» 第{n}处要改正。" for n in range(2, 5)),
        "还有 2 条，见“年度报告”的检查结果。",
    ]
    card.show_findings(found[:5])
    assert len(read(card)) == 6, "nothing is left of those before, and none is left out"
    card.show_findings(())
    assert not card.isVisible()


DATES = NextReport(2023, date(2024, 2, 28), date(2024, 3, 31))
PARTS = (
    ReportPart("一、总体情况", "没有动过", TextState.UNTOUCHED, "一、总体情况"),
    ReportPart("五、存在的问题", "写过", TextState.WRITTEN, "五、存在的问题"),
    ReportPart("六、其他", "核对过", TextState.READ, "六、其他"),
    ReportPart("三张表", "已经算出"),
    ReportPart("签发", "还不能", TextState.UNTOUCHED),
)


def test_the_report_says_how_many_days_are_left_and_how_far_each_part_is(qtbot: QtBot, session: Session) -> None:
    card = ReportCard(session)
    qtbot.addWidget(card)
    card.show_report(DATES, Later(parts=PARTS))
    lines = read(card)
    assert lines[0] == "2023 年度报告"
    assert sorted(" | ".join(lines[1:4]).split(" | ")) == sorted(
        ["5", "天前", "2月28日 周三 报送", "27", "天", "3月31日 周日 公布"]
    )
    assert lines[-6:] == [
        "«UNTOUCHED» 一、总体情况 | 没有动过",
        "«WRITTEN» 五、存在的问题 | 写过",
        "«DONE» 六、其他 | 核对过",
        "«DONE» 三张表 | 已经算出",
        "«DOUBT» 签发 | 还不能",
        "[写总体情况]",
    ]
    figures = {each.text(): each for each in inside(card, QLabel) if each.objectName().startswith("figure")}
    assert {text: each.objectName() for text, each in figures.items()} == {"5": "figureLate", "27": "figure"}
    assert figures["5"].accessibleName() == "2月28日 周三 报送已过 5 天"
    assert figures["27"].accessibleName() == "离3月31日 周日 公布还有 27 天"
    assert card.folded.text() == "报送已过 5 天 · 27 天后公布"
    with qtbot.waitSignal(card.wanted) as asked:
        card.go_button.click()
    assert asked.args == [2023, "一、总体情况"]
    card.set_folded(True)
    assert read(card, height=60) == ["2023 年度报告 | 报送已过 5 天 · 27 天后公布 | [写总体情况]"]
    card.set_folded(False)
    assert read(card) == lines


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (PARTS, "写总体情况"),
        (PARTS[:1], "从总体情况写起"),
        (PARTS[1:3], "检查年度报告"),
        (PARTS[3:4], "看年度报告"),
        ((), "写年度报告"),
    ],
)
def test_the_report_leads_to_what_comes_next(
    qtbot: QtBot, session: Session, parts: tuple[ReportPart, ...], words: str
) -> None:
    card = ReportCard(session)
    qtbot.addWidget(card)
    card.show_report(DATES, Later(parts=parts))
    assert card.go_button.text() == words


def at(line: TermLine, x: float, y: int) -> QColor:
    return line.grab().toImage().pixelColor(round(x), y)


def test_the_term_is_full_up_to_today(qtbot: QtBot) -> None:
    """From the last day of December to 31 March, which is at the right edge of the bar."""
    line = TermLine()
    qtbot.addWidget(line)
    line.resize(314, line.sizeHint().height())
    line.show_days(date(2024, 3, 4), [date(2024, 3, 31), date(2024, 2, 28)])
    assert line.isVisible()
    room, whole = 300, 91

    def place(day: date) -> float:
        return 7 + room * (day - date(2023, 12, 31)).days / whole

    assert at(line, 20, 7) == colour("accent"), "before today"
    assert at(line, place(date(2024, 3, 4)), 7) == colour("card"), "a ring round today"
    assert at(line, place(date(2024, 3, 4)) + 5, 7) != colour("card")
    assert at(line, place(date(2024, 3, 20)), 7) == colour("line"), "after today"
    for day in (date(2024, 2, 28), date(2024, 3, 31)):
        assert at(line, int(place(day)) - 0.5, 11).lightness() < 90, f"a stroke at {day}"
    words = line.grab(QRect(0, 16, line.width(), line.height())).toImage()
    dark = [
        x for x in range(words.width()) if any(words.pixelColor(x, y).lightness() < 200 for y in range(words.height()))
    ]
    assert max(dark) > 290, "the last day is said at the right"
    assert any(abs(x - place(date(2024, 2, 28))) < 8 for x in dark)
    assert not any(x < place(date(2024, 2, 28)) - 20 for x in dark)


@pytest.mark.parametrize(
    ("today", "is_seen"),
    [(date(2023, 12, 30), False), (date(2023, 12, 31), True), (date(2024, 3, 31), True), (date(2024, 4, 1), False)],
)
def test_the_term_is_seen_while_it_runs(qtbot: QtBot, today: date, is_seen: bool) -> None:
    line = TermLine()
    qtbot.addWidget(line)
    line.show_days(today, [date(2024, 3, 31), date(2024, 2, 28)])
    assert line.isVisible() is is_seen


def test_the_cards_are_one_narrow_column_or_the_whole_of_a_compact_window(qtbot: QtBot, session: Session) -> None:
    cards = TodayCards(session)
    qtbot.addWidget(cards)
    assert cards.minimumWidth() == cards.maximumWidth() == 348
    cards.set_compact(True)
    assert cards.minimumWidth() == 0
    cards.resize(900, 400)
    assert cards.width() == 900
    cards.done.show_acts([("09:00", "登记一件")])
    cards.show()
    assert not cards.done.isVisible()
    cards.set_wide(True)
    assert cards.done.isVisible()
    cards.done.show_acts([])
    cards.set_wide(True)
    assert not cards.done.isVisible()


@pytest.mark.parametrize("can_write", [True, False])
def test_a_day_with_nothing_to_do_says_what_comes_next(qtbot: QtBot, can_write: bool) -> None:
    card = NothingDue("3月8日：答复张某某", can_write=can_write)
    qtbot.addWidget(card)
    ways = "[新建申请] | [登记公开]" if can_write else "(新建申请) | (登记公开)"
    assert read(card, height=300) == ["今天没有要办的事", "下一个日子是 3月8日：答复张某某。", ways]
    middle = card.width() / 2
    for each in inside(card, QLabel):
        if each.text():
            assert abs(each.geometry().center().x() - middle) < 3, each.text()
            assert each.alignment() & Qt.AlignmentFlag.AlignHCenter or each.width() < 200
    first, second = inside(card, QPushButton)
    assert abs((first.geometry().left() + second.geometry().right()) / 2 - middle) < 3
    if can_write:
        for made, register in ((first, "requests"), (second, "releases")):
            with qtbot.waitSignal(card.wanted) as asked:
                made.click()
            assert asked.args == [register]
    picture = card.grab().toImage()
    drawn = [
        y
        for y in range(20, 110)
        if any(
            picture.pixelColor(x, y) == colour(Sign.DONE.role) for x in range(round(middle) - 50, round(middle) + 50)
        )
    ]
    assert drawn, "a tick above the sentence"


def test_without_a_next_day_nothing_is_said_of_it(qtbot: QtBot) -> None:
    card = NothingDue("", can_write=True)
    qtbot.addWidget(card)
    assert read(card) == ["今天没有要办的事", "[新建申请] | [登记公开]"]
