"""Letters and envelopes of the selected requests, printed together."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.masking import veiled
from disclosure.records import IssuedLetter, Record, Request
from disclosure.terms import AccessKind
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.printing import print_pdf
from gui.kit.row_table import list_of_lines
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.joined import JoinedLetters
from tasks.letters.envelopes import envelopes_of
from tasks.letters.kept import letters_of

_SIZE = (640, 440)


class BatchLetters(JoinedLetters):
    """The letters sent for some requests, each with a tick, joined into one PDF."""

    def __init__(self, session: Session, requests: Sequence[Request], parent: QWidget | None = None) -> None:
        super().__init__("打印文书", session, parent)
        self.list = list_of_lines("要打印的文书")
        self.letters: list[IssuedLetter] = []
        for request in requests:
            for letter in letters_of(session.registers, request):
                if letter.is_voided:
                    continue
                shown = veiled(letter)
                told = (request.caption, shown.name, shown.number, shown.addressee, shown.issued_on.isoformat())
                item = QListWidgetItem("  ".join(part for part in told if part), self.list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                self.letters.append(letter)
        self.save_button.setText("合并为 PDF…  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(words("按申请的顺序合并，原样打印；作废的文书不打印。", "secondary", wrap=True))
        stack.addWidget(self.list, 1)
        self.list.itemChanged.connect(self.refresh_gate)
        self.written.connect(self.accept)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.list.setFocus()

    def chosen(self) -> list[IssuedLetter]:
        return [
            letter
            for row, letter in enumerate(self.letters)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def refresh_gate(self) -> None:
        if not self.letters:
            self.complain("所选的申请没有已发出的文书，先在申请的“文书…”里发出")
        else:
            self.complain("" if self.chosen() else "至少勾选一份文书")


def print_letters(session: Session, records: Sequence[Record], parent: QWidget) -> QDialog:
    """Offer the letters of the selected requests for printing."""
    dialog = BatchLetters(session, _in_order(records), parent)
    dialog.open()
    return dialog


def print_envelopes(session: Session, records: Sequence[Record], parent: QWidget) -> QDialog | None:
    """Show an envelope for each of the selected requests, ready to print; ask first if an address is missing.

    Viewing the addresses is recorded; if that is not possible, DisclosureError is raised and none is shown.
    """
    requests = _in_order(records)
    if requests and all(request.address.strip() for request in requests):
        for request in requests:
            session.note_access(request, AccessKind.SHOWN)
        make = partial(envelopes_of, session.registers, requests, dated_on=session.today)
        print_pdf(session, "打印信封", make, parent)
        return None
    dialog = EnvelopeDialog(session, requests, parent)
    dialog.open()
    return dialog


def _in_order(records: Sequence[Record]) -> list[Request]:
    return sorted((record for record in records if isinstance(record, Request)), key=lambda request: request.number)
