"""台账 for an inspector: what came in, when it was due, what was done, whether late, and how it ended.

There is one form per register: its title and its columns, each with the function for its cells. Paper, workbook and
.csv have the same columns, as all are made from the form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from disclosure.calendar.day_strip import DayRole
from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of, why_no_term
from disclosure.cases.disputes import Dispute, replied_on, reply_due
from disclosure.column_kinds import Kind, columns, columns_by_name
from disclosure.masking import hiding
from disclosure.records import Activity, Duty, Litigation, Record, Release, Request, Review, Step, Tally
from disclosure.releases.status import DocumentState, document_state
from disclosure.terms import StepKind
from disclosure.wording import listed, yuan

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[R_co]):
    """One record on a given day, with its steps if it has any; a split request has the steps of its parts."""

    record: R_co
    calendar: WorkCalendar
    today: date
    steps: Sequence[Step] = ()
    is_split: bool = False


@dataclass(frozen=True)
class _RequestEntry(Entry[Request]):
    @cached_property
    def deadline(self) -> Deadline:
        return deadline_of(self.record, self.steps, self.calendar, self.today)

    @property
    def without_term(self) -> str:
        return why_no_term(self.record, is_split=self.is_split)


@dataclass(frozen=True)
class LedgerColumn:
    """One column: its heading, its share of the width, its alignment, and the function for its cells."""

    heading: str
    width: float
    told: Callable[..., str]
    is_left: bool = False


@dataclass(frozen=True)
class LedgerForm:
    """The ledger of one register; ``unit`` counts its records, ``people`` are the columns with people's names."""

    title: str
    unit: str
    columns: tuple[LedgerColumn, ...]
    entry: Callable[..., Entry[Record]] = Entry
    people: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns in order."""
        return tuple(column.heading for column in self.columns)

    def row(
        self,
        record: Record,
        calendar: WorkCalendar,
        today: date,
        steps: Sequence[Step] = (),
        *,
        mask: bool,
        is_split: bool = False,
    ) -> tuple[str, ...]:
        """Return the row of one record, a text per column; ``mask`` hides names of people wherever they occur."""
        entry, hide = self.entry(record, calendar, today, steps, is_split), self._hidden(record, steps) if mask else str
        return tuple(hide(column.told(entry)) for column in self.columns)

    def _hidden(self, record: Record, steps: Sequence[Step]) -> Callable[[str], str]:
        """Return a function that hides the people of a record in a text."""
        known = {**columns_by_name(type(record)), "party": columns_by_name(Step)["party"]}
        people = [(known[name], str(getattr(record, name))) for name in self.people]
        people += [(known["party"], step.party) for step in steps]
        return hiding(people)


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _due(due: DueDate) -> str:
    return f"{due.on.isoformat()}{'（暂定）' if due.is_provisional else ''}"


def _late(due: DueDate, done: date | None, today: date, never: str) -> str:
    """Return whether something was done in time; ``never`` is used if it was not done and the deadline has passed."""
    if done is None:
        return never if due.on < today else "未到期"
    return "逾期" if done > due.on else "否"


# --- 依申请公开 ---


def _received(entry: _RequestEntry) -> str:
    request = entry.record
    received = f"收到申请之日{request.received_on.isoformat()}" if request.received_on else "收到之日尚未确认"
    return _joined(f"{request.arrived_on.isoformat()}{request.channel.label}", received, request.confirmation)


def _term(entry: _RequestEntry) -> str:
    if entry.without_term:
        return entry.without_term
    deadline = entry.deadline
    if deadline.due_on is None:
        return deadline.state.label
    first = deadline.original_due_on
    moved = f"原{first.isoformat()}" if first is not None and first != deadline.due_on else ""
    return _joined(f"{deadline.due_on.isoformat()}{'（暂定）' if deadline.provisional else ''}", moved)


def _done(entry: _RequestEntry) -> str:
    """Return the steps in order, each with what was set or paid in it."""
    told = []
    for step in sorted(entry.steps, key=lambda step: (step.on, step.id)):
        set_ = [
            step.party,
            f"{step.days}个工作日" if step.days else "",
            f"至{step.until.isoformat()}" if step.until else "",
            f"{yuan(step.sum)}元" if step.sum is not None else "",
            step.approver and f"批准人{step.approver}",
            step.letter_number,
        ]
        words = "，".join(part for part in set_ if part)
        if step.kind is not StepKind.DELIVERED:
            told.append(f"{step.on.isoformat()}{step.called}{f'（{words}）' if words else ''}")
    return _joined(*told)


def _answered(entry: _RequestEntry) -> str:
    request = entry.record
    if request.outcome is None and request.answered_on is None:
        return ""
    outcome = request.outcome.plain_label if request.outcome else ""
    on = entry.deadline.answered_on or request.answered_on
    return _joined(_day(on), request.answer_number, outcome, request.legal_basis)


def _taken(entry: _RequestEntry) -> str:
    """Return the number of working days counted until the answer, without excluded days (第三十三条第三款).

    A date set under 第三十五条 does not exclude the days before it.
    """
    deadline = entry.deadline
    if deadline.answered_on is None:
        return ""
    days = [day for day in deadline.days if day.date <= deadline.answered_on]
    counted = [day.number for day in days if day.number is not None]
    deferred = sum(day.role is DayRole.DEFERRED and entry.calendar.is_workday(day.date) for day in days)
    return str((counted[-1] if counted else 0) + deferred + (deadline.late_workdays or 0))


def _lateness(entry: _RequestEntry) -> str:
    if entry.without_term:
        return ""
    deadline = entry.deadline
    if deadline.is_overdue(entry.today):
        return "逾期未答复"
    if deadline.state is DeadlineState.ANSWERED:
        return _joined(deadline.summary, entry.record.lateness_reason) if deadline.is_late else "否"
    return "" if deadline.state is DeadlineState.CLOSED else "未到期"


def _delivered(entry: _RequestEntry) -> str:
    told = []
    for step in entry.steps:
        if step.delivery is None:
            continue
        days = [
            f"交邮{step.posted_on.isoformat()}" if step.posted_on else "",
            f"签收{step.signed_on.isoformat()}" if step.signed_on else "",
        ]
        letter = "" if step.kind is StepKind.DELIVERED else f"{step.called}："  # which of them arrived then
        first = f"{letter}{step.on.isoformat()}{step.delivery.label}"
        told.append("，".join(part for part in (first, step.tracking_number, *days) if part))
    return _joined(*told)


def _applicant(entry: _RequestEntry) -> str:
    request = entry.record
    agent = request.agent and f"代理人{request.agent}"
    return _joined(request.applicant, request.applicant_kind.label, agent)


def _wanted(entry: _RequestEntry) -> str:
    request = entry.record
    return _joined(request.content, request.retrieval.label if request.retrieval else "")


_REQUESTS = LedgerForm(
    "政府信息公开申请办理台账",
    "件",
    (
        LedgerColumn("登记编号", 1.8, lambda entry: entry.record.number),
        LedgerColumn("申请人", 1.9, _applicant),
        LedgerColumn("收件", 2.3, _received, is_left=True),
        LedgerColumn("内容", 3.0, _wanted, is_left=True),
        LedgerColumn("期限", 2.2, _term),
        LedgerColumn("办理经过", 2.9, _done, is_left=True),
        LedgerColumn("答复时间及结果", 2.8, _answered, is_left=True),
        LedgerColumn("用时（工作日）", 1.2, _taken),
        LedgerColumn("是否逾期", 1.2, _lateness),
        LedgerColumn("送达", 2.4, _delivered, is_left=True),
    ),
    _RequestEntry,
    ("applicant", "agent"),
)


# --- 主动公开 ---


def _kinds(entry: Entry[Release]) -> str:
    release = entry.record
    return _joined(release.document_kind.label, release.category.label, release.statistics_category)


def _checked(entry: Entry[Release]) -> str:
    """Return 保密审查 and the three checks, each with its date, its person and, for the first, its conclusion."""
    release = entry.record
    conclusion = release.secrecy_conclusion.label if release.secrecy_conclusion else ""
    checks = (
        ("保密审查", release.secrecy_reviewed_on, release.secrecy_reviewer, conclusion),
        ("初审", release.first_checked_on, release.first_checked_by),
        ("复审", release.second_checked_on, release.second_checked_by),
        ("终审", release.final_checked_on, release.final_checked_by),
    )
    told = [(name, "，".join(part for part in (_day(on), *others) if part)) for name, on, *others in checks]
    return _joined(*(name + words for name, words in told if words))


def _publication_due(entry: Entry[Release]) -> DueDate:
    return TimeLimit.PUBLICATION.due_after(entry.record.formed_on, entry.calendar)


def _published_late(entry: Entry[Release]) -> str:
    release = entry.record
    done, conclusion = release.published_on or release.taken_down_on, release.secrecy_conclusion
    done = done if done is not None and done <= entry.today else None  # entered in advance, nobody can read it yet
    if done is None and conclusion is not None and conclusion.keeps_back:
        return ""
    return _late(_publication_due(entry), done, entry.today, "逾期未公开")


def _force(entry: Entry[Release]) -> str:
    """Return the validity of a document, and the date of removal of any release."""
    release, state = entry.record, document_state(entry.record, entry.today)
    days = (
        ("制发", release.issued_on),
        ("有效期至", release.valid_until),
        ("废止", release.repealed_on),
        ("撤下", release.taken_down_on),
    )
    return _joined(
        "" if state is DocumentState.NOT_A_DOCUMENT else state.label,
        *(f"{name}{on.isoformat()}" for name, on in days if on is not None),
    )


_RELEASES = LedgerForm(
    "主动公开政府信息台账",
    "条",
    (
        LedgerColumn("编号", 1.6, lambda entry: _joined(entry.record.number, entry.record.index_number)),
        LedgerColumn(
            "信息名称", 3.6, lambda entry: _joined(entry.record.name, entry.record.document_number), is_left=True
        ),
        LedgerColumn("性质和类别", 2.6, _kinds, is_left=True),
        LedgerColumn("形成或变更日期", 1.6, lambda entry: _day(entry.record.formed_on)),
        LedgerColumn("公开期限", 1.6, lambda entry: _due(_publication_due(entry))),
        LedgerColumn("公开日期", 1.6, lambda entry: _day(entry.record.published_on)),
        LedgerColumn("是否逾期", 1.2, _published_late),
        LedgerColumn("公开渠道", 2.0, lambda entry: listed([channel.label for channel in entry.record.channels])),
        LedgerColumn("保密审查和审核", 3.0, _checked, is_left=True),
        LedgerColumn("文件效力", 2.0, _force, is_left=True),
        LedgerColumn("责任科室", 1.4, lambda entry: entry.record.department),
    ),
)


# --- 行政复议、行政诉讼 ---


def _replied_late(entry: Entry[Dispute]) -> str:
    done = replied_on(entry.record)
    if done is None and entry.record.closed_on is not None:
        return ""
    return _late(reply_due(entry.record, entry.calendar).due, done, entry.today, "逾期未提交")


def _decided(entry: Entry[Dispute]) -> str:
    case = entry.record
    detail = case.decision if isinstance(case, Review) else case.judgment
    return _joined(
        _day(case.closed_on), case.decided_as.label if case.decided_as else "", detail.label if detail else ""
    )


def _dispute_columns(
    person: LedgerColumn, court: LedgerColumn, related: Callable[..., str], term: str, reply: str
) -> tuple[LedgerColumn, ...]:
    """Return the columns of a case: parties and authority, deadline and reply, result, lessons."""
    return (
        LedgerColumn("收案编号", 1.6, lambda entry: entry.record.number),
        person,
        court,
        LedgerColumn("所涉申请", 1.8, related),
        LedgerColumn("收到日期", 1.6, lambda entry: _day(entry.record.received_on)),
        LedgerColumn(term, 1.6, lambda entry: _due(reply_due(entry.record, entry.calendar).due)),
        LedgerColumn(reply, 1.6, lambda entry: _day(replied_on(entry.record))),
        LedgerColumn("是否逾期", 1.2, _replied_late),
        LedgerColumn("结案时间及结果", 2.8, _decided, is_left=True),
        LedgerColumn("原因与改进", 3.2, lambda entry: entry.record.cause, is_left=True),
    )


def _where(entry: Entry[Review]) -> str:
    case = entry.record
    return _joined(case.review_body, case.case_number, case.procedure.label if case.procedure else "")


def _which_court(entry: Entry[Litigation]) -> str:
    case = entry.record
    instance = case.instance.label if case.instance else ""
    first = case.original_case and f"原审案件{case.original_case}"
    return _joined(case.court, case.case_number, instance, case.route.label, first)


_REVIEWS = LedgerForm(
    "政府信息公开行政复议案件台账",
    "件",
    _dispute_columns(
        LedgerColumn("申请人", 1.6, lambda entry: entry.record.applicant),
        LedgerColumn("复议机关及案号", 3.0, _where, is_left=True),
        lambda entry: entry.record.related_request,
        "答复期限",
        "答复日期",
    ),
    people=("applicant",),
)
_LITIGATION = LedgerForm(
    "政府信息公开行政诉讼案件台账",
    "件",
    _dispute_columns(
        LedgerColumn("原告", 1.6, lambda entry: entry.record.plaintiff),
        LedgerColumn("受理法院及案号", 3.0, _which_court, is_left=True),
        lambda entry: _joined(entry.record.related_request, entry.record.related_review),
        "举证期限",
        "答辩举证日期",
    ),
    people=("plaintiff",),
)


# --- the plain registers ---

_WIDTHS = {Kind.TEXT: 2.2, Kind.TERM: 2.2, Kind.TERMS: 2.2, Kind.DATE: 1.6}


def _plain_form(record_type: type[Record], unit: str) -> LedgerForm:
    """Return a form with every column of a register except the one for unconfirmed columns."""
    return LedgerForm(
        f"{record_type.title}台账",
        unit,
        tuple(
            LedgerColumn(
                column.label,
                4.0 if column.long else _WIDTHS.get(column.kind, 1.4),
                lambda entry, column=column: column.text(getattr(entry.record, column.name)),
                is_left=column.kind is Kind.TEXT,
            )
            for column in columns(record_type)
            if column.name != "proposed"
        ),
    )


FORMS: Mapping[str, LedgerForm] = {
    Release.register: _RELEASES,
    Request.register: _REQUESTS,
    Review.register: _REVIEWS,
    Litigation.register: _LITIGATION,
    Tally.register: _plain_form(Tally, "笔"),
    Activity.register: _plain_form(Activity, "条"),
    Duty.register: _plain_form(Duty, "项"),
}
"""The ledger of each register."""
