"""The line above the report says where it stands, and of its acts exactly the one that comes next is blue."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import Judged
from disclosure.papers import ReportEvent
from disclosure.records import IssuedReport
from disclosure.report.versions import Difference, SentenceDifference
from disclosure.terms import ReportDeliveryKind, ReportEventKind, ReportState
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.report import bar as module
from gui.report.bar import ReportBar, WrittenStrip
from tasks.report.issuing import Standing
from tests.records_factory import make_profile

OPEN = Judged(Finding("T3-1", Severity.ERROR, "表三第一行不相等。"))
ISSUED = IssuedReport(year=2023, version=1, version_code="2023-1-ABCD", issued_on=date(2024, 1, 12))
CHANGED = Difference(sentences=(SentenceDifference("一、总体情况", "收到5件。", "收到6件。"),))
FIRST, READY = Standing(2023, (OPEN,), (OPEN,), None, Difference(), None), "没有待处理的问题"
CHECKED = replace(FIRST, found=(), hindrances=())
STANDINGS: dict[str, tuple[Standing | None, str, str, str]] = {
    "before it is known": (None, "check", "签发…", ""),
    "something is open": (FIRST, "check", "签发…", "还不能签发：1 处不符待处理"),
    "nothing is open": (CHECKED, "issue", "签发…", ""),
    "the year is not over": (replace(CHECKED, shut="2023 年还没有结束。"), "export", "签发…", "2023 年还没有结束。"),
    "issued": (replace(CHECKED, latest=ISSUED), "export", "更正…", "与签发版一致"),
    "changed since": (
        replace(CHECKED, latest=ISSUED, changed=CHANGED),
        "issue",
        "更正…",
        "现在与签发版有 1 个句子不同",
    ),
    "changed, and something is open": (
        replace(FIRST, latest=ISSUED, changed=CHANGED),
        "check",
        "更正…",
        "还不能更正：1 处不符待处理",
    ),
}


def made_bar(qtbot: QtBot, *, is_read_only: bool = False, width: int = 1500) -> ReportBar:
    bar = ReportBar(is_read_only=is_read_only)
    bar.title.setText("2023 年度报告")
    qtbot.addWidget(bar)
    bar.resize(width, 56)
    bar.show()
    return bar


@pytest.fixture
def bar(qtbot: QtBot) -> ReportBar:
    return made_bar(qtbot)


def acts(bar: ReportBar) -> dict[str, Button]:
    return {"check": bar.check_button, "issue": bar.issue_button, "export": bar.export_button}


def sign_of(label: Words) -> Sign | None:
    return label.sign


def blue(bar: ReportBar) -> list[str]:
    return [name for name, made in acts(bar).items() if made.objectName() == "primary"]


@pytest.mark.parametrize("name", STANDINGS)
@pytest.mark.parametrize("is_read_only", [False, True])
def test_the_next_act_alone_is_blue_and_issuing_is_open_exactly_when_it_can_be_done(
    qtbot: QtBot, name: str, is_read_only: bool
) -> None:
    known, first, issue, why = STANDINGS[name]
    bar = made_bar(qtbot, is_read_only=is_read_only)
    bar.show_standing(known, "1 处不符")
    can_issue = first == "issue" and not is_read_only
    assert blue(bar) == [first if can_issue or first != "issue" else "export"]
    assert bar.issue_button.isEnabled() is can_issue
    assert bar.issue_button.text() == issue
    assert bar.why.text() == why
    assert bar.issue_button.toolTip() == bar.check_button.toolTip() == why
    assert (bar.check_button.isEnabled(), bar.export_button.isEnabled()) == (True, True)


def test_checking_says_how_much_is_left_and_before_it_is_known_that_it_goes_on(bar: ReportBar) -> None:
    bar.show_standing(None, "")
    assert bar.check_button.text().startswith("正在检查")
    bar.show_standing(CHECKED, READY)
    assert bar.check_button.text() == "检查  F8"
    bar.show_standing(FIRST, "1 处不符")
    assert bar.check_button.text() == "检查 · 1 处不符  F8"
    bar.set_compact(True)
    assert bar.check_button.text() == "检查 · 1  F8", "the number alone where there is little room"


def test_the_state_is_named_with_its_version_and_what_is_not_settled_is_red(bar: ReportBar) -> None:
    for known in (FIRST, CHECKED):
        bar.show_standing(known, "")
        assert bar.state.text() == known.state.label
        assert sign_of(bar.state) is None
    bar.show_standing(replace(CHECKED, latest=ISSUED), "")
    assert bar.state.text() == f"{ReportState.ISSUED.label} 第 1 版"
    back = ReportEvent(
        year=2023,
        kind=ReportEventKind.RETURNED,
        on=date(2024, 1, 20),
        version=1,
        party="区政务公开办",
        reason="表三有误",
    )
    bar.show_standing(replace(CHECKED, latest=ISSUED, open_events=(back,)), "")
    assert bar.state.text().endswith(f"；{back.sentence}")
    assert sign_of(bar.state) is Sign.WRONG
    bar.show_standing(CHECKED, "")
    assert (sign_of(bar.state), bar.state.objectName()) == (None, "secondary")


def test_what_differs_from_the_issued_version_is_a_doubt_and_listed_when_pointed_at(bar: ReportBar) -> None:
    bar.show_standing(replace(CHECKED, latest=ISSUED, changed=CHANGED), "")
    assert sign_of(bar.why) is Sign.DOUBT
    assert bar.why.toolTip().split("\n")[1:] == list(CHANGED.lines)
    bar.show_standing(replace(CHECKED, latest=ISSUED), "")
    assert sign_of(bar.why) is Sign.DONE
    bar.show_standing(FIRST, "1 处不符")
    assert (sign_of(bar.why), bar.why.objectName()) == (None, "secondary")


@pytest.mark.parametrize(
    ("today", "done", "told"),
    [
        (date(2024, 1, 6), (), "离 1月20日报送还有 14 天"),
        (date(2024, 1, 20), (), "离 1月20日报送还有 0 天"),
        (date(2024, 1, 21), (), "1月20日报送已过 1 天"),
        (date(2024, 1, 21), (ReportDeliveryKind.SUBMITTED,), "离 1月31日公布还有 10 天"),
        (date(2024, 2, 2), (ReportDeliveryKind.SUBMITTED,), "1月31日公布已过 2 天"),
        (date(2024, 1, 21), (ReportDeliveryKind.SUBMITTED, ReportDeliveryKind.PUBLISHED), ""),
        (date(2024, 4, 1), (), ""),
        (date(2023, 12, 30), (), ""),
        (date(2025, 1, 6), (), ""),
    ],
)
def test_the_days_to_the_terms_of_the_report_are_counted_in_its_season(
    bar: ReportBar, today: date, done: tuple[ReportDeliveryKind, ...], told: str
) -> None:
    """报送 by 20 January and 公布 by the 31st, as the district usually asks; after 31 March nobody waits for it."""
    bar.show_due(2023, make_profile(), done, today)
    bar.show_due(2023, make_profile(), (), date(2024, 6, 1))
    assert not bar.due.isVisible()
    bar.show_due(2023, make_profile(), done, today)
    assert bar.due.text() == told
    assert bar.due.isVisible() is bool(told)
    assert bar.due.y() == bar.state.y()


def test_each_button_tells_its_wish(qtbot: QtBot, bar: ReportBar) -> None:
    bar.show_standing(CHECKED, "")
    wishes = {
        bar.check_button: bar.check_wanted,
        bar.issue_button: bar.issue_wanted,
        bar.export_button: bar.export_wanted,
    }
    for made, wish in wishes.items():
        with qtbot.waitSignal(wish):
            made.click()
    for made, step in ((bar.zoom_out, -1), (bar.zoom_in, 1)):
        with qtbot.waitSignal(bar.step_wanted) as told:
            made.click()
        assert told.args == [step]
        assert made.toolTip().startswith(made.accessibleName())
    assert [bar.zoom_out.accessibleName(), bar.zoom_in.accessibleName()] == ["缩小", "放大"]
    assert {bar.zoom_box.itemText(place) for place in range(bar.zoom_box.count())} >= {
        "适合宽度",
        "整页",
        "50%",
        "200%",
    }
    for place in range(bar.zoom_box.count()):
        with qtbot.waitSignal(bar.zoom_wanted) as told:
            bar.zoom_box.activated.emit(place)
        assert told.args == [bar.zoom_box.itemData(place)]
        bar.show_zoom(bar.zoom_box.itemText(place), 120)
        assert bar.zoom_box.currentIndex() == place
    assert "120%" in bar.zoom_box.toolTip()


def in_order(bar: ReportBar) -> list[QWidget]:
    """What of the bar is seen, from left to right."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    children = cast("list[QWidget]", bar.findChildren(QWidget, options=direct))
    return sorted((each for each in children if each.isVisible()), key=QWidget.x)


def test_in_a_compact_window_the_parts_are_a_drop_down_and_what_is_said_in_words_goes(bar: ReportBar) -> None:
    bar.show_standing(CHECKED, "")
    wide = [bar.title, bar.told, bar.zoom_out, bar.zoom_box, bar.zoom_in]
    always = [bar.check_button, bar.issue_button, bar.export_button, bar.more_button]
    bar.set_compact(False)
    QApplication.processEvents()
    assert in_order(bar) == [*wide, *always]
    assert "PDF" in bar.export_button.text(), "with room it says what comes of it"
    bar.set_compact(True)
    QApplication.processEvents()
    assert in_order(bar) == [bar.parts, bar.zoom_box, *always]
    assert bar.export_button.text() == "导出…  Ctrl+E"
    bar.set_compact(False)
    assert in_order(bar) == [*wide, *always]


def test_why_a_year_cannot_be_issued_takes_the_room_of_other_words_before_it_ends_in_dots(qtbot: QtBot) -> None:
    known = replace(CHECKED, shut="2023 年还没有结束，统计期限到12月31日为止，年后才能签发。")
    said: dict[str, list[int]] = {}
    bar = made_bar(qtbot)
    for width in range(1600, 700, -25):
        bar.resize(width, 56)
        bar.show_standing(known, "")
        whole = "whole" if bar.why.text() == known.shut else "dots"
        said.setdefault(f"{bar.export_button.text()} {whole}", []).append(width)
        assert bar.why.fontMetrics().horizontalAdvance(bar.why.text()) <= bar.why.width()
        assert whole == "whole" or bar.why.text().endswith("…")
    assert list(said) == ["导出 PDF、Word…  Ctrl+E whole", "导出…  Ctrl+E whole", "导出…  Ctrl+E dots"]


def test_issuing_stays_under_the_mouse_while_one_finding_after_another_is_mended(qtbot: QtBot) -> None:
    """With the last of them 导出 said more again, and 签发 moved away from where she was about to press."""
    bar = made_bar(qtbot)
    places: dict[int, list[int]] = {}
    standings = [
        *((replace(FIRST, hindrances=(OPEN,) * left), f"{left} 处不符，{left} 处提醒") for left in (111, 11, 1)),
        (CHECKED, ""),
    ]
    for width in range(1500, 900, -50):
        bar.resize(width, 56)
        for known, counts in standings:
            bar.show_standing(known, counts)
            QApplication.processEvents()
            places.setdefault(width, []).append(bar.issue_button.x())
    assert {width: found for width, found in places.items() if len(set(found)) > 1} == {}


def test_of_the_entries_those_without_an_act_are_ticked_and_lines_part_the_groups(bar: ReportBar) -> None:
    pressed: list[str] = []
    bar.offer((("打印…", lambda: pressed.append("打印")), ("", None), ("看已处理的提醒", None)))
    made = bar.more_button.menu().actions()
    assert [(each.text(), each.isSeparator(), each.isCheckable()) for each in made] == [
        ("打印…", False, False),
        ("", True, False),
        ("看已处理的提醒", False, True),
    ]
    made[0].trigger()
    assert pressed == ["打印"]
    assert list(bar.acts.values()) == [made[0], made[2]]
    assert bar.more_button.menu().toolTipsVisible()


# --- what was written ---


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    asked: list[str] = []

    def noted(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(module, "QDesktopServices", type("Desktop", (), {"openUrl": staticmethod(noted)}))
    return asked


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    desk = QWidget()
    desk.resize(1200, 700)
    qtbot.addWidget(desk)
    desk.show()
    return desk


def test_where_the_files_went_is_said_with_what_they_are_and_both_ways_to_them(
    desk: QWidget, opened: list[str], tmp_path: Path
) -> None:
    strip = WrittenStrip(desk)
    assert not strip.isVisible()
    folder = tmp_path / "年报"
    paths = [folder / "报告.pdf", folder / "报告.docx"]
    strip.show_written(paths, "")
    assert strip.isVisible()
    assert strip.told.text() == "PDF、Word写好了，在“年报”文件夹里，与登记簿核对一致。"
    assert (sign_of(strip.told), strip.framed.isVisible()) == (Sign.DONE, False)
    assert strip.isAncestorOf(strip.told)
    strip.show_written(paths, "“㛃”印不出来。", 2)
    assert strip.told.text().endswith("是签发的第 2 版。")
    assert (strip.framed.text(), sign_of(strip.framed), strip.framed.isVisible()) == (
        "“㛃”印不出来。",
        Sign.DOUBT,
        True,
    )
    assert [strip.open_button.text(), strip.folder_button.text()] == ["打开", "打开文件夹"]
    strip.open_button.click()
    strip.folder_button.click()
    assert opened == [str(paths[0]), str(folder)]
    (known,) = [each for each in cast("list[Any]", strip.findChildren(Button)) if each.text() == "知道了"]
    known.click()
    assert not strip.isVisible()


def test_it_lies_in_the_middle_over_the_foot_of_the_desk_and_over_everything(desk: QWidget, tmp_path: Path) -> None:
    strip, other = WrittenStrip(desk), QWidget(desk)
    strip.place(QRect(0, 0, 1, 1))
    assert not strip.isVisible()
    strip.show_written([tmp_path / "报告.pdf"], "")
    other.show()
    room = QRect(100, 50, 1000, 600)
    strip.place(room)
    lies = strip.geometry()
    assert room.contains(lies)
    assert abs(lies.center().x() - room.center().x()) <= 1
    assert 0 < room.bottom() - lies.bottom() <= 20
    assert lies.height() >= strip._row.totalHeightForWidth(lies.width())
    assert desk.children()[-1] is strip, "nothing lies over it"
    strip.place(QRect(0, 0, 500, 600))
    assert QRect(0, 0, 500, 600).contains(strip.geometry())
