"""Reports as offices have them: saved, printed, renamed, cut and damaged; each gives its right values or says why not.

``right-values.json`` tells of every file what it shows; its figures stand in ``cells``, by printed label.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.finding import Finding
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS
from disclosure.report.model import AnnualReport
from tasks.report.check import check_source

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "reports"
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))
LINES = {(table, label): code for table, labels in ROW_LABELS.items() for code, label in labels.items()}


def test_every_file_has_its_right_values() -> None:
    names = [entry["file"] for entry in ENTRIES]
    kept = {path.name for path in FOLDER.iterdir() if path.is_file()} - {"right-values.json"}
    assert len(names) == len(set(names))
    assert set(names) == kept


def printed(entry: dict[str, Any]) -> dict[str, Any]:
    """What a file shows, by the path of each cell; None where it shows none."""
    tables = json.loads((FOLDER / entry["cells"]).read_text(encoding="utf-8"))
    told: dict[str, Any] = {key.path: None for key in CELLS}
    for table, rows in tables.items():
        for label, values in rows.items():
            columns = [key.column for key in CELLS if (key.table, key.row) == (table, LINES.get((table, label)))]
            told |= {f"{table}/{label}/{COLUMN_LABELS[table][c]}": v for c, v in zip(columns, values, strict=True)}
    gone = tuple(entry.get("cells_gone", ()))
    return {path: None if path.startswith(gone) else value for path, value in told.items()}


def differences(entry: dict[str, Any], report: AnnualReport, found: tuple[Finding, ...]) -> Iterator[str]:
    """What is not as it should be, a sentence each."""
    named = {cell for finding in found for cell in finding.cells}
    right = printed(entry)
    for key in CELLS:
        value, wanted = report.figures.get(key), right[key.path]
        is_named = key.path in named or key.table in named
        may_be_unread = entry.get("cells_may_be_unread_with_a_finding") and is_named
        is_right = (
            value in (None, "") if wanted is None else str(value) == str(wanted) or (value is None and may_be_unread)
        )
        if not is_right:
            yield f"{key.path}: {wanted} read as {value}"
    said = [finding.message for finding in found]
    for word in entry.get("finding_must_name", ()):
        if not any(word in message for message in said):
            yield f"no finding names {word}"
    for rule, word in entry.get("findings_that_are_false", ()):
        yield from (f"false: {one.rule} {one.message}" for one in found if one.rule == rule and word in one.message)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["file"] for entry in ENTRIES])
def test_a_report_gives_its_right_values_or_is_refused_in_words(entry: dict[str, Any]) -> None:
    try:
        report, found = check_source(FOLDER / entry["file"])
    except SourceUnreadableError as refused:
        said, words = str(refused), entry.get("refusal_in_words_is_right_too")
    else:
        said, words = "", ""
        assert list(differences(entry, report, found)) == []
    assert not said or (words and words in said), said
