"""Choosing the form for a record: the generic one, or one specific to its register."""

from typing import Any

from PySide6.QtWidgets import QWidget

from disclosure.records import Litigation, Record, Release, Request
from disclosure.terms import AccessKind
from gui.base.session import Session
from gui.forms.record_form import RecordForm, Save
from gui.forms.suit import SuitForm


def form_for(
    session: Session,
    record_type: type[Record],
    save: Save,
    *,
    original: Record | None = None,
    start: dict[str, Any] | None = None,
    parent: QWidget | None = None,
) -> RecordForm:
    """Return the form of a new record or of ``original``; that its hidden values are shown is recorded."""
    if original is not None and original.id:
        session.note_access(original, AccessKind.EDITED)
    if record_type is Request:
        from gui.forms.intake import IntakeForm  # noqa: PLC0415 - only requests have a receipt and repeats
        from gui.forms.request import RequestForm  # noqa: PLC0415

        kind = RequestForm if original is not None and original.id else IntakeForm
        form: RecordForm = kind(session, save, original=original, start=start, parent=parent)
    elif record_type is Release:
        from gui.forms.release import ReleaseForm  # noqa: PLC0415 - only releases are guessed from their titles

        form = ReleaseForm(session, save, original=original, start=start, parent=parent)
    elif record_type is Litigation:
        form = SuitForm(session, save, original=original, start=start, parent=parent)
    else:
        sources = session.sources(record_type)
        form = RecordForm(record_type, save, original=original, start=start, sources=sources, parent=parent)
    form.take_papers(session.came_in.emit)
    return form
