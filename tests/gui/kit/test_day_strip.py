"""The day strip: what each tile says, and that eye, keyboard and screen reader get the same."""

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure.calendar.calculator import Pause, Term, calculated
from disclosure.cases.answer_date import deadline_of
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base.signs import Sign
from gui.kit.cards import words
from gui.kit.day_strip import DayLine, DayStrip, Tile, Tone, late_tiles, tiles
from gui.kit.due_words import due_title, how_it_came, left_words, original_words, short_words
from tasks.calendar.loading import shipped_calendar
from tests.gui.drawing import drawn, filled
from tests.records_factory import make_request, make_step

CALENDAR = shipped_calendar()


def asked(received: str, *steps: Step) -> tuple[Request, tuple[Step, ...]]:
    on = date.fromisoformat(received)
    return make_request(arrived_on=on, received_on=on), steps


def step(kind: StepKind, on: str, **values: object) -> Step:
    return make_step(make_request(), kind=kind, on=date.fromisoformat(on), **values)


def tiles_of(received: str, *steps: Step) -> list[Tile]:
    request, known = asked(received, *steps)
    deadline = deadline_of(request, known, CALENDAR)
    return list(tiles(deadline.explain(), CALENDAR, deadline.due_on))


def test_the_marks_of_national_day_2022_tell_why_a_term_is_long() -> None:
    texts = [tile.text for tile in tiles_of("2022-09-30")]
    assert texts[:11] == ["收到", *["假"] * 7, "1班", "2班", "3"]
    assert texts[-3:] == ["18", "19", "到期"]


def test_a_tile_says_its_day_its_number_its_reason_and_its_notice() -> None:
    tile = next(each for each in tiles_of("2026-10-09") if each.on == date(2026, 10, 10))
    assert tile.words == "2026年10月10日 周六：第1日，调休上班。依据：国办发明电〔2025〕7号"


@pytest.mark.parametrize(
    ("steps", "on", "mark", "tone"),
    [
        (
            (step(StepKind.CORRECTION_ASKED, "2024-03-05"), step(StepKind.CORRECTION_RECEIVED, "2024-03-08")),
            "2024-03-06",
            "补",
            Tone.LEFT_OUT,
        ),
        (
            (step(StepKind.CORRECTION_ASKED, "2024-03-05"), step(StepKind.CORRECTION_RECEIVED, "2024-03-08")),
            "2024-03-08",
            "重起",
            Tone.BEGINS,
        ),
        (
            (step(StepKind.THIRD_PARTY_ASKED, "2024-03-05"), step(StepKind.THIRD_PARTY_ANSWERED, "2024-03-08")),
            "2024-03-06",
            "征",
            Tone.LEFT_OUT,
        ),
        (
            (step(StepKind.FEE_NOTICE, "2024-03-05"), step(StepKind.FEE_PAID, "2024-03-08")),
            "2024-03-06",
            "费",
            Tone.LEFT_OUT,
        ),
        ((step(StepKind.DEFERRED, "2024-03-05", until=date(2024, 4, 30)),), "2024-03-06", "缓", Tone.LEFT_OUT),
        ((step(StepKind.EXTENDED, "2024-03-05", days=10),), "2024-04-01", "21", Tone.EXTENDED),
        ((step(StepKind.EXTENDED, "2024-03-05", days=10),), "2024-04-04", "假", Tone.HOLIDAY),
        ((step(StepKind.EXTENDED, "2024-03-05", days=10),), "2024-04-07", "24班", Tone.EXTENDED),
        ((), "2024-03-02", "休", Tone.OFF),
        ((), "2024-03-29", "到期", Tone.DUE),
    ],
)
def test_every_kind_of_day_has_its_own_mark(steps: tuple[Step, ...], on: str, mark: str, tone: Tone) -> None:
    tile = next(each for each in tiles_of("2024-03-01", *steps) if each.on == date.fromisoformat(on))
    assert (tile.text, tile.tone) == (mark, tone)


def test_a_long_wait_is_drawn_as_its_ends() -> None:
    found = [
        tile
        for tile in tiles_of(
            "2024-03-01",
            step(StepKind.CORRECTION_ASKED, "2024-03-05"),
            step(StepKind.CORRECTION_RECEIVED, "2024-06-05"),
        )
        if tile.tone is Tone.LEFT_OUT
    ]
    assert [tile.text for tile in found] == ["补", "…", "补"]
    assert found[1].words.startswith("其间共91天")


def test_days_of_a_year_without_a_notice_are_provisional() -> None:
    found = {tile.on: tile.is_provisional for tile in tiles_of("2026-12-10")}
    assert found[date(2026, 12, 31)]
    assert not found[date(2026, 12, 25)]
    assert found[date(2027, 1, 4)]


def test_the_words_of_a_deadline_tell_how_it_came_about() -> None:
    request, steps = asked("2026-10-09", step(StepKind.EXTENDED, "2026-11-03", days=15))
    deadline = deadline_of(request, steps, CALENDAR)
    shown = tuple(tiles(deadline.explain(), CALENDAR, deadline.due_on))
    assert due_title(deadline) == "答复期限 2026年11月26日"
    assert original_words(deadline) == "原期限 2026年11月5日"
    assert how_it_came(deadline, shown, CALENDAR) == "20 个工作日 + 延期 15 个工作日；10月10日（周六）为调休上班"
    assert left_words(deadline, CALENDAR, date(2026, 11, 23)) == ("剩 3 个工作日", Sign.SOON)
    assert left_words(deadline, CALENDAR, date(2026, 11, 26)) == ("今天到期", Sign.TODAY)
    assert left_words(deadline, CALENDAR, date(2026, 11, 30)) == ("逾期 2 个工作日", Sign.WRONG)
    friday = deadline_of(asked("2024-03-01")[0], (), CALENDAR)
    assert left_words(friday, CALENDAR, date(2024, 3, 30)) == ("逾期（其后均为休息日）", Sign.WRONG)


def test_a_term_set_to_a_sunday_does_not_end_on_friday_nor_is_it_zero_days_overdue() -> None:
    """条例第三十五条 sets any day: 「今天到期」 was said two days before it, and 「逾期 0 日」 the day after others."""
    friday, sunday = date(2024, 3, 29), date(2024, 3, 31)
    request, steps = asked("2024-03-01", step(StepKind.DEFERRED, "2024-03-04", until=sunday))
    deadline = deadline_of(request, steps, CALENDAR)
    assert deadline.due_on == sunday
    assert left_words(deadline, CALENDAR, friday)[0] == "剩 0 个工作日"
    assert left_words(deadline, CALENDAR, sunday)[0] == "今天到期"
    told = [short_words(sunday, CALENDAR, day)[0] for day in (friday, sunday, date(2024, 4, 1))]
    assert told == ["剩 0 日", "今天到期", "逾期 1 日"]
    assert short_words(friday, CALENDAR, date(2024, 3, 30))[0] == "刚逾期"


def test_a_restart_a_wait_and_an_unknown_year_are_told() -> None:
    request, steps = asked(
        "2026-11-20", step(StepKind.CORRECTION_ASKED, "2026-11-24"), step(StepKind.CORRECTION_RECEIVED, "2026-12-10")
    )
    deadline = deadline_of(request, steps, CALENDAR)
    told = how_it_came(deadline, (), CALENDAR)
    assert (
        told == "20 个工作日；自2026年12月10日收到补正起重新计算；等待补正 15 天不计入；"
        "2027年放假安排尚未录入，按周末和法定节日暂定"
    )
    assert due_title(deadline).endswith("（暂定）")


def test_a_fee_notice_on_its_way_tells_what_its_term_waits_for() -> None:
    request, steps = asked("2026-11-20", step(StepKind.FEE_NOTICE, "2026-11-24", posted_on=date(2026, 11, 24)))
    told = how_it_came(deadline_of(request, steps, CALENDAR), (), CALENDAR)
    assert "收费通知的签收日登记后才算得出缴费期限" in told


def test_the_strip_wraps_by_its_width_and_reads_with_the_keyboard(qtbot: QtBot) -> None:
    """It was higher a turn later than what wraps beside it, and lay over it until then: seen on a busy machine."""
    page = QWidget()
    card, strip, below = QWidget(page), DayStrip(), words("共 20 个工作日")
    stack = QVBoxLayout(card)
    for part in (strip, below):
        stack.addWidget(part)
    stack.addStretch(1)
    qtbot.addWidget(page)
    term = Term(date(2024, 3, 1), 20, pauses=(Pause(date(2024, 3, 4), date(2024, 3, 5)),))
    found = calculated(term, CALENDAR)
    strip.show_tiles(tuple(tiles(found.days, CALENDAR, found.due.on)), "共 20 个工作日")
    page.resize(800, 700)
    card.resize(800, 700)
    page.show()
    qtbot.waitExposed(page)
    wide = strip.height()
    card.resize(400, 700)
    assert strip.height() > wide, "at once, with the layout"
    assert strip.geometry().bottom() < below.y()
    last = strip.visualRect(strip.model().index(len(strip.tiles) - 1, 0))
    assert QRect(0, 0, strip.width(), strip.height()).contains(last)
    strip.setCurrentIndex(strip.model().index(0, 0))
    QTest.keyClick(strip, Qt.Key.Key_Right)
    current = strip.currentIndex()
    assert current.row() == 1
    told = current.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == current.data(Qt.ItemDataRole.ToolTipRole) == strip.tile_words(date(2024, 3, 2))
    assert strip.accessibleDescription() == "共 20 个工作日"
    long = tiles_of(
        "2024-03-01",
        step(StepKind.CORRECTION_ASKED, "2024-03-05"),
        step(StepKind.CORRECTION_RECEIVED, "2024-06-05"),
    )
    strip.show_tiles(tuple(long), "")
    card.resize(1200, 700)
    told = [each.text for each in drawn(strip) if each.what == "text" and each.text]
    assert len(told) == 2 * len(long), "what a day is, and below it which, also of a run of days"
    strip.close()


IN_A_CASE = 396
"""Pixels a card beside a list has for its days at 1366."""


def line_of(qtbot: QtBot, shown: list[Tile], due_ink: str = "accent") -> DayLine:
    line = DayLine()
    qtbot.addWidget(line)
    line.due_ink = due_ink
    line.resize(IN_A_CASE, 80)
    line.show()
    line.show_tiles(shown)
    line.resize(IN_A_CASE, line.heightForWidth(IN_A_CASE))
    return line


def test_the_days_of_a_term_stand_in_one_line_with_its_first_and_last_day_below(qtbot: QtBot) -> None:
    """A term of twenty days took three rows of the case, and its course was below the screen."""
    line = line_of(qtbot, tiles_of("2026-11-03"), "attention")
    marks = drawn(line)
    told = [each for each in marks if each.what == "text" and each.text]
    boxes = [line.visualRect(line.model().index(place, 0)) for place in range(len(line.tiles))]
    assert len({box.top() for box in boxes}) == 1, "one line"
    assert line.height() <= 50
    assert boxes[0].left() == 0
    assert IN_A_CASE - 4 <= boxes[-1].right() < IN_A_CASE, "as wide as the card"
    assert [each.text for each in told] == ["1", "5", "10", "15", "20", "11月3日收到", "12月1日", "周末 8 天不计"]
    below = sorted((each.box.x(), each.text) for each in told[-3:])
    assert [text for _, text in below] == ["11月3日收到", "周末 8 天不计", "12月1日"]
    assert [each.ink for each in told if each.text == "12月1日"] == ["attention"], "its state has one colour"
    assert len(filled(marks, "edge")) == 8, "what does not count is a short line"


def test_a_term_that_is_over_shows_by_how_many_working_days(qtbot: QtBot) -> None:
    due, thursday, far = date(2026, 11, 25), date(2026, 12, 3), date(2027, 3, 1)
    late = list(late_tiles(due, thursday, CALENDAR))
    assert [tile.text for tile in late] == ["+1", "+2", "+3", "+4", "+5", "+6"]
    assert late[2].words == "2026年11月30日 周一：逾期第3个工作日", "a weekend lies between"
    assert len(list(late_tiles(due, far, CALENDAR))) == 1, "a long delay is one tile"
    assert not list(late_tiles(date(2026, 11, 27), date(2026, 11, 29), CALENDAR)), "nor is a weekend late"
    line = line_of(qtbot, [*tiles_of("2026-10-28"), *late], "overdue")
    told = [each.text for each in drawn(line) if each.what == "text" and each.ink == "overdue"]
    assert told == ["+1", "+2", "+3", "+4", "+5", "+6", "11月25日"]


def test_a_term_too_long_for_a_line_takes_another_and_every_day_of_it_can_be_told(qtbot: QtBot) -> None:
    shown = tiles_of("2026-03-02", step(StepKind.EXTENDED, "2026-03-20", days=20))
    line = line_of(qtbot, shown)
    boxes = [line.visualRect(line.model().index(place, 0)) for place in range(len(shown))]
    assert len({box.top() for box in boxes}) == 2
    assert all(QRect(0, 0, IN_A_CASE, line.height()).contains(box) for box in boxes)
    assert min(box.width() for box in boxes) >= 11
    line.setCurrentIndex(line.model().index(len(shown) - 2, 0))
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == line.tile_words(shown[-1].on)
