"""What was said to a finding holds as long as what it was said to stays the same."""

from dataclasses import replace

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import fingerprint_of


def test_values_tell_a_finding_again_and_its_sentence_only_where_it_has_none() -> None:
    with_values = Finding("T3-1", Severity.WARNING, "一", values=(1, None))
    assert fingerprint_of(replace(with_values, message="二")) == fingerprint_of(with_values)
    assert fingerprint_of(replace(with_values, values=(2, None))) != fingerprint_of(with_values)
    assert fingerprint_of(replace(with_values, values=(1, 0))) != fingerprint_of(with_values)
    without = replace(with_values, values=())
    assert fingerprint_of(replace(without, message="二")) != fingerprint_of(without)
