"""Findings are settled from their buttons, a report is issued and corrected, and its pages follow what is typed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import Attachment, Draft, IssuedReport, Request
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import TABLE_SECTIONS, report_title
from disclosure.report.narrative import DATED_ON, OTHERS, OVERVIEW
from disclosure.terms import BusinessKind, TextState
from exporters.report.json import report_json
from gui.base.appearance import colour
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.record_form import RecordForm
from gui.kit.words_dialog import WordsDialog
from gui.report.desk import IssueDialog
from gui.report.page import ReportPage
from gui.report.paper.editor import STATE_WORDS
from gui.report.published import CheckReportDialog
from gui.report.rollover import RolloverDialog
from gui.report.rule_book import RuleDialog
from gui.report.sides import View
from gui.report.versions import VersionsDialog
from gui.shell.main_window import MainWindow
from tasks.report.portal import proofs_of
from tasks.report.versions import versions_of
from tests.gui.fixtures import STANDING, find_window, open_windows, type_text
from tests.gui.report.given_back import given_back, standing_report
from tests.issued_year import with_a_yes
from tests.records_factory import make_profile, make_release, make_request, make_tally
from tests.report_texts import PROBLEMS, read_texts

pytestmark = pytest.mark.usefixtures("checked_soon")
SLOW = 60_000
REPORTS = Path(__file__).parents[2] / "data" / "reports"


def fill(session: Session) -> None:
    """A complete office, one request of 2023 answered, its report dated in January."""
    session.save(make_profile(phone="0500-0000000", address="测试路1号"))
    session.save(make_release(formed_on=date(2023, 5, 1), published_on=date(2023, 5, 2)))
    session.save(
        make_request(
            number="2023-001",
            arrived_on=date(2023, 3, 1),
            received_on=date(2023, 3, 1),
            outcome=Outcome.GRANTED,
            answered_on=date(2023, 3, 20),
        )
    )
    session.save(Draft(year=2023, part=DATED_ON, text="2024-01-10"))
    read_texts(session.registers, 2023)


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The report of that office in a window for all tests that can be undone."""
    with standing_report(tmp_path_factory.mktemp("standing"), fill, year=2023) as window:
        yield window


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """That report, given back by each test."""
    yield from given_back(standing)


@pytest.fixture
def alone(qtbot: QtBot, frame: MainWindow, session: Session) -> ReportPage:
    """That report in a window of its own, for what no undoing takes back: what was issued, last year's report."""
    fill(session)
    frame.year_box.setCurrentIndex(frame.year_box.findData(2023))
    shown = frame.show_page("report")
    assert isinstance(shown, ReportPage)
    stands(qtbot, shown)
    return shown


def stands(qtbot: QtBot, page: ReportPage, holds: Callable[[], bool] = lambda: True) -> None:
    """Wait until the report was checked and something holds."""
    qtbot.waitUntil(
        lambda: page.desk.standing is not None and page.desk.standing.year == page._year and holds(), timeout=SLOW
    )


def others_open(page: ReportPage) -> list[QWidget]:
    """Return what is open beside a window of its own and the one that stands."""
    return [each for each in open_windows() if each is not page.window() and each not in STANDING]


def say(qtbot: QtBot, page: ReportPage, part: str, text: str) -> None:
    """Type a text in place of a part's own."""
    editor = page.editors[part]
    editor.text.setPlainText(text)
    editor.keep()
    stands(qtbot, page, lambda: page.report.year == page._year)


def put_back(qtbot: QtBot, page: ReportPage, part: str) -> None:
    """Write something and return to the text of the program: nobody has touched it."""
    say(qtbot, page, part, "写错的一句。")
    page.editors[part].put_back()
    page.editors[part].keep()


def rules(page: ReportPage) -> set[str]:
    return {row.judged.finding.rule for row in page.notes.rows if row.judged.is_open}


def read_all(page: ReportPage, part: str) -> int:
    """Read the paragraphs of a part one by one, as they have to be, and return how many there were."""
    page.show_part(page.editors[part].part.label)
    presses = 0
    while page.editors[part].read_button.isVisible():
        page.editors[part].read_button.click()
        presses += 1
    return presses


def issue(qtbot: QtBot, page: ReportPage) -> None:
    qtbot.waitUntil(page.bar.issue_button.isEnabled, timeout=SLOW)
    page.bar.issue_button.click()
    dialog = find_window(IssueDialog)
    dialog.save_button.click()
    qtbot.waitUntil(page.bar.acts["版本…"].isEnabled, timeout=SLOW)


def test_a_warning_is_listed_with_its_rule_and_goes_to_its_text(qtbot: QtBot, page: ReportPage) -> None:
    say(qtbot, page, OTHERS, "{信息处理费}。接待群众100余条。")
    stands(qtbot, page, lambda: "F-12" in rules(page))
    assert not page.bar.issue_button.isEnabled()
    assert "还不能签发" in page.bar.why.text()
    row = page.notes.row("F-12")
    row.buttons["规则"].click()
    dialog = find_window(RuleDialog)
    assert "F-12" in dialog.windowTitle()
    dialog.close()
    row.buttons["去修改"].click()
    assert page.editors[OTHERS].text.textCursor().selectedText() == "100余条"
    assert page.editors[OTHERS].text.hasFocus()


def test_a_warning_is_settled_by_words_or_set_aside(qtbot: QtBot, page: ReportPage) -> None:
    say(qtbot, page, OTHERS, "{信息处理费}。接待群众100余条。")
    stands(qtbot, page, lambda: "F-12" in rules(page))
    page.notes.row("F-12").buttons["说明"].click()
    dialog = find_window(WordsDialog)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.text, "台账无法精确到个位")
    dialog.save_button.click()
    stands(qtbot, page, lambda: "F-12" not in rules(page))
    assert "台账无法精确到个位" in page.notes.row("F-12").judged.said
    for row in [one for one in page.notes.rows if "忽略" in one.buttons]:
        row.buttons["忽略"].click()
    stands(qtbot, page, page.bar.issue_button.isEnabled)
    assert page.bar.state.text() == "已检查"
    assert not page.notes.row("F-12").isVisible()
    page.bar.acts["看已处理的提醒"].setChecked(True)
    assert page.notes.row("F-12").isVisible()
    page.bar.acts["看已处理的提醒"].setChecked(False)
    assert not page.notes.row("F-12").isVisible()


def test_a_blank_cell_of_last_years_report_is_no_number_read(
    qtbot: QtBot, alone: ReportPage, session: Session, tmp_path: Path
) -> None:
    figures = {**alone.report.figures, CellKey("table3", "n1", "company"): ""}
    last = replace(alone.report, year=2022, title=report_title(alone.report.agency, 2022), figures=figures)
    (tmp_path / "2022.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    with qtbot.waitSignal(session.told, check_params_cb=lambda said: "读出 199 个数字" in said):
        alone.desk.read_last_year(tmp_path / "2022.json")
    note = find_window(QMessageBox)
    assert "读出 199 格，应有 200 格" in note.text(), "what is compared with next must not seem whole"
    note.close()


def test_a_large_change_takes_a_reason_and_the_gate_before_issuing_shows_it(
    qtbot: QtBot, alone: ReportPage, session: Session, tmp_path: Path
) -> None:
    session.save(make_tally(kind=BusinessKind.PENALTY, on=date(2023, 6, 30), quantity=30))
    last = replace(
        alone.report,
        year=2022,
        title=report_title(alone.report.agency, 2022),
        figures={**alone.report.figures, CellKey("table2", "penalties", "decisions"): 12},
        sections=(),
    )
    (tmp_path / "2022.json").write_text(json.dumps(report_json(last), ensure_ascii=False), encoding="utf-8")
    alone.desk.read_last_year(tmp_path / "2022.json")
    stands(qtbot, alone, lambda: "X-18" in rules(alone))
    row = alone.notes.row("X-18")
    assert "忽略" not in row.buttons
    row.buttons["说明"].click()
    dialog = find_window(WordsDialog)
    type_text(dialog.text, "开展占道经营集中整治")
    dialog.save_button.click()
    stands(qtbot, alone, lambda: "X-18" not in rules(alone))
    for other in [one for one in alone.notes.rows if "忽略" in one.buttons]:
        other.buttons["忽略"].click()
    qtbot.waitUntil(alone.bar.issue_button.isEnabled, timeout=SLOW)
    alone.bar.issue_button.click()
    gate = find_window(IssueDialog)
    told = "\n".join(label.text() for label in cast("list[QLabel]", gate.findChildren(QLabel)))
    assert "行政处罚本年处理决定数量30件，比上年的12件增加150%" in told
    assert "开展占道经营集中整治" in told
    gate.reject()


def test_the_parts_show_where_something_is_left(qtbot: QtBot, page: ReportPage) -> None:
    tables = [page.contents.items[heading] for heading in TABLE_SECTIONS]
    said = [item.data(0, Qt.ItemDataRole.AccessibleTextRole) for item in tables]
    assert said == ["二、主动公开表，核对过", "三、收到和处理表，核对过", "四、复议诉讼表，核对过"]
    rows = [*page.contents.items.values()]
    rows += [above.child(place) for above in rows for place in range(above.childCount())]
    spoken = [str(row.data(0, Qt.ItemDataRole.AccessibleTextRole)).rpartition("，")[2] for row in rows]
    for state, (told, _sign) in STATE_WORDS.items():  # 「核对过 2」, and she counted four ticks above it
        assert page.contents.counts[state].text() == str(spoken.count(told))
    say(qtbot, page, OVERVIEW, "本年度未收到政府信息公开申请。")
    stands(qtbot, page, lambda: "不符" in page.bar.check_button.text())
    item, tree = page.contents.items["一、总体情况"], page.contents.tree
    assert int(item.text(1)) > 0
    place = tree.visualItemRect(item)
    place.setLeft(tree.header().sectionPosition(1))
    for chosen in (False, True):  # 「1」 was red until one went there, and then as blue as the title
        tree.clearSelection()
        item.setSelected(chosen)
        seen = tree.viewport().grab(place).toImage()
        inks = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())}
        assert colour(Sign.WRONG.role).name() in inks


def test_what_the_program_drafted_is_never_ticked_until_it_was_read(qtbot: QtBot, alone: ReportPage) -> None:
    """A text nobody had looked at stood with a tick, and was issued."""
    for part in (OVERVIEW, OTHERS, "problems"):
        put_back(qtbot, alone, part)
    stands(qtbot, alone, lambda: "F-26" in rules(alone))
    assert alone.contents.told("六、其他需要报告的事项") == "未动过"
    assert alone.contents.told("五、存在的主要问题及改进情况") == "未动过"
    assert not alone.bar.issue_button.isEnabled()
    told = {row.judged.finding.part: set(row.buttons) for row in alone.notes.rows if row.judged.finding.rule == "F-26"}
    assert told == {
        OVERVIEW: {"规则", "去修改"},  # it still asks for a sentence on the platform
        OTHERS: {"核对过", "规则", "去修改"},
        "problems": {"规则", "去修改"},
    }
    for part, is_marked in (("problems", True), (OTHERS, False)):
        found = (row.judged.finding for row in alone.notes.rows if row.judged.finding.rule == "F-26")
        finding = next(one for one in found if one.part == part)
        alone.go_to(finding)
        marked = alone.editors[part].text.textCursor().selectedText()
        # the caret stood before the sub-heading, which what she typed then broke; what is to be read is not replaced
        assert (marked == finding.quotes[0], bool(marked)) == (is_marked, is_marked)
    alone.show_part("六、其他需要报告的事项")
    editor = alone.editors[OTHERS]
    assert (editor.state.text(), editor.state.sign) == ("未动过", Sign.UNTOUCHED)
    assert editor.read_button.isVisible()
    editor.read_button.click()
    assert alone.contents.told("六、其他需要报告的事项") == "核对过"
    assert (editor.state.text(), editor.state.sign) == ("核对过", Sign.DONE)
    assert not editor.read_button.isVisible()
    say(qtbot, alone, "problems", PROBLEMS)
    stands(qtbot, alone, lambda: alone.contents.told("五、存在的主要问题及改进情况") == "写过")
    assert alone.editors["problems"].state.text() == "写过"


def test_every_paragraph_is_read_by_itself_and_shows_where_it_stands(qtbot: QtBot, alone: ReportPage) -> None:
    """One paragraph of five was written by hand, and 「写过」 stood over all of them."""
    editor = alone.editors[OVERVIEW]
    default = editor.part.default.replace("{平台建设情况}", "通过政府门户网站公开政府信息")
    put_back(qtbot, alone, OVERVIEW)
    say(qtbot, alone, OVERVIEW, default)
    stands(qtbot, alone, lambda: "F-26" in rules(alone))
    alone.show_part("一、总体情况")
    assert editor.state.text() == "4 段没有核对"
    assert [state for state in editor.lines if state].count(TextState.UNTOUCHED) == 4
    written = editor.text.toPlainText().split("\n").index(default.split("\n")[7])
    assert editor.lines[written] is TextState.WRITTEN
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.state.text() == "3 段没有核对"
    assert read_all(alone, OVERVIEW) == 3
    stands(qtbot, alone, lambda: "F-26" not in rules(alone))
    assert editor.state.text() == "写过"


def test_a_part_is_read_from_its_finding_too(qtbot: QtBot, alone: ReportPage) -> None:
    put_back(qtbot, alone, OTHERS)
    stands(qtbot, alone, lambda: "F-26" in rules(alone))
    alone.notes.row("F-26").buttons["核对过"].click()
    stands(qtbot, alone, lambda: "F-26" not in rules(alone))


def test_a_finding_of_a_table_shows_its_cell_and_records(qtbot: QtBot, page: ReportPage) -> None:
    say(qtbot, page, OVERVIEW, "本年度未收到政府信息公开申请。")
    stands(qtbot, page, lambda: "X-12" in rules(page))
    row = page.notes.row("X-12")
    row.buttons["去修改"].click()
    assert page.editors[OVERVIEW].text.hasFocus()
    row.buttons["查看记录"].click()
    assert page.records.isVisible()
    assert "2023-001" in page.records.list.item(0).text()


def test_before_a_year_was_checked_it_is_not_said_that_nothing_was_found(alone: ReportPage) -> None:
    alone.set_year(2022)
    alone.finish()
    assert alone.bar.check_button.text() == "正在检查…  F8"
    assert alone.contents.told("三、收到和处理政府信息公开申请情况") == ""
    assert alone.notes.rows == []


def settle(qtbot: QtBot, page: ReportPage) -> None:
    """Set every open warning aside."""
    for row in [one for one in page.notes.rows if "忽略" in one.buttons]:
        row.buttons["忽略"].click()
    qtbot.waitUntil(lambda: not rules(page), timeout=SLOW)


def test_a_report_is_issued_corrected_and_every_version_kept(
    qtbot: QtBot, alone: ReportPage, session: Session, tmp_path: Path
) -> None:
    settle(qtbot, alone)
    issue(qtbot, alone)
    qtbot.waitUntil(lambda: alone.bar.state.text().startswith("已签发 第 1 版"), timeout=SLOW)
    assert (alone.bar.why.text(), alone.bar.why.sign) == ("与签发版一致", Sign.DONE)
    assert not alone.bar.issue_button.isEnabled()
    missed = make_release(name="漏登的一条", formed_on=date(2023, 6, 1), published_on=date(2023, 6, 2))
    with_a_yes(lambda: session.save(missed))
    # the program's sentence on releases reads otherwise now: that one is to be read again
    stands(qtbot, alone, lambda: "F-26" in rules(alone))
    assert len(alone.notes.row("F-26").judged.finding.quotes) == 1
    alone.notes.row("F-26").buttons["核对过"].click()
    qtbot.waitUntil(alone.bar.issue_button.isEnabled, timeout=SLOW)
    assert alone.bar.issue_button.text() == "更正…"
    alone.bar.issue_button.click()
    dialog = find_window(WordsDialog)
    type_text(dialog.text, "漏登一条主动公开信息")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: alone.bar.state.text().startswith("已更正 第 2 版"), timeout=SLOW)
    assert [one.reason for one in versions_of(session.registers, 2023)] == ["", "漏登一条主动公开信息"]

    alone.bar.acts["版本…"].trigger()
    versions = find_window(VersionsDialog)
    assert versions.table.rowCount() == 2
    versions.table.selectRow(0)
    versions.compare()
    assert "个句子不同" in versions.told.toPlainText()
    versions.regenerate()
    qtbot.waitUntil(lambda: "逐字节相同" in versions.told.toPlainText(), timeout=SLOW)
    versions.write_files(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*年度报告（2023V1-*"))) == 6, timeout=SLOW)
    versions.check_page(next(tmp_path.glob("*.html")))
    qtbot.waitUntil(lambda: "不一致" in versions.told.toPlainText(), timeout=SLOW)
    assert "第 2 版不一致" in versions.told.toPlainText(), "the first is selected, the last was compared with"
    assert "历年累计公开政府信息1条" not in versions.told.toPlainText().split("\n")[0]
    # 「已存为发布证明」, it said of a file that can only be read, and kept nothing
    kept = session.registers.count(Attachment)
    session.registers._connection.is_read_only = True
    versions.check_page(next(tmp_path.glob("*2023V2-*.txt"), next(tmp_path.glob("*.txt"))))
    qtbot.waitUntil(lambda: "没有存为" in versions.told.toPlainText(), timeout=SLOW)
    session.registers._connection.is_read_only = False
    assert session.registers.count(Attachment) == kept
    versions.close()
    assert session.registers.count(IssuedReport) == 2


@pytest.mark.usefixtures("data_alone")
def test_the_seed_offices_page_pasted_from_the_browser_lacks_its_three_tables(
    qtbot: QtBot, alone: ReportPage, session: Session
) -> None:
    settle(qtbot, alone)
    issue(qtbot, alone)
    alone.bar.acts["版本…"].trigger()
    versions = find_window(VersionsDialog)
    versions.buttons["粘贴网页文字…"].click()
    dialog = find_window(WordsDialog)
    assert not dialog.save_button.isEnabled()
    assert isinstance(dialog.text, QPlainTextEdit)
    dialog.text.setPlainText((REPORTS.parent / "seed-report-2023.txt").read_text(encoding="utf-8"))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "第二、三、四部分无表格" in versions.told.toPlainText(), timeout=SLOW)
    assert "已存为发布核对记录" in versions.told.toPlainText()
    (issued,) = session.registers.all(IssuedReport)
    assert [proof.name.endswith((".txt", "结果.txt")) for proof in proofs_of(session.registers, issued)] == [True, True]
    versions.close()
    qtbot.waitUntil(lambda: others_open(alone) == [])


def test_only_a_number_that_disagrees_is_underlined_and_bound_ones_are_tinted(qtbot: QtBot, page: ReportPage) -> None:
    say(qtbot, page, OVERVIEW, "2023年培训3次，收到政府信息公开申请12件。{信息处理费}。")
    stands(qtbot, page, lambda: "X-1" in rules(page))
    text = page.editors[OVERVIEW].text
    (marked,) = (one.cursor.selectedText() for one in text.extraSelections())  # type: ignore[attr-defined]
    assert "12" in marked
    assert "培训" not in marked
    found = text.field_at(text.printed().index("本单位") + 1)
    assert found is not None
    assert found[2] == "信息处理费"


def test_a_wrong_number_is_taken_from_the_register_with_the_first_link(qtbot: QtBot, page: ReportPage) -> None:
    """正文写 12，登记簿是 1: the card says both, its first link puts it right, and from then on it follows."""
    say(qtbot, page, OVERVIEW, "本年度收到政府信息公开申请12件。")
    stands(qtbot, page, lambda: "X-1" in rules(page))
    note = page.notes.row("X-1")
    assert note.title.text() == "正文写 12，登记簿是 1"
    first = next(iter(note.links.values()))
    assert first.text() == "改用登记簿的 1"
    first.click()
    stands(qtbot, page, lambda: "X-1" not in rules(page))
    assert page.report.sections[0].text == "本年度收到政府信息公开申请1件。"


def test_the_menu_of_fields_tells_their_present_words(page: ReportPage) -> None:
    editor = page.editors[OTHERS]
    editor.insert_button.menu().aboutToShow.emit()
    assert "本单位未收取信息处理费" in editor.field_actions["信息处理费"].text()
    assert "1" in editor.field_actions["新收申请件数"].text()


@pytest.mark.usefixtures("data_alone")
def test_last_years_words_stand_beside_this_years(qtbot: QtBot, alone: ReportPage, window: MainWindow) -> None:
    settle(qtbot, alone)
    issue(qtbot, alone)
    window.year_box.setCurrentIndex(window.year_box.findData(2024))
    stands(qtbot, alone, lambda: alone.desk.standing is not None and alone.desk.standing.previous is not None)
    alone.show_part("五、存在的主要问题及改进情况")
    alone.show_side(View.LAST_YEAR)
    assert "个别科室报送信息迟缓" in alone.sides.last_year.text.text()
    assert "自己写的文字很少" in alone.sides.last_year.meter.text()
    say(qtbot, alone, "problems", PROBLEMS)
    qtbot.waitUntil(lambda: "100%" in alone.sides.last_year.meter.text(), timeout=SLOW)
    assert "要改写" in alone.sides.last_year.meter.text()
    rewritten = "一是老旧小区改造的信息更新慢；二是村居公开栏检查不够。今年将逐月检查并通报结果，补齐短板。"
    say(qtbot, alone, "problems", rewritten)
    qtbot.waitUntil(lambda: alone.sides.last_year.meter.sign is Sign.DONE, timeout=SLOW)


@pytest.mark.usefixtures("data_alone")
def test_an_edit_tells_what_it_changes_before_it_is_saved(qtbot: QtBot, alone: ReportPage, session: Session) -> None:
    settle(qtbot, alone)
    issue(qtbot, alone)
    (request,) = session.registers.all(Request)
    form = RecordForm(Request, session.save, original=request, sources=session.sources(Request), parent=alone.window())
    form.open()
    outcome = form.fields["outcome"].editor.keyboards()[-1]
    outcome.setFocus()
    outcome.selectAll()  # type: ignore[attr-defined]
    type_text(outcome, "本机关不掌握相关政府信息")
    form.tell_effects()
    assert "此修改将使 2023 年报4 个单元格" in form.gate.text()
    assert "（一）予以公开·自然人 1→0" in form.gate.text()
    assert "已签发（第 1 版）" in form.gate.text()
    assert form.save_button.isEnabled()
    before = session.registers.fingerprint
    form.tell_effects()
    assert session.registers.fingerprint == before
    form._leave()
    qtbot.waitUntil(lambda: others_open(alone) == [])


def test_every_cell_a_finding_can_name_is_reachable(page: ReportPage) -> None:
    for cell in (CELLS[0], CellKey("table3", "n1", "total"), CELLS[-1]):
        page.tables[cell.table].select(cell)
        index = page.tables[cell.table].currentIndex()
        assert index.data(Qt.ItemDataRole.UserRole) == cell


def test_a_report_made_elsewhere_is_judged_also_against_the_year_before(qtbot: QtBot, page: ReportPage) -> None:
    page.bar.acts["检查别的年报…"].trigger()
    dialog = find_window(CheckReportDialog)
    dialog.read(next(REPORTS.glob("001-*.json")))
    qtbot.waitUntil(lambda: bool(dialog.panel.rows), timeout=SLOW)
    assert {"T4-1", "T4-3"} <= {row.judged.finding.rule for row in dialog.panel.rows}
    assert "读出" in dialog.told.text()
    assert set(dialog.panel.rows[0].buttons) == {"规则"}
    dialog.read(next(REPORTS.glob("019-*.json")))
    dialog.read(next(REPORTS.glob("018-*.json")), is_previous=True)
    qtbot.waitUntil(lambda: "上一年 018-" in dialog.told.text(), timeout=SLOW)
    assert not [row for row in dialog.panel.rows if row.judged.finding.is_error]
    dialog.close()


def test_numbers_of_people_shut_the_issue_and_are_told_before_an_export(qtbot: QtBot, page: ReportPage) -> None:
    say(qtbot, page, OTHERS, "{信息处理费}。代办人证号11010519491231002X。")
    stands(qtbot, page, lambda: "F-21" in rules(page))
    assert page.desk.standing is not None
    assert "F-21" in [one.finding.rule for one in page.desk.standing.hindrances]
    dialog = page.ask_export()
    assert "身份证号码（110105********002X）" in dialog.told.text()
    dialog.close()


def test_no_column_of_the_bridge_between_two_years_is_cut(qtbot: QtBot, page: ReportPage) -> None:
    """社会公益组织 and 法律服务机构 had lost their first and last characters."""
    page.bar.acts["年度结转…"].trigger()
    bridge = find_window(RolloverDialog)
    header = bridge.table.horizontalHeader()
    assert all(header.sectionSizeHint(column) <= header.sectionSize(column) for column in range(header.count()))
    last = bridge.table.rowViewportPosition(bridge.table.rowCount() - 1) + bridge.table.rowHeight(0)
    assert last <= bridge.table.viewport().height(), "half a row of what goes on was seen above the lists"
    bridge.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_the_folder_of_an_export_is_seen_without_scrolling(qtbot: QtBot, page: ReportPage) -> None:
    """She did not see where the files would go: the folder stood below the edge."""
    dialog = page.ask_export()
    qtbot.waitUntil(dialog.isVisible)
    qtbot.wait(50)
    assert not dialog.folder.visibleRegion().isEmpty()
    assert dialog.folder.visibleRegion().boundingRect().height() == dialog.folder.height()
    dialog.reject()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_cards_beside_the_report_are_made_a_few_at_a_time(
    qtbot: QtBot, page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty of them in one go let the window stand still for a quarter of a second."""
    monkeypatch.setattr("gui.report.notes._AT_A_TIME", 0)
    known = page.desk.standing
    assert known is not None
    found = known.found
    page.notes.show((), {}, {})
    page.notes.show(found, page.report.figures, {})
    assert len(page.notes._rows) == 1, "the others come when the window has looked at its events"
    page.notes.show(found, page.report.figures, {})
    qtbot.waitUntil(lambda: len(page.notes._rows) == len(found))
    assert list(page.notes._cards.values()) == page.notes.rows, "none is left of those begun before"
    page.notes.show((), {}, {})
    assert page.notes.rows == []


def test_a_save_on_another_tab_is_counted_when_the_report_is_shown_again(
    qtbot: QtBot, page: ReportPage, standing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every save counted the whole year again behind the list it was made in."""
    before = page.report
    standing.show_page("requests")
    counted: list[int] = []
    monkeypatch.setattr(page, "refresh", lambda: counted.append(1))
    standing.session.save(make_release(number="2023-777", formed_on=date(2023, 5, 1), published_on=date(2023, 5, 2)))
    qtbot.wait(300)
    assert counted == []
    monkeypatch.undo()
    standing.show_page("report")
    assert page.report != before
