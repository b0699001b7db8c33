"""Where a look at hidden values cannot be noted - the disk is full, the file is only read - no door shows them."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from disclosure.errors import DisclosureError
from disclosure.records import Access, Attachment, Record, Release, Request, Review, Step
from disclosure.releases.status import ReleaseState, next_action
from disclosure.terms import AttachmentKind, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.acts import act_of, answer_of, form_again, sheet_of
from gui.cases.answer_sheet import RecordedAnswer
from gui.cases.applicant import ApplicantCard
from gui.cases.card import CaseCard
from gui.cases.dialogs import CauseDialog, SplitDialog
from gui.cases.intake import open_form_of
from gui.cases.release import ReleaseCard
from gui.cases.step_form import StepForm
from gui.forms.choice import form_for
from gui.forms.drafts import FormDrafts
from gui.forms.intake import IntakeForm
from gui.forms.record_form import RecordForm
from gui.letters.batch import print_envelopes
from gui.registers.attachments import AttachmentsCard
from gui.registers.page import RegisterPage
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.cases.intake import Intake
from tasks.safety.drafts import FormDraft, drafts_path, keep_drafts
from tests.gui.fixtures import open_windows
from tests.gui.lent import session, standing, window
from tests.letters_factory import office
from tests.records_factory import make_release, make_request, make_review, make_step

__all__ = ["session", "standing", "window"]

TELEPHONE, IDENTITY, ADDRESS, OTHER = "13800000000", "110101190001010013", "测试区测试路2号", "13900000000"
SECRETS = (TELEPHONE, IDENTITY, ADDRESS, OTHER)


class FullDisk:
    """SQLite on a disk where nothing more can be written; what is there reads."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run what only reads."""
        self._refuse(sql)
        return self._raw.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Sequence[Sequence[object]] = ()) -> sqlite3.Cursor:
        """Run what only reads."""
        self._refuse(sql)
        return self._raw.executemany(sql, parameters)

    @staticmethod
    def _refuse(sql: str) -> None:
        if sql.split(maxsplit=1)[0].upper() in ("INSERT", "UPDATE", "DELETE", "REPLACE"):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error

    def __getattr__(self, name: str) -> object:
        return getattr(self._raw, name)


@contextmanager
def full_disk(registers: Registers) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registers._connection, "raw", FullDisk(registers._connection.raw))
        yield


@contextmanager
def only_read(registers: Registers) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registers._connection, "is_read_only", True)
        yield


@dataclass
class Desk:
    """A window on a file with hidden values in every record that opens somewhere."""

    qtbot: QtBot
    session: Session
    window: MainWindow
    request: Request
    release: Release
    review: Review
    step: Step
    paper: Attachment

    def page(self) -> RegisterPage:
        page = self.window.show_page("requests")
        assert isinstance(page, RegisterPage)
        page.detail.conceal()  # an earlier test may have shown its own record, which is still drawn for a moment
        page.show_record(self.request.id)
        self.qtbot.waitUntil(lambda: page.detail.record is not None and page.detail.record.id == self.request.id)
        return page

    def close_all(self) -> list[QWidget]:
        """Close, and return, all that is open beside the window; what was typed is given up."""
        found = [each for each in open_windows() if each is not self.window]
        for each in found:
            each.done(0) if isinstance(each, QDialog) else each.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return found

    def shown(self, card: "ReleaseCard | CaseCard | ApplicantCard", record: Record) -> "Desk":
        self.qtbot.addWidget(card)
        card.show_record(record)
        return self


@pytest.fixture
def desk(qtbot: QtBot, session: Session, window: MainWindow) -> Desk:
    registers = session.registers
    with registers.batch("开始"):
        registers.save(office())
        hidden = {"phone": TELEPHONE, "identity_number": IDENTITY, "address": ADDRESS, "content": f"请电话{OTHER}告知"}
        request = registers.get(Request, registers.save(make_request(**hidden)).record_id)
        another = make_request(applicant=request.applicant, content="另一份")
        registers.save(another)
        release = registers.get(
            Release, registers.save(make_release(summary=f"电话{OTHER}", published_on=None)).record_id
        )
        dispute = make_review(cause=f"没有打{OTHER}", related_request=request.number)
        review = registers.get(Review, registers.save(dispute).record_id)
        noted = registers.save(make_step(request, detail=f"来电{OTHER}说明")).record_id
        paper = registers.attach(request, name="身份证.jpg", content=b"x", kind=AttachmentKind.IDENTITY)
    return Desk(qtbot, session, window, request, release, review, registers.get(Step, noted), paper)


def on_screen() -> str:
    """Every word that can be read or heard now, in whatever window."""
    QApplication.processEvents()
    found: list[str] = []
    for top in open_windows():
        for each in (top, *cast("list[QWidget]", top.findChildren(QWidget))):
            if each.isVisible():
                found += [each.windowTitle(), each.toolTip(), each.accessibleName(), each.accessibleDescription()]
                if isinstance(each, QLabel | QAbstractButton | QLineEdit):
                    found.append(each.text())
                elif isinstance(each, QPlainTextEdit):
                    found.append(each.toPlainText())
    return "\n".join(found)


def _opened(dialog: object) -> None:
    dialog.open()  # type: ignore[attr-defined]


def _drafts(desk: Desk) -> None:
    registers = desk.session.registers
    data = registers.path.parent / "data"
    left = FormDraft("requests", desk.request.id, "申请", "03-04 09:00", {"content": "改过"})
    keep_drafts(drafts_path(registers.path, data), [left], registers.protection)
    FormDrafts(desk.session, data, desk.window, form_again)._bring_back([left])


def _reused(desk: Desk) -> None:
    form = IntakeForm(desk.session, desk.session.save, start={"applicant": desk.request.applicant}, parent=desk.window)
    form.open()
    assert not form.reuse_button.isHidden()
    form.reuse()


def _copied_to_another(desk: Desk) -> None:
    other = next(each for each in desk.session.registers.all(Request) if each.id != desk.request.id)
    card = ApplicantCard(desk.session)
    desk.shown(card, other).qtbot.waitUntil(lambda: card.found.source is not None)
    card.show()
    card.take_over()


def _release_act(desk: Desk) -> None:
    card = ReleaseCard(desk.session)
    desk.shown(card, desk.release)
    action = replace(next_action(ReleaseState.PUBLISHED), fields=("summary",))
    card.act(action)


def _paper(desk: Desk) -> None:
    papers = desk.page().detail.attachments
    assert isinstance(papers, AttachmentsCard)
    papers.open_copy(desk.paper)


def _envelopes(desk: Desk) -> None:
    print_envelopes(desk.session, [desk.request], desk.window)


DOORS: dict[str, Callable[[Desk], object]] = {
    "显示个人信息": lambda desk: desk.page().detail.toggle(),
    "修改申请": lambda desk: desk.page().edit(),
    "复制申请": lambda desk: desk.page().copy(),
    "修改公开信息": lambda desk: _opened(
        form_for(desk.session, Release, desk.session.save, original=desk.release, parent=desk.window)
    ),
    "上次没有保存的": _drafts,
    "来件改复议": lambda desk: open_form_of(
        desk.session, desk.window, Intake(Review.register, "复议", amends=replace(desk.review, cause=f"没有打{OTHER}"))
    ),
    "公开的下一步": _release_act,
    "修改步骤": lambda desk: _opened(
        StepForm(desk.session, desk.request, StepKind.NOTE, original=desk.step, parent=desk.window)
    ),
    "电话确认": lambda desk: _opened(act_of(desk.session, desk.request, StepKind.PHONE_CONFIRMED, desk.window)),
    "答复": lambda desk: _opened(
        answer_of(desk.session, replace(desk.request, lateness_reason=f"打不通{OTHER}"), desk.window)
    ),
    "登记答复": lambda desk: _opened(
        RecordedAnswer(desk.session, replace(desk.request, legal_basis=f"见{OTHER}"), desk.window)
    ),
    "文书": lambda desk: _opened(sheet_of(desk.session, desk.request, "registration-form", desk.window)),
    "拆分": lambda desk: _opened(SplitDialog(desk.session, desk.request, desk.window)),
    "原因与改进": lambda desk: _opened(CauseDialog(desk.session, desk.review, desk.window)),
    "信封": _envelopes,
    "沿用上次的": _reused,
    "沿用到本件": _copied_to_another,
    "打开身份证明": _paper,
}


ON_NO_SCREEN = ("打开身份证明", "信封", "沿用到本件")
"""Doors that give out a paper, or take a value over unseen."""


def knocked(desk: Desk, door: str) -> list[DisclosureError]:
    """Go through a door; return what was told."""
    told: list[DisclosureError] = []
    desk.session.failed.disconnect()
    desk.session.failed.connect(told.append)
    try:
        DOORS[door](desk)
    except DisclosureError as refusal:
        told.append(refusal)
    return told


@pytest.mark.parametrize("door", DOORS)
def test_what_cannot_be_noted_as_seen_is_not_shown_and_why_is_said(
    desk: Desk, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk seven doors said so, and showed telephone and identity number all the same."""
    opened, looks = list[object](), desk.session.registers.count(Access)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    for refusing in (full_disk, only_read):
        with refusing(desk.session.registers):
            told = knocked(desk, door)
            text = on_screen()
        shown = desk.close_all()
        assert [secret for secret in SECRETS if secret in text] == []
        assert len(told) == 1 or (refusing is only_read and shown == [])
        assert desk.session.registers.count(Access) == looks
    assert opened == []
    assert knocked(desk, door) == [], "it is a door that tells, and opens where the look can be noted"
    text = on_screen()
    desk.qtbot.waitUntil(lambda: not desk.session.is_busy)
    desk.close_all()
    assert desk.session.registers.count(Access) == looks + 1
    assert any(secret in text for secret in SECRETS) or door in ON_NO_SCREEN


@pytest.mark.usefixtures("dressed")
def test_what_no_door_caught_is_told_in_its_sentence(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> None:
    """「程序出错」, with a report to be sent, would stand there for a full disk."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program, crashed = Program(app, preferences), list[str]()
    program.crashed.connect(crashed.append)
    program.create_file(tmp_path / "台账.sqlite")
    shown = program.window
    assert isinstance(shown, MainWindow)
    registers = shown.session.registers
    kept = registers.get(Request, registers.save(make_request(phone=TELEPHONE)).record_id)
    page = shown.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.show_record(kept.id)
    qtbot.waitUntil(lambda: page.detail.record is not None and page.detail.record.id == kept.id)
    with full_disk(registers):
        page.commands["edit"].trigger()
        qtbot.waitUntil(lambda: any(isinstance(each, QMessageBox) for each in open_windows()))
    assert [each for each in open_windows() if isinstance(each, RecordForm)] == []
    (box,) = [each for each in open_windows() if isinstance(each, QMessageBox)]
    assert "磁盘" in box.text()
    assert "\n" not in box.text()
    box.close()
    assert crashed == []
    shown.close()
