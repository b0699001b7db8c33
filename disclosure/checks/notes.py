"""Explanations of findings: each holds as long as the values stay; when one changes, the finding is open again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.checks.finding import Finding, Severity
from disclosure.masking import masked_prose
from disclosure.records import FindingNote


def subject_of(finding: Finding) -> str:
    """Return what identifies the subject of a finding: its cells, else its record, else its sentence."""
    record = f"{finding.record.register}/{finding.record.id}" if finding.record else ""
    return "\n".join(finding.cells) or record or finding.message


def fingerprint_of(finding: Finding) -> str:
    """Return a hash of the values of a finding, by which a change is noticed."""
    values = [None if value is None else str(value) for value in finding.values] or [finding.message]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Judged:
    """A finding and its explanation, which no longer holds if the values have changed since."""

    finding: Finding
    note: FindingNote | None = None

    @property
    def holds(self) -> bool:
        """Whether there is a note and the values are still those it was written for."""
        return self.note is not None and self.note.fingerprint == fingerprint_of(self.finding)

    @property
    def is_open(self) -> bool:
        """Whether the finding still needs attention before issuing."""
        if self.finding.may_be_so:
            return not self.is_explained
        is_settled = self.holds and self.finding.can_be_explained
        return self.finding.is_error or (self.finding.severity is Severity.WARNING and not is_settled)

    @property
    def is_explained(self) -> bool:
        """Whether a reason in words was given for the present values."""
        return self.note is not None and self.holds and not self.note.is_dismissed

    @property
    def said(self) -> str:
        """The explanation as the screen shows it; empty where there is none."""
        if self.note is None:
            return ""
        words = masked_prose(self.note.explanation) or "已忽略"
        return f"说明：{words}" if self.holds else f"数值已变，原说明失效：{words}"


def judged(findings: Iterable[Finding], notes: Iterable[FindingNote]) -> tuple[Judged, ...]:
    """Return every finding with its explanation, if it has one."""
    said = {(note.rule, note.subject): note for note in notes}
    return tuple(Judged(finding, said.get((finding.rule, subject_of(finding)))) for finding in findings)
