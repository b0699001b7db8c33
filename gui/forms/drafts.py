"""Drafts of open forms survive a crash: they are saved every two seconds and offered when the file is opened again."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtWidgets import QMessageBox, QWidget

from disclosure.cases.keeping import CaseRecord, is_destroyed
from disclosure.errors import DisclosureError, RecordNotFoundError, UnreadableValueError
from disclosure.file_names import bare_name
from disclosure.masking import masked_prose
from disclosure.records import Appraisal, Litigation, Request, Review, Step
from disclosure.wording import listed
from gui.base.session import Session
from gui.base.waits import Wait
from gui.forms.editors import LineEditor
from gui.forms.record_form import RecordForm
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.safety.former_drafts import FormerDrafts
from tasks.safety.drafts import (
    FormDraft,
    draft_of_letter,
    drafts_path,
    former_drafts,
    has_envelope,
    keep_drafts,
    kept_drafts,
    let_go,
    letters_of,
)
from tasks.safety.whose import take_over, tell_whose

_SHUT = (
    "上次没有保存的内容现在的口令打不开：它是用别的口令加密的，或者已经损坏。"
    "没有删除，原样留在“{}”，可以交给维护人员；不要了就自行删除。"
)
_UNKEPT = "填到一半的内容现在没有留底，停电就没有了：这台电脑的磁盘写不进去，可能已经满了；先保存，或者腾出空间。"
_BEGUN_ANEW = frozenset({Appraisal.register})
"""What is asked of several case files at once: by itself the form of one would not know of which."""
Again: TypeAlias = Callable[[Session, FormDraft, QWidget], RecordForm]
_TEXTS = "application/x-disclosure-desk-texts"
"""Our own format for pasted texts, because in a drop with files the plain text only repeats their names."""


class FormDrafts(QObject):
    """Saves drafts of the open forms of a file, of other windows with work of minutes, and of letters not issued yet.

    ``offer`` offers to restore the forms that a crash left. Texts typed for a letter reappear when its sheet is opened.
    ``again`` makes the form of a draft anew, before it is filled.
    """

    def __init__(self, session: Session, data: Path, window: QWidget, again: Again) -> None:
        super().__init__(session)
        self._session, self._window, self._again = session, window, again
        self.path = drafts_path(session.registers.path, data)
        self._protection = session.registers.protection
        self._kept: list[FormDraft] = []
        self._left: Sequence[FormDraft] = ()
        self._is_unkept = False
        self._timer = session.timer(self, self.keep, Wait.LONG, repeats=True)
        session.closing.connect(self._finish)

    def offer(self) -> QMessageBox | None:
        """Ask whether to restore what a crash left; then, or if there is nothing, begin to save drafts."""
        if not self._session.is_read_only:
            take_over(self.path, self._session.registers)
            tell_whose(self.path, self._session.registers)
        if self._session.is_read_only or self._protection.is_locked:
            return self._offer(kept_drafts(self.path, self._protection))
        known = former_drafts(self.path, self._session.registers)
        return self._offer(kept_drafts(self.path, self._protection), partial(self._ask_former, known))

    def _ask_former(self, known: Sequence[Path]) -> None:
        """Ask for the password of what was sealed under another one, before it was changed on another computer.

        What no password opens is told once, when it was found so.
        """
        for aside in former_drafts(self.path, self._session.registers):
            tell_whose(aside, self._session.registers)
            if has_envelope(aside):
                FormerDrafts(aside, partial(self._take_former, aside), self._window).open()
                return
            if aside not in known:
                show_note("没有保存的表单", _SHUT.format(aside.name), self._window, aside.parent)

    def _take_former(self, aside: Path, drafts: Sequence[FormDraft]) -> None:
        """Offer what another password has opened; once it is kept under this one it does not lie aside any more.

        All of it stays where a letter was written anew since, in whose sheet it cannot stand.
        """
        self._take_letters(drafts)
        written = self._session.half_written
        is_left_out = any(written.get(key, each) != each for key, each in letters_of(drafts).items())
        left = [*self._left, *(each for each in drafts if not each.letter)]
        if self._write([*self._kept, *left, *self._letters()]) and not is_left_out:
            let_go(aside)
        if is_left_out:
            self._session.told.emit(
                "有一份文书后来又写过，当时写的没有放进去，仍然留着：把现在写的发出以后，下次打开时再取回。"
            )
        elif not left:
            self._session.told.emit("取回了没有发出的文书，打开那份文书就能看到。")
        self._offer(left)

    def _take_letters(self, kept: Sequence[FormDraft]) -> None:
        """Let what was typed for letters stand in their sheets, where nothing was typed since."""
        written = self._session.half_written
        found = letters_of(kept).items()
        written |= {key: each for key, each in found if key not in written and self._may_stay(key)}

    def _offer(self, kept: Sequence[FormDraft], then: Callable[[], object] = lambda: None) -> QMessageBox | None:
        self._take_letters(kept)
        left = [each for each in kept if not each.letter and not self._is_of_destroyed(each)]
        if not left or self._session.is_read_only:
            self._timer.start()
            then()
            return None
        listed = "\n".join(f"{draft.title}（{draft.at} 填写）" for draft in left)
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "没有保存的表单",
            f"上次程序没有正常关闭，有 {len(left)} 个填写到一半的表单：\n{listed}",
            parent=self._window,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.addButton("放弃", QMessageBox.ButtonRole.RejectRole)
        box.addButton("继续填写", QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(lambda: self._bring_back(left))
        box.rejected.connect(self._give_up)
        box.finished.connect(self._timer.start)
        box.finished.connect(lambda _answer: then())
        self._left = left  # saved with the drafts until the question is answered
        box.open()
        return box

    def keep(self) -> None:
        """Save every open form in which something was typed; closed ones are forgotten."""
        known = cast("list[GatedForm]", self._window.findChildren(GatedForm))  # also in other tabs
        is_covered = self._window.isHidden()  # by the lock, with every form that is a window of its own
        is_open = (draft for form in known if is_covered or not form.isHidden() if (draft := _draft(form)) is not None)
        drafts = [_as_first_kept(draft, self._kept) for draft in is_open]
        up = {(now.work, now.register, now.record_id, now.title) for now in drafts}
        self._left = [
            each
            for each in self._left
            if not (each.work and (each.work, each.register, each.record_id, each.title) in up)
        ]
        drafts += [*self._left, *self._letters()]
        if drafts == self._kept:
            return
        is_kept = self._write(drafts)
        self._kept = drafts if is_kept else self._kept
        was_unkept, self._is_unkept = self._is_unkept, not (is_kept or self._is_not_ours)
        if self._is_unkept and not was_unkept:  # said once, until it goes again
            self._session.told.emit(_UNKEPT)

    def _letters(self) -> list[FormDraft]:
        return [draft_of_letter(key, each) for key, each in self._session.half_written.items() if self._may_stay(key)]

    def _may_stay(self, key: tuple[str, int, str]) -> bool:
        """Whether the case of a letter still exists, at least in the recycle bin, and was not destroyed.

        Nothing may remain of a destroyed case. If the file cannot be read, as when its stick was pulled out, the draft
        stays.
        """
        with suppress(DisclosureError):
            case = self._case(*key[:2])
            return case is not None and not is_destroyed(case)
        return True

    def _is_of_destroyed(self, draft: FormDraft) -> bool:
        """Whether a form was of a case that has since been destroyed, here or on another computer."""
        with suppress(DisclosureError):
            register, record_id = draft.register, draft.record_id
            if register == Step.register:
                registers = self._session.registers
                known = registers.get(Step, record_id).request_id if record_id else draft.case
                register, record_id = Request.register, known
            case = self._case(register, record_id) if record_id else None
            return case is not None and is_destroyed(case)
        return False

    def _case(self, register: str, record_id: int) -> CaseRecord | None:
        """Return a request, review or suit, in the recycle bin, too; None for anything else."""
        registers = self._session.registers
        record_type = next((each for each in (Request, Review, Litigation) if each.register == register), None)
        if record_type is None:
            return None
        try:
            return cast("CaseRecord", registers.get(record_type, record_id))
        except RecordNotFoundError:
            binned = (one.record for one in registers.removed(record_type))
            return next((cast("CaseRecord", one) for one in binned if one.id == record_id), None)

    def _give_up(self) -> None:
        self._left = ()
        self._write(self._letters())

    def _bring_back(self, left: Sequence[FormDraft]) -> None:
        self._left = [draft for draft in left if draft.work]  # until its window is up: it may have to be read first
        for draft in left:
            if draft.work:
                self._session.resumed.emit(draft)
                continue
            try:
                form = self._again(self._session, draft, self._window)
            except DisclosureError as failure:
                self._left = (*self._left, draft)  # it could not be shown, so offer it again next time
                self._session.failed.emit(failure)
                continue
            fill(form, draft.typed)
            form.open()
            self._lay_papers(draft)

    def _lay_papers(self, draft: FormDraft) -> None:
        """Show the papers of a restored form beside it again, from their original places."""
        there = [path for path in draft.files if Path(path).is_file()]
        if there or draft.pasted:
            self._session.came_in.emit(mime_of(there, draft.pasted))
        gone = [f"“{masked_prose(bare_name(Path(path).name))}”" for path in draft.files if path not in there]
        if gone:
            told = f"来件{listed(gone)}已不在原处，找到后重新拖进这张表。"
            self._session.failed.emit(DisclosureError(told))

    @property
    def _is_not_ours(self) -> bool:
        """Whether drafts are not to be written now: they are another window's, or their key is not here."""
        return self._session.is_read_only or self._protection.is_locked

    def _write(self, drafts: Sequence[FormDraft]) -> bool:
        if self._session.is_read_only:  # the drafts belong to the window that can write, or to a time when it could
            return False
        is_kept = keep_drafts(self.path, drafts, self._protection)
        tell_whose(self.path, self._session.registers)
        return is_kept

    def _finish(self) -> None:
        self._timer.stop()
        self._write([*self._left, *self._letters()])


def mime_of(files: Sequence[str], texts: Sequence[str]) -> QMimeData:
    """Return files and pasted texts as one drop."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in files])
    mime.setData(_TEXTS, json.dumps(texts).encode())
    return mime


def came_with(mime: QMimeData | None) -> tuple[list[Path], list[str]]:
    """Return the local files and the texts that were dropped or pasted."""
    if mime is None:
        return [], []
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if mime.hasFormat(_TEXTS):
        return files, json.loads(bytes(mime.data(_TEXTS).data()))
    return files, [mime.text()] if not files and mime.text().strip() else []


def _draft(form: GatedForm) -> FormDraft | None:
    """Return what an open form would lose, or None."""
    title = form.windowTitle()
    if isinstance(form, RecordForm):
        if not form.is_dirty() or form.subject[0] in _BEGUN_ANEW:
            return None
        files = tuple(map(str, form.files))
        return FormDraft(*form.subject, title, "", form.typed(), files, form.pasted, case=form.case)
    left = form.unfinished()
    return FormDraft(left.register, left.record_id, title, "", left.typed, work=left.work) if left else None


def _as_first_kept(now: FormDraft, before: Sequence[FormDraft]) -> FormDraft:
    """Return a draft with the time since when it has been as it is."""
    known = next((each for each in before if replace(each, title=now.title, at="") == now), None)
    return known or replace(now, at=datetime.now().astimezone().strftime("%m-%d %H:%M"))


def fill(form: RecordForm, typed: dict[str, str]) -> None:
    """Put texts typed earlier into the fields of a form, also invalid ones."""
    stands = form.typed()
    for name, text in typed.items():
        if name not in form.fields or text == stands.get(name, ""):
            continue
        field = form.fields[name]
        try:
            field.editor.set_value(field.column.parse(text))
        except UnreadableValueError:
            if isinstance(field.editor, LineEditor):
                field.editor.line.setText(text)
