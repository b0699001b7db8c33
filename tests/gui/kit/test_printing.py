"""Printing: what comes out of the printer is what the paper shows, on paper of its size; every paper has its door."""

import re
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from disclosure.terms import DeliveryMethod
from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from gui.base.session import Session
from gui.cases.deadline import DeadlineCard
from gui.kit.printing import _draw_apart, jobs, print_pdf
from gui.letters.act_sheet import ActSheet
from gui.letters.batch import BatchLetters
from gui.letters.envelopes import EnvelopeDialog
from gui.report.page import ReportPage
from importers.page_images import page_sizes
from storage.registers import Registers
from storage.whole_file import HEARS
from tasks.letters.files import kept_with_envelope
from tasks.letters.kept import letters_of
from tests.gui.fixtures import TODAY, wait_for_window
from tests.gui.printed import ALIKE, likeness, printed
from tests.letters_factory import office
from tests.records_factory import make_request

CORRECTION = {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"}


@pytest.fixture
def case(registers: Registers) -> Request:
    """A request with an address, of an office that knows itself."""
    registers.save(office())
    change = registers.save(make_request(number="2024-001", address="测试区测试路2号", postcode="350001"))
    return registers.get(Request, change.record_id)


@pytest.fixture
def above(qtbot: QtBot) -> QWidget:
    """A window for what is shown over one."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_page_comes_out_as_it_is_and_in_its_size(
    qtbot: QtBot, session: Session, above: QWidget, tmp_path: Path
) -> None:
    """Envelopes lie across; a letter's page stands: each is printed on paper of its own size."""
    one = Envelope("张某某", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    content = envelopes_pdf([one, one], EnvelopeSize.DL, date(2024, 3, 4))
    print_pdf(session, "打印信封", lambda: (content, ""), above)
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    assert preview.windowTitle() == "打印信封"
    assert preview.printer().pageLayout().orientation().name == "Landscape"
    assert likeness(printed(preview, tmp_path), content) > ALIKE
    preview.reject()


def test_where_what_was_printed_went_is_told(qtbot: QtBot, session: Session, above: QWidget, tmp_path: Path) -> None:
    """The preview closed and nothing was said: was it printed, and where is the file?"""
    one = Envelope("张某某", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    print_pdf(session, "打印信封", lambda: (envelopes_pdf([one], EnvelopeSize.DL, date(2024, 3, 4)), ""), above)
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    assert preview.printer().docName() == "信封", "a PDF is called by it"
    printed(preview, tmp_path)
    with qtbot.waitSignal(session.told) as told:
        preview.accept()
    assert told.args == [f"已写成“{tmp_path.name}”文件夹里的“打印”"], "in words, not as a path"


@pytest.mark.parametrize("asked", [(2, 2), (2, 9), (0, 0)], ids=["one", "to the end", "all"])
def test_only_the_pages_she_asked_for_go_to_the_printer(
    qtbot: QtBot, session: Session, above: QWidget, tmp_path: Path, asked: tuple[int, int]
) -> None:
    """The printer's dialog asked 「页 2 至 2」, and all of them came out."""
    people = [Envelope(name, "测试区测试路2号", "350001", "测试街道", "测试路1号", "350002") for name in "甲乙丙"]
    content = envelopes_pdf(people, EnvelopeSize.DL, date(2024, 3, 4))
    print_pdf(session, "打印信封", lambda: (content, ""), above)
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    if asked[0]:
        preview.printer().setPrintRange(QPrinter.PrintRange.PageRange)
        preview.printer().setFromTo(*asked)
    paper = PdfReader(BytesIO(content))
    out, wanted = PdfWriter(), BytesIO()
    for page in {(2, 2): [1], (2, 9): [1, 2], (0, 0): [0, 1, 2]}[asked]:
        out.add_page(paper.pages[page])
    out.write(wanted)
    assert likeness(printed(preview, tmp_path), wanted.getvalue()) > ALIKE
    with qtbot.waitSignal(session.told):
        preview.accept()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process can be told how long its files may be")
def test_what_was_printed_into_a_full_disk_is_not_said_to_be_written(
    qtbot: QtBot, session: Session, above: QWidget, tmp_path: Path
) -> None:
    """「已写成」, and the file was torn: Qt says nothing of a disk that takes no more; nor of a folder that is gone."""
    resource = pytest.importorskip("resource")
    one = Envelope("张某某", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    heard: list[bool] = []
    for path in (tmp_path / "打印.pdf", tmp_path / "没有" / "打印.pdf"):
        make = lambda: (envelopes_pdf([one], EnvelopeSize.DL, date(2024, 3, 4)), "")  # noqa: E731
        print_pdf(session, "打印信封", make, above, heard.append)
        preview = wait_for_window(qtbot, QPrintPreviewDialog)
        preview.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        preview.printer().setOutputFileName(str(path))
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        paper = preview.findChild(QPrintPreviewWidget)
        assert isinstance(paper, QPrintPreviewWidget)
        paper.print_()
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        with qtbot.waitSignal(session.failed) as told:
            preview.accept()
        assert re.search("没有写成|它不存在", str(told.args[0]))
        assert not path.exists()
    assert heard == [False, False]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process can be told how long its files may be")
def test_what_lay_where_a_print_into_a_file_failed_is_still_there(
    qtbot: QtBot, session: Session, registers: Registers, above: QWidget, tmp_path: Path
) -> None:
    """The PDF of last year was gone, torn on a full disk and deleted as torn; so was a register, chosen by mistake."""
    resource = pytest.importorskip("resource")
    registers.save(make_request())
    one = Envelope("张某某", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    make = lambda: (envelopes_pdf([one], EnvelopeSize.DL, date(2024, 3, 4)), "")  # noqa: E731
    former = tmp_path / "去年.pdf"
    former.write_bytes(b"%PDF-1.4 former")
    for path, room in ((former, 4096), (registers.path, -1)):
        content, heard = path.read_bytes(), list[Path]()
        print_pdf(session, "打印信封", make, above)
        preview = wait_for_window(qtbot, QPrintPreviewDialog)
        preview.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        preview.printer().setOutputFileName(str(path))
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        hears = lambda at, is_private, heard=heard: heard.append(at) if is_private else None  # noqa: E731
        HEARS.append(hears)
        paper = preview.findChild(QPrintPreviewWidget)
        assert isinstance(paper, QPrintPreviewWidget)
        paper.print_()
        HEARS.remove(hears)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        with qtbot.waitSignal(session.failed):
            preview.accept()
        assert path.read_bytes() == content
        assert heard == ([former] if path == former else []), "and a password set later tells of it"
    assert registers.verify() == []


def test_a_letter_that_went_out_is_printed_in_the_same_window(
    qtbot: QtBot, session: Session, registers: Registers, case: Request, tmp_path: Path
) -> None:
    """She had to save it, find the file, open it elsewhere and print there."""
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    for name, text in CORRECTION.items():
        dialog.fields.put(name, text)
    assert not dialog.print_button.isEnabled()
    dialog.issue()
    assert dialog.print_button.isEnabled()
    dialog.print_button.click()
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    (letter,) = letters_of(registers, case)
    kept, _ = kept_with_envelope(registers, letter, session.today)
    assert len(PdfReader(BytesIO(kept)).pages) == 2, "the envelope comes with what goes by post"
    assert likeness(printed(preview, tmp_path), kept) > ALIKE
    preview.reject()
    dialog.reject()


def test_a_letter_is_not_cut_to_the_size_of_its_envelope() -> None:
    """Through CUPS both came out as one job on 110 by 220 millimetres: of the letter its middle was left."""
    sheet, across, envelope = (595.3, 841.9), (841.9, 595.3), (623.6, 311.8)
    assert jobs([sheet, sheet, across, envelope, envelope, sheet]) == [range(3), range(3, 5), range(5, 6)]
    assert jobs([envelope]) == [range(1)]


@pytest.mark.usefixtures("qapp")
def test_an_envelope_among_sheets_is_seen_whole_in_its_own_shape() -> None:
    """It lay at the top of a sheet of A4, its right edge cut off: nobody would have laid an envelope in."""
    one = Envelope("张某某", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    envelope = envelopes_pdf([one], EnvelopeSize.DL, date(2024, 3, 4))
    sheet = QImage(595, 842, QImage.Format.Format_RGB888)
    picture = QImage(623, 312, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.white)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    _draw_apart(painter, picture, page_sizes(envelope)[0], QRectF(sheet.rect()))
    painter.end()
    places = ((x, y) for x in range(0, 595, 3) for y in range(0, 842, 3))
    white = [place for place in places if sheet.pixelColor(*place) == QColor(Qt.GlobalColor.white)]
    wide, high = (max(each) - min(each) for each in zip(*white, strict=True))
    assert min(white)[0] > 0
    assert max(white)[0] < 594
    assert wide / high == pytest.approx(220 / 110, abs=0.05)


def test_leaving_a_preview_makes_no_other_button_the_next(qtbot: QtBot, session: Session, case: Request) -> None:
    """Esc in the preview: 打印 was not done, and 交邮 was blue. 「共 1 页」, and an envelope came with it."""
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    for name, text in CORRECTION.items():
        dialog.fields.put(name, text)
    qtbot.waitUntil(lambda: dialog.pages.text() == "共 1 页，另有信封")
    dialog.ways[DeliveryMethod.COUNTER].click()
    assert dialog.pages.text() == "共 1 页"
    dialog.ways[DeliveryMethod.POST].click()
    dialog.issue()
    for leave, is_next in (
        (QPrintPreviewDialog.reject, dialog.print_button),
        (QPrintPreviewDialog.accept, dialog.send_button),
    ):
        dialog.print_button.click()
        leave(wait_for_window(qtbot, QPrintPreviewDialog))
        assert is_next.objectName() == "primary"
    dialog.reject()


def press(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def from_a_dialog(make: Callable[[Session, Request], QWidget]) -> Callable[[QtBot, Session, Request], QWidget]:
    def opened(qtbot: QtBot, session: Session, case: Request) -> QWidget:
        window = make(session, case)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        press(window)
        return window

    return opened


def _issued(session: Session, case: Request) -> ActSheet:
    dialog = ActSheet(session, case, "correction-notice")
    dialog.open()
    for name, text in CORRECTION.items():
        dialog.fields.put(name, text)
    dialog.issue()
    return dialog


def _letters(session: Session, case: Request) -> QWidget:
    _issued(session, case).reject()
    return BatchLetters(session, [case])


def _note(qtbot: QtBot, session: Session, case: Request) -> QWidget:
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(case)
    card.show()
    card.print_button.click()
    return card


@pytest.mark.parametrize(
    ("door", "title"),
    [
        pytest.param(from_a_dialog(lambda session, case: EnvelopeDialog(session, [case])), "打印信封", id="envelopes"),
        pytest.param(from_a_dialog(_letters), "打印文书", id="letters"),
        pytest.param(from_a_dialog(lambda session, _: ReportPage(session, 2024)), "打印 2024 年度报告", id="report"),
        pytest.param(_note, "打印期限计算说明", id="note"),
        pytest.param(from_a_dialog(_issued), "打印补正告知书", id="letter"),
    ],
)
def test_every_paper_has_a_door_to_the_printer(
    qtbot: QtBot,
    session: Session,
    case: Request,
    door: Callable[[QtBot, Session, Request], QWidget],
    title: str,
) -> None:
    """Letters, envelopes, notes and the report could only be saved."""
    assert session.today == TODAY
    door(qtbot, session, case)
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    assert preview.windowTitle() == title
    preview.reject()


def test_what_no_font_draws_is_named_before_it_is_printed(qtbot: QtBot, session: Session, above: QWidget) -> None:
    """It was named when the paper was saved, and not when it was printed."""
    one = Envelope("许\uf4a1", "测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350002")
    content = envelopes_pdf([one], EnvelopeSize.DL, date(2024, 3, 4))
    print_pdf(session, "打印信封", lambda: (content, "字库里没有 U+F4A1"), above)
    preview = wait_for_window(qtbot, QPrintPreviewDialog)
    note = wait_for_window(qtbot, QMessageBox)
    assert "U+F4A1" in note.text()
    note.accept()
    preview.reject()
