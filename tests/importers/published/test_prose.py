"""A report with one wrong word or number: each is found, and right wording in its place is left alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.sentences import CHECKS
from disclosure.checks.subject import Subject
from disclosure.errors import SourceUnreadableError
from importers.published import read_published
from tasks.report.check import check_source

DATA = Path(__file__).parents[2] / "data"
FOLDER = DATA / "incoming" / "prose"
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))


def said(name: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.message) for finding in check_source(FOLDER / name)[1]}


@pytest.fixture(scope="module")
def base() -> set[tuple[str, str]]:
    return said("base.html")


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_a_wrong_word_is_found_and_a_right_one_is_not(entry: dict[str, Any], base: set[tuple[str, str]]) -> None:
    new = said(Path(entry["file"]).name) - base
    assert bool(new) is (entry["kind"] != "control"), (entry["why"], new)


def test_real_reports_raise_no_alarm_that_was_not_looked_at() -> None:
    found = []
    for path in sorted((DATA / "reports").iterdir()):
        try:
            report = read_published(path)
        except SourceUnreadableError:
            continue
        found += [(path.name[:3], finding.rule) for check in CHECKS for finding in check(Subject(report))]
    assert found == [("072", "F-11")]  # 「行政诉讼0条」
