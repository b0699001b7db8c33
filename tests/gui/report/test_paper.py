"""The paper on the screen: it says what prints, nothing pushes it, and what is found stands at its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontDatabase, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from disclosure.outcomes import Outcome
from disclosure.records import Draft
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, report_title
from disclosure.report.narrative import DATED_ON, OPENING, OTHERS, OVERVIEW, PROBLEMS, SIGNATURE
from disclosure.terms import TextState
from exporters.paper.fonts import _FILES
from exporters.paper.fonts import Face as PrintedFace
from exporters.report.json import report_json
from gui.base.session import Session
from gui.report.notes import place_of_cell, where
from gui.report.page import ReportPage
from gui.report.paper.figures import difference
from gui.report.paper.ground import Fit
from gui.report.paper.look import Face, font
from gui.report.paper.margin import Note
from gui.report.paper.sheet import Paper
from gui.report.sides import View
from gui.shell.main_window import MainWindow
from tasks.report.writing import printed_report
from tests.gui import looks
from tests.gui.fixtures import type_text
from tests.gui.report.given_back import given_back, standing_report
from tests.records_factory import make_profile, make_release, make_request
from tests.report_texts import PLATFORM
from tests.report_texts import PROBLEMS as WRITTEN

pytestmark = pytest.mark.usefixtures("checked_soon")
WIDE, ROOMY, COMPACT = (1366, 728), (1920, 1040), (910, 512)
RECEIVED = CellKey("table3", "n1", "total")


def fill(session: Session) -> None:
    """A complete office of 2023, one request answered, one open."""
    session.save(make_profile(phone="0500-0000000", address="测试路1号"))
    session.save(make_release(formed_on=date(2023, 5, 1), published_on=date(2023, 5, 2)))
    day = date(2023, 3, 1)
    session.save(
        make_request(
            number="2023-001",
            arrived_on=day,
            received_on=day,
            outcome=Outcome.GRANTED,
            answered_on=date(2023, 3, 20),
        )
    )
    session.save(make_request(number="2023-002", arrived_on=date(2023, 12, 28), received_on=date(2023, 12, 28)))
    session.save(Draft(year=2023, part=DATED_ON, text="2024-1-10"))


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The report of that office on a screen of 1366×768."""
    with standing_report(tmp_path_factory.mktemp("standing"), fill, year=2023, size=WIDE) as window:
        yield window


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """That report, given back by each test."""
    yield from given_back(standing)


@pytest.fixture
def alone(qtbot: QtBot, frame: MainWindow, session: Session) -> ReportPage:
    """That report in a window of its own, for what no undoing takes back: last year's report, a line of thanks."""
    fill(session)
    frame.resize(*WIDE)
    frame.year_box.setCurrentIndex(frame.year_box.findData(2023))
    shown = frame.show_page("report")
    assert isinstance(shown, ReportPage)
    qtbot.waitUntil(lambda: shown.desk.is_current)
    return shown


def test_the_paper_is_laid_out_once_it_is_seen_and_not_before(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was laid out four times for widths it never had: a third of what the tab took."""
    widths: list[int] = []
    lay = Paper.lay

    def counted(paper: Paper) -> None:
        widths.append(paper.width())
        lay(paper)

    monkeypatch.setattr(Paper, "lay", counted)
    window.page("report")
    assert widths == []
    window.show_page("report")
    assert 1 <= len(widths) <= 2


def checked(qtbot: QtBot, page: ReportPage, part: str, text: str) -> None:
    """Type a text in place of a part's own and wait until it was judged."""
    page.editors[part].text.setPlainText(text)
    page.editors[part].keep()
    qtbot.waitUntil(lambda: not (page._later.isActive() or page._wanted) and page.desk.is_current)


# --- it says what prints ---


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def sections(text: str) -> list[str]:
    """Cut a text at the six headings: what stands before the first, and each section with its heading."""
    places = [0, *(text.index(heading) for heading in SECTION_HEADINGS), len(text)]
    return [text[first:end] for first, end in pairwise(places)]


def test_the_paper_on_the_screen_says_what_the_pdf_says_section_by_section(
    qtbot: QtBot, page: ReportPage, standing: MainWindow
) -> None:
    checked(qtbot, page, OVERVIEW, page.editors[OVERVIEW].part.default.replace("{平台建设情况}", PLATFORM))
    checked(qtbot, page, PROBLEMS, f"{WRITTEN}\n1.存在的短板\n新收{{新收申请件数}}件，{{培训情况}}。")
    checked(qtbot, page, OTHERS, "{信息处理费}。没有的{没有的数}照印。")
    pages = PdfReader(BytesIO(printed_report(standing.session.registers, 2023, standing.session.today)[0])).pages
    printed = "".join(re.sub(r"—\s*\d+\s*—\s*$", "", one.extract_text().strip()) for one in pages)
    seen = sections(plain("".join(text for _, text in page.paper.lines())))
    proof = sections(plain(printed))
    for heading, on_screen, on_paper in zip(("", *SECTION_HEADINGS), seen, proof, strict=True):
        assert on_screen == on_paper, heading
    assert "2024年1月10日" in seen[-1]


def test_a_day_is_shown_as_it_prints_however_it_was_typed(page: ReportPage) -> None:
    text = page.editors[DATED_ON].text
    assert (text.printed(), text.toPlainText()) == ("2024年1月10日", "2024-1-10")


# --- nothing pushes it ---


def placed(page: ReportPage) -> tuple[QPoint, int]:
    return page.paper.mapTo(page, QPoint()), page.paper.width()


def test_findings_cells_and_done_work_never_push_the_paper(qtbot: QtBot, alone: ReportPage) -> None:
    before = placed(alone)
    checked(qtbot, alone, OTHERS, "{信息处理费}。接待群众100余条。")
    assert alone.notes.row("F-12").isVisible()
    assert placed(alone) == before
    alone._figure_wanted(RECEIVED)
    assert placed(alone) == before
    alone.written.show()
    assert placed(alone) == before


def test_where_the_files_went_is_told_over_the_foot_of_the_paper_however_large_the_window_becomes(
    alone: ReportPage,
) -> None:
    alone.written.show_written((Path("文档", "年报.pdf"),), "")
    for size in (ROOMY, WIDE):
        alone.window().resize(*size)
        QApplication.processEvents()
        ground, strip = alone.ground.geometry(), alone.written.geometry()
        assert ground.contains(strip)
        assert abs(strip.center().x() - ground.center().x()) <= 1
        assert ground.bottom() - strip.bottom() < strip.height()


def test_cards_stand_at_their_lines_and_push_each_other_down(qtbot: QtBot, page: ReportPage) -> None:
    checked(qtbot, page, OVERVIEW, "收到政府信息公开申请12件。接待群众100余条，回复电话200多个。")
    notes = [note for note in page.ground.margin.notes if note.isVisible()]
    areas = [note.geometry() for note in notes]
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(areas))
    note = page.notes.row("X-1")
    text = page.editors[OVERVIEW].text
    line = text.y() + text.cursorRect(text.find_words("申请12件")).center().y()
    assert note.y() <= line or notes.index(note) > 0
    assert abs(page.paper.height_of(where(note.judged.finding)) - line) <= 2


def test_the_card_of_a_figure_at_the_foot_of_the_window_is_seen_whole(page: ReportPage) -> None:
    cells = [cell for cell in CELLS if cell.table == RECEIVED.table and cell.column == RECEIVED.column]
    page.ground.show_top(page.paper.height_of(place_of_cell(cells[0])))
    bar, high = page.ground.verticalScrollBar(), page.ground.viewport().height()
    seen = [cell for cell in cells if page.paper.height_of(place_of_cell(cell)) < bar.value() + high - 60]
    for cell in (seen[0], seen[-1], seen[len(seen) // 2]):
        page.tables[cell.table].select(cell)
        page.tables[cell.table].setFocus()
        card = page.records.geometry()
        assert bar.value() <= card.top()
        assert card.bottom() < bar.value() + high
    page._go_to_cell(cells[-1])
    assert page.records.geometry().bottom() < bar.value() + high


def test_the_card_of_a_field_stays_at_its_field_while_the_caret_goes_on(page: ReportPage) -> None:
    editor = page.editors[OVERVIEW]
    editor.text.moveCursor(QTextCursor.MoveOperation.Start)
    page._field_pressed(editor, "新收申请件数")
    before = page.records.y()
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    page.ground.place_notes()
    assert page.records.y() == before


def test_a_pressed_field_is_the_one_shown_though_the_page_moves_under_the_mouse(page: ReportPage) -> None:
    """The press brought the bar of the part and moved the page: the card told of the field below, in another line."""
    text = page.editors[OVERVIEW].text
    fields = {found[2]: found for place in range(len(text.printed())) if (found := text.field_at(place)) is not None}
    places = []
    for first, _, _ in list(fields.values())[:2]:
        cursor = QTextCursor(text.document())
        cursor.setPosition(first)
        places.append(QPoint(text.cursorRect(cursor).left() + 3, text.cursorRect(cursor).center().y()))
    told: list[str] = []
    text.chip_pressed.connect(told.append)
    QTest.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=places[1])
    assert told == list(fields)[:1]


def test_the_page_stays_where_a_card_is_seen_whole(page: ReportPage) -> None:
    cells = [cell for cell in CELLS if cell.table == RECEIVED.table and cell.column == RECEIVED.column]
    page.ground.show_top(page.paper.height_of(place_of_cell(cells[0])))
    bar, high = page.ground.verticalScrollBar(), page.ground.viewport().height()
    seen = [cell for cell in cells if page.paper.height_of(place_of_cell(cell)) < bar.value() + high - 60]
    page.tables[seen[-1].table].select(seen[-1])
    page.tables[seen[-1].table].setFocus()
    page.ground.show_height(page.records.geometry().center().y())
    page.ground.verticalScrollBar().setValue(page.records.geometry().bottom() + 5 - high)
    before = bar.value()
    page._figure_pressed()
    assert bar.value() == before, "each click at the foot of the window moved the paper by 40 pixels"


def test_what_the_tint_means_lies_below_the_last_note(qtbot: QtBot, page: ReportPage) -> None:
    checked(qtbot, page, OTHERS, "接待群众100余条，回复电话200多个。")
    lowest = max(note.geometry().bottom() for note in page.ground.margin.notes if note.isVisible())
    assert page.ground.hint.y() > lowest


def test_a_finding_that_vanishes_at_the_foot_does_not_move_what_is_read(qtbot: QtBot, page: ReportPage) -> None:
    """At the very bottom the page jumped by the height of the card that went, away from the line she was in."""
    checked(qtbot, page, OTHERS, "接待群众100余条，回复电话200多个。本年度办理建议100余条，回复来信200多个。")
    notes = [note for note in page.ground.margin.notes if note.isVisible()]
    while page.ground.margin.notes[-1].geometry().bottom() < page.paper.height() + 200:  # cards beyond the paper
        page.ground.margin.add(Note("占位" * 40), page.paper.height)
        page.ground.place_notes()
    bar = page.ground.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    page.ground.margin.drop(page.ground.margin.notes[-1])
    page.ground.place_notes()
    assert (len(notes) > 0, bar.value()) == (True, before)
    bar.setValue(0)
    page.ground.place_notes()
    assert bar.maximum() < before, "the room is given back where nobody sees it"


def test_a_card_says_of_the_paragraph_beside_it_that_it_was_read(qtbot: QtBot, page: ReportPage) -> None:
    """「核对过」 on a card beside the first of five ticked the one the caret happened to be in."""
    editor = page.editors[OVERVIEW]
    checked(qtbot, page, OVERVIEW, editor.part.default.replace("{平台建设情况}", PLATFORM))
    unread = [line for line, state in enumerate(editor.lines) if state is TextState.UNTOUCHED]
    editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(unread[-1])))
    qtbot.waitUntil(lambda: any("这一段核对过" in row.links for row in page.notes.rows))
    row = next(row for row in page.notes.rows if "这一段核对过" in row.links)
    row.links["这一段核对过"].click()
    left = [line for line, state in enumerate(editor.lines) if state is TextState.UNTOUCHED]
    assert left == unread[1:]


def test_the_wheel_with_ctrl_enlarges_and_the_first_figure_of_the_box_says_so(page: ReportPage) -> None:
    wide = page.paper.width()
    at = QPointF(page.ground.viewport().rect().center())
    turned = QWheelEvent(
        at,
        QPointF(page.ground.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.ground.viewport(), turned)
    assert page.bar.zoom_box.currentText() == "110%"
    assert page.paper.width() == pytest.approx(wide * 1.1, abs=2)
    page.ground.set_zoom(Fit.PAGE)
    assert page.paper.width() * 297 / 210 <= page.ground.viewport().height()
    page.ground.set_zoom(Fit.WIDTH)
    assert page.ground.viewport().width() - 2 * 300 < page.paper.width() <= page.ground.viewport().width()
    for percent in (50, 200):
        page.ground.set_zoom(percent)
        assert page.ground.percent == percent
        text = page.editors[OPENING].text
        assert text.document().size().height() <= text.height() + 1


# --- how far a text is ---


def test_ctrl_enter_says_that_one_paragraph_was_read_and_goes_to_the_next(qtbot: QtBot, page: ReportPage) -> None:
    editor = page.editors[OVERVIEW]
    checked(qtbot, page, OVERVIEW, editor.part.default.replace("{平台建设情况}", PLATFORM))
    page.show_part("一、总体情况")
    states = [state for state in editor.lines if state is not None]
    assert states.count(TextState.UNTOUCHED) == 4
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [state for state in editor.lines if state is not None].count(TextState.UNTOUCHED) == 3
    assert editor.lines[editor.text.textCursor().blockNumber()] is TextState.UNTOUCHED
    assert editor.text.toPlainText() == editor.part.default.replace("{平台建设情况}", PLATFORM)


def test_no_part_that_nobody_touched_is_ticked(page: ReportPage) -> None:
    for part in (OPENING, OVERVIEW, PROBLEMS, OTHERS):
        assert page.contents.told(page.editors[part].part.label) == "未动过"
    assert page.contents.told(page.editors[SIGNATURE].part.label) == "核对过"
    for part in (SIGNATURE, DATED_ON):
        editor = page.editors[part]
        is_there = bool(editor.text.toPlainText().strip())
        assert is_there or page.contents.told(editor.part.label) == "未动过", "an empty date was ticked"
        assert editor.state.text() == page.contents.told(editor.part.label), "the list and the paper say the same"


def test_every_paragraph_that_is_to_be_read_is_found_on_the_paper(qtbot: QtBot, page: ReportPage) -> None:
    """A sentence without words in the middle of it hid its paragraph: F8 began with the third, the first two waited."""
    editor = page.editors[OVERVIEW]
    checked(qtbot, page, OVERVIEW, editor.part.default.replace("{平台建设情况}", PLATFORM))
    (note,) = [row for row in page.notes.rows if row.judged.finding.to_read and row.judged.finding.part == OVERVIEW]
    places = [editor.text.find_words(quote) for quote in note.judged.finding.quotes]
    assert [place.isNull() for place in places] == [False] * 4
    assert [place.blockNumber() for place in places] == sorted(place.blockNumber() for place in places)


# --- the tables ---


class Paints(QObject):
    """Counts how often a widget is drawn."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - its name in Qt
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def paints() -> Iterator[Paints]:
    counter = Paints()
    yield counter
    counter.deleteLater()


def test_table_three_is_drawn_once_when_it_comes_into_sight(qtbot: QtBot, page: ReportPage, paints: Paints) -> None:
    """It was drawn five or six times while the page opened, each time all of its cells."""
    page.tables["table3"].viewport().installEventFilter(paints)
    with qtbot.waitSignal(page.desk.stood):  # what stood before is current until it is counted
        page.refresh()
        page.finish()
    desk = page.desk
    qtbot.waitUntil(lambda: desk.is_current and not desk._later.isActive() and not desk._session._jobs)
    qtbot.wait(100)  # what follows a count has been laid: the next turn draws for the sight alone
    assert paints.count == 0, "nobody sees it"
    page.ground.show_top(page.paper.top_of(SECTION_HEADINGS[2]))
    qtbot.waitUntil(lambda: paints.count > 0)
    qtbot.wait(100)
    assert paints.count == 1


def test_a_cell_shows_last_year_the_difference_and_its_records(qtbot: QtBot, alone: ReportPage, tmp_path: Path) -> None:
    alone._figure_wanted(RECEIVED)
    assert [label.text() for label in alone.records.numbers.values()] == ["2", "—", "—"]
    last = replace(alone.report, year=2022, title=report_title(alone.report.agency, 2022), sections=())
    last = replace(last, figures={**last.figures, RECEIVED: 5})
    (tmp_path / "2022.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    alone.desk.read_last_year(tmp_path / "2022.json")
    qtbot.waitUntil(lambda: alone.previous is not None)
    assert [label.text() for label in alone.records.numbers.values()] == ["2", "5", "-3"]
    assert [label.text() for label in alone.records.captions.values()] == ["2023", "2022", "增减"]
    assert alone.records.list.count() == 2
    assert alone.records.isVisible()
    before = alone.paper.height_of(place_of_cell(RECEIVED))
    assert alone.records.y() <= before <= alone.records.geometry().bottom()


def test_a_pressed_figure_shows_its_records_beside_it_whatever_was_found_there(alone: ReportPage) -> None:
    """Where much was found in a table she pressed a number and saw no records: they lay below all of that."""
    fill_margin(alone)
    alone.ground.show_top(alone.paper.top_of(SECTION_HEADINGS[2]))
    alone._go_to_cell(RECEIVED)
    at = alone.paper.height_of(place_of_cell(RECEIVED))
    assert alone.records.y() <= at <= alone.records.geometry().bottom()
    assert alone.records.visibleRegion().boundingRect().height() == alone.records.height()
    shown = sorted((note.geometry() for note in alone.ground.margin.notes if note.isVisible()), key=QRect.top)
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(shown))


def test_the_list_of_parts_goes_along_to_a_figure_something_was_found_in(alone: ReportPage) -> None:
    """After 「看这一格」 the list still marked the part she had come from."""
    alone.contents.tree.setFocus()
    alone.contents.follow(SECTION_HEADINGS[0], 0)
    alone._go_to_cell(RECEIVED)
    assert alone.contents.tree.currentItem() is alone.contents.items[SECTION_HEADINGS[2]]


def test_in_a_compact_window_a_pressed_figure_stands_first_in_the_sheet(qtbot: QtBot, alone: ReportPage) -> None:
    fill_margin(alone)
    alone.window().resize(*COMPACT)
    qtbot.waitUntil(lambda: alone._is_compact and not alone.ground.has_margin)
    paper = alone.paper.width()
    alone._go_to_cell(RECEIVED)
    assert alone.records.y() == 0
    assert not alone.records.list.visibleRegion().isEmpty()
    table = alone.tables[RECEIVED.table]
    figure = table.cell_rect(RECEIVED)
    assert table.visibleRegion().boundingRect().contains(figure), "the sheet lay over the figure she had pressed"
    seen = QRect(table.mapTo(alone, figure.topLeft()), figure.size())
    assert not seen.intersects(alone.sheet.geometry())
    assert alone.paper.width() == paper, "no smaller, or it could not be read"
    alone.close_side()
    assert alone.ground.horizontalScrollBar().maximum() == 0


def test_of_a_card_higher_than_the_sheet_the_head_is_seen(qtbot: QtBot, alone: ReportPage) -> None:
    """At 200 % she saw the middle of it: the records, but not which figure it was, nor that of last year."""
    alone.window().resize(*COMPACT)
    qtbot.waitUntil(lambda: alone._is_compact and not alone.ground.has_margin)
    alone.records.meaning.setMinimumHeight(COMPACT[1])
    for _ in range(2):  # the first time the sheet has no size yet
        alone._go_to_cell(RECEIVED)
        qtbot.wait(50)
    assert alone.records.title.visibleRegion().boundingRect() == alone.records.title.rect()
    alone.records.meaning.setMinimumHeight(0)


def test_what_a_figure_is_called_leaves_no_character_alone_and_its_card_is_seen_whole(
    qtbot: QtBot, alone: ReportPage, session: Session
) -> None:
    """「一、本年新收政府信息公开申请数量 · 自然」, and below it 「人」; what is counted ended below the window."""
    received = date(2023, 3, 1)
    for place in range(6):
        session.save(make_request(number=f"2023-10{place}", arrived_on=received, received_on=received))
    alone.window().resize(*WIDE)
    qtbot.waitUntil(lambda: alone.ground.has_margin)
    alone._go_to_cell(RECEIVED._replace(column="natural_person"))
    card = alone.records
    qtbot.waitUntil(lambda: card.list.count() >= 6 and card.isVisible())
    qtbot.waitUntil(lambda: list(looks.orphaned(alone)) == [])
    qtbot.waitUntil(lambda: card.height() <= MOST_OF_A_CARD)


MOST_OF_A_CARD = 480
"""Pixels; below the head of the report a window of 1366 by 768 has 572 for its margin."""


def fill_margin(page: ReportPage) -> None:
    """Stand five more cards just above the line of the figure."""
    at = page.paper.height_of(place_of_cell(RECEIVED))
    for _ in range(5):
        note = Note("登记簿里有一件没有写完")
        note.add_words("这一件的答复日期早于收到申请之日，核对后改正其中一个。" * 2)
        page.ground.margin.add(note, lambda: at - 20)
    page.ground.place_notes()


def test_the_difference_has_a_sign_and_nothing_is_made_up_for_an_unknown_year() -> None:
    assert [difference(*pair) for pair in ((3, 1), (1, 3), (2, 2), (2, None), (2, "/"))] == ["+2", "-2", "0", "—", "—"]


def test_arrows_go_from_figure_to_figure_and_on_to_the_text_below(page: ReportPage) -> None:
    table = page.tables["table3"]
    table.select(RECEIVED)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Left)
    cell = table.current_cell()
    assert cell is not None
    assert cell.key == CellKey("table3", "n1", "other")
    passed: list[str] = []
    while not passed or passed[-1] != SECTION_HEADINGS[4]:
        widget = page.paper.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, Qt.Key.Key_Down)
        passed.append(page.paper.heading_of(page.paper.focusWidget()))
    assert list(dict.fromkeys(passed)) == list(SECTION_HEADINGS[2:5])
    assert passed.count(SECTION_HEADINGS[2]) == 24, "the rows below the first"
    last = next(one for one in table.grid.table.figures() if one.key == CellKey("table3", "n4", "other"))
    name = table.grid.data(table.grid.index(last.row, last.column), Qt.ItemDataRole.AccessibleTextRole)
    assert name == "四、结转下年度继续办理 · 其他：0"


def test_the_sums_stand_beside_the_tables(page: ReportPage) -> None:
    told = [note.accessibleName() for note in page.ground.margin.notes if "勾稽" in note.title.text()]
    assert told == [
        "本年新收 ＋ 上年结转 2 ＝ 2；各项结果之和 1 ＝ 1；各列之和 25 行相符",
        "行政复议 0 ＝ 0；未经复议直接起诉 0 ＝ 0；复议后起诉 0 ＝ 0",
    ]


# --- from one to the next ---


def test_f8_goes_from_finding_to_finding_in_the_order_of_the_paper(qtbot: QtBot, page: ReportPage) -> None:
    checked(qtbot, page, OTHERS, "{信息处理费}。接待群众100余条。")
    left = [note for note in page.ground.margin.notes if note in page.notes.rows and note.judged.is_open]
    seen = []
    for _ in left:
        QTest.keyClick(page, Qt.Key.Key_F8)
        assert page.notes.at is not None
        seen.append(page.notes.at)
        assert not page.notes.at.visibleRegion().isEmpty()
    assert seen == left
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.notes.at is left[0]


def test_f8_goes_on_from_the_finding_that_was_clicked(qtbot: QtBot, page: ReportPage) -> None:
    checked(qtbot, page, OTHERS, "{信息处理费}。接待群众100余条。")
    left = [note for note in page.ground.margin.notes if note in page.notes.rows and note.judged.is_open]
    page.notes.at = None
    QTest.mouseClick(left[1], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.notes.at is left[2 % len(left)]


def test_the_faces_of_the_paper_are_those_that_are_printed() -> None:
    """A face without its font would be drawn in that of the window, and looks like it on the screen."""
    for face in Face:
        printed = "latin" if face is Face.FIGURES else PrintedFace[face.name].value[0]
        assert [f"{file}.ttf" for file in face.value[:1]] == [_FILES[printed]]
        assert font(face, 16).families()[0] in QFontDatabase.families()


def test_a_field_that_is_clicked_shows_its_records(page: ReportPage) -> None:
    text = page.editors[OVERVIEW].text
    page.show_part("一、总体情况")
    at = text.cursorRect(text.find_words("收到政府信息公开申请")).center()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at - QPoint(12, 0))
    assert page.records.isVisible()
    assert page.records.list.count() == 2


# --- the widths ---


def test_in_a_compact_window_a_sign_stands_at_the_edge_and_opens_the_cards_as_a_sheet(
    qtbot: QtBot, standing: MainWindow, page: ReportPage
) -> None:
    standing.resize(*COMPACT)
    qtbot.waitUntil(lambda: page._is_compact and not page.ground.has_margin)
    assert page.bar.parts.isVisible()
    assert page.bar.zoom_box.currentText() == "适合宽度"
    marks = [one.mark for one in page.ground.margin._placed if one.mark is not None and one.mark.isVisible()]
    assert marks
    over = QWidget(page.ground.ground)  # made later, as each part of another year is
    over.setGeometry(marks[0].geometry())
    over.show()
    page.ground.margin.place_marks(page.ground.ground, marks[0].geometry().right() + 1)
    assert page.ground.ground.childAt(marks[0].geometry().center()) is marks[0]
    delete(over)
    QTest.mouseClick(marks[0], Qt.MouseButton.LeftButton)
    assert page.sheet.isVisible()
    assert page.sides.stack.currentIndex() == list(View).index(View.NOTES)
    assert any(not row.visibleRegion().isEmpty() for row in page.notes.rows)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()


def test_why_a_year_cannot_be_issued_is_said_whole_on_a_small_screen(
    qtbot: QtBot, standing: MainWindow, page: ReportPage
) -> None:
    """At 1280 the sentence of the running year was cut in the middle of a word."""
    standing.show_year(2024)
    qtbot.waitUntil(lambda: page.desk.is_current and page.desk.standing is not None and page.desk.standing.year == 2024)
    assert page.desk.standing is not None
    page.bar.check_button.setText("检查 · 1 处不符，6 处提醒  F8")
    standing.resize(1280, 720)
    assert page.bar.why.text() == page.desk.standing.shut != ""
    assert page.bar.why.width() >= page.bar.why.sizeHint().width()


def test_in_a_compact_window_the_list_of_parts_shows_the_state_of_each_whole(
    qtbot: QtBot, standing: MainWindow, page: ReportPage
) -> None:
    standing.resize(*COMPACT)
    qtbot.waitUntil(lambda: page._is_compact and page.bar.parts.isVisible())
    box = page.bar.parts
    shown = QStyleOptionComboBox()
    box.initStyleOption(shown)
    part = QStyle.SubControl.SC_ComboBoxEditField
    field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, shown, part, box)
    texts = [box.itemText(place) for place in range(box.count())]
    assert any(text.endswith("未动过") for text in texts)
    longest = max(box.fontMetrics().horizontalAdvance(text) for text in texts)
    assert longest + box.iconSize().width() + 4 <= field.width()


def test_where_there_is_room_the_list_is_wider_and_the_paper_too(
    qtbot: QtBot, standing: MainWindow, page: ReportPage
) -> None:
    standing.resize(*ROOMY)
    qtbot.waitUntil(lambda: page.ground.is_roomy)
    assert (page.contents.width(), page.paper.width()) == (216, 800)
    standing.resize(*WIDE)
    qtbot.waitUntil(lambda: not page.ground.is_roomy)
    assert (page.contents.width(), page.paper.width()) == (196, 740)


def test_where_there_is_room_last_years_words_stand_beside_the_paragraph(
    qtbot: QtBot, alone: ReportPage, tmp_path: Path
) -> None:
    sections = tuple(
        replace(
            section,
            text="（一）主动公开\n去年公开三条。\n（二）依申请公开\n去年没有申请。" if not place else section.text,
        )
        for place, section in enumerate(alone.report.sections)
    )
    last = replace(alone.report, year=2022, title=report_title(alone.report.agency, 2022), sections=sections)
    (tmp_path / "2022.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    alone.show_part(SECTION_HEADINGS[0])
    alone.desk.read_last_year(tmp_path / "2022.json")
    qtbot.waitUntil(lambda: alone.previous is not None)
    assert "去年公开三条。" in alone.sides.last_year.text.text(), "the part was in front already"
    alone.window().resize(*ROOMY)
    qtbot.waitUntil(lambda: alone.ground.is_roomy)
    alone.show_part(SECTION_HEADINGS[0])
    text, before = alone.editors[OVERVIEW].text, alone.ground.before
    for line, words in ((1, "去年公开三条。"), (3, "去年没有申请。")):
        text.setTextCursor(QTextCursor(text.document().findBlockByNumber(line)))
        alone._reached()
        assert before.text.text() == words
        assert before.isVisible()
        assert before.geometry().right() < alone.paper.x()
    before.more.click()
    assert alone.sides.stack.currentWidget() is alone.sides.last_year


def test_what_is_typed_with_an_input_method_is_not_disturbed_by_a_change_elsewhere(
    page: ReportPage, standing: MainWindow
) -> None:
    text = page.editors[OTHERS].text
    text.is_composing = True
    standing.session.save(make_release(name="又一条", formed_on=date(2023, 6, 1), published_on=date(2023, 6, 2)))
    before = text.document().revision()
    page.refresh()
    page.finish()
    assert text.document().revision() == before
    text.is_composing = False
    type_text(text, "另外")
    assert text.toPlainText().startswith("另外")


# --- what she saw ---


def test_a_click_into_what_is_asked_to_be_written_lets_typing_take_its_place(page: ReportPage) -> None:
    """She clicked into 【请写明…】 and typed: her sentence stood in the middle of the brackets."""
    text = page.editors[PROBLEMS].text
    cursor = QTextCursor(text.document().findBlockByNumber(1))
    cursor.movePosition(QTextCursor.MoveOperation.Right, n=6)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    QTest.keyClicks(text, "1")
    assert text.toPlainText().split("\n")[1] == "1"
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert not text.textCursor().hasSelection(), "what she wrote herself is no prompt"


def test_ctrl_z_on_the_paper_undoes_what_was_kept(qtbot: QtBot, standing: MainWindow, page: ReportPage) -> None:
    """「撤销：修改 2026 年报（Ctrl+Z）」 stood below; she pressed it on the paper and nothing happened."""
    editor = page.editors[OTHERS]
    standing.activateWindow()
    page.show_part("六、其他需要报告的事项")
    default = editor.text.toPlainText()
    editor.text.selectAll()
    type_text(editor.text, "本年度无其他事项，新收{新收申请件数}件。")
    registers = standing.session.registers
    qtbot.waitUntil(lambda: OTHERS in registers.drafts(page.report.year))
    qtbot.waitUntil(lambda: editor.text.printed() == "本年度无其他事项，新收2件。")
    editor.text.setFocus()
    assert not editor.text.document().isUndoAvailable(), "its fields were put into words"
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.text.toPlainText() == default)


def test_f8_goes_to_the_second_blank_of_a_part_before_the_next_part(qtbot: QtBot, page: ReportPage) -> None:
    """改进情况 was written into 六、其他需要报告的事项: after the problems F8 left the part half done."""
    text = page.editors[PROBLEMS].text
    blanks = "（一）存在的主要问题\n【请写明问题】\n（二）改进情况\n【请写明措施】"
    checked(qtbot, page, PROBLEMS, blanks)
    for _ in range(20):
        QTest.keyClick(page, Qt.Key.Key_F8)
        if "请写明问题" in text.textCursor().selectedText():
            break
    text.textCursor().insertText("公开栏目更新还不够及时。")
    page.editors[PROBLEMS].keep()
    qtbot.waitUntil(lambda: not (page._later.isActive() or page._wanted) and page.desk.is_current)
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert "请写明措施" in text.textCursor().selectedText()
