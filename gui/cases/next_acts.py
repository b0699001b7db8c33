"""The next action of a request: one blue button, at most one button beside it, and a menu of all other actions."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from disclosure.cases.state import CaseState
from disclosure.cases.steps import MORE_STEPS, next_steps, steps_at_hand
from disclosure.terms import StepKind
from gui.base.appearance import mark
from gui.base.session import Session
from gui.cases.acts import act_of, answer_of
from gui.cases.dialogs import ReopenDialog
from gui.kit.cards import button, clear

_FIRST, _UNLIKELY = "primary", "不常见的步骤"


class NextActs(QWidget):
    """The buttons of the next action of one request, and the menu of the others, in one row.

    Not a button for each action: eight of them in three rows all had to be read before one was pressed.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "plain")
        self._session = session
        self.case: CaseState | None = None
        self.buttons = QHBoxLayout(self)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.buttons.setSpacing(8)

    def show_case(self, case: CaseState) -> None:
        """Offer the actions that are possible in the state of a case."""
        self.case = case
        clear(self.buttons)
        for made in self._made(case):
            made.setEnabled(not self._session.is_read_only)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons.addWidget(made, 1 if made.menu() is None else 0)
        self.updateGeometry()

    def add(self, kind: StepKind, *_: object) -> QDialog:
        """Open the sheet of the letter of a new step, or the form of a step without a letter."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(act_of(self._session, self.case.request, kind, self.window()))

    def answer(self) -> QDialog:
        """Open the sheet of the answer."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(answer_of(self._session, self.case.request, self.window()))

    def reopen(self) -> QDialog:
        """Ask for the reason why a registered answer is to be withdrawn."""
        assert self.case is not None, "the button shows only with a request"
        return _opened(ReopenDialog(self._session, self.case.request, self.window()))

    def _made(self, case: CaseState) -> Iterator[QPushButton]:
        """Yield the button of the next action, and a menu of all others, the likely ones first."""
        coming, shown = next_steps(case), steps_at_hand(case)
        answers = ("查看或更正答复…" if case.is_closed else "答复…", self.answer)
        is_answered_next = case.is_running and not case.awaits_opinion
        if is_answered_next:
            yield button(*answers, _FIRST)
        for form in shown:
            is_next = case.owes_delivery(self._session.today) if case.is_closed else not is_answered_next
            name = _FIRST if is_next else ""
            yield button(form.button, partial(self.add, form.kind), name)
        if case.is_closed:
            yield button(*answers)
        more = button(MORE_STEPS, lambda: None)
        menu = QMenu(more)
        if case.is_closed:
            menu.addAction("撤销办结…", self.reopen)
        elif not is_answered_next:
            menu.addAction(*answers)
        unlikely = QMenu(_UNLIKELY, menu)  # one menu of all 24 actions was higher than the screen
        for part, offered in ((coming.likely, menu), (coming.others, unlikely)):
            for form in part:
                if form not in shown:
                    offered.addAction(form.button, partial(self.add, form.kind))
        menu.addSeparator()
        menu.addMenu(unlikely)
        more.setMenu(menu)
        yield more


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog
