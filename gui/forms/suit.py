"""The form of a suit: a preceding review determines its route, its parties and its subject."""

from typing import Any

from PySide6.QtWidgets import QWidget

from disclosure.records import Litigation, Record, Review
from disclosure.terms import SuitRoute
from gui.base.session import Session
from gui.forms.record_form import RecordForm, Save


class SuitForm(RecordForm):
    """Fills blank fields with what follows from 关联复议."""

    def __init__(
        self,
        session: Session,
        save: Save,
        *,
        original: Record | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._registers = session.registers
        super().__init__(
            Litigation,
            save,
            original=original,
            start=start,
            sources=session.sources(Litigation),
            parent=parent,
        )
        self.fields["related_review"].changed.connect(self._follow_review)

    def _follow_review(self) -> None:
        review = self._registers.named(Review, self.fields["related_review"].editor.raw().strip())
        if review is None:
            return
        follows = (
            ("related_request", review.related_request),
            ("plaintiff", review.applicant),
            ("route", SuitRoute.SUIT_AFTER_REVIEW),
        )
        for name, value in follows:
            if not self.fields[name].editor.raw().strip():
                self.fields[name].editor.set_value(value)
