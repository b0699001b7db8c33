"""答复期限: the day a request must be answered by, the days left, the next action, and how each day was counted."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of, why_no_term
from disclosure.cases.state import CaseState
from disclosure.cases.windows import applicant_windows
from disclosure.records import Record, Request
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.next_acts import NextActs
from gui.kit.cards import RecordCard, button, clear, quotable, words
from gui.kit.day_strip import LEGEND, DayLine, late_tiles, tiles
from gui.kit.due_words import due_title, how_it_came, left_words, original_words
from gui.kit.file_dialogs import ask_target
from gui.kit.printing import print_pdf
from tasks.calendar.deadline_note import export_deadline_note, note_of
from tasks.cases.disputes import reviews_of, suits_of, was_corrected
from tasks.cases.merging import split_parents

_BAND = (12, 8, 12, 8)
_BANDS = {
    Sign.WRONG: "bandOverdue",
    Sign.TODAY: "bandAttention",
    Sign.SOON: "bandAttention",
    Sign.UNCONFIRMED: "bandAttention",
    Sign.WAITING: "bandWait",
    Sign.DONE: "bandGood",
}
"""The colour of the band behind the title, for each state of the deadline."""


class DeadlineCard(RecordCard):
    """The due date of one request, its next action, the strip of its days, and each doubt with the article of the law.

    The actions stand above the strip, so that they are visible without scrolling in every state.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("答复期限", parent)
        self._session = session
        self.request: Request | None = None
        self.deadline: Deadline | None = None
        mark(self.title, "dueTitle")
        inside = self.head.layout()
        assert inside is not None
        inside.setContentsMargins(*_BAND)
        self.corner.setWordWrap(True)  # a single line could make the whole record wider
        self.summary, self.original = quotable("", "secondary"), words("", "secondary")
        self.windows = quotable("", "secondary")
        self.strip = DayLine()
        self.strip.setToolTip(LEGEND)
        self.doubts = QVBoxLayout()
        self.doubts.setSpacing(4)
        self.print_button = button("打印期限计算说明…", self.print_note, "link")
        self.save_button = button("另存为 PDF…", self.ask_note, "link")
        self.acts = NextActs(session)
        for widget in (self.acts, self.original, self.strip, self.summary, self.windows):
            self.body.addWidget(widget)
        self.body.addLayout(self.doubts)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.print_button)
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_record(self, record: Record) -> None:
        """Compute the deadline of a request as of today and show it."""
        assert isinstance(record, Request)
        session = self._session
        steps = session.registers.steps(record.id)
        self.acts.show_case(CaseState(record, steps, was_corrected(session.registers, record)))
        is_split = record.number in split_parents(session.registers, [record])
        none = why_no_term(record, is_split=is_split)
        known = deadline_of(record, steps, session.calendar, session.today)
        deadline = Deadline(state=DeadlineState.CLOSED) if none else known
        self.request, self.deadline = record, deadline
        shown = tuple(tiles(deadline.explain(), session.calendar, deadline.due_on))
        if deadline.due_on is not None and deadline.is_overdue(session.today):
            shown += tuple(late_tiles(deadline.due_on, session.today, session.calendar))
        self.title.setText(f"答复期限：{none}" if none else due_title(deadline))
        left, sign = ("", Sign.REFUSED) if none else left_words(deadline, session.calendar, session.today)
        self.title.setText(self.title.text().removesuffix(f"：{left}"))  # else 「等待补正」 would be shown twice
        self.corner.say(left, sign)
        mark(self.head, _BANDS.get(sign, "bandPlain"))
        self.strip.due_ink = sign.role
        self.original.setText(original_words(deadline))
        self.original.setVisible(bool(self.original.text()))
        # until when the applicant may contest the answer
        reviews = reviews_of(session.registers, record) if record.outcome else ()
        suits = suits_of(session.registers, record) if record.outcome else ()
        told = [window.sentence for window in applicant_windows(record, steps, reviews, suits, session.calendar)]
        self.windows.setText(f"申请人可以{'；'.join(told)}" if told else "")
        self.windows.setVisible(bool(told))
        self.summary.setText(how_it_came(deadline, shown, session.calendar))
        self.strip.show_tiles(shown, f"{self.title.text()}。{self.summary.text()}")
        for part in (self.strip, self.summary, self.print_button, self.save_button):
            part.setVisible(bool(shown))
        clear(self.doubts)
        for doubt in deadline.doubts:
            article = f"（{doubt.article}）" if doubt.article else ""
            self.doubts.addWidget(quotable(f"{doubt.message}{article}", sign=Sign.DOUBT))

    def print_note(self) -> None:
        """Open the preview from which the 《期限计算说明》 is printed."""
        session, request = self._session, self.request
        assert request is not None, "the button shows only with a request"
        title = "打印期限计算说明"
        print_pdf(session, title, lambda: (note_of(session.registers, request.id, session.today), ""), self.window())

    def ask_note(self) -> QFileDialog:
        """Ask where to save the 《期限计算说明》."""
        assert self.request is not None, "the button shows only with a request"
        return ask_target(self.window(), "期限计算说明", f"期限计算说明-{self.request.number}.pdf", self.write_note)

    def write_note(self, path: Path) -> None:
        """Write the 《期限计算说明》 to a file."""
        session, request = self._session, self.request
        assert request is not None, "the button shows only with a request"
        session.run(
            "导出期限计算说明",
            lambda _progress: export_deadline_note(session.registers, request.id, path, session.today),
            lambda written: session.told.emit(f"已导出“{written.stem}”"),
            self.window(),
        )
