"""区分处理 in the window: boxes by mouse and keyboard, what is proposed, and the 公开版 at the end."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from disclosure.cases.redaction import Place, Redaction
from disclosure.records import Access, Attachment, Request
from disclosure.terms import AttachmentKind, RedactionGround
from gui.base.session import Session
from gui.cases.redaction.canvas import PageCanvas
from gui.cases.redaction.sheet import RedactionSheet
from gui.registers.attachments import AttachmentsCard
from gui.shell.main_window import MainWindow
from importers.paper_pages import Paper, opened_paper
from tests.gui.fixtures import open_windows, wait_for_window
from tests.records_factory import make_request
from tests.small_pdfs import HIGH, SPOT, WIDE, page

Opened = Callable[..., RedactionSheet]


def kept(session: Session, content: bytes, name: str = "会议纪要.pdf") -> tuple[Request, Attachment]:
    registers = session.registers
    request = registers.get(Request, registers.save(make_request(applicant="测试人甲")).record_id)
    return request, registers.attach(request, name=name, content=content, is_identity="身份证" in name)


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Opened:
    """A paper, open to be covered, by its content."""

    def open_it(content: bytes) -> RedactionSheet:
        _, source = kept(session, content)
        sheet = RedactionSheet(session, source, opened_paper(content))
        qtbot.addWidget(sheet)
        sheet.show()
        return sheet

    return open_it


def drag(canvas: PageCanvas, place: Place) -> None:
    """Draw with the mouse from one corner of a place on the page to the other."""
    where = canvas.on_screen(place)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=where.topLeft().toPoint())
    QTest.mouseMove(canvas, where.center().toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=where.bottomRight().toPoint())


def link(card: AttachmentsCard, text: str) -> QPushButton:
    return next(made for made in cast("list[QPushButton]", card.findChildren(QPushButton)) if made.text() == text)


def test_she_covers_a_place_and_keeps_the_public_version(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """From the paper's line to the list that can be printed, in the main window."""
    request, source = kept(session, page())
    card = AttachmentsCard(session, window)
    card.show_record(request)
    link(card, "区分处理…").click()
    sheet = wait_for_window(qtbot, RedactionSheet)
    assert sheet.is_in_page
    assert not sheet.save_button.isEnabled(), "nothing is covered"
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, SPOT)
    sheet.ground.setCurrentIndex(list(RedactionGround).index(RedactionGround.DELIBERATIVE_PROCESS))
    sheet.ground.activated.emit(sheet.ground.currentIndex())
    (item,) = (sheet.list.item(row).text() for row in range(sheet.list.count()))
    assert item == "第 1 页中部　自己画的框\n过程性信息（条例第十六条第二款）"
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(session.registers.attachments("requests", request.id)) == 2)
    qtbot.waitUntil(lambda: not any(isinstance(each, RedactionSheet) for each in open_windows()))
    before, public = session.registers.attachments("requests", request.id)
    assert before == source
    assert (public.name, public.kind) == ("会议纪要-公开版.pdf", AttachmentKind.RELEASE)
    (covered,) = Redaction.from_json(public.redaction).covered
    assert covered.place == pytest.approx(SPOT, abs=2)
    card.show_record(request)
    link(card, "清单").click()
    wait_for_window(qtbot, QPrintPreviewDialog).close()


def test_boxes_are_moved_stretched_and_taken_away_by_mouse_and_keyboard(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page())
    qtbot.waitUntil(lambda: sheet.is_shown)
    canvas = sheet.canvas
    drag(canvas, (50, 50, 150, 100))
    drag(canvas, (100, 75, 120, 95))  # inside: the box goes along
    assert sheet.marks[0].covered.place == pytest.approx((70, 70, 170, 120), abs=2)
    drag(canvas, (170, 95, 200, 95))  # at its right edge
    assert sheet.marks[0].covered.place == pytest.approx((70, 70, 200, 120), abs=2)
    drag(canvas, (100, 90, 700, 90))  # never beyond the paper, and as large as it was
    assert sheet.marks[0].covered.place == pytest.approx((WIDE - 130, 70, WIDE, 120), abs=2)
    left, top, right, bottom = sheet.marks[0].covered.place
    middle = (top + bottom) / 2
    for at, shape in (
        ((left + right) / 2, Qt.CursorShape.SizeAllCursor),
        (left, Qt.CursorShape.SizeHorCursor),
        (left - 30, Qt.CursorShape.CrossCursor),
    ):
        QTest.mouseMove(canvas, canvas.on_screen((at, middle, at, middle)).topLeft().toPoint())
        assert canvas.cursor().shape() is shape, "it says what the mouse would do"
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.marks[0].covered.place == pytest.approx((left - 1, top + 1, right - 2, bottom + 1))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.chosen() == [], "beside a box nothing is chosen, and a click draws none"
    assert len(sheet.marks) == 1
    sheet.add_button.click()
    assert sheet.chosen() == [1]
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert [len(sheet.marks), sheet.chosen()] == [1, [0]]
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert sheet.marks == []
    sheet.marks = list(sheet._at_first)


def test_a_box_pushed_flat_or_off_the_paper_keeps_a_little_of_its_size(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page())
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, (50, 50, 150, 100))
    drag(sheet.canvas, (150, 75, 50, 75))  # its right edge onto its left one
    drag(sheet.canvas, (51, 50, 51, 100))
    drag(sheet.canvas, (51, 100, 51, -90))
    left, top, right, bottom = sheet.marks[0].covered.place
    assert right - left > 2
    assert bottom - top > 2
    for _ in range(60):
        QTest.keyClick(sheet.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(sheet.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert "自己画的框" in sheet.list.item(0).text()
    sheet.close()
    sheet.discard_button.click()


def test_from_a_millimetre_on_a_box_is_meant_below_that_the_mouse_slipped(qtbot: QtBot) -> None:
    canvas = PageCanvas()
    qtbot.addWidget(canvas)
    canvas.show_page((40, 40), 10)
    drawn: list[Place] = []
    canvas.drawn.connect(drawn.append)
    for least in ((5, 5, 7.8, 20), (5, 5, 20, 7.8), (5, 5, 8.4, 20), (5, 5, 20, 8.4)):
        drag(canvas, least)
    assert [place[2:] for place in drawn] == [pytest.approx((8.4, 20), abs=0.2), pytest.approx((20, 8.4), abs=0.2)]


def test_a_place_chosen_in_the_list_is_shown_on_its_page(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page(pages=2))
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, (50, 50, 150, 100))
    sheet.go_to(2)
    drag(sheet.canvas, (50, 150, 150, 200))
    assert sheet.chosen() == [1]
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Up)
    assert sheet.page == 1
    assert sheet.canvas.current == 0
    sheet.marks = []


def test_a_box_taken_away_or_left_behind_while_the_mouse_holds_it_stays_so(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page(pages=2))
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, (50, 50, 150, 100))
    drag(sheet.canvas, (200, 150, 300, 200))
    before = list(sheet.marks)
    spots = (sheet.canvas.on_screen(place) for place in ((50, 50, 150, 100), (10, 10, 20, 20)))
    inside, away = (spot.center().toPoint() for spot in spots)
    QTest.mousePress(sheet.canvas, Qt.MouseButton.LeftButton, pos=inside)
    sheet.go_to(2)
    QTest.mouseMove(sheet.canvas, away)
    QTest.mouseRelease(sheet.canvas, Qt.MouseButton.LeftButton, pos=away)
    assert sheet.marks == before
    sheet.go_to(1)
    QTest.mousePress(sheet.canvas, Qt.MouseButton.LeftButton, pos=inside)
    QTest.keyClick(sheet.canvas, Qt.Key.Key_Delete)
    QTest.mouseMove(sheet.canvas, away)
    QTest.mouseRelease(sheet.canvas, Qt.MouseButton.LeftButton, pos=away)
    assert sheet.marks == before[1:]
    sheet.close()
    sheet.discard_button.click()


def test_pressed_twice_one_public_version_is_kept(qtbot: QtBot, session: Session) -> None:
    request, source = kept(session, page())
    sheet = RedactionSheet(session, source, opened_paper(page()))
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, SPOT)
    for _ in range(2):
        sheet.save_button.click()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert len(session.registers.attachments("requests", request.id)) == 2


def test_what_is_found_is_proposed_and_she_decides_each(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page(pages=2))
    sheet.find_button.click()
    qtbot.waitUntil(lambda: len(sheet.marks) == 2)
    assert not sheet.save_button.isEnabled()
    assert "2 处没有决定" in sheet.gate.text()
    assert sheet.chosen() == [0]
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert [each.is_taken for each in sheet.marks] == [True, False]
    assert sheet.page == 2, "the next one that waits is shown"
    assert not sheet.preview.isChecked()
    sheet.drop_button.click()
    assert [(each.covered.page, each.covered.found) for each in sheet.marks] == [(1, "手机号码")]
    assert sheet.save_button.isEnabled()
    sheet.find_button.click()
    qtbot.waitUntil(lambda: len(sheet.marks) == 2)
    assert [each.is_taken for each in sheet.marks] == [True, False], "nothing is proposed twice"
    sheet.marks = list(sheet._at_first)


def scan() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH))
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 30), "grey")), 0, 0, WIDE, HIGH)
    canvas.save()
    return file.getvalue()


def test_a_scanned_page_says_that_she_has_to_draw_herself(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(scan())
    assert not sheet.note.isVisible()
    sheet.find_button.click()
    qtbot.waitUntil(sheet.note.isVisible)
    assert sheet.note.text() == "这一页是图像，找不出文字，自己画框。"
    assert sheet.told.text().startswith("第 1 页是图像")


def test_a_picture_says_so_at_once(qtbot: QtBot, opened: Opened) -> None:
    file = BytesIO()
    Image.new("RGB", (300, 200), "white").save(file, "PNG")
    sheet = opened(file.getvalue())
    assert sheet.note.isVisible()
    assert not sheet.find_button.isVisible()
    assert sheet.gate.text() == "在页面上按住鼠标画框。", "there is nothing to look for"
    qtbot.waitUntil(lambda: sheet.is_shown)


def test_a_long_paper_is_leafed_through_without_drawing_what_is_passed(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    picture = Paper.picture

    def remember(paper: Paper, place: int, dots: float = 0.0) -> Image.Image:
        drawn.append(place)
        return picture(paper, place, dots)

    monkeypatch.setattr(Paper, "picture", remember)
    sheet = opened(page(pages=120))
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    for _ in range(119):
        QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: sheet.is_shown)
    assert sheet.page == 120
    assert drawn[-1] == 119
    assert len(drawn) < 20


def test_the_preview_shows_the_places_black_and_holds_them(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page())
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, SPOT)
    spot = sheet.canvas.on_screen(SPOT).center().toPoint()
    assert sheet.canvas.grab().toImage().pixelColor(spot).lightness() > 0
    sheet.preview.setChecked(True)
    assert sheet.canvas.grab().toImage().pixelColor(spot).lightness() == 0
    before = list(sheet.marks)
    drag(sheet.canvas, (10, 10, 60, 60))
    assert sheet.marks == before
    sheet.marks = list(sheet._at_first)


def test_boxes_that_were_not_kept_are_asked_about(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened(page())
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, SPOT)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "还没有保存" in sheet.gate.text()
    sheet.discard_button.click()
    assert not sheet.isVisible()


def test_what_was_covered_before_is_there_again(qtbot: QtBot, session: Session) -> None:
    request, source = kept(session, page())
    paper = opened_paper(page())
    first = RedactionSheet(session, source, paper)
    first.show()
    qtbot.waitUntil(lambda: first.is_shown)
    drag(first.canvas, SPOT)
    first.save()
    qtbot.waitUntil(lambda: len(session.registers.attachments("requests", request.id)) == 2)
    again = RedactionSheet(session, source, paper)
    qtbot.addWidget(again)
    assert [each.covered.place for each in again.marks] == [pytest.approx(SPOT, abs=2)]
    assert not again.is_dirty()


def test_a_look_at_a_proof_of_identity_is_noted(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    request, _ = kept(session, page(), "身份证.pdf")
    card = AttachmentsCard(session, window)
    card.show_record(request)
    link(card, "区分处理…").click()
    wait_for_window(qtbot, RedactionSheet).reject()
    assert [access.owner_register for access in session.registers.all(Access)] == ["requests"]


@pytest.mark.parametrize(("name", "is_offered"), [("照片.JPG", True), ("说明.docx", False), ("说明.txt", False)])
def test_it_is_offered_for_what_can_be_covered(qtbot: QtBot, session: Session, name: str, is_offered: bool) -> None:
    request, _ = kept(session, b"content", name)
    card = AttachmentsCard(session)
    qtbot.addWidget(card)
    card.show_record(request)
    texts = [made.text() for made in cast("list[QPushButton]", card.findChildren(QPushButton))]
    assert ("区分处理…" in texts) is is_offered


@pytest.mark.parametrize("act", ["save", "look_through"])
def test_what_she_left_while_it_was_made_is_not_kept(qtbot: QtBot, session: Session, act: str) -> None:
    request, source = kept(session, page(pages=4))
    sheet = RedactionSheet(session, source, opened_paper(page(pages=4)))
    sheet.show()
    qtbot.waitUntil(lambda: sheet.is_shown)
    drag(sheet.canvas, SPOT)
    getattr(sheet, act)()
    sheet.close()
    sheet.discard_button.click()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert session.registers.attachments("requests", request.id) == (source,)


def test_in_a_compact_window_nothing_lies_over_the_list_of_places(opened: Opened) -> None:
    """The least page, 880×480 without tabs, bars and head: the heading of the grounds was written over the list."""
    sheet = opened(page())
    sheet.resize(828, 361)
    QTest.qWait(50)
    shown = [sheet.told, sheet.add_button, sheet.list, sheet.ground, sheet.take_button]
    places = [each.geometry() for each in shown]
    assert all(above.bottom() < below.top() for above, below in pairwise(places))
    heading = next(each for each in cast("list[QLabel]", sheet.findChildren(QLabel)) if each.text().startswith("不予"))
    assert places[2].bottom() < heading.geometry().top()
