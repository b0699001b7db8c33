"""What becomes of an issued report is recorded beside it, asked for on 今日, and goes into both packages."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.records import ReportDelivery, ReportEvent
from disclosure.terms import ReportDeliveryKind, ReportEventKind
from gui.base.session import Session
from gui.forms.part_form import PartForm
from gui.report.page import ReportPage
from gui.report.sides import View
from gui.report.trail import PapersDialog, ReportTrail
from gui.shell.main_window import MainWindow
from gui.today.due_cards import DueRow
from gui.today.page import TodayPage
from tests.gui.fixtures import TODAY, find_window, open_windows
from tests.gui.reading import inside
from tests.issued_year import issue_unprinted
from tests.letters_factory import office
from tests.records_factory import make_release

YEAR = 2023


@pytest.fixture
def trail(qtbot: QtBot, frame: MainWindow, session: Session) -> ReportTrail:
    """What stands beside the report of 2023, issued in January."""
    session.registers.save(office(archive="测试区档案馆"))
    session.registers.save(make_release(formed_on=date(2023, 5, 1), published_on=date(2023, 5, 2)))
    issue_unprinted(session.registers, YEAR, date(2024, 1, 10))
    frame.show_year(YEAR)
    page = frame.show_page("report")
    assert isinstance(page, ReportPage)
    page.bar.acts["报送、公布、送档案馆"].trigger()
    assert page.sides.buttons[View.TRAIL].isChecked()
    qtbot.waitUntil(lambda: not page._later.isActive())
    return page.sides.trail


def cells(trail: ReportTrail) -> list[tuple[str, str, str, str]]:
    return [line.cells for line in trail.lines]


def fill(**values: object) -> None:
    form = find_window(PartForm)
    for name, value in values.items():
        form.fields[name].editor.set_value(value)
    form.save_button.click()


def asked(qtbot: QtBot, window: MainWindow) -> dict[DueKind, DueRow]:
    """What 今日 asks about reports, as it stands once it was read."""
    page = window.page("today")
    assert isinstance(page, TodayPage)
    page.refresh()
    qtbot.waitUntil(lambda: page.shown is not None and not (page._is_reading or page._is_stale))
    rows = [row for group in DueGroup for row in page.rows(group)]
    items: list[tuple[DueItem, DueRow]] = [(row.item, row) for row in rows]
    return {item.kind: row for item, row in items if item.register in ("report_deliveries", "report_events")}


def test_the_three_things_are_ticked_off_beside_the_report_and_leave_today(
    qtbot: QtBot, window: MainWindow, session: Session, trail: ReportTrail
) -> None:
    assert [row[:2] for row in cells(trail)] == [("2024-01-10", "签发第1版")]
    assert list(asked(qtbot, window)) == [DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION]
    trail.buttons["报送"].click()
    fill(on=date(2024, 1, 12), recipient="测试区政务公开办公室", proof="签收单1号")
    trail.buttons["公布"].click()
    assert find_window(PartForm).fields["recipient"].editor.raw() == "测试区人民政府网"
    fill(on=date(2024, 1, 15), proof="https://www.example.com/2023")
    qtbot.waitUntil(lambda: len(trail.lines) == 3)
    assert cells(trail)[1:] == [
        ("2024-01-12", "报送", "测试区政务公开办公室", "签收单1号"),
        ("2024-01-15", "公布", "测试区人民政府网", "https://www.example.com/2023"),
    ]
    assert list(asked(qtbot, window)) == [DueKind.REPORT_ARCHIVE]
    trail.buttons["送档案馆"].click()
    fill(proof="移交清单3号")
    qtbot.waitUntil(lambda: len(trail.lines) == 4)
    assert cells(trail)[-1] == ("2024-03-04", "送档案馆", "测试区档案馆", "移交清单3号")
    assert asked(qtbot, window) == {}
    session.undo()
    assert list(asked(qtbot, window)) == [DueKind.REPORT_ARCHIVE], "a slip is taken back"


def test_a_report_sent_back_is_due_on_its_term_until_it_is_settled(
    qtbot: QtBot, window: MainWindow, session: Session, trail: ReportTrail
) -> None:
    """−5 for a report sent back, another −5 for one not put right in time: no day of either was anywhere."""
    page = window.page("report")
    assert isinstance(page, ReportPage)
    trail.buttons["退回整改"].click()
    form = find_window(PartForm)
    assert not form.save_button.isEnabled(), "without a reason nothing is sent back"
    assert any("期限列在今日，登记办结日期后消失" in each.text() for each in inside(form, QLabel))
    fill(on=date(2024, 2, 28), party="测试区政务公开办公室", reason="第五部分没有改进措施", until=date(2024, 3, 8))
    qtbot.waitUntil(lambda: len(trail.lines) == 2)
    assert "尚未办结" in cells(trail)[-1][-1]
    qtbot.waitUntil(lambda: "2024-02-28退回整改，2024-03-08前改正" in page.bar.state.text())
    row = asked(qtbot, window)[DueKind.REPORT_RECTIFICATION]
    assert row.item.due_on == date(2024, 3, 8)
    assert row.item.sentence.startswith("2023年度报告被测试区政务公开办公室退回整改，2024年3月8日前改正")
    row.click()
    form = find_window(PartForm)
    assert form.fields["settled_on"].editor.raw() == TODAY.isoformat()
    form.save_button.click()
    assert DueKind.REPORT_RECTIFICATION not in asked(qtbot, window)
    qtbot.waitUntil(lambda: "退回整改" not in page.bar.state.text())
    (event,) = session.registers.all(ReportEvent)
    assert next(entry.label for entry in session.registers.history(event)) == "新建 2023 年度报告退回整改"
    assert "2024年3月4日办结" in cells(trail)[-1][-1]


def test_a_withdrawal_keeps_its_paper(qtbot: QtBot, session: Session, trail: ReportTrail, tmp_path: Path) -> None:
    notice = tmp_path / "撤回通知.txt"
    notice.write_text("请撤回。", encoding="utf-8")
    trail.buttons["撤回"].click()
    fill(party="本机关", reason="附件有误")
    qtbot.waitUntil(lambda: len(trail.lines) == 2)
    trail._papers(trail.lines[-1])
    papers = find_window(PapersDialog)
    papers.card.add_files([str(notice)])
    (event,) = session.registers.all(ReportEvent)
    assert event.kind is ReportEventKind.WITHDRAWN
    assert [paper.name for paper in session.registers.attachments(event.register, event.id)] == ["撤回通知.txt"]
    papers.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


@pytest.mark.usefixtures("trail")
def test_after_a_correction_what_was_sent_and_published_is_to_be_done_again(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    for kind in (ReportDeliveryKind.SUBMITTED, ReportDeliveryKind.PUBLISHED):
        session.save(ReportDelivery(year=YEAR, kind=kind, on=date(2024, 1, 15)))
    session.save(ReportEvent(year=YEAR, kind=ReportEventKind.CORRECTED, on=date(2024, 3, 1), reason="漏登", version=2))
    rows = asked(qtbot, window)
    assert rows[DueKind.REPORT_PUBLICATION].item.sentence.startswith("2023年度报告第2版更正后尚未重新公布")
    rows[DueKind.REPORT_PUBLICATION].click()
    fill(proof="https://www.example.com/2023-2")
    assert DueKind.REPORT_PUBLICATION not in asked(qtbot, window)
    assert DueKind.REPORT_SUBMISSION in asked(qtbot, window)
