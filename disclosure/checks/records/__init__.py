"""The case check before the number: what is wrong with the records a year's report rests on, gravest first.

A check is one function in ``bundles``, ``requests``, ``releases``, ``disputes``, ``pairs`` or ``imported``, listed in
that file's ``CHECKS``; its page stands in ``resources/rules/rules.md``.
"""

from collections.abc import Callable, Iterable

from disclosure.checks.finding import Finding
from disclosure.checks.records import bundles, disputes, imported, pairs, releases, requests
from disclosure.checks.records.facts import RecordFacts, RequestCase, SplitRequest

_CHECKS: tuple[Callable[[RecordFacts], Iterable[Finding]], ...] = (
    *bundles.CHECKS,
    *requests.CHECKS,
    *releases.CHECKS,
    *disputes.CHECKS,
    *pairs.CHECKS,
    *imported.CHECKS,
)


def record_findings(facts: RecordFacts) -> tuple[Finding, ...]:
    """Return what the rules say of the records of a year, in the order of consequence."""
    return tuple(finding for check in _CHECKS for finding in check(facts))


__all__ = ["RecordFacts", "RequestCase", "SplitRequest"]
