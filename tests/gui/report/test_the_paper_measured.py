"""The paper and what stands beside it, measured: parts in printed order, cards at their lines, tables, keys."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import Judged
from disclosure.records import Request, Step
from disclosure.report.balances import Balance
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS
from disclosure.report.narrative import DATED_ON, OPENING, OTHERS, OVERVIEW, SIGNATURE
from disclosure.terms import StepKind, TextState
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Words, button
from gui.report.contents import Contents
from gui.report.notes import ReportNotes
from gui.report.page import ReportPage
from gui.report.paper.editor import STATE_WORDS, NarrativeEditor
from gui.report.paper.figures import BalanceCard, CellCard, difference
from gui.report.paper.ground import BeforeBox, Fit, PaperDesk
from gui.report.paper.margin import Margin, Note
from gui.report.paper.sheet import Paper
from gui.report.paper.table import StatTableView
from gui.report.sides import LastYear, View
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import find_window
from tests.gui.report.given_back import given_back, standing_report
from tests.records_factory import make_profile, make_request, make_step

RECEIVED = CellKey("table3", "n1", "natural_person")


def fill(session: Session) -> None:
    session.save(make_profile(phone="0500-0000000", address="测试路1号"))
    session.save(make_request(number="2023-001", arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The report of an office with one request."""
    with standing_report(tmp_path_factory.mktemp("standing"), fill, year=2023, size=(1440, 860)) as window:
        yield window


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """That report, given back by each test."""
    yield from given_back(standing)


def sign_of(label: Words) -> Sign | None:
    return label.sign


def test_all_parts_stand_on_the_paper_in_printed_order_inside_its_edges(page: ReportPage) -> None:
    paper: Paper = page.paper
    paper.lay()
    parts: list[QWidget] = [paper.title, paper.editors[OPENING].text]
    for heading in SECTION_HEADINGS:
        parts.append(paper.headings[heading])
        code = TABLE_SECTIONS.get(heading)
        prose = [one.text for one in paper.editors.values() if one.part.label == heading]
        parts += [paper.tables[code]] if code else prose
    parts += [paper.editors[SIGNATURE].text, paper.editors[DATED_ON].text]
    for before, after in pairwise(parts):
        assert before.geometry().bottom() < after.y()
        assert after.y() - before.geometry().bottom() < 120, "nothing stands between them"
    assert all(each.x() > 20 and each.geometry().right() < paper.width() - 20 for each in parts)
    assert parts[-1].geometry().bottom() < paper.height()
    assert paper.title.alignment() & Qt.AlignmentFlag.AlignHCenter
    assert paper.title.text() == page.report.title
    for table in paper.tables.values():
        assert abs(table.geometry().center().x() - paper.rect().center().x()) <= 1, "in the middle, however wide"


def test_tab_from_text_to_table_chooses_its_first_figure_and_a_click_only_what_was_clicked(page: ReportPage) -> None:
    table: StatTableView = page.tables["table3"]
    first = next(table.grid.table.figures())
    for reason, chosen in (
        (Qt.FocusReason.MouseFocusReason, None),
        (Qt.FocusReason.TabFocusReason, first),
        (Qt.FocusReason.BacktabFocusReason, first),
    ):
        table.forget()
        table.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, reason))
        assert table.current_cell() == chosen
    table.select(RECEIVED)
    table.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    now = table.current_cell()
    assert now is not None
    assert now.key == RECEIVED, "what is chosen stays so"


def test_the_arrows_go_from_one_part_to_the_end_of_the_one_before_and_the_beginning_of_the_next(
    page: ReportPage,
) -> None:
    for before, after in pairwise(page.paper._order()):
        for left, entered, is_first in ((after.left_behind, before, False), (before.left_ahead, after, True)):
            left.emit()
            if isinstance(entered, StatTableView):
                figures = list(entered.grid.table.figures())
                assert entered.current_cell() == figures[0 if is_first else len(figures) - 1]
                entered.forget()
            else:
                caret = entered.textCursor()
                assert caret.atStart() if is_first else caret.atEnd()


def test_the_file_of_last_year_is_asked_for_by_its_year(page: ReportPage) -> None:
    page.desk.import_last_year()
    asked = find_window(QFileDialog)
    assert asked.windowTitle() == "2022 年公布的年度报告"
    asked.reject()


def test_the_wheel_over_a_table_is_the_papers(page: ReportPage) -> None:
    table = page.tables["table3"]
    nowhere = QPointF(5, 5)
    for turned in (120, -120):
        event = QWheelEvent(
            nowhere,
            nowhere,
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        event.accept()
        table.wheelEvent(event)
        assert not event.isAccepted()


def test_a_figure_chosen_in_one_table_leaves_the_other(page: ReportPage) -> None:
    second, third = page.tables["table2"], page.tables["table3"]
    figure = next(second.grid.table.figures()).key
    assert figure is not None
    second.select(figure)
    third.setFocus()
    third.select(RECEIVED)
    assert second.current_cell() is None
    assert page.records.title.text()
    assert not page.records.is_folded


def test_every_figure_is_where_the_table_says_it_is(page: ReportPage) -> None:
    page.paper.lay()
    for key in CELLS[::7]:
        table = page.tables[key.table]
        table.select(key)
        lies = table.cell_rect(key)
        assert table.rect().contains(lies), key.path
        assert lies == table.visualRect(table.currentIndex())
        cell = table.current_cell()
        assert cell is not None
        assert cell.key == key


def test_a_figure_that_is_gone_to_is_brought_into_sight(page: ReportPage) -> None:
    for key in (CELLS[-1], CELLS[0], RECEIVED):
        page._go_to_cell(key)
        QApplication.processEvents()
        table = page.tables[key.table]
        now = table.current_cell()
        assert now is not None
        assert now.key == key
        spot = table.viewport().mapTo(page.ground.viewport(), table.cell_rect(key).center())
        assert page.ground.viewport().rect().contains(spot), key.path
        assert table.hasFocus()


def test_the_cards_stand_beside_the_paper_below_one_another_in_one_column(page: ReportPage) -> None:
    ground: PaperDesk = page.ground
    margin: Margin = ground.margin
    notes: ReportNotes = page.notes
    cards = [each for each in margin.notes if each.isVisible()]
    assert len(cards) > 2
    assert len({(each.x(), each.width()) for each in cards}) == 1
    lies = sorted(cards, key=lambda each: each.y())
    for above, below in pairwise(lies):
        assert above.geometry().bottom() < below.y()
    assert margin.x() >= ground.paper.geometry().right() - 40
    left = margin.x() + lies[0].x()
    assert left > ground.paper.geometry().right()
    assert left + lies[0].width() <= ground.viewport().width()
    assert all(row.links["规则"].accessibleName().startswith("规则：") for row in notes.rows)


def test_the_paper_lies_in_the_middle_of_what_its_cards_leave(page: ReportPage) -> None:
    ground = page.ground
    page.window().resize(960, 540)
    page.ground.set_zoom(60)
    QApplication.processEvents()
    left = ground.paper.x()
    right = ground.viewport().width() - ground.paper.geometry().right() - 1
    assert left > 0
    assert abs(left - right) <= 40


def test_the_tint_is_explained_beside_the_paper_and_only_there(page: ReportPage) -> None:
    ground = page.ground
    assert ground.hint.isVisible()
    assert ground.hint.x() > ground.paper.geometry().right()
    assert ground.hint.geometry().bottom() < ground.ground.height()
    page.window().resize(960, 540)
    QApplication.processEvents()
    assert not ground.hint.isVisible()
    assert not ground.has_margin


def test_a_zoom_is_kept_between_its_ends_and_said_as_chosen(page: ReportPage) -> None:
    ground = page.ground
    said = []
    for zoom in (10, 120, 999, Fit.PAGE, Fit.WIDTH, Fit.USUAL):
        ground.set_zoom(zoom)
        said.append((ground.zoom_words(), ground.percent if isinstance(zoom, int) else 0))
    assert said == [("50%", 50), ("120%", 120), ("200%", 200), ("整页", 0), ("适合宽度", 0), ("100%", 0)]
    ground.set_zoom(110)
    for by, percent in ((1, 120), (1, 130), (-1, 120)):
        ground.step_zoom(by)
        assert ground.percent == percent
    assert page.bar.zoom_box.currentText() == "120%"


def test_the_list_of_parts_tells_the_state_of_each_and_counts_them(page: ReportPage) -> None:
    contents: Contents = page.contents
    tree = contents.tree
    assert tree.accessibleName() == "报告各部分"
    assert tree.isHeaderHidden()
    assert not tree.rootIsDecorated()
    tops = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    assert list(contents.items.values()) == tops
    told = []
    for heading, item in contents.items.items():
        assert item.toolTip(0) == heading
        assert item.isExpanded() or not item.childCount()
        for each in (item, *(item.child(place) for place in range(item.childCount()))):
            state = str(each.data(0, Qt.ItemDataRole.AccessibleTextRole) or "")
            assert not state or state.startswith(each.text(0)), state
            told.append(state.rpartition("，")[2])
        assert contents.told(heading) or heading in TABLE_SECTIONS
    words = [word for word, _ in STATE_WORDS.values()]
    assert [label.text() for label in contents.counts.values()] == [str(told.count(word)) for word in words]
    assert sum(int(label.text()) for label in contents.counts.values()) > 5
    count, name = tree.columnWidth(1), tree.columnWidth(0)
    assert count < name
    assert name + count <= tree.viewport().width()


def test_a_sub_heading_goes_where_it_is_sent_and_names_are_said_when_they_cannot_be(page: ReportPage) -> None:
    contents = page.contents
    page.show_part(SECTION_HEADINGS[0])
    contents.tree.setCurrentItem(contents.items[SECTION_HEADINGS[0]])
    before = contents.headings(OVERVIEW)
    contents.tree.setCurrentItem(contents.items[SECTION_HEADINGS[0]].child(1))
    assert contents.place == (OVERVIEW, 1)
    contents.shift(1)
    assert contents.place == (OVERVIEW, 2)
    contents.shift(-1)
    assert contents.place == (OVERVIEW, 1)
    contents.remove()
    assert len(contents.headings(OVERVIEW)) == len(before) - 1
    assert contents.place == (OVERVIEW, 1), "the next one is chosen"
    contents.complete()
    assert contents.headings(OVERVIEW) == before
    contents.tree.setCurrentItem(contents.items[SECTION_HEADINGS[1]])
    assert contents.place is None
    assert not contents.titles_button.isVisible()


def test_a_sub_heading_is_read_once_all_that_stands_under_it_is(page: ReportPage) -> None:
    contents, editor = page.contents, page.editors[OVERVIEW]
    above = contents.items[SECTION_HEADINGS[0]]

    def states() -> list[str]:
        spoken = (above.child(place).data(0, Qt.ItemDataRole.AccessibleTextRole) for place in range(above.childCount()))
        return [str(each).rpartition("，")[2] for each in spoken]

    untouched, read = STATE_WORDS[TextState.UNTOUCHED][0], STATE_WORDS[TextState.READ][0]
    starts = [line for line, _ in contents._titles(OVERVIEW)]
    ends = [*starts[1:], editor.text.document().blockCount()]
    assert set(states()) == {untouched}
    for place, (start, end) in enumerate(zip(starts[:3], ends[:3], strict=True)):
        for line in range(start + 1, end):
            editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(line)))
            if editor.unread_line() == line:
                editor.mark_read()
        assert states() == [read] * (place + 1) + [untouched] * (len(starts) - place - 1)


def test_each_press_of_check_brings_its_note_into_sight_also_of_many_at_one_line(page: ReportPage) -> None:
    path = CELLS[0].path
    many = [Judged(Finding("T3-1", Severity.ERROR, f"第{number}处不相等。", cells=(path,))) for number in range(20)]
    page.notes.show(many, {}, {})
    more = next(each for each in cast("list[Note]", page.ground.findChildren(Note)) if "都列出来" in each.links)
    more.links["都列出来"].click()
    bar, unseen = page.ground.verticalScrollBar(), []
    for _ in many:
        page.go_on()
        QApplication.processEvents()
        note = page.notes.at
        assert note is not None
        top = note.y() - bar.value()
        if top < 0 or top + note.height() > page.ground.viewport().height():
            unseen.append(top)
    assert unseen == []


def test_the_menu_of_a_text_offers_what_can_be_done_there(qtbot: QtBot, page: ReportPage) -> None:
    editor: NarrativeEditor = page.editors[OVERVIEW]
    page.show_part(editor.part.label)
    offered = []
    for is_left in (True, False):
        editor.read_button.setVisible(is_left)
        assert editor.read_button.isVisibleTo(editor) is is_left
        editor._offer_acts(QPoint(5, 5))
        (menu,) = [each for each in cast("list[QMenu]", editor.text.findChildren(QMenu)) if each.isVisible()]
        offered.append([action.text() for action in menu.actions()])
        menu.close()
        qtbot.wait(1)
    assert "核对过" in offered[0]
    assert "核对过" not in offered[1]


def test_settled_findings_come_and_go_with_their_entry(qtbot: QtBot, page: ReportPage) -> None:
    editor = page.editors[OTHERS]
    editor.text.setPlainText("{信息处理费}。接待群众100余条。")
    editor.keep()
    qtbot.waitUntil(lambda: any("忽略" in row.links and row.judged.finding.rule == "F-12" for row in page.notes.rows))
    open_ones = [row for row in page.notes.rows if row.judged.finding.rule == "F-12"]
    finding = open_ones[0].judged.finding
    open_ones[0].links["忽略"].click()

    def settled() -> bool:
        return any(row.judged.finding == finding and not row.judged.is_open for row in page.notes.rows)

    qtbot.waitUntil(settled)
    row = next(row for row in page.notes.rows if row.judged.finding == finding)
    assert row.is_folded
    page.bar.acts["看已处理的提醒"].trigger()
    row = next(row for row in page.notes.rows if row.judged.finding == finding)
    assert not row.is_folded
    page.bar.acts["看已处理的提醒"].trigger()
    assert next(row for row in page.notes.rows if row.judged.finding == finding).is_folded


def test_charts_nobody_looks_at_are_not_drawn(page: ReportPage) -> None:
    charts = page.sides.charts
    page.close_side()
    charts._make()
    assert not charts._is_drawing
    page.show_side(View.CHARTS)
    charts._is_drawing = True
    charts._make()
    assert charts._is_drawing
    charts._is_drawing = False
    charts._draw_later()
    assert charts._is_stale
    page.close_side()


# --- cards by themselves ---


def test_a_card_has_its_title_its_words_and_its_links_below_one_another(qtbot: QtBot) -> None:
    note = Note("正文写 5，登记簿是 6", Sign.WRONG, "noteWrong")
    note.add_words("第三段。")
    note.add_words("")
    note.add_links([button("去修改", lambda: None, "link"), button("规则", lambda: None, "link")])
    qtbot.addWidget(note)
    note.show()
    QApplication.processEvents()
    assert note.objectName() == "noteWrong"
    assert (sign_of(note.title), note.title.objectName()) == (Sign.WRONG, Sign.WRONG.role)
    said = [each for each in cast("list[Any]", note.findChildren(Words)) if each.text()]
    assert [each.text() for each in said] == ["正文写 5，登记簿是 6", "第三段。"], "nothing blank"
    assert list(note.links) == ["去修改", "规则"]
    assert [each.accessibleName() for each in note.links.values()] == [f"{t}：{note.title.text()}" for t in note.links]
    tops = [each.mapTo(note, QPoint(0, 0)).y() for each in (*said, note.links["去修改"])]
    assert tops == sorted(set(tops))
    with qtbot.waitSignal(note.pressed):
        QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    plain = Note("表三的勾稽")
    assert (plain.objectName(), plain.title.objectName(), sign_of(plain.title)) == ("notePlain", "noteTitle", None)


def test_a_card_of_a_figure_tells_both_years_their_difference_and_its_records(session: Session, qtbot: QtBot) -> None:
    session.save(make_request(number="2024-001", arrived_on=date(2024, 1, 8), received_on=date(2024, 1, 8)))
    card = CellCard(session)
    qtbot.addWidget(card)
    assert card.is_folded
    card.show_figure(RECEIVED, 2024, 1, 3)
    card.show()
    QApplication.processEvents()
    assert [each.text() for each in card.numbers.values()] == ["1", "3", "-2"]
    assert [each.text() for each in card.captions.values()] == ["2024", "2023", "增减"]
    assert card.compared.accessibleName() == "2024 1，2023 3，增减 -2"
    xs = [each.x() for each in card.numbers.values()]
    assert xs == sorted(set(xs))
    assert all(card.captions[name].y() > card.numbers[name].y() for name in card.numbers)
    assert card.hint.text().startswith("1 条记录")
    assert card.list.count() == 1
    assert card.list.item(0).text().startswith("2024-001")
    assert card.list.currentRow() == 0
    assert (card.rules.isVisible(), card.open_button.isVisible(), card.meaning.isVisible()) == (True, True, True)
    down: list[QWidget] = [card.title, card.compared, card.hint, card.list, card.open_button, card.meaning]
    tops = [each.mapTo(card, QPoint(0, 0)).y() for each in down]
    assert tops == sorted(set(tops))
    with qtbot.waitSignal(card.record_wanted) as told:
        card.open_button.click()
    assert told.args == ["requests", 1]
    with qtbot.waitSignal(card.rules_wanted) as told:
        card.rules.click()
    assert told.args == [RECEIVED]
    card.show_records("新收", [])
    assert card.hint.text() == "没有记录。"
    shut = (card.list, card.open_button, card.rules, card.compared, card.meaning)
    assert not any(each.isVisible() for each in shut)
    card.show_records("新收", [("requests", 999)], "这里没有登记。", meaning="来件都算。", cell=RECEIVED)
    assert (card.hint.text(), card.meaning.isVisible(), card.rules.isVisible()) == ("这里没有登记。", True, True)
    step = make_step(session.registers.get(Request, 1), kind=StepKind.NOTE, on=date(2024, 1, 9))
    kept = session.registers.get(Step, session.registers.save(step).record_id)
    card.show_records("补正", [("steps", kept.id)])
    assert card.list.item(0).text() == f"2024-001  {kept.caption}", "two that are read together are apart"
    card.forget()
    assert card.is_folded
    assert not card.isVisible()


@pytest.mark.parametrize(
    ("now", "before", "told"), [(3, 1, "+2"), (1, 3, "-2"), (2, 2, "0"), (None, 1, "—"), (1, None, "—"), ("／", 1, "—")]
)
def test_more_is_told_with_its_sign(now: Any, before: Any, told: str) -> None:
    assert difference(now, before) == told


def test_each_sum_of_a_table_says_whether_it_holds(qtbot: QtBot) -> None:
    sums = [Balance("一 + 二 = 三 + 四", "5 = 5", holds=True), Balance("总计", "5 ≠ 6", holds=False)]
    card = BalanceCard("表三", sums)
    qtbot.addWidget(card)
    said = [each for each in cast("list[Any]", card.findChildren(Words)) if each.text()]
    assert said[0].text() == "表三的勾稽"
    assert [sign_of(each) for each in said[1::2]] == [Sign.DONE, Sign.WRONG]
    assert [each.objectName() for each in said[2::2]] == ["secondary", "overdue"]
    assert all(one.label in card.accessibleName() for one in sums)


def test_last_years_words_say_where_there_are_none(session: Session, qtbot: QtBot) -> None:
    card = LastYear(session)
    qtbot.addWidget(card)
    card.show_section(SECTION_HEADINGS[0], 2024, None)
    assert card.title.text() == SECTION_HEADINGS[0]
    assert "没有上年报告" in card.meter.text()
    assert card.text.text() == ""
    assert card.text.alignment() & Qt.AlignmentFlag.AlignTop
    assert isinstance(BeforeBox().text, Words)
