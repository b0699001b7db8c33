"""The start page, measured: three questions in order, what follows from them, and 开始 exactly when it can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from disclosure.terms import AgencyLevel
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.shell.first_answers import FirstAnswers
from gui.shell.start_page import StartPage

NAME = "临江区青榕街道办事处"
TODAY = date(2027, 1, 6)


@dataclass(frozen=True)
class Published:
    """The year and figures of a report, as the reader tells them."""

    year: int


@dataclass(frozen=True)
class Last:
    """A report that was read."""

    report: Published
    carried_on: int = 4
    releases: int = 1234
    documents: int | None = None
    requests: int = 56
    told: tuple[str, str] = ("报告", "读出了")


@dataclass(frozen=True)
class Old:
    """A ledger that was recognised."""

    code: str = "青街函"
    rows: int = 52
    record_type: type = Request
    told: tuple[str, str] = ("登记表", "认得")


def shown(qtbot: QtBot, *, today: date = TODAY, recent: Sequence[Path] = (), **given: Any) -> StartPage:
    page = StartPage(recent, today=today, **given)
    qtbot.addWidget(page)
    page.resize(1360, 740)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    return shown(qtbot)


def found(page: StartPage, *, last: Last | None = None, old: Old | None = None) -> None:
    """Say that a file was dropped and read."""
    for box, one in ((page.report, last), (page.ledger, old)):
        if one is not None:
            box.found = one
            box.changed.emit()


def place(widget: QWidget, page: StartPage) -> QPoint:
    return widget.mapTo(page, QPoint(0, 0))


def label(page: StartPage, text: str) -> QLabel:
    (one,) = [each for each in cast("list[QLabel]", page.findChildren(QLabel)) if each.text() == text]
    assert one.isVisible(), text
    return one


def sign_of(label: Words) -> Sign | None:
    return label.sign


def test_the_questions_stand_one_below_the_other_each_above_its_answer(page: StartPage) -> None:
    """As in the manual: 你在哪个单位、最近公布的年度报告、以前的登记表."""
    down = [
        label(page, "回答三个问题，就可以开始"),
        label(page, "你在哪个单位？"),
        page.name,
        label(page, "最近公布的年度报告"),
        page.report,
        label(page, "以前的登记表放在哪里？"),
        page.ledger,
        page.begin_button,
    ]
    tops = [place(each, page).y() for each in down]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    for answer, question in ((page.name, "你在哪个单位？"), (page.report, "最近公布的年度报告")):
        assert place(answer, page).x() == place(label(page, question), page).x(), "each answer begins below its words"
    foot = [page.update_button, page.open_button, page.sample_button, page.begin_button]
    lefts = [place(each, page).x() for each in foot]
    assert lefts == sorted(lefts)
    assert page.width() - (lefts[-1] + page.begin_button.width()) == 40
    assert place(page.begin_button, page).y() > page.height() - 60


def test_begin_waits_for_the_name_alone_and_while_a_file_is_read(qtbot: QtBot, page: StartPage) -> None:
    assert page.name.hasFocus()
    assert not page.begin_button.isEnabled()
    page.begin()  # Enter in the blank line
    page.name.setText("  ")
    assert not page.begin_button.isEnabled()
    page.name.setText(NAME)
    assert page.begin_button.isEnabled()
    for box in (page.report, page.ledger):
        box._job = cast("Any", object())
        box.changed.emit()
        assert not page.begin_button.isEnabled()
        box._job = None
        box.changed.emit()
        assert page.begin_button.isEnabled()
    with qtbot.waitSignal(page.begun) as told:
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert isinstance(told.args[0], FirstAnswers)
    assert told.args[0].office == NAME


def test_what_the_name_tells_stands_in_words_until_she_changes_it_herself(qtbot: QtBot, page: StartPage) -> None:
    own: list[QLineEdit] = [page.short_name, page.code]
    assert not page.change_button.isVisible()
    page.name.setText(NAME)
    assert [each.isVisible() for each in page.derived.values()] == [True] * 3
    assert page.derived["简称"].text() == page.short_name.text() == "青榕街道"
    assert page.derived["级别"].text() == page.level.currentText()
    assert "〔2027〕" in page.derived["文号"].text()
    assert {page.level.itemText(at) for at in range(page.level.count())} == {each.label for each in AgencyLevel}
    assert not any(each.isVisible() for each in (*own, page.level))
    row = [*page.derived.values(), page.change_button]
    assert [place(each, page).x() for each in row] == sorted(place(each, page).x() for each in row)
    assert len({place(each, page).y() // 20 for each in row}) == 1, "all in one line, 改一改 last"
    found(page, old=Old())
    assert page.code.text() == "青街函", "the old ledger knows what really stands before the year"
    page.change_button.click()
    assert page.short_name.hasFocus()
    assert all(each.isVisible() for each in (*own, page.level))
    assert not any(each.isVisible() for each in (page.change_button, *page.derived.values()))
    page.code.setText("青街依")
    page.name.setText("临江区白露镇人民政府")
    assert (page.short_name.text(), page.code.text()) == ("青榕街道", "青街依"), "what she changed stays"
    assert page.derived["文号"].text().startswith("青街依")
    for line in own:
        with qtbot.waitSignal(page.begun) as told:
            QTest.keyClick(line, Qt.Key.Key_Return)
    page.level.setCurrentIndex(list(AgencyLevel).index(AgencyLevel.PROVINCE))
    with qtbot.waitSignal(page.begun) as told:
        page.begin_button.click()
    names = told.args[0].names
    assert (names.short_name, names.code, names.level) == ("青榕街道", "青街依", AgencyLevel.PROVINCE)


def test_each_question_has_its_number_and_then_its_tick(page: StartPage) -> None:
    marks = list(page._badges)
    ticked = [[each.is_done for each in marks]]
    page.name.setText(NAME)
    ticked.append([each.is_done for each in marks])
    found(page, last=Last(Published(2025)))
    ticked.append([each.is_done for each in marks])
    assert not page.begin_button.hasFocus()
    found(page, old=Old())
    ticked.append([each.is_done for each in marks])
    assert ticked == [[False] * 3, [True, False, False], [True, True, False], [True] * 3]
    assert page.begin_button.hasFocus(), "all is answered"


def test_a_badge_is_drawn_as_its_number_and_then_as_its_tick(page: StartPage) -> None:
    numbers = [each.grab().toImage() for each in page._badges]
    assert numbers[0] != numbers[1] != numbers[2]
    for each in page._badges:
        each.show_done(True)
    ticks = [each.grab().toImage() for each in page._badges]
    assert ticks[0] == ticks[1] == ticks[2]
    assert ticks[0] != numbers[0]
    for pictures in (numbers, ticks):
        ground = pictures[0].pixelColor(13, 3)
        assert ground != pictures[0].pixelColor(0, 0), "the disc is coloured, its corners are not"
    assert numbers[0].pixelColor(13, 3) != ticks[0].pixelColor(13, 3)


@pytest.mark.parametrize(
    ("today", "last", "told", "sign"),
    [
        (TODAY, None, "还有 14 天：1月20日报送 2026 年度报告", Sign.SOON),
        (TODAY, 2025, "还有 14 天：1月20日报送 2026 年度报告", Sign.SOON),
        (TODAY, 2026, "还有 379 天：1月20日报送 2027 年度报告", Sign.RUNNING),
        (date(2026, 12, 20), None, "还有 31 天：1月20日报送 2026 年度报告", Sign.SOON),
        (date(2026, 12, 19), None, "还有 32 天：1月20日报送 2026 年度报告", Sign.RUNNING),
    ],
)
def test_the_report_that_is_due_next_is_counted_to(
    qtbot: QtBot, today: date, last: int | None, told: str, sign: Sign
) -> None:
    page = shown(qtbot, today=today)
    found(page, last=Last(Published(last)) if last else None)
    assert (page.due.text(), sign_of(page.due)) == (told, sign)


def test_today_fills_beside_the_answers(page: StartPage) -> None:
    assert label(page, "1月6日 星期三").x() >= 0
    assert place(page.office, page).x() > page.width() // 2
    assert not page.figures.isVisible()
    assert not page.carried.isVisible()
    before = page.office.text()
    page.name.setText(NAME)
    assert page.office.text() == NAME != before
    found(page, last=Last(Published(2025)), old=Old())
    assert page.figures.isVisible()
    assert [each.text() for each in page._figures] == ["1,234", "—", "56"], "nothing is made up that it does not say"
    below = [label(page, each) for each in ("累计主动公开", "现行有效规范性文件", "累计受理申请")]
    for figure, caption in zip(page._figures, below, strict=True):
        assert place(figure, page).x() == place(caption, page).x()
        assert place(figure, page).y() < place(caption, page).y()
    assert page.carried.isVisible()
    assert page.carried.text().startswith("2025 年结转来的 4 件")
    assert sign_of(page.carried) is Sign.RUNNING
    assert page.brought.text() == f"以往的{Request.title} 52 件"
    down = [page.office, page.carried, page.due, page.figures, page.brought]
    assert [place(each, page).y() for each in down] == sorted(place(each, page).y() for each in down)
    found(page, last=Last(Published(2025), carried_on=0))
    assert not page.carried.isVisible()


def test_in_a_low_window_the_questions_lie_closer_together(page: StartPage) -> None:
    def between() -> int:
        QApplication.processEvents()
        return place(page.ledger, page).y() - place(page.name, page).y()

    wide, first = between(), label(page, "回答三个问题，就可以开始")
    assert place(first, page) == QPoint(48, 48)
    page.resize(960, 500)
    assert between() < wide
    assert place(first, page) == QPoint(48, 16)
    page.resize(1360, 740)
    assert between() == wide


def test_what_was_used_last_stands_at_the_foot_three_of_them_and_none_that_is_gone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    there = [tmp_path / f"登记簿{number}.xxgk" for number in range(4)]
    for path in there:
        path.touch()
    page = shown(qtbot, recent=[tmp_path / "没有了.xxgk", *there])
    links = {each.text(): each for each in cast("list[Button]", page.findChildren(Button)) if each.toolTip()}
    assert [(text, made.toolTip()) for text, made in links.items()] == [(one.stem, str(one)) for one in there[:3]]
    with qtbot.waitSignal(page.file_wanted) as told:
        links["登记簿1"].click()
    assert told.args == [there[1]]


def test_each_other_way_to_begin_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, problem="这个文件别人正在使用。", held=tmp_path / "甲.xxgk")
    assert page.problem.isVisible()
    assert sign_of(page.problem) is Sign.DOUBT
    with qtbot.waitSignal(page.look_wanted) as told:
        page.look_button.click()
    assert told.args == [tmp_path / "甲.xxgk"]
    with qtbot.waitSignal(page.sample_wanted):
        page.sample_button.click()
    other = shown(qtbot)
    assert not other.problem.isVisible()
    assert not other.look_button.isVisible()


def test_every_line_is_called_by_its_question(page: StartPage) -> None:
    assert page.name.accessibleName() == label(page, "你在哪个单位？").text()
    assert (page.short_name.accessibleName(), page.level.accessibleName()) == ("简称", "级别")
    assert "文号" in page.code.accessibleName()
    assert page.name.placeholderText().endswith("街道办事处")
