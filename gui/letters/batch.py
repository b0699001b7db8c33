"""Letters and envelopes of the chosen requests, printed in one go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.records import IssuedLetter, Record, Request
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.file_dialogs import FileDialog, documents
from gui.kit.gated_form import GatedForm

_SIZE = (640, 440)


class BatchLetters(GatedForm):
    """The letters that went out for some requests, each to be ticked, joined into one PDF."""

    def __init__(self, session: Session, requests: Sequence[Request], parent: QWidget | None = None) -> None:
        super().__init__("打印文书", parent)
        self._session = session
        self.letters = _sent_letters(session, requests)
        self.list = QListWidget()
        self.list.setAccessibleName("要打印的文书")
        for request, letter in self.letters:
            self.list.addItem(_item(request, letter))
        self.save_button.setText("合并为一个 PDF…  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(words("按申请的顺序合并，原样打印；作废的文书不打印。", "secondary", wrap=True))
        stack.addWidget(self.list, 1)
        self.list.itemChanged.connect(self.refresh_gate)
        self.submitted.connect(self.choose)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.list.setFocus()

    def ticked(self) -> list[IssuedLetter]:
        """Return the letters to print, in order."""
        return [
            letter
            for row, (_, letter) in enumerate(self.letters)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def refresh_gate(self) -> None:
        if not self.letters:
            self.complain("所选的申请没有已发出的文书，请先在申请的“文书…”里发出")
        else:
            self.complain("" if self.ticked() else "请至少勾选一份文书")

    def choose(self) -> QFileDialog:
        """Ask where the PDF goes."""
        dialog = FileDialog(self, "打印文书", documents(), "PDF 文件 (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("文书合并打印.pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()
        return dialog

    def write(self, path: Path) -> None:
        """Write the ticked letters, as issued, into one PDF."""
        from tasks.letters.files import save_kept  # noqa: PLC0415

        letters = self.ticked()
        try:
            save_kept(self._session.registers, letters, path)
        except (DisclosureError, OSError) as failure:
            told = str(failure) if isinstance(failure, DisclosureError) else "文件写不进去，请换一个文件夹再试。"
            self.complain(told, blocks=False)
            return
        self._session.told.emit(f"已保存 {path.name}，共 {len(letters)} 份")
        self.accept()


def _sent_letters(session: Session, requests: Sequence[Request]) -> list[tuple[Request, IssuedLetter]]:
    from tasks.letters.issuing import letters_of  # noqa: PLC0415

    return [
        (request, letter)
        for request in requests
        for letter in letters_of(session.registers, request)
        if not letter.is_voided
    ]


def _item(request: Request, letter: IssuedLetter) -> QListWidgetItem:
    told = (request.caption, letter.name, letter.number, letter.addressee, letter.issued_on.isoformat())
    item = QListWidgetItem("  ".join(part for part in told if part))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    return item


def print_letters(session: Session, records: Sequence[Record], parent: QWidget) -> QDialog:
    """Offer the letters of the chosen requests for printing."""
    dialog = BatchLetters(session, _in_order(records), parent)
    dialog.open()
    return dialog


def print_envelopes(session: Session, records: Sequence[Record], parent: QWidget) -> QDialog:
    """Offer an envelope for each of the chosen requests."""
    from gui.letters.envelopes import EnvelopeDialog  # noqa: PLC0415

    dialog = EnvelopeDialog(session, _in_order(records), parent)
    dialog.open()
    return dialog


def _in_order(records: Sequence[Record]) -> list[Request]:
    return sorted((record for record in records if isinstance(record, Request)), key=lambda request: request.number)
