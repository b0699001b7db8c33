"""The form of a release: its class guessed from similar titles, the channels of the last one, dated today.

保密审查 is never prefilled: a release without review is saved as not yet published.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from disclosure.errors import UnreadableValueError
from disclosure.records import Record, Release
from disclosure.terms import ReleaseChannel
from gui.base.session import Session
from gui.base.waits import Wait
from gui.forms.record_form import LAST_USED, RecordForm, Save
from gui.kit.cards import words
from tasks.cases.likely import Class, class_of, last_release_channels, last_statistics_category

_LEAST_TITLE = 4


class ReleaseForm(RecordForm):
    """A RecordForm of a Release that asks first for what is known when a document is to be published."""

    at_intake: tuple[str, ...] = (
        "name",
        "category",
        "document_kind",
        "document_number",
        "formed_on",
        "department",
        "secrecy_reviewer",
        "secrecy_reviewed_on",
        "secrecy_conclusion",
        "published_on",
        "channels",
    )
    """With 统计类别, where releases have one."""

    def __init__(
        self,
        session: Session,
        save: Save,
        *,
        original: Record | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._session = session
        self._guessed: Class | None = None
        self._counted_as = ""
        if session.registers.most_used(Release, _COUNTED):  # the prose then counts each release under one of them
            *asked, wide = self.at_intake
            self.at_intake = (*asked, _COUNTED, wide)  # in the room beside 公开日期
        channels: tuple[ReleaseChannel, ...] = ()
        if start is None and original is None:
            channels = last_release_channels(session.registers)
            start = {"formed_on": session.today, "published_on": session.today, "channels": channels}
        super().__init__(Release, save, original=original, start=start, sources=session.sources(Release), parent=parent)
        self.why = words("", "secondary")
        self.why.hide()
        below = self.fields["category"].cell.layout()
        assert below is not None, "every field is a column of widgets"
        below.addWidget(self.why)
        if channels:
            self.tell_preset("channels", LAST_USED)
        if self.is_new:
            self.keep_also(self._keep_unpublished)
            self._guess_soon = session.timer(self, self.guess, Wait.TYPING)
            self.fields["name"].changed.connect(self._guess_soon.start)
            self.fields["category"].changed.connect(self._say_why)
        if self.is_new and _COUNTED in self.at_intake:
            for name in ("category", _COUNTED):
                self.fields[name].changed.connect(self._propose_counted)
            self._propose_counted()
            self._take_as_it_is()

    def guess(self) -> None:
        """Propose 信息类别 and 文件性质 of the earlier release with the most similar title, unless chosen."""
        title = str(self._value("name") or "")
        found = class_of(self._session.registers, title) if len(title) >= _LEAST_TITLE else None
        before, self._guessed = self._guessed, found
        for name in ("category", "document_kind"):
            known = getattr(before, name) if before else None
            if found is not None and self._value(name) in (None, known):
                self.fields[name].editor.set_value(getattr(found, name))
        like = found.like if found else ""
        self.why.setText(f"照“{like if len(like) <= _SHOWN else f'{like[:_SHOWN]}…'}”填的。")
        self._say_why()

    def _say_why(self) -> None:
        """Say what the class was guessed from, while it is unchanged."""
        guessed = self._guessed
        self.why.setVisible(guessed is not None and self._value("category") is guessed.category)

    def _propose_counted(self) -> None:
        """Propose the 统计类别 of the latest release of the chosen 信息类别, and say so while it stands there."""
        category, field = self._value("category"), self.fields[_COUNTED]
        known = last_statistics_category(self._session.registers, category) if category is not None else ""
        if known != self._counted_as and field.editor.raw() in ("", self._counted_as):
            self._counted_as = known
            field.editor.set_value(known)
        field.explain(_COUNTED_WHY if known and field.editor.raw() == known else "")

    def settle(self) -> None:
        """Guess once more, as saving may come before the pause in typing."""
        super().settle()
        if self.is_new:
            self.guess()
            self.refresh_gate()

    def as_kept(self, record: Record) -> Record:
        """Return a release without review as not yet published; a date typed by hand is kept."""
        assert isinstance(record, Release)
        is_preset = not record.id and record.published_on == self._session.today
        return replace(record, published_on=None) if is_preset and record.secrecy_conclusion is None else record

    def _keep_unpublished(self, save: Save, record: Record) -> object:
        """Save, and say so if it is saved as not yet published."""
        kept = self.as_kept(record)
        saved = save(kept)
        if kept is not record:
            self._session.told.emit("还没有保密审查，先存为未公开；审查后再登记公开。")
        return saved

    def _value(self, name: str) -> Any:
        try:
            return self.fields[name].editor.value()
        except UnreadableValueError:
            return None


_SHOWN = 20
_COUNTED, _COUNTED_WHY = "statistics_category", "这一类信息上次用的"
