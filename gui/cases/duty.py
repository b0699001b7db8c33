"""The card of a duty: each period of the year, its due day, whether it was fulfilled, and a button to fulfil it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.records import Duty, Record, Release
from disclosure.releases.duties import DutyLine, DutyState
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.dialogs import LinkReleaseDialog
from gui.forms.record_form import RecordForm
from gui.kit.cards import RecordCard, button, clear, quotable, words
from tasks.cases.duties import duties_at_hand, fulfil, release_for

_SIGNS = {DutyState.FULFILLED: Sign.DONE, DutyState.MISSED: Sign.WRONG, DutyState.RUNNING: Sign.RUNNING}


class DutyCard(RecordCard):
    """落实情况: the periods of one duty and what was published for them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("落实情况", parent)
        self._session = session
        self.lines: tuple[DutyLine, ...] = ()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(1, 1)
        self.body.addLayout(self.grid)

    def show_record(self, record: Record) -> None:
        """Show the periods of this year, and those of last year that are still open."""
        assert isinstance(record, Duty)
        today = self._session.today
        calendar = duties_at_hand(self._session.registers, self._session.calendar, today)
        self.lines = tuple(line for line in calendar if line.duty.id == record.id)
        years = sorted({today.year, *(line.period.last.year for line in self.lines if line.period is not None)})
        self.corner.setText(f"{'—'.join(map(str, years))} 年")
        clear(self.grid)
        for row, line in zip(range(0, 2 * len(self.lines), 2), self.lines, strict=True):
            due = f"{line.due_on.isoformat()} 前" if line.due_on else ""
            state = words(line.state.label, sign=_SIGNS.get(line.state, Sign.UNTOUCHED))
            told = quotable(f"{line.period.name if line.period else line.caption}  {due}")
            for place, widget in enumerate((state, told)):
                self.grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignTop)
            acts = QHBoxLayout()  # below the period: beside three links the day was wrapped into three lines
            acts.setSpacing(12)
            for act in self._actions(line):
                acts.addWidget(act)
            acts.addStretch(1)
            self.grid.addLayout(acts, row + 1, 1)

    def fulfil(self, line: DutyLine) -> None:
        """Enter a release, published today, that fulfils a period."""
        try:
            release = fulfil(self._session.registers, line, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, partial(self.fulfil, line))
            return
        self._session.told.emit(f"已登记“{release.caption}”，公开日期为今天；可以按 Ctrl+Z 撤销。")

    def prepare(self, line: DutyLine) -> RecordForm:
        """Open the form of a release that fulfils a period, with everything filled in that is known."""
        session = self._session
        form = RecordForm(
            Release,
            session.save,
            original=release_for(session.registers, line, session.today),
            sources=session.sources(Release),
            parent=self.window(),
        )
        form.open()
        return form

    def link(self, line: DutyLine) -> QDialog:
        """Ask which of the releases already entered fulfils a period."""
        dialog: QDialog = LinkReleaseDialog(self._session, line, self.window())
        dialog.open()
        return dialog

    def _actions(self, line: DutyLine) -> list[QWidget]:
        if line.state is DutyState.FULFILLED:
            release = line.releases[-1]
            return [
                _link(
                    "查看", f"查看 {release.caption}", partial(self._session.wanted.emit, Release.register, release.id)
                )
            ]
        if line.state is DutyState.AHEAD or self._session.is_read_only:
            return []
        return [
            _link("今天已公开", f"登记今天公开 {line.caption}", partial(self.fulfil, line)),
            _link("关联已有…", f"关联已有的公开信息 {line.caption}", partial(self.link, line)),
            _link("填写后登记…", f"填写公开信息 {line.caption}", partial(self.prepare, line)),
        ]


def _link(text: str, spoken: str, act: Callable[[], object]) -> QWidget:
    made = button(text, act, "link")
    made.setAccessibleName(spoken)
    return made
