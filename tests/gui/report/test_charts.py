"""图表 in the window: drawn for the year shown, walked through by keyboard, told in words, exported."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.terms import Channel
from gui.base.appearance import Appearance, dress, tokens
from gui.base.session import Session
from gui.report.charts import ChartsSide
from gui.report.page import ReportPage
from gui.report.sides import View
from gui.shell.main_window import MainWindow
from tests.gui import laid, looks
from tests.gui.fixtures import find_window, open_windows
from tests.records_factory import make_release, make_request


@pytest.fixture
def counted(session: Session) -> Session:
    """Three requests of two years, one of them answered, one release."""
    session.save(make_request(number="2023-001", received_on=date(2023, 5, 4), arrived_on=date(2023, 5, 4)))
    session.save(make_request(number="2024-001", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4)))
    session.save(make_request(number="2024-002", channel=Channel.INTERNET))
    session.save(make_release())
    return session


@pytest.fixture
def page(qtbot: QtBot, counted: Session, frame: MainWindow) -> ReportPage:  # noqa: ARG001 - it comes first
    """The report of 2024 beside its charts."""
    shown = frame.show_page("report")
    assert isinstance(shown, ReportPage)
    frame.year_box.setCurrentIndex(frame.year_box.findData(2024))  # it opens on the year that is to be written
    with qtbot.waitSignal(shown.sides.charts.drawn, timeout=20_000):
        shown.show_side(View.CHARTS)
    return shown


@pytest.fixture
def charts(qtbot: QtBot, counted: Session) -> ChartsSide:
    """The charts of 2024 alone, as wide as beside the report."""
    alone = ChartsSide(counted)
    qtbot.addWidget(alone)
    alone.resize(400, 600)
    alone.show_year(2024)
    with qtbot.waitSignal(alone.drawn, timeout=20_000):
        alone.show()
    return alone


def test_four_charts_say_their_values_in_words(charts: ChartsSide) -> None:
    told = [view.accessibleDescription() for view in charts.views]
    assert [words.partition("。")[0] for words in told] == [
        "历年趋势",
        "2024年办理结果",
        "2024年答复时限",
        "2024年渠道",
    ]
    assert "新收申请：2023年 1 件、2024年 2 件。" in told[0]
    assert "予以公开 1 件" in told[1]
    assert "按期答复 1 件" in told[2]
    assert "互联网 1 件" in told[3]


def test_the_charts_are_as_the_house_has_it(page: ReportPage) -> None:
    assert [*looks.ill_made(page.window()), *laid.faults(page.window())] == []


def test_arrow_keys_walk_and_enter_lists_the_records(page: ReportPage) -> None:
    charts = page.sides.charts
    view = charts.views[0]
    view.setFocus()
    assert view.accessibleName() == "历年趋势，主动公开信息：2023年 0 条"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleName() == "历年趋势，新收申请：2023年 1 件"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "历年趋势，新收申请：2024年 2 件"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.sides.point_records.isVisible()
    assert page.sides.point_records.title.text() == "新收申请：2024年 2 件"
    listed = [page.sides.point_records.list.item(row).text() for row in range(page.sides.point_records.list.count())]
    assert [text[:8] for text in listed] == ["2024-001", "2024-002"]
    assert page.sides.point_records.list.hasFocus()


def test_up_and_down_go_to_the_other_panel_and_the_ends_are_home_and_end(charts: ChartsSide) -> None:
    view = charts.views[0]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert "新收申请：2024年 2 件" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert "主动公开信息：2024年 1 条" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current == len(view.points) - 1
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == len(view.points) - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current == 0
    assert view._place_at(QPointF(-1, -1)) is None, "nothing is pointed at beside the points"


def test_bars_are_walked_up_and_down_and_a_timely_answer_names_its_request(page: ReportPage) -> None:
    charts = page.sides.charts
    view = charts.views[2]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert "延期后按期答复 0 件" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert page.sides.point_records.title.text() == "是否按期：按期答复 1 件"
    assert page.sides.point_records.list.count() == 1


def test_the_mouse_points_tells_and_opens(page: ReportPage) -> None:
    charts = page.sides.charts
    view = charts.views[1]
    spot = QRectF(*view._picture.places[0]).center()
    view.event(QHelpEvent(QHelpEvent.Type.ToolTip, spot.toPoint(), view.mapToGlobal(spot.toPoint())))
    assert "予以公开 1 件\n按 Enter 或双击查看记录" in QToolTip.text()
    view.event(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(-5, -5), QPoint(0, 0)))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QRectF(*view._picture.places[1]).center().toPoint())
    assert "部分公开" in view.accessibleName()
    assert page.sides.buttons[View.CHARTS].isChecked()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert page.sides.point_records.isVisible()
    assert page.sides.point_records.list.count() == 1


def test_the_charts_follow_the_registers_and_the_year(
    qtbot: QtBot, window: MainWindow, session: Session, page: ReportPage
) -> None:
    charts = page.sides.charts
    with qtbot.waitSignal(charts.drawn, timeout=20_000):
        session.save(make_request(number="2024-003"))
    qtbot.waitUntil(lambda: "新收申请：2023年 1 件、2024年 3 件。" in charts.views[0].accessibleDescription())
    with qtbot.waitSignal(charts.drawn, timeout=20_000):
        window.year_box.setCurrentIndex(window.year_box.findData(2023))
    qtbot.waitUntil(lambda: "只有一年数据，还看不出趋势" in charts.views[0].accessibleDescription())
    assert charts.views[0].focusPolicy() == Qt.FocusPolicy.NoFocus


def test_dark_charts_are_drawn_in_the_dark_tokens(qtbot: QtBot, qapp: QApplication, charts: ChartsSide) -> None:
    try:
        with qtbot.waitSignal(charts.drawn, timeout=20_000):
            dress(qapp, Appearance.DARK)
        image = charts.views[1].grab().toImage()
        assert has_colour(image, QColor(tokens()["accent"]))
    finally:
        dress(qapp, Appearance.LIGHT)
    qtbot.wait(300)


def has_colour(image: QImage, wanted: QColor) -> bool:
    def near(seen: QColor) -> bool:
        parts = ((one.red(), one.green(), one.blue()) for one in (seen, wanted))
        return all(abs(first - second) < 8 for first, second in zip(*parts, strict=True))

    return any(near(image.pixelColor(x, y)) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_a_wider_side_gets_wider_charts_and_the_focus_stays(qtbot: QtBot, page: ReportPage) -> None:
    charts = page.sides.charts
    charts.views[0].setFocus()
    QTest.keyClick(charts.views[0], Qt.Key.Key_Right)
    before = charts.views[0]._picture.width
    with qtbot.waitSignal(charts.drawn, timeout=20_000):
        page.sheet.resize(700, page.sheet.height())
    assert charts.views[0]._picture.width > before
    assert charts.views[0].hasFocus()
    assert charts.views[0].current == 1


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".png", ".csv"])
def test_one_chart_is_exported_from_its_button(
    qtbot: QtBot, session: Session, charts: ChartsSide, tmp_path: Path, suffix: str
) -> None:
    QTest.mouseClick(charts.buttons[1], Qt.MouseButton.LeftButton)
    dialog = find_window(QFileDialog)
    path = tmp_path / f"结果{suffix}"
    with qtbot.waitSignal(session.told, timeout=20_000, check_params_cb=lambda text: f"“{path.stem}”" in text):
        dialog.fileSelected.emit(str(path))
        dialog.close()
    qtbot.waitUntil(lambda: open_windows() == [charts])  # it is told before the progress is gone
    assert path.stat().st_size > 100


def test_all_charts_are_exported_together_and_a_bad_name_is_told(
    qtbot: QtBot, session: Session, charts: ChartsSide, tmp_path: Path
) -> None:
    charts.all_button.click()
    dialog = find_window(QFileDialog)
    dialog.filterSelected.emit("数值表 (*.csv)")
    assert dialog.defaultSuffix() == "csv"
    dialog.close()
    with qtbot.waitSignal(session.told, timeout=20_000):
        charts.export(charts._charts, tmp_path / "全部.csv")
    text = (tmp_path / "全部.csv").read_text("utf-8-sig")
    assert all(title in text for title in ("历年趋势", "2024年办理结果", "2024年答复时限", "2024年渠道"))
    shown: list[str] = []
    session.failed.connect(lambda failure: shown.append(str(failure)))
    charts.export(charts._charts, tmp_path / "全部.bmp")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "图表不能写成“.bmp”" in shown[0]
