"""信封: one envelope per applicant as a PDF of the right size, for printing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.records import Request
from disclosure.terms import AccessKind
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import ChoiceBox, quotable, words
from gui.kit.file_dialogs import ask_target
from gui.kit.gated_form import ShortForm
from gui.kit.messages import show_note
from gui.kit.printing import print_button, print_pdf
from tasks.letters.envelopes import envelopes_of, write_envelopes

_NAMED = 3
_SIZES = (("DL", "DL（220 × 110 毫米）"), ("C5", "C5（229 × 162 毫米）"))


class EnvelopeDialog(ShortForm):
    """Envelopes for the applicants of some requests; raises DisclosureError if viewing cannot be recorded."""

    def __init__(self, session: Session, requests: Sequence[Request], parent: QWidget | None = None) -> None:
        for request in requests:  # an address is shown as on the envelope, and used, once viewing it is recorded
            session.note_access(request, AccessKind.SHOWN)
        super().__init__("信封", parent)
        self._session, self._requests = session, list(requests)
        self.size_box = ChoiceBox()
        self.size_box.setAccessibleName("信封规格")
        for code, text in _SIZES:
            self.size_box.addItem(text, code)
        self.save_button.setText("保存 PDF…  Ctrl+S")
        self.print_button = print_button(self.print_envelopes)
        self.foot.insertWidget(self.foot.count() - 1, self.print_button)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(words("信封规格", "secondary"))
        stack.addWidget(self.size_box)
        for request in self._requests:
            who = request.agent or request.applicant
            told = (request.caption, request.postcode, request.address or "（没有填写地址）", who)
            stack.addWidget(quotable("  ".join(part for part in told if part)))
        stack.addStretch(1)
        self.submitted.connect(self.choose)
        self.refresh_gate()

    def refresh_gate(self) -> None:
        blank = [request.caption for request in self._requests if not request.address.strip()]
        self.print_button.setEnabled(bool(self._addressed))
        if len(blank) == len(self._requests):
            self.complain(f"先填写地址：{'、'.join(blank)}")
            return
        more = "等" if len(blank) > _NAMED else ""
        if blank:
            self.gate.say(f"{len(blank)} 件没有地址，不打印信封：{'、'.join(blank[:_NAMED])}{more}", Sign.DOUBT)

    def choose(self) -> QFileDialog:
        """Ask where to save the PDF."""
        return ask_target(self, "保存信封", "信封.pdf", self.write)

    @property
    def _addressed(self) -> list[Request]:
        return [request for request in self._requests if request.address.strip()]

    def print_envelopes(self) -> None:
        """Show the envelopes, ready to print; each page has the size of the envelope."""
        session, addressed, size = self._session, self._addressed, self.size_box.currentData()
        make = partial(envelopes_of, session.registers, addressed, size=size, dated_on=session.today)
        print_pdf(session, "打印信封", make, self)

    def write(self, path: Path) -> None:
        """Write the envelopes."""
        session, addressed = self._session, self._addressed
        try:
            framed = write_envelopes(
                session.registers, addressed, path, size=self.size_box.currentData(), dated_on=session.today
            )
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        session.told.emit(f"已保存“{path.stem}”，共 {len(addressed)} 个信封")
        if framed:
            show_note("信封", framed, self.parentWidget())
        self.accept()
