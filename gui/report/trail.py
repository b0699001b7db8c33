"""报送与公布: what happened to a year's report, day by day, beside the report, and recording it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from disclosure.masking import masked_prose
from disclosure.records import IssuedReport
from disclosure.releases.report_trail import TrailLine
from disclosure.terms import ReportDeliveryKind, ReportEventKind
from gui.base.appearance import mark
from gui.base.session import Session
from gui.forms.remove import RemoveDialog
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Card, button, clear, quotable, scrolling, words
from gui.registers.attachments import AttachmentsCard
from gui.report.trail_forms import delivery_form, event_form, form_of
from tasks.report.versions import trail_of

_NOTHING = "还没有签发、报送、公布。签发后，在这里登记报送、公布和送档案馆的日期和凭证。"
_PAPERS_SIZE = (520, 320)


class ReportTrail(Card):
    """When, what, to or by whom, and the proof; each line can be changed or removed, and has its papers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("报送与公布", parent)
        self._session, self._year = session, 0
        self.lines: tuple[TrailLine, ...] = ()
        inside = QWidget()
        mark(inside, "plain")
        self.stack = QVBoxLayout(inside)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(2)
        holder = QWidget()
        row = FlowLayout(holder)
        self.buttons = {}
        for kind in ReportDeliveryKind:
            self.buttons[kind.label] = button(f"{kind.label}…", partial(self.deliver, kind))
        for happened in (ReportEventKind.RETURNED, ReportEventKind.WITHDRAWN):
            self.buttons[happened.label] = button(f"{happened.label}…", partial(self.note, happened))
        for made in self.buttons.values():
            made.setEnabled(not session.is_read_only)
            row.addWidget(made)
        self.body.addWidget(scrolling(inside), 1)
        self.body.addWidget(holder)

    def show_year(self, year: int) -> None:
        """Show what happened to the report of a year."""
        self._year = year
        self.lines = trail_of(self._session.registers, year)
        clear(self.stack)
        if not self.lines:
            self.stack.addWidget(words(_NOTHING, "secondary", wrap=True))
        for line in self.lines:
            self._add(line)
        self.stack.addStretch(1)

    def deliver(self, kind: ReportDeliveryKind, *_: object) -> None:
        """Ask when the report was sent, published or archived, to whom, and for the proof."""
        _opened(delivery_form(self._session, self._year, kind, self.window()))

    def note(self, kind: ReportEventKind, *_: object) -> QDialog:
        """Ask when the report was sent back or withdrawn, by whom, why, and when the correction is due."""
        return _opened(event_form(self._session, self._year, kind, self.window()))

    def amend(self, line: TrailLine) -> None:
        """Open the form of a recorded event."""
        form = form_of(self._session, line.record, self.window())
        if form is not None:
            form.open()

    def _add(self, line: TrailLine) -> None:
        """Add a line, below it its proof or explanation and the possible acts."""
        on, what, whom, said = map(masked_prose, line.cells)
        told = "　".join(part for part in (on, what, whom) if part)
        self.stack.addWidget(quotable(told, "overdue" if line.is_open else ""))
        if said:
            self.stack.addWidget(quotable(said, "secondary"))
        if isinstance(line.record, IssuedReport):
            return
        row = QHBoxLayout()
        row.setSpacing(12)
        kept = len(self._session.registers.attachments(line.record.register, line.record.id))
        actions = [(f"材料{f' {kept} 份' if kept else ''}…", self._papers)]
        if not self._session.is_read_only:
            actions = [("修改", self.amend), *actions, ("删除", self._remove)]
        for text, action in actions:
            made = button(text, partial(action, line), "link")
            made.setAccessibleName(f"{text} {line.what} {line.on.isoformat()}")
            row.addWidget(made)
        row.addStretch(1)
        self.stack.addLayout(row)

    def _papers(self, line: TrailLine) -> None:
        _opened(PapersDialog(self._session, line, self.window()))

    def _remove(self, line: TrailLine) -> None:
        _opened(RemoveDialog(self._session, [line.record], self.window()))


class PapersDialog(QDialog):
    """The papers of one line: the receipt, the notice that sent the report back."""

    def __init__(self, session: Session, line: TrailLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{line.what}　{line.on.isoformat()}")
        self.card = AttachmentsCard(session)
        scroll = QScrollArea()
        scroll.setAccessibleName("材料")
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.card)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(scroll)
        stack.addWidget(button("关闭  Esc", self.reject), 0, Qt.AlignmentFlag.AlignRight)
        self.card.show_record(line.record)
        session.changed.connect(lambda _changes: self.card.show_record(line.record))
        self.resize(*_PAPERS_SIZE)


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog
