"""One letter, one number: the register, the kept papers, the files on disk, their names and the preview agree."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from disclosure.records import Attachment, IssuedLetter, Request
from gui.base.session import Session
from gui.letters.act_sheet import ActSheet
from storage.registers import Registers
from tasks.letters.files import issue_and_keep, pages_of
from tasks.letters.issuing import draft_letter
from tests.gui.fixtures import TODAY
from tests.letters_factory import office
from tests.records_factory import make_request

FIRST, SECOND = "测街公开〔2024〕1号", "测街公开〔2024〕2号"
NUMBERED: Mapping[str, Mapping[str, str]] = {
    "correction-notice": {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"},
    "extension-notice": {
        "延期理由": "需要征求意见。",
        "延长工作日": "20",
        "新的答复期限": "2024-04-28",
        "批准人": "王某某",
    },
    "consultation-notice": {},
}


@pytest.fixture
def case(registers: Registers) -> Request:
    """A request of an office that knows itself."""
    registers.save(office())
    change = registers.save(make_request(number="2024-001", address="测试区测试路2号", postcode="350001"))
    return registers.get(Request, change.record_id)


def issued_in_the_window(session: Session, case: Request, code: str, typed: Mapping[str, str]) -> ActSheet:
    """Fill a letter in and press 发出."""
    dialog = ActSheet(session, case, code)
    dialog.open()
    for name, text in typed.items():
        dialog.fields.put(name, text)
    assert dialog.save_button.isEnabled(), dialog.checks.sentences
    dialog.save_button.click()
    assert dialog.issued is not None, dialog.gate.text()
    return dialog


def printed_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")


def word_text(content: bytes) -> str:
    return ZipFile(BytesIO(content)).read("word/document.xml").decode()


def kept_papers(registers: Registers, case: Request) -> dict[str, Attachment]:
    return {paper.name: paper for paper in registers.attachments("requests", case.id)}


@pytest.mark.parametrize("code", list(NUMBERED))
def test_the_saved_letter_bears_the_number_of_the_register(
    session: Session, registers: Registers, case: Request, tmp_path: Path, code: str
) -> None:
    """Sent out as 1号; the window, both files on disk and their names said 2号."""
    dialog = issued_in_the_window(session, case, code, NUMBERED[code])
    dialog.save_files(tmp_path)
    (line,) = registers.all(IssuedLetter)
    kept, saved = kept_papers(registers, case), {path.name: path.read_bytes() for path in tmp_path.glob("*.[pd]*")}
    assert line.number == FIRST
    assert FIRST in dialog.gate.text() or all(name in dialog.gate.text() for name in saved)
    assert saved == {name: registers.content(paper.sha256) for name, paper in kept.items()}, "byte for byte"
    assert sorted(name.rpartition(".")[2] for name in saved) == ["docx", "pdf"]
    assert all(FIRST in name for name in saved)
    texts = [word_text(content) if name.endswith("docx") else printed_text(content) for name, content in saved.items()]
    assert all(FIRST in text and SECOND not in text for text in texts)
    printed = next(paper for name, paper in kept.items() if name.endswith("pdf"))
    assert line.sha256 == printed.sha256
    dialog.reject()


def test_the_preview_shows_the_letter_that_went_out(
    qtbot: QtBot, session: Session, registers: Registers, case: Request
) -> None:
    """Above 「已存入材料，文号 1号」 stood a paper of 2号."""
    dialog = issued_in_the_window(session, case, "correction-notice", NUMBERED["correction-notice"])
    with qtbot.waitSignal(dialog.preview.drawn, timeout=20_000):
        pass
    session.save(make_request(number="2024-002"))
    qtbot.wait(500)
    assert dialog.draft is not None
    assert dialog.draft.letter.number == FIRST
    shown = dialog.preview.pages[0].pixmap().toImage()
    want = pages_of(dialog.draft.letter, registers.profile(), dialog.preview._dots_per_inch())[0]
    form = QImage.Format.Format_RGB888 if want.channels == 3 else QImage.Format.Format_RGBX8888
    expected = QImage(want.pixels, want.width, want.height, want.stride, form)
    assert shown.size() == expected.size()
    assert all(
        shown.pixelColor(x, y) == expected.pixelColor(x, y)
        for x in range(0, expected.width(), 3)
        for y in range(0, expected.height() // 3, 2)
    )
    dialog.reject()


def test_the_next_letter_gets_the_next_number(
    session: Session, registers: Registers, case: Request, tmp_path: Path
) -> None:
    """Two letters in a row: each file, each name and each line has its own number."""
    for number, code in ((FIRST, "correction-notice"), (SECOND, "consultation-notice")):
        folder = tmp_path / code
        folder.mkdir()
        dialog = issued_in_the_window(session, case, code, NUMBERED[code])
        dialog.save_files(folder)
        dialog.reject()
        assert [number in path.name for path in folder.iterdir()] == [True, True]
    assert [line.number for line in registers.all(IssuedLetter)] == [FIRST, SECOND]


def test_two_letters_without_a_number_keep_their_own_papers(session: Session, case: Request, tmp_path: Path) -> None:
    """Both bear one name: what is saved is the paper of this dialog, not of the other."""
    folders = [tmp_path / name for name in ("先", "后")]
    for folder, handler in zip(folders, ("张某某", "李某某"), strict=True):
        folder.mkdir()
        dialog = issued_in_the_window(session, case, "receipt", {"经办人": handler})
        dialog.save_files(folder)
        dialog.reject()
    read = [printed_text(next(folder.glob("*.pdf")).read_bytes()) for folder in folders]
    assert ["张某某" in read[0], "李某某" in read[0], "李某某" in read[1]] == [True, False, True]


def test_a_letter_taken_back_cannot_be_saved_any_more(session: Session, case: Request, tmp_path: Path) -> None:
    """What was undone is no paper of the office: the window says so and writes nothing."""
    dialog = issued_in_the_window(session, case, "correction-notice", NUMBERED["correction-notice"])
    session.undo()
    folder = tmp_path / "文书"
    folder.mkdir()
    dialog.save_files(folder)
    assert "已保存" not in dialog.gate.text()
    assert list(folder.iterdir()) == []
    dialog.reject()


def test_a_number_used_meanwhile_is_told_and_the_next_one_is_offered(
    session: Session, registers: Registers, case: Request
) -> None:
    """发出 said 「刚刚被用掉，要重新起草」, and nothing could draft it again: now it is drafted anew."""
    dialog = ActSheet(session, case, "consultation-notice")
    dialog.open()
    stale = dialog.draft
    assert stale is not None
    issue_and_keep(registers, draft_letter(registers, case, "consultation-notice", {}, dated_on=TODAY))
    dialog.draft = stale
    dialog.save_button.click()
    assert dialog.issued is not None
    assert dialog.issued.letter.number == SECOND
    dialog.reject()
