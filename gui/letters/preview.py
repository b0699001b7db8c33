"""A letter as printed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from disclosure.letters.values import Letter
from disclosure.records import IssuedLetter
from gui.base.session import Session
from gui.kit.page_preview import PagePreview
from tasks.letters.files import kept_pages, pages_of

_MINIMUM = 420


class LetterPreview(PagePreview):
    """Shows the pages of one letter; a screen reader gets its text."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "文书预览", parent)
        self._session = session
        self._letter: Letter | None = None
        self._is_final = False
        self.setMinimumWidth(_MINIMUM)

    def show_letter(self, letter: Letter, marked: Sequence[str] = ()) -> None:
        """Draw a letter soon, unless it is already shown; texts typed for it are tinted."""
        if letter == self._letter or self._is_final:
            return
        self._letter = letter
        self.setAccessibleDescription(letter.text)
        profile = self._session.registers.profile()
        self.show_pages(lambda dots: pages_of(letter, profile, dots, marked))

    def show_nothing(self, why: str = "") -> None:
        """Show the reason why there is no letter, unless a sent one is shown, which stays."""
        if self._is_final:
            return
        self._letter, self.why_none = None, why
        self.setAccessibleDescription(why)
        self.show_pages(lambda _dots: ())

    def show_issued(self, letter: IssuedLetter) -> None:
        """Draw the letter as sent; no draft replaces it any more."""
        self._is_final = True
        self.show_pages(kept_pages(self._session.registers, letter))
