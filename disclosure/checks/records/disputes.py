"""Rule L-16: what was due to a review body or a court, and by when."""

from collections.abc import Iterator
from datetime import date

from disclosure.calendar.statutory_deadlines import TimeLimit, review_reply_limit
from disclosure.checks.finding import Finding, RecordRef, Severity
from disclosure.checks.records.facts import Dispute, RecordFacts
from disclosure.records import Review
from disclosure.wording import chinese_date


def not_replied(facts: RecordFacts) -> Iterator[Finding]:
    """L-16: the 答复书 or 答辩状 was handed in within its term (行政复议法第四十八、五十四条; 行政诉讼法第六十七条).

    A closed case without that date is not reported if no case has it, as in an imported register.
    """
    is_kept = any(_replied_on(dispute) is not None for dispute in facts.disputes)
    for dispute in facts.disputes:
        limit = review_reply_limit(dispute.procedure) if isinstance(dispute, Review) else TimeLimit.COURT_DEFENCE
        due_on, replied_on = limit.due_after(dispute.received_on, facts.calendar).on, _replied_on(dispute)
        what = "行政复议答复" if isinstance(dispute, Review) else "答辩举证"
        if replied_on is None and facts.today > due_on and (dispute.closed_on is None or is_kept):
            says = f"{chinese_date(due_on)}前应当提交{what}，没有登记提交的日期"
        elif replied_on is not None and replied_on > due_on:
            says = f"{chinese_date(due_on)}前应当提交{what}，{chinese_date(replied_on)}才提交"
        else:
            continue
        message = f"{dispute.title}{dispute.number}：{says}（{limit.article}）。"
        yield Finding("L-16", Severity.WARNING, message, record=RecordRef.of(dispute), article=limit.article)


def _replied_on(dispute: Dispute) -> date | None:
    return dispute.replied_on if isinstance(dispute, Review) else dispute.defence_on


CHECKS = (not_replied,)
