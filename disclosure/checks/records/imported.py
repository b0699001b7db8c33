"""Rules L-31 and L-32: what came in from elsewhere and was looked at by nobody; values that can hardly be right."""

from collections.abc import Iterator
from itertools import groupby

from disclosure.checks.finding import Finding, RecordRef, Severity
from disclosure.checks.records.facts import RecordFacts
from disclosure.column_kinds import columns_by_name
from disclosure.odd_values import odd_values
from disclosure.records import Request
from disclosure.wording import listed

_FEW = 8


def not_confirmed(facts: RecordFacts) -> Iterator[Finding]:
    """L-31: columns that an import filled as proposed were confirmed by somebody; one sentence a register."""
    for title, found in groupby(facts.unconfirmed, lambda one: one.title):
        records = list(found)
        names = listed([f"“{one.caption}”" for one in records[:_FEW]]) + ("等" if len(records) > _FEW else "")
        message = f"{title}有{len(records)}条是导入时按建议填写的，还没有核对：{names}。"
        yield Finding("L-31", Severity.WARNING, message, record=RecordRef.of(records[0]))


def odd(facts: RecordFacts) -> Iterator[Finding]:
    """L-32: numbers of people have their check digits, days have come; the value itself is never repeated."""
    for case in facts.cases:
        labels = columns_by_name(Request)
        for name, said in odd_values(case.request, facts.today).items():
            message = f"申请{case.request.number or case.request.caption}：{labels[name].label}{said}。"
            yield Finding("L-32", Severity.WARNING, message, record=RecordRef.of(case.request), may_be_so=True)


CHECKS = (not_confirmed, odd)
