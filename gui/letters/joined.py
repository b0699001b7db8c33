"""Letters sent, joined into one PDF to print, in the same way wherever they are chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from disclosure.errors import DisclosureError
from disclosure.records import IssuedLetter
from gui.base.session import Session
from gui.kit.file_dialogs import ask_target
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.kit.printing import print_button, print_pdf
from tasks.letters.files import kept_together, save_kept, without_paper


class JoinedLetters(GatedForm):
    """A form for choosing letters; confirming asks where to save the PDF. Emits ``written`` when it is there.

    Subclasses return the letters in ``chosen``.
    """

    written = Signal()

    def __init__(self, title: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._session = session
        self.print_button = print_button(self.print_letters)
        self.foot.insertWidget(self.foot.count() - 1, self.print_button)
        self.submitted.connect(self.choose_file)

    def chosen(self) -> Sequence[IssuedLetter]:
        """Return the letters to print, in order."""
        raise NotImplementedError

    def print_letters(self) -> None:
        """Show the chosen letters, as issued, ready to print."""
        registers, letters = self._session.registers, list(self.chosen())
        print_pdf(self._session, "打印文书", lambda: (kept_together(registers, letters), without_paper(letters)), self)

    def complain(self, text: str, *, blocks: bool = True) -> None:
        super().complain(text, blocks=blocks)
        self.print_button.setEnabled(self.save_button.isEnabled())

    def choose_file(self) -> None:
        """Ask where to save the PDF."""
        ask_target(self, "合并打印", "文书合并打印.pdf", self.write)

    def write(self, path: Path) -> None:
        """Write the chosen letters, as issued, into one PDF."""
        letters = self.chosen()
        try:
            save_kept(self._session.registers, letters, path)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        count, lacking = sum(bool(letter.sha256) for letter in letters), without_paper(letters)
        self._session.told.emit(f"已保存“{path.stem}”，共 {count} 份")
        if lacking:
            show_note("合并打印", lacking, self.parentWidget())
        self.written.emit()
