"""机关信息 and 期初 figures: the one profile of the file, in the same form as every record."""

from PySide6.QtWidgets import QWidget

from disclosure.records import Profile
from gui.base.session import Session
from gui.forms.record_form import RecordForm


def profile_dialog(session: Session, parent: QWidget | None) -> RecordForm:
    """Open the form of the office's own facts."""
    form = RecordForm(
        Profile, session.save, original=session.registers.profile(), sources=session.sources(Profile), parent=parent
    )
    form.setWindowTitle("机关信息与期初数")
    form.open()
    return form
