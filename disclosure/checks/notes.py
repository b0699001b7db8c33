"""What was said to findings: an explanation holds while the values stay, and is open again when one changes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.checks.finding import Finding, Severity
from disclosure.masking import masked_prose
from disclosure.records import FindingNote


def subject_of(finding: Finding) -> str:
    """Return what a finding is about: its cells, its record, or its sentence where it names neither."""
    record = f"{finding.record.register}/{finding.record.id}" if finding.record else ""
    return "\n".join(finding.cells) or record or finding.message


def fingerprint_of(finding: Finding) -> str:
    """Return what stands for the values of a finding."""
    values = [None if value is None else str(value) for value in finding.values] or [finding.message]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Judged:
    """A finding and what was said to it; a note whose values have changed since no longer holds."""

    finding: Finding
    note: FindingNote | None = None

    @property
    def holds(self) -> bool:
        """Whether something was said and the values are still those it was said to."""
        return self.note is not None and self.note.fingerprint == fingerprint_of(self.finding)

    @property
    def is_open(self) -> bool:
        """Whether the finding still stands against issuing."""
        if self.finding.may_be_so:
            return not self.is_explained
        is_settled = self.holds and self.finding.can_be_explained
        return self.finding.is_error or (self.finding.severity is Severity.WARNING and not is_settled)

    @property
    def is_explained(self) -> bool:
        """Whether a reason was given, in words, to the values as they are."""
        return self.note is not None and self.holds and not self.note.is_dismissed

    @property
    def said(self) -> str:
        """What was said, in words; empty where nothing was."""
        if self.note is None:
            return ""
        words = masked_prose(self.note.explanation) or "已忽略"
        return f"说明：{words}" if self.holds else f"数值已变，原说明失效：{words}"


def judged(findings: Iterable[Finding], notes: Iterable[FindingNote]) -> tuple[Judged, ...]:
    """Return every finding with what was said to it."""
    said = {(note.rule, note.subject): note for note in notes}
    return tuple(Judged(finding, said.get((finding.rule, subject_of(finding)))) for finding in findings)
