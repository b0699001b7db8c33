"""Each line of 今日 read whole, and every word that says how far a day is, counted by hand from a calendar."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.records import Litigation, Release, ReportDelivery, Request, Review
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words, button, scrolling
from gui.today.act_words import WORDS, words_of
from gui.today.beside import CaseBeside
from gui.today.due_cards import LOOKS, DueCards, DueRow, state_of, when_words
from gui.today.search_line import SearchLine
from gui.today.ways import WaysToBegin
from tasks.calendar.loading import shipped_calendar
from tasks.today.lines import Line
from tasks.today.overview import NextReport, Overview
from tests.gui.reading import inside, read
from tests.records_factory import make_request

TODAY = date(2024, 3, 4)
CALENDAR = shipped_calendar()


def due(
    kind: DueKind = DueKind.ANSWER, on: date | None = TODAY, register: str = Request.register, **values: object
) -> DueItem:
    fields: dict[str, object] = {"record_id": 7, "sentence": "在某日前作出答复", "article": "条例第三十三条", **values}
    return DueItem(kind=kind, due_on=on, register=register, **fields)  # type: ignore[arg-type]


WHEN = {
    "overdue by three working days": (due(on=date(2024, 2, 28)), DueGroup.OVERDUE, ("2月28日", "过了 3 个工作日")),
    "overdue over a weekend": (due(on=date(2024, 3, 1)), DueGroup.OVERDUE, ("3月1日", "过了 1 个工作日")),
    "today": (due(), DueGroup.TODAY, ("3月4日", "最后一天")),
    "in a week": (due(on=date(2024, 3, 11)), DueGroup.SOON, ("3月11日", "剩 5 个工作日")),
    "next year": (due(on=date(2025, 1, 2)), DueGroup.LATER, ("2025年1月2日", "剩 208 个工作日")),
    "a day somebody else was to act by": (
        due(on=date(2024, 3, 1), waits=True),
        DueGroup.WAITING,
        ("3月1日", "这一天已过"),
    ),
    "no day": (due(DueKind.CONFIRM_RECEIPT, None), DueGroup.TODAY, ("", "尽快办理")),
    "no day, and others are to act": (due(DueKind.DELIVERY, None, waits=True), DueGroup.WAITING, ("", "")),
    "zero": (due(DueKind.ZERO_CONFIRMATION, None), DueGroup.ALONGSIDE, ("", "报送前")),
    "carried on": (due(DueKind.CARRIED_ON, None), DueGroup.ALONGSIDE, ("", "报送前")),
    "provisional": (due(on=date(2024, 3, 11), provisional=True), DueGroup.SOON, ("3月11日（暂定）", "剩 5 个工作日")),
}


@pytest.mark.parametrize("case", WHEN)
def test_how_far_a_day_is(case: str) -> None:
    item, group, told = WHEN[case]
    if case == "next year":
        left = sum(
            CALENDAR.is_workday(date.fromordinal(n)) for n in range(TODAY.toordinal() + 1, date(2025, 1, 3).toordinal())
        )
        told = (told[0], f"剩 {left} 个工作日")
    assert when_words(item, group, CALENDAR, TODAY) == told


def test_over_days_off_a_term_is_just_missed() -> None:
    assert when_words(due(on=date(2024, 3, 8)), DueGroup.OVERDUE, CALENDAR, date(2024, 3, 10)) == ("3月8日", "刚过")


STATES = [
    (due(), DueGroup.OVERDUE, Sign.WRONG, "逾期"),
    (due(), DueGroup.TODAY, Sign.TODAY, "今天到期"),
    (due(), DueGroup.SOON, Sign.SOON, "近日"),
    (due(), DueGroup.LATER, Sign.RUNNING, "在办"),
    (due(register=Review.register), DueGroup.LATER, Sign.RUNNING, "复议"),
    (due(register=Litigation.register), DueGroup.LATER, Sign.RUNNING, "诉讼"),
    (due(register=Release.register), DueGroup.LATER, Sign.RUNNING, "应公开"),
    (due(register=ReportDelivery.register), DueGroup.LATER, Sign.RUNNING, "年报"),
    (due(DueKind.DUTY), DueGroup.SOON, Sign.SOON, "应公开"),
    (due(DueKind.DUTY, register="duties"), DueGroup.LATER, Sign.RUNNING, "应公开"),
    (due(DueKind.CONFIRM_RECEIPT, None), DueGroup.TODAY, Sign.UNCONFIRMED, "待确认"),
    (due(DueKind.DELIVERY, None), DueGroup.TODAY, Sign.WAITING, "待送达"),
    (due(DueKind.CARRIED_ON, None), DueGroup.ALONGSIDE, Sign.RUNNING, "补登"),
    (due(DueKind.ANSWER_AGAIN, None), DueGroup.TODAY, Sign.TODAY, "尽快"),
    (due(DueKind.ZERO_CONFIRMATION, date(2024, 3, 31)), DueGroup.ALONGSIDE, Sign.CAN_WAIT, "零申请"),
    (due(DueKind.OPINION, waits=True), DueGroup.WAITING, Sign.WAITING, "等对方"),
]


@pytest.mark.parametrize(("item", "group", "sign", "word"), STATES)
def test_a_line_begins_with_its_state(item: DueItem, group: DueGroup, sign: Sign, word: str) -> None:
    assert state_of(item, group) == (sign, word)


def test_a_line_says_its_state_what_by_when_and_its_act_from_left_to_right(qtbot: QtBot) -> None:
    pressed: list[str] = []
    act = button("答复…", lambda: pressed.append("act"))
    row = DueRow(
        due(on=date(2024, 3, 11)),
        DueGroup.SOON,
        Line("答复张某某：某事", "2024-001 · 城建办"),
        ("3月11日", "剩 5 日"),
        act,
    )
    qtbot.addWidget(row)
    row.clicked.connect(lambda: pressed.append("row"))
    text = [part for line in read(row, 800, 60) for part in line.split(" | ")]
    assert sorted(text) == sorted(
        ["«SOON» 近日", "答复张某某：某事", "2024-001 · 城建办", "3月11日", "剩 5 日", "[答复…]"]
    )
    assert row.accessibleName() == "近日：在某日前作出答复 答复张某某：某事 3月11日 剩 5 日"
    assert act.accessibleName() == "答复…：答复张某某：某事"
    assert row.toolTip() == "在某日前作出答复"
    labels = {each.text(): each for each in inside(row, Words)}
    assert labels["剩 5 日"].objectName() == Sign.SOON.role
    assert labels["2024-001 · 城建办"].objectName() == "secondary"
    dates = labels["3月11日"].parentWidget()
    assert dates is not None
    lefts = [labels["近日"].x(), labels["答复张某某：某事"].x(), dates.x(), act.x()]
    assert all(b - a > 80 for a, b in pairwise(lefts))
    assert labels["答复张某某：某事"].y() < labels["2024-001 · 城建办"].y()
    end = labels["3月11日"].geometry().right()
    assert end == labels["剩 5 日"].geometry().right() == dates.width() - 1
    assert act.width() >= 124
    for label in inside(row, Words):
        assert label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or label.text() == "近日"
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert pressed == ["row"], "a line with a record opens it"
    row.set_chosen(True, hands_over=True)
    assert (row.objectName(), act.isVisible()) == ("rowChosen", False)
    row.set_chosen(True)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert pressed == ["row", "act"]
    row.set_chosen(False)
    assert (row.objectName(), act.isVisible()) == ("row", True)
    narrow = row.heightForWidth(420)
    assert narrow >= row.heightForWidth(800) > 30


def test_without_a_record_enter_does_the_act(qtbot: QtBot) -> None:
    pressed: list[str] = []
    act = button("登记", lambda: pressed.append("act"))
    row = DueRow(due(record_id=0), DueGroup.TODAY, Line("某事", ""), ("", "报送前"), act)
    qtbot.addWidget(row)
    QTest.keyClick(row, Qt.Key.Key_Enter)
    act.setEnabled(False)
    QTest.keyClick(row, Qt.Key.Key_Enter)
    assert pressed == ["act"]


def overview(**groups: tuple[DueItem, ...]) -> Overview:
    whole = {group: groups.get(group.name, ()) for group in DueGroup}
    lines = {item: Line(f"事项{item.record_id}", "") for items in whole.values() for item in items}
    return Overview(whole, lines, (), (), {}, NextReport(2024, None, None))


def test_what_is_due_stands_in_cards_by_consequence_and_one_button_is_blue(qtbot: QtBot, session: Session) -> None:
    cards = DueCards(session)
    qtbot.addWidget(cards)
    late = tuple(due(on=date(2024, 2, 28), record_id=n, sentence=f"第{n}句") for n in range(1, 4))
    later = tuple(due(on=date(2024, 3, 20), record_id=n, sentence=f"第{n}句") for n in range(10, 17))
    cards.show_overview(overview(OVERDUE=late, LATER=later))
    text = [part for line in read(cards, 900, 1200) for part in line.split(" | ")]
    heads = [part for part in text if part in {look.heading for look in LOOKS.values()}]
    assert heads == ["已经逾期", "以后"]
    assert text[text.index("已经逾期") + 1] == "3 件"
    assert text[text.index("以后") + 1] == "7 件"
    assert len(cards.rows(DueGroup.LATER)) == 4, "of what has time four are shown at first"
    blue = [each.accessibleName() for each in inside(cards, QPushButton) if each.objectName() == "primary"]
    assert blue == ["答复…：事项1"]
    (more,) = [part for part in text if "其余" in part or "还有 3" in part or "全部" in part]
    (pressed,) = [each for each in inside(cards, Button) if f"[{each.text()}]" == more]
    pressed.click()
    assert len(cards.rows(DueGroup.LATER)) == 7
    with qtbot.waitSignal(cards.wanted) as asked:
        cards.rows(DueGroup.OVERDUE)[1].click()
    assert asked.args == [late[1]]
    with qtbot.waitSignal(cards.chosen) as chosen:
        cards.set_wide(True)
    assert chosen.args == [late[0]]
    with qtbot.waitSignal(cards.chosen) as chosen:
        cards.rows(DueGroup.OVERDUE)[2].reached.emit()
    assert chosen.args == [late[2]]
    assert [row.objectName() for row in cards.rows(DueGroup.OVERDUE)] == ["row", "row", "rowChosen"]
    cards.take_focus()
    cards.show_overview(overview())
    assert cards.nothing is not None
    assert cards.nothing.told.isHidden()
    assert cards.nothing.new_button.objectName() == "primary"


def test_the_arrows_go_from_line_to_line_and_the_keyboard_comes_back_to_the_line_it_left(
    qtbot: QtBot, session: Session
) -> None:
    """Down went to the button of the same line, and back on 今日 the keyboard was at a line above the window."""
    cards = DueCards(session)
    area = scrolling(cards)
    qtbot.addWidget(area)
    area.resize(900, 240)
    late = [due(on=date(2024, 2, day), record_id=day) for day in range(1, 9)]
    cards.show_overview(overview(OVERDUE=tuple(late)))
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    rows = cards.rows(DueGroup.OVERDUE)

    def is_at(row: DueRow) -> bool:
        return area.focusWidget() is row and not row.visibleRegion().isEmpty()

    cards.take_focus()
    assert is_at(rows[0])
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_End, -1), (Qt.Key.Key_Down, -1), (Qt.Key.Key_Up, -2)):
        QTest.keyClick(area.focusWidget(), key)
        assert is_at(rows[place])
    rows[-2].clearFocus()
    area.verticalScrollBar().setValue(0)
    assert not is_at(rows[-2])
    cards.take_focus()
    assert is_at(rows[-2])
    QTest.keyClick(rows[-2], Qt.Key.Key_Home)
    assert is_at(rows[0])


def test_a_day_with_only_later_things_says_which_is_next(qtbot: QtBot, session: Session) -> None:
    cards = DueCards(session)
    qtbot.addWidget(cards)
    ahead = (due(on=date(2024, 4, 2), record_id=1), due(on=date(2024, 3, 20), record_id=2))
    cards.show_overview(overview(LATER=ahead))
    assert cards.nothing is not None
    assert cards.nothing.told.text() == "下一个日子是 3月20日：事项2。"
    with qtbot.waitSignal(cards.new_wanted) as asked:
        cards.nothing.new_button.click()
    assert asked.args == ["requests"]


@pytest.mark.parametrize("kind", WORDS)
def test_what_is_awaited_has_an_act_only_while_it_is_awaited(kind: DueKind) -> None:
    awaited = kind in (DueKind.CORRECTION, DueKind.PAYMENT, DueKind.OPINION)
    assert words_of(due(kind, waits=True)) == WORDS[kind]
    assert words_of(due(kind)) == ("" if awaited else WORDS[kind])
    assert WORDS[kind].endswith("…"), "each asks for more"


def test_the_case_beside_shows_the_record_and_leads_to_its_register(qtbot: QtBot, session: Session) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.resize(600, 500)
    beside = CaseBeside(session, area)
    qtbot.addWidget(beside)
    beside.resize(480, 500)
    beside.show()
    kept = session.registers.save(make_request(number="2024-001")).record_id
    beside.show_item(due(record_id=kept), 2024)
    assert (beside.width(), beside.title.text()) == (480, "依申请公开")
    detail = beside.detail()
    assert detail is not None
    qtbot.waitUntil(lambda: detail.record is not None and detail.record.id == kept)
    with qtbot.waitSignal(beside.opened) as asked:
        beside.open_button.click()
    assert asked.args == ["requests", kept]
    beside.show_item(due(record_id=0), 2024)
    assert beside.detail() is None
    beside.show_item(None, 2024)
    assert beside.detail() is None


def test_words_typed_in_the_head_are_looked_for_and_esc_brings_the_day_back(qtbot: QtBot, session: Session) -> None:
    page, day = QWidget(), QLabel("这一天")
    qtbot.addWidget(page)
    line = SearchLine(session, page)
    views = line.over(day)
    stack = QVBoxLayout(page)
    for each in (line, views):
        stack.addWidget(each)
    page.resize(600, 400)
    page.show()
    line.begin("绿化")
    assert (line.text(), line.selectedText(), day.isVisible()) == ("绿化", "绿化", False)
    assert line.accessibleName() == "在全部登记簿和材料里查找"
    assert line.placeholderText().endswith("  Ctrl+F")
    assert 140 <= line.width() <= 280
    line.begin("  ")
    assert line.text() == "绿化", "no words leave those that stand there"
    line.setText("   ")
    assert day.isVisible()
    line.setText("树")
    line.clear()
    assert day.isVisible()
    session.registers.save(make_request(content="绿化经费"))
    line.setText("绿化")
    assert line._found is not None
    found = line._found
    qtbot.waitUntil(lambda: found.list.count() == 2 and not session.is_busy)
    with qtbot.waitSignal(line.opened) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args[0] == "requests"


def test_the_first_day_offers_its_ways(qtbot: QtBot) -> None:
    ways = WaysToBegin()
    qtbot.addWidget(ways)
    made = [each for each in inside(ways, Button) if each.objectName() == "way"]
    assert made
    for each in made:
        title, _, beneath = each.accessibleName().partition("：")
        said = [label.text() for label in inside(each, Words)]
        assert said == [title, beneath]
        assert each.cursor().shape() is Qt.CursorShape.PointingHandCursor
        assert all(
            label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) for label in inside(each, Words)
        )
