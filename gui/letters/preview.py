"""A letter as it will print."""

from PySide6.QtWidgets import QWidget

from disclosure.letters.values import Letter
from gui.base.session import Session
from gui.kit.page_preview import PagePreview

_MINIMUM = 420


class LetterPreview(PagePreview):
    """Shows the pages of one letter; a screen reader is told its text."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "文书预览", parent)
        self._session = session
        self._letter: Letter | None = None
        self.setMinimumWidth(_MINIMUM)

    def show_letter(self, letter: Letter) -> None:
        """Draw a letter soon, unless it is the one that is shown."""
        from tasks.letters.files import pages_of  # noqa: PLC0415 - the window opens without it

        if letter == self._letter:
            return
        self._letter = letter
        self.setAccessibleDescription(letter.text)
        profile = self._session.registers.profile()
        self.show_pages(lambda dots: pages_of(letter, profile, dots))
