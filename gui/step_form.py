"""The form of one step: of all its fields only those its kind asks for, and whatever is filled in already."""

from collections.abc import Mapping
from typing import Any

from disclosure.errors import UnreadableValueError
from disclosure.records import Step
from disclosure.terms import StepKind
from gui.record_form import RecordForm

_ALWAYS = frozenset({"kind", "on", "detail"})
_LETTER = frozenset({"letter_number"})
_POST = frozenset({"delivery", "tracking_number", "posted_on", "signed_on"})

ASKED: Mapping[StepKind, frozenset[str]] = {
    StepKind.PHONE_CONFIRMED: frozenset(),
    StepKind.CORRECTION_ASKED: _LETTER | _POST | {"until"},
    StepKind.CORRECTION_RECEIVED: frozenset(),
    StepKind.CORRECTION_OVERDUE: _LETTER,
    StepKind.THIRD_PARTY_ASKED: _LETTER | _POST | {"party"},
    StepKind.THIRD_PARTY_SERVED: frozenset({"party"}),
    StepKind.THIRD_PARTY_ANSWERED: frozenset({"party"}),
    StepKind.ORGAN_ASKED: _LETTER | _POST | {"party"},
    StepKind.ORGAN_SERVED: frozenset({"party"}),
    StepKind.ORGAN_ANSWERED: frozenset({"party"}),
    StepKind.EXTENDED: _LETTER | {"days", "approver"},
    StepKind.REASONS_ASKED: _LETTER | _POST,
    StepKind.DEFERRED: _LETTER | {"until", "approver"},
    StepKind.FEE_NOTICE: _LETTER | _POST | {"amount", "until"},
    StepKind.FEE_PAID: frozenset({"amount"}),
    StepKind.FEE_OVERDUE: _LETTER,
    StepKind.DELIVERED: _LETTER | _POST,
    StepKind.TRANSFERRED: _LETTER | {"party"},
    StepKind.AMENDED: _LETTER,
    StepKind.ANSWERED_AGAIN: _LETTER | _POST,
}
"""The fields each kind of step asks for besides 步骤, 日期 and 说明; a kind not named here asks for no more."""


class StepForm(RecordForm):
    """A RecordForm of a Step that follows the chosen kind."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(Step, *arguments, **options)
        self.fields["kind"].changed.connect(self._follow_kind)
        self._follow_kind()

    def _follow_kind(self) -> None:
        try:
            kind = self.fields["kind"].editor.value()
        except UnreadableValueError:
            return
        asked = ASKED.get(kind, frozenset()) | _ALWAYS
        self.place([field for name, field in self.fields.items() if name in asked or field.editor.raw().strip()])
        self.grid.activate()
        self.resize(self.width(), self.fitting_height())
