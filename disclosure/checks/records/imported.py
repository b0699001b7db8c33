"""Rules L-31 and L-32: imported values that nobody has confirmed; values that are hardly right."""

from collections.abc import Iterator
from itertools import groupby

from disclosure.checks.finding import Finding, RecordRef, Severity, of_record
from disclosure.checks.records.facts import RecordFacts
from disclosure.column_kinds import columns_by_name
from disclosure.odd_values import odd_values
from disclosure.records import Request
from disclosure.wording import some_listed

_FEW = 8
_TOLD_BY_L3_AND_L4 = ("answered_on", "received_on")


def not_confirmed(facts: RecordFacts) -> Iterator[Finding]:
    """L-31: columns that an import filled with proposals have been confirmed; one finding per register."""
    for title, found in groupby(facts.unconfirmed, lambda one: one.title):
        records = list(found)
        names = some_listed([f"“{one.caption}”" for one in records], _FEW)
        message = f"{title}有{len(records)}条是导入时按建议填写的，还没有核对：{names}。"
        yield Finding("L-31", Severity.WARNING, message, record=RecordRef.of(records[0]))


def odd(facts: RecordFacts) -> Iterator[Finding]:
    """L-32: personal numbers have valid check digits, dates are not in the future; the value itself is never quoted."""
    labels = columns_by_name(Request)
    for case in facts.cases:
        request, name = case.request, f"申请{case.request.number or case.request.caption}"
        for field, said in odd_values(request, facts.today).items():
            if field in _TOLD_BY_L3_AND_L4:
                continue
            says = f"{labels[field].label}{said}"
            yield of_record("L-32", Severity.WARNING, request, name, says, "", may_be_so=True, field=field)


CHECKS = (not_confirmed, odd)
