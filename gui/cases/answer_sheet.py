"""答复: choose one of the 21 results and issue, print and post its letter in one sheet.

Answers given without a letter of ours are recorded in the same sheet, and recorded ones are corrected in it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.closing import DELIVERY, in_the_way
from disclosure.errors import DisclosureError
from disclosure.letters.problems import LetterProblem, at_field, in_register
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request, Step
from disclosure.terms import AccessKind, StepKind
from disclosure.wording import SEPARATOR, listed
from gui.base.appearance import scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.answer import AnswerFields, OutcomeList, counted_words
from gui.cases.step_form import StepForm
from gui.kit.cards import button, clear, quotable, words
from gui.kit.check_list import Check
from gui.letters.act_sheet import TO_MEND, ActSheet
from tasks.cases.disputes import checklist
from tasks.cases.requests import close_case, save_step
from tasks.letters.files import Issued
from tasks.letters.issuing import Draft, draft_letter
from tasks.letters.kept import letters_of
from tasks.letters.templates import templates
from tasks.report.rule_pages import cell_meanings

_LIST, _CHOSEN, _ABOVE = 380, 112, 140
"""The height of the list of results before and after one is chosen, when the fields need the room, and of all that is
above the list."""
_NO_LETTER = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)
_ONLY_RECORDED = "这里只改登记。答复本身要改的，用“撤销办结…”，再发一份答复书。"
_RECORDED_ELSEWHERE = "答复书另外发过了，只登记答复…"


class AnswerSheet(ActSheet):
    """The answer to one request. The chosen result decides the letter; for a result without one there is 办结."""

    marked_apart = ("outcome", "lateness_reason")

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        session.note_access(request, AccessKind.EDITED, ("answer_number", "legal_basis", "lateness_reason"))
        self._request = request
        self.outcomes, self.guidance, self.advice = OutcomeList(), quotable("", "secondary"), quotable("", "secondary")
        self.lessons, self._lesson_rows = dict[str, QCheckBox](), QVBoxLayout()
        self.outcome_note = words("", wrap=True)
        self.lateness, self.lateness_note = QLineEdit(), words("", wrap=True)
        self.lateness_label = words("逾期原因", "secondary")
        super().__init__(session, request, "", parent)
        self.setWindowTitle(f"答复　{self.case_words}")
        self.lateness.setAccessibleName("逾期原因（必填）")
        self.lateness.setText(request.lateness_reason)
        for part in (
            words("办理结果", "secondary"),
            self.outcomes,
            self.outcome_note,
            self.guidance,
            self.lateness_label,
            self.lateness,
            self.lateness_note,
        ):
            self.own.addWidget(part)
        self.below.addWidget(self.advice)
        self._lesson_rows.setSpacing(6)
        self.below.addLayout(self._lesson_rows)
        self.outcomes.chosen.connect(self._choose_outcome)
        self.lateness.textChanged.connect(self.refresh_gate)
        self.only_step.setText(_RECORDED_ELSEWHERE)
        self.only_step.show()
        self.outcomes.choose(request.outcome)
        self._choose_outcome(request.outcome)

    @property
    def outcome(self) -> Outcome | None:
        """The chosen result."""
        return self.outcomes.outcome()

    def offer_letters(self) -> None:
        """Offer the letters that announce the chosen result."""
        known = templates(self._session.registers)
        announcing = tuple(letter for letter in known.values() if self.outcome in letter.outcomes)
        self.letters.show_letters({"": announcing})
        self.letters.setVisible(len(announcing) > 1)
        self.heading.setVisible(len(announcing) <= 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_list()  # only now has what scrolls its height
        if self.outcome is None:
            self.outcomes.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """End the list of results at the foot of the visible part, so that the list scrolls and not the sheet."""
        room = self.scroll_area.viewport().height() - scaled(_ABOVE)
        high = scaled(_CHOSEN if self.outcome else _LIST)
        self.outcomes.setFixedHeight(max(scaled(_CHOSEN), min(high, room // 2 * 2)))

    def values(self) -> Request:
        """Return the request with the answer, as it will be before the letter is issued."""
        current = self._session.registers.get(Request, self._request.id)
        basis = current.legal_basis if current.outcome is self.outcome else ""
        return replace(current, outcome=self.outcome, legal_basis=basis, lateness_reason=self.lateness.text().strip())

    def _choose_outcome(self, outcome: Outcome | None) -> None:
        if self.issued is not None:
            return
        self._fit_list()
        if outcome:
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.outcomes.scrollToItem(self.outcomes.currentItem(), middle)
        self._keep_written()
        self._code = ""
        self.offer_letters()
        self.letters.choose("")
        if not self._code:
            self.fields.clear()
            self.ways_holder.hide()
            self.preview.show_nothing("" if outcome else "选好办理结果，这里就是它的文书。")
        self.setWindowTitle(f"答复　{self.case_words}")
        self.only_step.setText(_RECORDED_ELSEWHERE)
        self.only_step.show()
        meaning = cell_meanings().of_outcome(outcome) if outcome is not None else None
        self._ask_lessons(checklist(self._session.registers, outcome) if outcome is not None else ())
        self.guidance.setText(meaning.words if meaning else "")
        self.guidance.setVisible(meaning is not None)
        self._advise()
        self.refresh_gate()

    def choose(self, code: str) -> None:
        super().choose(code)
        self._advise()

    def _advise(self) -> None:
        """Warn of the mistakes made with this result, and of its letters with the chosen one."""
        meaning = cell_meanings().of_outcome(self.outcome) if self.outcome is not None else None
        mistakes = meaning.mistakes_with(self._code) if meaning else ()
        self.advice.setText("\n".join(f"常见错误：{each}" for each in mistakes))
        self.advice.setVisible(bool(mistakes))

    def _ask_lessons(self, lessons: Sequence[str]) -> None:
        """Show a checkbox for each mistake for which such an answer was once corrected."""
        clear(self._lesson_rows)
        self.lessons = {lesson: QCheckBox("核对过") for lesson in lessons}
        for lesson, box in self.lessons.items():
            box.setAccessibleName(f"核对过 {lesson}")
            box.toggled.connect(self.refresh_gate)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(quotable(f"以前被纠正：{lesson}。", "secondary"), 1)
            self._lesson_rows.addLayout(row)

    def _keep_lessons(self) -> None:
        """Note in 办理经过 what was checked, as evidence if the answer is contested."""
        looked_at = [lesson for lesson, box in self.lessons.items() if box.isChecked()]
        if looked_at:
            told = f"答复前核对了以前被纠正的问题：{'；'.join(looked_at)}"
            note = Step(request_id=self._request.id, kind=StepKind.NOTE, on=self._session.today, detail=told)
            save_step(self._session.registers, note)

    def refresh_gate(self) -> None:
        """Draft the letter again; without a result there is none, and for a result without a letter there is 办结."""
        if self.issued is not None or self._is_issuing or self._is_filling:
            return
        self.save_button.setText("发出并登记  Ctrl+Enter" if self._code or self.outcome is None else "办结  Ctrl+Enter")
        late = self._is_late()
        for part in (self.lateness_label, self.lateness):
            part.setVisible(late or bool(self.lateness.text()))
        if self._code:
            super().refresh_gate()
            return
        self.draft, self._problems = None, self._own_problems()
        self.note.say("", "" if self.outcome is None else "这一结果不出文书，直接办结。", None)
        if self.outcome is None:  # until when to answer is the same for any result
            known = templates(self._session.registers)
            any_answer = next(code for code, letter in known.items() if letter.outcomes)
            with suppress(DisclosureError):
                self._say_standing(
                    draft_letter(
                        self._session.registers,
                        self._request,
                        any_answer,
                        {},
                        dated_on=self._session.today,
                        calendar=self._session.calendar,
                    )
                )
        self._say_after()
        self._say_problems()

    def drafted(self) -> tuple[Draft | None, list[LetterProblem]]:
        draft, problems = super().drafted()
        unseen = (lesson for lesson, box in self.lessons.items() if not box.isChecked())
        doubts = [LetterProblem(f"以前被纠正的问题还没有核对：{lesson}。", prevents=False) for lesson in unseen]
        asks_itself = draft is not None and draft.sheet.template.is_numbered
        return draft, [*self._own_problems(asks_itself=asks_itself), *problems, *doubts]

    def _own_problems(self, *, asks_itself: bool = False) -> list[LetterProblem]:
        """Return problems of the answer itself: an unconfirmed receipt, unless the letter checks it, and lateness."""
        if self.outcome is None:
            return [at_field("outcome", "先选办理结果。")]
        values = replace(self.values(), answered_on=self.dated_on)
        found = in_the_way(values, (), self._due_on())
        asked = (
            *(() if asks_itself else ("received_on",)),
            "answered_on",
            *(() if self._code else ("lateness_reason",)),  # the checks of a letter ask for it
        )
        told = {name: found[name] for name in asked if name in found}
        return [
            in_register(f"{sentence}。") if name == "received_on" else at_field(name, f"{sentence}。")
            for name, sentence in told.items()
        ]

    def _check(self, problem: LetterProblem) -> Check:
        """逾期原因 is written on this sheet, so its line leads there and not into the register."""
        if problem.field == "lateness_reason":
            return Check(problem.sentence, problem.prevents, partial(self._go_and_see, self.lateness))
        return super()._check(problem)

    def _due_on(self) -> date | None:
        steps = self._session.registers.steps(self._request.id)
        return deadline_of(self._request, steps, self._session.calendar).due_on

    def _is_late(self) -> bool:
        due_on, day = self._due_on(), self.dated_on
        return due_on is not None and day is not None and day > due_on

    def _say_problems(self) -> None:
        super()._say_problems()
        needs = self._has_tried and self.outcome is None
        self.outcome_note.say("先选办理结果。" if needs else "", Sign.WRONG)
        self.outcome_note.setVisible(needs)
        unexplained = self._has_tried and self._is_late() and not self.lateness.text().strip()
        self.lateness_note.say("还没有写为什么逾期。" if unexplained else "", Sign.WRONG)
        self.lateness_note.setVisible(unexplained)
        if unexplained and not needs:
            self.lateness.setFocus()

    def _say_after(self) -> None:
        counted = counted_words(self._session, self._request, self.outcome, self.dated_on)
        self.after.say("", counted, None)

    def issue(self) -> None:
        """Issue the answer or, for a result without a letter, close the case."""
        if self._code:
            super().issue()
            return
        self._has_tried = True
        self.refresh_gate()
        if any(each.prevents for each in self._problems):
            self.halves.show(0)
            self.outcomes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        registers, values = self._session.registers, replace(self.values(), answered_on=self.dated_on)
        try:
            with registers.batch(f"办结 {values.caption}"):
                close_case(registers, values, self._session.calendar)
                self._keep_lessons()
        except DisclosureError as failure:
            self.not_kept(failure, self.issue)
            return
        self.accept()

    def keep(self, draft: Draft) -> Issued:
        """Save the result and 逾期原因 with the letter, in one step."""
        registers, values = self._session.registers, self.values()
        with registers.batch(f"答复 {values.caption}"):
            if values != registers.get(Request, values.id):
                self._session.save(values)
            self._keep_lessons()
            return super().keep(draft)

    def _show_issued(self, issued: Issued) -> None:
        super()._show_issued(issued)
        self.outcomes.setEnabled(False)
        self.lateness.setReadOnly(True)

    def issued_words(self) -> str:
        counted = counted_words(self._session, self._request, self.outcome, self.dated_on)
        return f"登记了答复。{counted}"

    def record_only(self) -> None:
        """Replace this sheet by the one that records an answer given in some other way."""
        session, request, window = self._session, self._request, self.window()
        self.accept()
        RecordedAnswer(session, request, window).open()


class RecordedAnswer(AnswerSheet):
    """Records an answer that was sent in some other way, or corrects a recorded one; no letter is made.

    The letter that was sent is shown at the right, if it is kept. 暂存 saves what is there so far.
    """

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        self._is_furnished = False
        self._went_out: IssuedLetter | None = None
        self.answer, self._found = AnswerFields(session, request), dict[str, str]()
        super().__init__(session, request, parent)
        self._verb = "更正答复" if request.is_answered else "登记答复"
        self.own.addWidget(self.answer)
        for absent in (
            self.letters,
            self.note,
            self.outcome_note,
            self.lateness_note,
            self.dated_holder,
            self.ways_holder,
            self.lacking_holder,
            self.only_step,
            self.print_step,
            self.send_step,
        ):
            absent.hide()
        self.heading.show()
        self.keep_now = button("暂存，先不办结", self.keep_unfinished)
        self.keep_now.setVisible(not request.is_answered)  # an answered request cannot be left unfinished
        self.foot.insertWidget(self.foot.indexOf(self.issue_step), self.keep_now)
        self.save_button.setText(f"{self._verb}  Ctrl+Enter")
        self.setWindowTitle(f"{self._verb}　{self.case_words}")
        self.answer.changed.connect(self.refresh_gate)
        went_out = [
            each
            for each in letters_of(session.registers, request)
            if each.sha256 and each.number == request.answer_number and not each.is_voided
        ]
        if went_out:
            self._went_out = went_out[-1]
            self.preview.show_issued(self._went_out)
        self._is_furnished = True
        self.refresh_gate()
        self._at_first = self._typed()

    @property
    def dated_on(self) -> date | None:
        return self.values().answered_on

    def offer_letters(self) -> None:
        """Offer none."""

    def values(self) -> Request:
        """Return the request as typed so far."""
        typed = self.answer.request(self._request)
        return replace(typed, outcome=self.outcome, lateness_reason=self.lateness.text().strip())

    def is_dirty(self) -> bool:
        return self._typed() != self._at_first

    def _typed(self) -> tuple[Outcome | None, str, dict[str, str]]:
        return self.outcome, self.lateness.text(), self.answer.typed()

    def keep_unfinished(self) -> None:
        """暂存: save what is there, complete or not."""
        self._finish(lambda: self._session.save(self.values()))

    def issue(self) -> None:
        """Save answer and delivery as one step of 撤销."""
        self._has_tried = True
        self.refresh_gate()
        if self._found:
            at_fields = [name for name in self._found if name != "received_on"]
            if at_fields:
                self._lead_to(at_fields[0])
            else:
                self.checks.setFocus()
            return
        self._finish(self._close)

    def _close(self) -> None:
        registers, values = self._session.registers, self.values()
        verb = self._verb if self._request.is_answered else "办结"
        with registers.batch(f"{verb} {values.caption}"):
            close_case(registers, values, self._session.calendar, self._delivery())
            self._keep_lessons()

    def _finish(self, save: Callable[[], object]) -> None:
        try:
            save()
        except DisclosureError as failure:
            self.not_kept(failure, partial(self._finish, save))
            return
        self.accept()

    def _delivery(self) -> Step | None:
        if self.outcome in _NO_LETTER:
            return None
        delivery = self.answer.delivery(self._session.today)
        return None if delivery is None else replace(delivery, request_id=self._request.id)

    def refresh_gate(self) -> None:
        """Show again how the answer is counted; problems are shown after the first attempt."""
        if not self._is_furnished:
            return
        values, unreadable, calendar = self.values(), self.answer.problems(), self._session.calendar
        self.answer.show_delivery(values.outcome not in _NO_LETTER)
        steps, delivery = self._session.registers.steps(self._request.id), self._delivery()
        due_on = deadline_of(values, steps, calendar).due_on
        is_late = due_on is not None and values.answered_on is not None and values.answered_on > due_on
        for part in (self.lateness_label, self.lateness):
            part.setVisible(is_late or bool(values.lateness_reason))
        known, was_answered = (*steps, *([delivery] if delivery else ())), self._request.is_answered
        self._found = {**in_the_way(values, known, due_on, was_answered=was_answered), **unreadable}
        self._say_after()
        self._say_what_went_out()
        shown = self._found if self._has_tried else {}
        self.checks.show_checks([self._line(name, sentence) for name, sentence in shown.items()])
        self.checks.setVisible(bool(shown))
        self._ask(False)
        self.save_button.setEnabled(not self._session.is_read_only)
        self.keep_now.setEnabled(not unreadable and not self._session.is_read_only)
        if shown:
            self.gate.say(TO_MEND.format(len(shown)), Sign.WRONG)
        else:
            self.gate.say("", name="secondary")

    def _say_what_went_out(self) -> None:
        """Warn if the letter that was sent announces another result, because correcting it here changes no paper."""
        letter, told = self._went_out, ""
        announced = templates(self._session.registers)[letter.kind].outcomes if letter is not None else ()
        if letter is not None and self.outcome is not None and announced and self.outcome not in announced:
            told = f"发出的{letter.number}写的是{listed([f'“{each.plain_label}”' for each in announced])}"
        self.note.say(told, _ONLY_RECORDED if told else "", Sign.DOUBT if told else None)

    def _line(self, name: str, sentence: str) -> Check:
        go_words = {"received_on": "电话确认…", "outcome": "去选择"}.get(name, "去填写")
        return Check(sentence, go=partial(self._lead_to, name), go_words=go_words)

    def _lead_to(self, name: str) -> None:
        """Go to where something is mended: its field, the list of results, the step that confirms the receipt."""
        if name == "received_on":
            StepForm(self._session, self._request, StepKind.PHONE_CONFIRMED, parent=self).open()
        elif name in ("outcome", "lateness_reason"):
            (self.outcomes if name == "outcome" else self.lateness).setFocus()
        else:
            self.answer.go_to("delivery" if name == DELIVERY else name)

    def _choose_outcome(self, outcome: Outcome | None) -> None:
        super()._choose_outcome(outcome)
        if self._is_furnished:
            self.setWindowTitle(f"{self._verb}　{self.case_words}")
            self.only_step.hide()
        basis = self.answer.request(self._request).legal_basis
        if outcome is not None and outcome is not self._request.outcome:
            letters = templates(self._session.registers).values()
            known = {each.article for each in Outcome} | {one.article for one in letters if one.outcomes}
            if not basis or all(part in known for part in basis.split(SEPARATOR)):  # nothing was typed by hand
                self.answer.put("legal_basis", outcome.article)

    def _follow(self, _changes: object) -> None:
        """Take over what another sheet changed in the request, as the letter's number or the confirmed receipt."""
        before, self._request = self._request, self._session.registers.get(Request, self._request.id)
        if self._request.answer_number != before.answer_number:
            self.answer.put("answer_number", self._request.answer_number)
        if self._request.outcome is not before.outcome and self._request.outcome is not None:
            self.outcomes.choose(self._request.outcome)
        self.refresh_gate()
