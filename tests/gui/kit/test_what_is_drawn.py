"""What the program draws itself is read off as words, places and colours, and held against what it stands for."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from disclosure.calendar.day_strip import DayEntry
from disclosure.cases.answer_date import deadline_of
from disclosure.terms import StepKind
from gui.base.appearance import colour, tokens
from gui.base.session import Session
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign, paint_sign
from gui.kit.cards import Card
from gui.kit.day_strip import DayLine, DayStrip, Tile, Tone, tiles
from gui.kit.month_grid import MonthGrid
from gui.kit.shapes import SHAPES, draw
from gui.registers.filters.bar import FilterButton
from gui.registers.views import VIEWS
from gui.today.found import Found
from tasks.calendar.loading import shipped_calendar
from tests.gui.drawing import drawn, filled, words_of
from tests.records_factory import make_release, make_request, make_step

CALENDAR = shipped_calendar()
SIDE = 200
LIKE_A_MIRROR = {
    *(Sign.WRONG, Sign.TODAY, Sign.RUNNING, Sign.CAN_WAIT, Sign.WAITING, Sign.REFUSED, Sign.DOUBT, Sign.UNTOUCHED),
}
UPRIGHT_TOO = {Sign.TODAY, Sign.RUNNING, Sign.CAN_WAIT, Sign.WAITING, Sign.REFUSED, Sign.UNTOUCHED}
MOST_APART = 0.002
"""Of the pixels: rounding at the edges."""


def ink(sign: Sign) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sign(painter, sign, QRectF(0, 0, SIDE, SIDE), QColor("black"))
    painter.end()
    return image


def apart(one: QImage, other: QImage) -> float:
    """Return which part of the pixels differs clearly."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) > 100 for a, b in pairs) / SIDE**2


@pytest.mark.parametrize("sign", [one for one in Sign if one in LIKE_A_MIRROR])
def test_signs_stand_in_the_middle_of_their_place(sign: Sign) -> None:
    """A number mistyped in one of them makes one side larger than the other."""
    image = ink(sign)
    assert apart(image, image.mirrored(True, False)) <= MOST_APART
    if sign in UPRIGHT_TOO:
        assert apart(image, image.mirrored(False, True)) <= MOST_APART


@pytest.mark.parametrize("sign", Sign)
def test_signs_keep_a_little_air_round_them_and_are_large_enough_to_be_seen(sign: Sign) -> None:
    image = ink(sign)
    dark = [(at % SIDE, at // SIDE) for at, value in enumerate(bytes(image.constBits())) if value < 128]
    for side in zip(*dark, strict=True):
        assert min(side) >= SIDE * 0.06
        assert max(side) <= SIDE * 0.94
    widest = max(max(side) - min(side) for side in zip(*dark, strict=True)) / SIDE
    assert widest < 0.3 if sign is Sign.UNTOUCHED else widest > 0.5


def test_a_half_full_ring_is_full_at_the_right() -> None:
    image = ink(Sign.SOON)
    row = [image.pixelColor(x, SIDE // 2).lightness() < 128 for x in range(SIDE)]
    assert all(row[SIDE // 2 + 2 : SIDE - 40])
    assert not any(row[50 : SIDE // 2 - 4])


def test_a_sign_in_a_list_fades_with_what_is_shut(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for mode, role in (
        (sign_icon(Sign.WRONG).Mode.Normal, "overdue"),
        (sign_icon(Sign.WRONG).Mode.Disabled, "disabled"),
    ):
        pixels = sign_icon(Sign.WRONG).pixmap(QSize(64, 64), mode).toImage()
        assert pixels.pixelColor(14, 32) == colour(role)
        assert pixels.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_lies_inside_its_square_in_the_ink_it_is_asked_for(name: str) -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter, name, QRectF(0, 0, SIDE, SIDE), QColor("#1d4f91"))
    painter.end()
    drawn_at = [
        (x, y) for x in range(0, SIDE, 2) for y in range(0, SIDE, 2) if image.pixelColor(x, y) == QColor("#1d4f91")
    ]
    for side in zip(*drawn_at, strict=True):
        assert min(side) >= SIDE * 0.05
        assert max(side) <= SIDE * 0.95
    xs = [x for x, _ in drawn_at]
    if name in ("today", "reviews", "litigation", "chevron", "cross", "requests"):
        assert abs((min(xs) + max(xs)) / 2 - SIDE / 2) <= SIDE * 0.02, "its middle is that of the square"


def test_a_month_shows_each_day_once_in_its_week_and_marks_what_is_no_ordinary_day(qtbot: QtBot) -> None:
    """October 2022: 1–7 off for 国庆节, Saturday 8 and Sunday 9 worked (国办发明电〔2021〕11号)."""
    grid = MonthGrid(10)
    qtbot.addWidget(grid)
    grid.show_month(CALENDAR, 2022, date(2022, 10, 12))
    grid.show()
    marks = sorted(drawn(grid), key=lambda each: (each.what == "text", round(each.box.y()), each.box.x()))
    told = dict(words_of(marks))
    assert [text for text, _ in words_of(marks)[-31:]] == [
        *(f"{day}休" for day in range(1, 8)),
        *("8班", "9班"),
        *(str(day) for day in range(10, 32)),
    ]
    assert {told[f"{day}休"] for day in range(1, 8)} == {"overdue"}
    assert {told["8班"], told["9班"]} == {"attention"}
    assert {told[str(day)] for day in (10, 14, 31)} == {"ink"}
    assert {told[str(day)] for day in (15, 16, 22, 29, 30)} == {"secondary"}
    assert [len(filled(marks, soft)) for soft in ("overdue-soft", "attention-soft")] == [7, 2]
    (frame,) = [box for box in filled(marks, "accent") if box.width() > 10]
    (twelfth,) = [each.box for each in marks if each.text == "12"]
    assert frame.contains(twelfth.topLeft())
    heads = [text for text, _ in words_of(marks)[:-31]]
    assert heads == list("一二三四五六日")
    (third,) = [each.box for each in marks if each.text == "3休"]
    (tenth,) = [each.box for each in marks if each.text == "10"]
    assert abs(third.x() - tenth.x()) < 12, "both Mondays"
    assert third.y() < tenth.y()
    grid.setCurrentIndex(grid.model().index(1, 1))
    assert grid.current_day() == date(2022, 10, 4)
    with qtbot.waitSignal(grid.day_wanted) as asked:
        grid.activated.emit(grid.currentIndex())
    assert asked.args == [date(2022, 10, 4)]
    assert grid.model().data(grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole).startswith("2022年10月4日 周二：")
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert grid.current_day() == date(2022, 10, 4), "before the first there is nothing to choose"


ASKED = make_request(arrived_on=date(2022, 9, 26), received_on=date(2022, 9, 26))
STEPS = (
    make_step(ASKED, kind=StepKind.CORRECTION_ASKED, on=date(2022, 9, 27)),
    make_step(ASKED, kind=StepKind.CORRECTION_RECEIVED, on=date(2022, 9, 29)),
    make_step(ASKED, kind=StepKind.EXTENDED, on=date(2022, 10, 20), days=5),
)
INKS = {
    Tone.BEGINS: "accent",
    Tone.COUNTED: "ink",
    Tone.WORKED: "ink",
    Tone.EXTENDED: "accent",
    Tone.OFF: "secondary",
    Tone.HOLIDAY: "overdue",
    Tone.LEFT_OUT: "wait",
    Tone.DUE: "card",  # white on the accent
    Tone.LATE: "overdue",
}
GROUNDS = {
    tone: (ground, INKS[tone])
    for tone, ground in {
        Tone.BEGINS: "card",
        Tone.COUNTED: "accent-soft",
        Tone.WORKED: "attention-soft",
        Tone.EXTENDED: "accent-soft",
        Tone.OFF: "ground",
        Tone.HOLIDAY: "ground",
        Tone.LEFT_OUT: "wait-soft",
        Tone.DUE: "accent",
        Tone.LATE: "overdue-soft",
    }.items()
}


def test_the_strip_shows_each_day_with_its_date_below_in_the_colour_of_what_it_is(qtbot: QtBot) -> None:
    deadline = deadline_of(ASKED, STEPS, CALENDAR)
    entries: list[DayEntry] = list(deadline.explain())
    strip = DayStrip()
    qtbot.addWidget(strip)
    shown = list(tiles(entries, CALENDAR, deadline.due_on))
    strip.show_tiles(shown, "到2022年11月")
    strip.resize(420, strip.heightForWidth(420))
    strip.show()
    marks = drawn(strip)
    both = [each for each in marks if each.what == "text"]
    pairs = sorted(zip(both[::2], both[1::2], strict=True), key=lambda pair: (round(pair[1].box.y()), pair[1].box.x()))
    above, below = (words_of(list(line)) for line in zip(*pairs, strict=True))
    assert above == [(tile.text, INKS[tile.tone]) for tile in shown]
    first = shown[0].on
    assert below == [
        (
            f"{tile.on.month}/{tile.on.day}"
            if tile.on in (first, date(2022, 10, 1), date(2022, 11, 1))
            else str(tile.on.day),
            "secondary",
        )
        for tile in shown
    ]
    for number, day in pairs:
        assert 8 < day.box.y() - number.box.y() < 40, "the date stands below its mark"
    rows = Counter(round(day.box.y()) for _, day in pairs)
    full, *_ = rows.values()
    assert list(rows.values())[:-1] == [full] * (len(rows) - 1), "every row but the last is full"
    (due,) = filled(marks, "accent")[-1:]
    (place,) = [each.box for each in marks if each.text == "到期"]
    assert due.contains(place.topLeft())
    assert not filled(marks, "attention"), "nothing rests on a year that is not known"
    strip.show_tiles([replace(tile, is_provisional=True) for tile in shown])
    assert len(filled(drawn(strip), "attention")) == len(shown), "a dashed frame round each"
    assert strip.accessibleName() == "逐日计算"


def test_days_of_a_year_not_known_yet_stand_over_one_dashed_line(qtbot: QtBot) -> None:
    """Every day from 1 January on had an amber frame of dashes, and 10 and 15 ran into theirs."""
    deadline = deadline_of(ASKED, STEPS, CALENDAR)
    line = DayLine()
    qtbot.addWidget(line)
    shown = list(tiles(deadline.explain(), CALENDAR, deadline.due_on))
    line.show_tiles(shown)
    line.resize(900, line.heightForWidth(900))
    line.show()
    for unsure in (range(0), range(20, len(shown)), range(len(shown))):
        line.show_tiles([replace(tile, is_provisional=place in unsure) for place, tile in enumerate(shown)])
        dashes = filled(drawn(line), "attention")
        assert len(dashes) == bool(unsure)
        if dashes:
            first = line.visualRect(line.model().index(unsure[0], 0))
            assert abs(dashes[0].left() - first.left()) <= 1
            assert dashes[0].top() >= first.bottom() - 1, "below the numbers"


def test_a_drop_down_says_what_is_chosen_and_its_cross_lets_all_through(qtbot: QtBot) -> None:
    made = FilterButton("科室")
    qtbot.addWidget(made)
    made.show()
    plain = drawn(made)
    assert words_of(plain) == [("科室", "ink")]
    assert filled(plain, "secondary"), "a chevron"
    made.tell("财政科")
    made.adjustSize()
    on = drawn(made)
    assert words_of(on) == [("科室 财政科", "accent")]
    assert made.accessibleName() == "筛选 科室：财政科"
    assert made.toolTip() == "按 Del 取消这一项"
    (place,) = [each.box for each in on if each.what == "text"]
    assert 6 <= place.x() <= 16
    cross = filled(on, "accent")[-1]
    assert place.x() + made.fontMetrics().horizontalAdvance("科室 财政科") < cross.left()
    assert cross.right() < made.width()
    with qtbot.waitSignal(made.cleared):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=cross.center().toPoint())
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        with qtbot.waitSignal(made.cleared):
            QTest.keyClick(made, key)
    made.tell("")
    assert (made.toolTip(), made.accessibleName(), made.objectName()) == ("", "筛选 科室：不限", "filter")


def test_what_is_found_stands_in_columns_and_the_words_looked_for_are_marked(qtbot: QtBot, session: Session) -> None:
    session.registers.save_all(
        [make_release(name="绿化养护公告"), *(make_request(content=f"第{n}年绿化经费明细") for n in range(2))]
    )
    found = Found(session, lambda _text: None)
    qtbot.addWidget(found)
    found.resize(700, 400)
    found.show()
    found.look_for("绿化")
    qtbot.waitUntil(lambda: found.list.count() > 3 and not session.is_busy)
    marks = [each for each in drawn(found.list) if each.what == "text"]
    lines: dict[int, list[tuple[float, str, str]]] = {}
    for each in marks:
        lines.setdefault(round(each.box.y()), []).append((each.box.x(), each.text, each.ink))
    requests = [line for line in lines.values() if any(text.endswith("绿化经费明细") for _, text, _ in line[2:3])]
    assert len(requests) == 2
    assert requests[0][0][0] == requests[1][0][0], "states begin in one line"
    character = found.list.fontMetrics().horizontalAdvance("中")
    for state, number, heading in requests:
        assert (state[2], number[2], heading[2]) == ("accent", "secondary", "ink")
        assert number[0] - state[0] == 7 * character + 8
        assert heading[0] - number[0] == 6 * character + 8
        assert heading[1].endswith("绿化经费明细")
    quoted = [line for line in lines.values() if ("绿化", "accent") in {(text, shade) for _, text, shade in line}]
    assert len(quoted) == 3
    for parts in quoted:
        assert parts[0][2] == "secondary", "first where the words stand"
        xs = [x for x, *_ in parts]
        assert xs == sorted(xs)
        assert parts[0][0] == requests[0][0][0]
    whole = drawn(found.list)
    assert len(filled(whole, "attention-soft")) == len(filled(whole, "attention")) == 3
    (bar,) = [box for box in filled(whole, "accent") if box.width() == 3]
    assert bar.left() == filled(whole, "accent-soft")[0].left()
    title = VIEWS["requests"].record_type.title
    assert f"{title} 2 件" in {found.list.item(row).text() for row in range(found.list.count())}


def pixels(widget: QWidget, place: QRect) -> list[list[str]]:
    """Return the colours of a part of what a widget shows, row by row, as names of the look or as they are."""
    shot = widget.grab(place).toImage()
    names = {QColor(value).name(): name for name, value in reversed(list(tokens().items()))}
    lines = [[shot.pixelColor(x, y).name() for x in range(shot.width())] for y in range(shot.height())]
    return [[names.get(one, one) for one in line] for line in lines]


def extent(lines: list[list[str]], ground: str) -> QRect:
    """Return the box round what is not of the colour of the ground."""
    found = [(x, y) for y, line in enumerate(lines) for x, one in enumerate(line) if one != ground]
    xs, ys = zip(*found, strict=True)
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def test_each_day_of_a_strip_is_a_tile_of_its_own_look(qtbot: QtBot) -> None:
    """What a day is can be told without colours: hatched, framed, underlined, dashed; neighbours never touch."""
    card, strip = Card(), DayStrip()
    qtbot.addWidget(card)
    strip.setParent(card)
    day = date(2022, 10, 10)
    strip.show_tiles([Tile(day, "国", tone, tone.name) for tone in Tone])
    wide = strip.gridSize().width() * len(Tone) + 2
    strip.setGeometry(10, 10, wide, strip.heightForWidth(wide))
    strip.setCurrentIndex(strip.model().index(list(Tone).index(Tone.COUNTED), 0))
    card.resize(wide + 20, strip.height() + 20)
    card.show()
    QApplication.processEvents()
    looks = {
        tone: pixels(card, strip.visualRect(strip.model().index(place, 0)).translated(10, 10))
        for place, tone in enumerate(Tone)
    }
    high = strip.fontMetrics().height() + 8
    for tone, lines in looks.items():
        ground, ink = GROUNDS[tone]
        inside = [line[1:-3] for line in lines[1 : 1 + high]]
        assert {line[0] for line in lines} == {line[-1] for line in lines} == {"card"}, "neighbours never touch"
        assert inside[0][0] != inside[0][len(inside[0]) // 2], f"{tone}: round corners"
        assert any(one.startswith("#") for one in inside[0][:3] + inside[1][:3]), f"{tone}: smooth edges"
        assert ground in {one for line in inside for one in line}
        words = [line[4:-4] for line in inside[4:-4]]
        box = (
            extent(words, ground)
            if tone is not Tone.LEFT_OUT
            else QRect(QPoint(0, 0), QSize(len(words[0]), len(words)))
        )
        assert ink in {one for line in words for one in line}
        assert abs(box.center().x() - (len(words[0]) - 1) / 2) <= 1.5, tone
        assert abs(box.center().y() - (len(words) - 1) / 2) <= 2, tone
        below = [line[:-3] for line in lines[1 + high :]]
        date_box = extent(below, "card")
        assert abs(date_box.center().x() - (len(below[0]) - 1) / 2) <= 1.5
        assert date_box.top() <= 5
    bottom = {tone: lines[high - 1][10:-12] for tone, lines in looks.items()}
    assert set(bottom[Tone.EXTENDED]) == {"accent"}, "underlined"
    assert {tone for tone, line in bottom.items() if "accent" in line} == {Tone.EXTENDED, Tone.DUE}
    assert "card" not in bottom[Tone.BEGINS], "framed"
    assert {"card", "wait-soft"} <= set(looks[Tone.LEFT_OUT][8]), "hatched"
    assert looks[Tone.COUNTED][8][:5].count("ink") == 2, "a frame of two round the current one"


def test_who_draws_a_day_leaves_the_pen_to_the_next_as_it_was(qtbot: QtBot) -> None:
    grid, strip, line = MonthGrid(10), DayStrip(), DayLine()
    grid.show_month(CALENDAR, 2022, date(2022, 10, 12))
    for days in (strip, line):
        days.show_tiles([Tile(date(2022, 10, 10), "1", Tone.BEGINS, "")])
    line.resize(300, 60)
    for view in (grid, strip, line):
        qtbot.addWidget(view)
        option, image = QStyleOptionViewItem(), QImage(60, 60, QImage.Format.Format_RGB32)
        cast("Any", option).rect = image.rect()
        cast("Any", option).font = view.font()
        painter = QPainter(image)
        before = painter.pen(), painter.brush(), painter.font(), painter.renderHints()
        view.itemDelegate().paint(
            painter, option, view.model().index(2 if view is grid else 0, 2 if view is grid else 0)
        )
        assert (painter.pen(), painter.brush(), painter.font(), painter.renderHints()) == before
        painter.end()
