"""Every check of a report: rules as functions from a ``Subject`` to findings.

A rule without its input finds nothing; a cell that was not read is unknown, never 0.

To add a check of the report, write a function in the file of its topic (``table2``, ``phrases`` …) and add it to that
file's ``CHECKS``; only a new file is listed here. Checks of records are in ``records``, whose ``__init__`` lists its
files likewise. Every rule has a page in ``resources/rules/rules.md``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from disclosure.checks import (
    headings,
    personal,
    phrases,
    sentences,
    substance,
    sums_in_prose,
    table2,
    table3,
    table4,
    tables_and_text,
    years,
)
from disclosure.checks.finding import Finding, Severity
from disclosure.checks.subject import Subject
from disclosure.report.narrative import OPENING, PARTS, SIGNATURE

Check: TypeAlias = Callable[[Subject], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    *table2.CHECKS,
    *table3.CHECKS,
    *table4.CHECKS,
    *tables_and_text.CHECKS,
    *sums_in_prose.CHECKS,
    *years.CHECKS,
    *headings.CHECKS,
    *phrases.CHECKS,
    *substance.CHECKS,
    *personal.CHECKS,
    *sentences.CHECKS,
)
"""Every check, in the order of the rule pages."""


def findings(subject: Subject) -> tuple[Finding, ...]:
    """Return what all checks find, errors first, within each severity in the order of the rules.

    A finding with a quotation gets the part of the prose that contains it.
    """
    report = subject.report
    said = {section.heading: section.text for section in report.sections}
    own = {OPENING: f"{report.title}\n{report.opening}", SIGNATURE: report.signature}
    texts = {part.key: _plain(own.get(part.key) or said.get(part.label, "")) for part in PARTS}
    found = [finding for check in CHECKS for finding in check(subject)]
    return gravest_first(
        finding if finding.part or finding.record else replace(finding, part=_part_of(finding, texts))
        for finding in found
    )


def _part_of(finding: Finding, texts: Mapping[str, str]) -> str:
    """Return the first part that contains words a finding quotes or names as its values; empty where none does."""
    named = (value for value in finding.values if isinstance(value, str) and not finding.cells)
    quotes = [plain for plain in map(_plain, (*finding.quotes, *named)) if plain]
    return next((key for quote in quotes for key, text in texts.items() if quote in text), "")


def _plain(text: str) -> str:
    return "".join(text.split())


def gravest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by severity, errors first; within one severity the order stays."""
    return tuple(sorted(found, key=lambda finding: tuple(Severity).index(finding.severity)))
