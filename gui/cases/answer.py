"""答复: choose one of the 21 results with its guidance, see what it counts for, close the case when all is there."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from disclosure.cases.closing import DELIVERY, in_the_way
from disclosure.cases.deadlines import deadline_of
from disclosure.cases.outcome_guide import GUIDE
from disclosure.cases.outcome_preview import cells_added
from disclosure.cases.remedies import remedy_of
from disclosure.changes import Change
from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base.appearance import mark
from gui.base.session import Session
from gui.cases.answer_fields import AnswerFields
from gui.cases.guidance import GuidancePanel
from gui.cases.outcomes import OutcomeList
from gui.kit.cards import button, quotable, scrolling, words
from gui.kit.check_list import Check, CheckList
from gui.kit.gated_form import GatedForm
from storage.query import Filter, Query

_SIZE, _LIST_WIDTH = (1040, 760), 320
_NO_LETTER = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)


class AnswerDialog(GatedForm):
    """One request's answer. 办结 is shut while anything stands in the way; 暂存 keeps what is there so far."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(f"答复　{request.caption}", parent)
        self._session, self._request = session, request
        self._steps = session.registers.steps(request.id)
        self.outcomes, self.guidance = OutcomeList(), GuidancePanel()
        self.answer = AnswerFields(session, request)
        self.preview = quotable("", "accent")
        self.checks = CheckList("没有什么妨碍办结了。")
        self.save_button.setText("办结  Ctrl+S")
        self.keep_now = button("暂存，先不办结", self.keep)
        self.foot.insertWidget(self.foot.count() - 1, self.keep_now)
        self._furnish()
        self.outcomes.choose(request.outcome)
        self._show_guidance()
        self._at_first = self._typed()
        self.outcomes.chosen.connect(self._choose)
        self.answer.changed.connect(self.refresh_gate)
        self.guidance.letter_wanted.connect(self._draft)
        self.submitted.connect(self.close_case)
        session.changed.connect(self._follow)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.outcomes.setFocus()

    def is_dirty(self) -> bool:
        return self._typed() != self._at_first

    def values(self) -> Request:
        """Return the request as typed so far."""
        return replace(self.answer.request(self._request), outcome=self.outcomes.outcome())

    def close_case(self) -> None:
        """Save answer and delivery as one step of 撤销; 撤销 takes both back."""
        from tasks.cases.requests import close_case  # noqa: PLC0415

        registers, calendar = self._session.registers, self._session.calendar
        self._finish(lambda: close_case(registers, self.values(), calendar, self._delivery()))

    def keep(self) -> None:
        """Save what is there, complete or not: 暂存 asks for nothing."""
        self._finish(lambda: self._session.save(self.values()))

    def refresh_gate(self) -> None:
        """Tell again what the choice counts for and what stands in the way."""
        values = self.values()
        unreadable = self.answer.problems()
        self.answer.show_delivery(values.outcome not in _NO_LETTER)
        due_on = deadline_of(values, self._steps, self._session.calendar).due_on
        is_late = due_on is not None and values.answered_on is not None and values.answered_on > due_on
        self.answer.show_lateness(is_late or bool(values.lateness_reason))
        self.preview.setText(self._counted(values))
        delivery = self._delivery()
        steps = (*self._steps, delivery) if delivery else self._steps
        found = {**in_the_way(values, steps, due_on), **unreadable}
        self.checks.show_checks([self._check(name, sentence) for name, sentence in found.items()])
        self.complain(f"还有 {len(found)} 项要办，见上面的清单" if found else "")
        self.keep_now.setEnabled(not unreadable)

    # --- what was typed ---

    def _typed(self) -> tuple[object, dict[str, str]]:
        return self.outcomes.outcome(), self.answer.typed()

    def _delivery(self) -> Step | None:
        if self.outcomes.outcome() in _NO_LETTER:
            return None
        delivery = self.answer.delivery(self._session.today)
        return None if delivery is None else replace(delivery, request_id=self._request.id)

    def _counted(self, values: Request) -> str:
        if values.outcome is None or values.answered_on is None:
            return "选好办理结果和答复日期后，这里显示计入年度报告的哪几格。"
        parts = Query(filters=(Filter("split_from", "equals", values.number),))
        is_parent = bool(values.number) and self._session.registers.count(Request, parts) > 0
        return cells_added(self._request, values.outcome, values.answered_on, is_split_parent=is_parent)

    def _finish(self, save: object) -> None:
        assert callable(save)
        try:
            save()
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self.accept()

    # --- events ---

    def _choose(self, outcome: Outcome | None) -> None:
        typed, known = self.values().legal_basis, {guidance.article for guidance in GUIDE.values()}
        if outcome is not None and (not typed or typed in known):
            self.answer.put("legal_basis", outcome.article)
        self._show_guidance()
        self.refresh_gate()

    def _show_guidance(self) -> None:
        from tasks.cases.disputes import checklist  # noqa: PLC0415

        outcome, values = self.outcomes.outcome(), self.values()
        if outcome is None:
            self.guidance.show_outcome(None, None, ())
            return
        remedy = remedy_of(outcome, values.legal_basis, values.answered_on or self._session.today)
        self.guidance.show_outcome(outcome, remedy, checklist(self._session.registers, outcome))

    def _follow(self, changes: Sequence[Change]) -> None:
        """Take over what another dialog did to the request meanwhile: its letter's number, its confirmed receipt."""
        if not any(change.register in ("requests", "steps") for change in changes):
            return
        before, self._request = self._request, self._session.registers.get(Request, self._request.id)
        self._steps = self._session.registers.steps(self._request.id)
        if self._request.answer_number != before.answer_number:
            self.answer.put("answer_number", self._request.answer_number)
        if self._request.outcome is not before.outcome and self._request.outcome is not None:
            self.outcomes.choose(self._request.outcome)
        self.refresh_gate()

    def _draft(self, code: str) -> None:
        from gui.letters.dialog import LetterDialog  # noqa: PLC0415

        LetterDialog(self._session, self._request, code, self).open()

    def _confirm(self) -> None:
        from gui.cases.step_form import StepForm  # noqa: PLC0415

        StepForm(self._session, self._request, StepKind.PHONE_CONFIRMED, parent=self).open()

    def _check(self, name: str, sentence: str) -> Check:
        if name == "received_on":
            return Check(sentence, go=self._confirm, go_words="电话确认…")
        if name == "outcome":
            return Check(sentence, go=self.outcomes.setFocus, go_words="去选择")
        place = "delivery" if name == DELIVERY else name
        return Check(sentence, go=lambda: self.answer.go_to(place))

    def _furnish(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 8)
        row.setSpacing(16)
        self.outcomes.setFixedWidth(_LIST_WIDTH)
        row.addWidget(self.outcomes)
        inside = QWidget()
        mark(inside, "plain")
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(10)
        for widget in (self.guidance, words("答复与送达", "section"), self.answer):
            right.addWidget(widget)
        right.addStretch(1)
        row.addWidget(scrolling(inside), 1)
        stack = self.layout()
        assert isinstance(stack, QVBoxLayout), "a GatedForm is a column"
        stack.insertWidget(1, self._foot_panel())

    def _foot_panel(self) -> QWidget:
        """Return what is always in sight: what the answer counts for, and what stands in the way of 办结."""
        panel = QWidget()
        stack = QVBoxLayout(panel)
        stack.setContentsMargins(20, 6, 20, 8)
        stack.setSpacing(6)
        stack.addWidget(self.preview)
        stack.addWidget(self.checks)
        return panel
