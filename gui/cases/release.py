"""The card of a release: its stage, the next action, who checked it and when, its deadline, whether it is in force."""

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.records import Record, Release
from disclosure.releases.status import (
    DocumentState,
    ReleaseAction,
    ReleaseState,
    document_state,
    next_action,
    release_state,
)
from disclosure.terms import AccessKind
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.part_form import PartForm
from gui.kit.button_row import FlowLayout
from gui.kit.cards import RecordCard, button, clear, quotable, words
from tasks.cases.duties import give_index_number
from tasks.cases.people_in_papers import people_in_papers

RELEASE_SIGNS = {
    ReleaseState.PUBLISHED: Sign.DONE,
    ReleaseState.WITHHELD: Sign.REFUSED,
    ReleaseState.TAKEN_DOWN: Sign.REFUSED,
}
_TODAY_FIELDS = frozenset(
    {
        "secrecy_reviewed_on",
        "first_checked_on",
        "second_checked_on",
        "final_checked_on",
        "published_on",
        "taken_down_on",
    }
)
_WAYPOINTS = (
    ("保密审查", "secrecy_reviewer", "secrecy_reviewed_on"),
    ("初审", "first_checked_by", "first_checked_on"),
    ("复审", "second_checked_by", "second_checked_on"),
    ("终审", "final_checked_by", "final_checked_on"),
)


class ReleaseCard(RecordCard):
    """审查与公开: how far a release has come, and the action that is next."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("审查与公开", parent)
        self._session = session
        self.release: Release | None = None
        passing = QWidget()
        self.way = FlowLayout(passing)
        self.term, self.life = quotable("", "secondary"), quotable("", "secondary")
        self.people = quotable("")
        for widget in (passing, self.term, self.life, self.people):
            self.body.addWidget(widget)
        holder = QWidget()
        self.buttons = FlowLayout(holder)
        self.body.addWidget(holder)

    def show_record(self, record: Record) -> None:
        """Show the stage of a release and its next action."""
        assert isinstance(record, Release)
        self.release = record
        today = self._session.today
        state = release_state(record, today)
        self.corner.say(state.label, RELEASE_SIGNS.get(state, Sign.RUNNING))
        clear(self.way)
        for word, person, day in _WAYPOINTS:
            on, who = getattr(record, day), getattr(record, person)
            told = " ".join(filter(None, (word, who, on.isoformat()))) if on is not None else word
            self.way.addWidget(words(told, "plainWords", sign=Sign.UNTOUCHED if on is None else Sign.DONE))
        self.term.setText(self._term_words(record))
        life = document_state(record, today)
        until = record.repealed_on or record.valid_until
        told = f"{record.document_kind.label}：{life.label}" + (f"（至{chinese_date(until)}）" if until else "")
        self.life.setText("" if life is DocumentState.NOT_A_DOCUMENT else told)
        for label in (self.term, self.life):
            label.setVisible(bool(label.text()))
        named = [f"“{name}”里有{sorts}" for name, sorts in people_in_papers(self._session.registers, record)]
        self.people.say(f"{'；'.join(named)}，只公开遮盖以后的一份（条例第十五条）。" if named else "", Sign.DOUBT)
        self.people.setVisible(bool(named))
        clear(self.buttons)
        action, can_write = next_action(state), not self._session.is_read_only
        main = button(action.button, partial(self.act, action), "primary" if record.published_on is None else "")
        index = button("编索引号", self.give_index_number)
        main.setEnabled(can_write)
        index.setEnabled(can_write and not record.index_number)
        index.setToolTip(masked_prose(record.index_number))
        self.buttons.addWidget(main)
        self.buttons.addWidget(index)

    def act(self, action: ReleaseAction) -> QDialog:
        """Open a form that asks for what the next action needs: who did it, when, and with what result."""
        release = self._shown
        values = {name: getattr(release, name) for name in action.fields}
        self._session.note_access(release, AccessKind.EDITED, action.fields)
        today = {name: self._session.today for name in action.fields if name in _TODAY_FIELDS and values[name] is None}
        form: QDialog = PartForm(
            Release,
            self._session.save,
            title=f"{action.button}　{release.caption[:24]}",
            asked=action.fields,
            article=action.article,
            original=release,
            start={**values, **today},
            sources=self._session.sources(Release),
            parent=self.window(),
        )
        form.open()
        return form

    def give_index_number(self) -> None:
        """Give the release the next 索引号 of the office's pattern."""
        try:
            given = give_index_number(self._session.registers, self._shown)
        except DisclosureError as failure:
            self._session.refused(failure, self.give_index_number)
            return
        self._session.told.emit(f"索引号：{given.index_number}")

    def _term_words(self, release: Release) -> str:
        due = TimeLimit.PUBLICATION.due_after(release.formed_on, self._session.calendar)
        last = f"{chinese_date(due.on)}{'（暂定）' if due.is_provisional else ''}"
        told = f"应自形成之日起 {TimeLimit.PUBLICATION.length_on(release.formed_on)} 个工作日内公开，最迟{last}"
        if release.published_on is not None:
            late = "，晚于期限" if release.published_on > due.on else "，在期限内"
            day = chinese_date(release.published_on)
            done = f"{day}公开" if release.published_on <= self._session.today else f"登记的公开日期是{day}"
            return f"{told}；{done}{late}（{TimeLimit.PUBLICATION.article}）"
        late = "，已超过期限" if self._session.today > due.on else ""
        return f"{told}{late}（{TimeLimit.PUBLICATION.article}）"

    @property
    def _shown(self) -> Release:
        assert self.release is not None, "buttons show only with a release"
        return self.release
