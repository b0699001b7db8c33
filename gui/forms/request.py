"""The form of a request: the rule for 收到申请之日 is shown beside its field, earlier answers below."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from disclosure.cases.receipt import RECEIPT_RULES, legal_receipt
from disclosure.errors import UnreadableValueError
from disclosure.records import Record, Request
from disclosure.terms import Applicant, Channel
from gui.base.appearance import mark
from gui.base.session import Session
from gui.forms.record_form import RecordForm, Save
from gui.forms.repeats import RepeatsPanel
from gui.kit.cards import button, scrolling, words

_LEAST_CONTENT, _REPEATS_HEIGHT = 4, 190
"""The least characters of a content to search for earlier requests, and the greatest height of the results."""
_CONFIRMED, _RULE_LINES = "电话确认", 2


class RequestForm(RecordForm):
    """A RecordForm of a Request that proposes 收到申请之日 by channel and searches for repeats while typing."""

    def __init__(
        self,
        session: Session,
        save: Save,
        *,
        original: Record | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._session = session
        self._proposed: date | None = None
        super().__init__(Request, save, original=original, start=start, sources=session.sources(Request), parent=parent)
        self.rule: QLabel = words("", "secondary", wrap=True)
        self.rule.setMinimumHeight(_RULE_LINES * self.rule.fontMetrics().lineSpacing())  # so nothing moves later
        self.confirm_button = button("今天已电话确认", self.confirm, "link")
        below = self.fields["received_on"].cell.layout()
        assert below is not None, "every field is a column of widgets"
        below.addWidget(self.confirm_button)
        below.addWidget(self.rule)
        self.repeats = RepeatsPanel(session)
        stack = self.layout()
        assert isinstance(stack, QVBoxLayout), "a GatedForm is a column"
        inside = QWidget()
        mark(inside, "plain")
        below_fields = QVBoxLayout(inside)
        below_fields.setContentsMargins(20, 4, 20, 4)
        below_fields.addWidget(self.repeats)
        below_fields.addStretch(1)
        self._repeats_area = scrolling(inside)  # it leaves the fields their room and scrolls by itself
        self._repeats_area.hide()
        self.repeats.found.connect(self._show_repeats)
        stack.insertWidget(1, self._repeats_area)
        for name in ("channel", "arrived_on"):
            self.fields[name].changed.connect(self.propose_receipt)
        for name in ("applicant", "content", "identity_number", "arrived_on"):
            self.fields[name].changed.connect(self._look_for_repeats)
        self.fields["received_on"].changed.connect(self._tell_rule)
        self._tell_rule()
        if original is not None and original.id:
            self._look_for_repeats()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._show_repeats(not self._repeats_area.isHidden())

    def _show_repeats(self, is_found: bool) -> None:
        """Give the results the height they need, as far as the fields leave it."""
        inside = self._repeats_area.widget().layout()
        if is_found and inside is not None:
            inside.activate()
            needed = inside.totalHeightForWidth(self.width()) if inside.hasHeightForWidth() else 0
            self._repeats_area.setFixedHeight(min(_REPEATS_HEIGHT, max(needed, inside.totalSizeHint().height())))
        self._repeats_area.setVisible(is_found)

    def confirm(self) -> None:
        """Enter today as the day both sides confirmed (条例第三十一条), and how."""
        self.fields["received_on"].editor.set_value(self._session.today)
        if not self.fields["confirmation"].editor.raw().strip():
            self.fields["confirmation"].editor.set_value(_CONFIRMED)
        self.fields["confirmation"].editor.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def propose_receipt(self) -> None:
        """Enter the day by the channel, unless another day was typed."""
        channel, arrived, received = (self._value(name) for name in ("channel", "arrived_on", "received_on"))
        if isinstance(channel, Channel) and isinstance(arrived, date) and received in (None, self._proposed):
            self._proposed = legal_receipt(channel, arrived)
            if received != self._proposed:
                self.fields["received_on"].editor.set_value(self._proposed)
        self._tell_rule()

    def _tell_rule(self) -> None:
        channel = self._value("channel")
        rule = RECEIPT_RULES.get(channel) if isinstance(channel, Channel) else None
        self.rule.setText(f"{rule.sentence}（{rule.article}）。" if rule else "先选申请渠道，这里说明从哪一天起算。")
        needs = isinstance(channel, Channel) and channel.needs_confirmation
        is_asked = needs and self._value("received_on") is None
        self.confirm_button.setVisible(is_asked)
        self.fields["received_on"].keep_place(not is_asked)  # the button is where the kind of day is shown

    def _look_for_repeats(self) -> None:
        typed = {name: self._value(name) for name in ("applicant", "content", "identity_number", "arrived_on")}
        if not typed["applicant"] or len(typed["content"] or "") < _LEAST_CONTENT:
            self.repeats.look_soon(None)
            return
        before = self._original if isinstance(self._original, Request) else BLANK
        self.repeats.look_soon(replace(before, **{**typed, "arrived_on": typed["arrived_on"] or self._session.today}))

    def _value(self, name: str) -> Any:
        try:
            return self.fields[name].editor.value()
        except UnreadableValueError:
            return None


BLANK = Request(
    applicant_kind=Applicant.NATURAL_PERSON, applicant="", channel=Channel.COUNTER, arrived_on=date.min, content=""
)
"""Stands for a request not saved yet: only the compared fields are filled."""
