"""What was said to a finding holds as long as what it was said to stays the same."""

from dataclasses import replace

from disclosure.checks.finding import Finding, RecordRef, Severity
from disclosure.checks.notes import fingerprint_of, judged, subject_of
from disclosure.records import FindingNote


def test_values_tell_a_finding_again_and_its_sentence_only_where_it_has_none() -> None:
    with_values = Finding("T3-1", Severity.WARNING, "一", values=(1, None))
    assert fingerprint_of(replace(with_values, message="二")) == fingerprint_of(with_values)
    assert fingerprint_of(replace(with_values, values=(2, None))) != fingerprint_of(with_values)
    assert fingerprint_of(replace(with_values, values=(1, 0))) != fingerprint_of(with_values)
    without = replace(with_values, values=())
    assert fingerprint_of(replace(without, message="二")) != fingerprint_of(without)


def test_what_is_said_of_a_record_is_not_said_of_a_like_one_in_another_register() -> None:
    of_request, of_release = (
        Finding(
            "L-21",
            Severity.WARNING,
            f"{register}：没有登记。",
            record=RecordRef(register, 7, "甲"),
            says="一",
            article="条例第十七条",
        )
        for register in ("requests", "releases")
    )
    note = FindingNote(
        rule="L-21", subject=subject_of(of_request), fingerprint=fingerprint_of(of_request), explanation="已核实"
    )
    assert [one.is_explained for one in judged([of_request, of_release], [note])] == [True, False]
