"""What a request needs next: one button for each likely act, the most likely one in blue, all others in a menu."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from disclosure.cases.state import CaseState
from disclosure.cases.steps import MORE_STEPS, STEP_FORMS, next_steps
from disclosure.terms import StepKind
from gui.base.appearance import mark
from gui.base.session import Session
from gui.cases.acts import act_of, answer_of
from gui.cases.dialogs import ReopenDialog
from gui.kit.button_row import FlowLayout
from gui.kit.cards import button, clear

_MOST_BUTTONS = 6
_FIRST = "primary"


class NextActs(QWidget):
    """The buttons of one request, in as many rows as they need."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "plain")
        self._session = session
        self.case: CaseState | None = None
        self.buttons = FlowLayout(self)

    def show_case(self, case: CaseState) -> None:
        """Offer what can come next in a case."""
        self.case = case
        clear(self.buttons)
        for made in self._made(case):
            made.setEnabled(not self._session.is_read_only)
            self.buttons.addWidget(made)
        self.updateGeometry()

    def add(self, kind: StepKind, _checked: bool = False) -> QDialog:
        """Open the sheet of a new step's letter, or the form of a step that has none."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(act_of(self._session, self.case.request, kind, self.window()))

    def answer(self) -> QDialog:
        """Open the sheet of the answer."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(answer_of(self._session, self.case.request, self.window()))

    def reopen(self) -> QDialog:
        """Ask why a registered answer is to be taken back."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(ReopenDialog(self._session, self.case.request, self.window()))

    def _made(self, case: CaseState) -> Iterator[QPushButton]:
        """Yield 答复, the likely next steps, and all others in a menu; the most likely one stands out."""
        if not case.is_closed:
            yield button("答复…", self.answer, _FIRST if case.is_running and not case.awaits_opinion else "")
        coming = next_steps(case)
        is_waiting, awaited = not case.is_running and not case.is_closed, case.awaits_opinion
        likely = [form for form in coming.likely if form.kind is not StepKind.NOTE][:_MOST_BUTTONS]
        for place, form in enumerate(likely):
            name = _FIRST if form.kind is awaited or (awaited is None and place == 0 and is_waiting) else ""
            yield button(form.button, partial(self.add, form.kind), name)
        if case.is_closed:
            yield button("查看或更正答复…", self.answer)
            yield button("撤销办结…", self.reopen)
        more = button(MORE_STEPS, lambda: None)
        menu = QMenu(more)
        offered = (*coming.likely, *coming.others)
        for kind, form in STEP_FORMS.items():
            if form in offered and form not in likely:
                menu.addAction(form.button, partial(self.add, kind))
        more.setMenu(menu)
        yield more


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog
