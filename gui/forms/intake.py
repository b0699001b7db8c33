"""新建申请: only the fields known from the paper at hand, most of them prefilled, and the receipt as printed."""

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.applicants import kind_of
from disclosure.errors import DisclosureError
from disclosure.records import Record, Request
from disclosure.terms import AccessKind, Applicant
from gui.base.appearance import scaled
from gui.base.session import Session
from gui.base.waits import Wait
from gui.forms.record_form import LAST_USED, Save
from gui.forms.request import BLANK, RequestForm
from gui.kit.cards import button, words
from gui.kit.page_preview import PagePreview
from storage.query import Filter, Query
from tasks.cases.likely import last_channel
from tasks.letters.files import pages_of
from tasks.letters.receipts import RECEIPT, receipt_of

_FACTS, _BESIDE, _PAPER, _ANY = 672, 1100, 560, 16_777_215
"""The width of the fields beside the receipt, the minimum width for showing it there, and Qt's maximum width."""
_REUSED = ("identity_kind", "identity_number", "phone", "address", "postcode", "email")


class IntakeForm(RequestForm):
    """The RequestForm of a new request; after saving, its receipt is requested by ``session.letter_wanted``."""

    reads_well = 0
    at_intake = (
        "channel",
        "arrived_on",
        "received_on",
        "applicant_kind",
        "applicant",
        "identity_number",
        "phone",
        "address",
        "content",
        "retrieval",
        "department",
    )
    not_at_intake = frozenset(
        {"outcome", "legal_basis", "answered_on", "answer_number", "lateness_reason", "split_from", "merged_into"}
    )

    def __init__(
        self,
        session: Session,
        save: Save,
        *,
        original: Record | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._kind_proposed: Applicant | None = None
        if start is None and original is None:
            channel = last_channel(session.registers)
            self._kind_proposed = Applicant.NATURAL_PERSON
            start = {"arrived_on": session.today, "applicant_kind": Applicant.NATURAL_PERSON}
            start |= {"channel": channel} if channel else {}
        super().__init__(session, save, original=original, start=start, parent=parent)
        self.setWindowTitle("新建申请　照来件写，没有的空着")
        self.save_button.setText("登记申请  Ctrl+Enter")
        self.receipt_button = button("登记并出回执…", self.register_and_receipt)
        self.foot.addWidget(self.receipt_button)
        self.known, self._earlier = words("", "secondary"), cast("Request | None", None)
        self.reuse_button = button("沿用电话和地址  Alt+Y", self.reuse, "link")
        self.reuse_button.setShortcut("Alt+Y")
        self.reuse_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field, as usual
        self._place_what_is_known()
        self.preview = PagePreview(session, "回执预览")
        self.preview.most_wide = scaled(_PAPER)
        self.preview.hide()
        stack = self.layout()
        assert isinstance(stack, QVBoxLayout), "a GatedForm is a column"
        stack.removeWidget(self.scroll_area)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.scroll_area, 1)
        halves.addWidget(self.preview, 1)
        stack.insertLayout(0, halves, 1)
        self._paper_soon = session.timer(self, self._draw_receipt, Wait.TYPING)
        self.edited.connect(self._paper_soon.start)
        self.fields["applicant"].changed.connect(self._know_applicant)
        self._know_applicant()
        if self._kind_proposed is not None:
            if self._value("channel") is not None:
                self.tell_preset("channel", LAST_USED)
            self.propose_receipt()
            self._take_as_it_is()
        elif start is not None and start.get("arrived_on") == session.today:
            self.propose_receipt()  # for a copied request: the day by its channel
            self._take_as_it_is()

    def done(self, result: int) -> None:
        self.preview.stop()  # it may be hidden by then, and still be drawing
        super().done(result)

    # --- the applicant ---

    def _place_what_is_known(self) -> None:
        """Put it below the applicant, in one line whose room is kept: the doubt about the number beside needs no more.

        No field below moves when the name turns out to be known, or the number odd.
        """
        below = self.fields["applicant"].cell.layout()
        assert isinstance(below, QVBoxLayout), "every field is a column of widgets"
        self.fields["applicant"].keep_place(True)
        policy = self.reuse_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reuse_button.setSizePolicy(policy)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.known)
        line.addWidget(self.reuse_button)
        line.addStretch(1)
        below.addLayout(line)

    def _know_applicant(self) -> None:
        """Propose the kind by the name, and offer known contact data of an earlier applicant."""
        name = (self._value("applicant") or "").strip()
        proposed = kind_of(name)
        if proposed is not None and self._value("applicant_kind") in (None, self._kind_proposed):
            self._kind_proposed = proposed
            if self._value("applicant_kind") is not proposed:
                self.fields["applicant_kind"].editor.set_value(proposed)
        same = Query(filters=(Filter("applicant", "equals", name),), descending=True)
        before = list(self._session.registers.all(Request, same)) if name else []
        self._earlier = next((each for each in before if each.phone or each.address), None)
        self.known.setText(f"以前申请过 {len(before)} 件。" if before else "")
        self.known.setVisible(bool(before))
        self.reuse_button.setVisible(self._earlier is not None)

    def reuse(self) -> None:
        """Copy the person's contact data from last time into blank fields; viewing it is recorded."""
        if self._earlier is None:
            return
        self._session.note_access(self._earlier, AccessKind.COPIED)
        for name in _REUSED:
            if not self.fields[name].editor.raw().strip():
                self.fields[name].editor.set_value(getattr(self._earlier, name))
        self.place(self.first_fields())
        self.reuse_button.hide()

    # --- the receipt ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= scaled(_BESIDE)
        self.preview.setVisible(is_wide)
        self.scroll_area.setMaximumWidth(scaled(_FACTS) if is_wide else _ANY)
        if is_wide:
            self._paper_soon.start()

    def tell_effects(self) -> None:
        """Say below, once complete, which number the request gets and when the answer is due."""
        super().tell_effects()
        if self.record is None or self.gate.text():
            return
        request, session = cast("Request", self.record), self._session
        due = deadline_of(request, (), session.calendar).due_day
        number = request.number or session.registers.next_number(Request, request.received_on or request.arrived_on)
        told = f"{due}前答复" if due else "收到申请之日确认后起算期限"
        self.gate.say(f"登记编号 {number} · {told}", name="secondary")

    def _draw_receipt(self) -> None:
        """Show the receipt for what is typed so far."""
        if not self.preview.isVisible():
            return
        registers, session = self._session.registers, self._session
        typed = {name: value for name in self.fields.made if (value := self._value(name)) not in (None, "")}
        request = replace(BLANK, **{"arrived_on": session.today, **typed})
        number = request.number or registers.next_number(Request, request.received_on or request.arrived_on)
        try:
            letter = receipt_of(registers, replace(request, number=number), session.today, session.calendar)
        except DisclosureError:
            return
        marked = [line for line in (number, *request.content.splitlines()) if line.strip()]
        profile = registers.profile()
        self.preview.setAccessibleDescription(letter.text)
        self.preview.show_pages(lambda dots: pages_of(letter, profile, dots, marked))

    def register_and_receipt(self) -> None:
        """Save, and request the receipt of the saved request; if a field is missing, go to it."""
        if self.record is None:
            self.lead_on()
            return
        saved: list[Request] = []
        keep = self._save

        def keeping(record: Record) -> object:
            change = keep(record)
            saved.append(self._session.registers.get(Request, change.record_id))
            return change

        self._save = keeping
        self.submit()
        self._save = keep
        if saved:
            self._session.letter_wanted.emit(saved[0], RECEIPT)
