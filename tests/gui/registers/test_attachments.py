"""The papers of a record in the window: only documents and pictures are opened, and only from a folder of our own."""

import os
import sys
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.records import Access, Attachment, Request
from disclosure.terms import AccessKind, AttachmentKind
from gui.base.session import Session
from gui.registers.attachments import AttachmentsCard
from gui.registers.detail import RecordDetail
from storage.whole_file import ASIDE
from tests.gui.fixtures import find_window
from tests.records_factory import make_request


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's programs were asked to open."""
    asked: list[Path] = []

    def remember(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    return asked


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> AttachmentsCard:
    shown = AttachmentsCard(session)
    qtbot.addWidget(shown)
    return shown


def kept(session: Session, card: AttachmentsCard, name: str) -> Attachment:
    request = session.registers.save(make_request()).after
    assert request is not None
    attachment = session.registers.attach(request, name=name, content=b"content")
    card.show_record(request)
    return attachment


def buttons(card: AttachmentsCard) -> dict[str, QPushButton]:
    return {button.text(): button for button in cast("list[QPushButton]", card.findChildren(QPushButton))}


def labels(card: AttachmentsCard) -> list[str]:
    return [label.text() for label in cast("list[QLabel]", card.findChildren(QLabel))]


def test_a_document_is_opened_as_a_copy(session: Session, card: AttachmentsCard, opened: list[Path]) -> None:
    kept(session, card, "申请表.pdf")
    buttons(card)["打开"].click()
    (path,) = opened
    assert path.name == "申请表.pdf"
    assert path.read_bytes() == b"content"


def test_a_copy_that_was_opened_lies_beside_the_file_and_goes_with_it(
    session: Session, card: AttachmentsCard, opened: list[Path]
) -> None:
    """One in the system's temporary folder stayed there for ever after a crash."""
    path = card.open_copy(kept(session, card, "申请表.pdf"))
    beside = session.registers.path.parent
    assert beside in path.parents
    assert path.relative_to(beside).parts[0].startswith(ASIDE), "what a kill leaves is swept at the next start"
    assert opened == [path]
    session.close()
    assert not path.exists()
    assert [each.name for each in beside.iterdir() if each.name.startswith(ASIDE)] == []


def test_what_is_changed_in_a_copy_that_goes_away_cannot_be_saved_there(
    session: Session, card: AttachmentsCard, opened: list[Path]
) -> None:
    """She wrote the opinion into the form she had opened, saved it in WPS, and it was gone with the window."""
    paper = kept(session, card, "征求意见表.docx")
    path = card.open_copy(paper)
    assert path.stat().st_mode & 0o777 == 0o400
    assert card.open_copy(paper) == path, "and it opens again"
    assert opened == [path, path]
    assert path.stat().st_mode & 0o777 == 0o400
    session.close()
    assert not path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_paper_whose_name_was_unpacked_in_another_encoding_is_kept_under_it(
    session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    """A .zip from Windows: 「程序出错」, and the paper was not kept."""
    kept(session, card, "申请表.pdf")
    for name in (b"\xd5\xc5.pdf", "王.pdf".encode(), b"\xff\xff.pdf"):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(name)
        card.add_files([str(path)])
    names = [each.name for each in session.registers.all(Attachment)]
    assert sorted(names) == sorted(["申请表.pdf", "张.pdf", "王.pdf", "\ufffd\ufffd.pdf"])
    assert session.registers.verify() == []


def test_a_name_that_leads_out_of_its_folder_does_not(
    session: Session, card: AttachmentsCard, opened: list[Path]
) -> None:
    path = card.open_copy(kept(session, card, "../../../../外面.pdf"))
    assert opened == [path]
    assert path.parent.name != ".."
    assert ".." not in path.parts


@pytest.mark.parametrize(
    "name",
    [
        "程序.exe",
        "快捷方式.lnk",
        "网页.html",
        "合同\u202efdp.exe",
        "脚本.desktop",
        "无后缀",
    ],
)
def test_a_program_can_only_be_saved(session: Session, card: AttachmentsCard, name: str) -> None:
    kept(session, card, name)
    assert "打开" not in buttons(card)
    assert "另存" in buttons(card)
    assert "不直接打开" in labels(card)


def test_a_paper_is_added_with_its_kind_and_can_be_said_to_be_another(
    session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    request = session.registers.save(make_request()).after
    assert isinstance(request, Request)
    card.show_record(request)
    assert card.added_kind("扫描001.jpg") is AttachmentKind.APPLICATION
    assert card.kind_box.currentText() == "按文件名，认不出的按申请书"
    paper = tmp_path / "扫描001.jpg"
    paper.write_bytes(b"scan")
    card.add_files([str(paper)])
    (kept,) = session.registers.attachments("requests", request.id)
    assert (kept.kind, kept.is_identity) == (AttachmentKind.APPLICATION, False)
    card.show_record(request)
    assert card.kind_box.currentText() == "按文件名，认不出的按其他"
    assert "申请书" in buttons(card)
    card.reclassify(kept, AttachmentKind.IDENTITY)
    (kept,) = session.registers.attachments("requests", request.id)
    assert (kept.kind, kept.is_identity) == (AttachmentKind.IDENTITY, True)


def test_the_same_file_once_more_is_told_with_where_it_lies(
    qtbot: QtBot, session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    """One scan lay with two requests, and twice with one of them, and nobody had said a word."""
    kept(session, card, "申请表.pdf")
    paper = tmp_path / "扫描001.pdf"
    paper.write_bytes(b"content")
    with qtbot.waitSignal(session.told) as told:
        card.add_files([str(paper)])
    assert told.args == ["“扫描001”与这一件里已有的“申请表”是同一个文件，多余的可以删除。"]
    other = session.registers.save(make_request(number="2024-002")).after
    assert isinstance(other, Request)
    card.show_record(other)
    with qtbot.waitSignal(session.told) as told:
        card.add_files([str(paper)])
    assert told.args[0].startswith("“扫描001”与依申请公开")
    with qtbot.assertNotEmitted(session.told):
        paper.write_bytes(b"something else")
        card.add_files([str(paper)])


def test_papers_dropped_on_a_case_are_kept_with_it_by_the_kind_chosen_once(
    session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    owner = kept(session, card, "申请表.pdf")
    assert owner.id
    files = QMimeData()
    for name in ("第一页.txt", "第二页.txt"):
        (tmp_path / name).write_text("正文", encoding="utf-8")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("第一页.txt", "第二页.txt")])
    card.kind_box.setCurrentIndex(1)
    chosen = next(iter(AttachmentKind))
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    middle = card.rect().center()
    QApplication.sendEvent(card, QDragEnterEvent(middle, *how))
    QApplication.sendEvent(card, QDropEvent(QPointF(middle), *how))
    papers = session.registers.attachments("requests", card.owner_id)
    assert [(paper.name, paper.kind) for paper in papers[1:]] == [("第一页.txt", chosen), ("第二页.txt", chosen)]
    session.undo()
    assert len(session.registers.attachments("requests", card.owner_id)) == 1


def test_papers_dropped_anywhere_on_the_open_case_are_kept_with_it_once_said_what_they_are(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    request = session.registers.save(make_request()).after
    assert isinstance(request, Request)
    detail = RecordDetail(session, Request)
    qtbot.addWidget(detail)
    detail.show_record(request, 2024)
    qtbot.waitUntil(lambda: detail.attachments.owner_id == request.id)
    names = ("第一页.txt", "第二页.txt")
    files = QMimeData()
    for name in names:
        (tmp_path / name).write_text("正文", encoding="utf-8")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(detail.viewport(), entered)
    assert entered.isAccepted()
    QApplication.sendEvent(detail.viewport(), QDropEvent(QPointF(5, 5), *how))
    assert session.registers.attachments("requests", request.id) == ()
    (menu,) = cast(
        "list[QMenu]", detail.attachments.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    )
    assert menu.actions()[0].text() == "这 2 份材料是什么？"
    next(each for each in menu.actions() if each.text() == AttachmentKind.DELIVERY.label).trigger()
    papers = session.registers.attachments("requests", request.id)
    assert [(paper.name, paper.kind) for paper in papers] == [(name, AttachmentKind.DELIVERY) for name in names]
    menu.close()


def test_a_scan_of_an_identity_card_is_known_by_its_name_and_masked_at_once(
    session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    request = session.registers.save(make_request()).after
    assert isinstance(request, Request)
    card.show_record(request)
    papers = [tmp_path / name for name in ("身份证110101190001010013.jpg", "扫描002.jpg")]
    for paper in papers:
        paper.write_bytes(b"scan")
    card.kind_box.setCurrentIndex(0)
    card.add_files([str(papers[0])])
    card.kind_box.setCurrentIndex(card.kind_box.findData(AttachmentKind.PAYMENT))
    card.add_files([str(papers[1])])
    kept = session.registers.attachments("requests", request.id)
    assert [(each.kind, each.is_identity) for each in kept] == [
        (AttachmentKind.IDENTITY, True),
        (AttachmentKind.PAYMENT, False),
    ]
    card.show_record(request)
    assert "身份证110101********0013" in labels(card)
    assert not any("110101190001010013" in button.accessibleName() for button in buttons(card).values())
    card.write(kept[0], tmp_path / "另存.jpg")
    (access,) = session.registers.all(Access)
    assert (access.fields, access.kind) == ("身份证明", AccessKind.EXPORTED)
    card._save_as(kept[0])
    asked = find_window(QFileDialog)
    assert [Path(name).name for name in asked.selectedFiles()] == ["身份证110101________0013.jpg"], "the screen has it"
    asked.reject()
    assert card.open_copy(kept[0]).name == "身份证110101________0013.jpg", "the title of whatever opens it"


def test_a_film_that_is_no_paper_is_refused_in_one_sentence_before_it_is_read(
    session: Session, card: AttachmentsCard, tmp_path: Path
) -> None:
    kept(session, card, "申请表.pdf")
    film = tmp_path / "现场录像13800138000.mp4"
    with film.open("wb") as stream:
        stream.truncate(312 * 1024 * 1024)  # holds no byte on the disk
    card.add_files([str(film)])
    box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible())
    assert "有 312 MB，一份材料最多 100 MB，没有添加" in box.text()
    assert "13800138000" not in box.text()
    assert len(session.registers.attachments("requests", card.owner_id)) == 1
    box.close()


def test_the_name_of_a_letter_is_read_on_one_line_beside_the_list(session: Session, card: AttachmentsCard) -> None:
    kept(session, card, name := "政府信息公开申请登记回执.pdf")
    card.resize(420, 400)
    card.show()
    (label,) = [each for each in cast("list[QLabel]", card.findChildren(QLabel)) if each.text().startswith(name[:4])]
    assert label.width() >= label.fontMetrics().horizontalAdvance(name)
    assert card.minimumSizeHint().width() <= card.width()


def test_a_letter_with_a_long_kind_leaves_the_card_as_narrow_as_before(session: Session, card: AttachmentsCard) -> None:
    """After the receipt the case was wider than its place: 「显示个人信息 Ctrl+R」 and 删除 were cut at the right."""
    request = session.registers.save(make_request()).after
    assert request is not None
    card.show_record(request)
    before = card.minimumSizeHint().width()
    session.registers.attach(request, name="回执.pdf", content=b"%PDF-", kind=AttachmentKind.RECEIPT)
    card.show_record(request)
    assert "区分处理…" in buttons(card)
    assert card.minimumSizeHint().width() <= before
