"""The check of records before the report: what is wrong with a year's records, gravest first.

A check is one function in ``bundles``, ``requests``, ``releases``, ``disputes``, ``pairs`` or ``imported``, listed in
that file's ``CHECKS``; its page is in ``resources/rules/rules.md``.
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
    """Return the findings about the records of a year, in order of importance."""
    return tuple(finding for check in _CHECKS for finding in check(facts))


__all__ = ["RecordFacts", "RequestCase", "SplitRequest"]
