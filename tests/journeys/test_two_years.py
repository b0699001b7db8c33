"""Two years through the real window: draft, findings settled from their buttons, issue, correct, carry over, and again.

What 2023 leaves open, 2024 opens with, in the column where it was left; T3-41 sees to it.
"""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from disclosure.report.cells import CELLS
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import OPENING, OTHERS, OVERVIEW, PROBLEMS
from disclosure.report.tables import figure_text
from exporters.report.files import KINDS
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.record_form import RecordForm
from gui.kit.messages import Question
from gui.kit.words_dialog import WordsDialog
from gui.registers.page import RegisterPage
from gui.report.desk import IssueDialog
from gui.report.page import ReportPage
from gui.report.rollover import RolloverDialog
from gui.report.sides import View
from gui.shell.main_window import MainWindow
from tasks.report.issuing import frozen_report
from tasks.report.versions import versions_of
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.journeys.test_a_year import fill, press
from tests.report_texts import PLATFORM
from tests.report_texts import PROBLEMS as WRITTEN

SLOW = 60_000
OFFICE = {
    "name": "示例市示范区清河街道办事处",
    "short_name": "街道",
    "phone": "0500-0000000",
    "opening_on": "2022-12-31",
    "opening_releases": "500",
    "opening_requests": "1",
}
OPEN_REQUEST = {
    "applicant_kind": "商业企业",
    "applicant": "测试公司",
    "channel": "当面",
    "arrived_on": "2023-12-20",
    "content": "某路段施工许可材料",
}
NEW_WORDS = {
    "公开内容的时效还不够，个别科室报送信息迟缓": "老旧小区改造、学区划分的进度更新慢，居民要打电话才问得到",
    "每月核对公开目录，按季度通报各科室的报送情况": "改造进度每月五日前上墙上网",
    "规范答复文书的说理": "答复书引用条款由两人核对",
}
ANSWERED = {
    "applicant_kind": "自然人",
    "applicant": "张某某",
    "channel": "当面",
    "arrived_on": "2023-5-17",
    "content": "辖区长者食堂补贴标准",
}


@pytest.fixture
def desk(qtbot: QtBot, window: MainWindow) -> ReportPage:
    """The report page on 2023, the office typed in."""
    form = window.work.edit_profile()
    assert isinstance(form, RecordForm)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    fill(qtbot, form, OFFICE)
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    return page


def new_request(qtbot: QtBot, window: MainWindow, typed: dict[str, str]) -> RegisterPage:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    fill(qtbot, press(qtbot, page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier), typed)
    return page


def wait(qtbot: QtBot, page: ReportPage, year: int) -> None:
    """Wait until the report of a year was checked as it is now."""
    page.desk.standing = None
    page.desk.check()
    qtbot.waitUntil(lambda: page.desk.standing is not None and page.desk.standing.year == year, timeout=SLOW)


def rules(page: ReportPage) -> set[str]:
    return {row.judged.finding.rule for row in page.notes.rows if row.judged.is_open}


def explain_all(qtbot: QtBot, page: ReportPage, year: int) -> None:
    """Say a word to every warning, from its own button."""
    for rule in sorted(rules(page)):
        for _ in range(sum(row.judged.finding.rule == rule and row.judged.is_open for row in page.notes.rows)):
            row = next(one for one in page.notes.rows if one.judged.is_open and one.judged.finding.rule == rule)
            row.buttons["说明"].click()
            dialog = find_window(WordsDialog)
            type_text(dialog.text, "已与台账和去年报告核对")
            dialog.save_button.click()
            qtbot.waitUntil(lambda: len(open_windows()) == 1)
            wait(qtbot, page, year)


def retype(page: ReportPage, part: str, old: str, new: str) -> None:
    editor = page.editors[part]
    editor.text.setPlainText(editor.text.toPlainText().replace(old, new))
    editor.keep()


def issue(qtbot: QtBot, page: ReportPage) -> None:
    page.bar.issue_button.click()
    find_window(IssueDialog).save_button.click()
    qtbot.waitUntil(lambda: page.bar.state.text().startswith("已签发 第 1 版"), timeout=SLOW)


def type_the_first_year(qtbot: QtBot, window: MainWindow) -> None:
    """One request answered, one left open."""
    requests = new_request(qtbot, window, ANSWERED)
    fill(
        qtbot,
        press(qtbot, requests, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        {"outcome": "予以公开", "answered_on": "2023-06-02"},
    )
    new_request(qtbot, window, OPEN_REQUEST)
    window.show_page("report")


def settle_a_wrong_sentence(qtbot: QtBot, desk: ReportPage) -> None:
    """A wrong sentence is an error; its button leads to the words, and putting them right settles it."""
    retype(desk, OVERVIEW, "{收到申请情况}", "本年度未收到政府信息公开申请")
    wait(qtbot, desk, 2023)
    assert "X-12" in rules(desk)
    assert not desk.bar.issue_button.isEnabled()
    desk.notes.row("X-12").buttons["去修改"].click()
    assert desk.paper.focusWidget() is desk.editors[OVERVIEW].text
    retype(desk, OVERVIEW, "本年度未收到政府信息公开申请", "{收到申请情况}")
    wait(qtbot, desk, 2023)
    assert "X-12" not in rules(desk)
    date_it(desk, "2024-01-10")
    wait(qtbot, desk, 2023)
    assert "F-26" in rules(desk)
    read_and_write(qtbot, desk, 2023)
    explain_all(qtbot, desk, 2023)
    issue(qtbot, desk)


def read_and_write(qtbot: QtBot, desk: ReportPage, year: int) -> None:
    """What the program drafted is read, section five and the platform are written: only then is anything ticked."""
    retype(desk, OVERVIEW, "{平台建设情况}", PLATFORM)
    retype(desk, PROBLEMS, desk.editors[PROBLEMS].text.toPlainText(), WRITTEN)
    wait(qtbot, desk, year)
    read(qtbot, desk, year, OPENING, OVERVIEW, OTHERS)


def read(qtbot: QtBot, desk: ReportPage, year: int, *parts: str) -> None:
    """核对过 at each paragraph of parts whose drafted paragraphs are new, or read otherwise than before."""
    for part in parts:
        desk.show_part(desk.editors[part].part.label)
        qtbot.waitUntil(desk.editors[part].read_button.isVisible, timeout=SLOW)
        while desk.editors[part].read_button.isVisible():
            desk.editors[part].read_button.click()
    wait(qtbot, desk, year)
    assert "F-26" not in rules(desk)


def date_it(desk: ReportPage, day: str) -> None:
    desk.show_part("成文日期")
    desk.editors["dated_on"].text.setPlainText(day)
    desk.editors["dated_on"].keep()


def enter_a_late_request(qtbot: QtBot, window: MainWindow) -> None:
    """The form says before saving what it changes in the issued year."""
    late = {**ANSWERED, "number": "2023-补1", "applicant": "李某某", "arrived_on": "2023-7-3"}
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    form = press(qtbot, page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for name, text in late.items():
        form.fields[name].editor.keyboards()[-1].setFocus(Qt.FocusReason.TabFocusReason)  # what is preset is selected
        type_text(form.fields[name].editor.keyboards()[-1], text)
    qtbot.waitUntil(lambda: "此修改将使 2023 年报4 个单元格" in form.gate.text(), timeout=SLOW)
    form.save_button.click()
    question = find_window(Question)
    assert "已签发的 2023 年度报告" in question.text()
    question.go_on_button.click()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def correct(qtbot: QtBot, window: MainWindow, desk: ReportPage, session: Session) -> None:
    """The bridge is broken until a correction makes a second version; the first one stays."""
    window.show_page("report")
    wait(qtbot, desk, 2023)
    assert "不同" in desk.bar.why.text() or "待处理" in desk.bar.why.text()
    read(qtbot, desk, 2023, OVERVIEW)  # its sentence on requests reads otherwise now
    explain_all(qtbot, desk, 2023)
    desk.bar.acts["年度结转…"].trigger()
    bridge = find_window(RolloverDialog)
    assert not bridge.roll_button.isEnabled()
    assert "自然人：登记簿结转 1，2023 年报公布的是 0" in bridge.problem.text()
    bridge.close()
    desk.bar.issue_button.click()
    dialog = find_window(WordsDialog)
    type_text(dialog.text, "补录一件漏登的申请")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: desk.bar.state.text().startswith("已更正 第 2 版"), timeout=SLOW)
    first, second = versions_of(session.registers, 2023)
    assert "一件漏登" in second.reason
    assert frozen_report(first).figures != frozen_report(second).figures


def bridge_column(bridge: RolloverDialog, column: int) -> list[str]:
    items = [bridge.table.item(row, column) for row in range(bridge.table.rowCount())]
    return [item.text() for item in items if item is not None]


def carry_over(qtbot: QtBot, window: MainWindow, desk: ReportPage) -> None:
    """Two open requests go on, each in its column."""
    desk.bar.acts["年度结转…"].trigger()
    bridge = find_window(RolloverDialog)
    assert bridge.roll_button.isEnabled()
    assert bridge_column(bridge, 0) == ["1", "1", "1"]
    assert bridge_column(bridge, 6) == ["2", "2", "2"]
    bridge.roll_button.click()
    qtbot.waitUntil(lambda: window.year == 2024, timeout=SLOW)


def figures(report: AnnualReport, row: str) -> list[str]:
    """The printed figures of a row of table three, 自然人 to 总计."""
    return [figure_text(report.figures[cell]) for cell in CELLS if (cell.table, cell.row) == ("table3", row)]


def opens_with_what_was_left(desk: ReportPage, session: Session) -> None:
    """Line two of 2024 is line four of the 2023 that was published last, in all seven columns."""
    published = frozen_report(versions_of(session.registers, 2023)[-1])
    assert figures(published, "n4") == ["1", "1", "0", "0", "0", "0", "2"]
    assert figures(desk.report, "n2") == figures(published, "n4")


def says_the_chains(desk: ReportPage) -> None:
    """500 and none; 1 before the program, 3 of 2023, none of 2024."""
    overview = desk.report.sections[0].text
    assert "历年累计公开政府信息500条" in overview
    assert "累计受理政府信息公开申请4件" in overview


def rewrite_what_was_copied(qtbot: QtBot, desk: ReportPage) -> None:
    """The meter tells that section five is still last year's, and that it no longer is."""
    read_and_write(qtbot, desk, 2024)
    desk.show_part("五、存在的主要问题及改进情况")
    meter = desk.sides.last_year.meter
    assert "相似 100%" in meter.text()
    assert "超过 80%，要改写" in meter.text()
    for old, new in NEW_WORDS.items():
        retype(desk, PROBLEMS, old, new)
    qtbot.waitUntil(lambda: meter.sign is Sign.DONE)
    desk.show_side(View.LAST_YEAR)
    assert "个别科室报送信息迟缓" in desk.sides.last_year.text.text()


def write_the_second_year(
    qtbot: QtBot, window: MainWindow, desk: ReportPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Carried requests answered, last year's words rewritten, issued."""
    requests = window.show_page("requests")
    assert isinstance(requests, RegisterPage)
    for request in list(session.registers.all(Request)):
        if request.outcome is None:
            window.show_record("requests", request.id)
            fill(
                qtbot,
                press(qtbot, requests, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
                {"outcome": "予以公开", "answered_on": "2024-01-08", "lateness_reason": "补录"},
            )
    window.show_page("report")
    opens_with_what_was_left(desk, session)
    says_the_chains(desk)
    rewrite_what_was_copied(qtbot, desk)
    date_it(desk, "2025-01-10")
    wait(qtbot, desk, 2024)
    assert "还没有结束" in desk.bar.why.text()
    monkeypatch.setattr(session, "_today", lambda: date(2025, 1, 10))
    wait(qtbot, desk, 2024)
    assert "T3-41" not in rules(desk)
    explain_all(qtbot, desk, 2024)
    assert not rules(desk), [row.judged for row in desk.notes.rows if row.judged.is_open]
    issue(qtbot, desk)


def test_two_years_are_written_checked_issued_corrected_and_chained(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    window: MainWindow,
    desk: ReportPage,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_the_first_year(qtbot, window)
    settle_a_wrong_sentence(qtbot, desk)
    enter_a_late_request(qtbot, window)
    correct(qtbot, window, desk, session)
    carry_over(qtbot, window, desk)
    write_the_second_year(qtbot, window, desk, session, monkeypatch)
    code = versions_of(session.registers, 2024)[0].version_code
    papers = [tmp_path / f"2024{suffix}" for suffix in KINDS]
    desk.write(papers)
    qtbot.waitUntil(desk.written.isVisible, timeout=SLOW)
    assert [one.name for one in papers if code not in str(KINDS[one.suffix].read(one))] == []
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert session.registers.verify() == []
