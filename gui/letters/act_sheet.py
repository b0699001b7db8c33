"""The sheet of one letter: facts at the left, the paper as it prints at the right, below 发出, 打印 and 交邮 in order.

Only 发出 records anything: the step, the number and the papers together. What is missing is marked at its field after
the first attempt. Esc closes the sheet, and what was typed is kept with the drafts.
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from disclosure.cases.steps import STEP_FORMS
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.file_names import plain_name
from disclosure.letters.lacking import Lacking, items, with_item
from disclosure.letters.problems import LetterProblem, Mend, of_the_date
from disclosure.letters.standing import Standing, standing_of
from disclosure.letters.template_syntax import Addressee, LetterTemplate
from disclosure.masking import masked_prose, tells_hidden
from disclosure.records import IssuedLetter, Request
from disclosure.terms import AccessKind, DeliveryMethod
from disclosure.wording import chinese_date
from gui.base.appearance import colour, mark, scaled
from gui.base.fitting import settle
from gui.base.session import Session
from gui.base.signs import Sign, painting
from gui.base.waits import Wait
from gui.forms.choice import form_for
from gui.forms.profile import profile_dialog
from gui.kit.button_row import FlowLayout
from gui.kit.cards import BESIDE_A_SIGN, Button, button, words
from gui.kit.check_list import Check, CheckList
from gui.kit.due_words import due_title, left_sign
from gui.kit.file_dialogs import ask_folder
from gui.kit.gated_form import GatedForm, Halves
from gui.kit.printing import print_pdf
from gui.kit.typed_dates import read_date
from gui.letters.fields import LetterFields
from gui.letters.list import LetterBox
from gui.letters.preview import LetterPreview
from tasks.letters.files import (
    Issued,
    framed_words_of,
    has_slip,
    issue_and_keep,
    kept_together,
    kept_with_envelope,
    kept_with_slip,
    save_papers,
)
from tasks.letters.issuing import Draft, day_of, draft_letter, proposals, settled_by
from tasks.letters.kept import Owner
from tasks.letters.offered import due_next, letters_for
from tasks.letters.sending import moved_deadline, record_sending, usual_way
from tasks.letters.suggestions import DAYS_MORE
from tasks.letters.templates import templates
from tasks.safety.drafts import HalfLetter

_SIZE, _FACTS = (1180, 760), 432
_ABOUT, _PAPER, _LETTERS = 18, 690, 260
_LOW = 640
"""Below this height of the sheet what is typed has no room under the ways of delivery: a screen of 768 or at 150 %."""
_TINTED_FROM = 4
"""Typed texts of at least so many characters are tinted on the paper; shorter ones might occur there twice."""
_ABOVE, _BELOW = 28, 60
"""How much above and below a field is scrolled into view with it, in pixels at 10 points."""
_CORRECTION, _LACKING_FIELD = "correction-notice", "补正事项"
_WAYS = (
    DeliveryMethod.POST,
    DeliveryMethod.COUNTER,
    DeliveryMethod.EMAIL,
    DeliveryMethod.PLATFORM,
    DeliveryMethod.OTHER,
)
_ON_PAPER = (DeliveryMethod.POST, DeliveryMethod.COUNTER)
_REACHES = {
    DeliveryMethod.POST: "交邮寄给{}，记下邮政单号。",
    DeliveryMethod.COUNTER: "当面交给{}。",
    DeliveryMethod.EMAIL: "用电子邮件发给{}。",
    DeliveryMethod.PLATFORM: "在网上平台发给{}。",
    DeliveryMethod.OTHER: "送交{}。",
}
"""What to do once a letter is issued, by how it is sent."""
_LAST_STEP = {DeliveryMethod.POST: "记下交邮，完成", DeliveryMethod.COUNTER: "记下签收，完成"}
_SENT_OTHERWISE = "记下送出，完成"
TO_MEND = "还有 {} 处要改，已经标出。"
"""The message below: each problem is told where it is mended, and another press leads there."""
_POSTED, _POSTED_NOTICE = "交邮之日就是答复之日。", "交邮之日就是发出之日。"
"""What the day of posting means, for an answer and for any letter before it."""
_WHOM = {Addressee.APPLICANT: "申请人", Addressee.THIRD_PARTY: "第三方", Addressee.ORGAN: "对方机关"}
"""The addressees of letters whose sending is recorded."""

_GROUNDS = {
    Sign.WRONG: "bandOverdue",
    Sign.TODAY: "bandAttention",
    Sign.SOON: "bandAttention",
    Sign.DOUBT: "bandAttention",
    Sign.DONE: "bandGood",
}
"""The background of a note by its sign."""


class NoteBox(QFrame):
    """A tinted box: a sign, one sentence in larger type, and below it why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.why = words("", "groupTitle", wrap=True), words("", "secondary", wrap=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, 8, 12, 8)
        stack.setSpacing(2)
        stack.addWidget(self.title)
        stack.addWidget(self.why)

    def say(self, title: str, why: str, sign: Sign | None) -> None:
        """Show a title and a reason; with neither, the box is hidden."""
        self.title.say(title, sign)
        self.why.setText(why)
        self.why.setContentsMargins(BESIDE_A_SIGN if sign and title else 0, 0, 0, 0)
        self.why.setVisible(bool(why))
        mark(self, _GROUNDS.get(sign, "bandPlain") if sign else "bandPlain")
        self.setVisible(bool(title or why))
        self.title.setVisible(bool(title))


class FootStep(QWidget):
    """One step in the foot: a button, which a tick and a word replace once it is done, after an arrow."""

    def __init__(self, made: Button, *, is_first: bool = False) -> None:
        super().__init__()
        self.button, self.told, self._is_first = made, words("", sign=None), is_first
        row = QHBoxLayout(self)
        row.setContentsMargins(0 if is_first else 22, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told)
        row.addWidget(made)
        self.told.hide()

    def finish(self, told: str) -> None:
        """Show that the step is done."""
        self.told.say(told, Sign.DONE)
        self.told.show()
        self.button.hide()

    def begin(self) -> None:
        """Show the button again."""
        self.told.hide()
        self.button.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrow from the step before."""
        if self._is_first:
            return
        with painting(self) as painter:
            painter.setPen(colour("hint"))
            middle = self.height() // 2
            for end in (-4, 4):
                painter.drawLine(8, middle + end, 12, middle)


class ActSheet(GatedForm):
    """The sheet of one letter of a case. Subclasses put further questions into ``own``.

    ``step_wanted`` asks for the form of the step alone, for a letter that was sent in some other way.
    """

    lies_in_page = True
    marked_apart: tuple[str, ...] = ()
    """What besides the fields of the letter says itself what is wrong with it."""
    step_wanted = Signal(object)

    def __init__(self, session: Session, owner: Owner, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"文书　{owner.caption}", parent)
        self._session, self._owner = session, owner
        self._code, self._proposed, self._proposed_day = "", dict[str, str](), session.today.isoformat()
        self.draft: Draft | None = None
        self.issued: Issued | None = None
        self._problems: list[LetterProblem] = []
        self._is_noted = self._is_issuing = self._has_tried = self._is_filling = self._is_refused = False
        self.letters, self.fields = LetterBox(), LetterFields(session.today, session.calendar)
        self.note, self.own, self.below = NoteBox(), QVBoxLayout(), QVBoxLayout()
        self.day, self.day_note = QLineEdit(self._proposed_day), words("", "secondary")
        self.day.setAccessibleName("成文日期（必填）")
        self.lacking: dict[Lacking, Button] = {}
        self.ways: dict[DeliveryMethod, QRadioButton] = {}
        self.tracking = QLineEdit()
        self.sent_day, self.sent_note = QLineEdit(session.today.isoformat()), words("", "secondary", wrap=True)
        self.after, self.checks, self.preview = NoteBox(), CheckList(""), LetterPreview(session)
        self.only_step = button("", self.record_only, "link")
        self.files_button = button("另存 PDF 和 Word…", self.choose_folder, "link")
        self.again_button = button("再打印  Ctrl+P", self.print_letter, "link")
        self.print_button = button("打印", self.print_letter)
        self.send_button = button("交邮", self.record_sending)
        self._furnish()
        self._make_foot()
        self.letters.chosen.connect(self.choose)
        self.fields.changed.connect(self._field_typed)
        self.day.textChanged.connect(self._day_changed)
        self.day.editingFinished.connect(self._write_day_out)
        self.submitted.connect(self.go_on)
        printing = QShortcut(QKeySequence("Ctrl+P"), self)  # its button would lose it with each new text
        printing.activated.connect(self.print_letter)
        session.changed.connect(self._follow)
        session.day_changed.connect(self.refresh_gate)  # 「今天是最后一天」 is wrong after midnight
        self.preview.drawn.connect(self._count_pages)
        self.finished.connect(self.preview.stop)  # it may still be drawing
        self.offer_letters()
        self.letters.choose(code or due_next(session.registers, owner))
        if not self._code:
            self.letters.choose("")
        self.resize(*_SIZE)

    # --- which letter ---

    def offer_letters(self) -> None:
        """Fill the list of letters at the head."""
        choice = letters_for(self._session.registers, self._owner)
        self.letters.show_letters({"现在适合的": choice.fitting, "全部文书": choice.others})

    @property
    def template(self) -> LetterTemplate:
        """The template of the letter chosen."""
        return templates(self._session.registers)[self._code]

    def choose(self, code: str) -> None:
        """Switch to another letter; what was typed for the last one is kept."""
        if self.issued is not None or code == self._code:
            return
        self._keep_written()
        self._code = code
        session, template = self._session, self.template
        self.setWindowTitle(f"{template.name}　{self.case_words}")
        written = session.half_written.get(self._key)
        self._is_filling = True
        self._proposed_day = day_of(session.registers, self._owner, code, session.today).isoformat()
        self.day.setText((written.day if written else "") or self._proposed_day)
        self._proposed = self._proposals({})
        self.fields.show_template(template, {**self._proposed, **(written.typed if written else {})})
        self._count_anew()
        self._show_ways(written.way if written else self._usual_way())
        self.lacking_holder.setVisible(code == _CORRECTION)
        self._place_ways()
        self._tick_lacking()
        self._is_filling, self._has_tried = False, False
        kind = template.step
        self.only_step.setText(f"文书另外发过了，只登记“{kind.label}”…" if kind else "")
        self.only_step.setVisible(bool(kind) and isinstance(self._owner, Request))
        self.refresh_gate()

    @property
    def case_words(self) -> str:
        """The applicant and the subject of the case in a few words, masked."""
        owner = self._owner
        if not isinstance(owner, Request):
            return owner.caption
        about = masked_prose(" ".join(owner.content.split()))
        short = about if len(about) <= _ABOUT else f"{about[:_ABOUT]}…"
        return f"{owner.caption} {masked_prose(owner.applicant)} · {short}"

    def _proposals(self, typed: dict[str, str]) -> dict[str, str]:
        session, day = self._session, self.dated_on or self._session.today
        return proposals(session.registers, self._owner, self._code, typed, dated_on=day, calendar=session.calendar)

    @property
    def _key(self) -> tuple[str, int, str]:
        return self._owner.register, self._owner.id, self._code

    def _keep_written(self) -> None:
        """Keep what was typed but not issued, for the next time this sheet is opened."""
        if not self._code:
            return
        typed = {name: self.fields.raw(name) for name in self.fields.editors}
        changed = {name: text for name, text in typed.items() if text != self._proposed.get(name, "")}
        day = self.day.text() if self.day.text() != self._proposed_day else ""  # another day proposes another date
        if self.issued is None and (changed or day):
            self._session.half_written[self._key] = HalfLetter(changed, day, self.way)
        else:
            self._session.half_written.pop(self._key, None)

    def open(self) -> None:
        """Show the sheet, unless looking at its hidden values could not be noted."""
        if not self._is_refused:
            super().open()

    def done(self, result: int) -> None:
        self._keep_written()
        super().done(result)

    # --- what is typed ---

    @property
    def dated_on(self) -> date | None:
        """成文日期 as typed; None where it is no date."""
        try:
            return read_date(self.day.text(), self._session.today)
        except UnreadableValueError:
            return None

    @property
    def way(self) -> DeliveryMethod | None:
        """The chosen way of delivery."""
        return next((way for way, made in self.ways.items() if made.isChecked()), None)

    def _field_typed(self) -> None:
        if not self._is_filling and DAYS_MORE in self.fields.editors:
            self._count_anew()
        self.refresh_gate()

    def _day_changed(self) -> None:
        if not self._is_filling:
            self._count_anew()
            self.refresh_gate()

    def _count_anew(self) -> None:
        """Calculate proposals again, after 成文日期 or another date changed, where they were not edited."""
        before, self._proposed = self._proposed, self._proposals(self.fields.typed())
        was_filling, self._is_filling = self._is_filling, True
        for name, text in self._proposed.items():
            if name in self.fields.editors and text != before.get(name, "") == self.fields.raw(name):
                self.fields.put(name, text)
        self._is_filling = was_filling

    def _usual_way(self) -> DeliveryMethod | None:
        if not isinstance(self._owner, Request):
            return None
        if self._code and self.template.addressee is not Addressee.APPLICANT:
            return DeliveryMethod.POST  # the applicant's preference does not apply to anybody else
        session = self._session
        found = usual_way(session.registers, self._owner, session.today, session.calendar)
        return found or DeliveryMethod.POST

    @property
    def is_sent_on(self) -> bool:
        """Whether the sending of this letter is recorded: only if it is a step of the case or an answer."""
        template = self.template
        is_act = template.step is not None or bool(template.outcomes)
        return isinstance(self._owner, Request) and is_act and template.addressee in _WHOM

    def _show_ways(self, chosen: DeliveryMethod | None) -> None:
        for way, made in self.ways.items():
            made.setChecked(way is chosen)
        for part in (self.ways_holder, self.send_step):  # how a defence reaches its court, say, is not recorded
            part.setVisible(self.is_sent_on)

    def _place_ways(self) -> None:
        """Put the ways of delivery below the fields in a small window, where the fields matter more."""
        facts = self.body.layout()
        if self.issued is None and isinstance(facts, QVBoxLayout):
            is_low = self.height() < scaled(_LOW)
            before = self.checks if self.halves.is_narrow or is_low else self.lacking_holder
            if facts.indexOf(self.ways_holder) != facts.indexOf(before) - 1:
                facts.removeWidget(self.ways_holder)
                facts.insertWidget(facts.indexOf(before), self.ways_holder)

    def _tick_lacking(self) -> None:
        if self._code == _CORRECTION:
            written = items(self.fields.raw(_LACKING_FIELD))
            for lacking, made in self.lacking.items():
                made.setChecked(lacking.sentence in written)

    def _ask_for(self, lacking: Lacking) -> None:
        text = self.fields.raw(_LACKING_FIELD)
        self.fields.put(_LACKING_FIELD, with_item(text, lacking, wanted=self.lacking[lacking].isChecked()))

    # --- the draft ---

    def is_dirty(self) -> bool:
        """Closing loses nothing, as what was typed is kept; only a number of the post would be gone."""
        is_asked_for = self.issued is not None and self.tracking_holder.isVisibleTo(self) and not self.result()
        return is_asked_for and bool(self.tracking.text().strip())

    def _ask(self, asking: bool) -> None:
        was_asking = self._is_asking
        super()._ask(asking)
        if was_asking and not asking:
            self._say_what_follows()

    def refresh_gate(self) -> None:
        """Draft the letter again from what is typed, and check it."""
        if self.issued is not None or self._is_issuing or self._is_filling or self._is_refused or not self._code:
            return
        self._keep_written()
        session, day = self._session, self.dated_on
        self.fields.dated_on = day or session.today
        self.draft, problems = self.drafted()
        if self.draft is not None:
            try:
                self._note_access(self.draft)
            except DisclosureError as failure:  # paper and fields tell what nobody could note
                self._is_refused = True
                self.done(0)  # what was typed stays kept
                self.deleteLater()
                session.failed.emit(failure)
                return
            self.preview.show_letter(
                self.draft.letter, [text for text in self.fields.said() if len(text) >= _TINTED_FROM]
            )
        self.day_note.setText(self._day_words())
        self._tick_lacking()
        self._say_standing(self.draft)
        self._say_after()
        self._problems = problems
        self._say_problems()

    def drafted(self) -> tuple[Draft | None, list[LetterProblem]]:
        """Return the letter as it would be issued now, and its problems."""
        session, typed = self._session, self.fields.typed()
        problems = self.fields.problems
        if self.dated_on is None:
            problems.append(of_the_date("成文日期不是日期。"))
        try:
            draft = draft_letter(
                session.registers,
                self._owner,
                self._code,
                typed,
                dated_on=self.dated_on or session.today,
                calendar=session.calendar,
                instead=self.values(),
            )
        except DisclosureError as failure:
            return None, [*problems, LetterProblem(str(failure))]
        unreadable = {each.field for each in problems if each.field}
        problems += [each for each in draft.problems if not each.field or each.field not in unreadable]
        framed = framed_words_of(draft.letter)
        return draft, [*problems, *([LetterProblem(framed, Mend.ELSEWHERE, prevents=False)] if framed else [])]

    def values(self) -> Owner | None:
        """Return the case as it will be before the letter is issued, if the sheet itself changes it."""
        return None

    def _note_access(self, draft: Draft) -> None:
        """Keep once that hidden values of the case are seen on the paper, or in the fields that were filled for it."""
        source = draft.sheet.source
        request = source.request
        if self._is_noted or request is None:
            return
        own = (source.step,) if source.step else ()
        if tells_hidden("\n".join((draft.letter.text, *source.typed.values())), (request, *source.steps, *own)):
            self._is_noted = True  # before: the sheet hears of what is noted, too
            self._session.note_access(request, AccessKind.SHOWN)

    # --- what is said ---

    def _write_day_out(self) -> None:
        """Write the day as it is understood, with its year: 1-8 becomes 2026-01-08, as in every form."""
        if self.dated_on is not None and self.day.text() != self.dated_on.isoformat():
            self.day.setText(self.dated_on.isoformat())

    def _day_words(self) -> str:
        day, session = self.dated_on, self._session
        if day is None:
            return ""
        told = session.calendar.describe(day)
        is_today = "今天" if day == session.today else "这一天还没有到" if day > session.today else ""
        return "，".join(part for part in (is_today, "" if told.works else "不是工作日") if part)

    def _say_standing(self, draft: Draft | None) -> None:
        """Say until when a letter may go out."""
        if draft is None:
            return
        session, sheet = self._session, draft.sheet
        found = standing_of(sheet.template, sheet.source, session.calendar, session.today, self.dated_on)
        if found is None:
            self.note.say("", sheet.template.use, None)
            return
        self.note.say(found.title, found.why, _sign_of(found))

    def _say_after(self) -> None:
        """Show below everything else what sending does to the deadline."""
        kind = self.template.step
        told = STEP_FORMS[kind].advice if kind is not None and isinstance(self._owner, Request) else ""
        if self.draft is not None:
            moved = moved_deadline(self._session.registers, self.draft, self._session.calendar)
            if moved is not None and moved[1].due_on not in (None, moved[0].due_on):
                told = f"{told}发出后{due_title(moved[1])}。"
        self.after.say("", told, None)

    def recorded(self) -> str:
        """Return in a few words what 发出 will record."""
        if self.draft is None:
            return ""
        template, number = self.template, self.draft.letter.number
        step = f"登记一步“{template.step.label}”" if template.step else ""
        if template.outcomes:
            step = "登记答复"
        elif settled := settled_by(self._session.registers, self._owner, self._code):
            step = f"登记{settled}"
        return " · ".join(part for part in (f"文号 {number}" if number else "", step, "文书存进材料") if part)

    def _say_problems(self) -> None:
        """Show problems of the letter: doubts at once, what prevents it only after the first attempt."""
        shown = [each for each in self._problems if self._has_tried or not each.prevents]
        at_field = {each.field: each.sentence for each in shown if each.mend is Mend.FIELD and each.prevents}
        self.fields.tell(at_field)
        marked = at_field.keys() & {*self.fields.editors, *self.marked_apart}
        listed = [each for each in shown if not (each.prevents and each.field in marked)]  # each is said once
        self.checks.show_checks([self._check(each) for each in listed])
        self.checks.setVisible(bool(listed))
        self._ask(False)
        self.save_button.setEnabled(not self._session.is_read_only)
        if count := sum(each.prevents for each in shown):
            self.gate.say(TO_MEND.format(count), Sign.WRONG)
        else:
            self.gate.say(self.recorded(), name="secondary")

    def _check(self, problem: LetterProblem) -> Check:
        """Return the line of a problem, with a link to where it is mended."""
        said, prevents = problem.sentence, problem.prevents
        if problem.mend is Mend.FIELD and problem.field in self.fields.editors:
            return Check(said, prevents, partial(self._bring_to, problem.field))
        if problem.mend is Mend.DATE:
            return Check(said, prevents, partial(self._go_and_see, self.day), "改日期")
        if problem.mend is Mend.REGISTER:
            return Check(said, prevents, partial(self.edit_record, problem.field), "改台账…")
        if problem.mend is Mend.OFFICE:
            return Check(said, prevents, lambda: profile_dialog(self._session, self, problem.field), "填机关信息…")
        return Check(said, prevents)

    def _bring_to(self, name: str) -> None:
        """Go to a field of the letter."""
        self._go_and_see(self.fields.editors[name])

    def _go_and_see(self, at: QWidget) -> None:
        """Focus a field, and scroll to it and the message below it once that is laid out."""
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(Wait.TURN, self, lambda: self._bring_in_sight(at))

    def _bring_in_sight(self, at: QWidget) -> None:
        """Scroll to the whole of a field, with its label above and its note below; Qt would only show its cursor."""
        for edge, room in ((0, _ABOVE), (at.height(), _BELOW)):
            self.scroll_area.ensureVisible(0, at.mapTo(self.body, QPoint(0, edge)).y(), 0, scaled(room))

    def edit_record(self, column: str = "") -> None:
        """Open the form of the case, at a column of it; the letter follows what is mended there."""
        session, owner = self._session, self._session.registers.get(type(self._owner), self._owner.id)
        form = form_for(session, type(owner), session.save, original=owner, parent=self)
        form.begins_at = column
        form.open()

    def record_only(self) -> None:
        """Close, and ask for the form of the step alone."""
        kind = self.template.step
        self.accept()
        self.step_wanted.emit(kind)

    # --- sending ---

    def go_on(self) -> None:
        """Ctrl+Enter: the step that comes next."""
        if self.issued is None:
            self.issue()
        elif self.send_button.objectName() == "primary":
            self.record_sending()
        else:
            self.print_letter()

    def issue(self) -> None:
        """Issue the letter: number, papers and step together, undone together."""
        self._has_tried = True
        self.refresh_gate()
        hindrances = [each for each in self._problems if each.prevents]
        if self.draft is None or hindrances:
            wrong = {each.field for each in hindrances}
            first = next((name for name in self.fields.editors if name in wrong), None)
            self.halves.show(0)  # in a small window the paper may be shown instead of the fields
            if first is not None:
                self._bring_to(first)
            else:
                QTimer.singleShot(Wait.TURN, self, lambda: self.scroll_area.ensureWidgetVisible(self.checks))
            return
        refusal: DisclosureError | None = None
        self._is_issuing = True  # saving this draft must not make the sheet draft another one
        try:
            self.issued = self.keep(self.draft)
        except DisclosureError as failure:
            refusal = failure
        finally:
            self._is_issuing = False
        if refusal is not None:
            self.refresh_gate()  # its number may just have been taken
            self.not_kept(refusal, self.issue)
        if self.issued is not None:
            self._show_issued(self.issued)

    def keep(self, draft: Draft) -> Issued:
        """Keep the letter; subclasses keep more in the same step."""
        return issue_and_keep(self._session.registers, draft)

    def _show_issued(self, issued: Issued) -> None:
        self._keep_written()
        self.letters.setEnabled(False)
        self.day.setReadOnly(True)
        self.fields.lock()
        for shut in (self.lacking_holder, self.after, self.checks, self.only_step):
            shut.hide()
        number = issued.letter.number
        self.note.say(f"已发出，{number}" if number else "已存入材料", self.issued_words(), Sign.DONE)
        self.send_step.begin()
        self.issue_step.finish("已发出" if self.template.is_numbered else "已存入材料")
        self.files_button.show()
        self.preview.show_issued(issued.letter)
        self.tracking_note.say(_POSTED if self.template.outcomes else _POSTED_NOTICE, name="secondary")
        self.tracking_holder.setVisible(self.is_sent_on and self.way is DeliveryMethod.POST)
        if (dated_on := self.dated_on) != self._session.today and dated_on is not None:
            self.sent_note.setText(f"成文是{chinese_date(dated_on)}；补登以前送出的，改成当时的日子。")
            self.sent_holder.show()
        facts = self.body.layout()
        assert isinstance(facts, QVBoxLayout), "the facts are a column"
        facts.insertWidget(facts.indexOf(self.tracking_holder), self.ways_holder)  # the only choice left
        self.scroll_area.verticalScrollBar().setValue(0)
        self._point_to(self.print_button)

    def issued_words(self) -> str:
        """Return what was recorded with the letter."""
        kind = self.template.step
        registers, owner = self._session.registers, self._owner
        step = f"登记了“{kind.label}”，" if kind and isinstance(owner, Request) else ""
        step = f"登记了{settled}，" if (settled := settled_by(registers, owner, self._code)) else step
        lacking = due_next(registers, owner) if not isinstance(owner, Request) else ""
        still = f"还要写{templates(registers)[lacking].name}，一并提交；期限照旧算。" if lacking else ""
        return f"{step}PDF 和 Word 存进了材料。{still}"

    def _point_to(self, next_button: QWidget) -> None:
        """Make one button of the foot the primary one, with the shortcut and the focus."""
        for made, text in ((self.print_button, "打印"), (self.send_button, self._sending_words())):
            is_next = made is next_button
            mark(made, "primary" if is_next else "")
            made.setText(f"{text}  Ctrl+Enter" if is_next else text)
            made.setEnabled(self.issued is not None)
        self.send_step.setVisible(self.is_sent_on)
        self._say_what_follows()
        if self.tracking_holder.isVisible() and next_button is self.send_button:
            self._go_and_see(self.tracking)
        else:
            next_button.setFocus()

    def _say_what_follows(self) -> None:
        """Show below what is left to do: printing, and sending the letter in the chosen way."""
        way = self.way if self.issued is not None and self.is_sent_on else None
        whom = _WHOM.get(self.template.addressee, "") if way else ""
        still = "打印后" if way in _ON_PAPER and self.again_button.isHidden() else ""
        self.gate.say(f"{still}{_REACHES[way].format(whom)}" if way else "", name="secondary")

    def _sending_words(self) -> str:
        return _LAST_STEP.get(self.way, _SENT_OTHERWISE) if self.way and self.issued else "交邮"

    # --- paper ---

    def print_letter(self) -> None:
        """Open the issued letter for printing, with its reply slip or the envelope."""
        if self.issued is None:
            return
        registers, letter, today = self._session.registers, self.issued.letter, self._session.today
        owner, code, typed, with_envelope = self._owner, self._code, self.fields.typed(), self.has_envelope

        def make() -> tuple[bytes, str]:
            if has_slip(code):
                return kept_with_slip(registers, owner, letter, code, typed), ""
            alone = kept_together(registers, [letter]), ""
            return kept_with_envelope(registers, letter, today) if with_envelope else alone

        print_pdf(self._session, f"打印{letter.name}", make, self, self._printed)

    @property
    def has_envelope(self) -> bool:
        """Whether the applicant's envelope is printed with the letter: it goes by post and the address is known."""
        if not self._code:  # the result of the answer is not chosen yet
            return False
        owner, is_theirs = self._owner, self.template.addressee is Addressee.APPLICANT
        goes_by_post = self.is_sent_on and self.way is DeliveryMethod.POST
        return goes_by_post and is_theirs and isinstance(owner, Request) and bool(owner.address.strip())

    def _printed(self, is_printed: bool) -> None:
        """Go on to 交邮 once it was handed to a printer; a cancelled preview changes nothing."""
        if is_printed:
            self.print_step.finish("已交打印")
            self.again_button.show()
            if self.is_sent_on and self.send_step.told.isHidden():
                self._point_to(self.send_button)

    def choose_folder(self) -> None:
        """Ask where the two files go."""
        ask_folder(self, "保存 PDF 和 Word 到", self.save_files)

    def save_files(self, folder: Path) -> None:
        """Write the issued letter, PDF and Word, into a folder."""
        if self.issued is None:
            return
        try:
            papers = save_papers(self._session.registers, self.issued, folder)
        except DisclosureError as failure:
            self.gate.say(str(failure), Sign.WRONG)
            return
        self.gate.say(f"已保存：{'、'.join(plain_name(path.name) for path in papers)}", Sign.DONE)

    def record_sending(self) -> None:
        """Record that the letter was sent in the chosen way, and close."""
        way = self.way
        if self.issued is None or way is None:
            return
        if way is DeliveryMethod.POST and not self.tracking.text().strip():
            self.tracking_note.say("还没有填邮政单号。", Sign.WRONG)
            self._go_and_see(self.tracking)
            return
        session = self._session
        try:
            on = read_date(self.sent_day.text(), session.today) or session.today
            record_sending(session.registers, self.issued.letter, way, on, self.tracking.text())
        except UnreadableValueError as unreadable:
            self.sent_note.say(str(unreadable), Sign.WRONG)
            self._go_and_see(self.sent_day)
            return
        except DisclosureError as failure:
            self.not_kept(failure, self.record_sending)
            return
        session.told.emit(f"{self.issued.letter.name}已登记送达：{way.label}。")
        self.accept()

    # --- events ---

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first empty field."""
        super().showEvent(event)
        empty = (name for name in self.fields.editors if not self.fields.raw(name))
        name = next(empty, next(iter(self.fields.editors), ""))
        if name and self.issued is None:
            self.fields.go_to(name)
            settle(self.body)
            self._bring_in_sight(self.fields.editors[name])

    def step_start(self) -> dict[str, Any]:
        """Return initial values for the form of the step alone."""
        return {}

    def _follow(self, _changes: object) -> None:
        """Draft again after a change; where issuing the letter was undone, close."""
        if self.issued is None or self._is_issuing:
            self.refresh_gate()
            return
        try:
            self._session.registers.get(IssuedLetter, self.issued.letter.id)
        except DisclosureError:
            QTimer.singleShot(Wait.TURN, self, self.reject)

    def _count_pages(self) -> None:
        count = len(self.preview.pages)
        self.pages.setText(f"共 {count} 页{'，另有信封' if self.has_envelope else ''}" if count else "")

    # --- layout ---

    def _furnish(self) -> None:
        """Lay out the facts in a column at the left and the paper beside them."""
        mark(self.body, "facts")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(24, 18, 24, 12)
        stack.setSpacing(6)
        self.lacking_holder, self.ways_holder, self.tracking_holder = QWidget(), QWidget(), QWidget()
        self.dated_holder = QWidget()
        dated, written = QGridLayout(self.dated_holder), QWidget()
        day = QGridLayout(written)
        for grid in (dated, day):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(6)
        day.addWidget(words("成文日期", "secondary"), 0, 0)
        day.addWidget(self.day_note, 0, 1, Qt.AlignmentFlag.AlignRight)
        day.addWidget(self.day, 1, 0, 1, 2)
        dated.addWidget(written, 0, 0)
        dated.addWidget(self.fields.term, 0, 1)
        dated.addWidget(self.fields.term_notes, 1, 0, 1, 2)
        dated.setColumnStretch(0, 1)
        dated.setColumnStretch(1, 1)
        self._furnish_choices()
        for part in (
            self.note,
            self.tracking_holder,
            self.own,
            self.dated_holder,
            self.ways_holder,  # before the long parts, or on a small screen it is out of sight
            self.lacking_holder,
            self.fields,
        ):
            if isinstance(part, QVBoxLayout):
                stack.addLayout(part)
            else:
                stack.addWidget(part)
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self.files_button)
        links.addWidget(self.again_button)
        links.addStretch(1)
        stack.addWidget(self.checks)
        stack.addLayout(links)
        stack.addLayout(self.below)
        stack.addStretch(1)
        stack.addWidget(self.after)
        stack.addWidget(self.only_step, 0, Qt.AlignmentFlag.AlignLeft)
        of_a_letter = (self.lacking_holder, self.ways_holder, self.only_step)
        for later in (self.files_button, self.again_button, self.tracking_holder, *of_a_letter):
            later.hide()
        column = self.layout()
        assert isinstance(column, QVBoxLayout), "a GatedForm is a column"
        column.removeWidget(self.scroll_area)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.scroll_area, 1)
        halves.addWidget(self.preview, 2)
        column.insertLayout(0, halves, 1)
        self.preview.most_wide = scaled(_PAPER)
        self._furnish_head()

    def _furnish_choices(self) -> None:
        for added in (self.own, self.below):
            added.setSpacing(6)
        asked, chips = QVBoxLayout(self.lacking_holder), QWidget()
        asked.setContentsMargins(0, 4, 0, 0)
        asked.setSpacing(8)
        asked.addWidget(words("缺什么，点一下就写进补正事项", "secondary"))
        asked.addWidget(chips)
        lacking = FlowLayout(chips)
        for each in Lacking:
            made = self.lacking[each] = Button(each.label)
            made.setCheckable(True)
            made.setAccessibleName(f"缺{each.label}")
            mark(made, "chip")
            made.clicked.connect(lambda *_, each=each: self._ask_for(each))
            lacking.addWidget(made)
        ways = QVBoxLayout(self.ways_holder)
        ways.setContentsMargins(0, 4, 0, 0)
        ways.setSpacing(8)
        ways.addWidget(words("送达", "secondary"))
        row, group = QWidget(), QButtonGroup(self)
        flow = FlowLayout(row)
        for way in _WAYS:
            choice = self.ways[way] = QRadioButton(way.label)
            group.addButton(choice)
            choice.toggled.connect(self._way_changed)
            flow.addWidget(choice)
        ways.addWidget(row)
        self.sent_holder = QWidget()
        sent = QVBoxLayout(self.sent_holder)
        sent.setContentsMargins(0, 4, 0, 0)
        sent.setSpacing(4)
        self.sent_day.setAccessibleName("送出日期")
        for shown in (words("送出日期", "secondary"), self.sent_day, self.sent_note):
            sent.addWidget(shown)
        ways.addWidget(self.sent_holder)
        self.sent_holder.hide()
        tracking = QVBoxLayout(self.tracking_holder)
        tracking.setContentsMargins(0, 4, 0, 0)
        tracking.setSpacing(4)
        label = QLabel("邮政单号")
        mark(label, "secondary")
        label.setBuddy(self.tracking)
        self.tracking.setAccessibleName("邮政单号（必填）")
        self.tracking.returnPressed.connect(self.record_sending)  # a scanner ends each number so
        self.tracking_note = words(_POSTED, "secondary", wrap=True)
        for part in (label, self.tracking, self.tracking_note):
            tracking.addWidget(part)

    def _way_changed(self) -> None:
        if self.preview.pages:
            self._count_pages()
        if self.issued is not None:
            self.tracking_holder.setVisible(self.way is DeliveryMethod.POST)
            is_next = self.send_button.objectName() == "primary"
            self._point_to(self.send_button if is_next else self.print_button)

    def _furnish_head(self) -> None:
        """Put the choice of letters in place of the title, and the number of pages beside it."""
        self.page_head.show()
        self.heading.hide()
        self.page_head.setMinimumHeight(scaled(50))
        self.letters.setMaximumWidth(scaled(_LETTERS))
        self.page_head_row.insertWidget(0, self.letters)
        self.pages = words("", "secondary")
        self.halves = Halves(self, self.scroll_area, self.preview, _FACTS, ("内容", "文书"))
        self.page_head_row.addWidget(self.pages)

    def _make_foot(self) -> None:
        foot = self.foot
        foot.removeWidget(self.save_button)
        self.save_button.setText("发出并登记  Ctrl+Enter")
        self.issue_step = FootStep(self.save_button, is_first=True)
        self.print_step, self.send_step = FootStep(self.print_button), FootStep(self.send_button)
        for step in (self.issue_step, self.print_step, self.send_step):
            foot.addWidget(step)
        for made in (self.print_button, self.send_button):
            made.setEnabled(False)
        self.cancel_button.setText("关闭  Esc")

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.halves.lay()
        self._place_ways()
        self.pages.setVisible(not self.halves.is_narrow)


def _sign_of(standing: Standing) -> Sign:
    if standing.is_barred or standing.is_early:
        return Sign.DOUBT
    if standing.left is None:
        return Sign.WAITING
    return Sign.WRONG if standing.left < 0 else left_sign(standing.left)
