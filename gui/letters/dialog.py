"""文书: choose a letter, fill in what only the clerk knows, see it as paper and what stands against it, send it out."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.letters.filling import GROUNDS, read_typed
from disclosure.letters.problems import LetterProblem, Mend, at_field, of_the_date
from disclosure.letters.template_syntax import FieldKind, LetterTemplate, TypedField
from disclosure.masking import tells_hidden
from disclosure.terms import AccessKind
from gui.base.appearance import mark, scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.choice import form_for
from gui.kit.cards import Button, Words, button, clear, scrolling, words
from gui.kit.check_list import Check, CheckList
from gui.kit.file_dialogs import ask_folder
from gui.kit.gated_form import GatedForm
from gui.kit.printing import print_button, print_pdf
from gui.kit.typed_dates import read_date
from gui.letters.list import LetterList
from gui.letters.preview import LetterPreview
from tasks.letters.files import Issued, framed_words_of, issue_and_keep, kept_together, letters_for, save_papers
from tasks.letters.issuing import Draft, Owner, day_of, draft_letter, proposals
from tasks.letters.templates import templates

_SIZE, _LIST_WIDTH, _FIELDS_WIDTH = (1240, 800), 230, 380
_BESIDE = 1110
"""From this width on the paper stands beside the facts; in a narrower window one or the other is seen."""
_LINES = 3
_DAYS = frozenset({FieldKind.DAY, FieldKind.LAST_DAY})
TypedWidget = QLineEdit | QPlainTextEdit


class LetterFields(QWidget):
    """One editor per typed field of a template."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.editors: dict[str, TypedWidget] = {}
        self._notes: dict[str, Words] = {}
        self._declared: dict[str, TypedField] = {}
        self._unreadable: dict[str, str] = {}
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)

    def show_template(self, template: LetterTemplate, proposed: Mapping[str, str]) -> None:
        """Ask for the fields of a template, filled with what is proposed."""
        clear(self.stack)
        self.editors, self._notes, self._declared, self._unreadable = {}, {}, {}, {}
        if not template.typed:
            self.stack.addWidget(words("这份文书不需要另外填写，内容都取自台账。", "secondary", wrap=True))
        for entry in template.typed:
            is_required = entry.name in template.required
            label = QLabel(f"{entry.name} *" if is_required else entry.name)
            editor = _editor(entry, proposed.get(entry.name, ""))
            label.setBuddy(editor)
            editor.setAccessibleName(f"{entry.name}（必填）" if is_required else entry.name)
            editor.setAccessibleDescription(entry.hint)
            editor.textChanged.connect(self.changed)
            note = words(entry.hint, "secondary", wrap=True)
            note.setVisible(bool(entry.hint))
            self.editors[entry.name], self._notes[entry.name], self._declared[entry.name] = editor, note, entry
            for widget in (label, editor, note):
                self.stack.addWidget(widget)
            self.stack.addSpacing(4)

    def typed(self) -> dict[str, str]:
        """Return what is typed by field, dates in one form; what cannot be read is told at its field and left out."""
        found: dict[str, str] = {}
        self._unreadable.clear()
        for name, editor in self.editors.items():
            entry = self._declared[name]
            text = (editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()).strip()
            try:
                if text and entry.kind in _DAYS:
                    text = day.isoformat() if (day := read_date(text, self._today)) else ""
                if text:
                    read_typed(entry, text)
                found[name] = text
            except UnreadableValueError as unreadable:
                self._unreadable[name] = str(unreadable)
            self._note(name, self._unreadable.get(name, ""))
        return found

    @property
    def problems(self) -> list[LetterProblem]:
        """What could not be read when it was asked for last, at its field."""
        return [at_field(name, sentence) for name, sentence in self._unreadable.items()]

    def go_to(self, name: str) -> None:
        """Lead to a field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, name: str, text: str) -> None:
        """Put a text into a field."""
        editor = self.editors[name]
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.setPlainText(text)

    def lock(self) -> None:
        """Let nothing be changed any more."""
        for editor in self.editors.values():
            editor.setReadOnly(True)

    def _note(self, name: str, problem: str) -> None:
        note, hint = self._notes[name], self._declared[name].hint
        text = problem or hint
        if note.text() != text:
            note.say(text, Sign.WRONG if problem else None, "" if problem else "secondary")
            note.setVisible(bool(text))


def _editor(entry: TypedField, proposed: str) -> TypedWidget:
    if entry.kind is FieldKind.LONG:
        box = QPlainTextEdit(proposed)
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 16)
        return box
    line = QLineEdit(proposed)
    line.setCursorPosition(0)
    if entry.kind is FieldKind.GROUNDS:
        completer = QCompleter(QStringListModel([ground.plain_label for ground in GROUNDS], line), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
    return line


class LetterDialog(GatedForm):
    """One case's letters. 发出 is shut while a blank or a contradiction is left."""

    def __init__(self, session: Session, owner: Owner, code: str = "", parent: QWidget | None = None) -> None:
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
        self._proposed_day = session.today.isoformat()
        self.day = QLineEdit(self._proposed_day)
        self.day.setAccessibleName("成文日期（必填）")
        self.checks, self.preview = CheckList("没有空白，也没有与台账矛盾的地方。"), LetterPreview(session)
        self.save_button.setText("发出  Ctrl+S")
        self.paper_button = Button("看文书")
        self.paper_button.setCheckable(True)
        self.files_button = button("保存 PDF 和 Word 到…", self.choose_folder)
        self.print_button = print_button(self.print_letter, "primary")
        self.foot.insertWidget(self.foot.count() - 2, self.files_button)
        self.foot.addWidget(self.print_button)
        for made in (self.files_button, self.print_button):
            made.hide()
        choice = letters_for(session.registers, owner)
        self.letters.show_letters({"现在适合的": choice.fitting, "全部文书": choice.others})
        self._furnish()
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
        if self.issued is not None:
            return
        if self._code:
            self._kept[self._code] = self.fields.typed()
        session, self._code = self._session, code
        template = templates(session.registers)[code]
        if self.day.text() == self._proposed_day:  # nobody has typed another
            self._proposed_day = day_of(session.registers, self._owner, code, session.today).isoformat()
            self.day.blockSignals(True)
            self.day.setText(self._proposed_day)
            self.day.blockSignals(False)
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
        if self.issued is not None or self._is_issuing or not self._code:
            return
        day, typed, session = self.dated_on, self.fields.typed(), self._session
        problems = self.fields.problems
        if day is None:
            problems.append(of_the_date("成文日期不是日期，请改正。"))
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
            if framed:
                problems.append(LetterProblem(framed, Mend.ELSEWHERE, prevents=False))
        self.checks.show_checks([self._check(problem) for problem in problems])
        count = sum(problem.prevents for problem in problems)
        self.complain(f"还有 {count} 处要改，见中间的清单" if count else "")

    def _note_access(self, draft: Draft) -> None:
        """Keep once that the applicant's hidden values are seen on the paper."""
        request = draft.sheet.source.request
        if self._is_noted or request is None or self._session.is_read_only:
            return
        if tells_hidden(draft.letter.text, (request, *draft.sheet.source.steps)):
            self._is_noted = True
            self._session.note_access(request, AccessKind.SHOWN)

    def issue(self) -> None:
        """Send the letter out: number, papers and step in one go, undone in one go."""
        if self.draft is None:
            return
        refusal: DisclosureError | None = None
        self._is_issuing = True  # what is being kept is this draft: its own changes must not make another of it
        try:
            self.issued = issue_and_keep(self._session.registers, self.draft)
        except DisclosureError as failure:
            refusal = failure
        finally:
            self._is_issuing = False
        if refusal is not None:
            self.refresh_gate()  # its number may be the one that was just used
            self.not_kept(refusal, self.issue)
        if self.issued is None:
            return
        self.letters.setEnabled(False)
        self.day.setReadOnly(True)
        self.fields.lock()
        self.save_button.hide()
        self.files_button.show()
        self.print_button.show()
        self.print_button.setFocus()
        self.cancel_button.setText("关闭  Esc")
        self.preview.show_issued(self.issued)
        number = f"，文号 {self.issued.letter.number}" if self.issued.letter.number else ""
        self.gate.say(f"已存入材料（PDF 和 Word）{number}。", Sign.DONE)

    def print_letter(self) -> None:
        """Show the letter as it went out, ready for the printer."""
        if self.issued is None:
            return
        registers, letter = self._session.registers, self.issued.letter
        print_pdf(self._session, f"打印{letter.name}", lambda: (kept_together(registers, [letter]), ""), self)

    def choose_folder(self) -> QFileDialog:
        """Ask where the two files go."""
        return ask_folder(self, "保存 PDF 和 Word 到", self.save_files)

    def save_files(self, folder: Path) -> None:
        """Write the letter as it went out, PDF and Word, into a folder."""
        if self.issued is None:
            return
        try:
            papers = save_papers(self._session.registers, self.issued, folder)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self.gate.say(f"已保存：{'、'.join(path.name for path in papers)}", Sign.DONE)

    # --- what is shown ---

    def _check(self, problem: LetterProblem) -> Check:
        """Return the line of a problem, its link leading to where the problem is mended."""
        said, prevents = problem.sentence, problem.prevents
        if problem.mend is Mend.FIELD and problem.field in self.fields.editors:
            return Check(said, prevents, partial(self.fields.go_to, problem.field))
        if problem.mend is Mend.DATE:
            return Check(said, prevents, self.day.setFocus, "改日期")
        if problem.mend is Mend.REGISTER:
            return Check(said, prevents, self.edit_record, "改台账…")
        return Check(said, prevents)

    def edit_record(self) -> None:
        """Open the form of the case: what stands in the register is mended there, and the letter follows."""
        session, owner = self._session, self._session.registers.get(type(self._owner), self._owner.id)
        form_for(session, type(owner), session.save, original=owner, parent=self).open()

    def _furnish(self) -> None:
        inside = QWidget()
        mark(inside, "plain")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 8, 0)
        stack.setSpacing(8)
        above = words("发出前核对", "section")
        for widget in (self.use, words("成文日期 *"), self.day, self.fields, above, self.checks):
            stack.addWidget(widget)
        stack.addStretch(1)
        self.middle = middle = scrolling(inside)
        middle.setMinimumWidth(scaled(_FIELDS_WIDTH))
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(16)
        self.letters.setFixedWidth(_LIST_WIDTH)
        row.addWidget(self.letters)
        row.addWidget(middle, 1)
        row.addWidget(self.preview, 2)
        self.finished.connect(self.preview.stop)  # it may be hidden by then, and still be drawing
        self.paper_button.toggled.connect(self._show_halves)
        self.foot.insertWidget(0, self.paper_button)
        self._show_halves()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_halves()

    def _show_halves(self) -> None:
        """Show facts and paper, or the one of them that is asked for where there is no room for both."""
        is_narrow, is_paper = self.width() < scaled(_BESIDE), self.paper_button.isChecked()
        self.paper_button.setVisible(is_narrow)
        for half in (self.letters, self.middle):
            half.setVisible(not (is_narrow and is_paper))
        self.preview.setVisible(is_paper or not is_narrow)
