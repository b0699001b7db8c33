"""办理经过: what happened with a request, in order of days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from disclosure.cases.state import CaseState
from disclosure.column_kinds import columns
from disclosure.masking import masked_prose, screened
from disclosure.records import Record, Request, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.cases.acts import sheet_of, step_of
from gui.forms.remove import RemoveDialog
from gui.kit.cards import RecordCard, beside_link, button, clear, quotable, words
from tasks.letters.kept import letters_of
from tasks.letters.steps import letter_of, waiting_for_letter


@dataclass(frozen=True)
class _Event:
    """One line of the list; ``step`` is None for 来件 and 答复, which are fields of the request itself."""

    day: str
    text: str
    step: Step | None = None


class StepsCard(RecordCard):
    """The steps of one request; each can be changed or removed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("办理经过", parent)
        self._session = session
        self.request: Request | None = None
        self._waiting: tuple[Step, ...] = ()
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(12)
        self.lines.setVerticalSpacing(2)
        self.lines.setColumnStretch(1, 1)
        self.body.addLayout(self.lines)

    def show_record(self, record: Record) -> None:
        """Show the steps of a request, together with 来件 and 答复."""
        assert isinstance(record, Request)
        registers = self._session.registers
        steps = registers.steps(record.id)
        self.request = record
        self._waiting = waiting_for_letter(steps, letters_of(registers, record))
        clear(self.lines)
        events = sorted(_events(CaseState(record, steps)), key=_in_order)
        for row, event in enumerate(events):
            self._add_line(row, event)
        self.corner.setText(f"{len(events)} 步")

    # --- lines ---

    def _add_line(self, row: int, event: _Event) -> None:
        step, told = event.step, (words(event.day, "secondary"), quotable(event.text))
        for column, label in enumerate(told):
            self.lines.addWidget(beside_link(label), row, column, Qt.AlignmentFlag.AlignTop)
        if step is None or self._session.is_read_only:
            return
        change = button("修改", partial(self._open_form, step.kind, step), "link")
        change.setAccessibleName(f"修改步骤 {step.caption}")
        if step in self._waiting:
            code = letter_of(step.kind)
            write = button("文书…", partial(self.write_letter, code), "link")
            write.setAccessibleName(f"为步骤 {step.caption} 写文书")
            self.lines.addWidget(write, row, 4, Qt.AlignmentFlag.AlignTop)
        remove = button("删除", lambda: RemoveDialog(self._session, [step], self.window()).open(), "link")
        remove.setAccessibleName(f"删除步骤 {step.caption}")
        self.lines.addWidget(change, row, 2, Qt.AlignmentFlag.AlignTop)
        self.lines.addWidget(remove, row, 3, Qt.AlignmentFlag.AlignTop)

    def write_letter(self, code: str) -> QDialog:
        """Open the letter of a step that has none yet; once issued, it is kept with that step."""
        assert self.request is not None, "the link shows only with a request"
        return _opened(sheet_of(self._session, self.request, code, self.window()))

    def _open_form(self, kind: StepKind, original: Step | None = None) -> QDialog:
        assert self.request is not None, "a line shows only with a request"
        return _opened(step_of(self._session, self.request, kind, self.window(), original=original))


def _in_order(event: _Event) -> tuple[str, bool]:
    """Order events by day; on one day the answer comes before its delivery."""
    return event.day, event.step is not None and event.step.kind is StepKind.DELIVERED


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


def _events(case: CaseState) -> Iterator[_Event]:
    request = case.request
    channel = request.channel.label  # may end in brackets itself, 「邮寄（签收）」, so it stands in none
    if request.received_on is None:
        arrival = f"来件：{channel}，收到申请之日尚未确认"
    elif request.received_on == request.arrived_on:
        arrival = f"收到申请：{channel}"
    else:
        arrival = f"来件：{channel}，{chinese_date(request.received_on)}收到"
    yield _Event(request.arrived_on.isoformat(), arrival)
    for step in case.steps:  # every kind: a refund that was left out here would be entered twice
        yield _Event(step.on.isoformat(), step_words(step), step)
    if request.counted_answer_on and request.outcome:
        number = f"，{masked_prose(request.answer_number)}" if request.answer_number else ""
        yield _Event(request.counted_answer_on.isoformat(), f"答复：{request.outcome.plain_label}{number}")


_SAID = {
    "party": "{}",
    "opinion": "{}",
    "days": "延长 {} 个工作日",
    "until": "期限 {}",
    "amount": "{} 元",
    "letter_number": "{}",
    "approver": "{}批准",
    "delivery": "{}",
    "tracking_number": "单号 {}",
    "posted_on": "{} 交邮",
    "signed_on": "{} 签收",
    "detail": "{}",
}
"""How each column of a step is worded in its line; the labels of the form would not read as a sentence."""


def step_words(step: Step) -> str:
    """Return one step as one line: its name and all that was filled in, 「延期告知：延长 20 个工作日，孙某某批准」."""
    shown = replace(step, amount=step.sum)
    told = [
        _SAID[column.name].format(screened(column, column.text(getattr(shown, column.name))).strip())
        for column in columns(Step)
        if column.name not in ("kind", "on") and getattr(shown, column.name) not in (None, "")
    ]
    return "：".join(filter(None, (step.called, "，".join(told))))
