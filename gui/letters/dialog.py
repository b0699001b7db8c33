"""文书: choose a letter, fill in what only the clerk knows, see it as paper and what stands against it, send it out."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.letters.rules import LetterProblem
from disclosure.masking import concealed
from disclosure.terms import AccessKind
from gui.base.appearance import mark
from gui.base.session import Session
from gui.kit.cards import button, scrolling, words
from gui.kit.check_list import Check, CheckList
from gui.kit.file_dialogs import FileDialog, documents
from gui.kit.gated_form import GatedForm
from gui.kit.typed_dates import read_date
from gui.letters.fields import LetterFields
from gui.letters.list import LetterList
from gui.letters.preview import LetterPreview

if TYPE_CHECKING:
    from tasks.letters.files import Issued
    from tasks.letters.issuing import Draft, Owner

_SIZE, _LIST_WIDTH, _FIELDS_WIDTH = (1240, 800), 230, 380


class LetterDialog(GatedForm):
    """One case's letters. 发出 is shut while a blank or a contradiction is left."""

    def __init__(self, session: Session, owner: "Owner", code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"文书　{owner.caption}", parent)
        self._session, self._owner = session, owner
        self._kept: dict[str, dict[str, str]] = {}
        self._code, self._proposed = "", dict[str, str]()
        self.draft: Draft | None = None
        self._is_noted = False
        self.issued: Issued | None = None
        self._is_issuing = False
        self.letters, self.fields = LetterList(), LetterFields(session.today)
        self.use = words("", "secondary", wrap=True)
        self.day = QLineEdit(session.today.isoformat())
        self.day.setAccessibleName("成文日期（必填）")
        self.checks, self.preview = CheckList("没有空白，也没有与台账矛盾的地方。"), LetterPreview(session)
        self.save_button.setText("发出  Ctrl+S")
        self.files_button = button("保存 PDF 和 Word 到…", self.choose_folder)
        self.files_button.hide()
        self.foot.insertWidget(self.foot.count() - 2, self.files_button)
        self._furnish()
        self._offer()
        self.letters.chosen.connect(self.choose)
        self.fields.changed.connect(self.refresh_gate)
        self.day.textChanged.connect(self.refresh_gate)
        self.submitted.connect(self.issue)
        session.changed.connect(self.refresh_gate)
        self.letters.choose(code)
        if not self._code:
            self.letters.choose("")
        self.resize(*_SIZE)

    def is_dirty(self) -> bool:
        typed = {name: text for name, text in self.fields.typed().items() if text != self._proposed.get(name, "")}
        return self.issued is None and bool(typed)

    def choose(self, code: str) -> None:
        """Draft another letter; what was typed for the last one is kept while the dialog is open."""
        from tasks.letters.issuing import proposals  # noqa: PLC0415
        from tasks.letters.templates import templates  # noqa: PLC0415

        if self.issued is not None:
            return
        if self._code:
            self._kept[self._code] = self.fields.typed()
        session, self._code = self._session, code
        template = templates(session.registers)[code]
        self._proposed = proposals(
            session.registers,
            self._owner,
            code,
            dated_on=self.dated_on or session.today,
            calendar=session.calendar,
        )
        self.use.setText(f"{template.use}　{template.article}")
        self.fields.show_template(template, self._kept.get(code, self._proposed))
        self.save_button.setText("发出  Ctrl+S" if template.is_numbered else "存入材料  Ctrl+S")
        self.refresh_gate()

    @property
    def dated_on(self) -> date | None:
        """成文日期 as typed; None where it is none."""
        try:
            return read_date(self.day.text(), self._session.today)
        except UnreadableValueError:
            return None

    def refresh_gate(self) -> None:
        """Draft again with what is typed, and look at it."""
        from tasks.letters.files import framed_words_of  # noqa: PLC0415
        from tasks.letters.issuing import draft_letter  # noqa: PLC0415

        if self.issued is not None or self._is_issuing or not self._code:
            return
        day, typed, session = self.dated_on, self.fields.typed(), self._session
        problems = [LetterProblem(text.removeprefix("× ")) for text in self.fields.problems]
        if day is None:
            problems.append(LetterProblem("成文日期不是日期，请改正。"))
        try:
            self.draft = draft_letter(
                session.registers,
                self._owner,
                self._code,
                typed,
                dated_on=day or session.today,
                calendar=session.calendar,
            )
        except DisclosureError as failure:
            self.draft = None
            problems.append(LetterProblem(str(failure)))
        if self.draft is not None:
            self._note_access(self.draft)
            self.preview.show_letter(self.draft.letter)
            problems += self.draft.problems
            framed = framed_words_of(self.draft.letter)
            problems += [LetterProblem(framed, prevents=False)] if framed else []
        self._tell(problems)

    def _note_access(self, draft: "Draft") -> None:
        """Keep once that the applicant's hidden values are seen on the paper."""
        request = draft.sheet.source.request
        if self._is_noted or request is None or self._session.is_read_only:
            return
        hidden = [str(getattr(request, column.name)) for column in concealed(request) if column.personal]
        if any(value in draft.letter.text for value in hidden):
            self._is_noted = True
            self._session.note_access(request, AccessKind.SHOWN)

    def issue(self) -> None:
        """Send the letter out: number, papers and step in one go, undone in one go."""
        from tasks.letters.files import issue_and_keep  # noqa: PLC0415

        if self.draft is None:
            return
        told = ""
        self._is_issuing = True  # what is being kept is this draft: its own changes must not make another of it
        try:
            self.issued = issue_and_keep(self._session.registers, self.draft)
        except DisclosureError as failure:
            told = str(failure)
        finally:
            self._is_issuing = False
        if self.issued is not None:
            self._freeze(self.issued)
            return
        self.refresh_gate()  # its number may be the one that was just used
        self.complain(told, blocks=False)

    def choose_folder(self) -> QFileDialog:
        """Ask where the two files go."""
        dialog = FileDialog(self, "保存 PDF 和 Word 到", documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_files(Path(name)))
        dialog.open()
        return dialog

    def save_files(self, folder: Path) -> None:
        """Write the letter as it went out, PDF and Word, into a folder."""
        from tasks.letters.files import save_papers  # noqa: PLC0415

        if self.issued is None:
            return
        try:
            papers = save_papers(self._session.registers, self.issued, folder)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self.gate.setText(f"已保存：{'、'.join(path.name for path in papers)}")
        mark(self.gate, "good")

    # --- what is shown ---

    def _tell(self, problems: list[LetterProblem]) -> None:
        self.checks.show_checks([self._check(problem) for problem in problems])
        count = sum(problem.prevents for problem in problems)
        self.complain(f"还有 {count} 处要改，见中间的清单" if count else "")

    def _check(self, problem: LetterProblem) -> Check:
        name = next((name for name in self.fields.editors if f"“{name}”" in problem.sentence), "")
        if name:
            return Check(problem.sentence, problem.prevents, partial(self.fields.go_to, name))
        is_in_record = "还没有填写" in problem.sentence or "台账" in problem.sentence
        return Check(problem.sentence, problem.prevents, self.edit_record if is_in_record else None, "改台账…")

    def edit_record(self) -> None:
        """Open the form of the case: what stands in the register is mended there, and the letter follows."""
        from gui.forms.choice import form_for  # noqa: PLC0415

        session, owner = self._session, self._session.registers.get(type(self._owner), self._owner.id)
        form_for(session, type(owner), session.save, original=owner, parent=self).open()

    def _freeze(self, issued: "Issued") -> None:
        self.letters.setEnabled(False)
        self.day.setReadOnly(True)
        self.fields.lock()
        self.save_button.hide()
        self.files_button.show()
        self.files_button.setFocus()
        self.cancel_button.setText("关闭  Esc")
        self.preview.show_issued(issued)
        number = f"，文号 {issued.letter.number}" if issued.letter.number else ""
        self.gate.setText(f"已存入材料（PDF 和 Word）{number}。")
        mark(self.gate, "good")

    def _offer(self) -> None:
        from tasks.letters.files import letters_for  # noqa: PLC0415

        choice = letters_for(self._session.registers, self._owner)
        self.letters.show_letters({"现在适合的": choice.fitting, "全部文书": choice.others})

    def _furnish(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(16)
        self.letters.setFixedWidth(_LIST_WIDTH)
        row.addWidget(self.letters)
        row.addWidget(self._middle())
        row.addWidget(self.preview, 1)

    def _middle(self) -> QWidget:
        inside = QWidget()
        mark(inside, "plain")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 8, 0)
        stack.setSpacing(8)
        above = words("发出前核对", "section")
        for widget in (self.use, words("成文日期 *"), self.day, self.fields, above, self.checks):
            stack.addWidget(widget)
        stack.addStretch(1)
        scroll = scrolling(inside)
        scroll.setFixedWidth(_FIELDS_WIDTH)
        return scroll
