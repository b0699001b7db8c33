"""The 台账 of 依申请公开 an inspector asks for: a row a request, from 收件 to 送达 (条例第四十五条).

What is kept apart in the register stands together here as on the form: what came in, what was asked, by when, what was
done, what was answered, in how many working days, late or not, and how it reached the applicant.
"""

from collections.abc import Callable, Sequence
from datetime import date

from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.column_kinds import columns_by_name
from disclosure.masking import masked, masked_prose
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from disclosure.wording import yuan

LEDGER_COLUMNS = (
    "登记编号",
    "申请人",
    "收件",
    "内容",
    "期限",
    "办理经过",
    "答复时间及结果",
    "用时（工作日）",
    "是否逾期",
    "送达",
)
_SHORTEST_NAME = 2


def ledger_row(
    request: Request, steps: Sequence[Step], deadline: Deadline, today: date, *, mask: bool
) -> tuple[str, ...]:
    """Return the row of one request, a text a column; ``mask`` hides who the people are, wherever they are named."""
    hide = _hidden(request, steps) if mask else str
    received = f"收到申请之日{request.received_on.isoformat()}" if request.received_on else "收到之日尚未确认"
    done = sorted((step for step in steps if step.kind is not StepKind.DELIVERED), key=lambda step: (step.on, step.id))
    return (
        request.number,
        hide(_joined(request.applicant, request.applicant_kind.label, request.agent and f"代理人{request.agent}")),
        hide(_joined(f"{request.arrived_on.isoformat()}{request.channel.label}", received, request.confirmation)),
        hide(_joined(request.content, request.retrieval.label if request.retrieval else "")),
        _term(deadline),
        hide(_joined(*map(_told, done))),
        hide(_answered(request, deadline)),
        _taken(deadline),
        _lateness(request, deadline, today, hide),
        hide(_joined(*(_delivered(step) for step in steps if step.delivery is not None))),
    )


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _hidden(request: Request, steps: Sequence[Step]) -> Callable[[str], str]:
    """Return what hides the people of a request in a text."""
    known = {**columns_by_name(Request), **columns_by_name(Step)}
    people = [(known["applicant"], request.applicant), (known["agent"], request.agent)]
    people += [(known["party"], step.party) for step in steps]
    names = {name: masked(column, name) for column, name in people if len(name) >= _SHORTEST_NAME}

    def hide(text: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, names[name])
        return masked_prose(text)

    return hide


def _term(deadline: Deadline) -> str:
    if deadline.due_on is None:
        return deadline.state.label
    first = deadline.original_due_on
    moved = f"原{first.isoformat()}" if first is not None and first != deadline.due_on else ""
    return _joined(f"{deadline.due_on.isoformat()}{'（暂定）' if deadline.provisional else ''}", moved)


def _told(step: Step) -> str:
    """Return a step with what was set or paid in it."""
    set_ = [
        step.party,
        f"{step.days}个工作日" if step.days else "",
        f"至{step.until.isoformat()}" if step.until else "",
        f"{yuan(step.amount)}元" if step.amount is not None else "",
        step.approver and f"批准人{step.approver}",
        step.letter_number,
    ]
    told = "，".join(part for part in set_ if part)
    return f"{step.on.isoformat()}{step.kind.label}{f'（{told}）' if told else ''}"


def _answered(request: Request, deadline: Deadline) -> str:
    if request.outcome is None and request.answered_on is None:
        return ""
    on = deadline.answered_on or request.answered_on
    outcome = request.outcome.plain_label if request.outcome else ""
    return _joined(on.isoformat() if on else "", request.answer_number, outcome, request.legal_basis)


def _taken(deadline: Deadline) -> str:
    """Return how many working days counted until the answer; what does not count (第三十三条第三款) is left out."""
    if deadline.answered_on is None:
        return ""
    counted = [day.number for day in deadline.days if day.number is not None and day.date <= deadline.answered_on]
    return str((counted[-1] if counted else 0) + (deadline.late_workdays or 0))


def _lateness(request: Request, deadline: Deadline, today: date, hide: Callable[[str], str]) -> str:
    if deadline.is_overdue(today):
        return "逾期未答复"
    if deadline.state is DeadlineState.ANSWERED:
        return _joined(deadline.summary, hide(request.lateness_reason)) if deadline.is_late else "否"
    return "" if deadline.state is DeadlineState.CLOSED else "未到期"


def _delivered(step: Step) -> str:
    method = step.delivery.label if step.delivery else ""
    days = [
        f"交邮{step.posted_on.isoformat()}" if step.posted_on else "",
        f"签收{step.signed_on.isoformat()}" if step.signed_on else "",
    ]
    return "，".join(part for part in (f"{step.on.isoformat()}{method}", step.tracking_number, *days) if part)
