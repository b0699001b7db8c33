"""统计 in the window: any period, its records, and the paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.charts.timeliness import KINDS
from disclosure.terms import ActivityKind, ReleaseChannel
from gui.base.session import Session
from gui.shell.main_window import MainWindow
from gui.statistics.dialog import StatisticsDialog
from tests.records_factory import make_activity, make_release, make_request, make_review, make_suit


@pytest.fixture
def statistics(window: MainWindow, session: Session, qtbot: QtBot) -> Iterator[StatisticsDialog]:
    """The counts of the open window, a file with two requests of this year."""
    for day in (date(2024, 1, 8), date(2024, 2, 19)):
        session.save(make_request(arrived_on=day, received_on=day))
    session.save(make_activity(on=date(2023, 9, 4)))  # the file knows the year before: nothing was asked for in it
    shown = window.work.show_statistics()
    counted(shown, qtbot)
    yield shown
    shown.close()


def counted(shown: StatisticsDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.comparison is not None)


def choose(shown: StatisticsDialog, name: str, qtbot: QtBot) -> None:
    shown.period_box.setCurrentText(name)
    shown.period_box.activated.emit(shown.period_box.currentIndex())
    counted(shown, qtbot)


def told(shown: StatisticsDialog, label: str) -> tuple[str, ...]:
    return next(line.texts[2:] for line in shown.lines.values() if line.label == label)


def test_a_month_is_chosen_from_the_list_and_two_days_are_typed(statistics: StatisticsDialog, qtbot: QtBot) -> None:
    choose(statistics, "1月", qtbot)
    assert (statistics.since.text(), statistics.until.text()) == ("2024-01-01", "2024-01-31")
    assert told(statistics, "新收政府信息公开申请") == ("1", "0", "+1")
    statistics.until.selectAll()
    QTest.keyClicks(statistics.until, "2024-02-19")
    assert statistics.period_box.currentText() == "任意两日"
    qtbot.waitUntil(lambda: "2024年1月1日至2月19日" in statistics.told.text())
    assert told(statistics, "新收政府信息公开申请") == ("2", "0", "+2")


def test_days_that_stand_the_wrong_way_are_told_and_no_number_is_shown(
    statistics: StatisticsDialog, qtbot: QtBot
) -> None:
    statistics.until.selectAll()
    QTest.keyClicks(statistics.until, "2023-01-01")
    qtbot.waitUntil(lambda: "早于首日" in statistics.told.text())
    assert statistics.table.rowCount() == 0
    assert not statistics.export_button.isEnabled()


def test_a_count_shows_its_records_and_follows_the_register(
    statistics: StatisticsDialog, session: Session, qtbot: QtBot
) -> None:
    choose(statistics, "全年", qtbot)
    row = next(row for row, line in statistics.lines.items() if line.label == "新收政府信息公开申请")
    statistics.table.setCurrentCell(row, 0)
    assert statistics.records.list.count() == 2
    with qtbot.waitSignal(session.wanted) as went:
        statistics.records.list.itemActivated.emit(statistics.records.list.item(0))
    assert went.args is not None
    assert went.args[0] == "requests"
    session.save(make_request(arrived_on=date(2024, 3, 1), received_on=date(2024, 3, 1)))
    qtbot.waitUntil(lambda: bool(statistics.lines) and told(statistics, "新收政府信息公开申请")[0] == "3")
    assert statistics.records.list.count() == 3


def test_every_count_that_is_not_zero_shows_its_records(
    statistics: StatisticsDialog, session: Session, qtbot: QtBot
) -> None:
    day = date(2024, 2, 1)
    session.save(make_release(published_on=day, statistics_category="机构职能类", channels=(ReleaseChannel.PORTAL,)))
    session.save(make_review(received_on=day))
    session.save(make_suit(received_on=day))
    session.save(make_activity(on=day, kind=ActivityKind.TRAINING))
    choose(statistics, "全年", qtbot)
    qtbot.waitUntil(lambda: any(line.label == ActivityKind.TRAINING.label for line in statistics.lines.values()))
    for row, line in statistics.lines.items():
        statistics.table.setCurrentCell(row, 0)
        assert (statistics.records.list.count() > 0) == (line.now > 0), line.label


def test_the_counts_go_to_a_file_and_to_the_clipboard(
    statistics: StatisticsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(statistics, "上半年", qtbot)
    statistics.copy_button.click()
    assert "新收政府信息公开申请\t件\t2\t0\t+2" in QGuiApplication.clipboard().text()
    statistics.export(tmp_path / "统计.xlsx")
    qtbot.waitUntil(lambda: "已导出" in statistics.told.text())
    assert (tmp_path / "统计.xlsx").exists()


def test_beside_each_line_stands_what_it_counts(statistics: StatisticsDialog) -> None:
    """Pressing a line's name listed its records; what is counted there nobody told."""
    texts = {}
    for row, line in statistics.lines.items():
        statistics.table.setCurrentCell(row, 0)
        texts[line.label] = statistics.records.meaning.text()
        assert bool(texts[line.label]) is not statistics.records.meaning.isHidden(), line.label
        assert statistics.records.rules.isHidden() is (line.cell is None), line.label
    assert "收到申请之日在本年的申请" in texts["新收政府信息公开申请"]
    assert texts["收到行政复议"].startswith("收到日期在本期内")
    silent = [label for label, text in texts.items() if not text]
    assert silent == [name for name, _, _ in KINDS], "how an answer met its term its name says"
