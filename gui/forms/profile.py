"""机关信息 and 期初 figures: the file's single profile, in the same kind of form as every record."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from disclosure.letters.numbers import NumberingError, number_series
from disclosure.records import Profile
from gui.base.session import Session
from gui.base.sources import NOTHING
from gui.forms.record_form import RecordForm
from storage.numbering import NUMBERING, series


class ProfileForm(RecordForm):
    """Every numbering pattern shows an example of its numbers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._year = session.today.year
        sources = replace(
            session.sources(Profile), day_note=lambda _day: NOTHING
        )  # an opening day need not be a working day
        super().__init__(Profile, session.save, original=session.registers.profile(), sources=sources, parent=parent)
        self.setWindowTitle("机关信息与期初数")

    def _revalidate(self) -> None:
        super()._revalidate()
        if not isinstance(self.record, Profile):
            return
        for register, name in NUMBERING.items():
            self._show_number(name, series(self.record, register, self._year).number(1))
        try:
            self._show_number("letter_numbering", number_series(self.record, self._year).number(1))
        except NumberingError as unusable:
            self.fields["letter_numbering"].explain(str(unusable))

    def _show_number(self, name: str, number: str) -> None:
        self.fields[name].explain(f"{self._year} 年的第一个是 {number}")


def profile_dialog(session: Session, parent: QWidget | None, begins_at: str = "") -> RecordForm:
    """Open the form of the office's own data, with the focus on what is missing."""
    form = ProfileForm(session, parent)
    form.begins_at = begins_at
    form.open()
    return form
