"""办理经过: the dated events of a request in order, and the next one."""


from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from disclosure.columns import columns
from disclosure.records import Record, Request, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date
from gui.cards import Card, button, clear, quotable, words
from gui.remove_dialog import RemoveDialog
from gui.session import Session
from gui.step_form import StepForm

_FIRST_STEPS = (StepKind.CORRECTION_ASKED, StepKind.THIRD_PARTY_ASKED, StepKind.EXTENDED)


class StepsCard(Card):
    """The steps of one request, each to amend or remove, and buttons for the usual next ones."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("办理经过", parent)
        self._session = session
        self.request: Request | None = None
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(12)
        self.lines.setVerticalSpacing(2)
        self.lines.setColumnStretch(1, 1)
        self.body.addLayout(self.lines)
        self.body.addLayout(self._buttons())

    def show_request(self, request: Request) -> None:
        """Show the steps of a request, 来件 and 答复 among them."""
        self.request = request
        clear(self.lines)
        steps = self._session.registers.steps(request.id)
        entries: list[tuple[str, str, Step | None]] = [(request.arrived_on.isoformat(), _arrival(request), None)]
        entries += [(step.on.isoformat(), step_words(step), step) for step in steps]
        if request.answered_on and request.outcome:
            entries.append((request.answered_on.isoformat(), f"答复：{request.outcome.plain_label}", None))
        for row, (day, text, step) in enumerate(sorted(entries, key=lambda entry: entry[0])):
            self._add_line(row, day, text, step)
        self.corner.setText(f"{len(steps)} 步" if steps else "")

    def add(self, kind: StepKind | None = None) -> StepForm:
        """Open the form of a new step of this request."""
        assert self.request is not None, "buttons show only with a request"
        start = {"request_id": self.request.id, "on": self._session.today, **({"kind": kind} if kind else {})}
        return self._form(None, start)

    def _add_line(self, row: int, day: str, text: str, step: Step | None) -> None:
        self.lines.addWidget(words(day, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addWidget(quotable(text), row, 1)
        if step is None or self._session.is_read_only:
            return
        change = button("修改", lambda: self._form(step, {}), "link")
        change.setAccessibleName(f"修改步骤 {step.caption}")
        remove = button("删除", lambda: RemoveDialog(self._session, [step], self.window()).open(), "link")
        remove.setAccessibleName(f"删除步骤 {step.caption}")
        self.lines.addWidget(change, row, 2, Qt.AlignmentFlag.AlignTop)
        self.lines.addWidget(remove, row, 3, Qt.AlignmentFlag.AlignTop)

    def _form(self, original: Step | None, start: dict[str, object]) -> StepForm:
        form = StepForm(self._keep, original=original, start=start, sources=self._session.sources(Step),
                        parent=self.window())
        form.open()
        return form

    def _keep(self, record: Record) -> object:
        assert isinstance(record, Step)
        return self._session.save_step(record)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for kind in _FIRST_STEPS:
            row.addWidget(button(kind.label, partial(self.add, kind)))
        more = button("更多步骤", lambda: None)
        menu = QMenu(more)
        for kind in StepKind:
            if kind not in _FIRST_STEPS:
                menu.addAction(kind.label).triggered.connect(lambda _=False, kind=kind: self.add(kind))
        more.setMenu(menu)
        row.addWidget(more)
        row.addStretch(1)
        self.writing = [row.itemAt(place).widget() for place in range(row.count() - 1)]
        for widget in self.writing:
            widget.setEnabled(not self._session.is_read_only)
        return row


def _arrival(request: Request) -> str:
    if request.received_on is None:
        return f"来件（{request.channel.label}），收到申请之日尚未确认"
    if request.received_on == request.arrived_on:
        return f"收到申请（{request.channel.label}）"
    return f"来件（{request.channel.label}），{chinese_date(request.received_on)}收到"


def step_words(step: Step) -> str:
    """Return one step in one line: its name, then everything filled in."""
    told = [f"{column.label} {column.text(getattr(step, column.name))}" for column in columns(Step)
            if column.name not in ("kind", "on") and getattr(step, column.name) not in (None, "")]
    return "  ".join((step.kind.label, *told))
